"""Pages with a writer's words have an address of their own: `surveys/web/carrying.py` says why."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from surveys.participant.visit import visit_to
from surveys.web.carrying import comes_from_our_page, go_to_page, open_page, seal_page
from surveys.web.padding import pad

bp = Blueprint("carrying", __name__)
bp.after_request(pad)


def carry(response: Response) -> Response:
    """Redirect the browser to its page, if it says where its requests come from."""
    slug = (request.view_args or {}).get("slug", "")
    sealed = seal_page(response, bound_to=slug)
    return go_to_page(url_for("carrying.show", slug=slug, sealed=sealed), response) if sealed else response


@bp.get("/s/<slug>/page/<sealed>")
def show(slug: str, sealed: str) -> ResponseReturnValue:
    """The page of this address for the browser that was redirected here; anyone else gets the form."""
    if not comes_from_our_page():
        return redirect(url_for("answering.form", slug=slug), 303)
    page = open_page(sealed, bound_to=slug)
    return page or (render_template("participant/too_old.html", slug=visit_to(slug).survey.slug), 410)
