"""Promise 7, page by page: whether none or four notes wait unread, every page and document is the same.

Each stage is built twice, with none and with k - 1 waiting notes. Then every address that organisers, readers and
participants have is asked for, and what differs by chance alone (ids, codes, tokens, an order) is set aside.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from surveys import create_app
from surveys.collecting import new_code
from surveys.curation import Action, RoleAnswer, Theme
from surveys.organising.publishing import secret_of
from surveys.storage import editions_of, publications_of
from surveys.survey import Audience, Survey
from tests.actors import ABOUT_YOU, Organiser, Participant, organiser_at, stores, the_clock_turns, today, types_in
from tests.facilitator.conftest import AtOffice, signed_in
from tests.promises.test_09_every_page_and_export import PAGES, House

SAID = "The seminar was helpful for students and should go on."
ACTION = Action("0123456789abcdef", "No time", "Ask for some")
ANSWER = RoleAnswer("fedcba9876543210", "q0", "Spokesperson", "From March on.")
NEVER_ASKED = {"management_summary.download", "explaining.what_we_keep", "static"}
NEVER_ASKED |= {"handouts.join_slide", "handouts.pocket_card"}
"""The first is made of what its page shows, the second has an example that is drawn anew each time.

Handouts are made of the survey alone."""
BY_CHANCE = re.compile(
    r"\b\d\d:\d\d\b|\b\w{4}(?:-\w{4}){3}\b|data:[^\"]*|<svg.*?</svg>|\b[0-9a-f]{16,}\b|[\w.-]{30,}", re.DOTALL
)
"""Times, codes of sendings and to scan, ids, tokens, secrets; codes of versions and surveys are taken out by name."""


@dataclass
class UnlockedSurvey:
    """One survey in one world, with whoever uses it."""

    app: Flask
    organiser: Organiser
    survey: Survey
    tickets: list[str] = field(default_factory=list)
    """Those that are not used yet; none where anybody with the link may write."""

    @property
    def office(self) -> AtOffice:
        return signed_in(self.app, self.organiser.account.id)

    @property
    def base(self) -> str:
        return f"/office/surveys/{self.survey.id}"

    def writes(self, forms: int) -> list[str]:
        """One question answered, and both about the writer."""
        instance = self.organiser.instance
        about_you = {0: 0, 1: 1}
        return [
            stores(self.survey, instance, SAID, about_you=about_you, ticket=self.tickets.pop() if self.tickets else "")
            for _ in range(forms)
        ]

    def takes_back(self, codes: list[str]) -> None:
        for code in codes:
            assert Participant(self.app).takes_back(self.survey, code).status_code == 200

    def closes(self) -> None:
        self.survey = self.organiser.closes(self.survey)

    def reopens(self) -> None:
        self.survey = self.organiser.reopens(self.survey)

    def asks(self) -> int:
        """For the new notes, by the button, once they have been counted."""
        the_clock_turns(self.organiser.instance)
        return self.office.post(f"{self.base}/release").status_code

    def reads_and_publishes(self) -> None:
        """A version for each audience, one published; a theme over everything; numbers of the round kept."""
        with self.organiser.unlocks(self.survey) as unlocked:
            ids = tuple(note.id for note in unlocked.notes())
            theme = Theme("a", "Everything", 0, ids)
            unlocked.change_curation(
                lambda kept: replace(kept.with_read(ids), themes=(theme,), actions=(ACTION,), answers=(ANSWER,))
            )
        for audience in Audience:
            self.office.post(f"{self.base}/versions", audience=audience)
        self.office.post(f"{self.base}/published", code=self.codes()[0], ends_on=str(today() + timedelta(days=30)))
        self.office.get(f"{self.base}/rounds")

    def codes(self) -> list[str]:
        with self.organiser.unlocks(self.survey) as unlocked:
            return [edition.code for edition in editions_of(unlocked.office, self.survey.id)]

    def secrets(self) -> list[str]:
        with self.organiser.unlocks(self.survey) as unlocked:
            return [secret_of(unlocked, one) for one in publications_of(unlocked.office, self.survey.id)]


def open_and_unread(unlocked: UnlockedSurvey, waiting: int) -> None:
    unlocked.writes(waiting)
    assert unlocked.asks() == 409


def taken_back(unlocked: UnlockedSurvey, waiting: int) -> None:
    """Until few are left; how many were taken back is as secret."""
    unlocked.takes_back(unlocked.writes(4)[waiting:])
    assert unlocked.asks() == 409


def open_with_some_read(unlocked: UnlockedSurvey, waiting: int) -> None:
    """Ten phones, five of them read: nobody learns what came after."""
    unlocked.writes(10)
    assert unlocked.asks() == 303
    unlocked.writes(waiting)
    assert unlocked.asks() == 409


def closed_and_locked(unlocked: UnlockedSurvey, waiting: int) -> None:
    unlocked.writes(waiting)
    unlocked.closes()
    assert unlocked.asks() == 409


def closed_again(unlocked: UnlockedSurvey, waiting: int) -> None:
    """Everything that can be made of the notes that were shown has been made before the late ones came."""
    unlocked.writes(13)
    assert unlocked.asks() == 303
    unlocked.closes()
    unlocked.reads_and_publishes()
    unlocked.reopens()
    unlocked.writes(waiting)
    assert unlocked.asks() == 409
    unlocked.closes()
    unlocked.reads_and_publishes()


def closed_with_paper(unlocked: UnlockedSurvey, waiting: int) -> None:
    """Slips are typed in beside them, and read."""
    unlocked.writes(waiting)
    unlocked.closes()
    types_in(unlocked.organiser, unlocked.survey, *[SAID] * 6)
    assert unlocked.asks() == 409
    unlocked.reads_and_publishes()


def next_round(unlocked: UnlockedSurvey, waiting: int) -> None:
    """The second round has few notes; the first stands beside it with its numbers."""
    unlocked.writes(8)
    unlocked.closes()
    assert unlocked.asks() == 303
    unlocked.reads_and_publishes()
    draft = unlocked.office.post(f"{unlocked.base}/rounds").headers["Location"].split("/")[-2]
    assert unlocked.office.post(f"/office/surveys/{draft}/open").status_code == 303
    with unlocked.organiser.unlocks(replace(unlocked.survey, id=draft)) as following:
        unlocked.survey = following.survey
    unlocked.writes(waiting)
    unlocked.closes()
    assert unlocked.asks() == 409


STAGES: list[Callable[[UnlockedSurvey, int], None]] = [
    open_and_unread,
    taken_back,
    open_with_some_read,
    closed_and_locked,
    closed_again,
    closed_with_paper,
    next_round,
]


def a_turn_later(unlocked: UnlockedSurvey) -> None:
    (unlocked.organiser.instance.sessions / f"{unlocked.survey.id}.room").unlink(missing_ok=True)
    the_clock_turns(unlocked.organiser.instance)


def told_by(unlocked: UnlockedSurvey) -> dict[str, Counter[str]]:
    """The words of every page and document, each with its number."""
    values = {
        **{
            "survey_id": [unlocked.survey.id],
            "slug": [unlocked.survey.slug],
            "code": unlocked.codes(),
            "secret": unlocked.secrets(),
        },
        **{"format_name": ["json"], "number": ["1"], "token": ["nobody"], "action_id": [ACTION.id]},
        "answer_id": [ANSWER.id],
        "language": ["fr"],
        "sealed": ["of-nobody"],
        "rest": ["of-nobody"],
        "ticket": ["ABCD-EFGH-JKLM-NPQR"],
    }
    house, told = House(unlocked.app, unlocked.organiser, unlocked.survey, values), {}
    browser, names = (
        unlocked.office.client,
        [*values["code"], unlocked.survey.slug, unlocked.survey.slug[:5], unlocked.survey.slug[5:]],
    )
    for endpoint in PAGES.keys() - NEVER_ASKED:
        for place, address in enumerate(house.addresses(endpoint)):
            a_turn_later(unlocked)
            answer = browser.get(address, follow_redirects=True)
            words = re.findall(r"\w+", BY_CHANCE.sub("", f"{answer.status_code} {unquote(said_in(answer))}"))
            told[f"{endpoint} {place}"] = Counter(word for word in words if word not in names)
    return told


def said_in(answer: TestResponse) -> str:
    """A print breaks its lines as the random order has it; it is made of the published page, which is read here too."""
    return "a print" if answer.mimetype == "application/pdf" else answer.text


def world(
    folder: Path, stage: Callable[[UnlockedSurvey, int], None], waiting: int, tickets: Sequence[str] = ()
) -> dict[str, Counter[str]]:
    organiser = organiser_at(folder)
    app = create_app(INSTANCE=str(organiser.instance.folder), SESSIONS=str(organiser.instance.sessions))
    survey = organiser.opens(about_you=ABOUT_YOU, audience=Audience.COLLABORATION, codes=tickets)
    unlocked = UnlockedSurvey(app, organiser, survey, list(tickets))
    stage(unlocked, waiting)
    return told_by(unlocked)


def differences(left: dict[str, Counter[str]], right: dict[str, Counter[str]]) -> dict[str, list[str]]:
    """Page by page the words of which one has more than the other."""
    assert left.keys() == right.keys()
    return {
        place: sorted((left[place] - right[place]) + (right[place] - left[place]))
        for place in left
        if left[place] != right[place]
    }


def test_no_page_tells_how_many_tickets_are_used(tmp_path: Path) -> None:
    codes = [new_code() for _ in range(20)]
    none, four = (world(tmp_path / str(waiting), open_with_some_read, waiting, codes) for waiting in (0, 4))
    assert differences(none, four) == {}


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.__name__)
def test_every_page_is_the_same_however_few_wait(tmp_path: Path, stage: Callable[[UnlockedSurvey, int], None]) -> None:
    none, four = (world(tmp_path / str(waiting), stage, waiting) for waiting in (0, 4))
    assert len(none) > 30
    assert differences(none, four) == {}


def test_a_page_that_told_would_be_seen(tmp_path: Path) -> None:
    """The positive control: with enough new notes the pages do differ."""

    def enough(unlocked: UnlockedSurvey, waiting: int) -> None:
        unlocked.writes(waiting)
        unlocked.closes()

    few, many = (world(tmp_path / str(waiting), enough, waiting) for waiting in (4, 5))
    assert "survey_home.show 0" in differences(few, many)
