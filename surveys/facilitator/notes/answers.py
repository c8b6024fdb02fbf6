"""Answers by role to a theme, a question or a note. What was typed is never lost, and nobody overwrites another."""

import secrets
from collections.abc import Callable
from typing import Any

from flask import abort, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired

from surveys.curation import (
    LONGEST_ANSWER,
    AnswerChanged,
    Curation,
    RoleAnswer,
    UnknownAnswer,
    UnknownTheme,
    answer_by_id,
    fingerprint_of_answer,
)
from surveys.facilitator.forms import (
    CHANGED_MEANWHILE,
    DELETED_MEANWHILE,
    THEME_GONE,
    OfficeForm,
    at_most,
    lines,
    one_line,
    posted_data,
)
from surveys.facilitator.guarding import go_to, office_pages, page, record_act, unlock
from surveys.facilitator.notes.posted_note import back_to_meeting, note_id_from, posted_note_id
from surveys.languages import shown_note
from surveys.organising.numbering import places_of_notes
from surveys.organising.unlocked_survey import UnknownNote, UnlockedSurvey
from surveys.sealing import NoteId
from surveys.storage import Deed

bp = office_pages("answers")

SUBJECT_GONE: dict[type[Exception], Any] = {
    UnknownTheme: THEME_GONE,
    UnknownNote: _(
        "This note is no longer here: its writer has taken it back. Your words are not saved yet."
        " Please choose what else they answer, or leave them."
    ),
}
"""What is said when the subject of an answer went away while the answer was written."""


class AnswerForm(OfficeForm):
    """An answer as it was typed, on its page or in the meeting."""

    about = SelectField(_("Answer to"), validate_choice=False, default="")
    role = StringField(
        _("Who answers"),
        [DataRequired(_("Say in which role it is answered.")), at_most(LONGEST_ANSWER["role"])],
        [one_line],
    )
    text = TextAreaField(_("Answer"), [DataRequired(_("Write the answer.")), at_most(LONGEST_ANSWER["text"])], [lines])
    view = HiddenField()

    def made(self, answer_id: str = "") -> RoleAnswer:
        """The answer of a form without mistakes; a new one where no id is given."""
        return RoleAnswer(answer_id or secrets.token_hex(8), self.about.data, self.role.data, self.text.data)


@bp.post("/surveys/<survey_id>/answers/to-note")
def to_note(survey_id: str) -> ResponseReturnValue:
    """A form for an answer to one note; its id travels in forms only, never in an address."""
    with unlock(survey_id, read_only=True) as unlocked:
        note = unlocked.note(posted_note_id())
    return _form_page(survey_id, 200, AnswerForm(about=f"n{note.id.hex()}"))


@bp.post("/surveys/<survey_id>/answers")
def add(survey_id: str) -> ResponseReturnValue:
    """Save a new answer."""
    form = AnswerForm(posted_data())
    if not form.validate():
        return _form_page(survey_id, 422, form)
    return _saved(survey_id, form, "", lambda kept: kept.with_answer_added(form.made()))


@bp.get("/surveys/<survey_id>/answers/<answer_id>")
def edit(survey_id: str, answer_id: str) -> ResponseReturnValue:
    """One answer, to change or to delete."""
    with unlock(survey_id, read_only=True) as unlocked:
        answer = answer_by_id(unlocked.curation().answers, answer_id)
    return _form_page(survey_id, 200, AnswerForm(None, answer), answer_id, fingerprint_of_answer(answer))


@bp.post("/surveys/<survey_id>/answers/<answer_id>")
def save(survey_id: str, answer_id: str) -> ResponseReturnValue:
    """Save a changed answer, unless somebody else has changed what was shown."""
    form, shown = AnswerForm(posted_data()), request.form.get("shown", "")
    if not form.validate():
        return _form_page(survey_id, 422, form, answer_id, shown)
    changed = form.made(answer_id)
    return _saved(survey_id, form, answer_id, lambda kept: kept.with_answer_changed(changed, shown=shown))


@bp.post("/surveys/<survey_id>/answers/<answer_id>/delete")
def delete(survey_id: str, answer_id: str) -> ResponseReturnValue:
    """Delete an answer, unless somebody else has changed what was shown."""
    shown = request.form.get("shown", "")
    try:
        with unlock(survey_id) as unlocked:
            answer = answer_by_id(unlocked.curation().answers, answer_id)
            unlocked.change_curation(lambda kept: kept.without_answer(answer_id, shown=shown))
            record_act(unlocked, Deed.ANSWERED)
    except AnswerChanged:
        return _changed_page(survey_id, AnswerForm(None, answer), answer)
    return go_to("actions.overview", survey_id)


@bp.errorhandler(UnknownAnswer)
def answer_gone(_error: UnknownAnswer) -> ResponseReturnValue:
    """Say so on the page of all answers."""
    flash(gettext("Another organiser, or another window of yours, has deleted this answer."))
    return go_to("actions.overview", (request.view_args or {})["survey_id"])


def subjects_of_answers(unlocked: UnlockedSurvey, curation: Curation) -> dict[str, str]:
    """What can be answered, and what has been: questions and themes, and notes that have an answer."""
    subjects = {f"q{position}": prompt.text for position, prompt in enumerate(unlocked.survey.prompts)}
    subjects |= {f"t{theme.id}": gettext("Theme: %(name)s", name=theme.name) for theme in curation.themes}
    notes = {_note_of(answer.about) for answer in curation.answers if answer.about.startswith("n")}
    return subjects | _names_of_notes(unlocked, notes)


def _names_of_notes(unlocked: UnlockedSurvey, ids: set[NoteId]) -> dict[str, str]:
    """Its version and number if it has one, and how it begins; those that were taken back have a name too."""
    if not ids:
        return {}
    places, withheld = places_of_notes(unlocked), unlocked.curation().withheld
    names = {note_id: gettext("A note that is no longer here") for note_id in ids}
    for note in unlocked.notes():
        if note.id in ids:
            values = {"place": places.get(note.id, ""), "words": _begin(shown_note(note.text))}
            is_withheld = note.id in withheld
            names[note.id] = (
                gettext("Withheld note %(place)s “%(words)s”", **values)
                if is_withheld
                else gettext("Note %(place)s “%(words)s”", **values)
            )
    return {f"n{note_id.hex()}": name for note_id, name in names.items()}


def _begin(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"


def _note_of(about: str) -> NoteId:
    return note_id_from(about[1:])


def _saved(
    survey_id: str, form: AnswerForm, answer_id: str, change: Callable[[Curation], Curation]
) -> ResponseReturnValue:
    about = form.about.data
    try:
        with unlock(survey_id, with_notes=about.startswith("n")) as unlocked:
            before = {answer.id: answer for answer in unlocked.curation().answers}.get(answer_id)
            if before is None or before.about != about:  # one whose subject is gone may stay
                _check_subject(unlocked, about)
            unlocked.change_curation(change)
            record_act(unlocked, Deed.ANSWERED)
    except UnknownAnswer:
        told = DELETED_MEANWHILE
        return _form_page(survey_id, 409, form, told=told)
    except (UnknownTheme, UnknownNote) as error:
        form.about.errors = [SUBJECT_GONE[type(error)]]
        form.about.data = "q0"
        return _form_page(survey_id, 409, form, answer_id, request.form.get("shown", ""))
    except AnswerChanged:
        return _changed_page(survey_id, form, before or form.made(answer_id))
    return back_to_meeting(survey_id) if form.view.data == "presenter" else go_to("actions.overview", survey_id)


def _check_subject(unlocked: UnlockedSurvey, about: str) -> None:
    """Raises UnknownNote or UnknownTheme."""
    if about.startswith("n"):
        unlocked.note(_note_of(about))
    if about.startswith("t") and about[1:] not in {theme.id for theme in unlocked.curation().themes}:
        raise UnknownTheme
    questions = {f"q{position}" for position, _prompt in enumerate(unlocked.survey.prompts)}
    if not about.startswith(("n", "t")) and about not in questions:
        abort(400)


def _changed_page(survey_id: str, form: AnswerForm, answer: RoleAnswer) -> ResponseReturnValue:
    return _form_page(
        survey_id, 409, form, answer.id, fingerprint_of_answer(answer), told=CHANGED_MEANWHILE, meanwhile=answer
    )


def _form_page(
    survey_id: str, status: int, form: AnswerForm, answer_id: str = "", shown: str = "", **values: object
) -> ResponseReturnValue:
    """One answer with the words typed so far; without an id it will be a new one."""
    with unlock(survey_id, read_only=True) as unlocked:
        curation, about = unlocked.curation(), form.about.data
        subjects = subjects_of_answers(unlocked, curation)
        note = next((one for one in unlocked.notes() if about == f"n{one.id.hex()}"), None)
        if about.startswith("n"):
            subjects |= _names_of_notes(unlocked, {_note_of(about)})
    form.about.choices = [SelectChoice(value, words) for value, words in subjects.items()]
    if not about:
        form.about.choices.insert(0, SelectChoice("", gettext("Without a theme")))
    values |= {"survey": unlocked.survey, "typed": form, "answer_id": answer_id, "shown": shown, "note": note}
    return page("answer", status, **values)
