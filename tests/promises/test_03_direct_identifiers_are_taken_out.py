"""Promise 3: direct identifiers are taken out before anything is written, indirect ones are pointed out."""

from typing import Any

import pytest

from surveys.storage import Instance, Wall
from surveys.survey import Survey
from tests.actors import Organiser, Participant, hidden_fields, shown_notes
from tests.pages import soup_of
from tests.promises.identifiers import CERTAIN, INDIRECT, LIKELY
from tests.promises.theft import places_of, stolen_bytes


@pytest.mark.parametrize(("text", "identifier"), [*CERTAIN.values(), *LIKELY.values()], ids=[*CERTAIN, *LIKELY])
def test_a_direct_identifier_is_neither_shown_nor_stored(
    participant: Participant, organiser: Organiser, survey: Survey, instance: Instance, text: str, identifier: str
) -> None:
    check = participant.checks(survey, text)
    assert identifier not in shown_notes(check)[0]
    assert participant.sends(survey, text).status_code == 200
    (note,) = organiser.peeks(survey)
    assert identifier not in note.text
    assert note.text.encode() == shown_notes(check)[0].encode()
    assert places_of(identifier, stolen_bytes(instance.folder, instance.sessions)) == []


@pytest.mark.parametrize(("text", "identifier"), CERTAIN.values(), ids=CERTAIN)
def test_what_is_certain_cannot_be_put_back(
    participant: Participant, survey: Survey, wall: Wall, text: str, identifier: str
) -> None:
    """No switch is offered; a forged one changes nothing; the forged result is not stored."""
    page = participant.checks(survey, text)
    assert [value for value in _switches(page) if identifier in value] == []
    forged = participant.post(f"/s/{survey.slug}/check", hidden_fields(page) | {"answer-0-flip": ["0"]})
    assert identifier not in shown_notes(forged)[0]
    fields = hidden_fields(page) | {"answer-0-flip": ["0"], "answer-0-shown": text, "sharing": "2"}
    assert participant.posts_notes(survey, fields).status_code == 422
    assert wall.count_used() == 0


@pytest.mark.parametrize(("text", "identifier"), LIKELY.values(), ids=LIKELY)
def test_a_likely_name_can_be_put_back_by_its_writer_alone(
    participant: Participant, survey: Survey, text: str, identifier: str
) -> None:
    page = participant.checks(survey, text)
    assert any(identifier in words for words in _switches(page))
    kept = participant.post(f"/s/{survey.slug}/check", hidden_fields(page) | {"answer-0-flip": _values(page)})
    assert identifier in shown_notes(kept)[0]


@pytest.mark.parametrize(("text", "hint"), INDIRECT.values(), ids=INDIRECT)
def test_an_indirect_identifier_is_pointed_out_and_goes_if_the_writer_wishes(
    participant: Participant, organiser: Organiser, survey: Survey, text: str, hint: str
) -> None:
    page = participant.checks(survey, text)
    assert hint in shown_notes(page)[0]
    assert [mark for mark in soup_of(page).find_all("mark") if hint in mark.get_text()], "it is underlined"
    positions = [number for number, words in enumerate(_switches(page)) if hint in words]
    assert positions, "it is offered as a switch"
    flips = [_values(page)[positions[0]]]
    chosen = participant.post(f"/s/{survey.slug}/check", hidden_fields(page) | {"answer-0-flip": flips})
    assert hint not in shown_notes(chosen)[0]
    fields = hidden_fields(chosen) | {"answer-0-flip": flips, "sharing": "2"}
    assert participant.posts_notes(survey, fields).status_code == 200
    assert [note.text for note in organiser.peeks(survey)] == shown_notes(chosen)


def _switches(page: Any) -> list[str]:
    return [box.find_parent("label").get_text() for box in _boxes(page)]


def _values(page: Any) -> list[str]:
    return [box["value"] for box in _boxes(page)]


def _boxes(page: Any) -> list[Any]:
    return soup_of(page).find_all("input", attrs={"type": "checkbox"})
