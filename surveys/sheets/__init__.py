"""The discussion sheet in every format."""

from surveys.sheets.formats import SHEETS, UnknownFormat, find_format
from surveys.sheets.labels import filled_labels, sheet_labels
from surveys.sheets.rendering import MissingPart, RenderingFailed, render, render_all
from surveys.sheets.sheet import Fractions, Sheet, SheetAction, SheetCounts, SheetGroup, SheetNote, SheetSection
from surveys.sheets.sheet import SheetTheme, Tally, sheet_as_data, sheet_from_data
