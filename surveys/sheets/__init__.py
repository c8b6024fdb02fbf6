"""The discussion sheet in every format."""

from surveys.sheets.formats import SHEETS as SHEETS
from surveys.sheets.formats import SheetFormat as SheetFormat
from surveys.sheets.formats import UnknownFormat as UnknownFormat
from surveys.sheets.formats import find_format as find_format
from surveys.sheets.labels import sheet_labels as sheet_labels
from surveys.sheets.rendering import MissingPart as MissingPart
from surveys.sheets.rendering import RenderingFailed as RenderingFailed
from surveys.sheets.rendering import render as render
from surveys.sheets.rendering import render_all as render_all
from surveys.sheets.sheet import Sheet as Sheet
from surveys.sheets.sheet import SheetCounts as SheetCounts
from surveys.sheets.sheet import SheetGroup as SheetGroup
from surveys.sheets.sheet import SheetNote as SheetNote
from surveys.sheets.sheet import SheetSection as SheetSection
from surveys.sheets.sheet import sheet_as_data as sheet_as_data
from surveys.sheets.sheet import sheet_from_data as sheet_from_data
