"""Notes as participants typed them, stripped as the writer chose. None of this is stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from flask import abort

from surveys.collecting import Answer, excess_of, sign
from surveys.sealing import TEXT_LIMIT
from surveys.stripping import Certainty, Choice, CleanText, Finding, Stripped, choose, strip
from surveys.survey import Sharing, Survey

ALL_HINTS = "all"
"""The tick that replaces every underlined part, instead of one tick for each."""
KEEP_ALL = "none"
"""The tick that keeps everything but what is certain. Single ticks are exceptions from it."""
REMOVE = "r"
"""Before a position: the tick that removes what the writer keeps with everything else."""
LONGEST_TO_STRIP = TEXT_LIMIT + 1_000
"""Characters of a note and of what stripping may remove, such as a long link. A longer text is not searched."""


@dataclass(frozen=True)
class Piece:
    """A stretch of the note as shown: plain, a `tag` for what is removed, or a `mark` for what could be."""

    text: str
    look: str = ""


@dataclass(frozen=True)
class Switch:
    """What the writer can change about one finding, and whether they have."""

    value: str
    original: str
    replacement: str
    is_kept: bool
    """Whether the part stays unless the box is ticked; else the tick keeps it."""
    is_ticked: bool


@dataclass(frozen=True)
class TypedNote:
    """One note as it came in a form, cleaned, with the writer's choices; only `collect` decides what is stored."""

    prompt: int
    category: int | None
    text: CleanText
    flips: tuple[str, ...]
    shown: str
    sharing: Sharing | None
    ticked: tuple[str, ...] = ()
    has_lost_ticks: bool = False
    signature: str = ""
    """As it came with the form; only `collect` finds out whether it is ours."""

    @cached_property
    def stripped(self) -> Stripped:
        """The text with the writer's choices; a forged choice is a 400."""
        return self._strip(self.flips)

    @property
    def differs_by_ticks_alone(self) -> bool:
        """Whether it is what was shown, except for what the writer has ticked since then."""
        return self.shown in (self.stripped.text, self._strip(self.ticked).text)

    @cached_property
    def _by_default(self) -> Stripped:
        """The text as it is without any choice."""
        return strip(self.text)

    def _strip(self, flips: tuple[str, ...]) -> Stripped:
        return choose(self.text, self._by_default.findings, dict(self._chosen_by(flips))) if flips else self._by_default

    def _chosen_by(self, flips: tuple[str, ...]) -> Iterator[tuple[int, Choice]]:
        """What each tick decides; the last one for a finding counts, so single ones come last."""
        findings = self._by_default.findings
        hints = [place for place, finding in enumerate(findings) if finding.certainty is Certainty.HINT]
        if KEEP_ALL in flips:
            yield from ((place, Choice.KEEP) for place in range(len(findings)))
        if ALL_HINTS in flips:
            yield from ((place, Choice.REPLACE) for place in hints)
        for flip in flips:
            if flip not in (KEEP_ALL, ALL_HINTS):
                place = read_number(flip.removeprefix(REMOVE), below=len(findings))
                yield place, Choice.REPLACE if place in hints or flip.startswith(REMOVE) else Choice.KEEP

    @property
    def keeps_all(self) -> bool:
        """Whether the writer keeps everything, perhaps with exceptions."""
        return KEEP_ALL in self.flips

    @property
    def ticks(self) -> list[str]:
        """The boxes that are ticked on its check page."""
        single = [switch.value for switch in self.switches if switch.is_ticked]
        return [KEEP_ALL, *single] if self.keeps_all else single

    def choices(self) -> dict[int, Choice]:
        """The writer's choice for each finding; empty if they changed none."""
        return dict(enumerate(self.stripped.choices)) if self.flips else {}

    @property
    def excess(self) -> int:
        """About how many characters too long it is; 0 if it fits. A book is not stripped first."""
        return excess_of(self.text if len(self.text) > LONGEST_TO_STRIP else self.stripped.text)

    @property
    def pieces(self) -> list[Piece]:
        """The stripped text, cut at each finding; joined again, it is that text, byte for byte."""
        pieces, end = [], 0
        for finding, choice in self._chosen():
            original = Piece(self.text[finding.start : finding.end], "mark")
            shown = Piece(finding.replacement, "tag") if choice is Choice.REPLACE else original
            pieces += [Piece(self.text[end : finding.start]), shown]
            end = finding.end
        pieces.append(Piece(self.text[end:]))
        if "".join(piece.text for piece in pieces) != self.stripped.text:
            return [Piece(self.stripped.text)]
        return pieces

    @cached_property
    def switches(self) -> list[Switch]:
        """The doubtful parts: what is removed unless the writer keeps it, and what could be removed."""
        return [
            Switch(
                f"{REMOVE if self.keeps_all and not is_hint else ''}{place}",
                self.text[finding.start : finding.end],
                finding.replacement,
                is_kept := is_hint or self.keeps_all,
                (choice is Choice.REPLACE) == is_kept,
            )
            for place, (finding, choice) in enumerate(self._chosen())
            if (is_hint := finding.certainty is Certainty.HINT) or finding.certainty is Certainty.LIKELY
        ]

    def answer(self, sharing: Sharing) -> Answer:
        """The note as it is sent; the sharing choice for this note alone overrides the common one."""
        own = self.sharing if self.sharing is not None else sharing
        return Answer(self.prompt, self.category, own, self.text, self.choices, self.shown, self.flips, self.signature)

    def signed_for(self, survey: Survey) -> str:
        """The signature that its check page carries, for the boxes as they are ticked there."""
        return sign(survey, self.prompt, self.text, self.ticks, self.stripped.text)

    def _chosen(self) -> Iterator[tuple[Finding, Choice]]:
        return zip(self.stripped.findings, self.stripped.choices, strict=True)


def read_number(value: str, *, below: int) -> int:
    """A position that a form sends; any other value is forged: a 400."""
    if not (value.isascii() and value.isdecimal() and len(value) < 5 and int(value) < below):
        abort(400)
    return int(value)
