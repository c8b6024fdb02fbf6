"""What goes wrong under a page is said in a sentence; nobody reads "something went wrong" for what can be named."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from surveys import create_app
from surveys.operating.starting import welcome
from surveys.storage import FolderLocked, Instance, invite, open_office
from surveys.survey import Survey
from tests.actors import PASSPHRASE, Organiser, Participant, hidden_fields, organiser_at
from tests.facilitator.conftest import AtOffice, signed_in
from tests.pages import soup_of


@pytest.mark.parametrize("reason", ["", "because", "x" * 1_000])
def test_withholding_for_no_known_reason_is_refused_also_for_a_withheld_note(
    facilitator: AtOffice, written: Survey, base: str, reason: str
) -> None:
    facilitator.reads(base)
    note = facilitator.note_ids(base)[0]
    for _ in range(2):
        assert facilitator.post(f"{base}/notes/withhold", note=note, reason=reason).status_code == 400
        assert facilitator.post(f"{base}/notes/withhold", note=note, reason="hurts").status_code == 303


@pytest.mark.parametrize("odd", ["\x00", "\x07", "\ufffe"])
def test_what_no_page_can_show_breaks_no_page(
    facilitator: AtOffice, visitor: AtOffice, instance: Instance, written: Survey, base: str, odd: str
) -> None:
    """The page comes back with the rest of what was typed; `AtOffice` reads each as strictly as HTML may be read."""
    with open_office(instance.office) as office:
        invitation = f"/office/invitation/{invite(office, invited_by='Ines')}"
    assert visitor.post("/office/sign-in", name=f"Ka{odd}te", passphrase="x").status_code == 403
    assert visitor.post("/office/recover", name=f"Ka{odd}te", recovery_key="x").status_code == 403
    facilitator.reads(base)
    facilitator.post(f"{base}/versions", audience="meeting")
    for place, name in ((invitation, "name"), (f"{base}/delete", "title"), (f"{base}/published", "ends_on")):
        answer = facilitator.post(place, **{name: f"{odd}In{odd}es"})
        assert answer.status_code == 422
        assert soup_of(answer).find(attrs={"name": name})["value"] == "Ines"


def test_a_draft_has_no_notes_and_no_damage(facilitator: AtOffice, organiser: Organiser) -> None:
    draft = organiser.drafts()
    assert facilitator.post(f"/office/surveys/{draft.id}/release").status_code == 409


def test_sessions_that_vanished_sign_everybody_out_and_let_them_in_again(
    facilitator: AtOffice, app: Flask, organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    """Somebody tidied /dev/shm while the server ran."""
    shutil.rmtree(instance.sessions)
    assert facilitator.get(f"/office/surveys/{survey.id}").status_code == 401
    assert instance.sessions.stat().st_mode & 0o777 == 0o700
    shutil.rmtree(instance.sessions)
    assert facilitator.post("/office/sign-in", name="Ines", passphrase=PASSPHRASE).status_code == 303
    assert facilitator.get(f"/office/surveys/{survey.id}").status_code == 200
    shutil.rmtree(instance.sessions)
    assert Participant(app).sends(survey, "Good coffee.").status_code == 200


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, which only root may mount."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def read_only(disk: Path) -> Iterator[None]:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    yield
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)


@contextmanager
def full(disk: Path) -> Iterator[None]:
    filling = disk / "filling"
    with filling.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4_096))
        except OSError:
            pass
    yield
    filling.unlink()


@pytest.mark.parametrize("trouble", [read_only, full])
def test_on_a_disk_that_takes_nothing_every_page_says_so_and_keeps_the_words(
    disk: Path, tmp_path: Path, trouble: Callable[[Path], AbstractContextManager[None]]
) -> None:
    organiser = replace(organiser_at(disk), instance=Instance(disk / "instance", tmp_path / "sessions"))
    survey = organiser.opens()
    app = create_app(INSTANCE=str(disk / "instance"), SESSIONS=str(tmp_path / "sessions"))
    app.extensions["instance"].prepare()
    phone, office = Participant(app), signed_in(app, organiser.account.id)
    home = f"/office/surveys/{survey.id}"
    assert office.get(home).status_code == 200
    fields = hidden_fields(phone.checks(survey, "During.")) | {"sharing": "2"}
    with trouble(disk):
        assert phone.get(f"/s/{survey.slug}").status_code == 200
        page = phone.posts_notes(survey, fields)
        assert (page.status_code, "During." in page.text) == (503, True)
        assert phone.takes_back(survey, "AAAA-BBBB-CCCC-2222").status_code in (404, 503)
        assert office.get("/office/").status_code == 200
        assert office.get(home).status_code == 200
        assert office.post(f"{home}/pause").status_code == 503
    assert phone.posts_notes(survey, fields).status_code == 200
    assert [note.text for note in organiser.peeks(survey)] == ["During."]


def test_a_full_memory_lets_nobody_in_and_says_so(disk: Path, tmp_path: Path) -> None:
    app = create_app(INSTANCE=str(tmp_path / "instance"), SESSIONS=str(disk / "sessions"))
    organiser = organiser_at(tmp_path)
    office = AtOffice(app.test_client())
    office.get("/office/sign-in")
    with full(disk):
        assert office.post("/office/sign-in", name="Ines", passphrase=PASSPHRASE).status_code == 503
        assert Participant(app).sends(organiser.opens(), "Good coffee.").status_code == 200
    assert office.post("/office/sign-in", name="Ines", passphrase=PASSPHRASE).status_code == 303


def test_on_a_read_only_disk_the_start_is_a_sentence_and_later_pages_too(disk: Path) -> None:
    organiser_at(disk)
    app = create_app(INSTANCE=str(disk / "instance"), SESSIONS=str(disk / "sessions"))
    with read_only(disk):
        with pytest.raises(SystemExit, match="Mount it for writing"):
            welcome(app)
        for path in ("/", "/office/sign-in"):
            assert app.test_client().get(path).status_code == 503


def test_a_new_instance_does_not_start_on_a_full_disk(disk: Path) -> None:
    folders = {"INSTANCE": str(disk / "instance"), "SESSIONS": str(disk / "sessions")}
    with full(disk), pytest.raises((FolderLocked, SystemExit)):
        welcome(create_app(**folders))
    assert "Unsigned is running at" in welcome(create_app(**folders))


def test_a_page_that_is_not_possible_now_says_the_state_and_what_to_do(facilitator: AtOffice, base: str) -> None:
    """Each of the three says something else."""
    said = {soup_of(facilitator.get(f"{base}/{page}")).p.get_text() for page in ("paper", "open", "edit")}
    assert len(said) == 3
    assert all(sentences.startswith("This survey is open.") for sentences in said)


def test_what_is_not_possible_in_an_open_survey_is_not_explained_for_closed_ones(
    facilitator: AtOffice, organiser: Organiser, survey: Survey, base: str
) -> None:
    for page in ("paper", "open"):
        assert " if " not in soup_of(facilitator.get(f"{base}/{page}")).p.get_text().lower()
    organiser.closes(survey)
    assert soup_of(facilitator.get(f"{base}/open")).p.get_text().startswith("This survey is closed.")


def test_an_error_page_of_the_office_leads_to_its_survey_or_to_all(
    facilitator: AtOffice, colleague: AtOffice, base: str
) -> None:
    for place in ("paper", "versions/none"):
        way = soup_of(facilitator.get(f"{base}/{place}")).select_one("[data-home]")
        assert way["href"] == base
        assert facilitator.get(way["href"]).status_code == 200
    lost = [facilitator.get("/office/surveys/none/paper"), facilitator.get("/office/nowhere"), colleague.get(base)]
    assert [soup_of(page).select_one("[data-home]")["href"] for page in lost] == ["/office/"] * 3


def test_too_much_in_the_office_is_not_answered_with_words_about_a_note(
    facilitator: AtOffice, participant: Participant, survey: Survey, base: str
) -> None:
    office = facilitator.post(f"{base}/pinboard/themes", name="x" * 3_000_000)
    phone = participant.post(f"/s/{survey.slug}/check", {"answer-0-text": "x" * 3_000_000})
    assert (office.status_code, phone.status_code) == (413, 413)
    assert "note" in soup_of(phone).p.get_text()
    assert "note" not in soup_of(office).p.get_text()
