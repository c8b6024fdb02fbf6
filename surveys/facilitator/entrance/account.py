"""My account: another passphrase and recovery key. They count once the new passphrase has been typed."""

from flask import abort, flash, g, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys.accounts import draw_secrets, fingerprint, sign_in, take_new_secrets
from surveys.facilitator.entrance.carrying import carry
from surveys.facilitator.guarding import let_in, me, office_pages, page, the_instance
from surveys.sealing import SIZE_OF_WRAP, WrappedKey, WrongPassphrase

bp = office_pages("account")
bp.after_request(carry)


@bp.get("/account")
def show() -> ResponseReturnValue:
    """My name, my key, and the form for another passphrase."""
    return page("account", fingerprint=fingerprint(me()))


@bp.post("/account")
def draw() -> ResponseReturnValue:
    """Show a new passphrase and recovery key, once, after asking for the old passphrase: somebody else may be here."""
    try:
        sign_in(me().name, request.form.get("passphrase", ""), instance=the_instance())
    except WrongPassphrase:
        problem = _("This is not your passphrase. Try again.")
        return page("account", 403, fingerprint=fingerprint(me()), problem=problem)
    new = draw_secrets(me().name, g.private_key)
    return page("renew", new=new, key=new.key)


@bp.post("/account/passphrase")
def renew() -> ResponseReturnValue:
    """Put the new passphrase and recovery key into force, and end every other session."""
    key = WrappedKey(me().key.public_key, _wrap("by_passphrase"), _wrap("by_recovery_key"))
    try:
        signed_in = take_new_secrets(me(), g.private_key, key, request.form.get("typed", ""), instance=the_instance())
    except WrongPassphrase:
        return page("renew", 403, key=key, problem=_("These are not the new words. Nothing has changed yet."))
    flash(_("Your new passphrase and recovery key work now. You are signed out everywhere else."))
    return let_in(make_response(redirect(url_for("account.show"), 303)), signed_in)


def _wrap(name: str) -> bytes:
    try:
        wrap = bytes.fromhex(request.form.get(name, ""))
    except ValueError:
        abort(400)
    return wrap if len(wrap) == SIZE_OF_WRAP else abort(400)
