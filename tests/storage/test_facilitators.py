"""Accounts, invitations that work once, and who holds which key."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from surveys.storage import (
    Instance,
    InvitationUsed,
    NameTaken,
    UnknownFacilitator,
    add_facilitator,
    all_facilitators,
    check_invitation,
    facilitator_by_name,
    grant_of,
    holders_of,
    invite,
    open_office,
    remove_facilitator,
    save_grant,
    surveys_granted_to,
    use_invitation,
    withdraw_invitations,
)
from surveys.survey import Survey
from tests.actors import KEY, Organiser, today


def test_a_name_is_taken_in_any_case(organiser: Organiser, instance: Instance) -> None:
    with open_office(instance.office) as office:
        with pytest.raises(NameTaken):
            add_facilitator(office, "INES", KEY, today=today())
        assert facilitator_by_name(office, "ines") == organiser.account


def test_an_invitation_works_once(instance: Instance) -> None:
    with open_office(instance.office) as office:
        token = invite(office, invited_by="Ines")
        assert check_invitation(office, token) == "Ines"
        assert check_invitation(office, token) == "Ines", "looking does not use it up"
        use_invitation(office, token)
        with pytest.raises(InvitationUsed):
            check_invitation(office, token)
        with pytest.raises(InvitationUsed):
            use_invitation(office, token)


def test_an_invitation_ends_after_a_day(instance: Instance) -> None:
    now = datetime(2026, 3, 2, 12, tzinfo=UTC)
    with open_office(instance.office) as office:
        token = invite(office, invited_by="Ines", now=now)
        assert check_invitation(office, token, now=now + timedelta(hours=23, minutes=59))
        with pytest.raises(InvitationUsed):
            check_invitation(office, token, now=now + timedelta(hours=24, minutes=1))


def test_the_token_is_not_in_the_office(instance: Instance) -> None:
    with open_office(instance.office) as office:
        token = invite(office, invited_by="Ines")
    assert token.encode() not in instance.office.read_bytes()


@pytest.mark.parametrize("token", ["", "x", "' OR 1=1 --"])
def test_a_guess_is_no_invitation(instance: Instance, token: str) -> None:
    with open_office(instance.office) as office:
        invite(office, invited_by="Ines")
        with pytest.raises(InvitationUsed):
            check_invitation(office, token)


def test_withdrawing_takes_the_invitations_of_one_source(instance: Instance) -> None:
    with open_office(instance.office) as office:
        one, other = invite(office, invited_by="the first start"), invite(office, invited_by="Ines")
        withdraw_invitations(office, invited_by="the first start")
        with pytest.raises(InvitationUsed):
            check_invitation(office, one)
        assert check_invitation(office, other) == "Ines"


def test_removing_an_account_takes_its_grants(organiser: Organiser, survey: Survey, instance: Instance) -> None:
    with open_office(instance.office) as office:
        assert surveys_granted_to(office, organiser.account.id) == [survey.id]
        assert holders_of(office, survey.id) == [organiser.account]
        remove_facilitator(office, organiser.account.id)
        assert grant_of(office, survey.id, organiser.account.id) is None
        assert all_facilitators(office) == []
        with pytest.raises(UnknownFacilitator):
            facilitator_by_name(office, "Ines")


def test_a_grant_needs_a_survey_and_somebody(organiser: Organiser, survey: Survey, instance: Instance) -> None:
    with open_office(instance.office) as office:
        for survey_id, facilitator_id in ((survey.id, "nobody"), ("nothing", organiser.account.id)):
            with pytest.raises(sqlite3.IntegrityError):
                save_grant(office, survey_id, facilitator_id, b"sealed")
