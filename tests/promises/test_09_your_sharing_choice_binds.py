"""Promise 9: your sharing choice binds every page, draw, export and statistic."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from surveys.curation import Theme
from surveys.documents.collating import collate
from surveys.documents.editions import NothingToShow, make_edition
from surveys.documents.management_summary import summarise
from surveys.documents.sheets import SHEETS, render_all
from surveys.organising.publishing import publish, published_page, secret_of
from surveys.sealing import Note
from surveys.storage import Instance, Wall, publications_of
from surveys.survey import Audience, Sharing, Survey
from tests.actors import Organiser, Participant, hidden_fields, marked, stores, today
from tests.facilitator.conftest import signed_in
from tests.pages import soup_of
from tests.promises.documents import sheet_of, words_of

SECRET, SHARED = "kerfuffle", "marmalade"


def with_secrets(survey: Survey, instance: Instance) -> None:
    """Six notes for the organisers only and six to share, each kind with a word of its own."""
    for number in range(6):
        stores(survey, instance, f"Our {SECRET} number {number}.", sharing=Sharing.ORGANISERS)
        stores(survey, instance, f"Our {SHARED} number {number}.", sharing=Sharing.SHEET)


def test_a_note_for_the_organisers_stands_in_no_format_of_the_sheet(
    organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    with_secrets(survey, instance)
    organiser.reads_all(survey)
    sheet = sheet_of(organiser, survey)
    documents = render_all(sheet)
    assert set(documents) == {one.file_name for one in SHEETS}
    for file_name, content in documents.items():
        assert isinstance(content, bytes), file_name
        words = words_of(file_name, content).lower()
        assert SECRET not in words, file_name
        if file_name == "slides.pptx":
            assert SHARED not in words, "they may be in the sheet, and nobody may read them out"
        elif not file_name.endswith(".png"):
            assert words.count(f"{SHARED} number") >= 6, file_name


def test_the_numbering_has_no_gap_where_a_note_is_left_out(
    organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    with_secrets(survey, instance)
    organiser.reads_all(survey)
    numbers = [note.number for note, _, _ in sheet_of(organiser, survey).rows()]
    assert numbers == [1, 2, 3, 4, 5, 6]


def test_statistics_count_it_and_show_none_of_its_words(
    organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    with_secrets(survey, instance)
    organiser.reads_all(survey)
    sheet = sheet_of(organiser, survey)
    assert (sheet.counts.collected, sheet.counts.shown, sheet.counts.not_shared) == (12, 6, 6)
    words = [word.word for word in sheet.words]
    assert SHARED in words
    assert SECRET not in words


def test_published_page_and_management_summary_have_none_of_it(organiser: Organiser, instance: Instance) -> None:
    """Not even when every note was picked as a quotation and the management was named as a reader."""
    survey = organiser.opens(audience=Audience.COLLABORATION)
    with_secrets(survey, instance)
    everything = frozenset(note.id for note in organiser.reads_all(survey))
    code = sheet_of(organiser, survey).edition
    with organiser.unlocks(survey) as unlocked:
        unlocked.change_curation(lambda kept: replace(kept, quoted=everything))
        publish(unlocked, code, today() + timedelta(days=1), today=today())
        secret = secret_of(unlocked, publications_of(unlocked.office, survey.id)[0])
        _publication, pages = published_page(unlocked.office, secret, today=today())
        summary = summarise(unlocked.survey, unlocked.edition(code), unlocked.notes(), unlocked.curation(), str)
    for told in (str(pages), str(summary)):
        assert SHARED in told
        assert SECRET not in told


def test_an_edition_that_lists_a_private_note_still_does_not_show_it(
    organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    """Two locks: the note is filtered when the edition is made and once more when it is opened."""
    with_secrets(survey, instance)
    notes = organiser.reads_all(survey)
    with organiser.unlocks(survey) as unlocked:
        curation = unlocked.curation()
        made = make_edition(notes, curation, survey=unlocked.survey, audience=survey.audience, today=today())
        forged = replace(made, order=(*made.left_out, *made.order), left_out=())
        sheet = collate(unlocked.survey, forged, notes, curation, str)
    assert not any(SECRET in note.text for note, _, _ in sheet.rows())
    assert SECRET not in [word.word for word in sheet.words]


def test_where_nobody_wants_to_be_shown_there_is_no_sheet(
    organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    for number in range(6):
        stores(survey, instance, f"Our {SECRET} number {number}.", sharing=Sharing.ORGANISERS)
    organiser.reads_all(survey)
    with pytest.raises(NothingToShow):
        sheet_of(organiser, survey)


def test_nothing_is_chosen_for_the_writer(participant: Participant, survey: Survey, wall: Wall) -> None:
    page = participant.checks(survey, "Good coffee.")
    assert "checked" not in page.text
    answer = participant.posts_notes(survey, hidden_fields(page))
    assert answer.status_code == 422
    assert marked(answer, "message") == "sharing"
    assert wall.count_used() == 0


@pytest.mark.parametrize("sharing", list(Sharing))
def test_the_choice_travels_sealed_with_its_note(
    participant: Participant, organiser: Organiser, survey: Survey, sharing: Sharing
) -> None:
    participant.sends(survey, "Good coffee.", sharing=str(int(sharing)))
    assert [note.sharing for note in organiser.peeks(survey)] == [sharing]


def test_one_note_can_be_shared_differently_from_the_other(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    participant.sends(survey, "Good coffee.", "More light.", sharing="2", **{"answer-1-sharing": "0"})
    by_prompt: dict[int, Note] = {note.prompt: note for note in organiser.peeks(survey)}
    assert by_prompt[0].sharing is Sharing.ALOUD
    assert by_prompt[1].sharing is Sharing.ORGANISERS


@pytest.mark.parametrize("forged", ["3", "-1", "9", "aloud", "²", "0x1", "1" * 5_000])
def test_a_forged_choice_is_refused(participant: Participant, survey: Survey, wall: Wall, forged: str) -> None:
    fields = hidden_fields(participant.checks(survey, "Good coffee."))
    assert participant.posts_notes(survey, fields | {"sharing": forged}).status_code == 400
    assert wall.count_used() == 0


def test_masking_a_note_leaves_its_choice_as_it_is(organiser: Organiser, survey: Survey, instance: Instance) -> None:
    with_secrets(survey, instance)
    notes = organiser.reads_all(survey)
    private = next(note for note in notes if note.sharing is Sharing.ORGANISERS)
    with organiser.unlocks(survey) as unlocked:
        unlocked.overwrite(private, private.text)
        assert unlocked.note(private.id).sharing is Sharing.ORGANISERS


def test_only_what_may_be_read_aloud_is_drawn_in_the_meeting(
    app: Flask, organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    """Whatever is picked from, whatever key is pressed, and a theme that holds every note is no way round."""
    with_secrets(survey, instance)
    for number in range(3):
        stores(survey, instance, f"Loud {number}.", sharing=Sharing.ALOUD)
    organiser.reads_all(survey)
    with organiser.unlocks(survey) as unlocked:
        everything = Theme("abc", "All", 0, tuple(note.id for note in unlocked.notes()))
        unlocked.change_curation(lambda kept: kept.with_themes((everything,)))
    facilitator, room = signed_in(app, organiser.account.id), f"/office/surveys/{survey.id}/meeting"
    drawn = ""
    for among in ("", "q0", "tabc"):
        facilitator.post(f"{room}/choose", among=among)
        for step in ("next", "skip", "back", "reveal", "set-aside", "next", "discussed", "next", "start-over"):
            page = facilitator.get(room)
            drawn += page.text
            posted = soup_of(page).select_one(".step input[name=note]")
            facilitator.post(f"{room}/{step}", note=posted["value"] if posted else "")
    assert drawn.count("Loud") > 9
    assert SECRET not in drawn
    assert SHARED not in drawn
