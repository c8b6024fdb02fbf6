"""Publishing: an edition as a page behind a secret link. It follows every later mask, withholding and action."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlite_utils import Database

from surveys import storage
from surveys.documents.editions import WiderAudience
from surveys.documents.sheets import filled_labels, sheet_as_data
from surveys.organising.in_languages import Translators, in_english_only
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.sealing import lock_under_secret, name_of_secret, new_secret, open_under_secret
from surveys.storage import Instance, Publication
from surveys.survey import Audience, Survey
from surveys.wordings import page_language_for


class BadDates(Exception):
    """The last day of a page is not after today, or after the deletion day of its survey."""


def publish(
    unlocked: UnlockedSurvey, code: str, ends_on: date, *, today: date, translators: Translators = in_english_only
) -> None:
    """Lock an edition under a fresh secret. Raises BadDates, UnknownEdition, WiderAudience.

    An edition that is already published keeps its link.
    """
    survey, edition = unlocked.survey, unlocked.edition(code)
    _check_end(survey, ends_on, today)
    if edition.audience is Audience.COLLABORATION and survey.audience is Audience.MEETING:
        raise WiderAudience
    if code in {other.code for other in storage.publications_of(unlocked.office, survey.id)}:
        return
    secret = new_secret()
    sealed = unlocked.seal(secret, f"publication/{code}")
    locked = lock_under_secret(_page(unlocked, code, translators), secret)
    publication = Publication(name_of_secret(secret), survey.id, code, ends_on, today, sealed, locked)
    storage.save_publication(unlocked.office, publication)


def change_end(unlocked: UnlockedSurvey, code: str, ends_on: date, *, today: date) -> None:
    """Let a page end sooner or later; raises BadDates, or PublicationEnded where it cannot be read any more."""
    _check_end(unlocked.survey, ends_on, today)
    for publication in storage.publications_of(unlocked.office, unlocked.survey.id):
        if publication.code == code and today < publication.ends_on:
            storage.save_publication(unlocked.office, replace(publication, ends_on=ends_on))
            return
    raise storage.PublicationEnded


def bring_up_to_date(unlocked: UnlockedSurvey, *, today: date, translators: Translators = in_english_only) -> None:
    """Let every published page of the survey say what may be said now."""
    for publication in storage.publications_of(unlocked.office, unlocked.survey.id):
        page = _page(unlocked, publication.code, translators)
        locked = lock_under_secret(page, secret_of(unlocked, publication))
        storage.save_publication(unlocked.office, replace(publication, locked=locked, updated_on=today))


def secret_of(unlocked: UnlockedSurvey, publication: Publication) -> str:
    """The secret in the link; only holders of the survey's key can find it."""
    return str(unlocked.unseal(publication.sealed_secret, f"publication/{publication.code}"))


def published_page(office: Database, secret: str, *, today: date) -> tuple[Publication, dict[str, Any]]:
    """What a reader gets: the sheet as data by language, the survey's first.

    Raises UnknownPublication or PublicationEnded.
    """
    publication = storage.publication_by_name(office, name_of_secret(secret), today=today)
    page = open_under_secret(publication.locked, secret)
    pages = page.get("in_languages") or {page.get("language", "en"): page}  # earlier versions had one language
    for section in (section for one in pages.values() for section in one["sections"]):
        section.setdefault("heading", section.get("prompt"))  # what an earlier version called it
    return publication, pages


def end_due(instance: Instance, today: date, *, after: date = date.min) -> None:
    """Forget the pages whose day has come, and was later than `after`."""
    with storage.open_office(instance.office) as office:
        storage.end_publications_due(office, today, after=after)


def _check_end(survey: Survey, ends_on: date, today: date) -> None:
    if survey.delete_on is None or not today < ends_on <= survey.delete_on:
        raise BadDates


def _page(unlocked: UnlockedSurvey, code: str, translators: Translators) -> dict[str, Any]:
    """The sheet in each language with its labels filled in, so that an older page reads well in a newer program too."""
    pages = {}
    for language in unlocked.survey.languages:
        sheet = unlocked.sheet(code, *translators(page_language_for(language)), language=language)
        pages[language] = _for_readers(sheet_as_data(sheet)) | {"labels": filled_labels(sheet)}
    return {"in_languages": pages}


def _for_readers(data: dict[str, Any]) -> dict[str, Any]:
    """Without what only slides ask: a page must not say which notes their writers would not hear read out."""
    for note in (note for section in data["sections"] for group in section["groups"] for note in group["notes"]):
        del note["aloud"]
    return data
