"""Makes documents in one short-lived process: JSON in, bytes out, no file written, limits on time and memory.

The parent never sees the renderers' messages: they could quote a note.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import BytesIO
from typing import Any

from surveys.documents.sheets.formats import EVERYTHING, SHEETS, SheetFormat, find_format, formats_of
from surveys.documents.sheets.packing import packed
from surveys.documents.sheets.sheet import Sheet, sheet_as_data, sheet_from_data
from surveys.settings import PROJECT

MEMORY = 3 << 30
"""Address space of the rendering process; fonts and numpy map far more than they use."""

SECONDS_FOR_EVERYTHING = 100
"""A proxy in front waits for 120."""

PASSED_ON = ("HOME", "SYSTEMROOT")  # where Python finds packages that a user installed for themselves


class RenderingFailed(Exception):
    """A document could not be made; the text names the format, never a note."""


class MissingPart(Exception):
    """A format needs a package that is not installed; the text names both."""


Rendered = dict[str, bytes | RenderingFailed | MissingPart]


def render(sheet: Sheet, format_name: str, *, seconds: int = 60) -> bytes:
    """Make one format of a sheet; RenderingFailed or MissingPart if that cannot be.

    The ZIP of everything has more time, and names the formats that could not be made in it.
    """
    sheet_format = find_format(format_name)
    if sheet_format is EVERYTHING:
        return packed(sheet, render_all(sheet, formats_of(sheet), seconds=SECONDS_FOR_EVERYTHING))
    if not sheet_format.drawn:
        return sheet_format.function(sheet)
    result = _rendered_apart(sheet, [sheet_format], seconds)[sheet_format.file_name]
    if isinstance(result, Exception):
        raise result
    return result


def render_all(sheet: Sheet, formats: Sequence[SheetFormat] = SHEETS, *, seconds: int = 180) -> Rendered:
    """Make every format, by file name, with one process and one word cloud.

    What could not be made has the error in its place, so that one missing part costs one format.
    """
    made: Rendered = {one.file_name: one.function(sheet) for one in formats if not one.drawn}
    return made | _rendered_apart(sheet, [one for one in formats if one.drawn], seconds)


def _rendered_apart(sheet: Sheet, formats: Sequence[SheetFormat], seconds: int) -> Rendered:
    order = {"sheet": sheet_as_data(sheet), "formats": [one.name for one in formats], "seconds": seconds}
    made = _read_answers(output_of_process("surveys.documents.sheets", json.dumps(order).encode(), seconds))
    return {
        one.file_name: made.get(one.name, RenderingFailed(f"the format {one.name} could not be made"))
        for one in formats
    }


def output_of_process(module: str, order: bytes, seconds: int) -> bytes:
    """What a short-lived process of this module writes; its messages are never seen."""
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    environment |= {"PYTHONPATH": str(PROJECT), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    environment["OPENBLAS_NUM_THREADS"] = "1"  # each of its threads would map memory that is never used
    environment["MALLOC_MMAP_THRESHOLD_"] = str(1 << 16)  # so that lists which grow give back what they leave
    try:
        return subprocess.run(  # noqa: S603 - the module is one of two of ours
            [sys.executable, "-m", module],
            input=order,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=PROJECT,
            timeout=seconds,
            check=False,
        ).stdout
    except subprocess.TimeoutExpired as error:
        return error.stdout or b""


def _read_answers(output: bytes) -> Rendered:
    """Split what the process wrote; an answer that is cut off does not count."""
    answers: Rendered = {}
    stream = BytesIO(output)
    while line := stream.readline():
        with suppress(ValueError):
            head = json.loads(line)
            name, content = head["format"], stream.read(head["size"])
            if head["missing"]:
                answers[name] = MissingPart(f"the format {name} needs the package {head['missing']}")
            elif len(content) == head["size"] > 0:
                answers[name] = content
    return answers


def answer_order() -> None:
    """The rendering process: read one order from standard input, write one answer for each format."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # so that a chatty library cannot spoil an answer
    order = json.load(sys.stdin.buffer)
    limit_this_process(order["seconds"])
    sheet = sheet_from_data(order["sheet"])
    for name in order["formats"]:
        content, missing = _attempt(find_format(name), sheet)
        head: dict[str, Any] = {"format": name, "size": len(content), "missing": missing}
        answers.write(json.dumps(head).encode() + b"\n" + content)
        answers.flush()


def _attempt(sheet_format: SheetFormat, sheet: Sheet) -> tuple[bytes, str]:
    try:
        return sheet_format.function(sheet), ""
    except ModuleNotFoundError as error:
        return b"", error.name or "?"
    except Exception:  # whatever it was, its words stay here and the other formats are still made
        return b"", ""


def limit_this_process(seconds: int) -> None:
    """No core dump and no file, and at most so much time and memory."""
    try:
        import resource
    except ModuleNotFoundError:  # not a Unix system: the time-out still holds
        return
    for what, limit in (
        (resource.RLIMIT_CORE, 0),  # a core dump would hold every note
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, MEMORY),
    ):
        with suppress(ValueError, OSError):  # a stricter limit of the system stays
            resource.setrlimit(what, (limit, limit))
