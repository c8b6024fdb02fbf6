"""A logo is a picture and nothing else: what runs, leads outside or names its author is refused or left out."""

import tracemalloc
import zlib
from struct import pack

import pytest

from surveys.documents.logos import LARGEST_LOGO, PNG, SVG, NotALogo, checked_logo

SPACE = 'xmlns="http://www.w3.org/2000/svg"'
CIRCLE = f'<svg {SPACE} viewBox="0 0 9 9"><circle cx="4" cy="4" r="4" fill="#0033a0"/></svg>'


def part(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)


def png(*more: bytes, width: int = 2, height: int = 2, pixels: bytes = b"\0\xff\xff\xff\xff\xff\xff" * 2) -> bytes:
    """White pixels, with more parts before them."""
    head = part(b"IHDR", pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"".join([b"\x89PNG\r\n\x1a\n", head, *more, part(b"IDAT", zlib.compress(pixels)), part(b"IEND", b"")])


def svg(inside: str, more: str = "") -> bytes:
    return f'<svg {SPACE} xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" {more}>{inside}</svg>'.encode()


def test_a_png_keeps_its_pixels_and_loses_the_name_of_its_author() -> None:
    logo = checked_logo(png(part(b"tEXt", b"Author\0Lukas Meier"), part(b"tIME", b"\x07\xea\x0b\x1d\x08\x00\x00")))
    assert logo.kind == PNG
    assert logo.content == png()
    assert checked_logo(logo.content) == logo


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"GIF89a" + bytes(50), "not a picture"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "not a picture"),
        (b"%PDF-1.7", "not a picture"),
        (b"<html><body>logo</body></html>", "not a picture"),
        (b"<svg>", "not a picture"),
        (b"<svg viewBox='0 0 9 9'/>", "not a picture"),
        (CIRCLE.replace(' viewBox="0 0 9 9"', "").encode(), "no size"),
        (png() + bytes(LARGEST_LOGO), "too large"),
        (png()[:-12], "damaged"),
        (png()[:40], "damaged"),
        (png().replace(b"IDAT", b"IDAU"), "damaged"),
        (png(pixels=b"\0"), "damaged"),
        (png(width=0), "too many pixels"),
        (png(width=60_000, height=60_000), "too many pixels"),
        (png(width=2_000, height=2_000, pixels=b"\0"), "damaged"),
    ],
)
def test_what_is_no_picture_is_refused_with_its_reason(content: bytes, why: str) -> None:
    with pytest.raises(NotALogo) as refused:
        checked_logo(content)
    assert refused.value.why == why


def test_a_flood_in_a_small_file_is_not_unpacked() -> None:
    small = png(width=10, height=10, pixels=bytes(40_000_000))
    assert len(small) < LARGEST_LOGO
    tracemalloc.start()
    assert checked_logo(small).content == small
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_an_svg_keeps_its_shapes_and_loses_what_only_editors_need() -> None:
    inkscape = 'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:version="1.2"'
    rdf = '<metadata><rdf xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#">Lukas Meier</rdf></metadata>'
    red = '<linearGradient id="a"><stop offset="0" stop-color="red"/></linearGradient>'
    blue = '<linearGradient id="b" xlink:href="#a"/>'
    shapes = f'<defs>{red}{blue}</defs><g style="fill:url(#b)"><path d="M0 0h9v9z"/><text>CMS</text></g>'
    before = b"<?xml version='1.0' encoding='UTF-8'?>\n<!-- by Lukas Meier -->" + svg(
        rdf + shapes + "<inkscape:grid/>", inkscape
    )
    logo = checked_logo(before)
    assert logo.kind == SVG
    assert b"Lukas" not in logo.content
    assert b"inkscape" not in logo.content
    for kept in (b'<path d="M0 0h9v9z"', b">CMS</text>", b"url(#b)", b'href="#a"', b'viewBox="0 0 9 9"'):
        assert kept in logo.content
    assert checked_logo(logo.content) == logo


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>",
        "<image href='https://example.org/pixel.png'/>",
        "<image href='data:image/png;base64,AAAA'/>",
        "<use href='https://example.org/a.svg#b'/>",
        "<use href='#b'/>",
        "<a href='https://example.org'><circle r='1'/></a>",
        "<circle r='1' onclick='alert(1)'/>",
        "<circle r='1' OnLoad='alert(1)'/>",
        "<circle r='1' fill='url(https://example.org/a)'/>",
        "<circle r='1' fill='url( \"//example.org/a\")'/>",
        "<circle r='1' style='fill:u\\72l(https:example.org)'/>",
        "<circle r='1' style='background:image-set(\"a.png\" 1x)'/>",
        "<linearGradient xlink:href='other.svg#a'/>",
        "<linearGradient href='javascript:alert(1)'/>",
        "<style>@import 'https://example.org/a.css';</style>",
        "<style>circle { fill: url(a.svg#b) }</style>",
        "<animate attributeName='href' values='javascript:alert(1)'/>",
        "<set attributeName='onload' to='alert(1)'/>",
        "<filter id='a'><feImage href='#b'/></filter>",
        "<pattern id='a'><rect fill='url(#a)'/></pattern>",
        "<clipPath id='a'><circle r='1' clip-path='url(#b)'/></clipPath>",
        "<clipPath id='a'><circle r='1' style='clip-path:url(#b)'/></clipPath>",
        "<style>circle { clip-path: url(#a) }</style>",
        "<style><g/>@import 'https://example.org/a.css';</style>",
        "<style><g/>circle { clip-path: url(#a) }</style>",
        "<g>" * 60 + "</g>" * 60,
        "<g>" * 5_000 + "</g>" * 5_000,
    ],
)
def test_an_svg_that_runs_leads_outside_or_grows_without_end_is_refused(inside: str) -> None:
    with pytest.raises(NotALogo):
        checked_logo(svg(inside))


@pytest.mark.parametrize(
    "declaration", ["<!DOCTYPE svg [<!ENTITY a 'aaaa'>]>", "<!DOCTYPE svg SYSTEM 'https://example.org/a.dtd'>"]
)
def test_a_declaration_is_refused_in_every_encoding(declaration: str) -> None:
    for encoding in ("utf-8", "utf-16", "utf-7"):
        with pytest.raises(NotALogo):
            checked_logo(f"<?xml version='1.0' encoding='{encoding}'?>{declaration}{CIRCLE}".encode(encoding))
