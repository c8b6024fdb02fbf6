"""A survey that a facilitator has unlocked, with its released notes and its curation.

Everything that is sealed in the office is opened and sealed again here, so that pages never see keys.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlite_utils import Database

from surveys import sealing, storage
from surveys.collecting import Answer, collect_from_paper
from surveys.curation import Curation, from_document, to_document
from surveys.documents.collating import collate
from surveys.documents.editions import Edition, edition_from_document, order_as_document
from surveys.documents.sheets import Sheet, in_english
from surveys.lifecycle import NotPossibleNow, keys_given_after_closing
from surveys.numbers.about_you import count_answers
from surveys.numbers.suppression import ShownNumbers
from surveys.organising.logos import logo_of
from surveys.organising.tally import STEP, Tally, after_release, save_tally, tally_of
from surveys.organising.wall_memory import WallMemory
from surveys.releasing import (
    NotEnoughNewNotes,
    Opened,
    answers_needed,
    most_answered,
    release,
    released_notes,
    unread_notes,
    with_paper_released,
)
from surveys.sealing import Note, NoteId, Sealed
from surveys.storage import Instance
from surveys.stripping import StrippedText
from surveys.survey import State, Survey
from surveys.wordings import page_language_for, said_in


class UnknownNote(Exception):
    """The survey has no released note of this id."""


@dataclass(frozen=True)
class Progress:
    """How much has been read. Of notes that may not be opened it says only whether they may be."""

    shown: int
    to_read: int
    can_release: bool
    can_reopen: bool


@dataclass(frozen=True)
class Waiting:
    """What a release needs, and whether it would open notes now; `tally` while people write."""

    needed: int
    can_release: bool = False
    can_reopen: bool = False
    tally: Tally | None = None

    @property
    def is_too_early(self) -> bool:
        """Whether the count that organisers see rules a release out. It gives away no more than that count."""
        return self.tally is not None and self.tally.shown + STEP <= self.needed


@dataclass
class UnlockedSurvey:
    """What one facilitator works with while one page is made, for which its wall is read once."""

    survey: Survey
    key: bytes
    instance: Instance
    office: Database
    republish: Callable[["UnlockedSurvey"], None] = lambda unlocked: None
    """Brings published pages up to date, in the same transaction, when what they say has changed."""
    memory: Callable[[], WallMemory] = field(default=WallMemory, repr=False)
    """What the same session has unlocked of the wall before, in the office. Who asks prolongs its minute."""
    _opened: Opened | None = field(default=None, init=False, repr=False)

    def unlock_notes(self) -> None:
        """Unlock what is on the wall, so that a transaction that begins now finds it in memory."""
        if self.survey.state is not State.DRAFT:
            self._open()

    def release_new_notes(self) -> None:
        """Open unread notes by the release rule, and count the answers about the writers; raises NotEnoughNewNotes."""
        if self.survey.state is State.CLOSED:
            self._release_at_closing()
        elif self.survey.state is State.OPEN:
            self._release_while_open()
        else:
            raise NotPossibleNow("release")

    def waiting(self) -> Waiting:
        """What is known of the notes that nobody has read.

        Pages ask for it before they read notes, so that the tally counts a wall read after the turn of the clock.
        """
        needed = answers_needed(self.survey)
        if self.survey.state is State.OPEN:
            tally = self._tally()
            return Waiting(needed, tally.number >= needed, tally=tally)
        if self.survey.state is State.CLOSED:
            progress = self.progress()
            return Waiting(needed, progress.can_release, progress.can_reopen)
        return Waiting(needed)

    def _tally(self) -> Tally:
        return tally_of(self.survey, instance=self.instance, key=self.key, count=self._waiting_in)

    def _waiting_in(self, slots: Collection[int]) -> int:
        opened, released = self._open(), self.released_ids()
        among = {note_id for note_id, slot in opened.slots.items() if slot in slots}
        return most_answered(unread_notes(opened, released, among))

    def take_from_paper(self, answers: Sequence[Answer], code: str) -> int:
        """Store notes that were typed in, show them and keep that they were read, also when not all find room.

        Returns how many were stored now. Raises what `collect_from_paper` raises.
        """
        wall = self.instance.wall_of(self.survey)
        try:
            stored = collect_from_paper(answers, survey=self.survey, wall=wall, code=code)
        except storage.WallFull:
            self._release_paper()
            raise
        self._release_paper()
        return stored

    def released_ids(self) -> frozenset[NoteId]:
        """Which notes were opened, without opening the wall."""
        return self._released()[1]

    def revision(self) -> int:
        """Grows with whatever changes on the pages of the notes."""
        return storage.revision_of(self.office, self.survey.id)

    def unreadable(self) -> int:
        """How many places of a salvaged wall could not be read; each was blank or had a note."""
        return self._open().unreadable

    def progress(self) -> Progress:
        """What can be done with the notes of a closed survey now."""
        opened, (_, released), curation = self._open(), self._released(), self.curation()
        shown = released_notes(opened, released)
        try:
            release(opened, released, self.survey)
            can_release = True
        except NotEnoughNewNotes:
            can_release = False
        to_read = sum(note.id not in curation.read for note in shown)
        return Progress(len(shown), to_read, can_release, can_reopen=not opened.is_ended)

    def notes(self) -> list[Note]:
        """The released notes, in random order."""
        _, released = self._released()
        return released_notes(self._open(), released) if released else []

    def about_you(self) -> list[ShownNumbers]:
        """What is shown about the writers, question by question; empty before the first counting."""
        return self._shown_about_you()[1]

    def note(self, note_id: NoteId) -> Note:
        """One released note; raises UnknownNote."""
        for note in self.notes():
            if note.id == note_id:
                return note
        raise UnknownNote

    def overwrite(self, note: Note, text: StrippedText) -> None:
        """Put the masked text in the note's place on the wall, for good; raises UnknownNote if it was taken back."""
        masked, wall = note.masked(text), self.instance.wall_of(self.survey)
        opened = self.memory().read(wall, self.survey, self.key)
        sealed = sealing.seal_note(masked, self.survey.public_key, survey_id=self.survey.id)
        slot, before = opened.slots.get(note.id), opened.sealed.get(note.id)
        if slot is None or before is None or not wall.overwrite(slot, sealed, instead_of=before):
            raise UnknownNote
        self._opened = opened.with_masked(masked, sealed)
        self.republish(self)

    def curation(self) -> Curation:
        """What organisers have decided about the notes so far."""
        revision, sealed = storage.sealed_document(self.office, self.survey.id, "curation")
        return replace(from_document(self.unseal(sealed, "curation")) if sealed else Curation(), revision=revision)

    def save_curation(self, curation: Curation) -> None:
        """Save a changed curation; raises ChangedMeanwhile if somebody else was faster."""
        sealed = self.seal(to_document(curation), "curation")
        storage.save_sealed_document(self.office, self.survey.id, "curation", sealed, revision=curation.revision)

    def change_curation(self, change: Callable[[Curation], Curation]) -> None:
        """Read the curation, change it and save it, in this one transaction."""
        before = self.curation()
        after = change(before)
        self.save_curation(after)
        if _published_part(before) != _published_part(after):
            self.republish(self)

    def save_edition(self, edition: Edition) -> None:
        """Seal the order of a new edition into the office."""
        storage.save_edition(self.office, self._sealed_edition(edition))

    def save_longer_edition(self, edition: Edition) -> None:
        """Seal the order of an edition that has got notes at its end; published pages of it follow."""
        storage.save_longer_edition(self.office, self._sealed_edition(edition))
        self.republish(self)

    def _sealed_edition(self, edition: Edition) -> storage.SealedEdition:
        sealed = self.seal(order_as_document(edition), f"edition/{edition.code}")
        return storage.SealedEdition(edition.code, edition.survey_id, edition.audience, edition.made_on, sealed)

    def edition(self, code: str) -> Edition:
        """An edition with its order; raises UnknownEdition."""
        stored = storage.edition_by_code(self.office, self.survey.id, code)
        document = self.unseal(stored.sealed, f"edition/{code}")
        return edition_from_document(
            document, code=code, survey_id=stored.survey_id, audience=stored.audience, made_on=stored.made_on
        )

    def sheet(
        self,
        code: str,
        gettext: Callable[[str], str],
        ngettext: Callable[..., str] = in_english,
        *,
        language: str = "",
        ours: str = "",
    ) -> Sheet:
        """The sheet of an edition as it may be read now, in one of the survey's languages; raises UnknownEdition.

        `ours` is the language of `gettext`, if it is not the survey's.
        """
        language = language or self.survey.language
        parts = (
            said_in(self.survey, language),
            self.edition(code),
            self.notes(),
            self.curation(),
            gettext,
            self.about_you(),
        )
        sheet = collate(*parts, ngettext, ours or page_language_for(language))
        late_keys = len(keys_given_after_closing(self.office, self.survey.id))
        return replace(self.with_logo(sheet), late_keys=late_keys)

    def with_logo(self, sheet: Sheet) -> Sheet:
        """The sheet with the logo of those who ask, if they have one."""
        logo = logo_of(self.office, self.survey.id)
        return replace(sheet, logo=logo.as_address if logo else "")

    def seal(self, document: object, purpose: str) -> Sealed:
        """Lock a JSON document of this survey."""
        return sealing.seal_json(document, self.survey.public_key, purpose=purpose, survey_id=self.survey.id)

    def unseal(self, sealed: bytes, purpose: str) -> Any:
        """The JSON document; raises BrokenSeal."""
        return sealing.open_json(sealed, self.key, purpose=purpose, survey_id=self.survey.id)

    def _open(self) -> Opened:
        if self.survey.state is State.DRAFT:
            raise NotPossibleNow("read")  # its wall is not missing: it was not built yet
        if self._opened is None:
            self._opened = self.memory().open(self.instance.wall_of(self.survey), self.survey, self.key)
        return self._opened

    def _release_at_closing(self) -> None:
        (revision, released), opened = self._released(), self._open()
        ids = release(opened, released, self.survey)
        self.instance.wall_of(self.survey).end()  # first: a crash in between ends codes, but opens nothing twice
        self._opened = replace(opened, is_ended=True)
        self._save_released(ids, revision)
        self._count_about_you(opened)

    def _release_while_open(self) -> None:
        (revision, released), tally, opened = self._released(), self._tally(), self._open()
        if tally.number < answers_needed(self.survey):  # the wall may hold more, but that would show when a note came
            raise NotEnoughNewNotes
        self._save_released(release(opened, released, self.survey, among=tally.counted(opened)), revision)
        save_tally(after_release(tally, self.survey), self.survey, self.instance)

    def _release_paper(self) -> None:
        self._opened = None  # the wall has more notes by now
        revision, released = self._released()
        ids = with_paper_released(self._open(), released)
        self._save_released(ids, revision)
        self.change_curation(lambda curation: curation.with_read(set(ids).difference(released)))

    def _save_released(self, ids: list[NoteId], revision: int) -> None:
        sealed = sealing.seal_ids(ids, self.survey.public_key, purpose="released", survey_id=self.survey.id)
        storage.save_sealed_document(self.office, self.survey.id, "released", sealed, revision=revision)

    def _count_about_you(self, opened: Opened) -> None:
        """Store what is shown about the writers from now on, and which answers are in it."""
        revision, before, counted = self._shown_about_you()
        shown, ids = count_answers(opened.about_you, counted, before, self.survey)
        if shown != before:
            document = {"told": shown, "counted": sealing.ids_to_hex(ids)}  # the stored name of what is shown
            sealed = self.seal(document, "about-you")
            storage.save_sealed_document(self.office, self.survey.id, "about-you", sealed, revision=revision)
            self.republish(self)

    def _shown_about_you(self) -> tuple[int, list[ShownNumbers], frozenset[NoteId]]:
        revision, sealed = storage.sealed_document(self.office, self.survey.id, "about-you")
        if sealed is None:
            return revision, [], frozenset()
        document = self.unseal(sealed, "about-you")
        return revision, list(map(tuple, document["told"])), frozenset(sealing.ids_from_hex(document["counted"]))

    def _released(self) -> tuple[int, frozenset[NoteId]]:
        revision, sealed = storage.sealed_document(self.office, self.survey.id, "released")
        if sealed is None:
            return revision, frozenset()
        return revision, frozenset(sealing.open_ids(sealed, self.key, purpose="released", survey_id=self.survey.id))


def _published_part(curation: Curation) -> object:
    """The parts of a curation that a published page uses: not who has read what, nor what was picked."""
    themes = [(theme.id, theme.name, frozenset(theme.notes)) for theme in curation.themes]
    return curation.withheld, curation.needs_care, themes, curation.actions, curation.answers
