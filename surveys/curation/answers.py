"""Answers: what organisers write in the name of a role about a theme, a question or a note."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256

LONGEST_ANSWER = {"role": 80, "text": 1_000}


class UnknownAnswer(Exception):
    """The answer was deleted meanwhile."""


class AnswerChanged(Exception):
    """Somebody else has changed the answer since it was shown."""


@dataclass(frozen=True)
class RoleAnswer:
    """`role` answers, never a person by name. `about` is "q" and a position, "t" and a theme, or "n" and a note.

    It is empty where the theme was deleted.
    """

    id: str
    about: str
    role: str
    text: str


RoleAnswers = tuple[RoleAnswer, ...]


def fingerprint_of_answer(answer: RoleAnswer) -> str:
    """A hash of the answer. An edit sends it along, so that nobody overwrites a change that they never saw."""
    return sha256(json.dumps(asdict(answer)).encode()).hexdigest()


def answer_by_id(answers: Iterable[RoleAnswer], answer_id: str) -> RoleAnswer:
    """Raises UnknownAnswer."""
    for answer in answers:
        if answer.id == answer_id:
            return answer
    raise UnknownAnswer


def answers_about(answers: Iterable[RoleAnswer], about: str) -> RoleAnswers:
    """The answers about one thing, in the order in which they were written."""
    return tuple(answer for answer in answers if answer.about == about)
