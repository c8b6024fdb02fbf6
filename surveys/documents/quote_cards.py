"""Quote cards: one picture for each quotation that may be read out, for those who may read the sheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from surveys.curation import Curation, may_be_quoted, may_be_read_aloud
from surveys.documents.arranging import arranged, numbered
from surveys.documents.editions import Edition, open_edition
from surveys.documents.management_summary import summarise
from surveys.documents.sheets import Sheet, SheetGroup, SheetNote, SheetSection
from surveys.sealing import Note
from surveys.stripping import with_placeholders
from surveys.survey import Survey

MOST_LETTERS, MOST_LINES = 420, 9
"""More would be too small to read on a phone."""


@dataclass(frozen=True)
class LeftOut:
    """A quotation without a card, and why: "aloud", "care" or "long"."""

    note: SheetNote
    reason: str


def quote_cards(
    survey: Survey, edition: Edition, notes: Sequence[Note], curation: Curation, gettext: Callable[[str], str]
) -> tuple[Sheet, list[LeftOut]]:
    """A sheet of nothing but the quotations that get a card, with their numbers, and those that get none."""
    shown = open_edition(edition, notes)
    numbers = numbered(arranged(survey, edition, shown, curation, gettext))
    cards: list[SheetNote] = []
    left_out: list[LeftOut] = []
    for note in sorted(shown, key=lambda note: numbers[note.id]):
        if note.id not in curation.quoted or not may_be_quoted(note, curation, survey=survey):
            continue
        said = SheetNote(
            numbers[note.id], with_placeholders(note.text, gettext), question=survey.prompts[note.prompt].text
        )
        if reason := _reason_against(note, curation):
            left_out.append(LeftOut(said, reason))
        else:
            cards.append(said)
    summary = summarise(survey, edition, (), replace(curation, actions=(), themes=()), gettext)
    label = gettext("A picture with a quotation: “%(text)s”")
    return replace(
        summary,
        sections=(SheetSection("", (SheetGroup("", tuple(cards)),)),),
        words=(),
        tallies=(),
        labels={**summary.labels, "audience": gettext("For %(audience)s"), "card": label},
        layout="quote-card",
    ), left_out


def _reason_against(note: Note, curation: Curation) -> str:
    if not may_be_read_aloud(note, curation):
        return "aloud"
    if note.id in curation.needs_care:
        return "care"
    return "long" if len(note.text) > MOST_LETTERS or note.text.count("\n") >= MOST_LINES else ""
