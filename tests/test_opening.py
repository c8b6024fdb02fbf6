"""Release and editions: what `opening` promises to the office. The release rule itself is promise 7."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from surveys.curation import Curation
from surveys.documents.editions import NotClosed, NothingToShow, NotYetRead, make_edition, open_edition
from surveys.releasing import NotEnoughNewNotes, Opened, release, released_notes, with_paper_released
from surveys.sealing import Flag, Note, new_note
from surveys.stripping import StrippedText
from surveys.survey import Audience, Prompt, Sharing, State, Survey
from tests.actors import today

SURVEY = Survey("s", "slug", "Title", "", (Prompt("A"), Prompt("B")), state=State.CLOSED)
OPEN = replace(SURVEY, state=State.OPEN)


def notes(count: int, *, prompt: int = 0, sharing: Sharing = Sharing.ALOUD, flags: Flag = Flag.NONE) -> list[Note]:
    return [new_note(prompt, None, sharing, StrippedText(f"Note {number}."), flags) for number in range(count)]


def opened(*groups: list[Note]) -> Opened:
    everything = [note for group in groups for note in group]
    return Opened(notes={note.id: note for note in everything}, slots={}, sealed={})


def edition_of(some: list[Note], curation: Curation | None = None, survey: Survey = SURVEY) -> Any:
    curation = curation or Curation(read=frozenset(note.id for note in some))
    return make_edition(some, curation, survey=survey, audience=survey.audience, today=today())


@pytest.mark.parametrize(
    ("first", "second", "shown"), [(10, 0, (5, 0)), (10, 3, (5, 0)), (12, 6, (7, 1)), (9, 9, None)]
)
def test_while_open_five_of_each_question_stay_unread(first: int, second: int, shown: tuple[int, int] | None) -> None:
    """The less answered question never shows fewer than all but five, so its last writers stay among five."""
    wall = opened(notes(first), notes(second, prompt=1))
    if shown is None:
        with pytest.raises(NotEnoughNewNotes):
            release(wall, [], OPEN)
        return
    prompts = Counter(wall.notes[note_id].prompt for note_id in release(wall, [], OPEN))
    assert (prompts[0], prompts[1]) == shown


def test_the_most_answered_question_counts_people() -> None:
    with pytest.raises(NotEnoughNewNotes):
        release(opened(notes(4), notes(4, prompt=1)), [], SURVEY)
    assert len(release(opened(notes(5), notes(4, prompt=1)), [], SURVEY)) == 9


def test_what_was_released_stays_released_and_does_not_count_again() -> None:
    old, new = notes(20), notes(4)
    with pytest.raises(NotEnoughNewNotes):
        release(opened(old, new), [note.id for note in old], SURVEY)
    more = notes(1)
    released = release(opened(old, new, more), [note.id for note in old], SURVEY)
    assert set(released) == {note.id for note in old + new + more}


@pytest.mark.parametrize(("survey", "phones"), [(SURVEY, 4), (OPEN, 9)])
def test_notes_from_paper_never_make_a_release_possible(survey: Survey, phones: int) -> None:
    paper = notes(40, flags=Flag.PAPER)
    with pytest.raises(NotEnoughNewNotes):
        release(opened(notes(phones), paper), [], survey)
    with pytest.raises(NotEnoughNewNotes):
        release(opened(notes(phones), paper), [note.id for note in paper], survey)


def test_notes_from_paper_are_not_held_back_in_the_place_of_others() -> None:
    phones, paper = notes(10), notes(40, flags=Flag.PAPER)
    released = set(release(opened(phones, paper), [], OPEN))
    assert released.issuperset(note.id for note in paper)
    assert len(released) == 45


def test_typing_in_shows_paper_and_nothing_else() -> None:
    shown, unread, paper = notes(5), notes(4), notes(2, flags=Flag.PAPER)
    released = with_paper_released(opened(shown, unread, paper), [note.id for note in shown])
    assert set(released) == {note.id for note in shown + paper}


def test_a_released_note_that_is_gone_is_left_out() -> None:
    kept, gone = notes(5), notes(1)
    shown = released_notes(opened(kept), [note.id for note in kept + gone])
    assert {note.id for note in shown} == {note.id for note in kept}


def test_an_edition_needs_a_closed_survey() -> None:
    with pytest.raises(NotClosed):
        edition_of(notes(5), survey=OPEN)


def test_an_edition_needs_every_note_to_be_read() -> None:
    some = notes(5)
    with pytest.raises(NotYetRead):
        edition_of(some, Curation(read=frozenset(note.id for note in some[1:])))


def test_an_edition_holds_what_may_be_shared_and_knows_what_it_leaves_out() -> None:
    shared, private = notes(4, sharing=Sharing.SHEET), notes(2, sharing=Sharing.ORGANISERS)
    read = frozenset(note.id for note in shared + private)
    edition = edition_of(shared + private, Curation(read, {shared[0].id: "hurts"}))
    assert set(edition.order) == {note.id for note in shared[1:]}
    assert set(edition.left_out) == {shared[0].id, *(note.id for note in private)}


def test_an_edition_of_nothing_is_refused() -> None:
    with pytest.raises(NothingToShow):
        edition_of([])
    some = notes(3)
    with pytest.raises(NothingToShow):
        edition_of(some, Curation(frozenset(n.id for n in some), {n.id: "spam" for n in some}))


def test_an_edition_opens_in_its_own_order_for_ever() -> None:
    some = notes(30)
    edition = edition_of(some)
    assert [note.id for note in open_edition(edition, reversed(some))] == list(edition.order)


def test_a_wide_survey_makes_editions_for_fewer_people_too() -> None:
    wide = replace(SURVEY, audience=Audience.COLLABORATION)
    some = notes(5)
    read = Curation(read=frozenset(note.id for note in some))
    for audience in Audience:
        edition = make_edition(some, read, survey=wide, audience=audience, today=today())
        assert edition.audience is audience
