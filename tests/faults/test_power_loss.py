"""Promise 12 in every state that a power loss may leave: what was acknowledged is there, once, and stays as it became.

A whole run of the product is recorded as the system sees it. Its writes, syncs and names are replayed up to a moment;
what was not synced by then survives in any selection, torn at sectors. The product starts on each state.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import mkdtemp

import pytest

from surveys.storage import Instance
from tests.faults.power_loss import Disk, State, moments
from tests.faults.promised import Acknowledged, broken_promises
from tests.faults.recording import Said, Step, record

STATES = 1_000


@pytest.fixture
def memory() -> Iterator[Path]:
    """A folder where nothing waits for a real disk."""
    fast = Path("/dev/shm")
    folder = Path(mkdtemp(dir=fast if fast.is_dir() else None))
    yield folder
    shutil.rmtree(folder)


def losses(steps: list[Step], memory: Path, *, tries: int) -> Iterator[list[str]]:
    """For every different state that a power loss leaves, `tries` for each moment, what was promised and is not so."""
    disk, promised, cuts, seen = Disk(), Acknowledged(), set(moments(steps)), set[int]()
    for place, step in enumerate(steps):
        if isinstance(step, Said):
            promised.hears(step.about)
            seen.clear()  # the same disk has to hold more now
        else:
            disk.does(step)
        for number in range(tries if place in cuts or isinstance(step, Said) else 0):
            state = disk.loses_power(Random(f"{place}/{number}"))
            if hash(state) not in seen:
                seen.add(hash(state))
                yield list(_broken(disk, state, promised, memory / "cut"))


def _broken(disk: Disk, state: State, promised: Acknowledged, folder: Path) -> Iterator[str]:
    folder.mkdir()
    try:
        disk.write_to(folder, state)
        yield from broken_promises(promised, Instance(folder / "instance", folder / "sessions"))
    except Exception as error:  # whatever the product raises, it cannot go on
        yield f"all is lost: {error!r}"
    finally:
        shutil.rmtree(folder)


def test_no_power_loss_undoes_what_was_acknowledged(memory: Path) -> None:
    found = list(losses(record(memory / "run", "EXTRA", notes=24), memory, tries=12))
    assert [one for one in found if one] == []
    assert len(found) >= STATES


def test_the_replay_notices_what_a_weaker_sync_loses(memory: Path) -> None:
    steps = record(memory / "run", "FULL", notes=3)
    assert any("lost" in sentence for found in losses(steps, memory, tries=2) for sentence in found)
