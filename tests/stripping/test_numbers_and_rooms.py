"""Numbers of people and of their rooms, in five languages. All are invented."""

import pytest

from tests.stripping.tables import in_both_cases, removed

NUMBERS = [
    ("My person id 771093 is wrong, my CERN id is 771094", ["771093", "771094"]),
    ("CCID 839204", ["839204"]),
    ("INSPIRE-00123456, INSPIRE id 1234567", ["INSPIRE-00123456", "1234567"]),
    ("BAI: J.Doe.1", ["J.Doe.1"]),
    ("The author J.R.Doe-Smith.12 of INSPIRE", ["J.R.Doe-Smith.12"]),
    ("Personalnummer 734120; meine Personalnummer lautet 734121", ["734120", "734121"]),
    ("Mein Badge ist 734120, die Personalnummer ist 734121", ["734120", "734121"]),
    ("Personen-ID 771093, Personennummer: 771094", ["771093", "771094"]),
    ("numéro de personne 771093, mon matricule est 771094", ["771093", "771094"]),
    ("la mia matricola è 734120, numero di persona 771093", ["734120", "771093"]),
    ("mi número de persona es 771093", ["771093"]),
    ("AIS number 1234567, my AIS is 1234568", ["1234567", "1234568"]),
    ("Oracle HR number 734120, HR id: 734121, EDH 9164408", ["734120", "734121", "9164408"]),
    ("my CERN number is 771093, impact request 5512345", ["771093", "5512345"]),
    ("mi número de empleado es el 734120, número mecanográfico 734121", ["734120", "734121"]),
]
ROOMS = [
    ("I sit in R-055, come to R-D14", ["R-055", "R-D14"]),
    ("B. 892 R-D14 or 892/R-D14", ["892 R-D14", "892/R-D14"]),
    ("our office R-055 is cold", ["office R-055"]),
    ("im R-055, bâtiment 892 R-D14, dans R-055", ["R-055", "bâtiment 892 R-D14", "R-055"]),
    ("Mein Büro ist 2-014. Mon bureau est le 2-014.", ["Büro ist 2-014", "bureau est le 2-014"]),
    ("Die Raumnummer ist 2014", ["Raumnummer ist 2014"]),
    ("my office is 2-014 in building 40", ["office is 2-014", "building 40"]),
    ("il mio ufficio è il 40-4-B12, mi despacho es el 214.", ["ufficio è il 40-4-B12", "despacho es el 214"]),
    ("40-R-B12 and B28/1-C07", ["40-R-B12", "B28/1-C07"]),
    ("nel R-055, en R-055, Büro R-055", ["R-055", "R-055", "Büro R-055"]),
]
NEAR_MISSES = [
    "the AIS form, AIS 2019, Oracle 12c, Oracle HR is slow, the impact of 100 requests",
    "My office is 12 km away, the room is 20 degrees, the office is 2 floors up, the room is 100 euros",
    "Mein Büro ist 12 km entfernt, mon bureau est à 12 minutes, la stanza è di 20 metri, la sala es la 2a",
    "mein Büro ist 2019 umgezogen, the office is 10-15 minutes from here, in the room 12 people",
    "INSPIRE has 123456 papers, they inspire 5000 people, version 1.2.1 of Inspire",
    "la matricola nel 2019, a number of persons 200, une personne 2019, una persona 12 mesi",
    "R-parity is conserved in R-parity models, the R-squared of the fit, in R-hadrons, R-symmetry",
    "run R-055 and plot R-055, the R-410 gas, in R-2 mode, 892 people",
]


@pytest.mark.parametrize(("text", "expected"), in_both_cases(NUMBERS + ROOMS))
def test_a_number_or_room_goes(text: str, expected: list[str]) -> None:
    assert removed(text) == expected


@pytest.mark.parametrize(("text", "expected"), in_both_cases([(text, []) for text in NEAR_MISSES]))
def test_other_numbers_and_signs_stay(text: str, expected: list[str]) -> None:
    assert removed(text) == expected
