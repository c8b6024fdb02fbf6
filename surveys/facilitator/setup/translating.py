"""A draft in several languages: what its words are in, and the same words in others, beside the original."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from hashlib import sha256

from flask import abort, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from surveys.catalogue import words_between
from surveys.facilitator.forms import lines, one_line
from surveys.facilitator.guarding import go_to, office_pages, page, survey_of, unlock
from surveys.facilitator.setup.draft_form import A_LINK, LONGEST_CATEGORY, LONGEST_TITLE, suggestions_in
from surveys.lifecycle import change_draft, expect
from surveys.survey import State, Survey
from surveys.wordings import OF_SURVEYS, missing_in, outdated_in, twins_in, with_words, words_in, words_of

bp = office_pages("translating")
LONGEST_ON_ONE_LINE = 300


@dataclass(frozen=True)
class Part:
    """One text of a survey, its translation as it is saved, what somebody typed instead, and what is wrong there."""

    label: str
    original: str
    most: int
    saved: str
    typed: str
    problem: str = ""

    @property
    def name(self) -> str:
        """The name of its field: it belongs to these words, wherever they have moved."""
        return sha256(self.original.encode()).hexdigest()[:16]


@bp.get("/surveys/<survey_id>/languages")
def overview(survey_id: str) -> ResponseReturnValue:
    """The languages of a survey, and what is missing in each."""
    survey = survey_of(survey_id)
    others = [one for one in OF_SURVEYS if one not in survey.languages]
    missing = {one: len(missing_in(survey, one)) for one in survey.languages[1:]}
    return page("languages", survey=survey, others=others, missing=missing)


@bp.post("/surveys/<survey_id>/languages")
def change(survey_id: str) -> ResponseReturnValue:
    """Say which language the words are in, add one, or remove one."""
    button, language = request.form.get("button", ""), request.form.get("language", "")
    with unlock(survey_id) as unlocked:
        survey = unlocked.survey
        if language not in OF_SURVEYS:
            abort(400)
        expect(survey, State.DRAFT, "edit")
        is_new = language not in survey.languages
        if button == "first" and is_new:
            change_draft(survey, {"language": language}, office=unlocked.office)
        elif button == "add" and is_new:
            made = with_words(survey, language, _ready_made(survey, language))
            change_draft(survey, {"translations": made}, office=unlocked.office)
        elif button == "remove" and not is_new:
            left = tuple(one for one in survey.translations if one.language != language)
            change_draft(survey, {"translations": left}, office=unlocked.office)
    if button == "add":
        return go_to("translating.edit", survey_id, language=language)
    return go_to("translating.overview", survey_id)


@bp.get("/surveys/<survey_id>/languages/<language>")
def edit(survey_id: str, language: str) -> ResponseReturnValue:
    """Every text of the draft with its translation; a language that the survey does not have is a 404."""
    survey = survey_of(survey_id)
    if language not in survey.languages[1:]:
        abort(404)
    return _page(survey, language, _parts(survey, language))


@bp.post("/surveys/<survey_id>/languages/<language>")
def save(survey_id: str, language: str) -> ResponseReturnValue:
    """Save what somebody changed; where a colleague has changed the same text, both are shown first.

    If a colleague has removed the language, what was typed is shown, and saving it adds the language again.
    """
    with unlock(survey_id) as unlocked:
        survey = unlocked.survey
        expect(survey, State.DRAFT, "edit")
        if language not in OF_SURVEYS or language == survey.language:
            abort(404)
        is_removed = language not in survey.languages
        parts = _told_apart(_parts(survey, language), survey)
        if is_removed and "again" not in request.form:
            return _page(survey, language, parts, 409, is_removed=True)
        if any(part.problem for part in parts):
            return _page(survey, language, parts, 422, is_removed=is_removed)
        before = {part.name: lines(request.form.get(f"before-{part.name}")) for part in parts}
        mine = [part for part in parts if part.typed not in (part.saved, before[part.name])]
        if clashes := {part.name for part in mine if before[part.name] != part.saved}:
            return _page(survey, language, parts, 409, clashes=clashes)
        words = {one.original: one.saved if one.typed == before[one.name] else one.typed for one in parts}
        changed = change_draft(survey, {"translations": with_words(survey, language, words)}, office=unlocked.office)
    left = len(missing_in(changed, language))
    missing = ngettext("Saved. %(num)d text is missing.", "Saved. %(num)d texts are missing.", left)
    flash(missing if left else _("Saved."))
    return go_to("translating.overview", survey_id)


def _page(
    survey: Survey,
    language: str,
    parts: list[Part],
    status: int = 200,
    *,
    clashes: Collection[str] = (),
    is_removed: bool = False,
) -> ResponseReturnValue:
    values = {"parts": parts, "clashes": clashes, "is_removed": is_removed, "outdated": outdated_in(survey, language)}
    return page("translation", status, survey=survey, language=language, **values)


def _ready_made(survey: Survey, language: str) -> dict[str, str]:
    """What we have translated already: the words of the ready-made survey and of the suggested questions."""
    return words_between(survey.set_name, survey.language, language) | _suggested(survey.language, language)


def _suggested(language: str, other: str) -> dict[str, str]:
    ours, theirs = (
        [text for asked in suggestions_in(one) for text in (asked.text, *asked.answers)] for one in (language, other)
    )
    return {one: translated for one, translated in zip(ours, theirs, strict=True) if one != translated}


def _parts(survey: Survey, language: str) -> list[Part]:
    """Every text in the order in which people read it."""
    saved, labels = words_in(survey, language), _labels(survey)
    return [_part(text, *labels[text], saved.get(text, "")) for text in words_of(survey)]


def _part(original: str, label: str, most: int, saved: str) -> Part:
    part = Part(label, original, most, saved, saved)
    if part.name not in request.form:
        return part
    clean: Callable[[str], str] = lines if most > LONGEST_ON_ONE_LINE else one_line
    text = clean(request.form[part.name])
    return Part(label, original, most, saved, text, _problem_with(text, original, most))


def _told_apart(parts: list[Part], survey: Survey) -> list[Part]:
    """With a problem at questions, categories or answers that would have one name."""
    twins = twins_in(survey, {one.original: one.typed for one in parts})
    told = str(_("Something else in this survey has the same translation. Please choose another one."))
    return [replace(one, problem=one.problem or told) if one.typed and one.original in twins else one for one in parts]


def _problem_with(text: str, original: str, most: int) -> str:
    if len(text) > most:
        return str(_("Too long: at most %(most)d characters.", most=most))
    scheme = next((one for one in ("https://", "http://") if original.startswith(one)), "")
    if text and scheme and not (A_LINK.regex.match(text) and text.startswith(scheme)):
        return str(A_LINK.message)
    return ""


def _labels(survey: Survey) -> dict[str, tuple[str, int]]:
    """What each text is, and how many characters it may have; the first place counts where a text has several."""
    found: dict[str, tuple[str, int]] = {}

    def name(text: str, label: str, most: int) -> None:
        found.setdefault(text, (label, most))

    name(survey.title, _("Title"), LONGEST_TITLE)
    name(survey.introduction, _("Introduction"), 700)
    for number, prompt in enumerate(survey.prompts, 1):
        name(prompt.text, _("Question %(number)d", number=number), 200)
        name(prompt.hint, _("Help text of question %(number)d", number=number), 160)
        for category in prompt.categories:
            name(category, _("Category"), LONGEST_CATEGORY)
    for question in survey.about_you:
        name(question.text, _("About you"), 200)
        for answer in question.answers:
            name(answer, _("Answer"), LONGEST_CATEGORY)
    name(survey.contacts, _("Who people can turn to"), 500)
    name(survey.code_of_conduct, _("Address of the code of conduct"), 300)
    name(survey.after_thanks, _("One line after the thanks"), 140)
    name(survey.after_thanks_link, _("Address that it leads to"), 300)
    return found
