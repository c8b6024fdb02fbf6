"""The language of a terminal, which commands, the doctor and a starting server speak. It needs no application.

The log of a server and what programs read stay English: operators search for lines, and scripts look for words.
"""

import gettext as catalogues
import os
import re
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

COMPLETE = ("en", "fr", "de", "it", "es")
"""Every page and every command speaks these. Each is named as its folder in `translations/`."""
TRANSLATIONS = Path(__file__).parent / "translations"


def language_of(environment: Mapping[str, str]) -> str:
    """The language that LANGUAGE, LC_ALL, LC_MESSAGES and LANG ask for, as in other programs; English for none of ours.

    LC_ALL=C is English whatever LANGUAGE says: scripts rely on that.
    """
    named = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, named), "")
    if _code(locale) in ("", "c", "posix"):
        return "en"
    wanted = (environment.get("LANGUAGE") or locale).split(":")
    return next((code for code in map(_code, wanted) if code in COMPLETE), "en")


def gettext(message: str, **values: object) -> str:
    """A message in the language of the terminal, with its values filled in."""
    text = _shown(_catalogue(language_of(os.environ), TRANSLATIONS).gettext(message), message)
    return text % values if values else text


def gettext_in(language: str, message: str, **values: object) -> str:
    """A message for a reader elsewhere, in their language whatever the terminal speaks."""
    return _catalogue(language, TRANSLATIONS).gettext(message) % values


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """The form of a message that fits the number, which is filled in as `num`."""
    text = _catalogue(language_of(os.environ), TRANSLATIONS).ngettext(one, many, number)
    return _shown(text, one if number == 1 else many) % {"num": number, **values}


def marked(message: str) -> str:
    """Mark a constant for translation, which `make messages` finds; what shows it translates it."""
    return message


@cache
def _catalogue(language: str, folder: Path) -> catalogues.NullTranslations:
    return catalogues.translation("messages", folder, [language], fallback=True)


def _shown(text: str, english: str) -> str:
    """A translation, or the English where a terminal lacks its letters: an old one has no typographic quotes."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return english
    return text


def _code(locale: str) -> str:
    """The language of a locale: de_CH.UTF-8 is de."""
    return re.split(r"[_.@-]", locale)[0].lower()
