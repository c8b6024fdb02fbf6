"""Promise 15, from the other side: whatever a form brings, the answer is a page, and no log has a typed word.

Every address comes from the URL map, every field from the program's own source and templates, and every form from the
pages that are shown; a page that is added tomorrow is tried tomorrow. Seeded, so that it is red for everybody or for
nobody. Two accidents made by hand show that the search would find one.
"""

import logging
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask, request
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from surveys.curation import Theme
from surveys.documents.editions import make_edition
from surveys.settings import PROJECT
from surveys.storage import Instance, editions_of
from surveys.survey import Survey
from tests.actors import ABOUT_YOU, Organiser, stores, today
from tests.facilitator.conftest import signed_in, token_of

SECRET_WORD = "xylographica"
TRIES = 12
SLOW = {"/office/sign-in", "/office/recover", "/office/account/passphrase", "/office/invitation/<token>"}
"""Each try costs a passphrase its tenth of a second: fewer."""
WHERE = (2, 0, 1, 2, 3, 2)
"""On which of the surveys, turn by turn: mostly on that which has most to break."""
ODD = [
    *("", "0", "1", "-1", "00", "1.5", "1e9", "nan", "9" * 30, "9" * 5_000, "\u0661", "\u00b2", " 1 ", "true"),
    *("2026-02-30", "0000-00-00", "2030-01-01", "99999-01-01", "24", "25:00", "T", "[]", "{}", "null", "\x00"),
    *("projector", "edit", "hurts", "identifies", "meeting", "collaboration", "aloud", "all", "pdf", "../secret"),
    *(SECRET_WORD, f"{SECRET_WORD}\r\n{SECRET_WORD}", f"{SECRET_WORD} \U0001f642\u202e\ud7ff", f"{SECRET_WORD} " * 400),
]


@pytest.fixture
def surveys(organiser: Organiser, instance: Instance) -> list[Survey]:
    """One in each state: draft, open, closed with notes read, grouped and in a version, closed with too few."""
    draft, running, few = organiser.drafts(), organiser.opens(about_you=ABOUT_YOU), organiser.opens()
    done = organiser.opens(about_you=ABOUT_YOU)
    for number in range(12):
        for survey in (running, done):
            stores(survey, instance, f"Note {number}.", about_you={0: 0})
    notes = organiser.reads_all(done)
    with organiser.unlocks(done) as unlocked:
        for note in notes[:3]:
            unlocked.change_curation(lambda kept, note=note: kept.with_withheld(note.id, "hurts"))
        unlocked.change_curation(lambda kept: kept.with_themes((Theme("t1", "Light", 0, (notes[3].id,)),)))
        curation = unlocked.curation()
        unlocked.save_edition(
            make_edition(notes, curation, survey=unlocked.survey, audience=done.audience, today=today())
        )
    organiser.closes(few)
    return [draft, running, done, few]


class Fuzzer:
    """Somebody with an organiser's session and no respect for forms."""

    def __init__(self, app: Flask, organiser: Organiser, surveys: list[Survey]) -> None:
        self.app, self.organiser, self.surveys = app, organiser, surveys
        self.chance = random.Random(20261128)
        self.fields = sorted(fields_in(PROJECT / "surveys"))
        self.real = self.real_values()

    def real_values(self) -> dict[str, list[str]]:
        """What a page would send, so that the odd value beside it is looked at."""
        done = self.surveys[2]
        with self.organiser.unlocks(done) as unlocked:
            curation = unlocked.curation()
            ids = [one.hex() for one in (*curation.withheld, *curation.themes[0].notes)]
            code = editions_of(unlocked.office, done.id)[0].code
        themes = {name: ["t1"] for name in ("theme", "to", "into")}
        return {"note": ids, "notes": ids, "before": ids, "version": [code], **themes}

    def turns(self) -> Iterator[tuple[int, Rule]]:
        """Every address several times, in a new order each time: what one form leaves behind meets all others."""
        rules = self.rules("POST")
        for number in range(TRIES):
            rules.sort(key=lambda rule: rule.rule)
            self.chance.shuffle(rules)
            yield from ((number, rule) for rule in rules if number < 2 or rule.rule not in SLOW)

    def rules(self, method: str) -> list[Rule]:
        return [rule for rule in self.app.url_map.iter_rules() if method in (rule.methods or ())]

    def client(self) -> tuple[FlaskClient, str]:
        client = signed_in(self.app, self.organiser.account.id).client
        return client, token_of(client.get("/office/sign-in"))

    def address(self, rule: Rule, survey: Survey) -> str:
        known = {"survey_id": survey.id, "slug": survey.slug, "facilitator_id": self.organiser.account.id}
        parts = {name: known.get(name) or self.part(rule, name) for name in rule._converters}
        return rule.build(parts)[1]

    def part(self, rule: Rule, name: str) -> str | int:
        converter = rule._converters[name]
        if items := getattr(converter, "items", None):
            return self.chance.choice(sorted(items))
        if converter.regex == r"\d+":
            return self.chance.choice([0, 1, 7, 10**9])
        return self.chance.choice(["x", "0", "t1", "pdf", "\u0661", *self.real["version"], self.real["note"][0]])

    def form(self, own: list[str]) -> dict[str, list[str]]:
        """Most fields of the page itself, some of any other; each real, odd, or twice."""
        names = [*(name for name in own if self.chance.random() < 0.8), *self.chance.sample(self.fields, 3)]
        return {name: [self.value(name) for _ in range(self.chance.choice([1, 1, 1, 2]))] for name in names}

    def value(self, name: str) -> str:
        if self.chance.random() < 0.5:
            return self.chance.choice(self.real.get(name, self.real["note"]))
        return self.chance.choice(ODD)


def fields_in(folder: Path) -> set[str]:
    """Every name that the program asks a form for."""
    asked = re.compile(r"""form\.get(?:list)?\(\s*f?["']([\w-]+)|^ {4}(\w+) = \w+Field\(""", re.MULTILINE)
    names = {one or other for path in folder.rglob("*.py") for one, other in asked.findall(path.read_text())}
    for path in (PROJECT / "templates").rglob("*.html"):
        for name in re.findall(r'<(?:input|textarea|select|button)\b[^>]* name="([^"]+)"', path.read_text()):
            names |= {
                re.sub(r"^{{ name }}", f"answer-{place}", name).replace("{{ place }}", str(place)) for place in range(3)
            }
    return {re.sub(r"{{.*?}}", "0", name) for name in names}


@cache
def own_fields(app: Flask, endpoint: str) -> list[str]:
    """Those that are named in the file where the page is made; nearly always right, and more is no harm."""
    source = Path(app.view_functions[endpoint].__code__.co_filename).read_text()
    return sorted(n for n in fields_in(PROJECT / "surveys") if f'"{n}"' in source or f"\n    {n} = " in source)


@dataclass
class Tried:
    """What was answered, and what must not have been."""

    seen: Counter[int] = field(default_factory=Counter)
    endpoints: set[str] = field(default_factory=set)
    broken: list[tuple[int, str, object]] = field(default_factory=list)

    def note(self, status: int, endpoint: str, sent: object) -> None:
        self.seen[status] += 1
        self.endpoints.add(endpoint)
        if status >= 500 and status != 501:
            self.broken.append((status, endpoint, sent))


def posts(fuzzer: Fuzzer, turns: Iterable[tuple[int, Rule]]) -> Tried:
    """Odd fields to every address that takes a form."""
    tried = Tried()
    client, token = fuzzer.client()
    for number, rule in turns:
        form = fuzzer.form(own_fields(fuzzer.app, rule.endpoint)) | {"csrf_token": [token], "more": [SECRET_WORD]}
        if rule.rule.endswith("/delete"):
            form.pop("title", None)  # or there would soon be nothing left to try on
        survey = fuzzer.surveys[WHERE[number % len(WHERE)]]
        status = client.post(fuzzer.address(rule, survey), data=form).status_code
        tried.note(status, rule.endpoint, form)
        if status == 401 or rule.endpoint == "signing_in.leave":
            client, token = fuzzer.client()
    return tried


def reads(fuzzer: Fuzzer, pages: dict[tuple[str, ...], Tag]) -> Tried:
    """Every address that can be read, for each survey, half of them with odd words behind the question mark."""
    tried = Tried()
    client, _token = fuzzer.client()
    for rule in fuzzer.rules("GET"):
        for number, survey in enumerate(fuzzer.surveys):
            odd = {name: fuzzer.value(name) for name in ("view", "facilitator", "note", "more")} if number % 2 else {}
            page = client.get(fuzzer.address(rule, survey), query_string=odd)
            tried.note(page.status_code, rule.endpoint, odd)
            if page.status_code == 401:
                client, _token = fuzzer.client()
            if page.mimetype == "text/html":
                pages |= forms_on(page.text)
    return tried


def forms_on(page: str) -> dict[tuple[str, ...], Tag]:
    """The forms of a page, each once: by its address without numbers, and the names of its fields."""
    forms = BeautifulSoup(page, "lxml").find_all("form", method="post")
    named = ((form, sorted({one["name"] for one in form.find_all(attrs={"name": True})})) for form in forms)
    return {(re.sub(r"\w*\d\w*", "", form["action"]), *names): form for form, names in named if form.get("action")}


def filled(form: Tag) -> dict[str, str]:
    """What a browser sends when somebody writes a word in each empty line, and else chooses what stands first."""
    fields: dict[str, str] = {}
    for one in sorted(form.find_all(attrs={"name": True}), key=lambda one: not one.has_attr("checked")):
        is_off = one.get("type") == "checkbox" and not one.has_attr("checked")
        if not is_off and one["name"] not in fields:
            first = one.find("option", selected=True) or one.find("option") or one
            is_line = one.name == "textarea" or one.get("type") == "text"
            fields[one["name"]] = str(first.get("value", first.get_text().strip())) or SECRET_WORD * is_line
    return fields


def test_no_form_breaks_a_page_and_no_log_has_a_word(
    app: Flask, organiser: Organiser, surveys: list[Survey], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    fuzzer = Fuzzer(app, organiser, surveys)
    tried = posts(fuzzer, fuzzer.turns())
    assert tried.broken == []
    assert {200, 303, 400, 404, 409, 422} <= set(tried.seen), "some are let in, and some refused, at every door"
    assert tried.endpoints == {rule.endpoint for rule in fuzzer.rules("POST")}
    assert SECRET_WORD not in caplog.text


def test_no_address_breaks_and_no_form_that_a_page_shows_with_one_odd_field(
    app: Flask, organiser: Organiser, surveys: list[Survey], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    fuzzer, forms = Fuzzer(app, organiser, surveys), dict[tuple[str, ...], Tag]()
    tried = reads(fuzzer, forms)
    assert tried.broken == []
    assert tried.endpoints == {rule.endpoint for rule in fuzzer.rules("GET")}
    client, token = fuzzer.client()
    read = tried.seen.copy()
    for (address, *_names), form in forms.items():
        if address.endswith(("/delete", "/sign-in", "/recover", "/passphrase", "/sign-out")):
            continue  # tried above; they cost a passphrase, or what is still to be tried
        sent = filled(form) | {"csrf_token": token, "more": SECRET_WORD}
        own = sorted(sent.keys() - {"csrf_token", "more"})
        for name in [*fuzzer.chance.sample(own, min(2, len(own))), "more"]:
            status = client.post(form["action"], data=sent | {name: fuzzer.chance.choice(ODD)})
            tried.note(status.status_code, address, (name, sent))
    assert tried.broken == []
    answered = tried.seen - read
    assert answered[401] == 0, "nobody was signed out, or what followed would test nothing"
    assert {200, 303, 422} <= set(answered), "some are let in, and some refused"
    assert len(forms) > 30, "every page with a form was read"
    assert SECRET_WORD not in caplog.text


def raises() -> str:
    raise RuntimeError(request.form["more"])


def logs() -> str:
    logging.getLogger("unsigned").warning("came: %s", request.form["more"])
    return ""


@pytest.mark.parametrize("accident", [raises, logs])
def test_an_accident_would_be_found(
    app: Flask,
    organiser: Organiser,
    surveys: list[Survey],
    caplog: pytest.LogCaptureFixture,
    accident: Callable[[], str],
) -> None:
    """The positive control; and where a page breaks, the log has no word all the same."""
    app.add_url_rule("/office/accident", "accident", accident, methods=["POST"])
    fuzzer = Fuzzer(app, organiser, surveys)
    tried = posts(fuzzer, (turn for turn in fuzzer.turns() if turn[1].endpoint == "accident"))
    assert bool(tried.broken) is (accident is raises)
    assert (SECRET_WORD in caplog.text) is (accident is logs)
