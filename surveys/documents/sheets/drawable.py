"""What the fonts at hand can draw: the rest of a text is replaced sign by sign, and every other sign stays."""

import json
import unicodedata
from collections.abc import Iterable
from typing import Any

import regex

from surveys.documents.word_cloud import TEMPLATES, fonts
from surveys.signs_of_word import with_signs_of_word

# An emoji, flag, keycap or another pictograph with all that changes it. Not the signs that every font has.
PICTOGRAPH = regex.compile(r"(?![©®™])(?=[\p{Extended_Pictographic}\p{Regional_Indicator}]|[0-9#*]\ufe0f?\u20e3)\X")
# The joiner between an emoji and a sign that is none: our font has only one of the two, and no other one has both.
ODD_JOINER = regex.compile(r"\u200d(?:(?=[\p{So}--\p{Emoji}])|(?<=[\p{So}--\p{Emoji}]\p{M}*\u200d))", regex.V1)
MARKED_LETTER = regex.compile(r"\P{M}\p{M}+")
LINE_OF_ERROR = regex.compile(r"PDF/UA-1 error: the text.*\n *┌─ [^\n]*:(\d+):\d+")
MISSING = "\u25af"
"""An empty box where no font has the character and no name would help."""
_asked: dict[str, bool] = {}
"""What was asked in this process, and whether a font can draw it."""


def drawable(text: str) -> str:
    """The text with the bullets of Word, with the names of emoji without a font in brackets, and `MISSING` else."""
    missing = set() if text.isascii() else _missing(text := ODD_JOINER.sub("", with_signs_of_word(text)))
    if not missing:
        return text
    a_missing = regex.compile("|".join(map(regex.escape, sorted(missing, key=len, reverse=True))))
    text = PICTOGRAPH.sub(lambda found: in_words(found[0]) if a_missing.search(found[0]) else found[0], text)
    return str(a_missing.sub(MISSING, text))


def all_drawable(data: Any) -> tuple[Any, bool]:
    """Every text in dicts and lists as it can be drawn, and whether each of their characters has a font."""
    text = json.dumps(data, ensure_ascii=False)
    if not _missing(text) and not ODD_JOINER.search(text):  # asks once for all of them
        return data, True
    drawn = _all(data)
    return drawn, text.count(MISSING) == json.dumps(drawn, ensure_ascii=False).count(MISSING)


def _all(data: Any) -> Any:
    if isinstance(data, str):
        return drawable(data)
    if isinstance(data, dict):
        return {key: _all(part) for key, part in data.items()}
    return [_all(part) for part in data] if isinstance(data, list | tuple) else data


def in_words(pictograph: str) -> str:
    """The name of an emoji in brackets, without what only changes its look; the box if it has no name."""
    if flag := "".join(chr(ord(letter) - 0x1F1E6 + ord("A")) for letter in pictograph if "🇦" <= letter <= "🇿"):
        return f"[flag {flag}]"
    signs = regex.sub(r"[\p{Emoji_Modifier}\p{M}\p{Cf}]", "", pictograph)
    names = [sign if sign.isascii() else unicodedata.name(sign, "").lower() for sign in signs]
    return f"[{' '.join(names)}]" if all(names) else MISSING


def _missing(text: str) -> set[str]:
    """What no font has: letters with their marks, or characters. Private ones have no meaning, whatever a font has."""
    words = " ".join(set(text.split()))  # each word once: most come again and again
    pieces = {letter for letter in set(text) if letter > "\xff"}.union(MARKED_LETTER.findall(words))
    if new := pieces - _asked.keys():
        private = {piece for piece in new if any(unicodedata.category(letter) == "Co" for letter in piece)}
        missing = private | _without_a_font(new - private)
        _asked.update({piece: piece not in missing for piece in new})
    return {piece for piece in pieces if not _asked[piece]}


def _without_a_font(pieces: Iterable[str]) -> set[str]:
    """The typesetter is asked, because it takes whichever of all fonts has a letter.

    The standard for tagged documents makes it say on which line something is missing. Each piece has a line and a box
    of its own: beside an emoji a joiner would count as missing, too.
    """
    import typst

    lines = sorted(pieces)
    before = [
        "#set document(title: [-])",
        *(TEMPLATES / "fonts.typ").read_text().splitlines(),
        "#set text(font: fonts)",
    ]
    words = ('#box[#"' + "".join(f"\\u{{{ord(letter):x}}}" for letter in piece) + '"]' for piece in lines)
    try:
        typst.Compiler("\n".join((*before, *words)).encode(), font_paths=fonts()).compile(pdf_standards=["ua-1"])
    except typst.TypstError as error:
        return {lines[int(line) - len(before) - 1] for line in LINE_OF_ERROR.findall(error.diagnostic)}
    return set()
