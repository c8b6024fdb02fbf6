"""What the tagger learns from, as others would type it: the mentions stay where their words are."""

from random import Random

from bench.training.generating import cultures_of, invented
from bench.training.lessons import BY_HAND, NEW, OTHER, PERSON, VEIL, Text, is_held_back, retired, times_of, typed

WRITTEN = "Ask Olga Petrova or Bo at IHEP, said OLGA."
SPANS = [(4, 16, PERSON), (20, 22, PERSON), (26, 30, OTHER), (37, 41, PERSON)]
WAYS = [typed(Text(WRITTEN, SPANS, "by hand"), Random(seed)) for seed in range(200)]


def mentions(text: Text) -> list[tuple[str, int]]:
    return [(text.text[start:end], label) for start, end, label in text.spans]


def test_what_is_no_person_stays_in_its_place() -> None:
    assert {name.upper() for way in WAYS for name, label in mentions(way) if label == OTHER} == {"IHEP"}


def test_some_are_as_they_were_some_in_small_letters_and_some_in_capitals() -> None:
    texts = [way.text for way in WAYS]
    assert {WRITTEN, WRITTEN.lower(), WRITTEN.upper()} < set(texts)
    assert 60 < sum(map(str.islower, texts)) < 120


def test_other_persons_stand_where_these_did() -> None:
    persons = {name.lower() for way in WAYS for name, label in mentions(way) if label == PERSON}
    assert {"olga petrova", "bo", "olga"} < persons
    assert len(persons) > 60


def test_a_veil_is_no_person() -> None:
    veiled = [way for way in WAYS if VEIL in way.text]
    assert veiled
    assert all(way.text.count(VEIL) == 3 and len(way.spans) == 1 for way in veiled)


def test_generated_notes_are_typed_in_many_ways_already() -> None:
    note = Text(WRITTEN, SPANS, "generated")
    assert [typed(note, Random(seed)) for seed in range(40)] == [note] * 40


def test_the_same_share_is_held_back_however_it_is_typed() -> None:
    texts = [Text(f"Note {number}", (), "by hand") for number in range(1_500)]
    held = [text for text in texts if is_held_back(text)]
    assert 60 < len(held) < 140
    assert all(is_held_back(text._replace(text=text.text.lower())) for text in held)


def test_names_in_other_letters_stay_as_they_are() -> None:
    text = Text("Спроси Ольгу.", [(7, 12, PERSON)], NEW)
    assert {name.lower() for seed in range(100) for name, _ in mentions(typed(text, Random(seed)))} == {"ольгу"}


def test_a_person_may_be_of_the_language_of_the_note() -> None:
    assert 0 < len(cultures_of("de")) < len(cultures_of("en"))
    assert cultures_of("") == []
    first_names = {name for culture in cultures_of("it") for name in culture["given"]}
    assert {invented("first", Random(seed), "it") for seed in range(60)} & first_names


def test_new_notes_are_learnt_most_often_and_a_text_with_a_person_twice() -> None:
    def times(source: str, has_person: bool) -> int:
        return times_of(Text(WRITTEN, SPANS if has_person else (), source))

    assert times(NEW, False) > times(BY_HAND, False) > times("de-germeval14", True) > times("de-germeval14", False)
    assert times("generated", True) == 1


def test_of_a_note_that_is_used_up_only_persons_are_names() -> None:
    found = list(retired())
    marked = {name for text in found for name, _ in mentions(text)}
    assert len(found) > 900
    assert {"Jürgen", "Arístides Montilla"} < marked
    assert "Gebäude 186" not in marked
    assert any("Gebäude 186" in text.text for text in found)
