"""Promise 6, at the door: a cookie that was forged, kept, replayed or swapped opens no survey."""

import os
import secrets
import time
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from surveys import create_app
from surveys.sealing import SignedIn, new_facilitator_key, start_session
from surveys.storage import Instance, add_facilitator, open_office
from surveys.survey import Survey
from tests.actors import KEY, PASSPHRASE, PRIVATE_KEY, Organiser, organiser_at, today
from tests.facilitator.conftest import token_of

OFFICE, FORM = "unsigned_office", "unsigned_form"


@pytest.fixture
def base(survey: Survey) -> str:
    return f"/office/surveys/{survey.id}"


@pytest.fixture
def cookie(organiser: Organiser, instance: Instance) -> str:
    """A good one, of Ines."""
    return start_session(SignedIn(organiser.account.id, PRIVATE_KEY, KEY.by_passphrase), instance.sessions)


def _status(app: Flask, base: str, cookie: str) -> int:
    browser = app.test_client()
    browser.set_cookie(OFFICE, cookie, path="/office")
    return browser.get(base).status_code


def _signs_in(app: Flask) -> FlaskClient:
    browser = app.test_client()
    fields = {"name": "Ines", "passphrase": PASSPHRASE, "csrf_token": token_of(browser.get("/office/sign-in"))}
    assert browser.post("/office/sign-in", data=fields).status_code == 303
    return browser


def _closes(browser: FlaskClient, base: str, token: str) -> int:
    return browser.post(f"{base}/close", data={"csrf_token": token}).status_code


@pytest.mark.parametrize("form", ["random", "one digit off", "cut", "long", "upper case", "a path", "nothing", "text"])
def test_a_forged_cookie_opens_nothing(app: Flask, base: str, cookie: str, form: str) -> None:
    other = "0" if cookie[-1] != "0" else "1"
    forged = {
        "random": secrets.token_hex(32),
        "one digit off": cookie[:-1] + other,
        "cut": cookie[:-2],
        "long": cookie + "00",
        "upper case": "Ines",
        "a path": "../../office.sqlite",
        "nothing": "",
        "text": "é\x00" * 40,
    }[form]
    assert _status(app, base, forged) == 401
    assert _status(app, base, cookie) == 200, "the good one still does"


def test_a_cookie_expires_whatever_the_browser_keeps(app: Flask, base: str, cookie: str, instance: Instance) -> None:
    (half,) = instance.sessions.glob("*.session")
    os.utime(half, (time.time() - 12 * 3_600 - 5,) * 2)
    assert _status(app, base, cookie) == 401


def test_a_cookie_replayed_after_signing_out_opens_nothing(app: Flask, organiser: Organiser, base: str) -> None:
    browser = _signs_in(app)
    kept = browser.get_cookie(OFFICE, path="/office").value
    assert browser.get(base).status_code == 200
    browser.post("/office/sign-out", data={"csrf_token": token_of(browser.get("/office/account"))})
    assert _status(app, base, kept) == 401


def test_a_cookie_of_another_server_opens_nothing(app: Flask, base: str, tmp_path: Path) -> None:
    """Not even where account and passphrase are the same there."""
    elsewhere = organiser_at(tmp_path / "elsewhere")
    cookie = start_session(SignedIn(elsewhere.account.id, PRIVATE_KEY, KEY.by_passphrase), elsewhere.instance.sessions)
    assert _status(app, base, cookie) == 401


def test_swapped_halves_open_nothing(
    app: Flask, organiser: Organiser, base: str, cookie: str, instance: Instance
) -> None:
    """Who can write to the sessions' folder cannot turn her own session into somebody else's."""
    key, private_key = new_facilitator_key("other words entirely", "BBBB")
    with open_office(instance.office) as office:
        bjorn = add_facilitator(office, "Björn", key, today=today())
    (mine,) = instance.sessions.glob("*.session")
    other = start_session(SignedIn(bjorn.id, private_key, key.by_passphrase), instance.sessions)
    (its,) = set(instance.sessions.glob("*.session")) - {mine}
    one, two = mine.read_bytes(), its.read_bytes()
    mine.write_bytes(two)
    its.write_bytes(one)
    assert [_status(app, base, value) for value in (cookie, other)] == [401, 401]


def test_a_session_that_names_another_account_has_not_its_key(
    app: Flask, organiser: Organiser, base: str, instance: Instance
) -> None:
    """The whole server's disk and memory to write in, Ines's wrap included, but not her passphrase."""
    _key, private_key = new_facilitator_key("other words entirely", "BBBB")
    forged = start_session(SignedIn(organiser.account.id, private_key, KEY.by_passphrase), instance.sessions)
    assert _status(app, base, forged) == 500, "the seal of the survey's key does not open"


def test_form_cookies_and_tokens_are_not_exchanged(app: Flask, organiser: Organiser, base: str, tmp_path: Path) -> None:
    """A token of another browser, of another server, or with a forged cookie under it changes nothing."""
    browser, stranger = _signs_in(app), app.test_client()
    token = token_of(browser.get("/office/account"))
    assert _closes(browser, base, token_of(stranger.get("/office/sign-in"))) == 400
    elsewhere = create_app(INSTANCE=str(tmp_path / "other"), SESSIONS=str(tmp_path / "s")).test_client()
    assert _closes(browser, base, token_of(elsewhere.get("/office/sign-in"))) == 400
    good = browser.get_cookie(FORM, path="/office").value
    for forged in (elsewhere.get_cookie(FORM, path="/office").value, good[:-1], "e30.aaaa.bbbb", ""):
        browser.set_cookie(FORM, forged, path="/office")
        assert _closes(browser, base, token) == 400
    browser.set_cookie(FORM, good, path="/office")
    assert _closes(browser, base, token) == 303


def test_the_form_cookie_alone_is_no_sign_in(app: Flask, organiser: Organiser, base: str) -> None:
    browser, stranger = _signs_in(app), app.test_client()
    stranger.set_cookie(FORM, browser.get_cookie(FORM, path="/office").value, path="/office")
    assert stranger.get(base).status_code == 401
