"""The slide and the cards are files of the right size with the right words, whatever organisers typed."""

from io import BytesIO
from struct import unpack

import pytest
from pypdf import PdfReader

from surveys.documents.logos import SVG, Logo
from surveys.organising.logos import save_logo
from surveys.storage import open_office
from surveys.survey import Survey
from tests.actors import Organiser
from tests.test_logos import CIRCLE

from .conftest import AtOffice

ODD = "#set page(); $x^2$ \\u{0} *no* @ref <b>"


def test_the_slide_is_a_picture_of_a_projector_s_size(facilitator: AtOffice, organiser: Organiser) -> None:
    survey = organiser.opens(title=ODD, asked_by=ODD)
    answer = facilitator.get(f"/office/surveys/{survey.id}/join-slide.png")
    assert answer.mimetype == "image/png"
    assert unpack(">II", answer.data[16:24]) == (1920, 1080)


def test_the_slide_has_the_logo_and_one_that_cannot_be_drawn_costs_only_itself(
    facilitator: AtOffice, organiser: Organiser, survey: Survey, base: str
) -> None:
    plain = facilitator.get(f"{base}/join-slide.png").data
    slides = []
    for content in (CIRCLE.encode(), b"no picture"):
        with open_office(organiser.instance.office) as office:
            save_logo(office, survey.id, Logo(SVG, content))
        slides.append(facilitator.get(f"{base}/join-slide.png").data)
    assert slides[0] != plain
    assert slides[1] == plain


@pytest.mark.parametrize(("paper", "size"), [("a4", (210, 297)), ("letter", (215.9, 279.4))])
def test_eight_cards_are_on_one_sheet(
    facilitator: AtOffice, organiser: Organiser, paper: str, size: tuple[float, float]
) -> None:
    conduct = "https://conduct.example.org/"
    survey = organiser.opens(contacts=f"The ombudsperson\n{ODD}", code_of_conduct=conduct)
    (sheet,) = PdfReader(BytesIO(facilitator.get(f"/office/surveys/{survey.id}/pocket-card-{paper}.pdf").data)).pages
    assert [round(float(side) / 72 * 25.4, 1) for side in sheet.mediabox[2:]] == pytest.approx(size, abs=0.2)
    assert sheet.extract_text().count("The ombudsperson") == 8
    assert sheet.extract_text().replace("\u200b", "").count(conduct) == 8


def test_the_longest_contacts_stay_on_one_sheet(facilitator: AtOffice, organiser: Organiser) -> None:
    survey = organiser.opens(contacts="who helps " * 50, code_of_conduct=f"https://example.org/{'x' * 270}")
    pdf = PdfReader(BytesIO(facilitator.get(f"/office/surveys/{survey.id}/pocket-card-letter.pdf").data))
    assert len(pdf.pages) == 1
    assert " ".join(pdf.pages[0].extract_text().split()).count("helps") == 8 * 50


def test_without_contacts_there_is_no_card_and_the_page_offers_none(
    facilitator: AtOffice, organiser: Organiser
) -> None:
    bare: Survey = organiser.opens(contacts="", code_of_conduct="")
    invitation = f"/office/surveys/{bare.id}/invitation-text"
    assert facilitator.get(f"/office/surveys/{bare.id}/pocket-card-a4.pdf").headers["Location"] == invitation
    assert "pocket-card" not in facilitator.get(invitation).text
