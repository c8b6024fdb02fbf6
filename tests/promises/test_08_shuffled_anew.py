"""Promise 8: each edition is a uniformly random order from the operating system's generator."""

import os
import random
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import permutations
from typing import Any

from flask import Flask

from surveys.collecting import new_code
from surveys.curation import Curation
from surveys.documents.editions import Edition, make_edition, with_new_notes
from surveys.releasing import open_wall
from surveys.sealing import Note, NoteId
from surveys.shuffling import drawn, shuffled
from surveys.storage import Instance
from surveys.stripping import StrippedText
from surveys.survey import Prompt, Sharing, State, Survey
from tests.actors import Organiser, stores, today
from tests.facilitator.conftest import signed_in, token_of
from tests.pages import soup_of
from tests.promises.order.kendall import telling_channels

SURELY = 60
"""A bound for chi-squares of up to 23 degrees of freedom that chance passes less than once in 30,000."""


def chi_square(counts: Counter[Any], expected: float, kinds: int) -> float:
    missing = (kinds - len(counts)) * expected
    return missing + sum((count - expected) ** 2 / expected for count in counts.values())


def test_every_order_of_four_notes_is_equally_likely() -> None:
    orders = Counter(tuple(shuffled("ABCD")) for _ in range(24 * 200))
    assert set(orders) == set(permutations("ABCD"))
    assert chi_square(orders, 200, 24) < SURELY


def test_every_note_is_equally_often_in_every_place() -> None:
    places = Counter((note, place) for _ in range(2_000) for place, note in enumerate(shuffled(range(4))))
    assert chi_square(places, 500, 16) < SURELY


def test_every_pair_is_equally_often_drawn() -> None:
    pairs = Counter(frozenset(drawn(range(5), 2)) for _ in range(10 * 300))
    assert chi_square(pairs, 300, 10) < SURELY


def test_no_seed_of_the_program_repeats_an_order() -> None:
    """A generator that can be seeded can be guessed, and a forked worker would repeat its parent's."""
    random.seed(1)
    first = shuffled(range(50))
    random.seed(1)
    assert shuffled(range(50)) != first


def test_two_forked_workers_draw_differently() -> None:
    assert said_by_child(lambda: repr(shuffled(range(50)))) != said_by_child(lambda: repr(shuffled(range(50))))
    assert said_by_child(new_code) != said_by_child(new_code)


def said_by_child(say: Callable[[], str]) -> str:
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.write(writing, say().encode())
        os._exit(0)
    os.close(writing)
    os.wait()
    with os.fdopen(reading) as said:
        return said.read()


def test_two_editions_of_the_same_notes_have_different_orders_and_codes(
    organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    for number in range(30):
        stores(survey, instance, f"Note {number}.")
    notes = organiser.reads_all(survey)
    with organiser.unlocks(survey) as unlocked:
        curation = unlocked.curation()
        one, other = (
            make_edition(notes, curation, survey=unlocked.survey, audience=survey.audience, today=today())
            for _ in range(2)
        )
    assert set(one.order) == set(other.order)
    assert one.order != other.order
    assert one.code != other.code


def test_the_order_of_an_edition_comes_from_nothing_that_is_stored(
    organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    """Neither from arrival, nor from slots, nor from the notes' random numbers, nor from their words."""
    for number in range(300):
        stores(survey, instance, f"Note {number}.")
    notes = {note.id: note for note in organiser.reads_all(survey)}
    with organiser.unlocks(survey) as unlocked:
        curation = unlocked.curation()
        edition = make_edition(
            notes.values(), curation, survey=unlocked.survey, audience=survey.audience, today=today()
        )
        slots = open_wall(instance.wall_of(survey), unlocked.survey, unlocked.key).slots
    channels: dict[str, Sequence[float | bytes]] = {
        "arrival": [int(notes[note_id].text.split()[1].rstrip(".")) for note_id in edition.order],
        "slot": [slots[note_id] for note_id in edition.order],
        "random number": list(edition.order),
        "first letters": [notes[note_id].text.encode() for note_id in edition.order],
    }
    assert telling_channels(channels) == {}


def test_every_note_is_equally_often_the_first_in_the_meeting(app: Flask, organiser: Organiser, survey: Survey) -> None:
    """By the button of the room, again and again: whether it came first or last, and also after a reload."""
    for number in range(5):
        stores(survey, organiser.instance, f"Note {number}.")
    organiser.reads_all(survey)
    office, room = signed_in(app, organiser.account.id).client, f"/office/surveys/{survey.id}/meeting"
    token, first = token_of(office.get("/office/account")), Counter[str]()
    for _ in range(100):
        shown = soup_of(office.get(room)).select_one(".step input[name=note]")
        first[shown["value"]] += bool(shown["value"])
        office.post(f"{room}/start-over", data={"csrf_token": token, "note": shown["value"]})
    del first[""]
    assert chi_square(first, sum(first.values()) / 5, 5) < SURELY


def lengthened(kept: int, added: int) -> tuple[Edition, Edition]:
    """A version of some notes, and the same with new ones at its end; new notes are those with the higher numbers."""
    notes = [
        Note(NoteId(number.to_bytes(16, "big")), number % 2, None, Sharing.SHEET, StrippedText("x"))
        for number in range(kept + added)
    ]
    prompts = (Prompt("Like?"), Prompt("Change?"))
    survey = Survey("s", "slug", "Title", "", prompts, state=State.CLOSED, minimum=min(added, 5))
    curation = Curation(read=frozenset(note.id for note in notes))
    before = make_edition(notes[:kept], curation, survey=survey, audience=survey.audience, today=today())
    return before, with_new_notes(before, notes, curation, survey=survey)


def test_notes_that_are_added_to_a_version_are_in_every_order_equally_often() -> None:
    orders = Counter[tuple[bytes, ...]]()
    for _ in range(24 * 100):
        before, after = lengthened(1, 4)
        assert after.order[:1] == before.order
        orders[after.order[1:]] += 1
    assert chi_square(orders, 100, 24) < SURELY


def test_the_order_of_added_notes_comes_from_nothing_that_is_stored() -> None:
    """Neither from arrival nor from their random numbers, which are the same here."""
    before, after = lengthened(5, 300)
    assert after.order[:5] == before.order, "every other note keeps its number"
    assert telling_channels({"random number": list(after.order[5:])}) == {}
