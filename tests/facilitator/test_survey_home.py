"""A survey's home says how far it has come, on which day, and what comes next."""

from surveys.survey import Survey
from tests.actors import TODAY, Organiser, soup_of

from .conftest import AtOffice


def where(facilitator: AtOffice, base: str) -> tuple[str, str]:
    """The step that is marked, and the first button of the next step."""
    soup = soup_of(facilitator.get(base))
    marked = soup.select("[aria-current=step]")
    assert len(marked) == 1
    button = soup.select_one(".next .main")
    return marked[0].get_text().split()[0], button.get_text().strip()


def test_each_step_has_one_clear_next_one(facilitator: AtOffice, written: Survey, base: str) -> None:
    assert where(facilitator, base) == ("Open", "Poster")
    facilitator.post(f"{base}/close")
    assert where(facilitator, base) == ("Closed", "Show the new notes")
    facilitator.post(f"{base}/release")
    assert where(facilitator, base) == ("Closed", "Read the notes")
    for form in soup_of(facilitator.get(f"{base}/notes")).select("form[action$=read]"):
        facilitator.post(f"{base}/notes/read", **{tag["name"]: tag["value"] for tag in form.select("input")})
    assert where(facilitator, base) == ("Closed", "Make the discussion sheet")
    facilitator.post(f"{base}/versions", audience="meeting")
    assert where(facilitator, base)[0] == "Closed"
    facilitator.post(f"{base}/pinboard/themes", name="Seminars")
    assert where(facilitator, base) == ("Discussed", "Publish the sheet")


def test_draft_is_marked_as_one(facilitator: AtOffice, organiser: Organiser) -> None:
    assert where(facilitator, f"/office/surveys/{organiser.drafts().id}") == ("Draft", "Open the survey")


def test_steps_have_days_and_no_times(facilitator: AtOffice, written: Survey, base: str) -> None:
    facilitator.post(f"{base}/close")
    steps = soup_of(facilitator.get(base)).select(".stages li")
    days = [step.select_one(".day").get_text() if step.select_one(".day") else "" for step in steps]
    today = f"{TODAY.day} {TODAY:%B %Y}"
    assert days == [today, today, today, "", ""]
    assert ":" not in "".join(step.get_text() for step in steps)


def test_rooms_for_the_notes_open_with_the_first_release(facilitator: AtOffice, written: Survey, base: str) -> None:
    waiting = [link.get_text() for link in soup_of(facilitator.get(base)).select(".rooms a")]
    assert waiting in ([], ["Meeting"]), "a meeting may begin before any note is shown"
    facilitator.post(f"{base}/release")
    rooms = {link.get_text(): link["href"] for link in soup_of(facilitator.get(base)).select(".rooms a")}
    assert {"Notes", "Pinboard", "Discussion sheets"} <= rooms.keys()
    for address in rooms.values():
        assert facilitator.get(address).status_code == 200
