"""Promise 16: nothing stored joins a ticket to a note: a thief has four copies, the key, and everybody's ticket."""

import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from surveys.collecting import NoGoodTicket, collect, new_code, sign, states_of, take_back
from surveys.releasing import open_wall
from surveys.storage import Instance, Wall
from surveys.survey import Survey
from tests.actors import Organiser, organiser_at, stripped_answers
from tests.places import QUICK
from tests.promises.crashing import journals_after_crashes, kill_while
from tests.promises.journals import tables_in
from tests.promises.naive_tickets import CONTROLS, Scheme, drawn, naive_theft
from tests.promises.order.differences import unexplained_pages
from tests.promises.pairing import Theft, hash_of, rightly_guessed, tickets_in, what_joins
from tests.promises.power_cuts import journals_at_their_commit
from tests.promises.theft import stolen_bytes

SENDINGS, PLANNED, LATER, JOURNALS = 2_000, 2_050, 3, 12
TICKET, NOTE, TAKEN_BACK = frozenset({"tickets"}), frozenset({"slots", "receipts"}), frozenset({"slots"})
COPIES = ("a third of the way", "two thirds of the way", "at the end", "after closing")
said = cache(partial(stripped_answers, "Good coffee.", "More light."))


@dataclass
class Raid:
    """2,000 sendings with a ticket each: one note or two, sent again, cut off behind the ticket, taken back."""

    organiser: Organiser
    survey: Survey
    tickets: Sequence[str]
    loot: Path
    done: int = 0

    def __post_init__(self) -> None:
        draw = random.Random(17)
        self.forms = [new_code() for _ in range(PLANNED)]
        self.used = draw.sample(self.tickets, PLANNED)
        self.does = draw.choices(["send", "again", "cut off", "take back"], [6, 2, 1, 1], k=PLANNED)
        signed = [replace(one, signature=sign(self.survey, one.prompt, one.text, (), one.shown)) for one in said()]
        self.says = [signed[:notes] for notes in draw.choices([1, 2], [3, 1], k=PLANNED)]
        self.others: dict[str, dict[str, bytes]] = {}

    @property
    def wall(self) -> Wall:
        return self.organiser.instance.wall_of(self.survey)

    def sends(self, number: int) -> None:
        """The next sending. What was cut off is finished a little later, and some are taken back then."""
        self._begins(number)
        if number >= LATER:
            self._goes_on(number - LATER)

    def ends(self) -> None:
        """What was cut off by kill -9 is sent again; nothing new is sent."""
        self._begins(self.done)
        self.done += 1
        for number in range(self.done - LATER - 1, self.done):
            self._goes_on(number)

    def _begins(self, number: int) -> None:
        if self.does[number] == "cut off":
            self.wall.spend(*states_of(self.used[number], self.forms[number]))
        for _ in range(["cut off", "send", "again"].index(self.does[number].replace("take back", "send"))):
            self._collects(number)

    def _goes_on(self, number: int) -> None:
        if self.does[number] == "cut off":
            self._collects(number)
        if self.does[number] == "take back":
            take_back(self.forms[number], survey=self.survey, wall=self.wall)

    def _collects(self, number: int) -> None:
        form, ticket = self.forms[number], self.used[number]
        collect(self.says[number], survey=self.survey, wall=self.wall, code=form, ticket=ticket)

    def copies(self, name: str) -> None:
        folder = self.organiser.instance.folder
        shutil.copytree(folder, self.loot / name)
        files = {path.removeprefix(str(folder)): content for path, content in stolen_bytes(folder).items()}
        self.others[name] = {path: content for path, content in files.items() if self.wall.path.name not in path}

    def wall_in(self, name: str) -> Path:
        return self.loot / name / self.wall.path.relative_to(self.organiser.instance.folder)

    def theft(self) -> Theft:
        opened = open_wall(self.wall, self.survey, self.organiser.key_of(self.survey))
        ids = {slot: bytes(note_id) for note_id, slot in opened.slots.items()}
        sendings = list(zip(self.used, self.forms, strict=True))[: self.done]
        return Theft([self.wall_in(name) for name in COPIES], sendings, ids)


@pytest.fixture(scope="module")
def raid() -> Iterator[Raid]:
    """Three processes write one after the other; each is killed with kill -9 before a copy."""
    with TemporaryDirectory(dir=QUICK) as folder:
        organiser, tickets = organiser_at(Path(folder) / "served"), [new_code() for _ in range(PLANNED + 50)]
        raid = Raid(organiser, organiser.opens(codes=tickets, places=350), tickets, Path(folder) / "loot")
        raid.copies("before")
        for part, name in enumerate(COPIES[:3], 1):
            more = SENDINGS * part // 3 - raid.done
            raid.done += len(kill_while(lambda number: raid.sends(raid.done + number), after=0.0, at_least=more))
            raid.copies(name)
        raid.ends()
        organiser.closes(raid.survey)
        raid.copies(COPIES[3])
        yield raid


def test_no_way_to_pair_tickets_and_notes_is_better_than_chance(raid: Raid) -> None:
    pairs = raid.theft().pairs()
    assert len(pairs) == raid.done >= SENDINGS
    print(f"{len(pairs)} sendings; the best guess between the copies: {max(rightly_guessed(pairs).values())} right")
    assert what_joins(pairs) == {}


def test_beside_notes_and_used_tickets_no_byte_changes(raid: Raid) -> None:
    """Other pages, free pages, slack, and the slots of tickets that nobody used."""
    used = {hash_of(ticket) for ticket in raid.used[: raid.done]}
    after = tickets_in(raid.wall_in(COPIES[3]))
    spent = [ticket for ticket in after.values() if ticket[:32] in used]
    assert len(spent) == raid.done
    assert unexplained_pages(raid.wall_in("before"), raid.wall_in(COPIES[3]), spent) == []
    before = tickets_in(raid.wall_in("before"))
    assert {slot for slot in after if after[slot] != before[slot]} == {slot for slot in after if after[slot] in spent}
    assert {slot: ticket[:32] for slot, ticket in after.items()} == {slot: one[:32] for slot, one in before.items()}


def test_nothing_but_the_wall_changes_and_its_times_stay(raid: Raid) -> None:
    assert raid.others[COPIES[0]] == raid.others[COPIES[1]] == raid.others[COPIES[2]] == raid.others["before"]
    assert day_of(raid.wall.path) == day_of(raid.wall_in("before"))


def day_of(path: Path) -> int:
    return path.stat().st_mtime_ns


def test_no_transaction_has_a_ticket_and_a_note(organiser: Organiser, tmp_path: Path) -> None:
    """What a kill at the commit of each transaction would leave behind."""
    tickets = [new_code() for _ in range(PLANNED)]
    raid = Raid(organiser, organiser.opens(codes=tickets), tickets, tmp_path)
    with journals_at_their_commit() as journals:
        for number in range(60):
            raid.sends(number)
    seen = Counter(frozenset(tables_in(journal)) for journal in journals)
    assert set(seen) == {TICKET, NOTE, TAKEN_BACK}
    assert seen[TICKET] >= 60


@pytest.mark.on_disk
def test_no_journal_of_a_crash_has_a_ticket_and_a_note(organiser: Organiser, instance: Instance) -> None:
    codes = [new_code() for _ in range(1_000)]
    survey = organiser.opens(codes=codes)
    wall = instance.wall_of(survey)

    def write(_number: int) -> None:
        with suppress(NoGoodTicket):  # drawn before
            collect(said(), survey=survey, wall=wall, code=new_code(), ticket=random.choice(codes))

    seen = Counter(map(frozenset, islice(journals_after_crashes(wall, write, tables_in), JOURNALS)))
    assert set(seen) <= {TICKET, NOTE}


@pytest.mark.parametrize("scheme", CONTROLS, ids=lambda scheme: scheme.__name__)
def test_the_same_attack_pairs_tickets_and_notes_of_other_programs(tmp_path: Path, scheme: Scheme) -> None:
    """The positive controls."""
    assert CONTROLS[scheme] in what_joins(naive_theft(tmp_path, scheme).pairs())


def test_and_finds_nothing_where_all_is_drawn(tmp_path: Path) -> None:
    assert what_joins(naive_theft(tmp_path, drawn).pairs()) == {}


def test_a_ticket_and_a_note_of_one_transaction_are_seen_in_the_journal(wall: Wall) -> None:
    with journals_at_their_commit() as journals, closing(sqlite3.connect(wall.path)) as database:
        database.execute("UPDATE tickets SET ticket = randomblob(64) WHERE slot = 17")
        database.execute("UPDATE slots SET used = 1 WHERE slot = 71")
        database.commit()
    assert [tables_in(journal) for journal in journals] == [{"tickets", "slots"}]
