"""Shares and their differences with the uncertainty that comes from small numbers.

The interval of a share is Wilson's score interval (E. B. Wilson, Journal of the American Statistical Association 22,
1927, 209), which stays between 0 and 1 and is fair for small numbers (L. D. Brown, T. T. Cai, A. DasGupta, Statistical
Science 16, 2001, 101). That of a difference joins two of them (R. G. Newcombe, Statistics in Medicine 17, 1998, 873,
method 10).
"""

from dataclasses import dataclass
from functools import partial
from math import hypot, sqrt

from babel.numbers import format_decimal

ONE_SIGMA = 1.0
"""Error bars as physicists draw them: 68 % of such intervals hold the true share."""
FOR_A_JUDGEMENT = 1.959964
"""Two shares count as different if 95 % of such intervals would leave out zero."""


@dataclass(frozen=True)
class Interval:
    """A share or a difference of shares, with its lower and upper limit; fractions, not percent."""

    value: float
    lower: float
    upper: float


def share_of(part: int, total: int, *, sigmas: float = ONE_SIGMA) -> Interval:
    """The share of a part of 0 to `total`, with Wilson's score interval; `total` is at least 1."""
    share, square = part / total, sigmas**2 / total
    middle = (share + square / 2) / (1 + square)
    half = sigmas * sqrt(share * (1 - share) / total + square / (4 * total)) / (1 + square)
    return Interval(share, min(share, max(0.0, middle - half)), max(share, min(1.0, middle + half)))


def difference_of(before: tuple[int, int], after: tuple[int, int], *, sigmas: float = FOR_A_JUDGEMENT) -> Interval:
    """How much larger the second share is than the first; each is a part and its total."""
    first, second = share_of(*before, sigmas=sigmas), share_of(*after, sigmas=sigmas)
    difference = second.value - first.value
    down = hypot(second.value - second.lower, first.upper - first.value)
    up = hypot(second.upper - second.value, first.value - first.lower)
    return Interval(difference, difference - down, difference + up)


def is_more_than_chance(difference: Interval) -> bool:
    """Whether chance alone does not explain the difference."""
    return difference.lower > 0 or difference.upper < 0


def percent(share: Interval, language: str = "en") -> str:
    """Such as 25 ± 4 %, or 2 +3 −1 % where the limits are not equally far; one more digit where they are close.

    Figures are written as in `language`.
    """
    down, up = 100 * (share.value - share.lower), 100 * (share.upper - share.value)
    digits = 0 if max(down, up) >= 0.95 else 1
    number = partial(format_decimal, format="0.0" if digits else "0", locale=language)
    if abs(up - down) * 10**digits < 1:
        return f"{number(100 * share.value)} ± {number((up + down) / 2)} %"
    return f"{number(100 * share.value)} +{number(up)} −{number(down)} %"
