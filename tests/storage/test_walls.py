"""Walls: a fixed number of equal slots, filled in random places, by several writers at once."""

import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from surveys.sealing import SEALED_NOTE_SIZE, Sealed
from surveys.settings import PROJECT
from surveys.storage import RECEIPT_SIZE, Wall, WallClosed, WallDamaged, WallEnded, WallFull, WallOpen, slots_for

DAY = date(2026, 3, 2)


@pytest.fixture
def wall(tmp_path: Path) -> Wall:
    """A wall with eight slots."""
    folder = tmp_path / "walls"
    folder.mkdir()
    wall = Wall(folder / "one.sqlite", DAY)
    wall.build(8)
    return wall


def note() -> Sealed:
    return Sealed(os.urandom(SEALED_NOTE_SIZE))


def receipt() -> bytes:
    return os.urandom(RECEIPT_SIZE)


@pytest.mark.parametrize(("places", "slots"), [(1, 1_024), (100, 1_024), (1_000, 8_192), (10_000, 81_920)])
def test_how_many_slots_there_are_depends_on_how_many_may_write(places: int, slots: int) -> None:
    assert slots_for(places) == slots


def test_answers_about_the_writers_take_no_room_from_notes() -> None:
    assert [slots_for(places, 3) for places in (100, 1_000, 10_000)] == [2_048, 12_288, 118_784]


def test_a_new_wall_is_full_of_blank_slots_for_its_owner_alone(wall: Wall) -> None:
    assert wall.count_used() == 0
    assert wall.read().notes == []
    assert wall.path.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(wall.path)) as database:
        assert database.execute("SELECT count(*), min(length(sealed)) FROM slots").fetchone() == (8, 4_000)
        assert database.execute("SELECT count(DISTINCT receipt) FROM receipts").fetchone() == (8,)
        assert database.execute("PRAGMA page_size").fetchone() == (4_096,)
        assert database.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_every_slot_can_be_used_to_the_last(wall: Wall) -> None:
    notes = [note() for _ in range(8)]
    assert all(wall.put(sealed, receipt()) for sealed in notes)
    assert sorted(sealed for _, sealed in wall.read().notes) == sorted(notes)
    assert wall.count_used() == 8


def test_a_full_wall_takes_no_more_and_keeps_what_it_has(wall: Wall) -> None:
    for _ in range(8):
        wall.put(note(), receipt())
    before = wall.read().notes
    with pytest.raises(WallFull):
        wall.put(note(), receipt())
    assert wall.read().notes == before


def test_a_receipt_makes_sending_again_harmless(wall: Wall) -> None:
    mine = receipt()
    assert wall.put(note(), mine)
    before = wall.read().notes
    assert not wall.put(note(), mine)
    assert wall.read().notes == before


def test_a_full_wall_still_knows_what_it_has(wall: Wall) -> None:
    mine = receipt()
    wall.put(note(), mine)
    for _ in range(7):
        wall.put(note(), receipt())
    assert not wall.put(note(), mine), "sent again: no complaint"


def test_taking_back_overwrites_one_note_for_good(wall: Wall) -> None:
    mine, withdrawn = receipt(), note()
    wall.put(note(), receipt())
    wall.put(note(), mine)
    others = dict(wall.read().notes)
    assert wall.take_back(mine, withdrawn)
    now = dict(wall.read().notes)
    changed = [slot for slot in now if now[slot] != others[slot]]
    assert [now[slot] for slot in changed] == [withdrawn]
    assert not wall.take_back(receipt(), note())


def test_a_closed_wall_takes_nothing_and_gives_nothing_back(wall: Wall) -> None:
    """Also not a note that was on its way when the survey was closed."""
    mine = receipt()
    wall.put(note(), mine)
    wall.close()
    with pytest.raises(WallClosed):
        wall.put(note(), receipt())
    with pytest.raises(WallClosed):
        wall.take_back(mine, note())
    wall.reopen()
    assert wall.take_back(mine, note()), "its receipt is still there"


def test_an_ended_wall_knows_no_receipt_and_never_opens_again(wall: Wall) -> None:
    mine, typed = receipt(), receipt()
    wall.put(note(), mine)
    wall.close()
    wall.end()
    assert wall.put(note(), typed, from_paper=True)
    wall.end()
    wall.close()
    assert not wall.put(note(), typed, from_paper=True), "what was typed in is known also after a second end"
    with pytest.raises(WallEnded):
        wall.reopen()
    with pytest.raises(WallClosed):
        wall.take_back(mine, note())
    with closing(sqlite3.connect(wall.path)) as database:
        assert database.execute("SELECT count(DISTINCT receipt) FROM receipts").fetchone() == (8,)


def test_notes_from_paper_go_onto_a_closed_wall_alone(wall: Wall) -> None:
    mine, typed = receipt(), note()
    with pytest.raises(WallOpen):
        wall.put(typed, mine, from_paper=True)
    wall.close()
    assert wall.put(typed, mine, from_paper=True)
    assert not wall.put(note(), mine, from_paper=True), "sent again"
    assert [sealed for _slot, sealed in wall.read().notes] == [typed]
    with pytest.raises(WallClosed):
        wall.put(note(), receipt())
    wall.reopen()
    with pytest.raises(WallOpen):
        wall.put(note(), receipt(), from_paper=True)


def test_only_the_note_that_was_read_can_be_overwritten(wall: Wall) -> None:
    wall.put(note(), receipt())
    ((used, read),) = wall.read().notes
    other = note()
    assert not wall.overwrite(used % 8 + 1, other, instead_of=read), "a blank slot"
    assert wall.overwrite(used, other, instead_of=read)
    assert not wall.overwrite(used, note(), instead_of=read), "taken back, or masked by somebody else, meanwhile"
    assert wall.read().notes == [(used, other)]


FORBIDDEN = {
    "add a slot": "INSERT INTO slots VALUES (9, 0, zeroblob(4000))",
    "add a receipt": "INSERT INTO receipts VALUES (9, zeroblob(32))",
    "remove a slot": "DELETE FROM slots WHERE slot = 1",
    "blank a used slot": "UPDATE slots SET used = 0",
    "use a slot twice": "UPDATE slots SET used = 2",
    "store a shorter note": "UPDATE slots SET sealed = zeroblob(3999)",
    "store a longer note": "UPDATE slots SET sealed = zeroblob(4001)",
    "store a longer receipt": "UPDATE receipts SET receipt = zeroblob(33)",
}


@pytest.mark.parametrize("statement", FORBIDDEN.values(), ids=FORBIDDEN)
def test_the_database_itself_forbids_what_would_leave_a_trace(wall: Wall, statement: str) -> None:
    wall.put(note(), receipt())
    with closing(sqlite3.connect(wall.path)) as database, pytest.raises(sqlite3.IntegrityError):
        database.execute(statement)


def test_threads_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    wall = Wall(tmp_path / "busy.sqlite", DAY)
    wall.build(256)
    notes = [note() for _ in range(100)]

    def write(mine: list[Sealed]) -> None:
        for sealed in mine:
            wall.put(sealed, receipt())

    threads = [threading.Thread(target=write, args=(notes[i::4],)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(sealed for _, sealed in wall.read().notes) == sorted(notes)


WRITE_THIRTY = """
import os, sys
from datetime import date
from pathlib import Path
from surveys.storage import Wall
wall = Wall(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]))
print("up", flush=True)
for _ in range(30):
    wall.put(os.urandom(4000), os.urandom(32))
"""


def test_a_process_that_writes_at_the_same_time_is_waited_for(tmp_path: Path) -> None:
    """A process of its own, not a fork: SQLite forbids to carry its state through one."""
    wall = Wall(tmp_path / "busy.sqlite", DAY)
    wall.build(1_024)
    mine = [note() for _ in range(30)]
    command = [sys.executable, "-c", WRITE_THIRTY, str(wall.path), DAY.isoformat()]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE) as other:
        other.stdout.readline()
        for sealed in mine:
            wall.put(sealed, receipt())
    assert other.returncode == 0
    assert wall.count_used() == 60
    assert set(mine) <= {sealed for _, sealed in wall.read().notes}


def test_a_wall_is_never_built_over_another(wall: Wall) -> None:
    wall.put(note(), receipt())
    with pytest.raises(FileExistsError):
        wall.build(8)
    assert wall.count_used() == 1


def harm_with(content: bytes | None, wall: Wall) -> None:
    wall.path.unlink()
    if content is not None:
        wall.path.write_bytes(content)


@pytest.mark.parametrize(
    "content",
    [None, b"", b"garbage" * 1_000, b"SQLite format 3\0" + bytes(8_000)],
    ids=["gone", "empty", "noise", "torn"],
)
def test_a_damaged_wall_says_which_file_it_is(wall: Wall, content: bytes | None) -> None:
    harm_with(content, wall)
    for act in (wall.check, wall.read, wall.count_used, lambda: wall.put(note(), receipt())):
        with pytest.raises(WallDamaged) as caught:
            act()
        assert caught.value.path == wall.path


def test_destroying_overwrites_before_it_removes(wall: Wall) -> None:
    """A second name of the file shows what is left of its bytes."""
    sealed = note()
    wall.put(sealed, receipt())
    second_name = wall.path.with_name("second")
    os.link(wall.path, second_name)
    size = second_name.stat().st_size
    wall.destroy()
    assert not wall.path.exists()
    left = second_name.read_bytes()
    assert len(left) == size
    assert sealed[100:200] not in left
    assert b"SQLite" not in left
    wall.destroy()  # twice does no harm
