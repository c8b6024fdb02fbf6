"""The curation as a JSON document, which is stored sealed in the office; reads older versions too."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from surveys.curation.actions import Action, ActionState
from surveys.curation.answers import RoleAnswer
from surveys.curation.curation import Curation, EarlierPinboard
from surveys.curation.picking import Picks
from surveys.curation.themes import Theme, Themes
from surveys.sealing import NoteId, ids_from_hex, ids_to_hex

_VERSION = 4
_SETS = ("read", "needs_care", "quoted")
_SETS_OF_PICKS = ("skipped", "set_aside", "discussed")


class NewerCuration(Exception):
    """The curation was written by a newer version of the program than this one."""


def to_document(curation: Curation) -> dict[str, Any]:
    """The curation as JSON."""
    return {
        "version": _VERSION,
        **_from_sets(curation, _SETS),
        "withheld": {note_id.hex(): reason for note_id, reason in sorted(curation.withheld.items())},
        "themes": _from_themes(curation.themes),
        "past": [{"themes": _from_themes(past.themes), "moves": dict(past.moves)} for past in curation.past],
        "actions": [asdict(action) for action in curation.actions],
        "answers": [asdict(answer) for answer in curation.answers],
        "picks": {
            "shown": ids_to_hex(curation.picks.shown),
            "current": curation.picks.current.hex() if curation.picks.current else "",
            "is_revealed": curation.picks.is_revealed,
            **_from_sets(curation.picks, _SETS_OF_PICKS),
            "among": curation.picks.among,
            "coming": curation.picks.coming.hex() if curation.picks.coming else "",
            "is_hidden": curation.picks.is_hidden,
            "shows_code": curation.picks.shows_code,
        },
    }


def from_document(document: dict[str, Any]) -> Curation:
    """The curation from its JSON, of this version or an earlier one; raises NewerCuration."""
    if document["version"] > _VERSION:
        raise NewerCuration
    picks = document.get("picks", {})
    return Curation(
        withheld={NoteId(bytes.fromhex(i)): reason for i, reason in document["withheld"].items()},
        themes=_to_themes(document.get("themes", ())),
        past=tuple(map(_to_earlier_pinboard, document.get("past", ()))),
        actions=tuple(Action(**a | {"state": ActionState(a["state"])}) for a in document.get("actions", ())),
        answers=tuple(RoleAnswer(**answer) for answer in document.get("answers", ())),
        picks=Picks(
            shown=ids_from_hex(picks.get("shown", ())),
            current=NoteId(bytes.fromhex(picks["current"])) if picks.get("current") else None,
            is_revealed=picks.get("is_revealed", False),
            among=picks.get("among", ""),
            coming=NoteId(bytes.fromhex(picks["coming"])) if picks.get("coming") else None,
            is_hidden=picks.get("is_hidden", False),
            shows_code=picks.get("shows_code", False),
            **_to_sets(picks, _SETS_OF_PICKS),
        ),
        **_to_sets(document, _SETS),
    )


def _from_sets(owner: Curation | Picks, names: Iterable[str]) -> dict[str, list[str]]:
    return {name: ids_to_hex(sorted(getattr(owner, name))) for name in names}


def _to_sets(document: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: frozenset(ids_from_hex(document.get(name, ()))) for name in names}


def _to_earlier_pinboard(document: Any) -> EarlierPinboard:
    """Version 2 stored only the themes."""
    if isinstance(document, list):
        return EarlierPinboard(_to_themes(document))
    moves = {action: (old, new) for action, (old, new) in document["moves"].items()}
    return EarlierPinboard(_to_themes(document["themes"]), moves)


def _from_themes(themes: Themes) -> list[dict[str, Any]]:
    return [{**asdict(theme), "notes": ids_to_hex(theme.notes)} for theme in themes]


def _to_themes(documents: Iterable[dict[str, Any]]) -> Themes:
    return tuple(Theme(**document | {"notes": ids_from_hex(document["notes"])}) for document in documents)
