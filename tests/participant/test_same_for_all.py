"""The form and *What we keep* are remembered between requests: right after every change, and the same for everybody."""

import pytest

from surveys import create_app
from surveys.storage import Instance, add_facilitator, open_office, save_grant
from surveys.survey import Survey
from tests.actors import KEY, Organiser, Participant, hidden_fields, marked, today
from tests.pages import soup_of


def test_a_new_holder_of_the_key_is_counted_at_once(
    participant: Participant, survey: Survey, instance: Instance
) -> None:
    """On *What we keep*, and where the writer chooses who may read the note."""

    def holders() -> set[str | None]:
        pages = participant.get(f"/s/{survey.slug}/what-we-keep"), participant.checks(survey, "Good coffee.")
        return {marked(page, "holders") for page in pages}

    assert holders() == {"1"}
    with open_office(instance.office) as office:
        other = add_facilitator(office, "Tomás", KEY, today=today())
        save_grant(office, survey.id, other.id, b"the key, locked")
    assert holders() == {"2"}


def test_more_room_is_shown_at_once(participant: Participant, survey: Survey, instance: Instance) -> None:
    page = f"/s/{survey.slug}/what-we-keep"
    assert "among 1,024" in participant.get(page).text
    instance.wall_of(survey).grow(1_024)
    assert "among 2,048" in participant.get(page).text


@pytest.mark.parametrize("path", ["", "/what-we-keep"])
@pytest.mark.parametrize("name", ["CONTROLLER", "OPERATOR"])
def test_a_setting_that_a_page_shows_is_shown_at_once(
    participant: Participant, survey: Survey, path: str, name: str
) -> None:
    participant.get(f"/s/{survey.slug}{path}")
    participant.app.config[name] = "somebody else"
    assert "somebody else" in participant.get(f"/s/{survey.slug}{path}").text


@pytest.mark.parametrize("path", ["", "/what-we-keep"])
def test_what_organisers_change_is_shown_at_once(
    participant: Participant, organiser: Organiser, survey: Survey, path: str
) -> None:
    participant.get(f"/s/{survey.slug}{path}")
    organiser.changes(survey, contacts="somebody else")
    assert "somebody else" in participant.get(f"/s/{survey.slug}{path}").text


def test_no_form_is_remembered_once_the_survey_takes_no_notes(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    def has_form() -> bool:
        return soup_of(participant.get(f"/s/{survey.slug}")).form is not None

    assert has_form()
    organiser.changes(survey, paused=True)
    assert not has_form()
    organiser.changes(survey, paused=False)
    assert has_form()
    organiser.closes(survey)
    assert not has_form()


@pytest.mark.parametrize("path", ["", "/what-we-keep"])
def test_only_who_comes_without_encryption_is_warned(participant: Participant, survey: Survey, path: str) -> None:
    def is_warned(address: str) -> bool:
        page = participant.get(f"/s/{survey.slug}{path}", base_url=address)
        return soup_of(page).select_one(".band") is not None

    assert [is_warned(f"{scheme}://unsigned.example") for scheme in ("https", "http", "https")] == [False, True, False]


def test_links_carry_the_path_below_which_this_request_came(survey: Survey, instance: Instance) -> None:
    """A remembered form of another path would send the words to nobody."""
    app = create_app(INSTANCE=str(instance.folder), SESSIONS=str(instance.sessions), BEHIND_PROXY=True)

    def action(path: str) -> str:
        page = Participant(app).get(f"/s/{survey.slug}", headers={"X-Forwarded-Prefix": path})
        return str(soup_of(page).form["action"])

    assert [action(path) for path in ("", "/unsigned", "")] == [
        f"{path}/s/{survey.slug}/check" for path in ("", "/unsigned", "")
    ]


def test_everybody_gets_the_same_page_but_for_a_number_of_their_own(participant: Participant, survey: Survey) -> None:
    def page(path: str, **headers: str) -> tuple[str, str]:
        answer = participant.get(f"/s/{survey.slug}{path}", headers=headers)
        number = hidden_fields(answer).get("page", "")
        return answer.text.replace(number, "") if number else answer.text, number

    phone = {"User-Agent": "a phone", "Accept-Language": "it", "Cookie": "a=b"}
    visitors: list[dict[str, str]] = [{}, phone, {"X-Forwarded-For": "192.0.2.7"}]
    assert len({page("/what-we-keep", **visitor) for visitor in visitors}) == 1, "the example too: it is remembered"
    forms = [page("", **visitor) for visitor in visitors]
    assert len({text for text, _number in forms}) == 1
    assert len({number for _text, number in forms}) == len(visitors), "each form page begins a sending of its own"
