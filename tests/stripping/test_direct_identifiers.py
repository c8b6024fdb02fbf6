"""E-mails, links, phones, user names, numbers, documents, rooms: hits beside near misses. All persons are invented."""

import pytest

from tests.stripping.tables import found, removed

HITS = [
    ("EMAIL", "ask ｏｌｇａ＠ｃｅｒｎ．ｃｈ or ⓛⓔⓐ@𝖈𝖊𝖗𝖓.ch", ["ｏｌｇａ＠ｃｅｒｎ．ｃｈ", "ⓛⓔⓐ@𝖈𝖊𝖗𝖓.ch"]),
    ("PHONE", "call ＋４１ ２２ ７６７ ６１ １１ today", ["＋４１ ２２ ７６７ ６１ １１"]),
    ("PERSON", "I asked 𝐀𝐧𝐧𝐚 𝐖𝐞𝐛𝐞𝐫 and ⓁⓊⓀⒶⓈ about it", ["𝐀𝐧𝐧𝐚 𝐖𝐞𝐛𝐞𝐫", "ⓁⓊⓀⒶⓈ"]),
    ("EMAIL", "mschmid at gmail com, olga.petrova at cern", ["mschmid at gmail com", "olga.petrova at cern"]),
    ("PHONE", "the control room is 77500, emergency 74444", ["77500", "74444"]),
    ("HANDLE", "tkim3 and fbianch2, on discord GluonLord#4417", ["tkim3", "fbianch2", "GluonLord#4417"]),
    ("ID", "my CCID 839204, EDH document 9164408", ["839204", "9164408"]),
    ("ID", "postdoc contract 2019-4471, ggus-152998, JINST 15 P95001", ["2019-4471", "ggus-152998", "JINST 15 P95001"]),
    (
        "ADDRESS",
        "12 rue des alpes, gex and via celoria 16, milano",
        ["12 rue des alpes, gex", "via celoria 16, milano"],
    ),
    ("ADDRESS", "Calle de los Almendros 18, 28040 Madrid", ["Calle de los Almendros 18, 28040 Madrid"]),
    ("ADDRESS", "Raum B 214, bâtiment 594, porte 12", ["Raum B 214", "bâtiment 594, porte 12"]),
    ("EMAIL", "k underscore mwangi at gmail dot com", ["k underscore mwangi at gmail dot com"]),
    (
        "EMAIL",
        "olga dot petrenko at cern, sara.lindh chez cern.ch",
        ["olga dot petrenko at cern", "sara.lindh chez cern.ch"],
    ),
    ("PHONE", "call zero seven eight, four one two, thirty", ["zero seven eight, four one two, thirty"]),
    ("HANDLE", "on mattermost i am jkowal, mrossi is my lxplus user", ["jkowal", "mrossi"]),
    ("HANDLE", "the jobs of ddimitro, user abenkhal, my account tsilvaro", ["ddimitro", "abenkhal", "tsilvaro"]),
    ("ID", "cmstrk-981, inc1234567 and GGUS 12345", ["cmstrk-981", "inc1234567", "12345"]),
    (
        "ID",
        "JHEP 05 (2019) 123 or Phys. Rev. Lett. 120, 071802",
        ["JHEP 05 (2019) 123", "Phys. Rev. Lett. 120, 071802"],
    ),
    ("ID", "AN-21-117, AN2019_055_v8, EXO-20-004-pas", ["AN-21-117", "AN2019_055_v8", "EXO-20-004-pas"]),
    (
        "ADDRESS",
        "40-R-B10, 513 R-070, 867-R-P58, B40 4th floor",
        ["40-R-B10", "513 R-070", "867-R-P58", "B40 4th floor"],
    ),
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
    (
        "EMAIL",
        "lea arobase cern point ch, lea arroba cern punto es",
        ["lea arobase cern point ch", "lea arroba cern punto es"],
    ),
    ("EMAIL", "lfont @ cern.ch or lea_AT_cern_DOT_ch", ["lfont @ cern.ch", "lea_AT_cern_DOT_ch"]),
    ("EMAIL", "lea.fontaine@cern dot ch", ["lea.fontaine@cern dot ch"]),
    ("EMAIL", "lea klammeraffe desy punkt de", ["lea klammeraffe desy punkt de"]),
    ("PHONE", "Phone:\n467 3395", ["467 3395"]),
    ("PHONE", "60-56-85-91 office, 07700 063 966-Fax", ["60-56-85-91", "07700 063 966"]),
    ("PHONE", "meine Handynummer ist 0171 2345678, Durchwahl 4711", ["0171 2345678", "4711"]),
    ("PHONE", "mon portable est le 06 12 34 56 78, mi móvil es 612 345 678", ["06 12 34 56 78", "612 345 678"]),
    ("PHONE", "\\,+41 (0)69 979 80 58", ["+41 (0)69 979 80 58"]),
    ("ID", "Personalnummer 734120, mon matricule est 812345", ["734120", "812345"]),
    (
        "ADDRESS",
        "Büro 28-1-007, bureau 40-4, ufficio 12, despacho 3.14",
        ["Büro 28-1-007", "bureau 40-4", "ufficio 12", "despacho 3.14"],
    ),
    ("ADDRESS", "P.O. Box 104 or Postfach 12", ["P.O. Box 104", "Postfach 12"]),
    ("ADDRESS", "at 28030 Edeby 55, Apt. 297", ["28030 Edeby 55, Apt. 297"]),
    ("ADDRESS", "Søndergade 52, Rákóczi út 13, ul. Miła 53", ["Søndergade 52", "Rákóczi út 13", "ul. Miła 53"]),
    ("ADDRESS", "via Roma 3, Calle Mayor 7 or Berliner Str. 12", ["via Roma 3", "Calle Mayor 7", "Berliner Str. 12"]),
    ("ADDRESS", "12 Market Street, Flat 3\nSpringfield\n65619", ["12 Market Street, Flat 3\nSpringfield\n65619"]),
]
NEAR_MISSES = [
    "via zoom 3 times, 5 minutes down the road, 3 colleagues close the door, in the room a 12 year old",
    "herwig7 and geant4 are no logins, issue #4417, the contract 2019-21, I write at gmail",
    "stanza e 4 persone, the guards at 2018, the badge was read by 100000 readers",
    "the user interface, my account of it, on mattermost i am afraid, coffee is my account of the day",
    "one, two, three; five of six; caesium-137 and run-316; the dot in the plot at cern",
    "B0 decays, a JHEP paper, Nature of science, PRL is slow, files of last week",
    "Quiet with sharing 1. In sharing 12 things, string 5 and wiring 3 broke",
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
    "state-of-the-art dot plots; look at point 3; nous travaillons au point 5",
    "100000000 events, 25 May 2018 and 3 June 2019, pT > 30 GeV, 350 GeV 13",
    "Run 3 at 13.6 TeV, Run 2018D, CMSSW_12_4_0, version 10.6.1, 140 fb-1, L1 and L2",
    "antikt04, ttbar2018, jet_pt30, pythia8 and nanoaod_v9 are no logins; CHEP-2019 is no ticket",
    "sur la route de Genève, in via di pubblicazione, im Ring 5 of the detector, the 3 Roads",
    "mille personnes au bureau, vier im Raum, due in ufficio",
    "the office has 3 windows and the street is loud",
]


@pytest.mark.parametrize(("kind", "text", "expected"), HITS)
def test_found_where_it_stands(kind: str, text: str, expected: list[str]) -> None:
    assert found(text, kind) == expected


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_stay(text: str) -> None:
    assert removed(text) == []
