"""A real instance in a temporary folder, and the actors who use it."""

import gc
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from flask import Flask
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from surveys import create_app
from surveys.storage import Instance, Wall, add_facilitator, open_office
from surveys.survey import Survey
from tests.actors import KEY, Organiser, Participant, today
from tests.places import speak_english, work_in_memory
from tests.remembered import remember_what_is_compiled

hypothesis_settings.register_profile(
    "house",
    deadline=None,  # no test asks for speed
    database=None,
    derandomize=True,  # the gate says the same of the same code; `make fuzz` looks for what it has not drawn yet
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
hypothesis_settings.register_profile(
    "fuzz", hypothesis_settings.get_profile("house"), derandomize=False, print_blob=True
)
hypothesis_settings.load_profile("house")

LONGEST = (
    *("test_a_thief_cannot_order_the_notes.py", "test_06_sealed_means_unreadable.py", "test_06_at_the_door.py"),
    *("test_12_killed_at_fifty_moments.py", "test_15_odd_forms.py", "test_07_any_sequence_of_pages.py"),
    "test_16_tickets_are_not_joined.py",
    *("test_07_no_page_tells_the_unread.py", "test_07_played_sequences.py", "test_operating.py", "test_serving.py"),
    *("test_restoring.py", "test_demo.py", "test_who_may_see.py", "test_commands.py"),
)
"""Files that take a quarter of a minute or more, or have few tests for the time they take."""

work_in_memory()
speak_english()
remember_what_is_compiled()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first, so that no processor waits at the end for a file that the other has begun.

    Journeys wait for browsers most of the time, and the other long files compute: they take turns.
    """
    journeys = list(dict.fromkeys(item.path.name for item in items if "journeys" in item.path.parts))
    turns = {name: place for of_a_kind in (LONGEST, journeys) for place, name in enumerate(of_a_kind)}
    items.sort(key=lambda item: turns.get(item.path.name, len(items)))


def pytest_collection_finish() -> None:
    """What is loaded by now stays until the end; Python need not look at it each time it tidies memory."""
    gc.freeze()


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """In memory, or on a disk for a test that is marked so."""
    if request.node.get_closest_marker("on_disk") is None:
        yield tmp_path
        return
    with TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Eight megabytes of memory as a disk of its own; only root may make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    app = create_app(INSTANCE=str(tmp_path / "instance"), SESSIONS=str(tmp_path / "sessions"))
    instance: Instance = app.extensions["instance"]
    instance.prepare()
    return app


@pytest.fixture
def instance(app: Flask) -> Instance:
    return app.extensions["instance"]


@pytest.fixture
def organiser(instance: Instance) -> Organiser:
    with open_office(instance.office) as office:
        return Organiser(instance, add_facilitator(office, "Ines", KEY, today=today()))


@pytest.fixture
def survey(organiser: Organiser) -> Survey:
    """Sticky notes, open, k = 5."""
    return organiser.opens()


@pytest.fixture
def wall(instance: Instance, survey: Survey) -> Wall:
    return instance.wall_of(survey)


@pytest.fixture
def participant(app: Flask) -> Participant:
    return Participant(app)


@pytest.fixture
def stranger(app: Flask) -> Participant:
    """Somebody who has no link and must get nothing."""
    return Participant(app)
