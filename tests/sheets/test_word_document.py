"""The Word document: headings that Word knows, contents that lead to them, its paper, and which way each run runs."""

import re
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from lxml import etree
from pypdf import PdfReader

from surveys.documents.sheets import Sheet, render
from surveys.documents.sheets.as_docx import as_docx, pieces
from tests.sheets.conftest import ENOUGH_FOR_A_CLOUD

Make = Callable[[Sequence[str]], Sheet]
STORY = "A shift is long, and nobody had said so before it began. " * 8


def opened(sheet: Sheet) -> DocxDocument:
    return Document(BytesIO(render(sheet, "docx")))


def contents_of(document: DocxDocument) -> list[tuple[str, str, str]]:
    """Style, words and the bookmark of each line of the contents."""
    lines = [one for one in document.paragraphs if one.style is not None and (one.style.name or "").startswith("toc")]
    return [(str(line.style and line.style.name), line.text, line.hyperlinks[0].fragment) for line in lines]


def headings_of(document: DocxDocument) -> list[tuple[str, str]]:
    """Words and bookmark of each heading, in the order of the document."""
    found = [one for one in document.paragraphs if one.style is not None and "Heading" in (one.style.name or "")]
    marks = [one._p.find(qn("w:bookmarkStart")) for one in found]
    return [(one.text, mark.get(qn("w:name"))) for one, mark in zip(found, marks, strict=True)]


@pytest.fixture(scope="module")
def long_document(make_sheet: Make) -> DocxDocument:
    return opened(make_sheet([f"{STORY}{number}" for number in range(30)]))


def test_a_long_sheet_begins_with_contents_that_lead_to_every_heading(long_document: DocxDocument) -> None:
    lines = contents_of(long_document)
    assert [(words.partition("\t")[0], mark) for _style, words, mark in lines] == headings_of(long_document)
    assert lines[:3] == [
        ("toc 1", "One thing I like\tNotes: 1–20", "_Toc1"),
        ("toc 2", "Biases\tNotes: 1–10", "_Toc2"),
        ("toc 2", "Without a category\tNotes: 11–20", "_Toc3"),
    ]


def test_the_contents_are_one_field_and_word_asks_nothing_when_it_opens(long_document: DocxDocument) -> None:
    body = long_document.element.body
    kinds = [mark.get(qn("w:fldCharType")) for mark in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    assert [one.text for one in body.iter(qn("w:instrText"))] == [' TOC \\o "1-2" \\h \\z ']
    settings = etree.tostring(long_document.settings.element)
    assert b"updateFields" not in settings
    assert not body.xpath("//w:fldChar[@w:dirty]")


def test_a_short_sheet_has_no_contents(make_sheet: Make) -> None:
    assert contents_of(opened(make_sheet([f"{STORY}{number}" for number in range(6)]))) == []


def test_very_many_headings_are_not_all_in_the_contents(make_sheet: Make) -> None:
    sheet = make_sheet([f"{STORY}{number}" for number in range(30)])
    sections = tuple(replace(sheet.sections[0], heading=f"Question {number}") for number in range(15))
    lines = contents_of(opened(replace(sheet, sections=sections)))
    assert {style for style, _words, _mark in lines} == {"toc 1"}
    assert len(lines) == 15 + 1


def test_headings_have_the_levels_of_the_outline(long_document: DocxDocument) -> None:
    levels = {name: long_document.styles[name].element.xpath("w:pPr/w:outlineLvl/@w:val") for name in LEVELS}
    assert levels == LEVELS


LEVELS = {"Heading 1": ["0"], "Heading 2": ["1"], "Note": []}


@pytest.mark.parametrize(("paper", "size"), [("a4", (11906, 16838)), ("us-letter", (12240, 15840))])
@pytest.mark.parametrize("layout", ["sheet", "management-summary"])
def test_it_is_on_the_paper_that_was_asked_for_and_no_table_is_wider(
    sheet: Sheet, paper: str, size: tuple[int, int], layout: str
) -> None:
    labels = {**sheet.labels, "ideas": "Ideas", "quotations": "Quotations", "quotations_explained": "Picked."}
    document = opened(replace(sheet, paper=paper, layout=layout, labels=labels))
    (section,) = document.sections
    assert (section.page_width, section.page_height) == tuple(635 * side for side in size)
    text = size[0] - 2835
    widths = [int(width) for width in document.element.body.xpath("//w:tblW/@w:w")]
    assert widths
    assert set(widths) == {text}
    columns = [sum(map(int, one.xpath("w:gridCol/@w:w"))) for one in document.element.body.xpath("//w:tblGrid")]
    assert all(text - 4 <= width <= text for width in columns)


@pytest.mark.parametrize(
    ("text", "rtl", "expected"),
    [
        ("Good coffee.", False, [("Good coffee.", False)]),
        ("12:30", True, [("12:30", True)]),
        ("say שָׁלוֹם, all", False, [("say ", False), ("שָׁלוֹם", True), (", all", False)]),
        ("אב 12 גד (x) אב", True, [("אב 12 גד (", True), ("x", False), (") אב", True)]),
        ("אב 12 גד end", False, [("אב 12 גד", True), (" end", False)]),
        ("", False, []),
    ],
)
def test_each_run_says_which_way_it_runs(text: str, rtl: bool, expected: list[tuple[str, bool]]) -> None:
    assert list(pieces(text, rtl)) == expected


def test_a_tab_and_the_end_of_a_line_are_elements_of_word(make_sheet: Make) -> None:
    with ZipFile(BytesIO(render(make_sheet(["one\ttwo\n\nthree", "b", "c"]), "docx"))) as package:
        document = package.read("word/document.xml").decode()
    run = re.search(r"<w:r>(?:(?!<w:r>).)*>one<.*?</w:r>", document)
    assert run
    assert re.findall(r"<w:(tab|br)/>", run[0]) == ["tab", "br", "br"]
    assert "\t" not in run[0]


def test_a_line_beside_words_is_where_they_begin(make_sheet: Make) -> None:
    sheet = make_sheet(["שלום.", "Hello.", "c"])
    labels = {**sheet.labels, "ideas": "Ideas", "quotations": "Quotations", "quotations_explained": "Picked."}
    document = opened(replace(sheet, layout="management-summary", labels=labels))
    sides = {
        one.text: [side.tag.rpartition("}")[2] for side in one._p.xpath("w:pPr/w:pBdr/*") if side.get(qn("w:sz"))]
        for one in document.paragraphs
        if one.style is not None and one.style.name == "Quote"
    }
    assert sides == {"שלום.": ["right"], "Hello.": [], "c": []}, "without one of its own, it has that of its style"


@pytest.mark.parametrize(("asked_in", "half_points"), [("en", "21"), ("zh_Hans", "22"), ("fa", "21")])
def test_signs_of_chinese_are_as_large_as_in_the_pdf(make_sheet: Make, asked_in: str, half_points: str) -> None:
    styles = opened(replace(make_sheet(["会议太晚了。"]), asked_in=asked_in)).styles.element
    assert styles.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:sz/@w:val") == [half_points]


KINDS_OF_WORDS = {"none": (), "table": ENOUGH_FOR_A_CLOUD[:9], "cloud": ENOUGH_FOR_A_CLOUD}


def test_no_page_has_only_the_people_to_turn_to(make_sheet: Make, tmp_path: Path) -> None:
    """Wherever the notes end on a page, and whichever fonts are here."""
    for kind, words in KINDS_OF_WORDS.items():
        for notes in range(10, 40, 3):
            sheet = make_sheet(["A short note."] * notes)
            sheet = replace(sheet, sections=sheet.sections[:2], words=words, contacts="Office\nOmbudsperson")
            (tmp_path / f"{kind}-{notes}.docx").write_bytes(as_docx(sheet))
    files = sorted(tmp_path.glob("*.docx"))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", tmp_path, *files], check=True, capture_output=True, timeout=300)
    last_pages = {file.stem: PdfReader(file.with_suffix(".pdf")).pages[-1].extract_text() for file in files}
    assert all("Ombudsperson" in text for text in last_pages.values())
    assert [name for name, text in last_pages.items() if "Words that come up often" not in text] == []
    without_words = [text for name, text in last_pages.items() if name.startswith("none")]
    assert all("A short note." in text for text in without_words)
