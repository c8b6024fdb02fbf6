"""The ceiling's arithmetic, and that all workers count in one place, in memory."""

import subprocess
import sys
from dataclasses import replace
from itertools import product

import pytest

from surveys import ceiling as crowding
from surveys.ceiling import Bucket, TooManyWriting, count_notes, crowding_of
from surveys.settings import PROJECT
from surveys.storage import Instance, slots_for
from surveys.survey import Prompt, Survey
from tests.actors import ABOUT_YOU, Organiser, floods

WALLS = list(product((1, 100, 124, 250, 1_000, 10_000), (1, 2, 8), (0, 2)))
"""How many may write, questions, questions about the writer; with 124 people a wall of 1,024 is the tightest."""


def full_bucket(survey: Survey, free: int | None = None, blur: int = 11) -> Bucket:
    slots = slots_for(survey.places, len(survey.about_you))
    return Bucket(0, float("inf"), slots, slots if free is None else free, 0, -1, -1, blur)


def survey_for(places: int, questions: int, about_you: int = 0) -> Survey:
    prompts = (Prompt("How is it?"),) * questions
    return Survey("one", "", "", "", prompts, places=places, about_you=ABOUT_YOU[:about_you])


def flooded_for(bucket: Bucket, survey: Survey, minutes: int, size: int = 1) -> None:
    """As many sendings in each minute as are taken."""
    for minute in range(minutes + 1):
        bucket.refill(minute, survey)
        while bucket.free and bucket.take(size):
            pass


@pytest.mark.parametrize(("places", "questions", "about_you"), WALLS)
def test_a_wall_lasts_half_an_hour_at_the_ceiling(places: int, questions: int, about_you: int) -> None:
    survey = survey_for(places, questions, about_you)
    bucket = full_bucket(survey, blur=0)
    flooded_for(bucket, survey, minutes=30)
    assert bucket.free > 0


@pytest.mark.parametrize("free", [1_000, 600, 300, 200])
def test_what_is_left_of_a_wall_lasts_as_long(free: int) -> None:
    survey = survey_for(100, 2)
    bucket = full_bucket(survey, free, blur=0)
    flooded_for(bucket, survey, minutes=30)
    assert bucket.free > 0


@pytest.mark.parametrize(("places", "questions", "about_you"), WALLS)
def test_everybody_invited_can_write_within_five_minutes(places: int, questions: int, about_you: int) -> None:
    """A note to each question, or six and a half each where there are more questions."""
    survey = survey_for(places, questions, about_you)
    bucket, waiting = full_bucket(survey), int(places * (min(questions, 6.5) + about_you))
    for minute in range(5):
        bucket.refill(minute, survey)
        while waiting and bucket.take(1):
            waiting -= 1
    assert waiting == 0


def test_a_sending_is_taken_whole_or_not_at_all(survey: Survey, instance: Instance) -> None:
    taken = floods(survey, instance)
    assert 639 <= taken <= 662, "a hundred people with six notes and a half, give or take a few"
    with pytest.raises(TooManyWriting):
        count_notes(2, survey, instance=instance)
    last = full_bucket(survey)
    last.left = 1
    assert not last.take(2)
    assert last.take(1)
    assert not last.take(1)


def test_the_limit_is_blurred(organiser: Organiser) -> None:
    """Whoever writes up to it does not learn exactly how many others wrote."""
    surveys = [organiser.opens() for _ in range(12)]
    assert len({floods(survey, organiser.instance) for survey in surveys}) > 1


_WRITER = """
import sys
from pathlib import Path
from surveys.ceiling import TooManyWriting, count_notes
from surveys.storage import Instance, open_office, survey_by_id
instance = Instance(Path(sys.argv[1]), Path(sys.argv[2]))
with open_office(instance.office, read_only=True) as office:
    survey = survey_by_id(office, sys.argv[3])
taken = 0
for _ in range(400):
    try:
        count_notes(1, survey, instance=instance)
        taken += 1
    except TooManyWriting:
        pass
print(taken)
"""


def test_all_workers_count_together(survey: Survey, instance: Instance) -> None:
    """Two processes with four hundred notes each; a minute that begins meanwhile brings seven more."""
    command = [sys.executable, "-c", _WRITER, str(instance.folder), str(instance.sessions), survey.id]
    writers = [subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE) for _ in range(2)]
    taken = [int(writer.communicate()[0]) for writer in writers]
    assert sum(taken) <= 662 + 7
    assert sum(taken) >= 639


def test_nothing_of_the_counting_lies_in_the_instance_folder(survey: Survey, instance: Instance) -> None:
    before = {path: path.stat().st_mtime_ns for path in instance.folder.rglob("*")}
    floods(survey, instance)
    crowding_of(survey, instance=instance)
    assert {path: path.stat().st_mtime_ns for path in instance.folder.rglob("*")} == before
    kept = instance.sessions / f"{survey.id}.ceiling"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.stat().st_mtime == 0, "the minute of the last note, not its second"


def test_organisers_are_told_at_once_and_for_an_hour(
    survey: Survey, instance: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowding, "monotonic", lambda: 6_000.0)
    assert "flooded" not in crowding_of(survey, instance=instance)
    floods(survey, instance)
    assert "flooded" in crowding_of(survey, instance=instance)
    monkeypatch.setattr(crowding, "monotonic", lambda: 6_000.0 + 61 * 60)
    assert "flooded" not in crowding_of(survey, instance=instance)


def test_organisers_are_told_before_anybody_is_refused_and_not_with_the_very_note(
    survey: Survey, instance: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of what may come at once, looked at when the slots are counted, every two minutes."""
    monkeypatch.setattr(crowding, "monotonic", lambda: 6_000.0)
    count_notes(400, survey, instance=instance)
    assert "filling" not in crowding_of(survey, instance=instance)
    monkeypatch.setattr(crowding, "monotonic", lambda: 6_000.0 + 2 * 60)
    assert crowding_of(survey, instance=instance) == ["filling"]
    monkeypatch.setattr(crowding, "monotonic", lambda: 6_000.0 + 63 * 60)
    assert "filling" not in crowding_of(survey, instance=instance)


def test_a_room_where_everybody_writes_two_notes_is_nothing_to_warn_of(
    survey: Survey, instance: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowding, "monotonic", lambda: 6_000.0)
    count_notes(200, survey, instance=instance)
    monkeypatch.setattr(crowding, "monotonic", lambda: 6_000.0 + 2 * 60)
    assert crowding_of(survey, instance=instance) == []


def test_a_clock_that_starts_anew_with_the_machine_begins_a_new_count(
    survey: Survey, instance: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the sessions lie on a disk, against advice."""
    monkeypatch.setattr(crowding, "monotonic", lambda: 6_000.0)
    floods(survey, instance)
    monkeypatch.setattr(crowding, "monotonic", lambda: 60.0)
    count_notes(1, survey, instance=instance)
    assert "flooded" not in crowding_of(survey, instance=instance)


def test_a_folder_in_memory_that_is_gone_or_cannot_be_written_keeps_nobody_from_writing(
    survey: Survey, instance: Instance
) -> None:
    gone = replace(instance, sessions=instance.sessions / "new")
    count_notes(1, survey, instance=gone)
    assert (gone.sessions / f"{survey.id}.ceiling").exists()
    count_notes(1, survey, instance=replace(instance, sessions=instance.office / "no folder"))
