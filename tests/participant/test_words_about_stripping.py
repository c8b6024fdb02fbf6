"""Where a page tells people that something is taken out, it tells them in the same place that not everything is."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from surveys.stripping import READ
from surveys.survey import Survey
from tests.actors import Participant, marked
from tests.pages import soup_of

TOO_MUCH = ("anonymis", "all names", "all identifiers", "remove names", "remove all", "completely", "impossible")


def words_of(page: Any) -> str:
    return " ".join(soup_of(page).get_text(" ").split())


@pytest.fixture
def pages(participant: Participant, survey: Survey) -> dict[str, str]:
    return {
        "form": words_of(participant.get(f"/s/{survey.slug}")),
        "check": words_of(participant.checks(survey, "Thanks to Olga Petrova I dared to speak at CIEMAT.")),
        "what we keep": words_of(participant.get(f"/s/{survey.slug}/what-we-keep")),
        "thanks": words_of(participant.sends(survey, "Thanks to Olga Petrova I dared to speak.")),
    }


def test_no_page_says_that_everything_is_found(pages: dict[str, str]) -> None:
    said = [(name, words) for name, page in pages.items() for words in TOO_MUCH if words in page.lower()]
    assert said == []


@pytest.mark.parametrize(
    ("page", "limit"),
    [
        ("form", "We remove the names that we find"),
        ("check", "We cannot find every name"),
        ("what we keep", "We do not find every name"),
    ],
)
def test_each_page_on_stripping_says_where_it_ends(pages: dict[str, str], page: str, limit: str) -> None:
    assert limit in pages[page]


def test_what_is_underlined_is_what_the_check_page_offers_to_replace(participant: Participant, survey: Survey) -> None:
    """And what was put back is underlined too."""
    page = participant.checks(survey, "Thanks to Olga Petrova I dared to speak at CIEMAT.")
    assert [mark.get_text() for mark in soup_of(page).select(".note mark")] == ["CIEMAT"]
    again = participant.checks(
        survey, "Thanks to Olga Petrova I dared to speak at CIEMAT.", **{"answer-0-flip": ["0", "1"]}
    )
    assert [mark.get_text() for mark in soup_of(again).select(".note mark")] == ["Olga Petrova"]


@pytest.mark.parametrize(
    "text",
    [
        "أشكر أحمد على مساعدته",
        "תודה לדוד כהן",
        "王伟帮助了我",
        "さくらさんが助けてくれた",
        "김민준에게 감사합니다",
        "राम शर्मा ने मदद की",
        "ขอบคุณสมชาย",
        "请联系olga.petrova@cern.ch谢谢大家",
        "I thank 王伟 for the long evenings in the control room, and everybody else.",
    ],
    ids=[
        "Arabic",
        "Hebrew",
        "Chinese",
        "Japanese",
        "Korean",
        "Devanagari",
        "Thai",
        "around an address",
        "a name in an English note",
    ],
)
def test_a_script_in_which_names_are_not_searched_is_pointed_out(
    participant: Participant, survey: Survey, text: str
) -> None:
    assert said_of_names(participant.checks(survey, text, "Good coffee.")) == ["not"]


@pytest.mark.parametrize(
    "text",
    [
        "Good coffee, été, Łódź, İzmir, 25 ± 4 %.",
        "Merci pour le café avec [a person] et [another person].",
        "Die Sitzungen sind zu lang, und niemand hört zu.",
        "Le riunioni sono troppo lunghe e nessuno ascolta.",
        "Su ayuda fue muy buena.",
        "5/5 👩🏽‍🔬",
        "olga.petrova@cern.ch",
        "pT > 25 GeV, |η| < 2.4",
    ],
)
def test_nothing_is_said_of_names_where_they_are_found_best(
    participant: Participant, survey: Survey, text: str
) -> None:
    assert said_of_names(participant.checks(survey, text)) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Spotkania są za długie i nikt nikogo nie słucha.", "Polish"),
        ("Toplantılar çok uzun ve kimse kimseyi dinlemiyor.", "Turkish"),
        ("Οι συναντήσεις είναι πολύ μεγάλες και κανείς δεν ακούει.", "Greek"),
        ("Møtene er for lange, og ingen hører på hverandre.", "Norwegian"),
        ("Sastanci su predugi i nitko nikoga ne sluša.", "Croatian"),
    ],
)
def test_a_language_in_which_fewer_names_are_found_is_named(
    participant: Participant, survey: Survey, text: str, language: str
) -> None:
    page = participant.checks(survey, text)
    assert said_of_names(page) == ["less"]
    assert language in soup_of(page).find(attrs={"data-names": True}).get_text()


@pytest.mark.parametrize(
    "text",
    [
        "Bilerak luzeegiak dira eta inork ez du besterik entzuten.",
        "Mae'r cyfarfodydd yn rhy hir ac nid oes neb yn gwrando.",
        "Imihlangano mide kakhulu futhi akekho olalelayo.",
    ],
    ids=["Basque", "Welsh", "Zulu"],
)
def test_an_unknown_language_is_said_to_be_one(participant: Participant, survey: Survey, text: str) -> None:
    assert said_of_names(participant.checks(survey, text)) == ["not"]


def test_each_note_gets_its_own_sentence_and_never_two(participant: Participant, survey: Survey) -> None:
    """Also where a known language and another script meet."""
    polish, mixed = "Spotkania są za długie i nikt nie słucha.", "Dziękuję za pomoc przy tej trudnej zmianie, 王伟."
    assert said_of_names(participant.checks(survey, polish, mixed)) == ["less", "not"]


def said_of_names(page: TestResponse) -> list[str]:
    return [part["data-names"] for part in soup_of(page).find_all(attrs={"data-names": True})]


def test_what_we_keep_names_the_languages(participant: Participant, survey: Survey) -> None:
    said = soup_of(participant.get(f"/s/{survey.slug}/what-we-keep")).find(attrs={"data-languages": True}).get_text()
    best, fewer = said.split(". ")[:2]
    assert all(name in best for name in ("English", "French", "German", "Italian", "Spanish"))
    assert fewer.count(",") == len(READ) - 2
    assert "Polish" in fewer


def test_the_check_page_names_what_nobody_can_keep(participant: Participant, survey: Survey) -> None:
    """Without a tick beside it, people asked why; a name alone has its tick and needs no such line."""
    page = soup_of(participant.checks(survey, "Ask lukas.meier@cern.ch or Lukas Meier, also at lukas@cern.ch."))
    (line,) = page.select("[data-always-removed]")
    assert [tag.get_text() for tag in line.select(".tag")] == ["[an e-mail address]"]
    assert "@" not in line.get_text()
    assert marked(participant.checks(survey, "Ask Lukas Meier."), "always-removed") is None


def test_each_tick_says_what_it_does_with_which_words(participant: Participant, survey: Survey) -> None:
    """Ticks that keep words and ticks that replace words are on one page: nobody should have to remember a heading."""
    page = soup_of(participant.checks(survey, "Ask Lukas Meier. In Aachen it was better."))
    said = [label.get_text(" ", strip=True) for label in page.select(".choices:not(.all) label.choice")]
    assert [words.split()[0] for words in said] == ["Keep", "Replace"]
    for words, original, placeholder in zip(said, ("Lukas Meier", "Aachen"), ("[a person]", "[a place]"), strict=True):
        assert original in words
        assert placeholder in words
