"""Who is invited reads who asks, what is asked, until when and what happens to the words, wherever it is pasted."""

from base64 import b64decode
from datetime import datetime, time, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from surveys.collecting import new_code
from surveys.storage import Instance
from surveys.survey import Prompt, Survey
from tests.actors import Organiser, stores, the_clock_turns, today
from tests.pages import soup_of

from .conftest import AtOffice

LONGEST_LINK = 2_000
"""What Windows passes on to an e-mail program."""


def in_three_days() -> datetime:
    """A closing time of the server's clock."""
    return datetime.combine(today() + timedelta(days=3), time(14, 30))


def invites(facilitator: AtOffice, survey: Survey) -> tuple[dict[str, str], str]:
    """The boxes by their ids, and where the button for an e-mail leads."""
    soup = soup_of(facilitator.get(f"/office/surveys/{survey.id}/invitation-text"))
    boxes = {box["id"]: box.get_text().strip() for box in soup.find_all("textarea")}
    return boxes | {"subject": soup.find(id="subject")["value"]}, soup.select_one("[data-mailto]")["href"]


def test_the_email_says_who_asks_what_until_when_and_to_whom_people_can_turn(
    facilitator: AtOffice, organiser: Organiser
) -> None:
    closes = in_three_days()
    conduct = "https://conduct.example.org/"
    survey = organiser.opens(asked_by="CMS & friends", closes_at=closes, code_of_conduct=conduct)
    boxes, _link = invites(facilitator, survey)
    said = [survey.asked_by, *(prompt.text for prompt in survey.prompts), f"/s/{survey.slug}", f"{closes:%B %Y}, 14:30"]
    assert [words for words in [*said, survey.contacts, conduct] if words not in boxes["text"]] == []
    assert survey.title in boxes["subject"]


def test_the_text_for_a_chat_has_two_lines_and_each_text_has_link_and_asker(
    facilitator: AtOffice, organiser: Organiser
) -> None:
    survey = organiser.opens(asked_by="CMS Diversity Office", closes_at=in_three_days())
    boxes, _link = invites(facilitator, survey)
    assert len(boxes["chat"].splitlines()) == 2
    for name in ("text", "chat", "agenda"):
        assert f"http://localhost/s/{survey.slug}" in boxes[name]
        assert survey.asked_by in boxes[name]


def test_with_tickets_no_text_says_that_the_link_is_enough(facilitator: AtOffice, organiser: Organiser) -> None:
    survey = organiser.opens(codes=tuple(new_code() for _ in range(6)))
    boxes, _link = invites(facilitator, survey)
    for name in ("text", "chat", "agenda"):
        assert "your ticket" in boxes[name]
        assert f"/s/{survey.slug}" in boxes[name]
        assert "type the code" not in boxes[name]
    assert len(boxes["chat"].splitlines()) == 2
    boxes, _link = invites(facilitator, organiser.opens())
    assert "ticket" not in "".join(boxes.values())


@pytest.mark.parametrize("title", ["Was & wie? 100 % offen + ehrlich #1", "Qué te gusta: «ideas»"])
def test_an_email_program_gets_the_words_as_they_are_read(
    facilitator: AtOffice, organiser: Organiser, title: str
) -> None:
    boxes, link = invites(facilitator, organiser.opens(title=title, prompts=(Prompt("Why?"),), contacts=""))
    sent = parse_qs(urlsplit(link).query.replace("+", "%2B"), strict_parsing=True)
    assert sent["subject"] == [boxes["subject"]]
    assert sent["body"][0].splitlines() == boxes["text"].splitlines()
    assert "%0D%0A" in link
    assert " " not in link


def test_a_link_that_would_be_too_long_brings_a_shorter_text(facilitator: AtOffice, organiser: Organiser) -> None:
    survey = organiser.opens(title="夢" * 80, asked_by="室" * 80, contacts="Who helps, and where. " * 90)
    boxes, link = invites(facilitator, survey)
    assert len(link) <= LONGEST_LINK
    assert f"/s/{survey.slug}" in unquote(link)
    assert survey.contacts.strip() in boxes["text"]


def test_the_code_can_be_downloaded_for_slides_and_for_print(facilitator: AtOffice, base: str) -> None:
    soup = soup_of(facilitator.get(f"{base}/invitation-text"))
    files = {link["download"].rpartition(".")[2]: link["href"] for link in soup.select("a[download]")}
    assert files["svg"].startswith("data:image/svg+xml")
    assert b64decode(files["png"].removeprefix("data:image/png;base64,")).startswith(b"\x89PNG")


def test_the_projector_asks_for_the_tally_and_learns_of_the_end(
    facilitator: AtOffice, organiser: Organiser, survey: Survey, base: str, instance: Instance
) -> None:
    ask = soup_of(facilitator.get(f"{base}/poster?view=projector")).select_one("[data-ask]")["data-ask"]
    assert 'data-tally="0"' in facilitator.get(ask).json["count"]
    for _ in range(12):
        stores(survey, instance, "More seminars, please.")
    assert 'data-tally="0"' in facilitator.get(ask).json["count"], "the clock has not turned"
    the_clock_turns(instance)
    assert 'data-tally="10"' in facilitator.get(ask).json["count"]
    organiser.closes(survey)
    assert facilitator.get(ask).json["count"] == ""


def test_the_projector_says_until_when(facilitator: AtOffice, organiser: Organiser) -> None:
    survey = organiser.opens(closes_at=in_three_days())
    page = soup_of(facilitator.get(f"/office/surveys/{survey.id}/poster?view=projector"))
    assert "14:30" in page.select_one("[data-until]").get_text()
