"""What a survey is: its questions, its settings, its state. No Flask, no storage."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum

SMALLEST_MINIMUM = 5
"""No setting and no facilitator can lower k below this (promise 14)."""


class State(StrEnum):
    """The stored stage of a survey."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Sharing(IntEnum):
    """How far the writer lets a note go; each level includes the ones before."""

    ORGANISERS = 0
    SHEET = 1
    ALOUD = 2


class Audience(StrEnum):
    """Who a sheet is for; it can be narrowed after opening, never widened."""

    MEETING = "meeting"
    COLLABORATION = "collaboration"


@dataclass(frozen=True)
class Prompt:
    """One question. `categories` may be empty; `hint` says in one line what a good answer looks like."""

    text: str
    hint: str = ""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class AboutQuestion:
    """One coarse question about the writer; its answers are counted and never joined to a note."""

    text: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Translation:
    """Words of a survey in one more language, each behind the original that it translates."""

    language: str
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Survey:
    """One collection, as the office database stores it.

    Wording in every language, `minimum`, `audience`, `places`, `tickets`, `delete_on` and `asked_by` are frozen at
    opening.
    `opens_at` and `closes_at` are times of the server's clock that come once, evaluated on request.
    """

    id: str
    slug: str
    title: str
    introduction: str
    prompts: tuple[Prompt, ...]
    set_name: str = "blank"
    sensitive: bool = False
    contacts: str = ""
    code_of_conduct: str = ""
    minimum: int = SMALLEST_MINIMUM
    audience: Audience = Audience.MEETING
    places: int = 100
    state: State = State.DRAFT
    paused: bool = False
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    opened_on: date | None = None
    delete_on: date | None = None
    public_key: bytes = b""
    closed_on: date | None = None
    """The day of the last closing; a survey that an early release closed has none."""
    about_you: tuple[AboutQuestion, ...] = ()
    """Asked together with the notes, and stored apart from them; empty if nothing is asked."""
    round_of: str = ""
    """The id of the first round, which may be deleted; "" for the first round itself."""
    zone: str = ""
    """Where its times are shown as clocks show them there, such as "Europe/Zurich"; "" for the server's zone."""
    asked_by: str = ""
    """Who asks, on one line, such as "CMS Diversity Office"."""
    after_thanks: str = ""
    after_thanks_link: str = ""
    """What people read once they have sent, such as "Want a mentor? Leave your name there", and where it leads."""

    language: str = "en"
    translations: tuple[Translation, ...] = ()
    """The language of its words, and the same words in others. Which one somebody wrote in is not stored."""

    tickets: int = 0
    """How many tickets were drawn for it, each good for one sending; 0 where anybody with the link may write."""

    @property
    def languages(self) -> tuple[str, ...]:
        """All languages that people can read it in, the first one first."""
        return (self.language, *(one.language for one in self.translations))

    @property
    def first_round(self) -> str:
        """What all rounds of one survey have in common: the id of the first."""
        return self.round_of or self.id

    def is_not_yet_open(self, now: datetime) -> bool:
        """Whether people have to wait, because it is a draft or its opening hour has not come."""
        return self.state is State.DRAFT or (self.opens_at is not None and now < self.opens_at)

    def is_due(self, today: date) -> bool:
        """Whether its deletion day has come."""
        return self.state is not State.DRAFT and self.delete_on is not None and self.delete_on <= today

    def is_over(self, now: datetime) -> bool:
        """Whether collection has ended, by hand, by its closing hour or by the deletion day."""
        return self.state is State.CLOSED or self.is_past_its_hour(now) or self.is_due(now.date())

    def is_past_its_hour(self, now: datetime) -> bool:
        """Whether its closing hour has come."""
        return self.closes_at is not None and now >= self.closes_at

    def closure(self, now: datetime) -> str:
        """Why no note is taken now: over, early or paused; "" while notes are taken."""
        reasons = {"over": self.is_over(now), "early": self.is_not_yet_open(now), "paused": self.paused}
        return next((reason for reason, holds in reasons.items() if holds), "")

    def is_accepting(self, now: datetime) -> bool:
        """Whether a note sent now is taken."""
        return not self.closure(now)
