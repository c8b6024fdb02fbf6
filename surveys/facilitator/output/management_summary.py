"""The management summary: what goes to the management, and which notes are quoted in it."""

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce

from flask import abort, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from surveys.curation import Curation, may_be_quoted
from surveys.documents.editions import NothingToShow
from surveys.documents.management_summary import summarise
from surveys.documents.quote_cards import LeftOut, quote_cards
from surveys.documents.sheets import Sheet, filled_labels, find_format, render
from surveys.facilitator.guarding import as_file, go_to, office_pages, page, record_act, unlock
from surveys.facilitator.notes.pages_of_notes import NOTES_ON_A_PAGE
from surveys.facilitator.notes.posted_note import note_id_from
from surveys.languages import document_language, speaking
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.sealing import Note, NoteId
from surveys.storage import Deed, editions_of
from surveys.wordings import page_language_for, said_in

bp = office_pages("management_summary")


@bp.get("/surveys/<survey_id>/summary")
def overview(survey_id: str) -> ResponseReturnValue:
    """The summary as it would go out now; without a version there is none yet, and the page says so."""
    with unlock(survey_id, read_only=True) as unlocked, speaking(language := document_language(unlocked.survey)):
        summary = _summary(unlocked, language) if editions_of(unlocked.office, survey_id) else None
    labels = summary and filled_labels(summary)
    return page("management_summary", survey=unlocked.survey, summary=summary, labels=labels)


@bp.get("/surveys/<survey_id>/summary.<any('pdf', 'docx', 'pptx'):ending>")
def download(survey_id: str, ending: str) -> ResponseReturnValue:
    """The summary on paper, to edit or to project. The office is closed before the document is made."""
    with unlock(survey_id, read_only=True) as unlocked, speaking(language := document_language(unlocked.survey)):
        summary = _summary(unlocked, language)
    one = find_format("slides" if ending == "pptx" else ending)
    return as_file(render(summary, one.name), one.media_type, f"management-summary-{summary.edition}.{ending}")


@bp.get("/surveys/<survey_id>/summary/cards")
def cards(survey_id: str) -> ResponseReturnValue:
    """The quotations that get a card, and why others do not."""
    with unlock(survey_id, read_only=True) as unlocked, speaking(language := document_language(unlocked.survey)):
        sheet, left_out = _cards(unlocked, language)
    shown = [note for note, _question, _category in sheet.rows()]
    return page(
        "quote_cards", survey=unlocked.survey, sheet=sheet, labels=filled_labels(sheet), cards=shown, left_out=left_out
    )


@bp.get("/surveys/<survey_id>/summary/cards.zip")
def download_cards(survey_id: str) -> ResponseReturnValue:
    """The pictures with their captions. Raises NothingToShow if no quotation gets a card."""
    with unlock(survey_id, read_only=True) as unlocked, speaking(language := document_language(unlocked.survey)):
        sheet, _left_out = _cards(unlocked, language)
    if not any(True for _row in sheet.rows()):
        raise NothingToShow
    return as_file(render(sheet, "quote-cards"), "application/zip", f"quote-cards-{sheet.edition}.zip")


@bp.get("/surveys/<survey_id>/summary/quotations", defaults={"number": 1})
@bp.get("/surveys/<survey_id>/summary/quotations/<int:number>")
def quotations(survey_id: str, number: int) -> ResponseReturnValue:
    """The notes that may be quoted, with a box each."""
    with unlock(survey_id, read_only=True) as unlocked:
        quotable, curation = _quotable(unlocked), unlocked.curation()
    shown = quotable[(number - 1) * NOTES_ON_A_PAGE : number * NOTES_ON_A_PAGE]
    if number != 1 and not shown:
        abort(404)
    pages = -(-len(quotable) // NOTES_ON_A_PAGE)
    return page("quotations", survey=unlocked.survey, notes=shown, curation=curation, number=number, pages=pages)


@bp.post("/surveys/<survey_id>/summary/quotations")
def pick(survey_id: str) -> ResponseReturnValue:
    """Save the boxes that were changed; what a colleague changed meanwhile stays."""
    before, now = _ids(request.form.get("before", "").split()), _ids(request.form.getlist("quote"))
    with unlock(survey_id, with_notes=True) as unlocked:
        allowed = {note.id for note in _quotable(unlocked)}
        unlocked.change_curation(lambda kept: _with_picked(kept, (now - before) & allowed, before - now))
        record_act(unlocked, Deed.QUOTED)
    flash(_("The quotations are saved."))
    return go_to("management_summary.overview", survey_id)


def _summary(unlocked: UnlockedSurvey, language: str) -> Sheet:
    """Of the newest version, in a language of the survey; raises NothingToShow without one."""
    editions = editions_of(unlocked.office, unlocked.survey.id)
    if not editions:
        raise NothingToShow
    notes, edition = unlocked.notes(), unlocked.edition(editions[0].code)
    survey = said_in(unlocked.survey, language)
    ours = page_language_for(language)
    summary = summarise(survey, edition, notes, unlocked.curation(), _, unlocked.about_you(), ngettext, ours)
    return unlocked.with_logo(summary)


def _cards(unlocked: UnlockedSurvey, language: str) -> tuple[Sheet, list[LeftOut]]:
    """Of the newest version, in a language of the survey; raises NothingToShow without one."""
    editions = editions_of(unlocked.office, unlocked.survey.id)
    if not editions:
        raise NothingToShow
    survey, edition = said_in(unlocked.survey, language), unlocked.edition(editions[0].code)
    sheet, left_out = quote_cards(survey, edition, unlocked.notes(), unlocked.curation(), gettext=_)
    return replace(sheet, language=page_language_for(language)), left_out


def _quotable(unlocked: UnlockedSurvey) -> list[Note]:
    curation = unlocked.curation()
    return [note for note in unlocked.notes() if may_be_quoted(note, curation, survey=unlocked.survey)]


def _with_picked(kept: Curation, added: Iterable[NoteId], removed: Iterable[NoteId]) -> Curation:
    with_added = reduce(lambda curation, note: curation.with_quoted(note, picked=True), added, kept)
    return reduce(lambda curation, note: curation.with_quoted(note, picked=False), removed, with_added)


def _ids(texts: Iterable[str]) -> set[NoteId]:
    return {note_id_from(text) for text in texts}
