"""Promise 15, from the other side: whatever a form brings, the answer is a page, and no log has a typed word.

Every address that takes a form comes from the URL map, and every field from the program's own source; a page that is
added tomorrow is tried tomorrow. Seeded, so that it is red for everybody or for nobody.
"""

import logging
import random
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
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
        rules = [rule for rule in self.app.url_map.iter_rules() if "POST" in (rule.methods or ())]
        for number in range(TRIES):
            rules.sort(key=lambda rule: rule.rule)
            self.chance.shuffle(rules)
            yield from ((number, rule) for rule in rules if number < 2 or rule.rule not in SLOW)

    def client(self) -> tuple[FlaskClient, str]:
        client = signed_in(self.app, self.organiser.account.id).client
        return client, token_of(client.get("/office/sign-in"))

    def address(self, rule: Rule, survey: Survey) -> str:
        known = {"survey_id": survey.id, "slug": survey.slug, "facilitator_id": self.organiser.account.id}
        parts = {name: known.get(name) or self.part(rule, name) for name in rule.arguments}
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
    return names | {f"answer-{place}-{name}" for place in range(3) for name in ("text", "shown", "flip", "category")}


@cache
def own_fields(app: Flask, endpoint: str) -> list[str]:
    """Those that are named in the file where the page is made; nearly always right, and more is no harm."""
    source = Path(app.view_functions[endpoint].__code__.co_filename).read_text()
    return sorted(n for n in fields_in(PROJECT / "surveys") if f'"{n}"' in source or f"\n    {n} = " in source)


def test_no_form_breaks_a_page_and_no_log_has_a_word(
    app: Flask, organiser: Organiser, surveys: list[Survey], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    fuzzer, broken, seen = Fuzzer(app, organiser, surveys), [], Counter[int]()
    client, token = fuzzer.client()
    for number, rule in fuzzer.turns():
        form = fuzzer.form(own_fields(app, rule.endpoint)) | {"csrf_token": [token]}
        if rule.rule.endswith("/delete"):
            form.pop("title", None)  # or there would soon be nothing left to try on
        status = client.post(fuzzer.address(rule, surveys[WHERE[number % len(WHERE)]]), data=form).status_code
        seen[status] += 1
        if status >= 500 and status != 501:
            broken.append((status, rule.endpoint, form))
        if status == 401 or rule.endpoint == "signing_in.leave":
            client, token = fuzzer.client()
    assert broken == []
    assert {200, 303, 400, 404, 409, 422} <= set(seen), "some are let in, and some refused, at every door"
    assert SECRET_WORD not in caplog.text
