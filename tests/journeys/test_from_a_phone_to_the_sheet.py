"""The main job, whole: real phones with scripts off, a real laptop, documents read back by other programs."""

import subprocess
from io import BytesIO
from pathlib import Path

import docx
import pypdf
import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Server
from tests.journeys.steps import (
    accept_invitation,
    close_and_read,
    download,
    make_a_version,
    mask,
    open_a_survey,
    others_write,
    print_slips,
    sign_in,
    type_in_from_paper,
    write_two_notes,
)

TRACES = (b"Lukas", b"Meier", b"lukas.meier", b"@cern.ch")


@pytest.mark.journey
def test_two_notes_travel_from_a_phone_to_the_sheet(server: Server, phone: Page, laptop: Page, tmp_path: Path) -> None:
    """Given an invited facilitator and an open survey; when people write and she closes, reads, masks, types in
    from paper and makes a version; then DOCX and PDF hold each note once, and the name and the e-mail are nowhere."""
    passphrase = accept_invitation(laptop, server)
    sign_in(laptop, passphrase)
    code = open_a_survey(laptop)

    write_two_notes(phone, server, code)
    coffee = (f"Note number {number}: the coffee in the corridor is where decisions happen." for number in range(5))
    others_write(server, code, coffee)

    close_and_read(laptop)
    mask(laptop, "daughter")
    assert [print_slips(laptop, paper) for paper in ("A4", "Letter")] == [2, 2], "a sheet for each question"
    type_in_from_paper(laptop)
    make_a_version(laptop)

    word = download(laptop, "Word document", tmp_path / "sheet.docx")
    printed = download(laptop, "PDF", tmp_path / "sheet.pdf", exact=True)
    for text in (text_of_word(word), text_of_pdf(printed), text_of_word_by_libreoffice(word)):
        assert text.count("explains everything twice") == 1
        assert text.count("Fewer meetings at 18:00") == 1
        assert text.replace("\u00a0", " ").replace("\u2060", "").count("The mentoring lunch: ask [a person].") == 1
        assert "3 of the" in text
        assert "came on paper" in text
        assert "quiet room" not in text
        assert "daughter" not in text
        assert "Lukas" not in text
        assert "lukas.meier" not in text
    kept = server.all_bytes() + word.read_bytes() + printed.read_bytes()
    assert not [trace for trace in TRACES if trace in kept]


def text_of_word(path: Path) -> str:
    return "\n".join(
        cell.text for table in docx.Document(str(path)).tables for row in table.rows for cell in row.cells
    ) + "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def text_of_pdf(path: Path) -> str:
    return " ".join(
        "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(path.read_bytes())).pages).split()
    )


def text_of_word_by_libreoffice(path: Path) -> str:
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(path.parent / "converted"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return text_of_pdf(path.parent / "converted" / "sheet.pdf")
