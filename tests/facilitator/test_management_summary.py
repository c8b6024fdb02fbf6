"""The management summary in the office: made from a version, with the quotations that were picked."""

import re
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as DocxDocument
from pypdf import PdfReader

from surveys.storage import Instance
from surveys.survey import Audience, Survey
from tests.actors import Organiser, stores
from tests.pages import soup_of

from .conftest import AtOffice


@pytest.fixture
def survey(organiser: Organiser) -> Survey:
    """Whose writers were told that the management reads along."""
    return organiser.opens(audience=Audience.COLLABORATION)


@pytest.fixture
def made(facilitator: AtOffice, survey: Survey, instance: Instance, base: str) -> None:
    write_and_make(facilitator, survey, instance, base)


def write_and_make(facilitator: AtOffice, survey: Survey, instance: Instance, base: str) -> None:
    for number in range(7):
        stores(survey, instance, f"The seminar number {number} was helpful.", sharing=1 + number % 2)
    stores(survey, instance, "Only the organisers may know of the marmalade.", sharing=0)
    facilitator.reads(base)
    facilitator.post(f"{base}/versions", audience=str(survey.audience))


def boxes(facilitator: AtOffice, base: str) -> dict[str, str]:
    soup = soup_of(facilitator.get(f"{base}/summary/quotations"))
    return {label.select_one(".text").get_text(): label.input["value"] for label in soup.select("label.pick")}


def quoted(facilitator: AtOffice, base: str) -> list[str]:
    return [tag.get_text() for tag in soup_of(facilitator.get(f"{base}/summary")).select(".quotation .text")]


def test_without_a_version_the_page_says_what_is_missing(facilitator: AtOffice, survey: Survey, base: str) -> None:
    assert soup_of(facilitator.get(f"{base}/summary")).select("[data-missing=version] + p a[href$=versions]")
    assert facilitator.get(f"{base}/summary.pdf").status_code == 409


def test_it_names_whom_to_turn_to(facilitator: AtOffice, made: None, base: str) -> None:
    section = soup_of(facilitator.get(f"{base}/summary")).select(".management-summary section")[-1]
    assert section.select_one("h2 + p").get_text() == "the Diversity Office"


def test_only_themes_and_categories_are_said_to_tell_no_small_number(
    facilitator: AtOffice, made: None, base: str
) -> None:
    """The record above them does tell one: a note is for the organisers only."""
    facilitator.post(f"{base}/pinboard/themes", name="Coffee")
    page = soup_of(facilitator.get(f"{base}/summary"))
    assert "1 is for the organisers only" in page.select_one("[data-counted]").get_text()
    assert "5" in page.select_one("[data-tallies] h2 + p").get_text()
    assert [row.get_text(strip=True) for row in page.select(".told-counts li")] == ["Coffee"], "no number, no category"


def test_only_what_may_be_quoted_can_be_picked(facilitator: AtOffice, made: None, base: str) -> None:
    assert sorted(boxes(facilitator, base)) == [f"The seminar number {number} was helpful." for number in range(7)]
    secret = [note for note in facilitator.note_ids(base) if note not in boxes(facilitator, base).values()]
    facilitator.post(f"{base}/summary/quotations", before="", quote=secret)
    assert quoted(facilitator, base) == []


def test_picked_notes_stand_on_the_page_and_on_paper(facilitator: AtOffice, made: None, base: str) -> None:
    assert quoted(facilitator, base) == []
    box = boxes(facilitator, base)
    text = "The seminar number 3 was helpful."
    assert facilitator.post(f"{base}/summary/quotations", before="", quote=[box[text]]).status_code == 303
    assert quoted(facilitator, base) == [text]
    paper = PdfReader(BytesIO(facilitator.client.get(f"{base}/summary.pdf").data))
    document = Document(BytesIO(facilitator.client.get(f"{base}/summary.docx").data))
    for words in (" ".join(" ".join(page.extract_text() for page in paper.pages).split()), all_of(document)):
        assert text in words
        assert "number 4" not in words
        assert "marmalade" not in words
        assert "What was agreed" not in words, "nothing was"
        assert "Content warning" not in words
    assert not paper.metadata or not paper.metadata.get("/Author")
    assert soup_of(facilitator.get(base)).select(".trail [data-deed=quoted]")


def all_of(document: DocxDocument) -> str:
    return " ".join(node.text or "" for node in document.element.body.iter())


def test_quotation_that_needs_care_carries_a_warning(facilitator: AtOffice, made: None, base: str) -> None:
    text, note = next(iter(boxes(facilitator, base).items()))
    facilitator.post(f"{base}/summary/quotations", before="", quote=[note])
    facilitator.post(f"{base}/notes/care", note=note, page=1, needed=1)
    quotation = soup_of(facilitator.get(f"{base}/summary")).select_one(".quotation").get_text()
    document = all_of(Document(BytesIO(facilitator.client.get(f"{base}/summary.docx").data)))
    for words in (quotation, document):
        assert re.search(rf"Content warning[^.]*\.\s*{text}", words)


def test_two_organisers_pick_at_once_and_neither_loses(facilitator: AtOffice, made: None, base: str) -> None:
    one, two, three, *_rest = boxes(facilitator, base).items()
    facilitator.post(f"{base}/summary/quotations", before="", quote=[one[1], three[1]])
    facilitator.post(f"{base}/summary/quotations", before="", quote=[two[1]])  # whose page was older
    facilitator.post(f"{base}/summary/quotations", before=f"{three[1]} ", quote=[])
    assert sorted(quoted(facilitator, base)) == sorted([one[0], two[0]])


def test_withheld_note_is_no_longer_quoted(facilitator: AtOffice, made: None, base: str) -> None:
    text, note = next(iter(boxes(facilitator, base).items()))
    facilitator.post(f"{base}/summary/quotations", before="", quote=[note])
    facilitator.post(f"{base}/notes/withhold", note=note, page=1, reason="hurts")
    assert quoted(facilitator, base) == []
    assert text not in boxes(facilitator, base)


def test_words_for_the_meeting_are_not_quoted_to_the_management(
    facilitator: AtOffice, organiser: Organiser, instance: Instance
) -> None:
    survey = organiser.opens(audience=Audience.MEETING)
    base = f"/office/surveys/{survey.id}"
    write_and_make(facilitator, survey, instance, base)
    note = facilitator.note_ids(base)[0]
    facilitator.post(f"{base}/summary/quotations", before="", quote=[note])
    page = facilitator.get(f"{base}/summary")
    assert soup_of(page).select("[data-no-quotations]")
    assert "seminar number" not in page.text
    assert boxes(facilitator, base) == {}


def test_without_a_key_nobody_sees_the_summary(colleague: AtOffice, made: None, base: str) -> None:
    for path in ("/summary", "/summary.pdf", "/summary.docx", "/summary/quotations"):
        assert colleague.get(base + path).status_code == 403
    assert colleague.post(f"{base}/summary/quotations", before="").status_code == 403
