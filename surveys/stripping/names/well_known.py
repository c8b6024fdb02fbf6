"""Marie Curie, Sherlock Holmes, a Wilson loop: who is long known, and what is named after people."""

import regex

from surveys.stripping.lists import words_of
from surveys.stripping.recognisers.span import Span

WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*+(?<!['’]s)")
# How far around a name to look, in letters, and how many words a row may have beside it.
NEAR, BESIDE = 40, 2


def is_well_known(text: str, name: Span) -> bool:
    """Whether the name lies wholly in such a row of words; it does not if it has a title or one more name."""
    near = list(WORD.finditer(text, max(0, name.start - NEAR), name.end + NEAR))
    words = [word.group().lower() for word in near]
    first = sum(word.end() <= name.start for word in near)
    last = sum(word.start() < name.end for word in near)
    rows = {
        "_".join(words[start:end])
        for start in range(max(0, first - BESIDE), first + 1)
        for end in range(max(last, start + 2), last + BESIDE + 1)
    }
    return not rows.isdisjoint(words_of("well_known"))
