"""Promise 16: a ticket is good for one sending, whatever happens at once, is cut off, is typed in, or loses power."""

import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import monotonic

import pytest

from surveys.collecting import Answer, NoGoodTicket, collect, new_code, problem_with_ticket, sign, states_of
from surveys.storage import Instance, Wall
from surveys.survey import Survey
from tests.actors import Organiser, organiser_at, stores, stripped_answers, types_in
from tests.pages import HiddenFields
from tests.promises.conftest import Running
from tests.promises.crashing import kill_while
from tests.promises.phones import Phone
from tests.promises.power_cuts import Disk, disk_in, journals_come_back
from tests.promises.server import start_server

AT_ONCE, BETWEEN, CUTS = 50, 5, 3
SAID = ("Good coffee.", "More light.")
CODES = [new_code() for _ in range(400)]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One server for the whole file; each test has a survey of its own."""
    server = start_server(folder := tmp_path_factory.mktemp("served"))
    organiser = organiser_at(folder)
    yield Running(server, organiser, organiser.opens())
    server.ends()


@pytest.fixture
def survey(organiser: Organiser) -> Survey:
    return organiser.opens(codes=CODES)


def words(organiser: Organiser, survey: Survey) -> list[str]:
    return sorted(note.text for note in organiser.peeks(survey))


def all_at_once(act: Callable[[int], object]) -> None:
    """`act(0)`, `act(1)` … in the same moment."""
    together = threading.Barrier(AT_ONCE)
    threads = [threading.Thread(target=lambda one=one: (together.wait(), act(one))) for one in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_fifty_forms_with_one_ticket_at_once_are_one_sending_and_forty_nine_refusals(running: Running) -> None:
    server, survey = running.server, running.organiser.opens(codes=CODES)
    phone, pages = Phone(server, survey), dict[int, tuple[int, str]]()
    forms = [phone.checks(f"Marmalade {number}.", ticket=CODES[0]) for number in range(AT_ONCE)]
    assert len({form["code"] for form in forms}) == AT_ONCE
    all_at_once(lambda one: pages.update({one: server.ask(f"/s/{survey.slug}/notes", forms[one])[:2]}))
    assert Counter(status for status, _page in pages.values()) == {200: 1, 409: AT_ONCE - 1}
    (thanked,) = (one for one, (status, _page) in pages.items() if status == 200)
    assert words(running.organiser, survey) == [f"Marmalade {thanked}."]
    for one in set(pages) - {thanked}:
        refusal = HiddenFields()
        refusal.feed(pages[one][1])
        assert 'data-closure="spent ticket"' in pages[one][1]
        assert refusal.values["answer-0-text"] == f"Marmalade {one}.", "every word comes back"


def test_one_form_sent_fifty_times_at_once_is_thanked_each_time_and_stored_once(running: Running) -> None:
    server, survey = running.server, running.organiser.opens(codes=CODES)
    form, statuses = Phone(server, survey).checks("Good coffee.", "More light.", ticket=CODES[0]), list[int]()
    all_at_once(lambda _: statuses.append(server.ask(f"/s/{survey.slug}/notes", form)[0]))
    assert statuses == [200] * AT_ONCE
    assert words(running.organiser, survey) == ["Good coffee.", "More light."]


@pytest.mark.on_disk
def test_a_kill_between_a_ticket_and_its_notes_loses_neither_and_only_the_same_phone_finishes(
    organiser: Organiser, survey: Survey, instance: Instance, wall: Wall
) -> None:
    """kill -9 at random moments of a sending, until some came between the ticket and the last of its notes."""
    phones, between = [new_code() for _ in CODES], 0
    ready = [
        replace(one, signature=sign(survey, one.prompt, one.text, (), one.shown)) for one in stripped_answers(*SAID)
    ]

    def sends(number: int) -> None:
        collect(ready, survey=survey, wall=wall, code=phones[number], ticket=CODES[number])

    begun = monotonic()
    sends(0)
    done, kills, lasts = 1, 0, monotonic() - begun
    while between < BETWEEN:
        after = random.random() * lasts
        done += len(kill_while(lambda number, done=done: sends(done + number), after=after, at_least=1))
        kills, stored = kills + 1, wall.count_used() - len(SAID) * done
        if problem_with_ticket(CODES[done], new_code(), wall=wall) == "spent ticket":
            between += stored < len(SAID)
            with pytest.raises(NoGoodTicket):
                stores(survey, instance, "Another form.", ticket=CODES[done])
        else:
            assert not stored, "no note comes before its ticket"
        sends(done)
        done += 1
    print(f"{kills} kills, {between} of them between a ticket and the last of its notes; {done} tickets")
    assert words(organiser, survey) == sorted([*SAID] * done)
    assert wall.count_used() == len(SAID) * done, "no slot is half filled"


def test_no_way_to_send_gives_a_ticket_two_notes_to_a_question(
    organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    mine, other = CODES[:2]
    code = stores(survey, instance, "One.", ticket=mine)
    stores(survey, instance, "Two.", code=code, ticket=mine)
    stores(survey, instance, "Three.", code=code.lower().replace("-", " "), ticket=mine.lower())
    stores(survey, instance, "Four.", code=code, ticket=other)
    for spelling in (mine, mine.lower(), mine.replace("-", ""), f" {mine} "):
        with pytest.raises(NoGoodTicket):
            stores(survey, instance, "Five.", ticket=spelling)
    for ticket in ("", "unspent", new_code(), code):
        with pytest.raises(NoGoodTicket):
            stores(survey, instance, "Six.", code="unspent", ticket=ticket)
    assert words(organiser, survey) == ["One."]


def slip(text: str, ticket: str = "") -> Answer:
    return replace(stripped_answers(text)[0], ticket=ticket)


def test_no_slip_typed_in_again_gives_a_ticket_a_second_voice(organiser: Organiser, survey: Survey) -> None:
    """The same page again with another slip in front of it; the other slips have no ticket."""
    closed, page = organiser.closes(survey), new_code()
    for number in range(5):
        with organiser.unlocks(closed) as unlocked:
            unlocked.take_from_paper([slip("No ticket.")] * number + [slip(f"Voice {number}.", CODES[0])], page)
    assert [note.text for note in organiser.peeks(survey) if note.has_ticket] == ["Voice 0."]
    with organiser.unlocks(closed) as unlocked:
        assert not unlocked.progress().can_release


def test_no_slip_with_the_code_of_a_phone_gives_its_ticket_a_second_voice(
    organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    code = stores(survey, instance, "By phone.", ticket=CODES[0])
    types_in(organiser, organiser.closes(survey), "On paper.", code=code, ticket=CODES[0])
    assert [note.text for note in organiser.peeks(survey) if note.has_ticket] == []


def test_no_journal_that_comes_back_makes_a_used_ticket_new(survey: Survey, instance: Instance, wall: Wall) -> None:
    lost = []
    for ticket in CODES[:30]:
        code = new_code()
        with journals_come_back():
            assert wall.spend(*states_of(ticket, code))
        if problem_with_ticket(ticket, new_code(), wall=wall) != "spent ticket":
            lost.append(ticket)
        with journals_come_back():
            stores(survey, instance, "Good coffee.", code=code, ticket=ticket)
        if problem_with_ticket(ticket, new_code(), wall=wall) != "spent ticket":
            lost.append(ticket)
    assert lost == []


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with disk_in(tmp_path) as disk:
        yield disk


def test_a_disk_without_power_has_every_used_ticket_and_its_notes(disk: Disk) -> None:
    """The power goes behind a ticket, and behind its note: another form is refused, and the same one can finish."""
    organiser, told = organiser_at(disk.folder), list[str]()
    survey = organiser.opens(codes=CODES)
    wall = organiser.instance.wall_of(survey)
    for number, ticket in enumerate(CODES[:CUTS]):
        code = new_code()
        assert wall.spend(*states_of(ticket, code))
        for stored in (told, [*told, f"Note {number}."]):
            with disk.after_a_power_cut() as folder:
                after = Organiser(Instance(folder / "instance", folder / "sessions"), organiser.account)
                assert words(after, survey) == stored
                with pytest.raises(NoGoodTicket):
                    stores(survey, after.instance, "Another form.", ticket=ticket)
                stores(survey, after.instance, f"Note {number}.", code=code, ticket=ticket)
                assert words(after, survey) == [*told, f"Note {number}."]
            stores(survey, organiser.instance, f"Note {number}.", code=code, ticket=ticket)
        told.append(f"Note {number}.")
