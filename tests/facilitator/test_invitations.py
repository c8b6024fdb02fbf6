"""Invitations: one link, one account."""

import re

from surveys.storage import Instance, invite, open_office
from tests.actors import Organiser
from tests.pages import soup_of

from .conftest import AtOffice


def _invitation(instance: Instance) -> str:
    with open_office(instance.office) as office:
        return f"/office/invitation/{invite(office, invited_by='Ines')}"


def test_invitation_makes_an_account_once(visitor: AtOffice, instance: Instance) -> None:
    link = _invitation(instance)
    assert visitor.get(link).status_code == 200
    page = visitor.post(link, name="  Amina  Diallo ")
    passphrase = soup_of(page).find(id="passphrase").get_text()
    assert len(passphrase.split()) == 6
    assert re.fullmatch(r"(\w{4}-){7}\w{4}", soup_of(page).find(id="recovery-key").get_text())
    assert visitor.post("/office/sign-in", name="Amina Diallo", passphrase=passphrase).status_code == 303
    assert visitor.get(link).status_code == 404
    assert visitor.post(link, name="Somebody Else").status_code == 404


def test_looking_at_the_invitation_does_not_use_it_up(visitor: AtOffice, instance: Instance) -> None:
    link = _invitation(instance)
    assert [visitor.get(link).status_code for _ in range(2)] == [200, 200]


def test_taken_or_empty_name_keeps_the_invitation(visitor: AtOffice, organiser: Organiser, instance: Instance) -> None:
    link = _invitation(instance)
    assert visitor.post(link, name="INES").status_code == 422
    assert visitor.post(link, name="  ").status_code == 422
    for name in ("x" * 61, "In\u200ces"):
        answer = visitor.post(link, name=name)
        assert answer.status_code == 422
        assert soup_of(answer).select_one("[aria-invalid][aria-describedby~=name-problem]")["value"] == name
    assert visitor.post(link, name="Kofi").status_code == 200


def test_secrets_are_stored_nowhere(visitor: AtOffice, instance: Instance) -> None:
    page = soup_of(visitor.post(_invitation(instance), name="Amina"))
    shown = [page.find(id=name).get_text().encode() for name in ("passphrase", "recovery-key")]
    stored = b"".join(path.read_bytes() for path in instance.folder.rglob("*") if path.is_file())
    assert not [secret for secret in shown if secret in stored]


def test_organiser_invites_another_one(facilitator: AtOffice, visitor: AtOffice) -> None:
    page = facilitator.post("/office/invitations")
    link = soup_of(page).find(id="link").get_text().strip()
    assert soup_of(page).find("img")["src"].startswith("data:image/svg+xml")
    assert visitor.get(link.removeprefix("http://localhost")).status_code == 200


def test_first_page_of_a_fresh_process_is_the_office(tmp_path: object) -> None:
    """The form's cookie needs a secret that the very first request has to make."""
    from surveys import create_app

    app = create_app(INSTANCE=f"{tmp_path}/fresh", SESSIONS=f"{tmp_path}/memory")
    assert AtOffice(app.test_client()).get("/office/sign-in").status_code == 200
