"""What it costs that a power cut undoes nothing: notes a second with `synchronous = EXTRA`, beside FULL and OFF."""

import os
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median

from surveys.sealing import SEALED_NOTE_SIZE, Sealed
from surveys.storage import RECEIPT_SIZE, Wall, connecting

ROUNDS = 9
NOTES = 60


def notes_a_second(wall: Wall) -> float:
    start = time.perf_counter()
    for _ in range(NOTES):
        wall.put(Sealed(os.urandom(SEALED_NOTE_SIZE)), os.urandom(RECEIPT_SIZE))
    return NOTES / (time.perf_counter() - start)


def main() -> None:
    measured: dict[str, list[float]] = {"OFF": [], "FULL": [], "EXTRA": []}
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as folder:
        wall = Wall(Path(folder) / "wall.sqlite", date(2026, 11, 1))
        wall.build(4_096)
        for _ in range(ROUNDS):  # in turns, so that what else the machine does hits all alike
            for name, figures in measured.items():
                connecting.DURABLE = f"PRAGMA synchronous = {name}"
                figures.append(notes_a_second(wall))
    for name, figures in measured.items():
        print(f"{name:5} {median(figures):6.0f} notes/s   ({min(figures):.0f} to {max(figures):.0f})")
    print(f"EXTRA takes {median(measured['FULL']) / median(measured['EXTRA']):.2f} times as long as FULL")


if __name__ == "__main__":
    main()
