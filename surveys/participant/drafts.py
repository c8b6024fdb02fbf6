"""What a participant has typed so far, read from a form; nothing of it is stored."""

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from flask import abort, request
from flask_wtf import FlaskForm
from werkzeug.exceptions import RequestEntityTooLarge
from wtforms import SelectMultipleField, StringField, TextAreaField

from surveys.collecting import Answer, TextTooLong, check_length, code_begun_with, is_code, new_code
from surveys.participant.scripts import hides_names
from surveys.sealing import TEXT_LIMIT
from surveys.stripping import Certainty, Choice, CleanText, Finding, Stripped, choose, clean, strip
from surveys.survey import Sharing, Survey

ALL_HINTS = "all"
"""The tick that replaces everything that is only pointed out, in place of one for each."""
LONGEST_TO_STRIP = TEXT_LIMIT + 1_000
"""Characters: a note and what stripping may take out of it, such as a long link. A longer text is not searched."""

# The field of a note's words: answer-0-text. Not answer-0-shown, which repeats them.
_NAME_OF_A_TEXT = re.compile(r"answer-\d{1,4}-text", re.ASCII)

_OF_THE_PAGES = secrets.token_bytes(32)
"""Makes codes of the numbers of form pages. In memory alone, shared by all workers, who are forked behind this line.

A browser may keep the form page on its disk. A code there would lead whoever has the folder to the note; the page's
number does not without this secret, which ends with the server. After a restart an old page begins a new sending.
"""


class AnswerForm(FlaskForm):  # type: ignore[misc]
    """The fields of one question; `flip` holds the findings whose default choice the writer turned over.

    `ticked` has those of the page before, and on the way back to her words `before` the words that they belong to.
    """

    class Meta:
        csrf = False  # its cookie would be random per browser and stamped with the time

    text = TextAreaField()
    category = StringField()
    shown = StringField()
    sharing = StringField()
    flip = SelectMultipleField(validate_choice=False)
    ticked = StringField()
    before = StringField()


@dataclass(frozen=True)
class Piece:
    """A stretch of the note as it will stand: plain, a `tag` for what was taken out, or a `mark` for what may be."""

    text: str
    look: str = ""


@dataclass(frozen=True)
class Switch:
    """What the writer can turn over about one finding, and whether she has."""

    position: int
    original: str
    replacement: str
    is_hint: bool
    is_flipped: bool


@dataclass(frozen=True)
class Draft:
    """One answer that is not sent yet, cleaned and stripped."""

    prompt: int
    category: int | None
    text: CleanText
    flips: tuple[str, ...]
    shown: str
    sharing: Sharing | None
    ticked: tuple[str, ...] = ()
    has_lost_ticks: bool = False

    @cached_property
    def stripped(self) -> Stripped:
        """The text with the writer's choices; a forged choice is a 400."""
        return self._strip(self.flips)

    @property
    def differs_by_ticks_alone(self) -> bool:
        """Whether it is what was shown, but for what she ticked since; so is one that was shown as it is."""
        return self.shown in (self.stripped.text, self._strip(self.ticked).text)

    @cached_property
    def _by_default(self) -> Stripped:
        return strip(self.text)

    def _strip(self, flips: tuple[str, ...]) -> Stripped:
        by_default = self._by_default
        findings = by_default.findings
        flipped = {read_number(flip, below=len(findings)) for flip in flips if flip != ALL_HINTS}
        if ALL_HINTS in flips:
            flipped |= {place for place, finding in enumerate(findings) if finding.certainty is Certainty.HINT}
        if not flipped:
            return by_default
        others = {Choice.KEEP: Choice.REPLACE, Choice.REPLACE: Choice.KEEP}
        return choose(self.text, findings, {place: others[by_default.choices[place]] for place in flipped})

    @property
    def may_hide_names(self) -> bool:
        """Whether it is in a script in which names are hardly found."""
        return hides_names(self.text)

    @property
    def choices(self) -> dict[int, Choice]:
        """The writer's choice for each finding; none where she left all as they were."""
        return dict(enumerate(self.stripped.choices)) if self.flips else {}

    @property
    def excess(self) -> int:
        """About how many characters too long it is; 0 when it fits. A book is not stripped first."""
        try:
            check_length(self.text if len(self.text) > LONGEST_TO_STRIP else self.stripped.text)
        except TextTooLong as error:
            return error.characters
        return 0

    @property
    def pieces(self) -> list[Piece]:
        """The stripped text, cut at what was found; joined again it is that text, byte for byte."""
        pieces, end = [], 0
        for finding, choice in self._chosen():
            original = Piece(self.text[finding.start : finding.end], "mark")
            pieces += [
                Piece(self.text[end : finding.start]),
                Piece(finding.replacement, "tag") if choice is Choice.REPLACE else original,
            ]
            end = finding.end
        pieces.append(Piece(self.text[end:]))
        if "".join(piece.text for piece in pieces) != self.stripped.text:
            return [Piece(self.stripped.text)]
        return pieces

    @cached_property
    def switches(self) -> list[Switch]:
        """The doubtful parts: what was taken out but can be put back, and what could be taken out."""
        return [
            Switch(
                position,
                self.text[finding.start : finding.end],
                finding.replacement,
                is_hint := finding.certainty is Certainty.HINT,
                (choice is Choice.REPLACE) == is_hint,
            )
            for position, (finding, choice) in enumerate(self._chosen())
            if finding.certainty is not Certainty.CERTAIN
        ]

    def answer(self, sharing: Sharing) -> Answer:
        """The draft as it is sent; a choice for this note alone goes before the common one."""
        own = self.sharing if self.sharing is not None else sharing
        return Answer(self.prompt, self.category, own, self.text, self.choices, self.shown)

    def _chosen(self) -> Iterator[tuple[Finding, Choice]]:
        return zip(self.stripped.findings, self.stripped.choices, strict=True)


def read_drafts(survey: Survey) -> list[Draft]:
    """One draft for each question, in order; a form without its fields or with forged values is a 400."""
    return [_read_draft(survey, position) for position in range(len(survey.prompts))]


def read_about_you(survey: Survey) -> dict[int, int]:
    """The answer chosen to each question about the writer; "prefer not to say" is none at all."""
    return {
        place: read_number(value, below=len(question.answers))
        for place, question in enumerate(survey.about_you)
        if (value := request.form.get(f"about-{place}", ""))
    }


def read_sharing(name: str = "sharing") -> Sharing | None:
    """The sharing choice of the form; None while nothing is chosen."""
    return _sharing(request.form.get(name, ""))


def read_code(survey: Survey) -> str:
    """The code of this sending: the one made before, the one that belongs to the form page, or a new one.

    So a form page sends one sending, however often somebody goes back and sends again, until they ask for another.
    """
    code, page = request.form.get("code", ""), request.form.get("page", "")
    if "another" in request.form:
        return new_code()
    if is_code(code):
        return code
    return code_begun_with(f"{survey.id}/{page}", _OF_THE_PAGES) if is_code(page) else new_code()


def read_first_code() -> str:
    """The code under which something was sent from this page before, where these words are to be another note."""
    first = request.form.get("first", "")
    return first if is_code(first) else ""


def typed_words() -> list[str]:
    """Everything that was typed as a note, whatever survey it was for, to give it back; none where none can be read."""
    try:
        fields = request.form
    except RequestEntityTooLarge:
        return []
    texts = [clean(text) for name, text in fields.items() if _NAME_OF_A_TEXT.fullmatch(name)]
    return [text for text in texts if text]


def _read_draft(survey: Survey, position: int) -> Draft:
    form = AnswerForm(request.form, prefix=f"answer-{position}")  # without files: no field is one
    if form.text.data is None:
        abort(400)
    categories = len(survey.prompts[position].categories)
    text, ticked = clean(form.text.data), tuple((form.ticked.data or "").split())
    has_lost_ticks = bool(form.before.data) and clean(form.before.data) != text
    carried = ticked if form.before.data and not has_lost_ticks else ()
    return Draft(
        prompt=position,
        category=read_number(form.category.data, below=categories) if form.category.data else None,
        text=text,
        flips=carried or tuple(form.flip.data or ()),
        shown=(form.shown.data or "").replace("\r\n", "\n"),  # as browsers send every line end
        sharing=_sharing(form.sharing.data or ""),
        ticked=ticked,
        has_lost_ticks=has_lost_ticks,
    )


def _sharing(value: str) -> Sharing | None:
    return Sharing(read_number(value, below=len(Sharing))) if value else None


def read_number(value: str, *, below: int) -> int:
    """A position that a form sends; any other value is forged: a 400."""
    if not (value.isascii() and value.isdecimal() and len(value) < 5 and int(value) < below):
        abort(400)
    return int(value)
