"""Seconds per format for sheets of 45 and 1,000 notes, or of as many as you name; the floor is an empty process."""

import resource
import subprocess
import sys
from time import perf_counter
from typing import Any

from surveys.documents.sheets import (
    SHEETS,
    Sheet,
    SheetCounts,
    SheetGroup,
    SheetNote,
    SheetSection,
    render,
    sheet_labels,
)
from surveys.documents.word_cloud import count_words

TEXT = "The plenary ends at seven and the children are asleep when I come home; [a person] said it is tradition."


def main() -> None:
    floor = _seconds(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True))
    print(f"floor: an empty process   {floor:6.2f} s")
    for count in map(int, sys.argv[1:] or ("45", "1000")):
        sheet = _sheet(count)
        for one in SHEETS:
            seconds = _seconds(lambda name=one.name, sheet=sheet: render(sheet, name))
            print(
                f"{one.name:11} {count:5} notes   {seconds:6.2f} s   {seconds / floor:6.1f} x floor{_memory(one.name)}"
            )


def _sheet(count: int) -> Sheet:
    notes = tuple(SheetNote(number, f"{TEXT} ({number})") for number in range(1, count + 1))
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


def _memory(name: str) -> str:
    """The PDF comes first and takes most, so the largest process until then was its own."""
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return f"   {peak:6.0f} MB, its own process" if name == "pdf" else ""


def _seconds(work: Any) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


if __name__ == "__main__":
    main()
