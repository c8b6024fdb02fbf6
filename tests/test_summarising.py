"""The management summary tells no small number, not even to somebody who subtracts."""

from dataclasses import replace
from io import BytesIO
from itertools import product

import pytest
from pypdf import PdfReader

from surveys.curation import Action, ActionState, Curation, RoleAnswer, Theme
from surveys.documents.counting import TOTAL, count_notes, count_notes_beside_total
from surveys.documents.editions import Arrangement, Edition
from surveys.documents.management_summary import summarise
from surveys.documents.sheets import Sheet, render
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


@pytest.mark.parametrize("total", range(1, 13))
def test_nor_where_two_questions_share_the_total(total: int) -> None:
    """Each question with one category and notes without one: the total is of both, whoever answered which."""
    asked = replace(SURVEY, prompts=(Prompt("Change?", categories=NAMES[:1]), Prompt("Like?", categories=("Talks",))))
    places = [(0, 0), (0, None), (1, 0), (1, None)]
    worlds: dict[object, list[tuple[int, ...]]] = {}
    for world in product(range(total + 1), repeat=4):
        if sum(world) == total:
            notes = [
                new_note(prompt, category, Sharing.SHEET, StrippedText("x"))
                for (prompt, category), many in zip(places, world, strict=True)
                for _ in range(many)
            ]
            numbers = count_notes_beside_total(asked, notes, Curation())
            seen = tuple(sorted(item for item in numbers.items() if item[0][1] != TOTAL))
            questions = (world[0] + world[1], world[2] + world[3])
            worlds.setdefault(seen, []).append((*world, *questions))
    for alike in worlds.values():
        for possible in map(set, zip(*alike, strict=True)):
            assert len(possible) > 1 or not possible & set(range(1, 5)), alike


@pytest.mark.parametrize(
    ("amounts", "rows"),
    [
        ((6, 13, 0, 0), [("Mentoring", "13"), ("Family", "6")]),
        ((13, 6, 4, 2), [("Family", "13"), ("Mentoring", "6")]),
        ((13, 6, 4, 0), [("Family", "13")]),
        ((13, 6, 3, 3), [("Family", "13")]),
        ((13, 1, 0, 0), []),
    ],
)
def test_only_what_can_be_shown_has_a_row(amounts: tuple[int, ...], rows: list[tuple[str, str]]) -> None:
    """A large number hides what would tell a small one; where nothing is left the question has no table."""
    notes = notes_of([place for place, many in enumerate(amounts) for _ in range(many)])
    assert [row for tally in summary(notes, Curation()).tallies for row in tally.rows] == rows


def test_a_small_question_is_not_left_over_from_the_total() -> None:
    """Thirteen notes in one category and two answers to another question, where the total is told."""
    asked = replace(SURVEY, prompts=(*SURVEY.prompts, Prompt("What do you like?")))
    notes = notes_of([0] * 13) + [new_note(1, None, Sharing.SHEET, StrippedText("Good seminars.")) for _ in range(2)]
    assert summary(notes, Curation(), asked).tallies == ()


def test_it_has_the_numbers_of_rounds() -> None:
    asked = replace(SURVEY, prompts=(*SURVEY.prompts, Prompt("What do you like?", categories=("Talks", "Coffee"))))
    notes = notes_of([0] * 9 + [1] * 6 + [None] * 5)
    notes += [new_note(1, place, Sharing.SHEET, StrippedText("Good.")) for place in (0,) * 7 + (1,) * 2]
    ids = tuple(note.id for note in notes)
    curation = Curation(themes=(Theme("t", "Hours", 0, ids[:8]), Theme("u", "Coffee", 1, ids[8:20])))
    numbers = count_notes(asked, notes, curation)
    told = {
        ("" if tally.title == "Themes" else tally.title, name): int(number)
        for tally in summary(notes, curation, asked).tallies
        for name, number in tally.rows
        if number
    }
    assert told == {names: number for names, number in numbers.items() if names[1] != TOTAL}
    assert len(told) == 4, "nine and six categories of the first question, two themes"


def test_every_theme_is_named_and_those_without_a_number_share_a_row() -> None:
    notes = notes_of([None] * 7)
    ids = tuple(note.id for note in notes)
    curation = Curation(themes=(Theme("t", "Hours", 0, (*ids, NoteId(b"x" * 16))), Theme("u", "Coffee")))
    (hours, coffee) = summary(notes, curation).tallies[0].rows
    assert hours == ("Hours", "7")
    assert (coffee[0].endswith("Coffee"), coffee[1]) == (True, "")
    withheld = replace(curation, withheld={ids[0]: "hurts", ids[1]: "spam", ids[2]: "spam"})
    assert summary(notes, withheld).tallies[0].rows == (("Hours · Coffee", ""),)


def test_what_was_agreed_comes_before_what_was_not() -> None:
    """Each state is in one of the two lists, and an action is under its theme in both."""
    actions = tuple(
        Action(str(state), "", f"Do {state}", "t" if state is not ActionState.IDEA else "", state=state, reason="r")
        for state in ActionState
    )
    made = summary(notes_of([None] * 7), Curation(themes=(Theme("t", "Hours"),), actions=actions))
    assert [(theme.name, [one.state for one in theme.actions]) for theme in made.themes] == [
        ("Hours", ["agreed", "under way", "done"])
    ]
    assert [(theme.name, [one.state for one in theme.actions]) for theme in made.ideas] == [
        ("Hours", ["declined"]),
        ("", ["idea"]),
    ]


@pytest.mark.parametrize("state", [ActionState.IDEA, ActionState.AGREED])
def test_other_actions_are_called_so_only_beside_what_was_agreed(state: ActionState) -> None:
    actions = (Action("a", "", "Rotate", "t", state=state), Action("b", "", "Ask", "t"))
    labels = summary(notes_of([None] * 7), Curation(themes=(Theme("t", "Hours"),), actions=actions)).labels
    assert labels["ideas"].startswith("Other") == (state is ActionState.AGREED)


def test_what_was_answered_to_themes_and_questions_is_in_it_and_so_is_an_answer_whose_theme_is_gone() -> None:
    answers = tuple(RoleAnswer(about or "x", about, "Chairs", "Yes.") for about in ("", "q0", "t1"))
    made = summary(notes_of([None] * 7), Curation(themes=(Theme("1", "Hours"),), answers=answers))
    assert [section.heading for section in made.sections] == ["Hours", SURVEY.prompts[0].text, "Without a theme"]
    assert "question" not in made.labels["answers"]


def test_a_version_sorted_by_theme_has_no_heading_without_a_quotation() -> None:
    notes = notes_of([None] * 7)
    themes = (Theme("t", "Hours", 0, (notes[0].id,)), Theme("u", "Coffee", 1, (notes[1].id,)))
    curation = Curation(themes=themes, actions=(Action("a", "Late", "Rotate", "u"),), quoted=frozenset([notes[0].id]))
    order = tuple(note.id for note in notes)
    edition = Edition("K7QF", "s1", SURVEY.audience, today(), order, (), Arrangement.THEME, themes)
    made = summarise(SURVEY, edition, notes, curation, str)
    assert [section.heading for section in made.sections] == ["Hours"]


def test_a_usual_survey_takes_two_pages() -> None:
    """Sixty notes to two questions with eleven categories each, six themes, eight actions and six quotations."""
    names = tuple(f"Category {number}" for number in range(11))
    asked = replace(SURVEY, prompts=(Prompt("One thing I like in CMS", "", names), Prompt("To change", "", names)))
    text = StrippedText("The meeting in the evening is late for people with children, and nobody asks them.")
    notes = [new_note(number % 2, number % 7 % 3, Sharing.SHEET, text) for number in range(60)]
    ids = [note.id for note in notes]
    themes = tuple(Theme(str(n), f"A theme, number {n}", n, tuple(ids[n * 9 : n * 9 + 9])) for n in range(6))
    states = [state for state in ActionState if state is not ActionState.DECLINED] * 2
    actions = tuple(
        Action(str(n), "Parents cannot come to late meetings.", "A rota of hours.", str(n % 4), "chairs", state)
        for n, state in enumerate(states)
    )
    made = summary(notes, Curation(themes=themes, actions=actions, quoted=frozenset(ids[:6])), asked)
    assert len(made.tallies) == 3
    assert len(PdfReader(BytesIO(render(made, "pdf"))).pages) == 2


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
