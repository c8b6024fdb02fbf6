"""Typesets a handout in a short-lived process, as sheets are: words go in as data, no file is written."""

import json
import re
import sys
from typing import Any

import segno

from surveys.directions import is_right_to_left
from surveys.documents.sheets.drawable import all_drawable
from surveys.documents.sheets.rendering import RenderingFailed, limit_this_process, output_of_process
from surveys.documents.word_cloud import TEMPLATES, fonts

_PIXELS_PER_INCH = 144
"""A slide of 960 by 540 points becomes a picture of 1920 by 1080 pixels."""


def make_handout(layout: str, words: dict[str, Any], file_type: str, *, seconds: int = 30) -> bytes:
    """A layout of `templates/sheets` as "png" or "pdf". Raises RenderingFailed."""
    rtl = sorted(name for name, text in words.items() if isinstance(text, str) and is_right_to_left(text))
    order = {"layout": layout, "words": words | {"rtl": rtl}, "type": file_type, "seconds": seconds}
    made = output_of_process("surveys.documents.handouts", json.dumps(order).encode(), seconds)
    if not made:
        raise RenderingFailed(f"the {layout} could not be made")
    return made


def answer_order() -> None:
    """The process: read one order from standard input, write the document. After a fault it writes nothing."""
    order = json.load(sys.stdin.buffer)
    limit_this_process(order["seconds"])
    import typst

    words, _is_complete = all_drawable(order["words"])
    words |= {"pictures": [_picture_of(link) for link in words.pop("links", ())]}
    inputs = {"words": json.dumps(words, ensure_ascii=False)}
    compiler = typst.Compiler(TEMPLATES / f"{order['layout']}.typ", font_paths=fonts(), sys_inputs=inputs)
    made = compiler.compile(format=order["type"], ppi=_PIXELS_PER_INCH, timestamp=0)
    if isinstance(made, bytes):
        sys.stdout.buffer.write(made)


def _picture_of(link: str) -> str:
    """A QR code as SVG, without a margin. One mask for all: to weigh up eight would take a minute for 5,000 codes."""
    rows = segno.make(link, error="m", micro=False, mask=3).matrix
    runs = [(y, run) for y, row in enumerate(rows) for run in re.finditer(b"\x01+", row)]
    path = "".join(f"M{run.start()} {y}.5h{run.end() - run.start()}" for y, run in runs)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(rows)} {len(rows)}">'
    return f'{head}<path stroke="#000" d="{path}"/></svg>'
