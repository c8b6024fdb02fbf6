"""Invitations: one organiser makes a link that works once, the next one makes an account with it."""

from datetime import date

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys.accounts import accept_invitation
from surveys.facilitator.entrance.first_visit import secrets_page
from surveys.facilitator.forms import one_line
from surveys.facilitator.guarding import entrance_pages, me, office_pages, page, the_instance
from surveys.storage import Deed, NameTaken, check_invitation, invite, open_office, record_act
from surveys.web.addresses import public_address, qr_code

entrance: Blueprint = entrance_pages("invited")
bp: Blueprint = office_pages("inviting")
LONGEST_NAME = 60


@entrance.get("/invitation/<token>")
def ask_name(token: str) -> ResponseReturnValue:
    """Ask the invited person for a name; raises InvitationUsed."""
    with open_office(the_instance().office, read_only=True) as office:
        inviter = check_invitation(office, token)
    return page("invited", token=token, inviter=inviter)


@entrance.post("/invitation/<token>")
def make_account(token: str) -> ResponseReturnValue:
    """Use the invitation up and show passphrase and recovery key, once."""
    name = one_line(request.form.get("name"))
    problem = _problem_with(name)
    if problem:
        return page("invited", 422, token=token, name=name, problem=problem)
    try:
        new = accept_invitation(token, name, instance=the_instance(), today=date.today())
    except NameTaken:
        problem = _("Another organiser has this name. Choose a different one.")
        return page("invited", 422, token=token, name=name, problem=problem)
    return secrets_page(new.name, new.passphrase, new.recovery_key)


@bp.post("/invitations")
def invite_another() -> ResponseReturnValue:
    """Make a link for one more organiser; it is shown once."""
    with open_office(the_instance().office) as office:
        token = invite(office, invited_by=me().name)
        record_act(office, day=date.today(), facilitator=me().name, survey_id="", act=Deed.INVITED)
    link = f"{public_address()}/office/invitation/{token}"
    return page("invitation_link", link=link, qr=qr_code(link))


def _problem_with(name: str) -> str:
    if not name:
        return str(_("Type a name by which the other organisers know you."))
    if len(name) > LONGEST_NAME or not name.isprintable():
        return str(_("This name is too long or has characters that cannot be shown. Choose another."))
    return ""
