"""Questions about the writers: put into a draft, and told in every place that shows what came."""

import pytest

from surveys.storage import Instance, open_office, survey_by_id
from surveys.survey import AboutQuestion, Survey
from tests.actors import ABOUT_YOU, Organiser, stores
from tests.pages import soup_of

from .conftest import AtOffice
from .test_drafts import assert_marked, fields_of


def kept(instance: Instance, survey: Survey) -> tuple[AboutQuestion, ...]:
    with open_office(instance.office, read_only=True) as office:
        return survey_by_id(office, survey.id).about_you


@pytest.fixture
def edit(organiser: Organiser) -> str:
    return f"/office/surveys/{organiser.drafts().id}/edit"


@pytest.fixture
def survey(organiser: Organiser, instance: Instance) -> Survey:
    """Open, with eighteen writers of whom ten are doctoral students; nobody says from where."""
    survey = organiser.opens(about_you=ABOUT_YOU)
    for number in range(18):
        stores(survey, instance, f"Note {number}.", about_you={0: 0 if number < 10 else 1})
    return survey


def test_a_suggestion_is_one_click_and_can_be_taken_out(facilitator: AtOffice, edit: str, instance: Instance) -> None:
    draft = Survey(edit.split("/")[3], "", "", "", ())
    facilitator.post(edit, **fields_of(facilitator.get(edit)), button="ask-0")
    (question,) = kept(instance, draft)
    assert question.text == "Career stage"
    assert "postdoc" in question.answers
    page = facilitator.get(edit)
    facilitator.post(edit, **fields_of(page), button="ask-1")
    assert [question.text for question in kept(instance, draft)] == ["Career stage", "Region of my institute"]
    facilitator.post(edit, **fields_of(facilitator.get(edit)), button="unask-0")
    assert [question.text for question in kept(instance, draft)] == ["Region of my institute"]


def test_three_are_the_most(facilitator: AtOffice, edit: str) -> None:
    page = facilitator.get(edit)
    for _ in range(4):
        page = facilitator.get(facilitator.post(edit, **fields_of(page), button="ask").location)
    assert len(soup_of(page).select("[name^=about_you-][name$=-text]")) == 3
    assert not soup_of(page).find("button", value="ask")


@pytest.mark.parametrize(
    ("text", "answers", "wrong"),
    [
        ("", "one\ntwo", "text"),
        ("Stage", "one", "answers"),
        ("Stage", "\n".join("abcdefghi"), "answers"),
        ("Stage", f"one\n{'x' * 61}", "answers"),
        ("One thing I like in CMS", "one\ntwo", "text"),
    ],
)
def test_what_cannot_be_asked_is_said_beside_it(
    facilitator: AtOffice, edit: str, text: str, answers: str, wrong: str
) -> None:
    fields = fields_of(facilitator.get(edit)) | {"about_you-0-text": text, "about_you-0-answers": answers}
    page = facilitator.post(edit, **fields, button="save")
    assert page.status_code == 422
    assert_marked(page, {f"about_you-0-{wrong}"})
    assert soup_of(page).find(id=f"about_you-0-{wrong}-problem")


def test_opening_shows_what_is_asked_and_trying_asks_it(facilitator: AtOffice, organiser: Organiser) -> None:
    draft = organiser.drafts(about_you=ABOUT_YOU)
    assert "doctoral student" in facilitator.get(f"/office/surveys/{draft.id}/open").text
    assert "prefer not to say" in facilitator.client.get(f"/office/surveys/{draft.id}/try").text


def test_the_next_round_asks_the_same(facilitator: AtOffice, survey: Survey, instance: Instance) -> None:
    base = f"/office/surveys/{survey.id}"
    facilitator.post(f"{base}/close")
    draft = facilitator.post(f"{base}/rounds").headers["Location"].split("/")[3]
    assert kept(instance, Survey(draft, "", "", "", ())) == ABOUT_YOU


def test_it_is_counted_with_the_first_release_after_closing(facilitator: AtOffice, survey: Survey) -> None:
    base = f"/office/surveys/{survey.id}"
    facilitator.post(f"{base}/release")
    assert soup_of(facilitator.get(f"{base}/about-you")).select("[data-about-you=uncounted]")
    facilitator.post(f"{base}/close")
    assert soup_of(facilitator.get(f"{base}/about-you")).select("[data-about-you=uncounted]")
    facilitator.post(f"{base}/release")
    page = soup_of(facilitator.get(f"{base}/about-you"))
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in page.select(".fractions tr")]
    assert rows == [["doctoral student", "56 ± 11 %", "10"], ["other or not said", "44 ± 11 %", "8"]]
    assert [tag.name for tag in page.select("main h3 + :is(table, p.explained)")] == ["table", "p"], "too few answers"


def test_it_stands_in_sheets_on_the_published_page_and_in_the_summary(facilitator: AtOffice, survey: Survey) -> None:
    base = f"/office/surveys/{survey.id}"
    facilitator.reads(base)
    code = facilitator.post(f"{base}/versions", audience="meeting").headers["Location"].split("/")[-1]
    facilitator.post(f"{base}/published", code=code, ends_on=survey.delete_on.isoformat())
    link = soup_of(facilitator.get(f"{base}/published")).find("a", href=lambda to: to and "/r/" in to)["href"]
    for address in (f"{base}/versions/{code}/markdown", f"{base}/summary", link):
        assert "56 ± 11 %" in facilitator.client.get(address).text, address


def test_a_survey_without_such_questions_has_no_door_to_them(facilitator: AtOffice, organiser: Organiser) -> None:
    plain = organiser.closes(organiser.opens())
    assert "about-you" not in facilitator.get(f"/office/surveys/{plain.id}").text
    assert soup_of(facilitator.get(f"/office/surveys/{plain.id}/about-you")).select("[data-about-you=none]")
