"""How long the form and an organiser's page wait while the server makes a large document, and how far the server grows.

`sheets_served.py 10000 pdf` names the number of notes and the formats, which are made one after the other.
"""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from threading import Event, Thread
from time import perf_counter, sleep

from bench.office import Organiser, closed_survey_in
from bench.prepared import PASSPHRASE
from bench.served import Server, unsigned
from bench.sheets import texts
from surveys.documents.editions import make_edition
from surveys.lifecycle import survey_key
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.sealing import unwrap_by_passphrase
from surveys.storage import Instance, facilitator_by_name, open_office, survey_by_id
from surveys.survey import Survey

GROWTH = 60
"""MB that the server may grow by, the rendering process not counted."""


def main() -> None:
    count, formats = int((sys.argv[1:] or ["1000"])[0]), sys.argv[2:] or ["pdf"]
    with tempfile.TemporaryDirectory() as folder:
        survey = closed_survey_in(Path(folder) / "instance", count, texts(count).__getitem__)
        code = version_of(survey, Path(folder) / "instance")
        with unsigned(folder, 8262, workers=2) as server:
            organiser = Organiser(server, f"/office/surveys/{survey.id}", {})
            organiser.signs_in()
            organiser.ask("GET", f"{organiser.base}/versions")
            for name in formats:
                measure(server, organiser, f"{organiser.base}/versions/{code}/{name}", f"{name} of {count} notes")


def version_of(survey: Survey, folder: Path) -> str:
    """A version with all notes, made as an organiser makes it."""
    instance, today = Instance.at(folder, str(folder.parent / "sessions")), date.today()
    with open_office(instance.office) as office:
        facilitator = facilitator_by_name(office, "Bench")
        private_key = unwrap_by_passphrase(facilitator.key.by_passphrase, PASSPHRASE)
        key = survey_key(survey, office=office, facilitator_id=facilitator.id, private_key=private_key)
        unlocked = UnlockedSurvey(survey_by_id(office, survey.id), key, instance, office)
        curation = unlocked.curation().with_read(note.id for note in unlocked.notes())
        unlocked.save_curation(curation)
        parts = (unlocked.notes(), curation)
        edition = make_edition(*parts, survey=unlocked.survey, audience=survey.audience, today=today)
        unlocked.save_edition(edition)
        return edition.code


def measure(server: Server, organiser: Organiser, document: str, what: str) -> None:
    """The processes that are there before are the server's own; the one that draws comes and goes."""
    own = server.processes()
    before, quiet = server.megabytes("Pss", own), watch(server, organiser, own, until(1.0))
    done, seconds = Event(), [0.0]

    def download() -> None:
        start = perf_counter()
        try:
            assert size_of(server, organiser, document) > 10_000
        finally:  # also where the server refuses
            seconds[0] = perf_counter() - start
            done.set()

    Thread(target=download).start()
    busy = watch(server, organiser, own, done)
    print(f"-- {what}: {seconds[0]:.1f} s")
    for page, alone in quiet.waits.items():
        meanwhile = busy.waits[page]
        print(f"{page:18} median {median(alone):6.3f} s alone, {median(meanwhile):6.3f} s meanwhile", end="")
        print(f", {max(meanwhile):6.3f} s at most, of {len(meanwhile)}")
    after = server.megabytes("Pss", own)
    print(f"{'the server':18} {before:.0f} MB, at most {busy.most - before:.0f} MB more (goal {GROWTH})", end="")
    print(f", {after - before:.0f} MB more at the end")


def size_of(server: Server, organiser: Organiser, document: str) -> int:
    connection = HTTPConnection("127.0.0.1", server.port)
    cookies = "; ".join(f"{name}={value}" for name, value in organiser.cookies.items())
    connection.request("GET", document, headers={"Cookie": cookies})
    answer = connection.getresponse()
    assert answer.status == 200, answer.status
    return len(answer.read())


def until(seconds: float) -> Event:
    """What happens after some time."""
    event = Event()

    def wait() -> None:
        sleep(seconds)
        event.set()

    Thread(target=wait).start()
    return event


@dataclass
class Watched:
    """Seconds for each page, and the most MB of the server."""

    waits: dict[str, list[float]]
    most: float = 0.0


def watch(server: Server, organiser: Organiser, own: list[int], done: Event) -> Watched:
    """Ask for two pages in turns, until something is done."""
    pages: dict[str, Callable[[], object]] = {
        "front page": lambda: server.ask("GET", "/"),
        "list of versions": lambda: organiser.ask("GET", f"{organiser.base}/versions"),
    }
    watched = Watched({page: [] for page in pages})
    while not done.is_set():
        for page, ask in pages.items():
            start = perf_counter()
            ask()
            watched.waits[page].append(perf_counter() - start)
        watched.most = max(watched.most, server.megabytes("Pss", own))
        sleep(0.1)
    return watched


if __name__ == "__main__":
    main()
