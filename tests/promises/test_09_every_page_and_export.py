"""Promise 9, everywhere: on each page and in each export stand exactly the notes that may stand there.

Each kind of note has a word of its own. A page or a format that is not in the table fails the first test: whoever
adds one says here which notes it may show.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from surveys import create_app
from surveys.collecting import take_back
from surveys.curation import Action, RoleAnswer, Theme
from surveys.documents.collating import collate
from surveys.documents.sheets import DOWNLOADS, SHEETS
from surveys.documents.word_cloud import draw_cloud
from surveys.organising.publishing import secret_of
from surveys.storage import add_facilitator, editions_of, open_office, publications_of
from surveys.survey import Audience, Survey
from tests.actors import KEY, PASSPHRASE, Organiser, Participant, organiser_at, stores, the_clock_turns, today, types_in
from tests.facilitator.conftest import AtOffice, signed_in
from tests.facilitator.test_notes import mask_fields
from tests.pages import soup_of
from tests.promises.documents import words_of
from tests.test_commands import flask

EACH = 4  # fewer than k, and enough for a word of the cloud
WORDS = {
    "for the organisers": "cardigan",
    "for the sheet": "marmalade",
    "to read aloud": "thimble",
    "from paper": "walnut",
    "needs care": "tapestry",
    "withheld": "bramble",
    "withheld before": "pumpkin",
    "beside a mask": "turnip",
    "masked": "gargoyle",
    "taken back": "quagmire",
    "not released": "wombat",
}
ENOUGH_FOR_A_CLOUD = "apple, bread, cheese, dough, eggs, flour, ginger, honey, ice, juice, kale, leek, mint, nuts, oats"
NOTHING: frozenset[str] = frozenset()
ALOUD = frozenset({"to read aloud", "from paper", "needs care", "beside a mask"})
SHEET = ALOUD | {"for the sheet"}
ORGANISERS = SHEET | {"for the organisers", "withheld", "withheld before"}
QUOTED = frozenset({"quoted"})
CARDS = frozenset({"on cards"})
"""What may be read aloud and needs no care, if the writers were told that the management reads it."""
"""What stands in the sheet, if the writers were told that the management reads it, and nothing otherwise."""

PAGES = {
    "reading.notes": ORGANISERS,
    "reading.all_again": ORGANISERS,
    "pinboard.show": ORGANISERS,
    "pinboard.show_room": ALOUD,
    "meeting.show": ALOUD,
    "meeting.room": ALOUD,
    "meeting.presenter": ALOUD,
    "exporting.version": SHEET,
    "exporting.download": SHEET,
    "reader.show": SHEET,
    "reader.print_sheet": SHEET,
    "management_summary.overview": QUOTED,
    "management_summary.download": QUOTED,
    "management_summary.quotations": QUOTED,
    "management_summary.cards": QUOTED,
    "management_summary.download_cards": CARDS,
} | dict.fromkeys(
    (
        *(
            "entering.welcome",
            "answering.form",
            "answering.start",
            "entering.mistyped",
            "carrying.show",
            "explaining.what_we_keep",
            "taking_back.ask",
        ),
        *(
            "signing_in.ask",
            "signing_in.ask_recovery_key",
            "invited.ask_name",
            "overview.surveys",
            "static",
            "health.see",
        ),
        *("overview.catalogue", "survey_home.show", "editing.edit", "trying.form", "posters.poster"),
        *(
            "posters.invitation_text",
            "posters.count",
            "handouts.join_slide",
            "handouts.pocket_card",
            "logos.edit",
            "logos.image",
            "trying.on_a_phone",
            "trying.preview",
            "trying.slip",
            "tickets.draw_again",
            "ticketing.show",
            "trial.form",
            "trial.carried",
            "translating.overview",
            "translating.edit",
            "paper.slip",
            "paper.boxes",
            "stages.ask",
            "stages.ask_open",
        ),
        *(
            "stages.ask_delete",
            "pinboard.revision",
            "actions.overview",
            "actions.edit",
            "answers.edit",
            "exporting.versions",
        ),
        *("carried.show", "carried_at_the_entrance.show"),
        *(
            "publishing.overview",
            "rounds.overview",
            "about_you.show",
            "year.show",
            "follow_up.show",
            "group_numbers.empty",
        ),
        "changing.edit",
        *("account.show", "sharing_keys.ask"),
    ),
    NOTHING,
)
"""Which notes each page or export may show to whom it is for, and does."""

OPEN_TO_ALL = {"reader.show", "reader.print_sheet", "static", "health.see"}


@dataclass(frozen=True)
class House:
    """A survey with every kind of note, published, quoted and grouped, most of it curated after that."""

    app: Flask
    organiser: Organiser
    survey: Survey
    values: dict[str, list[str]]

    def addresses(self, endpoint: str) -> Iterator[str]:
        """Every address of a page, with each version, format and step that there is."""
        adapter = self.app.url_map.bind("localhost")
        for rule in reading_rules(self.app):
            if rule.endpoint == endpoint:
                names = sorted(rule.arguments - set(rule.defaults or ()))
                for chosen in product(*(self._values_of(rule, name) for name in names)):
                    yield adapter.build(endpoint, dict(zip(names, chosen, strict=True)))

    def _values_of(self, rule: Rule, name: str) -> list[str]:
        items = getattr(rule._converters[name], "items", None)
        return sorted(items) if items else self.values[name]


def reading_rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]


@pytest.fixture(scope="module", params=list(Audience))
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> House:
    folder: Path = tmp_path_factory.mktemp(str(request.param))
    organiser = organiser_at(folder)
    app = create_app(INSTANCE=str(organiser.instance.folder), SESSIONS=str(organiser.instance.sessions))
    survey = organiser.opens(audience=request.param)
    facilitator, base = signed_in(app, organiser.account.id), f"/office/surveys/{survey.id}"
    write_what_is_released(app, organiser, survey)
    show_what_is_released(organiser, survey)
    facilitator.post(f"{base}/close")
    curate(organiser, facilitator, survey, "withheld before")
    facilitator.post(f"{base}/versions", audience=str(survey.audience))
    with organiser.unlocks(survey) as unlocked:
        code = editions_of(unlocked.office, survey.id)[0].code
    facilitator.post(f"{base}/published", code=code, ends_on=str(today() + timedelta(days=9)))
    quote_and_group(organiser, survey)
    curate(organiser, facilitator, survey, "withheld", "needs care", "masked")
    facilitator.post(f"{base}/reopen")
    write(survey, organiser, "not released", sharing=2)
    facilitator.post(f"{base}/close")
    return House(app, organiser, survey, values_of(organiser, survey))


def show_what_is_released(organiser: Organiser, survey: Survey) -> None:
    """In as many releases as it takes until some neutral notes wait alone; the other neutral ones are taken back."""
    codes: dict[str, str] = {}
    is_neutral, wall = False, organiser.instance.wall_of(survey)
    while not is_neutral:
        for _ in range(survey.minimum):
            text = f"Another voice, number {len(codes)}."
            codes[text] = stores(survey, organiser.instance, text)
        the_clock_turns(organiser.instance)
        with organiser.unlocks(survey) as unlocked:
            unlocked.release_new_notes()
            shown = unlocked.notes()
            unlocked.change_curation(lambda kept, shown=shown: kept.with_read(note.id for note in shown))
        waiting = [note.text for note in organiser.peeks(survey) if note not in shown]
        is_neutral = codes.keys() >= set(waiting)
    for text in codes.keys() - set(waiting):
        assert take_back(codes[text], survey=survey, wall=wall)


def write(survey: Survey, organiser: Organiser, kind: str, *, sharing: int) -> list[str]:
    more = f" {ENOUGH_FOR_A_CLOUD}." if kind == "for the sheet" else ""
    texts = [f"Our {WORDS[kind]} number {number} was here.{more}" for number in range(EACH)]
    return [stores(survey, organiser.instance, text, sharing=sharing) for text in texts]


def write_what_is_released(app: Flask, organiser: Organiser, survey: Survey) -> None:
    write(survey, organiser, "for the organisers", sharing=0)
    write(survey, organiser, "for the sheet", sharing=1)
    for kind in ("to read aloud", "needs care", "withheld", "withheld before"):
        write(survey, organiser, kind, sharing=2)
    for number in range(EACH):
        stores(
            survey, organiser.instance, f"Our {WORDS['masked']} {WORDS['beside a mask']} number {number}.", sharing=2
        )
    for code in write(survey, organiser, "taken back", sharing=2):
        assert Participant(app).takes_back(survey, code).status_code == 200
    closed = organiser.closes(survey)
    types_in(organiser, closed, *(f"Our {WORDS['from paper']} number {number}." for number in range(EACH)), sharing=2)
    organiser.reopens(closed)


def quote_and_group(organiser: Organiser, survey: Survey) -> None:
    """Whatever there is."""
    with organiser.unlocks(survey) as unlocked:
        everything = tuple(note.id for note in unlocked.notes())
        action = Action("0123456789abcdef", "No crèche", "Ask for one")
        answer = RoleAnswer("fedcba9876543210", "q0", "Spokesperson", "We ask for one.")
        themes = (Theme("a", "Everything", 0, everything),)
        unlocked.change_curation(
            lambda kept: replace(
                kept, themes=themes, actions=(action,), answers=(answer,), quoted=frozenset(everything)
            )
        )


def curate(organiser: Organiser, facilitator: AtOffice, survey: Survey, *kinds: str) -> None:
    """Withhold, mark and mask by the pages, so that what is published follows."""
    base = f"/office/surveys/{survey.id}"
    with organiser.unlocks(survey) as unlocked:
        found = [(kind, note.id.hex()) for note in unlocked.notes() for kind in kinds if WORDS[kind] in note.text]
    assert len(found) == EACH * len(kinds)
    for kind, note in found:
        if kind == "masked":
            facilitator.post(f"{base}/mask", **mask_fields(facilitator, base, note, WORDS[kind]))
        elif kind == "needs care":
            facilitator.post(f"{base}/notes/care", needed=1, note=note, page=1)
        else:
            facilitator.post(f"{base}/notes/withhold", reason="hurts", note=note, page=1)


def values_of(organiser: Organiser, survey: Survey) -> dict[str, list[str]]:
    with organiser.unlocks(survey) as unlocked:
        codes = [edition.code for edition in editions_of(unlocked.office, survey.id)]
        secret = secret_of(unlocked, publications_of(unlocked.office, survey.id)[0])
    return {
        "survey_id": [survey.id],
        "slug": [survey.slug],
        "code": codes,
        "format_name": [one.name for one in DOWNLOADS],
        "number": ["1", "2"],
        "language": ["fr"],
        "secret": [secret],
        "sealed": ["of-nobody"],
        "rest": ["of-nobody"],
        "token": ["nobody"],
        "ticket": ["ABCD-EFGH-JKLM-NPQR"],
        "action_id": ["0123456789abcdef"],
        "answer_id": ["fedcba9876543210"],
        "filename": ["css/office.css"],
    }


def test_every_page_and_export_is_in_the_table(house: House) -> None:
    assert {rule.endpoint for rule in reading_rules(house.app)} == set(PAGES)


@pytest.mark.parametrize("endpoint", PAGES)
def test_exactly_the_notes_that_may_stand_there_do(house: House, endpoint: str) -> None:
    expected = PAGES[endpoint]
    if expected == QUOTED:
        expected = SHEET if house.survey.audience is Audience.COLLABORATION else NOTHING
    if expected == CARDS:
        expected = ALOUD - {"needs care"} if house.survey.audience is Audience.COLLABORATION else NOTHING
    organiser = signed_in(house.app, house.organiser.account.id)
    addresses = list(house.addresses(endpoint))
    assert addresses
    for address in addresses:
        answer = organiser.client.get(address, follow_redirects=True)
        if endpoint == "handouts.join_slide":
            assert answer.mimetype == "image/png", "it is made before a note is looked at"
        elif answer.mimetype == "image/png":
            assert answer.data == draw_cloud(allowed_words(house, address)), address
        elif endpoint.startswith("meeting."):
            assert picked(organiser, address) == expected
        elif not (address.endswith("/2") and answer.status_code == 404):  # there is no second page
            assert kinds_in(answer) == (ALOUD if address.endswith("/slides") else expected), address


@pytest.mark.parametrize("endpoint", [endpoint for endpoint in PAGES if endpoint not in OPEN_TO_ALL])
def test_nobody_else_gets_any_note(house: House, endpoint: str) -> None:
    """Neither a stranger nor an organiser without the survey's key."""
    with open_office(house.organiser.instance.office) as office:
        office.execute("DELETE FROM facilitators WHERE name = 'Tomás'")
        other = add_facilitator(office, "Tomás", KEY, today=today())
    for client in (house.app.test_client(), signed_in(house.app, other.id).client):
        for address in house.addresses(endpoint):
            assert kinds_in(client.get(address, follow_redirects=True)) == NOTHING, address


@pytest.mark.parametrize("format_name", [one.name for one in SHEETS if not one.drawn])
def test_command_line_says_what_the_download_says(house: House, format_name: str, tmp_path: Path) -> None:
    file = tmp_path / "passphrase"
    file.write_text(PASSPHRASE)
    order = ("sheet", house.survey.slug, "--format", format_name, "--facilitator", "Ines")
    printed = flask(*order, "--passphrase-file", str(file), UNSIGNED_INSTANCE=str(house.organiser.instance.folder))
    assert kinds_in_text(printed.stdout) == SHEET


def test_statistics_count_what_may_be_counted(house: House) -> None:
    organiser = signed_in(house.app, house.organiser.account.id)
    base, code = f"/office/surveys/{house.survey.id}", house.values["code"][-1]
    counts = organiser.client.get(f"{base}/versions/{code}/json").json["counts"]
    told = {name: counts[name] // EACH for name in ("collected", "shown", "not_shared", "masked", "paper")}
    assert told == {"collected": 8, "shown": 5, "not_shared": 1, "masked": 1, "paper": 1}
    assert counts["withheld"] == {"would hurt someone": 2 * EACH}
    rows = [
        [cell.get_text(strip=True) for cell in row(["th", "td"])]
        for row in soup_of(organiser.get(f"{base}/rounds"))("tr")
    ]
    assert ["All notes", str(5 * EACH)] in rows


def kinds_in(answer: TestResponse) -> frozenset[str]:
    """Which kinds of notes stand in a page or a document, by their words."""
    ending = (answer.headers.get("Content-Disposition") or "x.txt").strip('"').rpartition(".")[2]
    return kinds_in_text(words_of(f"it.{ending}", answer.data))


def kinds_in_text(text: str) -> frozenset[str]:
    return frozenset(kind for kind, word in WORDS.items() if word in text.lower())


def picked(organiser: AtOffice, window: str) -> frozenset[str]:
    """Everything that comes to a window of the meeting until all notes are through."""
    seen: frozenset[str] = NOTHING
    room = window.partition("/meeting")[0] + "/meeting"
    organiser.post(f"{room}/start-over", note=note_on(organiser.get(room)))
    for _ in range(20 * EACH):
        seen |= kinds_in(organiser.get(window))
        page = organiser.get(room)
        step = "reveal" if soup_of(page).find(id="reveal") else "next"
        organiser.post(f"{room}/{step}", note=note_on(page))
        if soup_of(page).select("[data-screen=finished]"):
            return seen
    raise AssertionError("the notes never come to an end")


def note_on(page: TestResponse) -> str:
    form = soup_of(page).select_one(".step input[name=note]")
    return str(form["value"]) if form else ""


def allowed_words(house: House, address: str) -> Any:
    """What the picture is drawn from: the frequent words, in which those of no other note stand."""
    code = address.split("/")[-2]
    with house.organiser.unlocks(house.survey) as unlocked:
        sheet = collate(unlocked.survey, unlocked.edition(code), unlocked.notes(), unlocked.curation(), str)
    assert sheet.has_cloud
    assert kinds_in_text(" ".join(entry.word for entry in sheet.words)) == SHEET
    return sheet.words
