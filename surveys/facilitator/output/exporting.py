"""Versions of the discussion sheet: make one, see its words, download it in every format."""

from dataclasses import replace
from datetime import date

from flask import abort, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from surveys.documents.collating import audience_words
from surveys.documents.editions import Arrangement, make_edition, new_notes, possible_arrangements, with_new_notes
from surveys.documents.sheets import DOWNLOADS, GROUPS, PAPERS, UnknownFormat, filled_labels, find_format, render
from surveys.facilitator.guarding import as_file, go_to, office_pages, page, record_act, unlock
from surveys.languages import document_language, translators
from surveys.organising.in_languages import sheet_in
from surveys.organising.rounds import save_counts
from surveys.storage import Deed, editions_of
from surveys.survey import Audience, State

bp = office_pages("exporting")


@bp.get("/surveys/<survey_id>/versions")
def versions(survey_id: str) -> ResponseReturnValue:
    """The versions that were made, and a form for a new one."""
    with unlock(survey_id, read_only=True) as unlocked:
        survey, kept = unlocked.survey, editions_of(unlocked.office, survey_id)
        progress = unlocked.progress() if survey.state is State.CLOSED else None
        arrangements = possible_arrangements(survey, unlocked.curation())
    narrower = [Audience.MEETING] if survey.audience is Audience.MEETING else list(Audience)
    audiences = {audience: audience_words(audience, _) for audience in narrower}
    words = {audience: audience_words(audience, _) for audience in Audience}
    return page(
        "versions",
        survey=survey,
        editions=kept,
        progress=progress,
        audiences=audiences,
        words=words,
        arrangements=arrangements,
    )


@bp.post("/surveys/<survey_id>/versions")
def make(survey_id: str) -> ResponseReturnValue:
    """Shuffle the notes anew for one audience."""
    try:
        audience = Audience(request.form.get("audience", ""))
        arrangement = Arrangement(request.form.get("arrangement", Arrangement.QUESTION))
    except ValueError:
        abort(400)
    with unlock(survey_id, with_notes=True) as unlocked:
        parts = (unlocked.notes(), unlocked.curation())
        edition = make_edition(
            *parts, survey=unlocked.survey, audience=audience, today=date.today(), arrangement=arrangement
        )
        unlocked.save_edition(edition)
        save_counts(unlocked)
        record_act(unlocked, Deed.MADE_VERSION, edition.code)
    return go_to("exporting.version", survey_id, code=edition.code)


@bp.get("/surveys/<survey_id>/versions/<code>")
def version(survey_id: str, code: str) -> ResponseReturnValue:
    """One version with its formats and its words."""
    with unlock(survey_id, read_only=True) as unlocked:
        edition, sheet = unlocked.edition(code), unlocked.sheet(code, _, ngettext)
        notes, curation = unlocked.notes(), unlocked.curation()
    audience, record = audience_words(edition.audience, _), filled_labels(sheet)["counts"]
    values = {"edition": edition, "audience": audience, "record": record, "sheet": sheet, "paper": _paper()}
    values |= {"formats": DOWNLOADS, "groups": GROUPS, "papers": PAPERS}
    not_aloud = [note for note, _question, _category in sheet.rows() if not note.aloud and not note.is_withheld]
    values["not_aloud"] = len(not_aloud) * any(one.name == "slides" for one in DOWNLOADS)
    values["to_read"] = sum(note.id not in curation.read for note in notes)
    new = frozenset(new_notes(edition, notes, curation))
    values |= {"to_add": len(new), "are_from_paper": all(note.is_from_paper for note in notes if note.id in new)}
    return page("version", survey=unlocked.survey, **values)


@bp.post("/surveys/<survey_id>/versions/<code>/add")
def add(survey_id: str, code: str) -> ResponseReturnValue:
    """Add the new notes at the end of a version; a colleague who does the same has nothing left to add."""
    with unlock(survey_id, with_notes=True) as unlocked:
        notes, curation, edition = unlocked.notes(), unlocked.curation(), unlocked.edition(code)
        if new_notes(edition, notes, curation):
            unlocked.save_longer_edition(with_new_notes(edition, notes, curation, survey=unlocked.survey))
            record_act(unlocked, Deed.MADE_VERSION, code)
    flash(_("The new notes are at the end of the version. Every other note has its number as before."))
    return go_to("exporting.version", survey_id, code=code)


@bp.get("/surveys/<survey_id>/versions/<code>/<format_name>")
def download(survey_id: str, code: str, format_name: str) -> ResponseReturnValue:
    """The sheet in one format. The office is closed before the document is made."""
    try:
        sheet_format = find_format(format_name)
    except UnknownFormat:
        abort(404)
    if sheet_format not in DOWNLOADS:  # a card is made of a quotation, never of every note
        abort(404)
    paper = _paper()
    with unlock(survey_id, read_only=True) as unlocked:
        sheet = sheet_in(document_language(unlocked.survey), unlocked, code, format_name, translators)
    stem, _dot, ending = sheet_format.file_name.rpartition(".")
    content = render(replace(sheet, paper=paper), format_name)
    return as_file(content, sheet_format.media_type, f"{stem}-{code}.{ending}")


def _paper() -> str:
    """What the address asks for."""
    asked = request.args.get("paper", PAPERS[0])
    return asked if asked in PAPERS else abort(404)
