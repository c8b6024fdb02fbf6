"""A published page as a document: made anew for each reader from what the page says, and stored nowhere."""

from collections.abc import Mapping
from dataclasses import fields
from threading import BoundedSemaphore
from typing import Any

from surveys.documents.sheets import Sheet, render, sheet_from_data

MOST_WAITING = 4
"""For each worker, with the one that is being made: more would take the threads of everybody else."""
AT_ONCE, WAITING = BoundedSemaphore(1), BoundedSemaphore(MOST_WAITING)


class TooManyPrints(Exception):
    """So many people want a published sheet as a document that the next one has to wait."""


def print_page(sheet: Sheet) -> bytes:
    """As PDF, one at a time, because one takes a processor. Raises TooManyPrints, RenderingFailed or MissingPart."""
    if not WAITING.acquire(blocking=False):
        raise TooManyPrints
    try:
        with AT_ONCE:
            return render(sheet, "pdf")
    finally:
        WAITING.release()


def sheet_of_page(page: Mapping[str, Any], labels: Mapping[str, str]) -> Sheet:
    """The sheet of a published page in one language; `labels` are for those that an older program did not store."""
    known = {field.name for field in fields(Sheet)}
    data: dict[str, Any] = {"themes": (), "ideas": (), "about_you": (), "tallies": ()}
    data |= {name: value for name, value in page.items() if name in known}
    data |= {"asked_by": "", "closed_on": "", "late_keys": 0}  # the labels of a page are filled in and say it already
    filled = {name: page["labels"][name].replace("%", "%%") for name in ("version", "audience")}
    return sheet_from_data(data | {"labels": {**labels, **page["labels"], **filled}})
