"""find(): all recognisers search one text, until they find nothing more to remove."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, pairwise

import regex

from surveys.stripping.chains import reaches, widened
from surveys.stripping.cleaning import UNSEEN, fold
from surveys.stripping.findings import Certainty, Finding
from surveys.stripping.names import Memory, find_names
from surveys.stripping.placeholders import PLACEHOLDER, number_people, people_in
from surveys.stripping.recognisers import ACROSS, DIRECT, INDIRECT, Recogniser, Span
from surveys.stripping.recognisers.reading import Reading

VEIL = "\ufffc"
"""A placeholder, as recognisers see it. Nothing that is found holds one."""


@dataclass(frozen=True)
class Veiled:
    """A text in which each placeholder is one VEIL; `origin[i]` is the place of letter i in the given text.

    A stripped text and its original, once veiled, are the same. So whatever is found in one is found in the
    other, and stripping what is stripped changes nothing.
    """

    text: Reading
    origin: tuple[int, ...]

    def over(self, stretches: Iterable[tuple[int, int]], veil: str = VEIL) -> "Veiled":
        """With these stretches (sorted, without overlaps) under the veil, too; with "" for a veil, without them."""
        letters: list[str] = []
        origin: list[int] = []
        done = 0
        for start, end in stretches:
            letters += [self.text[done:start], veil]
            origin += (*self.origin[done:start], *self.origin[start : start + len(veil)])
            done = end
        return Veiled(Reading("".join([*letters, self.text[done:]])), (*origin, *self.origin[done:]))


def find(text: str) -> tuple[Finding, ...]:
    """What could identify someone in any text: sorted, without overlaps, with offsets in that text; never fails."""
    folded = fold(text)
    seen = Veiled(Reading(folded), tuple(range(len(text) + 1))).over(_places(UNSEEN, folded), "")
    veiled = seen.over(_places(PLACEHOLDER, seen.text))
    found: list[tuple[int, int, Span]] = []
    names: Recogniser = partial(find_names, memory=Memory())
    remembered: dict[str, list[Span]] = {}
    for reach in reaches():
        across = chain.from_iterable(recogniser(veiled.text) for recogniser in ACROSS)
        spans = _without_overlaps(veiled.text, _direct(veiled.text, remembered), across, names(veiled.text))
        removed = widened(veiled.text, [span for span in spans if is_removed_by_default(span)], reach)
        if not removed:
            break
        found += [_in_the_given_text(veiled, span) for span in removed]
        veiled = veiled.over((span.start, span.end) for span in removed)
    hints = (span for recogniser in INDIRECT for span in recogniser(veiled.text))
    found += [_in_the_given_text(veiled, span) for span in _without_overlaps(veiled.text, hints, spans)]
    return tuple(_worded(text, _outermost(found)))


def _places(pattern: regex.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in pattern.finditer(text))


def _direct(text: Reading, remembered: dict[str, list[Span]]) -> Iterator[Span]:
    """What the direct rules find in each piece of a text between two veils; what is remembered is not searched again.

    Most pieces are the same in every round, and a short one needs few rules: it has few cues.
    """
    bounds = [0, *(place for place, letter in enumerate(text) if letter == VEIL), len(text)]
    for start, end in pairwise(bounds):
        piece = text[start : end + 1]
        if piece not in remembered:
            reading = Reading(piece)
            remembered[piece] = list(_without_overlaps(reading, *(recogniser(reading) for recogniser in DIRECT)))
        for span in remembered[piece]:
            yield replace(span, start=start + span.start, end=start + span.end)


def _without_overlaps(text: Reading, *found: Iterable[Span]) -> list[Span]:
    """What was found, sorted; of two that overlap, the one found first wins."""
    taken = bytearray(len(text))
    spans = []
    for span in chain.from_iterable(found):
        if not any(taken[span.start : span.end]) and VEIL not in text[span.start : span.end]:
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
            spans.append(span)
    return sorted(spans, key=lambda span: span.start)


def _in_the_given_text(veiled: Veiled, span: Span) -> tuple[int, int, Span]:
    return veiled.origin[span.start], veiled.origin[span.end], span


def _outermost(found: list[tuple[int, int, Span]]) -> list[tuple[int, int, Span]]:
    """Sorted, without those inside another: the rest of a chain contains its earlier findings."""
    outermost: list[tuple[int, int, Span]] = []
    for entry in sorted(found, key=lambda entry: (entry[0], -entry[1])):
        if not outermost or entry[0] >= outermost[-1][1]:
            outermost.append(entry)
    return outermost


def _worded(text: str, found: list[tuple[int, int, Span]]) -> Iterator[Finding]:
    """Number people in the order of the text; those whose names stay by default come after all others."""
    persons = [(start, end) for start, end, span in found if span.kind == "PERSON" and is_removed_by_default(span)]
    persons += [(start, end) for start, end, span in found if span.kind == "PERSON" and not is_removed_by_default(span)]
    wordings = number_people((text[start:end] for start, end in persons), people_in(text))
    of_person = dict(zip(persons, wordings, strict=True))
    for start, end, span in found:
        wording = of_person.get((start, end), span.placeholder)
        yield Finding(start, end, span.kind, span.direct, span.certainty, f"[{wording}]")


def is_removed_by_default(found: Finding | Span) -> bool:
    """Whether it is removed unless the writer says otherwise."""
    return found.certainty is not Certainty.HINT
