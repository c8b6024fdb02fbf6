"""The trail of acts: kept as one of a fixed list of deeds, told in a sentence that may change and be translated."""

from datetime import date

import pytest
from flask import Flask

from surveys.facilitator.setup.trail import sentence_of
from surveys.storage import Act, Deed, Instance, acts_on, open_office, record_act
from surveys.survey import Survey
from tests.actors import Organiser, stores
from tests.pages import soup_of

from .conftest import AtOffice

OF_EARLIER_RELEASES = {
    "created the survey": (Deed.CREATED, ""),
    "let it go on": (Deed.WENT_ON, ""),
    "gave the key to Tom\u00e1s back": (Deed.GAVE_KEY, "Tom\u00e1s back"),
    "withheld a note: would hurt somebody": (Deed.WITHHELD, "would hurt somebody"),
    "withheld all notes alike: points to a person": (Deed.WITHHELD_ALIKE, "points to a person"),
    "gave back all notes alike": (Deed.GAVE_BACK_ALIKE, ""),
    "marked a note: needs care": (Deed.NEEDS_CARE, ""),
    "made version KP6H": (Deed.MADE_VERSION, "KP6H"),
    "published version KP6H": (Deed.PUBLISHED, "KP6H"),
    "changed the last day of the published page of version KP6H": (Deed.CHANGED_END, "KP6H"),
    "took the published page of version KP6H back": (Deed.TOOK_PAGE_BACK, "KP6H"),
    "opened the surveys of others": (Deed.OTHER, "opened the surveys of others"),
    "closed it": (Deed.OTHER, "closed it"),
}
"""Lines as they stand in files of the first releases, and two that no release has written."""


def trail_of(facilitator: AtOffice, base: str) -> list[tuple[str, str]]:
    """The deeds and their sentences, oldest first."""
    rows = soup_of(facilitator.get(base)).select(".trail tbody tr")
    return [(row["data-deed"], row("td")[2].get_text()) for row in reversed(rows)]


@pytest.mark.parametrize("kept", OF_EARLIER_RELEASES)
def test_lines_of_earlier_releases_are_read_and_shown(
    instance: Instance, organiser: Organiser, facilitator: AtOffice, survey: Survey, base: str, kept: str
) -> None:
    with open_office(instance.office) as office:
        office.execute("INSERT INTO audit_trail VALUES ('2026-11-24', 'Ines', ?, ?)", [survey.id, kept])
        act = acts_on(office, survey.id)[-1]
    assert (act.act, act.detail) == OF_EARLIER_RELEASES[kept]
    deed, sentence = trail_of(facilitator, base)[-1]
    assert deed == act.act.name.lower().replace("_", "-")
    assert act.detail in sentence


@pytest.mark.parametrize("deed", Deed)
def test_each_deed_is_kept_read_and_told(app: Flask, instance: Instance, survey: Survey, deed: Deed) -> None:
    with open_office(instance.office) as office:
        record_act(
            office, day=date(2026, 3, 2), facilitator="Ines", survey_id=survey.id, act=deed, detail="100 %s KP6H"
        )
        act = acts_on(office, survey.id)[-1]
    assert act == Act(date(2026, 3, 2), "Ines", deed, "100 %s KP6H")
    with app.test_request_context():
        told = sentence_of(act)
    assert told
    assert "KP6H" not in told or "100 %s KP6H" in told


def test_the_home_tells_the_days_of_deeds_and_not_of_words_like_them(
    instance: Instance, facilitator: AtOffice, survey: Survey, base: str
) -> None:
    """A sentence that begins as a deed does moved the day of the step."""
    before = [day.get_text() for day in soup_of(facilitator.get(base)).select(".stages .day")]
    with open_office(instance.office) as office:
        for words in ("opened the box of slips", "created the poster"):
            office.execute("INSERT INTO audit_trail VALUES ('2030-01-02', 'Ines', ?, ?)", [survey.id, words])
    assert [day.get_text() for day in soup_of(facilitator.get(base)).select(".stages .day")] == before


def test_a_reason_that_there_is_not_is_refused(
    facilitator: AtOffice, organiser: Organiser, survey: Survey, base: str
) -> None:
    """Also for a note that is withheld already: nothing that was typed comes into the trail."""
    for number in range(5):
        stores(survey, organiser.instance, f"Note {number}.")
    facilitator.reads(base)
    with organiser.unlocks(survey) as unlocked:
        note = unlocked.notes()[0].id.hex()
    facilitator.post(f"{base}/notes/withhold", reason="hurts", note=note, page=1)
    trail = trail_of(facilitator, base)
    assert trail[-1][0] == "withheld"
    assert facilitator.post(f"{base}/notes/withhold", reason="because", note=note, page=1).status_code == 400
    assert trail_of(facilitator, base) == trail
