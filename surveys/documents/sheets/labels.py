"""The fixed words of every sheet. Sentences with numbers are worded so that they need no plural forms."""

from collections.abc import Callable, Mapping

from surveys.documents.sheets.sheet import Sheet, SheetAction, SheetCounts, SheetTheme
from surveys.numbers.about_you import Fractions


def marked(message: str) -> str:
    """Mark a constant for translation (pybabel: `-k marked`); what shows it translates it."""
    return message


LABELS = {
    "heading": marked("Discussion sheet"),
    "version": marked("Version {edition}"),
    "audience": marked("For {audience}"),
    "closed": marked("Closed on {closed_on} · version {edition}"),
    "counts": marked(
        "Notes collected: {collected} · on this sheet: {shown} · of these with words masked: {masked}"
        " · withheld: {withheld} · only for the organisers: {not_shared}"
    ),
    "paper": marked("of all collected, typed in from paper: {paper}"),
    "late_keys": marked("keys given to organisers after closing: {late_keys}"),
    "counts_of_notes": marked("These are numbers of notes, not of people."),
    "reduced": marked(
        "Identifiers were reduced before storage. Style and content can still identify someone."
        " Do not guess who wrote a note."
    ),
    "no_category": marked("Without a category"),
    "no_notes": marked("No notes."),
    "needs_care": marked("Content warning: this note may be hard to read."),
    "left_out": marked("[This cannot be drawn here. It is in the other formats.]"),
    "characters_missing": marked(
        "Some characters cannot be drawn here because a font is missing. They are in the other formats."
    ),
    "words": marked("Words that come up often"),
    "words_explained": marked("The number beside a word says in how many notes it appears."),
    "words_missing": marked("Not enough notes yet: a word is shown once it appears in at least 3 notes."),
    "cloud_described": marked("Word cloud. The list below has the same words with their numbers."),
    "column_version": marked("version"),
    "column_number": marked("number"),
    "column_question": marked("question"),
    "column_category": marked("category"),
    "column_text": marked("text"),
    "column_theme": marked("theme"),
    "column_warning": marked("content warning"),
    "yes": marked("yes"),
    "themes": marked("Themes and possible actions"),
    "no_theme": marked("Without a theme"),
    "notes_of_theme": marked("Notes: {numbers}"),
    "concern": marked("Concern"),
    "action": marked("Possible action"),
    "owner": marked("Owner: {owner}"),
    "state": marked("State: {state}"),
    "about_you": marked("About the writers"),
    "about_you_explained": marked(
        "Answered by those who wished to, and not joined to the notes. These are percentages of the answers to each"
        " question, with their statistical uncertainty. Small numbers are added up as “other or not said”."
    ),
    "about_you_answers": marked("Answers: {answers}"),
    "about_you_too_few": marked("Too few answers to tell."),
    "contacts": marked("People you can turn to"),
    "code_of_conduct": marked("Code of conduct"),
}


def sheet_labels(gettext: Callable[[str], str]) -> dict[str, str]:
    """The fixed words in the reader's language; they travel in the sheet, renderers need no catalogue."""
    return {name: gettext(label) for name, label in LABELS.items()}


def answers_of(one: Fractions, labels: Mapping[str, str]) -> str:
    """How many answers the shares are of, or that nothing can be told."""
    return labels["about_you_answers"].format(answers=one.answers) if one.rows else labels["about_you_too_few"]


def filled_labels(sheet: Sheet) -> dict[str, str]:
    """The labels of a sheet with its values put in; `counts` is the one line that says what became of the notes."""
    labels = dict(sheet.labels)
    labels["version"] = labels["version"].format(edition=sheet.edition)
    labels["audience"] = labels["audience"].format(audience=sheet.audience)
    names = [*(["closed"] if sheet.closed_on else []), "counts", *(["paper"] if sheet.counts.paper else [])]
    names += ["late_keys"] if sheet.late_keys else []
    values = {**_numbers(sheet.counts), "closed_on": sheet.closed_on, "edition": sheet.edition}
    values["late_keys"] = sheet.late_keys
    labels["counts"] = " · ".join(labels[name] for name in names).format_map(values)
    return labels


def progress_of(action: SheetAction, labels: Mapping[str, str]) -> str:
    """Who takes an action on and how far it has come, in one line."""
    state = f"{action.state} – {action.reason}" if action.reason else action.state
    owner = [labels["owner"].format(owner=action.owner)] if action.owner else []
    return " · ".join([*owner, labels["state"].format(state=state)])


def numbers_of(theme: SheetTheme, labels: Mapping[str, str]) -> str:
    """Which notes of the sheet lie under a theme, in one line; nothing where none does."""
    return labels["notes_of_theme"].format(numbers=", ".join(map(str, theme.notes))) if theme.notes else ""


def _numbers(counts: SheetCounts) -> Mapping[str, object]:
    reasons = ", ".join(f"{reason}: {notes}" for reason, notes in counts.withheld.items() if notes)
    withheld = f"{sum(counts.withheld.values())}" + (f" ({reasons})" if reasons else "")
    return {**vars(counts), "withheld": withheld}
