"""Whom one can turn to stands at the end of whatever people read, in the words of the survey."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from surveys.documents.sheets import Sheet, render, sheet_as_data, sheet_from_data

from .test_content_warnings import text_of

CONTACTS = "The Diversity Office, room 40\nanybody of <the> #office | *always*"
CONDUCT = "https://example.org/conduct?of=all_of_us"


@pytest.fixture(scope="module")
def helpful(make_sheet: Callable[[Sequence[str]], Sheet]) -> Sheet:
    return replace(make_sheet(["Good coffee."]), contacts=CONTACTS, code_of_conduct=CONDUCT)


@pytest.mark.parametrize("layout", ["sheet", "management-summary"])
@pytest.mark.parametrize("name", ["pdf", "docx", "html", "markdown"])
def test_they_stand_at_the_end_as_the_survey_says_them(helpful: Sheet, name: str, layout: str) -> None:
    labels = {**helpful.labels, "ideas": "Ideas", "quotations": "Quotations", "quotations_explained": "Picked."}
    text = " ".join(text_of(name, render(replace(helpful, layout=layout, labels=labels), name)).split())
    before, end = text.split("People you can turn to")
    assert "Words that come up often" in before
    assert " ".join(CONTACTS.split()) in end
    assert "Code of conduct" in end


@pytest.mark.parametrize("name", ["pdf", "docx", "html", "markdown"])
def test_without_them_nothing_is_said(make_sheet: Callable[[Sequence[str]], Sheet], name: str) -> None:
    text = text_of(name, render(make_sheet(["Good coffee."]), name))
    assert "turn to" not in text
    assert "conduct" not in text
    only_address = text_of(name, render(replace(make_sheet(["Good coffee."]), code_of_conduct=CONDUCT), name))
    assert "Code of conduct" in only_address


def test_json_has_them_as_fields_and_data_keeps_them(helpful: Sheet) -> None:
    document = json.loads(render(helpful, "json"))
    assert (document["contacts"], document["code_of_conduct"]) == (CONTACTS, CONDUCT)
    assert sheet_from_data(sheet_as_data(helpful)) == helpful
