"""What organisers do, for the audit trail: a fixed list, stored as words that any reader of the file understands."""

from enum import StrEnum


class Deed(StrEnum):
    """One kind of act. Its value is stored, followed by a detail. Never change a value; only add new ones.

    Pages have their own sentence for each.
    """

    CREATED = "created the survey"
    OPENED = "opened the survey"
    PAUSED = "paused the survey"
    WENT_ON = "let it go on"
    CLOSED = "closed the survey"
    REOPENED = "reopened the survey"
    DELETED = "deleted the survey"
    NEW_LINK = "made a new link"
    MADE_ROOM = "made room for more notes"
    LET_MORE_IN = "made room for more people:"
    CHANGED_OPENING = "changed the opening time:"
    CHANGED_CLOSING = "changed the closing time:"
    CHANGED_CONTACTS = "changed who people can turn to:"
    CHANGED_CONDUCT = "changed the code of conduct:"
    CHANGED_AFTER_THANKS = "changed what comes after the thanks:"
    CHANGED_LOGO = "changed the logo"
    TOOK_UP = "took up the survey's notes"
    SALVAGED = "salvaged the survey's notes"
    GAVE_KEY = "gave the key to"
    TOOK_KEY = "took the key from"
    INVITED = "invited an organiser"
    SHOWED = "showed the new notes"
    ASKED_TOO_EARLY = "asked for the new notes too early"
    WITHHELD = "withheld a note:"
    WITHHELD_ALIKE = "withheld all notes alike:"
    WITHHELD_SEVERAL = "withheld notes:"
    GAVE_BACK = "gave back a note"
    GAVE_BACK_ALIKE = "gave back all notes alike"
    NEEDS_CARE = "marked a note: needs care"
    NEEDS_NO_CARE = "took a note's care mark away"
    MASKED = "masked words in a note"
    TYPED_IN = "typed in notes from paper"
    QUOTED = "picked quotations for the board summary"  # as files have it; pages say management summary
    ADDED_ACTION = "added a possible action"
    CHANGED_ACTION = "changed a possible action"
    DELETED_ACTION = "deleted a possible action"
    ANSWERED = "changed an answer"
    MADE_VERSION = "made version"
    PUBLISHED = "published version"
    CHANGED_END = "changed the last day of the published page of version"
    TOOK_PAGE_BACK = "took the published page of version"
    OTHER = ""
    """An act of another release: its whole sentence is the detail."""

    def as_stored(self, detail: str) -> str:
        """The words that the file gets."""
        return f"{self} {detail}".strip()


def read_deed(stored: str) -> tuple[Deed, str]:
    """The deed and the detail of such words."""
    deed = max((deed for deed in Deed if f"{stored} ".startswith(f"{deed} ".lstrip())), key=len)
    detail = stored[len(deed) :].strip()
    return deed, detail.removesuffix(" back") if deed is Deed.TOOK_PAGE_BACK else detail  # as the first releases end it
