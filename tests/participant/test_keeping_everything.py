"""One tick keeps a note as it was written, but for what is certain; single ticks with it or later are exceptions."""

import pytest
from werkzeug.test import TestResponse

from surveys.survey import Survey
from tests.actors import Organiser, Participant, hidden_fields, marked, shown_notes
from tests.pages import soup_of

from .test_writing import checked, goes_back

NOTE = "Thanks to Olga Petrova and Rajesh Kumar I dared to speak at CIEMAT. Write to olga.petrova@cern.ch."
KEPT = NOTE.replace("olga.petrova@cern.ch", "[an e-mail address]")
KEEP_ALL = "none"
BOX_FOR_ALL = f"input[value={KEEP_ALL}]"


def flips(*values: str) -> dict[str, object]:
    return {"answer-0-flip": list(values)}


def box_of(page: TestResponse, words: str) -> str:
    """The tick beside these words."""
    return next(label.input["value"] for label in soup_of(page).select("label.choice") if words in label.get_text())


def ticked(page: TestResponse) -> list[str]:
    return [value for name, value in checked(page) if name == "answer-0-flip"]


@pytest.fixture
def check(participant: Participant, survey: Survey) -> TestResponse:
    return participant.checks(survey, NOTE)


@pytest.fixture
def kept(participant: Participant, survey: Survey, check: TestResponse) -> TestResponse:
    """The check page after the one tick and *Show the result*."""
    return participant.post(f"/s/{survey.slug}/check", hidden_fields(check) | flips(KEEP_ALL))


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        (NOTE, True),
        ("Thanks to Olga Petrova at CIEMAT.", False),
        ("It is worse at CIEMAT and at DESY.", False),
        ("Write to olga.petrova@cern.ch.", False),
        ("Good coffee.", False),
    ],
    ids=["two likely", "one likely", "hints", "only certain", "nothing"],
)
def test_it_is_offered_where_it_saves_ticks(participant: Participant, survey: Survey, text: str, offered: bool) -> None:
    """One name has one tick already, and what is only underlined stays without any."""
    page = soup_of(participant.checks(survey, text))
    assert bool(page.select(BOX_FOR_ALL)) is offered


def test_it_keeps_everything_but_what_is_certain_and_says_so(
    participant: Participant, organiser: Organiser, survey: Survey, check: TestResponse, kept: TestResponse
) -> None:
    assert "[an e-mail address]" in soup_of(check).select_one("[data-always-removed]").get_text()
    assert shown_notes(kept) == [KEPT]
    assert ticked(kept) == [KEEP_ALL]
    sent = participant.posts_notes(survey, hidden_fields(kept) | flips(KEEP_ALL) | {"sharing": "2"})
    assert sent.status_code == 200
    assert [note.text for note in organiser.peeks(survey)] == [KEPT]


def test_ticked_and_sent_at_once_it_is_shown_first(
    participant: Participant, survey: Survey, check: TestResponse
) -> None:
    page = participant.posts_notes(survey, hidden_fields(check) | flips(KEEP_ALL) | {"sharing": "2"})
    assert marked(page, "message") == "ticked"
    assert shown_notes(page) == [KEPT]


def test_it_survives_the_way_back_to_the_words(participant: Participant, survey: Survey, kept: TestResponse) -> None:
    fields = goes_back(participant, survey, kept, **flips(KEEP_ALL))
    again = participant.checks(survey, **fields)
    assert shown_notes(again) == [KEPT]
    assert ticked(again) == [KEEP_ALL]
    edited = participant.checks(survey, **fields | {"answer-0-text": f"Yes. {NOTE}"})
    assert ticked(edited) == []
    assert marked(edited, "lost-ticks") is not None


def test_an_exception_survives_too(participant: Participant, survey: Survey, kept: TestResponse) -> None:
    ticks = flips(KEEP_ALL, box_of(kept, "Rajesh Kumar"))
    once = participant.post(f"/s/{survey.slug}/check", hidden_fields(kept) | ticks)
    again = participant.checks(survey, **goes_back(participant, survey, once, **ticks))
    for page in (once, again):
        assert shown_notes(page) == [KEPT.replace("Rajesh Kumar", "[another person]")]
        assert ticked(page) == ticks["answer-0-flip"]


def test_a_single_tick_on_the_same_page_is_an_exception(
    participant: Participant, survey: Survey, check: TestResponse
) -> None:
    """Keeping one part besides changes nothing; replacing one wins, because a wish for less must not be lost."""
    ticks = flips(KEEP_ALL, box_of(check, "Olga Petrova"), box_of(check, "CIEMAT"))
    page = participant.post(f"/s/{survey.slug}/check", hidden_fields(check) | ticks)
    assert shown_notes(page) == [KEPT.replace("CIEMAT", "[an institute]")]
    assert ticked(page) == [KEEP_ALL, box_of(check, "CIEMAT")]


def test_it_undoes_the_single_ticks_of_the_page_before(
    participant: Participant, survey: Survey, check: TestResponse
) -> None:
    ticks = flips(box_of(check, "CIEMAT"))
    before = participant.post(f"/s/{survey.slug}/check", hidden_fields(check) | ticks)
    assert "[an institute]" in shown_notes(before)[0]
    page = participant.post(f"/s/{survey.slug}/check", hidden_fields(before) | flips(KEEP_ALL, *ticks["answer-0-flip"]))
    assert shown_notes(page) == [KEPT]


def test_taken_away_the_note_is_as_at_first(
    participant: Participant, survey: Survey, check: TestResponse, kept: TestResponse
) -> None:
    page = participant.post(f"/s/{survey.slug}/check", hidden_fields(kept) | flips())
    assert shown_notes(page) == shown_notes(check)
    assert ticked(page) == []


def test_what_is_kept_is_underlined(kept: TestResponse) -> None:
    assert [mark.get_text() for mark in soup_of(kept).select(".note mark")] == [
        "Olga Petrova",
        "Rajesh Kumar",
        "CIEMAT",
    ]


def test_it_is_a_tick_of_one_note(participant: Participant, survey: Survey) -> None:
    check = participant.checks(survey, NOTE, NOTE)
    page = participant.post(f"/s/{survey.slug}/check", hidden_fields(check) | flips(KEEP_ALL))
    assert shown_notes(page) == [KEPT, shown_notes(check)[1]]


def test_what_is_always_removed_is_named_in_its_sentence(participant: Participant, survey: Survey) -> None:
    without = NOTE.removesuffix(" Write to olga.petrova@cern.ch.")
    sentences = [soup_of(participant.checks(survey, text)).select_one(BOX_FOR_ALL) for text in (NOTE, without)]
    assert ["always removed" in sentence.parent.get_text() for sentence in sentences] == [True, False]


def test_a_long_list_is_folded_until_one_of_it_is_ticked(participant: Participant, survey: Survey) -> None:
    people = "Thanks to Olga Petrova, Rajesh Kumar, Lukas Meier and Anna Weber I dared to speak."
    check = participant.checks(survey, people)
    assert folded(check) == [True]
    assert not soup_of(check).select(f"details {BOX_FOR_ALL}"), "the one tick is in sight"
    page = participant.post(f"/s/{survey.slug}/check", hidden_fields(check) | flips(box_of(check, "Lukas Meier")))
    assert folded(page) == [False]
    assert folded(participant.checks(survey, NOTE)) == []


def test_nothing_is_said_of_underlined_words_where_none_is_left(participant: Participant, survey: Survey) -> None:
    check = participant.checks(survey, "It is worse at CIEMAT.")
    page = participant.post(f"/s/{survey.slug}/check", hidden_fields(check) | flips(box_of(check, "CIEMAT")))
    assert ["Underlined words" in soup_of(one).get_text() for one in (check, page)] == [True, False]
    assert ticked(page) == [box_of(check, "CIEMAT")]


def folded(page: TestResponse) -> list[bool]:
    """The lists of ticks that can be unfolded, and which of them are not."""
    lists = soup_of(page).find_all("details")
    return [not one.has_attr("open") for one in lists if one.select("input[name$=flip]")]
