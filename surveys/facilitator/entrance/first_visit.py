"""From a new account into the office: two of the six words show that the passphrase was written down."""

from collections.abc import Mapping
from secrets import SystemRandom

from flask import Blueprint, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys.accounts import recover
from surveys.facilitator.entrance.carrying import carry
from surveys.facilitator.guarding import entrance_pages, let_in, page, the_instance
from surveys.sealing import WrongPassphrase

bp: Blueprint = entrance_pages("first_visit")
bp.after_request(carry)
_ASKED = 2


@bp.post("/welcome")
def enter() -> ResponseReturnValue:
    """Sign somebody in who has copied the passphrase; else they see it again, with what is wrong."""
    name, passphrase, recovery_key = (request.form.get(one, "") for one in ("name", "passphrase", "recovery_key"))
    words = dict(enumerate(passphrase.split(), 1))
    typed = {number: word for number in words if (word := request.form.get(f"word-{number}")) is not None}
    try:
        signed_in = recover(name, recovery_key, instance=the_instance())
    except WrongPassphrase:
        return _sign_in_page(name, _("This page is no longer valid. Sign in with your passphrase."))
    if len(typed) < _ASKED:
        return _sign_in_page(name)
    if any(word.strip().casefold() != words[number].casefold() for number, word in typed.items()):
        return secrets_page(name, passphrase, recovery_key, typed=typed)
    return let_in(make_response(redirect(url_for("overview.catalogue"), 303)), signed_in)


def _sign_in_page(name: str, problem: str = "") -> ResponseReturnValue:
    """Without what was sent: it is secret, and leads to no page that anybody wants."""
    return page("sign_in", 403, carried={}, name=name, problem=problem)


def secrets_page(
    name: str, passphrase: str, recovery_key: str, *, typed: Mapping[int, str] | None = None
) -> ResponseReturnValue:
    """What a new organiser writes down, and boxes for two of its words."""
    words = passphrase.split()
    asked = sorted(typed or SystemRandom().sample(range(1, len(words) + 1), _ASKED))
    new = {"name": name, "passphrase": passphrase, "recovery_key": recovery_key}
    return page("secrets", 422 if typed else 200, new=new, words=words, asked=asked, typed=typed or {})
