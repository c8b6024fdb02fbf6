"""How long a note takes while a backup is made: notes of several writers on two large walls, with and without one."""

import os
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median, quantiles

from surveys.operating.backups import back_up
from surveys.sealing import SEALED_NOTE_SIZE, Sealed
from surveys.storage import RECEIPT_SIZE, Instance, Wall

SLOTS = 81_920
"""A wall for 10,000 people: 330 MB."""
WALLS = 2
WRITERS = 4
PAUSE = 0.25
QUIET_SECONDS = 10


def write(path: Path, until: Path) -> None:
    """Store notes until a file is there; print how long each took."""
    wall = Wall(path, date(2026, 11, 1))
    while not until.exists():
        start = time.perf_counter()
        wall.put(Sealed(os.urandom(SEALED_NOTE_SIZE)), os.urandom(RECEIPT_SIZE))
        print(time.time(), time.perf_counter() - start, flush=True)
        time.sleep(PAUSE)


def main() -> None:
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as name:
        folder = Path(name)
        instance = Instance(folder / "instance", folder / "sessions")
        instance.prepare()
        walls = [Wall(instance.folder / "walls" / f"{number}.sqlite", date(2026, 11, 1)) for number in range(WALLS)]
        for wall in walls:
            wall.build(SLOTS)
        os.sync()  # or the first notes would wait for the walls
        until = folder / "done"
        writers = [
            subprocess.Popen(
                [sys.executable, __file__, "write", walls[number % WALLS].path, until], stdout=subprocess.PIPE
            )
            for number in range(WRITERS)
        ]
        time.sleep(QUIET_SECONDS)
        start = time.time()
        back_up(instance, folder / "backups", date(2026, 11, 28))
        end = time.time()
        until.touch()
        lines = b"".join(writer.communicate()[0] for writer in writers).splitlines()
    notes = [tuple(map(float, line.split())) for line in lines]
    size = WALLS * SLOTS * 4_160 / 1e6
    print(f"backup of {size:.0f} MB: {end - start:.1f} s")
    _report("without", [took for at, took in notes if at < start])
    _report("during", [took for at, took in notes if at - took < end and at > start])


def _report(when: str, took: list[float]) -> None:
    p95 = quantiles(took, n=20)[-1]
    print(f"{when:8} {len(took)} notes: median {median(took):.3f} s, p95 {p95:.3f} s, longest {max(took):.3f} s")


if __name__ == "__main__":
    write(Path(sys.argv[2]), Path(sys.argv[3])) if sys.argv[1:2] == ["write"] else main()
