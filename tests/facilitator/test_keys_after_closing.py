"""Who is given the key after closing can read what was written before: everybody who is concerned is told."""

from surveys.storage import Facilitator, Instance, add_facilitator, open_office
from surveys.survey import Survey
from tests.actors import KEY, Participant, today
from tests.pages import soup_of

from .conftest import AtOffice


def added(instance: Instance, name: str) -> Facilitator:
    with open_office(instance.office) as office:
        return add_facilitator(office, name, KEY, today=today())


def holders_told(participant: Participant, survey: Survey) -> str:
    page = soup_of(participant.get(f"/s/{survey.slug}/what-we-keep"))
    return str(page.find(attrs={"data-holders": True})["data-holders"])


def test_participants_are_told_how_many_hold_the_key(
    participant: Participant, facilitator: AtOffice, survey: Survey, instance: Instance, base: str
) -> None:
    assert holders_told(participant, survey) == "1"
    facilitator.post(f"{base}/share", facilitator=added(instance, "Adaeze").id)
    assert holders_told(participant, survey) == "2"


def test_a_key_given_after_closing_is_told_on_the_home_and_in_the_record_line(
    facilitator: AtOffice, written: Survey, instance: Instance, base: str
) -> None:
    """Not one given before; and taking it away again does not make it unsaid."""
    before, after = added(instance, "Adaeze"), added(instance, "Minh")
    facilitator.post(f"{base}/share", facilitator=before.id)
    facilitator.reads(base)
    made = facilitator.post(f"{base}/versions", audience="meeting")
    sheet = f"{base}/versions/{made.headers['Location'].rpartition('/')[2]}/json"
    assert not soup_of(facilitator.get(base)).select("[data-late-key]")
    assert "after closing" not in facilitator.get(sheet).json["record"]
    facilitator.post(f"{base}/share", facilitator=after.id)
    facilitator.post(f"{base}/take-key", facilitator=after.id)
    (notice,) = soup_of(facilitator.get(base)).select("[data-late-key]")
    assert "Minh" in notice.get_text()
    assert "after closing: 1" in facilitator.get(sheet).json["record"]
