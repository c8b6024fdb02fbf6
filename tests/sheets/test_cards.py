"""Cards to cut out: every note once, in the order of the numbers, and nothing that lies outside its card."""

import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
from bs4 import BeautifulSoup
from bs4 import Tag as Element
from pypdf import PdfReader

from surveys.documents.sheets import Sheet, SheetGroup, SheetNote, SheetSection, render
from tests.sheets.nasty_notes import NASTY_NOTES
from tests.sheets.tagged_pdf import Tag, read_tags

MakeSheet = Callable[[Sequence[str]], Sheet]
LONG = " ".join(f"word{n}" for n in range(480)) + " last."
MARGIN, MIDDLE, ROOM, FOOT = 28, 298, 231, 7.5
"""In points: the margin of A4 pages, their middle, the width of the words on a card, the size of its small type."""
KINDS = pytest.mark.parametrize(("name", "on_a_page"), [("cards", 4), ("cards-8", 8)])


def cards_of(pdf: bytes) -> list[Tag]:
    return [one for one in read_tags(pdf).all("Div") if one.children and one.children[0].kind == "H1"]


def number_of(card: Tag) -> int:
    return int(card.children[0].text)


@dataclass(frozen=True)
class Line:
    """A piece of a page with where it begins, from the left and from the bottom, and the size of its type."""

    left: float
    up: float
    size: float
    text: str


def lines_of(pdf: bytes) -> list[list[Line]]:
    """By page; words in other directions come one by one."""
    pages: list[list[Line]] = []
    for page in PdfReader(BytesIO(pdf)).pages:
        lines: list[Line] = []
        pages.append(lines)

        def see(text: str, cm: list[float], tm: list[float], _font: Any, size: float, lines: Any = lines) -> None:
            across = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            lines.append(Line(across, tm[4] * cm[1] + tm[5] * cm[3] + cm[5], round(size, 1), text.strip()))

        page.extract_text(visitor_text=see)
    return [[line for line in lines if line.text] for lines in pages]


@KINDS
def test_each_card_has_the_next_number_and_a_page_is_full(make_sheet: MakeSheet, name: str, on_a_page: int) -> None:
    pdf = render(make_sheet([f"Note of invented person {n}." for n in range(1, 22)]), name)
    assert [number_of(card) for card in cards_of(pdf)] == list(range(1, 22))
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    assert [page.count("Note of invented") for page in pages[:-1]] == [on_a_page] * (len(pages) - 1)
    assert all("Sticky & notes" in page and f"K7QF · {n} / {len(pages)}" in page for n, page in enumerate(pages, 1))


@KINDS
def test_a_note_that_is_too_long_goes_on_on_the_next_card(make_sheet: MakeSheet, name: str, on_a_page: int) -> None:
    cards = cards_of(render(make_sheet(["before", LONG, "after"]), name))
    parts = [card for card in cards if number_of(card) == 2]
    assert len(parts) == len(cards) - 2 > 1
    assert all(f"{n} of {len(parts)}" in card.text for n, card in enumerate(parts, 1))
    words = re.findall(r"word\d+|last\.", " ".join(card.text for card in parts))
    assert words == LONG.split(), "nothing is cut off, and no word comes twice"


ODD = (
    "W" * 30,
    "MEMORANDUM " * 12,
    "mm " * 60,
    "Unbroken" * 200,
    "一" * 700,
    "في كل اجتماع " * 60,
    "line\n" * 40,
    LONG,
)


@KINDS
@pytest.mark.parametrize("text", ODD, ids=lambda text: f"{text[:8].strip()} {len(text)}")
def test_odd_words_stay_on_their_cards(make_sheet: MakeSheet, name: str, on_a_page: int, text: str) -> None:
    pdf = render(make_sheet([text] * 5), name)
    assert {number_of(card) for card in cards_of(pdf)} == {1, 2, 3, 4, 5}
    for page in lines_of(pdf):
        check_words_above_feet(page)
        for line in page:
            assert len(re.sub(r"[^WM一]", "", line.text)) * 0.85 * line.size < ROOM, "no line is wider than a card"


PLAIN = (
    "We should really talk about maximum workloads, minimum sleep, and who makes the coffee at 7 a.m. ",
    "Надо ещё раз обсудить, какая нагрузка допустима, сколько мы спим, и кто в семь утра варит кофе. ",
)


@KINDS
@pytest.mark.parametrize("words", PLAIN, ids=["English", "Russian"])
def test_plain_words_of_any_length_stay_above_the_foot(
    make_sheet: MakeSheet, name: str, on_a_page: int, words: str
) -> None:
    """Their sizes are guessed from their lengths."""
    pages = lines_of(render(make_sheet([(words * 9)[:length] + "." for length in range(20, 800, 13)]), name))
    for page in pages:
        check_words_above_feet(page)
    assert len({line.size for page in pages for line in page}) > 6, "as large as the words allow"


def check_words_above_feet(page: list[Line]) -> None:
    """In each column, words and the question at the foot of their card do not touch, and nothing is below the cards."""
    assert min(line.up for line in page) > MARGIN
    for is_left in (True, False):
        column = sorted((line for line in page if (line.left < MIDDLE) is is_left), key=lambda line: -line.up)
        for above, below in pairwise(column):
            if above.size >= 10 and below.size == FOOT:
                assert above.up - below.up > 2 * FOOT
    assert any(line.size == FOOT for line in page)


STORY = "In my first year I took the minutes of every meeting. Then I asked who could do it next. Nobody answered me. "
ALPHABET = "\n".join("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@KINDS
@pytest.mark.parametrize("text", [STORY * 6, STORY * 13, ALPHABET, "一" * 900, "في كل اجتماع " * 90])
def test_no_card_of_a_note_is_almost_empty(make_sheet: MakeSheet, name: str, on_a_page: int, text: str) -> None:
    cards = [card for card in cards_of(render(make_sheet(["a", text, "c"]), name)) if number_of(card) == 2]
    words = [len(re.sub(r"\W|\d", "", "".join(tag.text for tag in card.children[1:]))) for card in cards]
    assert min(words) > 0.55 * max(words)


WIDE = (
    "It was [withheld by the organisers] and [esclusa da chi organizza] and [une troisième personne].",
    "Gleichstellungsbeauftragte([an e-mail address])",
    "Ombudsperson=[an e-mail address]",
    "Diskriminierungsbeschwerde→[an e-mail address]",
    "Vertrauensperson([a link])",
    '=HYPERLINK("[a link]","click")',
    "[重要的事情和一个很长的名字以及别的东西]",
    "[" + "W" * 32 + "]",
    "[" + "WWW " * 7 + "]",
    "W" * 11,
    "Ｗ" * 11,
    "\ufdfd" * 5,
    "no\u00a0break" * 12,
)


@dataclass(frozen=True)
class Box:
    """What a word covers, in points from the top left corner of its page."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


def boxes_of(pdf: bytes) -> list[list[Box]]:
    """The words of each page."""
    command = ["pdftotext", "-bbox", "-", "-"]
    pages = BeautifulSoup(subprocess.run(command, input=pdf, check=True, capture_output=True).stdout, "html.parser")
    return [[_box(word) for word in page.select("word")] for page in pages.select("page")]


def _box(word: Element) -> Box:
    left, top, right, bottom = (float(str(word[side])) for side in ("xmin", "ymin", "xmax", "ymax"))
    return Box(left, top, right, bottom, word.text)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext says how wide words are")
@KINDS
def test_no_word_leaves_its_card(make_sheet: MakeSheet, name: str, on_a_page: int) -> None:
    """On A4: each word is inside one column of cards, and on the page."""
    pages = boxes_of(render(make_sheet([*WIDE, *ODD, *(one.stored for one in NASTY_NOTES)]), name))
    outside = [
        (place, word)
        for place, page in enumerate(pages, start=1)
        for word in page
        if word.top > MARGIN
        and not (
            MARGIN <= word.left <= word.right <= MIDDLE or MIDDLE - 1 <= word.left <= word.right <= 2 * MIDDLE - MARGIN
        )
    ]
    assert outside == []
    assert max(word.bottom for page in pages for word in page) < 842 - MARGIN


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext says how wide words are")
@KINDS
def test_a_long_word_in_small_type_stays_on_its_card(make_sheet: MakeSheet, name: str, on_a_page: int) -> None:
    """Title, question and category are somebody's words, too."""
    note = SheetNote(1, "A note.", category="C" * 140, question="Q" * 140)
    sections = (SheetSection("H" * 140, (SheetGroup("", (note,)),)),)
    (page,) = boxes_of(render(replace(make_sheet(["one"]), title="W" * 140, sections=sections), name))
    assert max(word.right for word in page if word.top > MARGIN) < MIDDLE
    assert max(word.right for word in page) < 2 * MIDDLE - MARGIN


def test_what_needs_care_says_so_first(make_sheet: MakeSheet) -> None:
    made = make_sheet(["A harmless note."])
    note = SheetNote(1, "What was said to me.", needs_care=True)
    sheet = replace(made, sections=(SheetSection("Q", (SheetGroup("", (note,)),)),))
    assert re.search(r"Content warning: .*What was said to me\.", cards_of(render(sheet, "cards"))[0].text)


def test_words_from_right_to_left_are_at_the_right(make_sheet: MakeSheet) -> None:
    (page,) = lines_of(render(make_sheet(["في كل اجتماع أشعر أن رأيي لا يُسمع.", "A note in English."]), "cards"))
    (one,) = [line for line in page if line.text == "1"]
    (two,) = [line for line in page if line.text == "2"]
    assert 200 < one.left < MIDDLE, "the number of the first card is at its right end"
    assert MIDDLE < two.left < MIDDLE + 40, "and that of the second at its left"


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("us-letter", (612, 792))])
def test_paper(make_sheet: MakeSheet, paper: str, size: tuple[int, int]) -> None:
    box = PdfReader(BytesIO(render(replace(make_sheet(["One."] * 5), paper=paper), "cards"))).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_tagged_for_screen_readers_and_cut_marks_are_not_read_out(make_sheet: MakeSheet) -> None:
    with pikepdf.open(BytesIO(render(make_sheet(["The meeting is late."] * 5), "cards"))) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "en"
        assert str(pdf.docinfo["/Title"]) == "Sticky & notes"
        assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.Root.Metadata.read_bytes()


def test_a_note_that_breaks_the_typesetter_costs_no_other_note(make_sheet: MakeSheet) -> None:
    texts = [f"Note of invented person {n}." for n in range(1, 12)]
    texts[6] = "\u200f\n\u17b7"  # typst 0.15 panics
    cards: list[Any] = cards_of(render(replace(make_sheet(texts), paper="us-letter"), "cards"))
    assert "This cannot be drawn here." in cards[6].text
    assert all(f"Note of invented person {number_of(card)}." in card.text for card in cards if number_of(card) != 7)
