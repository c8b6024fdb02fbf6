"""Undo: what a draft was before each of its last changes, in memory beside the sessions until it is opened.

Nothing of it reaches the disk or a backup, and a restart of the machine forgets it.
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import time

from surveys.storage import Instance, document_of, survey_from_document
from surveys.survey import Survey

MOST_STEPS = 50
_SECONDS = 12 * 3600  # as long as a session


def earlier_drafts(instance: Instance, survey_id: str) -> list[Survey]:
    """The draft before each change, the last change at the end."""
    with suppress(OSError, ValueError):
        return [survey_from_document(one) for one in json.loads(_path(instance, survey_id).read_text())]
    return []


def remember_draft(instance: Instance, survey: Survey) -> bool:
    """Add what a draft is before it changes; called while the office is locked for writing.

    False where the memory has no room: then nothing can be undone any more, and the draft is saved all the same.
    """
    _forget_old_ones(instance)
    return _write(instance, survey.id, [*earlier_drafts(instance, survey.id), survey][-MOST_STEPS:])


def take_last_draft(instance: Instance, survey_id: str) -> Survey | None:
    """What the draft was before its last change, which is forgotten; None where nothing can be undone."""
    steps = earlier_drafts(instance, survey_id)
    if steps:
        _write(instance, survey_id, steps[:-1])
    return steps[-1] if steps else None


def forget_drafts(instance: Instance, survey_id: str) -> None:
    """When the draft is opened or deleted."""
    for path in (_path(instance, survey_id), _new(_path(instance, survey_id))):
        path.unlink(missing_ok=True)


def _path(instance: Instance, survey_id: str) -> Path:
    return instance.sessions / f"{survey_id}.drafts"


def _new(path: Path) -> Path:
    return path.with_suffix(".drafts-new")


def _write(instance: Instance, survey_id: str, steps: list[Survey]) -> bool:
    """Where it fails everything is forgotten: with one step missing, undoing would take back two."""
    path = _path(instance, survey_id)
    new = _new(path)
    try:
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump([document_of(one) for one in steps], file)
        new.replace(path)
    except OSError:
        with suppress(OSError):
            forget_drafts(instance, survey_id)
        return False
    return True


def _forget_old_ones(instance: Instance) -> None:
    with suppress(OSError):
        for path in _old(instance.sessions):
            path.unlink(missing_ok=True)


def _old(sessions: Path) -> Iterator[Path]:
    for path in sessions.glob("*.drafts*"):
        with suppress(FileNotFoundError):
            if time() - path.stat().st_mtime > _SECONDS:
                yield path
