"""The discussion sheet as data: what every format is rendered from."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from surveys.documents.word_cloud import FEWEST_WORDS, WordCount
from surveys.numbers.about_you import Fractions

PAPERS = ("a4", "us-letter")
"""What a sheet can be printed on, as typst names them; the first one unless somebody asks for another."""

BESIDE_THE_CLOUD = 20
"""So many words are in the picture of a document and in the table at its side."""
IN_THE_TABLE = 24
"""So many are in a table without a picture."""


@dataclass(frozen=True)
class SheetAnswer:
    """What somebody answers in the name of a role, such as the spokesperson."""

    role: str
    text: str


@dataclass(frozen=True)
class SheetNote:
    """One note of the sheet. `number` counts from 1 through the whole edition.

    `needs_care`: there is a content warning before the text, and a published page shows it folded.
    `question` and `category` are given where the headings above the note do not say them. `aloud`: its writer lets it
    be read out in the meeting; only slides ask, and no document says so.
    """

    number: int
    text: str
    needs_care: bool = False
    question: str = ""
    category: str = ""
    answers: tuple[SheetAnswer, ...] = ()
    aloud: bool = False
    is_withheld: bool = False


@dataclass(frozen=True)
class SheetGroup:
    """The notes of one category under one heading; `category` is "" for notes without one."""

    category: str
    notes: tuple[SheetNote, ...]


@dataclass(frozen=True)
class SheetAction:
    """What could be done about a concern; `owner` is a role, `state` is in the words that readers see.

    Either of the first two may be empty, and so may `owner` and, but for what was declined, `reason`.
    """

    concern: str
    action: str
    owner: str
    state: str
    reason: str = ""


@dataclass(frozen=True)
class SheetSection:
    """A question, a category or a theme with its notes; a theme also has its possible actions."""

    heading: str
    groups: tuple[SheetGroup, ...]
    actions: tuple[SheetAction, ...] = ()
    answers: tuple[SheetAnswer, ...] = ()


@dataclass(frozen=True)
class SheetTheme:
    """What organisers grouped: the numbers of its notes on this sheet, and its possible actions.

    The last one may have the name "": it has the actions that are under no theme.
    """

    name: str
    notes: tuple[int, ...]
    actions: tuple[SheetAction, ...]
    answers: tuple[SheetAnswer, ...] = ()


@dataclass(frozen=True)
class Tally:
    """Numbers of notes by name; small ones are described in words."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SheetCounts:
    """Notes, not people. collected = shown + not_shared + sum(withheld.values()); masked are among the shown.

    `withheld` counts by reason, the reason in the words that readers see; `paper` counts those of the collected
    ones that came on paper. Nothing shows which they are, unless they were added to the end of a version (decision 28).
    """

    collected: int
    shown: int
    not_shared: int
    masked: int
    withheld: Mapping[str, int]
    paper: int = 0


@dataclass(frozen=True)
class Sheet:
    """One edition, ready to be rendered.

    `audience` is in the words of the sharing sentences: "the people at the meeting".
    `labels` are the fixed words of every format, already translated (see `labels.py`).
    `words` is the ranked table of the word cloud; empty where there are not enough notes.
    """

    title: str
    introduction: str
    audience: str
    edition: str
    counts: SheetCounts
    sections: tuple[SheetSection, ...]
    words: tuple[WordCount, ...]
    labels: Mapping[str, str]
    language: str = "en"
    closed_on: str = ""
    """The day on which collection was closed, as in 31 March 2026; empty where it was not stored."""
    themes: tuple[SheetTheme, ...] = ()
    about_you: tuple[Fractions, ...] = ()
    tallies: tuple[Tally, ...] = ()
    """Only in a summary, whose sections hold quotations instead of all notes, and whose themes what was agreed."""
    ideas: tuple[SheetTheme, ...] = ()
    """Only in a summary: the themes with the actions that nobody has agreed to."""
    asked_by: str = ""
    """The organisation or office that asked; empty if the survey names none."""
    logo: str = ""
    """Their logo as an address with the picture in it; empty if there is none."""
    contacts: str = ""
    code_of_conduct: str = ""
    """Whom to turn to and the address of the rules, in the words of the survey; each may be empty."""
    late_keys: int = 0
    """How often somebody was given the key of the survey after closing."""
    arrangement: str = "question"
    """What the headings are: question, category or theme."""
    says_questions: bool = False
    """Whether a quiet line beside each note says its question, where the heading does not."""
    asked_in: str = ""
    """The language of the survey's own words, which may be none that our labels speak; "" for that of the sheet."""
    paper: str = "a4"
    """What it is printed on: one of PAPERS."""
    layout: str = "sheet"
    """Which template of the PDF lays it out: sheet or management-summary."""

    @property
    def has_cloud(self) -> bool:
        """Whether there are enough words to draw; a summary is too short for a picture."""
        return len(self.words) >= FEWEST_WORDS and self.layout == "sheet"

    @property
    def words_in_table(self) -> tuple[WordCount, ...]:
        """The words that a document lists, with or without the picture."""
        return self.words[: BESIDE_THE_CLOUD if self.has_cloud else IN_THE_TABLE]

    def rows(self) -> Iterator[tuple[SheetNote, str, str]]:
        """Every note in the order of its number, with its question and category."""
        for section in self.sections:
            for group in section.groups:
                for note in group.notes:
                    yield note, note.question or section.heading, note.category or group.category


def sheet_as_data(sheet: Sheet) -> dict[str, Any]:
    """The sheet as dicts, lists, strings and numbers, for JSON; `sheet_from_data` is the way back."""
    return asdict(sheet)


def sheet_from_data(data: dict[str, Any]) -> Sheet:
    """The sheet that `sheet_as_data` took apart."""
    parts = {
        "counts": SheetCounts(**data["counts"]),
        "sections": tuple(_section(part) for part in data["sections"]),
        "words": tuple(WordCount(**word) for word in data["words"]),
        "themes": tuple(_theme(part) for part in data["themes"]),
        "ideas": tuple(_theme(part) for part in data["ideas"]),
        "about_you": tuple(Fractions(**part | {"rows": tuple(map(tuple, part["rows"]))}) for part in data["about_you"]),
        "tallies": tuple(Tally(part["title"], tuple(map(tuple, part["rows"]))) for part in data["tallies"]),
    }
    return Sheet(**{**data, **parts})


def _section(data: dict[str, Any]) -> SheetSection:
    groups = (
        SheetGroup(group["category"], tuple(SheetNote(**note | {"answers": _answers(note)}) for note in group["notes"]))
        for group in data["groups"]
    )
    return SheetSection(data["heading"], tuple(groups), _actions(data), _answers(data))


def _theme(data: dict[str, Any]) -> SheetTheme:
    return SheetTheme(data["name"], tuple(data["notes"]), _actions(data), _answers(data))


def _actions(data: dict[str, Any]) -> tuple[SheetAction, ...]:
    """Pages that were published by an older program have none under a question."""
    return tuple(SheetAction(**action) for action in data.get("actions", ()))


def _answers(data: dict[str, Any]) -> tuple[SheetAnswer, ...]:
    """Pages that were published by an older program have none."""
    return tuple(SheetAnswer(**answer) for answer in data.get("answers", ()))
