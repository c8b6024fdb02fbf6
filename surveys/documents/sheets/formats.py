"""Every format of the discussion sheet. A new one is one file `as_….py` and one line here."""

from collections.abc import Callable
from dataclasses import dataclass

from surveys.documents.sheets.as_cards import as_cards, as_small_cards
from surveys.documents.sheets.as_csv import as_csv, as_csv_for_excel
from surveys.documents.sheets.as_docx import as_docx
from surveys.documents.sheets.as_html import as_html
from surveys.documents.sheets.as_json import as_json
from surveys.documents.sheets.as_markdown import as_markdown
from surveys.documents.sheets.as_pdf import as_pdf
from surveys.documents.sheets.as_quote_cards import as_quote_cards
from surveys.documents.sheets.as_word_cloud import as_word_cloud
from surveys.documents.sheets.as_xlsx import as_xlsx
from surveys.documents.sheets.labels import LABELS, marked
from surveys.documents.sheets.sheet import Sheet

WORD_FILE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL_FILE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

HAND_OUT, ROOM, WORK, PROGRAMS = "hand-out", "room", "work", "programs"
GROUPS = {
    HAND_OUT: marked("To print and hand out"),
    ROOM: marked("To show in the room"),
    WORK: marked("To work with"),
    PROGRAMS: marked("For programs"),
}
"""What people want to do with a sheet, in the order of the page on which they download it."""


class UnknownFormat(Exception):
    """There is no sheet format of this name."""


@dataclass(frozen=True)
class SheetFormat:
    """One format; `drawn` ones need the rendering process.

    `label` and `good_for`, which says in one sentence what the format is good for, are English and marked for
    translation. `group` is one of GROUPS. `has_paper`: its pages have the size of `Sheet.paper`.
    """

    name: str
    file_name: str
    media_type: str
    label: str
    function: Callable[[Sheet], bytes]
    drawn: bool
    good_for: str = ""
    group: str = WORK
    has_paper: bool = False


SHEETS: tuple[SheetFormat, ...] = (
    SheetFormat(
        *("pdf", "sheet.pdf", "application/pdf", marked("PDF"), as_pdf, True),
        good_for=marked("Print it and hand it out, so that everybody can say “note 14”."),
        group=HAND_OUT,
        has_paper=True,
    ),
    SheetFormat(
        *("cards", "cards.pdf", "application/pdf", marked("Cards, four to a page (PDF)"), as_cards, True),
        good_for=marked("Cut the notes out and stick them on a wall."),
        group=ROOM,
        has_paper=True,
    ),
    SheetFormat(
        *("cards-8", "cards-8.pdf", "application/pdf", marked("Cards, eight to a page (PDF)"), as_small_cards, True),
        good_for=marked("Cut the notes out where there are many, and sort them on a table."),
        group=ROOM,
        has_paper=True,
    ),
    SheetFormat(
        *("docx", "sheet.docx", WORD_FILE, marked("Word document"), as_docx, True),
        good_for=marked("Change it, or copy parts of it into a report."),
        has_paper=True,
    ),
    SheetFormat(
        *("html", "sheet.html", "text/html", marked("Web page"), as_html, True),
        good_for=marked("Show it on a projector or read it on a phone. It is one file and needs no internet."),
        group=ROOM,
    ),
    SheetFormat(
        *("xlsx", "sheet.xlsx", EXCEL_FILE, marked("Excel workbook"), as_xlsx, True),
        good_for=marked("Filter, sort and mark notes, one in each row. A second sheet has the numbers."),
        has_paper=True,
    ),
    SheetFormat(
        *("csv-excel", "sheet-excel.csv", "text/csv", marked("Table for Excel (CSV)"), as_csv_for_excel, False),
        good_for=marked("Open it with a double click where Excel writes 1,5 and not 1.5; a note is one line."),
    ),
    SheetFormat(
        *("markdown", "sheet.md", "text/markdown", marked("Markdown"), as_markdown, False),
        good_for=marked("Paste it into a wiki or into shared minutes."),
    ),
    SheetFormat(
        *("csv", "sheet.csv", "text/csv", marked("Table (CSV)"), as_csv, False),
        good_for=marked("Read it into a program: a comma between cells, notes with their own line ends."),
        group=PROGRAMS,
    ),
    SheetFormat(
        *("json", "sheet.json", "application/json", marked("JSON"), as_json, False),
        good_for=marked("Read it into a program: the notes with themes, answers and all numbers."),
        group=PROGRAMS,
    ),
    SheetFormat(
        *("word-cloud", "word-cloud.png", "image/png", marked("Word cloud (PNG)"), as_word_cloud, True),
        good_for=marked("Put the words that come up often on a slide."),
        group=ROOM,
    ),
)


def _only_apart(_sheet: Sheet) -> bytes:
    raise NotImplementedError("`render` packs what `render_all` made")


EVERYTHING = SheetFormat(
    *("everything", "everything.zip", "application/zip", marked("All formats in one ZIP file"), _only_apart, True),
    good_for=marked("Take everything along: all of these files, and one that explains them."),
    has_paper=True,
)
"""No format of its own: all the others of a version in one file."""

DOWNLOADS = (*SHEETS, EVERYTHING)

QUOTE_CARDS = SheetFormat("quote-cards", "quote-cards.zip", "application/zip", "Quote cards", as_quote_cards, True)
"""No format of a whole sheet: only for what `quote_cards` chose."""


def find_format(name: str) -> SheetFormat:
    """The format of this name, or UnknownFormat."""
    for sheet_format in (*DOWNLOADS, QUOTE_CARDS):
        if sheet_format.name == name:
            return sheet_format
    raise UnknownFormat(name)


def sheet_labels(gettext: Callable[[str], str]) -> dict[str, str]:
    """The fixed words in the reader's language, with what each format is good for.

    They travel in the sheet; renderers need no catalogue.
    """
    good_for = {f"good_for_{one.name}": one.good_for for one in SHEETS if one.good_for}
    return {name: gettext(label) for name, label in (LABELS | good_for).items()}
