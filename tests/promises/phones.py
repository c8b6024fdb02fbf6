"""Phones that write to the running server, several at once; what it acknowledged, and in which order."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException

from surveys.survey import Survey
from tests.actors import answers
from tests.pages import HiddenFields
from tests.promises.server import Server

NO_ANSWER = (OSError, HTTPException)
"""What a phone meets where a process of the server is killed."""


@dataclass
class Phone:
    """Goes through the real pages of one survey."""

    server: Server
    survey: Survey

    def checks(self, *texts: str, **fields: str) -> dict[str, str]:
        """The hidden fields of the check page, ready to be sent."""
        _, page, _ = self.server.ask(f"/s/{self.survey.slug}/check", answers(self.survey, *texts) | fields)
        reader = HiddenFields()
        reader.feed(page)
        return reader.values | {"sharing": "2"}

    def sends(self, fields: dict[str, str]) -> bool:
        """Whether it was thanked."""
        return self.server.ask(f"/s/{self.survey.slug}/notes", fields)[0] == 200

    def takes_back(self, fields: dict[str, str]) -> bool:
        return self.server.ask(f"/s/{self.survey.slug}/take-back", {"code": fields["code"]})[0] == 200


@dataclass
class Crowd:
    """Some phones, each sending one text after the other in forms of their own until the server is gone."""

    phone: Phone
    texts: Iterable[str]
    at_once: int = 4
    thanked: list[str] = field(default_factory=list)
    """The texts in the order of their thanks."""
    _threads: list[threading.Thread] = field(default_factory=list)

    def starts(self) -> None:
        waiting = iter(list(self.texts))
        self._threads = [threading.Thread(target=self._write, args=[waiting]) for _ in range(self.at_once)]
        for thread in self._threads:
            thread.start()

    @property
    def is_writing(self) -> bool:
        return any(thread.is_alive() for thread in self._threads)

    def ends(self) -> None:
        for thread in self._threads:
            thread.join()

    def _write(self, waiting: Iterator[str]) -> None:
        with suppress(*NO_ANSWER):
            for text in waiting:
                if self.phone.sends(self.phone.checks(text)):
                    self.thanked.append(text)
