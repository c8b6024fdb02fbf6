"""Pausing, closing, reopening, new links, the count, and deletion."""

import re
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta

import pytest

from surveys.fullness import is_full
from surveys.storage import Instance, UnknownSurvey, open_office, survey_by_id
from surveys.survey import State, Survey
from tests.actors import Organiser, Participant, marked, stores, the_clock_turns
from tests.pages import soup_of

from .conftest import AtOffice


def test_paused_survey_takes_nothing_until_it_goes_on(
    facilitator: AtOffice, participant: Participant, survey: Survey, base: str
) -> None:
    facilitator.post(f"{base}/pause")
    assert soup_of(facilitator.get(base)).select_one(".pill.now-paused")
    assert participant.checks(survey, "Good seminars.").status_code == 409
    facilitator.post(f"{base}/resume")
    assert participant.checks(survey, "Good seminars.").status_code == 200


def test_closing_asks_first(facilitator: AtOffice, survey: Survey, base: str, instance: Instance) -> None:
    assert soup_of(facilitator.get(f"{base}/close")).select_one("main form button.main")
    assert _kept(instance, survey).state is State.OPEN
    facilitator.post(f"{base}/close")
    assert _kept(instance, survey).state is State.CLOSED
    assert facilitator.post(f"{base}/close").status_code == 409
    facilitator.post(f"{base}/reopen")
    assert _kept(instance, survey).state is State.OPEN


def test_opening_warns_while_nobody_is_named_as_responsible(facilitator: AtOffice, organiser: Organiser) -> None:
    path = f"/office/surveys/{organiser.drafts().id}/open"
    assert soup_of(facilitator.get(path)).select_one("[data-no-controller]")
    facilitator.client.application.config["CONTROLLER"] = "the Diversity Office"
    assert not soup_of(facilitator.get(path)).select_one("[data-no-controller]")


def test_new_link_ends_the_old_one(
    facilitator: AtOffice, participant: Participant, survey: Survey, base: str, instance: Instance
) -> None:
    facilitator.post(f"{base}/new-link")
    assert participant.get(f"/s/{survey.slug}").status_code == 404
    assert participant.get(f"/s/{_kept(instance, survey).slug}").status_code == 200


def test_a_link_that_has_leaked_is_replaced_whatever_is_wrong_with_the_file_of_the_notes(
    facilitator: AtOffice, survey: Survey, base: str, instance: Instance
) -> None:
    instance.wall_of(survey).path.write_bytes(b"garbage" * 2_000)
    facilitator.post(f"{base}/new-link")
    assert _kept(instance, survey).slug != survey.slug


def test_passed_closing_hour_is_said(facilitator: AtOffice, organiser: Organiser, survey: Survey) -> None:
    organiser.changes(survey, closes_at=datetime.now() - timedelta(hours=1))
    page = soup_of(facilitator.get(f"/office/surveys/{survey.id}"))
    assert page.select_one(".pill.now-closed")
    assert "The closing hour" in page.select_one(".trail").get_text()


@pytest.mark.parametrize(("notes", "said"), [(0, "0"), (4, "0"), (5, "5"), (9, "5"), (12, "10")])
def test_count_is_rounded_down_to_fives(
    facilitator: AtOffice, survey: Survey, instance: Instance, base: str, notes: int, said: str
) -> None:
    for _ in range(notes):
        stores(survey, instance, "More seminars, please.")
    the_clock_turns(instance)
    assert marked(facilitator.get(base), "tally") == said


def test_once_notes_were_opened_after_closing_the_page_offers_the_next_round_only(
    facilitator: AtOffice, written: Survey, base: str
) -> None:
    facilitator.post(f"{base}/close")
    assert soup_of(facilitator.get(base)).select("a[href$='/reopen']")
    facilitator.post(f"{base}/release")
    assert not soup_of(facilitator.get(base)).select("a[href$='/reopen']")
    assert facilitator.post(f"{base}/reopen").status_code == 409


def test_count_is_kept_in_memory_only(facilitator: AtOffice, survey: Survey, base: str, instance: Instance) -> None:
    before = sorted(path for path in instance.folder.rglob("*"))
    stores(survey, instance, "More seminars, please.")
    facilitator.get(base)
    assert sorted(path for path in instance.folder.rglob("*")) == before


def test_full_survey_says_so(facilitator: AtOffice, survey: Survey, instance: Instance, base: str) -> None:
    assert marked(facilitator.get(base), "full") is None
    with closing(sqlite3.connect(instance.wall_of(survey).path)) as wall, wall:
        wall.execute("UPDATE slots SET used = 1")
    assert marked(facilitator.get(base), "full") is None, "nobody sees the last note arrive"
    (instance.sessions / f"{survey.id}.room").unlink()
    assert marked(facilitator.get(base), "full") is not None


def test_survey_is_full_from_four_free_places_on(survey: Survey, instance: Instance) -> None:
    for free, full in ((5, False), (4, True)):
        with closing(sqlite3.connect(instance.wall_of(survey).path)) as wall, wall:
            wall.execute("UPDATE slots SET used = slot > ?", [free])
        (instance.sessions / f"{survey.id}.room").unlink(missing_ok=True)
        assert is_full(survey, instance=instance) is full


@pytest.mark.parametrize("notes", [1, 2, 3, 4])
def test_page_of_a_closed_survey_does_not_say_how_few_came(
    facilitator: AtOffice, survey: Survey, instance: Instance, base: str, notes: int
) -> None:
    for _ in range(notes):
        stores(survey, instance, "More seminars, please.")
    facilitator.post(f"{base}/close")
    page = soup_of(facilitator.get(base))
    said = page.select_one("[data-too-few]").find_parent("section").get_text()
    assert set(re.findall(r"\d+", said)) == {str(survey.minimum)}
    assert facilitator.post(f"{base}/release").status_code == 409
    assert "More seminars" not in facilitator.get(f"{base}/notes").text


def test_deleting_needs_the_title(facilitator: AtOffice, survey: Survey, base: str, instance: Instance) -> None:
    page = facilitator.post(f"{base}/delete", title="something else")
    assert page.status_code == 422
    assert "something else" in page.text
    assert instance.wall_of(survey).path.exists()


def test_deleting_removes_the_wall_and_every_key(
    facilitator: AtOffice, written: Survey, base: str, instance: Instance
) -> None:
    facilitator.reads(base)
    facilitator.post(f"{base}/versions", audience="meeting")
    answer = facilitator.post(f"{base}/delete", title=written.title.upper())
    assert answer.status_code == 303
    assert not instance.wall_of(written).path.exists()
    assert facilitator.get(base).status_code == 404
    with open_office(instance.office, read_only=True) as office:
        with pytest.raises(UnknownSurvey):
            survey_by_id(office, written.id)
        for table in ("grants", "editions", "sealed_documents"):
            assert office.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0


def test_damaged_wall_is_named_and_other_surveys_work_on(
    facilitator: AtOffice, organiser: Organiser, survey: Survey, instance: Instance, base: str
) -> None:
    other = organiser.opens()
    instance.wall_of(survey).path.write_bytes(b"not a database, but long enough to look like a file" * 90)
    page = facilitator.get(base)
    assert page.status_code == 503
    assert f"{survey.id}.sqlite" in page.text
    assert facilitator.get(f"/office/surveys/{other.id}").status_code == 200


def test_poster_names_host_and_code(facilitator: AtOffice, survey: Survey, base: str) -> None:
    for view in ("", "?view=projector"):
        soup = soup_of(facilitator.get(f"{base}/poster{view}"))
        assert soup.find(class_="host").get_text() == "localhost"
        assert soup.find(class_="typed").get_text() == survey.slug
        assert soup.find("img")["src"].startswith("data:image/svg+xml")


@pytest.mark.parametrize("page", ["poster", "poster?view=projector", "invitation-text"])
def test_what_invites_promises_no_more_than_the_form(facilitator: AtOffice, base: str, page: str) -> None:
    words = facilitator.get(f"{base}/{page}").text
    assert "we remove the names that we find" in words.lower()
    assert ("at the latest" in words) == ("Every note is deleted" in words)


def test_invitation_text_has_link_and_deletion_day(facilitator: AtOffice, survey: Survey, base: str) -> None:
    text = soup_of(facilitator.get(f"{base}/invitation-text")).find("textarea").get_text()
    assert f"http://localhost/s/{survey.slug}" in text
    assert "Every note is deleted on" in text


def test_trail_says_what_organisers_did(facilitator: AtOffice, base: str) -> None:
    facilitator.post(f"{base}/close")
    deeds = [row["data-deed"] for row in soup_of(facilitator.get(base)).select(".trail tbody tr")]
    assert deeds == ["closed", "opened", "created"]


def _kept(instance: Instance, survey: Survey) -> Survey:
    with open_office(instance.office, read_only=True) as office:
        return survey_by_id(office, survey.id)


@pytest.mark.parametrize("view", ["", "?view=projector"])
def test_poster_of_a_closed_survey_asks_nobody_to_write(
    facilitator: AtOffice, organiser: Organiser, survey: Survey, base: str, view: str
) -> None:
    open_one = soup_of(facilitator.get(f"{base}/poster{view}"))
    assert not open_one.select_one("article [data-closed]")
    organiser.closes(survey)
    closed = soup_of(facilitator.get(f"{base}/poster{view}"))
    assert closed.select_one("article [data-closed]")
    assert not closed.select_one("article [data-asks]")


def test_people_can_write_as_soon_as_room_was_made(facilitator: AtOffice, survey: Survey, base: str) -> None:
    """What was counted lives for a while; "full" must not outlive the new room."""
    wall = facilitator.client.application.extensions["instance"].wall_of(survey)
    with closing(sqlite3.connect(wall.path)) as connection, connection:
        connection.execute("UPDATE slots SET used = 1")
    assert marked(facilitator.client.get(f"/s/{survey.slug}"), "closure") == "full"
    assert facilitator.post(f"{base}/make-room").status_code == 303
    assert marked(facilitator.client.get(f"/s/{survey.slug}"), "closure") is None
