"""The curation is sealed as a document; what an older version wrote is read, what a newer one wrote is refused."""

import pytest

from surveys.curation import (
    Action,
    ActionState,
    Curation,
    NewerCuration,
    Picks,
    RoleAnswer,
    Theme,
    from_document,
    to_document,
)
from surveys.sealing import NoteId

NOTE, OTHER = NoteId(b"n" * 16), NoteId(b"o" * 16)


def test_everything_comes_back() -> None:
    curation = (
        Curation(
            answers=(RoleAnswer("2", "q0", "Spokesperson", "Yes."),),
            actions=(Action("1", "No crèche", "Ask for one", "a", "co-chairs", ActionState.DECLINED, "No room"),),
        )
        .with_read([NOTE, OTHER])
        .with_withheld(NOTE, "hurts")
        .with_care(OTHER, needed=True)
        .with_quoted(OTHER, picked=True)
        .with_themes((Theme("a", "Children", 2, (NOTE,)),))
        .with_themes((Theme("a", "Children and care", 3, (NOTE, OTHER)),))
        .without_theme("a")
    )
    picked = Curation(
        picks=Picks(
            (NOTE, OTHER), OTHER, True, frozenset({NOTE}), frozenset({NOTE}), frozenset({OTHER}), "ta", NOTE, True, True
        )
    )
    assert from_document(to_document(curation)) == curation
    assert from_document(to_document(picked)) == picked


def test_a_curation_of_the_first_version_is_read() -> None:
    first = {"version": 1, "read": [NOTE.hex()], "withheld": {OTHER.hex(): "spam"}}
    assert from_document(first) == Curation().with_read([NOTE]).with_withheld(OTHER, "spam")


def test_steps_back_of_the_second_version_are_read() -> None:
    theme = {"id": "a", "name": "Children", "colour": 2, "notes": [NOTE.hex()]}
    second = {"version": 2, "read": [], "withheld": {}, "themes": [], "past": [[theme], []]}
    assert from_document(second).undone().themes == (Theme("a", "Children", 2, (NOTE,)),)


def test_a_curation_of_a_newer_version_is_refused_and_not_cut() -> None:
    with pytest.raises(NewerCuration):
        from_document({"version": 99, "read": [], "withheld": {}})
