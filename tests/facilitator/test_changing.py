"""While a survey is open, its times and contacts can change: people see it at once, and so does the trail."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, time, timedelta
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup

from surveys.lifecycle import changed_while_open
from surveys.storage import Deed, Instance, acts_on, open_office, slots_for, survey_by_id
from surveys.survey import State, Survey
from tests.actors import Organiser, Participant, hidden_fields, marked, stores_notes, today
from tests.pages import soup_of

from .conftest import AtOffice
from .test_drafts import fields_of

SOON = today() + timedelta(days=3)
LATER = {"zone": "America/Chicago", "closes_day": SOON.isoformat(), "closes_time": "14:35"}
PASSED = {"zone": "UTC", "closes_day": (today() - timedelta(days=1)).isoformat(), "closes_time": "12:00"}
HELP = {"contacts": "Ana, room 5\nthe ombudsperson", "code_of_conduct": "https://example.org/conduct"}

Saves = Callable[..., BeautifulSoup]


@pytest.fixture
def saves(facilitator: AtOffice, base: str) -> Saves:
    """Ines opens the page of changes, types into some of its fields, and saves."""

    def does(status: int = 303, **typed: str) -> BeautifulSoup:
        fields = fields_of(facilitator.get(f"{base}/changes"))
        answer = facilitator.post(f"{base}/changes", **fields | {"button": "save"} | typed)
        assert answer.status_code == status
        return soup_of(answer)

    return does


def stored(instance: Instance, survey: Survey) -> Survey:
    with open_office(instance.office, read_only=True) as office:
        return survey_by_id(office, survey.id)


def deeds(instance: Instance, survey: Survey) -> dict[Deed, str]:
    with open_office(instance.office, read_only=True) as office:
        return {act.act: act.detail for act in acts_on(office, survey.id)}


def test_people_see_the_changes_at_once_and_the_trail_has_each(
    saves: Saves, facilitator: AtOffice, participant: Participant, survey: Survey, instance: Instance, base: str
) -> None:
    saves(**LATER | HELP)
    form = participant.get(f"/s/{survey.slug}").text
    assert "14:35 Fermilab time" in form
    assert HELP["contacts"] in form
    assert HELP["code_of_conduct"] in form
    done = deeds(instance, survey)
    assert done[Deed.CHANGED_CLOSING] == f"{SOON:%Y-%m-%d} 14:35 America/Chicago"
    assert done[Deed.CHANGED_CONTACTS] == "Ana, room 5 · the ombudsperson"
    assert done[Deed.CHANGED_CONDUCT] == HELP["code_of_conduct"]
    assert Deed.CHANGED_OPENING not in done
    trail = soup_of(facilitator.get(base)).find(class_="trail").get_text()
    assert f"{SOON.day} {SOON:%B %Y}, 14:35 Fermilab time" in trail


def test_words_that_look_like_a_time_stay_as_they_are_in_the_trail(
    saves: Saves, facilitator: AtOffice, base: str
) -> None:
    for contacts in ("2026-99-99 10:10", "2026-11-28 14:30 downstairs"):
        saves(contacts=contacts)
        assert contacts in soup_of(facilitator.get(base)).find(class_="trail").get_text()


def test_what_was_promised_does_not_change_whatever_the_form_says(
    saves: Saves, survey: Survey, instance: Instance
) -> None:
    saves(
        **LATER, title="Who are you?", minimum="4", audience="collaboration", delete_on="2099-01-01", introduction="!"
    )
    after = stored(instance, survey)
    frozen = ("title", "introduction", "prompts", "minimum", "audience", "delete_on", "about_you", "asked_by", "slug")
    assert [getattr(after, name) for name in frozen] == [getattr(survey, name) for name in frozen]


def test_nothing_changed_is_nothing_done(saves: Saves, survey: Survey, instance: Instance) -> None:
    before = deeds(instance, survey)
    saves()
    assert deeds(instance, survey) == before


def test_who_has_the_form_already_loses_nothing(saves: Saves, participant: Participant, survey: Survey) -> None:
    page = participant.checks(survey, "I was faster.")
    saves(**LATER | HELP)
    assert participant.posts_notes(survey, hidden_fields(page) | {"sharing": "2"}).status_code == 200
    page = participant.checks(survey, "I was slower.")
    saves(**PASSED, button="close")
    refusal = participant.posts_notes(survey, hidden_fields(page) | {"sharing": "2"})
    assert refusal.status_code == 409
    assert "I was slower." in refusal.text


def test_a_closing_time_that_has_passed_closes_at_once_but_asks_first(
    saves: Saves, survey: Survey, instance: Instance
) -> None:
    asked = saves(200, **PASSED | HELP)
    assert asked.select_one("[data-asks-to-close] button[value=close]")
    assert asked.find(id="closes_day")["value"] == PASSED["closes_day"]
    assert asked.find(id="contacts").get_text().strip() == HELP["contacts"]
    assert stored(instance, survey) == survey, "nothing is saved before it is confirmed"
    saves(**PASSED | HELP, button="close")
    after = stored(instance, survey)
    assert (after.state, after.contacts) == (State.CLOSED, HELP["contacts"])
    assert instance.wall_of(survey).is_closed()
    assert list(deeds(instance, survey))[-1] is Deed.CLOSED


def test_close_with_a_later_time_only_saves(saves: Saves, survey: Survey, instance: Instance) -> None:
    saves(**LATER, button="close")
    assert stored(instance, survey).state is State.OPEN


def test_every_mistake_is_at_its_field_and_what_was_typed_stays(organiser: Organiser, facilitator: AtOffice) -> None:
    base = f"/office/surveys/{organiser.opens('microaggressions').id}"
    wrong = {"contacts": "", "code_of_conduct": "a page", "closes_day": SOON.isoformat(), "closes_time": "14:33"}
    page = facilitator.post(f"{base}/changes", **fields_of(facilitator.get(f"{base}/changes")) | wrong, button="save")
    assert page.status_code == 422
    for name in ("code_of_conduct", "closes_time"):
        assert soup_of(page).select_one(f"#{name}-problem"), name
        assert soup_of(page).find(id=name)["value"] == wrong[name]
    right = wrong | {"code_of_conduct": "", "closes_time": "14:35"}
    page = facilitator.post(f"{base}/changes", **fields_of(facilitator.get(f"{base}/changes")) | right, button="save")
    assert page.status_code == 422
    assert soup_of(page).select_one("#contacts-problem"), "a sensitive survey names somebody"


def test_it_cannot_close_after_its_deletion_day(saves: Saves, survey: Survey) -> None:
    assert survey.delete_on
    late = (survey.delete_on + timedelta(days=1)).isoformat()
    assert saves(422, **LATER | {"closes_day": late}).select_one("#closes_day-problem")


def test_two_organisers_never_overwrite_each_other(
    facilitator: AtOffice, survey: Survey, instance: Instance, base: str
) -> None:
    fields = fields_of(facilitator.get(f"{base}/changes"))
    assert facilitator.post(f"{base}/changes", **fields | HELP, button="save").status_code == 303
    second = facilitator.post(f"{base}/changes", **fields | LATER | {"contacts": "Bo"}, button="save")
    assert second.status_code == 409
    assert HELP["contacts"] in soup_of(second).select_one("[data-changed-meanwhile]").get_text()
    assert stored(instance, survey).contacts == HELP["contacts"]
    again = facilitator.post(f"{base}/changes", **fields_of(second), button="save")
    assert again.status_code == 303
    assert stored(instance, survey).contacts == "Bo"


def test_the_opening_time_changes_until_it_has_come(
    organiser: Organiser, facilitator: AtOffice, participant: Participant, instance: Instance
) -> None:
    survey = organiser.opens(opens_at=datetime.combine(SOON, time(9)))
    changes = f"/office/surveys/{survey.id}/changes"
    fields = fields_of(facilitator.get(changes))
    assert facilitator.post(changes, **fields | {"opens_time": "10:05"}, button="save").status_code == 303
    assert "10:05" in participant.get(f"/s/{survey.slug}").text
    assert "10:05" in deeds(instance, survey)[Deed.CHANGED_OPENING]
    fields = fields_of(facilitator.get(changes))
    assert facilitator.post(changes, **fields | {"opens_day": "", "opens_time": ""}, button="save").status_code == 303
    assert participant.get(f"/s/{survey.slug}").status_code == 200
    assert "opens_time" not in fields_of(facilitator.get(changes))
    assert facilitator.post(changes, **fields_of(facilitator.get(changes)) | fields, button="save").status_code == 409
    late = fields_of(facilitator.get(changes)) | {"opens_day": SOON.isoformat(), "opens_time": "10:05"}
    assert facilitator.post(changes, **late, button="save").status_code == 303
    assert stored(instance, survey).opens_at is None, "people have seen it open"


def test_no_program_moves_the_opening_of_a_survey_that_has_opened(survey: Survey) -> None:
    later = {"opens_at": datetime.combine(SOON, time(9))}
    assert changed_while_open(survey, later | {"places": 50}, datetime.now()) == survey


def test_more_people_may_write_and_every_note_stays(
    saves: Saves, participant: Participant, survey: Survey, instance: Instance
) -> None:
    page, wall = participant.checks(survey, "I was faster."), instance.wall_of(survey)
    stores_notes(survey, instance, 20)
    before = sorted(sealed for _slot, sealed in wall.read().notes)
    saves(places="1000")
    assert sorted(sealed for _slot, sealed in wall.read().notes) == before
    assert wall.count_slots() == slots_for(1_000)
    assert stored(instance, survey).places == 1_000
    assert deeds(instance, survey)[Deed.LET_MORE_IN] == "1000"
    assert participant.posts_notes(survey, hidden_fields(page) | {"sharing": "2"}).status_code == 200


def test_a_full_survey_takes_notes_at_once_when_more_people_may_write(
    saves: Saves, participant: Participant, survey: Survey, instance: Instance
) -> None:
    with closing(sqlite3.connect(instance.wall_of(survey).path)) as database, database:
        database.execute("UPDATE slots SET used = 1")
    assert marked(participant.get(f"/s/{survey.slug}"), "closure") == "full"
    saves(places="1000")
    assert participant.sends(survey, "At last.").status_code == 200


def test_a_wall_that_has_grown_enough_stays_as_it_is(saves: Saves, survey: Survey, instance: Instance) -> None:
    instance.wall_of(survey).grow(slots_for(1_000))
    size = instance.wall_of(survey).path.stat().st_size
    saves(places="1000")
    assert instance.wall_of(survey).path.stat().st_size == size
    assert stored(instance, survey).places == 1_000


@pytest.mark.parametrize("places", ["100", "50", "1001", "many"])
def test_it_never_gets_smaller(organiser: Organiser, facilitator: AtOffice, instance: Instance, places: str) -> None:
    survey = organiser.opens(places=1_000)
    changes = f"/office/surveys/{survey.id}/changes"
    fields = fields_of(facilitator.get(changes))
    page = facilitator.post(changes, **fields | HELP | {"places": places}, button="save")
    assert page.status_code == 422
    assert soup_of(page).select_one("#places-problem")
    assert soup_of(page).find(id="contacts").get_text().strip() == HELP["contacts"]
    assert stored(instance, survey) == survey


def test_a_disk_without_room_is_said_and_nothing_typed_is_lost(
    saves: Saves, survey: Survey, instance: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=1_000_000))
    page = saves(422, places="10000", **HELP)
    assert page.select_one("#places-problem")
    assert page.find(id="contacts").get_text().strip() == HELP["contacts"]
    assert stored(instance, survey) == survey


@pytest.mark.parametrize("state", ["draft", "closed", "over"])
def test_only_what_is_open_can_be_changed(organiser: Organiser, facilitator: AtOffice, state: str) -> None:
    survey = organiser.drafts() if state == "draft" else organiser.opens()
    if state == "closed":
        organiser.closes(survey)
    if state == "over":
        organiser.changes(survey, closes_at=datetime.now() - timedelta(minutes=1))
    assert facilitator.get(f"/office/surveys/{survey.id}/changes").status_code == 409
    assert facilitator.post(f"/office/surveys/{survey.id}/changes", **LATER, button="save").status_code == 409


def test_who_holds_no_key_changes_nothing(colleague: AtOffice, base: str, survey: Survey, instance: Instance) -> None:
    assert colleague.get(f"{base}/changes").status_code == 403
    assert colleague.post(f"{base}/changes", **LATER, button="save").status_code == 403
    assert stored(instance, survey) == survey
