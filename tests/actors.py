"""The actors of the tests: a participant with a phone, an organiser with a key. Real pages, real files."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from surveys.catalogue import find_set
from surveys.ceiling import TooManyWriting, count_notes
from surveys.collecting import Answer, collect, new_code
from surveys.lifecycle import Acting, close_survey, create_survey, draft_from, open_survey, reopen_survey, survey_key
from surveys.operating.restoring import plan_restore, restore
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.releasing import open_wall
from surveys.sealing import Note, new_facilitator_key
from surveys.storage import Facilitator, Instance, add_facilitator, open_office, save_survey, survey_by_id
from surveys.stripping import clean, strip
from surveys.survey import AboutQuestion, Sharing, Survey
from surveys.web.protection import PAPER_POLICY
from tests.pages import HiddenFields, check_is_valid, fields_without_label, soup_of, tree_of

PASSPHRASE = "lantern orbit velvet pebble thimble acorn"
RECOVERY_KEY = "AAAA-BBBB-CCCC-DDDD"
KEY, PRIVATE_KEY = new_facilitator_key(PASSPHRASE, RECOVERY_KEY)  # Argon2 takes its time: once for all tests
ABOUT_YOU = (
    AboutQuestion("Career stage", ("doctoral student", "postdoc", "staff")),
    AboutQuestion("Region of my institute", ("Europe", "elsewhere")),
)


def today() -> date:
    """Asked for each time: a run of the suite may go past midnight."""
    return date.today()


@dataclass
class Organiser:
    """A facilitator with an unlocked key, who acts on the domain directly."""

    instance: Instance
    account: Facilitator
    private_key: bytes = PRIVATE_KEY

    def drafts(self, set_name: str = "sticky-notes", **changes: Any) -> Survey:
        settings: dict[str, Any] = {
            "contacts": "the Diversity Office",
            "delete_on": today() + timedelta(days=90),
        } | changes
        draft = replace(draft_from(find_set(set_name), contacts="", code_of_conduct=""), **settings)
        with open_office(self.instance.office) as office:
            return create_survey(draft, office=office, facilitator=self.account, today=today())

    def opens(self, set_name: str = "sticky-notes", *, codes: Sequence[str] = (), **changes: Any) -> Survey:
        """With `codes`, these are its tickets."""
        draft = self.drafts(set_name, **{"tickets": len(codes)} | changes)
        with open_office(self.instance.office) as office:
            acting = Acting(office=office, facilitator=self.account, today=today())
            return open_survey(draft, instance=self.instance, tickets=codes, **acting)

    def closes(self, survey: Survey) -> Survey:
        with open_office(self.instance.office) as office:
            return close_survey(survey, instance=self.instance, office=office, facilitator=self.account, today=today())

    def reopens(self, survey: Survey) -> Survey:
        with open_office(self.instance.office) as office:
            return reopen_survey(survey, instance=self.instance, office=office, facilitator=self.account, today=today())

    def changes(self, survey: Survey, **changes: Any) -> Survey:
        """Put the survey in any state that storage takes, such as one whose closing hour has struck."""
        with open_office(self.instance.office) as office:
            save_survey(office, changed := replace(survey, **changes))
        return changed

    def key_of(self, survey: Survey) -> bytes:
        with open_office(self.instance.office, read_only=True) as office:
            return survey_key(survey, office=office, facilitator_id=self.account.id, private_key=self.private_key)

    def unlocks(self, survey: Survey) -> "Unlocking":
        return Unlocking(self, survey)

    def reads_all(self, survey: Survey) -> list[Note]:
        """Close, release and read every note once: the way to an edition."""
        with self.unlocks(self.closes(survey)) as unlocked:
            unlocked.release_new_notes()
            notes = unlocked.notes()
            unlocked.change_curation(lambda curation: curation.with_read(note.id for note in notes))
        return notes

    def peeks(self, survey: Survey) -> list[Note]:
        """What a thief with folder and key reads, whatever the release rule says."""
        opened = open_wall(self.instance.wall_of(survey), survey, self.key_of(survey))
        return list(opened.notes.values())


def organiser_at(folder: Path) -> Organiser:
    """An organiser on an instance in a folder, for what is not done once per test."""
    instance = Instance(folder / "instance", folder / "sessions")
    instance.prepare()
    with open_office(instance.office) as office:
        return Organiser(instance, add_facilitator(office, "Ines", KEY, today=today()))


@dataclass
class Unlocking:
    """`with organiser.unlocks(survey) as unlocked:` is one transaction."""

    organiser: Organiser
    survey: Survey
    _office: Any = field(default=None, init=False)

    def __enter__(self) -> UnlockedSurvey:
        self._office = open_office(self.organiser.instance.office)
        office = self._office.__enter__()
        survey = survey_by_id(office, self.survey.id)
        return UnlockedSurvey(survey, self.organiser.key_of(survey), self.organiser.instance, office)

    def __exit__(self, *error: Any) -> None:
        self._office.__exit__(*error)


@dataclass
class Participant:
    """Somebody with a phone. Every page that comes back is checked."""

    app: Flask

    def get(self, path: str, **options: Any) -> TestResponse:
        return check_page(self.app.test_client().get(path, **options))

    def post(self, path: str, data: dict[str, Any] | bytes, **options: Any) -> TestResponse:
        return check_page(self.app.test_client().post(path, data=data, **options))

    def checks(self, survey: Survey, *texts: str, **fields: Any) -> TestResponse:
        return self.post(f"/s/{survey.slug}/check", answers(survey, *texts) | fields)

    def sends(self, survey: Survey, *texts: str, sharing: str = "2", **fields: Any) -> TestResponse:
        """The whole way: form, check page, send what was shown."""
        page = self.checks(survey, *texts, **fields)
        assert page.status_code == 200, page.text
        return self.posts_notes(survey, hidden_fields(page) | {"sharing": sharing} | fields)

    def posts_notes(self, survey: Survey, fields: dict[str, Any], **options: Any) -> TestResponse:
        """The last step alone: what a check page or a forger sends."""
        return self.post(f"/s/{survey.slug}/notes", fields, **options)

    def takes_back(self, survey: Survey, code: str) -> TestResponse:
        return self.post(f"/s/{survey.slug}/take-back", {"code": code})


def answers(survey: Survey, *texts: str) -> dict[str, Any]:
    padded = [*texts, *[""] * (len(survey.prompts) - len(texts))]
    return {f"answer-{position}-text": text for position, text in enumerate(padded)}


def hidden_fields(page: TestResponse) -> dict[str, Any]:
    """The hidden fields of a page with the line ends that browsers send."""
    reader = HiddenFields()
    reader.feed(page.text)
    return {name: value.replace("\n", "\r\n") for name, value in reader.values.items()}


def code_of(page: TestResponse) -> str:
    """The code that a check page carries or a thanks page shows."""
    shown = soup_of(page).find(class_="receipt")
    return shown.get_text() if shown else str(hidden_fields(page)["code"])


def marked(page: TestResponse, name: str) -> str | None:
    """What the page says of itself in a `data-` attribute, so that its wording is free; None where it says nothing."""
    part = soup_of(page).find(attrs={f"data-{name}": True})
    return str(part[f"data-{name}"]) if part else None


def shown_notes(page: TestResponse) -> list[str]:
    """The notes of a check page as the eye reads them."""
    return [note.get_text() for note in soup_of(page).find_all(class_="note")]


def stores(
    survey: Survey,
    instance: Instance,
    *texts: str,
    code: str = "",
    sharing: int = 2,
    about_you: dict[int, int] | None = None,
    ticket: str = "",
) -> str:
    """A sending without the pages, where hundreds are needed; gives back its code."""
    code = code or new_code()
    ready = stripped_answers(*texts, sharing=sharing)
    collect(ready, survey=survey, wall=instance.wall_of(survey), code=code, ticket=ticket, about_you=about_you)
    return code


def stripped_answers(*texts: str, sharing: int = 2) -> list[Answer]:
    """One to each question that has a text, ready to be stored."""
    cleaned = [(prompt, clean(text)) for prompt, text in enumerate(texts) if text]
    return [Answer(p, None, Sharing(sharing), text, dict, strip(text).text) for p, text in cleaned]


def stores_notes(survey: Survey, instance: Instance, notes: int, word: str = "Note") -> None:
    """So many sendings of one note each, all to the first question: "Note 0.", "Note 1." …"""
    for number in range(notes):
        stores(survey, instance, f"{word} {number}.")


def floods(survey: Survey, instance: Instance) -> int:
    """Count notes against the ceiling, without storing any, until one is refused; how many were let in."""
    for taken in count():
        try:
            count_notes(1, survey, instance=instance)
        except TooManyWriting:
            return taken
    raise AssertionError


def brings_back(instance: Instance, backup: Path, file_name: str | None = None) -> list[str]:
    """Restore without being asked anything; the names of the files that were put in place."""
    plan = plan_restore(instance, backup, file_name)
    restore(instance, plan, today())
    return [one.name for one in plan.replacements]


def the_clock_turns(instance: Instance, turns: int = 1) -> None:
    """Two minutes pass, or more: what is kept of the last turn is older by so many."""
    for path in (*instance.sessions.glob("*.turn"), *instance.sessions.glob("*.tally")):
        turn, _, content = path.read_bytes().partition(b"\n")
        path.write_bytes(b"%d\n%s" % (int(turn) - turns, content))


def types_in(
    organiser: Organiser, survey: Survey, *texts: str, code: str = "", sharing: int = 2, ticket: str = ""
) -> int:
    """Notes from paper to the first question, without the pages."""
    ready = [
        Answer(0, None, Sharing(sharing), clean(text), dict, strip(clean(text)).text, ticket=ticket) for text in texts
    ]
    with organiser.unlocks(survey) as unlocked:
        return unlocked.take_from_paper(ready, code or new_code())


def check_page(response: TestResponse) -> TestResponse:
    """What holds for every page of a participant: valid, labelled, no script, no cookie, no third party."""
    if response.status_code == 303:
        return response
    check_is_valid(response.text)
    page = tree_of(response)
    assert page.findtext(".//title").strip(), "a page has a title"
    assert page.get("lang"), "a page names its language"
    assert not list(page.iter("script", "img", "iframe", "link", "object"))
    assert not page.xpath("//@*[name() = 'style' or starts-with(name(), 'on')]")
    assert "Set-Cookie" not in response.headers
    assert response.headers["Content-Security-Policy"] == PAPER_POLICY
    forms = list(page.iter("form"))
    is_empty_form = response.request.method == "GET" and response.status_code == 200 and forms
    assert response.headers["Cache-Control"] == ("no-cache" if is_empty_form else "no-store")
    assert [tag.get("name") for tag in fields_without_label(page) if "aria-label" not in tag.attrib] == []
    assert all(form.get("action").startswith("/") for form in forms), "a form stays on this host"
    return response
