"""Collating: under question and category, numbered through, counts that add up."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from surveys.curation import WITHHOLDING_REASONS, Action, ActionState, Curation, Theme
from surveys.documents.collating import action_state_words, audience_words, collate, withholding_words
from surveys.documents.editions import make_edition
from surveys.documents.sheets import Sheet, filled_labels
from surveys.sealing import Flag, Note, new_note
from surveys.stripping import StrippedText
from surveys.survey import AboutQuestion, Audience, Prompt, Sharing, State, Survey
from tests.actors import today

SURVEY = Survey(
    "s",
    "slug",
    "Title",
    "Introduction",
    (Prompt("First?", "", ("Collegiality", "Biases")), Prompt("Second?"), Prompt("Third?")),
    state=State.CLOSED,
)


def note(text: str, prompt: int = 0, category: int | None = None, sharing: Sharing = Sharing.SHEET) -> Note:
    return new_note(prompt, category, sharing, StrippedText(text))


NOTES = [
    note("b1", 0, 1),
    note("plain", 0),
    note("c1", 0, 0),
    note("c2", 0, 0),
    note("third", 2),
    note("private", 2, sharing=Sharing.ORGANISERS),
]


def sheet_of(notes: list[Note] = NOTES, *, later: Mapping[str, str] | None = None) -> Sheet:
    """The sheet of an edition; `later` names texts that are withheld after it was made."""
    read = Curation(read=frozenset(note.id for note in notes))
    edition = make_edition(notes, read, survey=SURVEY, audience=Audience.MEETING, today=today())
    curation = read
    for one in notes:
        if later and one.text in later:
            curation = curation.with_withheld(one.id, later[one.text])
    return collate(SURVEY, edition, notes, curation, str)


def test_one_line_says_when_it_was_closed_and_what_became_of_the_notes() -> None:
    assert filled_labels(sheet_of())["counts"].startswith("5 of 6 notes"), "closed before the day was stored"
    closed = replace(SURVEY, closed_on=date(2026, 3, 31))
    read = Curation(read=frozenset(note.id for note in NOTES)).with_withheld(NOTES[0].id, "hurts")
    edition = make_edition(NOTES, read, survey=closed, audience=Audience.MEETING, today=today())
    sheet = collate(closed, edition, NOTES, read, str)
    assert filled_labels(sheet)["counts"] == (
        f"Closed on 31 March 2026. Version {edition.code}. 4 of 6 notes are in this sheet."
        " 1 is for the organisers only. 1 was withheld (would hurt someone: 1)."
    )


def test_days_and_numbers_are_written_as_in_the_language_of_the_sheet() -> None:
    closed = replace(SURVEY, closed_on=date(2026, 3, 31), about_you=(AboutQuestion("Stage", ("postdoc", "staff")),))
    read = Curation(read=frozenset(note.id for note in NOTES))
    edition = make_edition(NOTES, read, survey=closed, audience=Audience.MEETING, today=today())
    sheet = collate(closed, edition, NOTES, read, str, [(9_990, 10, 0)], language="de")
    assert sheet.language == "de"
    assert sheet.closed_on == "31. März 2026"
    assert sheet.about_you[0].rows[0][2] == "99,9 ± 0,0 %"


def test_notes_from_paper_are_counted_and_look_like_any_other() -> None:
    """Three of nine, one of them for the organisers alone; without paper, the line says nothing of it."""
    paper = [replace(note(text), flags=Flag.PAPER) for text in ("p1", "p2")]
    private = replace(note("p3", sharing=Sharing.ORGANISERS), flags=Flag.PAPER)
    sheet = sheet_of([*NOTES, *paper, private])
    assert (sheet.counts.collected, sheet.counts.paper) == (9, 3)
    assert filled_labels(sheet)["counts"].endswith(" 3 of the 9 came on paper.")
    assert "paper" not in filled_labels(sheet_of())["counts"]
    assert {"p1", "p2"} <= {text.text for text, _prompt, _category in sheet.rows()}


def test_notes_stand_under_their_question_then_category_in_the_survey_s_order() -> None:
    sheet = sheet_of()
    assert [section.heading for section in sheet.sections] == ["First?", "Third?"]
    assert [[group.category for group in section.groups] for section in sheet.sections] == [
        ["Collegiality", "Biases", ""],
        [""],
    ]
    assert {note.text for note in sheet.sections[0].groups[0].notes} == {"c1", "c2"}


def test_numbers_run_through_without_a_gap() -> None:
    assert [note.number for note, _, _ in sheet_of().rows()] == [1, 2, 3, 4, 5]


def test_a_note_that_is_withheld_later_keeps_its_number_and_loses_its_words() -> None:
    """Who has the printed sheet and who opens the new file talk about the same numbers."""
    rows = list(sheet_of(later={"b1": "hurts"}).rows())
    assert [note.number for note, _, _ in rows] == [1, 2, 3, 4, 5]
    assert [note.text for note, _, _ in rows][2] == "[withheld by the organisers]"
    assert "b1" not in {note.text for note, _, _ in rows}


@pytest.mark.parametrize("later", [{}, {"b1": "hurts"}, {"b1": "hurts", "c1": "spam", "c2": "spam"}])
def test_the_counts_add_up(later: dict[str, str]) -> None:
    counts = sheet_of(later=later).counts
    assert counts.collected == 6
    assert counts.not_shared == 1
    assert counts.shown == 5 - len(later)
    assert counts.collected == counts.shown + counts.not_shared + sum(counts.withheld.values())


def test_reasons_are_said_in_words() -> None:
    counts = sheet_of(later={"b1": "hurts", "c1": "spam", "c2": "spam"}).counts
    assert counts.withheld == {"would hurt someone": 1, "spam or the same note again": 2}
    assert set(withholding_words(str)) == set(WITHHOLDING_REASONS)


def test_notes_released_after_the_edition_do_not_enter_it() -> None:
    read = Curation(read=frozenset(note.id for note in NOTES))
    edition = make_edition(NOTES, read, survey=SURVEY, audience=Audience.MEETING, today=today())
    sheet = collate(SURVEY, edition, [*NOTES, note("late")], read, str)
    assert "late" not in {note.text for note, _, _ in sheet.rows()}
    assert sheet.counts.collected == 6


def test_masked_notes_are_counted_and_shown_as_masked() -> None:
    masked = NOTES[0].masked(StrippedText("[…]"))
    sheet = sheet_of([masked, *NOTES[1:]])
    assert sheet.counts.masked == 1
    assert "[…]" in {note.text for note, _, _ in sheet.rows()}


def test_a_withheld_note_does_not_reach_the_word_table() -> None:
    notes = [note(f"Our marmalade, number {number}.") for number in range(4)]
    assert "marmalade" in [word.word for word in sheet_of(notes).words]
    later: dict[str, str] = {one.text: "spam" for one in notes[:2]}
    assert "marmalade" not in [word.word for word in sheet_of(notes, later=later).words]


def test_the_audience_is_named() -> None:
    assert sheet_of().audience == audience_words(Audience.MEETING, str) == "the people at the meeting"


def sheet_with(curation: Curation, notes: list[Note] = NOTES) -> Sheet:
    """A sheet whose notes were all read, with themes and actions."""
    read = curation.with_read(note.id for note in notes)
    edition = make_edition(notes, read, survey=SURVEY, audience=Audience.MEETING, today=today())
    return collate(SURVEY, edition, notes, read, str)


def test_a_theme_names_the_numbers_of_its_notes_and_its_actions() -> None:
    themes = (Theme("t", "Biases", 0, (NOTES[4].id, NOTES[0].id)), Theme("u", "Empty"))
    actions = (
        Action("a", "Nobody minutes", "Rotate the minutes", "t", "convener", ActionState.UNDER_WAY),
        Action("b", "Noise", "Quiet rooms", "gone"),
    )
    sheet = sheet_with(replace(Curation(), themes=themes, actions=actions))
    texts = {note.number: note.text for note, _, _ in sheet.rows()}
    assert [theme.name for theme in sheet.themes] == ["Biases", ""]
    assert [texts[number] for number in sheet.themes[0].notes] == ["b1", "third"]
    assert [(action.owner, action.state) for action in sheet.themes[0].actions] == [("convener", "under way")]
    assert [action.action for action in sheet.themes[1].actions] == ["Quiet rooms"]


def test_a_theme_of_private_or_withheld_notes_alone_does_not_stand_on_the_sheet() -> None:
    themes = (Theme("t", "Private", 0, (NOTES[5].id,)), Theme("u", "Hurts", 0, (NOTES[0].id,)))
    sheet = sheet_with(replace(Curation(), themes=themes).with_withheld(NOTES[0].id, "hurts"))
    assert sheet.themes == ()


def test_every_state_of_an_action_has_its_words() -> None:
    assert set(action_state_words(str)) == set(ActionState)
