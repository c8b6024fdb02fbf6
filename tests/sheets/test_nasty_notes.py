"""Each nasty note is in every format once, to the letter and under its number, and harms no note beside it."""

import csv
import json
import re
from collections import Counter
from collections.abc import Callable
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
import regex
from bs4 import BeautifulSoup, Tag
from docx import Document
from markdown_it import MarkdownIt
from pptx import Presentation

from surveys.documents.sheets import (
    SHEETS,
    Sheet,
    SheetAction,
    SheetAnswer,
    SheetCounts,
    SheetGroup,
    SheetNote,
    SheetSection,
    SheetTheme,
    render_all,
    sheet_labels,
)
from surveys.stripping import with_placeholders
from tests.sheets.nasty_notes import NASTY_NOTES
from tests.sheets.tagged_pdf import Tag as PdfTag
from tests.sheets.tagged_pdf import read_tags

Read = list[tuple[int, str]]
"""Numbers and notes, in the order in which a format shows them."""

NOT_OF_NOTES = {"word-cloud", "everything"}
"""A picture, and a package of the others."""

SHOWN_AS = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\uf04a": "☺", "\uf04b": "😐", "\uf04c": "☹"})
"""Bullets and smileys of Word's private fonts: all of these notes that is shown as something else, in every format."""
LINE_ENDS = regex.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")
SIGNS_OF_FORMULAS = "=+-@%|＝＋－＠\t\r"
_LETTER_FROM_RIGHT = r"(?:(?=\p{L})[\p{Hebrew}\p{Arabic}])"
FROM_RIGHT = regex.compile(rf"{_LETTER_FROM_RIGHT}(?:{_LETTER_FROM_RIGHT}|[\p{{M}}\u200c])*")
FROM_LEFT = regex.compile(r"[\p{Latin}\p{Nd}]+")
# A letter with its marks is drawn by several glyphs, and each of them says the whole: "é" is read as "éé".
SAID_AGAIN = regex.compile(r"((?!\p{M})(?=\P{M}{1,3}\p{M})\S{2,40}?)\1+")


@pytest.fixture(scope="module")
def notes() -> Read:
    """Each nasty note, and behind it a neighbour that says which one it follows."""
    texts = [text for place, one in enumerate(NASTY_NOTES) for text in (one.stored, f"Neighbour {place} is here.")]
    return list(enumerate(texts, start=1))


@pytest.fixture(scope="module")
def documents(notes: Read) -> dict[str, bytes]:
    """Every format of one sheet with all of them; none of its words are counted."""
    written = tuple(SheetNote(number, with_placeholders(text, str), aloud=True) for number, text in notes)
    made: dict[str, Any] = render_all(
        Sheet(
            title="Nasty notes",
            introduction="",
            audience="the people at the meeting",
            edition="K7QF",
            counts=SheetCounts(len(written), len(written), 0, 0, {}),
            sections=(SheetSection("What is hard to print?", (SheetGroup("", written),)),),
            words=(),
            labels=sheet_labels(str) | {"counts": "All of them are here."},
        )
    )
    assert [name for name, document in made.items() if isinstance(document, Exception)] == []
    return made


def test_there_are_enough_of_them_and_no_two_are_the_same() -> None:
    assert len({one.stored for one in NASTY_NOTES}) == len(NASTY_NOTES) >= 120
    assert all(one.stored for one in NASTY_NOTES)
    assert max(len(one.stored) for one in NASTY_NOTES) > 3700


def test_every_format_is_read_back() -> None:
    """A new format needs a line in READERS."""
    assert set(READERS) == {one.name for one in SHEETS} - NOT_OF_NOTES


def json_notes(content: bytes) -> Read:
    return [(note["number"], note["text"]) for note in json.loads(content)["notes"]]


def without_joins(text: str) -> str:
    """Without what holds a placeholder on one line or keeps a spreadsheet from calculating; no stored note has it."""
    return text.replace("\u00a0", " ").replace("\u2060", "")


def html_notes(content: bytes) -> Read:
    notes = BeautifulSoup(content, "html5lib").select(".notes > li")
    return [(int(_one(n, ".number").text), without_joins(_one(n, ".text").text)) for n in notes]


def docx_notes(content: bytes) -> Read:
    """A note whose lines change their direction has several paragraphs; the first has the number."""
    read: Read = []
    for paragraph in Document(BytesIO(content)).paragraphs:
        if paragraph.style is None or paragraph.style.name != "Note":
            continue
        number, tab, text = without_joins(paragraph.text).removeprefix("\t").partition("\t")
        if tab:
            read.append((int(number), text))
        else:
            read[-1] = (read[-1][0], f"{read[-1][1]}\n{without_joins(paragraph.text)}")
    return read


def markdown_notes(content: bytes) -> Read:
    """As CommonMark with tables, struck words and links without brackets shows it."""
    commonmark = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    page = BeautifulSoup(commonmark.render(content.decode()), "html5lib")
    assert page.select("h1, h2")[1].text == "What is hard to print?"
    read: Read = []
    for one in page.select("h1, h2")[1].find_next_siblings():
        if one.name == "h2":
            break
        assert one.name == "p", "a note makes no list, no table, no heading and no rule"
        assert {child.name for child in one.find_all(True)} <= {"strong", "br"}
        text = one.text.replace("\n\n", "\n")
        if one.strong is not None:
            number, _, text = text.partition(" ")
            read.append((int(number), text))
        else:
            read[-1] = (read[-1][0], f"{read[-1][1]}\n\n{text}")
    return read


def csv_notes(content: bytes) -> Read:
    rows = csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    head = next(rows)
    number, text = head.index("number"), head.index("text")
    return [(int(row[number]), row[text]) for row in rows]


def csv_for_excel_notes(content: bytes) -> Read:
    rows = csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";", strict=True)
    head = next(rows)
    number, text = head.index("number"), head.index("text")
    return [(int(row[number]), row[text]) for row in rows]


def xlsx_notes(content: bytes) -> Read:
    head, *rows = openpyxl.load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True)
    return [(row[head.index("number")], row[head.index("text")]) for row in rows]


def pdf_notes(content: bytes) -> list[tuple[int, PdfTag]]:
    items = read_tags(content).all("LI")
    return [(int(next(item.all("Lbl")).text), next(item.all("LBody"))) for item in items]


def card_notes(content: bytes) -> list[tuple[int, PdfTag]]:
    """A card has its number as a heading, its words, and its question at the foot; a long note has several cards."""
    read: dict[int, PdfTag] = {}
    for card in read_tags(content).all("Div"):
        if card.children and card.children[0].kind == "H1":
            *words, foot = [child for child in card.children if child.kind == "P"]
            assert foot.text.strip()
            read.setdefault(int(card.children[0].text), PdfTag("Div")).inside += words
    return list(read.items())


def slide_notes(content: bytes) -> Read:
    """A long note has several slides, cut between words."""
    read: dict[int, list[str]] = {}
    for slide in Presentation(BytesIO(content)).slides:
        if slide.slide_layout.name.startswith("Note"):
            number = slide.shapes.title.text_frame.text.partition(" ")[0]
            read.setdefault(int(number), []).append(slide.placeholders[1].text_frame.text)
    return [(number, "\n".join(parts)) for number, parts in read.items()]


def _one(inside: Tag, selector: str) -> Tag:
    (found,) = inside.select(selector)
    return found


READERS: dict[str, Callable[[bytes], list[tuple[int, Any]]]] = {
    "pdf": pdf_notes,
    "slides": slide_notes,
    "cards": card_notes,
    "cards-8": card_notes,
    "large-print": pdf_notes,
    "docx": docx_notes,
    "html": html_notes,
    "markdown": markdown_notes,
    "xlsx": xlsx_notes,
    "csv": csv_notes,
    "csv-excel": csv_for_excel_notes,
    "json": json_notes,
}


def is_same_in_a_cell(typed: str, read: str) -> bool:
    """Excel shows no tabs, so a wide space is in their place."""
    return read == typed.replace("\t", "\u2003")


def is_same(typed: str, read: str) -> bool:
    return read == typed


def is_same_but_for_spaces(typed: str, read: str) -> bool:
    """A slide has no run of empty lines, and none at its end."""
    return squeezed(typed) == squeezed(read)


def is_same_but_for_apostrophes(typed: str, read: str) -> bool:
    """Nothing is added but apostrophes, each before what would begin a formula."""
    place = 0
    for at, letter in enumerate(read):
        if place < len(typed) and letter == typed[place]:
            place += 1
        elif letter != "'" or read[at:].lstrip("'")[:1] not in SIGNS_OF_FORMULAS:
            return False
    return place == len(typed)


def is_same_in_one_line(typed: str, read: str) -> bool:
    """The same, with a stroke for its line ends."""
    return is_same_but_for_apostrophes(LINE_ENDS.sub(" / ", typed.strip()).replace("\t", "\u2003"), read)


def is_drawn(typed: str, read: PdfTag) -> bool:
    """Paper breaks lines where it must, so spaces do not count; each other character does.

    Lines with words from right to left are drawn from the left: each word and number must be there as it is written,
    and all characters of the note as often as they are in it.
    """
    wanted = said_once(typed)
    forwards, backwards = said_once(read.text), said_once(read.text_backwards)
    if not FROM_RIGHT.search(wanted):
        return squeezed(wanted) == squeezed(forwards)
    return (
        Counter(squeezed(wanted)) == Counter(squeezed(backwards))
        and all(word in backwards for word in FROM_RIGHT.findall(wanted))
        and all(word in forwards for word in FROM_LEFT.findall(wanted))
    )


def said_once(text: str) -> str:
    return str(SAID_AGAIN.sub(r"\1", text))


def squeezed(text: str) -> str:
    """Without white space and our zero-width breaks and joiners."""
    return re.sub(r"[\s\u200b\u2060]+", "", text)


RULES: dict[str, Callable[[str, Any], bool]] = {
    "csv": is_same_but_for_apostrophes,
    "csv-excel": is_same_in_one_line,
    "xlsx": is_same_in_a_cell,
    "slides": is_same_but_for_spaces,
    **dict.fromkeys(("pdf", "large-print", "cards", "cards-8"), is_drawn),
}


def test_words_of_organisers_harm_no_note() -> None:
    """Each nasty text, as it is typed, is a question, a category, an answer, a theme and an action in turn."""
    sheet = sheet_of_neighbours_between([one.typed for one in NASTY_NOTES])
    made: dict[str, Any] = render_all(sheet)
    for one in SHEETS:
        if one.name in READERS and one.name != "markdown":  # its reader knows one question
            read = READERS[one.name](made[one.file_name])
            shown = [(number, squeezed(text if isinstance(text, str) else text.text)) for number, text in read]
            assert shown == [(note.number, squeezed(note.text)) for note, _, _ in sheet.rows()], one.name
    page = BeautifulSoup(MarkdownIt("commonmark").render(made["sheet.md"].decode()), "html5lib")
    assert len(page.select("h1, h2, h3")) == 1 + 3 * len(NASTY_NOTES) + 3, (
        "questions, categories, themes; three of ours"
    )
    read_once = [page.text.count(f"{note.number} {note.text}") for note, _, _ in sheet.rows()]
    assert read_once == [1] * len(NASTY_NOTES)


def sheet_of_neighbours_between(texts: list[str]) -> Sheet:
    sections, themes = [], []
    for number, text in enumerate(texts, start=1):
        answers = (SheetAnswer(text, text),) if number % 2 else ()
        groups = (SheetGroup(text, (SheetNote(number, f"Neighbour {number} is here.", aloud=True),)),)
        sections.append(SheetSection(text, groups, answers=answers))
        themes.append(SheetTheme(text, (number,), (SheetAction(text, text, text, "agreed", text),), answers))
    return Sheet(
        title=texts[0],
        introduction="\n".join(texts),
        audience=texts[1],
        edition="K7QF",
        counts=SheetCounts(len(texts), len(texts), 0, 0, {}),
        sections=tuple(sections),
        words=(),
        labels=sheet_labels(str) | {"counts": "All of them are here."},
        themes=tuple(themes),
        contacts="\n".join(texts),
        code_of_conduct=texts[2],
        asked_by=texts[3],
    )


@pytest.mark.parametrize("sheet_format", [one for one in SHEETS if one.name in READERS], ids=lambda one: one.name)
def test_each_note_is_there_once_and_to_the_letter(sheet_format: Any, documents: dict[str, bytes], notes: Read) -> None:
    read = READERS[sheet_format.name](documents[sheet_format.file_name])
    assert [number for number, _ in read] == [number for number, _ in notes]
    fits = RULES.get(sheet_format.name, is_same)
    wanted = [(number, typed.translate(SHOWN_AS)) for number, typed in notes]
    pairs = zip(wanted, read, strict=True)
    assert [(number, typed, shown) for (number, typed), (_, shown) in pairs if not fits(typed, shown)] == []
