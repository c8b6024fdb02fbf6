"""The page for numbers of groups: pasted or from a file, as table, picture and CSV; nothing of it stays."""

import csv
import io
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask import Flask, request

from tests.pages import soup_of

from .conftest import AtOffice

TYPED = "women, 2024, 96\nmen, 2024, 384\n=women, 2024, 4\nwomen, 2025, 160\nmen, 2025, 340\n=women, 2025, 3"


def test_shares_and_changes_are_on_one_page(facilitator: AtOffice) -> None:
    soup = soup_of(facilitator.post("/office/numbers", counts=TYPED, title="CMS", minimum="5", **{"as": "page"}))
    assert [tag.text for tag in soup.select(".shares tbody th")] == ["women", "men", "=women", "All"]
    assert soup.select_one(".shares td strong").text.endswith("%")
    assert len(soup.select("svg polyline")) == 1  # those of men are hidden, or those of the third group would follow
    assert [("chance" in tag.text) for tag in soup.select(".changes li")] == [False]


def test_a_file_is_taken_instead_of_the_box(facilitator: AtOffice) -> None:
    sent = {"file": (io.BytesIO(TYPED.replace(", ", ";").encode("utf-16")), "counts.csv"), "minimum": "3", "as": "csv"}
    answer = facilitator.post("/office/numbers", counts="nothing", **sent)
    rows = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert [row["number"] for row in rows] == ["96", "160", "384", "340", "4", "3"]
    assert {row["group"] for row in rows} == {"women", "men", "'=women"}


def test_the_picture_can_be_downloaded(facilitator: AtOffice) -> None:
    answer = facilitator.post("/office/numbers", counts=TYPED, title="<b>", minimum="5", **{"as": "svg"})
    assert answer.mimetype == "image/svg+xml"
    assert "&lt;b&gt;" in answer.text


@pytest.mark.parametrize("sent", [b"PK\x03\x04\0\0", b"\xff\xfe\xff", b"\x00\x01"])
def test_what_is_no_table_gets_a_sentence(facilitator: AtOffice, sent: bytes) -> None:
    answer = facilitator.post("/office/numbers", counts="", minimum="5", file=(io.BytesIO(sent), "counts.xlsx"))
    assert answer.status_code == 422
    assert soup_of(answer).select_one("#mistakes a[href='#counts']")


def test_all_mistakes_are_said_and_the_words_stay(facilitator: AtOffice) -> None:
    answer = facilitator.post("/office/numbers", counts="women, 2025\nmen, x", title="t" * 90, minimum="one")
    soup = soup_of(answer)
    assert answer.status_code == 422
    assert [tag["href"] for tag in soup.select("#mistakes a")] == ["#counts", "#counts", "#title", "#minimum"]
    assert soup.select_one("#counts").text.strip() == "women, 2025\nmen, x"
    assert soup.select_one("#minimum")["value"] == "one"


def test_nothing_of_it_is_stored(facilitator: AtOffice, app: Flask) -> None:
    facilitator.post("/office/numbers", counts=TYPED.replace("women", "unheard"), minimum="5", **{"as": "page"})
    folder = Path(app.config["INSTANCE"])
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    assert [path for path in files if b"unheard" in path.read_bytes()] == []


def test_a_large_file_stays_in_memory(app: Flask) -> None:
    """Werkzeug would write it to a temporary file; so would it a note that somebody sends as a file."""
    with app.test_request_context(method="POST", data={"file": (io.BytesIO(b"a" * 900_000), "note.txt")}):
        assert type(request.files["file"].stream) is io.BytesIO


def test_a_file_that_is_too_long_gets_a_sentence_too(facilitator: AtOffice) -> None:
    sent = (io.BytesIO(b'women, 2025, "' + b"1" * 140_000), "counts.csv")
    answer = facilitator.post("/office/numbers", counts="", minimum="5", file=sent)
    assert answer.status_code == 422
    assert len(soup_of(answer).select("#mistakes a[href='#counts']")) == 1


def test_the_picture_opens_whatever_letters_were_pasted(facilitator: AtOffice) -> None:
    typed = "wo\x01men, 2025, 120\nmen, 2025, 360"
    answer = facilitator.post("/office/numbers", counts=typed, title="", minimum="5", **{"as": "svg"})
    assert "women" in "".join(ElementTree.fromstring(answer.data).itertext())
