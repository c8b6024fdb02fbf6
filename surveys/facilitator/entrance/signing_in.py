"""The entrance: sign in and out, a lost passphrase."""

from flask import make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys.accounts import draw_secrets, recover, sign_in
from surveys.facilitator.entrance.carrying import carry
from surveys.facilitator.forms import one_line
from surveys.facilitator.guarding import carried_form, entrance_pages, let_in, page, sign_in_page, the_instance
from surveys.sealing import TooManySignIns, WrongPassphrase, end_session
from surveys.web.cookies import delete_session_cookie, office_path, session_cookies

bp = entrance_pages("signing_in")
bp.after_request(carry)


@bp.get("/sign-in")
def ask() -> ResponseReturnValue:
    """Ask for name and passphrase."""
    return sign_in_page()


@bp.post("/sign-in")
def enter() -> ResponseReturnValue:
    """Sign in and go on to the page that the visitor wanted."""
    name = one_line(request.form.get("name"))
    try:
        signed_in = sign_in(name, request.form.get("passphrase", ""), instance=the_instance())
    except WrongPassphrase:
        return sign_in_page(403, name=name, problem=_("Name and passphrase do not match. Check both."))
    except TooManySignIns:
        problem = _(
            "Many people are signing in at the moment. Wait a few seconds, then try again. If this goes on, your"
            " recovery key lets you in at once: choose “I have lost my passphrase”. Your old passphrase works until"
            " you type the new one."
        )
        return sign_in_page(503, name=name, problem=problem)
    return let_in(make_response(_go_on()), signed_in)


@bp.post("/sign-out")
def leave() -> ResponseReturnValue:
    """End the session on both sides."""
    for cookie in session_cookies():
        end_session(cookie, the_instance().sessions)
    response = page("signed_out")
    delete_session_cookie(response)
    return response


@bp.get("/recover")
def ask_recovery_key() -> ResponseReturnValue:
    """Ask for name and recovery key."""
    return page("recover")


@bp.post("/recover")
def renew_passphrase() -> ResponseReturnValue:
    """Sign in, and show a new passphrase and recovery key, once; they count when the passphrase has been typed."""
    name = one_line(request.form.get("name"))
    try:
        signed_in = recover(name, request.form.get("recovery_key", ""), instance=the_instance())
    except WrongPassphrase:
        return page("recover", 403, name=name, problem=_("Name and recovery key do not match. Check both."))
    return let_in(page("renew", new=(new := draw_secrets(name, signed_in.private_key)), key=new.key), signed_in)


def _go_on() -> ResponseReturnValue:
    carried = carried_form()
    target = str(carried["to"])
    if not target.startswith(f"{office_path()}/") or "\\" in target or not target.isprintable():
        return redirect(url_for("overview.surveys"), 303)
    if carried["by"] == "POST":
        return page("go_on", carried=carried)
    return redirect(target, 303)
