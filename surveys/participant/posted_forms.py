"""What a participant's form brings: the typed notes, the choices and the code of the sending. None of it is stored."""

import re
import secrets

from flask import abort, request
from werkzeug.exceptions import RequestEntityTooLarge

from surveys.collecting import code_for_page, is_code, new_code, spelled
from surveys.participant.pasted import LONGEST_PASTED, long_codes_in
from surveys.participant.typed_notes import KEEP_ALL, TypedNote, read_number
from surveys.stripping import clean
from surveys.survey import Sharing, Survey

# The field of a note's words: answer-0-text. Not answer-0-shown, which repeats them.
_NAME_OF_A_TEXT = re.compile(r"answer-\d{1,4}-text", re.ASCII)
_OF_THE_PAGES = secrets.token_bytes(32)
"""Makes codes of the numbers of form pages. In memory alone, shared by all workers, who are forked behind this line.

A browser may keep the form page on its disk. A code there would lead whoever has the folder to the note; the page's
number does not without this secret, which ends with the server. After a restart an old page begins a new sending.
"""


def read_typed_notes(survey: Survey) -> list[TypedNote]:
    """One note for each question, empty or not, in order; a form without its fields or with forged values is a 400."""
    return [_read_typed_note(survey, position) for position in range(len(survey.prompts))]


def read_about_you(survey: Survey) -> dict[int, int]:
    """The answer chosen to each question about the writer; "prefer not to say" is none at all."""
    return {
        place: read_number(value, below=len(question.answers))
        for place, question in enumerate(survey.about_you)
        if (value := request.form.get(f"about-{place}", ""))
    }


def read_sharing(name: str = "sharing") -> Sharing | None:
    """The sharing choice of the form, or of the field of one note; None while nothing is chosen."""
    value = request.form.get(name, "")
    return Sharing(read_number(value, below=len(Sharing))) if value else None


def read_code(survey: Survey) -> str:
    """The code of this sending: the one made before, the one that belongs to the form page, or a new one.

    So a form page sends one sending, however often somebody goes back and sends again, until they ask for another.
    """
    code, page = request.form.get("code", ""), request.form.get("page", "")
    if "another" in request.form:
        return new_code()
    if is_code(code):
        return code
    return code_for_page(f"{survey.id}/{page}", _OF_THE_PAGES) if is_code(page) else new_code()


def read_ticket() -> str:
    """The likeliest ticket in the form or the address, in fours; what was typed instead if there is none."""
    typed = request.form.get("ticket", str((request.view_args or {}).get("ticket", "")))[:LONGEST_PASTED]
    return next(iter(long_codes_in(typed)), spelled(typed) if is_code(typed) else typed)


def read_first_code() -> str:
    """The code under which something was sent from this page before, where these words are to be another note."""
    return first if is_code(first := request.form.get("first", "")) else ""


def typed_words() -> list[str]:
    """Everything that was typed as a note, for whatever survey, to give it back; empty if the form cannot be read."""
    try:
        fields = request.form
    except RequestEntityTooLarge:
        return []
    return [text for name, typed in fields.items() if _NAME_OF_A_TEXT.fullmatch(name) and (text := clean(typed))]


def _read_typed_note(survey: Survey, position: int) -> TypedNote:
    """The fields of one question; `flip` has the findings whose default choice the writer turned over.

    `ticked` has those of the page before. On the way back to the form, `before` has the words that they belong to.
    """
    name = f"answer-{position}"
    if f"{name}-text" not in request.form:
        abort(400)

    def sent(field: str) -> str:
        return request.form.get(f"{name}-{field}", "")

    text, before, ticked = clean(sent("text")), sent("before"), tuple(sent("ticked").split())
    has_lost_ticks = bool(before) and clean(before) != text
    carried = ticked if before and not has_lost_ticks else ()
    flips = carried or tuple(request.form.getlist(f"{name}-flip"))
    if KEEP_ALL in flips and KEEP_ALL not in ticked:  # it undoes the ticks of the page before
        flips = tuple(flip for flip in flips if flip not in ticked)
    categories = len(survey.prompts[position].categories)
    return TypedNote(
        prompt=position,
        category=read_number(sent("category"), below=categories) if sent("category") else None,
        text=text,
        flips=flips,
        shown=sent("shown").replace("\r\n", "\n"),  # as browsers send every line end
        sharing=read_sharing(f"{name}-sharing"),
        ticked=ticked,
        has_lost_ticks=has_lost_ticks,
        signature=sent("signature"),
    )
