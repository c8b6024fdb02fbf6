"""The word cloud as a picture, by itself and for the documents that hold it."""

from surveys.documents.sheets.sheet import Sheet
from surveys.documents.word_cloud import draw_cloud, draw_sentence


def as_word_cloud(sheet: Sheet) -> bytes:
    """A PNG of 1600 × 800; one sentence in its middle while there are not enough notes."""
    if sheet.has_cloud:
        return draw_cloud(sheet.words)
    return draw_sentence(sheet.labels["cloud_missing" if sheet.words else "words_missing"])


def cloud_for_document(sheet: Sheet) -> bytes | None:
    """The picture, or None with few words, in a short summary or without the drawing library; the list remains."""
    try:
        return draw_cloud(sheet.words) if sheet.has_cloud else None
    except ModuleNotFoundError:
        return None
