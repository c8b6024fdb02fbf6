"""An organiser's own phone tries a survey by a link that works for an hour, stores nothing and opens nothing else."""

from time import time
from urllib.parse import urlsplit

import pytest
from flask import Flask

from surveys.facilitator.setup import trying
from surveys.storage import Instance
from surveys.survey import Survey
from tests.actors import Organiser, Participant, answers, hidden_fields
from tests.pages import soup_of

from .conftest import AtOffice

HOUR = 3600


@pytest.fixture
def phone(app: Flask) -> Participant:
    return Participant(app)


def trial_of(facilitator: AtOffice, survey: Survey) -> str:
    page = soup_of(facilitator.get(f"/office/surveys/{survey.id}/try/phone"))
    assert page.select_one("img.qr")["src"].startswith("data:image/svg+xml")
    return urlsplit(page.find(id="link").get_text().strip()).path


@pytest.mark.parametrize("state", ["draft", "open"])
def test_the_phone_sees_the_real_pages_and_nothing_is_stored(
    facilitator: AtOffice, organiser: Organiser, phone: Participant, instance: Instance, state: str
) -> None:
    survey = organiser.opens() if state == "open" else organiser.drafts()
    link = trial_of(facilitator, survey)
    for page in (phone.get(link), phone.get(link)):
        assert soup_of(page).find("form")["action"].startswith(f"{link}/")
        assert soup_of(page).select_one(".band")
        assert not soup_of(page).select("a[href^='/office']"), "a phone that is not signed in gets no door to it"
    checked = phone.post(f"{link}/check", answers(survey, "Anna Keller helps everybody."))
    assert "Anna Keller" not in soup_of(checked).find(class_="note").get_text()
    assert phone.post(f"{link}/notes", hidden_fields(checked) | {"sharing": "2"}).status_code == 200
    wall = instance.wall_of(survey)
    assert not wall.path.exists() if state == "draft" else wall.count_used() == 0


def test_a_trial_without_encryption_says_so(
    facilitator: AtOffice, organiser: Organiser, phone: Participant, app: Flask
) -> None:
    link = trial_of(facilitator, organiser.drafts())
    assert not soup_of(phone.get(link)).select("[data-unencrypted]")
    in_the_room = app.test_client().get(link, base_url="http://192.0.2.7:8000")
    assert soup_of(in_the_room).select_one(".band [data-unencrypted]")


def test_it_shows_the_words_as_they_are_now(facilitator: AtOffice, organiser: Organiser, phone: Participant) -> None:
    survey = organiser.drafts()
    link = trial_of(facilitator, survey)
    phone.get(link)
    organiser.changes(survey, title="Changed since then")
    assert "Changed since then" in soup_of(phone.get(link)).get_text()


def test_it_ends_after_an_hour(organiser: Organiser, phone: Participant, facilitator: AtOffice) -> None:
    survey = organiser.drafts()
    ends = int(trial_of(facilitator, survey).split(".")[1])
    assert HOUR - 60 < ends - time() <= HOUR
    over = f"/trial/{trying.token_of(survey, int(time()) - 1)}"
    assert phone.get(over).status_code == 410
    assert phone.post(f"{over}/check", answers(survey, "Too late.")).status_code == 410


def test_it_dies_with_the_server(
    organiser: Organiser, phone: Participant, facilitator: AtOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = trial_of(facilitator, organiser.drafts())
    monkeypatch.setattr(trying, "_KEY", bytes(32))
    assert phone.get(link).status_code == 410


@pytest.mark.parametrize(
    "forge", ["", ".", "..", "²", "{id}.9999999999.{signature}", "{id}.{ends}.", "{id}..{signature}"]
)
def test_a_link_that_nobody_made_opens_nothing(
    organiser: Organiser, phone: Participant, facilitator: AtOffice, forge: str
) -> None:
    survey = organiser.drafts()
    survey_id, ends, signature = trial_of(facilitator, survey).removeprefix("/trial/").split(".")
    link = f"/trial/{forge.format(id=survey_id, ends=ends, signature=signature)}"
    assert phone.app.test_client().get(link).status_code in (404, 410)


def test_the_link_of_one_survey_opens_no_other_and_nothing_of_the_office(
    organiser: Organiser, phone: Participant, facilitator: AtOffice
) -> None:
    mine, other = organiser.drafts(), organiser.drafts()
    link = trial_of(facilitator, mine)
    assert phone.app.test_client().get(link.replace(mine.id, other.id)).status_code == 410
    token = link.removeprefix("/trial/")
    for path in (f"/office/surveys/{token}", f"/office/surveys/{token}/edit", f"/office/surveys/{mine.id}"):
        assert phone.app.test_client().get(path).status_code == 401


def test_only_who_holds_the_key_gets_a_link(colleague: AtOffice, organiser: Organiser) -> None:
    assert colleague.get(f"/office/surveys/{organiser.drafts().id}/try/phone").status_code == 403


def test_what_was_typed_is_behind_an_address_of_its_own_that_ends_with_the_link(
    organiser: Organiser, phone: Participant, facilitator: AtOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = organiser.drafts()
    link, ours = trial_of(facilitator, survey), {"Sec-Fetch-Site": "same-origin"}
    moved = phone.post(f"{link}/check", answers(survey, "The canteen is far."), headers=ours)
    assert moved.status_code == 303
    address, browser = moved.headers["Location"], phone.app.test_client()
    shown = browser.get(address, headers=ours)
    assert "canteen" in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    assert urlsplit(browser.get(address).headers["Location"]).path == link, "from elsewhere it is the form"
    monkeypatch.setattr(trying, "_KEY", bytes(32))
    assert browser.get(address, headers=ours).status_code == 410
