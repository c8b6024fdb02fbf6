"""Releasing, reading, masking, withholding, and the sheet that comes of it."""

import json
from typing import Any

import pytest

from surveys.documents.sheets import DOWNLOADS
from surveys.storage import Instance
from surveys.survey import Audience, Survey
from tests.actors import Organiser, Participant, stores
from tests.pages import soup_of

from .conftest import AtOffice

WITHOUT_CLOUD = [one for one in DOWNLOADS if one.name != "word-cloud"]
"""What a page offers where too few words come up often; the address of the picture works all the same."""


def mask_fields(facilitator: AtOffice, base: str, note: str, *words: str) -> dict[str, Any]:
    """What the mask page sends when these words are tapped."""
    soup = soup_of(facilitator.post(f"{base}/mask/words", note=note, page=1))
    tapped = [label.input["value"] for label in soup.select(".words label") if label.get_text() in words]
    state = soup.find("input", attrs={"name": "state"})["value"]
    return {"note": note, "page": 1, "state": state, "word": tapped}


def test_nothing_is_shown_before_release(facilitator: AtOffice, written: Survey, base: str) -> None:
    facilitator.post(f"{base}/close")
    assert "seminar" not in facilitator.get(f"{base}/notes").text
    assert "seminar" not in facilitator.get(base).text


def test_open_survey_shows_some_and_keeps_k_back(facilitator: AtOffice, written: Survey, base: str) -> None:
    facilitator.post(f"{base}/release")
    assert len(facilitator.note_ids(base)) == 12 - written.minimum
    assert facilitator.post(f"{base}/release").status_code == 409


def test_note_stands_with_question_and_sharing(
    facilitator: AtOffice, survey: Survey, instance: Instance, base: str
) -> None:
    for sharing in (0, 1, 2, 2, 2):
        stores(survey, instance, "Good seminars.", sharing=sharing)
    facilitator.post(f"{base}/close")
    facilitator.post(f"{base}/release")
    soup = soup_of(facilitator.get(f"{base}/notes"))
    tags = sorted(tag["class"][1] for tag in soup.select(".tags .tag"))
    assert tags == ["share-0", "share-1"] + ["share-2"] * 3
    assert survey.prompts[0].text in soup.find(class_="about").get_text()


def test_pages_of_fifty_lead_through_every_note_once(
    facilitator: AtOffice, survey: Survey, instance: Instance, base: str
) -> None:
    for number in range(61):
        stores(survey, instance, f"Seminar {number} was good.")
    facilitator.post(f"{base}/close")
    location = facilitator.post(f"{base}/release").headers["Location"]
    seen: list[str] = []
    while "/notes" in location:
        soup = soup_of(facilitator.get(location))
        seen += [note.get_text() for note in soup.select(".note .text")]
        fields = {t["name"]: t["value"] for t in soup.select("form[action$=read] input")}
        assert facilitator.post(f"{base}/versions", audience="meeting").status_code == 409
        location = facilitator.post(f"{base}/notes/read", **fields).headers["Location"]
    assert sorted(seen) == sorted(f"Seminar {number} was good." for number in range(61))
    assert facilitator.post(f"{base}/versions", audience="meeting").status_code == 303


def test_page_beyond_the_last_is_not_found(facilitator: AtOffice, written: Survey, base: str) -> None:
    facilitator.reads(base)
    assert facilitator.get(f"{base}/notes/2").status_code == 404
    assert facilitator.get(f"{base}/notes/0").status_code == 404


def test_masking_overwrites_the_note_for_good(
    facilitator: AtOffice, organiser: Organiser, written: Survey, base: str
) -> None:
    facilitator.reads(base)
    note = facilitator.note_ids(base)[0]
    fields = mask_fields(facilitator, base, note, "seminar", "number")
    check = facilitator.post(f"{base}/mask/check", **fields)
    shown = soup_of(check).select_one("p.note").get_text()
    assert shown.startswith("The […]")
    assert not [text for text in _texts(organiser, written) if "[…]" in text]
    facilitator.post(f"{base}/mask", **fields)
    assert [text for text in _texts(organiser, written) if "[…]" in text] == [shown]
    assert soup_of(facilitator.get(base)).select(".trail [data-deed=masked]")
    assert note not in facilitator.get(base).text


def test_every_act_leads_back_to_its_note_and_its_address_says_nothing_of_it(
    facilitator: AtOffice, written: Survey, base: str
) -> None:
    facilitator.post(f"{base}/release")
    for act, extra in (("withhold", {"reason": "spam"}), ("give-back", {}), ("care", {"needed": "1"})):
        note = soup_of(facilitator.get(f"{base}/notes")).select(".note")[2]
        fields = {tag["name"]: tag["value"] for tag in note.select_one(f"form[action$={act}]").select("[type=hidden]")}
        answer = facilitator.post(f"{base}/notes/{act}", **fields, **extra)
        assert answer.headers["Location"].partition("#")[2] == note["id"] == "note-3"
        assert fields["note"] not in answer.headers["Location"]
    mask = {tag["name"]: tag["value"] for tag in note.select_one("form[action*=mask]").select("[type=hidden]")}
    words = soup_of(facilitator.post(f"{base}/mask/words", **mask))
    assert words.select_one("[name=place]")["value"] == "3"
    assert words.select_one("a.quiet")["href"].endswith("#note-3")


def test_masking_needs_a_word(facilitator: AtOffice, written: Survey, base: str) -> None:
    facilitator.reads(base)
    fields = mask_fields(facilitator, base, facilitator.note_ids(base)[0])
    assert facilitator.post(f"{base}/mask/check", **fields).status_code == 422


def test_masking_a_note_that_changed_meanwhile_is_refused(
    facilitator: AtOffice, organiser: Organiser, written: Survey, base: str
) -> None:
    facilitator.reads(base)
    fields = mask_fields(facilitator, base, facilitator.note_ids(base)[0], "seminar")
    facilitator.post(f"{base}/mask", **fields)
    before = sorted(_texts(organiser, written))
    assert facilitator.post(f"{base}/mask", **fields).status_code == 409
    assert sorted(_texts(organiser, written)) == before


def test_masks_that_do_not_fit_are_refused_kindly(
    facilitator: AtOffice, survey: Survey, instance: Instance, base: str
) -> None:
    for _ in range(5):
        stores(survey, instance, " ".join("xy" for _ in range(1260)))
    facilitator.reads(base)
    fields = mask_fields(facilitator, base, facilitator.note_ids(base)[0], "xy")
    page = facilitator.post(f"{base}/mask/check", **fields | {"word": fields["word"][::2]})
    assert page.status_code == 422
    assert soup_of(page).select_one("[role=alert]").get_text()


@pytest.mark.parametrize("note", ["", "zz", "00" * 16])
def test_forged_note_is_not_found(facilitator: AtOffice, written: Survey, base: str, note: str) -> None:
    facilitator.reads(base)
    assert facilitator.post(f"{base}/mask/words", note=note).status_code == 404
    assert facilitator.post(f"{base}/notes/withhold", note=note, reason="spam").status_code == 404


def test_withheld_note_stays_out_of_the_sheet_and_comes_back(facilitator: AtOffice, written: Survey, base: str) -> None:
    facilitator.reads(base)
    note = facilitator.note_ids(base)[0]
    assert facilitator.post(f"{base}/notes/withhold", note=note, reason="dislike").status_code == 400
    facilitator.post(f"{base}/notes/withhold", note=note, reason="identifies")
    assert len(soup_of(facilitator.get(f"{base}/notes")).select(".note.withheld")) == 1
    assert len(_sheet(facilitator, base)["notes"]) == 11
    facilitator.post(f"{base}/notes/give-back", note=note)
    assert len(_sheet(facilitator, base)["notes"]) == 12


def test_a_flood_of_one_text_is_withheld_and_given_back_at_once(
    facilitator: AtOffice, written: Survey, instance: Instance, base: str
) -> None:
    for number in range(7):
        stores(written, instance, f"Buy  my BOOK, {number}!")
    facilitator.reads(base)
    flood = [li for li in soup_of(facilitator.get(f"{base}/notes")).select("li.note") if "BOOK" in li.get_text()]
    assert len(flood) == 7
    assert all("7" in li.select_one("form[action$=withhold] [name=alike]").get_text() for li in flood)
    note = flood[3].find("input", attrs={"name": "note"})["value"]
    facilitator.post(f"{base}/notes/withhold", note=note, reason="spam", alike="1")
    sheet = _sheet(facilitator, base)
    assert len(sheet["notes"]) == 12
    assert "BOOK" not in json.dumps(sheet)
    facilitator.post(f"{base}/notes/give-back", note=note, alike="1")
    assert len(_sheet(facilitator, base)["notes"]) == 19


def test_notes_that_differ_in_a_word_are_not_alike(facilitator: AtOffice, survey: Survey, instance: Instance) -> None:
    base = f"/office/surveys/{survey.id}"
    for word in ("good", "bad", "long", "?!", "…"):
        stores(survey, instance, f"Seminars: {word}." if word.isalpha() else word)
    facilitator.reads(base)
    assert not soup_of(facilitator.get(f"{base}/notes")).select("[name=alike]")


def test_every_format_is_downloaded_under_the_version_code(facilitator: AtOffice, written: Survey, base: str) -> None:
    facilitator.reads(base)
    version = facilitator.post(f"{base}/versions", audience="meeting").headers["Location"]
    code = version.rsplit("/", 1)[1]
    assert code in facilitator.get(f"{base}/versions").text
    links = [a["href"] for a in soup_of(facilitator.get(version)).select(".downloads a")]
    assert len(links) == len(WITHOUT_CLOUD)
    for link in links:
        answer = facilitator.client.get(link)
        assert answer.status_code == 200
        assert code in answer.headers["Content-Disposition"]
        assert len(answer.data) > 500
    assert facilitator.get(f"{version}/word-cloud").status_code == 200
    assert facilitator.get(f"{version}/exe").status_code == 404
    assert facilitator.client.get(f"{version}/csv?paper=us-letter").status_code == 200
    assert facilitator.client.get(f"{version}/csv?paper=a0").status_code == 404
    assert facilitator.get(f"{base}/versions/ZZZZ").status_code == 404


def test_page_of_a_version_says_what_is_left_out_and_asks_for_the_paper(
    facilitator: AtOffice, written: Survey, instance: Instance, base: str
) -> None:
    stores(written, instance, "Only for the organisers.", sharing=0)
    facilitator.reads(base)
    version = facilitator.post(f"{base}/versions", audience="meeting").headers["Location"]
    page = soup_of(facilitator.get(f"{version}?paper=us-letter&sheet=fr"))
    assert page.select_one("[data-paper]")["data-paper"] == "us-letter"
    asked = {row["data-format"]: row.a["href"].partition("?")[2] for row in page.select("[data-format]")}
    assert set(asked) == {one.name for one in WITHOUT_CLOUD}
    assert {one.name for one in WITHOUT_CLOUD if "paper=us-letter" in asked[one.name]} == {
        one.name for one in WITHOUT_CLOUD if one.has_paper
    }
    assert all("sheet=fr" in query for query in asked.values())
    assert [line["data-left-out"] for line in page.select("[data-left-out]")] == ["not-shared"]
    assert not page.select("[data-seconds]"), "so few notes take no time"
    assert facilitator.get(f"{version}?paper=a0").status_code == 404


def test_sheet_needs_a_closed_survey(facilitator: AtOffice, written: Survey, base: str) -> None:
    assert not soup_of(facilitator.get(f"{base}/versions")).select("form [name=audience]")
    assert facilitator.post(f"{base}/versions", audience="meeting").status_code == 409


def test_audience_can_be_narrowed_but_not_widened(
    facilitator: AtOffice, organiser: Organiser, instance: Instance
) -> None:
    for audience, offered in ((Audience.MEETING, 1), (Audience.COLLABORATION, 2)):
        survey = organiser.opens(audience=audience)
        base = f"/office/surveys/{survey.id}"
        for _ in range(5):
            stores(survey, instance, "Good seminars.")
        facilitator.reads(base)
        assert len(soup_of(facilitator.get(f"{base}/versions")).select("input[name=audience]")) == offered
        answer = facilitator.post(f"{base}/versions", audience="collaboration")
        assert answer.status_code == (409 if offered == 1 else 303)
        assert facilitator.post(f"{base}/versions", audience="world").status_code == 400


def test_words_are_ranked_by_notes_or_said_to_be_too_few(
    facilitator: AtOffice, organiser: Organiser, written: Survey, base: str, instance: Instance
) -> None:
    facilitator.reads(base)
    version = facilitator.post(f"{base}/versions", audience="meeting").headers["Location"]
    rows = soup_of(facilitator.get(version)).select(".ranks tbody tr")
    assert ["students", "12"] in [[cell.get_text() for cell in row.select("td")] for row in rows]
    few = organiser.opens()
    for text in ("apple", "pear", "plum", "quince", "medlar"):
        stores(few, instance, text)
    facilitator.reads(f"/office/surveys/{few.id}")
    answer = facilitator.post(f"/office/surveys/{few.id}/versions", audience="meeting")
    assert not soup_of(facilitator.get(answer.headers["Location"])).select(".ranks")


def test_words_of_a_note_come_from_its_writer_to_the_sheet(
    facilitator: AtOffice, participant: Participant, survey: Survey, base: str
) -> None:
    for _ in range(5):
        participant.sends(survey, "I wrote to anna.keller@example.org about <b>seminars</b>.")
    facilitator.reads(base)
    page = facilitator.get(f"{base}/notes").text
    assert "anna.keller" not in page
    assert "&lt;b&gt;seminars&lt;/b&gt;" in page
    assert "anna.keller" not in json.dumps(_sheet(facilitator, base))


def _sheet(facilitator: AtOffice, base: str) -> dict[str, Any]:
    version = facilitator.post(f"{base}/versions", audience="meeting").headers["Location"]
    sheet = json.loads(facilitator.client.get(f"{version}/json").data)
    sheet["notes"] = [note for note in sheet["notes"] if "withheld" not in note["text"]]
    return sheet


def _texts(organiser: Organiser, survey: Survey) -> list[str]:
    return [note.text for note in organiser.peeks(survey)]
