"""Quote cards: two shapes of each quotation as PNG and SVG, with what they say as alternative text, in one ZIP."""

import json
from html import escape

from surveys.directions import is_right_to_left
from surveys.documents.sheets.as_pdf import breakable, compiled
from surveys.documents.sheets.drawable import MISSING, drawable
from surveys.documents.sheets.labels import filled_labels
from surveys.documents.sheets.sheet import Sheet, SheetNote
from surveys.documents.sheets.table import EM_SPACE
from surveys.documents.sheets.zipping import zipped

SHAPES = {"square": (1080, 1080), "wide": (1200, 630)}
"""In pixels: for a feed of pictures, and for the preview of a link."""


def as_quote_cards(sheet: Sheet) -> bytes:
    """The ZIP; nothing in it says when or where it was made. A note that cannot be drawn is named in its captions."""
    labels, captions, files = filled_labels(sheet), [], dict[str, bytes]()
    for note, _question, _category in sheet.rows():
        stem = f"quote-{sheet.edition}-{note.number}"
        pictures = _pictures(sheet, note)
        files |= {f"{stem}-{name}": picture for name, picture in pictures.items()}
        what = labels["card"] % {"text": note.text} if pictures else labels["left_out"]
        captions.append(f"{stem}\n{what}\n{sheet.title} · {labels['audience']}\n")
    return zipped(files | {"captions.txt": "\n".join(captions).encode()})


def _pictures(sheet: Sheet, note: SheetNote) -> dict[str, bytes]:
    """By the end of their names; none if the note does not fit, or if a character is in no font."""
    text = drawable(note.text)
    made: dict[str, bytes] = {}
    if text.count(MISSING) > note.text.count(MISSING):
        return {}
    for shape, (width, height) in SHAPES.items():
        inputs = {"card": json.dumps(_card(sheet, note, text) | {"width": width, "height": height}, ensure_ascii=False)}
        png, svg = compiled("quote-card", inputs, [], kind="png"), compiled("quote-card", inputs, [], kind="svg")
        if not png or not svg:
            return {}
        made |= {f"{shape}.png": png, f"{shape}.svg": _described(svg, text)}
    return made


def _card(sheet: Sheet, note: SheetNote, text: str) -> dict[str, object]:
    audience = filled_labels(sheet)["audience"]
    return {
        "text": breakable(text.replace("\t", EM_SPACE)),
        "rtl": is_right_to_left(text),
        "title": drawable(sheet.title),
        "audience": drawable(audience),
        "language": sheet.language,
        "number": f"{sheet.edition} · {note.number}",
    }


def _described(svg: bytes, text: str) -> bytes:
    """With its words as a title, because the letters themselves are only shapes."""
    start, bracket, rest = svg.partition(b">")
    return start + b' role="img">' + f"<title>{escape(text)}</title>".encode() + rest if bracket else b""
