"""A running server with an open survey, for the promises that only a real process can keep or break."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from surveys import create_app
from surveys.storage import add_facilitator, open_office
from surveys.survey import Survey
from tests.actors import KEY, TODAY, Organiser
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
    instance = _app_on(folder).extensions["instance"]
    with open_office(instance.office) as office:
        organiser = Organiser(instance, add_facilitator(office, "Ines", KEY, today=TODAY))
    yield Running(server, organiser, organiser.opens())
    server.ends()


def _app_on(folder: Path) -> Flask:
    return create_app(INSTANCE=str(folder / "instance"), SESSIONS=str(folder / "sessions"))
