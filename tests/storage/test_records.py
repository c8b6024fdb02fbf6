"""Sealed documents change by compare-and-swap; editions are added and never changed."""

import sqlite3
from dataclasses import replace
from datetime import date

import pytest

from surveys.storage import (
    ChangedMeanwhile,
    Instance,
    SealedEdition,
    UnknownEdition,
    acts_on,
    edition_by_code,
    editions_of,
    open_office,
    save_edition,
    save_sealed_document,
    sealed_document,
)
from surveys.survey import Audience, Survey
from tests.actors import Organiser


def test_a_document_starts_with_revision_nought_and_counts_up(instance: Instance, survey: Survey) -> None:
    with open_office(instance.office) as office:
        assert sealed_document(office, survey.id, "curation") == (0, None)
        save_sealed_document(office, survey.id, "curation", b"one", revision=0)
        assert sealed_document(office, survey.id, "curation") == (1, b"one")
        save_sealed_document(office, survey.id, "curation", b"two", revision=1)
        assert sealed_document(office, survey.id, "curation") == (2, b"two")
        assert sealed_document(office, survey.id, "released") == (0, None)


@pytest.mark.parametrize("stale", [0, 2, 7])
def test_who_read_an_older_revision_does_not_overwrite(instance: Instance, survey: Survey, stale: int) -> None:
    with open_office(instance.office) as office:
        save_sealed_document(office, survey.id, "curation", b"one", revision=0)
    with pytest.raises(ChangedMeanwhile), open_office(instance.office) as office:
        save_sealed_document(office, survey.id, "curation", b"other", revision=stale)
    with open_office(instance.office, read_only=True) as office:
        assert sealed_document(office, survey.id, "curation") == (1, b"one")


def test_only_known_purposes_are_kept(instance: Instance, survey: Survey) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="known_purpose"), open_office(instance.office) as office:
        save_sealed_document(office, survey.id, "diary", b"x", revision=0)  # type: ignore[arg-type]


def test_editions_are_found_by_their_code_in_their_survey(instance: Instance, survey: Survey) -> None:
    one = SealedEdition("K7QF", survey.id, Audience.MEETING, date(2026, 3, 2), b"one")
    other = SealedEdition("M2PX", survey.id, Audience.MEETING, date(2026, 3, 2), b"other")
    with open_office(instance.office) as office:
        save_edition(office, one)
        save_edition(office, other)
        assert editions_of(office, survey.id) == [other, one], "newest first"
        assert edition_by_code(office, survey.id, "K7QF") == one
        for survey_id, code in ((survey.id, "XXXX"), ("another", "K7QF")):
            with pytest.raises(UnknownEdition):
                edition_by_code(office, survey_id, code)


def test_an_edition_is_never_changed(instance: Instance, survey: Survey) -> None:
    edition = SealedEdition("K7QF", survey.id, Audience.MEETING, date(2026, 3, 2), b"one")
    with open_office(instance.office) as office:
        save_edition(office, edition)
    with pytest.raises(sqlite3.IntegrityError), open_office(instance.office) as office:
        save_edition(office, replace(edition, sealed=b"other"))


def test_the_trail_tells_what_organisers_did_by_the_day(organiser: Organiser, survey: Survey) -> None:
    organiser.reopens(organiser.closes(survey))
    with open_office(organiser.instance.office, read_only=True) as office:
        trail = acts_on(office, survey.id)
    assert [act.act for act in trail] == [
        "created the survey",
        "opened the survey",
        "closed the survey",
        "reopened the survey",
    ]
    assert {(act.facilitator, type(act.day)) for act in trail} == {("Ines", date)}
