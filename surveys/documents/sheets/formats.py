"""Every format of the discussion sheet. A new one is one file `as_….py` and one line here."""

from collections.abc import Callable
from dataclasses import dataclass

from surveys.documents.sheets.as_csv import as_csv
from surveys.documents.sheets.as_docx import as_docx
from surveys.documents.sheets.as_html import as_html
from surveys.documents.sheets.as_json import as_json
from surveys.documents.sheets.as_markdown import as_markdown
from surveys.documents.sheets.as_pdf import as_pdf
from surveys.documents.sheets.as_quote_cards import as_quote_cards
from surveys.documents.sheets.as_word_cloud import as_word_cloud
from surveys.documents.sheets.labels import marked
from surveys.documents.sheets.sheet import Sheet

WORD_FILE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class UnknownFormat(Exception):
    """There is no sheet format of this name."""


@dataclass(frozen=True)
class SheetFormat:
    """One format; `label` is English and marked for translation, `drawn` ones need the rendering process."""

    name: str
    file_name: str
    media_type: str
    label: str
    function: Callable[[Sheet], bytes]
    drawn: bool


SHEETS: tuple[SheetFormat, ...] = (
    SheetFormat("pdf", "sheet.pdf", "application/pdf", marked("PDF, to print and hand out"), as_pdf, True),
    SheetFormat("docx", "sheet.docx", WORD_FILE, marked("Word document, to edit"), as_docx, True),
    SheetFormat("html", "sheet.html", "text/html", marked("Web page, for screen and projector"), as_html, True),
    SheetFormat("markdown", "sheet.md", "text/markdown", marked("Markdown, for wikis"), as_markdown, False),
    SheetFormat("csv", "sheet.csv", "text/csv", marked("Table (CSV), for spreadsheets"), as_csv, False),
    SheetFormat("json", "sheet.json", "application/json", marked("JSON, for programs"), as_json, False),
    SheetFormat("word-cloud", "word-cloud.png", "image/png", marked("Word cloud (PNG)"), as_word_cloud, True),
)

QUOTE_CARDS = SheetFormat("quote-cards", "quote-cards.zip", "application/zip", "Quote cards", as_quote_cards, True)
"""No format of a whole sheet: only for what `quote_cards` chose."""


def find_format(name: str) -> SheetFormat:
    """The format of this name, or UnknownFormat."""
    for sheet_format in (*SHEETS, QUOTE_CARDS):
        if sheet_format.name == name:
            return sheet_format
    raise UnknownFormat(name)
