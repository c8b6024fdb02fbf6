"""The form of a draft: every field as it was typed, so that nothing is lost, and what it means."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import zip_longest
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from surveys.catalogue import MOST_CATEGORIES, MOST_PROMPTS
from surveys.survey import SMALLEST_MINIMUM, AboutQuestion, Audience, OnTheClock, Prompt, Survey, on_the_clock

LENGTHS = dict(title=80, introduction=700, contacts=500, code_of_conduct=300, text=200, hint=160, category=60)
PLACES = (100, 1_000, 10_000)
HIGHEST_MINIMUM = 100
MOST_ABOUT_YOU = 3
MOST_ANSWERS = 8
_TEXTS = ("title", "introduction", "contacts", "code_of_conduct")
_FIELDS = (*_TEXTS, "minimum", "audience", "places", "opens_day", "opens_hour", "closes_day", "closes_hour")
_JOINERS = "\u200c\u200d"  # invisible, but Persian and Hindi words need them


@dataclass(frozen=True)
class PromptFields:
    """One question as it was typed; categories are one on each line."""

    text: str = ""
    hint: str = ""
    categories: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed: such a question is not kept."""
        return not (self.text or self.hint or self.categories)

    @property
    def category_list(self) -> tuple[str, ...]:
        """The categories, each once."""
        return tuple(dict.fromkeys(line.strip() for line in self.categories.split("\n") if line.strip()))


@dataclass(frozen=True)
class DraftForm:
    """The fields of a draft by name, and its questions in order."""

    values: Mapping[str, str]
    prompts: tuple[PromptFields, ...]
    about_you: tuple[PromptFields, ...] = ()
    """The categories of these are the answers to choose from."""

    def rearranged(self, button: str) -> "DraftForm":
        """The same with a question added, removed or moved; `button` is such as "up-2"."""
        prompts, about = list(self.prompts), list(self.about_you)
        act, _dash, number = button.partition("-")
        position = int(number) if number.isdecimal() else -1
        if act == "add" and len(prompts) < MOST_PROMPTS:
            prompts.append(PromptFields())
        elif act == "remove" and position in range(len(prompts)):
            del prompts[position]
        elif act == "up" and position in range(1, len(prompts)):
            prompts.insert(position - 1, prompts.pop(position))
        elif act == "down" and position in range(len(prompts) - 1):
            prompts.insert(position + 1, prompts.pop(position))
        elif act == "ask" and len(about) < MOST_ABOUT_YOU:
            about.append(dict(enumerate(suggestions())).get(position, PromptFields()))
        elif act == "unask" and position in range(len(about)):
            del about[position]
        return replace(self, prompts=tuple(prompts), about_you=tuple(about))

    def changes(self) -> dict[str, Any]:
        """What the fields say, as fields of a survey; only where `problems` is empty."""
        values = self.values
        prompts = (Prompt(p.text, p.hint, p.category_list) for p in self.prompts if not p.is_blank)
        return {name: values[name] for name in _TEXTS} | {
            "prompts": tuple(prompts),
            "about_you": tuple(AboutQuestion(p.text, p.category_list) for p in self.about_you if not p.is_blank),
            "minimum": int(values["minimum"]),
            "audience": Audience(values["audience"]),
            "places": int(values["places"]),
            "opens_at": _moment(values["opens_day"], values["opens_hour"]),
            "closes_at": _moment(values["closes_day"], values["closes_hour"]),
            "delete_on": date.fromisoformat(values["delete_on"]) if values["delete_on"] else None,
        }

    def problems(self) -> dict[str, str]:
        """A sentence for each field that cannot be kept as it is."""
        problems = {name: _too_long(LENGTHS[name]) for name in _TEXTS if len(self.values[name]) > LENGTHS[name]}
        address = self.values["code_of_conduct"]
        if address and not address.startswith(("https://", "http://")):
            problems["code_of_conduct"] = _("Write the whole address, such as https://example.org/conduct.")
        if not _is_between(self.values["minimum"], SMALLEST_MINIMUM, HIGHEST_MINIMUM):
            problems["minimum"] = _("Choose a number from 5 to 100.")
        for name, known in (("audience", tuple(Audience)), ("places", tuple(map(str, PLACES)))):
            if self.values[name] not in known:
                problems[name] = _("Choose one of these.")
        return problems | self._date_problems() | self._prompt_problems()

    def _date_problems(self) -> dict[str, str]:
        problems, values = {}, self.values
        for name in ("opens", "closes"):
            if not _is_moment(values[f"{name}_day"], values[f"{name}_hour"]):
                problems[name] = _("Choose a day and an hour, or leave both empty.")
        if values["delete_on"] and not _is_day(values["delete_on"]):
            problems["delete_on"] = _("Choose a day.")
        return problems or self._hour_problems()

    def _hour_problems(self) -> dict[str, str]:
        values = self.values
        opens, closes = (_moment(values[f"{name}_day"], values[f"{name}_hour"]) for name in ("opens", "closes"))
        problems = {
            name: _clock_problem(on_the_clock(moment))
            for name, moment in (("opens", opens), ("closes", closes))
            if moment and on_the_clock(moment) is not OnTheClock.ONCE
        }
        if problems:
            return problems
        if opens and closes and closes <= opens:
            return {"closes": _("The survey must close after it opens.")}
        if closes and closes <= datetime.now():
            return {"closes": _("This hour has passed. Choose a later one, or leave both empty and close by hand.")}
        return {}

    def _prompt_problems(self) -> dict[str, str]:
        problems: dict[str, str] = {}
        texts: set[str] = set()
        for name, questions in (("prompt", self.prompts), ("about", self.about_you)):
            for position, question in enumerate(questions):
                if not question.is_blank:
                    problems[f"{name}-{position}"] = _problem_with(question, texts, has_answers=name == "about")
                texts.add(question.text.casefold())
        return {name: problem for name, problem in problems.items() if problem}


def form_from_survey(survey: Survey) -> DraftForm:
    """The form filled with what is kept."""
    values = {name: str(getattr(survey, name)) for name in (*_TEXTS, "minimum", "audience", "places")}
    for name, moment in (("opens", survey.opens_at), ("closes", survey.closes_at)):
        values[f"{name}_day"] = moment.date().isoformat() if moment else ""
        values[f"{name}_hour"] = str(moment.hour) if moment else ""
    values["delete_on"] = survey.delete_on.isoformat() if survey.delete_on else ""
    prompts = (PromptFields(p.text, p.hint, "\n".join(p.categories)) for p in survey.prompts)
    about = (PromptFields(question.text, "", "\n".join(question.answers)) for question in survey.about_you)
    return DraftForm(values, tuple(prompts), tuple(about))


def suggestions() -> tuple[PromptFields, PromptFields]:
    """What is often asked about writers, coarse enough to hide in."""
    stages = (_("student"), _("doctoral student"), _("postdoc"), _("staff or faculty"), _("engineer or technician"))
    regions = (_("Europe"), _("North America"), _("Latin America"), _("Asia and Pacific"), _("Africa and Middle East"))
    return (
        PromptFields(_("Career stage"), "", "\n".join((*stages, _("something else")))),
        PromptFields(_("Region of my institute"), "", "\n".join(regions)),
    )


def form_from_request(form: "MultiDict[str, str]") -> DraftForm:
    """The form as it was sent; a field that is missing is empty."""
    values = {name: _line(form.get(name, "")) for name in (*_FIELDS, "delete_on")}
    values |= {name: _lines(form.get(name, "")) for name in ("introduction", "contacts")}
    columns = (form.getlist(f"prompt_{part}") for part in ("text", "hint", "categories"))
    rows = list(zip_longest(*columns, fillvalue=""))[:MOST_PROMPTS]
    prompts = (PromptFields(_line(text), _line(hint), _lines(categories)) for text, hint, categories in rows)
    about = zip_longest(form.getlist("about_text"), form.getlist("about_answers"), fillvalue="")
    fields = (PromptFields(_line(text), "", _lines(answers)) for text, answers in list(about)[:MOST_ABOUT_YOU])
    return DraftForm(values, tuple(prompts), tuple(fields))


def _problem_with(prompt: PromptFields, earlier: Iterable[str], *, has_answers: bool) -> str:
    if not prompt.text:
        return str(_("This question has no words yet. Write it, or remove it."))
    if prompt.text.casefold() in earlier:
        return str(_("The same question stands here twice."))
    if len(prompt.text) > LENGTHS["text"] or len(prompt.hint) > LENGTHS["hint"]:
        return _too_long(LENGTHS["text"])
    if len(prompt.category_list) > MOST_CATEGORIES:
        return str(_("At most %(most)d categories.", most=MOST_CATEGORIES))
    if any(len(category) > LENGTHS["category"] for category in prompt.category_list):
        return _too_long(LENGTHS["category"])
    if has_answers and not 2 <= len(prompt.category_list) <= MOST_ANSWERS:
        return str(_("Give two to %(most)d answers to choose from.", most=MOST_ANSWERS))
    return ""


def _clock_problem(times: OnTheClock) -> str:
    if times is OnTheClock.NEVER:
        return str(_("Summer time begins on this day, and the clocks skip this hour. Choose another hour."))
    return str(_("Summer time ends on this day, and this hour comes twice. Choose another hour."))


def _too_long(most: int) -> str:
    return str(_("Too long: at most %(most)d characters.", most=most))


def _line(text: str) -> str:
    return " ".join(_lines(text).split())


def _lines(text: str) -> str:
    """Line ends of any system become one; what cannot be shown is dropped."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(" " if c.isspace() and c != "\n" else c for c in text)
    return "".join(c for c in text if c.isprintable() or c in _JOINERS or c == "\n").strip()


def _moment(day: str, hour: str) -> datetime | None:
    return datetime.combine(date.fromisoformat(day), time(int(hour))) if day else None


def _is_moment(day: str, hour: str) -> bool:
    return (_is_day(day) and _is_between(hour, 0, 23)) if day else not hour


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_between(text: str, least: int, most: int) -> bool:
    return text.isdecimal() and len(text) < 6 and least <= int(text) <= most
