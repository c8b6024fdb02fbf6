"""The discussion sheet in every format."""

from surveys.sheets.formats import SHEETS, SheetFormat, UnknownFormat, find_format
from surveys.sheets.labels import sheet_labels
from surveys.sheets.rendering import MissingPart, RenderingFailed, render, render_all
from surveys.sheets.sheet import (
    Sheet,
    SheetCounts,
    SheetGroup,
    SheetNote,
    SheetSection,
    sheet_as_data,
    sheet_from_data,
)

__all__ = [
    "SHEETS",
    "MissingPart",
    "RenderingFailed",
    "Sheet",
    "SheetCounts",
    "SheetFormat",
    "SheetGroup",
    "SheetNote",
    "SheetSection",
    "UnknownFormat",
    "find_format",
    "render",
    "render_all",
    "sheet_as_data",
    "sheet_from_data",
    "sheet_labels",
]
