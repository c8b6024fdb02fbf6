"""Printed slips are scanned: every code on every sheet is read back from grey pictures of 150 dots per inch."""

import re
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import zxingcpp
from flask import Flask
from PIL import Image

from surveys.storage import Instance
from tests.actors import Organiser, Participant
from tests.pages import soup_of

from .conftest import AtOffice
from .test_tickets import draws, sent_by


def scanned(pdf: bytes, folder: Path) -> list[set[str]]:
    """What a camera finds on each sheet."""
    subprocess.run(["pdftoppm", "-r", "150", "-gray", "-", str(folder / "sheet")], input=pdf, check=True)
    return [set(_links_on(sheet)) for sheet in sorted(folder.glob("sheet-*.pgm"))]


def _links_on(sheet: Path) -> Iterator[str]:
    picture = Image.open(BytesIO(sheet.read_bytes()))
    assert picture.mode == "L"
    for found in zxingcpp.read_barcodes(picture):
        assert found.format is zxingcpp.BarcodeFormat.QRCode
        yield found.text


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("address", ["https://u.example.org", f"https://{'surveys.' * 7}example.org/of-many"])
def test_every_slip_leads_to_the_form_of_its_ticket(
    facilitator: AtOffice, organiser: Organiser, app: Flask, tmp_path: Path, paper: str, address: str
) -> None:
    base = f"/office/surveys/{organiser.drafts(tickets=30).id}"
    app.config["ADDRESS"] = address
    fields = sent_by(draws(facilitator, base))
    sheets = scanned(facilitator.post(f"{base}/tickets/slips-{paper}.pdf", **fields).data, tmp_path)
    assert [len(links) for links in sheets] == [24, 6]
    assert set.union(*sheets) == {f"{address}/t/{code}" for code in fields["codes"].split()}


def test_a_slip_opens_the_form_once_the_survey_is_open(
    facilitator: AtOffice, organiser: Organiser, participant: Participant, instance: Instance, tmp_path: Path
) -> None:
    base = f"/office/surveys/{organiser.drafts(tickets=5).id}"
    fields = sent_by(draws(facilitator, base))
    (links,) = scanned(facilitator.post(f"{base}/tickets/slips-a4.pdf", **fields).data, tmp_path)
    facilitator.post(f"{base}/open", **fields, have_slips="yes", button="open")
    for link in links:
        assert soup_of(participant.get(urlsplit(link).path)).select_one("#write input[name=ticket]")


def test_the_address_in_print_leads_to_a_page_that_takes_the_ticket(
    facilitator: AtOffice, organiser: Organiser, participant: Participant
) -> None:
    base = f"/office/surveys/{organiser.drafts(tickets=5).id}"
    fields = sent_by(draws(facilitator, base))
    made = facilitator.post(f"{base}/tickets/slips-a4.pdf", **fields).data
    printed = subprocess.run(["pdftotext", "-", "-"], input=made, capture_output=True, check=True).stdout.decode()
    (path,) = set(re.findall(r"localhost(\S*)", printed.replace("\u200b", "")))
    facilitator.post(f"{base}/open", **fields, have_slips="yes", button="open")
    box = soup_of(participant.get(path or "/")).select_one("main form input[type=text]")
    for code in fields["codes"].split():
        assert participant.post(path or "/", {box["name"]: code}).location == f"/t/{code}"


def test_the_trial_slip_opens_the_trial(
    facilitator: AtOffice, organiser: Organiser, participant: Participant, tmp_path: Path
) -> None:
    base = f"/office/surveys/{organiser.drafts(tickets=5).id}"
    ((link,),) = scanned(facilitator.get(f"{base}/try/slip-letter.pdf").data, tmp_path)
    assert soup_of(participant.get(urlsplit(link).path)).select_one(".band [data-needs-ticket]")
