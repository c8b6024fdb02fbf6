"""Finding notes and changing several at once, by plain forms: what was looked for is in no address."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from werkzeug.test import TestResponse

from surveys.collecting import collect, new_code
from surveys.curation import with_theme_added
from surveys.storage import Instance
from surveys.survey import Survey
from tests.actors import Organiser, stripped_answers
from tests.pages import soup_of

from .conftest import AtOffice

NOTES = (
    ("Fewer evening meetings, please.", 0, 2),
    ("Evening MEETINGS again.", 1, 1),
    ("My mentor has time.", 1, 0),
    ("More coffee.", None, 2),
    ("Spotkania są za długie i nikt nikogo nie słucha.", None, 2),
    ("Bilerak luzeegiak dira eta inork ez du besterik entzuten.", None, 2),
)
"""Text, category and sharing of each."""


@pytest.fixture
def notes(facilitator: AtOffice, organiser: Organiser, survey: Survey, instance: Instance, base: str) -> str:
    """The address of a page with these notes, one theme above the mentor's, nothing read."""
    for text, category, sharing in NOTES:
        answer = replace(stripped_answers(text, sharing=sharing)[0], category=category)
        collect([answer], survey=survey, wall=instance.wall_of(survey), code=new_code())
    facilitator.post(f"{base}/close")
    facilitator.post(f"{base}/release")
    with organiser.unlocks(survey) as unlocked:
        unlocked.change_curation(lambda kept: kept.with_themes(with_theme_added(kept.themes, "People")))
    return f"{base}/notes"


def texts(page: TestResponse) -> set[str]:
    """The first words of the notes on a page."""
    return {text.get_text().split()[0] for text in soup_of(page).select("li.note .text")}


def ids(facilitator: AtOffice, notes: str, **wanted: str) -> list[str]:
    page = finds(facilitator, notes, **wanted)
    return [str(note["data-note"]) for note in soup_of(page).select("li.note")]


def finds(facilitator: AtOffice, notes: str, **wanted: str) -> TestResponse:
    return facilitator.post(f"{notes}/found", **{f"by-{name}": value for name, value in wanted.items()})


def theme_of_people(page: BeautifulSoup) -> str:
    return str(next(o["value"] for o in page.select("#by-theme option") if o.get_text() == "People"))


@pytest.mark.parametrize(
    ("wanted", "first_words"),
    [
        ({"text": " meetings"}, {"Fewer", "Evening"}),
        ({"text": "meetings", "sharing": "1"}, {"Evening"}),
        ({"category": "0.1"}, {"Evening", "My"}),
        ({"category": "0."}, {"More", "Spotkania", "Bilerak"}),
        ({"question": "1"}, set()),
        ({"sharing": "0"}, {"My"}),
        ({"theme": "none"}, {words.split()[0] for words, _category, _sharing in NOTES}),
        ({"state": "unsearched"}, {"Spotkania", "Bilerak"}),
        ({"state": "withheld"}, set()),
        ({"state": "nonsense"}, {words.split()[0] for words, _category, _sharing in NOTES}),
        ({"text": "<b>\0"}, set()),
    ],
)
def test_notes_are_found_by_what_they_are_and_say(
    facilitator: AtOffice, notes: str, wanted: dict[str, str], first_words: set[str]
) -> None:
    assert texts(finds(facilitator, notes, **wanted)) == first_words


def test_read_careful_and_withheld_notes_are_found(facilitator: AtOffice, notes: str) -> None:
    one, two, three, *others = ids(facilitator, notes)
    facilitator.post(f"{notes}/read", notes=f"{one} {two}")
    facilitator.post(f"{notes}/care", note=one, needed="1")
    facilitator.post(f"{notes}/withhold", note=two, reason="spam")
    assert set(ids(facilitator, notes, state="unread")) == {three, *others}
    assert ids(facilitator, notes, state="careful") == [one]
    assert ids(facilitator, notes, state="withheld") == [two]


def test_what_was_looked_for_is_posted_again_after_an_act_and_is_in_no_address(
    facilitator: AtOffice, notes: str
) -> None:
    page = soup_of(finds(facilitator, notes, text="meetings", rows="compact"))
    for act, more in (("care", {"needed": "1"}), ("withhold", {"reason": "spam"}), ("read", {})):
        form = page.select_one(f"form[action$={act}]")
        fields = {field["name"]: field["value"] for field in form.select("[type=hidden]")} | more
        answer = facilitator.post(form["action"], **fields)
        assert (answer.status_code, answer.headers["Location"].partition("#")[0]) == (307, f"{notes}/found")
        assert texts(facilitator.post(f"{notes}/found", **fields)) == {"Fewer", "Evening"}
    words = soup_of(
        facilitator.post(page.select_one("form[action$=words]")["action"], **fields, note=fields["notes"][:32])
    )
    assert words.select_one("[name=by-text]")["value"] == "meetings"
    assert words.select_one("button[formaction$=found]"), "the way back without masking"


def test_address_of_found_notes_leads_to_all_of_them(facilitator: AtOffice, notes: str) -> None:
    assert len(texts(facilitator.get(f"{notes}/found"))) == len(NOTES)


def test_a_page_that_is_gone_is_the_last_one(facilitator: AtOffice, notes: str) -> None:
    assert texts(facilitator.post(f"{notes}/found", **{"by-text": "meetings"}, page="7")) == {"Fewer", "Evening"}


def test_several_notes_are_read_moved_and_withheld_at_once(
    facilitator: AtOffice, organiser: Organiser, survey: Survey, notes: str
) -> None:
    chosen, people = ids(facilitator, notes)[:3], theme_of_people(soup_of(facilitator.get(notes)))
    for fields in ({"do": "read"}, {"do": "move", "to": people}, {"do": "withhold", "reason": "spam"}):
        assert facilitator.post(f"{notes}/several", chosen=chosen, **fields).status_code == 303
    for wanted in ({"theme": people}, {"state": "withheld"}):
        assert set(ids(facilitator, notes, **wanted)) == set(chosen)
    assert len(ids(facilitator, notes, state="unread")) == 3
    more = [*ids(facilitator, notes)[:1], *chosen, *ids(facilitator, notes, state="unread")[:2]]
    facilitator.post(f"{notes}/several", chosen=more, do="withhold", reason="hurts")
    deeds = soup_of(facilitator.get(notes.removesuffix("/notes"))).select(".trail [data-deed^=withheld]")
    told = [(row["data-deed"], row("td")[2].get_text()) for row in deeds]
    numbers = [len(set(more) - set(chosen)), 3]
    assert told == [
        ("withheld-several", f"withheld {number} notes: {reason}")
        for number, reason in zip(numbers, ("would hurt someone", "spam or the same note again"), strict=True)
    ]
    facilitator.post(f"{notes}/several", chosen=chosen, do="move", to="none")
    assert ids(facilitator, notes, theme=people) == []


def test_all_that_is_missing_is_said_at_once_and_the_choice_stays(facilitator: AtOffice, notes: str) -> None:
    page = facilitator.post(f"{notes}/several", do="withhold", to="")
    assert page.status_code == 422
    assert {tag["id"] for tag in soup_of(page).select(".wrong")} == {"chosen-problem", "reason-problem"}
    chosen = ids(facilitator, notes)[:2]
    page = facilitator.post(f"{notes}/several", do="move", chosen=chosen, **{"by-sharing": "2"})
    soup = soup_of(page)
    assert soup.find(id="to")["aria-describedby"] == soup.select_one(".wrong")["id"]
    assert {box["value"] for box in soup.select(".chosen[checked]")} <= set(chosen)
    assert soup.select_one("#by-sharing [selected]")["value"] == "2"
    assert facilitator.post(f"{notes}/several", do="delete", chosen=chosen).status_code == 400


def test_theme_that_was_deleted_meanwhile_is_said_and_nothing_moves(facilitator: AtOffice, notes: str) -> None:
    page = facilitator.post(f"{notes}/several", do="move", to="gone", chosen=ids(facilitator, notes)[:2])
    assert soup_of(page).select_one("#to-problem")
    assert len(soup_of(page).select(".chosen[checked]")) == 2
    assert len(ids(facilitator, notes, theme="none")) == len(NOTES)


def test_locked_notes_are_not_changed(facilitator: AtOffice, organiser: Organiser, written: Survey, base: str) -> None:
    facilitator.post(f"{base}/release")
    shown = ids(facilitator, f"{base}/notes")
    locked = next(note.id for note in organiser.peeks(written) if note.id.hex() not in shown)
    facilitator.post(f"{base}/notes/several", do="withhold", reason="spam", chosen=[locked.hex(), "zz"])
    with organiser.unlocks(written) as unlocked:
        assert locked not in unlocked.curation().withheld


def test_similar_notes_are_found_with_the_words_they_share(facilitator: AtOffice, notes: str) -> None:
    page = soup_of(facilitator.get(notes))
    note = next(n for n in page.select("li.note") if n.select_one(".text").get_text().startswith("Fewer"))
    form = note.select_one("[name=by-like]").find_parent("form")
    fields = {field["name"]: field["value"] for field in form.select("input, button")}
    found = soup_of(facilitator.post(form["action"], **fields)).select("li.note")
    assert [one.select_one(".text").get_text() for one in found] == [NOTES[0][0], NOTES[1][0]]
    assert [word.get_text().casefold() for word in found[1].select(".shared strong")] == ["evening", "meetings"]
    assert not found[0].select(".shared")
    several = facilitator.post(f"{notes}/several", do="read", chosen=found[1]["data-note"], **fields)
    assert several.status_code == 307, "the same notes are shown again"


@pytest.mark.parametrize("note", ["zz", "00" * 16])
def test_nothing_is_like_a_note_that_is_not_there(facilitator: AtOffice, notes: str, note: str) -> None:
    assert finds(facilitator, notes, like=note).status_code == 404


def test_a_placeholder_is_found_as_it_is_shown(
    facilitator: AtOffice, organiser: Organiser, survey: Survey, instance: Instance, base: str
) -> None:
    """It is stored in English; whoever reads French pages looks for the French words."""
    for number in range(6):
        answer = stripped_answers(f"Danke, Olga Petrova {number}")
        collect(answer, survey=survey, wall=instance.wall_of(survey), code=new_code())
    facilitator.post(f"{base}/close")
    facilitator.post(f"{base}/release")

    def number_found(text: str, language: str) -> int:
        page = facilitator.post(f"{base}/notes/found?lang={language}", **{"by-text": text})
        return len(soup_of(page).select("li.note"))

    assert number_found("[Une personne]", "fr") == number_found("[a person]", "en") == 6
    assert number_found("[a person]", "fr") == 0
