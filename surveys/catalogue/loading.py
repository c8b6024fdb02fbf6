"""From the files in `sets/` to the catalogue, checked at start so that no slip is found in a meeting."""

import re
import tomllib
from pathlib import Path

from surveys.catalogue.prompt_set import MOST_PROMPTS, PromptSet
from surveys.catalogue.table import CatalogueError, Table
from surveys.survey import SMALLEST_MINIMUM, Audience, Prompt

SETS = Path(__file__).parent / "sets"

SET_NAMES = (
    "sticky-notes",
    "microaggressions",
    "imposter-syndrome",
    "what-diversity-means",
    "mentoring-wishes",
    "advancing-careers",
    "unconscious-bias",
    "harassment-preparing",
    "management-questions",
    "next-forum-topics",
    "stories-to-share",
    "blank",
)
"""In the order in which facilitators see them. A new set is a file in `sets/` and a line here."""

SET_KEYS = ("title", "summary", "introduction", "minimum", "sensitive", "audience", "prompts")
PROMPT_KEYS = ("text", "hint", "categories")


class UnknownSet(LookupError):
    """The catalogue has no ready-made survey of this name."""


def load_catalogue(folder: Path = SETS) -> tuple[PromptSet, ...]:
    """All ready-made surveys in the order of `SET_NAMES`; CatalogueError at the first slip in a file."""
    for path in sorted(folder.glob("*.toml")):
        if path.stem not in SET_NAMES:
            raise CatalogueError(path.name, 1, "name", "the file is not in SET_NAMES of loading.py")
    return tuple(_read_set(folder / f"{name}.toml") for name in SET_NAMES)


def find_set(name: str, folder: Path = SETS) -> PromptSet:
    """The ready-made survey of this name, or UnknownSet."""
    if name not in SET_NAMES:
        raise UnknownSet(f"no ready-made survey is called {name!r}; there are: {', '.join(SET_NAMES)}")
    return _read_set(folder / f"{name}.toml")


def _read_set(path: Path) -> PromptSet:
    table = _read_table(path)
    table.refuse_other_keys(SET_KEYS)
    return PromptSet(
        name=path.stem,
        title=table.words("title"),
        summary=table.words("summary"),
        introduction=table.words("introduction"),
        prompts=_prompts_in(table),
        minimum=table.whole_number("minimum", smallest=SMALLEST_MINIMUM),
        sensitive=table.yes_or_no("sensitive"),
        audience=_audience_in(table),
    )


def _audience_in(table: Table) -> Audience:
    for audience in Audience:
        if table.values.get("audience", Audience.MEETING) == audience:
            return audience
    raise table.problem("audience", f"must be one of {', '.join(Audience)}")


def _prompts_in(table: Table) -> tuple[Prompt, ...]:
    rows = table.tables("prompts")
    if len(rows) > MOST_PROMPTS:
        raise table.problem("prompts", f"{len(rows)} questions; at most {MOST_PROMPTS}")
    prompts: list[Prompt] = []
    for row in rows:
        prompt = _prompt_in(row)
        # notes and example files name a question by its text, so it must be unique
        if any(prompt.text.casefold() == earlier.text.casefold() for earlier in prompts):
            raise row.problem("text", "the same question stands in the set twice")
        prompts.append(prompt)
    return tuple(prompts)


def _prompt_in(row: Table) -> Prompt:
    row.refuse_other_keys(PROMPT_KEYS)
    return Prompt(row.words("text"), row.words("hint", optional=True), row.list_of_words("categories"))


def _read_table(path: Path) -> Table:
    try:
        source = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CatalogueError(path.name, 1, "name", "the file is missing, but SET_NAMES lists it") from None
    except UnicodeDecodeError:
        raise CatalogueError(path.name, 1, "encoding", "the file is not UTF-8") from None
    try:
        return Table(path.name, source, tomllib.loads(source))
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(path.name, _line_in(str(error), source), "TOML", str(error)) from None


def _line_in(message: str, source: str) -> int:
    """The line in tomllib's message ("… (at line 2, column 5)"); without one the fault is at the end."""
    found = re.search(r"at line (\d+)", message)
    return int(found[1]) if found else max(1, len(source.splitlines()))
