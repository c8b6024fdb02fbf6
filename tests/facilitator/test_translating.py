"""A survey in several languages: chosen at its start, added from what is ready-made, written beside the original."""

import pytest
from flask import Flask

from surveys import create_app
from surveys.catalogue import find_set
from surveys.facilitator.setup.draft_form import suggestions_in
from surveys.storage import Instance, open_office, survey_by_id
from surveys.survey import AboutQuestion, Survey, Translation
from surveys.wordings import missing_in, said_in, words_in
from tests.actors import Organiser, Participant, hidden_fields, marked
from tests.facilitator.conftest import AtOffice
from tests.pages import soup_of


@pytest.fixture
def draft(organiser: Organiser) -> Survey:
    return organiser.drafts(contacts="the Diversity Office")


def saved(instance: Instance, survey: Survey) -> Survey:
    with open_office(instance.office, read_only=True) as office:
        return survey_by_id(office, survey.id)


def at(survey: Survey, rest: str = "") -> str:
    return f"/office/surveys/{survey.id}/languages{rest}"


def suggestions_of(language: str) -> tuple[AboutQuestion, ...]:
    with create_app().test_request_context("/"):
        return suggestions_in(language)


def fields_of(facilitator: AtOffice, draft: Survey, language: str) -> dict[str, str]:
    """What the page sends if nobody changes anything, and by its original the name of each field."""
    page = facilitator.get(at(draft, f"/{language}"))
    typed = {box["name"]: box.get_text().removeprefix("\n") for box in soup_of(page).select("textarea")}
    before = {name: value for name, value in hidden_fields(page).items() if name.startswith("before-")}
    return typed | before


def name_of(facilitator: AtOffice, draft: Survey, language: str, original: str) -> str:
    for part in soup_of(facilitator.get(at(draft, f"/{language}"))).select("[data-part]"):
        if part.select_one(".hint").get_text() == original:
            return str(part["data-part"])
    raise LookupError


def test_a_new_survey_begins_in_the_language_that_is_chosen(facilitator: AtOffice, instance: Instance) -> None:
    page = facilitator.get("/office/surveys/new?sets=de")
    assert marked(page, "sets-in") == "de"
    made = facilitator.post("/office/surveys/new", set="sticky-notes", sets="de")
    with open_office(instance.office, read_only=True) as office:
        survey = survey_by_id(office, made.headers["Location"].split("/")[3])
    assert survey.language == "de"
    assert survey.title != find_set("sticky-notes").title
    assert len(survey.prompts[0].categories) == len(find_set("sticky-notes").prompts[0].categories)


def test_a_set_that_is_not_translated_is_in_english_and_says_so(facilitator: AtOffice) -> None:
    cards = soup_of(facilitator.get("/office/surveys/new?sets=fa")).select("[data-set]")
    assert {card["data-in"] for card in cards} <= {"en", "fa"}
    assert {card["data-set"]: card["data-in"] for card in cards}["management-questions"] == "en"


def test_a_language_is_filled_in_from_the_ready_made_survey(
    facilitator: AtOffice, draft: Survey, instance: Instance
) -> None:
    assert facilitator.post(at(draft), button="add", language="fr").headers["Location"].endswith("/languages/fr")
    survey = saved(instance, draft)
    french = said_in(survey, "fr")
    assert survey.languages == ("en", "fr")
    assert french.prompts[0].text != survey.prompts[0].text
    assert french.prompts[1].categories[0] == french.prompts[0].categories[0]
    assert missing_in(survey, "fr") == ["the Diversity Office"]
    page = facilitator.get(at(draft))
    assert marked(page, "missing") == "1"


def test_what_an_organiser_writes_is_saved_beside_its_original(
    facilitator: AtOffice, draft: Survey, instance: Instance
) -> None:
    facilitator.post(at(draft), button="add", language="pl")
    name = name_of(facilitator, draft, "pl", "Collegiality")
    fields = fields_of(facilitator, draft, "pl") | {name: "Koleżeńskość"}
    assert facilitator.post(at(draft, "/pl"), **fields).status_code == 303
    polish = said_in(saved(instance, draft), "pl")
    assert [prompt.categories[1] for prompt in polish.prompts] == ["Koleżeńskość"] * 2
    assert polish.title == draft.title or polish.title in words_in(saved(instance, draft), "pl").values()


def test_a_translation_belongs_to_its_words_wherever_they_move(organiser: Organiser, draft: Survey) -> None:
    translated = organiser.changes(draft, translations=())
    first, second = draft.prompts
    moved = organiser.changes(translated, prompts=(second, first))
    assert [one.text for one in said_in(moved, "fr").prompts] == [second.text, first.text]


def test_a_translation_whose_original_has_changed_is_there_to_copy_until_somebody_saves(
    facilitator: AtOffice, draft: Survey, organiser: Organiser, instance: Instance
) -> None:
    facilitator.post(at(draft), button="add", language="fr")
    changed = organiser.changes(saved(instance, draft), title="Yellow notes")
    assert draft.title != said_in(changed, "fr").title == "Yellow notes"
    page = facilitator.get(at(draft, "/fr"))
    listed = soup_of(page).select_one("[data-outdated]").get_text()
    assert words_in(changed, "fr")[draft.title] in listed
    facilitator.post(at(draft, "/fr"), **fields_of(facilitator, draft, "fr"))
    assert not soup_of(facilitator.get(at(draft, "/fr"))).select("[data-outdated]")


def test_nobody_overwrites_words_that_they_have_not_seen(
    facilitator: AtOffice, draft: Survey, instance: Instance
) -> None:
    facilitator.post(at(draft), button="add", language="nl")
    name = name_of(facilitator, draft, "nl", "Collegiality")
    began = fields_of(facilitator, draft, "nl")
    facilitator.post(at(draft, "/nl"), **(began | {name: "Collegialiteit"}))
    other = name_of(facilitator, draft, "nl", "Biases")
    late = facilitator.post(at(draft, "/nl"), **(began | {name: "Samen", other: "Vooroordelen"}))
    assert late.status_code == 409
    assert "Collegialiteit" in late.text
    assert words_in(saved(instance, draft), "nl") == {"Collegiality": "Collegialiteit"}
    again = {field: value for field, value in hidden_fields(late).items() if field.startswith("before-")}
    facilitator.post(at(draft, "/nl"), **(again | {name: "Samen", other: "Vooroordelen"}))
    assert words_in(saved(instance, draft), "nl") == {"Collegiality": "Samen", "Biases": "Vooroordelen"}


def test_a_text_that_is_too_long_stays_and_is_marked(facilitator: AtOffice, draft: Survey, instance: Instance) -> None:
    facilitator.post(at(draft), button="add", language="nl")
    name = name_of(facilitator, draft, "nl", "Collegiality")
    page = facilitator.post(at(draft, "/nl"), **(fields_of(facilitator, draft, "nl") | {name: "x" * 61}))
    assert page.status_code == 422
    box = soup_of(page).select_one(f"textarea[name='{name}']")
    assert (box["aria-invalid"], box.get_text().strip()) == ("true", "x" * 61)
    assert words_in(saved(instance, draft), "nl") == {}


def test_two_categories_keep_two_names_in_every_language(
    facilitator: AtOffice, draft: Survey, instance: Instance
) -> None:
    """Or a summary in one language would add up what another keeps apart, and their difference is a small number."""
    facilitator.post(at(draft), button="add", language="nl")
    typed = fields_of(facilitator, draft, "nl")
    names = [name_of(facilitator, draft, "nl", original) for original in ("Collegiality", "Biases")]
    page = facilitator.post(at(draft, "/nl"), **(typed | dict.fromkeys(names, "Iets anders")))
    assert page.status_code == 422
    assert [box["name"] for box in soup_of(page).select("[aria-invalid]")] == names
    assert facilitator.post(at(draft, "/nl"), **(typed | {names[0]: "Biases"})).status_code == 422, "an original"
    assert words_in(saved(instance, draft), "nl") == {}
    assert (
        facilitator.post(at(draft, "/nl"), **(typed | {names[0]: "Biases", names[1]: "Vooroordelen"})).status_code
        == 303
    )


def test_a_translation_that_another_category_has_for_a_name_is_not_used(organiser: Organiser, draft: Survey) -> None:
    """Such as a ready-made one, or where the original changes later; it counts as missing before the survey opens."""
    changed = organiser.changes(draft, translations=(Translation("nl", (("Collegiality", "Biases"),)),))
    assert said_in(changed, "nl").prompts == changed.prompts
    assert "Collegiality" in missing_in(changed, "nl")


def test_a_suggested_question_is_in_the_language_of_the_survey(
    facilitator: AtOffice, organiser: Organiser, instance: Instance
) -> None:
    """Whichever language the organiser reads; and it is translated with the rest."""
    draft = organiser.drafts(language="de", about_you=suggestions_of("de"))
    offered = soup_of(facilitator.get(f"/office/surveys/{organiser.drafts(language='de').id}/edit"))
    assert suggestions_of("de")[0].text in offered.select_one("button[value='ask-0']").get_text()
    facilitator.post(at(draft), button="add", language="fr")
    french = said_in(saved(instance, draft), "fr").about_you
    assert french == suggestions_of("fr")


@pytest.mark.parametrize("typed", ["javascript:alert(1)", "http://example.org/conduite", "notre code de conduite"])
def test_an_address_stays_an_encrypted_address(
    facilitator: AtOffice, draft: Survey, organiser: Organiser, instance: Instance, typed: str
) -> None:
    organiser.changes(draft, code_of_conduct="https://example.org/conduct")
    facilitator.post(at(draft), button="add", language="fr")
    name = name_of(facilitator, draft, "fr", "https://example.org/conduct")
    page = facilitator.post(at(draft, "/fr"), **(fields_of(facilitator, draft, "fr") | {name: typed}))
    assert page.status_code == 422
    assert said_in(saved(instance, draft), "fr").code_of_conduct == "https://example.org/conduct"


def test_the_page_before_opening_says_what_is_missing(facilitator: AtOffice, draft: Survey) -> None:
    facilitator.post(at(draft), button="add", language="fr")
    page = facilitator.get(f"/office/surveys/{draft.id}/open")
    assert soup_of(page).select_one("[data-languages] [data-missing]")["data-missing"] == "1"


def test_a_survey_is_not_opened_with_words_that_were_not_shown(facilitator: AtOffice, draft: Survey) -> None:
    shown = hidden_fields(facilitator.get(f"/office/surveys/{draft.id}/open"))["revision"]
    facilitator.post(at(draft), button="add", language="fr")
    assert facilitator.post(f"/office/surveys/{draft.id}/open", revision=shown).status_code == 409


def test_an_open_survey_keeps_its_languages(facilitator: AtOffice, survey: Survey) -> None:
    assert facilitator.post(at(survey), button="add", language="fr").status_code == 409
    assert not soup_of(facilitator.get(at(survey))).select("select")


@pytest.mark.parametrize("language", ["", "xx", "en-US", "../en"])
def test_a_forged_language_is_refused(facilitator: AtOffice, draft: Survey, language: str) -> None:
    assert facilitator.post(at(draft), button="add", language=language).status_code == 400


def test_a_language_can_be_removed_and_the_first_one_named(
    facilitator: AtOffice, draft: Survey, instance: Instance
) -> None:
    facilitator.post(at(draft), button="add", language="fr")
    facilitator.post(at(draft), button="remove", language="fr")
    facilitator.post(at(draft), button="first", language="ar")
    assert saved(instance, draft).languages == ("ar",)
    assert saved(instance, draft).title == draft.title


def test_people_write_in_the_language_that_was_added(app: Flask, facilitator: AtOffice, draft: Survey) -> None:
    facilitator.post(at(draft), button="add", language="fr")
    assert facilitator.post(f"/office/surveys/{draft.id}/open").status_code == 303
    page = Participant(app).get(f"/s/{draft.slug}?lang=fr")
    french = soup_of(page).h1.get_text()
    assert french != draft.title


def test_who_changes_contacts_of_an_open_survey_is_asked_to_write_them_in_each_language(
    facilitator: AtOffice, organiser: Organiser, participant: Participant
) -> None:
    """Translations are fixed at opening: those of words that have changed are not shown any more."""
    words = (("the Diversity Office", "le bureau de la diversité"),)
    survey = organiser.opens(contacts="the Diversity Office", translations=(Translation("fr", words),))
    page = facilitator.get(f"/office/surveys/{survey.id}/changes")
    assert soup_of(page).select_one("[data-in-each-language]")
    fields = hidden_fields(page) | {"contacts": "the ombudsperson\nla médiatrice", "places": str(survey.places)}
    assert facilitator.post(f"/office/surveys/{survey.id}/changes", **fields).status_code == 303
    assert "la médiatrice" in participant.get(f"/s/{survey.slug}?lang=fr").text
    plain = organiser.opens()
    assert not soup_of(facilitator.get(f"/office/surveys/{plain.id}/changes")).select_one("[data-in-each-language]")


def test_words_in_a_language_that_a_colleague_has_removed_are_shown_and_can_be_saved(
    facilitator: AtOffice, draft: Survey, instance: Instance
) -> None:
    facilitator.post(at(draft), button="add", language="pl")
    name = name_of(facilitator, draft, "pl", "Collegiality")
    fields = fields_of(facilitator, draft, "pl") | {name: "Koleżeńskość"}
    facilitator.post(at(draft), button="remove", language="pl")
    page = facilitator.post(at(draft, "/pl"), **fields)
    assert page.status_code == 409
    assert soup_of(page).select_one("[data-removed-meanwhile]")
    assert soup_of(page).find(attrs={"name": name}).get_text().strip() == "Koleżeńskość"
    assert saved(instance, draft).languages == ("en",)
    typed = {box["name"]: box.get_text().removeprefix("\n") for box in soup_of(page).select("textarea")}
    assert facilitator.post(at(draft, "/pl"), **hidden_fields(page) | typed).status_code == 303
    assert words_in(saved(instance, draft), "pl")["Collegiality"] == "Koleżeńskość"
