"""`make tour`: a server in memory with invented notes, whose visitor is signed in by a link that works once."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from surveys import create_app
from surveys.operating.tour import held, make_tour, sweep_abandoned
from surveys.settings import PROJECT
from surveys.storage import all_surveys, open_office
from tests.pages import check_is_valid, soup_of
from tests.promises.server import free_port

BAND = ".band.tour"


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> tuple[Flask, str]:
    return make_tour(tmp_path_factory.mktemp("tour"), "127.0.0.1", 8000)


@pytest.fixture
def app(tour: tuple[Flask, str]) -> Flask:
    return tour[0]


def path_of(tour: tuple[Flask, str], start: str) -> str:
    """The printed link that starts so."""
    return re.search(rf"http://127.0.0.1:8000({start}\S+)", tour[1])[1]


def test_its_link_signs_the_first_visitor_in_and_nobody_else(tour: tuple[Flask, str]) -> None:
    door = path_of(tour, "/tour/")
    stranger, visitor, late = (tour[0].test_client() for _ in range(3))
    assert stranger.get("/tour/guessed", follow_redirects=True).status_code == 401
    home = visitor.get(door, follow_redirects=True)
    assert home.status_code == 200
    assert late.get(door, follow_redirects=True).status_code == 401
    surveys = [link["href"] for link in soup_of(home).select("main a[href^='/office/surveys/']")]
    pages = [visitor.get(address) for address in surveys]
    stages = {str(soup_of(page).select_one("[aria-current=step]")["data-stage"]) for page in pages if is_home(page)}
    assert stages == {"draft", "open", "discussed", "published"}
    for page in (home, *pages):
        check_is_valid(page.text)
        assert soup_of(page).select_one(BAND)


def is_home(page: TestResponse) -> bool:
    """Whether this is the page of a survey."""
    return soup_of(page).select_one(".stages") is not None


def test_the_open_survey_has_thirty_notes_which_are_counted_from_the_first_look(app: Flask) -> None:
    with open_office(app.extensions["instance"].office, read_only=True) as office:
        (survey,) = [one for one in all_surveys(office) if one.state == "open"]
    wall = app.extensions["instance"].wall_of(survey)
    assert wall.count_used() == 30


@pytest.mark.parametrize("start", ["/s/", "/r/"])
def test_pages_for_phones_are_printed_and_have_the_band(tour: tuple[Flask, str], start: str) -> None:
    page = tour[0].test_client().get(path_of(tour, start))
    assert page.status_code == 200
    assert soup_of(page).select_one(BAND)
    assert "Set-Cookie" not in page.headers


def test_another_server_has_no_such_door_and_no_setting_makes_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = create_app(INSTANCE=str(tmp_path / "instance"), SESSIONS=str(tmp_path / "sessions"))
    assert not [rule for rule in app.url_map.iter_rules() if "tour" in rule.rule or "tour" in rule.endpoint]
    client = app.test_client()
    assert client.get("/tour/guessed").status_code == 404
    assert not soup_of(client.get("/")).select(BAND)
    assert not soup_of(client.get("/office/", follow_redirects=True)).select(BAND)
    monkeypatch.setenv("UNSIGNED_TOUR", "yes")
    with pytest.raises(SystemExit):
        create_app()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGHUP])
def test_nothing_is_left_when_it_stops(tmp_path: Path, how: signal.Signals) -> None:
    folders = {"UNSIGNED_INSTANCE": str(tmp_path / "instance"), "UNSIGNED_SESSIONS": str(tmp_path / "sessions")}
    environment = os.environ | folders | {"UNSIGNED_PORT": str(free_port()), "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-m", "flask", "--app", "app", "tour"]
    process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, text=True)
    next(line for line in process.stdout if "/tour/" in line)  # it serves
    (made,) = Path("/dev/shm").glob(f"unsigned-tour-{process.pid}-*")
    process.send_signal(how)
    assert "over" in process.communicate(timeout=60)[0]
    assert process.returncode == 0
    assert not made.exists()
    assert list(tmp_path.iterdir()) == []


def test_the_next_tour_removes_what_a_killed_one_left_and_nothing_else(tmp_path: Path) -> None:
    left, runs, other = (tmp_path / name for name in ("unsigned-tour-1-abc", "unsigned-tour-2-def", "notes"))
    for folder in (left, runs, other):
        (folder / "instance").mkdir(parents=True)
    (tmp_path / "unsigned-tour-link").symlink_to(other)
    with held(runs):
        sweep_abandoned(tmp_path)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["notes", runs.name, "unsigned-tour-link"]
    assert (other / "instance").exists()
    sweep_abandoned(tmp_path)
    assert not runs.exists()


def test_the_tour_page_has_eight_small_pictures() -> None:
    page = (PROJECT / "docs/tour.md").read_text()
    pictures = [PROJECT / "docs" / name for name in re.findall(r"!\[.+?\]\((.+?)\)", page)]
    assert len(pictures) == 8
    assert all(0 < picture.stat().st_size <= 120_000 for picture in pictures)
    assert {*pictures} == {*(PROJECT / "docs/images/tour").iterdir()}


def test_an_answer_is_on_the_published_page_once(tour: tuple[Flask, str]) -> None:
    """Also where the page is sorted by theme, and the theme is a heading as well as what was answered."""
    answers = soup_of(tour[0].test_client().get(path_of(tour, "/r/"))).select(".answer")
    assert len(answers) == len({answer.get_text() for answer in answers}) == 2
