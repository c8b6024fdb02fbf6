"""The example notes of the demo fit their sets and are of the kinds that sheets must survive."""

import json
from pathlib import Path

import pytest

from surveys.catalogue import find_set
from surveys.survey import Sharing

FOLDER = Path(__file__).parents[2] / "docs" / "examples"
FILES = sorted(FOLDER.glob("*.jsonl"))
LONGEST_NOTE = 3_800
AT_LEAST = {"sticky-notes": 30, "microaggressions": 15, "imposter-syndrome": 15, "what-diversity-means": 10}


def notes_of(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]


def test_there_are_examples_for_several_sets() -> None:
    counts = {path.stem: len(notes_of(path.stem)) for path in FILES}
    assert counts.keys() == AT_LEAST.keys()
    assert all(counts[name] >= least for name, least in AT_LEAST.items())
    assert sum(counts.values()) >= 60


@pytest.mark.parametrize("name", [path.stem for path in FILES])
def test_examples_fit_their_set(name: str) -> None:
    prompts = {prompt.text: prompt for prompt in find_set(name).prompts}
    first = find_set(name).prompts[0].text
    for note in notes_of(name):
        assert note.keys() <= {"prompt", "category", "text", "sharing"}
        prompt = prompts[note.get("prompt", first)]
        assert note.get("category", "") in ("", *prompt.categories)
        assert note["sharing"].upper() in Sharing.__members__
        assert note["text"].strip()
        assert len(note["text"].encode()) <= LONGEST_NOTE


@pytest.mark.parametrize("name", [path.stem for path in FILES])
def test_examples_reach_the_minimum_of_their_set_and_every_question_is_answered(name: str) -> None:
    prompt_set = find_set(name)
    asked = [note.get("prompt", prompt_set.prompts[0].text) for note in notes_of(name)]
    assert max(asked.count(prompt.text) for prompt in prompt_set.prompts) >= prompt_set.minimum
    assert all(prompt.text in asked for prompt in prompt_set.prompts)


def test_no_example_stands_there_twice() -> None:
    texts = [note["text"] for path in FILES for note in notes_of(path.stem)]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize(
    "piece",
    [
        "<b>",
        "=SUM",
        "$",
        "@",
        "_",
        "\n#",
        "\n*",
        "&",
        '"',
        "\n\n",
        "🙂",
        "أ",
        "ע",
        "मुझे",
        "我",
        "私",
        "Θ",
        "ễ",
        "ß",
        "¿",
    ],
)
def test_examples_hold_what_breaks_documents(piece: str) -> None:
    assert any(piece in note["text"] for path in FILES for note in notes_of(path.stem))
