"""Promise 4: a thief of the folder, even with the key, cannot tell in which order notes came, nor when."""

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from surveys.opening import open_wall
from surveys.sealing import open_ids
from surveys.storage import Instance, sealed_document
from surveys.survey import Survey
from tests.actors import Organiser, Participant, stores
from tests.promises.order import Channel, control, places_in_file, telling_channels

NOTES = 300


@dataclass
class Loot:
    """What lies where for each note, in the order in which the notes came."""

    path: Path
    slots: list[int]
    sealed: list[bytes]
    receipts: list[bytes]
    ids: list[bytes]

    def channels(self) -> dict[str, Channel]:
        return {
            "slot": self.slots,
            "place of the note in the file": places_in_file(self.path, self.sealed),
            "place of the receipt in the file": places_in_file(self.path, self.receipts),
            "first bytes of the seal": [sealed[2:10] for sealed in self.sealed],
            "last bytes of the seal": [sealed[-16:] for sealed in self.sealed],
            "receipt": self.receipts,
            "random number of the note": self.ids,
        }


@pytest.fixture
def crowded(survey: Survey, instance: Instance) -> Survey:
    """Each note carries its number in the order of arrival, so that the attack can be scored."""
    for number in range(NOTES):
        stores(survey, instance, f"Note number {number}.")
    return survey


def steal(organiser: Organiser, survey: Survey) -> Loot:
    wall = organiser.instance.wall_of(survey)
    opened = open_wall(wall, survey, organiser.key_of(survey))
    notes = sorted(opened.notes.values(), key=lambda note: int(note.text.split()[-1].rstrip(".")))
    slots = [opened.slots[note.id] for note in notes]
    sealed = dict(wall.sealed_notes())
    with closing(sqlite3.connect(wall.path)) as database:
        receipts = dict(database.execute("SELECT slot, receipt FROM receipts"))
    return Loot(
        wall.path,
        slots,
        [sealed[slot] for slot in slots],
        [receipts[slot] for slot in slots],
        [note.id for note in notes],
    )


def test_no_channel_of_the_wall_tells_the_order(organiser: Organiser, crowded: Survey) -> None:
    loot = steal(organiser, crowded)
    assert len(set(loot.slots)) == NOTES
    assert telling_channels(loot.channels()) == {}


def test_nothing_that_reading_and_editing_writes_tells_the_order(organiser: Organiser, crowded: Survey) -> None:
    loot = steal(organiser, crowded)
    read = organiser.reads_all(crowded)
    place = {note.id: position for position, note in enumerate(read)}
    with organiser.at_desk(crowded) as desk:
        _, sealed = sealed_document(desk.office, crowded.id, "released")
        released = open_ids(sealed, desk.key, purpose="released", survey_id=crowded.id)
    kept = {note_id: position for position, note_id in enumerate(released)}
    channels = {
        "place on the page of notes": [place[note_id] for note_id in loot.ids],
        "place in the list of released notes": [kept[note_id] for note_id in loot.ids],
    }
    assert telling_channels(channels) == {}


def test_a_receipt_that_was_overwritten_at_closing_tells_nothing(organiser: Organiser, crowded: Survey) -> None:
    before = steal(organiser, crowded)
    after = steal(organiser, organiser.closes(crowded))
    assert not set(before.receipts) & set(after.receipts)
    assert telling_channels(after.channels()) == {}


@pytest.mark.parametrize("key", ["INTEGER PRIMARY KEY", "TEXT PRIMARY KEY"], ids=["counted", "random"])
def test_the_attack_works_where_rows_are_added_as_they_come(tmp_path: Path, key: str) -> None:
    """The positive control: without it, an attack that never finds anything would look like safety."""
    contents = [os.urandom(4_000) for _ in range(NOTES)]
    caught = telling_channels(control(tmp_path / "naive.sqlite", key, contents))
    assert set(caught) == {"rowid", "place in the file"}


def test_files_show_the_survey_s_first_day_and_no_other_time(
    participant: Participant, organiser: Organiser, instance: Instance
) -> None:
    survey = organiser.changes(organiser.opens(), opened_on=date(2025, 3, 31))
    participant.sends(survey, "Good coffee.")
    wall = instance.wall_of(survey)
    first_day = datetime.combine(date(2025, 3, 31), time(), UTC).timestamp()
    assert (wall.path.stat().st_mtime, wall.path.stat().st_atime) == (first_day, first_day)
    shared = datetime(2000, 1, 1, tzinfo=UTC).timestamp()
    assert wall.path.parent.stat().st_mtime == shared
    assert list(wall.path.parent.iterdir()) == [wall.path], "no journal stays behind"


def test_a_time_that_a_crash_left_is_set_back_at_the_next_start(
    organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    wall = instance.wall_of(survey)
    os.utime(wall.path)
    os.utime(wall.path.parent)
    instance.prepare()
    first_day = datetime.combine(survey.opened_on, time(), UTC).timestamp()
    assert wall.path.stat().st_mtime == first_day
    assert wall.path.parent.stat().st_mtime == datetime(2000, 1, 1, tzinfo=UTC).timestamp()


def test_two_walls_do_not_tell_which_was_written_to_last(
    participant: Participant, organiser: Organiser, instance: Instance
) -> None:
    one, other = organiser.opens(), organiser.opens("blank")
    participant.sends(one, "Good coffee.")
    participant.sends(other, "More light.")
    times = {path.stat().st_mtime_ns for path in (instance.folder / "walls").iterdir()}
    assert len(times) == 1
