"""Notes that the tagger learns from: whole, varied, and marked where the invented persons are."""

from collections import Counter
from collections.abc import Callable
from functools import cache
from random import Random

import pytest
import regex

from bench.training.generating import (
    SLOT,
    cultures,
    fillings,
    generate,
    halves,
    misspelt,
    placed,
    put_together,
    templates,
    unaccented,
)

PERSON_SLOTS = {"name", "first", "last", "initial_last", "title_last"}
KNOWN_SLOTS = PERSON_SLOTS | {
    "place",
    "institute",
    "month",
    "day",
    "eponym",
    "system",
    "nationality",
    "food",
    "festival",
    "software",
}
TITLES = regex.compile(r"\b(?:dr|prof|professor|mrs?|ms|herr|frau|mme|dott|sig)\b", regex.IGNORECASE)


@cache
def notes() -> list[tuple[str, list[tuple[int, int]]]]:
    return list(generate(3_000, seed=1))


def names() -> list[str]:
    return [text[start:end] for text, spans in notes() for start, end in spans]


def share(texts: list[str], true_of: Callable[[str], bool]) -> float:
    return sum(map(true_of, texts)) / len(texts)


def test_the_same_seed_gives_the_same_notes_and_another_gives_others() -> None:
    again = list(generate(300, seed=1))
    assert again == notes()[:300]
    assert list(generate(300, seed=2)) != again


def test_a_span_stands_where_its_person_does() -> None:
    text, spans = placed([("Dr. ", False), ("Ana de la Cruz", True), ("'s mail to ", False), ("bo", True)])
    assert text == "Dr. Ana de la Cruz's mail to bo"
    assert [text[start:end] for start, end in spans] == ["Ana de la Cruz", "bo"]


def test_persons_are_whole_words_in_order_and_in_latin_letters() -> None:
    for text, spans in notes():
        assert spans == sorted(spans)
        for start, end in spans:
            assert 0 <= start < end <= len(text)
            assert regex.fullmatch(r"\p{Latin}[\p{Latin}\p{M} .,'’-]*", text[start:end]), text[start:end]
            assert not text[start:end].endswith((" ", ","))
            assert not regex.search(r"\p{L}\Z", text[:start])
            assert not regex.match(r"\p{L}", text[end:])


def test_a_title_is_no_part_of_a_name() -> None:
    assert any(TITLES.search(text[:start][-12:]) for text, spans in notes() for start, _ in spans)
    assert [
        name for name in names() if TITLES.match(name) and name.split()[0].lower().rstrip(".") in ("dr", "prof")
    ] == []


def test_no_slot_is_left_open() -> None:
    assert [text for text, _ in notes() if regex.search("[{}]", text)] == []


def test_a_quarter_is_in_small_letters_and_more_names_than_that() -> None:
    assert 0.22 < share([text for text, _ in notes()], str.islower) < 0.36
    assert 0.34 < share(names(), str.islower) < 0.48


def test_many_notes_hold_no_person_and_many_hold_several() -> None:
    persons = Counter(min(len(spans), 3) for _, spans in notes())
    assert all(persons[number] > 150 for number in (0, 1, 2, 3)), persons


def test_names_are_of_many_forms() -> None:
    for form in (
        r"^\p{L}+-\p{L}+ ",
        r"\b(?:al|el)-\p{L}",
        r"\bvan \p{L}",
        r"\b(?:bin|ibn) \p{L}",
        r"\bde la \p{L}",
        r"\bO['’]\p{L}",
        r"^\p{L}\. \p{L}{3}",
    ):
        assert any(regex.search(form, name, regex.IGNORECASE) for name in names()), form
    assert len(set(names())) > 0.8 * len(names())


def test_names_and_words_are_misspelt_by_one_letter_and_keep_the_first() -> None:
    slips = {misspelt("Oksana", 1, Random(number)) for number in range(200)}
    assert {"Okasna", "Osana", "Okksana"} < slips
    assert {len(slip) for slip in slips} == {5, 6, 7}
    assert {slip[0] for slip in slips} == {"O"}
    assert misspelt("Bo and Ana", 1, Random(1)) == "Bo and Ana"
    assert misspelt("Oksana", 0, Random(1)) == "Oksana"


def test_accents_are_lost_and_capitals_kept() -> None:
    assert unaccented("Łukasz Çelik-Müller") == "Lukasz Celik-Muller"


def test_people_type_in_their_own_ways() -> None:
    """Curly and straight apostrophes, with and without the last full stop, in capitals throughout."""
    texts = [text for text, _ in notes()]
    assert 0.4 < share(texts, lambda text: text.endswith(".")) < 0.8
    for true_of in (str.isupper, lambda text: "’" in text, lambda text: "'" in text, lambda text: "\n" in text):
        assert share(texts, true_of) > 0.01


def test_there_are_enough_sentences_in_each_language_and_none_twice() -> None:
    assert len(templates()["en"]) >= 550
    assert min(len(sentences) for sentences in templates().values()) >= 60
    every = [sentence for sentences in templates().values() for sentence in sentences]
    assert [sentence for sentence, times in Counter(every).items() if times > 1] == []


@pytest.mark.parametrize("language", ["en", "fr", "de", "it", "es"])
def test_sentences_with_persons_and_without_hold_known_slots_only(language: str) -> None:
    slots = [set(SLOT.findall(sentence)) for sentence in templates()[language]]
    assert set().union(*slots) <= KNOWN_SLOTS
    with_persons, without = halves(language)
    assert min(len(with_persons), len(without)) >= 30
    assert all(PERSON_SLOTS.isdisjoint(SLOT.findall(sentence)) for sentence in without)
    assert not any(PERSON_SLOTS.isdisjoint(SLOT.findall(sentence)) for sentence in with_persons)


def test_eponyms_stand_in_notes_and_are_no_persons() -> None:
    texts = [(text, "".join(text[start:end] for start, end in spans)) for text, spans in notes()]
    assert any("Kaluza" in text or "Feynman" in text for text, _ in texts)
    assert not any("Kaluza" in persons or "Feynman" in persons for _, persons in texts)


@pytest.mark.parametrize("culture", list(fillings()["cultures"]))
def test_every_culture_has_names_enough(culture: str) -> None:
    chance = Random(7)
    grammar = cultures()[list(fillings()["cultures"]).index(culture)]
    assert len({put_together("{name}", grammar, chance) for _ in range(300)}) > 120
