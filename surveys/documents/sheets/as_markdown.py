"""The sheet as Markdown (CommonMark), for wikis and issue trackers."""

from collections.abc import Iterable, Iterator

import regex

from surveys.documents.sheets.labels import answers_of, filled_labels, heading_of, numbers_of, progress_of
from surveys.documents.sheets.sheet import Sheet, SheetAction, SheetGroup, SheetNote, SheetSection, SheetTheme

# Signs that mean something anywhere in a line of CommonMark or its usual extensions.
INLINE_SIGNS = regex.compile(r"[\\`*_\[\]<>&~|$^]")

# Signs that make a block at the start of a line: headings, bullets, rules, numbered lists, definitions.
BLOCK_START = regex.compile(r"^(?:[#+=:-]|\d{1,9}(?=[.)])\K[.)])", regex.MULTILINE)

# Spaces at the start of a line would make a code block, at its end a line break; readers see neither.
LINE_EDGES = regex.compile(r"^[^\S\n]+|[^\S\n]+$", regex.MULTILINE)

BLANK_LINES = regex.compile(r"\n{2,}")


def as_markdown(sheet: Sheet) -> bytes:
    """Headings for questions and categories, a bold number before each note; every note reads as typed."""
    return ("\n\n".join(_paragraphs(sheet)) + "\n").encode()


def _paragraphs(sheet: Sheet) -> Iterator[str]:
    labels = {name: _escaped(label) for name, label in filled_labels(sheet).items()}
    yield f"# {_line(sheet.title)}"
    yield f"**{labels['heading']} · {labels['version']}** · {labels['audience']}"
    yield f"{labels['counts']}\\\n{labels['counts_of_notes']}"
    if sheet.introduction:
        yield _escaped(sheet.introduction)
    for section in sheet.sections:
        yield from _section(section, sheet, labels)
    yield from _themes(sheet, labels)
    yield from _about_you(sheet, labels)
    yield f"## {labels['words']}"
    yield from _words(sheet, labels)
    yield from _contacts(sheet, labels)
    yield f"---\n\n*{labels['reduced']}*"


def _section(section: SheetSection, sheet: Sheet, labels: dict[str, str]) -> Iterator[str]:
    yield f"## {_line(section.heading)}"
    yield from _answers(section, labels)
    groups = [group for group in section.groups if group.notes]
    if not groups and not section.actions and not section.answers:
        yield f"*{labels['no_notes']}*"
    for group in groups:
        if len(groups) > 1 or group.category:
            yield f"### {_line(group.category) or labels['no_category']}"
        yield from _notes(group, sheet, labels)
    yield from _actions(section.actions, sheet, labels)


def _notes(group: SheetGroup, sheet: Sheet, labels: dict[str, str]) -> Iterator[str]:
    for note in group.notes:
        warning = f"*{labels['needs_care']}*\\\n" if note.needs_care else ""
        yield f"**{note.number}** {warning}{_escaped(note.text)}"
        if sheet.says_questions and note.question:
            yield f"*{_line(note.question)}*"
        yield from _answers(note, labels)


def _themes(sheet: Sheet, labels: dict[str, str]) -> Iterator[str]:
    if sheet.arrangement == "theme":
        return  # its headings are the themes
    if sheet.themes:
        yield f"## {labels['themes']}"
    for theme in sheet.themes:
        if heading := heading_of(theme, sheet.themes, sheet.labels):
            yield f"### {_line(heading)}"
        if theme.notes:
            yield _line(numbers_of(theme, sheet.labels))
        yield from _answers(theme, labels)
        yield from _actions(theme.actions, sheet, labels)


def _actions(actions: Iterable[SheetAction], sheet: Sheet, labels: dict[str, str]) -> Iterator[str]:
    """Each is a table: the concern, below it what could be done, and how far it has come."""
    for action in actions:
        concern = [f"| {labels['concern']} | {_line(action.concern)} |"] if action.concern else []
        name = f"**{labels['action']}**" if concern else labels["action"]
        what = [f"| {name} | {_line(action.action)} |"] if action.action else []
        first, *others = [*concern, *what, f"| | {_line(progress_of(action, sheet.labels))} |"]
        yield "\n".join([first, "| --- | --- |", *others])


def _answers(answered: SheetNote | SheetSection | SheetTheme, labels: dict[str, str]) -> Iterator[str]:
    for answer in answered.answers:
        words = f"**{labels['answer']}** · *{_line(answer.role)}:* {_escaped(answer.text)}"
        yield "\n".join(f"> {line}".rstrip() for line in words.split("\n"))


def _about_you(sheet: Sheet, labels: dict[str, str]) -> Iterator[str]:
    if sheet.about_you:
        yield f"## {labels['about_you']}\n\n{labels['about_you_explained']}"
    for one in sheet.about_you:
        yield f"### {_line(one.question)}"
        yield answers_of(one, labels)
        if one.rows:
            yield "\n".join(f"- {_line(name)}: **{share}** ({number})" for name, number, share in one.rows)


def _words(sheet: Sheet, labels: dict[str, str]) -> Iterator[str]:
    if not sheet.words:
        yield labels["words_missing"]
        return
    yield labels["words_explained"]
    yield " · ".join(f"{_escaped(entry.word)} {entry.notes}" for entry in sheet.words)


def _contacts(sheet: Sheet, labels: dict[str, str]) -> Iterator[str]:
    if sheet.contacts or sheet.code_of_conduct:
        yield f"## {labels['contacts']}"
    if sheet.contacts:
        yield _escaped(sheet.contacts)
    if sheet.code_of_conduct:
        yield f"{labels['code_of_conduct']}: {_line(sheet.code_of_conduct)}"


def _line(text: str) -> str:
    """For headings, which end with their line."""
    return _escaped(" ".join(text.split()))


def _escaped(text: str) -> str:
    """Text that reads in Markdown as it was typed: lines stay lines, paragraphs paragraphs, signs signs."""
    text = INLINE_SIGNS.sub(r"\\\g<0>", LINE_EDGES.sub("", text).strip())
    text = BLOCK_START.sub(r"\\\g<0>", text)
    return "\n\n".join(part.replace("\n", "\\\n") for part in BLANK_LINES.split(text))
