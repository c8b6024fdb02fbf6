"""The board summary tells no small number, not even to somebody who subtracts."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from surveys.curation import Curation, Theme
from surveys.editions import Edition
from surveys.sealing import Note, NoteId, new_note
from surveys.sheets import Sheet
from surveys.stripping import StrippedText
from surveys.summarising import summarise
from surveys.survey import Audience, Prompt, Sharing, Survey
from tests.actors import TODAY

NAMES = ("Family", "Mentoring", "Meetings", "Publication")
SURVEY = Survey(
    "s1",
    "slug",
    "Sticky notes",
    "",
    (Prompt("What would you change?", categories=NAMES),),
    audience=Audience.COLLABORATION,
)


def notes_of(categories: list[int | None]) -> list[Note]:
    return [new_note(0, category, Sharing.SHEET, StrippedText("Good seminars.")) for category in categories]


def summary(notes: list[Note], curation: Curation, survey: Survey = SURVEY) -> Sheet:
    order = tuple(note.id for note in notes)
    return summarise(survey, Edition("K7QF", "s1", survey.audience, TODAY, order, ()), notes, curation, str)


@given(st.lists(st.sampled_from([None, 0, 1, 2, 3]), min_size=5, max_size=30))
def test_no_number_below_the_minimum_is_told_or_follows_from_those_that_are(categories: list[int | None]) -> None:
    notes = notes_of(categories)
    board = summary(notes, Curation())
    told = {name: int(words) for name, words in board.tallies[0].rows if words.isdigit()}
    counted = Counter(NAMES[category] for category in categories if category is not None)
    assert told == {name: number for name, number in counted.items() if number >= 5}
    hidden = [name for name in NAMES if name not in told]
    rows = [name for name, words in board.tallies[0].rows if not words.isdigit()]
    assert rows == ([" · ".join(hidden)] if hidden else [])
    left = len(notes) - sum(told.values())
    for name in hidden if left else []:
        possible = {n for n in range(5) if n <= left}  # the rest may have no category at all, which is not told
        assert {counted[name]} < possible


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
    board = summary(notes, Curation(quoted=frozenset([notes[0].id])))
    assert [note.text for note, _, _ in board.rows()] == ["Good seminars."]


def test_picked_note_is_not_quoted_against_its_writer_or_the_organisers() -> None:
    notes = notes_of([0] * 6)
    first = notes[0].id
    quoted = Curation(quoted=frozenset([first]))
    assert summary(notes, replace(quoted, withheld={first: "identifies"})).sections == ()
    assert summary(notes, quoted, replace(SURVEY, audience=Audience.MEETING)).sections == ()
    private = [replace(notes[0], sharing=Sharing.ORGANISERS), *notes[1:]]
    assert summary(private, quoted).sections == ()
