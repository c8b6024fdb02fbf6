"""The wording of all placeholders, and which person is "another" one."""

from collections.abc import Iterable, Iterator

import regex

from surveys.stripping.recognisers import DIRECT, INDIRECT

ORDINALS = ("a third", "a fourth", "a fifth", "a sixth", "a seventh", "an eighth", "a ninth", "a tenth")
PERSONS = ("a person", "another person", *(f"{nth} person" for nth in ORDINALS))
FURTHER_PERSON = "one more person"
OTHERS = sorted(frozenset[str]().union(*(finder.placeholders for finder in (*DIRECT, *INDIRECT))))
"""The recognisers' own placeholders, never a second list: one missing here would be searched for names."""
WORDINGS = (*PERSONS, FURTHER_PERSON, *OTHERS)

# Exactly our own placeholders, also when a writer typed one; nothing else in brackets.
PLACEHOLDER = regex.compile(r"\[(?:" + "|".join(map(regex.escape, WORDINGS)) + r")\]")
TITLES_AND_MARKS = regex.compile(r"\b(?:dr|prof|mrs?|ms|mme|sr|sra)\b|[^\p{L}\p{M}]+")


def number_people(names: Iterable[str], already: int) -> Iterator[str]:
    """One wording per name, in the order of the text.

    A name that is a part of an earlier one, or has an earlier one as its part, is the same person.
    `already` is the number of people whom the text has as placeholders before. After the last wording of its own,
    everyone is "one more person", so that a list of a thousand names takes no longer than a thousand times one.
    """
    known: list[set[str]] = []
    for name in names:
        parts = {part for part in TITLES_AND_MARKS.split(name.lower()) if len(part) > 1} or {name.lower()}
        same = next((i for i, others in enumerate(known) if parts <= others or others <= parts), len(known))
        if same == len(PERSONS):
            yield FURTHER_PERSON
            continue
        if same == len(known):
            known.append(set())
        known[same] |= parts
        yield PERSONS[already + same] if already + same < len(PERSONS) else FURTHER_PERSON


def people_in(text: str) -> int:
    """How many different people the text has as placeholders."""
    return sum(f"[{wording}]" in text for wording in (*PERSONS, FURTHER_PERSON))
