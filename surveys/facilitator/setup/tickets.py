"""Tickets: drawn for one page, which alone has their codes, and stored nowhere until the survey opens with them."""

import hmac

from flask import Response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from surveys import lifecycle
from surveys.collecting import new_code, problem_with_ticket
from surveys.documents.handouts import make_handout
from surveys.documents.sheets import SECONDS_FOR_EVERYTHING
from surveys.facilitator.guarding import as_file, go_to, office_pages, page, survey_of, the_instance
from surveys.facilitator.setup.invitation import naming
from surveys.languages import document_language, page_language, speaking
from surveys.participant import read_number
from surveys.shuffling import shuffled
from surveys.survey import State, Survey
from surveys.web.addresses import public_address, public_host
from surveys.wordings import said_in

bp = office_pages("tickets")
DEAD_SLIPS = lazy_gettext(
    "This survey was opened with other tickets meanwhile. Those that you have do not work: please destroy them."
)


def posted_tickets(survey: Survey) -> list[str]:
    """The codes that came back with a form, if they were drawn for this survey: those of another lead elsewhere."""
    codes, seal = request.form.get("codes", "").split(), request.form.get("drawn", "")
    return codes if hmac.compare_digest(seal.encode(errors="replace"), _seal_of(codes, survey).encode()) else []


def has_other_tickets(survey: Survey) -> bool:
    """Whether the codes that came are for slips that do not work: the survey was opened with others meanwhile."""
    wall, codes = the_instance().wall_of(survey), posted_tickets(survey)
    return survey.state is State.OPEN and any(problem_with_ticket(code, "", wall=wall) for code in codes[:1])


def _seal_of(codes: list[str], survey: Survey) -> str:
    said = f"{survey.id} {' '.join(codes)}"
    return hmac.digest(the_instance().secret.read_bytes(), said.encode(errors="replace"), "sha256").hex()


def tickets_page(survey: Survey, revision: str) -> Response:
    """The page with the codes: those that came if they are as many as the draft needs now, or else new ones."""
    codes, wants_to_open = posted_tickets(survey), request.form.get("button") == "open"
    are_right = lifecycle.are_its_tickets(codes, survey)
    problem = "changed" if "codes" in request.form and not are_right else "tick" if wants_to_open else ""
    if not are_right:
        codes = [new_code() for _number in range(survey.tickets)]
    status = {"changed": 409, "tick": 422}.get(problem, 200)
    return page(
        "tickets", status, survey=survey, codes=codes, drawn=_seal_of(codes, survey), problem=problem, revision=revision
    )


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
    language = document_language(survey)  # a slip leads to the form in its own language
    links = {code: naming(language, f"{public_address()}/t/{code}", survey) for code in shuffled(_shares(survey)[1])}
    made = slips_of(survey, links, paper)
    return as_file(made, "application/pdf", f"tickets-{survey.slug}-{paper}.pdf")


@bp.post("/surveys/<survey_id>/tickets/codes.txt")
def codes(survey_id: str) -> ResponseReturnValue:
    """The codes for letters, one on each line and nothing else, in an order of its own."""
    survey = _draft_of_tickets(survey_id)
    if survey is None:
        return draw_again(survey_id)
    text = "".join(f"{code}\n" for code in shuffled(_shares(survey)[0]))
    return as_file(text.encode(), "text/plain", f"tickets-{survey.slug}.txt")


def _draft_of_tickets(survey_id: str) -> Survey | None:
    """The draft whose tickets came with the form; none if they are not its tickets."""
    survey = survey_of(survey_id)
    lifecycle.expect(survey, State.DRAFT, "open")
    return survey if lifecycle.are_its_tickets(posted_tickets(survey), survey) else None


def _shares(survey: Survey) -> tuple[list[str], list[str]]:
    """The codes for letters, and those for slips; where no number of letters was chosen, both are all of them."""
    codes = posted_tickets(survey)
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
