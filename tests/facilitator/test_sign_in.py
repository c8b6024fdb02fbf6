"""Names and passphrases at the entrance of the office."""

import os
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from surveys.sealing import keys
from surveys.storage import Instance
from tests.actors import PASSPHRASE, Organiser
from tests.pages import soup_of

from .conftest import AtOffice, token_of


def test_passphrase_opens_the_office(visitor: AtOffice, organiser: Organiser) -> None:
    answer = visitor.post("/office/sign-in", name="ines", passphrase=f"  {PASSPHRASE.title()} ")
    assert answer.status_code == 303
    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("unsigned_office="))
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Path=/office" in cookie
    assert soup_of(visitor.get("/office/")).select_one("nav .who")


def test_cookie_is_secure_behind_tls(visitor: AtOffice, organiser: Organiser) -> None:
    options = {"base_url": "https://localhost", "headers": {"Referer": "https://localhost/office/sign-in"}}
    page = visitor.client.get("/office/sign-in", **options)
    fields = {"name": "Ines", "passphrase": PASSPHRASE, "csrf_token": token_of(page)}
    answer = visitor.client.post("/office/sign-in", data=fields, **options)
    cookies = page.headers.getlist("Set-Cookie") + answer.headers.getlist("Set-Cookie")
    assert {cookie.partition("=")[0] for cookie in cookies} == {"__Secure-unsigned_form", "__Secure-unsigned_office"}
    assert all("; Secure; " in cookie for cookie in cookies)


def test_wrong_passphrase_keeps_the_name_and_opens_nothing(visitor: AtOffice, organiser: Organiser) -> None:
    answer = visitor.post("/office/sign-in", name="Ines", passphrase="not these words")
    assert answer.status_code == 403
    assert 'value="Ines"' in answer.text
    assert "not these words" not in answer.text
    assert visitor.get("/office/").status_code == 401


def test_unknown_name_gets_the_same_answer(visitor: AtOffice, organiser: Organiser) -> None:
    known = visitor.post("/office/sign-in", name="Ines", passphrase="wrong")
    unknown = visitor.post("/office/sign-in", name="Nobody", passphrase="wrong")
    assert unknown.status_code == known.status_code
    sentences = [soup_of(page).find(role="alert").get_text() for page in (known, unknown)]
    assert sentences[0] == sentences[1]


def test_wrong_tries_of_strangers_keep_nobody_out(visitor: AtOffice, organiser: Organiser, instance: Instance) -> None:
    """Nor do they leave anything behind, in memory or on disk."""
    before = _files(instance.folder) | _files(instance.sessions)
    for _ in range(5):
        assert visitor.post("/office/sign-in", name="Ines", passphrase="wrong").status_code == 403
    assert _files(instance.folder) | _files(instance.sessions) == before
    assert visitor.post("/office/sign-in", name="INES", passphrase=PASSPHRASE).status_code == 303


def test_full_door_keeps_the_name_and_what_was_sent(
    visitor: AtOffice, organiser: Organiser, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_WAITING_ROOM", threading.BoundedSemaphore(1))
    with keys._WAITING_ROOM:
        page = visitor.get(f"{base}/poster")
        full = _sign_in(visitor, page)
    assert full.status_code == 503
    assert 'value="Ines"' in full.text
    assert _sign_in(visitor, full).headers["Location"] == f"{base}/poster"


def test_form_without_its_token_is_refused(visitor: AtOffice, organiser: Organiser) -> None:
    fields = {"name": "Ines", "passphrase": PASSPHRASE}
    assert visitor.client.post("/office/sign-in", data=fields).status_code == 400


def test_sign_out_ends_the_session_on_the_server_too(facilitator: AtOffice, instance: Instance) -> None:
    cookie = facilitator.client.get_cookie("unsigned_office", path="/office").value
    assert facilitator.post("/office/sign-out").status_code == 200
    facilitator.client.set_cookie("unsigned_office", cookie, path="/office")
    assert facilitator.get("/office/").status_code == 401
    assert not list(instance.sessions.glob("*.session"))


def test_link_is_kept_over_signing_in(visitor: AtOffice, organiser: Organiser, base: str) -> None:
    page = visitor.get(f"{base}/poster")
    assert page.status_code == 401
    assert _sign_in(visitor, page).headers["Location"] == f"{base}/poster"


def test_foreign_address_is_not_followed(visitor: AtOffice, organiser: Organiser) -> None:
    fields = {"carried_to": "//evil.example/office/", "carried_by": "GET"}
    answer = visitor.post("/office/sign-in", name="Ines", passphrase=PASSPHRASE, **fields)
    assert answer.headers["Location"] == "/office/"


def test_form_that_outlives_its_session_keeps_its_text(
    facilitator: AtOffice, organiser: Organiser, instance: Instance
) -> None:
    draft = organiser.drafts()
    edit = f"/office/surveys/{draft.id}/edit"
    fields = _fields_of(facilitator, edit) | {"title": 'What I "like"'}
    for session in instance.sessions.glob("*.session"):
        session.unlink()
    page = facilitator.post(edit, **fields)
    assert page.status_code == 401
    wrong = facilitator.post("/office/sign-in", **_hidden(page), name="Ines", passphrase="wrong")
    go_on = _sign_in(facilitator, wrong)
    form = soup_of(go_on).find("form", action=edit)
    carried = {tag["name"]: tag.get("value", "") for tag in form.select("input[name]")}
    assert carried["title"] == 'What I "like"'
    assert facilitator.post(edit, **carried).status_code == 303
    assert 'What I "like"' in soup_of(facilitator.get(f"/office/surveys/{draft.id}")).h1.get_text()


def test_an_hour_without_a_request_asks_to_sign_in_and_keeps_what_was_typed(
    facilitator: AtOffice, organiser: Organiser, instance: Instance
) -> None:
    draft = organiser.drafts()
    edit = f"/office/surveys/{draft.id}/edit"
    fields = _fields_of(facilitator, edit) | {"title": "Typed for an hour"}
    _nothing_happens_for(instance, minutes=61)
    page = facilitator.post(edit, **fields)
    assert page.status_code == 401
    go_on = _sign_in(facilitator, page)
    assert soup_of(go_on).select_one('input[name="title"]')["value"] == "Typed for an hour"


@pytest.mark.parametrize("asks", ["revision", "poster/count"])
def test_a_page_that_asks_by_itself_keeps_nobody_signed_in(
    facilitator: AtOffice, base: str, instance: Instance, asks: str
) -> None:
    for path, status in ((f"{base}/{asks}", 200), (base, 401)):
        _nothing_happens_for(instance, minutes=31, more=True)
        assert facilitator.get(path).status_code == status


def test_the_limit_is_a_setting(facilitator: AtOffice, instance: Instance) -> None:
    facilitator.client.application.config["IDLE_MINUTES"] = 120
    _nothing_happens_for(instance, minutes=61)
    assert facilitator.get("/office/").status_code == 200


def test_a_cookie_that_a_neighbouring_host_planted_locks_nobody_out(facilitator: AtOffice) -> None:
    good = facilitator.client.get_cookie("unsigned_office", path="/office").value
    browser = facilitator.client.application.test_client(use_cookies=False)
    planted = f"unsigned_office={'0' * 64}; unsigned_office={good}"
    assert browser.get("/office/", headers={"Cookie": planted}).status_code == 200


def test_behind_tls_a_cookie_without_prefix_is_not_believed(facilitator: AtOffice) -> None:
    """One of an earlier release, or one that a page without TLS has set."""
    assert facilitator.get("/office/").status_code == 200
    good = facilitator.client.get_cookie("unsigned_office", path="/office").value
    for name, status in (("unsigned_office", 401), ("__Secure-unsigned_office", 200)):
        browser = facilitator.client.application.test_client()
        browser.set_cookie(name, good, path="/office", secure=True)
        assert browser.get("/office/", base_url="https://localhost").status_code == status


def _nothing_happens_for(instance: Instance, minutes: int, *, more: bool = False) -> None:
    """Set the time of the last request back; `more` adds to what has passed already."""
    (half,) = instance.sessions.glob("*.session")
    last = half.stat().st_mtime if more else time.time()
    os.utime(half, (last - 60 * minutes,) * 2)


def _sign_in(browser: AtOffice, page: Any) -> Any:
    return browser.post("/office/sign-in", **_hidden(page), name="Ines", passphrase=PASSPHRASE)


def _hidden(page: Any) -> dict[str, Any]:
    fields: dict[str, list[str]] = {}
    for tag in soup_of(page).select("main input[type=hidden]"):
        fields.setdefault(tag["name"], []).append(tag.get("value", ""))
    fields.pop("csrf_token")
    return fields


def _fields_of(browser: AtOffice, path: str) -> dict[str, Any]:
    fields: dict[str, Any] = {"audience": "meeting", "places": "100", "prompts-0-text": "One", "prompts-1-text": "Two"}
    soup = soup_of(browser.get(path))
    return fields | {name: soup.find(id=name)["value"] for name in ("title", "minimum", "delete_on")}


def _files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
