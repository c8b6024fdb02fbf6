"""The word cloud as a picture, by itself and for the documents that hold it."""

from typing import Literal

from surveys.documents.sheets.sheet import BESIDE_THE_CLOUD, Sheet
from surveys.documents.word_cloud import BESIDE_A_TABLE, draw_cloud, draw_sentence

OF_PAPER = 0.75
"""The scale at which paper has 290 pixels to an inch of the picture."""


def as_word_cloud(sheet: Sheet) -> bytes:
    """A PNG of 1600 × 800; one sentence in its middle while there are not enough notes."""
    if sheet.has_cloud:
        return draw_cloud(sheet.words)
    return draw_sentence(sheet.labels["cloud_missing" if sheet.words else "words_missing"])


def cloud_for_document(sheet: Sheet, *, kind: Literal["png", "svg"] = "png") -> bytes | None:
    """The picture that goes beside the table of words, with the same words.

    None with few words, in a short summary or without the drawing library; the table remains.
    """
    try:
        shown = sheet.words[:BESIDE_THE_CLOUD] if sheet.has_cloud else ()
        return draw_cloud(shown, BESIDE_A_TABLE, kind=kind, scale=OF_PAPER) if shown else None
    except ModuleNotFoundError:
        return None
