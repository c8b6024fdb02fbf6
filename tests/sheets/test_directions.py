"""Arabic, Hebrew and Persian on a sheet: each line runs its own way, and a number is where its note begins."""

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO

import lxml.html
import pytest
from lxml import etree
from pypdf import PdfReader

from surveys.directions import stretches
from surveys.documents.sheets import Sheet, SheetAction, SheetTheme, render

ARABIC, HEBREW, ENGLISH = "في كل اجتماع أشعر أن رأيي لا يُسمع.", "בישיבה הקודמת אמרו לי.", "The talk was good."
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

Make = Callable[[Sequence[str]], Sheet]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (ENGLISH, [(ENGLISH, False)]),
        (ARABIC, [(ARABIC, True)]),
        (f"{ARABIC}\n{ENGLISH}", [(ARABIC, True), (ENGLISH, False)]),
        (f"{ENGLISH}\n\n12\n{HEBREW}", [(f"{ENGLISH}\n\n12", False), (HEBREW, True)]),
        (f"(12)\n{HEBREW}", [(f"(12)\n{HEBREW}", True)]),
        (f"[یک نفر] {ENGLISH}", [(f"[یک نفر] {ENGLISH}", False)]),
        (f"[a person] {ARABIC}", [(f"[a person] {ARABIC}", True)]),
        ("[یک نفر]", [("[یک نفر]", True)]),
        ("12", [("12", False)]),
        ("", [("", False)]),
    ],
)
def test_a_text_is_cut_where_its_lines_turn(text: str, parts: list[tuple[str, bool]]) -> None:
    assert stretches(text) == parts
    assert "\n".join(part for part, _way in parts) == text


def paragraphs(sheet: Sheet) -> list[tuple[str, bool]]:
    """Each paragraph of the Word document, and whether it runs from right to left."""
    with zipfile.ZipFile(BytesIO(render(sheet, "docx"))) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    found = root.iter(f"{W}p")
    return [("".join(one.itertext(f"{W}t")), one.find(f"{W}pPr/{W}bidi") is not None) for one in found]


def test_a_word_document_begins_a_paragraph_where_a_line_turns(make_sheet: Make) -> None:
    made = paragraphs(make_sheet([f"{ARABIC}\n{ENGLISH}", HEBREW]))
    assert (f"1{ARABIC}", True) in made
    assert (ENGLISH, False) in made
    assert (f"2{HEBREW}", True) in made


def test_tables_and_pages_of_a_persian_word_document_are_mirrored(make_sheet: Make) -> None:
    action = SheetTheme("Late", (1,), (SheetAction("The meeting is late.", "Begin earlier.", "", "agreed"),))
    persian = replace(make_sheet([ENGLISH]), language="fa", themes=(action,))
    with zipfile.ZipFile(BytesIO(render(persian, "docx"))) as package:
        document, styles = package.read("word/document.xml").decode(), package.read("word/styles.xml").decode()
    assert document.count("<w:bidiVisual/>") == document.count("<w:tbl>") > 0
    assert "<w:bidi/></w:sectPr>" in document
    assert 'w:bidi="fa-IR"' in styles


@pytest.mark.parametrize(("language", "ways"), [("en", [None, "rtl"]), ("fa", ["ltr", None])])
def test_a_web_page_has_the_number_where_the_note_begins(
    make_sheet: Make, language: str, ways: list[str | None]
) -> None:
    root = lxml.html.document_fromstring(render(replace(make_sheet([ENGLISH, HEBREW]), language=language), "html"))
    assert [one.get("dir") for one in root.xpath("//ol[@class = 'notes']/li")] == ways
    assert root.get("dir") == ("rtl" if language == "fa" else "ltr")


def test_words_in_brackets_are_apart_on_a_web_page_and_nothing_else_is(make_sheet: Make) -> None:
    """A placeholder leaves a note its direction; masked words, and signs of HTML, are as they were."""
    texts = [f"[یک نفر] {ENGLISH}", "[…] <b> & […]", "=1 & 2"]
    root = lxml.html.document_fromstring(render(replace(make_sheet(texts), language="fa"), "html"))
    notes = root.xpath("//p[@class = 'text']")
    assert [note.text_content().lstrip("\u2060").replace("\u00a0", " ") for note in notes] == texts
    assert [(one.get("lang"), one.text) for note in notes for one in note] == [("fa", "[یک\u00a0نفر]")]


def places_of_numbers(sheet: Sheet) -> dict[str, float]:
    """How far from the left the large number of each note is on the first page of the PDF, in points."""
    places: dict[str, float] = {}

    def look(text: str, page: Sequence[float], line: Sequence[float], _font: object, size: float) -> None:
        if text.strip().isdigit() and size > 18:
            places[text.strip()] = page[0] * line[4] + page[2] * line[5] + page[4]

    PdfReader(BytesIO(render(sheet, "pdf"))).pages[0].extract_text(visitor_text=look)
    return places


@pytest.mark.parametrize("language", ["en", "fa"])
def test_paper_has_the_number_where_the_note_begins(make_sheet: Make, language: str) -> None:
    places = places_of_numbers(replace(make_sheet([ENGLISH, ARABIC, ENGLISH]), language=language))
    middle = 595 / 2
    assert {number: place > middle for number, place in places.items()} == {"1": False, "2": True, "3": False}


def test_the_code_of_a_version_and_a_number_behind_it_do_not_change_places(make_sheet: Make) -> None:
    """Persian is drawn from the right: after the word for version come the code, and to its left the number."""
    made = make_sheet([ENGLISH])
    labels = {**made.labels, "closed": "بسته %(closed_on)s. نسخهٔ %(edition)s.", "counts": "19 یادداشت"}
    persian = replace(made, language="fa", labels=labels, closed_on="۱")
    places: dict[str, float] = {}

    def look(text: str, page: Sequence[float], line: Sequence[float], _font: object, size: float) -> None:
        for word in ("K7QF", "19"):
            if size < 10 and word in text:
                places.setdefault(word, page[0] * line[4] + page[2] * line[5] + page[4])

    PdfReader(BytesIO(render(persian, "pdf"))).pages[0].extract_text(visitor_text=look)
    assert places["19"] < places["K7QF"]
    for document in (render(persian, "html").decode(), " ".join(text for text, _way in paragraphs(persian))):
        assert "نسخهٔ \u2068K7QF\u2069. 19" in document
    assert "\u2068" not in render(made, "html").decode()


def test_a_line_that_runs_the_other_way_begins_where_other_notes_do(make_sheet: Make) -> None:
    """Its number is at the other edge, and leaves the line no place of its own."""
    begins: dict[str, float] = {}

    def look(text: str, page: Sequence[float], line: Sequence[float], _font: object, _size: float) -> None:
        begins[text.strip()] = page[0] * line[4] + page[2] * line[5] + page[4]

    made = make_sheet([ENGLISH, f"{ARABIC}\nTurned round.", "Another."])
    PdfReader(BytesIO(render(made, "pdf"))).pages[0].extract_text(visitor_text=look)
    assert begins["Turned round."] == pytest.approx(begins[ENGLISH], abs=0.5)
