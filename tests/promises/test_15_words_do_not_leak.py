"""Promise 15: no error page but the writer's own answer, no log, traceback or temporary file holds her words."""

import logging
import shutil
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from surveys.documents.sheets import render_all
from surveys.storage import Instance, open_office
from surveys.survey import Survey
from tests.actors import Organiser, Participant, hidden_fields, stores
from tests.pages import soup_of
from tests.promises.conftest import Running
from tests.promises.documents import sheet_of
from tests.promises.theft import places_of, stolen_bytes

WORD = "flibbertigibbet"
TEXT = f"Our {WORD} is lovely."


@pytest.fixture
def heard(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], list[str]]:
    """Everything that could have caught the word: logs at their chattiest, both outputs, temporary files."""
    caplog.set_level(logging.DEBUG)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))

    def places() -> list[str]:
        said = capfd.readouterr()
        records = b"".join(repr(vars(record)).encode() for record in caplog.records)
        loot = stolen_bytes(tmp_path)
        loot |= {"log": caplog.text.encode() + records, "out": said.out.encode(), "err": said.err.encode()}
        return places_of(WORD, loot)

    return places


BAD_REQUESTS: dict[str, Callable[[Participant, str], TestResponse]] = {
    "unknown survey": lambda p, at: p.post(f"/s/{WORD}/check", {"answer-0-text": TEXT}),
    "word in the address": lambda p, at: p.get(f"{at}/{WORD}?{WORD}={WORD}"),
    "without a field": lambda p, at: p.post(f"{at}/check", {"answer-0-text": TEXT}),
    "forged flip": lambda p, at: p.post(f"{at}/check", form(**{"answer-0-flip": WORD})),
    "forged category": lambda p, at: p.post(f"{at}/check", form(**{"answer-0-category": WORD})),
    "forged sharing": lambda p, at: p.post(f"{at}/notes", form(sharing=WORD)),
    "wrong method": lambda p, at: p.app.test_client().put(f"{at}/notes", data=form()),
    "from elsewhere": lambda p, at: p.post(f"{at}/notes", form(), headers={"Sec-Fetch-Site": "cross-site"}),
    "far too much": lambda p, at: p.post(f"{at}/check", form(**{"answer-0-text": TEXT * 50_000})),
    "too many fields": lambda p, at: p.post(
        f"{at}/check", form(**{f"f{i}": WORD for i in range(2_000)}), content_type="multipart/form-data"
    ),
    "as JSON": lambda p, at: p.app.test_client().post(f"{at}/check", json={"answer-0-text": TEXT}),
    "as a file": lambda p, at: p.post(f"{at}/check", {"answer-0-text": (BytesIO(TEXT.encode()), f"{WORD}.txt")}),
    "broken multipart": lambda p, at: p.app.test_client().post(
        f"{at}/check", data=f"--x\r\n{WORD}", content_type="multipart/form-data; boundary=x"
    ),
    "not a code": lambda p, at: p.post(f"{at}/take-back", {"code": "x" * 300 + WORD}),
}


def form(**fields: Any) -> dict[str, Any]:
    return {"answer-0-text": TEXT, "answer-1-text": "", "answer-0-shown": TEXT, "sharing": "2"} | fields


GIVEN_BACK = {"unknown survey", "without a field", "forged flip", "forged category", "forged sharing"}
"""What can come from our own form: its writer gets the words back to copy, and nobody else asked for this page."""


@pytest.mark.parametrize("name", BAD_REQUESTS)
def test_a_bad_request_is_answered_without_the_words_it_brought_but_to_copy(
    participant: Participant, survey: Survey, instance: Instance, heard: Callable[[], list[str]], name: str
) -> None:
    page = BAD_REQUESTS[name](participant, f"/s/{survey.slug}")
    assert page.status_code in {303, *range(400, 500)}  # an address below a survey that is none leads to its form
    boxes = soup_of(page)
    copies = [box.extract().get_text() for box in boxes.find_all("textarea")]
    assert any(WORD in copy for copy in copies) is (name in GIVEN_BACK)
    assert WORD not in str(boxes)
    assert WORD not in str(page.headers)
    assert heard() == []
    assert instance.wall_of(survey).count_used() == 0


@pytest.mark.parametrize("encoded", [b"%ED%B0%80", b"%FF%FE", b"%00", b"%F4%90%80%80"])
def test_bytes_that_are_no_text_harm_nobody(
    participant: Participant, survey: Survey, heard: Callable[[], list[str]], encoded: bytes
) -> None:
    """Lone surrogates, broken UTF-8, a zero byte: answered like any note, nothing in a log."""
    body = b"answer-0-text=Our+" + WORD.encode() + encoded + b"&answer-1-text="
    page = participant.post(f"/s/{survey.slug}/check", body, content_type="application/x-www-form-urlencoded")
    assert page.status_code == 200
    assert heard() == []


def garbage(path: Path) -> None:
    path.write_bytes(b"not a database at all " * 400)


def directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


def torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:4_096] + bytes(3_000_000))


def emptied(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [Path.unlink, garbage, directory, torn, emptied])
def test_a_damaged_wall_gives_the_words_back_to_their_writer_alone(
    participant: Participant,
    survey: Survey,
    instance: Instance,
    heard: Callable[[], list[str]],
    damage: Callable[[Path], None],
) -> None:
    path = instance.wall_of(survey).path
    fields = hidden_fields(participant.checks(survey, TEXT)) | {"sharing": "2"}
    damage(path)
    page = participant.posts_notes(survey, fields)
    assert page.status_code in (409, 503)
    assert WORD in page.text, "what she typed is still there"
    assert "data-stored=" in page.text, "and what became of it"
    assert heard() == []


def test_an_accident_in_the_middle_of_storing_is_logged_by_its_place_alone(
    app: Flask,
    participant: Participant,
    organiser: Organiser,
    survey: Survey,
    heard: Callable[[], list[str]],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A public key that is none: an exception that nobody foresaw, with the words in its frames."""
    fields = hidden_fields(participant.checks(survey, TEXT)) | {"sharing": "2"}
    with open_office(organiser.instance.office) as office:
        office.execute("DROP TRIGGER what_writers_were_told_is_frozen")
        office.execute("UPDATE surveys SET document = json_set(document, '$.public_key', 'beef')")
    page = participant.posts_notes(survey, fields)
    assert page.status_code == 500
    assert WORD in str(soup_of(page).find("textarea")), "the writer gets the words back"
    assert "Something went wrong on our side" in page.text
    assert heard() == []
    assert "ValueError in" in caplog.text, "the operator is told what and where"


def test_the_real_server_says_nothing_of_what_was_written(running: Running) -> None:
    """gunicorn with its own configuration: whatever comes, its output stays as it was."""
    server, survey = running.server, running.survey
    before = server.output
    at = f"/s/{survey.slug}"
    statuses = [
        server.ask(f"{at}/check", {"answer-0-text": TEXT, "answer-1-text": ""})[0],
        server.ask(f"{at}/check", {"answer-0-text": TEXT})[0],
        server.ask(f"/s/{WORD}")[0],
        server.ask(f"{at}/check", {"answer-0-text": TEXT * 40_000, "answer-1-text": ""})[0],
    ]
    assert statuses == [200, 400, 404, 413]
    server.says_raw(f"{WORD} nonsense\r\n\r\n".encode())
    server.says_raw(f"POST {at}/check HTTP/1.1\r\nHost: x\r\nContent-Length: {WORD}\r\n\r\n".encode())
    garbage(running.organiser.instance.wall_of(survey).path)
    status, page, _ = server.ask(f"{at}/notes", {k: str(v) for k, v in form().items()})
    assert status in (409, 503)
    assert WORD in page
    server.ends()
    assert server.output.startswith(before)
    assert places_of(WORD, stolen_bytes(server.folder)) == []


def test_the_process_that_makes_documents_writes_no_file_and_says_nothing(
    survey: Survey, organiser: Organiser, instance: Instance, heard: Callable[[], list[str]]
) -> None:
    for number in range(6):
        stores(survey, instance, f"Our {WORD} number {number}.")
    organiser.reads_all(survey)
    documents: dict[str, Any] = render_all(sheet_of(organiser, survey))
    assert WORD in documents["sheet.md"].decode()
    assert heard() == []


@pytest.mark.parametrize("folder", ["walls", "instance"])
def test_a_folder_that_is_gone_gives_a_kind_page(
    tmp_path: Path, participant: Participant, survey: Survey, instance: Instance, folder: str
) -> None:
    fields = hidden_fields(participant.checks(survey, TEXT)) | {"sharing": "2"}
    shutil.rmtree(instance.folder if folder == "instance" else instance.folder / "walls")
    page = participant.posts_notes(survey, fields)
    assert page.status_code in (409, 503)
