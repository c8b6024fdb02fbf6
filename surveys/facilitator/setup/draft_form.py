"""The form of a draft: all that people will read and meet, as it was typed."""

from dataclasses import replace
from datetime import date
from typing import Any

from flask_babel import format_number, gettext, ngettext
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from wtforms import Field, FieldList, FormField, RadioField, StringField, TextAreaField, URLField
from wtforms.fields import DateField, IntegerField, SelectChoice
from wtforms.validators import NumberRange, Optional, Regexp, ValidationError

from surveys.catalogue import MOST_CATEGORIES, MOST_PROMPTS
from surveys.facilitator.forms import ONE_OF_THESE, OfficeForm, at_most, lines, one_line
from surveys.facilitator.setup.draft_changes import TIMES
from surveys.facilitator.setup.times import A_DAY, HasTimes, TimeOfDay, times_of, zone_field, zone_of
from surveys.languages import speaking
from surveys.lifecycle import Need, needs_of
from surveys.survey import SMALLEST_MINIMUM, AboutQuestion, Audience, Prompt, Survey

LONGEST_TITLE = 80
LONGEST_CATEGORY = 60
MOST_ABOUT_YOU = 3
MOST_ANSWERS = 8
MOST_TICKETS = 5_000
_AS_TYPED = (
    "title",
    "asked_by",
    "introduction",
    "contacts",
    "code_of_conduct",
    "after_thanks",
    "after_thanks_link",
    "audience",
    "places",
    "minimum",
    "delete_on",
)
_AUDIENCES = [
    SelectChoice(Audience.MEETING, _("The people at the meeting")),
    SelectChoice(Audience.COLLABORATION, _("Everyone in the collaboration and its management")),
]
PLACES = [
    SelectChoice(most, _("Up to %(most)s", most=LazyString(format_number, most))) for most in (100, 1_000, 10_000)
]
_NEEDS = {
    Need.TITLE: ("title", _("Give the survey a title.")),
    Need.QUESTION: ("prompts", _("Ask at least one question.")),
    Need.CONTACT: ("contacts", _("People may write about harm here. Name a person or an office that can help them.")),
    Need.OPENING_DAY: ("opens_day", _("Choose an opening day that is not after the deletion day.")),
    Need.CLOSING_DAY: ("closes_day", _("Choose a closing day from today on, and not after the deletion day.")),
    Need.HOUR: ("closes_time", _("The clocks change at the opening or closing time. Choose another time.")),
    Need.DELETION_DAY: ("delete_on", _("Choose a deletion day after today, at most two years from today.")),
}
"""The field where an organiser meets each need of a draft, and what it says there."""
# The address of a page: http or https, a host with a dot, perhaps a port and a path. No name or password, no space.
_ADDRESS = r"(?i)https?://[\w-]+(\.[\w-]+)+(:\d{1,5})?([/?#][^\s<>\"\\]*)?\Z"
A_LINK = Regexp(_ADDRESS, message=_("Write the whole address, such as https://example.org/conduct."))
_AN_ENCRYPTED_LINK = Regexp(
    _ADDRESS.replace("https?", "https"),
    message=_("Write the whole address, and one that starts with https://, such as https://example.org/mentors."),
)
_WRITERS = [SelectChoice("link", _("Anybody with the link")), SelectChoice("tickets", _("One ticket each"))]
_FROM_FIVE = _("Choose a whole number from 5 to 100.")
_A_MINIMUM = {"validators": [NumberRange(SMALLEST_MINIMUM, 100, _FROM_FIVE)], "invalid_value_message": _FROM_FIVE}


def after_thanks_field() -> StringField:
    """One line that people read once they have sent."""
    return StringField(_("One line after the thanks"), [at_most(140)], [one_line])


def after_thanks_link_field() -> URLField:
    """Where that line leads; never a page of ours, and never the same form."""
    return URLField(_("Address that it leads to"), [Optional(), at_most(300), _AN_ENCRYPTED_LINK], [one_line])


class LinesField(TextAreaField):  # type: ignore[misc]
    """One thing on each line; each counts once."""

    def _value(self) -> str:
        return "\n".join(self.data)

    def process_formdata(self, typed: list[str]) -> None:
        self.data = tuple(dict.fromkeys(filter(None, map(str.strip, lines("".join(typed)).split("\n")))))


def _short_each(_form: OfficeForm, field: Field) -> None:
    wrong = (
        [gettext("Write at most %(most)d lines.", most=MOST_CATEGORIES)] if len(field.data) > MOST_CATEGORIES else []
    )
    if any(len(one) > LONGEST_CATEGORY for one in field.data):
        wrong.append(gettext("Each line can have at most %(most)d characters.", most=LONGEST_CATEGORY))
    if wrong:
        raise ValidationError(" ".join(wrong))


class QuestionForm(OfficeForm):
    """One question and what people may choose from."""

    text = TextAreaField(_("Question"), [at_most(200)], [one_line])
    hint = StringField(_("Help text, on one line"), [at_most(160)], [one_line])
    categories = LinesField(_("Categories"), [_short_each], default=())

    def is_blank(self) -> bool:
        """Whether nothing was typed: such a question is not stored."""
        return not any(self.data.values())

    def validate_text(self, field: Field) -> None:
        if not field.data and not self.is_blank():
            raise ValidationError(_("This question is empty. Write it or remove it."))


class AboutYouForm(OfficeForm):
    """One question about the writer and the answers to it."""

    text = StringField(_("Question"), [at_most(200)], [one_line])
    answers = LinesField(_("Answers"), [_short_each], default=())
    is_blank = QuestionForm.is_blank
    validate_text = QuestionForm.validate_text

    def validate_answers(self, field: Field) -> None:
        if not self.is_blank() and not 2 <= len(field.data) <= MOST_ANSWERS:
            raise ValidationError(_("Write two to %(most)d answers.", most=MOST_ANSWERS))


class DraftForm(HasTimes, OfficeForm):
    """Every field of a draft, in the order of the page."""

    title = StringField(_("Title"), [at_most(LONGEST_TITLE)], [one_line])
    asked_by = StringField(_("Asked by"), [at_most(LONGEST_TITLE)], [one_line])
    introduction = TextAreaField(_("Introduction"), [at_most(700)], [lines])
    prompts = FieldList(FormField(QuestionForm, _("Question")), _("Questions"))
    about_you = FieldList(FormField(AboutYouForm, _("About you")))
    contacts = TextAreaField(_("Who people can turn to"), [at_most(500)], [lines])
    code_of_conduct = URLField(_("Address of the code of conduct"), [Optional(), at_most(300), A_LINK], [one_line])
    after_thanks = after_thanks_field()
    after_thanks_link = after_thanks_link_field()
    audience = RadioField(_("Who may get the discussion sheet"), choices=_AUDIENCES, coerce=Audience, **ONE_OF_THESE)
    writers = RadioField(_("Who may write"), choices=_WRITERS, default="link", **ONE_OF_THESE)
    tickets = IntegerField(_("Number of tickets"), invalid_value_message="")
    zone = zone_field()
    opens_day = DateField(_("Opens"), **A_DAY)
    opens_time = TimeOfDay(_("Opens"))
    closes_day = DateField(_("Closes"), **A_DAY)
    closes_time = TimeOfDay(_("Closes"))
    places = RadioField(_("How many people may write"), choices=PLACES, coerce=int, **ONE_OF_THESE)
    minimum = IntegerField(_("How many notes are unlocked together"), **_A_MINIMUM)
    delete_on = DateField(_("Deletion day"), **A_DAY)

    def rearrange(self, button: str, language: str = "en") -> None:
        """Add, remove or move a question; `button` is such as "up-2", `language` that of the survey's words."""
        prompts, about = self.prompts, self.about_you
        act, _dash, number = button.partition("-")
        position, step = (
            int(number) if number in map(str, range(len(prompts) + len(about))) else -1,
            {"up": -1, "down": 1}.get(act),
        )
        if act == "add" and len(prompts) < MOST_PROMPTS:
            prompts.append_entry()
        elif act == "remove" and position in range(len(prompts)):
            prompts.pop_entry(position)
        elif step and {position, position + step} <= set(range(len(prompts))):
            prompts.insert_entry(position + step, prompts.pop_entry(position).data)
        elif act == "same":
            self._use_the_first_categories()
        else:
            self._rearrange_about_you(act, position, language)

    def _use_the_first_categories(self) -> None:
        for question in (entry.form for entry in self.prompts if not entry.form.is_blank()):
            question.categories.data = self.prompts[0].form.categories.data

    def _rearrange_about_you(self, act: str, position: int, language: str) -> None:
        about = self.about_you
        if act == "ask" and len(about) < MOST_ABOUT_YOU:
            about.append_entry(dict(enumerate(suggestions_in(language))).get(position))
        elif act == "unask" and position in range(len(about)):
            about.pop_entry(position)

    def blanks(self) -> list[str]:
        """A button for each empty question, which is not saved, so that the next page has it again."""
        add, ask = ([entry.form.is_blank() for entry in entries] for entries in (self.prompts, self.about_you))
        return ["add"] * sum(add) + ["ask"] * sum(ask)

    def changes(self) -> dict[str, Any]:
        """What the fields without mistakes say, as fields of a survey."""
        wrong = self.wrong_fields()
        wrong |= {name for name in TIMES if {"zone", f"{name[:-3]}_day", f"{name[:-3]}_time"} & wrong}
        wrong |= {"tickets", "places"} if {"writers", "tickets"} & wrong else set()
        return {name: value for name, value in self._all_changes().items() if name not in wrong}

    def _all_changes(self) -> dict[str, Any]:
        return (
            {name: self[name].data for name in _AS_TYPED}
            | {
                "prompts": tuple(Prompt(**entry.data) for entry in self.prompts if not entry.form.is_blank()),
                "about_you": tuple(
                    AboutQuestion(**entry.data) for entry in self.about_you if not entry.form.is_blank()
                ),
            }
            | self.times()
            | self._who_may_write()
        )

    def _who_may_write(self) -> dict[str, int]:
        """With tickets, their number says how many people may write."""
        tickets = self.tickets.data or 0 if self.writers.data == "tickets" else 0
        room = [one.value for one in PLACES if one.value >= tickets > 0]
        return {"tickets": tickets} | ({"places": room[0]} if room else {})

    def validate_tickets(self, field: Field) -> None:
        least = max(SMALLEST_MINIMUM, self.minimum.data or 0)
        is_wrong = self.writers.data == "tickets" and not least <= (field.data or 0) <= MOST_TICKETS
        field.errors.clear()  # without tickets nobody needs the number
        if is_wrong:
            numbers = {"least": format_number(least), "most": format_number(MOST_TICKETS)}
            raise ValidationError(gettext("Choose a whole number from %(least)s to %(most)s.", **numbers))

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid: bool = super().validate(extra_validators)
        earlier = {""}
        for text in (entry.form.text for entry in (*self.prompts, *self.about_you)):
            if (asked := text.data.casefold()) in earlier - {""}:
                text.errors, is_valid = [_("This question is here twice. Change or remove one.")], False
            earlier.add(asked)
        for questions, most in ((self.prompts, MOST_PROMPTS), (self.about_you, MOST_ABOUT_YOU)):
            if (surplus := len(questions) - most) > 0:
                words = ngettext(
                    "There is room for %(most)d questions. Remove %(num)d.",
                    "There is room for %(most)d questions. Remove %(num)d of them.",
                    surplus,
                    most=most,
                )
                questions[most].form.text.errors, is_valid = [words], False
        return is_valid

    validate_delete_on = HasTimes.validate_opens_day


def form_from_survey(survey: Survey) -> DraftForm:
    """The form filled with what is stored."""
    form = DraftForm(None, obj=replace(survey, zone=zone_of(survey)), **times_of(survey))
    form.writers.data, form.tickets.data = ("tickets", survey.tickets) if survey.tickets else ("link", None)
    return form


def needed_in(survey: Survey) -> dict[str, str]:
    """The fields that keep a draft from being opened today, and what each needs."""
    return dict(_NEEDS[need] for need in needs_of(survey, date.today()))


def form_with_needs(survey: Survey) -> DraftForm:
    """The form of the draft, with the reasons why it cannot be opened."""
    form = form_from_survey(survey)
    form.validate()
    for name, words in needed_in(survey).items():
        form[name].errors = form[name].errors or [words]
    return form


def suggestions_in(language: str) -> tuple[AboutQuestion, AboutQuestion]:
    """Common questions about writers, with answers that many people share, in the language of a survey."""
    with speaking(language):
        return _suggestions()


def _suggestions() -> tuple[AboutQuestion, AboutQuestion]:
    _ = gettext
    stages = (_("student"), _("doctoral student"), _("postdoc"), _("staff or faculty"), _("engineer or technician"))
    regions = (_("Europe"), _("North America"), _("Latin America"), _("Asia and Pacific"), _("Africa and Middle East"))
    return (
        AboutQuestion(_("Career stage"), (*stages, _("something else"))),
        AboutQuestion(_("Region of my institute"), regions),
    )
