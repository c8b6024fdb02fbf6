"""The management summary: what was agreed, themes and their numbers, and quotations that were picked."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from surveys.curation import ActionState, Curation, may_be_quoted
from surveys.documents.collating import answered_subjects, collate, with_uncounted_words, words_of
from surveys.documents.counting import THEMES, TOTAL, count_notes_beside_total
from surveys.documents.editions import Edition, open_edition
from surveys.documents.sheets import (
    Sheet,
    SheetCounts,
    SheetSection,
    SheetTheme,
    Tally,
    in_english,
    record_of,
    sheet_labels,
)
from surveys.documents.word_cloud import MINIMUM_NOTES
from surveys.numbers.suppression import ShownNumbers
from surveys.sealing import Note
from surveys.storage import Numbers
from surveys.survey import Audience, Survey

AGREED = (ActionState.AGREED, ActionState.UNDER_WAY, ActionState.DONE)
"""What the organisers and the management have decided to do; the rest is still an idea, or declined."""


def summarise(
    survey: Survey,
    edition: Edition,
    notes: Sequence[Note],
    curation: Curation,
    gettext: Callable[[str], str],
    about_you: Sequence[ShownNumbers] = (),
    ngettext: Callable[..., str] = in_english,
    language: str = "en",
) -> Sheet:
    """The sheet of an edition with only those notes that were picked as quotations and may be quoted.

    No number of notes with a theme or a category below the survey's minimum is shown or can be worked out from it, and
    none is another number than in Rounds.
    Words follow the rule of the sheet where the writers knew that the management reads it, that of numbers otherwise.
    """
    shown = [note for note in open_edition(edition, notes) if note.id not in curation.withheld]
    quoted = [n for n in shown if n.id in curation.quoted and may_be_quoted(n, curation, survey=survey)]
    sheet = collate(survey, edition, notes, curation, gettext, about_you, language=language)
    agreed = _with_actions(AGREED, survey, edition, curation, gettext)
    least = MINIMUM_NOTES if survey.audience is Audience.COLLABORATION else survey.minimum
    texts = [note.text for note in shown]
    labels = _labels(survey, least, bool(agreed), gettext) | {"counts": _record(sheet.counts, gettext, ngettext)}
    return replace(
        sheet,
        sections=_sections(survey, edition, quoted, curation, gettext),
        themes=agreed,
        ideas=_with_actions(set(ActionState).difference(AGREED), survey, edition, curation, gettext),
        words=words_of(survey, texts, least),
        labels=with_uncounted_words({**sheet.labels, **labels}, texts, gettext, least),
        tallies=tuple(_tallies(survey, shown, curation, gettext)),
        layout="management-summary",
    )


def _sections(
    survey: Survey, edition: Edition, quoted: Sequence[Note], curation: Curation, gettext: Callable[[str], str]
) -> tuple[SheetSection, ...]:
    """The headings that have quotations, with what was answered to these; then the subjects that were answered."""
    to_notes = tuple(answer for answer in curation.answers if answer.about.startswith("n"))
    quotations = collate(survey, edition, quoted, replace(curation, actions=(), answers=to_notes), gettext).sections
    return (*quotations, *answered_subjects(survey, curation, gettext))


def _record(counts: SheetCounts, gettext: Callable[[str], str], ngettext: Callable[..., str]) -> str:
    counted = ngettext(
        "%(num)d of %(collected)s notes is counted here.",
        "%(num)d of %(collected)s notes are counted here.",
        counts.shown,
        collected=counts.collected,
    )
    return record_of(counted, counts, gettext, ngettext)


def _with_actions(
    states: Collection[ActionState], survey: Survey, edition: Edition, curation: Curation, gettext: Callable[[str], str]
) -> tuple[SheetTheme, ...]:
    """The themes that have actions in one of these states, with these alone."""
    actions = tuple(action for action in curation.actions if action.state in states)
    return collate(survey, edition, (), replace(curation, actions=actions, answers=()), gettext).themes


def _tallies(
    survey: Survey, shown: Sequence[Note], curation: Curation, gettext: Callable[[str], str]
) -> Iterable[Tally]:
    """Notes by theme and by category. A question of which nothing can be said is left out; themes are all named."""
    numbers = count_notes_beside_total(survey, shown, curation)
    if curation.themes:
        names = list(dict.fromkeys(theme.name for theme in curation.themes))
        rows, others = _rows(numbers, THEMES, names), [name for name in names if (THEMES, name) not in numbers]
        named = [(gettext("Also: %(names)s") % {"names": " · ".join(others)} if rows else " · ".join(others), "")]
        yield Tally(gettext("Themes"), (*rows, *(named if others else ())))
    for prompt in survey.prompts:
        if rows := _rows(numbers, prompt.text, prompt.categories):
            yield Tally(prompt.text, rows)


def _rows(numbers: Numbers, subject: str, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The largest first."""
    known = [(name, numbers[subject, name]) for name in names if name != TOTAL and (subject, name) in numbers]
    return tuple((name, str(number)) for name, number in sorted(known, key=lambda row: -row[1]))


def _labels(survey: Survey, least: int, is_agreed: bool, gettext: Callable[[str], str]) -> dict[str, str]:
    return {
        "heading": gettext("Management summary"),
        "audience": gettext("From notes written without names"),
        "tallies": gettext("What people wrote about"),
        "tallies_explained": gettext(
            "A number below %(minimum)s is not shown, nor one from which it could be worked out."
        )
        % {"minimum": survey.minimum},
        "themes": gettext("What was agreed"),
        "ideas": gettext("Other possible actions") if is_agreed else gettext("Possible actions"),
        "quotations": gettext("In their own words"),
        "quotations_explained": gettext(
            "The organisers chose these from the notes whose writers agreed. They are in random order."
        ),
        "words_explained": sheet_labels(gettext)["words_explained"],
        "words_missing": gettext("Not enough notes: no word is in %(minimum)s of them.") % {"minimum": least},
    }
