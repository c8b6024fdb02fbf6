"""Tickets from the organisers' side: a draft asks for them, a page draws them, slips carry them, opening takes them."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader
from werkzeug.test import TestResponse

from surveys.collecting import is_code, new_code
from surveys.lifecycle import NoTickets, next_round_of
from surveys.storage import Instance
from surveys.survey import State, Survey
from tests.actors import PASSPHRASE, Organiser, stores, the_clock_turns, today
from tests.pages import soup_of

from .conftest import AtOffice
from .test_drafts import fields_of, kept


@pytest.fixture
def draft(organiser: Organiser) -> Survey:
    return organiser.drafts(tickets=30)


@pytest.fixture
def base(draft: Survey) -> str:
    return f"/office/surveys/{draft.id}"


def sent_by(page: TestResponse) -> dict[str, str]:
    """The fields of the page with the codes, as its form sends them before anything is ticked."""
    fields = soup_of(page).select("form.steps input[type=hidden]:not([name=csrf_token])")
    return {tag["name"]: tag["value"] for tag in fields}


def codes_on(page: TestResponse) -> list[str]:
    return sent_by(page)["codes"].split()


def problem_on(page: TestResponse) -> str | None:
    found = soup_of(page).select_one("[data-problem]")
    return found["data-problem"] if found else None


def draws(office: AtOffice, base: str) -> TestResponse:
    """From the draft to the page with the codes, by the buttons."""
    asked: BeautifulSoup = soup_of(office.get(f"{base}/open"))
    assert asked.select_one("[data-draws]")
    revision = asked.select_one("input[name=revision]")["value"]
    return office.post(f"{base}/open", revision=revision)


# ── the draft ──


@pytest.mark.parametrize(("tickets", "places"), [(5, 100), (100, 100), (101, 1_000), (1_001, 10_000), (5_000, 10_000)])
def test_a_draft_asks_for_tickets_and_has_room_for_all_who_get_one(
    facilitator: AtOffice, draft: Survey, base: str, instance: Instance, tickets: int, places: int
) -> None:
    fields = fields_of(facilitator.get(f"{base}/edit")) | {"writers": "tickets", "tickets": str(tickets)}
    assert facilitator.post(f"{base}/edit", **fields, button="save").status_code == 303
    assert (kept(instance, draft).tickets, kept(instance, draft).places) == (tickets, places)


@pytest.mark.parametrize("number", ["", "4", "5001", "-30", "30.5", "many", "²", "9" * 5_000])
def test_a_wrong_number_of_tickets_is_said_at_its_field_and_saves_the_rest(
    facilitator: AtOffice, draft: Survey, base: str, instance: Instance, number: str
) -> None:
    fields = fields_of(facilitator.get(f"{base}/edit")) | {"tickets": number, "title": "Saved all the same"}
    page = facilitator.post(f"{base}/edit", **fields, button="save")
    assert page.status_code == 422
    assert soup_of(page).select_one("#tickets-problem")
    assert soup_of(page).find(id="tickets")["value"] == number
    assert (kept(instance, draft).tickets, kept(instance, draft).title) == (30, "Saved all the same")


def test_there_are_at_least_as_many_tickets_as_notes_that_are_unlocked_together(
    facilitator: AtOffice, base: str
) -> None:
    fields = fields_of(facilitator.get(f"{base}/edit")) | {"tickets": "30", "minimum": "31"}
    assert soup_of(facilitator.post(f"{base}/edit", **fields, button="save")).select_one("#tickets-problem")


def test_without_tickets_their_number_does_not_matter(
    facilitator: AtOffice, draft: Survey, base: str, instance: Instance
) -> None:
    fields = fields_of(facilitator.get(f"{base}/edit")) | {"writers": "link", "tickets": "many", "places": "1000"}
    assert facilitator.post(f"{base}/edit", **fields, button="save").status_code == 303
    assert (kept(instance, draft).tickets, kept(instance, draft).places) == (0, 1_000)
    page = soup_of(facilitator.get(f"{base}/edit"))
    assert page.select_one("#writers input[value=link]").has_attr("checked")
    assert page.find(id="tickets")["value"] == ""


def test_two_who_change_the_number_are_asked_which_one(facilitator: AtOffice, draft: Survey, base: str) -> None:
    mine = fields_of(facilitator.get(f"{base}/edit"))
    facilitator.post(f"{base}/edit", **mine | {"tickets": "40"}, button="save")
    page = facilitator.post(f"{base}/edit", **mine | {"tickets": "50"}, button="save")
    assert soup_of(page).select_one("[data-conflict=tickets]")


def test_a_copy_and_the_next_round_have_as_many_tickets(
    facilitator: AtOffice, draft: Survey, base: str, instance: Instance
) -> None:
    copy = facilitator.post(f"{base}/duplicate").headers["Location"].split("/")[3]
    assert soup_of(facilitator.get(f"/office/surveys/{copy}/edit")).find(id="tickets")["value"] == "30"
    assert next_round_of(draft, title="Next", today=today()).tickets == 30


# ── drawing and opening ──


def test_the_page_has_as_many_codes_as_tickets_and_opens_the_survey_with_them(
    facilitator: AtOffice, draft: Survey, base: str, instance: Instance
) -> None:
    page = draws(facilitator, base)
    codes = codes_on(page)
    assert len(set(codes)) == 30
    assert all(map(is_code, codes))
    assert facilitator.post(f"{base}/open", **sent_by(page), have_slips="yes", button="open").status_code == 303
    assert kept(instance, draft).state is State.OPEN


def test_each_page_draws_anew(facilitator: AtOffice, base: str) -> None:
    assert not set(codes_on(draws(facilitator, base))) & set(codes_on(draws(facilitator, base)))


def test_it_opens_only_when_the_slips_are_there_and_keeps_the_codes_until_then(
    facilitator: AtOffice, draft: Survey, base: str, instance: Instance
) -> None:
    first = draws(facilitator, base)
    page = facilitator.post(f"{base}/open", **sent_by(first), button="open")
    assert (page.status_code, problem_on(page)) == (422, "tick")
    assert codes_on(page) == codes_on(first)
    assert kept(instance, draft).state is State.DRAFT


def missing_one(codes: list[str]) -> list[str]:
    return codes[1:]


def one_too_many(codes: list[str]) -> list[str]:
    return [*codes, new_code()]


def one_twice(codes: list[str]) -> list[str]:
    return [codes[1], *codes[1:]]


def one_is_none(codes: list[str]) -> list[str]:
    return ["0000-0000-0000-0000", *codes[1:]]


@pytest.mark.parametrize("spoil", [missing_one, one_too_many, one_twice, one_is_none])
def test_codes_that_do_not_fit_open_nothing_and_new_ones_are_drawn(
    facilitator: AtOffice, draft: Survey, base: str, instance: Instance, spoil: Any
) -> None:
    fields = sent_by(draws(facilitator, base))
    spoilt = spoil(fields["codes"].split())
    page = facilitator.post(f"{base}/open", **fields | {"codes": " ".join(spoilt)}, have_slips="yes", button="open")
    assert (page.status_code, problem_on(page)) == (409, "changed")
    assert len(codes_on(page)) == 30
    assert not set(codes_on(page)) & set(spoilt)
    assert kept(instance, draft).state is State.DRAFT


def test_the_library_too_opens_no_survey_without_its_tickets(organiser: Organiser, draft: Survey) -> None:
    with pytest.raises(NoTickets):
        organiser.opens(tickets=30)


def test_if_somebody_changes_the_draft_the_tickets_live_on(
    facilitator: AtOffice, organiser: Organiser, draft: Survey, base: str
) -> None:
    page = draws(facilitator, base)
    organiser.changes(draft, title="Another title")
    asked = facilitator.post(f"{base}/open", **sent_by(page), have_slips="yes", button="open")
    assert asked.status_code == 409
    assert soup_of(asked).select_one("[data-changed-meanwhile]")
    fields = {tag["name"]: tag["value"] for tag in soup_of(asked).select("main form input[type=hidden]")}
    assert codes_on(facilitator.post(f"{base}/open", **fields)) == codes_on(page)


def test_what_a_draft_lacks_is_said_before_anything_is_drawn(
    facilitator: AtOffice, organiser: Organiser, draft: Survey, base: str
) -> None:
    organiser.changes(draft, title="")
    page = facilitator.post(f"{base}/open")
    assert page.status_code == 422
    assert soup_of(page).select_one("#title-problem")


@pytest.mark.parametrize("tickets", [5, 5_000])
def test_a_page_that_waited_too_long_comes_back_with_its_codes_after_signing_in(
    facilitator: AtOffice, organiser: Organiser, draft: Survey, base: str, instance: Instance, tickets: int
) -> None:
    organiser.changes(draft, tickets=tickets, places=10_000)
    facilitator.client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"  # as browsers say
    fields = sent_by(draws(facilitator, base)) | {"have_slips": "yes", "button": "open"}
    for session in instance.sessions.glob("*"):
        session.unlink()
    asks = soup_of(shown_by(facilitator, f"{base}/open", fields))
    carried = {
        name: [tag["value"] for tag in asks.select(f"input[name={name}]")]
        for name in ("carried_to", "carried_by", "carried_name", "carried_value")
    }
    signs_in = {"name": "Ines", "passphrase": PASSPHRASE} | carried
    goes_on = soup_of(shown_by(facilitator, "/office/sign-in", signs_in))
    again = {tag["name"]: tag["value"] for tag in goes_on.select("main form input[type=hidden]")}
    assert again.pop("csrf_token")
    assert again == fields
    assert facilitator.post(f"{base}/open", **again).headers["Location"] == base
    assert kept(instance, draft).state is State.OPEN


def shown_by(office: AtOffice, path: str, fields: dict[str, Any]) -> TestResponse:
    """The page that a browser shows in the end; an answer that is short enough has an address of its own."""
    answer = office.post(path, **fields)
    if "Location" not in answer.headers:
        return answer
    assert not re.search(r"([2-9A-Z]{4}-){3}[2-9A-Z]{4}", answer.headers["Location"])
    return office.get(answer.headers["Location"])


def files_of(instance: Instance) -> Iterator[bytes]:
    for folder in (instance.office.parent, instance.sessions):
        yield from (path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_no_code_is_in_a_file_a_cookie_an_address_or_a_log(
    facilitator: AtOffice, base: str, instance: Instance, capfd: pytest.CaptureFixture[str]
) -> None:
    fields = sent_by(page := draws(facilitator, base))
    answers = [page, facilitator.post(f"{base}/open", **fields, button="open")]
    answers += [facilitator.post(f"{base}/tickets/{name}", **fields) for name in ("slips-a4.pdf", "codes.txt")]
    answers += [facilitator.post(f"{base}/open", **fields, have_slips="yes", button="open")]
    heads = "".join(f"{answer.request.path}{answer.request.query_string!r}{answer.headers}" for answer in answers)
    with facilitator.client.session_transaction("/office/") as cookie:  # it is packed
        heads += repr(dict(cookie))
    logged = "".join(capfd.readouterr())
    files = list(files_of(instance))
    assert len(files) > 2
    for code in codes_on(page):
        for spelling in (code, code.replace("-", "")):
            assert spelling not in heads + logged
            assert not any(spelling.encode() in content for content in files)


def test_nobody_without_the_key_draws(colleague: AtOffice, visitor: AtOffice, base: str) -> None:
    for step in ("open", "tickets/slips-a4.pdf", "tickets/codes.txt"):
        assert colleague.post(f"{base}/{step}").status_code == 403
        assert visitor.post(f"{base}/{step}").status_code == 401


# ── what is downloaded ──


def test_the_text_file_has_the_bare_codes_in_another_order(facilitator: AtOffice, base: str) -> None:
    fields = sent_by(draws(facilitator, base))
    files = [facilitator.post(f"{base}/tickets/codes.txt", **fields) for _time in range(2)]
    assert {answer.mimetype for answer in files} == {"text/plain"}
    first, second = (answer.text.splitlines() for answer in files)
    assert set(first) == set(second) == set(fields["codes"].split())
    assert first != second


def printed_on(slips: TestResponse) -> list[str]:
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(slips.data)).pages)
    fours = re.findall(r"\b([2-9A-Z]{4}) ([2-9A-Z]{4})\n([2-9A-Z]{4}) ([2-9A-Z]{4})\b", text)
    return ["-".join(code) for code in fours]


def test_no_ticket_is_both_in_the_box_and_in_a_letter(facilitator: AtOffice, base: str) -> None:
    fields = sent_by(draws(facilitator, base)) | {"letters": "12"}
    in_letters = facilitator.post(f"{base}/tickets/codes.txt", **fields).text.split()
    in_the_box = printed_on(facilitator.post(f"{base}/tickets/slips-letter.pdf", **fields))
    assert (len(in_letters), len(in_the_box)) == (12, 18)
    assert set(in_letters) | set(in_the_box) == set(fields["codes"].split())


@pytest.mark.parametrize("number", ["-1", "30", "many", "1.5", "²", "9" * 5_000])
def test_a_number_of_letters_that_cannot_be_hands_out_nothing(facilitator: AtOffice, base: str, number: str) -> None:
    fields = sent_by(draws(facilitator, base)) | {"letters": number}
    for name in ("slips-a4.pdf", "codes.txt"):
        assert facilitator.post(f"{base}/tickets/{name}", **fields).status_code == 400


def test_the_slips_have_each_code_once_and_nothing_that_says_when_or_who(facilitator: AtOffice, base: str) -> None:
    fields = sent_by(draws(facilitator, base))
    slips = facilitator.post(f"{base}/tickets/slips-a4.pdf", **fields)
    pdf, printed = PdfReader(BytesIO(slips.data)), printed_on(slips)
    assert sorted(printed) == sorted(fields["codes"].split())
    assert printed != fields["codes"].split()
    assert len(pdf.pages) == 2
    assert not {"/Author", "/CreationDate", "/ModDate"} & set(pdf.metadata)


@pytest.mark.parametrize("name", ["slips-a4.pdf", "slips-letter.pdf", "codes.txt"])
def test_without_the_codes_there_is_nothing_to_download(facilitator: AtOffice, base: str, name: str) -> None:
    for answer in (
        facilitator.get(f"{base}/tickets/{name}"),
        facilitator.post(f"{base}/tickets/{name}"),
        facilitator.post(f"{base}/tickets/{name}", codes=" ".join(new_code() for _number in range(29))),
    ):
        assert answer.headers["Location"] == f"{base}/open"


def test_once_it_is_open_nobody_gets_slips_again(facilitator: AtOffice, base: str) -> None:
    fields = sent_by(draws(facilitator, base))
    facilitator.post(f"{base}/open", **fields, have_slips="yes", button="open")
    for name in ("slips-a4.pdf", "codes.txt"):
        assert facilitator.post(f"{base}/tickets/{name}", **fields).status_code == 409


def test_the_longest_title_and_odd_signs_stay_on_their_slips(
    facilitator: AtOffice, organiser: Organiser, draft: Survey, base: str
) -> None:
    organiser.changes(draft, title="#set page(); $x^2$ \\u{0} *no* @ref <b> 冒名顶替 " + "long " * 6)
    fields = sent_by(draws(facilitator, base))
    pdf = PdfReader(BytesIO(facilitator.post(f"{base}/tickets/slips-letter.pdf", **fields).data))
    assert len(pdf.pages) == 2
    assert "#set page(); $x^2$" in " ".join(pdf.pages[0].extract_text().split())


# ── while the survey is open ──


@pytest.fixture
def opened(organiser: Organiser) -> Survey:
    return organiser.opens(codes=[new_code() for _number in range(30)])


def test_its_page_says_how_many_tickets_there_are_and_that_nobody_sees_the_codes_again(
    facilitator: AtOffice, opened: Survey
) -> None:
    page = soup_of(facilitator.get(f"/office/surveys/{opened.id}"))
    assert page.select_one("[data-shown-once]")
    assert "30" in page.select_one("[data-invite] dd").get_text()
    assert "30" in page.select_one("[data-writers]").get_text()
    assert not page.select_one("[data-room]")


def test_used_tickets_are_counted_by_the_tally_alone(
    facilitator: AtOffice, organiser: Organiser, instance: Instance
) -> None:
    codes = [new_code() for _number in range(30)]
    survey = organiser.opens(codes=codes)

    def used() -> str:
        return str(soup_of(facilitator.get(f"/office/surveys/{survey.id}")).select_one("[data-used]")["data-used"])

    for number, code in enumerate(codes[:13]):
        stores(survey, instance, f"The seminar number {number} was helpful for students.", ticket=code)
    assert used() == "0", "not before the clock turns"
    the_clock_turns(instance)
    assert used() == "10", "in fives"


@pytest.mark.parametrize("page", ["poster", "poster?view=projector", "invitation-text", "new-link"])
def test_the_pages_that_invite_say_that_a_ticket_is_needed(
    facilitator: AtOffice, organiser: Organiser, opened: Survey, page: str
) -> None:
    without = organiser.opens()
    assert soup_of(facilitator.get(f"/office/surveys/{opened.id}/{page}")).select_one("[data-needs-ticket]")
    assert not soup_of(facilitator.get(f"/office/surveys/{without.id}/{page}")).select_one("[data-needs-ticket]")


def test_its_room_cannot_be_changed_because_tickets_are_all_there_is(facilitator: AtOffice, opened: Survey) -> None:
    page = soup_of(facilitator.get(f"/office/surveys/{opened.id}/changes"))
    assert not page.select("#places")


# ── the trial ──


def test_a_trial_slip_is_marked_and_the_trial_says_that_the_survey_will_ask_for_a_ticket(
    facilitator: AtOffice, organiser: Organiser, draft: Survey, base: str
) -> None:
    without = organiser.drafts()
    assert soup_of(facilitator.get(f"{base}/try/phone")).select_one("[data-trial-slip] a[href$='slip-a4.pdf']")
    assert not soup_of(facilitator.get(f"/office/surveys/{without.id}/try/phone")).select_one("[data-trial-slip]")
    pdf = PdfReader(BytesIO(facilitator.get(f"{base}/try/slip-letter.pdf").data))
    assert "Trial" in pdf.pages[0].extract_text()
    assert soup_of(facilitator.client.get(f"{base}/try")).select_one(".band [data-needs-ticket]")
    assert not soup_of(facilitator.client.get(f"/office/surveys/{without.id}/try")).select_one(
        ".band [data-needs-ticket]"
    )


def test_codes_that_were_not_drawn_for_this_survey_do_not_open_it(
    facilitator: AtOffice, organiser: Organiser, base: str
) -> None:
    """Otherwise the slips of one survey could be led to another one, with another key."""
    other = organiser.drafts(tickets=30)
    theirs, ours = sent_by(draws(facilitator, f"/office/surveys/{other.id}")), sent_by(draws(facilitator, base))
    chosen = " ".join(f"AAAA-AAAA-AAAA-AA{first}{second}" for first in "ABCDEF" for second in "ABCDE")
    for change in ({"codes": theirs["codes"]}, {"codes": theirs["codes"], "drawn": theirs["drawn"]}, {"codes": chosen}):
        page = facilitator.post(f"{base}/open", **ours | change, have_slips="yes", button="open")
        assert (page.status_code, problem_on(page)) == (409, "changed")
        assert not set(codes_on(page)) & set(change["codes"].split())


def test_who_comes_second_with_other_tickets_is_asked_to_destroy_the_slips(facilitator: AtOffice, base: str) -> None:
    first, second = sent_by(draws(facilitator, base)), sent_by(draws(facilitator, base))
    for sent, are_dead in ((first, False), (first, False), (second, True)):
        facilitator.post(f"{base}/open", **sent, have_slips="yes", button="open")
        assert ("please destroy them" in facilitator.get(base).text) is are_dead
