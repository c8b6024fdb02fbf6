"""Promise 7 against somebody who presses every button of the office in any order, and writes and takes back besides.

Again and again she looks at every page and document. Each note has words of its own, so whatever shows an unread one
is seen, wherever it stands; and each number that stands there is weighed.
"""

import atexit
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from itertools import count, pairwise, product
from pathlib import Path

from bs4 import Tag
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from werkzeug.test import TestResponse

from surveys import create_app
from surveys.organising.publishing import secret_of
from surveys.storage import editions_of, open_office, publications_of, survey_by_id
from surveys.survey import Audience, Survey
from tests.actors import (
    ABOUT_YOU,
    Organiser,
    Participant,
    answers,
    code_of,
    hidden_fields,
    organiser_at,
    the_clock_turns,
    today,
)
from tests.facilitator.conftest import signed_in, token_of
from tests.facilitator.test_typing_in import form_of
from tests.pages import soup_of
from tests.places import QUICK

K = 5
LOOKS = (
    "broken",
    "cheap",
    "clean",
    "cold",
    "dirty",
    "empty",
    "fresh",
    "heavy",
    "large",
    "light",
    "loud",
    "old",
    "quiet",
)
THINGS = (
    "benches",
    "blankets",
    "bottles",
    "boxes",
    "carpets",
    "chairs",
    "cups",
    "cushions",
    "desks",
    "doors",
    "ladders",
)
PLACES = ("upstairs", "downstairs", "outside")
WORDS = [" ".join(words) for words in product(PLACES, LOOKS, THINGS)]
"""What each note is about, and no other: nothing of it points to a person, so stripping lets it be."""
SPOKEN_OF = re.compile("|".join(map(re.escape, WORDS)))
PAGES = (
    *("", "/notes", "/pinboard", "/meeting", "/summary", "/summary/quotations", "/rounds", "/year", "/about-you"),
    *("/versions", "/published", "/actions"),
)


@dataclass
class Round:
    """What one round of a survey is known to hold."""

    id: str
    question_of: dict[str, int] = field(default_factory=dict)
    """The question of each note that was written, by its word."""
    codes: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    paper: set[str] = field(default_factory=set)
    collected: set[int] = field(default_factory=set)
    """What the versions say, without paper."""
    taken_back: int = 0


Sending = tuple[int, bool, str, str]
SENDINGS = st.tuples(st.integers(1, 6), st.booleans(), st.sampled_from("0122"), st.sampled_from(["", "0", "1"]))


@cache
def the_house() -> tuple[Flask, Organiser]:
    """One for all examples, each of which has surveys of its own: an application takes its time to start."""
    folder = tempfile.TemporaryDirectory(dir=QUICK)
    atexit.register(folder.cleanup)
    organiser = organiser_at(Path(folder.name))
    instance = organiser.instance
    return create_app(INSTANCE=str(instance.folder), SESSIONS=str(instance.sessions)), organiser


class PatientOrganiser(RuleBasedStateMachine):
    """Ines at her laptop with as many phones as she likes."""

    def __init__(self) -> None:
        super().__init__()
        self.app, self.organiser = the_house()
        self.office: FlaskClient = signed_in(self.app, self.organiser.account.id).client
        self.token = token_of(self.office.get("/office/account"))
        first = self.organiser.opens(about_you=ABOUT_YOU[:1], audience=Audience.COLLABORATION)
        self.phones, self.words = Participant(self.app), iter(WORDS)
        self.rounds = [Round(first.id)]
        self.is_open = True

    @property
    def now(self) -> Round:
        return self.rounds[-1]

    @property
    def survey(self) -> Survey:
        with open_office(self.organiser.instance.office, read_only=True) as office:
            return survey_by_id(office, self.now.id)

    def presses(self, path: str, **fields: object) -> TestResponse:
        return self.office.post(f"/office/surveys/{self.now.id}{path}", data={"csrf_token": self.token} | fields)

    def looks(self, path: str) -> TestResponse:
        return self.office.get(f"/office/surveys/{self.now.id}{path}", follow_redirects=True)

    def steps(self, path: str, **fields: object) -> None:
        assert self.presses(path, **fields).status_code == 303

    @precondition(lambda self: self.is_open)
    @rule(sending=SENDINGS)
    def write(self, sending: Sending) -> None:
        """Others, or fillers of her own."""
        self.sends(*sending)

    @initialize(first=SENDINGS, second=SENDINGS)
    def begin(self, first: Sending, second: Sending) -> None:
        """Never with an empty wall: that leads nowhere."""
        self.sends(*first)
        self.sends(*second)

    def sends(self, forms: int, both: bool, sharing: str, more: str) -> None:
        """By the pages of participants; `more` is a category, and an answer about the writer."""
        survey = self.survey
        for _ in range(forms):
            words = [next(self.words), *([next(self.words)] if both else [])]
            typed = answers(survey, *(f"We need {word} please." for word in words))
            page = self.phones.post(f"/s/{survey.slug}/check", typed | {"answer-0-category": more, "about-0": more})
            sent = self.phones.post(f"/s/{survey.slug}/notes", hidden_fields(page) | {"sharing": sharing})
            assert sent.status_code == 200
            assert all(word in page.text for word in words), "stripping lets it be"
            self.now.codes.append(code_of(page))
            self.now.question_of |= {word: question for question, word in enumerate(words)}

    @precondition(lambda self: self.is_open and self.now.codes)
    @rule(which=st.integers(0, 1_000))
    def take_one_back(self, which: int) -> None:
        code = self.now.codes.pop(which % len(self.now.codes))
        assert self.phones.takes_back(self.survey, code).status_code == 200
        self.now.taken_back += 2

    @precondition(lambda self: self.is_open)
    @rule()
    def close(self) -> None:
        self.steps("/close")
        self.is_open = False
        self.looks_everywhere()

    @precondition(lambda self: not self.is_open)
    @rule()
    def reopen(self) -> None:
        """Once notes were opened after closing it stays closed."""
        ended = self.organiser.instance.wall_of(self.survey).is_ended()
        assert self.presses("/reopen").status_code == (409 if ended else 303)
        self.is_open = not ended

    @rule(button=st.sampled_from(["/release", "/meeting/release"]))
    def ask_for_new_notes(self, button: str) -> None:
        the_clock_turns(self.organiser.instance)
        assert self.presses(button).status_code in (303, 409)
        self.looks_everywhere()

    @precondition(lambda self: not self.is_open)
    @rule(slips=st.integers(1, 6))
    def type_in_from_paper(self, slips: int) -> None:
        words = {next(self.words) for _ in range(slips)}
        shown = self.presses("/paper/check", **{"box-0-2": "\n\n".join(f"We need {word} please." for word in words)})
        self.steps("/paper/notes", **form_of(shown))
        self.now.paper |= words
        self.looks_everywhere()

    @precondition(lambda self: self.now.seen | self.now.paper)
    @rule(which=st.integers(0, 1_000), act=st.sampled_from(["withhold", "give-back", "care"]))
    def curate(self, which: int, act: str) -> None:
        notes = soup_of(self.looks("/notes")).select("form[action$=words] input[name=note]")
        if notes:
            note = notes[which % len(notes)]["value"]
            self.steps(f"/notes/{act}", note=note, page=1, reason="spam", alike=which % 2, needed=1)

    @rule(audience=st.sampled_from(Audience), asks=st.booleans())
    def make_a_version(self, audience: Audience, asks: bool = True) -> None:
        """Of whatever can be shown, and let a page of it be read by everybody who has the link."""
        if self.is_open:
            self.close()
        if asks:
            self.ask_for_new_notes("/release")
        for form in soup_of(self.looks("/notes")).select("form[action$=read]"):
            self.steps("/notes/read", **{tag["name"]: tag["value"] for tag in form.select("input")})
        made = self.presses("/versions", audience=audience)
        assert made.status_code in (303, 409)
        if made.status_code == 303:
            code = made.headers["Location"].rpartition("/")[2]
            self.steps("/published", code=code, ends_on=str(today() + timedelta(days=9)))
        self.looks_everywhere()

    @precondition(lambda self: not self.is_open and len(self.rounds) == 1)
    @rule()
    def begin_the_next_round(self) -> None:
        draft = self.presses("/rounds").headers["Location"].split("/")[-2]
        self.rounds.append(Round(draft))
        self.steps("/open")
        self.is_open = True
        self.looks_everywhere()

    @invariant()
    def only_crowds_are_opened(self) -> None:
        """Whatever is new on the page of notes, at least k answers to one question are."""
        shown = set().union(*(found_in(page) for page in self.pages_of_notes()))
        new = shown - self.now.seen - self.now.paper
        if new:
            assert max(Counter(self.now.question_of[word] for word in new).values()) >= K
        self.now.seen |= new

    @invariant()
    def no_small_number_is_told_while_people_write(self) -> None:
        """As if the clock had turned before each look."""
        the_clock_turns(self.organiser.instance)
        for line in soup_of(self.looks("")).select(".count strong"):
            told = line.get_text()
            assert told == "fewer than 5" or int(told.removeprefix("at least ")) % 5 == 0

    def draws_in_the_meeting(self) -> None:
        """One note after the other onto the screen, as long as one comes."""
        screen = self.looks("/meeting")
        while form := soup_of(screen).select_one("form[action$=next]"):
            self.steps("/meeting/next", note=form.select_one("input[name=note]")["value"])
            screen = self.looks("/meeting")
            assert found_in(screen) <= self.now.seen | self.now.paper

    def looks_everywhere(self) -> None:
        self.only_crowds_are_opened()
        self.nothing_unread_stands_anywhere()
        self.rounds_and_summary_tell_no_small_number()
        self.versions_tell_of_nothing_but_what_was_opened()

    def nothing_unread_stands_anywhere(self) -> None:
        opened = set().union(*(one.seen | one.paper for one in self.rounds))
        for page in (*map(self.looks, PAGES), *self.documents(), *self.pages_for_everybody()):
            assert found_in(page) <= opened, page.request.path

    def rounds_and_summary_tell_no_small_number(self) -> None:
        for table in soup_of(self.looks("/rounds")).select("table.rounds"):
            for column in zip(*([numbers_in(cell) for cell in row("td")] for row in table.tbody("tr")), strict=True):
                total, *parts = (sum(numbers) for numbers in column)
                assert all(number == 0 or number >= K for number in (total, *parts))
                assert not any(parts) or total - sum(parts) == 0 or total - sum(parts) >= K
                assert total <= max(len(one.seen | one.paper) for one in self.rounds), "none that nobody has read"
        summary = soup_of(self.looks("/summary"))
        told = [int(row) for row in texts_of(summary, ".told-counts li span:last-child") if row.isdigit()]
        rest = counted_on(summary) - sum(told)
        assert all(number >= K for number in told)
        assert not told or rest == 0 or rest >= K

    def versions_tell_of_nothing_but_what_was_opened(self) -> None:
        """No gap in the numbers, no note counted that was not shown, no version that differs from another by a few."""
        opened = len(self.now.seen | self.now.paper)
        for document in (page.json for page in self.documents()):
            counts = document["counts"]
            assert [note["number"] for note in document["notes"]] == list(range(1, len(document["notes"]) + 1))
            assert counts["collected"] == counts["shown"] + counts["not_shared"] + sum(counts["withheld"].values())
            assert counts["collected"] <= opened
            self.now.collected.add(counts["collected"] - counts["paper"])
            for question in document["about_you"]:
                assert all(number >= K for _answer, number, _share in question["rows"])
        steps = [after - before for before, after in pairwise(sorted(self.now.collected))]
        assert self.now.taken_back or all(step >= K for step in steps)

    def pages_of_notes(self) -> Iterator[TestResponse]:
        for number in count(1):
            page = self.looks(f"/notes/{number}")
            if page.status_code == 404:
                return
            yield page

    def documents(self) -> list[TestResponse]:
        with open_office(self.organiser.instance.office, read_only=True) as office:
            codes = [edition.code for edition in editions_of(office, self.now.id)]
        return [self.looks(f"/versions/{code}/json") for code in codes]

    def pages_for_everybody(self) -> list[TestResponse]:
        with self.organiser.unlocks(self.survey) as unlocked:
            secrets = [secret_of(unlocked, one) for one in publications_of(unlocked.office, self.now.id)]
        slug = self.survey.slug
        paths = (f"/s/{slug}", f"/s/{slug}/what-we-keep", *(f"/r/{secret}" for secret in secrets))
        return [self.app.test_client().get(path) for path in paths]


def found_in(page: TestResponse) -> set[str]:
    return set(SPOKEN_OF.findall(page.text))


def texts_of(page: Tag, selector: str) -> list[str]:
    return [tag.get_text() for tag in page.select(selector)]


def counted_on(summary: Tag) -> int:
    """The total that stands on the management summary."""
    counted = summary.select_one("[data-counted]")
    return int(str(counted["data-counted"])) if counted else 0


def numbers_in(cell: Tag) -> list[int]:
    return [int(strong.get_text()) for strong in cell("strong")]


PatientOrganiser.TestCase.settings = settings(
    max_examples=6, stateful_step_count=10, deadline=None, phases=[Phase.generate], report_multiple_bugs=False
)
TestPatientOrganiser = PatientOrganiser.TestCase
