"""Form, check page, thanks: nothing that was typed is ever lost on the way."""

import gzip
from html import unescape

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from werkzeug.test import TestResponse

from surveys.catalogue import set_in
from surveys.collecting import new_code
from surveys.lifecycle import draft_from
from surveys.storage import Wall
from surveys.survey import Sharing, Survey
from surveys.wordings import OF_PARTICIPANTS
from tests.actors import Organiser, Participant, answers, code_of, hidden_fields, marked, shown_notes
from tests.pages import soup_of

SINGLE = "input[type=checkbox]:not([value=none])"
"""The ticks of a check page for one finding each."""


def typed(page: TestResponse) -> list[str]:
    """What stands in the text areas of a page, as a browser parses them."""
    return [area.get_text() for area in BeautifulSoup(page.text, "html5lib").find_all("textarea")]


def test_the_form_asks_the_questions_of_the_survey(participant: Participant, survey: Survey) -> None:
    page = participant.get(f"/s/{survey.slug}")
    assert page.status_code == 200
    for prompt in survey.prompts:
        assert prompt.text in page.text
    assert typed(page) == ["", ""]


def test_the_button_of_the_form_says_that_it_stores_nothing(participant: Participant, survey: Survey) -> None:
    page = soup_of(participant.get(f"/s/{survey.slug}"))
    assert "Nothing is stored" in page.find(id=page.find("button")["aria-describedby"]).get_text()


MOST_WORDS = 60
"""Before somebody can write; the organisers' own introduction comes on top."""


def test_few_words_come_before_the_first_question(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    """And people to turn to, however many, come after the questions."""
    organiser.changes(survey, contacts="word " * MOST_WORDS, code_of_conduct="https://conduct.example.org/")
    before = words_before(participant.get(f"/s/{survey.slug}"), "textarea")
    assert "What" in before, "what happens to the words is said"
    assert len(before) <= MOST_WORDS, before


def test_a_band_and_a_message_leave_it_at_that(participant: Participant, survey: Survey) -> None:
    page = participant.post(f"/s/{survey.slug}/check", answers(survey, ""), base_url="http://notes.example.org")
    assert soup_of(page).find(class_="band")
    assert marked(page, "message") == "empty"
    assert len(words_before(page, "label")) <= MOST_WORDS


def words_before(page: TestResponse, tag: str) -> list[str]:
    body = soup_of(page).body
    body.select_one(".intro").decompose()
    texts = body.find([tag, "legend"]).find_all_previous(string=True)
    return " ".join(text for text in reversed(texts) if body in text.parents).split()


def test_an_empty_form_asks_for_one_sentence(participant: Participant, survey: Survey) -> None:
    for nothing in ("", "   \n\t ", "\u200b\u202e"):
        page = participant.checks(survey, nothing)
        assert page.status_code == 422
        assert marked(page, "message") == "empty"


def test_one_answer_is_enough(participant: Participant, organiser: Organiser, survey: Survey) -> None:
    assert participant.sends(survey, "", "More light.").status_code == 200
    assert [(note.prompt, note.text) for note in organiser.peeks(survey)] == [(1, "More light.")]


@pytest.mark.parametrize(("text", "least", "most"), [("word " * 1_000, 1_195, 1_205), ("é" * 3_000, 1_090, 1_110)])
def test_too_long_says_about_how_many_and_keeps_every_word(
    participant: Participant, survey: Survey, wall: Wall, text: str, least: int, most: int
) -> None:
    page = participant.checks(survey, text, "More light.", **{"answer-1-category": "4"})
    assert page.status_code == 422
    assert typed(page) == [text.strip(), "More light."]
    assert soup_of(page).find("option", selected=True)["value"] == "4"
    excess = marked(page, "excess")
    assert excess
    assert least <= int(excess) <= most
    assert excess in soup_of(page).find(attrs={"data-excess": True}).get_text()
    assert wall.count_used() == 0


def test_what_just_fits_is_taken(participant: Participant, organiser: Organiser, survey: Survey) -> None:
    text = ("word " * 760).strip()
    assert participant.sends(survey, text).status_code == 200
    assert [note.text for note in organiser.peeks(survey)] == [text]


def test_change_my_words_keeps_text_and_categories(participant: Participant, survey: Survey) -> None:
    text = 'First line\n\n"Quoted" & <b>bold</b>'
    check = participant.checks(survey, text, "More light.", **{"answer-0-category": "2"})
    form = participant.post(f"/s/{survey.slug}", hidden_fields(check))
    assert form.status_code == 200
    assert typed(form) == [text, "More light."]
    assert soup_of(form).find("option", selected=True)["value"] == "2"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("\n\nfirst line empty", "first line empty"),
        ("\r\n\r\nwith CRLF\r\nsecond", "with CRLF\nsecond"),
        ("one\r\rtwo", "one\n\ntwo"),
        ("\ttab and  two  spaces ", "tab and two spaces"),
        ("“curly” – ‘quotes’", "\"curly\" - 'quotes'"),
        ("e\u0301te\u0301", "été"),
        ("a\u202eb\u0007c", "abc"),
    ],
)
def test_what_tells_phones_apart_is_folded_before_it_is_shown(
    participant: Participant, organiser: Organiser, survey: Survey, sent: str, kept: str
) -> None:
    page = participant.checks(survey, sent)
    assert shown_notes(page) == [kept]
    participant.sends(survey, sent)
    assert [note.text for note in organiser.peeks(survey)] == [kept]


def test_switches_survive_showing_it_again(participant: Participant, survey: Survey) -> None:
    text = "Ask Olga Petrova, the only Chilean postdoc here."
    page = participant.checks(survey, text)
    boxes = soup_of(page).select(SINGLE)
    assert len(boxes) >= 2
    assert not [box for box in boxes if box.has_attr("checked")]
    flips = [box["value"] for box in boxes]
    again = participant.post(f"/s/{survey.slug}/check", hidden_fields(page) | {"answer-0-flip": flips})
    assert shown_notes(again) != shown_notes(page)
    boxes = soup_of(again).select(SINGLE)
    assert [box["value"] for box in boxes if box.has_attr("checked")] == flips
    back = participant.post(f"/s/{survey.slug}/check", hidden_fields(again))
    assert shown_notes(back) == shown_notes(page)


def test_the_sharing_choice_survives_a_change(participant: Participant, survey: Survey) -> None:
    page = participant.checks(survey, "Good coffee.")
    fields = hidden_fields(page) | {"sharing": "1", "answer-0-shown": "Something else."}
    answer = participant.posts_notes(survey, fields)
    assert answer.status_code == 422
    assert [radio["value"] for radio in soup_of(answer).find_all("input", checked=True)] == ["1"]


def test_the_code_stays_the_same_from_check_to_check(participant: Participant, survey: Survey) -> None:
    page = participant.checks(survey, "Good coffee.")
    again = participant.post(f"/s/{survey.slug}/check", hidden_fields(page))
    assert code_of(again) == code_of(page)
    assert code_of(participant.checks(survey, "Good coffee.")) != code_of(page)


def test_thanks_names_the_people_to_turn_to_and_how_to_go_on(participant: Participant, survey: Survey) -> None:
    page = participant.sends(survey, "Good coffee.", "More light.")
    assert marked(page, "locked") == "2"
    assert "the Diversity Office" in page.text
    assert soup_of(page).find("a", href=f"/s/{survey.slug}"), "the way to another note"
    assert "coffee" not in page.text


def test_what_we_keep_says_how_it_is(participant: Participant, survey: Survey) -> None:
    page = unescape(participant.get(f"/s/{survey.slug}/what-we-keep").text)
    assert "at least 5" in page
    assert f"{survey.delete_on.day} {survey.delete_on:%B %Y}" in page
    assert "everyone in the collaboration and its management" in page


def test_the_first_screen_is_compressed_and_small(participant: Participant, survey: Survey) -> None:
    plain = participant.get(f"/s/{survey.slug}")
    packed = participant.app.test_client().get(f"/s/{survey.slug}", headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) < 6_000
    number = str(hidden_fields(plain)["page"]).encode()
    first, _, rest = plain.data.partition(number)
    unpacked = gzip.decompress(packed.data)
    assert unpacked.startswith(first)
    assert unpacked.endswith(rest)


@pytest.mark.parametrize("language", OF_PARTICIPANTS)
def test_the_first_screen_is_small_in_every_language(app: Flask, organiser: Organiser, language: str) -> None:
    """3.5 kB, and a little for the random codes of survey and page, which compress now better, now worse; with a ticket
    its code and a sentence more."""
    words, _ = set_in("sticky-notes", language)
    draft = draft_from(words, contacts="the Diversity Office", code_of_conduct="", language=language)
    fields = ("language", "title", "introduction", "prompts")
    asked = {name: getattr(draft, name) for name in fields}
    survey, _of_members = organiser.opens(**asked), organiser.opens(codes=[code := new_code()], **asked)
    for address, most in ((f"/s/{survey.slug}", 3_550), (f"/t/{code}", 3_750)):
        packed = app.test_client().get(address, headers={"Accept-Encoding": "gzip"})
        assert len(packed.data) <= most


def test_an_answer_to_a_post_is_never_compressed(participant: Participant, survey: Survey) -> None:
    """Its length would tell an onlooker about the words in it."""
    page = participant.post(
        f"/s/{survey.slug}/check", answers(survey, "Good coffee."), headers={"Accept-Encoding": "gzip"}
    )
    assert "Content-Encoding" not in page.headers


@pytest.mark.parametrize("text", ["Good coffee.", "Ask Olga Petrova, the only Chilean postdoc here."])
def test_the_enter_key_never_leads_back_to_the_form(participant: Participant, survey: Survey, text: str) -> None:
    """Browsers press the first button of a form for it."""
    page = soup_of(participant.post(f"/s/{survey.slug}/check", answers(survey, text)))
    button = page.select_one("main form button")
    assert button.get("formaction", page.select_one("main form")["action"]) != f"/s/{survey.slug}"


TICKED = "Ask Olga Petrova, the only Chilean postdoc here."


def goes_back(participant: Participant, survey: Survey, check: TestResponse, **choices: object) -> dict[str, object]:
    """Change my words: what the form sends on where nothing is touched."""
    form = participant.post(f"/s/{survey.slug}", hidden_fields(check) | choices)
    texts = {f"answer-{place}-text": text.replace("\n", "\r\n") for place, text in enumerate(typed(form))}
    return hidden_fields(form) | texts


def checked(page: TestResponse) -> list[tuple[str, str]]:
    return [(box["name"], box["value"]) for box in soup_of(page).find_all("input", checked=True) if box["value"]]


def test_changing_one_word_keeps_who_may_read_each_note(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    """A note marked for the organisers never goes out as one to read out."""
    check = participant.checks(survey, "Good coffee.", "More light.")
    fields = goes_back(participant, survey, check, **{"sharing": "2", "answer-1-sharing": "0"})
    again = participant.checks(survey, **fields | {"answer-1-text": "More light, please."})
    assert set(checked(again)) == {("sharing", "2"), ("answer-1-sharing", "0")}
    assert participant.posts_notes(survey, hidden_fields(again) | dict(checked(again))).status_code == 200
    kept = {note.text: note.sharing for note in organiser.peeks(survey)}
    assert kept == {"Good coffee.": Sharing.ALOUD, "More light, please.": Sharing.ORGANISERS}


def test_a_note_left_alone_still_shows_its_own_choice(participant: Participant, survey: Survey) -> None:
    check = participant.checks(survey, "Good coffee.", "More light.")
    fields = goes_back(participant, survey, check, **{"sharing": "2", "answer-1-sharing": "0"})
    again = participant.checks(survey, **fields | {"answer-0-text": ""})
    assert set(checked(again)) == {("sharing", "2"), ("answer-1-sharing", "0")}


def test_ticks_come_back_where_the_words_are_the_same(participant: Participant, survey: Survey) -> None:
    text = f"First line\n\n{TICKED}"
    check = participant.checks(survey, text, TICKED)
    boxes = [box["value"] for box in soup_of(check).select(SINGLE) if box["name"] == "answer-0-flip"]
    ticks = {"answer-0-flip": boxes, "answer-1-flip": boxes}
    wanted = participant.post(f"/s/{survey.slug}/check", hidden_fields(check) | ticks)
    fields = goes_back(participant, survey, check, **ticks)
    again = participant.checks(survey, **fields)
    assert checked(again) == checked(wanted)
    assert shown_notes(again) == shown_notes(wanted)
    assert marked(again, "lost-ticks") is None

    edited = participant.checks(survey, **fields | {"answer-1-text": "Yes. " + TICKED})
    assert checked(edited) == [("answer-0-flip", box) for box in boxes]
    assert shown_notes(edited) == [shown_notes(wanted)[0], shown_notes(participant.checks(survey, "Yes. " + TICKED))[0]]
    assert len(soup_of(edited).find_all(attrs={"data-lost-ticks": True})) == 1


def test_words_too_long_keep_the_choices_of_the_other_note(participant: Participant, survey: Survey) -> None:
    check = participant.checks(survey, "Good coffee.", TICKED)
    fields = goes_back(participant, survey, check, **{"answer-0-sharing": "0", "answer-1-flip": ["0"]})
    too_long = participant.checks(survey, **fields | {"answer-0-text": "word " * 9_000})
    assert too_long.status_code == 422
    again = participant.checks(
        survey, **hidden_fields(too_long) | {"answer-0-text": "Coffee.", "answer-1-text": TICKED}
    )
    assert set(checked(again)) == {("answer-0-sharing", "0"), ("answer-1-flip", "0")}


def test_a_page_that_could_not_send_hands_every_choice_on(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    check = participant.checks(survey, "Good coffee.", TICKED)
    choices = {"sharing": "2", "answer-0-sharing": "0", "answer-1-flip": ["0"]}
    organiser.changes(survey, paused=True)
    refused = participant.posts_notes(survey, hidden_fields(check) | choices)
    assert refused.status_code == 409
    organiser.changes(survey, paused=False)
    again = participant.checks(survey, **hidden_fields(refused))
    assert set(checked(again)) == {("sharing", "2"), ("answer-0-sharing", "0"), ("answer-1-flip", "0")}


def test_a_tick_followed_by_send_asks_kindly_to_send_again(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    """Also when a tick is taken away; then what is stored is what the second page showed."""
    check = participant.checks(survey, "Good coffee.", TICKED, **{"answer-1-flip": ["1"]})
    page = participant.posts_notes(survey, hidden_fields(check) | {"sharing": "2", "answer-1-flip": ["0"]})
    assert page.status_code == 422
    assert soup_of(page).find(role="alert")["data-message"] == "ticked"
    assert not soup_of(page).find(class_="wrong")
    assert set(checked(page)) == {("sharing", "2"), ("answer-1-flip", "0")}
    sent = participant.posts_notes(survey, hidden_fields(page) | {"sharing": "2", "answer-1-flip": ["0"]})
    assert sent.status_code == 200
    assert {note.text for note in organiser.peeks(survey)} == set(shown_notes(page))


def test_a_tick_hides_no_other_change(participant: Participant, survey: Survey) -> None:
    check = participant.checks(survey, "Good coffee.", TICKED)
    fields = hidden_fields(check) | {"sharing": "2", "answer-1-flip": ["0"], "answer-0-shown": "Bad coffee."}
    assert marked(participant.posts_notes(survey, fields), "message") == "changed"


def test_one_note_is_shared_differently_below_the_common_choice_and_that_can_be_undone(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    check = participant.checks(survey, "Good coffee.", "More light.")
    radios = soup_of(check).find_all("input", attrs={"type": "radio"})
    assert list(dict.fromkeys(radio["name"] for radio in radios)) == ["sharing", "answer-0-sharing", "answer-1-sharing"]
    assert [radio["value"] for radio in radios if radio.has_attr("checked")] == ["", ""], "as chosen above"
    again = participant.post(
        f"/s/{survey.slug}/check", hidden_fields(check) | {"sharing": "1", "answer-0-sharing": "0"}
    )
    assert set(checked(again)) == {("sharing", "1"), ("answer-0-sharing", "0")}
    participant.posts_notes(survey, hidden_fields(again) | {"sharing": "1", "answer-0-sharing": ""})
    assert {note.sharing for note in organiser.peeks(survey)} == {Sharing.SHEET}


def test_a_single_note_is_asked_once_who_may_read_it(participant: Participant, survey: Survey) -> None:
    radios = soup_of(participant.checks(survey, "", "More light.")).find_all("input", attrs={"type": "radio"})
    assert {radio["name"] for radio in radios} == {"sharing"}


MANY = "As the only Chilean postdoc at CIEMAT I moved to Geneva in March 2022; Olga Petrova helped."


def test_one_tick_replaces_everything_that_is_only_pointed_out(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    """The note becomes what a tick at each would make of it, and each can be taken away again."""
    check = participant.checks(survey, MANY)
    assert len(soup_of(check).select(".note mark")) > 2
    assert soup_of(check).find("input", attrs={"name": "answer-0-flip", "value": "all"})
    every = participant.posts_notes(survey, hidden_fields(check) | {"sharing": "2", "answer-0-flip": ["all"]})
    assert marked(every, "message") == "ticked"
    assert not soup_of(every).select(".note mark")
    assert not soup_of(every).find("input", attrs={"name": "answer-0-flip", "value": "all"})
    assert "[a person]" in shown_notes(every)[0]

    ticks = [value for name, value in checked(every) if name == "answer-0-flip"]
    one_by_one = participant.checks(survey, MANY, **{"answer-0-flip": ticks})
    assert shown_notes(one_by_one) == shown_notes(every)
    fewer = participant.posts_notes(survey, hidden_fields(every) | {"sharing": "2", "answer-0-flip": ticks[1:]})
    assert marked(fewer, "message") == "ticked"
    assert len(soup_of(fewer).select(".note mark")) == 1

    sent = participant.posts_notes(survey, hidden_fields(every) | {"sharing": "2", "answer-0-flip": ticks})
    assert sent.status_code == 200
    assert [note.text for note in organiser.peeks(survey)] == shown_notes(every)


def test_one_tick_for_everything_comes_back_too(participant: Participant, survey: Survey) -> None:
    check = participant.checks(survey, MANY)
    again = participant.checks(survey, **goes_back(participant, survey, check, **{"answer-0-flip": ["all"]}))
    assert not soup_of(again).select(".note mark")


def test_a_short_list_has_no_tick_for_everything(participant: Participant, survey: Survey) -> None:
    assert not soup_of(participant.checks(survey, "The talk at CIEMAT.")).find(
        "input", attrs={"name": "answer-0-flip", "value": "all"}
    )
