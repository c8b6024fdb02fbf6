"""Mask words of a note: tap the words, look at the note as it will be, overwrite it for good."""

from hashlib import sha256

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys.curation import MasksDoNotFit, mask_words, words_of
from surveys.facilitator.guarding import office_pages, page, record_act, unlock
from surveys.facilitator.notes.pages_of_notes import posted_wanted
from surveys.facilitator.notes.posted_note import back_to_note, origin_of_note, posted_note_id
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.sealing import Note
from surveys.storage import ChangedMeanwhile, Deed

bp = office_pages("masking")


@bp.post("/surveys/<survey_id>/mask/words")
def choose(survey_id: str) -> ResponseReturnValue:
    """The words of a note, each to tap."""
    with unlock(survey_id, read_only=True) as unlocked:
        return _words_page(unlocked, unlocked.note(posted_note_id()))


@bp.post("/surveys/<survey_id>/mask/check")
def check(survey_id: str) -> ResponseReturnValue:
    """The note as it will be."""
    with unlock(survey_id, read_only=True) as unlocked:
        note = _unchanged_note(unlocked)
        positions = _positions()
        if not positions:
            return _words_page(unlocked, note, 422, problem=_("Tap at least one word."))
        try:
            text = mask_words(note.text, positions)
        except MasksDoNotFit:
            problem = _("So many masks do not fit into the note. Mask whole passages, not single words.")
            return _words_page(unlocked, note, 422, problem=problem)
        return page("mask_check", text=text, positions=positions, **_values(unlocked, note))


@bp.post("/surveys/<survey_id>/mask")
def mask(survey_id: str) -> ResponseReturnValue:
    """Overwrite the note on the wall."""
    with unlock(survey_id, with_notes=True) as unlocked:
        note = _unchanged_note(unlocked)
        unlocked.overwrite(note, mask_words(note.text, _positions()))  # `check` has seen that it fits
        unlocked.change_curation(lambda kept: kept)  # its revision grows, so that open pinboards look again
        record_act(unlocked, Deed.MASKED)
    flash(_("The words are masked for good."))
    return back_to_note(survey_id)


def _words_page(unlocked: UnlockedSurvey, note: Note, status: int = 200, problem: str = "") -> ResponseReturnValue:
    words, positions = words_of(note.text), _positions()
    return page("mask_words", status, problem=problem, words=words, positions=positions, **_values(unlocked, note))


def _values(unlocked: UnlockedSurvey, note: Note) -> dict[str, object]:
    leave, wanted = origin_of_note(unlocked.survey.id), posted_wanted()
    return {"survey": unlocked.survey, "note": note, "state": _state_of(note), "leave": leave, "wanted": wanted}


def _unchanged_note(unlocked: UnlockedSurvey) -> Note:
    """The note; raises ChangedMeanwhile when its words are not those that were tapped."""
    note = unlocked.note(posted_note_id())
    if request.form.get("state") != _state_of(note):
        raise ChangedMeanwhile
    return note


def _state_of(note: Note) -> str:
    return sha256(note.text.encode()).hexdigest()


def _positions() -> set[int]:
    return set(request.form.getlist("word", type=int))
