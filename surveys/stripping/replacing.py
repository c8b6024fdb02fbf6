"""strip(): the text without what was found in it."""

from collections.abc import Mapping
from types import MappingProxyType

from surveys.stripping.finding import find, is_removed_by_default
from surveys.stripping.findings import Certainty, Choice, CleanText, Finding, Stripped, StrippedText


def strip(text: CleanText, choices: Mapping[int, Choice] = MappingProxyType({})) -> Stripped:
    """Put placeholders for all findings but those that the writer keeps.

    `choices` go by the index of a finding in `find(text)`. Without a choice, certain and likely findings
    are replaced and hints stay. What is certain is replaced whatever the choice says. Stripping a stripped
    text again changes nothing.
    """
    return choose(text, find(text), choices)


def choose(text: CleanText, findings: tuple[Finding, ...], choices: Mapping[int, Choice]) -> Stripped:
    """The same where the findings of this text are known: nothing is searched again for another choice."""
    taken = tuple(_decide(finding, choices.get(index)) for index, finding in enumerate(findings))
    return Stripped(_replace(text, findings, taken), findings, taken)


def _decide(finding: Finding, wish: Choice | None) -> Choice:
    if finding.certainty is Certainty.CERTAIN:
        return Choice.REPLACE
    if wish is not None:
        return wish
    return Choice.REPLACE if is_removed_by_default(finding) else Choice.KEEP


def _replace(text: str, findings: tuple[Finding, ...], choices: tuple[Choice, ...]) -> StrippedText:
    parts, done = [], 0
    for finding, choice in zip(findings, choices, strict=True):
        if choice is Choice.REPLACE:
            parts += [text[done : finding.start], finding.replacement]
            done = finding.end
    return StrippedText("".join([*parts, text[done:]]))
