"""How well a thief can tell the order in which notes came: Kendall's tau of each channel, as a z-score."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Mapping, Sequence
from math import sqrt
from statistics import NormalDist

Channel = Sequence[float | bytes]
CHANCE = 2 * NormalDist().cdf(-4)
"""How often chance alone may trip the test, over all its channels together: as often as |z| > 4 in a single one."""


def tau_of(channel: Channel) -> float:
    """Kendall's tau between the channel and the true order 0, 1, 2 …: 1 tells all of it, 0 nothing."""
    seen: list[float | bytes] = []
    score = 0
    for arrived, value in enumerate(channel):
        score += bisect_left(seen, value) - (arrived - bisect_right(seen, value))
        insort(seen, value)
    return 2 * score / (len(channel) * (len(channel) - 1))


def z_of(channel: Channel) -> float:
    """The same in standard deviations of chance."""
    n = len(channel)
    return tau_of(channel) / sqrt((4 * n + 10) / (9 * n * (n - 1)))


def limit_for(channels: int) -> float:
    """The largest |z| that is still chance: Bonferroni, each channel gets an equal share of CHANCE."""
    return NormalDist().inv_cdf(1 - CHANCE / 2 / channels)


def telling_channels(channels: Mapping[str, Channel]) -> dict[str, float]:
    """The channels beyond chance, with their z."""
    limit = limit_for(len(channels))
    return {name: round(z, 1) for name, channel in channels.items() if abs(z := z_of(channel)) > limit}
