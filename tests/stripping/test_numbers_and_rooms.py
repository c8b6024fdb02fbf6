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
]
ROOMS = [
    ("I sit in R-055, come to R-D14", ["R-055", "R-D14"]),
    ("B. 892 R-D14 or 892/R-D14", ["892 R-D14", "892/R-D14"]),
    ("our office R-055 is cold", ["office R-055"]),
    ("im R-055, bâtiment 892 R-D14, dans R-055", ["R-055", "bâtiment 892 R-D14", "R-055"]),
    ("nel R-055, en R-055, Büro R-055", ["R-055", "R-055", "Büro R-055"]),
]
NEAR_MISSES = [
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
