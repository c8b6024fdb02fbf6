"""A sheet arranged by theme, category or question: each note once, numbered as printed, stable when themes change."""

import csv
import json
from dataclasses import replace
from io import StringIO

import pytest

from surveys.curation import Action, Curation, Theme
from surveys.documents.collating import collate
from surveys.documents.editions import (
    Arrangement,
    Edition,
    NotYetRead,
    TooFewToAdd,
    edition_from_document,
    make_edition,
    order_as_document,
    with_new_notes,
)
from surveys.documents.sheets import Sheet
from surveys.documents.sheets.as_csv import as_csv
from surveys.documents.sheets.totals import totals_of
from surveys.sealing import Note, new_note
from surveys.stripping import StrippedText
from surveys.survey import Audience, Prompt, Sharing, State, Survey
from tests.actors import today

NAMES = ("Collegiality", "Biases")
QUESTIONS = (Prompt("Like?", "", NAMES), Prompt("Change?", "", NAMES))
SURVEY = Survey("s", "slug", "Title", "", QUESTIONS, state=State.CLOSED)
PLACES = [(0, 0), (0, 1), (0, None), (1, 0), (1, 1), (1, None)]
NOTES = [new_note(q, c, Sharing.SHEET, StrippedText(f"note {q} {c}")) for q, c in PLACES]
THEMES = (Theme("t", "Hours", 0, (NOTES[5].id, NOTES[0].id)), Theme("u", "Rooms", 1, (NOTES[3].id,)))
CURATION = Curation(
    read=frozenset(note.id for note in NOTES),
    themes=THEMES,
    actions=(Action("a", "Late", "Rotate", "t"), Action("b", "Noise", "Listen")),
)


def edition_by(arrangement: Arrangement) -> Edition:
    return make_edition(
        NOTES, CURATION, survey=SURVEY, audience=Audience.MEETING, today=today(), arrangement=arrangement
    )


def sheet_by(arrangement: Arrangement) -> Sheet:
    return collate(SURVEY, edition_by(arrangement), NOTES, CURATION, str)


def numbers(sheet: Sheet) -> dict[str, int]:
    return {note.text: note.number for note, _question, _category in sheet.rows()}


@pytest.mark.parametrize("arrangement", Arrangement)
def test_each_note_is_printed_once_with_its_question_and_numbers_run_through(arrangement: Arrangement) -> None:
    rows = list(sheet_by(arrangement).rows())
    assert [note.number for note, _, _ in rows] == list(range(1, len(NOTES) + 1))
    said = {note.text: (question, category) for note, question, category in rows}
    assert said == {
        note.text: (SURVEY.prompts[q].text, "" if c is None else NAMES[c])
        for note, (q, c) in zip(NOTES, PLACES, strict=True)
    }


def test_a_theme_has_its_notes_and_then_its_actions_and_the_rest_comes_last() -> None:
    sections = sheet_by(Arrangement.THEME).sections
    assert [(one.heading, sum(len(group.notes) for group in one.groups), len(one.actions)) for one in sections] == [
        ("Hours", 2, 1),
        ("Rooms", 1, 0),
        ("Without a theme", 3, 1),
    ]


def test_a_category_of_two_questions_is_one_heading() -> None:
    assert [one.heading for one in sheet_by(Arrangement.CATEGORY).sections] == [*NAMES, "Without a category"]


def test_a_note_that_moves_to_another_theme_keeps_its_number() -> None:
    edition = edition_by(Arrangement.THEME)
    moved = replace(CURATION, themes=(Theme("u", "Quiet rooms", 1, tuple(note.id for note in NOTES)),))
    before, after = (collate(SURVEY, edition, NOTES, curation, str) for curation in (CURATION, moved))
    assert numbers(before) == numbers(after)
    assert [one.heading for one in after.sections] == ["Hours", "Quiet rooms", "Without a theme"], "today's name"


@pytest.mark.parametrize("arrangement", Arrangement)
def test_an_edition_is_the_same_after_it_was_stored(arrangement: Arrangement) -> None:
    edition = replace(
        edition_by(arrangement), themes=tuple(replace(theme, colour=0) for theme in edition_by(arrangement).themes)
    )
    document = json.loads(json.dumps(order_as_document(edition)))
    audience, day = edition.audience, edition.made_on
    stored = edition_from_document(document, code=edition.code, survey_id="s", audience=audience, made_on=day)
    assert stored == edition


def test_the_earliest_editions_are_arranged_by_question() -> None:
    document = {name: order_as_document(edition_by(Arrangement.THEME))[name] for name in ("order", "left_out")}
    stored = edition_from_document(document, code="K7QF", survey_id="s", audience=Audience.MEETING, made_on=today())
    assert stored.arrangement is Arrangement.QUESTION


@pytest.mark.parametrize("arrangement", Arrangement)
def test_added_notes_come_last_and_no_other_number_changes(arrangement: Arrangement) -> None:
    """Whatever their question, category or theme is, and also after the edition was stored."""
    edition = edition_by(arrangement)
    new = [new_note(n % 2, 0, Sharing.SHEET, StrippedText(f"new {n}")) for n in range(5)]
    notes = [*new, *NOTES]
    everything = tuple(note.id for note in notes)
    curation = replace(CURATION, read=frozenset(everything), themes=(replace(THEMES[0], notes=everything), THEMES[1]))
    longer = with_new_notes(edition, notes, curation, survey=SURVEY)
    document, day = json.loads(json.dumps(order_as_document(longer))), edition.made_on
    stored = edition_from_document(document, code=edition.code, survey_id="s", audience=edition.audience, made_on=day)
    sheet = collate(SURVEY, stored, notes, curation, str)
    assert numbers(collate(SURVEY, edition, notes, curation, str)).items() <= numbers(sheet).items()
    assert [note.text[:3] for note in sheet.sections[-1].groups[0].notes] == ["new"] * 5
    assert {note.number for note in sheet.sections[-1].groups[0].notes} == {7, 8, 9, 10, 11}
    assert [n for n, _, _ in sheet.rows()][-1].question in ("Like?", "Change?"), "the heading does not say it"


def test_too_few_new_notes_are_not_added() -> None:
    new = [new_note(0, None, Sharing.SHEET, StrippedText("new")) for _ in range(4)]
    unshared = new_note(0, None, Sharing.ORGANISERS, StrippedText("new"))
    notes = [*NOTES, *new, unshared]
    curation = replace(CURATION, read=frozenset(note.id for note in notes))
    with pytest.raises(TooFewToAdd):
        with_new_notes(edition_by(Arrangement.QUESTION), notes, curation, survey=SURVEY)
    with pytest.raises(NotYetRead):
        with_new_notes(edition_by(Arrangement.QUESTION), notes, CURATION, survey=SURVEY)


def test_every_order_within_a_theme_comes_up() -> None:
    """Not the order of the pinboard, which organisers chose."""
    firsts = {next(iter(sheet_by(Arrangement.THEME).rows()))[0].text for _ in range(60)}
    assert firsts == {NOTES[0].text, NOTES[5].text}


def test_a_note_belongs_to_its_question_beside_another_heading() -> None:
    sheet = sheet_by(Arrangement.THEME)
    assert sheet.says_questions
    assert all(isinstance(note.question, str) and note.question for note, _, _ in sheet.rows())
    alone: list[Note] = [note for note in NOTES if note.prompt == 0]
    asked = replace(SURVEY, prompts=SURVEY.prompts[:1])
    assert not collate(asked, edition_by(Arrangement.THEME), alone, CURATION, str).says_questions


def test_a_note_that_was_withheld_later_stays_under_its_theme_in_every_table() -> None:
    """As on paper, whose headings are the themes; under other headings no theme names it."""
    for arrangement, theme in ((Arrangement.THEME, "Rooms"), (Arrangement.QUESTION, "")):
        sheet = collate(SURVEY, edition_by(arrangement), NOTES, CURATION.with_withheld(NOTES[3].id, "hurts"), str)
        (row,) = (row for row in csv.DictReader(StringIO(as_csv(sheet).decode())) if "withheld" in row["text"])
        assert row["theme"] == theme
        counted = {name: number for table in totals_of(sheet) for name, number in table.rows}
        assert (counted["Hours"], counted.get("Rooms")) == (2, None)
