"""Stripping over notes marked by hand: shares by kind and language, with intervals.

    PYTHONPATH=. python bench/marked_notes.py bench/training/retired/*.txt

One note a line, perhaps with its language and a tab before it; each mention is `[[KIND|words]]`, a new line `\\\\n`. An
interval holds 95 of 100 draws of as many notes (bootstrap).
"""

import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import regex

from surveys.stripping import Certainty, find

MARK = regex.compile(r"\[\[([A-Z]+)\|([^]]+)\]\]")
LANGUAGE = regex.compile(r"([a-z]{2})\t")
DIRECT = frozenset({"PERSON", "EMAIL", "PHONE", "URL", "HANDLE", "ID", "ROOM", "ADDRESS"})
INDIRECT = frozenset({"ORG", "PLACE", "NATIONALITY", "DATE", "ROLE", "AGE", "FAMILY", "ONLY"})
GROUPS = {"direct": DIRECT, "persons": frozenset({"PERSON"}), "other direct": DIRECT - {"PERSON"}, "indirect": INDIRECT}
DRAWS = 400


class Measured(NamedTuple):
    """One note: kind of each mention, whether it is removed, whether removed or underlined; both of the whole note."""

    mentions: list[tuple[str, bool, bool]]
    is_robbed: bool
    is_touched: bool


def main() -> None:
    """A table for each file, as written and in small letters."""
    for path in map(Path, sys.argv[1:]):
        for lower in (False, True):
            by_language: dict[str, list[Measured]] = defaultdict(list)
            for language, text, mentions in notes(path):
                shown = text.lower() if lower and len(text.lower()) == len(text) else text
                by_language[language].append(measured(shown, mentions))
            if len(by_language) > 1:
                by_language["all"] = [one for notes_of in by_language.values() for one in notes_of]
            for language, found in by_language.items():
                print(f"{path.stem} {language}{' in small letters' if lower else ''}: {len(found)} notes")
                show(found)


def notes(path: Path) -> Iterator[tuple[str, str, list[tuple[int, int, str]]]]:
    """Language, text and mentions of each line."""
    for line in filter(str.strip, path.read_text("utf-8").splitlines()):
        language = LANGUAGE.match(line)
        marked = (line[language.end() :] if language else line).replace("\\n", "\n")
        text, mentions, done = "", [], 0
        for match in MARK.finditer(marked):
            text += marked[done : match.start()]
            mentions.append((len(text), len(text) + len(match[2]), match[1]))
            text, done = text + match[2], match.end()
        yield language[1] if language else "", text + marked[done:], mentions


def measured(text: str, mentions: list[tuple[int, int, str]]) -> Measured:
    findings = find(text)
    underlined = {place for one in findings for place in range(one.start, one.end)}
    removed = {p for one in findings if one.certainty is not Certainty.HINT for p in range(one.start, one.end)}

    def is_in(places: set[int], start: int, end: int) -> bool:
        return all(place in places or not text[place].isalnum() for place in range(start, end))

    kinds = [(kind, is_in(removed, start, end), is_in(underlined, start, end)) for start, end, kind in mentions]
    return Measured(kinds, bool(removed), bool(underlined))


def show(found: list[Measured]) -> None:
    for name, kinds in GROUPS.items():
        for what, column in (("removed", 1), ("removed or underlined", 2)):
            _show_share(
                f"{name} {what}", found, lambda one, k=kinds, c=column: [m[c] for m in one.mentions if m[0] in k]
            )
    _show_share("clean notes with something removed", found, lambda one: [] if one.mentions else [one.is_robbed])
    _show_share("clean notes with something underlined", found, lambda one: [] if one.mentions else [one.is_touched])


def _show_share(name: str, found: list[Measured], hits: Callable[[Measured], list[bool]]) -> None:
    counts = [(sum(of_note), len(of_note)) for of_note in map(hits, found) if of_note]
    if not counts:
        return
    chance = random.Random(1)
    draws = sorted(_share(chance.choices(counts, k=len(counts))) for _ in range(DRAWS))
    low, high = draws[DRAWS // 40], draws[-DRAWS // 40 - 1]
    print(f"  {name:40} {_share(counts):.3f} [{low:.3f} {high:.3f}] of {sum(of for _, of in counts)}")


def _share(counts: list[tuple[int, int]]) -> float:
    return sum(hits for hits, _ in counts) / sum(of for _, of in counts)


if __name__ == "__main__":
    main()
