"""Promise 7: the release rule binds facilitators too."""

import tempfile
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from surveys.collecting import take_back
from surveys.documents.editions import NothingToShow, WiderAudience, make_edition
from surveys.documents.sheets import render_all
from surveys.organising.unlocked_survey import UnknownNote
from surveys.releasing import NotEnoughNewNotes, open_wall, release
from surveys.sealing import NoteId
from surveys.storage import Instance, WallEnded
from surveys.survey import Audience, State, Survey
from tests.actors import ABOUT_YOU, Organiser, organiser_at, stores, stores_notes, the_clock_turns, today, types_in
from tests.places import QUICK
from tests.promises.documents import sheet_of, words_of


def visible(organiser: Organiser, survey: Survey) -> set[NoteId]:
    """What a facilitator can read now."""
    with organiser.unlocks(survey) as unlocked:
        return {note.id for note in unlocked.notes()}


def asks_for_new_notes(organiser: Organiser, survey: Survey) -> int:
    """How many notes a release opens once they have been counted; 0 where it is refused."""
    before = visible(organiser, survey)
    the_clock_turns(organiser.instance)
    with organiser.unlocks(survey) as unlocked:
        try:
            unlocked.release_new_notes()
        except NotEnoughNewNotes:
            return 0
    return len(visible(organiser, survey) - before)


def shown_tally(organiser: Organiser, survey: Survey) -> int:
    """The number that the pages of an open survey show at this moment."""
    with organiser.unlocks(survey) as unlocked:
        tally = unlocked.waiting().tally
    assert tally is not None
    return tally.shown


def shown_after_a_turn(organiser: Organiser, survey: Survey) -> int:
    the_clock_turns(organiser.instance)
    return shown_tally(organiser, survey)


def in_a_version(organiser: Organiser, survey: Survey, read: set[NoteId], audience: Audience) -> set[NoteId]:
    """The notes of a new version, shown or counted, after these were read."""
    with organiser.unlocks(survey) as unlocked:
        unlocked.change_curation(lambda curation: curation.with_read(read))
        curation = unlocked.curation()
        edition = make_edition(unlocked.notes(), curation, survey=unlocked.survey, audience=audience, today=today())
    return {*edition.order, *edition.left_out}


@pytest.mark.parametrize(("written", "opened"), [(0, 0), (1, 0), (5, 0), (9, 0), (10, 5), (11, 6), (17, 12)])
def test_while_open_twice_the_minimum_is_needed_and_the_minimum_stays_unread(
    organiser: Organiser, survey: Survey, instance: Instance, written: int, opened: int
) -> None:
    stores_notes(survey, instance, written)
    assert asks_for_new_notes(organiser, survey) == opened


@pytest.mark.parametrize(("written", "opened"), [(0, 0), (1, 0), (4, 0), (5, 5), (6, 6), (12, 12)])
def test_at_closing_all_are_opened_if_there_are_enough(
    organiser: Organiser, survey: Survey, instance: Instance, written: int, opened: int
) -> None:
    stores_notes(survey, instance, written)
    assert asks_for_new_notes(organiser, organiser.closes(survey)) == opened


@pytest.mark.parametrize("minimum", [5, 7, 10])
def test_a_higher_minimum_binds(organiser: Organiser, instance: Instance, minimum: int) -> None:
    survey = organiser.opens(minimum=minimum)
    stores_notes(survey, instance, minimum - 1)
    survey = organiser.closes(survey)
    assert asks_for_new_notes(organiser, survey) == 0
    survey = organiser.reopens(survey)
    stores(survey, instance, "The one that was missing.")
    assert asks_for_new_notes(organiser, organiser.closes(survey)) == minimum


def test_answers_to_two_questions_do_not_make_a_crowd(organiser: Organiser, survey: Survey, instance: Instance) -> None:
    """Four forms with two answers each are eight notes of four people."""
    for number in range(4):
        stores(survey, instance, f"Like {number}.", f"Change {number}.")
    assert asks_for_new_notes(organiser, organiser.closes(survey)) == 0


def test_notes_from_paper_do_not_make_a_crowd(organiser: Organiser, survey: Survey, instance: Instance) -> None:
    """Four phones and forty slips: the slips are read, the four are not, also not after a reopening."""
    stores_notes(survey, instance, 4)
    survey = organiser.closes(survey)
    types_in(organiser, survey, *(f"Slip {number}." for number in range(40)))
    assert len(visible(organiser, survey)) == 40
    assert asks_for_new_notes(organiser, survey) == 0
    survey = organiser.reopens(survey)
    assert asks_for_new_notes(organiser, survey) == 0
    stores(survey, instance, "The fifth.")
    assert asks_for_new_notes(organiser, survey) == 0
    assert asks_for_new_notes(organiser, organiser.closes(survey)) == 5


def test_notes_from_paper_do_not_tell_when_a_phone_writes(
    organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    """Four slips typed in: the number must not jump to five with the first note that comes."""
    survey = organiser.closes(survey)
    types_in(organiser, survey, *(f"Slip {number}." for number in range(4)))
    survey = organiser.reopens(survey)
    stores(survey, instance, "The first.")
    assert shown_after_a_turn(organiser, survey) == 0


def test_closing_and_reopening_around_every_single_note_opens_nothing(
    organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    for number in range(4):
        stores(survey, instance, f"Note {number}.")
        survey = organiser.closes(survey)
        assert asks_for_new_notes(organiser, survey) == 0
        survey = organiser.reopens(survey)
        assert asks_for_new_notes(organiser, survey) == 0
    stores(survey, instance, "The fifth.")
    assert asks_for_new_notes(organiser, organiser.closes(survey)) == 5


def test_once_notes_were_opened_at_closing_nobody_can_write_again(
    organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    """Or close, show, reopen would read any five notes at any moment."""
    stores_notes(survey, instance, 5)
    survey = organiser.closes(survey)
    assert asks_for_new_notes(organiser, survey) == 5
    with pytest.raises(WallEnded):
        organiser.reopens(survey)


def test_a_version_holds_what_was_shown_and_nothing_that_waits(organiser: Organiser, instance: Instance) -> None:
    """Shown before closing; at closing nothing was opened, and more came after a reopening."""
    survey = organiser.opens(audience=Audience.COLLABORATION)
    stores_notes(survey, instance, 13)
    assert asks_for_new_notes(organiser, survey) == 8
    seen, survey = visible(organiser, survey), organiser.reopens(organiser.closes(survey))
    stores_notes(survey, instance, 4, "Late note")
    survey = organiser.closes(survey)
    for audience in (*Audience, *Audience):
        assert in_a_version(organiser, survey, seen, audience) == seen


def test_a_note_that_was_not_released_cannot_be_asked_for(
    organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    stores_notes(survey, instance, 4)
    unread = organiser.peeks(survey)
    with organiser.unlocks(organiser.closes(survey)) as unlocked:
        assert unlocked.notes() == []
        for note in unread:
            with pytest.raises(UnknownNote):
                unlocked.note(note.id)


def test_which_notes_stay_unread_is_drawn_anew(organiser: Organiser, survey: Survey, instance: Instance) -> None:
    """No place on the wall, and neither the first nor the last note, is always held back."""
    stores_notes(survey, instance, 10)
    opened = open_wall(instance.wall_of(survey), survey, organiser.key_of(survey))
    times = Counter(note_id for _ in range(400) for note_id in release(opened, [], survey))
    assert len(times) == 10
    assert all(130 < count < 270 for count in times.values()), "each about 200 times"


@pytest.mark.parametrize(("written", "seen"), [(0, 0), (1, 0), (4, 0), (5, 5), (9, 5), (10, 10), (13, 10)])
def test_while_open_only_a_number_in_fives_is_told(
    organiser: Organiser, survey: Survey, instance: Instance, written: int, seen: int
) -> None:
    stores_notes(survey, instance, written)
    assert shown_after_a_turn(organiser, survey) == seen


def test_answers_about_the_writers_are_not_in_that_number_and_open_no_note(
    organiser: Organiser, instance: Instance
) -> None:
    """Four forms with two answers each fill twelve slots: four notes, and nobody is read."""
    survey = organiser.opens(about_you=ABOUT_YOU)
    for number in range(4):
        stores(survey, instance, f"Note {number}.", about_you={0: 0, 1: 1})
    assert shown_after_a_turn(organiser, survey) == 0
    assert asks_for_new_notes(organiser, organiser.closes(survey)) == 0
    with organiser.unlocks(survey) as unlocked:
        assert unlocked.about_you() == []


def test_no_document_tells_a_small_number_of_writers(organiser: Organiser, instance: Instance) -> None:
    """Twelve students, six postdocs, two others: two could be computed, so the postdocs hide them."""
    small = ("postdoc", "staff", "10 ± 7 %", "30 ± 10 %")
    survey = organiser.opens(about_you=ABOUT_YOU[:1])
    for number, stage in enumerate([0] * 12 + [1] * 6 + [2] * 2):
        stores(survey, instance, f"Note {number}.", about_you={0: stage})
    organiser.reads_all(survey)
    sheet = sheet_of(organiser, survey)
    assert sheet.about_you[0].rows == (("doctoral student", 12, "60 ± 11 %"), ("other or not said", 8, "40 ± 11 %"))
    documents: dict[str, Any] = render_all(sheet)
    for name, content in documents.items():
        if not name.endswith(("png", "csv")):
            words = words_of(name, content)
            says_who_wrote = not name.startswith(("cards", "slides")) and not name.endswith("xlsx")
            assert ("60 ± 11 %" in words) == says_who_wrote, name
            assert [words_of_few for words_of_few in small if words_of_few in words] == [], name


def test_answers_about_writers_are_counted_once_with_the_notes_of_closing(
    organiser: Organiser, instance: Instance
) -> None:
    """Neither a release before, nor closing without opening, counts them: no difference tells one writer."""
    survey = organiser.opens(about_you=ABOUT_YOU)
    for number in range(18):
        stores(survey, instance, f"Note {number}.", about_you={0: number % 3, 1: number % 2})
    assert asks_for_new_notes(organiser, survey) == 13
    survey = organiser.reopens(organiser.closes(survey))
    with organiser.unlocks(survey) as unlocked:
        assert unlocked.about_you() == []
    assert asks_for_new_notes(organiser, organiser.closes(survey)) == 5
    with organiser.unlocks(survey) as unlocked:
        assert unlocked.about_you() == [(6, 6, 6, 0), (9, 9, 0)]


class PatientFacilitator(RuleBasedStateMachine):
    """Somebody who may do everything in any order, as often as she likes, to read one note alone."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(dir=QUICK)
        self.organiser = organiser_at(Path(self.folder.name))
        self.instance = self.organiser.instance
        self.survey: Survey = self.organiser.opens(about_you=ABOUT_YOU)
        self.codes: list[str] = []
        self.seen: set[NoteId] = set()

    @initialize(forms=st.integers(1, 4), more=st.integers(0, 4))
    def begin(self, forms: int, more: int) -> None:
        """Never with an empty wall: that leads nowhere."""
        self.write(forms, both=True, about={0: 0, 1: 1})
        if more:
            self.write(more, both=False, about={0: 1})

    def teardown(self) -> None:
        self.folder.cleanup()

    @precondition(lambda self: self.survey.state is State.OPEN)
    @rule(forms=st.integers(1, 6), both=st.booleans(), about=st.dictionaries(st.integers(0, 1), st.integers(0, 1)))
    def write(self, forms: int, both: bool, about: dict[int, int]) -> None:
        """Others, or fillers of her own."""
        for _ in range(forms):
            texts = ("Like.", "Change.") if both else ("", "Change.")
            self.codes.append(stores(self.survey, self.instance, *texts, about_you=about))

    @precondition(lambda self: self.survey.state is State.OPEN and self.codes)
    @rule(which=st.integers(0, 1_000))
    def take_one_back(self, which: int) -> None:
        code = self.codes.pop(which % len(self.codes))
        wall = self.instance.wall_of(self.survey)
        assert take_back(code, survey=self.survey, wall=wall) > 0

    @precondition(lambda self: self.survey.state is State.OPEN)
    @rule()
    def close(self) -> None:
        self.survey = self.organiser.closes(self.survey)

    @precondition(lambda self: self.survey.state is State.CLOSED)
    @rule()
    def reopen(self) -> None:
        """Once notes were opened after closing it stays closed, whatever is pressed."""
        if self.instance.wall_of(self.survey).is_ended():
            with pytest.raises(WallEnded):
                self.organiser.reopens(self.survey)
        else:
            self.survey = self.organiser.reopens(self.survey)

    @precondition(lambda self: self.survey.state is State.CLOSED)
    @rule(slips=st.integers(1, 6))
    def type_in_from_paper(self, slips: int) -> None:
        """Her own slips are all that she gets to see by it."""
        types_in(self.organiser, self.survey, *["Slip."] * slips)
        with self.organiser.unlocks(self.survey) as unlocked:
            new = {note.id for note in unlocked.notes() if note.id not in self.seen}
        assert len(new) == slips
        self.seen |= new

    @rule()
    def release(self) -> None:
        """Whatever she does, at least k notes of one question come at once."""
        asks_for_new_notes(self.organiser, self.survey)
        with self.organiser.unlocks(self.survey) as unlocked:
            new = [note for note in unlocked.notes() if note.id not in self.seen]
        if new:
            assert max(Counter(note.prompt for note in new).values()) >= self.survey.minimum
        self.seen |= {note.id for note in new}

    @precondition(lambda self: self.survey.state is State.CLOSED and self.seen)
    @rule(audience=st.sampled_from(Audience))
    def make_a_version(self, audience: Audience) -> None:
        """A version for either audience numbers nothing that she has not been shown."""
        with suppress(NothingToShow, WiderAudience):
            assert in_a_version(self.organiser, self.survey, self.seen, audience) <= self.seen

    @invariant()
    def no_small_number_is_told(self) -> None:
        """As if the clock had turned before each look at the tally."""
        the_clock_turns(self.instance)
        with self.organiser.unlocks(self.survey) as unlocked:
            shares, tally = (
                [number for question in unlocked.about_you() for number in question],
                unlocked.waiting().tally,
            )
        assert tally is None or tally.shown % 5 == 0
        assert [number for number in shares if 0 < number < self.survey.minimum] == []

    @invariant()
    def nothing_is_seen_without_a_release(self) -> None:
        assert visible(self.organiser, self.survey) <= self.seen


PatientFacilitator.TestCase.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)
TestPatientFacilitator = PatientFacilitator.TestCase
