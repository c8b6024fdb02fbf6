"""Collating: the notes of an edition under their headings, numbered through."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from surveys.clocks import day_in_words
from surveys.curation import ActionState, Curation, Themes, answers_about, may_be_read_aloud
from surveys.documents.arranging import Part, arranged, category_of, numbered, themes_of
from surveys.documents.editions import Arrangement, Edition, open_edition
from surveys.documents.sheets import (
    Sheet,
    SheetAction,
    SheetAnswer,
    SheetCounts,
    SheetGroup,
    SheetNote,
    SheetSection,
    SheetTheme,
    in_english,
    record_of,
    sheet_labels,
)
from surveys.documents.word_cloud import MINIMUM_NOTES, WordCount, count_words, has_words_without_spaces
from surveys.numbers.about_you import fractions
from surveys.numbers.suppression import ShownNumbers
from surveys.sealing import Note, NoteId
from surveys.stripping import with_placeholders
from surveys.survey import Audience, Sharing, Survey


def collate(
    survey: Survey,
    edition: Edition,
    notes: Sequence[Note],
    curation: Curation,
    gettext: Callable[[str], str],
    about_you: Sequence[ShownNumbers] = (),
    ngettext: Callable[..., str] = in_english,
    language: str = "en",
) -> Sheet:
    """The sheet of an edition from all released notes, in `language`; sharing and withholding are respected."""
    parts = arranged(survey, edition, shown := open_edition(edition, notes), curation, gettext)
    numbers, themes = numbered(parts), themes_of(edition, curation)
    actions = _actions(themes, curation, gettext)
    counts, grouped = _counts(edition, notes, curation, gettext), _themes(edition, numbers, themes, curation, actions)
    return Sheet(
        title=survey.title,
        introduction=survey.introduction,
        audience=audience_words(edition.audience, gettext),
        edition=edition.code,
        closed_on=day_in_words(survey.closed_on, language) if survey.closed_on else "",
        counts=counts,
        sections=_sections(survey, parts, numbers, curation, actions, gettext),
        words=words_of(survey, texts := _texts(shown, curation)),
        labels=with_uncounted_words(_labels(counts, grouped, gettext, ngettext), texts, gettext),
        themes=grouped,
        arrangement=str(edition.arrangement),
        says_questions=len(survey.prompts) > 1,
        about_you=fractions(survey, about_you, gettext, language),
        language=language,
        asked_by=survey.asked_by,
        contacts=survey.contacts,
        code_of_conduct=survey.code_of_conduct,
        asked_in=survey.language,
    )


def _labels(
    counts: SheetCounts, themes: Sequence[SheetTheme], gettext: Callable[[str], str], ngettext: Callable[..., str]
) -> dict[str, str]:
    own = {"counts": _record(counts, gettext, ngettext), "themes": _heading_of_themes(themes, gettext)}
    return sheet_labels(gettext) | own


def _record(counts: SheetCounts, gettext: Callable[[str], str], ngettext: Callable[..., str]) -> str:
    in_sheet = ngettext(
        "%(num)d of %(collected)s notes is in this sheet.",
        "%(num)d of %(collected)s notes are in this sheet.",
        counts.shown,
        collected=counts.collected,
    )
    return record_of(in_sheet, counts, gettext, ngettext)


def numbers_of_notes(survey: Survey, edition: Edition, notes: Sequence[Note], curation: Curation) -> dict[NoteId, int]:
    """The number of each note on the sheet of an edition."""
    return numbered(arranged(survey, edition, open_edition(edition, notes), curation, str))


def answered_subjects(survey: Survey, curation: Curation, gettext: Callable[[str], str]) -> tuple[SheetSection, ...]:
    """The themes and questions that organisers answered, without their notes; those whose theme is gone come last."""
    names = [(theme.name, f"t{theme.id}") for theme in curation.themes]
    without = SheetSection(gettext("Without a theme"), (), answers=_answers(curation, ""))
    themes = (SheetSection(name, (), answers=_answers(curation, about)) for name, about in names)
    return tuple(one for one in (*themes, *_answered_questions(survey, curation), without) if one.answers)


def _answered_questions(survey: Survey, curation: Curation) -> tuple[SheetSection, ...]:
    sections = (
        SheetSection(prompt.text, (), answers=_answers(curation, f"q{position}"))
        for position, prompt in enumerate(survey.prompts)
    )
    return tuple(section for section in sections if section.answers)


def audience_words(audience: Audience, gettext: Callable[[str], str]) -> str:
    """The audience in the words of the sharing sentences."""
    if audience is Audience.MEETING:
        return gettext("the people at the meeting")
    return gettext("everyone in the collaboration and its management")


def sharing_words(audience: Audience, gettext: Callable[[str], str]) -> dict[Sharing, str]:
    """One sentence for each sharing choice, as participants read them; the audience is named in it."""
    in_the_sheet = {
        Audience.MEETING: gettext(
            "The organisers may include it in the discussion sheet for the people at the meeting"
        ),
        Audience.COLLABORATION: gettext(
            "The organisers may include it in the discussion sheet for everyone in the collaboration and its management"
        ),
    }
    return {
        Sharing.ORGANISERS: gettext("Only the organisers may read it"),
        Sharing.SHEET: in_the_sheet[audience],
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


def _texts(shown: Iterable[Note], curation: Curation) -> list[str]:
    return [note.text for note in shown if note.id not in curation.withheld]


def words_of(survey: Survey, texts: Iterable[str], minimum_notes: int = MINIMUM_NOTES) -> tuple[WordCount, ...]:
    """The frequent words of the notes of a sheet; in whatever language the sheet is, they are the same."""
    languages = {survey.language, *(one.language for one in survey.translations)}
    return count_words(
        texts,
        left_out=_questions_in_every_language(survey),
        minimum_notes=minimum_notes,
        languages={language.partition("_")[0] for language in languages},
    )


def _questions_in_every_language(survey: Survey) -> set[str]:
    asked = {survey.title, *(prompt.text for prompt in survey.prompts)}
    translated = [pair for one in survey.translations for pair in one.words]
    originals = asked | {original for original, said in translated if said in asked}
    return originals | {said for original, said in translated if original in originals}


def with_uncounted_words(
    labels: Mapping[str, str], texts: Iterable[str], gettext: Callable[[str], str], least: int = 1
) -> dict[str, str]:
    """The labels, in which the table of words says what it does not count if so many notes have such words."""
    if sum(map(has_words_without_spaces, texts)) < least:
        return dict(labels)
    uncounted = sheet_labels(gettext)["words_uncounted"]
    return {**labels, **{name: f"{labels[name]} {uncounted}" for name in ("words_explained", "words_missing")}}


def _sections(
    survey: Survey,
    parts: Sequence[Part],
    numbers: Mapping[NoteId, int],
    curation: Curation,
    actions: Mapping[str, Sequence[SheetAction]],
    gettext: Callable[[str], str],
) -> tuple[SheetSection, ...]:
    """The headings that have notes, actions or answers; a question that is no heading comes last with its answers."""
    withheld = gettext("[withheld by the organisers]")

    def said(part: Part, note: Note) -> SheetNote:
        if note.id in curation.withheld:  # a note without words needs no warning, and its answers would quote it
            shown = SheetNote(numbers[note.id], withheld, is_withheld=True)
        else:
            answers = _answers(curation, f"n{note.id.hex()}")
            text = with_placeholders(note.text, gettext)
            shown = SheetNote(numbers[note.id], text, note.id in curation.needs_care, answers=answers)
            shown = replace(shown, aloud=may_be_read_aloud(note, curation))
        if part.question is not None:
            return shown
        return replace(shown, question=survey.prompts[note.prompt].text, category=category_of(survey, note))

    sections = (
        SheetSection(
            part.heading,
            tuple(SheetGroup(name, tuple(said(part, note) for note in members)) for name, members in part.groups),
            tuple(actions[part.theme]) if part.theme is not None else (),
            _answers_of(part, curation),
        )
        for part in parts
    )
    headings = {part.heading for part in parts if part.question is not None}
    more = (section for section in _answered_questions(survey, curation) if section.heading not in headings)
    return tuple(one for one in (*sections, *more) if one.groups or one.actions or one.answers)


def _answers_of(part: Part, curation: Curation) -> tuple[SheetAnswer, ...]:
    if part.question is not None:
        return _answers(curation, f"q{part.question}")
    return () if part.theme is None else _answers(curation, _about_theme(part.theme))


def _answers(curation: Curation, about: str) -> tuple[SheetAnswer, ...]:
    return tuple(SheetAnswer(answer.role, answer.text) for answer in answers_about(curation.answers, about))


def _about_theme(theme_id: str) -> str:
    return f"t{theme_id}" if theme_id else ""


def _actions(themes: Themes, curation: Curation, gettext: Callable[[str], str]) -> dict[str, list[SheetAction]]:
    """The possible actions by the id of their theme, those under none by ""."""
    states = action_state_words(gettext)
    actions: dict[str, list[SheetAction]] = {theme_id: [] for theme_id in (*(theme.id for theme in themes), "")}
    for action in curation.actions:
        sheet_action = SheetAction(action.concern, action.action, action.owner, states[action.state], action.reason)
        actions[action.theme if action.theme in actions else ""].append(sheet_action)
    return actions


def _themes(
    edition: Edition,
    numbers: Mapping[NoteId, int],
    themes: Themes,
    curation: Curation,
    actions: Mapping[str, Sequence[SheetAction]],
) -> tuple[SheetTheme, ...]:
    """The themes that have a note on the sheet, an action or an answer; others would mean nothing to readers.

    A theme names withheld notes only where it is the heading above them.
    """
    hidden = () if edition.arrangement is Arrangement.THEME else curation.withheld
    named = [
        SheetTheme(
            theme.name,
            tuple(sorted(numbers[i] for i in theme.notes if i in numbers and i not in hidden)),
            tuple(actions[theme.id]),
            _answers(curation, _about_theme(theme.id)),
        )
        for theme in themes
    ]
    without = SheetTheme("", (), tuple(actions[""]), _answers(curation, ""))
    return tuple(theme for theme in (*named, without) if theme.notes or theme.actions or theme.answers)


def _heading_of_themes(themes: Sequence[SheetTheme], gettext: Callable[[str], str]) -> str:
    if not any(theme.actions for theme in themes):
        return gettext("Themes")
    return (
        gettext("Themes and possible actions") if any(theme.name for theme in themes) else gettext("Possible actions")
    )


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
