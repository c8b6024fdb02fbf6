"""The word cloud as a picture, by itself and for the documents that hold it."""

from surveys.documents.sheets.sheet import Sheet
from surveys.documents.word_cloud import draw_cloud, draw_sentence

FEWEST_WORDS = 10
"""With fewer words a document has only the list, because the picture would be almost empty."""


def as_word_cloud(sheet: Sheet) -> bytes:
    """A PNG of 1600 × 800; one sentence in its middle while there are not enough notes."""
    return draw_cloud(sheet.words) if sheet.words else draw_sentence(sheet.labels["words_missing"])


def cloud_for_document(sheet: Sheet) -> bytes | None:
    """The picture, or None with few words, in a short summary or without the drawing library; the list remains."""
    if sheet.layout == "management-summary":
        return None
    try:
        return draw_cloud(sheet.words) if len(sheet.words) >= FEWEST_WORDS else None
    except ModuleNotFoundError:
        return None
