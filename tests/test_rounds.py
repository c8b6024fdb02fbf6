"""Rounds: the next one has the same words, and numbers from which no small one can be worked out."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.curation import Curation, Theme
from surveys.documents.counting import TOTAL, count_notes, suppressed_counts
from surveys.lifecycle import destroy_due, destroy_survey, next_round_of
from surveys.organising.rounds import save_counts
from surveys.sealing import Note, NoteId
from surveys.storage import Instance, open_office, round_counts_of, save_round_counts, survey_by_id
from surveys.stripping import StrippedText
from surveys.survey import Sharing, State, Survey
from tests.actors import Organiser, stores, the_clock_turns, today

K = 5
NAMES = ("A", "B", "C")


def notes_of(amounts: tuple[int, ...], rest: int) -> list[str]:
    return [name for name, amount in zip(NAMES, amounts, strict=False) for _ in range(amount)] + [""] * rest


def worlds(told: dict[str, int], names: int) -> Iterator[tuple[int, ...]]:
    """Every way in which what is hidden could be, for somebody who knows the program."""
    hidden = [name for name in NAMES[:names] if name not in told]
    left = told[TOTAL] - sum(number for name, number in told.items() if name != TOTAL)

    def split(left: int, parts: int) -> Iterator[tuple[int, ...]]:
        if parts == 1:
            yield (left,)
            return
        for first in range(left + 1):
            yield from ((first, *others) for others in split(left - first, parts - 1))

    for amounts in split(left, len(hidden) + 1):
        filled = told | dict(zip(hidden, amounts, strict=False))
        if suppressed_counts(notes_of(tuple(filled[name] for name in NAMES[:names]), amounts[-1]), K) == told:
            yield amounts


@settings(max_examples=60)
@given(st.lists(st.integers(0, 9), max_size=3), st.integers(0, 9))
def test_no_small_number_can_be_worked_out(amounts: list[int], rest: int) -> None:
    told = suppressed_counts(notes_of(tuple(amounts), rest), K)
    assert all(number >= K for number in told.values())
    if told:
        for values in zip(*worlds(told, len(amounts)), strict=True):
            assert len(set(values)) > 1 or not 0 < values[0] < K


def test_small_rest_takes_the_smallest_number_along() -> None:
    assert suppressed_counts(notes_of((9, 6), 2), K) == {TOTAL: 17, "A": 9}
    assert suppressed_counts(notes_of((9, 6), 0), K) == {TOTAL: 15, "A": 9, "B": 6}
    assert suppressed_counts(notes_of((9, 6), 7), K) == {TOTAL: 22, "A": 9, "B": 6}
    assert suppressed_counts(notes_of((4,), 0), K) == {}


def test_equal_numbers_are_hidden_together() -> None:
    assert suppressed_counts(notes_of((9, 3, 3), 0), K) == {TOTAL: 15}, "nine would say that the others are three each"
    assert suppressed_counts(notes_of((6, 6), 2), K) == {TOTAL: 14}, "which of the two is hidden is not chance"


def a_note(number: int, prompt: int = 0, category: int | None = 0, sharing: Sharing = Sharing.SHEET) -> Note:
    return Note(NoteId(number.to_bytes(16, "big")), prompt, category, sharing, StrippedText("x"))


def test_only_notes_that_may_stand_in_the_sheet_count(survey: Survey) -> None:
    notes = [a_note(number) for number in range(12)]
    notes += [a_note(100 + number, sharing=Sharing.ORGANISERS) for number in range(5)]
    curation = Curation(withheld={notes[0].id: "spam", notes[1].id: "hurts"})
    question = survey.prompts[0].text
    category = survey.prompts[0].categories[0]
    assert count_notes(survey, notes, curation) == {(question, TOTAL): 10, (question, category): 10}


@pytest.mark.parametrize("few", [1, 2, 4])
def test_themes_do_not_tell_a_small_question(survey: Survey, few: int) -> None:
    """Nine notes to one question, a few to another: with these in the themes, six and five would tell that two came."""
    notes = [a_note(number) for number in range(9)] + [a_note(100 + number, prompt=1) for number in range(few)]
    hours, rest = (tuple(note.id for note in some) for some in (notes[:6], notes[6:]))
    curation = Curation(themes=(Theme("t", "Hours", 0, hours), Theme("u", "Coffee", 1, rest)))
    assert count_notes(survey, notes, curation) == count_notes(survey, notes[:9], curation)
    assert count_notes(survey, notes[:9], Curation(themes=())).keys() == {
        (survey.prompts[0].text, TOTAL),
        (survey.prompts[0].text, survey.prompts[0].categories[0]),
    }


def test_themes_of_one_name_are_one(survey: Survey) -> None:
    notes = [a_note(number) for number in range(6)]
    ids = [note.id for note in notes]
    curation = Curation(themes=(Theme("a", "Hours", 0, tuple(ids[:3])), Theme("b", "Hours", 1, tuple(ids[3:]))))
    assert count_notes(survey, notes, curation)["", "Hours"] == 6


def test_next_round_has_the_same_words_and_nothing_of_the_past(organiser: Organiser, survey: Survey) -> None:
    following = next_round_of(organiser.closes(survey), title="Again", today=today())
    assert (following.title, following.prompts, following.minimum) == ("Again", survey.prompts, survey.minimum)
    assert (following.audience, following.places) == (survey.audience, survey.places)
    assert following.state is State.DRAFT
    assert following.opened_on is None
    assert {following.id, following.slug}.isdisjoint({survey.id, survey.slug})
    assert following.first_round == next_round_of(following, title="Third", today=today()).first_round == survey.id


def test_survey_of_an_earlier_version_is_a_first_round(instance: Instance, survey: Survey) -> None:
    with open_office(instance.office) as office:
        (text,) = office.execute("SELECT document FROM surveys").fetchone()
        document = json.loads(text)
        del document["round_of"]
        office.execute("UPDATE surveys SET document = ?", [json.dumps(document)])
        assert survey_by_id(office, survey.id).first_round == survey.id


@pytest.fixture
def counted(organiser: Organiser, survey: Survey, instance: Instance) -> Survey:
    for number in range(7):
        stores(survey, instance, f"The seminar number {number} was helpful.", sharing=1)
    organiser.reads_all(survey)
    with organiser.unlocks(survey) as unlocked:
        save_counts(unlocked)
        return unlocked.survey


def test_on_the_deletion_day_the_numbers_stay_and_nothing_else(
    organiser: Organiser, counted: Survey, instance: Instance
) -> None:
    organiser.changes(counted, delete_on=today() + timedelta(days=1))
    destroy_due(instance, today() + timedelta(days=1))
    with open_office(instance.office, read_only=True) as office:
        assert Counter(round_counts_of(office, counted)[0].numbers) == {(counted.prompts[0].text, TOTAL): 7}
        for table in ("surveys", "grants", "sealed_documents", "editions"):
            assert office.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
    assert not instance.wall_of(counted).path.exists()


def test_who_deletes_by_hand_deletes_the_numbers_too(counted: Survey, instance: Instance) -> None:
    with open_office(instance.office) as office:
        destroy_survey(counted, instance=instance, office=office)
        assert round_counts_of(office, counted) == []


def test_an_open_survey_is_not_counted(organiser: Organiser, survey: Survey, instance: Instance) -> None:
    for number in range(12):
        stores(survey, instance, f"Note {number}.", sharing=1)
    the_clock_turns(instance)
    with organiser.unlocks(survey) as unlocked:
        unlocked.release_new_notes()
        save_counts(unlocked)
        assert round_counts_of(unlocked.office, survey) == []


def test_small_number_cannot_be_kept(instance: Instance, survey: Survey) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="no_small_number"), open_office(instance.office) as office:
        save_round_counts(office, survey, {("A question", "Mentoring"): 4})
