"""The management summary: numbers, themes, possible actions, frequent words, and quotations that were picked."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from surveys.curation import Curation, may_be_quoted
from surveys.documents.collating import collate
from surveys.documents.editions import Edition, open_edition
from surveys.documents.sheets import Sheet, Tally, in_english, record_of
from surveys.documents.word_cloud import MINIMUM_NOTES, count_words
from surveys.numbers.suppression import ShownNumbers, least_shown_beside
from surveys.sealing import Note
from surveys.survey import Audience, Survey


def summarise(
    survey: Survey,
    edition: Edition,
    notes: Sequence[Note],
    curation: Curation,
    gettext: Callable[[str], str],
    about_you: Sequence[ShownNumbers] = (),
    ngettext: Callable[[str, str, int], str] = in_english,
) -> Sheet:
    """The sheet of an edition with only those notes that were picked as quotations and may be quoted.

    No number of notes with a theme or a category below the survey's minimum is shown or can be worked out from it.
    Words follow the rule of the sheet where the writers knew that the management reads it, that of numbers otherwise.
    """
    shown = [note for note in open_edition(edition, notes) if note.id not in curation.withheld]
    quoted = [n for n in shown if n.id in curation.quoted and may_be_quoted(n, curation, survey=survey)]
    sheet = collate(survey, edition, notes, curation, gettext, about_you)
    counted = ngettext(
        "%(num)d of {collected} notes is counted here",
        "%(num)d of {collected} notes are counted here",
        sheet.counts.shown,
    )
    record = record_of(counted, sheet.counts, gettext, ngettext)
    least = MINIMUM_NOTES if survey.audience is Audience.COLLABORATION else survey.minimum
    left_out = [survey.title, *(prompt.text for prompt in survey.prompts)]
    return replace(
        sheet,
        sections=collate(survey, edition, quoted, curation, gettext).sections,
        themes=tuple(replace(theme, notes=()) for theme in sheet.themes if theme.actions),
        words=count_words([note.text for note in shown], left_out=left_out, minimum_notes=least),
        labels={**sheet.labels, **_labels(survey, least, gettext), "counts": record},
        tallies=tuple(_tallies(survey, shown, curation, gettext)),
        layout="management-summary",
    )


def _tallies(
    survey: Survey, shown: Sequence[Note], curation: Curation, gettext: Callable[[str], str]
) -> Iterable[Tally]:
    """Notes by theme and by category, each of which is listed, used or not.

    Notes without a theme or category have no row, but count if a small number could be worked out from them.
    """
    ids = {note.id for note in shown}
    themes = {theme.id: len(ids.intersection(theme.notes)) for theme in curation.themes}
    categories = Counter((note.prompt, note.category) for note in shown if note.category is not None)
    if themes:
        least = least_shown_beside(len(shown), themes.values(), survey.minimum)
        rows = [(theme.name, themes[theme.id]) for theme in curation.themes]
        yield Tally(gettext("Themes"), _rows(rows, least, survey, gettext))
    least = least_shown_beside(len(shown), categories.values(), survey.minimum)  # the total is of all questions
    for position, prompt in enumerate(survey.prompts):
        if prompt.categories:
            rows = [(name, categories[position, place]) for place, name in enumerate(prompt.categories)]
            yield Tally(prompt.text, _rows(rows, least, survey, gettext))


def _rows(
    numbers: Sequence[tuple[str, int]], least: int, survey: Survey, gettext: Callable[[str], str]
) -> tuple[tuple[str, str], ...]:
    """The largest first; the suppressed ones share one row, in the order in which they were named."""
    large = sorted((row for row in numbers if row[1] >= least), key=lambda row: -row[1])
    small = [name for name, number in numbers if number < least]
    rows = [(name, str(number)) for name, number in large]
    words = gettext("fewer than {minimum} each") if len(small) > 1 else gettext("fewer than {minimum}")
    if least > survey.minimum:
        words = gettext("hidden")
    return (*rows, *([(" · ".join(small), words.format(minimum=survey.minimum))] if small else []))


def _labels(survey: Survey, least: int, gettext: Callable[[str], str]) -> dict[str, str]:
    return {
        "heading": gettext("Management summary"),
        "audience": gettext("From notes written without names"),
        "tallies": gettext("How many notes"),
        "tallies_explained": gettext(
            "By theme and category, a number is hidden if it is below {minimum},"
            " or if a hidden number could be worked out from it."
        ).format(minimum=survey.minimum),
        "themes": gettext("Possible actions"),
        "quotations": gettext("In their own words"),
        "quotations_explained": gettext(
            "The organisers chose these from the notes whose writers agreed. They are in random order."
        ),
        "words_missing": gettext("Not enough notes: no word is in {minimum} of them.").format(minimum=least),
    }
