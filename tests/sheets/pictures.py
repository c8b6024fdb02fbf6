"""Reads a PNG file without drawing it."""

import struct
from collections.abc import Iterator


def chunks_of(png: bytes) -> Iterator[str]:
    """The kinds of its chunks; metadata would be a chunk of its own."""
    at = 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        yield kind.decode()
        at += 12 + length
