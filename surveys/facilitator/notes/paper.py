"""Paper for people without a phone: slips to print, and the notes on them, which organisers type in after closing."""

from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import quote_plus

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from surveys.collecting import Answer, NotWhatWasShown, TextTooLong, is_code, problem_with_ticket, spelled
from surveys.documents.collating import sharing_words
from surveys.facilitator.entrance.carrying import carry
from surveys.facilitator.guarding import go_to, office_pages, page, record_act, survey_of, the_instance, unlock
from surveys.languages import speak
from surveys.lifecycle import expect
from surveys.organising.rounds import save_counts
from surveys.participant import TypedNote, read_code, read_number, read_typed_notes
from surveys.storage import Deed, WallBusy, WallDamaged, WallFull, WallOpen
from surveys.stripping import clean
from surveys.survey import Sharing, State, Survey

bp = office_pages("paper")
bp.after_request(carry)
LARGEST_SENDING = 80_000
"""Bytes as a form sends them: the check page sends each text twice, and signing in again adds to that."""
MOST_SLIPS = 100
_REFUSALS: dict[type[Exception], str] = {
    **dict.fromkeys((NotWhatWasShown, TextTooLong, WallOpen), "changed"),
    **dict.fromkeys((WallDamaged, WallBusy), "damaged"),
    WallFull: "full",
}


@dataclass(frozen=True)
class Slip:
    """One note from paper: the question that it answers, and what was typed. One without a tick is for organisers."""

    prompt: int
    note: TypedNote
    ticket: str = ""
    """The code in its last line, if there is one."""

    @property
    def box(self) -> str:
        """The name of the box that it is typed into."""
        return box_of(self.prompt, self.note.sharing or Sharing.ORGANISERS)

    @property
    def as_typed(self) -> str:
        """As it is in its box."""
        return f"{self.note.text}\n{self.ticket}".strip()

    @property
    def answer(self) -> Answer:
        """As it is stored."""
        return replace(self.note.answer(Sharing.ORGANISERS), prompt=self.prompt, ticket=self.ticket)


@bp.get("/surveys/<survey_id>/paper/slip")
def slip(survey_id: str) -> ResponseReturnValue:
    """A sheet of slips to print: a slip is one note to one question, so that answers are not joined on paper."""
    survey = speak(survey_of(survey_id))
    prompts = [prompt for prompt in survey.prompts if prompt.text]
    on_a_sheet = 2 if request.args.get("on_a_sheet") == "2" else 4
    sharing = sharing_words(survey.audience, _).values()
    return page("slip", survey=survey, prompts=prompts, sharing=sharing, on_a_sheet=on_a_sheet)


@bp.get("/surveys/<survey_id>/paper")
def boxes(survey_id: str) -> ResponseReturnValue:
    """A box for each question and each tick, to type slips into in any order."""
    survey = survey_of(survey_id)
    expect(survey, State.CLOSED, "type in")
    return _boxes_page(survey, [])


@bp.post("/surveys/<survey_id>/paper")
def change(survey_id: str) -> ResponseReturnValue:
    """The boxes again, with the words that were typed."""
    return _boxes_page(survey := survey_of(survey_id), read_slips(survey))


@bp.post("/surveys/<survey_id>/paper/check")
def check(survey_id: str) -> ResponseReturnValue:
    """Each note as it would be stored."""
    return _check_page(survey := survey_of(survey_id), read_slips(survey))


@bp.post("/surveys/<survey_id>/paper/notes")
def keep(survey_id: str) -> ResponseReturnValue:
    """Store the notes if they are what was shown; else the page says why, with every word that was typed."""
    with unlock(survey_id) as unlocked:  # not `with_notes`: if the wall is damaged, the words must come back
        survey, slips = unlocked.survey, read_slips(unlocked.survey)
        if _problem_with(survey, slips):
            return _check_page(survey, slips, "changed")
        try:
            stored = unlocked.take_from_paper([slip.answer for slip in slips], read_code(survey))
        except tuple(_REFUSALS) as error:
            return _check_page(survey, slips, _REFUSALS[type(error)])
        save_counts(unlocked)
        record_act(unlocked, Deed.TYPED_IN)
    flash(_words_of_thanks(stored))
    return go_to("paper.boxes", survey_id)


def read_slips(survey: Survey) -> list[Slip]:
    """What is typed so far, from the check page or from the boxes."""
    prompts = [read_number(value, below=len(survey.prompts)) for value in request.form.getlist("prompt")]
    if not prompts:
        return _slips_in_boxes(survey)
    typed = read_typed_notes(replace(survey, prompts=tuple(survey.prompts[prompt] for prompt in prompts)))
    tickets = (request.form.getlist("slip-ticket") if survey.tickets else []) + [""] * len(prompts)
    return [
        Slip(prompt, replace(note, sharing=note.sharing or Sharing.ORGANISERS), ticket)
        for prompt, note, ticket in zip(prompts, typed, tickets, strict=False)
        if note.text
    ]


def box_of(prompt: int, sharing: Sharing) -> str:
    """The name of the box for the slips of one question with one tick."""
    return f"box-{prompt}-{sharing.value}"


def _slips_in_boxes(survey: Survey) -> list[Slip]:
    typed = [
        (prompt, sharing, text)
        for prompt in range(len(survey.prompts))
        for sharing in Sharing
        for text in _slips_of(clean(request.form.get(box_of(prompt, sharing), "")), survey)
    ]
    return [
        Slip(prompt, TypedNote(place, None, clean(words), (), "", sharing), ticket)
        for place, (prompt, sharing, text) in enumerate(typed)
        for words, ticket in [_without_ticket(text) if survey.tickets else (text, "")]
    ]


def _slips_of(typed: str, survey: Survey) -> list[str]:
    """An empty line begins the next slip; but a ticket alone belongs to the words before it, or is left out."""
    slips: list[str] = []
    for text in filter(None, typed.split("\n\n")):
        if not survey.tickets or _without_ticket(text)[0]:
            slips.append(text)
        elif slips and not _without_ticket(slips[-1])[1]:
            slips[-1] += f"\n{text}"
    return slips


def _without_ticket(text: str) -> tuple[str, str]:
    """The words of a slip, and the code in its last line; a word of sixteen letters is none."""
    words, _line, last = text.rpartition("\n")
    return (words, spelled(last)) if is_code(last) and not last.isalpha() else (text, "")


def _problem_with(survey: Survey, slips: list[Slip]) -> str:
    """Why the notes cannot be stored; empty if they can."""
    if survey.state is not State.CLOSED:
        return "open"
    if not slips:
        return "empty"
    if len(slips) > MOST_SLIPS or sum(len(quote_plus(slip.note.text)) for slip in slips) > LARGEST_SENDING:
        return "too many"
    return "too long" if any(slip.note.excess for slip in slips) else ""


def _check_page(survey: Survey, slips: list[Slip], message: str = "") -> ResponseReturnValue:
    """Each note as it would be stored, or the boxes again if something is wrong."""
    if problem := _problem_with(survey, slips):
        return _boxes_page(survey, slips, problem)
    return page(
        "paper_check",
        409 if message else 200,
        survey=survey,
        slips=slips,
        voices={(one.prompt, one.ticket): place for place, one in enumerate(slips)},
        sharing_words=sharing_words(survey.audience, _),
        code=(code := read_code(survey)),
        problem_with=partial(problem_with_ticket, code=f"paper {code}", wall=the_instance().wall_of(survey)),
        message=message,
    )


def _boxes_page(survey: Survey, slips: list[Slip], problem: str = "") -> ResponseReturnValue:
    status, words = {"": 200, "open": 409}.get(problem, 422), sharing_words(survey.audience, _)
    typed = {slip.box: [other for other in slips if other.box == slip.box] for slip in slips}
    return page("paper", status, survey=survey, typed=typed, problem=problem, sharing_words=words, box_of=box_of)


def _words_of_thanks(stored: int) -> str:
    if not stored:
        return str(_("These notes were already stored. Nothing is stored twice."))
    return str(ngettext("%(num)d note is stored.", "%(num)d notes are stored.", stored))
