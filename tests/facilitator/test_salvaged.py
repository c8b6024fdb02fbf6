"""A survey whose damaged file the operator has salvaged: organisers see what was lost."""

import os

from surveys.operating.salvaging import salvage
from surveys.sealing import SEALED_NOTE_SIZE, Sealed
from surveys.storage import RECEIPT_SIZE, Instance
from surveys.survey import Survey
from tests.actors import marked, today
from tests.facilitator.conftest import AtOffice
from tests.faults.test_salvage import damage, page_with, pages_of
from tests.pages import soup_of


def test_organisers_see_how_many_places_could_not_be_read(
    facilitator: AtOffice, base: str, written: Survey, instance: Instance
) -> None:
    assert marked(facilitator.get(base), "unreadable") is None
    wall = instance.wall_of(written)
    damage(wall.path, [*pages_of(wall.path, 5), page_with(wall.path, wall.read().notes[0][1])])
    salvage(written, instance, today())
    page = facilitator.get(base)
    assert marked(page, "unreadable") == "1"
    assert soup_of(page).find(attrs={"data-deed": "salvaged"})


def test_the_home_of_an_ordinary_open_survey_unlocks_no_note(
    facilitator: AtOffice, base: str, written: Survey, instance: Instance
) -> None:
    """One that does not open would be an error, as it is wherever notes are read."""
    facilitator.get(base)  # the tally of this turn is counted: it reads the notes
    instance.wall_of(written).put(Sealed(os.urandom(SEALED_NOTE_SIZE)), os.urandom(RECEIPT_SIZE))
    page = facilitator.get(base)
    assert page.status_code == 200
    assert marked(page, "unreadable") is None
