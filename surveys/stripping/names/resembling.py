"""What a word that is in no list may be after all: a slip of the pen, or several words written as one."""

from collections.abc import Iterator

from surveys.stripping.lists import EVERYDAY, FOREIGN, FOREIGN_WORD, FREQUENT, is_of, kinds_of

SHORTEST, LONGEST, SHORTEST_PART = 6, 30, 4
FREQUENT_ENOUGH = frozenset(FREQUENT + "34")
# What German puts between the words that it joins.
JOINTS = ("", "s", "n", "en", "es", "er")


def is_word_after_all(low: str) -> bool:
    """Whether a word in small letters, in no list itself, is one slip from a frequent word or made of known ones."""
    return SHORTEST <= len(low) <= LONGEST and low.isalpha() and (_is_made_of_words(low) or _is_slip(low))


def _is_slip(low: str) -> bool:
    return any(_is_frequent(kinds) for kinds in map(kinds_of, _mended(low)) if kinds)


def _is_frequent(kinds: str) -> bool:
    return FOREIGN_WORD in kinds or (EVERYDAY in kinds and not FREQUENT_ENOUGH.isdisjoint(kinds))


def _mended(low: str) -> Iterator[str]:
    """With a letter less, two exchanged, a vowel more or one doubled; never the first, where slips are rare."""
    for here in range(1, len(low)):
        yield low[:here] + low[here + 1 :]
        yield low[:here] + low[here + 1 : here + 2] + low[here] + low[here + 2 :]
    for here in range(1, len(low) + 1):
        yield from (low[:here] + letter + low[here:] for letter in f"aeiou{low[here - 1]}")


def _is_made_of_words(low: str) -> bool:
    return any(
        is_of(low[:here].removesuffix(joint), FOREIGN) and (is_of(low[here:], FOREIGN) or _is_made_of_words(low[here:]))
        for here in range(SHORTEST_PART, len(low) - SHORTEST_PART + 1)
        for joint in JOINTS
        if low[:here].endswith(joint)
    )
