"""Codes in what people type or paste: sentences, links that a mail program rewrote, digits of any script."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate, islice
from urllib.parse import unquote

from surveys.collecting import CODE_LENGTH, CODE_LETTERS, is_code, spelled

LONGEST_PASTED = 200
"""Characters that the field of a long code takes: somebody may paste more than the code."""
_MOST_TRIED = 8
"""How many codes are looked up for one text, its links first. More would help people who guess."""
# A stretch that can be part of a code, in capitals or not; what separates them (spaces, dashes, brackets) is not.
_STRETCH = re.compile(r"[a-z0-9]+")
# What follows /s/ in a link, also with backslashes, or with the underscores of a mail filter. Not news/s.
_BEHIND_S = re.compile(r"(?:^|[/\\_])\s*s[/\\_]([a-z0-9]+)")


def long_codes_in(typed: str) -> list[str]:
    """What may be the code of a sending or a ticket, in fours."""
    return [spelled(one) for one in codes_in(typed, letters=CODE_LETTERS.lower(), length=CODE_LENGTH) if is_code(one)]


def codes_in(typed: str, *, letters: str, length: int) -> list[str]:
    """What may be a code of these letters, in lower case: the likeliest first, and only a handful."""
    plain = _plain_text(typed)
    found = [code for code in _BEHIND_S.findall(plain) if len(code) == length]
    found += _codes_in_stretches(_STRETCH.findall(plain), length)
    found.sort(key=lambda code: not set(code) <= set(letters))  # most words have a letter that no code has
    return list(islice(dict.fromkeys(found), _MOST_TRIED))


def _plain_text(text: str) -> str:
    """Small letters and digits as a code has them, out of any script and out of a link within a link."""
    folded = unicodedata.normalize("NFKC", unquote(unquote(text))).lower()
    return "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in folded)


def _codes_in_stretches(stretches: list[str], length: int) -> Iterator[str]:
    """Neighbouring words that together are as long as a code; then both ends of longer ones."""
    for place in range(len(stretches)):
        ends = accumulate(stretches[place : place + length])
        yield from (joined for joined in ends if len(joined) == length)
    for stretch in stretches:
        if len(stretch) > length:
            yield from (stretch[:length], stretch[-length:])
