"""Without encryption, a sensitive survey takes nothing; others say what the network sees."""

from flask import Flask

from tests.actors import Organiser, answers, marked
from tests.pages import soup_of

ROOM = "http://192.0.2.7:8000"


def test_a_sensitive_survey_takes_nothing_over_an_open_network(app: Flask, organiser: Organiser) -> None:
    survey = organiser.opens("microaggressions")
    browser = app.test_client()
    page = browser.get(f"/s/{survey.slug}", base_url=ROOM)
    assert marked(page, "closure") == "exposed"
    assert "<textarea" not in page.text
    sent = browser.post(f"/s/{survey.slug}/check", data=answers(survey, "He laughed."), base_url=ROOM)
    assert sent.status_code == 409
    assert "He laughed." in sent.text, "what she typed is still there"


def test_behind_tls_it_does(app: Flask, organiser: Organiser) -> None:
    survey = organiser.opens("microaggressions")
    assert "<textarea" in app.test_client().get(f"/s/{survey.slug}", base_url="https://notes.example.org").text


def test_a_server_that_lets_the_room_in_is_open_also_to_who_sits_at_it(app: Flask, organiser: Organiser) -> None:
    survey = organiser.opens("microaggressions")
    app.config["HOST"] = "0.0.0.0"
    assert "<textarea" not in app.test_client().get(f"/s/{survey.slug}").text


def test_an_everyday_survey_works_and_says_that_it_is_a_trial(app: Flask, organiser: Organiser) -> None:
    page = app.test_client().get(f"/s/{organiser.opens().slug}", base_url=ROOM)
    assert soup_of(page).find(class_="band")
    assert "<textarea" in page.text
