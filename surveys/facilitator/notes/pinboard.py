"""The pinboard: released notes under themes. Every change is made to the pinboard as it is at that moment."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from surveys.curation import (
    LONGEST_NAME,
    Curation,
    Theme,
    Themes,
    UnknownTheme,
    may_be_read_aloud,
    sorted_under,
    theme_by_id,
    theme_of,
    with_biggest_first,
    with_note_moved,
    with_note_on_top,
    with_theme_added,
    with_theme_changed,
    with_theme_shifted,
    with_themes_named,
)
from surveys.documents.collating import withholding_words
from surveys.facilitator.forms import one_line
from surveys.facilitator.guarding import go_to, office_pages, page, unlock
from surveys.facilitator.notes.posted_note import back_to_meeting, note_id_from, posted_note_id
from surveys.languages import note_in_html, of_note, of_words_in
from surveys.organising.numbering import places_of_notes
from surveys.organising.unlocked_survey import UnknownNote, UnlockedSurvey
from surveys.sealing import Note, NoteId
from surveys.storage import ChangedMeanwhile
from surveys.stripping import clean
from surveys.survey import Survey

bp = office_pages("pinboard")


THEME_STEPS: dict[str, Callable[[Curation, str], Curation]] = {
    "earlier": lambda kept, theme_id: kept.with_themes(with_theme_shifted(kept.themes, theme_id, -1)),
    "later": lambda kept, theme_id: kept.with_themes(with_theme_shifted(kept.themes, theme_id, 1)),
    "merge": lambda kept, theme_id: kept.with_themes_merged(theme_id, request.form.get("into", "")),
    "delete": Curation.without_theme,
}
"""What is done to a whole theme with one button."""

_ID, _TEXT, _PLACE = "\x00", "\x01", "\x02"
"""Where a card has its id, text and number until a note fills them; cleaning leaves no note with such letters."""

MOST_WITH_LANGUAGE = 2_000
"""Notes on a pinboard whose language is looked for: it takes a tenth of a millisecond each."""


@bp.get("/surveys/<survey_id>/pinboard")
def show(survey_id: str) -> ResponseReturnValue:
    """All released notes, for the eyes of organisers."""
    return _pinboard_page(survey_id, for_room=False)


@bp.get("/surveys/<survey_id>/pinboard/projector")
def show_room(survey_id: str) -> ResponseReturnValue:
    """The notes that may be read aloud, for the eyes of everybody in the room."""
    return _pinboard_page(survey_id, for_room=True)


@bp.post("/surveys/<survey_id>/pinboard/note")
def note(survey_id: str) -> ResponseReturnValue:
    """What can be done with one note, for browsers without script; others show it in a dialog."""
    for_room = _is_for_room()
    with unlock(survey_id, read_only=True) as unlocked:
        one, curation = unlocked.note(posted_note_id()), unlocked.curation()
    if for_room and not may_be_read_aloud(one, curation):
        raise UnknownNote
    in_theme, reasons = theme_of(curation.themes, one.id) is not None, withholding_words(_)
    values = {"survey": unlocked.survey, "note": one, "curation": curation, "in_theme": in_theme, "reasons": reasons}
    return page("pinned_note", for_room=for_room, **values)


@bp.get("/surveys/<survey_id>/revision")
def revision(survey_id: str) -> ResponseReturnValue:
    """The one number that open pages ask for every few seconds."""
    with unlock(survey_id, read_only=True) as unlocked:
        return {"revision": unlocked.revision()}


@bp.post("/surveys/<survey_id>/pinboard/move")
def move(survey_id: str) -> ResponseReturnValue:
    """Put one note under a theme or under none; the wall stays shut."""
    note_id, before = posted_note_id(), note_id_from(request.form.get("before", ""))
    with unlock(survey_id) as unlocked:
        if note_id not in unlocked.released_ids():
            raise UnknownNote
        _rearrange(unlocked, lambda themes: with_note_moved(themes, note_id, request.form.get("to", ""), before))
    return _to_pinboard(survey_id)


@bp.post("/surveys/<survey_id>/pinboard/top")
def to_top(survey_id: str) -> ResponseReturnValue:
    """Put one note above the others of its theme."""
    note_id = posted_note_id()
    with unlock(survey_id) as unlocked:
        if note_id not in unlocked.released_ids():
            raise UnknownNote
        _rearrange(unlocked, lambda themes: with_note_on_top(themes, note_id))
    return _to_pinboard(survey_id)


@bp.post("/surveys/<survey_id>/pinboard/themes/from-categories")
def from_categories(survey_id: str) -> ResponseReturnValue:
    """A theme for each category that writers chose, with its notes that are under no theme; one step to undo."""
    with unlock(survey_id, with_notes=True) as unlocked:
        before, named = unlocked.curation().themes, _by_category(unlocked.survey, unlocked.notes())
        _rearrange(unlocked, lambda themes: with_themes_named(themes, named))
        if unlocked.curation().themes == before:
            flash(_("No note without a theme has a category, so nothing has changed."))
    return _to_pinboard(survey_id)


@bp.post("/surveys/<survey_id>/pinboard/themes/biggest-first")
def biggest_first(survey_id: str) -> ResponseReturnValue:
    """Sort the themes by how many notes they have."""
    with unlock(survey_id) as unlocked:
        _rearrange(unlocked, with_biggest_first)
    return _to_pinboard(survey_id)


@bp.post("/surveys/<survey_id>/pinboard/themes")
def add(survey_id: str) -> ResponseReturnValue:
    """A new theme."""
    name = _posted_name()
    with unlock(survey_id) as unlocked:
        problem = _problem_with(name, _themes_of(unlocked))
        if problem:
            return _theme_page(survey_id, 422, problem=problem)
        _rearrange(unlocked, lambda themes: with_theme_added(themes, name))
    return _to_pinboard(survey_id)


@bp.post("/surveys/<survey_id>/pinboard/themes/change")
def change(survey_id: str) -> ResponseReturnValue:
    """Another name or colour, unless somebody else has changed them since they were shown."""
    name, colour = _posted_name(), request.form.get("colour", 0, type=int)
    with unlock(survey_id) as unlocked:
        theme = theme_by_id(_themes_of(unlocked), request.form.get("theme", ""))
        if request.form.get("shown") != appearance_of(theme):
            problem = _(
                "Another organiser, or another window of yours, has changed this theme. It is now called “%(name)s”.",
                name=theme.name,
            )
            return _theme_page(survey_id, 409, theme=theme, problem=problem)
        problem = _problem_with(name, [other for other in _themes_of(unlocked) if other != theme])
        if problem:
            return _theme_page(survey_id, 422, theme=theme, problem=problem)
        _rearrange(unlocked, lambda themes: with_theme_changed(themes, theme.id, name, colour))
    return _to_pinboard(survey_id)


@bp.post("/surveys/<survey_id>/pinboard/themes/<any('earlier', 'later', 'merge', 'delete'):step>")
def take(survey_id: str, step: str) -> ResponseReturnValue:
    """One step with a whole theme; all of them can be undone."""
    theme_id = request.form.get("theme", "")
    with unlock(survey_id) as unlocked:
        unlocked.change_curation(lambda kept: THEME_STEPS[step](kept, theme_id))
    return _to_pinboard(survey_id)


@bp.post("/surveys/<survey_id>/pinboard/undo")
def undo(survey_id: str) -> ResponseReturnValue:
    """One step back; raises NothingToUndo, or ChangedMeanwhile where it would undo what was not seen."""
    with unlock(survey_id) as unlocked:
        if request.form.get("revision", type=int) != unlocked.revision():
            raise ChangedMeanwhile
        unlocked.change_curation(Curation.undone)
    return _to_pinboard(survey_id)


@bp.errorhandler(UnknownTheme)
def theme_gone(_error: UnknownTheme) -> ResponseReturnValue:
    """Say so kindly, with the name that was typed; no note has moved."""
    problem = _(
        "Another organiser, or another window of yours, has deleted or merged this theme. "
        "All its notes are still on the pinboard."
    )
    return _theme_page((request.view_args or {})["survey_id"], 409, problem=problem, is_gone=True)


@bp.app_template_global()
def appearance_of(theme: Theme) -> str:
    """Name and colour as they were shown, to be compared when a change comes."""
    return f"{theme.colour} {theme.name}"


def _pinboard_page(survey_id: str, *, for_room: bool) -> ResponseReturnValue:
    with unlock(survey_id, read_only=True) as unlocked:
        revision, curation = unlocked.revision(), unlocked.curation()
        notes = {note.id: note for note in unlocked.notes() if not for_room or may_be_read_aloud(note, curation)}
        places = places_of_notes(unlocked)
    groups = sorted_under(curation.themes, notes)
    return page(
        "pinboard",
        survey=unlocked.survey,
        revision=revision,
        curation=curation,
        groups=[(theme, [notes[note_id] for note_id in ids]) for theme, ids in [groups[-1], *groups[:-1]]],
        total=len(notes),
        for_room=for_room,
        reasons=withholding_words(_),
        cards=partial(_cards, places=places, total=len(notes)),
    )


def _cards(
    notes: Sequence[Note], curation: Curation, card: Callable[..., Markup], *, places: Mapping[NoteId, str], total: int
) -> Markup:
    """The card of each note. Cards that differ only in what is their own are rendered once: 0.3 s less for 10,000."""

    def said(text: str) -> Markup:
        return of_note(text) if total <= MOST_WITH_LANGUAGE else of_words_in("")

    @cache
    def parts_of(*kind: object) -> list[str]:
        return str(card(_ID, _TEXT, *kind)).rsplit(_TEXT, 1)

    def card_of(note: Note) -> str:
        reason, careful = curation.withheld.get(note.id), note.id in curation.needs_care
        place = places.get(note.id, "")
        kind = (
            _PLACE if place else "",
            said(note.text),
            note.prompt,
            note.category,
            note.sharing,
            note.is_masked,
            reason,
            careful,
        )
        before, after = parts_of(*kind)
        before = before.replace(_PLACE, place)
        return f"{before.replace(_ID, note.id.hex())}{note_in_html(note.text)}{after.replace(_ID, note.id.hex())}"

    return Markup("".join(map(card_of, notes)))  # noqa: S704 - the texts were escaped


def _rearrange(unlocked: UnlockedSurvey, rearranged: Callable[[Themes], Themes]) -> None:
    unlocked.change_curation(lambda kept: kept.with_themes(rearranged(kept.themes)))


def _by_category(survey: Survey, notes: Iterable[Note]) -> dict[str, list[NoteId]]:
    """The notes of each category whose name a theme may have; questions that share a category share a theme."""
    named: dict[str, list[NoteId]] = {}
    for note in sorted(notes, key=lambda note: (note.prompt, -1 if note.category is None else note.category)):
        if note.category is not None:
            name = " ".join(clean(survey.prompts[note.prompt].categories[note.category]).split())
            named.setdefault(next((n for n in named if n.casefold() == name.casefold()), name), []).append(note.id)
    return {name: ids for name, ids in named.items() if not _problem_with(name, [])}


def _themes_of(unlocked: UnlockedSurvey) -> Themes:
    return unlocked.curation().themes


def _posted_name() -> str:
    return one_line(clean(request.form.get("name", "")))


def _problem_with(name: str, others: Themes | list[Theme]) -> str:
    if not name:
        return str(_("Give the theme a name."))
    if len(name) > LONGEST_NAME:
        return str(_("Too long: at most %(most)d characters.", most=LONGEST_NAME))
    if name.casefold() in (_("No theme yet").casefold(), _("Without a theme").casefold(), "none"):
        return str(_("Notes without a theme have this name. Choose another one, so that nobody confuses the two."))
    if any(name.casefold() == other.name.casefold() for other in others):
        return str(_("There is already a theme with this name."))
    return ""


def _theme_page(
    survey_id: str, status: int, *, problem: str, theme: Theme | None = None, is_gone: bool = False
) -> ResponseReturnValue:
    """The words that were typed, why they are not saved yet, and how to go on."""
    typed, colour = _posted_name(), request.form.get("colour", 0, type=int)
    values = {"survey_id": survey_id, "theme": theme, "problem": problem, "typed": typed, "colour": colour}
    return page("theme", status, is_gone=is_gone, **values)


def _to_pinboard(survey_id: str) -> ResponseReturnValue:
    if request.form.get("view") in ("presenter", "projector"):
        return back_to_meeting(survey_id)
    return go_to("pinboard.show", survey_id)


def _is_for_room() -> bool:
    return request.form.get("view") == "projector"
