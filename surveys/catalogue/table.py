"""One table of a set's file, which can say on which line a value is wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from surveys.catalogue.prompt_set import LONGEST, MOST_CATEGORIES

T = TypeVar("T")


class CatalogueError(ValueError):
    """A ready-made survey cannot be used as it is written in its file."""

    def __init__(self, file: str, line: int, key: str, problem: str) -> None:
        super().__init__(f"{file}, line {line}, {key}: {problem}")
        self.file, self.line, self.key, self.problem = file, line, key, problem


@dataclass(frozen=True)
class Table:
    """The values of the file's head (`number` 0) or of its nth `[[prompts]]` (`number` n)."""

    file: str
    source: str
    values: Mapping[str, object]
    number: int = 0

    def problem(self, key: str, what: str) -> CatalogueError:
        """The error to raise for `key`, naming file, line and key."""
        return CatalogueError(self.file, line_of(self.source, key, self.number), key, what)

    def refuse_other_keys(self, known: tuple[str, ...]) -> None:
        """Raise for the first key that is not known: mostly a slip of the pen."""
        for key in self.values:
            if key not in known:
                raise self.problem(key, f"unknown key; known are {', '.join(known)}")

    def words(self, key: str, *, optional: bool = False) -> str:
        """The text of `key`: one line, not empty, not too long; "" if it is optional and not there."""
        if optional and key not in self.values:
            return ""
        return self._checked_words(key, self._value(key, str, "a text in quotes"))

    def list_of_words(self, key: str) -> tuple[str, ...]:
        """The texts of the optional list `key`, no two of them alike."""
        found = self._value(key, list, "a list of texts") if key in self.values else []
        texts = tuple(self._checked_words(key, text) for text in found)
        if len({text.casefold() for text in texts}) < len(texts):
            raise self.problem(key, "the same text stands in the list twice")
        if len(texts) > MOST_CATEGORIES:
            raise self.problem(key, f"{len(texts)} texts; at most {MOST_CATEGORIES}")
        return texts

    def whole_number(self, key: str, *, smallest: int) -> int:
        """The number of `key`, at least `smallest`."""
        number = self._value(key, int, "a whole number")
        if number < smallest:
            raise self.problem(key, f"{number} is too small; at least {smallest}")
        return number

    def yes_or_no(self, key: str) -> bool:
        """The truth of `key`."""
        return self._value(key, bool, "true or false")

    def tables(self, key: str) -> "tuple[Table, ...]":
        """The tables of the array `key`, numbered from 1."""
        rows = self._value(key, list, f"one or more [[{key}]]")
        if not rows or not all(isinstance(row, dict) for row in rows):
            raise self.problem(key, f"must be one or more [[{key}]]")
        return tuple(Table(self.file, self.source, row, number) for number, row in enumerate(rows, start=1))

    def _value(self, key: str, kind: type[T], name: str) -> T:
        if key not in self.values:
            raise self.problem(key, "missing")
        value = self.values[key]
        # bool is a kind of int in Python, but `minimum = true` is a mistake
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.problem(key, f"must be {name}")
        return value

    def _checked_words(self, key: str, text: object) -> str:
        if not isinstance(text, str):
            raise self.problem(key, "must be a list of texts")
        if not text.strip():
            raise self.problem(key, "empty text")
        if text != " ".join(text.split()):
            raise self.problem(key, "line breaks, doubled spaces, or spaces at an end")
        if len(text) > LONGEST[key]:
            raise self.problem(key, f"{len(text)} characters; at most {LONGEST[key]}")
        return text


def line_of(source: str, key: str, number: int) -> int:
    """The line on which `key` is set in the nth table, or else where that table begins (1 for the head).

    tomllib tells no lines, so this looks for the key at the start of a line: a key may stand bare, in
    quotes or in `[[ ]]`, and must not be found inside a longer key.
    """
    table, table_line = 0, 1
    for line_number, line in enumerate(source.splitlines(), start=1):
        if re.match(r"\s*\[\[", line) and table < number:
            table, table_line = table + 1, line_number
        if table == number and re.match(rf"""\s*(\[\[)?\s*["']?{re.escape(key)}["']?\s*(=|\]\])""", line):
            return line_number
    return table_line
