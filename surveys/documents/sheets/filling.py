"""Fills the templates of the sheets, apart from those of the pages, so that no data of a page gets in."""

from functools import cache, partial

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from surveys.directions import at_brackets, attributes, direction_of, is_right_to_left, isolated, stretches, tag_of
from surveys.documents.sheets.formulas import FORMULA
from surveys.documents.sheets.labels import answer_in_words, filled_labels, heading_of, numbers_of, progress_of
from surveys.documents.sheets.sheet import Sheet
from surveys.documents.sheets.together import WORD_JOINER, held_together
from surveys.documents.word_cloud import TEMPLATES
from surveys.frequent_words import language_of_note


def fill(template: str, sheet: Sheet, **values: object) -> str:
    """Fill a template of `templates/sheets` with a sheet and its labels; every value is escaped for HTML and XML."""
    values |= {"html_language": partial(_of_page, sheet), "of_survey": partial(_of_survey, sheet)}
    values |= {"of_note": partial(_of_note, sheet)}
    return _environment().get_template(template).render(sheet=sheet, labels=filled_labels(sheet), **values)


def _of_page(sheet: Sheet) -> Markup:
    return Markup(attributes(sheet.language, direction_of(sheet.language)))  # noqa: S704  (both are ours)


def _of_survey(sheet: Sheet) -> Markup:
    """The attributes of what an organiser wrote."""
    return Markup(attributes(sheet.asked_in if sheet.asked_in != sheet.language else "", "auto"))  # noqa: S704


def _of_note(sheet: Sheet, text: str) -> Markup:
    """The attributes of a note: its language, where we know it and the sheet has another."""
    language = language_of_note(text)
    return Markup(attributes(language if language != sheet.language else "", "auto"))  # noqa: S704


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(TEMPLATES)
    filler = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_as_drawn,
    )
    of_labels = (numbers_of, progress_of, answer_in_words, heading_of)
    known = (*of_labels, is_right_to_left, stretches, tag_of, direction_of)
    filler.filters |= {"with_brackets_apart": _with_brackets_apart, "held_together": held_together}
    filler.globals |= {function.__name__: function for function in known}
    return filler


@pass_context
def _with_brackets_apart(context: Context, text: str) -> Markup:
    """A note for a web page: what may be a placeholder leaves the note its direction."""
    return isolated(at_brackets(text), context["sheet"].language)


@pass_context
def _as_drawn(context: Context, value: object) -> object:
    """With placeholders on one line; in a web page, with a word joiner before what begins like a formula.

    A spreadsheet would calculate the page. An address stays as it is.
    """
    if not isinstance(value, str):
        return value
    drawn = value if isinstance(value, Markup) or value.startswith("http") else held_together(value)
    return WORD_JOINER + drawn if FORMULA.match(value) and (context.name or "").endswith(".html") else drawn
