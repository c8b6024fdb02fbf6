"""Draws the word cloud with typst, in the type of the documents; only the rendering process calls it."""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from typing import Any, Literal

import regex

from surveys.documents.word_cloud.counting import WordCount
from surveys.documents.word_cloud.layout import lay_out, sizes_of
from surveys.settings import PROJECT

TEMPLATES = PROJECT / "templates" / "sheets"
WIDE, BESIDE_A_TABLE = (1600, 800), (1600, 1280)
"""Pixels, or points of a drawing: a picture by itself, and one that has the table at its side."""
MOST_WORDS_DRAWN = 40
SOFT = "#5d5850"
# On white all have a contrast above 4.5, and a black-and-white printer turns them into four different greys.
INKS = ("#1f1d1a", "#0b5d57", "#6d230c", "#736d62")
LONG_FRACTION = regex.compile(rb"(\.\d\d)\d+")
"""Of a hundredth of a point, more than anybody sees; it makes a drawing half as large."""
SHADES = 6
"""So many of each ink, from almost white on, smooth the edges of letters."""

# Letters of European languages: the typesetter's own font has all of them, and the others take long to be found.
PLAIN = regex.compile(r"[\x20-\u017f\u0218-\u021b\u0391-\u03a1\u03a3-\u03c9\u0410-\u044f\u2019\u2026]*")


@cache
def draw_cloud(
    words: tuple[WordCount, ...],
    shape: tuple[int, int] = WIDE,
    *,
    kind: Literal["png", "svg"] = "png",
    scale: float = 1,
) -> bytes:
    """Draw ranked words as a PNG, or as an SVG without any letter as text; the same words give the same picture.

    A word that no font of the server can write is left out. `scale`: how many pixels of a PNG one of the shape is.
    """
    shown = [entry for entry in words if _is_writable(words, entry.word)][:MOST_WORDS_DRAWN]
    page: dict[str, Any] = {"width": shape[0], "height": shape[1]}
    spelt, sizes = [entry.word for entry in shown], sizes_of([entry.notes for entry in shown])
    inks = [(wide / 100, high / 100) for wide, high in _measured({**page, "words": spelt})]
    places = lay_out(inks, sizes, *shape) if shown else []
    inked = [
        (word, *place, INKS[rank % len(INKS)]) for rank, (word, place) in enumerate(zip(spelt, places, strict=True))
    ]
    return _drawn({**page, "places": inked}, kind, scale)


def draw_sentence(sentence: str) -> bytes:
    """Draw one sentence in the middle of an empty cloud, for a sheet with too few notes."""
    width, height = WIDE
    return _drawn({"width": width, "height": height, "sentence": sentence, "fill": SOFT}, "png")


def _drawn(page: dict[str, Any], kind: Literal["png", "svg"], scale: float = 1) -> bytes:
    made: bytes = _compiler(page).compile(format=kind, ppi=72.0 * scale)
    return _with_few_colours(made) if kind == "png" else LONG_FRACTION.sub(rb"\1", made)


def _with_few_colours(png: bytes) -> bytes:
    """A third of the bytes in every document that holds the picture."""
    from PIL import Image

    smaller, palette = BytesIO(), Image.new("P", (1, 1))
    palette.putpalette(bytes(_shades()))
    few = Image.open(BytesIO(png)).convert("RGB").quantize(palette=palette, dither=Image.Dither.NONE)
    few.save(smaller, "PNG")
    return smaller.getvalue()


def _shades() -> Iterator[int]:
    """Red, green and blue of white, and of each ink mixed with it."""
    yield from (255, 255, 255)
    for ink in (*INKS, SOFT):
        for shade in range(1, SHADES + 1):
            yield from (255 + (part - 255) * shade // SHADES for part in bytes.fromhex(ink[1:]))


def _measured(page: dict[str, Any]) -> list[tuple[float, float]]:
    """How wide and high the ink of each word of a page is, in type of 100 points."""
    found = json.loads(_compiler(page).query("<inks>", field="value", one=True))
    return [(float(wide), float(high)) for wide, high in found]


@cache
def _is_writable(words: tuple[WordCount, ...], word: str) -> bool:
    """Whether there is a font for every letter of a word, of many."""
    return _are_writable(tuple(entry.word for entry in words)) or _are_writable((word,))


@cache
def _are_writable(words: Sequence[str]) -> bool:
    """As the standard for PDF that can be read aloud demands; the typesetter refuses a letter without a font."""
    page = {"width": 1600, "height": 1600, "places": [(word, 0, 0, 10, INKS[0]) for word in words]}
    import typst

    try:
        _compiler(page).compile(format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError:
        return False
    return True


def _compiler(page: dict[str, Any]) -> Any:
    import typst

    words = json.dumps(page, ensure_ascii=False)
    found = _own_fonts() if PLAIN.fullmatch(words) else fonts()
    return typst.Compiler(TEMPLATES / "word-cloud.typ", font_paths=found, sys_inputs={"cloud": words})


@cache
def fonts() -> Any:
    """Those of the system, those in the typesetter, and ours for emoji. Found once: a search typesets many times."""
    import typst

    return typst.Fonts(font_paths=[TEMPLATES / "fonts"])


@cache
def _own_fonts() -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False)
