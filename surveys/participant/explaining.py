"""What we keep: the very row that a note becomes, and who sees what."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from surveys.participant.sharing import sharing_words
from surveys.participant.visit import visit_to

bp = Blueprint("explaining", __name__)


@bp.get("/s/<slug>/what-we-keep")
def what_we_keep(slug: str) -> ResponseReturnValue:
    """What is stored, who reads it, when it is deleted, and what nobody can promise."""
    visit = visit_to(slug)
    return render_template(
        "participant/what_we_keep.html",
        visit=visit,
        survey=visit.survey,
        sharing_words=sharing_words(visit.survey.audience),
    )
