"""Draws the word cloud. Imports 55 MB, so only the rendering process calls it."""

import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from surveys.documents.word_cloud.counting import WordCount

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH, HEIGHT = 1600, 800
MOST_WORDS_DRAWN = 60
PAPER = "white"
# All dark enough to stay readable when a black-and-white printer turns them into greys.
INKS = ("#1f1d1a", "#0b5d57", "#5d5850", "#8a2f12")
NOTO_FOLDERS = (Path("/usr/share/fonts/truetype/noto"), Path("/usr/share/fonts/opentype/noto"))


@cache
def draw_cloud(words: tuple[WordCount, ...]) -> bytes:
    """Draw ranked words as a PNG of 1600 × 800; the same words always give the same picture."""
    from wordcloud import WordCloud

    font = _font_for([entry.word for entry in words])
    # without any font for these words, boxes are drawn; the ranked list beside the cloud has the words
    drawable = [entry for entry in words if _covers(font, entry.word)] or words
    ranks = {entry.word: rank for rank, entry in enumerate(drawable)}
    cloud = WordCloud(
        font_path=str(font),
        width=WIDTH,
        height=HEIGHT,
        margin=10,
        max_words=MOST_WORDS_DRAWN,
        max_font_size=230,
        min_font_size=22,
        prefer_horizontal=1,
        relative_scaling=0.6,
        background_color=PAPER,
        color_func=lambda word, **_: INKS[ranks[word] % len(INKS)],
        random_state=7,  # fixed, so that the layout does not show when or where it was drawn
    )
    return _as_png(cloud.generate_from_frequencies({entry.word: entry.notes for entry in drawable}).to_image())


def draw_sentence(sentence: str) -> bytes:
    """Draw one sentence in the middle of an empty cloud, for a sheet with too few notes."""
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    font = ImageFont.truetype(str(_font_for([sentence])), 40)
    lines = sentence.replace(": ", ":\n", 1)
    ImageDraw.Draw(picture).multiline_text(
        (WIDTH / 2, HEIGHT / 2), lines, INKS[2], font, anchor="mm", align="center", spacing=16
    )
    return _as_png(picture)


def _as_png(picture: "Image") -> bytes:
    """Few colours: a third of the bytes in every document that holds the picture."""
    png = BytesIO()
    picture.quantize(32).save(png, "PNG", optimize=True)
    return png.getvalue()


def _font_for(words: Sequence[str]) -> Path:
    """Choose the one font that can write most of the words; of equals the first."""
    return max(_candidates(words), key=lambda font: sum(_covers(font, word) for word in words))


def _candidates(words: Sequence[str]) -> list[Path]:
    """The fonts that come with the drawing library, then the Noto font of each script, where installed."""
    scripts = {unicodedata.name(word[0], "UNKNOWN").split()[0].title() for word in words}
    names = [f"NotoSans{script}-Bold.ttf" for script in sorted(scripts)] + ["NotoSansCJK-Bold.ttc"]
    noto = [folder / name for folder in NOTO_FOLDERS for name in names]
    return [*_bundled_fonts(), *(font for font in noto if font.exists())]


def _bundled_fonts() -> list[Path]:
    """A serif like that of the documents, then DejaVu; found without importing matplotlib."""
    spec = find_spec("matplotlib")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(name="matplotlib")
    folder = Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf"
    return [folder / "STIXGeneralBol.ttf", folder / "DejaVuSans-Bold.ttf"]


def _covers(font: Path, word: str) -> bool:
    return all(ord(character) in _glyphs(font) for character in word)


@cache
def _glyphs(font: Path) -> Any:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # ships no types

    return TTFont(font, fontNumber=0, lazy=True).getBestCmap()
