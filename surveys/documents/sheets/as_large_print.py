"""The sheet as PDF in large print."""

from dataclasses import replace

from surveys.documents.sheets.as_pdf import as_pdf
from surveys.documents.sheets.sheet import Sheet


def as_large_print(sheet: Sheet) -> bytes:
    """At least 18 points, black and upright, with the numbers of the other formats."""
    return as_pdf(replace(sheet, layout="large-print"))
