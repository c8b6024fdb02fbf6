"""Meeting mode: one note at a time on the big screen, picked at random among those that may be read aloud.

One window is enough: the screen with its buttons. With two, the presenter's is on the laptop and the room's on the
projector. The curation has what is on the screen, so that a reload or a second laptop shows the same. Every form
names the note that it was made for, so that a key pressed twice, or by two organisers, is one step.
"""

from bisect import bisect_left
from collections.abc import Callable, Collection
from dataclasses import replace

from flask import abort, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys.ceiling import crowding_of
from surveys.curation import Curation, Picks, answers_about, may_be_read_aloud, picked_among, theme_of
from surveys.facilitator.forms import posted_data
from surveys.facilitator.guarding import office_pages, page, record_act, unlock
from surveys.facilitator.notes.actions import ActionForm
from surveys.facilitator.notes.answers import AnswerForm
from surveys.facilitator.notes.posted_note import back_to_meeting, note_id_from, posted_note_id
from surveys.organising.numbering import places_of_notes
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.sealing import Note, NoteId
from surveys.storage import Deed
from surveys.survey import State, Survey

bp = office_pages("meeting")
LENGTHS = (30, 60, 100, 160, 280, 560, 1_100, 2_200)
"""The most letters of a note for each size of type; the style sheet has one more size for longer notes."""

Step = Callable[[Picks, Collection[NoteId]], Picks]


def _skip(picks: Picks, candidates: Collection[NoteId]) -> Picks:
    return (picks.with_skipped(picks.current) if picks.current else picks).next(candidates)


def _set_aside(picks: Picks, candidates: Collection[NoteId]) -> Picks:
    return (picks.with_set_aside(picks.current) if picks.current else picks).next(candidates)


PICKING_STEPS: dict[str, Step] = {
    "next": Picks.next,
    "back": Picks.back,
    "skip": _skip,
    "set-aside": _set_aside,
    "reveal": lambda picks, _candidates: picks.revealed(),
    "hide": lambda picks, _candidates: picks.with_hidden(hidden=True),
    "show": lambda picks, _candidates: picks.with_hidden(hidden=False),
    "start-over": lambda picks, candidates: picks.started_over().next(candidates),
}


@bp.get("/surveys/<survey_id>/meeting")
def show(survey_id: str) -> ResponseReturnValue:
    """The note on the screen, and beside it all that organisers do in the meeting."""
    return _screen("meeting", survey_id)


@bp.get("/surveys/<survey_id>/meeting/presenter")
def presenter(survey_id: str) -> ResponseReturnValue:
    """The window on the organiser's laptop, while another one shows the room's screen on the projector."""
    return _screen("presenter", survey_id)


@bp.get("/surveys/<survey_id>/meeting/screen")
def room(survey_id: str) -> ResponseReturnValue:
    """What the room sees and nothing else: the note, its number, and the code of the survey if it was asked for."""
    return _screen("meeting_room", survey_id)


@bp.post("/surveys/<survey_id>/meeting/<step>")
def take(survey_id: str, step: str) -> ResponseReturnValue:
    """One step with one key."""
    if step not in PICKING_STEPS:
        abort(404)
    with unlock(survey_id, with_notes=True) as unlocked:
        unlocked.change_curation(lambda kept: _stepped(kept, unlocked, PICKING_STEPS[step]))
    return back_to_meeting(survey_id)


@bp.post("/surveys/<survey_id>/meeting/code")
def show_code(survey_id: str) -> ResponseReturnValue:
    """Put the code and QR code of the survey into a corner of every screen that the room sees, or remove them."""
    shown = request.form.get("shown") == "1"
    with unlock(survey_id) as unlocked:
        unlocked.change_curation(lambda kept: replace(kept, picks=kept.picks.with_code(shown=shown)))
    return back_to_meeting(survey_id)


@bp.post("/surveys/<survey_id>/meeting/choose")
def choose(survey_id: str) -> ResponseReturnValue:
    """Pick from a question, a category or a theme from now on."""
    among = request.form.get("among", "")
    with unlock(survey_id, with_notes=True) as unlocked:
        curation = unlocked.curation()
        if among in _choices(unlocked, curation):
            chosen = replace(curation, picks=curation.picks.chosen_among(among))
            unlocked.change_curation(lambda _kept: _with_picks(chosen, unlocked, Picks.next))
        else:
            flash(_("This theme no longer exists. Choose something else."))
    return back_to_meeting(survey_id)


@bp.post("/surveys/<survey_id>/meeting/discussed")
def discussed(survey_id: str) -> ResponseReturnValue:
    """Count the note as discussed; what was typed becomes a possible action under its theme."""
    form, note_id = ActionForm(posted_data()), posted_note_id()
    if form.has_words() and not form.validate():
        template = "presenter" if request.form.get("view") == "presenter" else "meeting"
        return _screen(template, survey_id, 422, form, note_id.hex())
    with unlock(survey_id, with_notes=True) as unlocked:
        unlocked.change_curation(
            lambda kept: _stepped(_with_discussed(kept, unlocked, note_id, form), unlocked, Picks.next)
        )
        if form.has_words():
            record_act(unlocked, Deed.ADDED_ACTION)
    return back_to_meeting(survey_id)


def _stepped(curation: Curation, unlocked: UnlockedSurvey, step: Step) -> Curation:
    """The next state, unless the screen now shows another note than the one the form was made for."""
    if note_id_from(request.form.get("note", "")) != (curation.picks.current or b""):
        return curation
    return _with_picks(curation, unlocked, step)


def _with_picks(curation: Curation, unlocked: UnlockedSurvey, step: Step) -> Curation:
    """The state after a step, with the note that comes after it drawn beforehand."""
    candidates = _candidates(unlocked, curation)
    return replace(curation, picks=step(curation.picks, candidates).prepared(candidates))


def _with_discussed(curation: Curation, unlocked: UnlockedSurvey, note_id: NoteId, form: ActionForm) -> Curation:
    """Save what was typed, whatever the screen shows now."""
    theme = theme_of(curation.themes, note_id)
    if form.has_words():
        curation = curation.with_action_added(replace(form.made(), theme=theme.id if theme else ""))
    if note_id in unlocked.released_ids():
        curation = replace(curation, picks=curation.picks.with_discussed(note_id))
    return curation


def _candidates(unlocked: UnlockedSurvey, curation: Curation) -> list[NoteId]:
    aloud = [note for note in unlocked.notes() if may_be_read_aloud(note, curation)]
    return picked_among(aloud, curation.picks.among, curation.themes)


def _choices(unlocked: UnlockedSurvey, curation: Curation) -> dict[str, str]:
    """What can be picked from, by the words of `picked_among`, with its name."""
    choices = {"": _("all notes")}
    for position, prompt in enumerate(unlocked.survey.prompts):
        choices[f"q{position}"] = prompt.text
        choices |= {f"q{position}c{number}": f"– {category}" for number, category in enumerate(prompt.categories)}
    return choices | {f"t{theme.id}": _("Theme: %(name)s", name=theme.name) for theme in curation.themes}


def _screen(
    template: str, survey_id: str, status: int = 200, form: ActionForm | None = None, typed_for: str = ""
) -> ResponseReturnValue:
    with unlock(survey_id, read_only=True) as unlocked:
        revision, curation = unlocked.revision(), unlocked.curation()
        survey, waiting, notes = unlocked.survey, unlocked.waiting(), unlocked.notes()
        choices, places = _choices(unlocked, curation), places_of_notes(unlocked)
        crowding = crowding_of(survey, instance=unlocked.instance) if survey.state is State.OPEN else None
    return page(
        template,
        status,
        survey=survey,
        crowding=crowding,
        revision=revision,
        curation=curation,
        places=places,
        was_released=bool(notes),
        waiting=waiting,
        choices=choices,
        typed=form or ActionForm(),
        typed_for=typed_for,
        answering=AnswerForm(),
        answers=answers_about(curation.answers, f"n{curation.picks.current.hex()}") if curation.picks.current else (),
        **_picked(notes, curation, survey),
    )


def _picked(notes: list[Note], curation: Curation, survey: Survey) -> dict[str, object]:
    """The note on the screen, the one that comes next, and about how many are left."""
    picks = curation.picks
    aloud = {note.id: note for note in notes if may_be_read_aloud(note, curation)}
    candidates = picked_among(aloud.values(), picks.among, curation.themes)
    note = aloud.get(picks.current) if picks.current else None
    left = len(picks.left(candidates)) + sum(i in picks.skipped for i in candidates)
    prepared = picks.prepared(candidates).coming
    return {
        "note": note,
        "size": _size_of(note.text) if note else 0,
        "coming": aloud[prepared] if prepared and prepared == picks.coming else None,
        "theme": theme_of(curation.themes, note.id) if note else None,
        "may_read_any": bool(aloud),
        "has_candidates": bool(candidates),
        "left": left,
        "left_at_least": left - left % survey.minimum,
    }


def _size_of(text: str) -> int:
    """The size of type for a note. Line ends count too, and East Asian letters count twice."""
    wide = sum(letter > "\u2e80" for letter in text)
    return 1 + bisect_left(LENGTHS, len(text) + wide + 30 * text.count("\n"))
