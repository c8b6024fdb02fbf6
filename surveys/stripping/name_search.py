"""How far names are searched in a text: it depends on the language, and on the letters."""

from dataclasses import dataclass
from enum import StrEnum

import regex

from surveys.frequent_words import IN_NO_LANGUAGE, TRAINED, is_in_another_language, language_of
from surveys.stripping.placeholders import PLACEHOLDER

# Letters of the scripts that names are found in, and signs that belong to no script (ℓ, ʰ), must not be caught;
# letters of every other script must be: Arabic, Hebrew, Han, Kana, Hangul, Devanagari, Thai …
_LETTER_OF_ANOTHER_SCRIPT = regex.compile(
    r"(?V1)[\p{L}--[\p{Latin}\p{Greek}\p{Cyrillic}\p{Script=Common}\p{Script=Inherited}]]"
)
_LETTER = regex.compile(r"\p{L}")


class Reach(StrEnum):
    """How many of the names in a text are found."""

    WELL = "well"
    LESS = "less"
    NOT = "not"  # of some letters or all of them


@dataclass(frozen=True)
class NameSearch:
    """How far names are searched in a text, and the ISO code of its language; "" if we do not know it."""

    reach: Reach
    language: str


def name_search(text: str) -> NameSearch:
    """How far names are searched in a text, which may have placeholders; from its words alone, nothing is stored."""
    words = IN_NO_LANGUAGE.sub(" ", PLACEHOLDER.sub(" ", text))
    if not _LETTER.search(words):
        return NameSearch(Reach.WELL, "")
    language = language_of(words)
    # In Chinese, two letters are enough for a name.
    if is_in_another_language(words, language) or len(_LETTER_OF_ANOTHER_SCRIPT.findall(words)) > 1:
        return NameSearch(Reach.NOT, language)
    return NameSearch(Reach.WELL if language in ("", *TRAINED) else Reach.LESS, language)
