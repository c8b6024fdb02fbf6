"""A survey's home says how far it has come, on which day, and what comes next."""

from surveys.survey import Survey
from tests.actors import Organiser, today
from tests.pages import soup_of

from .conftest import AtOffice

NOTE_PAGES = ".doors [data-group]:not([data-group=invite]) a"
INVITING = "[data-group=invite] a"


def where(facilitator: AtOffice, base: str) -> tuple[str, str]:
    """The stage that is marked, and where the first button of the next step leads."""
    soup = soup_of(facilitator.get(base))
    marked = soup.select("[aria-current=step]")
    assert len(marked) == 1
    button = soup.select_one(".next .main")
    address = button["href"] if button.name == "a" else button.find_parent("form")["action"]
    return marked[0]["data-stage"], address.rpartition("/")[2]


def test_each_step_has_one_clear_next_one(facilitator: AtOffice, written: Survey, base: str) -> None:
    assert where(facilitator, base) == ("open", "poster")
    facilitator.post(f"{base}/close")
    assert where(facilitator, base) == ("closed", "release")
    facilitator.post(f"{base}/release")
    assert where(facilitator, base) == ("closed", "notes")
    for form in soup_of(facilitator.get(f"{base}/notes")).select("form[action$=read]"):
        facilitator.post(f"{base}/notes/read", **{tag["name"]: tag["value"] for tag in form.select("input")})
    assert where(facilitator, base) == ("closed", "versions")
    facilitator.post(f"{base}/versions", audience="meeting")
    assert where(facilitator, base) == ("closed", "meeting")
    facilitator.post(f"{base}/pinboard/themes", name="Seminars")
    assert where(facilitator, base) == ("discussed", "published")


def test_draft_is_marked_as_one(facilitator: AtOffice, organiser: Organiser) -> None:
    assert where(facilitator, f"/office/surveys/{organiser.drafts().id}") == ("draft", "open")


def test_steps_have_days_and_no_times(facilitator: AtOffice, written: Survey, base: str) -> None:
    facilitator.post(f"{base}/close")
    steps = soup_of(facilitator.get(base)).select(".stages li")
    days = [step.select_one(".day").get_text() if step.select_one(".day") else "" for step in steps]
    day = f"{today().day} {today():%B %Y}"
    assert days == [day, day, day, "", ""]
    assert ":" not in "".join(step.get_text() for step in steps)


def test_rooms_for_the_notes_open_with_the_first_release(facilitator: AtOffice, written: Survey, base: str) -> None:
    waiting = [link["href"] for link in soup_of(facilitator.get(base)).select(NOTE_PAGES)]
    assert waiting in ([], [f"{base}/meeting"]), "a meeting may begin before any note is unlocked"
    facilitator.post(f"{base}/release")
    rooms = {link["href"] for link in soup_of(facilitator.get(base)).select(NOTE_PAGES)}
    assert {f"{base}/{room}" for room in ("notes", "pinboard", "versions")} <= rooms
    for address in rooms:
        assert facilitator.get(address).status_code == 200


def test_link_and_code_are_at_hand_while_inviting_is_the_next_step(
    facilitator: AtOffice, organiser: Organiser, survey: Survey, base: str
) -> None:
    invite = soup_of(facilitator.get(base)).select_one(".next [data-invite]")
    assert invite.find("a")["href"].endswith(survey.slug)
    assert "".join(invite.select_one(".code").get_text().split()) == survey.slug
    organiser.changes(survey, paused=True)
    assert not soup_of(facilitator.get(base)).select(".next [data-invite]"), "nobody can write"


def test_link_and_code_are_once_on_the_home_in_every_stage(
    facilitator: AtOffice, organiser: Organiser, survey: Survey
) -> None:
    draft, paused = organiser.drafts(), organiser.opens()
    organiser.changes(paused, paused=True)
    for one in (survey, draft, paused, organiser.closes(organiser.opens())):
        home = soup_of(facilitator.get(f"/office/surveys/{one.id}"))
        assert len(home.select("main dd.code")) == 1
        assert len(home.select(f"main dd a[href$='/s/{one.slug}']")) == 1


def test_home_says_what_becomes_of_too_few_notes_which_key_is_which_and_who_gets_the_sheet(
    facilitator: AtOffice, base: str
) -> None:
    home = soup_of(facilitator.get(base))
    assert "locked" in home.select_one(".next [data-too-few-at-closing]").get_text()
    assert len(home.select("#organisers [data-keys] dt")) == 3
    assert home.select_one("[data-audience]")
    assert home.select_one("[data-which-notes]")


def test_only_what_still_helps_is_offered_after_closing(facilitator: AtOffice, written: Survey, base: str) -> None:
    def ways() -> set[str]:
        return {link["href"].rpartition("/")[2] for link in soup_of(facilitator.get(base)).select(INVITING)}

    assert {"poster", "invitation-text", "try", "new-link", "slip"} <= ways()
    facilitator.post(f"{base}/close")
    assert ways() == {"slip", "logo"}, "notes from paper are typed in after closing, and documents have the logo"


def test_home_says_how_many_unlocked_notes_are_unread_and_when_a_survey_ends_by_itself(
    facilitator: AtOffice, written: Survey, base: str
) -> None:
    facilitator.post(f"{base}/close")
    facilitator.post(f"{base}/release")
    home = soup_of(facilitator.get(base))
    unread = home.select_one("[data-to-read]")
    assert unread.get_text().startswith("{0} of {0}".format(unread["data-to-read"]))
    assert f"{written.delete_on:%B %Y}" in home.select_one("[data-deletes-itself]").get_text()


def test_what_can_be_done_now_comes_first_and_the_rest_is_folded(
    facilitator: AtOffice, written: Survey, base: str
) -> None:
    facilitator.post(f"{base}/close")
    home = soup_of(facilitator.get(base))
    now = [link["href"] for link in home.select(".at-hand a")]
    assert now == [f"{base}/{page}" for page in ("notes", "pinboard", "meeting", "versions")]
    assert home.select("details.fold .doors a")
    assert not home.select("details.fold[open]")


def test_every_stage_has_one_primary_action_and_no_link_of_a_list_twice(
    facilitator: AtOffice, organiser: Organiser, written: Survey, base: str
) -> None:
    def check(address: str) -> None:
        home = soup_of(facilitator.get(address))
        lists = [link["href"] for link in home.select(".doors a")]
        assert lists
        assert len(lists) == len(set(lists))
        assert len(home.select("main .main")) == 1

    check(f"/office/surveys/{organiser.drafts().id}")
    check(base)
    facilitator.post(f"{base}/close")
    check(base)
    facilitator.post(f"{base}/release")
    facilitator.post(f"{base}/pinboard/themes", name="Seminars")
    check(base)
