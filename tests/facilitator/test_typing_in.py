"""Notes from paper are typed in after closing, many at once, and kept as they were shown."""

import re
from typing import Any

import pytest
from werkzeug.test import TestResponse

from surveys.storage import Instance, Wall
from surveys.survey import Sharing, Survey
from tests.actors import PASSPHRASE, Organiser, Participant, shown_notes, stores
from tests.pages import soup_of
from tests.promises.documents import words_of

from .conftest import AtOffice
from .test_publishing import link_on, publishes, reads

SAID = "3 of the 3 came on paper."
SLIPS = "The seminar helped.\n\nAsk Lukas Meier,\nhe is at CERN.\n\n\n\nThe seminar helped."


@pytest.fixture
def closed(organiser: Organiser, survey: Survey) -> Survey:
    return organiser.closes(survey)


def form_of(page: TestResponse, action: str = "/paper/notes") -> dict[str, list[str]]:
    """What a browser sends from the check page: the chosen of each choice."""
    fields: dict[str, list[str]] = {}
    for tag in soup_of(page).select(f"form[action$='{action}'] :is(input[name], select, textarea)"):
        if tag.get("type") in ("radio", "checkbox") and not tag.has_attr("checked"):
            continue
        chosen = tag.find("option", selected=True) or tag.find("option")
        value = chosen["value"] if chosen else tag.get("value", tag.get_text()[1:])
        fields.setdefault(tag["name"], []).append("\r\n".join(value.splitlines()))
    fields.pop("csrf_token", None)
    return fields


def types(facilitator: AtOffice, base: str, **boxes: str) -> TestResponse:
    return facilitator.post(f"{base}/paper/check", **{name.replace("_", "-"): text for name, text in boxes.items()})


def by_text(organiser: Organiser, survey: Survey) -> list[tuple[str, int, Sharing]]:
    return sorted((note.text, note.prompt, note.sharing) for note in organiser.peeks(survey))


def test_a_slip_in_a_script_whose_names_are_hardly_found_is_pointed_out(facilitator: AtOffice, closed: Survey) -> None:
    page = types(facilitator, f"/office/surveys/{closed.id}", box_0_0="Good coffee.\n\n王伟帮助了我")
    assert len(soup_of(page).find_all(attrs={"data-names": "not"})) == 1


def test_the_boxes_are_those_of_the_slip(facilitator: AtOffice, participant: Participant, survey: Survey) -> None:
    base = f"/office/surveys/{survey.id}"
    slips = soup_of(facilitator.get(f"{base}/paper/slip")).select(".slip")
    assert slips
    facilitator.post(f"{base}/close")
    home = soup_of(facilitator.get(base))
    page = soup_of(facilitator.get(home.select_one("a[href$='/paper']")["href"]))
    for fieldset, slip in zip(page.select("fieldset.boxes"), slips[::4], strict=True):
        assert fieldset.legend.get_text() == slip.h2.get_text()
        assert [label.get_text() for label in fieldset.find_all("label")] == [
            li.get_text() for li in slip.find_all("li")
        ]


def test_an_empty_line_begins_the_next_slip_and_what_is_shown_is_kept(
    facilitator: AtOffice, organiser: Organiser, closed: Survey, base: str
) -> None:
    """The same tags as on the phones; two slips with the same words are two notes."""
    page = types(facilitator, base, box_0_0="No tick here.", box_0_1=SLIPS, box_1_2="Fewer meetings.")
    shown = shown_notes(page)
    assert shown == [
        "No tick here.",
        "The seminar helped.",
        "Ask [a person],\nhe is at CERN.",
        "The seminar helped.",
        "Fewer meetings.",
    ]
    assert facilitator.post(f"{base}/paper/notes", **form_of(page)).status_code == 303
    levels = [Sharing.ORGANISERS, *[Sharing.SHEET] * 3, Sharing.ALOUD]
    prompts = [0, 0, 0, 0, 1]
    assert by_text(organiser, closed) == sorted(zip(shown, prompts, levels, strict=True))
    assert "5" in soup_of(facilitator.get(f"{base}/paper")).select("p.done")[-1].get_text()


def test_a_switch_a_category_and_another_tick_are_kept(
    facilitator: AtOffice, organiser: Organiser, closed: Survey, base: str
) -> None:
    page = types(facilitator, base, box_0_0="Ask Lukas Meier.")
    switch = soup_of(page).select_one("input[name=answer-0-flip]:not([value=none])")["value"]
    changed = form_of(page) | {"answer-0-flip": switch, "answer-0-category": "3", "answer-0-sharing": "1"}
    again = facilitator.post(f"{base}/paper/check", **changed)
    assert shown_notes(again) == ["Ask Lukas Meier."]
    assert facilitator.post(f"{base}/paper/notes", **form_of(again)).status_code == 303
    (note,) = organiser.peeks(closed)
    assert (note.text, note.category, note.sharing) == ("Ask Lukas Meier.", 3, Sharing.SHEET)


def test_a_note_that_is_not_what_was_shown_goes_back_to_checking(
    facilitator: AtOffice, organiser: Organiser, closed: Survey, base: str
) -> None:
    fields = form_of(types(facilitator, base, box_0_1=SLIPS)) | {"answer-1-shown": "Ask Lukas Meier."}
    answer = facilitator.post(f"{base}/paper/notes", **fields)
    assert answer.status_code == 409
    assert soup_of(answer).select("[data-problem=changed]")
    assert len(shown_notes(answer)) == 3
    assert organiser.peeks(closed) == []


def test_sent_twice_is_stored_once(facilitator: AtOffice, organiser: Organiser, closed: Survey, base: str) -> None:
    fields = form_of(types(facilitator, base, box_0_1=SLIPS))
    for _ in range(2):
        assert facilitator.post(f"{base}/paper/notes", **fields).status_code == 303
    assert len(organiser.peeks(closed)) == 3
    assert not re.search(r"\d", soup_of(facilitator.get(base)).select("p.done")[-1].get_text()), "none are new"


def test_who_typed_them_in_has_read_them_and_nobody_sees_which_they_are(
    facilitator: AtOffice, organiser: Organiser, survey: Survey, instance: Instance, base: str
) -> None:
    """The next version has them; the one before stays as it was."""
    for number in range(6):
        stores(survey, instance, f"Phone {number}.")
    facilitator.reads(base)
    first = facilitator.post(f"{base}/versions", audience="meeting").headers["Location"]
    facilitator.post(f"{base}/paper/notes", **form_of(types(facilitator, base, box_0_2="Slip one.\n\nSlip two.")))
    assert not soup_of(facilitator.get(f"{base}/notes")).select("form[action$=read]")
    second = facilitator.post(f"{base}/versions", audience="meeting").headers["Location"]
    before, after = (facilitator.get(f"{edition}/json").json for edition in (first, second))
    assert (before["counts"]["collected"], before["counts"]["paper"]) == (6, 0)
    assert (after["counts"]["collected"], after["counts"]["paper"]) == (8, 2)
    assert {frozenset(note) for note in after["notes"]} == {frozenset(before["notes"][0])}
    notes = soup_of(facilitator.get(f"{base}/notes")).select("li.note")
    assert {frozenset(tag.get_text() for tag in note.select(".tag")) for note in notes} == {
        frozenset({"may be read out"})
    }


def test_every_document_says_how_many_came_on_paper(
    facilitator: AtOffice, stranger: Participant, closed: Survey, base: str
) -> None:
    """Tables and pictures of words have no line of numbers."""
    facilitator.post(f"{base}/paper/notes", **form_of(types(facilitator, base, box_0_2=SLIPS)))
    edition = facilitator.post(f"{base}/versions", audience="meeting").headers["Location"]
    for name in ("markdown", "html", "docx", "pdf"):
        assert SAID in words_of(f"sheet.{name}", facilitator.get(f"{edition}/{name}").data), name
    assert facilitator.get(f"{edition}/json").json["counts"]["paper"] == 3
    assert SAID in facilitator.get(f"{base}/summary").text
    assert SAID in words_of("management-summary.pdf", facilitator.get(f"{base}/summary.pdf").data)
    publishes(facilitator, base, edition.rpartition("/")[2])
    assert SAID in reads(stranger, link_on(facilitator, base)).text


def test_a_few_phone_notes_stay_locked_beside_paper(
    facilitator: AtOffice, survey: Survey, instance: Instance, base: str
) -> None:
    stores(survey, instance, "A lone phone note.")
    facilitator.post(f"{base}/close")
    facilitator.post(f"{base}/paper/notes", **form_of(types(facilitator, base, box_0_2="\n\n".join(["Slip."] * 12))))
    assert facilitator.post(f"{base}/release").status_code == 409
    pages = [facilitator.get(f"{base}{path}").text for path in ("", "/notes", "/pinboard", "/meeting")]
    assert "Slip." in pages[1]
    assert not [page for page in pages if "lone phone" in page]


def test_while_people_write_nothing_is_typed_in_and_the_words_stay(
    facilitator: AtOffice, organiser: Organiser, closed: Survey, base: str
) -> None:
    """Reopened between the check and the sending."""
    fields = form_of(types(facilitator, base, box_0_1=SLIPS))
    facilitator.post(f"{base}/reopen")
    assert not soup_of(facilitator.get(base)).select("a[href$='/paper']")
    assert facilitator.get(f"{base}/paper").status_code == 409
    for step in ("check", "notes"):
        answer = facilitator.post(f"{base}/paper/{step}", **fields)
        assert answer.status_code == 409
        assert soup_of(answer).find(id="box-0-1").get_text().strip() == SLIPS.replace("\n\n\n\n", "\n\n")
    assert organiser.peeks(closed) == []


def test_a_page_from_before_a_reopening_stores_its_slips_once(
    facilitator: AtOffice, organiser: Organiser, closed: Survey, base: str
) -> None:
    fields = form_of(types(facilitator, base, box_0_1="Once."))
    for _ in range(2):
        assert facilitator.post(f"{base}/paper/notes", **fields).status_code == 303
        facilitator.post(f"{base}/reopen")
        facilitator.post(f"{base}/close")
    assert [note.text for note in organiser.peeks(closed)] == ["Once."]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (" \n \n", "empty"),
        ("Short.\n\n" + "long " * 1_000, "too-long"),
        ("\n\n".join(["Slip."] * 101), "too-many"),
        ("\n\n".join(["\u0969" * 1_000] * 9), "too-many"),
    ],
    ids=["empty", "too long", "too many", "too large"],
)
def test_what_cannot_go_on_stays_in_its_box(
    facilitator: AtOffice, closed: Survey, base: str, text: str, problem: str
) -> None:
    page = types(facilitator, base, box_1_2=text)
    assert page.status_code == 422
    assert soup_of(page).select_one("[role=alert]")["data-problem"] == problem
    assert soup_of(page).find(id="box-1-2").get_text().strip() == text.strip()


def test_a_note_that_is_too_long_is_named_with_its_box(facilitator: AtOffice, closed: Survey, base: str) -> None:
    page = soup_of(types(facilitator, base, box_1_2="Short.\n\n" + "long " * 1_000))
    assert re.findall(r"\d+", page.find(id="box-1-2-problem").get_text()) == ["2", "1199"]


def test_changing_the_words_brings_them_all_back(facilitator: AtOffice, closed: Survey, base: str) -> None:
    fields = form_of(types(facilitator, base, box_0_1="One.\n\nTwo.", box_1_0='"Three" & <four>'))
    page = soup_of(facilitator.post(f"{base}/paper", **fields))
    assert page.find(id="box-0-1").get_text().strip() == "One.\n\nTwo."
    assert page.find(id="box-1-0").get_text().strip() == '"Three" & <four>'


def test_a_full_wall_keeps_the_words_and_shows_what_found_room(
    facilitator: AtOffice, closed: Survey, wall: Wall, base: str
) -> None:
    wall.destroy()
    wall.build(2)
    wall.close()
    fields = form_of(types(facilitator, base, box_0_1="One.\n\nTwo.\n\nThree."))
    answer = facilitator.post(f"{base}/paper/notes", **fields)
    assert answer.status_code == 409
    assert soup_of(answer).select("[data-problem=full]")
    assert shown_notes(answer) == ["One.", "Two.", "Three."]
    assert form_of(answer)["code"] == fields["code"]
    assert len(facilitator.note_ids(base)) == 2


def test_a_damaged_wall_keeps_the_words(facilitator: AtOffice, closed: Survey, wall: Wall, base: str) -> None:
    fields = form_of(types(facilitator, base, box_0_1="One."))
    wall.path.unlink()
    answer = facilitator.post(f"{base}/paper/notes", **fields)
    assert answer.status_code == 409
    assert shown_notes(answer) == ["One."]


@pytest.mark.parametrize(
    "forged",
    [{"prompt": "7"}, {"prompt": "-1"}, {"answer-0-sharing": "9"}, {"answer-0-category": "99"}, {"answer-0-flip": "5"}],
    ids=str,
)
def test_a_forged_form_is_refused(facilitator: AtOffice, closed: Survey, base: str, forged: dict[str, str]) -> None:
    fields = form_of(types(facilitator, base, box_0_1="One.")) | forged
    assert facilitator.post(f"{base}/paper/notes", **fields).status_code == 400


def test_a_session_that_ends_while_typing_loses_nothing(
    facilitator: AtOffice, organiser: Organiser, instance: Instance, closed: Survey, base: str
) -> None:
    """As much as goes in at once, twice over: before the check and before the keeping."""
    slips = [f"Slip number {number}.\nIt has “two” lines. {'Something was good. ' * 33}" for number in range(100)]
    page = after_signing_in(facilitator, instance, f"{base}/paper/check", {"box-0-1": "\n\n".join(slips)})
    assert len(shown_notes(page)) == 100
    assert after_signing_in(facilitator, instance, f"{base}/paper/notes", form_of(page)).status_code == 303
    assert len(organiser.peeks(closed)) == 100


def after_signing_in(facilitator: AtOffice, instance: Instance, path: str, fields: dict[str, Any]) -> TestResponse:
    """Where a form leads that is sent after its session has ended."""
    for session in instance.sessions.glob("*.session"):
        session.unlink()
    asked = facilitator.post(path, **fields)
    assert asked.status_code == 401
    name = {"name": "Ines", "passphrase": PASSPHRASE}
    go_on = facilitator.post("/office/sign-in", **form_of(asked, "/office/sign-in") | name)
    return facilitator.post(path, **form_of(go_on, path))
