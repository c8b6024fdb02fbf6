"""Watched by itself: what monitoring is answered and what the log says while notes cannot be stored."""

import logging
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from surveys import create_app
from surveys.survey import Survey
from tests.actors import Participant, hidden_fields, organiser_at

WORD = "flibbertigibbet"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Eight megabytes of memory as a disk of its own; only root may make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def served(disk: Path, tmp_path: Path) -> tuple[Flask, Survey]:
    """Notes lie on the small disk, sessions elsewhere."""
    survey = organiser_at(disk).opens()
    return create_app(INSTANCE=str(disk / "instance"), SESSIONS=str(tmp_path / "memory")), survey


def fill(disk: Path) -> None:
    with (disk / "filling").open("wb", buffering=0) as filling:
        try:
            while True:
                filling.write(bytes(4_096))
        except OSError:
            return


def make_read_only(disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)


def lose_the_wall(disk: Path) -> None:
    next((disk / "instance/walls").glob("*.sqlite")).write_bytes(b"x" * 9_000)


def lose_the_office(disk: Path) -> None:
    (disk / "instance/office.sqlite").write_bytes(b"x" * 9_000)


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
    served: tuple[Flask, Survey], disk: Path, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    app, survey = served
    participant = Participant(app)
    fields = hidden_fields(participant.checks(survey, WORD)) | {"sharing": "2"}
    harm, logged = FAULTS[kind]
    harm(disk)
    with caplog.at_level(logging.DEBUG):
        refused = [participant.posts_notes(survey, fields) for _ in range(3)]
    assert [page.status_code for page in refused] == [503] * 3
    assert all(WORD in page.text for page in refused)
    health = app.test_client().get("/health")
    assert (health.status_code, kind in health.text) == (503, True)
    assert health.headers.getlist("Set-Cookie") == []
    assert not {str(disk), survey.slug, survey.id, survey.title} & set(health.text.split())
    (line,) = [record.getMessage() for record in caplog.records if "refused" in record.getMessage()]
    assert logged in line
    assert ".sqlite" in line
    assert not [word for word in (WORD, survey.slug, survey.title) if word in caplog.text]


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
