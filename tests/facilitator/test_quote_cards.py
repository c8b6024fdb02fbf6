"""Quote cards: one picture for each quotation that may be read out, for those whom its writer agreed to."""

import struct
import zipfile
from io import BytesIO

import pytest

from surveys.storage import Instance
from surveys.survey import Audience, Survey
from tests.actors import Organiser, stores
from tests.pages import soup_of

from .conftest import AtOffice

FITS = {
    "short": "Hours.",
    "right to left": "في كل اجتماع أشعر أن رأيي لا يُسمع إلا عندما يكرره زميلي.",
    "emoji": "I am happy here 🎉👩‍🔬 every day ❤️!",
    "long": "The meeting is late. " * 19,
    "one word": "B" * 400,
    "Japanese": "私は会議で発言するのが難しいと感じています。" * 15,
    "many lines": "One\nline\nafter\nanother\nin\na\nlist\nof\nwords",
}
TOO_LONG = "The meeting is very late. " * 20


@pytest.fixture
def survey(organiser: Organiser) -> Survey:
    """Whose writers were told that the management reads along."""
    return organiser.opens(audience=Audience.COLLABORATION)


def quotes_everything(facilitator: AtOffice, base: str, survey: Survey) -> None:
    facilitator.reads(base)
    facilitator.post(f"{base}/versions", audience=str(survey.audience), arrangement="question")
    page = soup_of(facilitator.get(f"{base}/summary/quotations"))
    boxes = [box["value"] for box in page.select("input[name=quote]")]
    facilitator.post(f"{base}/summary/quotations", before="", quote=boxes)


def cards_of(facilitator: AtOffice, base: str) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(facilitator.get(f"{base}/summary/cards.zip").data)) as files:
        return {name: files.read(name) for name in files.namelist()}


def test_every_card_fits_and_its_caption_says_what_it_shows(
    facilitator: AtOffice, survey: Survey, instance: Instance, base: str
) -> None:
    for text in FITS.values():
        stores(survey, instance, text, sharing=2)
    quotes_everything(facilitator, base, survey)
    files = cards_of(facilitator, base)
    shown = soup_of(facilitator.get(f"{base}/summary/cards")).select("[data-card]")
    assert len(shown) == len(FITS)
    captions = files["captions.txt"].decode()
    for number, text in ((card["data-card"], card.select_one(".text").get_text()) for card in shown):
        assert f"-{number}\n" in captions
        assert text.strip() in captions
        for shape, size in {"square": (1080, 1080), "wide": (1200, 630)}.items():
            (stem,) = [name for name in files if name.endswith(f"-{number}-{shape}.png")]
            assert struct.unpack(">II", files[stem][16:24]) == size
            assert b"<title>" in files[stem.replace(".png", ".svg")][:500], "alternative text"


def test_what_gets_no_card_is_named_with_its_reason(
    facilitator: AtOffice, survey: Survey, instance: Instance, base: str
) -> None:
    stores(survey, instance, "Hours are late.", sharing=2)
    stores(survey, instance, TOO_LONG, sharing=2)
    stores(survey, instance, "A grave note.", sharing=2)
    for number in range(3):
        stores(survey, instance, f"Only for the sheet {number}.", sharing=1)
    quotes_everything(facilitator, base, survey)
    page = soup_of(facilitator.get(f"{base}/summary/quotations"))
    (grave,) = [box["value"] for box in page.select("label:-soup-contains('A grave note') input")]
    facilitator.post(f"{base}/notes/care", note=grave, page=1, needed=1)
    page = soup_of(facilitator.get(f"{base}/summary/cards"))
    assert sorted(one["data-left-out"] for one in page.select("[data-left-out]")) == ["aloud"] * 3 + ["care", "long"]
    files = cards_of(facilitator, base)
    assert len(files) == 5, "two shapes of one note, twice, and the captions"
    assert "Hours are late." in files["captions.txt"].decode()


def test_words_for_the_meeting_are_on_no_card(facilitator: AtOffice, organiser: Organiser, instance: Instance) -> None:
    survey = organiser.opens(audience=Audience.MEETING)
    base = f"/office/surveys/{survey.id}"
    for number in range(6):
        stores(survey, instance, f"The seminar number {number} was helpful.", sharing=2)
    facilitator.reads(base)
    facilitator.post(f"{base}/versions", audience="meeting")
    notes = facilitator.note_ids(base)
    facilitator.post(f"{base}/summary/quotations", before="", quote=notes)
    assert soup_of(facilitator.get(f"{base}/summary/cards")).select("[data-empty]")
    assert facilitator.get(f"{base}/summary/cards.zip").status_code == 409


def test_no_whole_sheet_becomes_cards(facilitator: AtOffice, read: Survey, base: str) -> None:
    code = soup_of(facilitator.get(f"{base}/versions")).select_one("a.code")["href"]
    assert facilitator.get(f"{code}/json").status_code == 200
    assert facilitator.get(f"{code}/quote-cards").status_code == 404
