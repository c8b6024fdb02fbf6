"""Stripping: take out of a note what points to a person, before anything is stored."""

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
