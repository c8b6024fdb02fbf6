"""How large words can be on a slide, and where a text is cut that is too long for one.

Nobody knows which fonts the other computer has, so the widths of letters are those of wide fonts, and the lines of a
text are counted as a word processor breaks them. Lengths are in points.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

# A line end, other white space, one letter of a script that breaks anywhere, or up to 20 letters without a space.
PIECE = regex.compile(
    r"\n|[^\S\n]+|[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}]\p{M}*"
    r"|(?:(?![\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\s])\X){1,20}"
)
WIDE = regex.compile(r"[\p{East_Asian_Width=W}\p{East_Asian_Width=F}\p{Extended_Pictographic}mwMW@%—…]")
CAPITAL = regex.compile(r"[\p{Lu}\d]")
GAPS = regex.compile(r"\n{3,}")
LATIN = regex.compile(r"[\p{Latin}\p{Greek}\p{Cyrillic}\p{Common}\p{Inherited}]*")


@dataclass(frozen=True)
class Room:
    """The place for a text; `sizes` of its type begin with the largest."""

    width: float
    height: float
    sizes: Sequence[int]

    def lines(self, text: str, size: int) -> int:
        """How many lines there is room for."""
        return int(self.height / (size * pitch_of(text)))


def pitch_of(text: str) -> float:
    """The distance of lines, in parts of the size of the type; signs above and below letters need more."""
    return 1.3 if LATIN.fullmatch(text) else 1.55


def size_that_fits(text: str, room: Room) -> int | None:
    """The largest size in which a text fits, or None."""
    return next((size for size in room.sizes if count_lines(text, room, size) <= room.lines(text, size)), None)


def pieces_that_fit(text: str, room: Room) -> list[str]:
    """A text cut between words so that each part fits in the smallest size; one that fits is one part."""
    if size_that_fits(text, room):
        return [text]
    size, parts, begin, end = room.sizes[-1], [], 0, 0
    counted: list[tuple[str, float]] = []
    for piece, width in measured(text):
        counted.append((piece, width))
        if _lines(counted, room.width / size) > room.lines(text, size):
            parts.append(text[begin:end])
            begin, counted = end, counted[-1:]
        end += len(piece)
    return [part.strip() for part in (*parts, text[begin:]) if part.strip()]


def count_lines(text: str, room: Room, size: int) -> int:
    """How many lines a text takes in type of this size."""
    return _lines(measured(text), room.width / size)


@lru_cache(maxsize=16)
def measured(text: str) -> list[tuple[str, float]]:
    """The pieces of a text with their widths in parts of the size of the type; several sizes are tried in a row."""
    return [(piece, _width_of(piece)) for piece in PIECE.findall(text)]


def _width_of(piece: str) -> float:
    if piece.isascii() and not piece.isupper():  # most words; this is ten times as quick
        return len(piece) * 0.58 + (piece.count("m") + piece.count("w")) * 0.44 + (piece[0].isupper() * 0.14)
    return len(piece) * 0.58 + len(WIDE.findall(piece)) * 0.44 + len(CAPITAL.findall(piece)) * 0.14


def _lines(pieces: Sequence[tuple[str, float]], width: float) -> int:
    lines, used = 1, 0.0
    for piece, needed in pieces:
        if piece == "\n":
            lines, used = lines + 1, 0.0
        elif used + needed > width and not piece.isspace():
            lines, used = lines + 1, needed
        else:
            used += needed
    return lines
