"""Promise 10: you can take a note back with its code until the survey is closed."""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime, timedelta

import pytest

from surveys.organising.unlocked_survey import UnknownNote
from surveys.releasing import NotEnoughNewNotes
from surveys.storage import Instance, Wall, WallEnded
from surveys.stripping import StrippedText
from surveys.survey import State, Survey
from tests.actors import Organiser, Participant, code_of, hidden_fields, marked, stores, the_clock_turns

WORDS = "Our marmalade is lovely."


def receipts_of(wall: Wall) -> list[bytes]:
    """Those of notes, as they lie in the file."""
    with closing(sqlite3.connect(wall.path)) as database:
        rows = database.execute("SELECT receipt FROM receipts JOIN slots USING (slot) WHERE used = 1 ORDER BY slot")
        return [receipt for (receipt,) in rows]


def texts(organiser: Organiser, survey: Survey) -> list[str]:
    return sorted(note.text for note in organiser.peeks(survey))


def test_a_note_that_was_taken_back_is_gone(participant: Participant, organiser: Organiser, survey: Survey) -> None:
    code = code_of(participant.sends(survey, WORDS))
    page = participant.takes_back(survey, code)
    assert page.status_code == 200
    assert marked(page, "message") == "done"
    assert texts(organiser, survey) == []


def test_its_slot_is_overwritten_and_stays_used(participant: Participant, survey: Survey, wall: Wall) -> None:
    """The old seal is in no byte of the file any more; how many notes there were does not change."""
    code = code_of(participant.sends(survey, WORDS))
    ((slot, sealed),) = wall.read().notes
    participant.takes_back(survey, code)
    ((same_slot, other),) = wall.read().notes
    assert same_slot == slot
    assert len(other) == len(sealed)
    raw = wall.path.read_bytes()
    assert not any(sealed[i : i + 64] in raw for i in range(2, 4_000, 64))


def test_all_notes_of_the_sending_go_and_no_other_note(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    participant.sends(survey, "Somebody else's.", "Also somebody else's.")
    code = code_of(participant.sends(survey, WORDS, "More of it."))
    participant.takes_back(survey, code)
    assert texts(organiser, survey) == ["Also somebody else's.", "Somebody else's."]


SPELLINGS: dict[str, Callable[[str], str]] = {
    "as shown": str,
    "lower case": str.lower,
    "without dashes": lambda code: code.replace("-", ""),
    "with spaces": lambda code: f"  {code.replace('-', ' ')} ",
    "with long dashes": lambda code: code.replace("-", " – "),
}


@pytest.mark.parametrize("spell", SPELLINGS.values(), ids=SPELLINGS)
def test_the_code_is_taken_in_any_spelling(
    participant: Participant, organiser: Organiser, survey: Survey, spell: Callable[[str], str]
) -> None:
    code = code_of(participant.sends(survey, WORDS))
    assert participant.takes_back(survey, spell(code)).status_code == 200
    assert texts(organiser, survey) == []


def test_no_page_ever_shows_the_text(participant: Participant, survey: Survey) -> None:
    code = code_of(participant.sends(survey, WORDS))
    pages = [
        participant.get(f"/s/{survey.slug}/take-back"),
        participant.takes_back(survey, code[:-1]),
        participant.takes_back(survey, "AAAA-2222-AAAA-2222"),
        participant.takes_back(survey, code),
        participant.takes_back(survey, code),
    ]
    assert [page.status_code for page in pages] == [200, 422, 404, 200, 200]
    assert not [page for page in pages if "marmalade" in page.text]


def test_the_code_that_is_shown_is_the_one_that_works(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    check = participant.checks(survey, WORDS)
    thanks = participant.posts_notes(survey, hidden_fields(check) | {"sharing": "2"})
    assert code_of(thanks) == code_of(check)
    participant.takes_back(survey, code_of(thanks))
    assert texts(organiser, survey) == []


def test_sending_the_old_page_again_does_not_bring_the_note_back(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    """A browser that goes back and sends again, an impatient tap, a reload of the thanks page."""
    check = participant.checks(survey, WORDS)
    fields = hidden_fields(check) | {"sharing": "2"}
    participant.posts_notes(survey, fields)
    participant.takes_back(survey, code_of(check))
    again = participant.posts_notes(survey, fields)
    assert again.status_code == 200
    assert marked(again, "sent") == "before"
    assert texts(organiser, survey) == []


def test_a_code_of_one_survey_does_nothing_in_another(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    other = organiser.opens()
    code = code_of(participant.sends(survey, WORDS))
    assert participant.takes_back(other, code).status_code == 404
    assert texts(organiser, survey) == [WORDS]


def test_a_note_that_was_read_goes_from_the_pinboard_too(
    organiser: Organiser, survey: Survey, instance: Instance, participant: Participant
) -> None:
    codes = [stores(survey, instance, f"Note {number}.") for number in range(12)]
    the_clock_turns(instance)
    with organiser.unlocks(survey) as unlocked:
        unlocked.release_new_notes()
        assert len(unlocked.notes()) == 7
    for code in codes:
        participant.takes_back(survey, code)
    with organiser.unlocks(survey) as unlocked:
        assert unlocked.notes() == []


def test_masking_does_not_bring_a_note_back_that_was_taken_back_meanwhile(
    participant: Participant, organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    """An organiser has the note on her screen while its writer takes it back."""
    codes = {f"Note {number}.": stores(survey, instance, f"Note {number}.") for number in range(12)}
    the_clock_turns(instance)
    with organiser.unlocks(survey) as unlocked:
        unlocked.release_new_notes()
        note = unlocked.notes()[0]
    participant.takes_back(survey, codes[note.text])
    with organiser.unlocks(survey) as unlocked, pytest.raises(UnknownNote):
        unlocked.overwrite(note, StrippedText("[…]"))
    assert note.text not in texts(organiser, survey)
    assert "[…]" not in texts(organiser, survey)


@pytest.mark.parametrize("ended", ["by hand", "by its closing hour"])
def test_after_closing_a_code_does_nothing_more(
    participant: Participant, organiser: Organiser, survey: Survey, ended: str
) -> None:
    code = code_of(participant.sends(survey, WORDS))
    if ended == "by hand":
        organiser.closes(survey)
    else:
        organiser.changes(survey, closes_at=datetime.now() - timedelta(minutes=1))
    page = participant.takes_back(survey, code)
    assert page.status_code == 409
    assert marked(page, "message") == "not now"
    assert texts(organiser, survey) == [WORDS]


def test_a_code_sleeps_while_the_survey_is_closed_and_works_again_after_reopening(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    """Nothing was opened, so nobody can have read the note."""
    code = code_of(participant.sends(survey, WORDS))
    closed = organiser.closes(survey)
    assert participant.takes_back(survey, code).status_code == 409
    organiser.reopens(closed)
    assert participant.takes_back(survey, code).status_code == 200
    assert texts(organiser, survey) == []


def test_codes_end_with_the_first_opening_after_closing(
    participant: Participant, organiser: Organiser, survey: Survey, wall: Wall
) -> None:
    """No receipt of a code is in any byte of the file any more, and nothing brings the codes back."""
    code = code_of(participant.sends(survey, WORDS))
    for number in range(3):
        stores(survey, organiser.instance, f"Note {number}.")
    receipts = receipts_of(wall)
    closed = organiser.closes(survey)
    with organiser.unlocks(closed) as unlocked, pytest.raises(NotEnoughNewNotes):
        unlocked.release_new_notes()
    assert receipts_of(wall) == receipts, "a try that opens nothing ends nothing"
    survey = organiser.reopens(closed)
    stores(survey, organiser.instance, "The fifth.")
    receipts, closed = receipts_of(wall), organiser.closes(survey)
    with organiser.unlocks(closed) as unlocked:
        unlocked.release_new_notes()
    raw = wall.path.read_bytes()
    assert not [receipt for receipt in receipts if receipt in raw]
    with pytest.raises(WallEnded):
        organiser.reopens(closed)
    organiser.changes(closed, state=State.OPEN)
    assert participant.takes_back(survey, code).status_code == 409


def test_a_crash_between_the_end_of_codes_and_the_opening_costs_neither_notes_nor_the_rule(
    organiser: Organiser, survey: Survey, wall: Wall
) -> None:
    for number in range(5):
        stores(survey, organiser.instance, f"Note {number}.")
    closed = organiser.closes(survey)
    with suppress(ZeroDivisionError), organiser.unlocks(closed) as unlocked:
        unlocked.release_new_notes()
        raise ZeroDivisionError  # the office forgets the release, the wall has ended
    assert wall.is_ended()
    with organiser.unlocks(closed) as unlocked:
        assert unlocked.notes() == []
        unlocked.release_new_notes()
        assert len(unlocked.notes()) == 5
    with pytest.raises(WallEnded):
        organiser.reopens(closed)


def test_a_paused_survey_still_gives_notes_back(participant: Participant, organiser: Organiser, survey: Survey) -> None:
    code = code_of(participant.sends(survey, WORDS))
    organiser.changes(survey, paused=True)
    assert participant.takes_back(survey, code).status_code == 200
    assert texts(organiser, survey) == []


def test_a_code_works_with_the_new_link_and_no_more_with_the_old_one(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    """As the page of a replaced link says."""
    code = code_of(participant.sends(survey, WORDS))
    renewed = organiser.changes(survey, slug="23456789ab")
    assert participant.takes_back(survey, code).status_code == 404
    assert texts(organiser, renewed) == [WORDS]
    assert marked(participant.takes_back(renewed, code), "message") == "done"
    assert texts(organiser, renewed) == []
