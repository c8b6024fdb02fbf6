"""Stripping: removing what could identify someone from a note, before anything is stored."""

from surveys.stripping.cleaning import clean
from surveys.stripping.finding import find
from surveys.stripping.findings import Certainty, Choice, CleanText, Finding, Stripped, StrippedText
from surveys.stripping.replacing import choose, strip

__all__ = [
    "Certainty",
    "Choice",
    "CleanText",
    "Finding",
    "Stripped",
    "StrippedText",
    "choose",
    "clean",
    "find",
    "strip",
]
