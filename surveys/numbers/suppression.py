"""Suppression: the one rule by which small numbers are hidden, on every page and in every document.

A number below the minimum is hidden, because it could say something about one person. Where the sum of all numbers is
known, subtracting what is shown gives what is hidden. So some numbers that are not small are hidden with the small
ones: complementary suppression (Federal Committee on Statistical Methodology, Statistical Policy Working Paper 22).
"""

from collections.abc import Collection, Sequence

ShownNumbers = tuple[int, ...]
"""As many numbers as were counted, 0 where one is suppressed; in the last place the sum of the suppressed ones."""


def suppressed(numbers: Sequence[int], minimum: int) -> ShownNumbers:
    """The numbers with the small ones added up in the last place, so that none of them can be worked out."""
    least = least_shown(numbers, minimum)
    return (*(n if n >= least else 0 for n in numbers), sum(n for n in numbers if n < least))


def least_shown_beside(total: int, named: Collection[int], minimum: int) -> int:
    """From which number on the named ones are shown beside a total, in which things without a name count too.

    Those without a name are one more number, which is never shown. A name without anything hides nothing.
    """
    rest = total - sum(named)
    return least_shown([number for number in (*named, rest) if number], minimum)


def least_shown(numbers: Collection[int], minimum: int) -> int:
    """From which number on they are shown, where the sum of all is known.

    Those below the minimum are hidden together. While they are fewer than the minimum or all equal, the smallest
    others join them, all that are equal. So the rule sees numbers and not places, and the hidden numbers differ:
    exchange any two of them and the same is shown. Hence nobody can say of one what it is, not even who knows this
    rule and the total. (Where all are hidden they may be equal, but all answers in one place would look the same.)
    """
    least = minimum
    while _gives_away([n for n in numbers if n < least], minimum) and max(numbers) >= least:
        least = min(n for n in numbers if n >= least) + 1
    return least


def _gives_away(hidden: Collection[int], minimum: int) -> bool:
    return bool(hidden) and (sum(hidden) < minimum or len(set(hidden)) == 1)
