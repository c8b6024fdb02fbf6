"""Promise 4, attacked: 2,000 notes through the running server, the folder stolen four times, with the key."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from surveys.documents.editions import make_edition
from surveys.sealing import open_ids
from surveys.storage import sealed_document
from tests.actors import today
from tests.promises.journals import slot_pages_in
from tests.promises.order.channels import bytes_of_seals
from tests.promises.order.controls import (
    CONTROLS,
    appended_blanks,
    control,
    notes_in_the_journal_of_a_pair,
    write_ahead,
)
from tests.promises.order.differences import unexplained_pages
from tests.promises.order.heist import COPIES, IN_MEMORY, NOTES, Heist, heist_at
from tests.promises.order.kendall import Channel, limit_for, telling_channels
from tests.promises.order.report import strongest, table
from tests.promises.theft import stolen_bytes

WHILE_OPEN = COPIES[:3]


@pytest.fixture(scope="module")
def heist() -> Iterator[Heist]:
    """On a disk, where the thief meets more journals."""
    with TemporaryDirectory() as folder:
        yield heist_at(Path(folder))


def test_no_channel_of_any_copy_tells_the_order(heist: Heist) -> None:
    copies = {name: heist.channels(name) for name in COPIES} | {"after reading": channels_of_reading(heist)}
    seals = bytes_of_seals(heist.rows("after closing"))
    every = {f"{copy}: {name}": channel for copy, channels in copies.items() for name, channel in channels.items()}
    print(table("copy", copies | {"in every copy": strongest(seals, "eight bytes of the seal")}))
    print(f"{len(every | seals)} channels; chance reaches |z| = {limit_for(len(every | seals)):.1f} in one of them")
    stolen = {name: len(channels["slot (the rowid)"]) for name, channels in copies.items() if name in COPIES}
    assert NOTES <= stolen["after kill -9"] == stolen["after closing"] == len(heist.thanked), "none is lost"
    assert telling_channels(every | seals) == {}


def channels_of_reading(heist: Heist) -> dict[str, Channel]:
    """What is written when organisers release, read and shuffle the notes."""
    read = heist.organiser.reads_all(heist.survey)
    with heist.organiser.unlocks(heist.survey) as unlocked:
        _, sealed = sealed_document(unlocked.office, heist.survey.id, "released")
        released = open_ids(sealed, unlocked.key, purpose="released", survey_id=heist.survey.id)
        curation = unlocked.curation()
        edition = make_edition(read, curation, survey=unlocked.survey, audience=heist.survey.audience, today=today())
    ids = [row.id for row in heist.rows("after closing")]
    orders = {"page of notes": [note.id for note in read], "list of released notes": released, "edition": edition.order}
    return {f"place in the {name}": [list[bytes](order).index(one) for one in ids] for name, order in orders.items()}


@pytest.mark.parametrize("name", [*CONTROLS, "write-ahead log", "appended blanks"])
def test_the_same_attack_catches_walls_as_most_programs_build_them(tmp_path: Path, name: str) -> None:
    """The positive controls: without them, an attack that never finds anything would look like safety."""
    contents = [os.urandom(4_000) for _ in range(NOTES)]
    special = {"write-ahead log": write_ahead, "appended blanks": appended_blanks}
    path = tmp_path / "naive.sqlite"
    channels = special[name](path, contents) if name in special else control(path, name, contents)
    print(table("wall", {name: channels}))
    assert telling_channels(channels) != {}


def test_two_notes_of_one_transaction_are_seen_in_the_journal(tmp_path: Path) -> None:
    assert notes_in_the_journal_of_a_pair(tmp_path / "naive.sqlite", [os.urandom(4_000) for _ in range(2)]) == 2


def test_no_journal_of_the_running_server_ever_held_two_notes(heist: Heist) -> None:
    held = [slot_pages_in(journal) for journal in heist.journals]
    print(f"{len(held)} journals seen while it ran, {sum(held)} with the page of a note; the most in one: {max(held)}")
    assert sum(held) > 50, "the thief was quick enough to see some"
    assert max(held) == 1


@pytest.mark.parametrize("copy", ["after kill -9", "after closing"])
def test_interior_pages_free_pages_and_slack_stay_as_before_the_first_note(heist: Heist, copy: str) -> None:
    assert unexplained_pages(heist.wall_in("before"), heist.wall_in(copy)) == []


@pytest.mark.parametrize("copy", WHILE_OPEN)
def test_all_other_files_stay_as_before_the_first_note(heist: Heist, copy: str) -> None:
    """The office with its audit trail, the secret, sessions, and all that the server has ever said."""
    assert others_in(heist, copy) == others_in(heist, "before")


def test_no_file_but_the_wall_holds_anything_of_a_note_after_closing(heist: Heist) -> None:
    others = b"".join(others_in(heist, "after closing").values())
    assert not [row.slot for row in heist.rows("after closing") if any(trace in others for trace in row.traces())]


def others_in(heist: Heist, copy: str) -> dict[str, bytes]:
    """All files of a copy but the wall and its journal."""
    files = stolen_bytes(heist.loot / copy)
    others = {path.split(copy)[1]: content for path, content in files.items() if heist.wall.name not in path}
    return {path: content for path, content in others.items() if not path.endswith(tuple(IN_MEMORY))}


@pytest.mark.parametrize("copy", COPIES)
def test_times_and_inode_numbers_stay_as_before_the_first_note(heist: Heist, copy: str) -> None:
    """While a note is being written the wall and its folder may show this moment; at rest they never do."""
    before, now = heist.stats["before"], heist.stats[copy]
    assert {path: inode for path, (inode, _) in now.items()} == {path: inode for path, (inode, _) in before.items()}
    moved = {path for path in now if now[path] != before[path]}
    busy, written_by_organisers = (
        {heist.wall, heist.wall.parent},
        {heist.organiser.instance.office, heist.wall.parents[1]},
    )
    moved.discard(heist.server.folder / "sessions")  # in memory, where the ceiling is counted
    assert moved <= (busy if copy in WHILE_OPEN else written_by_organisers)


@pytest.mark.parametrize("copy", COPIES)
def test_no_time_of_the_last_read_moves(heist: Heist, copy: str) -> None:
    """Of the instance; sessions lie in memory, and are organisers' alone."""
    before, now = heist.reads["before"], heist.reads[copy]
    inside = [path for path in now if path.is_relative_to(heist.organiser.instance.folder)]
    assert heist.wall in inside
    assert [path for path in inside if now[path] != before[path]] == []
