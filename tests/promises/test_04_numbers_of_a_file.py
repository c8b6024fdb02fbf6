"""Promise 4: what a file says of itself, beside what lies in it: when it was read, and how often it was written."""

import secrets
import sqlite3
from contextlib import closing
from pathlib import Path
from time import sleep

import pytest

from surveys.numbers.about_you import count_answers
from surveys.sealing import new_answer_about_you, new_note, new_private_key, open_ids, public_key_of, seal_ids
from surveys.storage import Instance, Wall
from surveys.stripping import StrippedText
from surveys.survey import Sharing, Survey
from tests.actors import Organiser, Participant, today
from tests.storage.test_walls import note, receipt

COUNT, VERSION_COUNT = slice(24, 28), slice(92, 96)
HEADER = 100
"""https://www.sqlite.org/fileformat.html#the_database_header"""


def writes(wall: Wall) -> int:
    return int.from_bytes(wall.path.read_bytes()[COUNT])


def as_sqlite_begins(wall: Wall) -> None:
    """The control: a wall whose count begins where a new file's does."""
    with wall.path.open("r+b") as file:
        for place in (COUNT, VERSION_COUNT):
            file.seek(place.start)
            file.write((1).to_bytes(4))


def guess_of_take_backs(stolen: Wall, new: Wall) -> int:
    """What a thief computes who has one copy, and builds a wall of his own: all writes but those of used slots."""
    return (writes(stolen) - writes(new) - stolen.count_used()) % 2**32


@pytest.mark.parametrize("is_control", [False, True], ids=["ours", "control"])
def test_how_many_notes_were_taken_back_cannot_be_computed(tmp_path: Path, *, is_control: bool) -> None:
    right = 0
    for number in range(20):
        stolen, new = (Wall(tmp_path / f"{name}{number}.sqlite", today()) for name in ("stolen", "new"))
        for wall in (stolen, new):
            wall.build(8)
            if is_control:
                as_sqlite_begins(wall)
        taken_back = secrets.randbelow(4)
        sent = [receipt() for _ in range(4)]
        for one in sent:
            stolen.put(note(), one)
        for one in sent[:taken_back]:
            stolen.take_back(one, note())
        right += guess_of_take_backs(stolen, new) == taken_back
    assert right == (20 if is_control else 0)


def test_the_rest_of_the_header_is_that_of_a_new_wall(wall: Wall) -> None:
    """Size, free pages, schema, versions: whatever was written and taken back."""
    before = bytearray(wall.path.read_bytes()[:HEADER])
    sent = [receipt() for _ in range(5)]
    for one in sent:
        wall.put(note(), one)
    wall.take_back(sent[0], note())
    after = bytearray(wall.path.read_bytes()[:HEADER])
    for place in (COUNT, VERSION_COUNT):
        assert before[place] != after[place]
        before[place] = after[place] = bytes(4)
    assert before == after


def test_reading_leaves_no_time_behind(
    participant: Participant, organiser: Organiser, survey: Survey, instance: Instance, wall: Wall, tmp_path: Path
) -> None:
    instance.prepare()  # as the server does when it starts
    plain = tmp_path / "plain"
    plain.write_text("as any program leaves a file")
    watched = [instance.folder, instance.office, instance.secret, wall.path.parent, wall.path]
    before = [path.stat().st_atime_ns for path in [*watched, plain]]
    sleep(0.05)
    participant.sends(survey, "Good coffee.")
    organiser.peeks(survey)
    for path in [*watched, plain]:
        list(path.iterdir()) if path.is_dir() else path.read_bytes()
    *ours, control = (path.stat().st_atime_ns for path in [*watched, plain])
    assert ours == before[:-1]
    if control == before[-1]:
        pytest.skip("this disk keeps no times of reads at all")


def test_sealed_sets_keep_no_order(survey: Survey) -> None:
    key = new_private_key()
    ids = [new_note(0, None, Sharing.SHEET, StrippedText("")).id for _ in range(20)]
    for order in (ids, ids[::-1]):
        sealed = seal_ids(order, public_key_of(key), purpose="released", survey_id=survey.id)
        assert open_ids(sealed, key, purpose="released", survey_id=survey.id) == sorted(ids)


def test_the_list_of_counted_answers_keeps_no_order(organiser: Organiser) -> None:
    from tests.test_about_you import survey_of

    survey = survey_of(2)
    first, second = ([new_answer_about_you(0, number % 2) for number in range(12)] for _ in range(2))
    told, counted = count_answers(first, (), (), survey)
    told, counted = count_answers([*second, *first], counted, told, survey)
    assert len(counted) == 24
    assert counted == sorted(counted)


def test_a_wall_of_ours_opens_with_plain_sqlite(wall: Wall) -> None:
    """The count that begins anywhere is one that SQLite takes."""
    wall.put(note(), receipt())
    with closing(sqlite3.connect(wall.path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
