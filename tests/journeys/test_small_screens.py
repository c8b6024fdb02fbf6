"""Small phones, large letters, dark screens: every state of a participant's pages, in a browser without scripts.

The pages come from the application itself. German, because its words are the longest, in a survey with a longer one.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Route, ViewportSize

from surveys.collecting import new_code
from surveys.survey import AboutQuestion, Prompt, Survey
from tests.actors import Organiser, Participant, answers, code_of, hidden_fields, stores_notes
from tests.facilitator.conftest import AtOffice, signed_in
from tests.journeys.conftest import patient
from tests.participant.pages_of_tickets import pages_of_tickets

SMALLEST: ViewportSize = {"width": 320, "height": 568}
FINGER = 44
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"
NOTE = f"Fragt Olga Petrova und Marc Dupont vom {LONG}, die einzigen aus Chile. www.example.org/{'a' * 60}"

TOO_SMALL = """finger => [...document.querySelectorAll("a, button, summary, select, textarea, input, label.choice")]
  .filter(one => one.checkVisibility() && one.type !== "hidden")
  .filter(one => !(one.matches("label.choice > input")))
  .filter(one => !(one.matches("a") && one.parentElement.innerText.trim() !== one.innerText.trim()))
  .filter(one => !one.matches(".languages a, .band a"))
  .map(one => [one.outerHTML.slice(0, 90), Math.round(one.getBoundingClientRect().height * 10) / 10])
  .filter(([, height]) => height < finger)"""
"""Whatever can be pressed, but for links in the middle of a sentence (WCAG 2.5.5)."""
TOO_WIDE = "() => document.documentElement.scrollWidth - innerWidth"


@pytest.fixture
def survey(organiser: Organiser) -> Survey:
    prompt = Prompt(f"Was soll das {LONG} ändern?", f"Ein Satz über das {LONG} genügt.", (LONG, "Anderes"))
    about = (AboutQuestion(f"Rolle im {LONG}", (LONG, "andere")),)
    return organiser.opens(
        language="de", title=LONG, prompts=(prompt, prompt), about_you=about, code_of_conduct="https://example.org/code"
    )


@pytest.fixture
def states(participant: Participant, organiser: Organiser, survey: Survey) -> dict[str, str]:
    """The text of each page that a participant may meet."""
    at = f"/s/{survey.slug}"
    check = participant.checks(survey, NOTE, NOTE, **{"about-0": "0"})
    sending = hidden_fields(check) | {"sharing": "2"}
    thanks = participant.posts_notes(survey, sending)
    pages = {
        "welcome": participant.get("/?lang=de"),
        "no such code": participant.post("/?lang=de", {"code": "nowhere"}),
        "form": participant.get(at),
        "empty": participant.checks(survey, "", ""),
        "too long": participant.checks(survey, "word " * 900, NOTE),
        "check": check,
        "not chosen": participant.posts_notes(survey, hidden_fields(check)),
        "thanks": thanks,
        "sent twice": participant.posts_notes(survey, sending),
        "changed": participant.posts_notes(survey, sending | answers(survey, "Mehr.", NOTE)),
        "what we keep": participant.get(f"{at}/what-we-keep"),
        "take back": participant.get(f"{at}/take-back"),
        "no such note": participant.post(f"{at}/take-back", {"code": "AAAA-BBBB-CCCC-DDDD"}),
        "taken back": participant.takes_back(survey, code_of(thanks)),
        "unknown survey": participant.get("/s/nowhere?lang=de"),
        "broken": participant.post(f"{at}/check", {}),
    }
    organiser.changes(survey, paused=True)
    pages |= {"paused": participant.get(at), "not sent": participant.posts_notes(survey, sending)}
    words: dict[str, Any] = {"title": survey.title, "prompts": survey.prompts, "about_you": survey.about_you}
    members = organiser.opens(language="de", codes=(codes := [new_code(), new_code()]), **words)
    behind_a_ticket = pages_of_tickets(participant, members, codes, NOTE, "de")
    return {name: page.text for name, page in pages.items()} | {f"ticket: {n}": p for n, p in behind_a_ticket.items()}


@pytest.fixture
def small(browser: Browser) -> Iterator[Page]:
    context = patient(browser.new_context(viewport=SMALLEST, java_script_enabled=False))
    yield context.new_page()
    context.close()


@pytest.mark.journey
def test_a_finger_and_large_letters_are_enough_on_the_smallest_phone(small: Page, states: dict[str, str]) -> None:
    too_small, too_wide = {}, {}
    for name, text in states.items():
        small.set_content(text)
        small.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        if found := small.evaluate(TOO_SMALL, FINGER):
            too_small[name] = found
        for size in (100, 200):
            small.evaluate("size => document.documentElement.style.fontSize = `${size}%`", size)
            if (excess := small.evaluate(TOO_WIDE)) > 0:
                too_wide[name, size] = excess
    assert too_small == {}
    assert too_wide == {}


DIRECTION = "one => getComputedStyle(one).direction + ' ' + [...one.querySelectorAll('bdi')].map(all => all.lang)"


@pytest.mark.journey
def test_a_note_that_begins_with_a_placeholder_runs_in_its_own_direction(
    small: Page, participant: Participant, organiser: Organiser
) -> None:
    """An English note on a Persian page, and a Persian one on an English page."""
    notes = {"fa": "Olga Petrova explains everything twice.", "en": "Olga Petrova همه چیز را دو بار توضیح می‌دهد."}
    ways = {}
    for language, note in notes.items():
        survey = organiser.opens(language=language)
        small.set_content(participant.checks(survey, note).text)
        ways[language] = small.locator(".note").first.evaluate(DIRECTION)
    assert ways == {"fa": "ltr fa", "en": "rtl en"}


SITE = "http://unsigned.example"


def as_answered(office: AtOffice, route: Route, held: dict[str, str]) -> dict[str, Any]:
    """What the application answers, or a page that it has answered to a form before."""
    path = route.request.url.removeprefix(SITE)
    if path in held:
        return {"body": held[path], "content_type": "text/html; charset=utf-8"}
    page = office.client.get(path)
    return {"body": page.get_data(), "content_type": page.content_type}


@pytest.fixture
def office(app: Flask, organiser: Organiser) -> AtOffice:
    return signed_in(app, organiser.account.id)


@pytest.fixture
def typed_in(office: AtOffice, organiser: Organiser, survey: Survey) -> dict[str, str]:
    """The pages on which organisers type in words of others, by their addresses: a theme, and notes from paper."""
    stores_notes(survey, organiser.instance, 6)
    organiser.reads_all(survey)
    base = f"/office/surveys/{survey.id}"
    office.post(f"{base}/pinboard/themes", name=LONG)
    checked = office.post(f"{base}/paper/check?lang=de", **{"answer-0-2": f"{NOTE}\n\n{LONG}"})
    return {
        f"{base}/pinboard": office.get(f"{base}/pinboard?lang=de").text,
        f"{base}/paper": office.get(f"{base}/paper?lang=de").text,
        f"{base}/paper/check": checked.text,
    }


@pytest.mark.journey
def test_long_words_and_large_letters_fit_where_organisers_type(
    small: Page, office: AtOffice, typed_in: dict[str, str]
) -> None:
    """The form of a new theme on the pinboard, and the notes from paper with their check."""

    small.route(f"{SITE}/**", lambda route: route.fulfill(**as_answered(office, route, typed_in)))
    too_wide = {}
    for path in typed_in:
        small.goto(SITE + path)
        assert small.locator("main form").count() > 0
        for size in (100, 200):
            small.evaluate("size => document.documentElement.style.fontSize = `${size}%`", size)
            if (excess := small.evaluate(TOO_WIDE)) > 0:
                too_wide[path.rpartition("/")[2], size] = excess
    assert too_wide == {}


BACKGROUND = "one => getComputedStyle(one).backgroundColor"
PAPER, NIGHT = "rgb(255, 253, 248)", "rgb(18, 17, 15)"


@pytest.mark.journey
def test_a_dark_screen_is_followed_and_paper_stays_white(
    small: Page, office: AtOffice, states: dict[str, str], survey: Survey
) -> None:
    home = f"/office/surveys/{survey.id}"
    small.route(f"{SITE}/**", lambda route: route.fulfill(**as_answered(office, route, {"/check": states["check"]})))
    for path, in_the_dark in (("/check", NIGHT), (home, NIGHT), (f"{home}/poster", PAPER)):
        small.goto(SITE + path)
        for scheme, colour in (("dark", in_the_dark), ("light", PAPER)):
            small.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert small.locator("body").evaluate(BACKGROUND) == colour, (path, scheme)
    small.goto(f"{SITE}/check")
    small.emulate_media(forced_colors="active")
    edge = small.locator(".note").first.evaluate("one => getComputedStyle(one).borderTopStyle")
    assert edge == "solid", "a note has no shadow and no yellow there"
