"""Promise 1: in which language of a survey somebody wrote is in no note, code, length or file."""

from dataclasses import replace
from typing import Any

import pytest
from werkzeug.test import TestResponse

from surveys.sealing import NoteId
from surveys.storage import Instance
from surveys.survey import Survey, Translation
from tests.actors import Organiser, Participant, answers, hidden_fields
from tests.facilitator.conftest import signed_in
from tests.pages import soup_of
from tests.promises.theft import stolen_bytes

WORDS = "My supervisor Jane Miller praised the talk in front of all others."
PERSIAN = (("One thing I like in CMS", "یک چیزی که در CMS دوست دارم"), ("Collegiality", "همکاری"))
GERMAN = (("One thing I like in CMS", "Was mir an CMS gefällt"), ("Collegiality", "Miteinander"))


@pytest.fixture
def survey(organiser: Organiser) -> Survey:
    return organiser.opens(language="fr", translations=(Translation("de", GERMAN), Translation("fa", PERSIAN)))


def sends_in(participant: Participant, survey: Survey, lang: str) -> tuple[TestResponse, TestResponse]:
    """The check page and the thanks of one note with a category, in a language."""
    typed = answers(survey, WORDS) | {"answer-0-category": "1"}
    check = participant.post(f"/s/{survey.slug}/check?lang={lang}", typed)
    return check, participant.post(f"/s/{survey.slug}/notes?lang={lang}", hidden_fields(check) | {"sharing": "2"})


def without_own_number(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name != "code"}


def test_the_same_note_in_two_languages_is_the_same_note(
    participant: Participant, organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    sent = {lang: sends_in(participant, survey, lang) for lang in ("fr", "de", "fa")}
    assert [thanks.status_code for _check, thanks in sent.values()] == [200, 200, 200]
    forms = [without_own_number(hidden_fields(check)) for check, _thanks in sent.values()]
    assert forms[0] == forms[1] == forms[2], "its signature too"
    assert len({len(check.data) for check, _thanks in sent.values()}) == 1
    assert len({len(thanks.data) for _check, thanks in sent.values()}) == 1
    notes = organiser.peeks(survey)
    assert len(notes) == 3
    assert len({replace(note, id=NoteId(b"")) for note in notes}) == 1
    assert notes[0].category == 1


def test_a_stored_note_holds_english_placeholders(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    check, _thanks = sends_in(participant, survey, "de")
    shown = soup_of(check).select_one(".note").get_text()
    assert "[a person]" not in shown, "the page says it in German: the positive control"
    texts = {note.text for note in organiser.peeks(survey)}
    assert len(texts) == 1
    assert "[a person]" in texts.pop()


def test_no_file_changes_its_account_of_languages(
    participant: Participant, organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    """What a thief of all files finds of the languages is what the organisers wrote, before anybody has sent."""

    def traces() -> dict[str, int]:
        loot = b"".join(stolen_bytes(instance.folder, instance.sessions).values())
        return {word: loot.count(word.encode()) for word in ("lang=", '"fa"', '"de"', PERSIAN[1][1], "zh_Hans")}

    before = traces()
    sends_in(participant, survey, "fa")
    sends_in(participant, survey, "zh_Hans")
    assert traces() == before


def test_all_languages_come_together_on_one_sheet_under_the_first(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    for lang in ("fr", "de", "fa", "de", "fr", "fa"):
        sends_in(participant, survey, lang)
    office = signed_in(participant.app, organiser.account.id)
    base = f"/office/surveys/{survey.id}"
    office.reads(base)
    made = office.post(f"{base}/versions", audience="meeting").headers["Location"]
    rows = office.client.get(f"{made}/json").json["notes"]
    assert {(row["prompt"], row["category"]) for row in rows} == {("One thing I like in CMS", "Collegiality")}
    assert len(rows) == 6
    german = office.client.get(f"{made}/html?sheet=de").text
    assert GERMAN[0][1] in german
    assert GERMAN[1][1] in german
