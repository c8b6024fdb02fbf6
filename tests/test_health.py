"""Watched by itself: what monitoring is answered and what the log says while notes cannot be stored."""

import logging
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from surveys import create_app
from surveys.survey import Survey
from tests.actors import Organiser, Participant, hidden_fields, organiser_at
from tests.places import fill

WORD = "flibbertigibbet"


@pytest.fixture
def served(small_disk: Path, tmp_path: Path) -> tuple[Flask, Survey]:
    """Notes lie on the small disk, sessions elsewhere."""
    survey = organiser_at(small_disk).opens()
    return create_app(INSTANCE=str(small_disk / "instance"), SESSIONS=str(tmp_path / "memory")), survey


def make_read_only(small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)


def lose_the_wall(small_disk: Path) -> None:
    next((small_disk / "instance/walls").glob("*.sqlite")).write_bytes(b"x" * 9_000)


def lose_the_office(small_disk: Path) -> None:
    (small_disk / "instance/office.sqlite").write_bytes(b"x" * 9_000)


FAULTS = {
    "the disk is full": (fill, "SQLITE_FULL"),
    "the disk is read-only": (make_read_only, ""),
    "a file is missing or damaged": (lose_the_wall, "WallDamaged"),
    "missing or damaged": (lose_the_office, "OfficeDamaged"),
}


def test_while_all_is_well_monitoring_hears_ok(served: tuple[Flask, Survey]) -> None:
    answer = served[0].test_client().get("/health")
    assert (answer.status_code, answer.text, answer.mimetype) == (200, "ok\n", "text/plain")
    assert answer.headers.getlist("Set-Cookie") == []


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_is_named_and_every_word_comes_back(
    served: tuple[Flask, Survey], small_disk: Path, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    app, survey = served
    participant = Participant(app)
    fields = hidden_fields(participant.checks(survey, WORD)) | {"sharing": "2"}
    harm, logged = FAULTS[kind]
    harm(small_disk)
    with caplog.at_level(logging.DEBUG):
        refused = [participant.posts_notes(survey, fields) for _ in range(3)]
    assert [page.status_code for page in refused] == [503] * 3
    assert all(WORD in page.text for page in refused)
    health = app.test_client().get("/health")
    assert (health.status_code, kind in health.text) == (503, True)
    assert health.headers.getlist("Set-Cookie") == []
    assert not {str(small_disk), survey.slug, survey.id, survey.title} & set(health.text.split())
    (line,) = [record.getMessage() for record in caplog.records if "refused" in record.getMessage()]
    assert logged in line
    assert ".sqlite" in line
    assert not [word for word in (WORD, survey.slug, survey.title) if word in caplog.text]


def test_one_damaged_survey_does_not_take_the_others_out_of_service(
    app: Flask, organiser: Organiser, participant: Participant
) -> None:
    """Readiness of a platform stays green, and the fault is named; red when no open survey is left."""
    damaged, other = organiser.opens(), organiser.opens()
    organiser.instance.wall_of(damaged).path.write_bytes(b"x" * 9_000)
    answer = app.test_client().get("/health")
    assert (answer.status_code, answer.text[:3]) == (200, "ok,")
    assert "a file is missing or damaged" in answer.text
    assert damaged.slug not in answer.text
    fields = hidden_fields(participant.checks(other, WORD)) | {"sharing": "2"}
    assert participant.posts_notes(other, fields).status_code < 400
    organiser.closes(other)
    assert app.test_client().get("/health").status_code == 503


def test_a_refusal_that_is_no_fault_is_not_logged(
    participant: Participant, survey: Survey, caplog: pytest.LogCaptureFixture
) -> None:
    """A closed survey or another site's form is nothing that an operator could mend."""
    with caplog.at_level(logging.DEBUG):
        assert (
            participant.post(f"/s/{survey.slug}/notes", {}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
        )
        participant.posts_notes(survey, {})
    assert "refused" not in caplog.text


@pytest.mark.parametrize("before", [lambda folder: None, lambda folder: folder.mkdir()], ids=["nothing", "a folder"])
def test_before_the_first_start_it_says_so(tmp_path: Path, before: Callable[[Path], None]) -> None:
    before(tmp_path / "instance")
    app = create_app(INSTANCE=str(tmp_path / "instance"), SESSIONS=str(tmp_path / "sessions"))
    answer = app.test_client().get("/health")
    assert (answer.status_code, "no instance yet" in answer.text) == (503, True)
