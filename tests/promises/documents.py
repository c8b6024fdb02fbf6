"""Documents read back as their readers would: the words of each format."""

import io
import re
import zipfile

from bs4 import BeautifulSoup
from docx import Document
from pypdf import PdfReader

from surveys.documents.collating import collate
from surveys.documents.editions import make_edition
from surveys.documents.sheets import Sheet
from surveys.survey import Survey
from tests.actors import Organiser, today

_PICTURE = re.compile(r"data:[^\"')]*")  # a picture in letters may spell anything
_TAG = re.compile(r"<[^>]*>")


def sheet_of(organiser: Organiser, survey: Survey) -> Sheet:
    """A fresh edition of a survey that was closed and read."""
    with organiser.unlocks(survey) as unlocked:
        notes, curation = unlocked.notes(), unlocked.curation()
        edition = make_edition(notes, curation, survey=unlocked.survey, audience=survey.audience, today=today())
        unlocked.save_edition(edition)
        return collate(unlocked.survey, edition, notes, curation, str, unlocked.about_you())


def words_of(file_name: str, content: bytes) -> str:
    """All text of a document, its metadata and hidden parts included, with single spaces."""
    return " ".join(_text(file_name.rpartition(".")[2], content).split())


def _text(ending: str, content: bytes) -> str:
    if ending == "pdf":
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if ending == "docx":
        return _docx_text(content)
    if ending in ("pptx", "xlsx"):
        return _text_of_parts(content)
    if ending == "html":
        page = _PICTURE.sub("", content.decode())
        return BeautifulSoup(page, "html.parser").get_text(" ") + page
    if ending == "zip":
        with zipfile.ZipFile(io.BytesIO(content)) as files:
            readable = [name for name in files.namelist() if not name.endswith(".png")]
            return "\n".join(
                [*files.namelist(), *(_text(name.rpartition(".")[2], files.read(name)) for name in readable)]
            )
    return content.decode("utf-8", errors="replace")


def _docx_text(content: bytes) -> str:
    assert Document(io.BytesIO(content)).paragraphs, "Word can open it"
    return _text_of_parts(content)


def _text_of_parts(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        xml = [parts.read(name).decode() for name in parts.namelist() if name.endswith((".xml", ".rels"))]
    return "\n".join(_TAG.sub(" ", part) + part for part in xml)
