"""Change times and contacts of an open survey, or let more people write. All else stays as it was promised."""

from dataclasses import replace
from datetime import datetime

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import format_number, gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, TextAreaField, URLField
from wtforms.fields import DateField, SelectChoice
from wtforms.validators import Optional

from surveys.facilitator.forms import ONE_OF_THESE, OfficeForm, at_most, lines, one_line, posted_data
from surveys.facilitator.guarding import acting_at, go_to, office_pages, page, unlock
from surveys.facilitator.setup.draft_form import A_LINK, PLACES, after_thanks_field, after_thanks_link_field, needed_in
from surveys.facilitator.setup.times import A_DAY, HasTimes, TimeOfDay, times_of, zone_field, zone_of
from surveys.lifecycle import (
    NoMoreRoom,
    changed_while_open,
    close_survey,
    expect_changeable,
    fingerprint_of_changeable,
    save_while_open,
)
from surveys.survey import Survey

bp = office_pages("changing")
_AS_TYPED = ("contacts", "code_of_conduct", "after_thanks", "after_thanks_link", "places")


class OpenForm(HasTimes, OfficeForm):
    """What may change while people write. A closing time that has passed closes the survey, if this is confirmed."""

    may_have_passed = True
    zone = zone_field()
    opens_day = DateField(_("Opens"), **A_DAY)
    opens_time = TimeOfDay(_("Opens"))
    closes_day = DateField(_("Closes"), **A_DAY)
    closes_time = TimeOfDay(_("Closes"))
    contacts = TextAreaField(_("Who people can turn to"), [at_most(500)], [lines])
    code_of_conduct = URLField(_("Address of the code of conduct"), [Optional(), at_most(300), A_LINK], [one_line])
    after_thanks = after_thanks_field()
    after_thanks_link = after_thanks_link_field()
    places = RadioField(_("How many people may write"), coerce=int, **ONE_OF_THESE)

    def applied_to(self, survey: Survey) -> Survey | None:
        """The survey as it would be then; None if the form has mistakes, each at its field. Nothing is stored."""
        if not self.validate():
            return None
        changes = self.times() | {name: self[name].data for name in _AS_TYPED}
        if self.has_passed():
            changes |= {"closes_at": survey.closes_at}  # it is closed by hand
        changed = changed_while_open(survey, changes, datetime.now())
        for name, words in needed_in(changed).items():
            self[name].errors = [*self[name].errors, words]
        return None if self.errors else changed


@bp.get("/surveys/<survey_id>/changes")
def edit(survey_id: str) -> ResponseReturnValue:
    """The page with what is saved."""
    with unlock(survey_id, read_only=True) as unlocked:
        survey = unlocked.survey
        expect_changeable(survey, unlocked.instance, datetime.now())
    form = OpenForm(None, obj=replace(survey, zone=zone_of(survey)), **times_of(survey))
    return _form_page(survey, _for(survey, form))


@bp.post("/surveys/<survey_id>/changes")
def save(survey_id: str) -> ResponseReturnValue:
    """Save the changes, unless another organiser has changed what was shown; to close at once asks first."""
    form = OpenForm(posted_data())
    try:
        return _save(survey_id, form)
    except NoMoreRoom:
        form.places.errors = [gettext("The server's disk has no room for so many. Ask the operator for more space.")]
        with unlock(survey_id, read_only=True) as unlocked:
            return _form_page(unlocked.survey, form, 422)


def _save(survey_id: str, form: OpenForm) -> ResponseReturnValue:
    """Raises NoMoreRoom."""
    with unlock(survey_id) as unlocked:
        survey = unlocked.survey
        expect_changeable(survey, unlocked.instance, datetime.now())
        _for(survey, form)
        if (changed := form.applied_to(survey)) is None:
            return _form_page(survey, form, 422)
        if request.form.get("shown") != fingerprint_of_changeable(survey):
            return _form_page(survey, form, 409, is_changed=True)
        if form.has_passed() and request.form.get("button") != "close":
            return _form_page(survey, form, asks_to_close=True)
        save_while_open(survey, changed, instance=unlocked.instance, **acting_at(unlocked))
        if form.has_passed():
            close_survey(changed, instance=unlocked.instance, **acting_at(unlocked))
    flash(_said(form))
    return go_to("survey_home.show", survey_id)


def _for(survey: Survey, form: OpenForm) -> OpenForm:
    """Without the opening time once people can write, and never with less room; tickets leave no choice of room."""
    form.places.choices = [one for one in PLACES if one.value > survey.places and not survey.tickets]
    form.places.choices.insert(
        0, SelectChoice(survey.places, gettext("Up to %(most)s", most=format_number(survey.places)))
    )
    if not survey.is_not_yet_open(datetime.now()):
        del form.opens_day, form.opens_time
    return form


def _form_page(survey: Survey, form: OpenForm, status: int = 200, **values: bool) -> ResponseReturnValue:
    shown = request.form.get("shown", "") if status == 422 else fingerprint_of_changeable(survey)
    return page("changing", status, survey=survey, form=form, shown=shown, **values)


def _said(form: OpenForm) -> str:
    if form.has_passed():
        return str(gettext("The survey is closed."))
    if "opens_day" in request.form and "opens_day" not in form:
        return str(gettext("Saved. The survey had opened by then, so its opening time stays."))
    return str(gettext("Saved. People see it from now on."))
