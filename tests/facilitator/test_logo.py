"""The logo of who asks: on the poster and the documents, gone with the survey, and never a reason to lose anything."""

import re
from base64 import b64encode
from io import BytesIO

import pytest
from werkzeug.test import TestResponse

from surveys.lifecycle import destroy_survey
from surveys.organising.logos import logo_of
from surveys.storage import Deed, Instance, acts_on, editions_of, open_office
from surveys.survey import Survey
from tests.actors import Organiser, Participant
from tests.pages import soup_of
from tests.test_logos import CIRCLE, png, svg

from .conftest import AtOffice, token_of

SCRIPT = svg("<script>alert(1)</script>")


def uploads(facilitator: AtOffice, base: str, content: bytes) -> TestResponse:
    fields = {"csrf_token": token_of(facilitator.get(f"{base}/logo")), "file": (BytesIO(content), "logo.svg")}
    return facilitator.client.post(f"{base}/logo", data=fields, content_type="multipart/form-data")


@pytest.mark.parametrize("content", [CIRCLE.encode(), png()], ids=["svg", "png"])
def test_it_is_served_from_our_address_and_may_run_nothing(facilitator: AtOffice, base: str, content: bytes) -> None:
    assert uploads(facilitator, base, content).status_code == 303
    (shown,) = soup_of(facilitator.get(f"{base}/logo")).select("img.logo")
    image = facilitator.client.get(shown["src"])
    assert image.data.startswith(content[:4])
    assert image.headers["Content-Type"] in ("image/svg+xml", "image/png")
    assert image.headers["X-Content-Type-Options"] == "nosniff"
    policy = image.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script-src" not in policy


@pytest.mark.parametrize("view", ["poster", "poster?view=projector"])
def test_it_is_on_the_poster(facilitator: AtOffice, base: str, view: str) -> None:
    assert not soup_of(facilitator.get(f"{base}/{view}")).select("img.logo")
    uploads(facilitator, base, CIRCLE.encode())
    assert soup_of(facilitator.get(f"{base}/{view}")).select_one("img.logo")["src"] == f"{base}/logo/image"


def test_the_form_stays_one_request(facilitator: AtOffice, participant: Participant, survey: Survey, base: str) -> None:
    before = len(participant.get(f"/s/{survey.slug}").data)
    uploads(facilitator, base, png())
    assert len(participant.get(f"/s/{survey.slug}").data) == before


def test_it_is_on_documents_and_on_the_published_page(
    facilitator: AtOffice, instance: Instance, base: str, read: Survey
) -> None:
    uploads(facilitator, base, png())
    picture = f"data:image/png;base64,{b64encode(png()).decode()}"
    with open_office(instance.office, read_only=True) as office:
        code = editions_of(office, read.id)[0].code
    sheet = facilitator.client.get(f"{base}/versions/{code}/html")
    assert soup_of(sheet).select_one("header img")["src"] == picture
    link = re.search(r"/r/[\w-]+", facilitator.get(f"{base}/published").text)
    assert link
    page = facilitator.client.get(link[0])
    assert "img-src data:" in page.headers["Content-Security-Policy"]
    assert soup_of(page).select_one("header img")["src"] == picture


@pytest.mark.parametrize("content", [b"", b"a photograph", SCRIPT, png() + bytes(60_000)])
def test_what_is_no_logo_is_refused_kindly_and_the_old_one_stays(
    facilitator: AtOffice, survey: Survey, instance: Instance, base: str, content: bytes
) -> None:
    uploads(facilitator, base, png())
    page = uploads(facilitator, base, content)
    assert page.status_code == 422
    field = soup_of(page).find(id="file")
    assert field["aria-invalid"] == "true"
    assert soup_of(page).find(id="file-problem").get_text()
    assert "file-problem" in field["aria-describedby"]
    with open_office(instance.office, read_only=True) as office:
        assert (kept := logo_of(office, survey.id))
        assert kept.content == png()


def test_it_can_be_removed_and_the_trail_has_both(
    facilitator: AtOffice, survey: Survey, instance: Instance, base: str
) -> None:
    uploads(facilitator, base, png())
    assert facilitator.post(f"{base}/logo/remove").status_code == 303
    assert facilitator.client.get(f"{base}/logo/image").status_code == 404
    with open_office(instance.office, read_only=True) as office:
        assert [act.act for act in acts_on(office, survey.id)].count(Deed.CHANGED_LOGO) == 2


def test_it_goes_with_its_survey(facilitator: AtOffice, survey: Survey, instance: Instance, base: str) -> None:
    uploads(facilitator, base, png())
    with open_office(instance.office) as office:
        destroy_survey(survey, instance=instance, office=office)
        assert office.table("logos").count == 0


@pytest.mark.parametrize("way", ["duplicate", "rounds"])
def test_copies_and_rounds_have_it_too(
    facilitator: AtOffice, instance: Instance, base: str, way: str, survey: Survey
) -> None:
    uploads(facilitator, base, png())
    draft = facilitator.post(f"{base}/{way}").headers["Location"].split("/")[-2]
    assert draft != survey.id
    with open_office(instance.office, read_only=True) as office:
        assert logo_of(office, draft) == logo_of(office, survey.id) is not None


def test_who_holds_no_key_neither_sees_nor_changes_it(
    facilitator: AtOffice, colleague: AtOffice, visitor: AtOffice, organiser: Organiser, base: str
) -> None:
    uploads(facilitator, base, png())
    assert colleague.client.get(f"{base}/logo/image").status_code == 403
    assert colleague.post(f"{base}/logo/remove").status_code == 403
    assert visitor.client.get(f"{base}/logo/image").status_code == 401
    assert facilitator.client.get(f"{base}/logo/image").status_code == 200
