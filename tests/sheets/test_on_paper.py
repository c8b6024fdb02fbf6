"""On paper no heading is alone at the foot of a page, and a web page takes the paper that is in the printer."""

import re
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from surveys.documents.sheets import Sheet, SheetCounts, SheetGroup, SheetNote, SheetSection, render
from surveys.documents.sheets.as_html import as_html
from surveys.documents.sheets.as_pdf import as_pdf

SENTENCE = "The meeting ends late and nobody says who minutes it. "


def sections() -> tuple[SheetSection, ...]:
    """Forty questions of one to three categories, with notes of 1 to 23 sentences, so that pages end everywhere."""
    return tuple(
        SheetSection(
            f"Question {place}?",
            tuple(
                SheetGroup(
                    f"Category {place}.{group}", (SheetNote(10 * place + group, SENTENCE * (1 + 7 * place % 23)),)
                )
                for group in range(1, 2 + place % 3)
            ),
        )
        for place in range(40)
    )


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
@pytest.mark.parametrize("name", ["pdf", "large-print"])
def test_no_heading_is_alone_at_the_foot_of_a_page(sheet: Sheet, name: str, paper: str) -> None:
    counts = SheetCounts(79, 79, 0, 0, {})
    long = replace(sheet, sections=sections(), themes=(), words=(), counts=counts, paper=paper)
    pages = PdfReader(BytesIO(render(long, name))).pages
    assert len(pages) > 20
    last = [page.extract_text().splitlines()[-2] for page in pages]  # the number of the page is below it
    assert any("minutes it" in line for line in last)
    assert [line for line in last if line.startswith(("Question", "Category"))] == []


def test_a_web_page_names_no_paper(documents: dict[str, bytes]) -> None:
    (rule,) = re.findall(r"@page \{([^}]*)", documents["sheet.html"].decode())
    assert "margin:" in rule
    assert "size:" not in rule


def test_no_page_of_a_pdf_has_only_the_people_to_turn_to(sheet: Sheet) -> None:
    for notes in range(2, 12):
        pages = PdfReader(BytesIO(as_pdf(with_notes(sheet, notes)))).pages
        assert "Words that come up often" in pages[-1].extract_text()
        assert "Ombudsperson" in pages[-1].extract_text()


def with_notes(sheet: Sheet, notes: int) -> Sheet:
    """The sheet with so many notes of three sentences, and with people to turn to."""
    numbered = tuple(SheetNote(number, SENTENCE * 3) for number in range(1, notes + 1))
    one = SheetSection("Question?", (SheetGroup("", numbered),))
    return replace(sheet, sections=(one,), themes=(), contacts="Office\nOmbudsperson")


def test_the_end_of_a_printed_web_page_is_on_one_page(sheet: Sheet, tmp_path: Path) -> None:
    """The frequent words, the people to turn to and the last line are never parted, wherever the notes end."""
    for notes in range(8, 17, 2):
        pages = printed(with_notes(sheet, notes), tmp_path)
        ends = ("Words that come up often", "Ombudsperson", "Do not guess")
        assert [[word for word in ends if word in page] for page in pages][-1] == list(ends)


def test_a_note_of_many_lines_may_break_over_pages_of_a_printed_web_page(sheet: Sheet, tmp_path: Path) -> None:
    """Or a page before it would be half empty."""
    many_lines = (SheetNote(1, SENTENCE * 8), SheetNote(2, "A line.\n" * 45 + "The last line."))
    one = replace(sheet, sections=(SheetSection("Question?", (SheetGroup("", many_lines),)),), themes=())
    assert "A line." in printed(one, tmp_path)[0]


def printed(sheet: Sheet, folder: Path) -> list[str]:
    """The text of each page of the sheet as a web page, as Chromium prints it."""
    (folder / "sheet.html").write_bytes(as_html(sheet))
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/browser"]
    command += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    command += ["--no-pdf-header-footer", f"--print-to-pdf={folder}/sheet.pdf", f"file://{folder}/sheet.html"]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return [page.extract_text() for page in PdfReader(folder / "sheet.pdf").pages]
