"""Promises 2 and 3: Send believes what this server showed, and nothing else (docs/decisions/0029).

A signature that is not ours, or not for exactly this page, is worth nothing: the note is stripped again.
"""

import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest

from surveys.collecting import Answer, NotWhatWasShown, collect, new_code, sign
from surveys.settings import PROJECT
from surveys.storage import Instance, Wall
from surveys.stripping import Choice, clean
from surveys.survey import Sharing, Survey
from tests.actors import Organiser, Participant, hidden_fields, marked, shown_notes
from tests.pages import soup_of
from tests.promises.identifiers import CERTAIN, INDIRECT, LIKELY

TEXT = clean("Ask olga@cern.ch or Prof. Olga Petrova.")
SHOWN = "What no search of this text would leave."
"""So a test sees whether a note was believed: searched again, it would not be stored."""


def signed(survey: Survey) -> Answer:
    signature = sign(survey, 0, TEXT, ["1", "2"], SHOWN)
    return Answer(0, None, Sharing.ALOUD, TEXT, dict, SHOWN, ["1", "2"], signature)


def test_what_we_signed_is_not_searched_again(organiser: Organiser, survey: Survey, wall: Wall) -> None:
    """The control of all tests below; and the order in which a browser sends the ticks does not matter."""
    for ticks in (["1", "2"], ["2", "1"]):
        collect([replace(signed(survey), ticks=ticks)], survey=survey, wall=wall, code=new_code())
    assert [note.text for note in organiser.peeks(survey)] == [SHOWN, SHOWN]


FORGED: dict[str, Callable[[Answer], Answer]] = {
    "another question": lambda answer: replace(answer, prompt=1),
    "another text": lambda answer: replace(answer, text=clean(TEXT + " Now.")),
    "another text was shown": lambda answer: replace(answer, shown=SHOWN + " Now."),
    "the text as it was typed was shown": lambda answer: replace(answer, shown=TEXT),
    "text and what was shown changed places": lambda answer: replace(answer, text=clean(SHOWN), shown=TEXT),
    "a tick more": lambda answer: replace(answer, ticks=["1", "2", "3"]),
    "a tick fewer": lambda answer: replace(answer, ticks=["1"]),
    "two ticks are one": lambda answer: replace(answer, ticks=["12"]),
    "no tick, but the choice of one": lambda answer: replace(answer, ticks=[], choices=lambda: {1: Choice.KEEP}),
    "cut short": lambda answer: replace(answer, signature=answer.signature[:-1]),
    "only its beginning": lambda answer: replace(answer, signature=answer.signature[:2]),
    "too long": lambda answer: replace(answer, signature=answer.signature + "0"),
    "one digit different": lambda answer: replace(
        answer, signature=("0" if answer.signature[0] != "0" else "1") + answer.signature[1:]
    ),
    "in capitals": lambda answer: replace(answer, signature="A" + answer.signature.upper()[1:]),
    "none": lambda answer: replace(answer, signature=""),
    "letters that are no digits": lambda answer: replace(answer, signature="é\udc80" * 16),
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED)
def test_what_we_did_not_sign_is_searched(survey: Survey, wall: Wall, forge: Callable[[Answer], Answer]) -> None:
    with pytest.raises(NotWhatWasShown):
        collect([forge(signed(survey))], survey=survey, wall=wall, code=new_code())
    assert wall.count_used() == 0


def test_a_signature_of_another_survey_counts_for_nothing(
    organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    other = organiser.opens()
    wall = instance.wall_of(other)
    with pytest.raises(NotWhatWasShown):
        collect([signed(survey)], survey=other, wall=wall, code=new_code())
    assert wall.count_used() == 0


def test_a_signature_of_the_server_before_its_restart_counts_for_nothing(survey: Survey, wall: Wall) -> None:
    """The key is nowhere but in the memory of one server."""
    theirs = (
        "import pickle, sys; from surveys.collecting import sign; "
        "survey, text, shown = pickle.load(sys.stdin.buffer); print(sign(survey, 0, text, ['1', '2'], shown))"
    )
    given = pickle.dumps((survey, TEXT, SHOWN))
    ran = subprocess.run([sys.executable, "-c", theirs], input=given, capture_output=True, check=True, cwd=PROJECT)
    answer = replace(signed(survey), signature=ran.stdout.decode().strip())
    assert len(answer.signature) == len(signed(survey).signature)
    with pytest.raises(NotWhatWasShown):
        collect([answer], survey=survey, wall=wall, code=new_code())


EVERY_KIND = {kind: text for table in (CERTAIN, LIKELY, INDIRECT) for kind, (text, _) in table.items()}


@pytest.mark.parametrize("ticked", [False, True], ids=["as it is", "every box ticked"])
@pytest.mark.parametrize("text", EVERY_KIND.values(), ids=EVERY_KIND)
def test_the_check_page_is_signed_as_it_is_sent_unchanged(
    participant: Participant, survey: Survey, text: str, ticked: bool
) -> None:
    """With the boxes that are ticked on it, whatever was ticked on the page before."""
    page = participant.checks(survey, text)
    if ticked:
        boxes = [box["value"] for box in soup_of(page).find_all("input", attrs={"type": "checkbox"})]
        page = participant.checks(survey, text, **{"answer-0-flip": boxes})
    ticks = [box["value"] for box in soup_of(page).select("input[type=checkbox][checked]")]
    assert hidden_fields(page)["answer-0-signature"] == sign(survey, 0, clean(text), ticks, shown_notes(page)[0])


@pytest.mark.parametrize("kind", CERTAIN)
def test_a_signed_page_lends_its_signature_to_no_other_words(
    participant: Participant, survey: Survey, wall: Wall, kind: str
) -> None:
    """The page of a harmless note, sent with somebody's address in place of its words."""
    fields = hidden_fields(participant.checks(survey, "More coffee.")) | {"sharing": "2"}
    text = CERTAIN[kind][0]
    answer = participant.posts_notes(survey, fields | {"answer-0-text": text, "answer-0-shown": text})
    assert (answer.status_code, marked(answer, "message")) == (422, "changed")
    assert wall.count_used() == 0


def test_a_tick_after_signing_shows_the_note_again(participant: Participant, survey: Survey, wall: Wall) -> None:
    fields = hidden_fields(participant.checks(survey, "Ask Olga Petrova, she knows.")) | {"sharing": "2"}
    answer = participant.posts_notes(survey, fields | {"answer-0-flip": ["0"]})
    assert (answer.status_code, marked(answer, "message")) == (422, "ticked")
    assert wall.count_used() == 0
