"""Any survey can be duplicated: the same words and settings, nothing of its notes, its days or its key."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from surveys.lifecycle import open_survey
from surveys.storage import Instance, open_office, save_survey, survey_by_id
from surveys.survey import State, Survey
from tests.actors import Organiser, today
from tests.pages import soup_of

from .conftest import AtOffice


def copy_of(facilitator: AtOffice, survey: Survey, instance: Instance) -> Survey:
    answer = facilitator.post(f"/office/surveys/{survey.id}/duplicate")
    assert answer.status_code == 303
    with open_office(instance.office, read_only=True) as office:
        return survey_by_id(office, answer.headers["Location"].split("/")[3])


@pytest.mark.parametrize("state", ["draft", "open", "closed"])
def test_the_copy_has_words_and_settings_alone(
    facilitator: AtOffice, organiser: Organiser, instance: Instance, state: str
) -> None:
    closes = datetime.combine(today() + timedelta(days=3), datetime.min.time()).replace(hour=12)
    survey = organiser.drafts(minimum=7, places=1_000, closes_at=closes)
    if state != "draft":
        with open_office(instance.office) as office:
            survey = open_survey(survey, instance=instance, office=office, facilitator=organiser.account, today=today())
    survey = organiser.closes(survey) if state == "closed" else survey
    copy = copy_of(facilitator, survey, instance)
    assert copy.state is State.DRAFT
    assert (copy.closes_at, copy.opened_on, copy.closed_on, copy.round_of) == (None, None, None, "")
    assert copy.public_key != survey.public_key
    assert len({copy.id, copy.slug, survey.id, survey.slug}) == 4
    assert not instance.wall_of(copy).path.exists()
    own = ("id", "slug", "title", "state", "closes_at", "opened_on", "closed_on", "delete_on", "public_key")
    assert replace(copy, **{name: getattr(survey, name) for name in own}) == survey
    assert copy.title.startswith(survey.title)


def test_only_who_duplicates_gets_its_key(
    facilitator: AtOffice, colleague: AtOffice, organiser: Organiser, instance: Instance
) -> None:
    survey = organiser.drafts(title="x" * 80)
    copy = copy_of(facilitator, survey, instance)
    assert copy.title == "x" * 73 + " (copy)"
    assert colleague.get(f"/office/surveys/{copy.id}").status_code == 403


def test_a_second_click_makes_no_second_copy(facilitator: AtOffice, organiser: Organiser, instance: Instance) -> None:
    survey = organiser.drafts()
    copy = copy_of(facilitator, survey, instance)
    assert copy_of(facilitator, survey, instance) == copy
    with open_office(instance.office) as office:
        save_survey(office, replace(copy, title="Another meeting"))
    assert copy_of(facilitator, survey, instance).id != copy.id


def titles_of_ten_copies(facilitator: AtOffice, survey: Survey, instance: Instance) -> list[str]:
    """Each is changed before the next one is made, of the survey or of the copy before."""
    titles = []
    for minimum in range(6, 16):
        copy = copy_of(facilitator, survey, instance)
        titles.append(copy.title)
        with open_office(instance.office) as office:
            save_survey(office, replace(copy, minimum=minimum))
        survey = copy if minimum % 2 else survey
    return titles


def test_copies_of_one_survey_can_be_told_apart(
    facilitator: AtOffice, organiser: Organiser, instance: Instance
) -> None:
    """A copy of a copy is the next copy of the same survey; a long title makes room for its number."""
    titles = titles_of_ten_copies(facilitator, organiser.drafts(title="Seminars"), instance)
    assert titles == ["Seminars (copy)", *(f"Seminars (copy {number})" for number in range(2, 11))]
    titles = titles_of_ten_copies(facilitator, organiser.drafts(title="x" * 80), instance)
    assert len(set(titles)) == 10
    assert all(len(one) <= 80 and one.count("(copy") == 1 for one in titles)


def test_a_copy_of_a_draft_without_a_title_has_none(
    facilitator: AtOffice, organiser: Organiser, instance: Instance
) -> None:
    """So nobody opens a survey called "(copy)"."""
    assert copy_of(facilitator, organiser.drafts(title=""), instance).title == ""


def test_it_is_offered_in_the_list_and_on_its_page(facilitator: AtOffice, base: str) -> None:
    for page in ("/office/", base):
        assert soup_of(facilitator.get(page)).select_one(f"form[action='{base}/duplicate'] button")
