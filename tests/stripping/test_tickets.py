"""Our own codes in a note: who writes their ticket into it, or the code to take it back, has signed it."""

import pytest

from surveys.stripping import clean, strip
from tests.stripping.tables import in_both_cases, removed

CODE = "WMVH-UEMD-GTH2-SRUB"
NUMBERS = [
    (f"My ticket is {CODE}", [CODE]),
    (f"My ticket is {CODE.replace('-', ' ')}, used.", [CODE.replace("-", " ")]),
    (f"({CODE.replace('-', '')})", [CODE.replace("-", "")]),
    ("One is WMVH – UEMD – GTH2 – SRUB", ["WMVH – UEMD – GTH2 – SRUB"]),
    (f"Not {CODE[1:]}, maybe {CODE[:-1]}", [CODE[1:], CODE[:-1]]),
    ("So: WMVH UEM GTH2 SRUB", ["WMVH UEM GTH2 SRUB"]),
    (f"/t/{CODE} and notes/t/{CODE}/", [CODE, CODE]),
    (f"我的票是{CODE}谢谢", [CODE]),
]
IN_CAPITALS = "It was WMVH-UEMD-GTHK-SRUB."
LINKS = [f"See https://notes.example.org/t/{CODE}", f"See notes.example.org/t/{CODE}"]
NEAR_MISSES = [
    "THIS WILL HELP THEM, LET THEM CALL BACK, HAVE-THEM-CALL-BACK, LHC-BEAM-DUMP-TEST",
    "good-time-very-much, the run2 data were seen, Run2-data-were-seen, we have 2222 jets left, MET2-jets-data-runs",
    "AB-WMVH-UEMD-GTH2-SRUB, WM-UEMD-GTH2-SRUB, WMV-UEM-GTH2-SRUB, JKLM NPQR STUV WXYZ",
    "Ja, 22 Mal gefragt - nach dem Plan - nach Geld - nach",
]


@pytest.mark.parametrize(("text", "expected"), in_both_cases(NUMBERS))
def test_a_code_goes(text: str, expected: list[str]) -> None:
    assert removed(text) == expected
    assert strip(clean(text)).text.count("[a number]") == len(expected)


def test_a_code_without_a_digit_goes_in_capitals_alone() -> None:
    assert strip(clean(IN_CAPITALS)).text == "It was [a number]."
    assert removed(IN_CAPITALS.lower()) == []


@pytest.mark.parametrize("text", LINKS)
def test_a_link_with_a_code_goes_whole(text: str) -> None:
    assert strip(clean(text)).text == "See [a link]"


@pytest.mark.parametrize(("text", "expected"), in_both_cases([(text, []) for text in NEAR_MISSES]))
def test_words_and_other_groups_stay(text: str, expected: list[str]) -> None:
    assert removed(text) == expected
