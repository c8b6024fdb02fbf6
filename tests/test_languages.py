"""Which language a page is in: the survey's for participants, the browser's for organisers; the address decides."""

from datetime import datetime, timedelta
from sqlite3 import IntegrityError
from urllib.parse import parse_qs, urlsplit

import lxml.html
import pytest
from flask import Flask
from werkzeug.test import TestResponse

from surveys.catalogue import load_catalogue
from surveys.clocks import shown_here
from surveys.languages import grouped, name_of_language, when
from surveys.storage import Instance, survey_from_document
from surveys.survey import Survey, Translation
from surveys.wordings import COMPLETE, OF_PARTICIPANTS, said_in
from tests.actors import Organiser, Participant, answers, hidden_fields, marked, stores, today
from tests.facilitator.conftest import AtOffice, signed_in
from tests.pages import soup_of, tree_of

PERSIAN = "یک چیزی که در CMS دوست دارم"
OF_ITALY = {"Accept-Language": "it,pl;q=0.8"}


@pytest.fixture
def survey(organiser: Organiser) -> Survey:
    """It asks in French, and one question of it in Persian as well."""
    one = (("One thing I like in CMS", PERSIAN),)
    return organiser.opens(language="fr", translations=(Translation("fa", one),))


@pytest.fixture
def office(app: Flask, organiser: Organiser) -> AtOffice:
    return signed_in(app, organiser.account.id)


def spoken(page: TestResponse) -> tuple[str, str]:
    root = tree_of(page)
    return root.get("lang"), root.get("dir")


def addresses(page: TestResponse) -> list[str]:
    """Where links and forms of a page lead that stay on this server; not its styles, nor its row of languages."""
    tags = [tag for tag in soup_of(page).select("a, form, button") if not tag.find_parent(class_="languages")]
    found = [tag.get("href") or tag.get("action") or tag.get("formaction") for tag in tags]
    return [one for one in found if one and one.startswith("/") and not one.startswith("/static/")]


def languages_of(addresses: list[str]) -> set[str]:
    return {"".join(parse_qs(urlsplit(one).query).get("lang", [""])) for one in addresses}


def test_a_participant_reads_the_language_of_the_survey(participant: Participant, survey: Survey) -> None:
    for path in ("", "/what-we-keep", "/take-back"):
        page = participant.get(f"/s/{survey.slug}{path}", headers=OF_ITALY)
        assert spoken(page) == ("fr", "ltr")
        assert languages_of(addresses(page)) <= {""}


def test_the_address_chooses_among_the_languages_of_the_survey(participant: Participant, survey: Survey) -> None:
    page = participant.get(f"/s/{survey.slug}?lang=fa")
    assert spoken(page) == ("fa", "rtl")
    labels = [label.get_text() for label in soup_of(page).select("fieldset > label")]
    assert labels[0] == PERSIAN
    assert labels[1] == survey.prompts[1].text, "what has no translation is in the first language"
    said = [label.get("lang") for label in soup_of(page).select("fieldset > label")]
    assert said == [None, "fr"], "and a screen reader reads it with that voice"


@pytest.mark.parametrize("lang", ["de", "zz", "", "fr-CA", "<b>", "fa" * 500])
def test_a_language_that_the_survey_does_not_have_is_ignored(
    participant: Participant, survey: Survey, lang: str
) -> None:
    page = participant.get(f"/s/{survey.slug}", query_string={"lang": lang})
    assert (page.status_code, spoken(page)) == (200, ("fr", "ltr"))


def test_every_link_form_and_redirect_carries_the_language_on(participant: Participant, survey: Survey) -> None:
    form = participant.get(f"/s/{survey.slug}?lang=fa")
    check = participant.post(f"/s/{survey.slug}/check?lang=fa", answers(survey, "Tea is good."))
    thanks = participant.post(f"/s/{survey.slug}/notes?lang=fa", hidden_fields(check) | {"sharing": "2"})
    for page in (form, check, thanks):
        assert spoken(page) == ("fa", "rtl")
        assert languages_of(addresses(page)) == {"fa"}
    moved = participant.get(f"/s/{survey.slug}/nowhere?lang=fa")
    assert languages_of([moved.headers["Location"]]) == {"fa"}
    browser = {"Sec-Fetch-Site": "same-origin"}
    carried = participant.post(f"/s/{survey.slug}/check?lang=fa", answers(survey, "Tea."), headers=browser)
    assert languages_of([carried.headers["Location"]]) == {"fa"}


def test_what_was_typed_comes_along_into_another_language(participant: Participant, survey: Survey) -> None:
    buttons = soup_of(participant.get(f"/s/{survey.slug}")).select(".languages button")
    assert [button["lang"] for button in buttons] == ["fr", "fa"]
    page = participant.post(buttons[1]["formaction"], answers(survey, "A note in my own words."))
    assert spoken(page) == ("fa", "rtl")
    assert "A note in my own words." in soup_of(page).textarea.get_text()


def test_a_survey_in_one_language_offers_no_other(participant: Participant, organiser: Organiser) -> None:
    page = participant.get(f"/s/{organiser.opens().slug}")
    assert not soup_of(page).select(".languages")


def test_a_remembered_page_has_nothing_of_the_address_of_its_first_visitor(
    participant: Participant, survey: Survey
) -> None:
    participant.get(f"/s/{survey.slug}/what-we-keep?name=Somebody")
    assert "Somebody" not in participant.get(f"/s/{survey.slug}/what-we-keep").text
    rows = soup_of(participant.get(f"/s/{survey.slug}/what-we-keep")).select(".languages a")
    assert languages_of([one["href"] for one in rows]) == {"fr", "fa"}


def test_a_page_that_was_first_asked_for_without_its_body_offers_its_languages_to_everybody(
    app: Flask, participant: Participant, survey: Survey
) -> None:
    """Programs that look whether a server is there, and those that show a preview of a link, ask with HEAD."""
    app.test_client().head(f"/s/{survey.slug}/what-we-keep")
    assert soup_of(participant.get(f"/s/{survey.slug}/what-we-keep")).select(".languages a")


def test_the_front_door_speaks_the_language_of_the_browser(participant: Participant) -> None:
    assert spoken(participant.get("/", headers=OF_ITALY)) == ("it", "ltr")
    assert spoken(participant.get("/?lang=pl", headers=OF_ITALY)) == ("pl", "ltr")
    assert spoken(participant.get("/", headers={"Accept-Language": "tlh"})) == ("en", "ltr")
    offered = soup_of(participant.get("/")).select(".languages a")
    assert languages_of([one["href"] for one in offered]) == {one.replace("_", "-") for one in OF_PARTICIPANTS}


@pytest.mark.parametrize(
    ("wish", "language"),
    [
        ("en-GB,fr;q=0.9", "en"),
        ("pt-BR,en;q=0.5", "pt"),
        ("zh-CN,en;q=0.8", "zh-Hans"),
        ("de-CH", "de"),
        ("fa-IR,en;q=0.9", "fa"),
        ("nl,it;q=0.3,pl;q=0.5", "pl"),
        ("fr;q=0,tlh", "en"),
        ("*", "en"),
        ("", "en"),
        ("<b>;q=x,,;", "en"),
    ],
)
def test_a_country_does_not_matter(participant: Participant, wish: str, language: str) -> None:
    assert spoken(participant.get("/", headers={"Accept-Language": wish}))[0] == language


def test_a_survey_in_a_language_that_our_pages_do_not_speak_names_it_at_its_words(
    participant: Participant, organiser: Organiser
) -> None:
    """The buttons are English, and a screen reader reads the title with an Arabic voice."""
    page = participant.get(f"/s/{organiser.opens(title='ملاحظات', language='ar').slug}")
    assert spoken(page) == ("en", "ltr")
    title = tree_of(page).find(".//h1")
    assert (title.get("lang"), title.get("dir")) == ("ar", "auto")


def test_organisers_read_the_language_of_their_browser_or_of_the_address(office: AtOffice, survey: Survey) -> None:
    home = f"/office/surveys/{survey.id}"
    assert spoken(office.get(home, headers=OF_ITALY)) == ("it", "ltr")
    page = office.get(f"{home}?lang=de", headers=OF_ITALY)
    assert spoken(page) == ("de", "ltr")
    assert languages_of(addresses(page)) == {"de"}
    assert spoken(office.get(f"{home}?lang=fa")) == ("en", "ltr"), "only participants' pages speak it"
    offered = soup_of(page).select(".languages a")
    assert languages_of([one["href"] for one in offered]) == set(COMPLETE)
    title = tree_of(page).find(".//h1")
    assert (title.get("lang"), title.get("dir")) == ("fr", "auto"), "the survey's words stay French"


def test_the_row_of_languages_keeps_what_the_address_asks_for_and_nothing_else(
    office: AtOffice, survey: Survey
) -> None:
    """Names that would change where a link leads are left out: anybody can send somebody such an address."""
    evil = "_scheme=javascript&_external=1&_anchor=x&endpoint=static&self=1&_method=POST"
    page = office.get(f"/office/?find=notes&{evil}")
    assert page.status_code == 200
    rows = [link["href"] for link in soup_of(page).select(".languages a")]
    assert {one.partition("?")[0] for one in rows} == {"/office/"}
    assert {tuple(sorted(parse_qs(urlsplit(one).query))) for one in rows} == {("find", "lang")}


def test_a_form_of_the_office_comes_back_in_its_language(office: AtOffice, survey: Survey) -> None:
    answer = office.post(f"/office/surveys/{survey.id}/pause?lang=de")
    assert answer.status_code == 303
    assert languages_of([answer.headers["Location"]]) == {"de"}


def test_the_page_that_somebody_wanted_before_they_signed_in_keeps_its_language(app: Flask) -> None:
    page = app.test_client().get("/office/surveys/new?lang=de")
    assert page.status_code == 401
    assert hidden_fields(page)["carried_to"] == "/office/surveys/new?lang=de"


def test_what_organisers_hang_up_is_in_the_language_of_the_survey(office: AtOffice, survey: Survey) -> None:
    for path in ("poster", "poster?view=projector", "paper/slip"):
        assert spoken(office.get(f"/office/surveys/{survey.id}/{path}", headers=OF_ITALY)) == ("fr", "ltr"), path
    assert spoken(office.get(f"/office/surveys/{survey.id}/poster?lang=fa")) == ("fa", "rtl")
    assert spoken(office.client.get(f"/office/surveys/{survey.id}/try", headers=OF_ITALY)) == ("fr", "ltr")


def test_an_invitation_is_in_the_language_of_the_survey_and_leads_there(office: AtOffice, survey: Survey) -> None:
    """Whoever copies it may read another; for a language beside the first one, the link names it."""

    def texts(page: TestResponse) -> str:
        return " ".join(box.get_text() for box in soup_of(page).select("textarea"))

    base = f"/office/surveys/{survey.id}"
    page = office.get(f"{base}/invitation-text", headers=OF_ITALY)
    assert spoken(page) == ("it", "ltr")
    assert marked(page, "document-language") == "fr"
    assert f"/s/{survey.slug}\n" in texts(page)
    persian = office.get(f"{base}/invitation-text?sheet=fa", headers=OF_ITALY)
    assert f"/s/{survey.slug}?lang=fa\n" in texts(persian)
    assert PERSIAN in texts(persian)
    assert office.client.get(f"{base}/join-slide.png?sheet=fa").mimetype == "image/png"


@pytest.fixture
def read(office: AtOffice, survey: Survey, instance: Instance) -> str:
    """The address of a version of six notes, one of which has a placeholder."""
    for number in range(6):
        stores(survey, instance, f"My supervisor Jane Miller praised number {number} in front of all others.")
    base = f"/office/surveys/{survey.id}"
    office.reads(base)
    made = office.post(f"{base}/versions", audience="meeting")
    return str(made.headers["Location"])


def test_a_document_is_in_the_language_of_the_survey_or_in_the_one_that_is_chosen(office: AtOffice, read: str) -> None:
    root = lxml.html.document_fromstring(office.client.get(f"{read}/html", headers=OF_ITALY).text)
    assert root.get("lang") == "fr"
    page = office.get(f"{read}?sheet=fa")
    assert marked(page, "document-language") == "fa"
    links = [link["href"] for link in soup_of(page).select(".downloads a")]
    assert {"sheet=fa" in link for link in links} == {True}
    persian = office.client.get(f"{read}/html?sheet=fa").text
    root = lxml.html.document_fromstring(persian)
    assert (root.get("lang"), root.get("dir")) == ("fa", "rtl")
    assert PERSIAN in persian


def test_every_page_shows_placeholders_in_its_language(office: AtOffice, survey: Survey, read: str) -> None:
    base = f"/office/surveys/{survey.id}"
    pages = {where: office.get(f"{base}/{where}?lang=fr").text for where in ("notes", "pinboard")}
    assert {where for where, page in pages.items() if "[a person]" in page or "[une personne]" not in page} == set()


SAID_IN_GERMAN = "Danke, es war ein gutes Treffen, und ich habe viel gelernt."


def test_a_placeholder_is_in_the_language_of_the_page_and_leaves_the_note_its_own(
    office: AtOffice, organiser: Organiser, survey: Survey
) -> None:
    """It has an element that decides nothing about the direction of a note that begins with it."""
    for number in range(6):
        stores(survey, organiser.instance, f"Olga Petrova: {SAID_IN_GERMAN} {number}")
    base = f"/office/surveys/{survey.id}"
    office.reads(base)
    code = urlsplit(office.post(f"{base}/versions", audience="meeting").headers["Location"]).path
    office.post(f"{base}/published", code=code.rpartition("/")[2], ends_on=str(today() + timedelta(days=9)))
    link = soup_of(office.get(f"{base}/published")).select_one("input[readonly]")["value"]
    places = f"{base}/notes?lang=fr", f"{base}/pinboard?lang=fr", f"{code}/html?sheet=fr", urlsplit(link).path
    for place in places:
        shown = soup_of(office.client.get(place)).select(".text")
        notes = [note for note in shown if SAID_IN_GERMAN in note.get_text()]
        assert len(notes) == 6, place
        for note in notes:
            on_one_line = "\u00a0" if place not in places[:2] else " "
            assert note.get_text().startswith(f"[une{on_one_line}personne]: {SAID_IN_GERMAN}"), place
            assert (note["lang"], note["dir"]) == ("de", "auto"), place
            assert (note.bdi["lang"], note.bdi.get_text()) == ("fr", f"[une{on_one_line}personne]"), place


def test_a_summary_is_shown_as_it_goes_out(office: AtOffice, survey: Survey, read: str) -> None:
    page = soup_of(office.get(f"/office/surveys/{survey.id}/summary?lang=de&sheet=fr"))
    said = page.select_one("[data-counted]").get_text()
    assert "notes" in said
    assert "Notizen" not in said


def test_programs_read_english(office: AtOffice, read: str) -> None:
    document = office.client.get(f"{read}/json?sheet=fr&lang=de").json
    assert document["about"].startswith("Identifiers were reduced")
    assert all("[a person]" in note["text"] for note in document["notes"])


def test_a_published_page_is_in_the_language_of_the_survey_and_in_its_others(
    office: AtOffice, participant: Participant, read: str
) -> None:
    """Whoever publishes it, and whoever changes it later, may read another language."""
    base, _, code = read.partition("/versions/")
    office.post(f"{base}/published?lang=de", code=code, ends_on=(today() + timedelta(days=9)).isoformat())
    link = urlsplit(soup_of(office.get(f"{base}/published")).select_one("a[href*='/r/']")["href"]).path
    page = participant.app.test_client().get(link, headers=OF_ITALY)
    assert spoken(page) == ("fr", "ltr")
    persian = participant.app.test_client().get(f"{link}?lang=fa")
    assert spoken(persian) == ("fa", "rtl")
    assert PERSIAN in persian.text
    assert spoken(participant.app.test_client().get(f"{link}?lang=pl")) == ("fr", "ltr")


def test_no_language_is_in_a_cookie(participant: Participant, survey: Survey) -> None:
    assert "Set-Cookie" not in participant.get(f"/s/{survey.slug}?lang=fa").headers


def test_the_promise_on_the_wall_has_the_words_of_every_language(survey: Survey, instance: Instance) -> None:
    told = survey_from_document(instance.wall_of(survey).promise())
    assert said_in(told, "fa").prompts[0].text == PERSIAN
    assert told.languages == ("fr", "fa")


def test_words_of_every_language_are_frozen_at_opening(organiser: Organiser, survey: Survey) -> None:
    for change in ({"language": "de"}, {"translations": ()}):
        with pytest.raises(IntegrityError):
            organiser.changes(survey, **change)


def test_a_page_with_words_has_an_address_of_the_same_length_in_every_language(
    participant: Participant, organiser: Organiser
) -> None:
    """Sentences of a language are known to both sides, so they take no more room in an address than English does."""
    headers = {"Sec-Fetch-Site": "same-origin"}
    text = " ".join(one.introduction for one in load_catalogue()[:4])[:800]
    lengths = set()
    for lang in COMPLETE:
        survey = organiser.opens(language=lang)
        moved = participant.post(f"/s/{survey.slug}/check", answers(survey, text), headers=headers)
        lengths.add(len(moved.headers["Location"]))
        page = participant.app.test_client().get(moved.headers["Location"], headers=headers)
        assert (page.status_code, spoken(page)) == (200, (lang, "ltr"))
        assert text[:200] in soup_of(page).select_one(".note").get_text()
    assert len(lengths) == 1


def test_a_page_outlives_its_link_and_says_in_the_language_of_the_survey_that_it_has_ended(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    """Whoever has just sent sees the code, even if an organiser has replaced the link in the same second."""
    browser, headers = participant.app.test_client(), {"Sec-Fetch-Site": "same-origin"}
    moved = participant.post(f"/s/{survey.slug}/check", answers(survey, "Tea is good."), headers=headers)
    ended = browser.get(f"/s/{survey.slug}/page/x", headers=headers | OF_ITALY)
    assert (ended.status_code, spoken(ended)) == (410, ("fr", "ltr"))
    organiser.changes(survey, slug="23456789ab")
    assert "Tea is good." in browser.get(moved.headers["Location"], headers=headers).text


def test_a_code_is_read_from_left_to_right_on_every_page(
    office: AtOffice, participant: Participant, survey: Survey
) -> None:
    """Its halves and groups would change places between Persian words."""
    for path in ("poster?", "poster?view=projector&"):
        code = soup_of(office.get(f"/office/surveys/{survey.id}/{path}lang=fa")).select_one(".typed")
        assert code["dir"] == "ltr"
    check = participant.post(f"/s/{survey.slug}/check?lang=fa", answers(survey, "Tea is good."))
    thanks = participant.post(f"/s/{survey.slug}/notes?lang=fa", hidden_fields(check) | {"sharing": "2"})
    assert soup_of(thanks).select_one(".receipt bdi")["dir"] == "ltr"
    assert soup_of(participant.get(f"/s/{survey.slug}/take-back?lang=fa")).select_one("#code")["dir"] == "ltr"


def test_portuguese_names_languages_as_people_in_europe_do(app: Flask) -> None:
    with app.test_request_context("/?lang=pt"):
        assert name_of_language("cs") == "checo"


@pytest.mark.parametrize(
    ("language", "shown"),
    [("en", "3 November 2026, 18:00"), ("fa", "3 نوامبر 2026،\u200f 18:00"), ("zh-Hans", "2026年11月3日 18:00")],
)
def test_day_and_time_are_joined_as_in_the_language_of_the_page(
    app: Flask, organiser: Organiser, language: str, shown: str
) -> None:
    survey = organiser.drafts(zone="Europe/Zurich")
    with app.test_request_context(f"/?lang={language}"):
        assert when(shown_here(datetime(2026, 11, 3, 18), survey.zone), survey).startswith(f"{shown} ")


def test_thousands_are_apart_as_in_portugal(app: Flask) -> None:
    with app.test_request_context("/?lang=pt"):
        assert grouped(81_920).split() == ["81", "920"]
    with app.test_request_context("/"):
        assert grouped(81_920) == "81,920"
