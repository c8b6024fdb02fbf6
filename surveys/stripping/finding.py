"""find(): all recognisers over one text, until nothing more is to be taken out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from surveys.stripping.cleaning import fold
from surveys.stripping.findings import Certainty, Finding
from surveys.stripping.placeholders import PLACEHOLDER, number_persons, persons_in
from surveys.stripping.recognisers import DIRECT, INDIRECT, Recogniser, Span, find_names

VEIL = "\ufffc"
"""Stands for a placeholder. No recogniser's pattern may reach over it."""


@dataclass(frozen=True)
class Veiled:
    """A text in which each placeholder is one VEIL; `origin[i]` is where letter i stood in the text given.

    A stripped text and its original, once veiled, are the same. So whatever is found in one is found in the
    other, and stripping what is stripped changes nothing.
    """

    text: str
    origin: tuple[int, ...]

    def over(self, stretches: Iterable[tuple[int, int]]) -> "Veiled":
        """With these stretches (sorted, apart) under the veil too."""
        letters: list[str] = []
        origin: list[int] = []
        done = 0
        for start, end in stretches:
            letters += [self.text[done:start], VEIL]
            origin += (*self.origin[done:start], self.origin[start])
            done = end
        return Veiled("".join([*letters, self.text[done:]]), (*origin, *self.origin[done:]))


def find(text: str) -> tuple[Finding, ...]:
    """What points to a person in any text: sorted, apart, with offsets on the text given; never fails."""
    folded = fold(text)
    veiled = Veiled(folded, tuple(range(len(text) + 1))).over(m.span() for m in PLACEHOLDER.finditer(folded))
    found: list[tuple[int, int, Span]] = []
    direct: tuple[Recogniser, ...] = (*DIRECT, partial(find_names, remembered={}))
    while spans := list(_apart(veiled.text, direct)):
        found += [_at_home(veiled, span) for span in spans]
        veiled = veiled.over((span.start, span.end) for span in spans)
    found += [_at_home(veiled, span) for span in _apart(veiled.text, INDIRECT)]
    found.sort(key=lambda entry: entry[0])
    return tuple(_with_wording(text, found))


def _apart(text: str, recognisers: Iterable[Recogniser]) -> list[Span]:
    """What the recognisers find, sorted; where two overlap, the recogniser named first is right."""
    taken = bytearray(len(text))
    kept = []
    for recogniser in recognisers:
        for span in recogniser(text):
            if not any(taken[span.start : span.end]) and VEIL not in text[span.start : span.end]:
                taken[span.start : span.end] = b"\1" * (span.end - span.start)
                kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def _at_home(veiled: Veiled, span: Span) -> tuple[int, int, Span]:
    # The last letter's place plus one, not the next letter's place: a veil may follow.
    return veiled.origin[span.start], veiled.origin[span.end - 1] + 1, span


def _with_wording(text: str, found: list[tuple[int, int, Span]]) -> Iterator[Finding]:
    persons = number_persons((text[start:end] for start, end, span in found if span.kind == "PERSON"), persons_in(text))
    for start, end, span in found:
        wording = next(persons) if span.kind == "PERSON" else span.placeholder
        yield Finding(start, end, span.kind, span.direct, span.certainty, f"[{wording}]")


def is_removed_by_default(finding: Finding) -> bool:
    """Whether the finding goes unless the writer says otherwise."""
    return finding.certainty is not Certainty.HINT
