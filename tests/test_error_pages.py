"""Each error has a page: a title, sentences that are filled in, and a link to go on."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, default_exceptions

from surveys import create_app, storage

WITH_A_PAGE = set(create_app().error_handler_spec[None][None]) - {HTTPException, OSError} | {CSRFError}


def answered(app: Flask, error: Exception) -> tuple[int, BeautifulSoup]:
    with app.test_request_context("/"):
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


@pytest.mark.parametrize(("status", "of"), [(400, 400), (405, 405), (413, 413), (418, 500), (502, 500)])
def test_an_http_error_without_words_of_its_own_takes_those_of_500_and_keeps_its_status(
    app: Flask, status: int, of: int
) -> None:
    answer, page = answered(app, default_exceptions[status]())
    _status, same = answered(app, default_exceptions[of]())
    assert answer == status
    assert page.h1.text == same.h1.text
    assert (page.h1.text == answered(app, default_exceptions[500]())[1].h1.text) == (of == 500)
