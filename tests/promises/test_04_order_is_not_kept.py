"""Promise 4, nor when: no file shows a time but the survey's first day. The order itself is attacked in `order/`."""

import os
from datetime import UTC, date, datetime, time

from surveys.storage import Instance
from surveys.survey import Survey
from tests.actors import Organiser, Participant


def test_files_show_the_survey_s_first_day_and_no_other_time(
    participant: Participant, organiser: Organiser, instance: Instance
) -> None:
    survey = organiser.changes(organiser.opens(), opened_on=date(2025, 3, 31))
    participant.sends(survey, "Good coffee.")
    wall = instance.wall_of(survey)
    first_day = datetime.combine(date(2025, 3, 31), time(), UTC).timestamp()
    no_read = datetime(2100, 1, 1, tzinfo=UTC).timestamp()  # in the future, so that no read moves it
    assert (wall.path.stat().st_mtime, wall.path.stat().st_atime) == (first_day, no_read)
    shared = datetime(2000, 1, 1, tzinfo=UTC).timestamp()
    assert wall.path.parent.stat().st_mtime == shared
    assert list(wall.path.parent.iterdir()) == [wall.path], "no journal stays behind"


def test_a_time_that_a_crash_left_is_set_back_at_the_next_start(
    organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    wall = instance.wall_of(survey)
    os.utime(wall.path)
    os.utime(wall.path.parent)
    instance.prepare()
    first_day = datetime.combine(survey.opened_on, time(), UTC).timestamp()
    assert wall.path.stat().st_mtime == first_day
    assert wall.path.parent.stat().st_mtime == datetime(2000, 1, 1, tzinfo=UTC).timestamp()


def test_two_walls_do_not_tell_which_was_written_to_last(
    participant: Participant, organiser: Organiser, instance: Instance
) -> None:
    one, other = organiser.opens(), organiser.opens("blank")
    participant.sends(one, "Good coffee.")
    participant.sends(other, "More light.")
    times = {path.stat().st_mtime_ns for path in (instance.folder / "walls").iterdir()}
    assert len(times) == 1
