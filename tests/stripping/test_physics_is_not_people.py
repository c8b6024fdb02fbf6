"""Higgs is not a person whom we know."""

import pytest

from tests.stripping.tables import removed

NOTES = [
    "Coffee after the Higgs meeting is where decisions are made.",
    "The Bayes factor was explained twice. The Bayesian in me expects it.",
    "Nobody says thank you for a Monte Carlo request.",
    "The Gauss fit of my self-confidence has a long left tail; Gaussian tails hurt.",
    "Kalman filters are easier than our travel form.",
    "The Feynman diagrams on the mug are wrong, and so is the Fermi paradox.",
    "Compton scattering is not a reason to shout.",
    "The Cherenkov light is blue and so am I.",
    "The Drell-Yan group has the friendliest convener.",
    "The Breit-Wigner shape of my week peaks on Monday.",
    "Poisson statistics: two women in a room of fifty.",
    "Newton would not survive an ARC review.",
    "Run 3 shifts at night; L1 trigger people are kind; HGCAL and ECAL too.",
    "The Tracker group is welcoming, the Muon group as well.",
    "I like Overleaf, Mattermost, Indico and Python.",
    "ALICE, ATLAS, CMS and LHCb should share a creche.",
    "A Gell-Mann matrix, a Lorentz boost and a Markov chain walk into a bar.",
    "Jet energy corrections wait for no one.",
]


@pytest.mark.parametrize("text", NOTES)
def test_nothing_is_taken_out(text: str) -> None:
    assert removed(text) == []
