"""Tickets: drawn for one page, which alone has their codes, and stored nowhere until the survey opens with them."""

from flask import Response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys import lifecycle
from surveys.collecting import new_code
from surveys.documents.handouts import make_handout
from surveys.documents.sheets import SECONDS_FOR_EVERYTHING
from surveys.facilitator.guarding import go_to, office_pages, page, survey_of
from surveys.languages import document_language, page_language, speaking
from surveys.participant import read_number
from surveys.shuffling import shuffled
from surveys.survey import State, Survey
from surveys.web.addresses import public_address, public_host
from surveys.wordings import said_in

bp = office_pages("tickets")


def posted_tickets() -> list[str]:
    """The codes that came back with a form of the page that has them; none from any other page."""
    return request.form.get("codes", "").split()


def tickets_page(survey: Survey, revision: str) -> Response:
    """The page with the codes: those that came if they are as many as the draft needs now, or else new ones."""
    codes, wants_to_open = posted_tickets(), request.form.get("button") == "open"
    problem = "changed" if codes and not lifecycle.are_its_tickets(codes, survey) else "tick" if wants_to_open else ""
    if problem == "changed" or not codes:
        codes = [new_code() for _number in range(survey.tickets)]
    status = {"changed": 409, "tick": 422}.get(problem, 200)
    return page("tickets", status, survey=survey, codes=codes, problem=problem, revision=revision)


@bp.get("/surveys/<survey_id>/tickets/<any('slips-a4.pdf', 'slips-letter.pdf', 'codes.txt'):_file>")
def draw_again(survey_id: str, _file: str = "") -> ResponseReturnValue:
    """Where a download is asked for without its codes, such as by a reload, they can only be drawn again."""
    return go_to("stages.ask_open", survey_of(survey_id).id)


@bp.post("/surveys/<survey_id>/tickets/slips-<any('a4', 'letter'):paper>.pdf")
def slips(survey_id: str, paper: str) -> ResponseReturnValue:
    """The codes that came, on slips to print; those for letters are not among them."""
    survey = _draft_of_tickets(survey_id)
    if survey is None:
        return draw_again(survey_id)
    made = slips_of(survey, {code: f"{public_address()}/t/{code}" for code in shuffled(_shares()[1])}, paper)
    return as_file(made, "application/pdf", f"tickets-{survey.slug}-{paper}.pdf")


@bp.post("/surveys/<survey_id>/tickets/codes.txt")
def codes(survey_id: str) -> ResponseReturnValue:
    """The codes for letters, one on each line and nothing else, in an order of its own."""
    survey = _draft_of_tickets(survey_id)
    if survey is None:
        return draw_again(survey_id)
    text = "".join(f"{code}\n" for code in shuffled(_shares()[0]))
    return as_file(text.encode(), "text/plain", f"tickets-{survey.slug}.txt")


def _draft_of_tickets(survey_id: str) -> Survey | None:
    """The draft whose tickets came with the form; none if they are not its tickets."""
    survey = survey_of(survey_id)
    lifecycle.expect(survey, State.DRAFT, "open")
    return survey if lifecycle.are_its_tickets(posted_tickets(), survey) else None


def _shares() -> tuple[list[str], list[str]]:
    """The codes for letters, and those for slips; where no number of letters was chosen, both are all of them."""
    codes = posted_tickets()
    number = read_number(request.form.get("letters") or "0", below=len(codes))
    return (codes[:number], codes[number:]) if number else (codes, codes)


def slips_of(survey: Survey, links: dict[str, str], paper: str) -> bytes:
    """A slip for each code, with its link to scan, 24 to a sheet of paper. Raises RenderingFailed."""
    with speaking(language := document_language(survey)):
        scan, _place_of_host, then = str(_("Scan, or go to %(host)s and type", host="\n")).partition("\n")
        words = {
            "language": page_language(),
            "title": said_in(survey, language).title,
            "scan": scan.strip(),
            "host": public_host(),
            "type": then.strip(),
            "paper": paper,
            "codes": list(links),
            "links": list(links.values()),
        }
    return make_handout("tickets", words, "pdf", seconds=SECONDS_FOR_EVERYTHING)


def as_file(content: bytes, media_type: str, name: str) -> Response:
    """A download."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=media_type, headers=headers)
