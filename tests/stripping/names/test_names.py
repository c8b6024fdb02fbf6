"""Names of persons, in the ways people write them. All persons are invented."""

import pytest

from surveys.stripping import Certainty, find
from tests.stripping.tables import found, in_both_cases, removed

HITS = [
    ("I asked Lukas about it.", ["Lukas"]),
    ("Dr. Amara Osei presented my result", ["Dr. Amara Osei"]),
    ("Prof. Dr. Weber knew", ["Prof. Dr. Weber"]),
    ("Sr. Delgado-Ruiz wrote it", ["Sr. Delgado-Ruiz"]),
    ("Jean-Baptiste explained my own plot", ["Jean-Baptiste"]),
    ("Van der Berg corrected me", ["Van der Berg"]),
    ("Abdul Rahman bin Yusof and al-Sayed", ["Abdul Rahman bin Yusof", "al-Sayed"]),
    ("J. Kowalczyk and M. Rossi interrupted", ["J. Kowalczyk", "M. Rossi"]),
    ("Ms. O'Donnell helps", ["Ms. O'Donnell"]),
    ("Pedro, Paolo and Pierre", ["Pedro", "Paolo", "Pierre"]),
    ("People confuse Yan Ting and Priya.", ["Yan Ting", "Priya"]),
    ("Prof Chatterjee's students", ["Prof Chatterjee"]),
    ("Uncle Bob treats all the same", ["Uncle Bob"]),
    ("Ludmila Petrovna retired", ["Ludmila Petrovna"]),
    ("I told Rothelindis Quaxworthy so", ["Rothelindis Quaxworthy"]),
    ("Olena and Оксана", ["Olena", "Оксана"]),
]
IN_SMALL_LETTERS = [
    ("i asked lukas about it", ["lukas"]),
    ("prof. demir says so", ["prof. demir"]),
    ("his name rhymes with bernd.", ["bernd"]),
    ("my supervisor marta nowak left", ["marta nowak"]),
    ("j. kowalczyk interrupted me", ["j. kowalczyk"]),
    ("van der berg corrected me", ["van der berg"]),
    ("hey tom, not funny", ["tom"]),
]
ALSO_WORDS = [
    ("Mark said no.", ["Mark"]),
    ("I wish Grace would be nominated.", ["Grace"]),
    ("When Will Turner became convener", ["Will Turner"]),
    ("Dr. Hope never replies", ["Dr. Hope"]),
    ("Ann-Britt and Rose organise it", ["Ann-Britt", "Rose"]),
]
NO_NAMES = [
    "Mark the date, will you? May I hope for grace?",
    "Grace in defeat is expected from students only.",
    "Will there be a mentoring programme?",
    "more rose gardens, fewer ivory towers",
    "Nobody says thank you. He said it, She heard it.",
    "They still print Mr. on every badge.",
    "The Women's Forum, the Diversity Office and the Collaboration Board",
    "my postdoc was corrected, stopped and worried",
]


WITH_A_WORD_AS_A_NAME = [
    ("Ms. Park from the secretariat", ["Ms. Park"]),
    ("mr may may be right", ["mr may"]),
    ("It was Will who covered my shift", ["Will"]),
    ("Will said it again", ["Will"]),
    ("Robin uses they/them", ["Robin"]),
    ("Grandpa Joe, as we call our oldest engineer", ["Grandpa Joe"]),
    ("signed: m. ferreira-lopes", ["m. ferreira-lopes"]),
]
WITH_PARTICLES = [
    ("'t Hoen asked, and van 't Hoff told me", ["'t Hoen", "van 't Hoff"]),
    ("de la Cruz told me, and Omar al-Sayed", ["de la Cruz", "Omar al-Sayed"]),
    ("I met Maria de la Cruz and Anna von der Heide", ["Maria de la Cruz", "Anna von der Heide"]),
    ("Kate O'Neill shouted", ["Kate O'Neill"]),
]
WITH_AN_INSTITUTE_BEHIND = [
    ("Ma cheffe Hélène Dupont de l'IPHC ne répond pas", ["Hélène Dupont"]),
    ("Mein Chef Peter Müller von der RWTH sagt nichts", ["Peter Müller"]),
    ("Ana García del CIEMAT y Pierre Martin du CERN", ["Ana García", "Pierre Martin"]),
    ("Marco Rossi di INFN Pisa", ["Marco Rossi"]),
    ("Marco Rossi della Sapienza", ["Marco Rossi"]),
    ("Anna Schmidt von der Uni Hamburg", ["Anna Schmidt"]),
]
DOUBTFUL = "Spring is not enough. Anna agrees."
THINGS = [
    "Pearl-white paint, Penny-wise cables",
    "allways the same peoples",
    "HR antwortet mit Textbausteinen",
    "Drell-Yan, Crystal Ball, van der Meer scans",
    "The Iris scanners and the Roman pots",
    "Lambda baryons, kaons and pions",
    "He prints Mr. and Mrs. there",
]


@pytest.mark.parametrize(("text", "expected"), HITS + WITH_A_WORD_AS_A_NAME + IN_SMALL_LETTERS + ALSO_WORDS)
def test_a_name_is_found_whole(text: str, expected: list[str]) -> None:
    assert found(text, "PERSON") == expected


@pytest.mark.parametrize(("text", "expected"), in_both_cases(WITH_PARTICLES + WITH_AN_INSTITUTE_BEHIND))
def test_a_particle_before_a_name_belongs_to_it_and_one_before_an_institute_does_not(
    text: str, expected: list[str]
) -> None:
    assert found(text, "PERSON") == expected


@pytest.mark.parametrize("text", NO_NAMES + THINGS)
def test_words_that_are_also_names_stay(text: str) -> None:
    assert removed(text) == []


def test_a_name_comes_again_without_its_title_and_capital() -> None:
    assert found("Dr. Quaxworthy left. I miss quaxworthy.", "PERSON") == ["Dr. Quaxworthy", "quaxworthy"]


def test_only_behind_a_title_is_a_name_certain() -> None:
    certainties = [finding.certainty for finding in find("Dr. Osei met Lukas")]
    assert certainties == [Certainty.CERTAIN, Certainty.LIKELY]


def test_a_word_that_may_be_a_name_is_pointed_out_and_stays() -> None:
    """Two tiers: what is likely goes and is numbered first, what is doubtful is offered."""
    doubtful, likely = find(DOUBTFUL)
    assert (doubtful.certainty, doubtful.replacement) == (Certainty.HINT, "[another person]")
    assert (likely.certainty, likely.replacement) == (Certainty.LIKELY, "[a person]")
