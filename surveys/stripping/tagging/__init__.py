"""Tagging: how likely each word of a text is part of a person's name. Made here, see MODEL.md."""

from surveys.stripping.tagging.tagger import Memory, Tagged, tag
from surveys.stripping.tagging.tokens import OPENING_MARKS, Token

__all__ = ["OPENING_MARKS", "Memory", "Tagged", "Token", "tag"]
