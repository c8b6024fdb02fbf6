"""A survey's key: given to a person whose key was compared, and taken away again."""

from typing import Any

from surveys.accounts import fingerprint
from surveys.sealing import new_facilitator_key
from surveys.storage import Deed, Instance, acts_on, add_facilitator, grant_of, open_office
from surveys.survey import Survey
from tests.actors import Organiser, marked, today
from tests.pages import soup_of

from .conftest import AtOffice


def _goes(facilitator: AtOffice, base: str, step: str) -> Any:
    """The way of the mouse: the button beside Tomás, then the page that asks."""
    (button,) = soup_of(facilitator.get(base)).select(f"form[action$={step}] button[name=facilitator]")
    ask = facilitator.get(f"{base}/{step}", query_string={"facilitator": button["value"]})
    chosen = soup_of(ask).select_one("main button[name=facilitator]")["value"]
    assert facilitator.post(f"{base}/{step}", facilitator=chosen).status_code == 303
    return ask


def test_second_organiser_gets_the_key_only_when_it_is_shared(
    facilitator: AtOffice, colleague: AtOffice, base: str
) -> None:
    assert colleague.get(base).status_code == 403
    assert marked(facilitator.get(base), "only-holder") is not None
    _goes(facilitator, base, "share")
    assert colleague.get(base).status_code == 200
    assert marked(facilitator.get(base), "only-holder") is None
    assert "gave the survey key to Tomás" in colleague.get(base).text, "all who hold the key see what was done"


def test_key_to_compare_is_the_receiver_s_own(facilitator: AtOffice, base: str, instance: Instance) -> None:
    key, _private_key = new_facilitator_key("six words of somebody else here", "BBBB")
    with open_office(instance.office) as office:
        other = add_facilitator(office, "Björn", key, today=today())
    ask = facilitator.get(f"{base}/share", query_string={"facilitator": other.id})
    mine = soup_of(facilitator.get("/office/account")).find(class_="print").get_text()
    assert soup_of(ask).find(class_="print").get_text() == fingerprint(other) != mine


def test_key_given_to_the_wrong_person_is_taken_away(
    facilitator: AtOffice, colleague: AtOffice, base: str, survey: Survey, instance: Instance
) -> None:
    _goes(facilitator, base, "share")
    with open_office(instance.office, read_only=True) as office:
        tomas = office.execute("SELECT id FROM facilitators WHERE name = 'Tomás'").fetchone()[0]
        sealed = grant_of(office, survey.id, tomas)
    ask = _goes(facilitator, base, "take-key")
    assert marked(ask, "not-undone") is not None
    assert colleague.get(base).status_code == 403
    assert colleague.post(f"{base}/close").status_code == 403
    assert survey.title not in colleague.get("/office/").text
    assert sealed not in instance.office.read_bytes(), "overwritten, not only marked as free"
    with open_office(instance.office, read_only=True) as office:
        assert [(act.act, act.detail) for act in acts_on(office, survey.id)][-1] == (Deed.TOOK_KEY, "Tomás")


def test_nobody_takes_the_own_key_or_one_that_is_not_there(
    facilitator: AtOffice, colleague: AtOffice, organiser: Organiser, base: str, instance: Instance
) -> None:
    """So whoever takes one holds one herself, and there is always somebody who can unlock the notes."""
    assert facilitator.post(f"{base}/take-key", facilitator=organiser.account.id).status_code == 409
    with open_office(instance.office, read_only=True) as office:
        tomas = office.execute("SELECT id FROM facilitators WHERE name = 'Tomás'").fetchone()[0]
    assert facilitator.post(f"{base}/take-key", facilitator=tomas).status_code == 409
    assert facilitator.post(f"{base}/take-key", facilitator="nobody").status_code == 404
    assert facilitator.get(base).status_code == 200


def test_a_third_organiser_can_share_and_take_too(
    facilitator: AtOffice, colleague: AtOffice, organiser: Organiser, base: str
) -> None:
    """Holders are equal: the one who began the survey can lose its key as well."""
    _goes(facilitator, base, "share")
    assert colleague.post(f"{base}/take-key", facilitator=organiser.account.id).status_code == 303
    assert facilitator.get(base).status_code == 403
    assert marked(colleague.get(base), "only-holder") is not None


def test_whoever_holds_the_key_sees_what_the_others_did(
    facilitator: AtOffice, colleague: AtOffice, written: Survey, base: str
) -> None:
    """Day, name and act, for every holder alike and for nobody else; one line of it stands in each sheet."""
    facilitator.reads(base)
    facilitator.post(f"{base}/versions", audience="meeting")
    note = facilitator.note_ids(base)[0]
    facilitator.post(f"{base}/notes/withhold", note=note, reason="hurts", page=1)
    assert colleague.get(base).status_code == 403
    _goes(facilitator, base, "share")
    trails = [soup_of(who.get(base)).select(".trail tbody tr") for who in (facilitator, colleague)]
    assert trails[0] == trails[1]
    assert {"closed", "showed", "gave-key", "withheld"} <= {row["data-deed"] for row in trails[0]}
    assert {row("td")[1].get_text() for row in trails[0]} == {"Ines"}
    code = soup_of(colleague.get(f"{base}/versions")).select_one("table .code").get_text()
    record = colleague.get(f"{base}/versions/{code}/json").json["record"]
    assert f"Version {code}" in record
    assert "1 was withheld (would hurt someone: 1)" in record
