"""At https://host/unsigned, behind a real nginx: no link, form, redirect, cookie, poster or file leaves the path."""

import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit, urlunsplit

import pytest

from surveys.settings import PROJECT
from surveys.survey import Survey
from tests.actors import PASSPHRASE, organiser_at, stores, today

from .conftest import Browser, Front, Page, behind_nginx

PATH = "/unsigned"
END = today() + timedelta(days=30)


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Front, Survey, Survey]]:
    """The front, a survey that is open, and one that was read."""
    folder = tmp_path_factory.mktemp("below")
    organiser = organiser_at(folder)
    opened, read = organiser.opens(), organiser.opens()
    for number in range(12):
        stores(read, organiser.instance, f"The seminar number {number} was helpful for students.")
    organiser.reads_all(read)
    with behind_nginx(folder, PATH) as front:
        yield front, opened, read


@pytest.fixture
def front(survey: tuple[Front, Survey, Survey]) -> Front:
    return survey[0]


def signed_in(front: Front) -> Browser:
    browser = Browser(front)
    page = browser.submits(browser.get(f"{PATH}/office/sign-in"), name="Ines", passphrase=PASSPHRASE)
    assert page.address == f"{front.address}/office/"
    return browser


def addresses_on(page: Page) -> set[str]:
    """Whatever looks like an address in any attribute, and what a redirect led to."""
    values = (value for tag in page.soup.find_all(True) for value in tag.attrs.values() if isinstance(value, str))
    return {urldefrag(value)[0] for value in values if re.match(r"/|https?:", value)} | {page.address}


def in_one_language(address: str) -> str:
    """The address without its choice of a language: a page and a sheet have the same links in all of nine."""
    parts = urlsplit(address)
    asked = [(name, value) for name, value in parse_qsl(parts.query) if name not in ("lang", "sheet")]
    return urlunsplit(parts._replace(query=urlencode(asked)))


def crawl(browser: Browser, *starts: str) -> dict[str, Page]:
    """Every page that links lead to, by address; what is found on one has to lie below the path."""
    seen: dict[str, Page] = {}
    waiting = [urljoin(browser.front.address, start) for start in starts]
    while waiting:
        address = waiting.pop()
        page = seen[address] = browser.get(address)
        assert page.status in (200, 401, 405), address  # 405: the action of a form answers to POST only
        if not page.headers["Content-Type"].startswith("text/html"):
            continue
        for found in addresses_on(page):
            assert urljoin(address, found).startswith(f"{browser.front.address}/"), f"{found} on {address}"
        found_here = {in_one_language(urljoin(address, found)) for found in addresses_on(page)}
        waiting += sorted(found_here - seen.keys() - set(waiting))
    return seen


def test_a_participant_writes_from_the_poster_to_the_thanks(survey: tuple[Front, Survey, Survey]) -> None:
    front, opened, _read = survey
    browser = Browser(front)
    form = browser.submits(browser.get(f"{PATH}/"), code=opened.slug)
    assert form.address == f"{front.address}/s/{opened.slug}"
    fields = {tag["name"]: "" for tag in form.soup.select("textarea[name$=text]")}
    check = browser.submits(form, **fields | {"answer-0-text": "Good coffee."})
    thanks = browser.submits(check, sharing="2")
    assert [page.status for page in (form, check, thanks)] == [200, 200, 200]
    assert all(
        found.startswith((f"{PATH}/", front.address)) for page in (check, thanks) for found in addresses_on(page)
    )
    assert not list(browser.cookies)


def test_no_link_of_a_stranger_s_pages_leaves_the_path(survey: tuple[Front, Survey, Survey]) -> None:
    front, opened, _read = survey
    pages = crawl(Browser(front), f"{PATH}/", f"{PATH}/s/{opened.slug}")
    assert len(pages) > 5


def test_no_link_of_the_office_leaves_the_path(survey: tuple[Front, Survey, Survey]) -> None:
    front, opened, read = survey
    browser = signed_in(front)
    home = f"{PATH}/office/surveys/{read.id}"
    made = browser.submits(browser.get(f"{home}/versions"), "main form", audience="meeting")
    code = made.address.rpartition("/")[2]
    published = browser.submits(browser.get(f"{home}/published"), "form:not([action])", code=code, ends_on=str(END))
    (link,) = set(re.findall(r"https://[^\s\"<]*/r/[\w-]+", published.text))
    assert link.startswith(f"{front.address}/r/")
    assert Browser(front).get(link).status == 200
    starts = (f"{PATH}/office/", home, f"{PATH}/office/surveys/{opened.id}", f"{home}/versions?lang=fr")
    pages = crawl(browser, *starts)
    assert len(pages) > 40
    poster = pages[f"{front.address}/office/surveys/{opened.id}/poster"]
    assert f"localhost:{front.port}{PATH}" in poster.text


def test_an_invitation_leads_below_the_path(survey: tuple[Front, Survey, Survey]) -> None:
    front, _opened, _read = survey
    browser = signed_in(front)
    page = browser.submits(browser.get(f"{PATH}/office/"), "form[action$=invitations]")
    (link,) = set(re.findall(r"https://[^\s\"<]*/invitation/[\w-]+", page.text))
    assert link.startswith(f"{front.address}/office/invitation/")
    assert Browser(front).get(link).status == 200


def test_cookies_stay_below_the_office(front: Front) -> None:
    cookies = {cookie.name: cookie for cookie in signed_in(front).cookies}
    assert set(cookies) == {"__Secure-unsigned_form", "__Secure-unsigned_office"}
    assert {(cookie.path, cookie.secure, cookie.domain_specified) for cookie in cookies.values()} == {
        (f"{PATH}/office", True, False)
    }


def test_signing_in_goes_on_where_it_was_wanted_to(survey: tuple[Front, Survey, Survey]) -> None:
    front, opened, _read = survey
    browser = Browser(front)
    wanted = f"{front.address}/office/surveys/{opened.id}/poster"
    page = browser.get(wanted)
    assert page.status == 401
    assert browser.submits(page, name="Ines", passphrase=PASSPHRASE).address == wanted


def test_error_pages_lead_home_below_the_path(front: Front) -> None:
    for address in (f"{PATH}/nowhere", f"{PATH}/office/nowhere", f"{PATH}/s/nowhere"):
        page = Browser(front).get(address)
        assert page.status == 404
        assert {found for found in addresses_on(page) if not found.startswith((f"{PATH}/", front.address))} == set()


def test_scripts_and_styles_name_no_address_of_their_own() -> None:
    """They ask the page, which knows where it stands."""
    for path in (*PROJECT.glob("static/js/*.js"), *PROJECT.glob("static/css/*.css")):
        assert not re.search(r"""["'(`]/(?:office|s|r|static)\b""", path.read_text()), path
