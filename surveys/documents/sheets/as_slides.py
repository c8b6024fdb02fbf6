"""The notes as slides to project: one each, in large type, and only notes that may be read out in the meeting."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from surveys.directions import is_right_to_left
from surveys.documents.sheets.fitting import GAPS, Room, count_lines, is_unbroken, parts_that_fit, pitch_of
from surveys.documents.sheets.labels import filled_labels, heading_of, progress_of
from surveys.documents.sheets.presenting import (
    CARE,
    NOTE,
    SECTION,
    TEXT,
    TITLE,
    Layout,
    Line,
    Slide,
    language_tag,
    mirrored,
    presentation,
)
from surveys.documents.sheets.sheet import Sheet, SheetNote, SheetTheme
from surveys.documents.sheets.table import EM_SPACE
from surveys.frequent_words import language_of_note

LEGIBLE = 24
"""The size of type that can be read from the back of a room."""
GAPS_IN_NUMBERS = re.compile(r"(?<=\d) (?=\d)")
TITLED = [layout.name for layout in (TITLE, SECTION, CARE, TEXT)]
"""These run as their title does, and notes as their own words do."""


def as_slides(sheet: Sheet) -> bytes:
    """A presentation of 16:9; of a management summary, its parts on a slide each."""
    of_summary = sheet.layout == "management-summary"
    return presentation(sheet, list(_summary_slides(sheet) if of_summary else _note_slides(sheet)))


def _note_slides(sheet: Sheet) -> Iterator[Slide]:
    """A note that needs care has its warning on the slide before it."""
    yield _title_slide(sheet)
    for section in sheet.sections:
        notes = [
            (note, [note.category or group.category, note.question or section.heading])
            for group in section.groups
            for note in group.notes
            if note.aloud
        ]
        if notes:
            yield _slide(sheet, SECTION, Title=[_said(sheet, section.heading)], Version=_version(sheet))
        for note, origin in notes:
            yield from _slides_of(sheet, note, origin)
    yield from _contacts(sheet)


def _title_slide(sheet: Sheet) -> Slide:
    labels, notes = filled_labels(sheet), [note for note, _question, _category in sheet.rows()]
    aloud = sum(note.aloud for note in notes)
    counts = [labels["slides_shown"] % {"notes": aloud}]
    if aloud < len(notes):
        counts.append(labels["slides_not_shown"] % {"notes": len(notes) - aloud})
    about = [replace(_label(sheet, line), above=6) for line in (*counts, labels["reduced"])]
    whom = [_label(sheet, f"{labels['audience']} · {labels['version']}")]
    return _slide(sheet, TITLE, **{"Title": [_said(sheet, sheet.title)], "For whom": whom, "How many": about})


def _slides_of(sheet: Sheet, note: SheetNote, origin: Sequence[str]) -> Iterator[Slide]:
    """The warning, if there is one, then the note, which may be too long for one slide."""
    labels, text = sheet.labels, _without_gaps(note.text)
    layout = mirrored(NOTE) if is_right_to_left(text) else NOTE
    if note.needs_care:
        coming = [_label(sheet, labels["slides_care"] % {"number": note.number})]
        yield _slide(sheet, CARE, Title=[_label(sheet, labels["needs_care"])], Text=coming, Version=_version(sheet))
    foot = [_said(sheet, " · ".join(dict.fromkeys(filter(None, origin))))]
    language = _language_of(sheet, text)
    parts, size = parts_that_fit(text, layout.places["Note"].room)
    layout = layout.in_size("Note", size)
    for place, part in enumerate(parts, start=1):
        number = f"{note.number}" if len(parts) == 1 else f"{note.number} · {place}/{len(parts)}"
        words = [Line(line, False, language) for line in part.split("\n")]
        title = [_label(sheet, number)]
        yield _slide(sheet, layout, Title=title, Note=words, Question=foot, Version=_version(sheet))


def _contacts(sheet: Sheet) -> Iterator[Slide]:
    """An address has a line of its own, and no number breaks, so that type can be large."""
    held = GAPS_IN_NUMBERS.sub("\u00a0", sheet.contacts)
    lines = [_said(sheet, line) for line in held.splitlines() if line.strip()]
    if sheet.code_of_conduct:
        lines.append(replace(_label(sheet, f"{sheet.labels['code_of_conduct']}:"), above=10))
        lines.append(_label(sheet, sheet.code_of_conduct))
    yield from _text_slides(sheet, sheet.labels["contacts"], lines)


def _summary_slides(sheet: Sheet) -> Iterator[Slide]:
    """What was agreed, what people wrote about, numbers, quotations, people to turn to; what is empty is left out."""
    labels = filled_labels(sheet)
    agreed, heading = (sheet.themes, "themes") if sheet.themes else (sheet.ideas, "ideas")
    yield from _text_slides(sheet, labels[heading], list(_actions(sheet, agreed)))
    yield from _text_slides(sheet, labels["tallies"], list(_tallies(sheet)))
    yield from _text_slides(sheet, labels["slides_numbers"], list(_numbers(sheet)))
    yield from _text_slides(sheet, labels["quotations"], list(_quotations(sheet)))
    yield from _contacts(sheet)


def _actions(sheet: Sheet, themes: Sequence[SheetTheme]) -> Iterator[Line]:
    for theme in themes:
        if heading := heading_of(theme, themes, sheet.labels):
            yield _head(sheet, heading)
        for action in theme.actions:
            yield replace(_said(sheet, action.action or action.concern), above=6)
            yield replace(_label(sheet, progress_of(action, sheet.labels)), soft=True)


def _tallies(sheet: Sheet) -> Iterator[Line]:
    for tally in sheet.tallies:
        yield _head(sheet, tally.title)
        for name, number in tally.rows:
            yield _said(sheet, f"{name}: {number}" if number else name)
    if sheet.tallies:
        yield replace(_label(sheet, sheet.labels["tallies_explained"]), soft=True, above=10)


def _numbers(sheet: Sheet) -> Iterator[Line]:
    labels = filled_labels(sheet)
    yield _label(sheet, labels["counts"])
    yield replace(_label(sheet, labels["counts_of_notes"]), soft=True)
    for one in sheet.about_you:
        yield _head(sheet, one.question)
        yield _said(
            sheet, " · ".join(f"{name}: {share}" for name, _number, share in one.rows) or labels["about_you_too_few"]
        )
    if sheet.words:
        yield _head(sheet, labels["words"])
        yield _said(sheet, " · ".join(f"{word.word}\u00a0{word.notes}" for word in sheet.words[:16]))


def _quotations(sheet: Sheet) -> Iterator[Line]:
    for section in sheet.sections:
        notes = [note for group in section.groups for note in group.notes]
        if notes:
            yield _head(sheet, section.heading)
        for note in notes:
            warning = f"{sheet.labels['needs_care']} " if note.needs_care else ""
            language = _language_of(sheet, note.text)
            yield Line(f"{warning}“{_without_gaps(note.text)}”", False, language, above=8)
    if any(section.groups for section in sheet.sections):
        yield replace(_label(sheet, sheet.labels["quotations_explained"]), soft=True, above=12)


def _text_slides(sheet: Sheet, title: str, lines: Sequence[Line]) -> Iterator[Slide]:
    """As many slides as the lines need, with their number behind the title; none without lines."""
    pages, size = _pages(lines, TEXT.places["Text"].room)
    for place, page in enumerate(pages, start=1):
        said = [_label(sheet, title if len(pages) == 1 else f"{title} · {place}/{len(pages)}")]
        source = [_label(sheet, f"{sheet.labels['heading']} · {sheet.title}")]
        layout = TEXT.in_size("Text", size)
        yield _slide(sheet, layout, Title=said, Text=page, Source=source, Version=_version(sheet))


def _pages(lines: Sequence[Line], room: Room) -> tuple[list[list[Line]], int]:
    """About as full as each other, in the largest type in which they are no more than the smallest type needs.

    What is under one heading is on one page where that costs no more than one.
    """
    short, smallest = list(_short_enough(lines, room)), room.sizes[-1]
    small, whole = _blocks(short, whole=False), _blocks(short, whole=True)
    fewest = len(_filled(small, room, smallest))
    tries = [(whole, size, fewest + 1) for size in room.sizes if size >= LEGIBLE and fewest > 1]
    tries += [(small, size, fewest) for size in room.sizes]
    fitting = (one for one in tries if _fit(_filled(one[0], room, one[1]), room, *one[1:]))
    blocks, size, most = next(fitting, tries[-1])
    shares = (_filled(blocks, room, size, share / 10) for share in range(3, 11))
    return next(pages for pages in shares if len(pages) <= most), size


def _fit(pages: Sequence[list[Line]], room: Room, size: int, most: int = 1) -> bool:
    return len(pages) <= most and all(
        all(is_unbroken(line.text, room, size) for line in page) and _height(page, room, size) <= room.height
        for page in pages
    )


def _blocks(lines: Iterable[Line], *, whole: bool) -> list[list[Line]]:
    """A heading goes with what follows it, or with all of it, and what is quiet with what is before it."""
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and (line.soft or blocks[-1][-1].bold or (whole and not line.bold)):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _filled(blocks: Iterable[list[Line]], room: Room, size: int, share: float = 1) -> list[list[Line]]:
    """Pages of which no more than a share is filled, unless one block needs more."""
    pages: list[list[Line]] = []
    for block in blocks:
        if pages and _height([*pages[-1], *block], room, size) <= room.height * share:
            pages[-1] += block
        else:
            pages.append([*block])
    return pages


def _short_enough(lines: Iterable[Line], room: Room) -> Iterator[Line]:
    for line in lines:
        parts, _size = parts_that_fit(line.text, replace(room, height=room.height * 0.6))
        yield from (replace(line, text=part) for part in parts)


def _height(lines: Sequence[Line], room: Room, size: int) -> float:
    """Bold letters are wider."""
    return sum(
        count_lines(line.text, room, size * 1.1 if line.bold else size) * pitch_of(line.text) * size + line.above
        for line in lines
    )


def _slide(sheet: Sheet, layout: Layout, **words: Sequence[Line]) -> Slide:
    """With every place in the largest type in which all its lines fit, each line in its own direction."""
    if layout.name in TITLED and is_right_to_left(words["Title"][0].text):
        layout = mirrored(layout)
    return Slide(layout, {name: _fitted(lines, layout.places[name].room) for name, lines in words.items()})


def _fitted(lines: Sequence[Line], room: Room) -> list[Line]:
    split = [replace(line, text=text) for line in lines for text in line.text.split("\n")]
    size = next((size for size in room.sizes if _fit([split], room, size)), room.sizes[-1])
    return [
        replace(
            line,
            from_right=is_right_to_left(line.text),
            size=size * 100,
            pitch=round(size * pitch_of(line.text) * 100),
            above=line.above * 100,
        )
        for line in split
    ]


def _without_gaps(text: str) -> str:
    return str(GAPS.sub("\n\n", text.replace("\t", EM_SPACE)))


def _language_of(sheet: Sheet, note: str) -> str:
    return language_tag(language_of_note(note) or sheet.language)


def _label(sheet: Sheet, text: str) -> Line:
    return Line(text, False, language_tag(sheet.language))


def _said(sheet: Sheet, text: str) -> Line:
    """What an organiser wrote."""
    return Line(text, False, language_tag(sheet.asked_in or sheet.language))


def _head(sheet: Sheet, text: str) -> Line:
    return replace(_said(sheet, text), bold=True, above=10)


def _version(sheet: Sheet) -> list[Line]:
    return [_label(sheet, sheet.edition)]
