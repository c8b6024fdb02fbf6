"""The sets in other languages are the same surveys: only their words differ, and they fit the form of a draft."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from surveys.catalogue import SET_NAMES, PromptSet, find_set
from surveys.catalogue.loading import SETS
from tests.catalogue.test_rules_for_our_sets import has_doubles, texts_of

TRANSLATED = sorted(SETS.glob("*/*.toml"))
MOST = {"title": 80, "summary": 180, "introduction": 700, "text": 200, "hint": 160, "categories": 60}
"""Characters that the fields of a draft take; a summary is only read."""


def shape_of(prompt_set: PromptSet) -> tuple[object, ...]:
    prompts = [(bool(prompt.hint), len(prompt.categories)) for prompt in prompt_set.prompts]
    return prompt_set.minimum, prompt_set.sensitive, prompt_set.audience, prompts


def slips_in(prompt_set: PromptSet) -> Iterator[str]:
    for key, text in texts_of(prompt_set):
        # a no-break space may come before a sign, as in French
        if len(text) > MOST[key] or text != text.strip() or "  " in text or "\n" in text:
            yield f"{key}: {text}"
    if has_doubles(prompt.text for prompt in prompt_set.prompts):
        yield "text: twice"
    if any(has_doubles(prompt.categories) for prompt in prompt_set.prompts):
        yield "categories: twice"


def test_some_sets_are_translated() -> None:
    assert {path.stem for path in TRANSLATED} == set(SET_NAMES)


@pytest.mark.parametrize("path", TRANSLATED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_translated_set_is_the_same_survey_in_other_words(path: Path) -> None:
    theirs = find_set(path.stem, path.parent)
    assert shape_of(theirs) == shape_of(find_set(path.stem))
    assert list(slips_in(theirs)) == []
