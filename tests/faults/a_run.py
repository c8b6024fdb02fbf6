"""A run of the product, from the first start to a deleted survey, that says aloud what it has acknowledged.

It is started with a folder, under a program that records what it does to the disk. Every line that it writes into the
file `acknowledged` beside the instance is one moment: an act begins, or it is acknowledged. Its arguments: the folder,
SQLite's `synchronous`, how many notes are sent.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from surveys import create_app
from surveys.lifecycle import destroy_survey, open_survey
from surveys.storage import Instance, add_facilitator, connecting, open_office
from surveys.stripping import StrippedText
from surveys.survey import Survey
from tests.actors import KEY, PRIVATE_KEY, Organiser, Participant, code_of, hidden_fields, today


class Run:
    """The actors, and the file into which they say what happens."""

    def __init__(self, folder: Path) -> None:
        self._said = os.open(folder / "acknowledged", os.O_WRONLY | os.O_CREAT, 0o600)
        self.app = create_app(INSTANCE=str(folder / "instance"), SESSIONS=str(folder / "sessions"))
        self.instance: Instance = self.app.extensions["instance"]
        self.participant = Participant(self.app)
        self.organiser: Organiser

    def says(self, moment: str, act: str, **about: Any) -> None:
        os.write(self._said, json.dumps({"moment": moment, "act": act} | about).encode() + b"\n")

    def starts(self) -> None:
        self.says("begins", "start")
        self.instance.prepare()
        self.says("acknowledged", "start", secret=self.instance.secret.read_bytes().hex())
        with open_office(self.instance.office) as office:
            self.organiser = Organiser(self.instance, add_facilitator(office, "Ines", KEY, today=today()))
        self.says("acknowledged", "account", name="Ines", key=PRIVATE_KEY.hex())

    def opens(self) -> Survey:
        survey = self.organiser.drafts()
        self.says("begins", "open", survey=survey.id)
        with open_office(self.instance.office) as office:
            survey = open_survey(
                survey, instance=self.instance, office=office, facilitator=self.organiser.account, today=today()
            )
        self.says("acknowledged", "open", survey=survey.id)
        return survey

    def sends(self, survey: Survey, text: str) -> str:
        """The whole way of a note through the pages; gives back its code."""
        fields = hidden_fields(page := self.participant.checks(survey, text))
        about = {"survey": survey.id, "text": text, "code": (code := code_of(page))}
        self.says("begins", "send", **about)
        page = self.participant.posts_notes(survey, fields | {"sharing": "2"})
        assert page.status_code == 200, page.text
        self.says("acknowledged", "send", **about)
        return code

    def takes_back(self, survey: Survey, text: str, code: str) -> None:
        about = {"survey": survey.id, "text": text}
        self.says("begins", "take back", **about)
        assert self.participant.takes_back(survey, code).status_code == 200
        self.says("acknowledged", "take back", **about)

    def grows(self, survey: Survey) -> None:
        self.says("begins", "grow", survey=survey.id)
        self.instance.wall_of(survey).grow(64)
        self.says("acknowledged", "grow", survey=survey.id)

    def closes(self, survey: Survey) -> Survey:
        self.says("begins", "close", survey=survey.id)
        closed = self.organiser.closes(survey)
        self.says("acknowledged", "close", survey=survey.id)
        return closed

    def reopens(self, survey: Survey) -> Survey:
        self.says("begins", "reopen", survey=survey.id)
        survey = self.organiser.reopens(survey)
        self.says("acknowledged", "reopen", survey=survey.id)
        return survey

    def releases(self, survey: Survey) -> None:
        self.says("begins", "release", survey=survey.id)
        with self.organiser.unlocks(survey) as unlocked:
            unlocked.release_new_notes()
        self.says("acknowledged", "release", survey=survey.id)

    def masks(self, survey: Survey, text: str, instead: str) -> None:
        about = {"survey": survey.id, "text": text, "instead": instead}
        self.says("begins", "mask", **about)
        with self.organiser.unlocks(survey) as unlocked:
            (note,) = (note for note in unlocked.notes() if note.text == text)
            unlocked.overwrite(note, StrippedText(instead))
        self.says("acknowledged", "mask", **about)

    def deletes(self, survey: Survey) -> None:
        self.says("begins", "delete", survey=survey.id)
        with open_office(self.instance.office) as office:
            destroy_survey(survey, instance=self.instance, office=office)
        self.says("acknowledged", "delete", survey=survey.id)


def main(folder: Path, synchronous: str, notes: int) -> None:
    connecting.DURABLE = f"PRAGMA synchronous = {synchronous}"
    run = Run(folder)
    run.starts()
    survey = run.opens()
    codes = {text: run.sends(survey, text) for text in (f"Note {number}." for number in range(notes))}
    for text in list(codes)[: notes // 3]:
        run.takes_back(survey, text, codes.pop(text))
    run.grows(survey)
    codes |= {text: run.sends(survey, text) for text in ("After the growth.", "One more.")}
    survey = run.reopens(run.closes(survey))
    run.sends(survey, "The last.")
    survey = run.closes(survey)
    run.releases(survey)
    run.masks(survey, "The last.", "The […].")
    other = run.opens()
    run.sends(other, "In the other survey.")
    run.deletes(other)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
