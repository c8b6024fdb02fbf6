"""The discussion sheet in every format."""

from surveys.documents.sheets.formats import DOWNLOADS, GROUPS, SHEETS, UnknownFormat, find_format, formats_of
from surveys.documents.sheets.formulas import without_formulas
from surveys.documents.sheets.labels import filled_labels, in_english, record_of, sheet_labels
from surveys.documents.sheets.packing import packed
from surveys.documents.sheets.rendering import SECONDS_FOR_EVERYTHING, MissingPart, RenderingFailed, render, render_all
from surveys.documents.sheets.sheet import PAPERS, Sheet, SheetAction, SheetAnswer, SheetCounts, SheetGroup
from surveys.numbers.about_you import Fractions
from surveys.documents.sheets.sheet import SheetNote, SheetSection, SheetTheme, Tally, sheet_as_data, sheet_from_data
from surveys.documents.sheets.together import held_together
