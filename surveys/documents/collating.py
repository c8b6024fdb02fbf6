"""Collating: the notes of an edition under their question and category, numbered through."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from surveys.curation import ActionState, Curation
from surveys.documents.editions import Edition, open_edition
from surveys.documents.sheets import (
    Sheet,
    SheetAction,
    SheetCounts,
    SheetGroup,
    SheetNote,
    SheetSection,
    SheetTheme,
    in_english,
    record_of,
    sheet_labels,
)
from surveys.documents.word_cloud import count_words
from surveys.numbers.about_you import fractions
from surveys.numbers.suppression import ShownNumbers
from surveys.sealing import Note, NoteId
from surveys.survey import Audience, Prompt, Sharing, Survey


def collate(
    survey: Survey,
    edition: Edition,
    notes: Sequence[Note],
    curation: Curation,
    gettext: Callable[[str], str],
    about_you: Sequence[ShownNumbers] = (),
    ngettext: Callable[[str, str, int], str] = in_english,
) -> Sheet:
    """The sheet of an edition. `notes` are all released notes; sharing and withholding are respected."""
    shown = open_edition(edition, notes)
    numbers = _numbered(survey, shown)
    counts = _counts(edition, notes, curation, gettext)
    in_sheet = ngettext(
        "%(num)d of {collected} notes is in this sheet", "%(num)d of {collected} notes are in this sheet", counts.shown
    )
    return Sheet(
        title=survey.title,
        introduction=survey.introduction,
        audience=audience_words(edition.audience, gettext),
        edition=edition.code,
        closed_on=f"{survey.closed_on.day} {survey.closed_on:%B %Y}" if survey.closed_on else "",
        counts=counts,
        sections=_sections(survey, shown, numbers, curation, gettext),
        words=count_words(
            [note.text for note in shown if note.id not in curation.withheld],
            left_out=[survey.title, *(prompt.text for prompt in survey.prompts)],
        ),
        labels={**sheet_labels(gettext), "counts": record_of(in_sheet, counts, gettext, ngettext)},
        themes=_themes(numbers, curation, gettext),
        about_you=fractions(survey, about_you, gettext),
        contacts=survey.contacts,
        code_of_conduct=survey.code_of_conduct,
    )


def audience_words(audience: Audience, gettext: Callable[[str], str]) -> str:
    """The audience in the words of the sharing sentences."""
    if audience is Audience.MEETING:
        return gettext("the people at the meeting")
    return gettext("everyone in the collaboration and its management")


def sharing_words(audience: Audience, gettext: Callable[[str], str]) -> dict[Sharing, str]:
    """One sentence for each sharing choice, as participants read them; the audience is named in it."""
    in_the_sheet = gettext("The organisers may include it in the discussion sheet for %(audience)s")
    return {
        Sharing.ORGANISERS: gettext("Only the organisers may read it"),
        Sharing.SHEET: in_the_sheet % {"audience": audience_words(audience, gettext)},
        Sharing.ALOUD: gettext("The organisers may also read it out in the meeting"),
    }


def withholding_words(gettext: Callable[[str], str]) -> dict[str, str]:
    """The reasons for withholding a note, as pages and sheets say them."""
    return {
        "identifies": gettext("could identify someone"),
        "hurts": gettext("would hurt someone"),
        "off-topic": gettext("not about the question"),
        "spam": gettext("spam or the same note again"),
    }


def action_state_words(gettext: Callable[[str], str]) -> dict[ActionState, str]:
    """How far a possible action has come, as pages and sheets say it."""
    return {
        ActionState.IDEA: gettext("idea"),
        ActionState.AGREED: gettext("agreed"),
        ActionState.UNDER_WAY: gettext("under way"),
        ActionState.DONE: gettext("done"),
        ActionState.DECLINED: gettext("declined"),
    }


def _sections(
    survey: Survey,
    notes: Sequence[Note],
    numbers: Mapping[NoteId, int],
    curation: Curation,
    gettext: Callable[[str], str],
) -> tuple[SheetSection, ...]:
    withheld = gettext("[withheld by the organisers]")
    return tuple(
        SheetSection(prompt.text, tuple(groups))
        for position, prompt in enumerate(survey.prompts)
        if (
            groups := [
                SheetGroup(category, tuple(_sheet_note(note, numbers[note.id], curation, withheld) for note in members))
                for category, members in _by_category(position, prompt, notes)
            ]
        )
    )


def _sheet_note(note: Note, number: int, curation: Curation, withheld: str) -> SheetNote:
    """One note of the sheet; a note without words needs no warning."""
    if note.id in curation.withheld:
        return SheetNote(number, withheld)
    return SheetNote(number, note.text, note.id in curation.needs_care)


def _numbered(survey: Survey, notes: Sequence[Note]) -> dict[NoteId, int]:
    """The number of each note: from 1, through questions and their categories."""
    ordered = (
        note
        for position, prompt in enumerate(survey.prompts)
        for _category, members in _by_category(position, prompt, notes)
        for note in members
    )
    return {note.id: number for number, note in enumerate(ordered, start=1)}


def _themes(numbers: Mapping[NoteId, int], curation: Curation, gettext: Callable[[str], str]) -> tuple[SheetTheme, ...]:
    """The themes that have a note on the sheet or an action; others would mean nothing to readers."""
    states, names = action_state_words(gettext), {theme.id: theme.name for theme in curation.themes}
    actions: dict[str, list[SheetAction]] = {theme_id: [] for theme_id in (*names, "")}
    for action in curation.actions:
        sheet_action = SheetAction(action.concern, action.action, action.owner, states[action.state], action.reason)
        actions[action.theme if action.theme in names else ""].append(sheet_action)
    notes = {
        theme.id: sorted(numbers[i] for i in theme.notes if i in numbers and i not in curation.withheld)
        for theme in curation.themes
    }
    themes = (
        SheetTheme(names.get(theme_id, ""), tuple(notes.get(theme_id, ())), tuple(actions[theme_id]))
        for theme_id in actions
    )
    return tuple(theme for theme in themes if theme.notes or theme.actions)


def _by_category(position: int, prompt: Prompt, notes: Sequence[Note]) -> Iterator[tuple[str, list[Note]]]:
    """The categories that have notes, in the order of the question; notes without one come last."""
    for place, category in [*enumerate(prompt.categories), (None, "")]:
        if members := [note for note in notes if note.prompt == position and note.category == place]:
            yield category, members


def _counts(edition: Edition, notes: Iterable[Note], curation: Curation, gettext: Callable[[str], str]) -> SheetCounts:
    by_id = {note.id: note for note in notes}
    known = [by_id[note_id] for note_id in (*edition.order, *edition.left_out) if note_id in by_id]
    shared = [note for note in known if note.sharing >= Sharing.SHEET]
    ids = set(edition.order).difference(curation.withheld)
    shown = [note for note in shared if note.id in ids]
    words = withholding_words(gettext)
    reasons = Counter(
        words.get(curation.withheld.get(note.id, ""), gettext("comes with the next version"))
        for note in shared
        if note.id not in ids
    )
    return SheetCounts(
        collected=len(known),
        shown=len(shown),
        not_shared=len(known) - len(shared),
        masked=sum(note.is_masked for note in shown),
        withheld=dict(reasons),
        paper=sum(note.is_from_paper for note in known),
    )
