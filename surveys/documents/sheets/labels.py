"""The words of every sheet, and the record: the sentences that say what became of the notes."""

from collections.abc import Callable, Mapping, Sequence

from surveys.directions import direction_of
from surveys.documents.sheets.sheet import Sheet, SheetAction, SheetAnswer, SheetCounts, SheetTheme
from surveys.numbers.about_you import Fractions
from surveys.terminal import marked as marked

LABELS = {
    "heading": marked("Discussion sheet"),
    "version": marked("Version %(edition)s"),
    "audience": marked("For %(audience)s"),
    "asked_by": marked("Asked by %(name)s"),
    "logo": marked("Logo"),
    "closed": marked("Closed on %(closed_on)s. Version %(edition)s."),
    "late_keys": marked("Keys given to organisers after closing: %(late_keys)s."),
    "counts_of_notes": marked("These are numbers of notes, not of people."),
    "reduced": marked(
        "Identifiers were reduced before storage. Style and content can still identify someone."
        " Do not guess who wrote a note."
    ),
    "no_category": marked("Without a category"),
    "no_notes": marked("No notes."),
    "needs_care": marked("Content warning: this note may be hard to read."),
    "part": marked("%(part)s of %(parts)s"),
    "slides_shown": marked("Notes on these slides: %(notes)s."),
    "slides_not_shown": marked(
        "Other notes of this version: %(notes)s. Their writers did not agree that they are read out, or the organisers"
        " withheld them."
    ),
    "slides_care": marked("The next slide shows note %(number)s. Skip it if you prefer not to see it."),
    "slides_numbers": marked("In numbers"),
    "left_out": marked("[This cannot be drawn here. It is in the other formats.]"),
    "characters_missing": marked(
        "Some characters cannot be drawn here because a font is missing. They are in the other formats."
    ),
    "words": marked("Words that come up often"),
    "words_explained": marked("The number beside a word says in how many notes it appears."),
    "words_missing": marked("Not enough notes yet: a word is shown once it appears in at least 3 notes."),
    "words_uncounted": marked(
        "Words in Chinese, Japanese, Thai, Lao, Khmer and Burmese are not counted, because they are written without"
        " spaces."
    ),
    "cloud_missing": marked("Not enough words for a picture yet: it needs 15 words that come up often."),
    "cloud_described": marked("Word cloud. The list beside it has the same words with their numbers."),
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
    "notes_of_theme": marked("Notes: %(numbers)s"),
    "concern": marked("Concern"),
    "action": marked("Possible action"),
    "answer": marked("Answer"),
    "answer_by": marked("%(role)s: %(text)s"),
    "answers": marked("Answers"),
    "column_answer": marked("answer to the note"),
    "column_answer_to_theme": marked("answer to the theme"),
    "column_answer_to_question": marked("answer to the question"),
    "owner": marked("Owner: %(owner)s"),
    "state": marked("State: %(state)s"),
    "about_you": marked("About the writers"),
    "about_you_explained": marked(
        "These questions were optional, and the answers are not joined to the notes. Each percentage is of the answers"
        " to its question and has its statistical uncertainty. Small numbers are added up as “other or not said”."
    ),
    "about_you_answers": marked("Answers: %(answers)s"),
    "about_you_too_few": marked("Too few answers to show."),
    "contacts": marked("People you can turn to"),
    "code_of_conduct": marked("Code of conduct"),
    "sheet_of_notes": marked("Notes"),
    "sheet_of_numbers": marked("Numbers"),
    "number_of_notes": marked("Number of notes"),
    "became": marked("What became of the notes"),
    "collected": marked("Notes collected"),
    "shown": marked("In this sheet"),
    "not_shared": marked("For the organisers only"),
    "withheld_for": marked("Withheld: %(reason)s"),
    "masked": marked("With masked words"),
    "on_paper": marked("On paper"),
    "by_question": marked("By question"),
    "by_category": marked("By category"),
    "by_theme": marked("By theme"),
    "total": marked("Total"),
    "same_numbers": marked("Every file numbers the notes in the same way."),
    "not_made": marked("These files could not be made. Please download them one by one:"),
    "good_for_pdf": marked("Print it and hand it out, so that everybody can say “note 14”."),
    "good_for_large-print": marked("Hand it to people with tired eyes, or read from it in a dim room."),
    "good_for_cards": marked("Cut the notes out and stick them on a wall."),
    "good_for_cards-8": marked("Cut the notes out where there are many, and sort them on a table."),
    "good_for_slides": marked("Talk about the notes one by one. Only what may be read out in the meeting is in it."),
    "good_for_html": marked("Show it on a projector or read it on a phone. It is one file and needs no internet."),
    "good_for_word-cloud": marked("Put the words that come up often on a slide."),
    "good_for_docx": marked("Change it, or copy parts of it into a report."),
    "good_for_xlsx": marked("Filter, sort and mark notes, one in each row. A second sheet has the numbers."),
    "good_for_csv-excel": marked("Open it with a double click where Excel writes 1,5 and not 1.5; a note is one line."),
    "good_for_markdown": marked("Paste it into a wiki or into shared minutes."),
    "good_for_csv": marked("Read it into a program: a comma between cells, notes with their own line ends."),
    "good_for_json": marked("Read it into a program: the notes with themes, answers and all numbers."),
    "good_for_everything": marked("Take along all of these files, and one that says what each is good for."),
}


def in_english(one: str, many: str, number: int, **values: object) -> str:
    """The form of a sentence that fits its number, where nothing is translated."""
    return (one if number == 1 else many) % {"num": number, **values}


def record_of(
    shown: str, counts: SheetCounts, gettext: Callable[[str], str], ngettext: Callable[..., str] = in_english
) -> str:
    """What became of the notes, after the sentence `shown`; what there is none of is left out."""
    sentences = [shown]
    if counts.not_shared:
        sentences.append(
            ngettext("%(num)d is for the organisers only.", "%(num)d are for the organisers only.", counts.not_shared)
        )
    if withheld := sum(counts.withheld.values()):
        reasons = ", ".join(f"{reason}: {notes}" for reason, notes in counts.withheld.items() if notes)
        sentences.append(
            ngettext(
                "%(num)d was withheld (%(reasons)s).", "%(num)d were withheld (%(reasons)s).", withheld, reasons=reasons
            )
        )
    if counts.masked:
        sentences.append(gettext("Words are masked in %(masked)s of the %(shown)s.") % vars(counts))
    if counts.paper:
        sentences.append(gettext("%(paper)s of the %(collected)s came on paper.") % vars(counts))
    return " ".join(sentences)


def sheet_labels(gettext: Callable[[str], str]) -> dict[str, str]:
    """The fixed words in the reader's language; they travel in the sheet, renderers need no catalogue."""
    return {name: gettext(label) for name, label in LABELS.items()}


def answers_of(one: Fractions, labels: Mapping[str, str]) -> str:
    """How many answers the shares are of, or that there are too few."""
    return labels["about_you_answers"] % {"answers": one.answers} if one.rows else labels["about_you_too_few"]


def filled_labels(sheet: Sheet) -> dict[str, str]:
    """The labels of a sheet with its values put in; `counts` is the record with the day of closing and late keys.

    Who asked comes before the audience.
    """
    # Invisible signs around the code where words run from right to left: a number behind it would change places.
    edition = f"\u2068{sheet.edition}\u2069" if direction_of(sheet.language) == "rtl" else sheet.edition
    labels = {**sheet.labels, "version": sheet.labels["version"] % {"edition": edition}}
    asked_by = [labels["asked_by"] % {"name": sheet.asked_by}] if sheet.asked_by else []
    labels["audience"] = " · ".join([*asked_by, labels["audience"] % {"audience": sheet.audience}])
    closed = labels["closed"] % {"closed_on": sheet.closed_on, "edition": edition} if sheet.closed_on else ""
    late_keys = labels["late_keys"] % {"late_keys": sheet.late_keys} if sheet.late_keys else ""
    labels["counts"] = " ".join(sentence for sentence in (closed, labels["counts"], late_keys) if sentence)
    return labels


def progress_of(action: SheetAction, labels: Mapping[str, str]) -> str:
    """Who takes an action on and how far it has come, in one line."""
    state = f"{action.state} – {action.reason}" if action.reason else action.state
    owner = [labels["owner"] % {"owner": action.owner}] if action.owner else []
    return " · ".join([*owner, labels["state"] % {"state": state}])


def heading_of(theme: SheetTheme, themes: Sequence[SheetTheme], labels: Mapping[str, str]) -> str:
    """The heading above a theme; empty above actions without a theme if there is no theme beside them."""
    return theme.name or (labels["no_theme"] if len(themes) > 1 else "")


def numbers_of(theme: SheetTheme, labels: Mapping[str, str]) -> str:
    """The numbers of a theme's notes, in one line; empty if it has none."""
    return labels["notes_of_theme"] % {"numbers": ", ".join(map(str, theme.notes))} if theme.notes else ""


def answer_in_words(answer: SheetAnswer, labels: Mapping[str, str]) -> str:
    """Who answers, and what."""
    return labels["answer_by"] % {"role": answer.role, "text": answer.text}
