"""Who asked is named at the head of every document."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document

from surveys.documents.logos import Logo, checked_logo
from surveys.documents.sheets import Sheet, render, sheet_as_data, sheet_from_data
from tests.test_logos import CIRCLE, png

from .test_about_you import SUMMARY
from .test_content_warnings import text_of

OFFICE = "The *Office* for <all> {of} us"


@pytest.fixture(scope="module")
def asked(make_sheet: Callable[[Sequence[str]], Sheet]) -> Sheet:
    return replace(make_sheet(["Good coffee."]), asked_by=OFFICE)


@pytest.mark.parametrize("layout", ["sheet", "management-summary"])
@pytest.mark.parametrize("name", ["pdf", "docx", "html", "markdown"])
def test_it_comes_before_the_notes(asked: Sheet, name: str, layout: str) -> None:
    labels = {**asked.labels, **SUMMARY}
    text = " ".join(text_of(name, render(replace(asked, layout=layout, labels=labels), name)).split())
    assert f"Asked by {OFFICE} · " in text.split("Good coffee.")[0]


def test_json_has_it_as_a_field_and_data_keeps_it(asked: Sheet) -> None:
    assert json.loads(render(asked, "json"))["asked_by"] == OFFICE
    assert sheet_from_data(sheet_as_data(asked)) == asked


@pytest.mark.parametrize("name", ["pdf", "docx", "html", "markdown"])
def test_without_it_nothing_is_said(make_sheet: Callable[[Sequence[str]], Sheet], name: str) -> None:
    assert "Asked by" not in text_of(name, render(make_sheet(["Good coffee."]), name))


@pytest.mark.parametrize("layout", ["sheet", "management-summary"])
@pytest.mark.parametrize("logo", [CIRCLE.encode(), png()], ids=["svg", "png"])
def test_a_logo_is_drawn_at_the_head_of_a_pdf(asked: Sheet, layout: str, logo: bytes) -> None:
    labels = {**asked.labels, **SUMMARY}
    plain = replace(asked, layout=layout, labels=labels)
    with_logo = render(replace(plain, logo=checked_logo(logo).as_address), "pdf")
    assert text_of("pdf", with_logo).split() == text_of("pdf", render(plain, "pdf")).split()
    assert with_logo.count(b"/Figure") == render(plain, "pdf").count(b"/Figure") + 1


@pytest.mark.parametrize("layout", ["sheet", "management-summary"])
@pytest.mark.parametrize("logo", [CIRCLE.encode(), png()], ids=["svg", "png"])
def test_and_of_a_word_document_as_a_picture_that_every_word_processor_draws(
    asked: Sheet, layout: str, logo: bytes
) -> None:
    plain = replace(asked, layout=layout, labels={**asked.labels, **SUMMARY})
    document = Document(BytesIO(render(replace(plain, logo=checked_logo(logo).as_address), "docx")))
    (shape,) = [one for one in document.inline_shapes if "logo" in one._inline.docPr.get("name")]
    assert shape.height.mm == pytest.approx(14) or shape.width.mm == pytest.approx(60)
    picture = document.part.related_parts["rIdLogo"].image
    assert picture.content_type == "image/png"
    assert picture.px_width / picture.px_height == pytest.approx(shape.width / shape.height, rel=0.02)
    assert not Document(BytesIO(render(plain, "docx"))).inline_shapes


@pytest.mark.parametrize("broken", [b"\x89PNG\r\n\x1a\n", b"<svg", b"no picture"])
def test_a_logo_that_breaks_the_typesetter_costs_only_itself(asked: Sheet, broken: bytes) -> None:
    broken_one = replace(asked, logo=Logo("image/png", broken).as_address)
    assert "Good coffee." in text_of("docx", render(broken_one, "docx"))
    pdf = render(broken_one, "pdf")
    assert "Good coffee." in text_of("pdf", pdf)
    assert OFFICE in " ".join(text_of("pdf", pdf).split())
