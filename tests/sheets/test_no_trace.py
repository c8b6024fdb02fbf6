"""No document says who made it, when, where, or with how many revisions (promise 11).

Another library lists each field of metadata that a file has; what is in no list here may not be there.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pikepdf
import pytest
from bs4 import BeautifulSoup
from docx import Document
from PIL import Image
from pptx import Presentation

from surveys.documents.sheets import SHEETS, Sheet, render, render_all, sheet_as_data
from surveys.documents.sheets.packing import packed
from surveys.documents.word_cloud import WordCount
from surveys.settings import PROJECT
from tests.sheets.pictures import chunks_of

TITLE = "Sticky & notes"
SUMMARIES = {
    f"management-summary.{one.file_name.rpartition('.')[2]}": one.name
    for one in SHEETS
    if one.name in ("pdf", "docx", "slides")
}

PDF_INFO = {"/Title": TITLE, "/Creator": "Typst 0.15.1"}
PDF_CATALOG = {"/Lang", "/MarkInfo", "/Metadata", "/Outlines", "/Pages", "/StructTreeRoot", "/Type"}
PDF_CATALOG |= {"/ViewerPreferences", "/Names", "/Dests"}
PDF_TRAILER = {"/ID", "/Info", "/Root", "/Size"}
PDF_PAGE = {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents", "/StructParents", "/Annots", "/Tabs"}
XMP = {
    "dc:title": TITLE,
    "dc:language": {"en"},
    "dc:format": "application/pdf",
    "xmp:CreatorTool": "Typst 0.15.1",
    "xmpMM:RenditionClass": "proof",
    "pdf:PDFVersion": "1.7",
    "pdfuaid:part": "1",
}
XMP_OF_CONTENT = {"xmpTPg:NPages", "xmpMM:InstanceID", "xmpMM:DocumentID"}
"""The number of pages, and two digests of what is in the file: the same file has the same ones."""

OFFICE_PROPERTIES = {"title": TITLE}
OFFICE_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/core\.xml"
    r"|word/(document|styles|settings|header|footer|numbering|fontTable|contents)\d?\.xml|word/_rels/document\.xml\.rels"
    r"|word/media/(cloud|logo)\.png"
    r"|xl/(workbook|sharedStrings|styles|theme/theme1|worksheets/sheet[12])\.xml|xl/_rels/workbook\.xml\.rels"
    r"|ppt/(presentation|slides/slide\d+|slideLayouts/slideLayout\d+|slideMasters/slideMaster1|theme/theme1)\.xml"
    r"|ppt/(_rels/presentation|slides/_rels/slide\d+|slideLayouts/_rels/slideLayout\d+|slideMasters/_rels/slideMaster1)"
    r"\.xml\.rels|ppt/media/(cloud|logo)\.png"
)
TELLTALE = re.compile(
    r"rsid.*|paraid|textid|docid|uid|creationid|modid|author|initials|date|abspath|ins|del|created|modified|creator"
    r"|lastmodifiedby|lastprinted|revision|totaltime|company|manager|template|application|appversion",
    re.IGNORECASE,
)
"""Elements and attributes by which Office files say who worked on them, when and where."""

PAGE_META = {"viewport", "robots", "referrer"}

ELSEWHERE = {
    "USER": "zebrafish",
    "LOGNAME": "zebrafish",
    "HOSTNAME": "quokka",
    "TZ": "Pacific/Chatham",
    "LANG": "pt_BR.UTF-8",
    "LC_ALL": "pt_BR.UTF-8",
    "SOURCE_DATE_EPOCH": "1",
    "PYTHONHASHSEED": "4711",
}
MAKE = """
import hashlib, json, sys
from surveys.documents.sheets import render, render_all, sheet_from_data
order = json.load(sys.stdin)
made = render_all(sheet_from_data(order["sheet"]))
made |= {name: render(sheet_from_data(order["summary"]), one) for name, one in order["summaries"].items()}
json.dump({name: hashlib.sha256(document).hexdigest() for name, document in made.items()}, sys.stdout)
"""


FILES = [*(one.file_name for one in SHEETS), *SUMMARIES]


def files_that_end(*endings: str) -> list[str]:
    return [name for name in FILES if name.endswith(endings)]


def linked(sheet: Sheet) -> Sheet:
    """With the address of a page, which becomes a link, and with words enough for a cloud."""
    words = tuple(WordCount(f"detector{number}", 30 - number) for number in range(20))
    return replace(sheet, words=words, code_of_conduct="https://example.org/conduct", contacts="The ombuds office.")


@pytest.fixture(scope="module")
def every(sheet: Sheet, summary: Sheet) -> dict[str, bytes]:
    """All formats of a sheet with a link, and of its summary."""
    documents: dict[str, Any] = render_all(linked(sheet))
    return documents | {name: render(linked(summary), one) for name, one in SUMMARIES.items()}


def test_made_elsewhere_later_by_somebody_else_it_is_the_same_to_the_byte(
    sheet: Sheet, summary: Sheet, every: dict[str, bytes], tmp_path: Path
) -> None:
    """Two processes with nothing in common but the sheet; archives count time in steps of two seconds."""
    order: dict[str, Any] = {"sheet": sheet_as_data(linked(sheet)), "summary": sheet_as_data(linked(summary))}
    order["summaries"] = SUMMARIES
    time.sleep(2.1)
    environment = {**os.environ, **ELSEWHERE, "HOME": str(tmp_path), "PYTHONPATH": str(PROJECT)}
    done = subprocess.run(
        [sys.executable, "-c", MAKE],
        input=json.dumps(order).encode(),
        capture_output=True,
        env=environment,
        cwd=tmp_path,
    )
    assert json.loads(done.stdout) == {name: hashlib.sha256(made).hexdigest() for name, made in every.items()}


@pytest.mark.parametrize("name", files_that_end(".pdf"))
def test_pdf(every: dict[str, bytes], name: str) -> None:
    with pikepdf.open(BytesIO(every[name])) as pdf:
        assert {key: str(value) for key, value in pdf.docinfo.items()} == PDF_INFO
        assert set(pdf.Root.keys()) <= PDF_CATALOG
        assert set(pdf.trailer.keys()) <= PDF_TRAILER
        assert {key for page in pdf.pages for key in page.obj} <= PDF_PAGE
        assert not pdf.attachments
        with pdf.open_metadata() as metadata:
            fields = {field_name(metadata, key): value for key, value in metadata.items()}
    assert {key: value for key, value in fields.items() if key not in XMP_OF_CONTENT} == XMP
    assert set(fields) - set(XMP) == XMP_OF_CONTENT


def field_name(metadata: Any, key: str) -> str:
    """`{http://…}title` as dc:title."""
    address, _, name = key[1:].partition("}")
    return f"{PREFIXES[address]}:{name}"


PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/xap/1.0/t/pg/": "xmpTPg",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://www.aiim.org/pdfua/ns/id/": "pdfuaid",
}


@pytest.mark.parametrize("name", files_that_end(".docx", ".xlsx", ".pptx"))
def test_office_package(every: dict[str, bytes], name: str) -> None:
    with ZipFile(BytesIO(every[name])) as package:
        assert_nothing_but_names_and_bytes(package)
        assert [part for part in package.namelist() if not OFFICE_PARTS.fullmatch(part)] == []
        assert properties_in(package) == OFFICE_PROPERTIES
        found = [(part, word) for part in package.namelist() for word in words_of_xml(package, part)]
        assert [(part, word) for part, word in found if TELLTALE.fullmatch(word)] == []
        assert_every_relation_stays_inside(package)


def assert_nothing_but_names_and_bytes(package: ZipFile) -> None:
    """Each member has the same fixed values in its head, and there is nothing between members."""
    plain = ("date_time", "create_system", "external_attr", "extra", "comment", "flag_bits", "volume", "internal_attr")
    fixed = {name: {getattr(one, name) for one in package.infolist()} for name in plain}
    assert fixed.pop("flag_bits") <= {0, 0x800}, "0x800 says that a name is UTF-8"
    assert fixed.pop("external_attr") <= {0, 0o600 << 16}
    assert fixed == {
        "date_time": {(1980, 1, 1, 0, 0, 0)},
        "create_system": {0},
        "extra": {b""},
        "comment": {b""},
        "volume": {0},
        "internal_attr": {0},
    }
    assert package.comment == b""
    assert not any(one.is_dir() for one in package.infolist())


def properties_in(package: ZipFile) -> dict[str, str]:
    """Every field of docProps, by its name."""
    parts = [name for name in package.namelist() if name.startswith("docProps/")]
    trees = [ElementTree.fromstring(package.read(part)) for part in parts]
    return {local(field.tag): field.text or "" for tree in trees for field in tree.iter() if field is not tree}


def words_of_xml(package: ZipFile, part: str) -> Iterator[str]:
    """The names of the elements and attributes of one part."""
    if not part.endswith((".xml", ".rels")):
        return
    assert b"<!--" not in package.read(part)
    for element in ElementTree.fromstring(package.read(part)).iter():
        yield from (local(name) for name in (element.tag, *element.attrib))


def local(name: str) -> str:
    return name.rpartition("}")[2]


def assert_every_relation_stays_inside(package: ZipFile) -> None:
    """Or is the one link that organisers set."""
    for part in package.namelist():
        if not part.endswith(".rels"):
            continue
        folder = Path("/", part).parent.parent
        for relation in ElementTree.fromstring(package.read(part)):
            target = relation.attrib["Target"]
            if relation.get("TargetMode") == "External":
                assert target == "https://example.org/conduct"
            else:
                assert os.path.normpath(folder / target)[1:] in package.namelist()


def test_package_of_everything(sheet: Sheet, every: dict[str, bytes]) -> None:
    formats = {one.file_name: every[one.file_name] for one in SHEETS}
    with ZipFile(BytesIO(packed(linked(sheet), formats))) as package:
        assert_nothing_but_names_and_bytes(package)
        assert package.namelist() == ["README.txt", *formats]


@pytest.mark.parametrize("name", files_that_end(".docx", ".pptx"))
def test_word_and_powerpoint_read_no_property_but_the_title(every: dict[str, bytes], name: str) -> None:
    read = Document if name.endswith(".docx") else Presentation
    properties = read(BytesIO(every[name])).core_properties
    assert properties.title == TITLE
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert (properties.created, properties.modified, properties.last_printed) == (None, None, None)
    assert properties.revision == 0


@pytest.mark.parametrize("name", files_that_end(".png"))
def test_picture(every: dict[str, bytes], name: str) -> None:
    assert not Image.open(BytesIO(every[name])).info
    assert set(chunks_of(every[name])) <= {"IHDR", "PLTE", "tRNS", "IDAT", "IEND"}


@pytest.mark.parametrize("name", FILES)
def test_pictures_inside(every: dict[str, bytes], name: str) -> None:
    """Of an Office file or an archive."""
    if not zipfile.is_zipfile(BytesIO(every[name])):
        return
    with ZipFile(BytesIO(every[name])) as package:
        for part in package.namelist():
            if part.endswith(".png"):
                assert set(chunks_of(package.read(part))) <= {"IHDR", "PLTE", "tRNS", "IDAT", "IEND"}


@pytest.mark.parametrize("name", files_that_end(".html"))
def test_web_page(every: dict[str, bytes], name: str) -> None:
    page = BeautifulSoup(every[name], "html5lib")
    assert {meta["name"] for meta in page.select("meta") if not meta.get("charset")} == PAGE_META
    assert not page.find_all(string=lambda text: type(text).__name__ == "Comment")
