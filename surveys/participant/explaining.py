"""What we keep: exactly the row that a note becomes, and who sees what."""

import secrets
from collections.abc import Iterable
from functools import lru_cache

from babel.lists import format_list
from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys.documents.collating import sharing_words
from surveys.languages import grouped, name_of_language, page_language
from surveys.participant.visit import Visit, visit_to
from surveys.sealing import new_note, seal_note
from surveys.storage import RECEIPT_SIZE, TICKET_SIZE, slots_for
from surveys.stripping import READ, TRAINED, StrippedText
from surveys.survey import Sharing, Survey
from surveys.web.surroundings import surroundings

bp = Blueprint("explaining", __name__)


@bp.get("/s/<slug>/what-we-keep", strict_slashes=False)
def what_we_keep(slug: str) -> ResponseReturnValue:
    """What is stored, who reads it, when it is deleted, and what nobody can promise."""
    visit = visit_to(slug)
    return _page(visit.survey, visit.holders, _slots_of(visit), visit.is_accepting, surroundings())


@lru_cache(maxsize=256)
def _page(survey: Survey, holders: int, slots: int, is_accepting: bool, _surroundings: tuple[object, ...]) -> str:
    """Render the page once for everybody: it depends only on the arguments (docs/decisions/0021)."""
    row, sharing = _example_row(survey, slots), sharing_words(survey.audience, _)
    languages = {"best": _in_words(TRAINED), "fewer": _in_words(READ)}
    values = {"holders": holders, "is_accepting": is_accepting, "row": row, "sharing_words": sharing}
    return render_template("participant/what_we_keep.html", survey=survey, languages=languages, **values)


def _example_row(survey: Survey, slots: int) -> dict[str, str]:
    """What a note would become in this survey, made with its own key and stored nowhere."""
    note = new_note(0, None, Sharing.SHEET, StrippedText(_("The coffee is good.")))
    return {
        "text": note.text,
        "slots": grouped(slots),
        "slot": str(secrets.randbelow(slots) + 1),
        "sealed": _first_bytes(seal_note(note, survey.public_key, survey_id=survey.id)),
        "receipt": _first_bytes(secrets.token_bytes(RECEIPT_SIZE)),
        "ticket": _first_bytes(secrets.token_bytes(TICKET_SIZE)),
    }


def _in_words(languages: Iterable[str]) -> str:
    """The names of languages in one phrase, by the alphabet."""
    page = page_language()
    return format_list(sorted(map(name_of_language, languages)), locale="en_GB" if page == "en" else page)


def _slots_of(visit: Visit) -> int:
    """How many slots the wall has, or will have once it is built."""
    if visit.wall is None or visit.survey.opened_on is None:
        return slots_for(visit.survey.places, len(visit.survey.about_you))
    return visit.wall.count_slots()


def _first_bytes(content: bytes) -> str:
    first = f"\u2066{content[:6].hex(' ')}\u2069"  # they follow each other from left to right in every language
    return str(_("%(first)s … (%(size)s bytes)", first=first, size=grouped(len(content))))
