"""Sent twice is stored once, however it comes about; what is another note can be sent as one, and no word is lost."""

from typing import Any

from werkzeug.test import TestResponse

from surveys.survey import Sharing, Survey
from tests.actors import Organiser, Participant, code_of, hidden_fields, marked, shown_notes
from tests.pages import soup_of

SEND = {"sharing": "2"}


def begins(participant: Participant, survey: Survey) -> dict[str, Any]:
    """What the form page in a browser sends along with the words."""
    return hidden_fields(participant.get(f"/s/{survey.slug}"))


def sent(page: TestResponse) -> str | None:
    """What a page says of earlier sendings: "all", "some" or "before"."""
    return marked(page, "sent")


def makes_it_new(participant: Participant, survey: Survey, page: TestResponse) -> TestResponse:
    """Press the button that makes it another note."""
    button = soup_of(page).find("button", attrs={"name": "another"})
    return participant.post(f"/s/{survey.slug}/check", hidden_fields(page) | {"another": str(button["value"])})


def texts(organiser: Organiser, survey: Survey) -> list[str]:
    return sorted(note.text for note in organiser.peeks(survey))


def test_the_check_page_from_before_the_sending_stores_nothing_twice(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    """Back after thanks shows it again, as it was: the same sending."""
    check = participant.checks(survey, "Good coffee.", "More light.", **begins(participant, survey))
    assert sent(check) is None
    for expected in (None, "before"):
        thanks = participant.posts_notes(survey, hidden_fields(check) | SEND)
        assert thanks.status_code == 200
        assert sent(thanks) == expected
    assert texts(organiser, survey) == ["Good coffee.", "More light."]


def test_a_form_page_that_was_sent_makes_another_note_and_says_so_first(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    """What stands under "This is what will be kept" is what the main button stores, and stores once."""
    form = begins(participant, survey)
    first = code_of(participant.sends(survey, "Good coffee.", **form))
    check = participant.checks(survey, "Good tea.", **form)
    assert sent(check) == "all"
    told = soup_of(check).find(attrs={"data-sent": "all"})
    assert told.find_next("div", class_="note").get_text() == "Good tea.", "told above the words"
    assert first in told.get_text(), "the way to take the first back"
    fields = hidden_fields(check) | SEND
    for _ in range(2):
        assert participant.posts_notes(survey, fields).status_code == 200
    assert texts(organiser, survey) == ["Good coffee.", "Good tea."]
    again = participant.post(f"/s/{survey.slug}/check", hidden_fields(check))
    assert sent(again) == "all", "told again, of the sending just now"


def test_what_was_told_of_the_first_note_is_told_again_after_changing_the_words(
    participant: Participant, survey: Survey
) -> None:
    form = begins(participant, survey)
    first = code_of(participant.sends(survey, "Good coffee.", **form))
    changing = participant.post(f"/s/{survey.slug}", hidden_fields(participant.checks(survey, "Good tea.", **form)))
    assert first in participant.checks(survey, "Good milk.", **begins_again(changing)).text


def test_a_lost_answer_that_the_browser_asks_for_again_is_thanks(participant: Participant, survey: Survey) -> None:
    fields = hidden_fields(participant.checks(survey, "Good coffee.")) | SEND
    first, again = (participant.posts_notes(survey, fields) for _ in range(2))
    assert soup_of(again).h1.get_text() == soup_of(first).h1.get_text()
    assert sent(again) == "before"
    assert code_of(again) == code_of(first)


def test_each_form_page_begins_a_sending_of_its_own(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    """Two tabs, a reload, Write another note: the same words may well be written twice."""
    for form in (begins(participant, survey), begins(participant, survey)):
        assert sent(participant.checks(survey, "Good coffee.", **form)) is None
        participant.sends(survey, "Good coffee.", **form)
    assert texts(organiser, survey) == ["Good coffee.", "Good coffee."]


def test_changing_the_words_before_sending_stays_one_sending(participant: Participant, survey: Survey) -> None:
    check = participant.checks(survey, "Good cofee.", **begins(participant, survey))
    form = participant.post(f"/s/{survey.slug}", hidden_fields(check))
    again = participant.checks(survey, "Good coffee.", **begins_again(form))
    assert code_of(again) == code_of(check)


def begins_again(form: TestResponse) -> dict[str, Any]:
    return {name: value for name, value in hidden_fields(form).items() if not name.startswith("answer")}


def test_the_page_of_a_second_sending_has_its_words_too(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    """The check page lay in memory too, so nobody was told before."""
    form = begins(participant, survey)
    checks = [participant.checks(survey, text, **form) for text in ("Good coffee.", "Good tea.")]
    thanks = [participant.posts_notes(survey, hidden_fields(check) | SEND) for check in checks]
    anew = makes_it_new(participant, survey, thanks[1])
    assert shown_notes(anew) == ["Good tea."]
    participant.posts_notes(survey, hidden_fields(anew) | SEND)
    assert texts(organiser, survey) == ["Good coffee.", "Good tea."]


def test_an_answer_added_after_sending_is_stored_and_the_first_stays(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    form = begins(participant, survey)
    participant.sends(survey, "Good coffee.", **form)
    check = participant.checks(survey, "Good tea.", "More light.", **form)
    assert sent(check) == "some"
    thanks = participant.posts_notes(survey, hidden_fields(check) | SEND)
    assert sent(thanks) == "some"
    assert texts(organiser, survey) == ["Good coffee.", "More light."]


def test_all_words_of_a_page_of_which_a_part_was_sent_can_be_new_notes(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    """Without that wish only the rest would be sent, and what was changed would be left out."""
    form = begins(participant, survey)
    participant.sends(survey, "Good coffee.", **form)
    check = makes_it_new(participant, survey, participant.checks(survey, "Good tea.", "More light.", **form))
    assert sent(check) is None
    participant.posts_notes(survey, hidden_fields(check) | SEND)
    assert texts(organiser, survey) == ["Good coffee.", "Good tea.", "More light."]


def test_a_change_after_sending_is_not_stored_and_that_is_said(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    """Back, another sharing choice, Send: the first sending counts, and the page says how to change it."""
    fields = hidden_fields(participant.checks(survey, "The only chair in the room was broken."))
    participant.posts_notes(survey, fields | {"sharing": "2"})
    again = participant.posts_notes(survey, fields | {"sharing": "0"})
    assert sent(again) == "before"
    assert soup_of(again).find("button", attrs={"name": "another"}), "how to send it as a new one"
    assert code_of(again) == fields["code"]
    assert [note.sharing for note in organiser.peeks(survey)] == [Sharing.ALOUD]


def test_a_sending_that_was_taken_back_is_not_said_to_stand(participant: Participant, survey: Survey) -> None:
    fields = hidden_fields(participant.checks(survey, "Good coffee.")) | SEND
    participant.posts_notes(survey, fields)
    participant.takes_back(survey, str(fields["code"]))
    again = participant.posts_notes(survey, fields)
    assert "does not return" in str(soup_of(again).find(attrs={"data-sent": "before"}))


def test_words_taken_back_can_be_sent_anew_from_the_same_page(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    form = begins(participant, survey)
    participant.takes_back(survey, code_of(participant.sends(survey, "Good coffee.", **form)))
    participant.posts_notes(survey, hidden_fields(participant.checks(survey, "Good tea.", **form)) | SEND)
    assert texts(organiser, survey) == ["Good tea."]


def test_the_form_page_holds_no_code(participant: Participant, survey: Survey) -> None:
    """It may come to lie on the writer's disk; what is on it leads nobody to the note, nor takes it back."""
    form = begins(participant, survey)
    thanks = participant.sends(survey, "Good coffee.", **form)
    assert code_of(thanks) not in form.values()
    assert participant.takes_back(survey, str(form["page"])).status_code == 404


def test_a_forged_page_number_begins_a_sending_like_any_other(participant: Participant, survey: Survey) -> None:
    for forged in ("", "<script>alert(1)</script>", "x" * 10_000):
        page = participant.checks(survey, "Good coffee.", page=forged)
        assert page.status_code == 200
        assert "alert" not in page.text


def test_a_page_from_before_a_reopening_is_known(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    """A survey is reopened only where nothing was opened, and then its codes live on."""
    form = begins(participant, survey)
    participant.sends(survey, "Good coffee.", **form)
    organiser.reopens(organiser.closes(survey))
    assert sent(participant.checks(survey, "Good coffee.", **form)) == "all"
