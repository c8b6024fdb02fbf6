"""A survey's home says how far it has come, on which day, and what comes next."""

import re
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta

from bs4 import Tag

from surveys.storage import Instance
from surveys.survey import Survey
from tests.actors import Organiser, stores, today
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
    assert where(facilitator, base) == ("discussed", "actions")
    facilitator.post(f"{base}/actions", concern="", action="Start at ten", owner="", status="proposed", note="")
    assert where(facilitator, base) == ("discussed", "published")


def said_first(facilitator: AtOffice, base: str) -> str:
    """The first word of the main button, which the sentences above name, and name before any other button."""
    step = soup_of(facilitator.get(base)).select_one(".next")
    main = step.select_one(".main")
    buttons = main.find_parent(class_="buttons").select(".button, button")
    said = " ".join(one.get_text() for one in main.find_all_previous("p") if one.find_parent("section") == step)

    def place_of(button: Tag) -> int:
        named = re.search(rf"\b{verb_of(button)}", said, re.IGNORECASE)
        return named.start() if named else len(said)

    assert place_of(main) < min((place_of(one) for one in buttons if one is not main), default=len(said)), said
    return verb_of(main)


def verb_of(button: Tag) -> str:
    return button.get_text().split()[0]


def test_the_sentence_names_the_main_button_from_opening_to_publishing(
    facilitator: AtOffice, written: Survey, base: str
) -> None:
    said = [said_first(facilitator, base)]
    for step in ("pause", "resume", "close", "release"):
        facilitator.post(f"{base}/{step}")
        said.append(said_first(facilitator, base))
    for form in soup_of(facilitator.get(f"{base}/notes")).select("form[action$=read]"):
        facilitator.post(f"{base}/notes/read", **{tag["name"]: tag["value"] for tag in form.select("input")})
    said.append(said_first(facilitator, base))
    code = facilitator.post(f"{base}/versions", audience="meeting").headers["Location"].rpartition("/")[2]
    for page, fields in (
        ("versions", {"audience": "meeting"}),
        ("pinboard/themes", {"name": "Seminars"}),
        ("actions", {"concern": "", "action": "Start at ten", "owner": "", "status": "proposed", "note": ""}),
        ("published", {"code": code, "ends_on": (today() + timedelta(days=20)).isoformat()}),
    ):
        assert facilitator.post(f"{base}/{page}", **fields).status_code == 303
        said.append(said_first(facilitator, base))
    assert said == ["Poster", "Resume", "Poster", "Unlock", "Read", "Make", "Start", "Add", "Publish", "Update"]


def test_the_sentence_names_the_main_button_where_a_survey_leaves_the_usual_way(
    facilitator: AtOffice, organiser: Organiser, instance: Instance
) -> None:
    now = datetime.now().replace(microsecond=0)
    full, early, due, lost = (organiser.opens() for _ in range(4))
    organiser.changes(early, opens_at=now + timedelta(days=2))
    organiser.changes(due, delete_on=today())
    with closing(sqlite3.connect(instance.wall_of(full).path)) as wall, wall:
        wall.execute("UPDATE slots SET used = 1")
    for _ in range(2):
        stores(lost, instance, "More seminars, please.")
    expected = {
        organiser.drafts().id: "Open",
        organiser.drafts(contacts="", delete_on=None).id: "Edit",
        organiser.drafts(sensitive=True).id: "Open",
        full.id: "Make",
        early.id: "Poster",
        due.id: "Close",
        organiser.closes(lost).id: "Reopen",
    }
    assert {one: said_first(facilitator, f"/office/surveys/{one}") for one in expected} == expected


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
