"""A published page: who can read it, what it never says, how it follows, and when it ends."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import html5lib
import pytest
from werkzeug.test import TestResponse

from surveys.curation import Action, ActionState, Theme
from surveys.documents.sheets import filled_labels
from surveys.organising import printed_pages
from surveys.organising.printed_pages import sheet_of_page
from surveys.organising.publishing import end_due, published_page
from surveys.reader import READER_POLICY
from surveys.storage import Instance, PublicationEnded, open_office, publications_of
from surveys.survey import Survey
from tests.actors import Organiser, Participant, stores, today
from tests.pages import soup_of
from tests.promises.documents import words_of

from .conftest import AtOffice
from .test_notes import mask_fields


@pytest.fixture
def code(facilitator: AtOffice, survey: Survey, instance: Instance, base: str) -> str:
    """A version of eight notes, of which one is for the organisers only."""
    for number in range(7):
        stores(survey, instance, f"The seminar number {number} was helpful.", sharing=1 + number % 2)
    stores(survey, instance, "Only the organisers may know of the marmalade.", sharing=0)
    facilitator.reads(base)
    return facilitator.post(f"{base}/versions", audience="meeting").headers["Location"].rpartition("/")[2]


@pytest.fixture
def link(facilitator: AtOffice, base: str, code: str) -> str:
    return publishes(facilitator, base, code)


def note_with(facilitator: AtOffice, base: str, words: str) -> tuple[str, str]:
    """The text and the id of the first note with these words on the organisers' page."""
    return next(
        (tag.select_one(".text").get_text(), tag.select_one("input[name=note]")["value"])
        for tag in soup_of(facilitator.get(f"{base}/notes")).select(".note")
        if words in tag.get_text()
    )


def publishes(facilitator: AtOffice, base: str, code: str, days: int = 30) -> str:
    answer = facilitator.post(f"{base}/published", code=code, ends_on=str(today() + timedelta(days=days)))
    assert answer.status_code == 303, answer.text
    return link_on(facilitator, base)


def link_on(facilitator: AtOffice, base: str) -> str:
    field = soup_of(facilitator.get(f"{base}/published")).select_one("input[readonly]")
    return str(field["value"]).removeprefix("http://localhost")


def reads(stranger: Participant, link: str) -> TestResponse:
    """The page as anybody with the link gets it, checked: no script, no cookie, nothing fetched."""
    page = stranger.app.test_client().get(link)
    html5lib.HTMLParser(strict=True).parse(page.text)
    assert not soup_of(page).find_all(["script", "img", "iframe", "link", "object", "form"])
    assert "Set-Cookie" not in page.headers
    assert page.headers["Cache-Control"] == "no-store"
    assert "noindex" in page.headers["X-Robots-Tag"]
    if page.status_code == 200:
        assert page.headers["Content-Security-Policy"] == READER_POLICY
    return page


def test_reader_gets_the_notes_of_the_sheet_and_no_other(stranger: Participant, link: str) -> None:
    page = reads(stranger, link)
    texts = sorted(text.get_text() for text in soup_of(page).select(".notes .text"))
    assert texts == [f"The seminar number {number} was helpful." for number in range(7)]
    assert "marmalade" not in page.text


def printed(stranger: Participant, link: str, query: str = "") -> str:
    """The words of the document that anybody with the link gets."""
    answer = stranger.app.test_client().get(f"{link}/sheet.pdf{query}")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Content-Security-Policy"] == READER_POLICY
    return words_of("sheet.pdf", answer.data)


def test_reader_gets_the_same_sheet_as_pdf(stranger: Participant, link: str) -> None:
    """The head says once what the page says, the version and the audience too."""
    (a4, letter) = (a["href"] for a in soup_of(reads(stranger, link)).select(".print a"))
    assert (a4, letter) == (f"{link}/sheet.pdf", f"{link}/sheet.pdf?paper=us-letter")
    words = printed(stranger, link)
    assert [words.count(f"The seminar number {number} was helpful.") for number in range(7)] == [1] * 7
    assert "marmalade" not in words
    counts = soup_of(reads(stranger, link)).select_one(".counts").get_text(" ")
    assert words.count(" ".join(counts.split())) == 1
    assert words.count("For the people at the meeting") == 1


def test_a_document_of_a_page_follows_what_organisers_do(
    facilitator: AtOffice, stranger: Participant, base: str, link: str
) -> None:
    _text, note = note_with(facilitator, base, "number 3")
    facilitator.post(f"{base}/notes/withhold", note=note, page=1, reason="identifies")
    words = printed(stranger, link)
    assert "number 3" not in words
    assert "[withheld by the organisers]" in words
    assert "[withheld\u00a0by\u00a0the\u00a0organisers]" in reads(stranger, link).text  # on one line


@pytest.mark.parametrize("query", ["?paper=a0", "?paper="])
def test_a_document_on_paper_that_nobody_has_is_not_made(stranger: Participant, link: str, query: str) -> None:
    assert stranger.app.test_client().get(f"{link}/sheet.pdf{query}").status_code == 404


def test_a_percent_sign_in_the_words_of_an_organiser_breaks_no_document(instance: Instance, link: str) -> None:
    """The labels of a page are filled in already, and are not filled in again."""
    with open_office(instance.office, read_only=True) as office:
        (page,) = published_page(office, link.rpartition("/")[2], today=today())[1].values()
    page["labels"]["audience"] = "Asked by 100 %(x)s · For 5% of us"
    assert filled_labels(sheet_of_page(page, {}))["audience"] == "Asked by 100 %(x)s · For 5% of us"


def test_only_a_few_wait_for_a_document(stranger: Participant, link: str) -> None:
    """So that those who read pages need not wait for a thread."""
    held = [printed_pages.WAITING.acquire() for _ in range(printed_pages.MOST_WAITING)]
    try:
        answer = stranger.app.test_client().get(f"{link}/sheet.pdf")
        assert (answer.status_code, "Many people want this sheet" in answer.text) == (503, True)
    finally:
        for _ in held:
            printed_pages.WAITING.release()
    assert "seminar" in printed(stranger, link)


def test_no_page_says_which_notes_may_be_read_out(
    instance: Instance, organiser: Organiser, survey: Survey, link: str
) -> None:
    """The sheet knows it, for slides; what is sealed for readers does not."""
    with open_office(instance.office, read_only=True) as office:
        publication, pages = published_page(office, link.rpartition("/")[2], today=today())
    assert "aloud" not in str(pages)
    with organiser.unlocks(survey) as unlocked:
        sheet = unlocked.sheet(publication.code, str)
    assert {note.aloud for note, _question, _category in sheet.rows()} == {True, False}


def test_reader_learns_whom_to_turn_to(stranger: Participant, link: str) -> None:
    assert "the Diversity Office" in reads(stranger, link).text


def test_withholding_replaces_what_is_published(
    facilitator: AtOffice, stranger: Participant, base: str, link: str
) -> None:
    text, note = note_with(facilitator, base, "seminar")
    assert text in reads(stranger, link).text
    facilitator.post(f"{base}/notes/withhold", note=note, page=1, reason="identifies")
    assert text not in reads(stranger, link).text
    facilitator.post(f"{base}/notes/give-back", note=note, page=1)
    assert text in reads(stranger, link).text


def test_masking_replaces_what_is_published(facilitator: AtOffice, stranger: Participant, base: str, link: str) -> None:
    _text, note = note_with(facilitator, base, "number 3")
    facilitator.post(f"{base}/mask", **mask_fields(facilitator, base, note, "3"))
    page = reads(stranger, link).text
    assert "number 3" not in page
    assert "number […] was" in page


def test_note_that_needs_care_is_folded_until_the_mark_is_lifted(
    facilitator: AtOffice, stranger: Participant, base: str, link: str
) -> None:
    _text, note = note_with(facilitator, base, "number 3")
    facilitator.post(f"{base}/notes/care", note=note, page=1, needed=1)
    (folded,) = soup_of(reads(stranger, link)).select(".notes details")
    assert "Content warning" in folded.summary.get_text()
    assert "number 3" in folded.select_one(".text").get_text()
    assert not folded.has_attr("open")
    facilitator.post(f"{base}/notes/care", note=note, page=1, needed=0)
    assert not soup_of(reads(stranger, link)).select(".notes details")


def test_page_that_a_fault_left_behind_is_brought_up_to_date_by_hand(
    facilitator: AtOffice, organiser: Organiser, stranger: Participant, survey: Survey, base: str, link: str
) -> None:
    with organiser.unlocks(survey) as unlocked:  # this one knows nothing of published pages
        note = next(note for note in unlocked.notes() if "number 5" in note.text)
        unlocked.change_curation(lambda kept: kept.with_withheld(note.id, "hurts"))
    assert "number 5" in reads(stranger, link).text
    facilitator.post(f"{base}/published/refresh")
    assert "number 5" not in reads(stranger, link).text


def test_what_was_done_is_told(
    facilitator: AtOffice, organiser: Organiser, stranger: Participant, survey: Survey, base: str, code: str
) -> None:
    organiser_acts(organiser, survey, ActionState.IDEA)
    link = publishes(facilitator, base, code)
    action = soup_of(reads(stranger, link)).select_one(".action").get_text()
    assert "Too many evening meetings" in action
    assert "No meeting after six" in action


def organiser_acts(organiser: Organiser, survey: Survey, state: ActionState) -> None:
    action = Action("a1", "Too many evening meetings", "No meeting after six", "t1", "the run coordination", state)
    with organiser.unlocks(survey) as unlocked:
        notes = tuple(note.id for note in unlocked.notes())
        unlocked.change_curation(lambda kept: kept.with_themes((Theme("t1", "Hours", 0, notes),)))
        unlocked.save_curation(replace(unlocked.curation(), actions=(action,)))


def test_page_ends_on_its_day_and_nothing_of_it_stays(
    instance: Instance, survey: Survey, stranger: Participant, facilitator: AtOffice, base: str, code: str
) -> None:
    link = publishes(facilitator, base, code, days=1)
    end_due(instance, today())
    assert reads(stranger, link).status_code == 200
    with open_office(instance.office, read_only=True) as office, pytest.raises(PublicationEnded):
        published_page(office, link.rpartition("/")[2], today=today() + timedelta(days=1))
    end_due(instance, today() + timedelta(days=1))
    assert reads(stranger, link).status_code == 410
    assert _left(instance) == [None] * 6
    with open_office(instance.office, read_only=True) as office:
        assert not publications_of(office, survey.id)


def test_revoked_page_says_so_and_nothing_of_it_stays(
    instance: Instance, stranger: Participant, facilitator: AtOffice, base: str, code: str, link: str
) -> None:
    facilitator.post(f"{base}/published/revoke", code=code)
    page = reads(stranger, link)
    assert page.status_code == 410
    assert "seminar" not in page.text
    assert _left(instance) == [None] * 6
    assert soup_of(facilitator.get(base)).select(".trail [data-deed=took-page-back]")
    assert publishes(facilitator, base, code) != link, "an old link never comes to life again"


def test_deleted_survey_ends_its_pages(
    instance: Instance, survey: Survey, stranger: Participant, facilitator: AtOffice, base: str, link: str
) -> None:
    facilitator.post(f"{base}/delete", title=survey.title)
    assert reads(stranger, link).status_code == 410
    assert _left(instance) == [None] * 6


def _left(instance: Instance) -> list[Any]:
    with open_office(instance.office, read_only=True) as office:
        row = next(iter(office.table("publications").rows))
    return [value for name, value in row.items() if name != "name"]


@pytest.mark.parametrize("change", [lambda link: link[:-1], lambda link: link + "A", lambda link: "/r/" + "A" * 32])
def test_stranger_without_the_whole_link_gets_nothing(stranger: Participant, link: str, change: Any) -> None:
    page = reads(stranger, change(link))
    assert page.status_code == 404
    assert "seminar" not in page.text


def test_folder_without_the_link_says_nothing(instance: Instance, link: str) -> None:
    secret = link.rpartition("/")[2]
    for path in instance.folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert secret.encode() not in content
        assert b"seminar number" not in content


def typed(day: str | int) -> str:
    """A number is so many days from today."""
    return str(today() + timedelta(days=day)) if isinstance(day, int) else day


@pytest.mark.parametrize("day", ["", "soon", 0, 91, "2020-01-01"])
def test_last_day_lies_ahead_and_not_after_deletion(
    facilitator: AtOffice, base: str, code: str, day: str | int
) -> None:
    answer = facilitator.post(f"{base}/published", code=code, ends_on=typed(day))
    assert answer.status_code == 422
    soup = soup_of(answer)
    assert soup.select_one(".wrong")
    assert soup.select_one(f"input[value='{code}']").has_attr("checked")
    assert not soup.select("input[readonly]")


def ends(facilitator: AtOffice, base: str, code: str, day: Any) -> TestResponse:
    return facilitator.post(f"{base}/published/end", code=code, ends_on=str(day))


@pytest.mark.parametrize("days", [1, 90])
def test_last_day_is_made_sooner_or_later_under_the_same_link(
    facilitator: AtOffice, stranger: Participant, instance: Instance, base: str, code: str, link: str, days: int
) -> None:
    day = today() + timedelta(days=days)
    assert ends(facilitator, base, code, day).status_code == 303
    assert link_on(facilitator, base) == link
    assert f"{day.day} {day:%B %Y}" in reads(stranger, link).text
    assert soup_of(facilitator.get(base)).select(".trail [data-deed=changed-end]")
    end_due(instance, day - timedelta(days=1))
    assert reads(stranger, link).status_code == 200
    end_due(instance, day)
    assert reads(stranger, link).status_code == 410


@pytest.mark.parametrize("day", ["", "soon", 0, 91, "2020-01-01"])
def test_last_day_is_not_moved_past_the_deletion(
    facilitator: AtOffice, stranger: Participant, base: str, code: str, link: str, day: str | int
) -> None:
    before = reads(stranger, link).text
    answer = ends(facilitator, base, code, typed(day))
    assert answer.status_code == 422
    assert soup_of(answer).select_one("details[open] .wrong")
    assert len(soup_of(answer).select(".wrong")) == 1
    assert reads(stranger, link).text == before


def test_page_that_was_taken_back_gets_no_other_day(
    facilitator: AtOffice, stranger: Participant, base: str, code: str, link: str
) -> None:
    facilitator.post(f"{base}/published/revoke", code=code)
    assert ends(facilitator, base, code, today() + timedelta(days=9)).status_code == 410
    assert reads(stranger, link).status_code == 410


def test_publishing_twice_keeps_one_link(facilitator: AtOffice, base: str, code: str, link: str) -> None:
    assert publishes(facilitator, base, code) == link


def test_unknown_version_is_not_published(facilitator: AtOffice, base: str, code: str) -> None:
    answer = facilitator.post(f"{base}/published", code="NONE", ends_on=str(today() + timedelta(days=9)))
    assert answer.status_code == 404


def test_without_a_key_nobody_publishes_or_sees_links(colleague: AtOffice, base: str, code: str, link: str) -> None:
    assert colleague.get(f"{base}/published").status_code == 403
    assert colleague.post(f"{base}/published", code=code).status_code == 403
    assert colleague.post(f"{base}/published/revoke", code=code).status_code == 403
    assert colleague.post(f"{base}/published/end", code=code).status_code == 403
