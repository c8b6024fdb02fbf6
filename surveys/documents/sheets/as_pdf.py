"""The sheet as PDF, by typst. Notes go in as data, never as markup."""

import json
from base64 import b64decode
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, Literal

import regex

from surveys.directions import direction_of, is_right_to_left, stretches
from surveys.documents.sheets.as_word_cloud import cloud_for_document
from surveys.documents.sheets.drawable import all_drawable
from surveys.documents.sheets.labels import filled_labels, heading_of, numbers_of, progress_of
from surveys.documents.sheets.sheet import (
    Sheet,
    SheetAction,
    SheetAnswer,
    SheetGroup,
    SheetNote,
    SheetTheme,
    sheet_as_data,
    sheet_from_data,
)
from surveys.documents.sheets.together import IN_BRACKETS, held_together
from surveys.documents.word_cloud import TEMPLATES, fonts

LONGEST = 30
# More characters without any place to break a line. Not East Asian text, which breaks anywhere.
UNBROKEN = regex.compile(r"[^\s\u200b\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}]{31,}")
# Whole letters with their marks, so that a break never comes between a letter and its accent.
PIECE = regex.compile(r"\X{1,15}")
ZERO_WIDTH_SPACE = "\u200b"
# A placeholder with the signs around it, and whether a word touches them: "=[a link]" has no other place to break.
PLACEHOLDER = regex.compile(
    rf"(?=[\p{{Ps}}\p{{Pi}}\"'¿¡])((?<=\S))?"  # the first sign is looked at first, for that is quick
    rf"[\p{{Ps}}\p{{Pi}}\"'¿¡]{{0,3}}{IN_BRACKETS.pattern}[\p{{Pe}}\p{{Pf}}\p{{Po}}]{{0,3}}((?=\S))?"
)

Place = tuple[str | int, ...]
"""The way to one string of a document, such as ("sections", 0, "groups", 1, "notes", 4, "text")."""


class TypesettingFailed(Exception):
    """The typesetter gave up; its own words are left out, because they can quote a note."""


def as_pdf(sheet: Sheet) -> bytes:
    """A tagged PDF on the paper of the sheet; whatever words break the typesetter are replaced."""
    try:
        return _typeset(sheet)
    except TypesettingFailed:
        if sheet.logo:  # a picture that was checked can still be too much for the typesetter
            return as_pdf(replace(sheet, logo=""))
        every = list(_strings(sheet_as_data(sheet)))
        _typeset(_with_only((), sheet))  # fails too if the trouble is not in the words
        broken = set(_breaking(sheet, every))
        return _typeset(_with_only(set(every) - broken, sheet, sheet.labels["left_out"]))


def _breaking(sheet: Sheet, places: Sequence[Place]) -> Iterator[Place]:
    """The places of the words that break the typesetter, found by halving."""
    try:
        _typeset(_with_only(set(places), sheet), only_try=True)
    except TypesettingFailed:
        if len(places) == 1:
            yield places[0]
            return
        middle = len(places) // 2
        yield from _breaking(sheet, places[:middle])
        yield from _breaking(sheet, places[middle:])


def _strings(data: Any, place: Place = ()) -> Iterator[Place]:
    """Every place with words in a document."""
    if isinstance(data, str):
        yield place
    for key, part in _parts(data):
        yield from _strings(part, (*place, key))


def _parts(data: Any) -> Iterable[tuple[Any, Any]]:
    if isinstance(data, dict):
        return data.items()
    return enumerate(data) if isinstance(data, list | tuple) else ()


def _with_only(kept: Collection[Place], sheet: Sheet, instead: str = "") -> Sheet:
    """The sheet with all words replaced but those at these places; a frequent word is left out instead."""

    def changed(data: Any, place: Place = ()) -> Any:
        if isinstance(data, str):
            return data if place in kept else instead
        parts = {key: changed(part, (*place, key)) for key, part in _parts(data)}
        return parts if isinstance(data, dict) else list(parts.values()) if isinstance(data, list | tuple) else data

    data = changed(sheet_as_data(sheet)) | {
        name: getattr(sheet, name) for name in ("language", "asked_in", "layout", "arrangement", "paper")
    }
    words = [one for one in data["words"] if one["word"] != instead]
    return sheet_from_data(data | {"words": words})


def _typeset(sheet: Sheet, *, only_try: bool = False) -> bytes:
    """Tagged for screen readers in any case, and to the letter of PDF/UA-1 if possible.

    The standard refuses a document with one character that no font has. So each of them is replaced before, and where
    no word says what was there, the head of the document says that something is missing.
    """
    data, is_complete = all_drawable(_as_typst_data(sheet))
    logo, cloud = b64decode(sheet.logo.partition(",")[2]), None if only_try else cloud_for_document(sheet, kind="svg")
    pictures = {"logo": list(logo) or None, "cloud": cloud.decode() if cloud else None}
    words = json.dumps(data | pictures, ensure_ascii=False)
    for standards in ([],) if only_try else (["ua-1"], []):
        inputs = {"sheet": words, "complete": str(is_complete and (only_try or bool(standards)))}
        if pdf := compiled(sheet.layout, inputs, standards):
            return pdf
    raise TypesettingFailed


def compiled(
    layout: str, inputs: dict[str, str], standards: list[Any], *, kind: Literal["pdf", "png", "svg"] = "pdf"
) -> bytes | None:
    """One document or picture from a template, a point of it as one pixel; None if the typesetter gives up."""
    import typst

    options: dict[str, Any] = {"pdf_standards": standards, "timestamp": 0} if kind == "pdf" else {"ppi": 72.0}
    try:
        compiler = typst.Compiler(TEMPLATES / f"{layout}.typ", font_paths=fonts(), sys_inputs=inputs)
        made = compiler.compile(format=kind, **options)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a panic of the compiler is not an Exception
        return None
    return made if isinstance(made, bytes) else None


def _as_typst_data(sheet: Sheet) -> dict[str, Any]:
    data = sheet_as_data(replace(sheet, sections=()))  # a copy of thousands of notes would take longer than all else
    data["sections"] = [
        {
            "heading": section.heading,
            "groups": [_group_as_data(group, sheet) for group in section.groups],
            "actions": _actions_as_data(section.actions, sheet.labels),
            "answers": _answers_as_data(section.answers),
        }
        for section in sheet.sections
    ]
    for name in ("themes", "ideas"):
        themes = getattr(sheet, name)
        data[name] = [_theme_as_data(theme, heading_of(theme, themes, sheet.labels), sheet.labels) for theme in themes]
    data["introduced"] = _stretches(sheet.introduction)
    data["contacts"] = [[breakable(line), is_right_to_left(line)] for line in sheet.contacts.splitlines()]
    data["logo"] = ""
    data["conduct_shown"] = breakable(sheet.code_of_conduct)
    spoken = {"lang": sheet.language.partition("_")[0], "rtl": direction_of(sheet.language) == "rtl"}
    return {**data, **spoken, "labels": filled_labels(sheet)}


def _group_as_data(group: SheetGroup, sheet: Sheet) -> dict[str, Any]:
    notes = [_note_as_data(note, sheet) for note in group.notes]
    return {"category": group.category, "notes": notes, "runs": list(_runs(notes))}


def _note_as_data(note: SheetNote, sheet: Sheet) -> dict[str, Any]:
    """A long note may not fit on a page beneath its headings, and has to break; a plain one has nothing special."""
    most_bytes, most_lines = (500, 8) if sheet.layout == "large-print" else (1200, 16)
    is_long = len(note.text.encode()) > most_bytes or note.text.count("\n") >= most_lines
    parts, asked = _stretches(note.text), sheet.says_questions and note.question
    return {
        "number": note.number,
        "stretches": parts,
        "rtl": parts[0][1] if len(parts) == 1 else is_right_to_left(note.text),
        "long": is_long,
        "plain": "\n" not in note.text and not any((is_long, note.needs_care, note.answers, asked)),
        "needs_care": note.needs_care,
        "question": note.question,
        "category": note.category,
        "answers": _answers_as_data(note.answers),
    }


def _runs(notes: Sequence[dict[str, Any]]) -> Iterator[tuple[int, int]]:
    """Where notes that run in one direction begin, and where the next ones do."""
    begin = 0
    for _way, run in groupby(notes, key=lambda note: bool(note["rtl"])):
        end = begin + len(list(run))
        yield begin, end
        begin = end


def _stretches(text: str) -> list[tuple[str, bool]]:
    """The parts of a note that run in one direction, with whether that is from right to left."""
    return [(breakable(part), way) for part, way in stretches(text)]


def _theme_as_data(theme: SheetTheme, heading: str, labels: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": breakable(heading),
        "notes": numbers_of(theme, labels),
        "answers": _answers_as_data(theme.answers),
        "actions": _actions_as_data(theme.actions, labels),
    }


def _actions_as_data(actions: Iterable[SheetAction], labels: Mapping[str, str]) -> list[Any]:
    """Each action in three lines: its label, its text, and whether the text runs from right to left."""
    return [
        [
            [name, breakable(text), is_right_to_left(text)]
            for name, text in (
                (labels["concern"], action.concern),
                (labels["action"], action.action),
                ("", progress_of(action, labels)),
            )
        ]
        for action in actions
    ]


def _answers_as_data(answers: Iterable[SheetAnswer]) -> list[list[Any]]:
    """Each answer: who gives it, its text, and whether the text runs from right to left."""
    return [[breakable(one.role), breakable(one.text), is_right_to_left(one.text)] for one in answers]


def breakable(text: str) -> str:
    """Give very long words places to break, so that they stay on the page, and placeholders none but beside them."""
    if "[" in text:
        text = held_together(PLACEHOLDER.sub(_set_apart, text))
    if max(map(len, text.split()), default=0) <= LONGEST:
        return text
    return str(UNBROKEN.sub(lambda run: ZERO_WIDTH_SPACE.join(PIECE.findall(run[0])), text))


def _set_apart(found: regex.Match[str]) -> str:
    before, after = (ZERO_WIDTH_SPACE if touched is not None else "" for touched in found.groups())
    return f"{before}{found[0]}{after}"
