"""Initials, two letters and physicists' names that act like people, and names that only an introduction tells."""

import pytest

from surveys.stripping import Certainty, find
from tests.stripping.tables import found, in_both_cases, removed

REMOVED = [
    ("A. K. told me to wait", ["A. K."]),
    ("J.R. said no", ["J.R."]),
    ("A. K. m'a dit non", ["A. K."]),
    ("K.L.M. interrupted me", ["K.L.M."]),
]
WITH_A_CAPITAL = [
    ("Mein Mentor heißt Tuvalek", ["Tuvalek"]),
    ("Meine Betreuerin heißt Tuvalek-Ruiz", ["Tuvalek-Ruiz"]),
    ("Pregunta por Anxo, pregunten por Zubeldi", ["Anxo", "Zubeldi"]),
    ("Demandez à Kerbrat", ["Kerbrat"]),
    ("Chiedete a Brambati", ["Brambati"]),
    ("my supervisor is called Quaxworthy, ask for Lindqvist at the desk", ["Quaxworthy", "Lindqvist"]),
    ("Frag Bruchthal im dritten Stock", ["Bruchthal"]),
]
POINTED_OUT = [
    ("J.R. from our group shouted", ["J.R."]),
    ("J. R. is my boss", ["J. R."]),
    ("In the end JK laughed at me, TK ignored us", ["JK", "TK"]),
    ("Higgs told me to wait, and Bohr interrupts us", ["Higgs", "Bohr"]),
    ("Dirac m'a dit non", ["Dirac"]),
]
NEAR_MISSES = [
    "e. g. this, e.g. that, i.e. said otherwise, see p. 12 and p. 13, at 9 a.m. told",
    "a B. Sc. told me, a B.Sc. told, the U. S. said no, the U.S. from the start",
    "Einstein said that, Fermi wrote it, Feynman asked where they are, the Higgs was found",
    "CMS told me, HR told me, the Higgs told us nothing, Indico told me, Mattermost asked me",
    "ask for help at the desk, Ask for Help, ask for Python, ask for Monte Carlo, ask for CMS",
    "Frag doch mal, frag den Chef, das heißt Geduld, es heißt Einladung, fragt Deine Kollegin",
    "demandez à HR, demandez à la CB",
    "pregunten por CMS, preguntad por qué",
]


@pytest.mark.parametrize(("text", "expected"), in_both_cases(REMOVED) + WITH_A_CAPITAL)
def test_who_speaks_or_is_introduced_goes(text: str, expected: list[str]) -> None:
    assert removed(text) == expected


@pytest.mark.parametrize(("text", "expected"), POINTED_OUT)
def test_who_may_be_somebody_is_pointed_out(text: str, expected: list[str]) -> None:
    assert found(text, "PERSON") == expected
    assert {finding.certainty for finding in find(text)} == {Certainty.HINT}


@pytest.mark.parametrize(("text", "expected"), in_both_cases([(text, []) for text in NEAR_MISSES]))
def test_abbreviations_programs_and_quotations_stay(text: str, expected: list[str]) -> None:
    assert found(text, "PERSON") == expected


NAMED_LIKE_PHYSICISTS = [
    ("Peter Higgs was rude to me.", ["Peter Higgs"]),
    ("I think Maria Higgs never listens.", ["Maria Higgs"]),
    ("Lisa Pauli hat mich unterbrochen", ["Lisa Pauli"]),
    ("Andrea Fermi mi ha interrotto", ["Andrea Fermi"]),
    ("Fabiola Gianotti thanked us, said Carlos Majorana", ["Fabiola Gianotti", "Carlos Majorana"]),
]
PHYSICS_AND_HONOURS = [
    "the Higgs mass, Light Higgs, Will Higgs decays be seen? May Higgs decays be rare? Bose Einstein, Fermi Dirac",
    "my Marie Curie grant, the Peter Higgs Centre, an Enrico Fermi fellowship, the Anna Weyl prize, Alice Muon arm",
    "almeno una volta il talk, faire les Photos, Julia Root files, Stefan Boltzmann, Thomas Bayes",
]


@pytest.mark.parametrize(("text", "expected"), in_both_cases(NAMED_LIKE_PHYSICISTS))
def test_a_first_name_makes_a_person_of_a_physicist_s_name(text: str, expected: list[str]) -> None:
    assert removed(text) == expected


@pytest.mark.parametrize(("text", "expected"), in_both_cases([(text, []) for text in PHYSICS_AND_HONOURS]))
def test_physics_and_what_is_called_after_physicists_stay(text: str, expected: list[str]) -> None:
    assert found(text, "PERSON") == expected
