"""What a browser has written down: every byte of its profile is searched."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path


def written(profile: Path, *words: str) -> list[str]:
    """The files of a profile that hold one of the words, as bytes or as UTF-16."""
    needles = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le")]
    return [path.name for path in files_of(profile) if any(needle in content_of(path) for needle in needles)]


def files_of(folder: Path) -> list[Path]:
    """Whatever comes and goes in it meanwhile."""
    paths = [Path(where, name) for where, _, names in os.walk(folder) for name in names]
    return [path for path in paths if path.is_file()]


def content_of(path: Path) -> bytes:
    """The bytes of a file, unpacked where Firefox packs them; none of one that the browser has just removed."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return b""
    return unpacked(content[12:]) if content.startswith(b"mozLz40\0") else content


def unpacked(block: bytes) -> bytes:
    """An LZ4 block: words that stand in it, then how far back and how long what is repeated is, and so on."""
    out, at = bytearray(), 0
    while at < len(block):
        token, at = block[at], at + 1
        length, at = length_at(block, at, token >> 4)
        out += block[at : at + length]
        at += length
        if at >= len(block):
            break
        back, at = int.from_bytes(block[at : at + 2], "little"), at + 2
        length, at = length_at(block, at, token & 15)
        for _ in range(length + 4):
            out.append(out[-back])
    return bytes(out)


def length_at(block: bytes, at: int, length: int) -> tuple[int, int]:
    """A length of 15 goes on in the next bytes, until one is not 255."""
    more = 255 if length == 15 else 0
    while more == 255:
        more, at = block[at], at + 1
        length += more
    return length, at


def kept_passwords(profile: Path) -> list[str]:
    """What stands in a browser's list of passwords: where one was kept, or was never to be."""
    kept = [path.name for path in profile.rglob("logins*.json") if b'"hostname"' in path.read_bytes()]
    for path in profile.rglob("Login Data*"):
        if path.read_bytes().startswith(b"SQLite"):
            with closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as list_of_it:
                kept += [row[0] for row in list_of_it.execute("SELECT origin_url FROM logins")]
    return kept
