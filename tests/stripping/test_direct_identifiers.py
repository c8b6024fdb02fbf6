"""E-mails, links, phones, user names, numbers, documents, rooms: hits beside near misses. All persons are invented."""

import pytest

from tests.stripping.tables import found, removed

HITS = [
    ("EMAIL", "Mail lea.fontaine@cern.ch, please.", ["lea.fontaine@cern.ch"]),
    ("EMAIL", "lea (at) fontaine (dot) fr", ["lea (at) fontaine (dot) fr"]),
    ("EMAIL", "write to jdoe at cern dot ch", ["jdoe at cern dot ch"]),
    ("EMAIL", "lea[at]fontaine.fr or l_fo at cern.ch", ["lea[at]fontaine.fr", "l_fo at cern.ch"]),
    ("EMAIL", "a@b@c is odd", ["a@b@c"]),
    ("URL", "See https://indico.example.org/event/1.", ["https://indico.example.org/event/1"]),
    ("URL", "(www.lea-fontaine.fr)", ["www.lea-fontaine.fr"]),
    ("URL", "see indico.cern.ch/event/123 or bit.ly/x7", ["indico.cern.ch/event/123", "bit.ly/x7"]),
    ("IP", "from 188.184.9.234 and fe80::1ff:fe23", ["188.184.9.234", "fe80::1ff:fe23"]),
    ("PHONE", "Office +41 22 76 71234, or 022 767 12 34", ["+41 22 76 71234", "022 767 12 34"]),
    ("PHONE", "call me at 71234 (ext. 4567)", ["71234", "4567"]),
    ("PHONE", "ring (415) 555-2671 today", ["(415) 555-2671"]),
    ("HANDLE", "@higgs_hunter blocked me", ["@higgs_hunter"]),
    ("HANDLE", 'I am "tnakamur" there', ["tnakamur"]),
    ("HANDLE", "my login is lfontain", ["lfontain"]),
    ("HANDLE", "ask lfontain42 or /user/l/lfontain", ["lfontain42", "lfontain"]),
    ("ID", "ORCID 0000-0002-1825-0097", ["0000-0002-1825-0097"]),
    ("ID", "My badge number 734120 opens it", ["734120"]),
    ("ID", "CMSTRK-981 and RQF0123456", ["CMSTRK-981", "RQF0123456"]),
    ("ID", "IBAN CH93 0076 2011 6238 5295 7", ["CH93 0076 2011 6238 5295 7"]),
    ("ID", "TOP-17-011, AN-2017/042, CMS-PAS-HIG-16-001", ["TOP-17-011", "AN-2017/042", "CMS-PAS-HIG-16-001"]),
    ("ID", "ATLAS-CONF-2020-001 or CERN-THESIS-2019-5", ["ATLAS-CONF-2020-001", "CERN-THESIS-2019-5"]),
    ("ID", "arXiv:1706.03762 and hep-ex/9901234", ["arXiv:1706.03762", "hep-ex/9901234"]),
    ("ADDRESS", "I sit in 32/3-A12, she in 513-1-024", ["32/3-A12", "513-1-024"]),
    ("ADDRESS", "Building 17 is cold, room 2-004 too", ["Building 17", "room 2-004"]),
    ("ADDRESS", "at 12 Market Street", ["12 Market Street"]),
    ("ADDRESS", "Hauptstrasse 5 or 12, rue de la Gare", ["Hauptstrasse 5", "12, rue de la Gare"]),
]
NEAR_MISSES = [
    "I work at CERN. Look at the dot in the plot.",
    "At 18:30 I leave; 2016-2018 was hard; 12/02/2019 too.",
    "We have 100000 events, 3.14159265 and 1/3 of the rest.",
    "It was late.So I went home.",
    "run the file plots.py on muon_pt with python3",
    "COVID-19, UTF-8 and ISO-9001 are no tickets; phase2 and run3 are no logins",
    "there is room for two in the top 17 percent",
    "my account is locked, my login is slow",
    'He said "sweetie" and "ladies first".',
    "coffee @ 3 pm",
    "a ratio of 10:30 or 1:2:3",
    "I am at CERN since June 2023. The CMS week in 2024 was good. At DESY in 2024, in CMS since 2015.",
    "the cms group of 2024, CERN school 22",
    "the office has 3 windows and the street is loud",
]


@pytest.mark.parametrize(("kind", "text", "expected"), HITS)
def test_found_where_it_stands(kind: str, text: str, expected: list[str]) -> None:
    assert found(text, kind) == expected


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_stay(text: str) -> None:
    assert removed(text) == []
