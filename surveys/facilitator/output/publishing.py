"""Publish a version under a secret link, look after its pages, take one down."""

from collections.abc import Callable
from datetime import date
from functools import partial

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys import storage
from surveys.documents.collating import audience_words
from surveys.facilitator.forms import one_line
from surveys.facilitator.guarding import go_to, office_pages, page, record_act, unlock
from surveys.languages import translators
from surveys.organising import publishing
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.storage import Deed
from surveys.web.addresses import public_address, qr_code

bp = office_pages("publishing")


@bp.get("/surveys/<survey_id>/published")
def overview(survey_id: str) -> ResponseReturnValue:
    """The pages that can be read now, and a form for another."""
    with unlock(survey_id, read_only=True) as unlocked:
        return _page(unlocked)


@bp.post("/surveys/<survey_id>/published")
def publish(survey_id: str) -> ResponseReturnValue:
    """Publish one version; a day that is not possible is marked beside its field."""
    told = _("The page is published. Anyone with the link can read it.")
    return _keep_end(survey_id, partial(publishing.publish, translators=translators), "code", Deed.PUBLISHED, told)


@bp.post("/surveys/<survey_id>/published/end")
def change_end(survey_id: str) -> ResponseReturnValue:
    """Change the last day of a page; the link stays."""
    told = _("The end day is changed. The link stays the same.")
    return _keep_end(survey_id, publishing.change_end, "changed", Deed.CHANGED_END, told)


@bp.post("/surveys/<survey_id>/published/refresh")
def refresh(survey_id: str) -> ResponseReturnValue:
    """Bring every page up to date by hand: after a fault that cut off the change that should have done it."""
    with unlock(survey_id, with_notes=True) as unlocked:
        publishing.bring_up_to_date(unlocked, today=date.today(), translators=translators)
    flash(_("The published pages are up to date."))
    return go_to("publishing.overview", survey_id)


@bp.post("/surveys/<survey_id>/published/revoke")
def revoke(survey_id: str) -> ResponseReturnValue:
    """Take a page back for good."""
    code = request.form.get("code", "")
    with unlock(survey_id) as unlocked:
        for publication in storage.publications_of(unlocked.office, survey_id):
            if publication.code == code:
                storage.end_publication(unlocked.office, survey_id, publication.name)
                record_act(unlocked, Deed.TOOK_PAGE_BACK, code)
    flash(_("The page is taken down. Its link now says so."))
    return go_to("publishing.overview", survey_id)


def _keep_end(survey_id: str, keep: Callable[..., None], field: str, act: Deed, told: str) -> ResponseReturnValue:
    """Let a version be published until the day that was typed; `field` is where the page says that it cannot be."""
    code, typed = request.form.get("code", ""), one_line(request.form.get("ends_on"))
    with unlock(survey_id, with_notes=True) as unlocked:
        try:
            keep(unlocked, code, _day(typed), today=date.today())
        except publishing.BadDates:
            problem = _("Choose a day between tomorrow and the day on which the survey is deleted.")
            return _page(unlocked, 422, ends_on=typed, problem=problem, **{field: code})
        record_act(unlocked, act, code)
    flash(told)
    return go_to("publishing.overview", survey_id)


def _page(unlocked: UnlockedSurvey, status: int = 200, **typed: str) -> ResponseReturnValue:
    editions = storage.editions_of(unlocked.office, unlocked.survey.id)
    published = storage.publications_of(unlocked.office, unlocked.survey.id)
    links = {one.code: f"{public_address()}/r/{publishing.secret_of(unlocked, one)}" for one in published}
    return page(
        "published",
        status,
        survey=unlocked.survey,
        published=published,
        links=links,
        codes={code: qr_code(link) for code, link in links.items()},
        editions=[one for one in editions if one.code not in links],
        audiences={one.code: audience_words(one.audience, _) for one in editions},
        typed=typed,
    )


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise publishing.BadDates from None
