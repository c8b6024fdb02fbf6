"""Promise 2: the text stored is, byte for byte, the text shown to you before you sent it."""

import unicodedata
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from surveys.storage import Wall
from surveys.survey import Survey
from tests.actors import Organiser, Participant, answers, hidden_fields, marked, shown_notes
from tests.promises.identifiers import CERTAIN, INDIRECT, LIKELY

NASTY = [
    "\r\n",
    "\n\n\n",
    "\n",
    "\t",
    "\x00",
    "\x0b",
    "\x1b[31m",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\u00ad",
    "\u200d",
    "\ufffe",
    "e\u0301",
    "\u1100\u1161",
    "“quoted” – and ‘so’ on…",
    "<b>&amp;</b>",
    "</textarea><script>",
    "\"' onload=x",
    "&lt;&#65;&quot",
    "{{ 7 * 7 }}",
    "%(name)s",
    "👩🏽‍🔬",
    "النص",
    "नमस्ते",
    "日本語",
    "Prof. Olga Petrova",
    "olga@cern.ch",
    "+41 22 767 61 11",
    "[a person]",
    "the only Chilean postdoc at ETH",
    "in March 2022",
    " ",
    "coffee",
]
TEXTS = st.lists(st.sampled_from(NASTY) | st.text(max_size=12), min_size=1, max_size=8).map("".join)


@settings(max_examples=40)
@given(text=TEXTS, data=st.data())
def test_what_is_stored_is_what_stood_on_the_page(
    participant: Participant, organiser: Organiser, survey: Survey, text: str, data: st.DataObject
) -> None:
    """Any text, any of the offered choices: hidden field, visible note and opened note are one text."""
    page = participant.checks(survey, text)
    if page.status_code == 422:  # nothing that can be seen was written
        return
    switches = [box["value"] for box in _as_browser(page).find_all("input", attrs={"type": "checkbox"})]
    flips = data.draw(st.lists(st.sampled_from(switches), unique=True)) if switches else []
    page = participant.post(f"/s/{survey.slug}/check", hidden_fields(page) | {"answer-0-flip": flips})
    shown = str(hidden_fields(page)["answer-0-shown"]).replace("\r\n", "\n")
    visible = _as_browser(page).find(class_="note").get_text()

    before = {note.id for note in organiser.peeks(survey)}
    sent = participant.posts_notes(survey, hidden_fields(page) | {"answer-0-flip": flips, "sharing": "2"})
    assert sent.status_code == 200
    (note,) = [note for note in organiser.peeks(survey) if note.id not in before]
    assert note.text.encode() == shown.encode() == visible.encode()


EVERY_KIND = {kind: text for table in (CERTAIN, LIKELY, INDIRECT) for kind, (text, _) in table.items()}


@pytest.mark.parametrize("text", EVERY_KIND.values(), ids=EVERY_KIND)
def test_of_every_kind_what_is_stored_is_what_stood_there_with_every_box_ticked(
    participant: Participant, organiser: Organiser, survey: Survey, text: str
) -> None:
    boxes = _as_browser(participant.checks(survey, text)).find_all("input", attrs={"type": "checkbox"})
    flips = {"answer-0-flip": [box["value"] for box in boxes]}
    page = participant.checks(survey, text, **flips)
    assert participant.posts_notes(survey, hidden_fields(page) | flips | {"sharing": "2"}).status_code == 200
    assert [note.text.encode() for note in organiser.peeks(survey)] == [shown_notes(page)[0].encode()]


FORGED = {
    "a word more": lambda shown: shown + " Indeed.",
    "the original": lambda _shown: "Ask Prof. Olga Petrova about the café.",
    "a space more": lambda shown: shown + " ",
    "a letter that looks alike": lambda shown: shown.replace("a", "\u0430", 1),
    "the same letters, taken apart": lambda shown: unicodedata.normalize("NFD", shown),
    "another case": str.upper,
    "nothing": lambda _shown: "",
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED.keys())
def test_a_page_that_showed_something_else_stores_nothing(
    participant: Participant, survey: Survey, wall: Wall, forge: Any
) -> None:
    page = participant.checks(survey, "Ask Prof. Olga Petrova about the café.")
    fields = hidden_fields(page) | {"sharing": "2"}
    fields["answer-0-shown"] = forge(str(fields["answer-0-shown"]))
    answer = participant.posts_notes(survey, fields)
    assert answer.status_code == 422
    assert shown_notes(answer) == ["Ask [a person] about the café."]
    assert marked(answer, "message") == "changed"
    assert wall.count_used() == 0


def test_without_what_was_shown_nothing_is_stored(participant: Participant, survey: Survey, wall: Wall) -> None:
    """Skipping the check page does not help."""
    answer = participant.posts_notes(survey, answers(survey, "More coffee.") | {"sharing": "2"})
    assert answer.status_code == 422
    assert wall.count_used() == 0


def test_a_choice_that_was_not_shown_yet_stores_nothing(participant: Participant, survey: Survey, wall: Wall) -> None:
    """A switch that is turned on the check page itself changes the note, so the new one is shown first."""
    page = participant.checks(survey, "Ask Olga Petrova, she knows.")
    fields = hidden_fields(page) | {"sharing": "2", "answer-0-flip": ["0"]}
    answer = participant.posts_notes(survey, fields)
    assert answer.status_code == 422
    assert wall.count_used() == 0
    again = participant.posts_notes(survey, hidden_fields(answer) | {"sharing": "2", "answer-0-flip": ["0"]})
    assert again.status_code == 200
    assert wall.count_used() == 1


def test_if_one_of_two_notes_is_not_what_was_shown_neither_is_stored(
    participant: Participant, survey: Survey, wall: Wall
) -> None:
    page = participant.checks(survey, "Good coffee.", "More light.")
    fields = hidden_fields(page) | {"sharing": "2", "answer-1-shown": "More tea."}
    assert participant.posts_notes(survey, fields).status_code == 422
    assert wall.count_used() == 0


def _as_browser(page: TestResponse) -> BeautifulSoup:
    """The page as browsers parse it."""
    return BeautifulSoup(page.text, "html5lib")
