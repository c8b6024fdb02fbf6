"""How a version is sorted is chosen when it is made, and stays with it."""

from surveys.curation import with_note_moved, with_theme_added
from surveys.survey import Survey
from tests.actors import Organiser
from tests.facilitator.conftest import AtOffice
from tests.pages import soup_of


def test_themes_are_offered_once_a_note_is_under_one(
    facilitator: AtOffice, organiser: Organiser, read: Survey, base: str
) -> None:
    assert offered(facilitator, base) == ["category", "question"]
    with organiser.unlocks(read) as unlocked:
        note = unlocked.notes()[0]
        unlocked.change_curation(
            lambda kept: kept.with_themes(
                with_note_moved(added := with_theme_added(kept.themes, "Seminars"), note.id, added[0].id)
            )
        )
    assert offered(facilitator, base) == ["theme", "category", "question"]
    made = facilitator.post(f"{base}/versions", audience="meeting", arrangement="theme").headers["Location"]
    sheet = facilitator.get(f"{made}/json").get_json()
    assert (sheet["arrangement"], sheet["themes"][0]["notes"]) == ("theme", [1])
    assert sheet["notes"][0]["text"] == note.text
    page = soup_of(facilitator.get(f"{made}/html"))
    assert [heading.get_text() for heading in page.select("section[id] h2")] == ["Seminars", "Without a theme"]


def test_a_version_sorted_in_an_unknown_way_is_not_made(facilitator: AtOffice, read: Survey, base: str) -> None:
    assert facilitator.client.post(f"{base}/versions", data={}).status_code == 400
    assert facilitator.post(f"{base}/versions", audience="meeting", arrangement="length").status_code == 400


def offered(facilitator: AtOffice, base: str) -> list[str]:
    page = soup_of(facilitator.get(f"{base}/versions"))
    return [str(way["value"]) for way in page.select("input[name=arrangement]")]
