"""A sheet of invented notes in many scripts, some of them meant to break a format."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from surveys.documents.sheets import (
    Sheet,
    SheetAction,
    SheetCounts,
    SheetGroup,
    SheetNote,
    SheetSection,
    SheetTheme,
    Tally,
    record_of,
    render_all,
    sheet_labels,
)
from surveys.documents.word_cloud import WordCount, count_words

TEXTS = (
    "I like the open door of our convener in the meeting.",
    "The meeting at 18:00 is too late for parents.",
    "Nobody minutes the meeting, [a person] said.\n\nSecond paragraph.",
    "<b>bold</b> & </w:t> </p> {{ 7*7 }} {% raw %} <script>alert(1)</script>",
    "#set text(red)\n#panic() $x^2$ *no* _markup_ `code` \\ [link](there)",
    "=SUM(A1:A9)",
    "@everyone please read, -1 from me",
    "1. first\n2) second\n- bullet\n# heading\n---\n> quote\n| table |",
    "في كل اجتماع أشعر أن رأيي لا يُسمع إلا عندما يكرره زميلي.",
    "मुझे लगता है कि बैठकों का समय बहुत देर से होता है।",
    "我希望会议时间可以轮换。",
    "Coffee ☕ and people 🎉👩🏽‍🔬 are good.",
    "ok",
    "Unbroken" + "word" * 100,
    "The long story of a shift. " * 140,
)

ENOUGH_FOR_A_CLOUD = tuple(
    WordCount(word, 3)
    for word in re.findall(r"\w+", "apple bread cheese dough eggs flour honey juice kale leek mint nuts oats pear rye")
)

THEMES = (
    SheetTheme(
        "Late & <late>",
        (2, 3, 14),
        (
            SheetAction(
                "Parents | all of them = miss it", "*Rotate* {{ hours }} #panic()", "programme chairs", "agreed"
            ),
            SheetAction("", "اجتماعات مسجلة", "", "declined", "no <room>"),
        ),
    ),
    SheetTheme("Coffee", (12,), ()),
    SheetTheme("", (), (SheetAction("No parking", "", "", "idea"),)),
)


@pytest.fixture(scope="session")
def make_sheet() -> Callable[[Sequence[str]], Sheet]:
    """Put texts under two questions: categories Biases, none, and an empty one; a third has no note."""

    def make(texts: Sequence[str]) -> Sheet:
        numbered = [SheetNote(number, text) for number, text in enumerate(texts, start=1)]
        third = len(texts) // 3
        first = (
            SheetGroup("Biases", tuple(numbered[:third])),
            SheetGroup("Publication", ()),
            SheetGroup("", tuple(numbered[third : 2 * third])),
        )
        sections = (
            SheetSection("One thing I like", first),
            SheetSection("One thing to change", (SheetGroup("", tuple(numbered[2 * third :])),)),
            SheetSection("Anything else?", ()),
        )
        counts = SheetCounts(len(texts) + 3, len(texts), 2, 1, {"could identify someone": 1})
        counted = count_words(texts, left_out=[section.heading for section in sections])
        words = counted + ENOUGH_FOR_A_CLOUD if counted else ()
        record = record_of(f"{len(texts)} of {counts.collected} notes are in this sheet.", counts, str)
        labels = sheet_labels(str) | {"counts": record}
        audience = "the people at the meeting"
        head = ("Sticky & notes", "Be <kind>.", audience, "K7QF")
        return Sheet(*head, counts, sections, words, labels, closed_on="31 March 2026")

    return make


@pytest.fixture(scope="session")
def sheet(make_sheet: Callable[[Sequence[str]], Sheet]) -> Sheet:
    """With words enough for a picture."""
    made = make_sheet(TEXTS)
    return replace(made, themes=THEMES, words=(*made.words, *(WordCount(f"detector{n}", 3) for n in range(10))))


@pytest.fixture(scope="session")
def documents(sheet: Sheet) -> dict[str, bytes]:
    """Every format of the sheet, by file name, made as the product makes them."""
    documents: dict[str, Any] = render_all(sheet)
    assert not [problem for problem in documents.values() if isinstance(problem, Exception)]
    return documents


@pytest.fixture(scope="session")
def summary(sheet: Sheet) -> Sheet:
    """The same notes as quotations of a management summary."""
    tally = Tally("Biases", (("Late", "12"), ("Coffee", "hidden because the number is small")))
    words = ("quotations", "quotations_explained", "tallies", "tallies_explained", "ideas")
    labels = {**sheet.labels, "heading": "Management summary", **{name: f"About {name}." for name in words}}
    return replace(sheet, layout="management-summary", labels=labels, tallies=(tally,), ideas=THEMES[1:])


@pytest.fixture(scope="session")
def numbers_and_texts(documents: dict[str, bytes]) -> list[tuple[int, str]]:
    return [(note["number"], note["text"]) for note in json.loads(documents["sheet.json"])["notes"]]
