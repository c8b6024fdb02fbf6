"""How large words can be on a slide, and where a text is cut that is too long for one.

Nobody knows which fonts the other computer has, so the widths of letters are those of wide fonts, and the lines of a
text are counted as a word processor breaks them. Lengths are in points.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import ceil

import regex

from surveys.documents.sheets.together import held_together

# A line end, other white space, one letter of a script that breaks anywhere, or up to 40 signs between which no line
# breaks, such as a word or a placeholder with its no-break spaces.
ANYWHERE = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}"
PIECE = regex.compile(
    rf"\n|[^\S\n\xa0]+|\[[^\[\] \n]{{1,40}}\]|[{ANYWHERE}]\p{{M}}*|(?:\xa0|(?![{ANYWHERE}\s])\X){{1,40}}"
)
WIDE = regex.compile(r"[\p{East_Asian_Width=W}\p{East_Asian_Width=F}\p{Extended_Pictographic}mwMW@%—…]")
CAPITAL = regex.compile(r"[\p{Lu}\d]")
NARROW = regex.compile(r"[ijltfI.,;:'!()\[\]|/\s\xa0-]")
JOINED = regex.compile(r"[\p{Arabic}\p{Hebrew}]")
WITHOUT_WIDTH = regex.compile(r"[\p{Mn}\p{Cf}]")
GAPS = regex.compile(r"\n{3,}")
LATIN = regex.compile(r"[\p{Latin}\p{Greek}\p{Cyrillic}\p{Common}\p{Inherited}]*")
# The end of a line or of a sentence, with the bracket or quote behind it
GOOD_END = regex.compile(r"\n|[.!?…。！？؟۔।][\p{Pe}\p{Pf}\"']*$")


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


def is_unbroken(text: str, room: Room, size: int) -> bool:
    """Whether no line breaks inside a word; in the smallest type that may be."""
    return size == room.sizes[-1] or _widest_and_all(text)[0] * size <= room.width


def size_that_fits(text: str, room: Room) -> int | None:
    """The largest size in which a text fits, or None."""
    sizes = (size for size in room.sizes if is_unbroken(text, room, size))
    return next((size for size in sizes if _fits(text, room, size)), None)


def _fits(text: str, room: Room, size: int) -> bool:
    """Lines are counted only where there is room for the words without spaces."""
    most = room.lines(text, size)
    return _widest_and_all(text)[1] * size <= most * room.width and count_lines(text, room, size) <= most


def parts_that_fit(text: str, room: Room) -> tuple[list[str], int]:
    """A text in as few parts as fit in the smallest type, and the size of the type of all of them.

    That is the largest in which they are no more. They are about as long as each other, and end with a line or a
    sentence if they can.
    """
    if size := size_that_fits(text, room):
        return [text], size

    def cut(size: int, most: int, at_ends: bool) -> list[str]:
        return _cut(measured(text), room.width / size, most, at_ends)

    most = {size: room.lines(text, size) for size in room.sizes if is_unbroken(text, room, size)}
    fewest = len(cut(room.sizes[-1], most[room.sizes[-1]], at_ends=False))
    tries = ((size, at_ends) for at_ends in (True, False) for size in most)
    size, at_ends = next(one for one in tries if len(cut(one[0], most[one[0]], one[1])) <= fewest)
    shorter = (cut(size, lines, at_ends) for lines in range(1, most[size] + 1))
    return next(parts for parts in shorter if len(parts) <= fewest), size


def count_lines(text: str, room: Room, size: float) -> int:
    """How many lines a text takes in type of this size."""
    lines, used = 1, 0.0
    for piece in measured(text):
        lines, used = _after(piece, lines, used, room.width / size)
    return lines


def _cut(pieces: Sequence[tuple[str, float]], width: float, most: int, at_ends: bool) -> list[str]:
    """Parts of at most so many lines; with `at_ends`, what could end well in its last third does."""
    parts, begin = [], 0
    while begin < len(pieces):
        end = _end_of_part(pieces, begin, width, most, at_ends)
        parts.append("".join(piece for piece, _width in pieces[begin:end]).strip())
        begin = end
    return [part for part in parts if part]


def _end_of_part(pieces: Sequence[tuple[str, float]], begin: int, width: float, most: int, at_ends: bool) -> int:
    while begin < len(pieces) - 1 and pieces[begin][0].isspace():
        begin += 1
    lines, used, good = 1, 0.0, 0
    for place in range(begin, len(pieces)):
        lines, used = _after(pieces[place], lines, used, width)
        if lines > most and not pieces[place][0].isspace():
            return good or max(place, begin + 1)
        if at_ends and lines > most * 2 / 3 and GOOD_END.search(pieces[place][0]):
            good = place + 1
    return len(pieces)


@lru_cache(maxsize=64)
def measured(text: str) -> list[tuple[str, float]]:
    """The pieces of a text with their widths in parts of the size of the type; several sizes are tried in a row."""
    return [(piece, sum(map(_width_of, piece))) for piece in PIECE.findall(held_together(text))]


@lru_cache(maxsize=64)
def _widest_and_all(text: str) -> tuple[float, float]:
    """The width of the widest piece, and of all together."""
    widths = [width for piece, width in measured(text) if not piece.isspace()]
    return max(widths, default=0), sum(widths)


@cache
def _width_of(sign: str) -> float:
    width = 0.36 if NARROW.match(sign) else 1 if WIDE.match(sign) else 0.74 if CAPITAL.match(sign) else 0.6
    return 0.1 if WITHOUT_WIDTH.match(sign) else 0.5 if JOINED.match(sign) else width


def _after(piece: tuple[str, float], lines: int, used: float, width: float) -> tuple[int, float]:
    """The lines and what is used of the last one, with one more piece."""
    words, needed = piece
    if words == "\n":
        return lines + 1, 0.0
    if used + needed <= width or words.isspace():
        return lines, used + needed
    more = ceil(needed / width)
    return lines + more - (used == 0), needed - (more - 1) * width
