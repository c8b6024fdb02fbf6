"""The sheet as PDF, by typst. Notes go in as data, never as markup."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import regex

from surveys.sheets.as_word_cloud import cloud_for_document
from surveys.sheets.direction import is_right_to_left
from surveys.sheets.filling import TEMPLATES
from surveys.sheets.labels import filled_labels, numbers_of, standing_of
from surveys.sheets.sheet import Sheet, SheetNote, SheetTheme, sheet_as_data, with_notes

# Tagged for screen readers in any case, and to the letter of PDF/UA-1 if possible: the standard refuses a
# document with one character that no font has. The second one says so in its head.
NO_STANDARD: tuple[list[Any], ...] = ([],)
STANDARDS: tuple[list[Any], ...] = (["ua-1"], [])

# More than 30 characters without any place to break a line. Not East Asian text, which breaks anywhere.
UNBROKEN = regex.compile(r"[^\s\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}]{31,}")
# Whole letters with their marks, so that a break never comes between a letter and its accent.
PIECE = regex.compile(r"\X{1,15}")
ZERO_WIDTH_SPACE = "\u200b"


class TypesettingFailed(Exception):
    """The typesetter gave up; its own words are left out, because they can quote a note."""


def as_pdf(sheet: Sheet) -> bytes:
    """A tagged PDF on A4 that also prints on Letter; a note that breaks the typesetter is replaced."""
    try:
        return _typeset(sheet)
    except TypesettingFailed:
        _typeset(with_notes(sheet, lambda note: None))  # fails too if the trouble is not in a note
        broken = set(_breaking(replace(sheet, words=()), [note for note, _, _ in sheet.rows()]))
        return _typeset(with_notes(sheet, lambda note: _replaced(note, sheet) if note in broken else note))


def _replaced(note: SheetNote, sheet: Sheet) -> SheetNote:
    return replace(note, text=sheet.labels["note_left_out"])


def _breaking(sheet: Sheet, notes: Sequence[SheetNote]) -> Iterator[SheetNote]:
    """The notes that break the typesetter, found by halving; `sheet` without words is quicker."""
    kept = set(notes)
    try:
        _typeset(with_notes(sheet, lambda note: note if note in kept else None), NO_STANDARD)
    except TypesettingFailed:
        if len(notes) == 1:
            yield notes[0]
            return
        middle = len(notes) // 2
        yield from _breaking(sheet, notes[:middle])
        yield from _breaking(sheet, notes[middle:])


def _typeset(sheet: Sheet, standards_to_try: tuple[list[Any], ...] = STANDARDS) -> bytes:
    data = json.dumps(_as_typst_data(sheet), ensure_ascii=False)
    for standards in standards_to_try:
        pdf = _compiled(sheet.layout, {"sheet": data, "complete": str(bool(standards))}, standards)
        if pdf:
            return pdf
    raise TypesettingFailed


def _compiled(layout: str, inputs: dict[str, str], standards: list[Any]) -> bytes | None:
    import typst

    try:
        compiler = typst.Compiler(TEMPLATES / f"{layout}.typ", font_paths=_fonts(), sys_inputs=inputs)
        pdf = compiler.compile(format="pdf", pdf_standards=standards, timestamp=0)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a panic of the compiler is not an Exception
        return None
    return pdf if isinstance(pdf, bytes) else None


@cache
def _fonts() -> Any:
    """Found once: the search for a broken note typesets many times."""
    import typst

    return typst.Fonts()


def _as_typst_data(sheet: Sheet) -> dict[str, Any]:
    data = sheet_as_data(with_notes(sheet, lambda note: replace(note, text=_breakable(note.text))))
    for section in data["sections"]:
        for group in section["groups"]:
            for note in group["notes"]:
                note["rtl"] = is_right_to_left(note["text"])
    data["themes"] = [_theme_as_data(theme, sheet.labels) for theme in sheet.themes]
    cloud = cloud_for_document(sheet)
    return {**data, "labels": filled_labels(sheet), "cloud": list(cloud) if cloud else None}


def _theme_as_data(theme: SheetTheme, labels: Mapping[str, str]) -> dict[str, Any]:
    """Each action is three lines: what it is, what stands there, and whether that runs from right to left."""
    return {
        "name": _breakable(theme.name) or labels["no_theme"],
        "notes": numbers_of(theme, labels),
        "actions": [
            [
                [name, _breakable(text), is_right_to_left(text)]
                for name, text in (
                    (labels["concern"], action.concern),
                    (labels["action"], action.action),
                    ("", standing_of(action, labels)),
                )
            ]
            for action in theme.actions
        ],
    }


def _breakable(text: str) -> str:
    """Give very long words places to break, so that they stay on the page."""
    return str(UNBROKEN.sub(lambda run: ZERO_WIDTH_SPACE.join(PIECE.findall(run[0])), text))
