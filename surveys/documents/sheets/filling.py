"""Fills the templates of the sheets, apart from those of the pages, so that no data of a page gets in."""

import unicodedata
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from surveys.documents.sheets.formulas import FORMULA
from surveys.documents.sheets.labels import answer_in_words, filled_labels, heading_of, numbers_of, progress_of
from surveys.documents.sheets.sheet import Sheet
from surveys.settings import PROJECT

TEMPLATES = PROJECT / "templates" / "sheets"

WORD_JOINER = "\u2060"
"""Takes no room, is never seen, and lets no line break in."""

STRONG_DIRECTIONS = {"L": False, "R": True, "AL": True}


def fill(template: str, sheet: Sheet, **values: object) -> str:
    """Fill a template of `templates/sheets` with a sheet and its labels; every value is escaped for HTML and XML."""
    return _environment().get_template(template).render(sheet=sheet, labels=filled_labels(sheet), **values)


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction of its own is Arabic, Hebrew or the like (UAX #9, P2)."""
    classes = (unicodedata.bidirectional(character) for character in text)
    return next((STRONG_DIRECTIONS[kind] for kind in classes if kind in STRONG_DIRECTIONS), False)


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(TEMPLATES)
    filler = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_without_formula,
    )
    filler.globals |= {"numbers_of": numbers_of, "progress_of": progress_of, "is_right_to_left": is_right_to_left}
    filler.globals |= {"answer_in_words": answer_in_words, "heading_of": heading_of}
    return filler


@pass_context
def _without_formula(context: Context, value: object) -> object:
    """In a web page, put a word joiner before what begins like a formula: a spreadsheet would calculate the page."""
    is_page = (context.name or "").endswith(".html")
    return f"{WORD_JOINER}{value}" if is_page and isinstance(value, str) and FORMULA.match(value) else value
