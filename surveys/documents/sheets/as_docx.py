"""The sheet as a Word document, to edit and to paste from.

We write every part from templates, without a library. So nothing is in the file that we did not write:
no author, no revision number, no time and no thumbnail.
"""

from base64 import b64decode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import regex
from markupsafe import Markup, escape

from surveys.documents.sheets.as_pdf import compiled
from surveys.documents.sheets.as_word_cloud import cloud_for_document
from surveys.documents.sheets.filling import fill
from surveys.documents.sheets.sheet import Sheet
from surveys.documents.sheets.together import held_together
from surveys.documents.sheets.zipping import NOT_XML, zipped

PARTS = (
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/core.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/fontTable.xml",
    "word/settings.xml",
    "word/header.xml",
    "word/footer.xml",
)
BODY = "word/document.xml"
TEMPLATE_OF_LAYOUT = {"management-summary": "word/management-summary.xml"}

PAPERS = {"a4": (11_906, 16_838, 1_531, 1_644), "us-letter": (12_240, 15_840, 1_361, 1_361)}
"""Width and height of a page, and its margins at the top and at the bottom, in twentieths of a point."""
MARGINS = 1_418 + 1_417
"""Of both sides together: 25 millimetres each, as in the PDF."""

LOGO_HEIGHT, LOGO_WIDTH = 14 * 36_000, 60 * 36_000
"""Fourteen millimetres and sixty at most, as in the PDF, in the units of Word's pictures."""

LONG_SHEET, ROOM_OF_NOTE = 12_000, 80
"""A sheet of more than four pages begins with its contents: so many letters, the room around each note counted in."""
MOST_HEADINGS = 40
"""With more of them, the contents name only those of the first level, or they would fill a page."""

# From the first letter that runs the other way to the last one before a letter of this way, with its marks.
FROM_RIGHT = regex.compile(r"[\p{bc=R}\p{bc=AL}](?:\P{bc=L}*[\p{bc=R}\p{bc=AL}\p{Mn}])?")
FROM_LEFT = regex.compile(r"\p{bc=L}(?:[^\p{bc=R}\p{bc=AL}]*[\p{bc=L}\p{Mn}])?")

_BEGIN, _END = '<w:t xml:space="preserve">', "</w:t>"


@dataclass(frozen=True)
class Heading:
    """A line of the contents: its level is 1 or 2, `notes` are the numbers of the first and last one below it."""

    place: int
    level: int
    words: str
    notes: Sequence[int]


@dataclass
class Headings:
    """The headings of a document in their order; a template adds each where it writes it."""

    found: list[Heading] = field(default_factory=list)

    def add(self, level: int, words: str, notes: Sequence[int] = ()) -> int:
        """The number of its bookmark, to which its line of the contents leads."""
        self.found.append(Heading(len(self.found) + 1, level, words, notes))
        return len(self.found)


def as_docx(sheet: Sheet) -> bytes:
    """Real headings, styles and page numbers; the properties hold the title and nothing else."""
    cloud, logo = cloud_for_document(sheet), _logo_of(sheet)
    values = _measures(sheet) | {
        "runs": runs,
        "has_cloud": cloud is not None,
        "logo_size": _size_of(logo) if logo else None,
    }
    filled = {part: fill(f"docx/{part}", sheet, **values) for part in PARTS}
    parts = {part: NOT_XML.sub("", words).encode() for part, words in {**filled, BODY: _body(sheet, values)}.items()}
    pictures = {"word/media/cloud.png": cloud, "word/media/logo.png": logo}
    return zipped(parts | {name: picture for name, picture in pictures.items() if picture})


def _measures(sheet: Sheet) -> dict[str, object]:
    """The page, its text, and the column of numbers and where it ends, in twentieths of a point."""
    page = PAPERS.get(sheet.paper, PAPERS["a4"])
    numbers = 215 * max(2, len(str(sheet.counts.shown)))
    return {"page": page, "width": page[0] - MARGINS, "number_end": numbers, "number_width": numbers + 245}


def _body(sheet: Sheet, values: dict[str, object]) -> str:
    """The text, with the contents at the mark if it is long: its headings are known only once it is written."""
    headings = Headings()
    values |= {"place_of": headings.add, "is_long": is_long, "held": _note_before_the_end(sheet)}
    template = TEMPLATE_OF_LAYOUT.get(sheet.layout, BODY)
    body = fill(f"docx/{template}", sheet, **values)
    shown = headings.found if len(headings.found) <= MOST_HEADINGS else [h for h in headings.found if h.level == 1]
    contents = fill("docx/word/contents.xml", sheet, headings=shown, **values) if _is_long_sheet(sheet) else ""
    return body.replace("<!--contents-->", contents, 1)  # which nothing typed can be: its < would be escaped


def _note_before_the_end(sheet: Sheet) -> int:
    """The number of a note that goes with what follows it, because a page with only that would look left over; or 0."""
    others = sheet.words or sheet.about_you or sheet.themes or any(section.actions for section in sheet.sections)
    return 0 if others else max((note.number for note, *_ in sheet.rows()), default=0)


def _is_long_sheet(sheet: Sheet) -> bool:
    return sheet.layout == "sheet" and sum(len(note.text) + ROOM_OF_NOTE for note, *_ in sheet.rows()) > LONG_SHEET


def is_long(text: str) -> bool:
    """Whether a note may break over two pages, as in the PDF."""
    return len(text) > 1200 or text.count("\n") >= 16


def runs(text: str, rtl: bool, style: str = "") -> Markup:
    """A text of a paragraph that runs from right to left or not, in runs of one character style."""
    style = f'<w:rStyle w:val="{style}"/>' if style else ""
    parts = (_run(words, f"{style}<w:rtl/>" if way else style) for words, way in pieces(held_together(text), rtl))
    return Markup("".join(parts))  # noqa: S704  (the words of every part are escaped)


def _run(words: str, look: str) -> str:
    """Words in one look, with the elements of Word for the ends of lines and for tabs."""
    broken = str(escape(words)).replace("\n", f"{_END}<w:br/>{_BEGIN}").replace("\t", f"{_END}<w:tab/>{_BEGIN}")
    return f"<w:r>{look and f'<w:rPr>{look}</w:rPr>'}{_BEGIN}{broken}{_END}</w:r>"


def pieces(text: str, rtl: bool) -> Iterator[tuple[str, bool]]:
    """A text cut where its letters turn, each part with its direction: Word does not find out for itself."""
    place = 0
    for other in (FROM_LEFT if rtl else FROM_RIGHT).finditer(text):
        if place < other.start():
            yield text[place : other.start()], rtl
        yield other[0], not rtl
        place = other.end()
    if place < len(text):
        yield text[place:], rtl


def _logo_of(sheet: Sheet) -> bytes | None:
    """As PNG, because not every word processor draws an SVG; None if it cannot be drawn."""
    kind, _, content = sheet.logo.partition(";base64,")
    picture: bytes | None = b64decode(content)
    if picture and kind.endswith("svg+xml"):
        picture = compiled("logo", {"picture": picture.decode()}, [], kind="png")
    return picture if picture and all(_pixels_of(picture)) else None


def _size_of(png: bytes) -> tuple[int, int]:
    """Width and height in the document."""
    width, height = _pixels_of(png)
    scale = min(LOGO_HEIGHT / height, LOGO_WIDTH / width)
    return round(width * scale), round(height * scale)


def _pixels_of(png: bytes) -> tuple[int, int]:
    """As the picture says of itself: https://www.w3.org/TR/png-3/#11IHDR"""
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
