"""Where somebody works hides no name: John Smith of CERN is not Head Office of CERN. All persons are invented."""

import pytest

from tests.stripping.tables import found, removed

NAMED = [
    ("John Smith of CERN was rude.", "John Smith"),
    ("John Smith of cern was rude", "John Smith"),
    ("Maria Rossi of CERN", "Maria Rossi"),
    ("Anna Keller of DESY was rude.", "Anna Keller"),
    ("Anna Keller of the DPG was rude.", "Anna Keller"),
    ("Peter Müller of the CMS Collaboration was rude.", "Peter Müller"),
    ("M. Rossi of L1 was rude.", "M. Rossi"),
    ("The talk was good. Tom Baker of Fermilab interrupted me.", "Tom Baker"),
    ("Carlo Bianchi at CERN never answers my mails.", "Carlo Bianchi"),
    ("Sofia Costa (CERN) was rude.", "Sofia Costa"),
    ("John Smith, CERN, was rude.", "John Smith"),
    ("Pierre O'Connor of MIT was rude.", "Pierre O'Connor"),
    ("Rothelindis Quaxworthy of CERN was rude.", "Rothelindis Quaxworthy"),
    ("Anna Keller am CERN hat mich unterbrochen.", "Anna Keller"),
    ("Carlo Bianchi von ATLAS war unhöflich.", "Carlo Bianchi"),
    ("Carlo Bianchi du CERN m'a coupé la parole.", "Carlo Bianchi"),
    ("Giulia de Santis del CERN mi ha interrotto.", "Giulia de Santis"),
    ("Rothelindis Quaxworthy de CMS me interrumpió.", "Rothelindis Quaxworthy"),
    ("Carlo Bianchi do CERN me interrompeu.", "Carlo Bianchi"),
]
NOBODY = [
    "Monte Carlo of CMS is slow. Higgs of CMS is fine.",
    "The Standard Model of CERN. Open Data of CMS is great.",
    "Women in Science of CERN is a good group.",
    "Diversity Office of CERN never answers.",
    "Quality Control of DESY is strict. Code of Conduct of CERN",
    "Summer Students of CERN deserve better. Young Scientists of DESY meet.",
    "Niels Bohr of CERN would laugh.",
    "Mark One of CMS was better.",
    "To be frank, I came for the biscuits. To be frank, CERN is far.",
    "Ruby, Swift, Julia, Scala: I learned all of them.",
    "Frauen von CERN treffen sich. Gleichstellung bei DESY ist langsam.",
    "Direction du CERN ne répond pas. La constance de Planck",
    "Consiglio di INFN decide. Colaboración de CMS amable. Creche do CERN cara.",
    "They work at the Institut für Teilchenphysik in Wels.",
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_a_name_before_an_employer_is_removed_whole(text: str, name: str) -> None:
    assert removed(text) == [name]


@pytest.mark.parametrize("text", NOBODY)
def test_an_office_or_thing_before_an_employer_is_nobody(text: str) -> None:
    assert found(text, "PERSON") == []
