"""One survey in three languages, in two browsers, on two phones and a laptop, with scripts and without."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from surveys.catalogue import set_in, words_between
from surveys.survey import Survey, Translation
from tests.actors import Organiser, organiser_at
from tests.journeys.browsers import Chromium, Firefox
from tests.promises.server import Server, start_server

SCREENS = ((320, 568), (390, 844), (1280, 800))
LANGUAGES = {"en": "ltr", "fr": "ltr", "fa": "rtl"}
SET = "sticky-notes"
FORM, CHECK, THANKS = "#answer-0", ".choice input", "[data-locked]"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Organiser, Survey]]:
    folder = tmp_path_factory.mktemp("house")
    organiser = organiser_at(folder)
    others = (Translation(one, tuple(words_between(SET, "en", one).items())) for one in ("fr", "fa"))
    survey = organiser.opens(SET, translations=tuple(others))
    server = start_server(folder)
    yield server, organiser, survey
    server.ends()


@pytest.mark.journey
@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("kind", [Chromium, Firefox])
def test_a_note_is_written_checked_and_sent(
    house: tuple[Server, Organiser, Survey], tmp_path: Path, kind: type, has_scripts: bool
) -> None:
    """Given any of the screens and languages; when somebody writes, checks and sends, each page speaks their language
    in its direction, nothing is wider than the screen, and the note is on the wall."""
    server, organiser, survey = house
    before = organiser.instance.wall_of(survey).count_used()
    browser = kind(tmp_path / "profile", runs_scripts=has_scripts)
    browser.start()

    def fits(state: str) -> bool:
        page, window = browser.width()
        of_page = f"html[lang={language}][dir={LANGUAGES[language]}]"
        return browser.there(f"{of_page} {state}") and page <= window == width

    for width, height in SCREENS:
        browser.resize(width, height)
        for language in LANGUAGES:
            browser.goto(f"http://127.0.0.1:{server.port}/s/{survey.slug}?lang={language}")
            assert fits(FORM), (width, language)
            assert set_in(SET, language)[0].prompts[0].text in browser.text(), (width, language)
            browser.write(FORM, "Ask Lukas Meier about the coffee.")
            browser.press("form[action*='/check'] .row button")
            assert fits(CHECK), (width, language)
            browser.tick(".choice input[value='1']")
            browser.press(".row button:not(.quiet)")
            assert fits(THANKS), (width, language)
    browser.quit()
    assert organiser.instance.wall_of(survey).count_used() == before + len(SCREENS) * len(LANGUAGES)
