"""Opening and closing: any time in steps of five minutes, in the time zone of a place that the organiser names."""

from datetime import datetime
from typing import Any

from flask import current_app
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from wtforms import Field, SelectField
from wtforms.fields import SelectChoice, TimeField
from wtforms.validators import Optional, ValidationError

from surveys.clocks import STEP_MINUTES, OnTheClock, on_the_clock, place_of, shown_here, shown_there, zones_offered
from surveys.facilitator.forms import ONE_OF_THESE
from surveys.survey import Survey

A_DAY: dict[str, Any] = {"validators": [Optional()], "invalid_value_message": _("Choose a day.")}
_NOT_ONCE = {
    OnTheClock.NEVER: _("Summer time begins on this day, and the clocks skip this time. Choose another time."),
    OnTheClock.TWICE: _("Summer time ends on this day, and this time comes twice. Choose another time."),
}


class TimeOfDay(TimeField):  # type: ignore[misc]
    """A time such as 14:35, to be chosen together with its day."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        wrong = _("Write the time with hours and minutes, such as 14:35.")
        look = {"step": 60 * STEP_MINUTES}
        super().__init__(label, [_comes_once], invalid_value_message=wrong, render_kw=look, **kwargs)

    def process_formdata(self, typed: list[str]) -> None:
        if "".join(typed).strip():
            super().process_formdata(typed)
        else:
            self.data = None


def zone_field() -> SelectField:
    """The zone of the times, to be placed among the fields of a form. The zones that most need come first."""
    return SelectField(_("Time zone"), choices=_zones, default=lambda: current_app.config["ZONE"], **ONE_OF_THESE)


def _zones() -> list[SelectChoice]:
    often, others = zones_offered(ours := str(current_app.config["ZONE"]))
    unnamed = [] if ours else [SelectChoice("", gettext("The server's clock (%(zone)s)", zone=place_of("")))]
    groups = ((gettext("Often chosen"), often), (gettext("All others"), others))
    return unnamed + [SelectChoice(zone, _name(zone), optgroup=group) for group, zones in groups for zone in zones]


class HasTimes:
    """A form with the fields `zone`, `closes_day` and `closes_time`, and perhaps `opens_day` and `opens_time`."""

    may_have_passed = False
    """Whether a closing time that has passed is no mistake here."""

    def times(self) -> dict[str, Any]:
        """The fields of a survey: its zone, and its times as the server's clock shows them."""
        zone, form = self["zone"].data, self  # type: ignore[index]
        moments = {name: _moment(form, name) for name in ("opens", "closes") if f"{name}_day" in form}  # type: ignore[operator]
        return {"zone": zone} | {f"{name}_at": there and shown_here(there, zone) for name, there in moments.items()}

    def has_passed(self) -> bool:
        """Whether it is later than the closing time."""
        closes = _moment(self, "closes")
        return bool(closes and shown_here(closes, self["zone"].data) <= datetime.now())  # type: ignore[index]

    def validate_opens_day(self, day: Field) -> None:
        """Refuse a year that nobody means."""
        if day.data and day.data.year // 100 != 20:
            raise ValidationError(_("Check the year of this day."))

    validate_closes_day = validate_opens_day

    def validate_closes_time(self, _time: Field) -> None:
        """Refuse a closing time that has passed or comes before the opening."""
        opens, closes = _moment(self, "opens"), _moment(self, "closes")
        if opens and closes and closes <= opens:
            raise ValidationError(_("The survey must close after it opens."))
        if self.has_passed() and not self.may_have_passed:
            raise ValidationError(_("This time has passed. Choose a later one, or leave both empty."))


def zone_of(survey: Survey) -> str:
    """The zone of its times; surveys of earlier releases name none."""
    return survey.zone or str(current_app.config["ZONE"])


def times_of(survey: Survey) -> dict[str, Any]:
    """What these fields show for a survey."""
    zone = zone_of(survey)
    moments = {"opens": survey.opens_at, "closes": survey.closes_at}
    there = {name: shown_there(moment, zone) for name, moment in moments.items() if moment}
    days = {f"{name}_day": moment.date() for name, moment in there.items()}
    return days | {f"{name}_time": moment.time() for name, moment in there.items()}


def distance(moment: datetime, survey: Survey) -> str:
    """How many days it is until a moment, by the calendar of the survey's place."""
    zone = zone_of(survey)
    days = (shown_there(moment, zone).date() - shown_there(datetime.now(), zone).date()).days
    if days in (0, 1, -1):
        return str((gettext("today"), gettext("tomorrow"), gettext("yesterday"))[days])
    if days < 0:
        return str(ngettext("%(num)d day ago", "%(num)d days ago", -days))
    return str(ngettext("in %(num)d day", "in %(num)d days", days))


def soon(moment: datetime, survey: Survey) -> str:
    """A moment as organisers think of it: "in 3 days, 14:30 Geneva"."""
    zone = zone_of(survey)
    return f"{distance(moment, survey)}, {shown_there(moment, zone):%H:%M} {place_of(zone)}"


def _comes_once(form: Any, time: Field) -> None:
    name = time.name.removesuffix("_time")
    day = form[f"{name}_day"]
    if not day.errors and (day.data is None) != (time.data is None):
        raise ValidationError(_("Choose a day and a time, or leave both empty."))
    if time.data and (time.data.minute % STEP_MINUTES or time.data.second):
        raise ValidationError(_("Choose a time in steps of five minutes, such as 14:35."))
    moment, zone = _moment(form, name), form["zone"].data
    if moment and (times := on_the_clock(moment, zone)) is not OnTheClock.ONCE:
        raise ValidationError(_NOT_ONCE[times])
    if moment and on_the_clock(shown_here(moment, zone)) is not OnTheClock.ONCE:
        raise ValidationError(_("The server's own clock changes at this time. Choose another time."))


def _moment(form: Any, name: str) -> datetime | None:
    """The day and time as the clock of the chosen zone shows them; None while a part is missing or wrong."""
    if f"{name}_day" not in form:
        return None
    day, time, zone = (form[field] for field in (f"{name}_day", f"{name}_time", "zone"))
    if any(field.errors for field in (day, zone)) or day.data is None or time.data is None:
        return None
    return datetime.combine(day.data, time.data)


def _name(zone: str) -> str:
    """Such as "Geneva (Europe/Zurich)"."""
    return zone if (place := place_of(zone)) == zone else f"{place} ({zone})"
