"""Promise 5: nothing stored tells that two notes are by the same person, not even the journal of a crash."""

import sqlite3
from itertools import combinations, islice
from pathlib import Path

import pytest

from surveys.releasing import open_wall
from surveys.sealing import SEALED_NOTE_SIZE
from surveys.storage import Instance, Wall
from surveys.survey import Survey
from tests.actors import ABOUT_YOU, Organiser, Participant, code_of, hidden_fields, stores
from tests.promises.crashing import journals_after_crashes, storing
from tests.promises.journals import slot_pages_in
from tests.promises.order.kendall import telling_channels
from tests.promises.theft import places_of, stolen_bytes

JOURNALS = 20


@pytest.mark.on_disk
def test_no_journal_of_a_crash_holds_two_notes(survey: Survey, instance: Instance, tmp_path: Path) -> None:
    """A form with two answers, stored over and over, killed at random moments."""
    write = storing(survey, instance, "I like the coffee.", "I would change the light.")
    seen = list(islice(journals_after_crashes(instance.wall_of(survey), write, slot_pages_in), JOURNALS))
    assert seen == [1] * JOURNALS


@pytest.mark.on_disk
def test_nor_a_note_with_what_its_writer_says_about_herself(
    organiser: Organiser, instance: Instance, tmp_path: Path
) -> None:
    survey = organiser.opens(about_you=ABOUT_YOU)
    write = storing(survey, instance, "I like the coffee.", about_you={0: 1, 1: 0})
    seen = list(islice(journals_after_crashes(instance.wall_of(survey), write, slot_pages_in), JOURNALS))
    assert seen == [1] * JOURNALS


def test_an_answer_about_the_writer_looks_like_a_note_and_shares_no_bytes_with_it(
    participant: Participant, organiser: Organiser, instance: Instance
) -> None:
    survey = organiser.opens(about_you=ABOUT_YOU)
    assert participant.sends(survey, "Good coffee.", **{"about-0": "1", "about-1": "0"}).status_code == 200
    rows = used_slots(instance.wall_of(survey))
    assert len(rows) == 3
    for (one_seal, one_receipt), (other_seal, other_receipt) in combinations(rows, 2):
        assert len(one_seal) == len(other_seal)
        assert not _common(one_seal[2:], other_seal[2:])
        assert not _common(one_receipt, other_receipt)
    opened = open_wall(instance.wall_of(survey), survey, organiser.key_of(survey))
    ids = [*opened.notes, *(answer.id for answer in opened.about_you)]
    assert not any(_common(one, other) for one, other in combinations(ids, 2))


def used_slots(wall: Wall) -> list[tuple[bytes, bytes]]:
    with sqlite3.connect(wall.path) as database:
        return database.execute(
            "SELECT sealed, receipt FROM slots JOIN receipts USING (slot) WHERE used = 1"
        ).fetchall()


@pytest.mark.on_disk
def test_the_attack_finds_two_notes_of_one_transaction(survey: Survey, instance: Instance, tmp_path: Path) -> None:
    """The positive control: the form stored as most programs would, in one transaction."""
    wall = instance.wall_of(survey)

    def write(number: int) -> None:
        with sqlite3.connect(wall.path) as database:
            for slot in (2 * number % 1_000 + 1, 2 * number % 1_000 + 2):
                blank = bytes(SEALED_NOTE_SIZE)
                database.execute("UPDATE slots SET used = 1, sealed = ? WHERE slot = ?", [blank, slot])

    assert 2 in journals_after_crashes(wall, write, slot_pages_in)


def test_two_notes_of_one_sending_share_no_bytes(
    participant: Participant, organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    assert participant.sends(survey, "Good coffee.", "More light.").status_code == 200
    (one_seal, one_receipt), (other_seal, other_receipt) = used_slots(instance.wall_of(survey))
    assert not _common(one_seal[2:], other_seal[2:])  # the first two bytes are the format of every seal
    assert not _common(one_receipt, other_receipt)
    one, other = organiser.peeks(survey)
    assert not _common(one.id, other.id)


def _common(one: bytes, other: bytes, length: int = 5) -> set[bytes]:
    def pieces(content: bytes) -> set[bytes]:
        return {content[i : i + length] for i in range(len(content) - length + 1)}

    return pieces(one) & pieces(other)


def test_the_slot_of_one_answer_says_nothing_about_the_slot_of_the_other(
    organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    for number in range(100):
        stores(survey, instance, f"Like {number}", f"Change {number}")
    opened = open_wall(instance.wall_of(survey), survey, organiser.key_of(survey))
    slots: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for note in opened.notes.values():
        slots[note.prompt][int(note.text.split()[1])] = opened.slots[note.id]
    by_first = sorted(slots[0], key=slots[0].__getitem__)
    second = [slots[1][number] for number in by_first]
    gaps = [abs(slots[0][number] - slots[1][number]) for number in range(100)]
    assert telling_channels({"slot of the second answer": second}) == {}
    assert 220 < sum(gaps) / len(gaps) < 460, "a third of 1,024 slots, as chance has it"


def test_a_code_joins_no_notes_for_a_thief_who_does_not_have_it(
    participant: Participant, survey: Survey, instance: Instance
) -> None:
    """The code itself is nowhere; only its hashes with the question are, and they have 80 bits to guess."""
    page = participant.checks(survey, "Good coffee.", "More light.")
    code = code_of(page)
    participant.posts_notes(survey, hidden_fields(page) | {"sharing": "2"})
    loot = stolen_bytes(instance.folder, instance.sessions)
    assert places_of(code, loot) == places_of(code.replace("-", ""), loot) == []


@pytest.mark.parametrize("closed", [False, True], ids=["while open", "after closing"])
def test_the_office_knows_nothing_of_single_sendings(
    participant: Participant, organiser: Organiser, survey: Survey, instance: Instance, closed: bool
) -> None:
    """Whatever participants send, the office stays the same, byte for byte."""
    before = instance.office.read_bytes()
    for number in range(4):
        participant.sends(survey, f"Like {number}", f"Change {number}")
    assert instance.office.read_bytes() == before
    if closed:
        organiser.closes(survey)
        with sqlite3.connect(instance.office) as office:
            acts = office.execute("SELECT act FROM audit_trail").fetchall()
        assert acts == [("created the survey",), ("opened the survey",), ("closed the survey",)]
