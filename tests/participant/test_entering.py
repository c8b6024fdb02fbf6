"""The front door: the code of the poster leads to the survey."""

from typing import Any

import pytest

from surveys.survey import Survey
from tests.actors import Organiser, Participant, code_of
from tests.pages import soup_of

WIDE = {number: number + 0xFEE0 for number in range(0x21, 0x7F)}
"""Letters and signs as keyboards in East Asia may write them."""


@pytest.mark.parametrize("spell", [str, str.upper, lambda slug: f" {slug[:5]} {slug[5:]} ", "-".join])
def test_the_code_is_taken_in_any_spelling(participant: Participant, survey: Survey, spell: Any) -> None:
    answer = participant.post("/", {"code": spell(survey.slug)})
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/s/{survey.slug}"


LINKS = (
    "{}.", "({})", "“{}”", "{}…", "{}。", "<{}>", "/s/{}", "s/{}", "https://notes.example.org/s/{}",
    "notes.example.org/s/{}/", "https://notes.example.org/unsigned/s/{}?from=mail#top", "Write here: http://a.b/s/{} .",
    "https://notes.example.org/s/{}/take-back",
)  # fmt: skip


@pytest.mark.parametrize(
    "spell", [str, str.upper, lambda text: text.translate(WIDE)], ids=["as it is", "capitals", "wide"]
)
@pytest.mark.parametrize("link", LINKS)
def test_a_link_or_what_stands_around_a_code_does_no_harm(
    participant: Participant, survey: Survey, link: str, spell: Any
) -> None:
    answer = participant.post("/", {"code": spell(link.format(survey.slug))})
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/s/{survey.slug}"


TRACKING = "https://click.example/?" + "&".join(f"{letter}={letter * 10}" for letter in "abcdefghj")
"""More words as long as a code, and of its letters, than are tried."""

PASTED = {
    "with a word": "Code: {first} {last}",
    "in a sentence": "Scan it, or type the code {first} {last} at notes.example.org. See you on Monday morning!",
    "in Japanese": "コード：{slug}",
    "stuck to a word in Japanese": "コード{slug}です",
    "filtered by one mail program": "https://eur03.safelinks.example.com/?url=https%3A%2F%2Fa.example%2Fs%2F{slug}&data=05%7C02",
    "filtered by another": "https://urldefense.example.com/v3/__https://a.example/s/{slug}__;!!abcDEF123!xyzXYZ1234$",
    "filtered by an old one": "https://urldefense.example.com/v2/url?u=https-3A__a.example_s_{slug}&d=DwMFAg&c=slrrB7dE8n",
    "found by a search engine": "https://www.google.example/url?q=https%3A%2F%2Fa.example%2Fs%2F{slug}&sa=D",
    "encoded twice": "https%253A%252F%252Fa.example%252Fs%252F{slug}%253Fx",
    "behind tracking": TRACKING + "&url=https%3A%2F%2Fa.example%2Fs%2F{slug}",
    "behind tracking, encoded twice": TRACKING + "&url=https%253A%252F%252Fa.example%252Fs%252F{slug}",
    "behind tracking, filtered": TRACKING + "&u=https-3A__a.example_s_{slug}",
    "behind tracking, with backslashes": TRACKING + "&u=https:\\\\a.example\\s\\{slug}",
    "broken over lines": "https://a.example/s/{first}\r\n{last}",
    "as the source of a page": '<a href="https://a.example/s/{slug}">',
    "twice": "{slug} {slug}",
    "twice without a space": "{slug}{slug}",
    "with backslashes": "https:\\\\a.example\\s\\{slug}",
}


@pytest.mark.parametrize("pasted", PASTED.values(), ids=PASTED)
def test_a_code_is_found_in_whatever_is_pasted(participant: Participant, survey: Survey, pasted: str) -> None:
    text = pasted.format(slug=survey.slug, first=survey.slug[:5], last=survey.slug[5:])
    answer = participant.post("/", {"code": text})
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/s/{survey.slug}"


def test_digits_of_any_script_are_digits(participant: Participant, organiser: Organiser, survey: Survey) -> None:
    organiser.changes(survey, slug="a2345bcdef")
    assert participant.post("/", {"code": "a٢٣٤٥bcdef"}).status_code == 303


def test_few_codes_are_tried_for_one_text(stranger: Participant, survey: Survey) -> None:
    """Guessing must not become cheaper by guessing many at once."""
    guesses = " ".join(f"zzzzzzzz{number}" for number in range(20, 60))
    assert stranger.post("/", {"code": f"{guesses} {survey.slug}"}).status_code == 404


@pytest.mark.parametrize("path", ["/S/{}", "/S/{}/check", "/{}", "/{}.", "/s/{}/check", "/?code={}"])
@pytest.mark.parametrize("upper", [False, True])
def test_an_address_typed_nearly_right_leads_to_the_form(
    participant: Participant, survey: Survey, path: str, upper: bool
) -> None:
    answer = participant.get(path.format(survey.slug.upper() if upper else survey.slug))
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/s/{survey.slug}"


def test_a_parameter_glued_to_the_code_does_no_harm(participant: Participant, survey: Survey) -> None:
    assert participant.get(f"/s/{survey.slug}&x=1").status_code == 200


def test_an_unknown_code_in_the_address_fills_the_field(stranger: Participant) -> None:
    page = stranger.get("/?code=nowhere234")
    assert page.status_code == 404
    assert soup_of(page).find(id="code")["value"] == "nowhere234"


@pytest.mark.parametrize("path", ["/nowhere234", "/favicon.ico", "/S/nowhere234"])
def test_what_is_no_code_is_not_found(stranger: Participant, path: str) -> None:
    assert stranger.get(path).status_code == 404


@pytest.mark.parametrize("spell", ["Code: {}", "{}.", "コード：{}", "HERE: {}", "wide"])
def test_the_code_that_takes_a_note_back_is_found_as_well(participant: Participant, survey: Survey, spell: str) -> None:
    code = code_of(participant.sends(survey, "Good coffee."))
    typed = code.translate(WIDE) if spell == "wide" else spell.format(code)
    assert participant.takes_back(survey, typed).status_code == 200


@pytest.mark.parametrize("link", ["https://evil.example.org/s/nowhere234", "//evil.example.org", "/s/../office", "s/"])
def test_a_link_to_elsewhere_leads_nowhere(stranger: Participant, link: str) -> None:
    page = stranger.post("/", {"code": link})
    assert page.status_code in (404, 422)
    assert "Location" not in page.headers


SPELLINGS = ("{}.", "{})", "{}/", "{},", "{}”", "{}。", "{}…", "({})", "{}>", "%20{}")


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("upper", [False, True])
def test_a_link_with_something_stuck_to_it_opens_the_form(
    participant: Participant, survey: Survey, spelling: str, upper: bool
) -> None:
    """As mail programs and chats make them. The form goes to the true address."""
    slug = survey.slug.upper() if upper else survey.slug
    page = participant.get(f"/s/{spelling.format(slug)}")
    assert page.status_code == 200
    assert soup_of(page).form["action"] == f"/s/{survey.slug}/check"


@pytest.mark.parametrize("page", ["what-we-keep", "take-back"])
def test_the_other_pages_are_found_as_well(participant: Participant, survey: Survey, page: str) -> None:
    for path in (f"/s/{survey.slug.upper()}/{page}", f"/s/{survey.slug}/{page}/"):
        assert participant.get(path).status_code == 200


def test_an_unknown_code_stays_in_the_field(stranger: Participant) -> None:
    page = stranger.post("/", {"code": "nowhere234"})
    assert page.status_code == 404
    field = soup_of(page).find("input", attrs={"name": "code"})
    assert field["value"] == "nowhere234"
    assert field["aria-invalid"] == "true"


def test_an_empty_code_asks_again(stranger: Participant) -> None:
    assert stranger.post("/", {"code": " "}).status_code == 422
    assert stranger.post("/", {}).status_code == 422


def test_the_start_lists_no_survey(stranger: Participant, survey: Survey) -> None:
    page = stranger.get("/")
    assert survey.title not in page.text
    assert survey.slug not in page.text


def test_an_unknown_link_leads_nowhere(stranger: Participant, survey: Survey) -> None:
    for path in ("", "/what-we-keep", "/take-back"):
        page = stranger.get(f"/s/{survey.slug[:-1]}{path}")
        assert page.status_code == 404
        assert "There is no survey behind this link" in page.text
    assert stranger.get(f"/s/{survey.id}").status_code == 404, "the inner id is no link"


def test_a_new_link_makes_the_old_one_lead_nowhere(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    organiser.changes(survey, slug="freshlink2")
    assert participant.get(f"/s/{survey.slug}").status_code == 404
    assert participant.get("/s/freshlink2").status_code == 200
