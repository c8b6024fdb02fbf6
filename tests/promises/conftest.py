"""A running server with an open survey, for the promises that only a real process can keep or break."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from surveys.survey import Survey
from tests.actors import Organiser, organiser_at
from tests.promises.server import Server, start_server


@dataclass
class Running:
    """A server, and who holds the key on its instance."""

    server: Server
    organiser: Organiser
    survey: Survey


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    folder = tmp_path / "served"
    folder.mkdir()
    server = start_server(folder)
    organiser = organiser_at(folder)
    yield Running(server, organiser, organiser.opens())
    server.ends()
