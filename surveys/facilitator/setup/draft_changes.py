"""What several people, or two tabs, change in one draft: nobody overwrites words that they have not seen."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from flask_babel import gettext

from surveys.clocks import day_in_words
from surveys.documents.collating import audience_words
from surveys.facilitator.setup.times import zone_of
from surveys.languages import page_language
from surveys.survey import AboutQuestion, Audience, Prompt, Survey

TIMES = ("zone", "opens_at", "closes_at")
EDITED = (
    *("title", "asked_by", "introduction", "prompts", "about_you", "contacts", "code_of_conduct"),
    *("after_thanks", "after_thanks_link"),
    *("audience", "tickets", "places", "minimum", "delete_on", *TIMES),
)
"""What the page of a draft changes, in its order."""


@dataclass(frozen=True)
class Change:
    """What somebody typed, beside what they began from (None if nobody knows any more) and what is saved now."""

    typed: Mapping[str, Any]
    base: Mapping[str, Any] | None
    saved: Mapping[str, Any]

    def mine(self) -> dict[str, Any]:
        """The fields that this person changed, as they typed them."""
        return {
            name: value
            for name, value in self.typed.items()
            if value != self.saved[name] and (self.base is None or value != self.base[name])
        }

    def conflicts(self) -> list[str]:
        """The fields that somebody else has changed as well, and differently."""
        return [name for name in self.mine() if self.base is None or self.saved[name] != self.base[name]]

    def result(self, choices: Mapping[str, str]) -> dict[str, Any] | None:
        """What is to be saved, with a choice for each conflict, "mine" or "saved"; None while one is missing."""
        conflicts = self.conflicts()
        if any(choices.get(name) not in ("mine", "saved") for name in conflicts):
            return None
        dropped = {name for name in conflicts if choices[name] == "saved"}
        return {**self.saved, **{name: value for name, value in self.mine().items() if name not in dropped}}

    def is_merged(self) -> bool:
        """Whether somebody else changed what this person sees on their page."""
        return self.base is not None and self.base != self.saved


def edited(survey: Survey) -> dict[str, Any]:
    """The fields of a draft that its page changes; surveys of earlier releases name no zone."""
    named = replace(survey, zone=zone_of(survey))
    return {name: getattr(named, name) for name in EDITED}


def revision_of(survey: Survey) -> str:
    """Differs whenever a field does."""
    return sha256(repr(edited(survey)).encode()).hexdigest()[:16]


def in_words(value: Any) -> str:
    """A field as people compare it."""
    if isinstance(value, tuple):
        return "\n\n".join("\n".join(_lines_of(one)) for one in value)
    if isinstance(value, Audience):
        return audience_words(value, gettext)
    if isinstance(value, datetime):
        return f"{day_in_words(value, page_language())}, {value:%H:%M}"
    return day_in_words(value, page_language()) if isinstance(value, date) else str(value or "")


def _lines_of(question: Prompt | AboutQuestion) -> list[str]:
    if isinstance(question, AboutQuestion):
        return [question.text, *(f"– {answer}" for answer in question.answers)]
    return [question.text, *filter(None, [question.hint]), *(f"– {one}" for one in question.categories)]
