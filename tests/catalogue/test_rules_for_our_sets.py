"""The sets that we ship keep the rules for their words, and each rule can fail."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from surveys.catalogue import MOST_CATEGORIES, MOST_PROMPTS, SET_NAMES, PromptSet, find_set
from surveys.survey import SMALLEST_MINIMUM, Prompt

LONGEST = {"title": 80, "summary": 120, "introduction": 350, "text": 160, "hint": 120, "categories": 60}
"""Characters for each key, so that title, introduction and first question fit one phone screen."""

GOOD = PromptSet(
    name="lunch",
    title="Lunch",
    summary="What we eat.",
    introduction="A short survey about lunch.",
    prompts=(Prompt("What do you like?", "One dish.", ("Soup", "Bread")), Prompt("What is missing?")),
    minimum=5,
    sensitive=False,
)


def slips_in(prompt_set: PromptSet) -> list[str]:
    """A key and what is wrong with it, for each rule that the set breaks."""
    slips = [f"{key}: {problem}" for key, text in texts_of(prompt_set) for problem in problems_with(text, LONGEST[key])]
    # notes and example files name a question by its text, so it must be unique
    if has_doubles(prompt.text for prompt in prompt_set.prompts):
        slips.append("text: twice")
    if any(has_doubles(prompt.categories) for prompt in prompt_set.prompts):
        slips.append("categories: twice")
    if len(prompt_set.prompts) > MOST_PROMPTS:
        slips.append("prompts: too many")
    if any(len(prompt.categories) > MOST_CATEGORIES for prompt in prompt_set.prompts):
        slips.append("categories: too many")
    if prompt_set.minimum < SMALLEST_MINIMUM:
        slips.append("minimum: too small")
    return slips


def texts_of(prompt_set: PromptSet) -> Iterator[tuple[str, str]]:
    for key in ("title", "summary", "introduction"):
        yield key, getattr(prompt_set, key)
    for prompt in prompt_set.prompts:
        yield "text", prompt.text
        yield from (("categories", category) for category in prompt.categories)
        if prompt.hint:
            yield "hint", prompt.hint


def problems_with(text: str, most: int) -> Iterator[str]:
    if not text.strip():
        yield "empty"
    elif text != " ".join(text.split()):
        yield "spaces"  # line breaks, doubled spaces, or spaces at an end
    if len(text) > most:
        yield "too long"


def has_doubles(texts: Iterable[str]) -> bool:
    return max(Counter(text.casefold() for text in texts).values(), default=0) > 1


@pytest.mark.parametrize("name", SET_NAMES)
def test_our_sets_keep_every_rule(name: str) -> None:
    assert slips_in(find_set(name)) == []


def test_the_good_set_keeps_every_rule() -> None:
    assert slips_in(GOOD) == []


@pytest.mark.parametrize(
    ("change", "slip"),
    [
        ({"summary": ""}, "summary: empty"),
        ({"summary": "  "}, "summary: empty"),
        ({"summary": " What we eat."}, "summary: spaces"),
        ({"summary": "What\nwe eat."}, "summary: spaces"),
        ({"introduction": "What  we eat."}, "introduction: spaces"),
        ({"title": 81 * "x"}, "title: too long"),
        ({"summary": 121 * "x"}, "summary: too long"),
        ({"introduction": 351 * "x"}, "introduction: too long"),
        ({"minimum": 4}, "minimum: too small"),
        ({"prompts": tuple(Prompt(f"Question {number}?") for number in range(9))}, "prompts: too many"),
        ({"prompts": (Prompt("What is missing?"), Prompt("what is MISSING?"))}, "text: twice"),
        ({"prompts": (Prompt(""),)}, "text: empty"),
        ({"prompts": (Prompt(161 * "x"),)}, "text: too long"),
        ({"prompts": (Prompt("What?", "One dish. "),)}, "hint: spaces"),
        ({"prompts": (Prompt("What?", " "),)}, "hint: empty"),
        ({"prompts": (Prompt("What?", 121 * "x"),)}, "hint: too long"),
        ({"prompts": (Prompt("What?", "", ("Soup", "soup")),)}, "categories: twice"),
        ({"prompts": (Prompt("What?", "", ("Soup", "")),)}, "categories: empty"),
        ({"prompts": (Prompt("What?", "", (61 * "x",)),)}, "categories: too long"),
        ({"prompts": (Prompt("What?", "", tuple(f"c{n}" for n in range(21))),)}, "categories: too many"),
    ],
)
def test_each_rule_can_fail(change: dict[str, Any], slip: str) -> None:
    assert slips_in(replace(GOOD, **change)) == [slip]


def test_the_longest_and_the_most_are_allowed() -> None:
    categories = tuple(f"{number:x>60}" for number in range(20))
    prompts = tuple(Prompt(f"{number:x>160}", 120 * "x", categories) for number in range(8))
    head: dict[str, Any] = {key: LONGEST[key] * "x" for key in ("title", "summary", "introduction")}
    assert slips_in(replace(GOOD, prompts=prompts, **head)) == []
