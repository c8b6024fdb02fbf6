"""How well a thief can tell the order in which notes came: Kendall's tau of each channel, as a z-score."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from math import sqrt
from pathlib import Path
from secrets import token_hex
from statistics import NormalDist

Channel = Sequence[float | bytes]


def z_of(channel: Channel) -> float:
    """Kendall's tau between the channel and the true order 0, 1, 2 …, in standard deviations of chance."""
    n = len(channel)
    score = sum(
        (later > earlier) - (later < earlier)
        for position, earlier in enumerate(channel)
        for later in channel[position + 1 :]
    )
    return score / sqrt(n * (n - 1) * (2 * n + 5) / 18)


def telling_channels(channels: Mapping[str, Channel]) -> dict[str, float]:
    """The channels beyond chance, where chance trips over any of them once in 100,000 runs."""
    limit = NormalDist().inv_cdf(1 - 1e-5 / 2 / len(channels))
    return {name: round(z, 1) for name, channel in channels.items() if abs(z := z_of(channel)) > limit}


def places_in_file(path: Path, contents: Sequence[bytes]) -> list[int]:
    """Where in the raw file each content lies."""
    raw = path.read_bytes()
    return [raw.index(content) for content in contents]


def control(path: Path, key: str, contents: Sequence[bytes]) -> dict[str, Channel]:
    """A wall as most programs would build it: rows are added as they come. Its channels."""
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"CREATE TABLE notes (id {key}, sealed BLOB)")
        for content in contents:
            chosen = token_hex(8) if key.startswith("TEXT") else None
            database.execute("INSERT INTO notes VALUES (?, ?)", [chosen, content])
            database.commit()
        rows = {bytes(sealed): rowid for rowid, sealed in database.execute("SELECT rowid, sealed FROM notes")}
    return {"rowid": [rows[content] for content in contents], "place in the file": places_in_file(path, contents)}
