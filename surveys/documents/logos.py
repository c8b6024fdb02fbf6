"""Logos of those who ask: checked to be a picture and nothing else, and written anew without what only editors need."""

import re
import zlib
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from struct import unpack
from xml.etree import ElementTree

LARGEST_LOGO = 50_000
"""Bytes."""
LARGEST_SIDE = 2_000
"""Pixels of a PNG."""
DEEPEST = 40
"""Groups within groups of an SVG."""
PNG, SVG = "image/png", "image/svg+xml"


class NotALogo(Exception):
    """This cannot be used as a logo. Has a word for why, and for an SVG perhaps the part that may not be in it."""

    def __init__(self, why: str, part: str = "") -> None:
        super().__init__(why, part)
        self.why, self.part = why, part


@dataclass(frozen=True)
class Logo:
    """A checked picture."""

    kind: str
    content: bytes

    @property
    def as_address(self) -> str:
        """The picture in an address, for documents that must not load anything."""
        return f"data:{self.kind};base64,{b64encode(self.content).decode()}"


def checked_logo(content: bytes) -> Logo:
    """The picture in a file that somebody uploaded, whatever its name says. Raises NotALogo."""
    if not content:
        raise NotALogo("empty")
    if len(content) > LARGEST_LOGO:
        raise NotALogo("too large")
    logo = Logo(PNG, _clean_png(content)) if content.startswith(_PNG_START) else Logo(SVG, _clean_svg(content))
    if len(logo.content) > LARGEST_LOGO:
        raise NotALogo("too large")
    return logo


_PNG_START = b"\x89PNG\r\n\x1a\n"
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Numbers for each pixel by colour type: https://www.w3.org/TR/png-3/#11IHDR"""
_DRAWN = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")


def _clean_png(content: bytes) -> bytes:
    """Only the parts that are drawn: others can name a person, a program and a time. The pixels are all there."""
    parts = list(_png_parts(content))
    names = [name for name, _data, _whole in parts]
    if names[:1] != [b"IHDR"] or names[-1:] != [b"IEND"] or b"IDAT" not in names or len(parts[0][1]) != 13:
        raise NotALogo("damaged")
    width, height, depth, colour, *_ = unpack(">IIBBBBB", parts[0][1])
    if not (0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE):
        raise NotALogo("too many pixels")
    if colour not in _SAMPLES or depth not in (1, 2, 4, 8, 16) or (colour == 3 and b"PLTE" not in names):
        raise NotALogo("damaged")
    pixels = _unpacked(
        b"".join(data for name, data, _whole in parts if name == b"IDAT"), 9 * width * height + 9 * height
    )
    if len(pixels) < height * (1 + width * depth * _SAMPLES[colour] // 8):
        raise NotALogo("damaged")
    return _PNG_START + b"".join(whole for name, _data, whole in parts if name in _DRAWN)


def _png_parts(content: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """The name, the data and all bytes of each part, up to the last; each has its checksum."""
    place, name = len(_PNG_START), b""
    while name != b"IEND":
        head = content[place : place + 8]
        if len(head) < 8:
            raise NotALogo("damaged")
        end, name = place + 12 + int.from_bytes(head[:4]), head[4:]
        whole = content[place:end]
        if len(whole) < 12 or len(whole) != end - place or zlib.crc32(whole[4:-4]) != int.from_bytes(whole[-4:]):
            raise NotALogo("damaged")
        yield name, whole[8:-4], whole
        place = end


def _unpacked(packed: bytes, most: int) -> bytes:
    """Never more than `most` bytes: a small file can hold a flood."""
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:
        raise NotALogo("damaged") from None


_SPACE = "{http://www.w3.org/2000/svg}"
_SHAPES = ("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon")
_WORDS = ("text", "tspan", "title", "desc", "style")
_PAINTS = ("defs", "linearGradient", "radialGradient", "stop", "clipPath")
_ALLOWED = frozenset([*_SHAPES, *_WORDS, *_PAINTS])
_LEFT_OUT = frozenset(["metadata"])
_CLIP = "clip-path"
_LINKS = ("href", "{http://www.w3.org/1999/xlink}href")
# What leads out of the picture or runs: an address, an import, an escape that hides one. "url(#a)" stays inside.
_OUTSIDE = re.compile(r"@|\\|javascript:|data:|//|expression\(|image\(|image-set\(|url\((?!\s*[\"']?#)", re.IGNORECASE)
# A declaration of the document: it can define entities that grow without end. Not a comment, not CDATA.
_DECLARATION = re.compile(r"<!(?!--|\[CDATA\[)")


def _clean_svg(content: bytes) -> bytes:
    """Only shapes, their paint and their words; what editors and catalogues leave in the file goes."""
    try:
        text = content.decode("utf-8-sig").lstrip()
        if _DECLARATION.search(text):
            raise NotALogo("not allowed", "<!DOCTYPE>")
        root = ElementTree.fromstring(re.sub(r"\A<\?xml[^>]*\?>", "", text))  # noqa: S314 - no declaration, no entities
    except (UnicodeDecodeError, ElementTree.ParseError, ValueError):
        raise NotALogo("not a picture") from None
    if root.tag != f"{_SPACE}svg":
        raise NotALogo("not a picture")
    if "viewBox" not in root.attrib and not {"width", "height"} <= root.attrib.keys():
        raise NotALogo("no size")
    clean = _clean_part(root, 0)
    clean.set("xmlns", _SPACE.strip("{}"))
    return bytes(ElementTree.tostring(clean, encoding="utf-8"))


def _clean_part(part: ElementTree.Element, depth: int) -> ElementTree.Element:
    name = part.tag.removeprefix(_SPACE)
    if depth > DEEPEST:
        raise NotALogo("too deep")
    if name not in _ALLOWED:
        raise NotALogo("not allowed", f"<{name}>")
    if name == "style" and (len(part) or _OUTSIDE.search(part.text or "")):  # behind a part in it, styles go on
        raise NotALogo("leads outside")
    if name == "clipPath" or (name == "style" and _CLIP in (part.text or "")):
        _expect_no_clips(part)
    clean = ElementTree.Element(name, _clean_attributes(part))
    clean.text, clean.tail = part.text, part.tail
    clean.extend([_clean_part(one, depth + 1) for one in part if not _is_left_out(one)])
    return clean


def _expect_no_clips(part: ElementTree.Element) -> None:
    """Raises NotALogo for clips within clips: ten in each of ten, and so on, take for ever to draw."""
    if any(_CLIP in f"{one.attrib}{one.text if one.tag == f'{_SPACE}style' else ''}" for one in part.iter()):
        raise NotALogo("not allowed", _CLIP)


def _is_left_out(part: ElementTree.Element) -> bool:
    """Whether it belongs to an editor, such as Inkscape, or describes the file."""
    return not part.tag.startswith(_SPACE) or part.tag.removeprefix(_SPACE) in _LEFT_OUT


def _clean_attributes(part: ElementTree.Element) -> dict[str, str]:
    """Raises NotALogo for one that runs something or leads outside."""
    clean = {}
    for name, value in part.attrib.items():
        if name.lower().startswith("on"):
            raise NotALogo("not allowed", name)
        if _OUTSIDE.search(value) or (name in _LINKS and not value.startswith("#")):
            raise NotALogo("leads outside")
        if name in _LINKS or not name.startswith("{"):
            clean["href" if name in _LINKS else name] = value
    return clean
