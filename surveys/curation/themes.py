"""Themes: how organisers group notes on the pinboard. A note is under one theme or under none."""

import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from surveys.sealing import NoteId

COLOURS = 6
"""How many colours there are; each has its own pattern, so that people can distinguish them without colour."""

LONGEST_NAME = 80


class UnknownTheme(Exception):
    """The theme was deleted or merged meanwhile."""


@dataclass(frozen=True)
class Theme:
    """One group of notes, in their order on the pinboard."""

    id: str
    name: str
    colour: int = 0
    notes: tuple[NoteId, ...] = ()


Themes = tuple[Theme, ...]


def theme_by_id(themes: Themes, theme_id: str) -> Theme:
    """Raises UnknownTheme."""
    for theme in themes:
        if theme.id == theme_id:
            return theme
    raise UnknownTheme


def theme_of(themes: Themes, note_id: NoteId) -> Theme | None:
    """The theme of a note."""
    return next((theme for theme in themes if note_id in theme.notes), None)


def with_note_moved(themes: Themes, note_id: NoteId, theme_id: str, before: NoteId | None = None) -> Themes:
    """Put the note before the other one in the theme, or at its end; under no theme if theme_id is empty.

    A neighbour instead of a number: another organiser may have moved notes meanwhile. Raises UnknownTheme.
    """
    if theme_id:
        theme_by_id(themes, theme_id)
    return tuple(_placed(theme, note_id, before, here=theme.id == theme_id) for theme in themes)


def with_notes_moved(themes: Themes, note_ids: Iterable[NoteId], theme_id: str) -> Themes:
    """Put these notes at the end of the theme, where those that are in it stay; under none if theme_id is empty.

    Raises UnknownTheme.
    """
    there = set(theme_by_id(themes, theme_id).notes) if theme_id else set()
    moved = dict.fromkeys(note_id for note_id in note_ids if note_id not in there)
    left = [replace(t, notes=tuple(i for i in t.notes if i not in moved)) for t in themes]
    return tuple(replace(t, notes=(*t.notes, *moved)) if t.id == theme_id else t for t in left)


def with_note_on_top(themes: Themes, note_id: NoteId) -> Themes:
    """Put a note above the others of its theme; one under no theme stays where it is."""
    return tuple(
        replace(t, notes=(note_id, *(i for i in t.notes if i != note_id))) if note_id in t.notes else t for t in themes
    )


def with_themes_named(themes: Themes, notes_by_name: Mapping[str, Iterable[NoteId]]) -> Themes:
    """Put notes that are under no theme under the themes of these names; those that do not exist are added.

    Capitals do not count, and no note leaves its theme.
    """
    grouped = {note_id for theme in themes for note_id in theme.notes}
    for name, note_ids in notes_by_name.items():
        loose = tuple(note_id for note_id in note_ids if note_id not in grouped)
        if loose and not any(theme.name.casefold() == name.casefold() for theme in themes):
            themes = with_theme_added(themes, name)
        themes = tuple(replace(t, notes=t.notes + loose) if t.name.casefold() == name.casefold() else t for t in themes)
    return themes


def with_biggest_first(themes: Themes) -> Themes:
    """Sort the themes by their numbers of notes; those of one size keep their order."""
    return tuple(sorted(themes, key=lambda theme: -len(theme.notes)))


def with_theme_added(themes: Themes, name: str) -> Themes:
    """Add a theme at the end, in the colour that is used least."""
    used = Counter(theme.colour for theme in themes)
    colour = min(range(COLOURS), key=lambda one: (used[one], one))
    return (*themes, Theme(secrets.token_hex(4), name, colour))


def with_theme_changed(themes: Themes, theme_id: str, name: str, colour: int) -> Themes:
    """Give the theme another name and colour."""
    theme_by_id(themes, theme_id)
    return tuple(replace(t, name=name, colour=colour % COLOURS) if t.id == theme_id else t for t in themes)


def with_theme_shifted(themes: Themes, theme_id: str, by: int) -> Themes:
    """Move the theme `by` places; at an end it stays."""
    order = list(themes)
    place = order.index(theme_by_id(themes, theme_id))
    order.insert(max(0, min(len(order) - 1, place + by)), order.pop(place))
    return tuple(order)


def with_themes_merged(themes: Themes, gone_id: str, into_id: str) -> Themes:
    """Move the notes of one theme to another, and delete the first."""
    gone, into = theme_by_id(themes, gone_id), theme_by_id(themes, into_id)
    if gone == into:
        return themes
    merged = replace(into, notes=into.notes + gone.notes)
    return tuple(merged if theme is into else theme for theme in themes if theme is not gone)


def without_theme(themes: Themes, theme_id: str) -> Themes:
    """Delete the theme; its notes are then under none."""
    theme_by_id(themes, theme_id)
    return tuple(theme for theme in themes if theme.id != theme_id)


def sorted_under(themes: Themes, note_ids: Iterable[NoteId]) -> list[tuple[Theme | None, list[NoteId]]]:
    """The notes of each theme in its order, then those under none."""
    known = dict.fromkeys(note_ids)  # keeps their order and finds each at once
    groups = [(theme, [note_id for note_id in theme.notes if note_id in known]) for theme in themes]
    grouped = {note_id for _, notes in groups for note_id in notes}
    return [*groups, (None, [note_id for note_id in known if note_id not in grouped])]


def _placed(theme: Theme, note_id: NoteId, before: NoteId | None, *, here: bool) -> Theme:
    notes = [other for other in theme.notes if other != note_id]
    if here:
        notes.insert(notes.index(before) if before in notes else len(notes), note_id)
    return replace(theme, notes=tuple(notes))
