"""A presentation from slides: layouts, and the parts of the file.

We write every part from templates, as for Word: no author, date, thumbnail or name of a program gets in, and a slide
takes less than a millisecond.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from surveys.directions import tag_of
from surveys.documents.sheets.filling import fill
from surveys.documents.sheets.fitting import Room
from surveys.documents.sheets.sheet import Sheet
from surveys.documents.sheets.zipping import NOT_XML, zipped

WIDTH, POINT = 960, 12_700
"""Slides of 16:9 are 960 points wide, and a point has so many of the units of DrawingML."""


@dataclass(frozen=True)
class Place:
    """Where words are on a slide, in points; `kind` and `index` are those of PowerPoint's placeholders."""

    kind: str
    index: int
    box: tuple[int, int, int, int]
    """From the left, from the top, width and height."""
    sizes: tuple[int, ...]
    bold: bool = False
    soft: bool = False
    filled: bool = False
    at_end: bool = False
    from_right: bool = False
    anchor: str = "t"

    @property
    def size(self) -> int:
        return self.sizes[0]

    @property
    def units(self) -> tuple[int, ...]:
        return tuple(points * POINT for points in self.box)

    def side(self, words_from_right: bool) -> str:
        """Where its lines begin, as DrawingML says it: what is quiet follows the slide, the rest its own words."""
        if self.filled:
            return "ctr"
        follows = self.from_right != self.at_end if self.soft else words_from_right
        return "r" if follows else "l"

    @property
    def room(self) -> Room:
        """Bold letters are wider."""
        return Room(self.box[2] * (0.9 if self.bold else 1), self.box[3], self.sizes)


@dataclass(frozen=True)
class Layout:
    """A kind of slide; `kind` is a name of PowerPoint's. Its places are in the order in which they are read out."""

    name: str
    kind: str
    places: Mapping[str, Place]
    tinted: bool = False

    def in_size(self, name: str, size: int) -> "Layout":
        """With type of one size in one place."""
        return replace(self, places={**self.places, name: replace(self.places[name], sizes=(size,))})


@dataclass(frozen=True)
class Line:
    """A paragraph with its direction, language and, where they are not those of its place, size and look."""

    text: str
    from_right: bool
    language: str
    size: int = 0
    pitch: float = 0
    above: int = 0
    bold: bool = False
    soft: bool = False


@dataclass(frozen=True)
class Slide:
    """What is in each place of its layout; the first has the title."""

    layout: Layout
    words: Mapping[str, Sequence[Line]]


REGIONS = {"en": "GB", "ar": "SA", "fa": "IR", "he": "IL", "ur": "PK", "hi": "IN", "bn": "BD", "ta": "IN", "ja": "JP"}
REGIONS |= {"ko": "KR", "zh": "CN", "uk": "UA", "cs": "CZ", "da": "DK", "sv": "SE", "el": "GR", "vi": "VN", "nb": "NO"}
REGIONS |= {"sl": "SI", "et": "EE", "sr": "RS", "ca": "ES"}
"""PowerPoint names a language with a country; where it is not here, both have the same letters."""


def language_tag(language: str) -> str:
    """A language of ours as PowerPoint names it: fr-FR."""
    short = tag_of(language).partition("-")[0]
    return f"{short}-{REGIONS.get(short, short.upper())}"


VERSION = Place("body", 11, (760, 490, 140, 30), (18,), soft=True, at_end=True, anchor="b")
TITLE = Layout(
    "Title",
    "title",
    {
        "Title": Place("ctrTitle", 0, (60, 40, 840, 170), (54, 48, 44, 38, 32, 26, 22), bold=True, anchor="b"),
        "For whom": Place("subTitle", 1, (60, 226, 840, 70), (26, 22, 18, 15), soft=True),
        "How many": Place("body", 10, (60, 310, 840, 194), (28, 26, 24, 22, 20, 18, 16), anchor="b"),
    },
    tinted=True,
)
SECTION = Layout(
    "Section",
    "secHead",
    {
        "Title": Place("title", 0, (60, 110, 840, 310), (54, 48, 40, 34, 28, 24, 20), bold=True, anchor="ctr"),
        "Version": VERSION,
    },
)
NOTE = Layout(
    "Note",
    "obj",
    {
        "Title": Place("title", 0, (40, 40, 124, 66), (40, 32, 26, 22, 18, 16), bold=True, filled=True, anchor="ctr"),
        "Note": Place("body", 1, (192, 40, 728, 416), (60, 54, 48, 44, 40, 36, 33, 30, 28, 26, 24)),
        "Question": Place("body", 10, (192, 468, 550, 52), (18, 16, 14), soft=True, anchor="b"),
        "Version": VERSION,
    },
    tinted=True,
)
CARE = Layout(
    "Warning",
    "obj",
    {
        "Title": Place("title", 0, (60, 60, 840, 190), (54, 48, 40, 34, 28), bold=True, anchor="b"),
        "Text": Place("body", 1, (60, 274, 840, 190), (36, 32, 28, 24, 20)),
        "Version": VERSION,
    },
)
TEXT = Layout(
    "Text",
    "obj",
    {
        "Title": Place("title", 0, (60, 34, 840, 70), (40, 36, 32, 28, 24), bold=True, anchor="b"),
        "Text": Place("body", 1, (60, 124, 840, 346), (36, 32, 30, 28, 26, 24, 22, 20)),
        "Source": Place("body", 10, (60, 478, 680, 42), (18, 16, 14), soft=True, anchor="b"),
        "Version": VERSION,
    },
)


def mirrored(layout: Layout) -> Layout:
    """The same from right to left."""
    places = {
        name: replace(place, box=(WIDTH - place.box[0] - place.box[2], *place.box[1:]), from_right=True)
        for name, place in layout.places.items()
    }
    return replace(layout, name=f"{layout.name}, from right to left", places=places)


LAYOUTS = tuple(one for layout in (TITLE, SECTION, NOTE, CARE, TEXT) for one in (layout, mirrored(layout)))
MASTER = {name: TEXT.places[name] for name in ("Title", "Text")}
NUMBERS = {layout.name: number for number, layout in enumerate(LAYOUTS, start=1)}


def presentation(sheet: Sheet, slides: Sequence[Slide]) -> bytes:
    """The file; its properties hold the title and nothing else."""
    parts = dict(_parts(sheet, slides))
    return zipped({name: NOT_XML.sub("", content.lstrip()).encode() for name, content in parts.items()})


def _parts(sheet: Sheet, slides: Sequence[Slide]) -> Iterator[tuple[str, str]]:
    whole = {"layouts": LAYOUTS, "slides": len(slides), "places": MASTER}
    for name, template in {
        "[Content_Types].xml": "[Content_Types].xml",
        "_rels/.rels": "package.rels",
        "ppt/presentation.xml": "presentation.xml",
        "ppt/_rels/presentation.xml.rels": "presentation.rels",
        "ppt/theme/theme1.xml": "theme.xml",
        "ppt/slideMasters/slideMaster1.xml": "master.xml",
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": "master.rels",
    }.items():
        yield name, fill(f"pptx/{template}", sheet, **whole)
    yield "docProps/core.xml", fill("docx/docProps/core.xml", sheet)
    for number, layout in enumerate(LAYOUTS, start=1):
        yield f"ppt/slideLayouts/slideLayout{number}.xml", fill("pptx/layout.xml", sheet, layout=layout)
        yield f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels", fill("pptx/layout.rels", sheet)
    for number, slide in enumerate(slides, start=1):
        layout_number = NUMBERS[slide.layout.name]
        yield f"ppt/slides/slide{number}.xml", fill("pptx/slide.xml", sheet, slide=slide)
        yield f"ppt/slides/_rels/slide{number}.xml.rels", fill("pptx/slide.rels", sheet, layout=layout_number)
