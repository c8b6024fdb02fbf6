"""strip(): what goes, what stays, and how the placeholders read. All persons are invented."""

import pytest

from surveys.stripping import Certainty, Choice, clean, find, strip


def stripped(text: str) -> str:
    return strip(clean(text)).text


READS = [
    ("Lukas met Nadia and lukas left", "[a person] met [another person] and [a person] left"),
    ("Dr. Amara Osei, Osei's plot, Amara", "[a person], [a person]'s plot, [a person]"),
    ("Pedro, Paolo and Pierre", "[a person], [another person] and [a third person]"),
    ("Mail a.b@cern.ch or +41 22 767 12 34", "Mail [an e-mail address] or [a phone number]"),
    ("No quiet room for nursing in building 40", "No quiet room for nursing in [a place]"),
    ("Ruheraum in Gebäude 40. In room 2-004 of building 40", "Ruheraum in [a place]. In [a room]"),
    ("TOP-17-011 in 32/3-A12, badge number 734120", "[a document] in [a room], badge number [a number]"),
    ("[a person] met Lukas", "[a person] met [another person]"),
    ("I left Kolkata in 2016.", "I left Kolkata in 2016."),
]


@pytest.mark.parametrize(("text", "expected"), READS)
def test_placeholders_read_well_and_are_consistent(text: str, expected: str) -> None:
    assert stripped(text) == expected


def test_more_persons_than_ordinals() -> None:
    text = stripped("Anna. Boris. Chioma. Dimitris. Elif. Fatima. Giulia. Hiroshi. Ingrid. Jorge. Kostas. Lukas")
    assert text.count("[one more person]") == 2
    assert "[a tenth person]" in text


def test_the_writer_decides_about_likely_findings_and_hints() -> None:
    text = clean("Lukas is from Kolkata")
    choices = {0: Choice.KEEP, 1: Choice.REPLACE}
    result = strip(text, choices)
    assert result.text == "Lukas is from [a place]"
    assert result.choices == (Choice.KEEP, Choice.REPLACE)
    assert result.findings == find(text)


def test_what_is_certain_cannot_be_kept() -> None:
    result = strip(clean("Mail a.b@cern.ch"), {0: Choice.KEEP})
    assert result.text == "Mail [an e-mail address]"
    assert result.choices == (Choice.REPLACE,)


def test_choices_for_findings_that_do_not_exist_do_nothing() -> None:
    assert strip(clean("Hello Lukas"), {7: Choice.KEEP, -1: Choice.KEEP}).text == "Hello [a person]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Being the only Peruvian in CMS", "Being [one of few] in CMS"),
        ("The deputy physics coordinator said", "The [coordinator] said"),
        ("a Colombian postdoc", "a [nationality] postdoc"),
    ],
)
def test_hints_carry_a_generalisation(text: str, expected: str) -> None:
    assert strip(clean(text), {0: Choice.REPLACE}).text == expected


def test_every_hint_taken_out_is_not_found_again() -> None:
    text = clean("Last Friday the only Peruvian at Purdue, 34 years old, met the run coordinator in Pisa in June 2018.")
    findings = find(text)
    assert {finding.certainty for finding in findings} == {Certainty.HINT}
    assert len(findings) == 7
    result = strip(text, dict.fromkeys(range(7), Choice.REPLACE))
    assert find(result.text) == ()
