"""Invitations: one link, one account."""

import re
from typing import Any

import pytest

from surveys.storage import Instance, invite, open_office
from tests.actors import Organiser
from tests.pages import soup_of

from .conftest import AtOffice, token_of


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


def _first_visit(page: Any) -> tuple[dict[str, str], list[str], list[str]]:
    """What the page with the secrets sends, the boxes that it asks to fill, and the words that belong there."""
    form = soup_of(page).select_one("form[action$='/welcome']")
    hidden = {tag["name"]: tag["value"] for tag in form.select("[type=hidden][name]") if tag["name"] != "csrf_token"}
    boxes = [tag["name"] for tag in form.select("input[name^=word-]")]
    words = soup_of(page).find(id="passphrase").get_text().split()
    return hidden, boxes, [words[int(box.removeprefix("word-")) - 1] for box in boxes]


def test_two_words_of_the_passphrase_let_the_new_organiser_in(visitor: AtOffice, instance: Instance) -> None:
    hidden, boxes, words = _first_visit(visitor.post(_invitation(instance), name="Amina"))
    assert len(set(boxes)) == 2
    typed = dict(zip(boxes, (f" {word.title()}" for word in words), strict=True))
    assert visitor.post("/office/welcome", **hidden, **typed).location == "/office/surveys/new"
    assert soup_of(visitor.get("/office/")).select_one(".who").get_text() == "Amina"


def test_a_wrong_word_lets_nobody_in_and_shows_all_again(visitor: AtOffice, instance: Instance) -> None:
    page = visitor.post(_invitation(instance), name="Amina")
    hidden, boxes, words = _first_visit(page)
    again = visitor.post("/office/welcome", **hidden, **{boxes[0]: words[0], boxes[1]: "nonsense"})
    assert again.status_code == 422
    assert soup_of(again).select("[aria-invalid=true]") == soup_of(again).select(f"[name={boxes[1]}]")
    assert soup_of(again).select_one(f"[name={boxes[1]}]")["value"] == "nonsense"
    assert _first_visit(again) == (hidden, boxes, words)
    assert visitor.get("/office/").status_code == 401


def test_who_learns_the_address_of_that_page_gets_nothing(visitor: AtOffice, instance: Instance) -> None:
    """It has the passphrase and the recovery key, so it is for the browser to which they were shown."""
    hidden, boxes, _words = _first_visit(visitor.post(_invitation(instance), name="Amina"))
    ours = {"Sec-Fetch-Site": "same-origin"}
    sent = hidden | dict.fromkeys(boxes, "nonsense") | {"csrf_token": token_of(visitor.get("/office/sign-in"))}
    address = visitor.client.post("/office/welcome", data=sent, headers=ours).headers["Location"]
    stranger = visitor.client.application.test_client().get(address, headers=ours)
    assert (stranger.status_code, hidden["recovery_key"] in stranger.text) == (410, False)
    assert _first_visit(visitor.client.get(address, headers=ours))[0] == hidden


@pytest.mark.parametrize("sent", [{"word-1": "one"}, {"passphrase": ""}, {"recovery_key": "x"}, {"name": "Nobody"}])
def test_less_than_two_words_or_another_key_let_nobody_in(
    visitor: AtOffice, instance: Instance, sent: dict[str, str]
) -> None:
    hidden, _boxes, _words = _first_visit(visitor.post(_invitation(instance), name="Amina"))
    assert visitor.post("/office/welcome", **hidden | sent).status_code in (403, 422)
    assert visitor.get("/office/").status_code == 401


def test_a_page_with_an_earlier_passphrase_leads_to_the_surveys_and_carries_no_secret(
    visitor: AtOffice, instance: Instance
) -> None:
    hidden, boxes, words = _first_visit(visitor.post(_invitation(instance), name="Amina"))
    old = hidden | {"recovery_key": "of-last-week"} | dict(zip(boxes, words, strict=True))
    page = soup_of(visitor.post("/office/welcome", **old))
    carried = {tag["name"]: tag["value"] for tag in page.select("main [type=hidden][name^=carried]")}
    assert hidden["passphrase"] not in str(page)
    signed_in = {"name": "Amina", "passphrase": hidden["passphrase"]}
    assert visitor.post("/office/sign-in", **carried, **signed_in).location == "/office/"


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
