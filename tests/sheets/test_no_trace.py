"""No document says who made it, when, or with how many revisions (promise 11)."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest
from docx import Document
from PIL import Image

from surveys.documents.sheets import SHEETS, Sheet, render


@pytest.mark.parametrize("sheet_format", SHEETS, ids=lambda one: one.name)
def test_made_twice_is_the_same_to_the_byte(sheet_format: Any, sheet: Sheet, documents: dict[str, bytes]) -> None:
    """Nothing of the moment or the process goes in."""
    assert render(sheet, sheet_format.name) == documents[sheet_format.file_name]


def test_pdf(documents: dict[str, bytes]) -> None:
    with pikepdf.open(BytesIO(documents["sheet.pdf"])) as pdf:
        assert set(pdf.docinfo) <= {"/Title", "/Creator"}
        assert str(pdf.docinfo["/Creator"]).startswith("Typst")
        metadata = pdf.Root.Metadata.read_bytes().lower()
    for word in (b"createdate", b"modifydate", b"author", b"dc:creator", b"dc:date"):
        assert word not in metadata


def test_docx_properties(documents: dict[str, bytes]) -> None:
    properties = Document(BytesIO(documents["sheet.docx"])).core_properties
    assert properties.title == "Sticky & notes"
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert (properties.created, properties.modified, properties.last_printed) == (None, None, None)
    assert properties.revision == 0


def test_docx_package(documents: dict[str, bytes]) -> None:
    package = ZipFile(BytesIO(documents["sheet.docx"]))
    assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert {member.create_system for member in package.infolist()} == {0}
    assert "docProps/app.xml" not in package.namelist()
    for part in package.namelist():
        content = package.read(part).lower()
        assert b"rsid" not in content
        assert b"w:ins " not in content


def test_picture(documents: dict[str, bytes]) -> None:
    assert not Image.open(BytesIO(documents["word-cloud.png"])).info
