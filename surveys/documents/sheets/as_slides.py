"""The notes as slides to project: one each, in large type, and only notes that may be read out in the meeting."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from surveys.directions import is_right_to_left
from surveys.documents.sheets.fitting import GAPS, Room, count_lines, pieces_that_fit, pitch_of
from surveys.documents.sheets.labels import filled_labels, heading_of, progress_of
from surveys.documents.sheets.presenting import (
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
from surveys.frequent_words import language_of_note


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
    about = [_label(sheet, line) for line in (*counts, labels["reduced"])]
    whom = [_label(sheet, f"{labels['audience']} · {labels['version']}")]
    return _slide(sheet, TITLE, **{"Title": [_said(sheet, sheet.title)], "For whom": whom, "How many": about})


def _slides_of(sheet: Sheet, note: SheetNote, origin: Sequence[str]) -> Iterator[Slide]:
    """The warning, if there is one, then the note, which may be too long for one slide."""
    labels, text = sheet.labels, _without_gaps(note.text)
    layout = mirrored(NOTE) if is_right_to_left(text) else NOTE
    if note.needs_care:
        coming = [_label(sheet, labels["slides_care"] % {"number": note.number})]
        yield _slide(sheet, TEXT, Title=[_label(sheet, labels["needs_care"])], Text=coming, Version=_version(sheet))
    foot = [_said(sheet, " · ".join(dict.fromkeys(filter(None, origin))))]
    language = _language_of(sheet, text)
    parts = pieces_that_fit(text, layout.places["Note"].room)
    if len(parts) > 1:  # the last one is as large as the others
        layout = layout.in_smallest("Note")
    for place, part in enumerate(parts, start=1):
        number = f"{note.number}" if len(parts) == 1 else f"{note.number} · {place}/{len(parts)}"
        words = [Line(line, False, language) for line in part.split("\n")]
        title = [_label(sheet, number)]
        yield _slide(sheet, layout, Title=title, Note=words, Question=foot, Version=_version(sheet))


def _contacts(sheet: Sheet) -> Iterator[Slide]:
    lines = [_said(sheet, line) for line in sheet.contacts.splitlines() if line.strip()]
    if sheet.code_of_conduct:
        lines.append(_label(sheet, f"{sheet.labels['code_of_conduct']}: {sheet.code_of_conduct}"))
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
            yield _said(sheet, action.action or action.concern)
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
        yield _said(sheet, " · ".join(f"{word.word} {word.notes}" for word in sheet.words[:16]))


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
    room = TEXT.places["Text"].room
    pages = list(_pages(lines, room))
    for place, page in enumerate(pages, start=1):
        said = title if len(pages) == 1 else f"{title} · {place}/{len(pages)}"
        source = [_label(sheet, f"{sheet.labels['heading']} · {sheet.title}")]
        yield _slide(sheet, TEXT, Title=[_label(sheet, said)], Text=page, Source=source, Version=_version(sheet))


def _pages(lines: Sequence[Line], room: Room) -> Iterator[list[Line]]:
    """All on one page if they fit in some size, or else cut between lines in a size that can be read from afar."""
    if not lines:
        return
    if any(_height(lines, room, size) <= room.height for size in room.sizes):
        yield list(lines)
        return
    smaller = _larger(room)
    page: list[Line] = []
    for line in _short_enough(lines, smaller):
        if page and _height([*page, line], smaller, smaller.sizes[-1]) > room.height:
            is_lonely = page[-1].bold and len(page) > 1  # a heading goes with what follows it
            yield page[:-1] if is_lonely else page
            page = page[-1:] if is_lonely else []
        page.append(line)
    yield page


def _larger(room: Room) -> Room:
    """Where there are several slides anyway, the type need not be the smallest."""
    return replace(room, sizes=[size for size in room.sizes if size >= 18])


def _short_enough(lines: Iterable[Line], room: Room) -> Iterator[Line]:
    for line in lines:
        yield from (
            replace(line, text=part) for part in pieces_that_fit(line.text, replace(room, height=room.height * 0.8))
        )


def _height(lines: Sequence[Line], room: Room, size: int) -> float:
    return sum(count_lines(line.text, room, size) * pitch_of(line.text) * size + line.above for line in lines)


def _slide(sheet: Sheet, layout: Layout, **words: Sequence[Line]) -> Slide:
    """With every place in the largest type in which all its lines fit, each line in its own direction."""
    if layout in (TITLE, SECTION, TEXT) and is_right_to_left(words["Title"][0].text):
        layout = mirrored(layout)
    return Slide(layout, {name: _fitted(lines, layout.places[name].room) for name, lines in words.items()})


def _fitted(lines: Sequence[Line], room: Room) -> list[Line]:
    split = [replace(line, text=text) for line in lines for text in line.text.split("\n")]
    fitting = (size for size in room.sizes if _height(split, room, size) <= room.height)
    size = next(fitting, room.sizes[-1])
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
    return str(GAPS.sub("\n\n", text))


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
