"""A ready-made survey of the catalogue."""

from dataclasses import dataclass

from surveys.survey import Audience, Prompt

MOST_PROMPTS = 8
MOST_CATEGORIES = 20


@dataclass(frozen=True)
class PromptSet:
    """The words and defaults from which a facilitator starts a survey.

    `name` is the file's name without `.toml`.
    `summary` is shown in the facilitators' list of sets; participants read `title` and `introduction`.
    `sensitive` means that notes may describe harm, so a survey needs contacts before it can be opened.
    `audience` is wide only if the introduction says that more people will read the notes.
    """

    name: str
    title: str
    summary: str
    introduction: str
    prompts: tuple[Prompt, ...]
    minimum: int
    sensitive: bool
    audience: Audience = Audience.MEETING
