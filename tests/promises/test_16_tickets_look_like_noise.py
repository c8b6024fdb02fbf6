"""Promise 16: without codes, used, unused and blank tickets are the same noise; at the end no code leads anywhere."""

import os
import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from math import sqrt
from pathlib import Path

import pytest

from surveys.collecting import new_code, states_of
from surveys.lifecycle import destroy_due
from surveys.storage import Instance
from tests.actors import Organiser, stores, today, types_in
from tests.promises.order.kendall import limit_for
from tests.promises.pairing import hash_of, tickets_in
from tests.promises.theft import stolen_bytes

TICKETS, USED, SLOTS = 600, 300, 640
Group = Mapping[int, bytes]


@pytest.fixture
def groups(organiser: Organiser, instance: Instance) -> Callable[[], dict[str, Group]]:
    """Used, unused and blank slots, as whoever has all codes knows them."""
    codes = [new_code() for _ in range(TICKETS)]
    wall, used = instance.wall_of(organiser.opens(codes=codes)), random.sample(codes, USED)
    for code in used:
        wall.spend(*states_of(code, new_code()))
    names = {hash_of(code): "used" if code in used else "unused" for code in codes}
    kinds = {slot: names.get(row[:32], "blank") for slot, row in tickets_in(wall.path).items()}

    def now() -> dict[str, Group]:
        rows = tickets_in(wall.path)
        return {kind: {slot: rows[slot] for slot in rows if kinds[slot] == kind} for kind in set(kinds.values())}

    return now


def what_stands_out(groups: Mapping[str, Group]) -> set[str]:
    """Lengths, bytes and places of a group that are not as chance has them."""
    among = sorted(slot for group in groups.values() for slot in group)
    scores = {f"{kind}: places": z_of_places([*group], among) for kind, group in groups.items()}
    for kind, group in groups.items():
        scores[f"{kind}: first half"] = z_of_bytes(b"".join(row[:32] for row in group.values()))
        scores[f"{kind}: second half"] = z_of_bytes(b"".join(row[32:] for row in group.values()))
    lengths = {f"{kind}: length" for kind, group in groups.items() for row in group.values() if len(row) != 64}
    rows = Counter(half for group in groups.values() for row in group.values() for half in (row[:32], row[32:]))
    twice = {"the same twice"} if max(rows.values()) > 1 else set()
    return lengths | twice | {name for name, z in scores.items() if abs(z) > limit_for(len(scores))}


def z_of_bytes(content: bytes) -> float:
    """Chi-square of how often each of the 256 bytes is there, as a z-score (Wilson and Hilferty 1931)."""
    found, expected = Counter(content), len(content) / 256
    chi_square = sum((found[byte] - expected) ** 2 for byte in range(256)) / expected
    return float(((chi_square / 255) ** (1 / 3) - (1 - 2 / (9 * 255))) / sqrt(2 / (9 * 255)))


def z_of_places(some: Sequence[int], among: Sequence[int]) -> float:
    """Whether they come first or last: Wilcoxon's sum of ranks, as a z-score."""
    n, m, ranks = len(some), len(among), {slot: rank for rank, slot in enumerate(among)}
    return (sum(ranks[slot] for slot in some) - n * (m - 1) / 2) / sqrt(n * (m - n) * (m + 1) / 12)


def test_nobody_without_codes_can_tell_used_unused_and_blank_tickets_apart(
    groups: Callable[[], dict[str, Group]],
) -> None:
    found = groups()
    assert {kind: len(group) for kind, group in found.items()} == {
        "used": USED,
        "unused": TICKETS - USED,
        "blank": SLOTS - TICKETS,
    }
    assert what_stands_out(found) == set()


NAIVE: dict[str, tuple[Callable[[str, int, int], bytes], str]] = {
    "zeros until used": (
        lambda kind, _place, _of: os.urandom(32) if kind == "used" else bytes(32),
        "unused: second half",
    ),
    "a mark when used": (lambda kind, _place, _of: b"\1" * 2 + os.urandom(30), "used: second half"),
    "a date when used": (lambda kind, place, _of: f"{today()}".encode() + os.urandom(22), "used: second half"),
}


@pytest.mark.parametrize("name", NAIVE)
def test_the_same_look_tells_them_apart_where_others_mark_them(
    groups: Callable[[], dict[str, Group]], name: str
) -> None:
    """The positive controls."""
    make, what = NAIVE[name]
    found = groups()
    kind = what.split(":")[0]
    found[kind] = {slot: row[:32] + make(kind, slot, SLOTS) for slot, row in found[kind].items()}
    assert what in what_stands_out(found)


def test_and_where_used_ones_come_first(groups: Callable[[], dict[str, Group]]) -> None:
    rows = [(kind, row) for kind, group in sorted(groups().items(), reverse=True) for row in group.values()]
    numbered = [(kind, slot, row) for slot, (kind, row) in enumerate(rows, 1)]
    found = {kind: {slot: row for one, slot, row in numbered if one == kind} for kind in ("used", "unused", "blank")}
    assert {"used: places", "blank: places"} <= what_stands_out(found)


# ── at the end ──


def leads_somewhere(codes: Iterable[str], forms: Iterable[str], *folders: Path) -> set[str]:
    """The files with anything that a program could make of the tickets and the form codes."""
    forms, traces = list(forms), set[bytes]()
    for code in codes:
        hashes = [hash_of(code), hash_of(code, "unspent"), *(hash_of(code, form.replace("-", "")) for form in forms)]
        traces |= {*hashes, *(one.hex().encode() for one in hashes)}
        traces |= {letters.encode() for one in (code, code.lower()) for letters in (one, one.replace("-", ""))}
    return {Path(path).name for path, file in stolen_bytes(*folders).items() if any(trace in file for trace in traces)}


def test_after_unlocking_and_after_the_deletion_day_no_code_leads_anywhere(
    organiser: Organiser, instance: Instance
) -> None:
    codes = [new_code() for _ in range(20)]
    survey = organiser.opens(codes=codes, delete_on=today() + timedelta(days=9))
    wall = instance.wall_of(survey)
    forms = [stores(survey, instance, f"Note {number}.", ticket=code) for number, code in enumerate(codes[:6])]
    wall.spend(*states_of(codes[6], cut_off := new_code()))
    organiser.closes(survey)
    types_in(organiser, survey, "On paper.", code=(paper := new_code()), ticket=codes[7])
    forms += [cut_off, f"PAPER{paper}"]
    folders, before = (instance.folder, instance.sessions), tickets_in(wall.path)
    assert leads_somewhere(codes, forms, *folders) == {wall.path.name}, "until then they do"
    with organiser.unlocks(survey) as unlocked:
        unlocked.release_new_notes()
    assert leads_somewhere(codes, forms, *folders) == set()
    after = tickets_in(wall.path)
    assert after.keys() == before.keys()
    assert not {row[half : half + 32] for row in after.values() for half in (0, 32)} & {
        row[half : half + 32] for row in before.values() for half in (0, 32)
    }, "each slot is random bytes"
    assert abs(z_of_bytes(b"".join(after.values()))) < limit_for(1)
    destroy_due(instance, today() + timedelta(days=9))
    assert leads_somewhere(codes, forms, *folders) == set()
    assert not wall.path.exists()


@pytest.mark.parametrize("step", ["tickets", "receipts"])
def test_the_end_is_one_step_for_codes_and_tickets(organiser: Organiser, instance: Instance, step: str) -> None:
    """If it is cut off, either both are as before or both are gone."""
    survey = organiser.opens(codes=(codes := [new_code() for _ in range(9)]))
    wall = instance.wall_of(survey)
    stores(survey, instance, "Good coffee.", ticket=codes[0])
    with sqlite3.connect(wall.path) as database:
        database.execute(f"CREATE TRIGGER cut_off BEFORE UPDATE ON {step} BEGIN SELECT RAISE(ABORT, 'cut off'); END")
    before = wall.path.read_bytes()
    with pytest.raises(sqlite3.IntegrityError):
        wall.end()
    assert wall.path.read_bytes() == before
