"""Whatever is sent: no exception, offsets on the text given, and a stripped text stays as it is."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from surveys.stripping import Certainty, CleanText, choose, clean, find, strip

WORDS = (
    "Anna Lukas Dr. prof Weber asked and , van der berg [a person] [another person] Will Mark said cern.ch a@b.ch @x at"
    " dot 0000-0002-1825-0097 +41 22 767 TOP-17-011 32/3-A12 building 40 University of Pisa the only Peruvian in June"
    " 2018 \" ' - . J. é \u0301 \u200d 👩‍🔬 \ufffc \u200b room call 71234 http://x.y/z ( ) [ ] login: jdoe42 (at) i.e."
    " al-Sayed O'Neill Jean-Luc's فاطمه नमस्ते 李"
)
TEXTS = st.builds(
    lambda words, between: between.join(words),
    st.lists(
        st.sampled_from([*WORDS.split(" "), " ", "\t", "\n", "\ud800", "\x00"]) | st.text(max_size=4), max_size=14
    ),
    st.sampled_from([" ", "", ". ", ", "]),
)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
@example("x_y1")  # has the shape of a login, without a word in it
def test_offsets_are_sorted_apart_and_inside_the_text(text: str) -> None:
    end = 0
    for finding in find(text):
        assert end <= finding.start < finding.end <= len(text)
        end = finding.end


@settings(max_examples=400, deadline=None)
@given(TEXTS)
@example("@x@x")  # one finding hides the next: these need a second look
@example("@x. Lukas")
@example("32/3-A12al-Sayed")
def test_stripping_twice_changes_nothing_more(text: str) -> None:
    once = strip(clean(text)).text
    assert all(finding.certainty is Certainty.HINT for finding in find(once))
    assert strip(clean(once)).text == once
    assert str(clean(once)) == once


HOSTILE = ["a", "a@", "1 ", "(1", "A ", "Anna, ", "'", "O'", "[[a person] ", "the only ", "University of A "]
HOSTILE += ["http://", "1:", "a at b dot ", "\u0301", "李", "-", "CMS-", "/users/a/", "\ud800", "van ", "Dr. "]

HOSTILE += [
    "a dot ",
    "a underscore a ",
    "1 ",
    "one two ",
    "user a",
    "a is my ",
    "on chat i am ",
    "room 1-",
    "b 1 ",
    "aa-1 ",
]
HOSTILE += [
    "PRL 1 ",
    "AN-",
    "ticket ",
    "Suite 1 ",
    "rue ",
    "12 Aa ",
    "one of two ",
    "i am a ",
    "my ",
    "i have two ",
    "uni ",
]
HOSTILE += ["head of ", "the last a ", "la seule ", "mon 1 ", "in 1-", "2016-", "chef de ", "aged ", "san "]


@pytest.mark.parametrize("piece", HOSTILE)
def test_twenty_thousand_hostile_letters_are_read_to_the_end(piece: str) -> None:
    text = (piece * 20_000)[:19_990] + " a.b@cern.ch"[:10]
    assert all(finding.end <= len(text) for finding in find(text))


HIDING = [
    "\x00",
    "\x07",
    "\x1b",
    "\ufeff",
    "\u200b",
    "\u00ad",
    "\u2060",
    "\u200c",
    "\u200d",
    "\u202e",
    "\ufe0f",
    "\ufffc",
    "\ufffd",
]


@pytest.mark.parametrize("letter", HIDING, ids=ascii)
@pytest.mark.parametrize("place", [0, 2, 4, 5, 7, 10])
def test_what_nobody_sees_hides_no_name(letter: str, place: int) -> None:
    """In a text as it comes, and in one that is cleaned."""
    text = f"{'John Smith'[:place]}{letter}{'John Smith'[place:]} was rude."
    for shown in (text, clean(text)):
        stripped = choose(CleanText(shown), find(shown), {}).text
        assert stripped.replace(letter, "") == "[a person] was rude."
