"""Files of earlier releases open with the program of today: account, notes, curation, version, sheet, published page.

`first_release/` holds them as SQL, as that release wrote them: a closed survey of six notes, one withheld, and a
version. The blank slots are made here, and the deletion day is far away. `published_release/` is of the first release
with them: five notes with answers about their writers, and a published page. `before_release/` is older than any
release, from the first program on which organisers could open a survey: open, with four notes whose codes work. Add
files of later releases beside these.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from surveys import create_app
from surveys.storage import Instance, all_surveys, open_office
from tests.actors import PASSPHRASE, RECOVERY_KEY, Participant, today
from tests.facilitator.conftest import AtOffice
from tests.pages import soup_of
from tests.promises.documents import words_of

SURVEY, VERSION = "bd0135e2ad460f32", "GLXM"
BASE = f"/office/surveys/{SURVEY}"


EARLY, EARLY_CODE = "1603b308b28f1327", "5UCB-EC3F-JGC3-MRP3"
PUBLISHED, PUBLISHED_VERSION, LINK = "804cdf800fa21581", "KP6H", "/r/zPSd2BVc0fk78j0Veg9JyQhRceKHceMk"


def installed(release: str, survey_id: str, folder: Path) -> Flask:
    (folder / "instance/walls").mkdir(parents=True)
    for source, path in (("office.sql", "office.sqlite"), ("wall.sql", f"walls/{survey_id}.sqlite")):
        with closing(sqlite3.connect(folder / "instance" / path)) as database:
            database.executescript(Path(__file__).with_name(release).joinpath(source).read_text())
    return create_app(INSTANCE=str(folder / "instance"), SESSIONS=str(folder / "sessions"))


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    return installed("first_release", SURVEY, tmp_path)


@pytest.fixture
def ines(app: Flask) -> AtOffice:
    """Years later, with the passphrase that she wrote down."""
    return signs_in(app)


def signs_in(app: Flask) -> AtOffice:
    browser = AtOffice(app.test_client())
    assert browser.post("/office/sign-in", name="Ines", passphrase=PASSPHRASE).status_code == 303
    return browser


def test_every_word_of_it_can_be_read_again(ines: AtOffice) -> None:
    assert "Yellow sticky notes" in ines.get("/office/").text
    assert "opened the survey" in ines.get(BASE).text
    texts = {note.get_text(strip=True) for note in soup_of(ines.get(f"{BASE}/notes")).select(".note-text, .text, p")}
    expected = {f"The seminar number {number} was helpful." for number in range(5)} | {"More light in the corridor."}
    assert expected <= texts


def test_its_version_comes_out_with_the_same_numbers_and_a_new_one_can_be_made(ines: AtOffice) -> None:
    document = ines.get(f"{BASE}/versions/{VERSION}/json").json
    assert [note["number"] for note in document["notes"]] == [1, 2, 3, 4, 5]
    assert document["counts"]["collected"] == 6
    assert document["counts"]["withheld"] == {"would hurt someone": 1}
    assert document["record"].startswith(f"{document['counts']['shown']} of 6"), (
        "the day of closing was not stored then"
    )
    assert ines.post(f"{BASE}/versions", audience="meeting").status_code == 303


def test_it_can_be_reopened_closed_and_deleted(app: Flask, ines: AtOffice) -> None:
    instance: Instance = app.extensions["instance"]
    assert [ines.post(f"{BASE}/{step}").status_code for step in ("reopen", "close")] == [303, 303]
    with open_office(instance.office, read_only=True) as office:
        assert [survey.closed_on for survey in all_surveys(office)] == [today()]
    assert ines.post(f"{BASE}/delete", title="Yellow sticky notes").status_code == 303
    (left,) = (instance.folder / "walls").iterdir()
    assert left.suffix == ".deleted", "so that no backup brings the notes back"
    assert left.read_bytes() == b""


def test_its_recovery_key_still_opens_the_account(app: Flask) -> None:
    page = AtOffice(app.test_client()).post("/office/recover", name="Ines", recovery_key=RECOVERY_KEY)
    assert page.status_code == 200


def test_a_published_page_and_answers_about_the_writers_open_too(tmp_path: Path) -> None:
    """The page by its link alone; the answers, and the link itself, by the organiser's key."""
    app = installed("published_release", PUBLISHED, tmp_path)
    page = soup_of(app.test_client().get(LINK)).get_text()
    assert [f"The seminar number {number} was helpful." in page for number in range(5)] == [True] * 5
    printed = words_of("sheet.pdf", app.test_client().get(f"{LINK}/sheet.pdf").data)
    assert [f"The seminar number {number} was helpful." in printed for number in range(5)] == [True] * 5
    ines, base = signs_in(app), f"/office/surveys/{PUBLISHED}"
    assert LINK in ines.get(f"{base}/published").text
    assert ines.get(f"{base}/versions/{PUBLISHED_VERSION}/json").json["about_you"] == [
        {"question": "Career stage", "answers": 5, "rows": []}
    ]
    assert ines.post(f"{base}/published/refresh").status_code == 303
    assert "The seminar number 3 was helpful." in app.test_client().get(LINK).text
    assert ines.post(f"{base}/reopen").status_code == 409, "codes ended at closing then"


def test_a_survey_from_before_any_release_goes_on(tmp_path: Path) -> None:
    """People go on writing and take back what they wrote then; it closes, and all its notes are read together."""
    app = installed("before_release", EARLY, tmp_path)
    phone, ines, base = Participant(app), signs_in(app), f"/office/surveys/{EARLY}"
    instance: Instance = app.extensions["instance"]
    with open_office(instance.office, read_only=True) as office:
        (survey,) = all_surveys(office)
    assert survey.languages == ("en",), "it does not name its language"
    assert phone.takes_back(survey, EARLY_CODE).status_code == 200
    for number in (4, 5):
        assert phone.sends(survey, f"The seminar number {number} was helpful.").status_code == 200
    ines.reads(base)
    page = soup_of(ines.get(f"{base}/notes")).get_text()
    assert [f"The seminar number {number} was helpful." in page for number in range(6)] == [True, True, False] + [
        True
    ] * 3
    assert ines.post(f"{base}/versions", audience="meeting").status_code == 303
    assert instance.office.with_name("office.sqlite.before-upgrade").exists(), "as it was before"
