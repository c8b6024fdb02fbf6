"""Sheets in the languages of their readers, whichever language the page has on which an organiser asks for them."""

from collections.abc import Callable

from surveys.documents.sheets import Sheet, in_english
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.wordings import page_language_for

Translators = Callable[[str], tuple[Callable[[str], str], Callable[..., str]]]
"""What translates our own words into a language: gettext and ngettext."""


def in_english_only(_language: str) -> tuple[Callable[[str], str], Callable[..., str]]:
    """Where nothing is translated."""
    return str, in_english


def sheet_in(language: str, unlocked: UnlockedSurvey, code: str, format_name: str, translators: Translators) -> Sheet:
    """The sheet in a language. What programs read has our own words in English. Raises UnknownEdition."""
    ours = "en" if format_name == "json" else page_language_for(language)
    return unlocked.sheet(code, *translators(ours), language=language, ours=ours)
