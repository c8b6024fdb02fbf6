"""Promise 1 on the wire: every answer of every address guards who asked, and no length tells of a text."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from surveys.settings import PROJECT
from surveys.survey import Survey
from tests.actors import Participant, answers, hidden_fields
from tests.pages import soup_of

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # "no-referrer" makes some browsers send Origin: null with a form
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
    "Strict-Transport-Security": "max-age=31536000",
}
NAMED = ("Set-Cookie", "ETag", "Last-Modified", "Link", "NEL", "Report-To", "Server-Timing", "Accept-CH")
"""By which a browser could be known again, or be made to tell more."""

SIZES = {6_144, 12_288, 16_384, 24_576, 32_768, 49_152, 65_536, 131_072, 196_608, 262_144, 327_680}
TEXTS = ("A.", "Good coffee.", "word " * 100, "word " * 600, "Über 100 Ärzte, and Olga Petrova. " * 40, "x" * 20_001)


EMPTY_FORMS = ("/", "/s/<slug>", "/s/<slug>/take-back")
"""Pages that a browser may remember, so that Back brings what was typed; they hold nobody's words."""


def answers_of_every_address(app: Flask, survey: Survey) -> Iterator[tuple[Rule, TestResponse]]:
    """One answer of each method of each rule, over TLS; signed in to nothing."""
    values = {"slug": survey.slug, "survey_id": survey.id, "filename": "css/office.css", "number": 1}
    for rule in app.url_map.iter_rules():
        choices = re.findall(r"any\('([\w.-]+)'", rule.rule)  # the first of a few words that an address may hold
        _, path = rule.build({name: values.get(name, (choices or ["nowhere"])[0]) for name in rule.arguments})
        for method in sorted(rule.methods - {"OPTIONS"}):
            yield rule, app.test_client().open(path, method=method, base_url="https://notes.example.org", data={})


def test_every_answer_of_every_address_is_guarded(app: Flask, survey: Survey) -> None:
    """The table: whatever page is added, it is in it."""
    seen = 0
    for rule, answer in answers_of_every_address(app, survey):
        seen += 1
        about = f"{answer.request.method} {rule}"
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; "), about
        assert not re.search(r"unsafe|[*]|http", policy), about
        for part in ("form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"):
            assert part in policy, about
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, about
        assert "camera=(), geolocation=(), microphone=()" in answer.headers["Permissions-Policy"], about
        if not rule.rule.startswith("/static/"):
            is_empty_form = rule.rule in EMPTY_FORMS and answer.request.method != "POST"
            assert answer.headers["Cache-Control"] == ("no-cache" if is_empty_form else "no-store"), about
        if not rule.rule.startswith(("/static/", "/office")):
            assert not [name for name in NAMED if name in answer.headers], about
    assert seen > 100


def test_without_tls_no_browser_is_told_to_insist_on_it(app: Flask) -> None:
    assert "Strict-Transport-Security" not in app.test_client().get("/").headers


@pytest.fixture
def lengths(participant: Participant, survey: Survey) -> dict[str, list[int]]:
    """How long each answer that can hold a text is, with each of the texts in it."""
    at = f"/s/{survey.slug}"
    met: dict[str, list[int]] = {"check": [], "form": [], "thanks": [], "refusal": []}
    for text in TEXTS:
        check = participant.checks(survey, text)
        fields = hidden_fields(check)
        met["check"].append(length_of(check))
        met["form"].append(length_of(participant.post(at, answers(survey, text))))
        met["refusal"].append(length_of(participant.posts_notes(survey, fields | answers(survey, text))))
        if check.status_code == 200:
            met["thanks"].append(length_of(participant.posts_notes(survey, fields | {"sharing": "2"})))
    return met


def length_of(page: TestResponse) -> int:
    """As it goes over the wire; a page that is padded is never compressed."""
    assert "Content-Encoding" not in page.headers
    return int(page.headers["Content-Length"])


def test_the_length_of_an_answer_tells_one_of_a_few_sizes(lengths: dict[str, list[int]]) -> None:
    assert {size for sizes in lengths.values() for size in sizes} <= SIZES


def test_a_line_and_half_a_page_come_back_equally_long(lengths: dict[str, list[int]]) -> None:
    assert len(set(lengths["check"][:3])) == 1
    assert len(set(lengths["form"][:3])) == 1
    assert len(set(lengths["thanks"])) == 1, "thanks never hold a text"


FILLING = re.compile(rb"<!--\.*-->\n\Z")


def test_what_fills_an_answer_is_at_most_as_much_again(participant: Participant, survey: Survey) -> None:
    """Two long notes, each with half of what fits, came back in 64 KiB when the sizes were 4, 16 and 64."""
    for text in ("Good coffee.", "word " * 380, "word " * 700):
        check = participant.checks(survey, text, text)
        thanks = participant.posts_notes(survey, hidden_fields(check) | {"sharing": "2"})
        assert (check.status_code, thanks.status_code) == (200, 200)
        for page in (check, thanks):
            assert FILLING.search(page.data), "the filling is seen here"
            assert length_of(page) <= max(12_288, 1.6 * len(FILLING.sub(b"", page.data)))
        assert length_of(thanks) == 6_144, "no words, so no room for them"


def test_nobody_can_tell_by_a_length_what_was_found_in_a_note(participant: Participant, survey: Survey) -> None:
    """The phone shows how much it sends. Of two notes of one length, with nothing and with three names to take out,
    the answers are equally long.
    """
    words = "I thank Olga Petrova, Marc Dupont and Ana Quintela for the talk."
    plain = "I thank all of the speakers of the day for the talk they gave us"
    assert len(words) == len(plain)
    pages = [participant.checks(survey, text) for text in (words, plain)]
    found = [len(soup_of(page).select("input[type=checkbox]")) for page in pages]
    assert found[0] > found[1], "the positive control"
    assert len({length_of(page) for page in pages}) == 1


def test_a_browser_that_asks_for_compressed_answers_gets_no_text_compressed(
    participant: Participant, survey: Survey
) -> None:
    """Or the filling would vanish, and the length would tell of the words."""
    wanted = {"Accept-Encoding": "gzip, deflate, br"}
    page = participant.post(f"/s/{survey.slug}/check", answers(survey, "Good coffee."), headers=wanted)
    assert length_of(page) in SIZES
    form = participant.app.test_client().get(f"/s/{survey.slug}", headers=wanted)
    assert form.headers["Content-Encoding"] == "gzip", "the first screen holds no text: it has to be fast"
    assert "gzip off;" in (PROJECT / "deploy/nginx.conf").read_text()
