"""Names of people: how likely each word is part of one (made here, see MODEL.md), and what is sure enough."""

from surveys.stripping.names.recogniser import find_names
from surveys.stripping.names.tagger import Memory

__all__ = ["Memory", "find_names"]
