"""The tagger of names: what it reads, that it knows names by their neighbours, and that many threads may ask it."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from surveys.frequent_words import language_of
from surveys.stripping.names import tagger
from surveys.stripping.names.features import COLUMN, OF_A_WORD, letters_of, see
from surveys.stripping.names.network import MODEL, network
from surveys.stripping.names.tagger import Memory, columns_around, tag
from surveys.stripping.names.tokens import read_tokens, sentences

LARGEST_MODEL = 1_500_000
ASKED = "I asked Lukas."


def texts(text: str) -> list[list[str]]:
    return [[token.text for token in sentence] for sentence in sentences(read_tokens(text))]


def chances(text: str) -> dict[str, float]:
    return {one.token.text: one.chance for one in tag(text, language_of(text), Memory())}


def columns_of(word: str) -> set[str]:
    return {OF_A_WORD[column - 1] for column in see(word).columns}


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
    assert [one.token for one in tag(text, language_of(text), Memory())] == read_tokens(text)


def test_a_word_is_seen_by_its_form_its_lists_and_how_frequent_it_is() -> None:
    assert columns_of("Anna") >= {"shape Xx", "length 4", "kind F"}
    assert columns_of("the") >= {"shape x", "in English 3", "in any 3"}
    assert columns_of("Jean-Luc") >= {"joined", "kind F"}
    assert columns_of("qzxyv") == {"shape x", "length 5"}
    assert columns_of("!") == {"shape mark", "length 1"}


def test_a_long_word_is_read_from_both_ends() -> None:
    assert letters_of("anna") == "^anna$"
    assert letters_of("abcdefghijklmnopqrstuvwxyz") == "^abcdefghijkluvwxyz$"


def test_a_place_is_known_by_what_stands_before_it_by_capitals_and_by_the_language() -> None:
    first, second, _ = columns_around(["Heute", "kommt", "Rothelindis"], [3, 3, 0])
    assert {COLUMN["opens a sentence"], COLUMN["capitals around"], COLUMN["here 3"]} <= set(first)
    assert COLUMN["opens a sentence"] not in second
    assert columns_around(["heute"], [0])[0] == (COLUMN["no capitals around"], COLUMN["opens a sentence"], 0)


def test_a_name_in_no_list_is_likelier_than_a_word_in_its_place() -> None:
    assert chances("I asked Rothelindis about it")["Rothelindis"] > 0.5 > chances("I asked nobody about it")["nobody"]


@pytest.mark.parametrize("sentence", [ASKED, "heute war alles gut", "?"])
def test_chances_are_between_0_and_1(sentence: str) -> None:
    assert all(0 < chance < 1 for chance in chances(sentence).values())


def test_a_remembered_sentence_is_not_tagged_again() -> None:
    memory = Memory(sentences={("en", ASKED): [0.0, 0.0, 0.25, 0.0]})
    assert [one.chance for one in tag(ASKED, "en", memory)] == [0.0, 0.0, 0.25, 0.0]


def test_words_that_no_dictionary_has_are_forgotten_with_their_note() -> None:
    """What somebody wrote stays in no memory of the server."""
    memory = Memory()
    tag("Rothelindis, Anna and O'Neill-Varga laughed", "en", memory)
    assert {"Rothelindis", "Anna", "O'Neill-Varga"} <= memory.words.keys()
    assert {"Rothelindis", "Anna", "O'Neill-Varga"}.isdisjoint(tagger._kept)
    assert "laughed" in tagger._kept


def test_what_stays_in_memory_holds_nothing_of_the_words_beside_it() -> None:
    tag("Rothelindis grinned", "en", Memory())
    assert tagger._kept["grinned"].seen.base is None


def test_the_words_of_a_sentence_are_weighed_together() -> None:
    """The network reads neighbours: the same word is a name in one sentence and none in another."""
    assert chances("Will said that it was his idea")["Will"] > chances("Will there be coffee?")["Will"]


def test_a_word_gets_the_same_whatever_else_is_new_in_the_note() -> None:
    """To the last digit, or a stripped note that is stripped again might change."""
    seen = list(map(see, ("Anna", "left", "Rothelindis", "Lukas", "asked")))
    together = network().alone(seen)
    assert all(np.array_equal(row, network().alone([one])[0]) for row, one in zip(together, seen, strict=True))


def test_many_threads_get_the_answers_of_one() -> None:
    notes = [
        f"I asked {name} and {name} said no, {name}" for name in ("Lukas", "the convener", "Nadia", "everybody")
    ] * 50
    alone = [chances(note) for note in notes]
    with ThreadPoolExecutor(16) as threads:
        assert list(threads.map(chances, notes)) == alone


def test_the_model_is_small() -> None:
    assert MODEL.stat().st_size < LARGEST_MODEL
