"""Word refuses documents whose elements stand in another order than the standard's; LibreOffice does not."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from surveys.documents.sheets import Sheet, Tally, render
from surveys.numbers.about_you import Fractions

ORDERS = {  # ECMA-376 part 1, annex A.1, as far as these documents go
    "pPr": "pStyle keepNext keepLines widowControl pBdr tabs bidi spacing ind jc outlineLvl",
    "rPr": "rStyle rFonts b bCs i iCs noProof color sz szCs bdr shd rtl lang",
    "pBdr": "top left bottom right between",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar",
    "tcPr": "tcW gridSpan tcBorders tcMar vAlign",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr",
    "font": "altName panose1 charset family pitch",
    "settings": "zoom removePersonalInformation removeDateAndTime defaultTabStop compat",
    "sectPr": "headerReference footerReference pgSz pgMar titlePg",
}

ABOUT_YOU = (Fractions("Where do you sit?", 20, (("By the window", 12, "60 ± 11 %"), ("Elsewhere", 8, "40 ± 11 %"))),)


@pytest.fixture(scope="module", params=["sheet", "management-summary"])
def package(request: pytest.FixtureRequest, sheet: Sheet) -> ZipFile:
    """The discussion sheet and the management summary."""
    labels = dict.fromkeys(
        ("ideas", "quotations", "quotations_explained", "tallies", "tallies_explained"), "Some words."
    )
    tallies = (
        Tally("Themes", (("Coffee", "9"), ("Light · Noise", "fewer than 5 each"))),
        Tally("Categories", (("Biases", ""),)),
    )
    sheet = replace(
        sheet, layout=request.param, labels={**sheet.labels, **labels}, tallies=tallies, about_you=ABOUT_YOU
    )
    return ZipFile(BytesIO(render(sheet, "docx")))


@pytest.mark.parametrize("name", ORDERS)
def test_elements_stand_in_the_order_of_the_standard(name: str, package: ZipFile) -> None:
    places = {qn(f"w:{tag}"): place for place, tag in enumerate(ORDERS[name].split())}
    parts = [part for part in package.namelist() if part.startswith("word/") and part.endswith(".xml")]
    roots = [etree.fromstring(package.read(part)) for part in parts]
    found = [element for root in roots for element in root.iter(qn(f"w:{name}"))]
    assert found
    for element in found:
        children = [places[child.tag] for child in element]
        assert children == sorted(children), etree.tostring(element)


def test_every_relation_has_its_part_and_every_style_is_defined(package: ZipFile) -> None:
    relations = etree.fromstring(package.read("word/_rels/document.xml.rels"))
    assert all(f"word/{relation.get('Target')}" in package.namelist() for relation in relations)
    styles = etree.fromstring(package.read("word/styles.xml"))
    defined = {style.get(qn("w:styleId")) for style in styles.iter(qn("w:style"))}
    document = etree.fromstring(package.read("word/document.xml"))
    used = {e.get(qn("w:val")) for tag in ("w:pStyle", "w:rStyle") for e in document.iter(qn(tag))}
    assert used <= defined


def test_a_character_that_xml_does_not_know_is_dropped_and_nothing_after_it(
    make_sheet: Callable[[Sequence[str]], Sheet],
) -> None:
    document = Document(BytesIO(render(make_sheet(["before\x0cafter", "b", "c"]), "docx")))
    assert any(paragraph.text == "\t1\tbeforeafter" for paragraph in document.paragraphs)
