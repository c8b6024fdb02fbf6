"""Without the key of a survey nobody sees anything of it, not even its title."""

import pytest

from surveys.survey import Survey
from tests.actors import soup_of

from .conftest import AtOffice

PAGES = (
    "",
    "/edit",
    "/open",
    "/close",
    "/delete",
    "/poster",
    "/invitation-text",
    "/notes",
    "/versions",
    "/try",
    "/share",
    "/take-key",
)
BOARD = ("/pinboard", "/pinboard/projector", "/revision")
OUT = ("/published", "/board", "/board.pdf", "/board.docx", "/board/quotations", "/paper", "/paper/slip")
ROOM = ("/meeting", "/actions", "/actions/0123456789abcdef")
ACTS = (
    "/edit",
    "/open",
    "/close",
    "/pause",
    "/delete",
    "/new-link",
    "/share",
    "/take-key",
    "/release",
    "/notes/read",
    "/notes/withhold",
    "/notes/give-back",
    "/notes/care",
    "/pinboard/note",
    "/pinboard/move",
    "/pinboard/themes",
    "/pinboard/themes/change",
    "/pinboard/themes/delete",
    "/pinboard/undo",
    "/mask/words",
    "/mask/check",
    "/mask",
    "/versions",
    "/published",
    "/published/end",
    "/published/refresh",
    "/published/revoke",
    "/board/quotations",
    "/meeting/next",
    "/meeting/choose",
    "/meeting/discussed",
    "/meeting/release",
    "/actions",
    "/actions/0123456789abcdef",
    "/actions/0123456789abcdef/delete",
    "/paper",
    "/paper/check",
    "/paper/notes",
    "/try/check",
)


@pytest.mark.parametrize("path", PAGES + BOARD + OUT + ROOM)
def test_organiser_without_a_grant_gets_no_page(colleague: AtOffice, survey: Survey, base: str, path: str) -> None:
    answer = colleague.get(base + path)
    assert answer.status_code == 403
    assert survey.title not in answer.text
    assert survey.slug not in answer.text


@pytest.mark.parametrize("path", ACTS)
def test_organiser_without_a_grant_can_do_nothing(
    colleague: AtOffice, facilitator: AtOffice, base: str, path: str
) -> None:
    before = soup_of(facilitator.get(base)).get_text()
    fields = {"title": "Yellow sticky notes", "audience": "meeting"}
    assert colleague.post(base + path, **fields).status_code == 403
    assert soup_of(facilitator.get(base)).get_text() == before


@pytest.mark.parametrize("path", [*PAGES, *BOARD, *OUT, *ROOM, "/office"])
def test_visitor_is_asked_to_sign_in(visitor: AtOffice, survey: Survey, base: str, path: str) -> None:
    answer = visitor.get(base + path if path != "/office" else "/office/")
    assert answer.status_code == 401
    assert survey.title not in answer.text


@pytest.mark.parametrize("path", [path for path in ACTS if not path.startswith("/try")])
def test_form_without_its_token_is_refused(facilitator: AtOffice, base: str, path: str) -> None:
    assert facilitator.client.post(base + path, data={}).status_code == 400


def test_unknown_survey_is_not_found(facilitator: AtOffice) -> None:
    assert facilitator.get("/office/surveys/0123456789abcdef").status_code == 404


def test_others_do_not_stand_in_my_list(colleague: AtOffice, survey: Survey) -> None:
    assert survey.title not in colleague.get("/office/").text
