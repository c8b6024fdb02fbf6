"""The curation as the JSON document that is sealed into the office; older versions are read too."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from surveys.curation.actions import Action, ActionState
from surveys.curation.curation import Curation, PastBoard
from surveys.curation.picking import Picks
from surveys.curation.themes import Theme, Themes
from surveys.sealing import NoteId, ids_from_hex, ids_to_hex

_VERSION = 3


class NewerCuration(Exception):
    """The curation was written by a newer version of the program than this one."""


def to_document(curation: Curation) -> dict[str, Any]:
    """The curation as JSON."""
    return {
        "version": _VERSION,
        "read": ids_to_hex(sorted(curation.read)),
        "withheld": {note_id.hex(): reason for note_id, reason in sorted(curation.withheld.items())},
        "needs_care": ids_to_hex(sorted(curation.needs_care)),
        "quoted": ids_to_hex(sorted(curation.quoted)),
        "themes": _from_themes(curation.themes),
        "past": [{"themes": _from_themes(board.themes), "moves": dict(board.moves)} for board in curation.past],
        "actions": [asdict(action) for action in curation.actions],
        "picks": {
            "shown": ids_to_hex(curation.picks.shown),
            "current": curation.picks.current.hex() if curation.picks.current else "",
            "is_revealed": curation.picks.is_revealed,
            "skipped": ids_to_hex(sorted(curation.picks.skipped)),
            "set_aside": ids_to_hex(sorted(curation.picks.set_aside)),
            "discussed": ids_to_hex(sorted(curation.picks.discussed)),
            "among": curation.picks.among,
        },
    }


def from_document(document: dict[str, Any]) -> Curation:
    """The curation from its JSON, of this version or an earlier one; raises NewerCuration."""
    if document["version"] > _VERSION:
        raise NewerCuration
    picks = document.get("picks", {})
    return Curation(
        read=frozenset(ids_from_hex(document["read"])),
        withheld={NoteId(bytes.fromhex(i)): reason for i, reason in document["withheld"].items()},
        needs_care=frozenset(ids_from_hex(document.get("needs_care", ()))),
        quoted=frozenset(ids_from_hex(document.get("quoted", ()))),
        themes=_to_themes(document.get("themes", ())),
        past=tuple(map(_to_past_board, document.get("past", ()))),
        actions=tuple(Action(**a | {"state": ActionState(a["state"])}) for a in document.get("actions", ())),
        picks=Picks(
            shown=ids_from_hex(picks.get("shown", ())),
            current=NoteId(bytes.fromhex(picks["current"])) if picks.get("current") else None,
            is_revealed=picks.get("is_revealed", False),
            skipped=frozenset(ids_from_hex(picks.get("skipped", ()))),
            set_aside=frozenset(ids_from_hex(picks.get("set_aside", ()))),
            discussed=frozenset(ids_from_hex(picks.get("discussed", ()))),
            among=picks.get("among", ""),
        ),
    )


def _to_past_board(document: Any) -> PastBoard:
    """Version 2 kept the themes alone."""
    if isinstance(document, list):
        return PastBoard(_to_themes(document))
    moves = {action: (old, new) for action, (old, new) in document["moves"].items()}
    return PastBoard(_to_themes(document["themes"]), moves)


def _from_themes(themes: Themes) -> list[dict[str, Any]]:
    return [{**asdict(theme), "notes": ids_to_hex(theme.notes)} for theme in themes]


def _to_themes(documents: Iterable[dict[str, Any]]) -> Themes:
    return tuple(Theme(**document | {"notes": ids_from_hex(document["notes"])}) for document in documents)
