"""The management summary tells no small number, not even to somebody who subtracts."""

from dataclasses import replace
from itertools import product

import pytest

from surveys.curation import Curation, Theme
from surveys.documents.editions import Edition
from surveys.documents.management_summary import summarise
from surveys.documents.sheets import Sheet
from surveys.sealing import Note, NoteId, new_note
from surveys.stripping import StrippedText
from surveys.survey import Audience, Prompt, Sharing, Survey
from tests.actors import today

NAMES = ("Family", "Mentoring", "Meetings", "Publication")
SURVEY = Survey(
    "s1",
    "slug",
    "Sticky notes",
    "",
    (Prompt("What would you change?", categories=NAMES),),
    audience=Audience.COLLABORATION,
)
TWO_NAMES = replace(SURVEY, prompts=(Prompt("What would you change?", categories=NAMES[:2]),))


def notes_of(categories: list[int | None]) -> list[Note]:
    return [new_note(0, category, Sharing.SHEET, StrippedText("Good seminars.")) for category in categories]


def summary(notes: list[Note], curation: Curation, survey: Survey = SURVEY) -> Sheet:
    order = tuple(note.id for note in notes)
    return summarise(survey, Edition("K7QF", "s1", survey.audience, today(), order, ()), notes, curation, str)


def summary_of(world: tuple[int, ...]) -> tuple[object, ...]:
    """What a reader sees of this many notes in each category, and in the last place this many without one."""
    places = [place if place < len(world) - 1 else None for place, many in enumerate(world) for _ in range(many)]
    made = summary(notes_of(places), Curation(), TWO_NAMES)
    return made.counts.shown, made.tallies


@pytest.mark.parametrize("total", range(1, 20))
def test_no_small_number_can_be_worked_out_from_the_summary(total: int) -> None:
    """For somebody who knows the program: every way in which the notes could lie that makes the same summary."""
    worlds: dict[object, list[tuple[int, ...]]] = {}
    for first, second in product(range(total + 1), repeat=2):
        if first + second <= total:
            world = (first, second, total - first - second)
            worlds.setdefault(summary_of(world), []).append(world)
    for alike in worlds.values():
        for possible in map(set, zip(*alike, strict=True)):
            assert len(possible) > 1 or not possible & set(range(1, 5)), alike


@pytest.mark.parametrize(
    ("amounts", "rows"),
    [
        ((13, 6, 0, 0), {"Family": "13", "Mentoring": "6", "Meetings · Publication": "fewer than 5 each"}),
        ((13, 6, 4, 2), {"Family": "13", "Mentoring": "6", "Meetings · Publication": "fewer than 5 each"}),
        ((13, 6, 4, 0), {"Family": "13", "Mentoring · Meetings · Publication": "hidden"}),
        ((13, 6, 3, 3), {"Family": "13", "Mentoring · Meetings · Publication": "hidden"}),
        ((13, 1, 0, 0), {"Family · Mentoring · Meetings · Publication": "hidden"}),
    ],
)
def test_a_large_number_hides_what_would_tell_a_small_one(amounts: tuple[int, ...], rows: dict[str, str]) -> None:
    notes = notes_of([place for place, many in enumerate(amounts) for _ in range(many)])
    assert dict(summary(notes, Curation()).tallies[0].rows) == rows


def test_a_small_question_is_not_left_over_from_the_total() -> None:
    """Thirteen notes in one category and two answers to another question, where the total is told."""
    asked = replace(SURVEY, prompts=(*SURVEY.prompts, Prompt("What do you like?")))
    notes = notes_of([0] * 13) + [new_note(1, None, Sharing.SHEET, StrippedText("Good seminars.")) for _ in range(2)]
    assert summary(notes, Curation(), asked).tallies[0].rows == ((" · ".join(NAMES), "hidden"),)


def test_two_equal_small_numbers_are_hidden_from_the_numbers_of_another_question() -> None:
    """Six in one category, twice three in those of another question: the six and the total would tell the threes."""
    asked = replace(SURVEY, prompts=(*TWO_NAMES.prompts, Prompt("What do you like?", categories=("Talks", "Coffee"))))
    notes = notes_of([0] * 6) + [new_note(1, n % 2, Sharing.SHEET, StrippedText("Good seminars.")) for n in range(6)]
    assert [tally.rows for tally in summary(notes, Curation(), asked).tallies] == [
        (("Family · Mentoring", "hidden"),),
        (("Talks · Coffee", "hidden"),),
    ]


def test_theme_counts_only_what_may_stand_in_the_sheet() -> None:
    notes = notes_of([None] * 7)
    ids = tuple(note.id for note in notes)
    curation = Curation(themes=(Theme("t", "Hours", 0, (*ids, NoteId(b"x" * 16))), Theme("u", "Coffee")))
    assert summary(notes, curation).tallies[0].rows == (("Hours", "7"), ("Coffee", "fewer than 5"))
    withheld = replace(curation, withheld={ids[0]: "hurts", ids[1]: "spam", ids[2]: "spam"})
    assert summary(notes, withheld).tallies[0].rows == (("Hours · Coffee", "fewer than 5 each"),)


def test_words_for_the_meeting_need_as_many_notes_as_a_number() -> None:
    words = [("seminars", 4)]
    meeting = replace(SURVEY, audience=Audience.MEETING)
    assert [(entry.word, entry.notes) for entry in summary(notes_of([None] * 4), Curation()).words] == words
    assert summary(notes_of([None] * 4), Curation(), meeting).words == ()
    assert summary(notes_of([None] * 5), Curation(), meeting).words


def test_note_stands_in_it_only_when_picked() -> None:
    notes = notes_of([0] * 6)
    assert summary(notes, Curation()).sections == ()
    made = summary(notes, Curation(quoted=frozenset([notes[0].id])))
    assert [note.text for note, _, _ in made.rows()] == ["Good seminars."]


def test_picked_note_is_not_quoted_against_its_writer_or_the_organisers() -> None:
    notes = notes_of([0] * 6)
    first = notes[0].id
    quoted = Curation(quoted=frozenset([first]))
    assert summary(notes, replace(quoted, withheld={first: "identifies"})).sections == ()
    assert summary(notes, quoted, replace(SURVEY, audience=Audience.MEETING)).sections == ()
    private = [replace(notes[0], sharing=Sharing.ORGANISERS), *notes[1:]]
    assert summary(private, quoted).sections == ()
