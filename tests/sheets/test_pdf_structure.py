"""A screen reader finds its way through every PDF, as PDF/UA-1 asks (ISO 14289-1), read with another library."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

from surveys.documents.sheets import SHEETS, Sheet, render, render_all
from surveys.documents.word_cloud import WordCount
from tests.sheets.tagged_pdf import Tag, read_tags, untagged_glyphs

LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
SUMMARY = "management-summary.pdf"
PDFS = [*(one.file_name for one in SHEETS if one.file_name.endswith(".pdf")), SUMMARY]
LISTS = {"sheet.pdf", "large-print.pdf"}
"""Those that have the notes as numbered lists."""

HEADINGS = {
    "sheet.pdf": [
        ("H1", "One thing I like"),
        ("H2", "Biases"),
        ("H2", "Without a category"),
        ("H1", "One thing to change"),
        ("H1", "Anything else?"),
        ("H1", "Themes and possible actions"),
        ("H2", "Late & <late>"),
        ("H2", "Coffee"),
        ("H2", "Without a theme"),
        ("H1", "Words that come up often"),
        ("H1", "People you can turn to"),
    ]
}
HEADINGS["large-print.pdf"] = HEADINGS["sheet.pdf"]


def with_pictures_and_link(sheet: Sheet) -> Sheet:
    """And with words enough for a cloud."""
    words = tuple(WordCount(f"detector{number}", 30 - number) for number in range(20))
    logo = f"data:image/svg+xml;base64,{b64encode(LOGO).decode()}"
    link = "https://example.org/conduct"
    return replace(sheet, words=words, logo=logo, code_of_conduct=link, contacts="The ombuds office.")


@pytest.fixture(scope="module")
def pdfs(sheet: Sheet, summary: Sheet) -> dict[str, bytes]:
    formats = [one for one in SHEETS if one.file_name.endswith(".pdf")]
    made: dict[str, Any] = render_all(with_pictures_and_link(sheet), formats)
    return made | {SUMMARY: render(with_pictures_and_link(summary), "pdf")}


@pytest.fixture(scope="module")
def tags(pdfs: dict[str, bytes]) -> dict[str, Tag]:
    return {name: read_tags(content) for name, content in pdfs.items()}


def own_heading(tag: Tag) -> tuple[str, str]:
    return tag.kind, tag.text


def headings(tag: Tag) -> Iterator[Tag]:
    return tag.all("H1", "H2", "H3", "H4", "H5", "H6")


@pytest.mark.parametrize("name", PDFS)
def test_it_says_that_it_is_accessible_and_in_which_language(pdfs: dict[str, bytes], name: str) -> None:
    with pikepdf.open(BytesIO(pdfs[name])) as pdf, pdf.open_metadata() as metadata:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert not bool(pdf.Root.MarkInfo.get("/Suspects", False))
        assert str(pdf.Root.Lang) == "en"
        assert metadata["pdfuaid:part"] == "1"


@pytest.mark.parametrize("name", PDFS)
def test_a_window_shows_its_title(pdfs: dict[str, bytes], name: str) -> None:
    """Not the name of the file."""
    with pikepdf.open(BytesIO(pdfs[name])) as pdf, pdf.open_metadata() as metadata:
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo.Title) == metadata["dc:title"] == "Sticky & notes"


@pytest.mark.parametrize("name", PDFS)
def test_each_page_is_read_in_the_order_of_its_structure(pdfs: dict[str, bytes], name: str) -> None:
    with pikepdf.open(BytesIO(pdfs[name])) as pdf:
        assert [str(page.obj.get("/Tabs")) for page in pdf.pages] == ["/S"] * len(pdf.pages)


@pytest.mark.parametrize("name", PDFS)
def test_nothing_is_drawn_without_a_tag(pdfs: dict[str, bytes], name: str) -> None:
    """Or it is marked as what a screen reader leaves out, such as the foot of a page."""
    assert untagged_glyphs(pdfs[name]) == 0


@pytest.mark.parametrize("name", PDFS)
def test_every_font_is_in_the_file(pdfs: dict[str, bytes], name: str) -> None:
    with pikepdf.open(BytesIO(pdfs[name])) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.get("/Font", {}).values()]
        inner = [font.DescendantFonts[0].FontDescriptor for font in fonts if font.Subtype == "/Type0"]
        assert inner
        assert all({"/FontFile2", "/FontFile3"} & set(one.keys()) for one in inner)


@pytest.mark.parametrize("name", PDFS)
def test_no_level_of_heading_is_skipped(tags: dict[str, Tag], name: str) -> None:
    levels = [int(heading.kind[1]) for heading in headings(tags[name])]
    assert levels[:1] == [1]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(heading.text.strip() for heading in headings(tags[name]))


@pytest.mark.parametrize("name", [name for name in PDFS if name in HEADINGS])
def test_headings_come_in_the_order_of_the_sheet(tags: dict[str, Tag], name: str) -> None:
    assert list(map(own_heading, headings(tags[name]))) == HEADINGS[name]


@pytest.mark.parametrize("name", [name for name in PDFS if name in LISTS])
def test_each_note_is_an_item_of_a_list_with_its_number(tags: dict[str, Tag], name: str) -> None:
    items = [item for one in tags[name].all("L") for item in one.all("LI")]
    labels = [label.text for item in items for label in item.all("Lbl")]
    assert labels == [str(number) for number in range(1, 16)]
    assert all(len(list(item.all("LBody"))) == 1 for item in items)


@pytest.mark.parametrize("name", PDFS)
def test_each_picture_is_described(sheet: Sheet, tags: dict[str, Tag], name: str) -> None:
    pictures = [figure.alt for figure in tags[name].all("Figure")]
    assert all(pictures)
    if name == "sheet.pdf":
        assert pictures == [sheet.labels["logo"], sheet.labels["cloud_described"]]


@pytest.mark.parametrize("name", PDFS)
def test_each_link_is_described_and_has_its_tag(pdfs: dict[str, bytes], tags: dict[str, Tag], name: str) -> None:
    with pikepdf.open(BytesIO(pdfs[name])) as pdf:
        links = [one for page in pdf.pages for one in page.obj.get("/Annots", [])]
        assert {str(one.Subtype) for one in links} <= {"/Link"}
        assert all("/StructParent" in one and str(one.get("/Contents", "")) for one in links)
        assert bool(links) == bool(list(tags[name].all("Link")))


@pytest.mark.parametrize("name", PDFS)
def test_a_persian_one_says_so(sheet: Sheet, summary: Sheet, name: str) -> None:
    persian = replace(summary if name == SUMMARY else sheet, language="fa")
    sheet_format = next((one.name for one in SHEETS if one.file_name == name), "pdf")
    with pikepdf.open(BytesIO(render(persian, sheet_format))) as pdf:
        assert str(pdf.Root.Lang) == "fa"
        assert str(pdf.Root.ViewerPreferences.Direction) == "/R2L"
