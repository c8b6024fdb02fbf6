"""Promise 12: an acknowledged note is not lost; sent twice it stands once; taken back it stays away."""

import threading
from collections import Counter
from typing import Any

import pytest
from flask import Flask

from surveys.collecting import take_back
from surveys.storage import Instance, Wall
from surveys.survey import Survey
from tests.actors import Organiser, Participant, code_of, hidden_fields, marked, stores
from tests.promises.crashing import kill_while, storing

KILLS = 25


@pytest.mark.on_disk
def test_nothing_acknowledged_is_lost_and_nothing_is_there_twice(
    organiser: Organiser, survey: Survey, instance: Instance, wall: Wall
) -> None:
    """kill -9 at twenty-five random moments, the next writer going on where the last one was cut off."""
    acknowledged: list[str] = []
    for kill in range(KILLS):

        def write(number: int, kill: int = kill) -> None:
            stores(survey, instance, f"Note {kill}-{number}.")

        numbers = kill_while(write, after=0.01, at_least=1)
        acknowledged += [f"Note {kill}-{number.decode()}." for number in numbers]
    stored = Counter[str](note.text for note in organiser.peeks(survey))
    assert len(acknowledged) >= KILLS
    assert [text for text in acknowledged if stored[text] != 1] == []
    assert max(stored.values()) == 1
    # at most the one note of each writer that was stored and not yet acknowledged
    assert len(stored) <= len(acknowledged) + KILLS
    assert wall.count_used() == len(stored), "no slot is half filled"


@pytest.mark.on_disk
def test_a_sending_that_was_cut_off_is_completed_by_sending_it_again(
    organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    """The writer's phone still has the page; whatever was stored of it before, it stands once in the end."""
    for attempt in range(10):
        code = f"AAAA-BBBB-CCCC-{2222 + attempt}"
        texts = (f"Like {attempt}.", f"Change {attempt}.")
        kill_while(storing(survey, instance, *texts, code=code), after=0.0)
        stores(survey, instance, *texts, code=code)
    stored = Counter[str](note.text for note in organiser.peeks(survey))
    assert len(stored) == 20
    assert set(stored.values()) == {1}


def test_the_same_form_sent_twice_stands_once(participant: Participant, organiser: Organiser, survey: Survey) -> None:
    page = participant.checks(survey, "Good coffee.", "More light.")
    fields = hidden_fields(page) | {"sharing": "2"}
    first, second, third = (participant.posts_notes(survey, fields) for _ in range(3))
    assert marked(first, "locked") == "2"
    assert marked(second, "sent") == "before"
    assert third.status_code == 200
    assert sorted(note.text for note in organiser.peeks(survey)) == ["Good coffee.", "More light."]


def test_the_same_form_sent_by_two_hasty_taps_at_once_stands_once(
    app: Flask, participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    statuses: list[int] = []
    for number in range(8):
        page = participant.checks(survey, f"Good coffee {number}.", f"More light {number}.")
        fields = hidden_fields(page) | {"sharing": "2"}
        together = threading.Barrier(3)

        def tap(fields: dict[str, Any] = fields, together: threading.Barrier = together) -> None:
            together.wait()
            statuses.append(Participant(app).posts_notes(survey, fields).status_code)

        taps = [threading.Thread(target=tap) for _ in range(3)]
        for one in taps:
            one.start()
        for one in taps:
            one.join()
    assert statuses == [200] * 24
    stored = Counter[str](note.text for note in organiser.peeks(survey))
    assert len(stored) == 16
    assert set(stored.values()) == {1}


def test_the_same_words_in_two_sendings_are_two_notes(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    """Two people may well write the same; a new form has a new code."""
    participant.sends(survey, "Good coffee.")
    participant.sends(survey, "Good coffee.")
    assert len(organiser.peeks(survey)) == 2


@pytest.mark.parametrize("times", [1, 3])
def test_what_was_taken_back_does_not_come_again(
    participant: Participant, organiser: Organiser, survey: Survey, times: int
) -> None:
    page = participant.checks(survey, "Good coffee.", "More light.")
    fields = hidden_fields(page) | {"sharing": "2"}
    for _ in range(times):
        participant.posts_notes(survey, fields)
        participant.takes_back(survey, code_of(page))
    participant.posts_notes(survey, fields)
    assert organiser.peeks(survey) == []
    assert organiser.instance.wall_of(survey).count_used() == 2


def test_a_page_from_before_a_reopening_brings_nothing_again_by_itself(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    """A browser that reloads its old thanks page: codes are still known, so nothing is stored twice or comes again."""
    kept, gone = (hidden_fields(participant.checks(survey, text)) | {"sharing": "2"} for text in ("Kept.", "Gone."))
    for fields in (kept, gone):
        participant.posts_notes(survey, fields)
    participant.takes_back(survey, str(gone["code"]))
    for _ in range(2):
        organiser.reopens(organiser.closes(survey))
        for fields in (kept, gone):
            assert participant.posts_notes(survey, fields).status_code == 200
        assert [note.text for note in organiser.peeks(survey)] == ["Kept."]
    assert organiser.instance.wall_of(survey).count_used() == 2


@pytest.mark.on_disk
def test_a_take_back_that_was_acknowledged_is_not_undone_by_a_crash(
    organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    wall = instance.wall_of(survey)
    for _ in range(8):
        codes = [stores(survey, instance, f"Note {number}.") for number in range(20)]
        done = kill_while(
            lambda number, codes=codes: take_back(codes[number % 20], survey=survey, wall=wall), after=0.0
        )
        left = [note.text for note in organiser.peeks(survey)]
        assert not {f"Note {int(number) % 20}." for number in done} & set(left)
        for code in codes:
            take_back(code, survey=survey, wall=wall)
