"""Promise 11: no author, device, time of writing or revision history in any exported file."""

import io
import json
import re
import time
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import pikepdf
import pytest
from docx import Document

from surveys.curation import Curation
from surveys.documents.management_summary import summarise
from surveys.documents.sheets import SHEETS, Sheet, render, render_all
from surveys.settings import PROJECT
from surveys.survey import Audience
from tests.actors import organiser_at, stores
from tests.promises.documents import sheet_of, words_of
from tests.sheets.pictures import chunks_of

SUMMARY = {"management-summary.pdf": "pdf", "management-summary.docx": "docx", "management-summary.pptx": "slides"}
CLOSED = "17 May 2031"
CARDS = "quote-cards.zip"
FILES = [*(one.file_name for one in SHEETS), *SUMMARY, CARDS]


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> tuple[Sheet, Sheet]:
    """A discussion sheet and the management summary, with a quotation."""
    organiser = organiser_at(tmp_path_factory.mktemp("one"))
    survey = organiser.opens(audience=Audience.COLLABORATION)
    for number in range(6):
        texts = (f"Our marmalade is lovely, number {number}.", f"More light {number}.")
        stores(survey, organiser.instance, *texts)
    notes = organiser.reads_all(survey)
    with organiser.unlocks(survey) as unlocked:
        closed = unlocked.survey
    organiser.changes(closed, closed_on=date(2031, 5, 17))  # not the day of writing, which is nowhere
    sheet = sheet_of(organiser, survey)
    with organiser.unlocks(survey) as unlocked:
        curation = Curation().with_quoted(notes[0].id, picked=True)
        return sheet, summarise(unlocked.survey, unlocked.edition(sheet.edition), notes, curation, str)


def made_of(sheets: tuple[Sheet, Sheet]) -> dict[str, Any]:
    sheet, summary = sheets
    summaries = {name: render(summary, of_format) for name, of_format in SUMMARY.items()}
    cards = replace(summary, labels={**summary.labels, "card": "A picture: {text}"}, layout="quote-card")
    return render_all(sheet) | summaries | {CARDS: render(cards, "quote-cards")}


@pytest.fixture(scope="module")
def documents(sheets: tuple[Sheet, Sheet]) -> dict[str, bytes]:
    made = made_of(sheets)
    assert set(made) == set(FILES)
    return made


def test_a_document_made_later_is_the_same_byte_for_byte(
    sheets: tuple[Sheet, Sheet], documents: dict[str, bytes]
) -> None:
    """So nothing in it can tell when, where or by which process it was made."""
    time.sleep(2.1)  # archives count time in steps of two seconds
    later = made_of(sheets)
    assert [name for name in FILES if later[name] != documents[name]] == []


def test_a_document_made_on_another_machine_is_the_same(
    sheets: tuple[Sheet, Sheet], documents: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "USER": "zebrafish",
        "LOGNAME": "zebrafish",
        "HOSTNAME": "quokka",
        "TZ": "Pacific/Chatham",
        "LANG": "pt_BR.UTF-8",
        "SOURCE_DATE_EPOCH": "1",
    }.items():
        monkeypatch.setenv(name, value)
    elsewhere = made_of(sheets)
    assert [name for name in FILES if elsewhere[name] != documents[name]] == []


@pytest.mark.parametrize("file_name", FILES)
def test_no_document_names_folder_or_day_or_organiser(documents: dict[str, bytes], file_name: str) -> None:
    words = words_of(file_name, documents[file_name])
    for trace in (str(PROJECT), date.today().isoformat(), date.today().strftime("%d %B")):
        assert trace not in words
        assert trace.encode() not in documents[file_name]
    if not file_name.endswith((".png", ".zip")):
        days = re.findall(r"\b20\d\d-\d\d-\d\d\b|\b\d{1,2} [A-Z][a-z]+ 20\d\d\b", words)
        is_of_notes_alone = file_name.startswith(("cards", "slides")) or file_name.endswith(".csv")
        says_when = not is_of_notes_alone
        assert set(days) == ({CLOSED} if says_when else set()), "the organisers' day, and no other"
        assert words.count(CLOSED) == words.count(f"Closed on {CLOSED}. Version")
        assert not re.search(r"\bInes\b|\b\d{1,2}:\d{2}:\d{2}\b", words), "neither a name nor a time of day"


@pytest.mark.parametrize("file_name", ["sheet.pdf", "management-summary.pdf"])
def test_the_pdf_has_no_author_and_no_date(documents: dict[str, bytes], file_name: str) -> None:
    with pikepdf.open(io.BytesIO(documents[file_name])) as pdf:
        known = {str(key): str(value) for key, value in (pdf.docinfo or {}).items()}
        metadata = str(pdf.Root.Metadata.read_bytes()) if "/Metadata" in pdf.Root else ""
    assert not {"/Author", "/CreationDate", "/ModDate"} & set(known)
    assert not re.search(r"(CreateDate|ModifyDate|MetadataDate|dc:creator|History)", metadata)


@pytest.mark.parametrize("file_name", ["sheet.docx", "management-summary.docx"])
def test_the_word_document_has_no_author_no_date_and_no_revisions(documents: dict[str, bytes], file_name: str) -> None:
    core = Document(io.BytesIO(documents[file_name])).core_properties
    assert (core.author, core.last_modified_by, core.comments) == ("", "", "")
    with zipfile.ZipFile(io.BytesIO(documents[file_name])) as parts:
        times = {entry.date_time for entry in parts.infolist()}
        properties = b"".join(parts.read(n) for n in parts.namelist() if n.startswith("docProps"))
        body = parts.read("word/document.xml")
    assert times == {(1980, 1, 1, 0, 0, 0)}
    assert not re.search(rb"dcterms:(created|modified)|<TotalTime>[1-9]", properties)
    assert not re.search(rb"w:rsid|w:ins |w:del |w:author|w:date", body)


def test_the_picture_has_nothing_but_pixels(documents: dict[str, bytes]) -> None:
    assert set(chunks_of(documents["word-cloud.png"])) <= {"IHDR", "PLTE", "tRNS", "IDAT", "IEND"}


def test_the_cards_have_nothing_but_pixels_shapes_and_captions(documents: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(documents[CARDS])) as cards:
        files = {entry.filename: cards.read(entry) for entry in cards.infolist()}
        assert {entry.date_time for entry in cards.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any(entry.extra or entry.comment for entry in cards.infolist())
    assert sorted(name.rpartition("-")[2] for name in files) == [
        "captions.txt",
        "square.png",
        "square.svg",
        "wide.png",
        "wide.svg",
    ]
    for name, content in files.items():
        if name.endswith(".png"):
            assert set(chunks_of(content)) <= {"IHDR", "sRGB", "pHYs", "IDAT", "IEND"}, name
        assert not re.search(rb"<metadata|<!--|typst", content, re.IGNORECASE), name


def test_the_web_page_stands_alone(documents: dict[str, bytes]) -> None:
    """Nothing is fetched and nothing runs where it is opened."""
    page = documents["sheet.html"].decode()
    assert not re.search(r"<script|<iframe|<link\b|\son\w+=|url\((?!['\"]?data:)", page, re.IGNORECASE)
    assert not re.search(r"""\bsrc=["'](?!data:)""", page)
    assert not re.search(r"<meta[^>]+(author|generator|date)", page, re.IGNORECASE)


def test_the_data_file_has_no_ids_and_no_times(documents: dict[str, bytes]) -> None:
    data = json.loads(documents["sheet.json"])
    assert set(data["notes"][0]) == {"number", "prompt", "category", "text"}
    assert not re.search(r"[0-9a-f]{16}", documents["sheet.json"].decode())
