"""Arranging: under which headings the notes of an edition are printed, and so which number each of them has.

Numbers run from 1 through the sheet as it is printed, so that everyone in the room finds note 14 at once. Under each
heading the notes are in the edition's random order, so a number tells nothing but the heading. Notes that were added to
an edition come last, under a heading of their own, so that no other number changes.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from surveys.curation import Curation, Themes
from surveys.documents.editions import Arrangement, Edition
from surveys.sealing import Note, NoteId
from surveys.survey import Prompt, Survey


@dataclass(frozen=True)
class Part:
    """A heading with its notes in groups, each with a heading of its own or with "".

    `question` is the position of a question, `theme` the id of a theme, or "" for the notes without one; each is None
    where the heading is something else.
    """

    heading: str
    groups: tuple[tuple[str, list[Note]], ...]
    question: int | None = None
    theme: str | None = None


def arranged(
    survey: Survey, edition: Edition, notes: Sequence[Note], curation: Curation, gettext: Callable[[str], str]
) -> list[Part]:
    """The notes of an edition under its headings, then those that were added to it later."""
    later = set(edition.order[len(edition.order) - edition.added :])
    parts = _under_headings(survey, edition, [note for note in notes if note.id not in later], curation, gettext)
    added = [note for note in notes if note.id in later]
    return [*parts, Part(gettext("Added later"), (("", added),))] if added else parts


def _under_headings(
    survey: Survey, edition: Edition, notes: Sequence[Note], curation: Curation, gettext: Callable[[str], str]
) -> list[Part]:
    match edition.arrangement:
        case Arrangement.THEME:
            return _by_theme(notes, themes_of(edition, curation), gettext)
        case Arrangement.CATEGORY:
            return _by_category(survey, notes, gettext)
        case Arrangement.QUESTION:
            return _by_question(survey, notes)


def numbered(parts: Sequence[Part]) -> dict[NoteId, int]:
    """The number of each note: from 1, through the sheet as it is printed."""
    ordered = (note for part in parts for _heading, members in part.groups for note in members)
    return {note.id: number for number, note in enumerate(ordered, start=1)}


def themes_of(edition: Edition, curation: Curation) -> Themes:
    """The themes with their notes: as they are now, or as they were when an edition was arranged by them.

    Such an edition has today's names, but a note that was moved since stays where it was printed.
    """
    if edition.arrangement is not Arrangement.THEME:
        return curation.themes
    names = {theme.id: theme.name for theme in curation.themes}
    printed = [replace(theme, name=names.pop(theme.id, theme.name)) for theme in edition.themes]
    return (*printed, *(replace(theme, notes=()) for theme in curation.themes if theme.id in names))


def _by_question(survey: Survey, notes: Sequence[Note]) -> list[Part]:
    parts = (
        Part(prompt.text, tuple(_categories(position, prompt, notes)), question=position)
        for position, prompt in enumerate(survey.prompts)
    )
    return [part for part in parts if part.groups]


def _categories(position: int, prompt: Prompt, notes: Sequence[Note]) -> Iterator[tuple[str, list[Note]]]:
    """The categories that have notes, in the order of the question; notes without one come last."""
    for place, category in [*enumerate(prompt.categories), (None, "")]:
        if members := [note for note in notes if note.prompt == position and note.category == place]:
            yield category, members


def _by_category(survey: Survey, notes: Sequence[Note], gettext: Callable[[str], str]) -> list[Part]:
    """A category that several questions offer is one heading."""
    names = dict.fromkeys(name for prompt in survey.prompts for name in prompt.categories)
    return [
        Part(name or gettext("Without a category"), (("", members),))
        for name in (*names, "")
        if (members := [note for note in notes if category_of(survey, note) == name])
    ]


def _by_theme(notes: Sequence[Note], themes: Themes, gettext: Callable[[str], str]) -> list[Part]:
    """A theme without notes is here too: it may have actions."""
    under = {note_id: theme.id for theme in themes for note_id in theme.notes}
    return [
        Part(name, (("", members),) if members else (), theme=theme_id)
        for theme_id, name in (*((theme.id, theme.name) for theme in themes), ("", gettext("Without a theme")))
        for members in [[note for note in notes if under.get(note.id, "") == theme_id]]
    ]


def category_of(survey: Survey, note: Note) -> str:
    """The name of a note's category, or ""."""
    return "" if note.category is None else survey.prompts[note.prompt].categories[note.category]
