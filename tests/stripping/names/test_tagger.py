"""The tagger of names: what it reads, that it can be made again, and that many threads may ask it at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from bench.training.train_names import from_templates, label, train
from surveys.stripping.names.tagger import MODEL, Memory, tag
from surveys.stripping.names.tokens import read_tokens, sentences

LARGEST_MODEL = 3_000_000


def texts(text: str) -> list[list[str]]:
    return [[token.text for token in sentence] for sentence in sentences(read_tokens(text))]


def chances(text: str) -> dict[str, float]:
    return {one.token.text: one.chance for one in tag(text, Memory())}


def test_tokens_are_words_numbers_and_marks() -> None:
    assert texts("Jean-Luc's 3 plots, O’Neill") == [["Jean-Luc", "'", "s", "3", "plots", ",", "O’Neill"]]


@pytest.mark.parametrize(
    ("text", "count"),
    [("He left. She stayed.", 2), ("Dr. Weber left", 1), ("J. Weber left", 1), ("Bye,\nWeber", 2), ("", 1)],
)
def test_sentences_end_at_marks_and_lines_but_not_behind_titles_and_initials(text: str, count: int) -> None:
    assert len(texts(text)) == count


def test_every_token_comes_back_once_and_in_order() -> None:
    text = "I asked Lukas. It is all right.\nSo what? Weber said no"
    assert [one.token for one in tag(text, Memory())] == read_tokens(text)


def test_a_sentence_of_everyday_words_is_not_even_tagged() -> None:
    assert set(chances("there should be breaks between our meetings").values()) == {0.0}


def test_a_name_in_no_list_is_likelier_than_a_word_in_its_place() -> None:
    assert chances("I asked Rothelindis about it")["Rothelindis"] > 0.5 > chances("I asked nobody about it")["nobody"]


def test_a_remembered_sentence_is_not_tagged_again() -> None:
    memory = Memory(sentences={"I asked Lukas.": [0.0, 0.0, 0.25, 0.0]})
    assert [one.chance for one in tag("I asked Lukas.", memory)] == [0.0, 0.0, 0.25, 0.0]


def test_many_threads_get_the_answers_of_one() -> None:
    notes = [
        f"I asked {name} and {name} said no, {name}" for name in ("Lukas", "the convener", "Nadia", "everybody")
    ] * 50
    alone = [chances(note) for note in notes]
    with ThreadPoolExecutor(16) as threads:
        assert list(threads.map(chances, notes)) == alone


def test_the_model_is_small() -> None:
    assert MODEL.stat().st_size <= LARGEST_MODEL


def test_the_model_can_be_made_from_the_templates_alone() -> None:
    assert len(train(from_templates(60))) > 1_000


def test_a_token_is_what_the_span_around_it_is() -> None:
    [_, lukas, at, cern] = read_tokens("Hi Lukas at CERN")
    spans = [(3, 8, "PERSON"), (12, 16, "ORG")]
    assert [label(token, spans) for token in (lukas, at, cern)] == ["P", "O", "G"]
