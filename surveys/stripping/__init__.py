"""Stripping: removing what could identify someone from a note, before anything is stored."""

from surveys.stripping.cleaning import clean
from surveys.stripping.finding import find
from surveys.stripping.findings import Certainty, Choice, CleanText, Finding, Stripped, StrippedText
from surveys.frequent_words import READ, TRAINED
from surveys.stripping.name_search import NameSearch, Reach, name_search
from surveys.stripping.placeholders import WORDINGS
from surveys.stripping.showing import at_placeholders, with_placeholders
from surveys.stripping.replacing import choose, strip
