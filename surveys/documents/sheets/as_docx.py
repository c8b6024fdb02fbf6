"""The sheet as a Word document, to edit and to paste from.

We write every part from templates, without a library. So nothing is in the file that we did not write:
no author, no revision number, no time and no thumbnail.
"""

from base64 import b64decode
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import regex

from surveys.documents.sheets.as_pdf import compiled
from surveys.documents.sheets.as_word_cloud import cloud_for_document
from surveys.documents.sheets.filling import fill
from surveys.documents.sheets.sheet import Sheet
from surveys.documents.word_cloud import WIDE

PARTS = (
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/core.xml",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/settings.xml",
    "word/header.xml",
    "word/footer.xml",
)
TEMPLATE_OF_LAYOUT = {"management-summary": "word/management-summary.xml"}

LOGO_HEIGHT, LOGO_WIDTH = 14 * 36_000, 60 * 36_000
"""Fourteen millimetres and sixty at most, as in the PDF, in the units of Word's pictures."""

NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold."""

# Characters that XML 1.0 does not know, such as a form feed; one of them would make the document unreadable.
NOT_XML = regex.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def as_docx(sheet: Sheet) -> bytes:
    """A4 with real headings, styles and page numbers; the properties hold the title and nothing else."""
    cloud, logo = cloud_for_document(sheet, WIDE), _logo_of(sheet)
    number_width = 380 + 200 * max(2, len(str(sheet.counts.shown)))  # twentieths of a point
    document = BytesIO()
    with ZipFile(document, "w", ZIP_DEFLATED) as package:
        for part in PARTS:
            template = TEMPLATE_OF_LAYOUT.get(sheet.layout, part) if part == "word/document.xml" else part
            pictures = {"has_cloud": cloud is not None, "logo_size": _size_of(logo) if logo else None}
            filled = fill(f"docx/{template}", sheet, **pictures, number_width=number_width)
            _add(package, part, NOT_XML.sub("", filled).encode())
        if cloud:
            _add(package, "word/media/cloud.png", cloud)
        if logo:
            _add(package, "word/media/logo.png", logo)
    return document.getvalue()


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


def _add(package: ZipFile, name: str, content: bytes) -> None:
    member = ZipInfo(name, NO_TIME)
    member.compress_type = ZIP_DEFLATED
    member.create_system = 0  # the same on every system
    package.writestr(member, content)
