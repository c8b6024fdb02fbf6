"""Writing with a ticket: one sending each, in every spelling, and no refusal loses a word."""

import os
from typing import Any

import pytest
from bs4 import BeautifulSoup

from surveys.collecting import new_code, states_of
from surveys.lifecycle import NoTickets
from surveys.storage import Instance
from surveys.survey import Survey
from tests.actors import Organiser, Participant, answers, code_of, hidden_fields, marked, stores
from tests.pages import soup_of
from tests.participant.pages_of_tickets import pages_of_tickets

CODES = ("2345-6789-ABCD-EFGH", "JKLM-NPQR-STUV-WXYZ", "2222-3333-4444-5555", "6666-7777-8888-9999")
ONE, OTHER = CODES[:2]
NONE = "ZZZZ-ZZZZ-ZZZZ-ZZZZ"
SEND = {"sharing": "2"}


@pytest.fixture
def survey(organiser: Organiser) -> Survey:
    """Sticky notes for the holders of four tickets."""
    return organiser.opens(codes=CODES)


def with_ticket(participant: Participant, ticket: str) -> dict[str, Any]:
    """What the form behind a ticket sends along with the words."""
    return hidden_fields(participant.get(f"/t/{ticket}"))


def texts(organiser: Organiser, survey: Survey) -> list[str]:
    return sorted(note.text for note in organiser.peeks(survey))


def test_a_ticket_opens_the_form_and_is_good_for_one_sending(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    fields = with_ticket(participant, ONE)
    thanks = participant.sends(survey, "Good coffee.", "More light.", **fields)
    assert marked(thanks, "locked") == "2"
    assert not soup_of(thanks).find("button", attrs={"name": "another"})
    assert marked(participant.get(f"/t/{ONE}"), "ticket") == "spent"
    assert with_ticket(participant, OTHER)["ticket"] == OTHER
    assert texts(organiser, survey) == ["Good coffee.", "More light."]


NO_CODE_BUT_ITS_LETTERS = "23%2545%22%3E%3C6789-ABCD-EFGH"


@pytest.mark.parametrize(
    "spelling", [ONE, ONE.lower(), ONE.replace("-", ""), ONE.replace("-", "%20"), NO_CODE_BUT_ITS_LETTERS]
)
def test_any_spelling_in_the_address(participant: Participant, survey: Survey, spelling: str) -> None:
    assert survey.title in participant.get(f"/t/{spelling}").text
    assert with_ticket(participant, spelling)["ticket"] == ONE


@pytest.mark.parametrize("address", ["/t/{}/", "/T/{}", "/T/{}/", "/{}"])
@pytest.mark.parametrize("spelling", [ONE, ONE.lower().replace("-", "")])
def test_addresses_as_people_type_them(participant: Participant, survey: Survey, address: str, spelling: str) -> None:
    """The slip says where to go and what to type there: some type both in one line."""
    page = participant.get(address.format(spelling), follow_redirects=True)
    assert hidden_fields(page)["ticket"] == ONE


@pytest.mark.parametrize("address", ["/", "/s/", f"/t/{NONE}"])
@pytest.mark.parametrize("typed", [ONE, f" {ONE.lower()}.", f"https://notes.example.org/t/{ONE}"])
def test_a_ticket_can_be_typed_or_pasted(participant: Participant, survey: Survey, address: str, typed: str) -> None:
    form = soup_of(participant.get(f"/s/{survey.slug}" if address == "/s/" else address)).form
    assert participant.post(form["action"], {form.find("input", type="text")["name"]: typed}).location == f"/t/{ONE}"


@pytest.mark.parametrize("typed", ["ABC", NONE, "x" * 300])
def test_what_is_no_ticket_remains_in_the_field(participant: Participant, typed: str) -> None:
    page = participant.get(f"/t/{typed}")
    assert (page.status_code, marked(page, "ticket")) == (404, "unknown")
    assert soup_of(page).find(id="ticket")["value"] == typed


@pytest.mark.parametrize("ticket", ["", "ABC", NONE, "spent"])
@pytest.mark.parametrize("step", ["check", "notes"])
def test_without_a_good_ticket_nothing_is_stored_and_every_word_comes_back(
    participant: Participant, organiser: Organiser, survey: Survey, ticket: str, step: str
) -> None:
    participant.sends(survey, "First.", **with_ticket(participant, ONE))
    fields = hidden_fields(participant.checks(survey, "Marmalade.", **with_ticket(participant, OTHER))) | SEND
    page = participant.post(f"/s/{survey.slug}/{step}", fields | {"ticket": ONE if ticket == "spent" else ticket})
    assert page.status_code == 409
    assert "Marmalade." in page.text
    again = hidden_fields(page) | SEND | {"ticket": OTHER}
    check = participant.post(soup_of(page).form["action"], again)
    assert marked(participant.posts_notes(survey, hidden_fields(check) | SEND), "locked") == "1"
    assert texts(organiser, survey) == ["First.", "Marmalade."]


@pytest.mark.parametrize(
    ("page", "label", "value"),
    [
        ("no code", "Your ticket", ""),
        ("unknown", "Your ticket", NONE),
        ("sent without", "Your ticket", ""),
        ("sent with an unknown one", "Your ticket", NONE),
        ("sent with a used one", "Another ticket", ""),
    ],
)
def test_the_field_for_a_ticket_has_its_label_its_problem_and_no_autofill(
    participant: Participant, survey: Survey, page: str, label: str, value: str
) -> None:
    """Where something is wrong, it is said aloud and the cursor is in the field; a used ticket need not be deleted."""
    soup = BeautifulSoup(pages_of_tickets(participant, survey, CODES, "Good coffee.", "en")[page], "html.parser")
    field, problem = soup.find(id="ticket"), soup.find(role="alert")
    assert soup.find("label", attrs={"for": "ticket"}).get_text() == label
    assert (field["value"], field["autocomplete"], field["spellcheck"]) == (value, "off", "false")
    assert all(soup.find(id=one).get_text(strip=True) for one in field["aria-describedby"].split())
    assert ("wrong" in field["aria-describedby"], "autofocus" in field.attrs) == (problem is not None,) * 2
    assert (problem is None) == (page == "no code")


def test_who_writes_hears_of_the_one_sending_before_it_is_too_late(participant: Participant, survey: Survey) -> None:
    """On the check page as long as a question has no answer; before a take-back, which gives no ticket back."""
    fields = with_ticket(participant, ONE)
    assert marked(participant.checks(survey, "Good coffee.", **fields), "ticket") == "once"
    assert marked(participant.checks(survey, "Good coffee.", "More light.", **fields), "ticket") is None
    assert marked(participant.get(f"/s/{survey.slug}/take-back"), "ticket") == "spent"


def test_the_form_behind_a_ticket_is_compressed(participant: Participant, survey: Survey) -> None:
    page = participant.app.test_client().get(f"/t/{ONE}", headers={"Accept-Encoding": "gzip"})
    assert page.headers["Content-Encoding"] == "gzip"


def test_sent_again_is_thanks_and_stored_once(participant: Participant, organiser: Organiser, survey: Survey) -> None:
    fields = hidden_fields(participant.checks(survey, "Good coffee.", **with_ticket(participant, ONE))) | SEND
    for said in (None, "before"):
        assert marked(participant.posts_notes(survey, fields), "sent") == said
    assert marked(participant.post(f"/s/{survey.slug}/check", fields), "sent") == "before"
    assert texts(organiser, survey) == ["Good coffee."]


def test_a_sending_cut_off_behind_its_ticket_can_be_finished(
    participant: Participant, organiser: Organiser, instance: Instance, survey: Survey
) -> None:
    fields = hidden_fields(participant.checks(survey, "Good coffee.", **with_ticket(participant, ONE))) | SEND
    instance.wall_of(survey).spend(*states_of(ONE, fields["code"]))
    assert texts(organiser, survey) == []
    assert marked(participant.posts_notes(survey, fields), "locked") == "1"


def test_a_note_that_was_taken_back_does_not_give_the_ticket_back(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    fields = hidden_fields(participant.checks(survey, "Good coffee.", **with_ticket(participant, ONE))) | SEND
    code = code_of(participant.posts_notes(survey, fields))
    assert marked(participant.takes_back(survey, code), "message") == "done"
    assert marked(participant.get(f"/t/{ONE}"), "ticket") == "spent"
    participant.posts_notes(survey, fields)
    assert texts(organiser, survey) == []


def test_make_it_a_new_note_needs_another_ticket(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    fields = hidden_fields(participant.checks(survey, "Good coffee.", **with_ticket(participant, ONE))) | SEND
    participant.posts_notes(survey, fields)
    page = participant.post(f"/s/{survey.slug}/check", fields | {"another": "1"})
    assert page.status_code == 409
    assert texts(organiser, survey) == ["Good coffee."]


def test_a_ticket_of_another_survey_opens_that_one_only(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    theirs = organiser.opens("imposter-syndrome", codes=(code := new_code(),))
    assert theirs.title in participant.get(f"/t/{code}").text
    assert participant.checks(survey, "Words.", ticket=code).status_code == 409


def test_a_closed_survey_says_so_to_its_tickets(participant: Participant, organiser: Organiser, survey: Survey) -> None:
    organiser.closes(survey)
    assert marked(participant.get(f"/t/{ONE}"), "closure") == "over"


def test_no_ticket_opens_anything_once_notes_were_unlocked(
    participant: Participant, organiser: Organiser, instance: Instance, survey: Survey
) -> None:
    wide = organiser.opens(codes=(codes := [new_code() for _ in range(6)]))
    for code in codes[:5]:
        stores(wide, instance, "Note.", ticket=code)
    organiser.reads_all(wide)
    assert marked(participant.get(f"/t/{codes[5]}"), "ticket") == "unknown"


def test_a_survey_opens_only_with_all_its_tickets(organiser: Organiser) -> None:
    for codes in ((), CODES[:3], [*CODES[:3], CODES[0]], [*CODES[:3], "no code"]):
        with pytest.raises(NoTickets):
            organiser.opens(codes=codes, tickets=4)


def test_answers_need_no_ticket_where_there_is_none(participant: Participant, organiser: Organiser) -> None:
    page = participant.post(f"/s/{organiser.opens().slug}/check", answers(organiser.opens(), "Good."))
    assert "ticket" not in hidden_fields(page)


def test_whoever_has_no_ticket_uses_up_no_room_of_those_who_have_one(
    participant: Participant, instance: Instance, survey: Survey
) -> None:
    """The ceiling counts notes before they are stored, so a ticket has to be looked at before that."""
    fields = hidden_fields(participant.checks(survey, "Good coffee.", **with_ticket(participant, ONE))) | SEND
    for _ in range(3):
        assert participant.posts_notes(survey, fields | {"ticket": NONE}).status_code == 409
    assert not (instance.sessions / f"{survey.id}.ceiling").exists()
    participant.posts_notes(survey, fields)
    assert (instance.sessions / f"{survey.id}.ceiling").exists()


def test_words_that_were_changed_after_sending_come_back_to_copy(participant: Participant, survey: Survey) -> None:
    fields = hidden_fields(participant.checks(survey, "Good coffee.", **with_ticket(participant, ONE))) | SEND
    participant.posts_notes(survey, fields)
    again = participant.post(f"/s/{survey.slug}/check", fields | {"answer-0-text": "Marmalade."})
    assert marked(again, "sent") == "before"
    assert soup_of(again).find("textarea").get_text().strip() == "Marmalade."


@pytest.mark.parametrize("typed", [ONE, NONE])
def test_while_its_wall_cannot_be_read_a_ticket_is_not_called_unknown(
    participant: Participant, organiser: Organiser, instance: Instance, survey: Survey, typed: str
) -> None:
    """Or members throw good slips away. A ticket of another survey is as good as before."""
    other = organiser.opens(codes=(code := new_code(),))
    path = instance.wall_of(survey).path
    path.write_bytes(os.urandom(path.stat().st_size))
    page = participant.get(f"/t/{typed}")
    assert page.status_code == 503
    assert marked(page, "ticket") is None
    assert path.stem not in page.text
    assert survey.slug not in page.text
    assert hidden_fields(participant.get(f"/t/{code}"))["ticket"] == code
    assert other.title in participant.get(f"/t/{code}").text
