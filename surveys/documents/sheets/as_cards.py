"""The notes as cards to cut out and stick on a wall, four or eight to a page, as PDF."""

from dataclasses import replace

from surveys.documents.sheets.as_pdf import as_pdf
from surveys.documents.sheets.sheet import Sheet


def as_cards(sheet: Sheet) -> bytes:
    """Four to a page; a note that is too long for its card continues on the next one, and none is cut off."""
    return as_pdf(_of_notes_alone(sheet, "cards"))


def as_cards_8(sheet: Sheet) -> bytes:
    """Eight to a page."""
    return as_pdf(_of_notes_alone(sheet, "cards-8"))


def _of_notes_alone(sheet: Sheet, layout: str) -> Sheet:
    """Without what no card shows, so that nobody waits for a word cloud."""
    return replace(
        sheet, layout=layout, introduction="", words=(), themes=(), about_you=(), logo="", contacts="", asked_by=""
    )
