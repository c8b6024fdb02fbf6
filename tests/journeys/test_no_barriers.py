"""No barrier that a program can find: axe reads every kind of page, in three languages, light and dark.

It asks for WCAG 2.2 at level AA and for good practice. Phone and laptop, light and dark take turns, so that a page that
is light in one language is dark in the next. The screen becomes as high as the page, because a bar at its foot is over
other things only until somebody scrolls.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, Route
from werkzeug.test import TestResponse

from surveys.catalogue import set_in, words_between
from surveys.collecting import new_code
from surveys.storage import Wall
from surveys.survey import Survey, Translation
from tests.actors import Organiser, Participant, code_of, floods, hidden_fields, stores, today
from tests.facilitator.conftest import AtOffice, signed_in
from tests.journeys.conftest import LAPTOP, PHONE, patient
from tests.pages import soup_of
from tests.participant.pages_of_tickets import pages_of_tickets
from tests.participant.test_closure import fill

SITE = "http://unsigned.example"
LANGUAGES = ("en", "fr", "fa")
LOOKS = ((PHONE, "light"), (LAPTOP, "dark"), (LAPTOP, "light"), (PHONE, "dark"))
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"], "preload": False}
FINDS = "async rules => (await axe.run(document, rules)).violations.map(one => [one.id, one.nodes[0].html])"
WITH_WORDS = ("paused", "over", "crowded")
"""Closures that somebody meets who has written already; the others are met on the way to the form."""
WORDS = {
    "en": "I am Olga Petrova, the only Chilean postdoc here. Write to olga.petrova@cern.ch or call 71234.",
    "fr": "Je suis Olga Petrova, la seule postdoc chilienne ici. Écrivez à olga.petrova@cern.ch ou au 71234.",
    "fa": "من اولگا پترووا هستم، تنها پژوهشگر شیلیایی اینجا. به olga.petrova@cern.ch یا 71234 بنویسید.",
}


@dataclass
class Reader:
    """axe in a browser, to which the application answers without a network."""

    page: Page
    client: FlaskClient
    held: dict[str, str]

    def answer(self, route: Route) -> None:
        """A page that is held, such as the answer to a form, or what the application answers."""
        path = route.request.url.removeprefix(SITE)
        if path in self.held:
            return route.fulfill(body=self.held[path], content_type="text/html; charset=utf-8")
        got = self.client.get(path)
        return route.fulfill(body=got.get_data(), content_type=got.content_type, status=got.status_code)

    def barriers(self, pages: dict[str, str], language: str) -> dict[tuple[str, str, str], list[tuple[str, str]]]:
        """What axe finds on a page in a language and a scheme: the rules, and the first thing that breaks each."""
        turn = LANGUAGES.index(language)
        self.held = {f"/held/{number}": text for number, text in enumerate(pages.values())}
        found = {}
        for number, (name, path) in enumerate(zip(pages, self.held, strict=True), turn):
            screen, scheme = LOOKS[number % len(LOOKS)]
            self.page.set_viewport_size(screen)
            self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            self.page.goto(SITE + path)
            height = self.page.evaluate("document.documentElement.scrollHeight")
            self.page.set_viewport_size(screen | {"height": max(height, screen["height"])})
            if violations := self.page.evaluate(FINDS, RULES):
                found[name, language, scheme] = violations
        return found


@pytest.fixture
def reader(browser: Browser, app: Flask) -> Iterator[Reader]:
    context = patient(browser.new_context(reduced_motion="reduce"))
    context.add_init_script(AXE_SCRIPT)
    reader = Reader(context.new_page(), app.test_client(), {})
    reader.page.route(f"{SITE}/**", reader.answer)
    yield reader
    context.close()


def opens_in(organiser: Organiser, language: str, **changes: Any) -> Survey:
    """Sticky notes that ask in a language first, and in the two others."""
    words = {one: words_between("sticky-notes", language, one) for one in LANGUAGES if one != language}
    others = tuple(Translation(one, tuple(pairs.items())) for one, pairs in words.items())
    chosen, _ = set_in("sticky-notes", language)
    asked = {"title": chosen.title, "introduction": chosen.introduction, "prompts": chosen.prompts}
    return organiser.opens(**asked | {"language": language, "translations": others} | changes)


def participants_pages(participant: Participant, organiser: Organiser, language: str) -> dict[str, str]:
    """Each state of the pages that a participant may meet."""
    survey, words = opens_in(organiser, language, code_of_conduct="https://example.org/code"), WORDS[language]
    at, lang = f"/s/{survey.slug}", f"?lang={language}"
    check = participant.checks(survey, words, words)
    sending = hidden_fields(check) | {"sharing": "2"}
    thanks = participant.posts_notes(survey, sending)
    pages = {
        "welcome": participant.get(f"/{lang}"),
        "no such code": participant.post(f"/{lang}", {"code": "nowhere"}),
        "form": participant.get(at),
        "form in another language": participant.get(f"{at}?lang={LANGUAGES[language == 'en']}"),
        "empty": participant.checks(survey, "", ""),
        "too long": participant.checks(survey, "word " * 900, words),
        "check": check,
        "nothing found": participant.checks(survey, "☕"),
        "not chosen": participant.posts_notes(survey, hidden_fields(check)),
        "thanks": thanks,
        "sent twice": participant.posts_notes(survey, sending),
        "what we keep": participant.get(f"{at}/what-we-keep"),
        "take back": participant.get(f"{at}/take-back"),
        "no such note": participant.post(f"{at}/take-back", {"code": "AAAA-BBBB-CCCC-DDDD"}),
        "taken back": participant.takes_back(survey, code_of(thanks)),
        "unknown survey": participant.get(f"/s/nowhere{lang}"),
        "broken": participant.post(f"{at}/check", {}),
    }
    for name, changes in closures(organiser, survey).items():
        changes()
        pages[name] = participant.posts_notes(survey, sending) if name in WITH_WORDS else participant.get(at)
    return {name: page.text for name, page in pages.items()}


def closures(organiser: Organiser, survey: Survey) -> dict[str, Callable[[], object]]:
    """What shuts a survey, one after the other."""
    wall: Wall = organiser.instance.wall_of(survey)
    open_again = {"paused": False, "opens_at": None, "closes_at": None}
    return {
        "paused": lambda: organiser.changes(survey, paused=True),
        "early": lambda: organiser.changes(survey, **open_again | {"opens_at": datetime.now() + timedelta(days=3)}),
        "over": lambda: organiser.changes(survey, **open_again | {"closes_at": datetime.now() - timedelta(hours=1)}),
        "crowded": lambda: floods(organiser.changes(survey, **open_again), organiser.instance),
        "full": lambda: fills(wall, organiser),
        "closed": lambda: organiser.closes(survey),
    }


def fills(wall: Wall, organiser: Organiser) -> None:
    """Time passes with it, so that what was counted is counted anew."""
    fill(wall)
    for file in organiser.instance.sessions.glob("*"):
        file.unlink()


@pytest.mark.journey
@pytest.mark.parametrize("language", LANGUAGES)
def test_participants_meet_no_barrier(
    reader: Reader, participant: Participant, organiser: Organiser, language: str
) -> None:
    pages = participants_pages(participant, organiser, language)
    assert f'lang="{language}"' in pages["closed"]
    assert reader.barriers(pages, language) == {}


@pytest.mark.journey
@pytest.mark.parametrize("language", LANGUAGES)
def test_people_with_tickets_meet_no_barrier(
    reader: Reader, participant: Participant, organiser: Organiser, language: str
) -> None:
    survey = opens_in(organiser, language, codes=(codes := [new_code(), new_code()]))
    pages = pages_of_tickets(participant, survey, codes, WORDS[language], language)
    assert all(f'lang="{language}"' in page for page in pages.values())
    assert reader.barriers(pages, language) == {}


def drafted(office: AtOffice, organiser: Organiser) -> dict[str, str]:
    """The pages of a draft, with a mistake and without, and those of no survey; their texts."""
    draft = organiser.drafts()
    base = f"/office/surveys/{draft.id}"
    office.post(f"{base}/languages", button="add", language="fr")
    paths = ["/office/", "/office/surveys/new", "/office/account", base]
    paths += [f"{base}/{place}" for place in ("edit", "languages", "languages/fr", "open", "poster")]
    pages = {path.replace(draft.id, "draft"): office.get(path) for path in paths}
    pages |= {"mistake": office.post(f"{base}/edit", title="")} | with_tickets(office, organiser)
    return {name: page.text for name, page in pages.items()}


def with_tickets(office: AtOffice, organiser: Organiser) -> dict[str, TestResponse]:
    """The pages of a draft with tickets on the way to opening it, with a mistake and without."""
    base = f"/office/surveys/{organiser.drafts(tickets=30).id}"
    pages = {f"tickets {place}": office.get(f"{base}/{place}") for place in ("edit", "open", "try/phone")}
    pages |= {"tickets": office.post(f"{base}/open")}
    codes = soup_of(pages["tickets"]).select_one("input[name=codes]")["value"]
    return pages | {"tickets unticked": office.post(f"{base}/open", codes=codes, button="open")}


def followed_up(office: AtOffice, organiser: Organiser, survey: Survey) -> dict[str, str]:
    """The pages of a survey whose notes were read, grouped, answered and published, and its sheet; their texts."""
    base = f"/office/surveys/{survey.id}"
    for number in range(9):
        stores(survey, organiser.instance, f"{WORDS[LANGUAGES[number % 3]]} {number}", "Danke, es war gut.")
    places = ["", "/paper", "/invitation-text", "/changes"]
    pages = {f"open {place}": office.get(base + place).text for place in places}
    organiser.reads_all(survey)
    code, link = is_published(office, base)
    places = ["", "/notes", "/pinboard", "/meeting", "/meeting/screen", "/meeting/presenter", "/actions", "/summary"]
    places += ["/versions", f"/versions/{code}", f"/versions/{code}/html", "/published", "/rounds", "/follow-up"]
    return (
        pages
        | {place: office.client.get(base + place).text for place in places}
        | {"reader": office.client.get(link).text}
    )


def is_published(office: AtOffice, base: str) -> tuple[str, str]:
    """Group and answer the notes, and publish a version; its code and the path of its page."""
    office.post(f"{base}/pinboard/themes", name="جلسه‌ها")
    theme = soup_of(office.get(f"{base}/pinboard")).select_one(".column[data-theme]:not([data-theme=''])")["data-theme"]
    office.post(f"{base}/actions", concern="No time.", action="A break.", theme=theme, state="idea")
    code = urlsplit(office.post(f"{base}/versions", audience="meeting").headers["Location"]).path.rpartition("/")[2]
    office.post(f"{base}/published", code=code, ends_on=(today() + timedelta(days=20)).isoformat())
    link = soup_of(office.get(f"{base}/published")).select_one("input[readonly]")["value"]
    return code, urlsplit(link).path


@pytest.mark.journey
@pytest.mark.parametrize(("language", "of_survey"), [("en", "en"), ("fr", "fa")])
def test_organisers_and_readers_meet_no_barrier(
    reader: Reader, app: Flask, organiser: Organiser, language: str, of_survey: str
) -> None:
    """In French around a survey in Persian, and in English."""
    office = signed_in(app, organiser.account.id)
    office.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
    pages = drafted(office, organiser) | followed_up(office, organiser, opens_in(organiser, of_survey))
    assert all(f'lang="{language}"' in pages[place] for place in ("/pinboard", "mistake"))
    assert reader.barriers(pages, language) == {}
