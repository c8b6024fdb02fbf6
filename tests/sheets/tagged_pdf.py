"""Reads a tagged PDF as a screen reader does: by its structure, with the text that each tag stands for.

It reads with pikepdf and knows nothing of what made the file. Page headers and footers are artifacts and have no tag.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

LEFT_OUT = -1
"""The number of what a screen reader does not read."""

Fonts = dict[str, dict[bytes, str]]

HEX = rb"<([0-9A-Fa-f\s]*)>"


@dataclass
class Tag:
    """One element of the structure. `inside` has its children and, at their places, the glyphs that are its own."""

    kind: str
    alt: str = ""
    inside: list["Tag | list[str]"] = field(default_factory=list)

    @property
    def children(self) -> list["Tag"]:
        return [one for one in self.inside if isinstance(one, Tag)]

    @property
    def text(self) -> str:
        return "".join("".join(glyphs) for glyphs in self.drawn())

    @property
    def text_backwards(self) -> str:
        """From the last glyph to the first: in words from right to left, each letter comes behind the one before it."""
        return "".join(reversed([glyph for glyphs in self.drawn() for glyph in glyphs]))

    def drawn(self) -> Iterator[list[str]]:
        """What each glyph says, for each part that is drawn at once, which is a line or less."""
        for one in self.inside:
            if isinstance(one, Tag):
                yield from one.drawn()
            else:
                yield one

    def all(self, *kinds: str) -> Iterator["Tag"]:
        """This element and those below it that are of these kinds, in the order in which they are read."""
        if self.kind in kinds:
            yield self
        for child in self.children:
            yield from child.all(*kinds)


def read_tags(content: bytes) -> Tag:
    """The structure of a PDF."""
    with pikepdf.open(BytesIO(content)) as pdf:
        texts = {(page.objgen, number): text for page in pdf.pages for number, text in _texts_of(page).items()}
        return _tag(pdf.Root.StructTreeRoot, None, texts)


def untagged_glyphs(content: bytes) -> int:
    """How many glyphs are drawn that neither have a tag nor are marked as what a screen reader leaves out."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return sum(_read(page).untagged for page in pdf.pages)


def _tag(element: Any, page: Any, texts: dict[Any, list[str]]) -> Tag:
    page = element.get("/Pg", page)
    made = Tag(str(element.get("/S", "/Root"))[1:], str(element.get("/Alt", "")))
    inside = element.get("/K", [])
    for one in inside if isinstance(inside, pikepdf.Array) else [inside]:
        if isinstance(one, int):
            made.inside.append(texts.get((page.objgen, one), []))
        elif one.get("/Type") == "/MCR":
            made.inside.append(texts.get((one.get("/Pg", page).objgen, int(one.MCID)), []))
        elif "/S" in one:
            made.inside.append(_tag(one, page, texts))
    return made


def _texts_of(page: pikepdf.Page) -> dict[int, list[str]]:
    """What each glyph says in each marked part of a page, by its number; what is not marked has none."""
    return _read(page).texts


def _read(page: pikepdf.Page) -> "_Reader":
    reader = _Reader({name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()})
    for instruction in pikepdf.parse_content_stream(page):
        reader.follow(str(instruction.operator), list(instruction.operands))
    return reader


class _Reader:
    """Follows what a page draws; `/ActualText` takes the place of what is drawn inside it."""

    def __init__(self, fonts: Fonts) -> None:
        self.fonts = fonts
        self.letters: dict[bytes, str] = {}
        self.texts: dict[int, list[str]] = {}
        self.untagged = 0
        self.marks: list[tuple[int | None, bool]] = []  # the number that holds, and whether the text is said already

    def follow(self, operator: str, operands: list[Any]) -> None:
        if operator in ("BDC", "BMC"):
            self._begin(str(operands[0]), operands[1] if len(operands) > 1 else {})
        elif operator == "EMC":
            self.marks.pop()
        elif operator == "Tf":
            self.letters = self.fonts[str(operands[0])]
        elif operator == "Tj":
            self._draw(bytes(operands[0]))
        elif operator == "TJ":
            self._draw(b"".join(bytes(one) for one in operands[0] if isinstance(one, pikepdf.String)))

    def _begin(self, kind: str, properties: Any) -> None:
        number, said = self.marks[-1] if self.marks else (None, False)
        if kind == "/Artifact":
            number, said = LEFT_OUT, False
        elif "/MCID" in properties:
            number, said = int(properties["/MCID"]), False
        if "/ActualText" in properties and not said:
            self._say(number, str(properties["/ActualText"]))
            said = True
        self.marks.append((number, said))

    def _draw(self, codes: bytes) -> None:
        number, said = self.marks[-1] if self.marks else (None, False)
        self.untagged += len(codes) // 2 if number is None else 0
        if not said:
            glyphs = (codes[at : at + 2] for at in range(0, len(codes), 2))
            for glyph in glyphs:
                self._say(number, self.letters.get(glyph, "\ufffd"))

    def _say(self, number: int | None, text: str) -> None:
        if number is not None:
            self.texts.setdefault(number, []).append(text)


def _letters(font: Any) -> dict[bytes, str]:
    """What each two-byte code of a font says: its ToUnicode map (ISO 32000, 9.10.3)."""
    read: dict[bytes, str] = {}
    if "/ToUnicode" not in font:
        return read
    table = font.ToUnicode.read_bytes()
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(HEX + rb"\s*" + HEX, part):
            read[_bytes(code)] = _bytes(text).decode("utf-16-be")
    for part in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in re.findall(HEX + rb"\s*" + HEX + rb"\s*" + HEX, part):
            begin, letter = int(first, 16), _bytes(text).decode("utf-16-be")
            for step in range(int(last, 16) - begin + 1):
                read[(begin + step).to_bytes(2)] = letter[:-1] + chr(ord(letter[-1]) + step)
    return read


def _bytes(digits: bytes) -> bytes:
    return bytes.fromhex(digits.decode())
