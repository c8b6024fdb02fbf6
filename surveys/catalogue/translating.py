"""The ready-made surveys in other languages: files of the same shape, in a folder of `sets/` for each language."""

from collections.abc import Iterator

from surveys.catalogue.loading import SET_NAMES, SETS, find_set
from surveys.catalogue.prompt_set import PromptSet


def set_in(name: str, language: str) -> tuple[PromptSet, str]:
    """A ready-made survey, and the language that it is in: this one, or English. Raises UnknownSet."""
    if language != "en" and has_set(name, language):
        return find_set(name, SETS / language), language
    return find_set(name), "en"


def sets_in(language: str) -> list[tuple[PromptSet, str]]:
    """All of them, each in this language or in English."""
    return [set_in(name, language) for name in SET_NAMES]


def has_set(name: str, language: str) -> bool:
    """Whether a ready-made survey of ours is translated into a language; all are in English."""
    return name in SET_NAMES and (language == "en" or (SETS / language / f"{name}.toml").is_file())


def words_between(name: str, language: str, other: str) -> dict[str, str]:
    """What a ready-made survey says in one language, by what it says in another; empty where one is missing."""
    if not (has_set(name, language) and has_set(name, other)):
        return {}
    ours, theirs = (_texts(set_in(name, one)[0]) for one in (language, other))
    return dict(zip(ours, theirs, strict=True))


def _texts(prompt_set: PromptSet) -> Iterator[str]:
    yield from (prompt_set.title, prompt_set.introduction)
    for prompt in prompt_set.prompts:
        yield from (prompt.text, prompt.hint, *prompt.categories)
