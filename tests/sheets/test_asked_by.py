"""Who asked is named at the head of every document."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from surveys.documents.sheets import Sheet, render, sheet_as_data, sheet_from_data

from .test_content_warnings import text_of

OFFICE = "The *Office* for <all> {of} us"


@pytest.fixture(scope="module")
def asked(make_sheet: Callable[[Sequence[str]], Sheet]) -> Sheet:
    return replace(make_sheet(["Good coffee."]), asked_by=OFFICE)


@pytest.mark.parametrize("layout", ["sheet", "management-summary"])
@pytest.mark.parametrize("name", ["pdf", "docx", "html", "markdown"])
def test_it_comes_before_the_notes(asked: Sheet, name: str, layout: str) -> None:
    labels = {**asked.labels, "ideas": "Ideas", "quotations": "Quotations", "quotations_explained": "Picked."}
    text = " ".join(text_of(name, render(replace(asked, layout=layout, labels=labels), name)).split())
    assert f"Asked by {OFFICE} · " in text.split("Good coffee.")[0]


def test_json_has_it_as_a_field_and_data_keeps_it(asked: Sheet) -> None:
    assert json.loads(render(asked, "json"))["asked_by"] == OFFICE
    assert sheet_from_data(sheet_as_data(asked)) == asked


@pytest.mark.parametrize("name", ["pdf", "docx", "html", "markdown"])
def test_without_it_nothing_is_said(make_sheet: Callable[[Sequence[str]], Sheet], name: str) -> None:
    assert "Asked by" not in text_of(name, render(make_sheet(["Good coffee."]), name))
