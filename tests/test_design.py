"""The colours: each is on one page with what it is for, can be read, and is the same on phones, screens and paper."""

import re

import pytest

from surveys.settings import PROJECT

DESIGN = (PROJECT / "docs/design.md").read_text()
IN_THE_DARK = re.compile(r"@media screen and \(prefers-color-scheme: ?dark\) ?\{")
ELSEWHERE = [
    *(PROJECT / "static/css").glob("*.css"),
    *(PROJECT / "templates/sheets").rglob("*.typ"),
    *(PROJECT / "templates/sheets").rglob("*.html"),
    *(PROJECT / "templates/sheets/docx/word").glob("*.xml"),
    PROJECT / "surveys/documents/word_cloud/drawing.py",
]
SHADOWS = {"#0002", "#0003", "#0005", "#0006", "#000", "#0000000d", "#0000001f", "#00000024", "#1f1d1a66", "#fffc"}


def tokens_of(style: str) -> list[dict[str, str]]:
    """The colours of a style sheet: by day, and what differs in the dark."""
    return [dict(re.findall(r"--([\w-]+): ?(#\w+)", part)) for part in IN_THE_DARK.split(style)]


TOKENS, DARK = tokens_of((PROJECT / "static/css/tokens.css").read_text())


def section(title: str) -> str:
    return DESIGN.split(f"\n## {title}\n")[1].split("\n## ")[0]


def contrast(one: str, other: str) -> float:
    """As WCAG 2.2 defines it, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_the_page_has_the_colours_of_the_style_sheet() -> None:
    assert dict(re.findall(r"^\| ([\w-]+) \| `(#\w+)` \|", section("Colours"), re.MULTILINE)) == TOKENS


@pytest.mark.parametrize(
    ("one", "other", "least", "written"),
    re.findall(r"^\| ([\w-]+) \| ([\w-]+) \| ([\d.]+) \| ([\d.]+) \|", section("Contrast"), re.MULTILINE),
)
def test_every_pair_can_be_read(one: str, other: str, least: str, written: str) -> None:
    measured = contrast(TOKENS[one], TOKENS[other])
    assert measured >= float(least)
    assert measured == pytest.approx(float(written), abs=0.051)
    dark = TOKENS | DARK
    assert contrast(dark[one], dark[other]) >= float(least), "in the dark"


def test_the_page_has_the_colours_of_the_dark() -> None:
    assert dict(re.findall(r"^\| ([\w-]+) \| `(#\w+)` \|", section("In the dark"), re.MULTILINE)) == DARK
    by_day = {name for name in TOKENS if not name.startswith("night")}
    assert by_day == set(DARK), "each colour of a page has one for the dark"


def test_hints_can_be_read_on_every_theme() -> None:
    tints = re.findall(r"--tint: (#\w+)", (PROJECT / "static/css/pinboard.css").read_text())
    assert len(tints) == 12, "six by day, then six in the dark"
    assert min(contrast(TOKENS["soft"], tint) for tint in tints[:6]) >= 4.5
    for colour in ("soft", "ink", "accent", "warn"):
        assert min(contrast(DARK[colour], tint) for tint in tints[6:]) >= 4.5


@pytest.mark.parametrize("path", ELSEWHERE, ids=lambda path: path.name)
def test_no_colour_is_used_that_is_not_on_the_page(path: object) -> None:
    text = path.read_text()  # type: ignore[attr-defined]
    used = {f"#{digits.lower()}" for digits in re.findall(r'(?:#|w:color w:val="|w:color=")([0-9a-fA-F]{3,8})\b', text)}
    assert used - SHADOWS - set(re.findall(r"#[0-9a-f]{3,6}", DESIGN)) == set()


@pytest.mark.parametrize("name", ["static/css/participant.css", "static/css/reader.css", "templates/sheets/sheet.html"])
def test_pages_with_a_style_sheet_of_their_own_have_the_same_colours(name: str) -> None:
    own, *dark = tokens_of((PROJECT / name).read_text())
    assert own
    assert own.items() <= TOKENS.items()
    assert len(dark) == name.endswith(".css"), "a sheet of paper stays white"
    for colours in dark:
        assert colours.items() <= DARK.items()


def test_paper_yellow_is_for_notes_alone() -> None:
    """By the selectors that use it: notes, pins, quotations, and the mark, which is a note."""
    for path in (PROJECT / "static/css").glob("*.css"):
        rules = re.findall(r"([^{}]+)\{([^{}]*)\}", path.read_text())
        users = {selector.strip() for selector, body in rules if "var(--note" in body}
        assert {
            one for one in users if not re.search(r"note|pin|quot|\.words|\.tag|\.mark|\.text|:target", one)
        } == set()
