"""Memory of two workers: at rest, after use, at a sign-in and while a PDF is made; the floor is the floor app."""

import re
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import date
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from bench.participant_flow import flow
from bench.prepared import PASSPHRASE, open_survey_in
from bench.served import Server, floor, unsigned
from surveys.documents.editions import make_edition
from surveys.lifecycle import close_survey, survey_key
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.sealing import unwrap_by_passphrase
from surveys.storage import Instance, facilitator_by_name, open_office, survey_by_id
from surveys.survey import Survey


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        with floor(folder, 8222, workers=2) as server:
            lowest = server.megabytes("Pss")
        _show("floor app at rest", lowest, lowest)
        survey = open_survey_in(Path(folder) / "instance")
        with unsigned(folder, 8221, workers=2) as server:
            _measure(server, survey, Path(folder) / "instance", lowest)


def _measure(server: Server, survey: Survey, folder: Path, lowest: float) -> None:
    time.sleep(1)
    _show("at rest (goal 120 MB)", server.megabytes("Pss"), lowest)
    print(f"{'  the same as sum of RSS':32} {server.megabytes('Rss'):7.1f} MB   (counts shared pages three times)")
    for _ in range(60):
        flow(server, survey.slug)
    _show("after 60 participants", server.megabytes("Pss"), lowest)
    code = _make_edition(survey, folder)
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    address = f"http://127.0.0.1:{server.port}/office"
    _show("peak of one sign-in", _peak(server, lambda: _sign_in(browser, address)), lowest)
    pdf = f"{address}/surveys/{survey.id}/versions/{code}/pdf"
    _show("peak of one PDF, its process too", _peak(server, lambda: browser.open(pdf).read()), lowest)
    _show("at rest afterwards", server.megabytes("Pss"), lowest)


def _show(what: str, megabytes: float, lowest: float) -> None:
    print(f"{what:32} {megabytes:7.1f} MB   {megabytes / lowest:5.1f} x floor")


def _make_edition(survey: Survey, folder: Path) -> str:
    """Close, release, read and shuffle, as a facilitator does."""
    instance, today = Instance.at(folder, str(folder.parent / "sessions")), date.today()
    with open_office(instance.office) as office:
        facilitator = facilitator_by_name(office, "Bench")
        close_survey(survey, instance=instance, office=office, facilitator=facilitator, today=today)
        private_key = unwrap_by_passphrase(facilitator.key.by_passphrase, PASSPHRASE)
        key = survey_key(survey, office=office, facilitator_id=facilitator.id, private_key=private_key)
        unlocked = UnlockedSurvey(survey_by_id(office, survey.id), key, instance, office)
        unlocked.release_new_notes()
        curation = unlocked.curation().with_read(note.id for note in unlocked.notes())
        unlocked.save_curation(curation)
        edition = make_edition(
            unlocked.notes(), curation, survey=unlocked.survey, audience=survey.audience, today=today
        )
        unlocked.save_edition(edition)
        return edition.code


def _sign_in(browser: OpenerDirector, address: str) -> None:
    page = browser.open(f"{address}/sign-in").read().decode()
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token is not None
    fields = {"csrf_token": token[1], "name": "Bench", "passphrase": PASSPHRASE}
    answer = browser.open(f"{address}/sign-in", urlencode(fields).encode()).read().decode()
    assert "My surveys" in answer


def _peak(server: Server, work: Callable[[], Any]) -> float:
    peak, done = 0.0, threading.Event()

    def work_until_done() -> None:
        work()
        done.set()

    thread = threading.Thread(target=work_until_done)
    thread.start()
    while not done.wait(0.01):
        peak = max(peak, server.megabytes("Pss"))
    thread.join()
    return peak


if __name__ == "__main__":
    main()
