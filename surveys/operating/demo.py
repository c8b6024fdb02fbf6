"""One survey from start to end: it opens, its notes are posted like participants' notes, it closes, sheets are made."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from time import perf_counter
from typing import Any

from flask import Flask, render_template
from flask_babel import gettext, ngettext

from surveys.catalogue import find_set
from surveys.documents.collating import collate
from surveys.documents.editions import make_edition
from surveys.documents.management_summary import summarise
from surveys.documents.sheets import DOWNLOADS, GROUPS, SHEETS, Sheet, filled_labels, formats_of, packed, render_all
from surveys.lifecycle import close_survey, create_survey, default_delete_day, draft_from, open_survey, survey_key
from surveys.operating.demo_folders import empty, list_files, remove_all
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.sealing import new_facilitator_key, new_passphrase, new_recovery_key
from surveys.storage import Facilitator, Instance, add_facilitator, open_office
from surveys.survey import Sharing, Survey
from surveys.terminal import gettext as _
from surveys.web.form_sessions import make_ready

HANDOUTS = "sheets"
"""The folder in the demo's that can be shared: what is beside it opens the notes."""

FORMATS_OF_SUMMARY = ("pdf", "docx", "slides")

_SHARING = {sharing.name.lower(): sharing for sharing in Sharing}


class BadNotesFile(Exception):
    """The file of notes cannot be used; the message names the line and what is wrong, never the text."""


class TooFewNotes(Exception):
    """There are fewer notes than the minimum; the message says how many there are and how many are needed."""


class NoteRefused(Exception):
    """The pages refused a note; the message names its line, never its text."""


@dataclass(frozen=True)
class DemoNote:
    """One line of the file, as positions in the survey."""

    line: int
    prompt: int
    category: int | None
    text: str
    sharing: Sharing


Stages = dict[str, float]


def read_notes(path: Path, survey: Survey) -> list[DemoNote]:
    """The notes of a JSONL file; raises BadNotesFile."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # not splitlines: a note may hold other line ends
    except UnicodeDecodeError as error:
        number = error.object[: error.start].count(b"\n") + 1
        raise BadNotesFile(
            _("Line %(line)d is not UTF-8. Save the file in this encoding and try again.", line=number)
        ) from None
    return [_read_note(line, number, survey) for number, line in enumerate(lines, 1) if line.strip()]


def run_demo(app: Flask, set_name: str, notes_file: Path, out: Path, say: Callable[[str], None]) -> dict[str, Any]:
    """Make everything in `out` and return the content of summary.json; a file that cannot be used leaves no instance.

    Raises UnknownSet, BadNotesFile, TooFewNotes, NotADemosFolder, NoteRefused and NothingToShow.
    """
    draft = draft_from(find_set(set_name), contacts="the Diversity Office", code_of_conduct="")
    notes = read_notes(notes_file, draft)
    _check_enough(notes, draft.minimum)
    empty(out, app.extensions["instance"])
    try:
        summary = _run(app, draft, notes, out, say)
    except BaseException:  # Ctrl-C too: nobody can use a half-filled instance
        remove_all(out)
        raise
    list_files(out)
    return summary


def _check_enough(notes: list[DemoNote], needed: int) -> None:
    most = max(Counter(note.prompt for note in notes).values(), default=0)
    if most < needed:
        raise TooFewNotes(
            _(
                "Too few notes: the file has %(number)d, and no question has more than %(most)d. One question needs at "
                "least %(needed)d, so that nobody is read alone.",
                number=len(notes),
                most=most,
                needed=needed,
            )
        )


def _run(app: Flask, draft: Survey, notes: list[DemoNote], out: Path, say: Callable[[str], None]) -> dict[str, Any]:
    stages: Stages = {}
    instance: Instance = app.extensions["instance"]
    make_ready(app)
    with _timed("open", stages):
        facilitator, private_key = _facilitator(instance, out)
        survey = _open(replace(draft, places=max(100, len(notes))), instance, facilitator)
    with _timed("collect", stages):
        post_notes(app, survey, notes, say)
    with _timed("close and read", stages), app.test_request_context():
        sheet, management_summary = _sheets(survey, instance, facilitator, private_key)
    with _timed("render", stages):
        made = _write_sheets(sheet, management_summary, out / HANDOUTS)
    with app.test_request_context():
        _write_page(sheet, made, out / HANDOUTS)
    summary = _summary(sheet, made, stages)
    (out / "summary.json").write_text(json.dumps(summary, indent=1, ensure_ascii=False), encoding="utf-8")
    return summary


def _facilitator(instance: Instance, out: Path) -> tuple[Facilitator, bytes]:
    passphrase = new_passphrase()
    file = out / "passphrase.txt"
    file.touch(mode=0o600)
    file.write_text(passphrase + "\n", encoding="utf-8")
    key, private_key = new_facilitator_key(passphrase, new_recovery_key())
    with open_office(instance.office) as office:
        return add_facilitator(office, "Demo", key, today=date.today()), private_key


def _open(draft: Survey, instance: Instance, facilitator: Facilitator) -> Survey:
    today = date.today()
    draft = replace(draft, delete_on=default_delete_day(today))
    with open_office(instance.office) as office:
        draft = create_survey(draft, office=office, facilitator=facilitator, today=today)
        return open_survey(draft, instance=instance, office=office, facilitator=facilitator, today=today)


def post_notes(app: Flask, survey: Survey, notes: list[DemoNote], say: Callable[[str], None] = lambda _: None) -> None:
    """Send each note through the pages. Raises NoteRefused."""
    client = app.test_client(use_cookies=False)
    for count, note in enumerate(notes, 1):
        _post(client, survey, note)
        if count % 200 == 0:
            say(_("Notes sent: %(number)d of %(all)d", number=count, all=len(notes)))


def _post(client: Any, survey: Survey, note: DemoNote) -> None:
    """Fill in the form, then send the check page with its hidden fields unchanged, as a browser does."""
    fields = {f"answer-{position}-text": "" for position in range(len(survey.prompts))}
    fields[f"answer-{note.prompt}-text"] = note.text
    fields[f"answer-{note.prompt}-category"] = "" if note.category is None else str(note.category)
    check = client.post(f"/s/{survey.slug}/check", data=fields)
    if check.status_code != 200:
        raise NoteRefused(_("Line %(line)d was refused: its text is empty or too long.", line=note.line))
    sending = hidden_fields(check.text) | {"sharing": str(int(note.sharing))}
    if client.post(f"/s/{survey.slug}/notes", data=sending).status_code != 200:
        raise NoteRefused(_("Line %(line)d was not stored.", line=note.line))


def _sheets(survey: Survey, instance: Instance, facilitator: Facilitator, private_key: bytes) -> tuple[Sheet, Sheet]:
    """The discussion sheet and the management summary."""
    today = date.today()
    with open_office(instance.office) as office:
        survey = close_survey(survey, instance=instance, office=office, facilitator=facilitator, today=today)
        key = survey_key(survey, office=office, facilitator_id=facilitator.id, private_key=private_key)
        unlocked = UnlockedSurvey(survey, key, instance, office)
        unlocked.release_new_notes()
        notes = unlocked.notes()
        curation = unlocked.curation().with_read(note.id for note in notes)
        unlocked.save_curation(curation)
        edition = make_edition(notes, curation, survey=survey, audience=survey.audience, today=today)
        unlocked.save_edition(edition)
        parts = (survey, edition, notes, curation, gettext, (), ngettext)
        return collate(*parts), summarise(*parts)


def _write_sheets(sheet: Sheet, management_summary: Sheet, out: Path) -> dict[str, str]:
    """Every format, all of them in one ZIP, and the summary; returns what became of each file."""
    out.mkdir()
    formats, made = render_all(sheet, formats_of(sheet)), dict[str, str]()
    summaries = render_all(management_summary, [one for one in SHEETS if one.name in FORMATS_OF_SUMMARY])
    named = {f"management-summary{Path(name).suffix}": content for name, content in summaries.items()}
    for file_name, content in (formats | named | {"everything.zip": packed(sheet, formats)}).items():
        if isinstance(content, bytes):
            (out / file_name).write_bytes(content)
            made[file_name] = "ok"
        else:
            made[file_name] = f"{type(content).__name__}: {content}"
    return made


def _write_page(sheet: Sheet, made: dict[str, str], out: Path) -> None:
    """A page that shows every file; it works from the disk."""
    sizes = {name: (out / name).stat().st_size for name, said in made.items() if said == "ok"}
    values = {"groups": GROUPS, "formats": DOWNLOADS, "sizes": sizes, "made": made}
    page = render_template("demo.html", sheet=sheet, labels=filled_labels(sheet), **values)
    (out / "index.html").write_text(page, encoding="utf-8")


def _summary(sheet: Sheet, made: dict[str, str], stages: Stages) -> dict[str, Any]:
    return {
        "edition": sheet.edition,
        "notes": {
            "collected": sheet.counts.collected,
            "shown": sheet.counts.shown,
            "organisers only": sheet.counts.not_shared,
            "masked": sheet.counts.masked,
            "withheld": sum(sheet.counts.withheld.values()),
        },
        "seconds": {**stages, "total": round(sum(stages.values()), 3)},
        "sheets": made,
    }


@contextmanager
def _timed(stage: str, stages: Stages) -> Iterator[None]:
    start = perf_counter()
    yield
    stages[stage] = round(perf_counter() - start, 3)


def _read_note(line: str, number: int, survey: Survey) -> DemoNote:
    try:
        fields = json.loads(line)
        text = fields["text"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BadNotesFile(_('Line %(line)d is not a JSON object with a "text".', line=number)) from None
    prompt = _position(fields.get("prompt"), [p.text for p in survey.prompts], number, "prompt") or 0
    categories = survey.prompts[prompt].categories
    category = _position(fields.get("category"), categories, number, "category")
    sharing = fields.get("sharing") or "aloud"
    if not isinstance(text, str) or str(sharing) not in _SHARING:
        raise BadNotesFile(
            _(
                'Line %(line)d: "text" must be a text, and "sharing" one of %(choices)s.',
                line=number,
                choices=", ".join(_SHARING),
            )
        )
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise BadNotesFile(
            _(
                "Line %(line)d: the text has half a character (%(codes)s). Correct it and try again.",
                line=number,
                codes="\\ud800 - \\udfff",
            )
        )
    return DemoNote(number, prompt, category, text, _SHARING[sharing])


def _position(value: object, known: Iterable[str], line: int, key: str) -> int | None:
    if value is None or value == "":
        return None
    try:
        return list(known).index(str(value))
    except ValueError:
        raise BadNotesFile(
            _('Line %(line)d: the survey does not have what it names as "%(key)s".', line=line, key=key)
        ) from None


def hidden_fields(page: str) -> dict[str, str]:
    """The hidden fields of a page, as a browser would send them."""
    reader = _HiddenFields()
    reader.feed(page)
    return reader.fields


class _HiddenFields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "input" and attributes.get("type") == "hidden":
            self.fields[attributes["name"] or ""] = attributes.get("value") or ""
