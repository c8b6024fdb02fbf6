"""A damaged wall: it takes no more notes, what can be read of it is saved, and organisers see what cannot."""

import errno
import os
import subprocess
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from surveys.collecting import new_code, take_back
from surveys.operating.backups import NotCopied
from surveys.operating.salvaging import salvage
from surveys.sealing import BrokenSeal
from surveys.storage import Instance, Wall, WallDamaged, mark_of_damage
from surveys.survey import Survey
from tests.actors import (
    Organiser,
    Participant,
    code_of,
    hidden_fields,
    marked,
    organiser_at,
    stores,
    stores_notes,
    the_clock_turns,
    today,
)
from tests.places import fill
from tests.test_restoring import files

PAGE = 4_096
NOTES = 20


def damage(path: Path, pages: list[int], at: int = 0, length: int = PAGE) -> None:
    """Random bytes in the middle of the file, which nothing but reading can find."""
    with path.open("r+b") as file:
        for page in pages:
            file.seek(page * PAGE + at)
            file.write(os.urandom(length))


def pages_of(path: Path, kind: int) -> list[int]:
    """The pages of the file that begin with this byte: 13 is a leaf of a table, 5 an inner page."""
    content = path.read_bytes()
    return [page for page in range(1, len(content) // PAGE) if content[page * PAGE] == kind]


def page_with(path: Path, content: bytes) -> int:
    return path.read_bytes().index(content) // PAGE


def losing_the_slot(path: Path) -> Callable[[Wall], None]:
    """What a disk does that keeps the receipt and not the note; called for `reset_times`, the moment after a commit."""
    before = path.read_bytes()

    def lose_the_slot(wall: Wall) -> None:
        after = wall.path.read_bytes()
        for at in range(PAGE, len(after), PAGE):
            has_one_row = int.from_bytes(after[at + 3 : at + 5]) == 1
            if has_one_row and before[at : at + PAGE] != after[at : at + PAGE]:
                with wall.path.open("r+b") as file:
                    file.seek(at)
                    file.write(before[at : at + PAGE])

    return lose_the_slot


@pytest.fixture
def texts(survey: Survey, instance: Instance) -> set[str]:
    for number in range(NOTES):
        stores(survey, instance, f"Note {number}.")
    return {f"Note {number}." for number in range(NOTES)}


def test_what_can_be_read_is_saved_and_the_rest_is_counted(
    organiser: Organiser, survey: Survey, instance: Instance, wall: Wall, texts: set[str]
) -> None:
    """All inner pages and two notes are noise: SQLite reads nothing any more."""
    lost = [page_with(wall.path, sealed) for _, sealed in wall.read().notes[:2]]
    damage(wall.path, [*pages_of(wall.path, 5), *lost])
    with pytest.raises(WallDamaged):
        wall.read()
    found = salvage(survey, instance, today())
    assert (found.notes, found.unreadable, found.without_code) == (NOTES - 2, 2, 0)
    here = {note.text for note in organiser.peeks(survey)}
    assert here < texts
    assert len(here) == NOTES - 2
    with organiser.unlocks(survey) as unlocked:
        assert unlocked.unreadable() == 2


def test_a_note_whose_bytes_changed_is_counted_and_costs_no_other(
    organiser: Organiser, survey: Survey, instance: Instance, wall: Wall, texts: set[str]
) -> None:
    """Until the operator has salvaged the wall, a broken seal is what it always was: somebody may have exchanged it."""
    _, sealed = wall.read().notes[0]
    damage(wall.path, [page_with(wall.path, sealed)], at=2_000, length=16)
    with pytest.raises(BrokenSeal):
        organiser.peeks(survey)
    assert salvage(survey, instance, today()).unreadable == 0
    assert len(organiser.peeks(survey)) == NOTES - 1
    with organiser.unlocks(survey) as unlocked:
        assert unlocked.unreadable() == 1


def test_a_salvaged_wall_goes_on(
    organiser: Organiser, participant: Participant, survey: Survey, instance: Instance, wall: Wall
) -> None:
    """Codes work, a note sent again is there once, what was taken back stays away, and new notes come."""
    code, gone = (code_of(participant.sends(survey, text)) for text in ("Mine.", "Gone."))
    participant.takes_back(survey, gone)
    damage(wall.path, pages_of(wall.path, 5))
    salvage(survey, instance, today())
    for sent, text in ((code, "Mine."), (gone, "Gone."), ("", "New.")):
        stores(survey, instance, text, code=sent)
    assert sorted(note.text for note in organiser.peeks(survey)) == ["Mine.", "New."]
    participant.takes_back(survey, code)
    assert [note.text for note in organiser.peeks(survey)] == ["New."]


@pytest.mark.parametrize("first", [[], [0]], ids=["", "first page lost"])
@pytest.mark.parametrize("stage", ["closed", "ended"])
def test_a_salvaged_wall_is_as_closed_as_it_was(
    organiser: Organiser, survey: Survey, instance: Instance, wall: Wall, texts: set[str], stage: str, first: list[int]
) -> None:
    if stage == "ended":
        organiser.reads_all(survey)
    else:
        organiser.closes(survey)
    day = wall.path.stat().st_mtime
    damage(wall.path, [*first, *pages_of(wall.path, 5)])
    with organiser.unlocks(survey) as unlocked:
        survey = unlocked.survey
    salvage(survey, instance, today())
    assert wall.is_closed()
    assert wall.is_ended() is (stage == "ended")
    assert wall.path.stat().st_mtime == day


def test_codes_go_on_if_notes_were_unlocked_before_closing_alone(
    organiser: Organiser, survey: Survey, instance: Instance, wall: Wall, texts: set[str]
) -> None:
    the_clock_turns(instance)
    with organiser.unlocks(survey) as unlocked:
        unlocked.release_new_notes()
    survey = organiser.closes(survey)
    damage(wall.path, pages_of(wall.path, 5))
    salvage(survey, instance, today())
    assert (wall.is_closed(), wall.is_ended()) == (True, False)
    organiser.reopens(survey)


def test_a_sector_that_cannot_be_read_costs_no_other(
    organiser: Organiser,
    survey: Survey,
    instance: Instance,
    wall: Wall,
    texts: set[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bad, read = page_with(wall.path, wall.read().notes[0][1]), os.pread

    def read_from_a_bad_disk(file: int, length: int, at: int) -> bytes:
        if at <= bad * PAGE < at + length:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return read(file, length, at)

    monkeypatch.setattr(os, "pread", read_from_a_bad_disk)
    found = salvage(survey, instance, today())
    assert (found.notes, found.unreadable) == (NOTES - 1, 1)
    assert {note.text for note in organiser.peeks(survey)} < texts


def test_a_promise_that_is_not_text_any_more_costs_no_note(
    organiser: Organiser, survey: Survey, instance: Instance, wall: Wall, texts: set[str]
) -> None:
    place = wall.path.read_bytes().index(wall.promise().encode()[:20])
    with wall.path.open("r+b") as file:
        file.seek(place + 10)
        file.write(b"\xff")
    assert salvage(survey, instance, today()).notes == NOTES
    assert wall.promise()


def test_a_wall_that_fails_takes_nothing_more_and_gives_the_words_back(
    participant: Participant, organiser: Organiser, survey: Survey, instance: Instance, wall: Wall, texts: set[str]
) -> None:
    fields = hidden_fields(participant.checks(survey, "My words.")) | {"sharing": "2"}
    whole = wall.path.read_bytes()
    damage(wall.path, pages_of(wall.path, 5))
    folder_time = wall.path.parent.stat().st_mtime
    for _ in range(2):
        page = participant.posts_notes(survey, fields)
        assert page.status_code == 503
        assert marked(page, "closure") == "damaged"
        assert "My words." in page.text
        wall.path.write_bytes(whole)  # it would take notes now; but nobody knows what else is damaged
    assert mark_of_damage(wall.path).exists()
    assert wall.path.parent.stat().st_mtime == folder_time, "or it would show when somebody met the damage"
    assert participant.get(f"/s/{survey.slug}").status_code == 503
    assert {note.text for note in organiser.peeks(survey)} == texts, "what is there can be read"
    salvage(survey, instance, today())
    assert participant.posts_notes(survey, fields).status_code == 200


def test_a_note_that_did_not_reach_its_slot_is_not_acknowledged(
    organiser: Organiser, survey: Survey, instance: Instance, wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a disk that takes a write and keeps something else."""
    whole = wall.path.read_bytes()
    monkeypatch.setattr(Wall, "reset_times", lambda self: self.path.write_bytes(whole))  # the moment after a commit
    with pytest.raises(WallDamaged):
        stores(survey, instance, "Nowhere.")
    assert mark_of_damage(wall.path).exists()


def test_a_note_that_did_not_reach_its_slot_can_be_sent_again(
    organiser: Organiser, survey: Survey, instance: Instance, wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A receipt that says something of a blank slot is nothing that a salvage should believe."""
    code = new_code()
    with monkeypatch.context() as patched:
        patched.setattr(Wall, "reset_times", losing_the_slot(wall.path))
        with pytest.raises(WallDamaged):
            stores(survey, instance, "Try.", code=code)
    salvage(survey, instance, today())
    stores(survey, instance, "Try.", code=code)
    assert [note.text for note in organiser.peeks(survey)] == ["Try."]


@pytest.mark.parametrize("what", ["receipt", "slot"])
def test_a_note_that_met_damage_in_the_moment_after_its_commit_comes_once(
    organiser: Organiser, survey: Survey, instance: Instance, wall: Wall, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """It is there, but its receipt or its slot cannot be found any more, and so its writer is not thanked."""
    before, code = wall.path.read_bytes(), new_code()

    def damage_what_changed(wall: Wall) -> None:
        patched.undo()
        after = bytearray(wall.path.read_bytes())
        pages = range(PAGE, len(after), PAGE)  # without the first, which has the number of each commit
        changed = {sum(a != b for a, b in zip(before[at:][:PAGE], after[at:][:PAGE], strict=True)): at for at in pages}
        at = changed[min(changed.keys() - {0}) if what == "receipt" else max(changed)]
        after[at : at + 8] = bytes(8)  # no page of a table begins with zeros
        wall.path.write_bytes(after)

    with monkeypatch.context() as patched:
        patched.setattr(Wall, "reset_times", damage_what_changed)  # the moment after a commit
        with pytest.raises(WallDamaged):
            stores(survey, instance, "Once.", code=code)
    salvage(survey, instance, today())
    stores(survey, instance, "Once.", code=code)
    assert [note.text for note in organiser.peeks(survey)] == ["Once."]


def test_salvage_does_not_hold_the_noise_of_blank_places_in_memory(
    survey: Survey, instance: Instance, wall: Wall, texts: set[str]
) -> None:
    tracemalloc.start()
    try:
        salvage(survey, instance, today())
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < wall.path.stat().st_size / 4


def test_a_note_that_is_taken_back_at_once_condemns_nothing(
    organiser: Organiser, survey: Survey, instance: Instance, wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = new_code()

    def take_it_back(_wall: Wall) -> None:
        patched.undo()
        assert take_back(code, survey=survey, wall=wall) == 1

    with monkeypatch.context() as patched:
        patched.setattr(Wall, "reset_times", take_it_back)  # the moment after a commit
        stores(survey, instance, "For a moment.", code=code)
    assert not mark_of_damage(wall.path).exists()
    assert organiser.peeks(survey) == []


def test_a_wall_that_was_away_for_a_moment_is_not_condemned(
    organiser: Organiser, survey: Survey, instance: Instance, wall: Wall
) -> None:
    away = wall.path.rename(wall.path.with_suffix(".away"))
    with pytest.raises(WallDamaged):
        stores(survey, instance, "Too early.")
    away.rename(wall.path)
    stores(survey, instance, "In time.")
    assert [note.text for note in organiser.peeks(survey)] == ["In time."]


@pytest.mark.parametrize("walls", [0, 1.01], ids=["full", "too full for the notes"])
def test_a_full_disk_leaves_everything_as_it_was(small_disk: Path, walls: float) -> None:
    subprocess.run(["mount", "-o", "remount,size=16m", str(small_disk)], check=True)
    organiser = organiser_at(small_disk)
    instance, survey = organiser.instance, organiser.opens()
    stores_notes(survey, instance, NOTES)
    wall = instance.wall_of(survey)
    damage(wall.path, pages_of(wall.path, 5))
    with pytest.raises(WallDamaged):
        wall.read()
    fill(small_disk)
    filling = small_disk / "filling"
    os.truncate(filling, filling.stat().st_size - int(walls * wall.path.stat().st_size))
    before = files(instance)
    with pytest.raises(NotCopied, match="Nothing was changed"):
        salvage(survey, instance, today())
    assert files(instance) == before
    filling.unlink()
    assert salvage(survey, instance, today()).notes == NOTES


def test_the_command_says_what_it_saved(app: Flask, survey: Survey, wall: Wall, texts: set[str]) -> None:
    run = app.test_cli_runner().invoke
    assert "--yes" in run(args=["survey", "salvage", survey.slug]).output, "a file that can be read is asked about"
    damage(wall.path, pages_of(wall.path, 5))
    told = run(args=["survey", "salvage", survey.slug])
    assert told.exit_code == 0
    assert f"Saved {NOTES} places" in told.output
    assert wall.path.with_name(f"{wall.path.name}.damaged").exists()
    wall.path.write_bytes(b"")
    assert "Restore it from a backup" in run(args=["survey", "salvage", survey.slug]).output
    wall.path.unlink()
    assert "Restore it from a backup" in run(args=["survey", "salvage", survey.slug]).output
