"""A survey whose damaged file the operator has salvaged: organisers see what was lost."""

from surveys.operating.salvaging import salvage
from surveys.storage import Instance
from surveys.survey import Survey
from tests.actors import TODAY, marked, soup_of
from tests.facilitator.conftest import AtOffice
from tests.faults.test_salvage import damage, page_with, pages_of


def test_organisers_see_how_many_places_could_not_be_read(
    facilitator: AtOffice, base: str, written: Survey, instance: Instance
) -> None:
    assert marked(facilitator.get(base), "unreadable") is None
    wall = instance.wall_of(written)
    damage(wall.path, [*pages_of(wall.path, 5), page_with(wall.path, wall.read().notes[0][1])])
    salvage(written, instance, TODAY)
    page = facilitator.get(base)
    assert marked(page, "unreadable") == "1"
    assert soup_of(page).find(attrs={"data-deed": "salvaged"})
