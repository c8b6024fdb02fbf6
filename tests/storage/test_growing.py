"""A wall grows while people write: no note is lost or doubled, and nothing tells which ones came before."""

import os
import secrets
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import date
from pathlib import Path
from threading import Thread

import pytest

from surveys.sealing import SEALED_NOTE_SIZE, Sealed
from surveys.settings import PROJECT
from surveys.storage import RECEIPT_SIZE, Wall, WallClosed, WallFull

DAY = date(2026, 3, 2)
Note = tuple[Sealed, bytes]


@pytest.fixture
def wall(tmp_path: Path) -> Wall:
    """A wall with two hundred slots."""
    (tmp_path / "walls").mkdir()
    wall = Wall(tmp_path / "walls" / "one.sqlite", DAY)
    wall.build(200)
    return wall


def put(wall: Wall, notes: int) -> list[Note]:
    stored = [(Sealed(os.urandom(SEALED_NOTE_SIZE)), os.urandom(RECEIPT_SIZE)) for _ in range(notes)]
    for sealed, receipt in stored:
        assert wall.put(sealed, receipt)
    return stored


def test_every_note_stays_with_its_receipt_and_none_is_there_twice(wall: Wall) -> None:
    notes = put(wall, 120)
    wall.grow(200)
    assert wall.count_slots() == 400
    assert sorted(sealed for _slot, sealed in wall.read().notes) == sorted(sealed for sealed, _receipt in notes)
    content = wall.path.read_bytes()
    for sealed, receipt in notes:
        assert content.count(sealed) == content.count(receipt) == 1
        assert not wall.put(sealed, receipt), "sent again, it is known"
    for sealed, receipt in notes[:5]:
        assert wall.take_back(receipt, withdrawn := Sealed(os.urandom(SEALED_NOTE_SIZE)))
        assert sealed not in (kept := dict(wall.read().notes).values())
        assert withdrawn in kept


def test_a_full_wall_has_room_again_to_the_last_slot(wall: Wall) -> None:
    put(wall, 200)
    wall.grow(50)
    put(wall, 50)
    assert wall.count_used() == 250
    with pytest.raises(WallFull):
        put(wall, 1)


def test_a_thief_cannot_tell_which_notes_came_before_the_growth(wall: Wall) -> None:
    """Four thousand slots in forty walls: of the earlier and of the later notes, half lie in the new half."""
    early_in_new = late_in_new = 0
    for number in range(40):
        one = Wall(wall.path.with_name(f"{number}.sqlite"), DAY)
        one.build(50)
        fill(one, 25, used_as=b"E")
        one.grow(50)
        fill(one, 25, used_as=b"L")
        for slot, sealed in one.read().notes:
            early_in_new += slot > 50 and sealed[:1] == b"E"
            late_in_new += slot > 50 and sealed[:1] == b"L"
    surely = 5 * (1_000 * 0.25) ** 0.5
    assert abs(early_in_new - 500) < surely
    assert abs(late_in_new - 500) < surely


def fill(wall: Wall, notes: int, *, used_as: bytes) -> None:
    """Notes as `put` places them, at once: in slots drawn among the blank ones."""
    with closing(sqlite3.connect(wall.path)) as database, database:
        blank = [row[0] for row in database.execute("SELECT slot FROM slots WHERE used = 0")]
        for slot in secrets.SystemRandom().sample(blank, notes):
            sealed = used_as + os.urandom(SEALED_NOTE_SIZE - 1)
            database.execute("UPDATE slots SET used = 1, sealed = ? WHERE slot = ?", [sealed, slot])


def test_pages_of_slots_that_were_left_look_as_if_never_used(wall: Wall) -> None:
    """A blank slot that once held a note is a page like any other blank one, but for its random bytes."""
    put(wall, 150)
    wall.grow(200)
    with closing(sqlite3.connect(wall.path)) as database:
        blank = [(slot, sealed) for slot, sealed in database.execute("SELECT slot, sealed FROM slots WHERE used = 0")]
        assert database.execute("PRAGMA freelist_count").fetchone() == (0,)
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    content = wall.path.read_bytes()
    pages = [page_of(content, sealed) for slot, sealed in blank if slot > 127]  # whose numbers are equally long
    assert len({page[:10] for page in pages}) == 1, "the head of the page, and where its row lies"
    row = int.from_bytes(pages[0][8:10])
    assert {page[10:row] for page in pages} == {bytes(row - 10)}, "nothing lies before the row"


def page_of(content: bytes, sealed: bytes) -> bytes:
    start = content.index(sealed) // 4_096 * 4_096
    return content[start : start + 4_096]


def test_times_stay_on_the_first_day(wall: Wall) -> None:
    before = wall.path.stat().st_mtime
    wall.grow(10)
    assert wall.path.stat().st_mtime == before


def test_after_growing_slots_are_guarded_as_before(wall: Wall) -> None:
    put(wall, 3)
    wall.grow(10)
    with closing(sqlite3.connect(wall.path)) as database:
        for forbidden in ("INSERT INTO slots VALUES (999, 0, zeroblob(4000))", "DELETE FROM slots WHERE slot = 1"):
            with pytest.raises(sqlite3.IntegrityError):
                database.execute(forbidden)
        with pytest.raises(sqlite3.IntegrityError):
            database.execute("UPDATE slots SET used = 0")


def test_a_closed_wall_does_not_grow(wall: Wall) -> None:
    wall.close()
    with pytest.raises(WallClosed):
        wall.grow(10)
    assert wall.count_slots() == 200


def test_notes_that_come_meanwhile_are_stored(wall: Wall) -> None:
    stored: list[list[Note]] = []
    writers = [Thread(target=lambda: stored.append(put(wall, 25))) for _ in range(4)]
    for writer in writers:
        writer.start()
    wall.grow(100)
    wall.grow(100)
    for writer in writers:
        writer.join()
    notes = [sealed for notes in stored for sealed, _receipt in notes]
    assert len(notes) == 100
    assert sorted(sealed for _slot, sealed in wall.read().notes) == sorted(notes)
    assert wall.count_slots() == 400


def guards_of(wall: Wall) -> list[tuple[str]]:
    with closing(sqlite3.connect(wall.path)) as database:
        return database.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name").fetchall()


_GROWER = """
import sys
from datetime import date
from pathlib import Path
from surveys.storage import Wall
Wall(Path(sys.argv[1]), date(2026, 3, 2)).grow(2_000)
"""


@pytest.mark.on_disk
def test_a_growth_that_was_killed_never_happened(wall: Wall) -> None:
    """At six moments of the time it takes: old size or new, never between, guarded, with every note and receipt.

    On a crowded machine it may be over before the kill comes; then its beginning is tried again.
    """
    notes, guards, cut = put(wall, 100), guards_of(wall), 0
    start = time.monotonic()
    wall.grow(2_000)
    whole, size = time.monotonic() - start, 2_200
    for tried, moment in enumerate((*range(6), *[0] * 30)):
        notes += put(wall, 1)  # a kill at the very beginning leaves a journal; the next writer removes it
        command = ["nice", "-n", "19", sys.executable, "-c", _GROWER, str(wall.path)]
        grower = subprocess.Popen(command, cwd=PROJECT)
        has_begun = wall.path.with_name(f"{wall.path.name}-journal").exists
        while not has_begun() and grower.poll() is None:
            time.sleep(0.001)
        time.sleep(whole * moment / 6)
        grower.send_signal(signal.SIGKILL)
        grower.wait()
        assert sorted(sealed for _slot, sealed in wall.read().notes) == sorted(sealed for sealed, _receipt in notes)
        assert wall.count_slots() in (size, size + 2_000)
        assert guards_of(wall) == guards
        cut += wall.count_slots() == size
        size = wall.count_slots()
        for sealed, receipt in notes[:10]:
            assert not wall.put(sealed, receipt)
        if cut and tried >= 5:
            break
    assert cut, "at least one was cut off"
