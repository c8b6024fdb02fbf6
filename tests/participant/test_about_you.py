"""About you: optional, kept apart, carried along, and nothing at all where somebody prefers not to say."""

import pytest
from werkzeug.test import TestResponse

from surveys.releasing import open_wall
from surveys.storage import Instance
from surveys.survey import Survey
from tests.actors import ABOUT_YOU, Organiser, Participant, code_of, hidden_fields, marked
from tests.pages import soup_of


@pytest.fixture
def survey(organiser: Organiser) -> Survey:
    return organiser.opens(about_you=ABOUT_YOU)


def answers_in(survey: Survey, organiser: Organiser, instance: Instance) -> set[tuple[int, int | None]]:
    opened = open_wall(instance.wall_of(survey), survey, organiser.key_of(survey))
    return {(answer.prompt, answer.category) for answer in opened.about_you}


def chosen_in(page: TestResponse) -> list[str]:
    return [option.get_text() for option in soup_of(page).select("select[name^=about] option[selected]")]


def test_it_is_asked_in_a_closed_part_with_prefer_not_to_say_first(participant: Participant, survey: Survey) -> None:
    page = soup_of(participant.get(f"/s/{survey.slug}"))
    part = page.find("select", attrs={"name": "about-0"}).find_parent("details")
    assert not part.has_attr("open")
    options = part.find("select").find_all("option")
    assert options[0]["value"] == "", "nothing is said unless somebody chooses to"
    assert options[1].get_text() == "doctoral student"
    assert not part.find("option", selected=True)


def test_a_survey_that_does_not_ask_has_no_such_part(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    plain = organiser.opens()
    for path in ("", "/what-we-keep", "/take-back"):
        for asks, one in ((True, survey), (False, plain)):
            page = participant.get(f"/s/{one.slug}{path}")
            assert bool(soup_of(page).select("[data-about-you], [name^=about]")) is asks


def test_each_answer_is_stored_by_itself_and_is_no_note(
    participant: Participant, organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    page = participant.sends(survey, "Good coffee.", **{"about-0": "2", "about-1": "0"})
    assert marked(page, "locked") == "1", "answers about the writer are no notes"
    assert [note.text for note in organiser.peeks(survey)] == ["Good coffee."]
    assert answers_in(survey, organiser, instance) == {(0, 2), (1, 0)}


def test_prefer_not_to_say_stores_nothing(
    participant: Participant, organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    participant.sends(survey, "Good coffee.", **{"about-0": "", "about-1": ""})
    assert instance.wall_of(survey).count_used() == 1


def test_the_check_page_shows_what_was_chosen_and_changing_words_keeps_it(
    participant: Participant, survey: Survey
) -> None:
    check = participant.checks(survey, "Good coffee.", **{"about-0": "1", "about-1": ""})
    assert "Career stage: postdoc" in soup_of(check).get_text()
    assert "Region" not in check.text
    again = participant.post(f"/s/{survey.slug}", hidden_fields(check))
    assert chosen_in(again) == ["postdoc"]
    assert soup_of(again).find("select", attrs={"name": "about-0"}).find_parent("details").has_attr("open")


def test_nothing_is_lost_when_the_survey_was_paused(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    check = participant.checks(survey, "Good coffee.", **{"about-1": "1"})
    organiser.changes(survey, paused=True)
    kept = participant.posts_notes(survey, hidden_fields(check) | {"sharing": "2"})
    assert kept.status_code == 409
    assert hidden_fields(kept)["about-1"] == "1"


def test_it_needs_a_note_to_come_with(participant: Participant, survey: Survey, instance: Instance) -> None:
    page = participant.checks(survey, **{"about-0": "1"})
    assert marked(page, "message") == "empty"
    assert chosen_in(page) == ["postdoc"]
    assert instance.wall_of(survey).count_used() == 0


def test_sent_twice_it_is_stored_once_and_a_code_takes_it_back(
    participant: Participant, organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    check = participant.checks(survey, "Good coffee.", **{"about-0": "1", "about-1": "1"})
    fields = hidden_fields(check) | {"sharing": "2"}
    participant.posts_notes(survey, fields)
    again = participant.posts_notes(survey, fields | {"about-0": "2"})
    assert marked(again, "sent") == "before"
    assert answers_in(survey, organiser, instance) == {(0, 1), (1, 1)}
    assert participant.takes_back(survey, code_of(check)).status_code == 200
    assert answers_in(survey, organiser, instance) == set()
    participant.posts_notes(survey, fields)
    assert answers_in(survey, organiser, instance) == set()


@pytest.mark.parametrize("value", ["3", "-1", "x", "1000000", "²"])
def test_a_forged_answer_is_refused(participant: Participant, survey: Survey, instance: Instance, value: str) -> None:
    fields = hidden_fields(participant.checks(survey, "Good coffee.")) | {"sharing": "2", "about-0": value}
    assert participant.posts_notes(survey, fields).status_code == 400
    assert instance.wall_of(survey).count_used() == 0


def test_what_we_keep_says_how_small_a_number_may_be(participant: Participant, organiser: Organiser) -> None:
    survey = organiser.opens(about_you=ABOUT_YOU, minimum=7)
    page = soup_of(participant.get(f"/s/{survey.slug}/what-we-keep"))
    assert "7" in page.select_one("[data-about-you]").get_text()
