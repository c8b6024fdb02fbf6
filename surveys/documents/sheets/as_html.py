"""The sheet as one web page: everything in one file, no script, prints well."""

from base64 import b64encode

from surveys.documents.sheets.as_word_cloud import cloud_for_document
from surveys.documents.sheets.filling import fill
from surveys.documents.sheets.sheet import Sheet


def as_html(sheet: Sheet) -> bytes:
    """A self-contained page with inline style and word cloud; each note can be linked to as #note-14."""
    cloud = cloud_for_document(sheet, kind="svg")
    picture = f"data:image/svg+xml;base64,{b64encode(cloud).decode()}" if cloud else ""
    return fill("sheet.html", sheet, picture=picture).encode()
