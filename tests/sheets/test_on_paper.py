"""On paper no heading is alone at the foot of a page, and a web page takes the paper that is in the printer."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from surveys.documents.sheets import Sheet, SheetCounts, SheetGroup, SheetNote, SheetSection, render

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
