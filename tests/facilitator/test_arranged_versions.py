"""How a version is sorted is chosen when it is made, and stays with it."""

from surveys.curation import with_note_moved, with_theme_added
from surveys.survey import Survey
from tests.actors import Organiser, types_in
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


def test_new_notes_are_added_at_the_end_by_one_button(
    facilitator: AtOffice, organiser: Organiser, read: Survey, base: str
) -> None:
    """Notes from paper, after a version was made and published; a second press, even a colleague's, adds nothing."""
    made = facilitator.post(f"{base}/versions", audience="meeting").headers["Location"]
    assert not soup_of(facilitator.get(made)).select("[data-to-add]")
    before = numbers(facilitator, made)
    types_in(organiser, read, *(f"The slip number {number} was in the box." for number in range(4)))
    page = soup_of(facilitator.get(made))
    assert page.select_one("[data-to-add]")["data-to-add"] == "4"
    assert not page.select("form[action$='/add']"), "four would be recognised"
    assert facilitator.post(f"{made}/add").status_code == 409
    types_in(organiser, read, "The slip number 4 was in the box.")
    page = soup_of(facilitator.get(made))
    assert len(page.select("form[action$='/add']")) == 1
    assert page.select("[data-from-paper]"), "the number of notes from paper would say which they are"
    assert "main" not in page.select_one("form[action$='/add'] button")["class"]
    assert [facilitator.post(f"{made}/add").status_code for _ in range(2)] == [303, 303]
    after = numbers(facilitator, made)
    assert before.items() <= after.items()
    assert sorted(text for text, number in after.items() if number > 12) == [
        f"The slip number {number} was in the box." for number in range(5)
    ]
    assert not soup_of(facilitator.get(made)).select("[data-to-add]")


def test_a_published_page_follows_its_version(
    facilitator: AtOffice, organiser: Organiser, read: Survey, base: str
) -> None:
    link = soup_of(facilitator.get(f"{base}/published")).select_one("input[readonly]")["value"]
    types_in(organiser, read, *(f"The slip number {number} was in the box." for number in range(5)))
    path = "/r/" + str(link).rpartition("/")[2]
    assert "slip number" not in facilitator.client.get(path).text
    (code,) = {str(tag["href"]) for tag in soup_of(facilitator.get(f"{base}/versions")).select("a.code")}
    facilitator.post(f"{code}/add")
    assert "slip number 4" in facilitator.client.get(path).text


def numbers(facilitator: AtOffice, version: str) -> dict[str, int]:
    return {note["text"]: note["number"] for note in facilitator.get(f"{version}/json").get_json()["notes"]}


def offered(facilitator: AtOffice, base: str) -> list[str]:
    page = soup_of(facilitator.get(f"{base}/versions"))
    return [str(way["value"]) for way in page.select("input[name=arrangement]")]
