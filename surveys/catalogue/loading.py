"""Reads the catalogue from the files in `sets/`. All are read at the start, so that no mistake turns up in a meeting.

A test checks the rules for their words (lengths, spaces, nothing twice) in the files that we ship.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from surveys.catalogue.prompt_set import PromptSet
from surveys.survey import Audience, Prompt

SETS = Path(__file__).parent / "sets"

SET_NAMES = (
    "sticky-notes",
    "microaggressions",
    "imposter-syndrome",
    "what-diversity-means",
    "mentoring-wishes",
    "mentor-profiles",
    "advancing-careers",
    "unconscious-bias",
    "harassment-preparing",
    "management-questions",
    "after-the-talk",
    "next-forum-topics",
    "stories-to-share",
    "blank",
)
"""In the order in which facilitators see them. To add a set, add a file to `sets/` and a line here."""

TEXT, NUMBER, YES_OR_NO = "a text in quotes", "a whole number", "true or false"
TEXTS, TABLES = "a list of texts", "one or more [[prompts]]"
SET_KEYS = {
    "title": TEXT,
    "summary": TEXT,
    "introduction": TEXT,
    "minimum": NUMBER,
    "sensitive": YES_OR_NO,
    "audience": TEXT,
    "prompts": TABLES,
}
PROMPT_KEYS = {"text": TEXT, "hint": TEXT, "categories": TEXTS}
OPTIONAL = ("audience", "hint", "categories")


class UnknownSet(LookupError):
    """The catalogue has no ready-made survey with this name."""


class CatalogueError(ValueError):
    """The file of a ready-made survey has a mistake; the message names the key."""

    def __init__(self, file: str, key: str, problem: str) -> None:
        super().__init__(f"{file}, {key}: {problem}")
        self.file, self.key, self.problem = file, key, problem


def load_catalogue(folder: Path = SETS) -> tuple[PromptSet, ...]:
    """All ready-made surveys in the order of `SET_NAMES`; raises CatalogueError if a file has a mistake."""
    for path in sorted(folder.glob("*.toml")):
        if path.stem not in SET_NAMES:
            raise CatalogueError(path.name, "name", "the file is not in SET_NAMES of loading.py")
    return tuple(_read_set(folder / f"{name}.toml") for name in SET_NAMES)


def find_set(name: str, folder: Path = SETS) -> PromptSet:
    """The ready-made survey with this name; raises UnknownSet."""
    if name not in SET_NAMES:
        raise UnknownSet(f"There is no ready-made survey {name!r}. Choose one of {', '.join(SET_NAMES)}.")
    return _read_set(folder / f"{name}.toml")


def _read_set(path: Path) -> PromptSet:
    values = _read_toml(path)
    _check_keys(path.name, values, SET_KEYS)
    for row in values["prompts"]:
        _check_keys(path.name, row, PROMPT_KEYS)
    audience = values.get("audience", Audience.MEETING)
    if audience not in tuple(Audience):
        raise CatalogueError(path.name, "audience", f"must be one of {', '.join(Audience)}")
    prompts = tuple(Prompt(**row | {"categories": tuple(row.get("categories", ()))}) for row in values["prompts"])
    return PromptSet(path.stem, **values | {"prompts": prompts, "audience": Audience(audience)})


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CatalogueError(path.name, "name", "the file is missing, but SET_NAMES lists it") from None
    except UnicodeDecodeError:
        raise CatalogueError(path.name, "encoding", "the file is not UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(path.name, "TOML", str(error)) from None


def _check_keys(file: str, values: Mapping[str, object], known: Mapping[str, str]) -> None:
    for key in values:
        if key not in known:
            raise CatalogueError(file, key, f"unknown key; the known keys are {', '.join(known)}")
    for key, kind in known.items():
        if key in values and _kind_of(values[key]) != kind:
            raise CatalogueError(file, key, f"must be {kind}")
        if key not in values and key not in OPTIONAL:
            raise CatalogueError(file, key, "missing")


def _kind_of(value: object) -> str:
    """The kind of value, in words. The exact type counts, because for Python `true` is a number."""
    if isinstance(value, list):
        inside = {type(item) for item in value}
        return TABLES if inside == {dict} else TEXTS if inside <= {str} else "a list"
    return {str: TEXT, int: NUMBER, bool: YES_OR_NO}.get(type(value), "something else")
