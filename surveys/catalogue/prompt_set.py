"""A ready-made survey of the catalogue."""

from dataclasses import dataclass

from surveys.survey import Prompt


@dataclass(frozen=True)
class PromptSet:
    """The words and defaults from which a facilitator starts a survey; `name` is its file name without `.toml`."""

    name: str
    title: str
    summary: str
    introduction: str
    prompts: tuple[Prompt, ...]
    minimum: int
    sensitive: bool
