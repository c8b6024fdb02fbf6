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
    ("B. 892 R-D14 or 892/R-D14", ["B. 892 R-D14", "892/R-D14"]),
    ("our office R-055 is cold", ["office R-055"]),
    ("im R-055, bâtiment 892 R-D14, dans R-055", ["R-055", "bâtiment 892 R-D14", "R-055"]),
    ("Mein Büro ist 2-014. Mon bureau est le 2-014.", ["Büro ist 2-014", "bureau est le 2-014"]),
    ("Die Raumnummer ist 2014", ["Raumnummer ist 2014"]),
    ("my office is 2-014 in building 40", ["office is 2-014", "building 40"]),
    ("il mio ufficio è il 40-4-B12, mi despacho es el 214.", ["ufficio è il 40-4-B12", "despacho es el 214"]),
    ("40-R-B12 and B28/1-C07", ["40-R-B12", "B28/1-C07"]),
    ("nel R-055, en R-055, Büro R-055", ["R-055", "R-055", "Büro R-055"]),
]
WITH_FLOOR_AND_HOUSE = [
    ("Geb. 28, 1-015 is cold, so is Bau 21", ["Geb. 28, 1-015", "Bau 21"]),
    ("in B. 32, 3rd floor; B 40, first floor", ["B. 32, 3rd floor", "B 40, first floor"]),
    ("bât. 40, 4e étage; Gebäude 40, 2. Stock", ["bât. 40, 4e étage", "Gebäude 40, 2. Stock"]),
    ("en el edificio 40, tercera planta", ["edificio 40, tercera planta"]),
    ("room 4-006 of building 40; Büro 2-014 in Gebäude 40", ["room 4-006 of building 40", "Büro 2-014 in Gebäude 40"]),
    ("l'ufficio 3-C12 dell'edificio 40, stanza R-017 del 42.", ["ufficio 3-C12 dell'edificio 40, stanza R-017 del 42"]),
    ("the lab (904, hall 2) is locked", ["904, hall 2"]),
    ("on the wall of building forty, in building thirty-two", ["building forty", "building thirty-two"]),
    ("bâtiment quarante, Gebäude zweiunddreißig", ["bâtiment quarante", "Gebäude zweiunddreißig"]),
    ("l'edificio quaranta, el edificio cuarenta y dos", ["edificio quaranta", "edificio cuarenta y dos"]),
    ("the wall of R-014, in front of R-D07", ["R-014", "R-D07"]),
    ("lunch in Restaurant 2 or in R1 again", ["Restaurant 2", "R1"]),
    ("v komnate nomer; В комнате 412а, корпус 6", ["комнате 412а, корпус 6"]),
    ("K2-145 numaralı odada, II. emelet 214 szobában", ["K2-145 numaralı odada", "II. emelet 214 szobában"]),
]
WITH_A_NAME = [
    ("in the Dirac room, in the Salam meeting room", ["Dirac room", "Salam meeting room"]),
    ("En salle Curie, dans l'amphi Ampère", ["salle Curie", "amphi Ampère"]),
    ("Hörsaal Heisenberg und Seminarraum Noether", ["Hörsaal Heisenberg", "Seminarraum Noether"]),
    ("in aula Pontecorvo, en la sala Einstein", ["aula Pontecorvo", "sala Einstein"]),
    ("the mic in the main auditorium, in the council chamber", ["main auditorium", "council chamber"]),
]
UNNAMED = [
    "in the control room, the Tracker room, the CMS room, in the Zoom room, in the Town Hall, the wrong room",
    "la salle est froide, en salle Zoom, aula vuota, la sala era piena, im Saal Platz nehmen, sala este plină",
    "Detector hall is cold. Big room, small hall. Server room of the group, book the big auditorium",
    "in building ten people work, the office two doors down, Bau 20 Prozent teurer, restaurant 12 people",
    "plot R-014, run R-D07, the region R3 of the plane, third floor, im dritten Stock, au premier étage",
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


@pytest.mark.parametrize(("text", "expected"), in_both_cases(NUMBERS + ROOMS + WITH_FLOOR_AND_HOUSE))
def test_a_number_or_room_goes(text: str, expected: list[str]) -> None:
    assert removed(text) == expected


@pytest.mark.parametrize(("text", "expected"), WITH_A_NAME)
def test_a_room_that_bears_a_name_goes(text: str, expected: list[str]) -> None:
    assert removed(text) == expected


@pytest.mark.parametrize(("text", "expected"), in_both_cases([(text, []) for text in NEAR_MISSES + UNNAMED]))
def test_other_numbers_and_signs_stay(text: str, expected: list[str]) -> None:
    assert removed(text) == expected
