"""Shuffled orders of notes."""

from surveys.editions.edition import Edition
from surveys.editions.shuffle import drawn, new_edition_code, shuffled

__all__ = ["Edition", "drawn", "new_edition_code", "shuffled"]
