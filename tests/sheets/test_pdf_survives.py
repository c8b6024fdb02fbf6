"""The PDF is tagged, and one odd note costs that note at most."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader

from surveys.documents.sheets import Sheet, SheetAction, SheetTheme, Tally, render
from surveys.documents.word_cloud import WordCount

PANIC = "\u200f\n\u17b7"
"""A mark, a line end and a Khmer vowel sign: typst 0.15 panics."""

NO_GLYPH = "\U0010fffd"


def text_of(pdf: bytes) -> str:
    return " ".join("\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_tagged_for_screen_readers(make_sheet: Callable[[Sequence[str]], Sheet]) -> None:
    document = render(make_sheet(["The meeting is late."] * 5), "pdf")
    with pikepdf.open(BytesIO(document)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "en"
        assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.Root.Metadata.read_bytes()


def test_a_note_that_breaks_the_typesetter_costs_no_other_note(make_sheet: Callable[[Sequence[str]], Sheet]) -> None:
    texts = [f"Note of invented person {n}." for n in range(1, 21)]
    texts[6] = texts[12] = PANIC
    text = text_of(render(make_sheet(texts), "pdf"))
    assert text.count("This cannot be drawn here.") == 2
    assert "7 [This cannot be drawn here." in text
    for number in set(range(1, 21)) - {7, 13}:
        assert text.count(f"{number} Note of invented person {number}.") == 1


def with_panic(sheet: Sheet, where: str) -> Sheet:
    """The sheet, or the summary, with the hostile string in one place that is no note."""
    action = SheetAction("The concern.", "The action.", "chairs", "agreed")
    changed = {
        "title": replace(sheet, title=PANIC),
        "introduction": replace(sheet, introduction=PANIC),
        "question": replace(sheet, sections=(replace(sheet.sections[0], heading=PANIC), *sheet.sections[1:])),
        "theme": replace(sheet, themes=(SheetTheme(PANIC, (1,), (action,)),)),
        "action": replace(sheet, themes=(SheetTheme("The theme", (1,), (replace(action, action=PANIC),)),)),
        "reason": replace(sheet, themes=(SheetTheme("The theme", (1,), (replace(action, reason=PANIC),)),)),
        "category": replace(sheet, tallies=(Tally("The tally", ((PANIC, "5"), ("Coffee", "6"))),)),
        "word": replace(sheet, words=(WordCount("coffee", 4), WordCount(PANIC, 3))),
    }
    return changed[where]


@pytest.mark.parametrize("layout", ["sheet", "management-summary"])
@pytest.mark.parametrize(
    "where", ["title", "introduction", "question", "theme", "action", "reason", "category", "word"]
)
def test_words_that_break_the_typesetter_cost_no_other_words(
    make_sheet: Callable[[Sequence[str]], Sheet], where: str, layout: str
) -> None:
    sheet = make_sheet([f"Note of invented person {n}." for n in range(1, 10)])
    summary: dict[str, Any] = {
        "layout": layout,
        "labels": {**sheet.labels, "quotations": "", "quotations_explained": "", "tallies": "", "ideas": ""},
    }
    summary["labels"]["tallies_explained"] = "Small ones are not told."
    text = text_of(render(with_panic(replace(sheet, **summary), where), "pdf"))
    for number in range(1, 10):
        assert text.count(f"Note of invented person {number}.") == 1
    if where in ("theme", "action", "reason"):
        assert "The concern." in text
        assert ("The theme" in text) is (where != "theme")


def test_a_character_without_a_font_is_owned_up_to(make_sheet: Callable[[Sequence[str]], Sheet]) -> None:
    text = text_of(render(make_sheet(["before", f"with {NO_GLYPH} sign", "after"]), "pdf"))
    assert "Some characters cannot be drawn here" in text
    assert "1 before" in text
    assert "3 after" in text


def test_many_short_lines_stay_on_the_paper(make_sheet: Callable[[Sequence[str]], Sheet]) -> None:
    note = "\n".join(f"line{n}" for n in range(300))
    assert len(PdfReader(BytesIO(render(make_sheet(["a", note, "c"]), "pdf"))).pages) > 5


def test_a_very_long_word_stays_on_the_paper(make_sheet: Callable[[Sequence[str]], Sheet]) -> None:
    pages = PdfReader(BytesIO(render(make_sheet(["a", "W" * 3000, "c"]), "pdf"))).pages
    places = []
    for page in pages:
        page.extract_text(visitor_text=lambda text, _cm, tm, *_: places.append((tm[4], text)))
    lines = [text for _, text in places if "WWW" in text]
    assert max(len(line) for line in lines) < 80
