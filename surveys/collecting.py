"""Collecting answers: strip → seal → store. READ THIS FIRST."""

import hmac
import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from surveys.sealing import TEXT_LIMIT, Flag, Note, Sealed, new_answer_about_you, new_note, seal_note, withdrawn_note
from surveys.shuffling import shuffled
from surveys.storage import Wall
from surveys.stripping import Choice, CleanText, StrippedText, strip
from surveys.survey import Sharing, Survey

CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32 that nobody mixes up
CODE_LENGTH = 16
_OF_CHECK_PAGES = secrets.token_bytes(32)
"""Signs what check pages show. In memory alone, shared by all workers, who are forked behind this line: after a restart
every note is stripped again, by the program that runs then."""


class NotWhatWasShown(Exception):
    """The text to store is not, byte for byte, the text that the writer saw."""


class TextTooLong(Exception):
    """A text does not fit into a note."""


class NoGoodTicket(Exception):
    """The survey takes notes with a ticket only, and this one is not among its tickets, or was spent before."""


@dataclass(frozen=True)
class Answer:
    """One answer as the writer sends it: the words, the choices about findings, and what the page showed.

    `choices` are worked out only if the text is searched once more. `ticks` are the same as the page has them.
    `ticket` is the code on a slip of paper that somebody has filled in.
    """

    prompt: int
    category: int | None
    sharing: Sharing
    text: CleanText
    choices: Callable[[], Mapping[int, Choice]]
    shown: str
    ticks: Sequence[str] = ()
    signature: str = ""
    ticket: str = ""


def collect(
    answers: Sequence[Answer],
    *,
    survey: Survey,
    wall: Wall,
    code: str,
    ticket: str = "",
    about_you: Mapping[int, int] | None = None,
    admit: Callable[[int], None] = lambda _new: None,
) -> int:
    """Strip, seal and store each answer as a note of its own; durable when it returns how many notes are new.

    `about_you` has the chosen answer to each question about the writer. They are stored among the notes, not joined.
    Nothing is stored unless every stripped text equals what its writer was shown; what we signed for the check page
    was stripped then, and is not stripped again. Sent again with the same code, nothing is stored twice.
    Raises NotWhatWasShown, TextTooLong or WallFull.

    Before anything is stored, `admit` gets the number of notes that are new, and may refuse them by raising. Then the
    ticket is spent if the survey has tickets, in a transaction of its own: raises NoGoodTicket.
    """
    notes, about = seal_answers(answers, survey, code), _seal_about_you(about_you or {}, survey, code)
    here = wall.receipts_here(receipt for receipt, _sealed in [*notes, *about]) or ()
    waiting = [(receipt, sealed) for receipt, sealed in [*notes, *about] if receipt not in here]
    if waiting:
        admit(len(waiting))
        if survey.tickets and not wall.spend(*states_of(ticket, code)):
            raise NoGoodTicket
    # shuffled: what a crash leaves behind must not show which question came first
    stored = {receipt for receipt, sealed in shuffled(waiting) if wall.put(sealed, receipt)}
    return sum(receipt in stored for receipt, _sealed in notes)


def collect_from_paper(answers: Sequence[Answer], *, survey: Survey, wall: Wall, code: str) -> int:
    """The same for notes that a facilitator types in after closing: any number for each question.

    A note counts like one from a phone if its ticket was not spent before; each ticket has one voice for each question.
    Raises NotWhatWasShown, TextTooLong, WallFull or WallOpen.
    """
    for answer in answers:
        _expect_shown(answer, survey)  # each of them, before a ticket is spent
    spend = partial(wall.spend, from_paper=True)
    good = {one.ticket for one in answers if survey.tickets and spend(*states_of(one.ticket, f"paper {code}"))}
    voices = {(one.prompt, _letters(one.ticket)): place for place, one in enumerate(answers) if one.ticket in good}
    names = {place: f"paper/{prompt}/{ticket}" for (prompt, ticket), place in voices.items()}
    flags = [Flag.PAPER | Flag.TICKET if place in names else Flag.PAPER for place in range(len(answers))]
    sealed = [_seal_answer(answer, survey, flag) for answer, flag in zip(answers, flags, strict=True)]
    # by its ticket, not by its place: sent again behind another slip, it has no second voice
    ready = shuffled((_receipt(code, names.get(place, f"paper/{place}")), note) for place, note in enumerate(sealed))
    return sum(wall.put(note, receipt, from_paper=True) for receipt, note in ready)


def seal_answers(answers: Sequence[Answer], survey: Survey, code: str) -> list[tuple[bytes, Sealed]]:
    """The receipt and sealed note of each answer; stores nothing. Raises NotWhatWasShown or TextTooLong."""
    return [(_receipt(code, answer.prompt), _seal_answer(answer, survey)) for answer in answers]


def take_back(code: str, *, survey: Survey, wall: Wall) -> int:
    """Overwrite everything of one sending; returns how many notes and answers that was."""
    about = (_about(question) for question in range(len(survey.about_you)))
    places = shuffled([*range(len(survey.prompts)), *about])
    return sum(wall.take_back(_receipt(code, place), _sealed(withdrawn_note(), survey)) for place in places)


def prompts_sent(code: str, *, survey: Survey, wall: Wall) -> frozenset[int] | None:
    """The questions answered under this code, taken back or not; None if nobody can find out any more."""
    receipts = {_receipt(code, prompt): prompt for prompt in range(len(survey.prompts))}
    here = wall.receipts_here(receipts)
    return None if here is None else frozenset(receipts[receipt] for receipt in here)


def unspent_ticket(code: str) -> bytes:
    """What a wall has of a ticket until it is spent."""
    return _hash_of(code) + _hash_of(code, "unspent")


def states_of(ticket: str, code: str) -> tuple[bytes, bytes]:
    """What a wall has of a ticket before and after it is spent with this code; the second says nothing without both."""
    return unspent_ticket(ticket), _hash_of(ticket) + _hash_of(ticket, _letters(code))


def _hash_of(ticket: str, *use: str) -> bytes:
    return sha256("/".join((_letters(ticket), *use)).encode()).digest()


def _about(question: int) -> str:
    """The name of an answer about the writer within its sending."""
    return f"about/{question}"


def _letters(code: str) -> str:
    return "".join(c for c in code.upper() if c.isalnum())


def problem_with_ticket(ticket: str, code: str, *, wall: Wall) -> str:
    """Why nothing can be sent with this ticket under this code: "spent ticket" or "unknown ticket"; "" if it can."""
    stored = wall.ticket(_hash_of(ticket))
    if stored in states_of(ticket, code):
        return ""
    return "spent ticket" if stored else "unknown ticket"


def new_code() -> str:
    """A code for one sending: 80 random bits, in fours."""
    return spelled("".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH)))


def code_for_page(page: str, secret: bytes) -> str:
    """The code for all that is sent from one form page: always the same, and impossible to make without the secret."""
    random = hmac.digest(secret, page.encode(), "sha256")[:CODE_LENGTH]
    return spelled("".join(CODE_LETTERS[byte % len(CODE_LETTERS)] for byte in random))


def spelled(code: str) -> str:
    """A code as pages and slips have it: capitals, in fours."""
    letters = _letters(code)
    return "-".join(letters[i : i + 4] for i in range(0, CODE_LENGTH, 4))


def is_code(text: str) -> bool:
    """Whether this could be a code; case, spaces and dashes do not matter."""
    letters = _letters(text)
    return len(letters) == CODE_LENGTH and set(letters) <= set(CODE_LETTERS)


def sign(survey: Survey, prompt: int, text: CleanText, ticks: Sequence[str], shown: str) -> str:
    """For a check page: this text, with these boxes ticked, was stripped to what it shows (docs/decisions/0029)."""
    page = json.dumps([survey.id, prompt, text, sorted(ticks), shown], ensure_ascii=False)
    return hmac.digest(_OF_CHECK_PAGES, page.encode(errors="surrogatepass"), "sha256")[:16].hex()


def excess_of(text: str) -> int:
    """About how many characters too long the text is for a note; 0 if it fits."""
    over = len(text.encode()) - TEXT_LIMIT
    return max(1, len(text) * over // (over + TEXT_LIMIT)) if over > 0 else 0


def _seal_answer(answer: Answer, survey: Survey, flags: Flag = Flag.NONE) -> Sealed:
    _expect_shown(answer, survey)
    text = StrippedText(answer.shown)
    return _sealed(new_note(answer.prompt, answer.category, answer.sharing, text, flags), survey)


def _expect_shown(answer: Answer, survey: Survey) -> None:
    ours = sign(survey, answer.prompt, answer.text, answer.ticks, answer.shown).encode()
    is_ours = hmac.compare_digest(ours, answer.signature.encode(errors="replace"))
    if not is_ours and strip(answer.text, answer.choices()).text != answer.shown:
        raise NotWhatWasShown
    if excess_of(answer.shown):
        raise TextTooLong


def _seal_about_you(chosen: Mapping[int, int], survey: Survey, code: str) -> list[tuple[bytes, Sealed]]:
    return [
        (_receipt(code, _about(question)), _sealed(new_answer_about_you(question, answer), survey))
        for question, answer in chosen.items()
    ]


def _sealed(note: Note, survey: Survey) -> Sealed:
    return seal_note(note, survey.public_key, survey_id=survey.id)


def _receipt(code: str, answer: int | str) -> bytes:
    """The receipt of one answer of a sending. `answer` is the position of its question, or another unique name."""
    return sha256(f"{_letters(code)}/{answer}".encode()).digest()
