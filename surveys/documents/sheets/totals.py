"""The numbers of a sheet: what became of the notes, and how many are under each question, category and theme.

All of them follow from the sheet itself, whose notes anybody can count, and from its record (decision 7).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from surveys.documents.sheets.sheet import Sheet


@dataclass(frozen=True)
class Totals:
    """One table of numbers; without a `total` its rows are not added up."""

    title: str
    rows: tuple[tuple[str, int], ...]
    total: int | None = None


def totals_of(sheet: Sheet) -> list[Totals]:
    """The tables that say something about this sheet. A note that was withheld later counts only as withheld."""
    notes = [row for row in sheet.rows() if not row[0].is_withheld]
    theme_of = {number: theme.name for theme in sheet.themes for number in theme.notes}
    groups = {
        "by_question": (question for _note, question, _category in notes),
        "by_category": (category or sheet.labels["no_category"] for _note, _question, category in notes),
        "by_theme": (theme_of.get(note.number) or sheet.labels["no_theme"] for note, _question, _category in notes),
    }
    tables = [_counted(sheet, title, names) for title, names in groups.items()]
    without = {sheet.labels["no_category"], sheet.labels["no_theme"]}
    return [_record(sheet), *(table for table in tables if {name for name, _number in table.rows} - without)]


def _counted(sheet: Sheet, title: str, names: Iterable[str]) -> Totals:
    """The most frequent first, and those without a name last."""
    without = (sheet.labels["no_category"], sheet.labels["no_theme"])
    counted = Counter(names)
    rows = sorted(counted.items(), key=lambda row: (row[0] in without, -row[1]))
    return Totals(sheet.labels[title], tuple(rows), counted.total())


def _record(sheet: Sheet) -> Totals:
    counts, labels = sheet.counts, sheet.labels
    withheld = {labels["withheld_for"] % {"reason": reason}: number for reason, number in counts.withheld.items()}
    others = {
        labels["not_shared"]: counts.not_shared,
        **withheld,
        labels["masked"]: counts.masked,
        labels["on_paper"]: counts.paper,
    }
    always = ((labels["collected"], counts.collected), (labels["shown"], counts.shown))
    return Totals(labels["became"], (*always, *((name, number) for name, number in others.items() if number)))
