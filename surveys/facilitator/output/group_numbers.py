"""Numbers of groups by year with their uncertainty, for reports on diversity. Nothing of them is stored."""

import csv
from functools import partial
from io import StringIO

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import format_decimal, gettext
from flask_babel import lazy_gettext as _
from wtforms import StringField, TextAreaField
from wtforms.fields import IntegerField
from wtforms.validators import NumberRange

from surveys.documents.sheets import without_formulas
from surveys.facilitator.forms import OfficeForm, at_most, one_line
from surveys.facilitator.guarding import as_file, office_pages, page
from surveys.languages import page_language
from surveys.numbers.counts import Counts, read_counts
from surveys.numbers.proportions import Interval, is_more_than_chance, percent
from surveys.numbers.trend_chart import trend_chart

bp = office_pages("group_numbers")
_FROM_THREE = _("Choose a whole number from 3 to 1000.")
_NO_TABLE = _("This file is not a table of text. Save it as CSV in your spreadsheet program and choose it again.")


class CountsForm(OfficeForm):
    """Counts as they were pasted or as a file had them, and how the chart is called."""

    counts = TextAreaField(_("Group, year, number"))
    title = StringField(_("Title of the chart"), [at_most(80)], [one_line])
    minimum = IntegerField(
        _("Smallest number that is shown"),
        [NumberRange(3, 1000, _FROM_THREE)],
        default=5,
        invalid_value_message=_FROM_THREE,
    )

    def read(self) -> Counts | None:
        """The counts, unless the form has a mistake; all mistakes are at their fields."""
        self.counts.data = _without_controls(self.counts.data or "")
        is_right = self.validate()
        counts, mistakes = read_counts(self.counts.data, minimum=self.minimum.data or 5, gettext=gettext)
        self.counts.errors = [*self.counts.errors, *mistakes]
        return counts if is_right else None


@bp.get("/numbers")
def empty() -> ResponseReturnValue:
    """The form, with an example in it."""
    return page("group_numbers", form=CountsForm())


@bp.post("/numbers")
def count() -> ResponseReturnValue:
    """Table and chart of what was pasted or of a chosen file; as a page, or as a file of either."""
    form = CountsForm(request.form)
    if (chosen := request.files.get("file")) and (sent := chosen.read()):
        form.counts.data = _text_of(sent)
    counts = form.read()
    if not counts:
        return page("group_numbers", 422, form=form)
    shares = [(name, [cell.share for cell in row]) for name, row in zip(counts.groups, counts.cells, strict=True)]
    values = {"chart": trend_chart(shares, counts.years), "title": form.title.data or gettext("Shares by year")}
    match request.form.get("as"):
        case "svg":
            return as_file(render_template("charts/trends.svg", id="title", **values), "image/svg+xml", "numbers.svg")
        case "csv":
            return as_file("\ufeff" + _as_csv(counts), "text/csv", "numbers.csv")
    percent_here = partial(percent, language=page_language())
    return page("group_numbers", form=form, counts=counts, percent=percent_here, said=_said, **values)


def _text_of(sent: bytes) -> str:
    """A file of a spreadsheet program: UTF-8, UTF-16 with its mark, or Latin-1; what is no text is left as a sign."""
    if b"\0" in sent and sent[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return ""
    for encoding in ("utf-16" if sent[:1] in (b"\xff", b"\xfe") else "utf-8-sig", "latin-1"):
        try:
            return sent.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def _without_controls(text: str) -> str:
    """With spaces and line ends, but without letters with which a picture would not open."""
    return "".join(letter for letter in text if letter.isprintable() or letter.isspace())


def _said(difference: Interval) -> str:
    """Such as “+5.0 points (+1.2 to +8.8)”; before it, if chance alone explains that, that it does."""
    value, lower, upper = (format_decimal(100 * number, "+0.0;−0.0") for number in _parts(difference))
    points = gettext("%(value)s points (%(lower)s to %(upper)s)", value=value, lower=lower, upper=upper)
    if is_more_than_chance(difference):
        return str(points)
    return str(gettext("chance alone explains it at this size: %(points)s", points=points))


def _parts(interval: Interval) -> tuple[float, float, float]:
    return interval.value, interval.lower, interval.upper


def _as_csv(counts: Counts) -> str:
    """A line for each group and year; hidden numbers are empty. Percent, with limits of 68 %."""
    lines = StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(["group", "year", "number", "of", "percent", "lower", "upper"])
    for group, row in zip(counts.groups, counts.cells, strict=True):
        for year, cell in zip(counts.years, row, strict=True):
            shares = [f"{100 * part:.2f}" for part in _parts(cell.share)] if cell.share else ["", "", ""]
            number = "" if cell.number is None else cell.number
            writer.writerow([without_formulas(group), without_formulas(year), number, cell.total, *shares])
    return lines.getvalue()
