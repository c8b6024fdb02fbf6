"""A made-up language shows what no translator can reach: each message is between marks, longer, with accents.

Whatever is visible outside the marks must come from the survey, its notes or its numbers. The catalogue is made here
from the source, and the pages are found by the links and forms of a tour, so that a sentence or a page that is added
tomorrow is looked at tomorrow.
"""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import flask_babel
import lxml.html
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from surveys.catalogue import load_catalogue
from surveys.collecting import new_code
from surveys.operating.tour import NAME, make_tour
from surveys.operating.tour_surveys import ACTIONS, ANSWERS, ASKED_BY, CONTACTS, DIVERSITY, MICROAGGRESSIONS
from surveys.storage import add_facilitator, open_office
from surveys.translations.making import extract
from tests.actors import KEY, Organiser, Participant, today
from tests.journeys.conftest import PHONE, patient
from tests.participant.pages_of_tickets import pages_of_tickets
from tests.test_error_pages import WITH_A_PAGE, answered

TYPED = "Quokka"
OPENED, CLOSED = "[!!", "!!]"
ACCENTED = str.maketrans("aeiouycnszAEIOUYCNSZ", "áéîöüýçñšžÁÉÎÖÜÝÇÑŠŽ")
# What programs read in a message and must stay as it is: names to fill in, tags, entities.
FIXED = re.compile(r"(%\(\w+\)[sd]|%%|\{\w+(?:!r)?\}|<[^>]*>|&\w+;)")
SAID = ("alt", "title", "placeholder", "aria-label", "label", "content")
"""Attributes that people see or hear, beside those that scripts show."""
SHOWN_BY_SCRIPTS = tuple(f"data-{name}" for name in ("done", "of", "moved", "silent", "words", "unsaved", "stop"))
PROGRAMS = ("script", "style", "code", "svg", "kbd")
CODES = ("code", "typed", "print", "receipt", "secrets")
"""Classes of codes, keys and passphrases."""
# Names and numbers: the product, codes and keys, addresses, days and times as Babel writes them, zones, languages.
NO_WORDS = re.compile(
    r"Unsigned|\bUTC\b|https?://\S+|\blocalhost\b|\b[\w.-]+\.example\b|\b\d{1,2} [A-Z][a-z]+ 20\d\d\b|\b(?=\w*\d)\w+\b"
    r"|\b[A-Z]{4}\b|[\w ./-]+ \([A-Z]\w+/[\w/-]+\)|\bA4\b|\b[a-f\d]{4}(?: [a-f\d]{4}){3}\b"
)


def pseudo(message: str) -> str:
    parts = (part if FIXED.fullmatch(part) else part.translate(ACCENTED) for part in FIXED.split(message))
    return f"{OPENED} {''.join(parts)} {'· ' * (len(message) * 2 // 10)}{CLOSED}"


def write_catalogue(folder: Path) -> None:
    """In the place of English, so that every page has it without being asked."""
    catalog = Catalog(locale="en")
    for message in extract():
        if message.id:
            one = message.id
            catalog.add(one, pseudo(one) if isinstance(one, str) else [pseudo(form) for form in one])
    (folder / "en" / "LC_MESSAGES").mkdir(parents=True)
    with (folder / "en" / "LC_MESSAGES" / "messages.mo").open("wb") as file:
        write_mo(file, catalog)


@dataclass
class Tourist:
    """Somebody who follows every link and sends every form once."""

    client: FlaskClient
    pages: dict[str, str] = field(default_factory=dict)
    forms: dict[tuple[str, ...], Any] = field(default_factory=dict)

    def follow(self, *paths: str) -> None:
        waiting = list(paths)
        while waiting:
            path = waiting.pop()
            if path in self.pages or re.search(
                r"/static/|\.(?:pdf|docx|png)$|/(?:pdf|docx|csv|json|markdown|word-cloud)$", path
            ):
                continue
            self.pages[path] = ""
            waiting += self.look(path, self.client.get(path, follow_redirects=True))

    def look(self, path: str, answer: Any) -> list[str]:
        """Keep a page and its forms; the addresses that it leads to, in this language."""
        if answer.mimetype != "text/html":
            return []
        self.pages[path] = answer.text
        tree = lxml.html.document_fromstring(answer.text)
        for form in tree.xpath("//form[@method='post']"):
            kind = re.sub(r"[0-9a-f]{8,}|/s/\w+", "", form.get("action") or path)
            self.forms.setdefault((kind, *sorted(set(form.xpath(".//@name")))), (form.get("action") or path, form))
        links = tree.xpath("//a[not(@hreflang or @lang)]/@href | //iframe/@src")
        return [urljoin(path, link).partition("#")[0] for link in links if not urlsplit(link).scheme]

    def send(self) -> None:
        """Each form with nothing typed in, which brings the words about mistakes, then with a word in each line."""
        for typed in ("", TYPED):
            for (kind, *_names), (action, form) in list(self.forms.items()):
                if not kind.endswith(("/sign-out", "/sign-in", "/passphrase", "/delete", "/recover")):
                    answer = self.client.post(action, data=filled(form, typed), follow_redirects=True)
                    self.look(f"{action} with “{typed}”", answer)


def filled(form: Any, typed: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for one in form.xpath(".//*[@name]"):
        if one.get("type") in ("checkbox", "radio") and typed == "":
            continue
        is_line = one.tag == "textarea" or one.get("type") in ("text", "search", "date", "time")
        options = one.xpath(".//option/@value")
        fields.setdefault(one.get("name"), typed if is_line else options[-1] if options else one.get("value") or "")
    return fields


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, str]]:
    folder = tmp_path_factory.mktemp("made-up")
    write_catalogue(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flask_babel.Domain, "translation_directories", property(lambda _domain: [str(folder)]))
        yield make_tour(tmp_path_factory.mktemp("tour"), "127.0.0.1", 8000)


@pytest.fixture(scope="module")
def tourist(tour: tuple[Flask, str]) -> Tourist:
    tourist = Tourist(tour[0].test_client())
    door, form, page = (urlsplit(link).path for link in re.findall(r"http://127.0.0.1:8000/\S+", tour[1]))
    tourist.client.get(door)
    tourist.follow("/", form, page, "/office/", "/office/surveys/new", "/nothing-here", "/office/surveys/nothing")
    return tourist


def what_others_said() -> list[str]:
    """Every piece of text in the tour that is not ours to translate, the longest first."""
    sets = [repr(one) for one in load_catalogue()]
    pieces = re.findall(r"'((?:[^'\\]|\\.)+)'|\"((?:[^\"\\]|\\.)+)\"", "".join(sets))
    texts = {one or other for one, other in pieces}
    texts |= {word for row in (*ACTIONS, *ANSWERS) for word in row} | {*DIVERSITY, *MICROAGGRESSIONS}
    lines = {
        line
        for text in (*texts, CONTACTS, ASKED_BY)
        for line in text.encode().decode("unicode_escape", "ignore").split("\n")
    }
    return sorted({NAME, TYPED, *texts, *lines} - {""}, key=len, reverse=True)


def outside_the_marks(tree: Any) -> Iterator[tuple[str, str]]:
    """Where and what is said outside the marks, but for what is marked as typed by others: `dir="auto"`."""
    depth = 0

    def rest(text: str | None) -> str:
        nonlocal depth
        outside = []
        for part in re.split(rf"({re.escape(OPENED)}|{re.escape(CLOSED)})", text or ""):
            depth += (part == OPENED) - (part == CLOSED)
            if depth == 0 and part != CLOSED:
                outside.append(part)
        return " ".join(" ".join(outside).split())

    def walk(tag: Any) -> Iterator[tuple[str, str]]:
        if is_of_words(tag):
            yield from (
                (f"{tag.tag}[{name}]", rest(tag.get(name))) for name in (*SAID, *SHOWN_BY_SCRIPTS) if is_said(tag, name)
            )
            if tag.get("dir") != "auto" or tag.tag == "html":
                yield tag.tag, rest(tag.text)
                for child in tag:
                    yield from walk(child)
        yield "after " + str(tag.tag), rest(tag.tail)

    yield from walk(tree)


def is_of_words(tag: Any) -> bool:
    is_code = set(CODES) & set((tag.get("class") or "").split())
    names_its_language = "hreflang" in tag.attrib or ("lang" in tag.attrib and tag.tag != "html")
    return isinstance(tag.tag, str) and tag.tag not in PROGRAMS and not is_code and not names_its_language


def is_said(tag: Any, name: str) -> bool:
    is_for_programs = name == "content" and not str(tag.get("property")).startswith(("og:title", "og:desc"))
    return name in tag.attrib and not is_for_programs and (name != "data-unsaved" or tag.get("id") == "trouble")


def unmarked(pages: dict[str, str]) -> set[tuple[str, str, str]]:
    """Where, what and on which page something is said that no translator can reach."""
    said, found = what_others_said(), set()
    for path, page in pages.items():
        for place, text in outside_the_marks(lxml.html.document_fromstring(page)) if page else ():
            if has_words(text) and has_words(rest := ours(text, said)):
                found.add((place, rest, path))
    return found


def ours(text: str, said: list[str]) -> str:
    for piece in said:
        text = text.replace(piece, "")
    return NO_WORDS.sub("", text)


def has_words(text: str) -> bool:
    return re.search(r"[^\W\d_]{2}", text) is not None


def test_every_word_on_every_page_can_be_translated(tourist: Tourist) -> None:
    assert len(tourist.pages) > 60, "the links lead to all pages"
    assert unmarked(tourist.pages) == set()


def test_every_word_of_a_participants_way_can_be_translated(tour: tuple[Flask, str]) -> None:
    """The check page with all its switches, thanks, and the ways in which nothing is sent."""
    slug = re.search(r"/s/(\w+)", tour[1])[1]
    client, pages = tour[0].test_client(), dict[str, str]()
    note = "I am Ana Quokka, the only Chilean postdoc at my institute. Write to ana.quokka@cern.ch or call 71234."
    typed = {"answer-0-text": note, "answer-1-text": "Der Raum ist immer kalt, und niemand sagt etwas dazu."}

    def post(step: str, **fields: str) -> dict[str, str]:
        answer = client.post(f"/s/{slug}{step}", data=fields)
        pages[f"{step} {len(pages)}: {answer.status_code}"] = answer.text
        forms = lxml.html.document_fromstring(answer.text).xpath("//form[contains(@action, '/notes')]//input")
        return {one.get("name"): one.get("value") or "" for one in forms if one.get("type") == "hidden"}

    post("/check")
    post("/check", **typed | {"answer-1-text": "x" * 9_000})
    shown = post("/check", **typed)
    post("/notes", **shown)
    post("/notes", **shown | {"answer-0-text": note + " More.", "sharing": "2"})
    post("/notes", **shown | {"sharing": "2"})
    post("/notes", **shown | {"sharing": "2"})
    post("/check", **shown)
    post("/check", **shown | {"answer-0-text": "A new one."})
    for code in ("", "AAAA-BBBB-CCCC-DDDD", shown["code"], "short"):
        post("/take-back", code=code)
    assert {page.partition(": ")[2] for page in pages} >= {"200", "404", "422"}
    assert unmarked(pages) == set()


def test_every_word_of_an_error_page_can_be_translated(tour: tuple[Flask, str]) -> None:
    pages = {}
    for kind in WITH_A_PAGE:
        raised = kind.__new__(kind)
        vars(raised).update(slug="abcd2", path=Path("walls/abcd2.wall"))
        for path in ("/", "/office/surveys/abcd"):
            pages[f"{kind.__name__} {path}"] = str(answered(tour[0], raised, path)[1])
    assert unmarked(pages) == set()


def test_every_word_about_a_mistake_can_be_translated(tourist: Tourist) -> None:
    before = set(tourist.pages)
    tourist.send()
    answers = {path: page for path, page in tourist.pages.items() if path not in before}
    assert len(answers) > 60
    assert unmarked(answers) == set()


ON_A_PHONE = (
    r"/|/s/\w+(?:/take-back|/what-we-keep)?|/r/\w+|/office/account"
    r"|/office/surveys/[0-9a-f]{16}(?:/(?:notes|edit|versions|actions|rounds|changes|open))?"
)


def test_longer_words_fit_on_a_phone(tour: tuple[Flask, str], tourist: Tourist, browser: Browser) -> None:
    """One of each of these pages, in a browser as wide as a phone: nothing has to be moved sideways."""
    kinds = {re.sub(r"[0-9a-f]{16}", "*", path): path for path in tourist.pages if re.fullmatch(ON_A_PHONE, path)}
    assert len(kinds) > 12
    server = make_server("127.0.0.1", 0, tour[0], threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = patient(browser.new_context(viewport=PHONE, java_script_enabled=False))
    cookie = tourist.client.get_cookie("unsigned_office", path="/office")
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "domain": "127.0.0.1", "path": "/office"}])
    page, too_wide = context.new_page(), {}
    try:
        for path in kinds.values():
            page.goto(f"http://127.0.0.1:{server.server_port}{path}")
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > PHONE["width"]:
                too_wide[path] = width
    finally:
        context.close()
        server.shutdown()
    assert too_wide == {}


def test_every_word_about_tickets_can_be_translated(tour: tuple[Flask, str]) -> None:
    instance = tour[0].extensions["instance"]
    with open_office(instance.office) as office:
        organiser = Organiser(instance, add_facilitator(office, TYPED, KEY, today=today()))
    survey = organiser.opens(codes=(codes := [new_code(), new_code()]))
    pages = pages_of_tickets(Participant(tour[0]), survey, codes, TYPED, "en")
    assert unmarked(pages) == set()
