"""Another passphrase and recovery key: drawn by the program, in force once typed, and every other browser is out."""

from typing import Any

import pytest
from flask import Flask

from surveys.sealing import new_facilitator_key
from tests.actors import KEY, PASSPHRASE, RECOVERY_KEY, Organiser
from tests.pages import soup_of

from .conftest import AtOffice, signed_in, token_of


def _secrets_on(page: Any) -> tuple[str, str, dict[str, str]]:
    """What a page shows once, and the hidden fields that belong to it."""
    soup = soup_of(page)
    hidden = {tag["name"]: tag["value"] for tag in soup.select("main input[type=hidden]")}
    hidden.pop("csrf_token")
    return soup.find(id="passphrase").get_text(), soup.find(id="recovery-key").get_text(), hidden


def _signs_in(browser: AtOffice, passphrase: str) -> int:
    return browser.post("/office/sign-in", name="Ines", passphrase=passphrase).status_code


def _recovers(browser: AtOffice, recovery_key: str) -> int:
    return browser.post("/office/recover", name="Ines", recovery_key=recovery_key).status_code


def test_my_page_shows_my_key_and_needs_a_sign_in(facilitator: AtOffice, visitor: AtOffice, base: str) -> None:
    mine = soup_of(facilitator.get("/office/account")).find(class_="print").get_text()
    assert mine in facilitator.get(base).text
    assert visitor.get("/office/account").status_code == 401
    assert visitor.post("/office/account/passphrase").status_code == 401


def test_new_passphrase_ends_the_other_sessions_and_the_earlier_secrets(
    app: Flask, facilitator: AtOffice, visitor: AtOffice, organiser: Organiser, base: str
) -> None:
    elsewhere = signed_in(app, organiser.account.id)
    passphrase, recovery_key, hidden = _secrets_on(facilitator.post("/office/account", passphrase=PASSPHRASE))
    assert elsewhere.get("/office/").status_code == 200, "nothing has changed yet"
    assert facilitator.post("/office/account/passphrase", **hidden, typed=passphrase.upper()).status_code == 303
    assert elsewhere.get("/office/").status_code == 401
    assert facilitator.get(base).status_code == 200, "this browser goes on, and her surveys open"
    assert [_signs_in(visitor, PASSPHRASE), _recovers(visitor, RECOVERY_KEY)] == [403, 403]
    assert _signs_in(visitor, passphrase) == 303
    assert visitor.get(base).status_code == 200
    assert _recovers(visitor, recovery_key) == 200


def test_recovery_key_leads_to_a_new_passphrase_and_a_new_recovery_key(
    facilitator: AtOffice, visitor: AtOffice, organiser: Organiser, base: str
) -> None:
    assert _recovers(visitor, "AAAA-AAAA") == 403
    page = visitor.post("/office/recover", name="ines", recovery_key=RECOVERY_KEY.lower())
    passphrase, recovery_key, hidden = _secrets_on(page)
    assert recovery_key != RECOVERY_KEY
    assert visitor.post("/office/account/passphrase", **hidden, typed=passphrase).status_code == 303
    assert visitor.get(base).status_code == 200
    assert facilitator.get("/office/").status_code == 401, "whoever was in with the lost passphrase is out"
    assert [_signs_in(facilitator, PASSPHRASE), _recovers(facilitator, RECOVERY_KEY)] == [403, 403]
    assert _recovers(facilitator, recovery_key) == 200


def test_page_that_never_arrived_has_changed_nothing(facilitator: AtOffice, visitor: AtOffice, base: str) -> None:
    """Bad Wi-Fi in the one moment in which the secrets are shown must not cost the account."""
    facilitator.post("/office/account", passphrase=PASSPHRASE)
    assert [_recovers(visitor, RECOVERY_KEY), _recovers(visitor, RECOVERY_KEY)] == [200, 200]
    assert _signs_in(visitor, PASSPHRASE) == 303


@pytest.mark.parametrize(
    ("path", "proof"),
    [
        ("/office/account", {"passphrase": PASSPHRASE}),
        ("/office/recover", {"name": "Ines", "recovery_key": RECOVERY_KEY}),
    ],
    ids=["renewed", "recovered"],
)
def test_the_page_with_drawn_secrets_ends_once_they_count(
    facilitator: AtOffice, path: str, proof: dict[str, str]
) -> None:
    """Until then a reload shows them again; afterwards its address in the history shows them to nobody."""
    ours = {"Sec-Fetch-Site": "same-origin"}
    fields = {"csrf_token": token_of(facilitator.get("/office/account"))} | proof
    address = facilitator.client.post(path, data=fields, headers=ours).headers["Location"]
    shown = [_secrets_on(facilitator.get(address, headers=ours)) for _ in range(2)]
    passphrase, recovery_key, hidden = shown[1]
    assert shown[0] == shown[1]
    assert facilitator.post("/office/account/passphrase", **hidden, typed=passphrase).status_code == 303
    ended = facilitator.get(address, headers=ours)
    assert ended.status_code == 410
    assert passphrase not in ended.text
    assert recovery_key not in ended.text


def test_words_that_were_not_written_down_right_change_nothing(facilitator: AtOffice, visitor: AtOffice) -> None:
    passphrase, _recovery_key, hidden = _secrets_on(facilitator.post("/office/account", passphrase=PASSPHRASE))
    wrong = facilitator.post("/office/account/passphrase", **hidden, typed="not these words")
    assert wrong.status_code == 403
    assert passphrase not in wrong.text, "shown once"
    assert _signs_in(visitor, PASSPHRASE) == 303
    assert facilitator.post("/office/account/passphrase", **hidden, typed=passphrase).status_code == 303


def test_screen_that_was_left_alone_gives_no_passphrase(facilitator: AtOffice, visitor: AtOffice) -> None:
    page = facilitator.post("/office/account", passphrase="a guess")
    assert page.status_code == 403
    assert not soup_of(page).find(class_="secrets")
    assert _signs_in(visitor, PASSPHRASE) == 303


def test_secrets_of_somebody_else_do_not_fit(facilitator: AtOffice, visitor: AtOffice) -> None:
    """Wraps from another account's page would lock its owner out of her own notes."""
    other, _private_key = new_facilitator_key("six words of somebody else here", "BBBB")
    hidden = {"by_passphrase": other.by_passphrase.hex(), "by_recovery_key": other.by_recovery_key.hex()}
    answer = facilitator.post("/office/account/passphrase", **hidden, typed="six words of somebody else here")
    assert answer.status_code == 403
    assert _signs_in(visitor, PASSPHRASE) == 303


@pytest.mark.parametrize("wrap", ["", "zz", "00", "00" * 75, "00" * 77])
def test_wrap_of_any_other_form_is_a_bad_request(facilitator: AtOffice, visitor: AtOffice, wrap: str) -> None:
    fields = {"by_passphrase": KEY.by_passphrase.hex(), "by_recovery_key": wrap, "typed": PASSPHRASE}
    assert facilitator.post("/office/account/passphrase", **fields).status_code == 400
    assert _signs_in(visitor, PASSPHRASE) == 303
