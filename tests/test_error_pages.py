"""Each error has a page: a title, sentences that are filled in, and a link to go on."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, default_exceptions

from surveys import create_app, storage
from surveys.sealing import BrokenSeal
from surveys.survey import Survey

WITH_A_PAGE = set(create_app().error_handler_spec[None][None]) - {HTTPException, OSError} | {CSRFError}


def answered(app: Flask, error: Exception, path: str = "/") -> tuple[int, BeautifulSoup]:
    with app.test_request_context(path):
        answer = app.make_response(app.handle_user_exception(error))
    return answer.status_code, BeautifulSoup(answer.get_data(as_text=True), "html.parser")


@pytest.mark.parametrize("error", sorted(WITH_A_PAGE, key=str))
def test_a_domain_error_has_a_page_of_its_own(app: Flask, error: type[Exception]) -> None:
    raised = error.__new__(error)
    vars(raised).update(slug="abcd", path=Path("walls/abcd.wall"))
    _status, page = answered(app, raised)
    _status, unforeseen = answered(app, default_exceptions[500]())
    assert page.h1.text == page.title.text != unforeseen.h1.text
    last_sentence = page.p.text.rpartition(". ")[2]
    assert last_sentence.endswith(".") or ": flask --app app " in last_sentence  # a command ends without a stop
    assert "%(" not in page.p.text
    assert page.find("a", href="/")


def test_a_page_names_a_file_without_its_folder_and_no_markup(app: Flask) -> None:
    status, page = answered(app, storage.WallDamaged(Path("/srv/walls/<i>abcd.wall")))
    assert status == 503
    assert "<i>abcd.wall" in page.p.text
    assert "/srv" not in page.text


@pytest.mark.parametrize("path", ["/s/{0.slug}", "/s/{0.slug}/check", "/office/surveys/{0.id}"])
@pytest.mark.parametrize("error", [storage.WallDamaged, BrokenSeal])
def test_a_page_about_a_damaged_file_has_the_commands_for_this_survey(
    app: Flask, survey: Survey, instance: storage.Instance, path: str, error: type[Exception]
) -> None:
    wall = instance.wall_of(survey).path
    raised = error(wall) if error is storage.WallDamaged else error()
    _status, page = answered(app, raised, path.format(survey))
    assert f" restore BACKUP {wall.name}. " in page.p.text
    assert page.p.text.endswith(f" survey salvage {survey.slug}")


def test_people_read_the_command_of_the_installed_server(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMAND_OF_OPERATOR", "unsigned --forum imposter")
    _status, page = answered(app, storage.OfficeBusy())
    assert "unsigned --forum imposter doctor" in page.p.text


@pytest.mark.parametrize(("status", "of"), [(400, 400), (405, 405), (413, 413), (418, 500), (502, 500)])
def test_an_http_error_without_words_of_its_own_takes_those_of_500_and_keeps_its_status(
    app: Flask, status: int, of: int
) -> None:
    answer, page = answered(app, default_exceptions[status]())
    _status, same = answered(app, default_exceptions[of]())
    assert answer == status
    assert page.h1.text == same.h1.text
    assert (page.h1.text == answered(app, default_exceptions[500]())[1].h1.text) == (of == 500)
