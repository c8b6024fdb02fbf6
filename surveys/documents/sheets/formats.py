"""Every format of the discussion sheet. A new one is a file `as_….py`, its function of that name, and one line here."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from surveys.documents.sheets.labels import LABELS, marked
from surveys.documents.sheets.sheet import Sheet

PDF, ZIP = "application/pdf", "application/zip"
WORD_FILE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL_FILE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SLIDES_FILE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

HAND_OUT, ROOM, WORK, PROGRAMS, ALL = "hand-out", "room", "work", "programs", "all"
GROUPS = {
    HAND_OUT: marked("To print and hand out"),
    ROOM: marked("To show in the room"),
    WORK: marked("To work with"),
    PROGRAMS: marked("For programs"),
    ALL: marked("All at once"),
}
"""What people want to do with a sheet, in the order of the page on which they download it."""

SECONDS_TO_BEGIN = 0.5
"""What the rendering process takes before the first note."""


class UnknownFormat(Exception):
    """There is no sheet format of this name."""


@dataclass(frozen=True)
class SheetFormat:
    """One format; `label` is English and marked for translation, `drawn` ones need the rendering process.

    `group` is one of GROUPS. `has_paper`: its pages have the size of `Sheet.paper`. `pace` is how many seconds a
    processor takes for 1,000 notes of 300 characters, measured by `bench/sheets.py`. `made_in`: the file with its
    function, where that has another name.
    """

    name: str
    file_name: str
    media_type: str
    label: str
    drawn: bool
    group: str = WORK
    has_paper: bool = False
    pace: float = 0.05
    made_in: str = ""

    @property
    def function(self) -> Callable[[Sheet], bytes]:
        """What makes it. Its file is loaded here and not before: a process that makes one format needs no other."""
        name = f"as_{self.name.replace('-', '_')}"
        file = import_module(f"surveys.documents.sheets.{self.made_in or name}")
        function: Callable[[Sheet], bytes] = getattr(file, name)
        return function

    @property
    def good_for(self) -> str:
        """What the format is good for, in a sentence or two; English, and marked for translation in `labels.py`."""
        return LABELS[f"good_for_{self.name}"]

    def seconds_for(self, notes: int) -> int:
        """How long one waits, about; 0 where that is no more than a second."""
        seconds = SECONDS_TO_BEGIN + self.pace * notes / 1_000
        return round(seconds) if seconds > 1 else 0


SHEETS: tuple[SheetFormat, ...] = (
    SheetFormat("pdf", "sheet.pdf", PDF, marked("PDF"), True, HAND_OUT, True, 1.5),
    SheetFormat("large-print", "large-print.pdf", PDF, marked("Large print (PDF)"), True, HAND_OUT, True, 1.5),
    SheetFormat("cards", "cards.pdf", PDF, marked("Cards, four to a page (PDF)"), True, HAND_OUT, True, 1.2),
    SheetFormat(
        "cards-8", "cards-8.pdf", PDF, marked("Cards, eight to a page (PDF)"), True, HAND_OUT, True, 1.2, "as_cards"
    ),
    SheetFormat("slides", "slides.pptx", SLIDES_FILE, marked("Slides (PowerPoint)"), True, ROOM, False, 1.1),
    SheetFormat("html", "sheet.html", "text/html", marked("Web page"), True, ROOM, False, 0.2),
    SheetFormat("word-cloud", "word-cloud.png", "image/png", marked("Word cloud (PNG)"), True, ROOM),
    SheetFormat("docx", "sheet.docx", WORD_FILE, marked("Word document"), True, WORK, True, 0.2),
    SheetFormat("xlsx", "sheet.xlsx", EXCEL_FILE, marked("Excel workbook"), True, WORK, True, 0.2),
    SheetFormat("csv-excel", "sheet-excel.csv", "text/csv", marked("Table for Excel (CSV)"), False, made_in="as_csv"),
    SheetFormat("markdown", "sheet.md", "text/markdown", marked("Markdown"), False),
    SheetFormat("csv", "sheet.csv", "text/csv", marked("Table (CSV)"), False, PROGRAMS),
    SheetFormat("json", "sheet.json", "application/json", marked("JSON"), False, PROGRAMS),
)

ALL_PACES = sum(one.pace for one in SHEETS)
EVERYTHING = SheetFormat("everything", "everything.zip", ZIP, marked("Everything (ZIP)"), True, ALL, True, ALL_PACES)
"""No format of its own: all the others of a version in one file."""

DOWNLOADS = (*SHEETS, EVERYTHING)

QUOTE_CARDS = SheetFormat("quote-cards", "quote-cards.zip", ZIP, "Quote cards", True)
"""No format of a whole sheet: only for what `quote_cards` chose."""


def formats_of(sheet: Sheet) -> tuple[SheetFormat, ...]:
    """The formats that are worth offering: a picture that only says that there are too few words is not."""
    return tuple(one for one in SHEETS if sheet.has_cloud or one.name != "word-cloud")


def find_format(name: str) -> SheetFormat:
    """The format of this name, or UnknownFormat."""
    for sheet_format in (*DOWNLOADS, QUOTE_CARDS):
        if sheet_format.name == name:
            return sheet_format
    raise UnknownFormat(name)
