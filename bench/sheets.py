"""Each format of a sheet beside a bare document of the same library with the same notes, in the same run.

Notes have 300 characters, and every fifth is in a script that is not Latin. `sheets.py 45 1000 pdf docx` names how many
there are, and which formats. Drawn formats are measured as the server makes them, each in a process of its own from its
start to its end. "No cloud" is the processor time of the same sheet without its word cloud.
"""

import json
import os
import re
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path
from threading import Thread
from time import perf_counter, process_time, sleep
from typing import Any

from bench.bare_documents import BARE
from surveys.documents.sheets import (
    SHEETS,
    Sheet,
    SheetCounts,
    SheetGroup,
    SheetNote,
    SheetSection,
    sheet_as_data,
    sheet_labels,
)
from surveys.documents.sheets.formats import SheetFormat
from surveys.documents.word_cloud import count_words
from surveys.settings import PROJECT

LENGTH = 300
LATIN = "The plenary ends at seven and the children are asleep when I come home; [a person] said it is tradition. "
OTHER_SCRIPTS = (
    "في كل اجتماع أشعر أن رأيي لا يُسمع إلا عندما يكرره زميلي، وهذا متعب. ",
    "我希望会议时间可以轮换，不要总是在深夜，家里的孩子已经睡着了。",
    "मुझे लगता है कि बैठकों का समय बहुत देर से होता है और कोई नहीं सुनता। ",
    "Заседание слишком длинное, и никто не записывает, кто что обещал сделать. ",
    "בכל ישיבה אני מרגישה שלא שומעים אותי עד שעמית חוזר על דבריי. ",
)
GOALS = {
    1_000: {"pdf": 1.5, "docx": 0.6, "xlsx": 0.6, "cards": 1.5, "slides": 3.0}
    | dict.fromkeys(("markdown", "html", "csv", "csv-excel", "json"), 0.3),
    10_000: {"pdf": 6.0, "docx": 3.0, "xlsx": 3.0, "cards": 9.0}
    | dict.fromkeys(("markdown", "html", "csv", "csv-excel", "json"), 1.5),
}
"""Seconds, by the number of notes."""

MOST_SLIDES = 1_000
"""The library takes a time that grows with the square of their number."""

COLUMNS = ("format", "notes", "CPU s", "clock s", "MB", "no cloud", "bare", "ratio", "bare MB", "goal")
WIDTHS = "{:12} {:>6} {:>7} {:>8} {:>6} {:>9} {:>6} {:>6} {:>8}   {}"


@dataclass(frozen=True)
class Cost:
    """Seconds of the processor and of the clock; the most memory at once in MB, 0 without a process of its own."""

    cpu: float
    wall: float
    megabytes: float = 0.0


def main() -> None:
    floor = cost_of_process(["-c", "print(' ' * 2000)"], "")
    print(f"floor: an empty process takes {floor.cpu:.2f} s of the processor and {floor.megabytes:.0f} MB")
    print(WIDTHS.format(*COLUMNS))
    counts = [int(one) for one in sys.argv[1:] if one.isdigit()] or [45, 1_000]
    names = [one for one in sys.argv[1:] if not one.isdigit()] or [*BARE, "word-cloud"]
    for count in counts:
        sheet = sheet_of(count)
        for one in SHEETS:
            if one.name in names and (one.name != "slides" or count <= MOST_SLIDES):
                print(line_of(one, sheet), flush=True)


def sheet_of(count: int) -> Sheet:
    """All may be read aloud, so that slides show as many as the others."""
    notes = tuple(SheetNote(number, text, aloud=True) for number, text in enumerate(texts(count), start=1))
    return Sheet(
        title="Yellow sticky notes",
        introduction="What was good? What made your work harder?",
        audience="the people at the meeting",
        edition="K7QF",
        counts=SheetCounts(count, count, 0, 0, {}),
        sections=(SheetSection("One thing I would like to change", (SheetGroup("", notes),)),),
        words=count_words([note.text for note in notes], left_out=[]),
        labels=sheet_labels(str) | {"counts": f"{count} of {count} notes are in this sheet."},
    )


def texts(count: int) -> list[str]:
    """No two are the same."""
    others = cycle(OTHER_SCRIPTS)
    words = (next(others) if number % 5 == 4 else LATIN for number in range(count))
    return [f"{number} {''.join(islice(cycle(one), LENGTH - 6)).strip()}" for number, one in enumerate(words, start=1)]


def cost_of(one: SheetFormat, sheet: Sheet) -> Cost:
    if not one.drawn:
        return cost_here(lambda: one.function(sheet))
    order = {"sheet": sheet_as_data(sheet), "formats": [one.name], "seconds": 600}
    return cost_of_process(["-m", "surveys.documents.sheets"], order)


def cost_of_bare(one: SheetFormat, sheet: Sheet) -> Cost:
    notes = [note.text for note, _, _ in sheet.rows()]
    if not one.drawn:
        return cost_here(lambda: BARE[one.name](notes))
    return cost_of_process(["bench/bare_documents.py", one.name], notes)


def cost_here(work: Any) -> Cost:
    cpu, wall = process_time(), perf_counter()
    assert work()
    return Cost(process_time() - cpu, perf_counter() - wall)


def cost_of_process(command: list[str], order: Any) -> Cost:
    """A process from its start to its end."""
    environment = os.environ | {
        "PYTHONPATH": str(PROJECT),
        "OPENBLAS_NUM_THREADS": "1",
        "MALLOC_MMAP_THRESHOLD_": "65536",
    }
    start = perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, cwd=PROJECT
    )
    assert process.stdin is not None
    assert process.stdout is not None
    peak = Peak(process.pid)
    peak.start()
    process.stdin.write(json.dumps(order).encode())
    process.stdin.close()
    assert len(process.stdout.read()) > 1_000, f"{command} made nothing"
    _, process.returncode, used = os.wait4(process.pid, 0)
    peak.join()
    return Cost(used.ru_utime + used.ru_stime, perf_counter() - start, peak.megabytes)


class Peak(Thread):
    """The most memory that a process has at once; what the system says at its end counts its parent's too."""

    def __init__(self, pid: int) -> None:
        super().__init__()
        self.status = Path(f"/proc/{pid}/status")
        self.megabytes = 0.0

    def run(self) -> None:
        with suppress(FileNotFoundError, ProcessLookupError):  # it has ended
            while found := re.search(r"VmHWM:\s+(\d+)", self.status.read_text()):
                self.megabytes = int(found[1]) / 1024
                sleep(0.01)


def line_of(one: SheetFormat, sheet: Sheet) -> str:
    """The ratio is that of a sheet without a cloud, because the bare document has none."""
    count, ours = sheet.counts.shown, cost_of(one, sheet)
    goal = GOALS.get(count, {}).get(one.name)
    goals = "" if goal is None else f"{goal:.1f} s, {'reached' if ours.cpu <= goal else 'MISSED'}"
    figures = [one.name, str(count), f"{ours.cpu:.2f}", f"{ours.wall:.2f}", megabytes(ours)]
    if one.name not in BARE:
        return WIDTHS.format(*figures, "", "", "", "", goals)
    plain, bare = cost_of(one, replace(sheet, words=())), cost_of_bare(one, sheet)
    ratio = f"{plain.cpu / max(bare.cpu, 0.001):.1f}"
    return WIDTHS.format(*figures, f"{plain.cpu:.2f}", f"{bare.cpu:.2f}", ratio, megabytes(bare), goals)


def megabytes(cost: Cost) -> str:
    return f"{cost.megabytes:.0f}" if cost.megabytes else ""


if __name__ == "__main__":
    main()
