"""The trail of acts on the home of a survey."""

import re
from datetime import datetime

from flask_babel import format_number, ngettext
from flask_babel import gettext as _

from surveys.clocks import clock_of, day_in_words
from surveys.documents.collating import withholding_words
from surveys.languages import page_language
from surveys.storage import Act, Deed

# A time as deeds store it: 2026-11-28 14:30 Europe/Zurich, without a zone for the server's own clock.
_TIME = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d) ?(\S*)")
_TIMES = (Deed.CHANGED_OPENING, Deed.CHANGED_CLOSING)
"""Whose detail is a time: in others it may be words of an organiser, which only look like one."""


def sentence_of(act: Act) -> str:
    """What was done, to follow the name of the person who did it."""
    number, _space, reason = act.detail.partition(" ")
    words = withholding_words(_)
    if act.act is Deed.WITHHELD_SEVERAL and number.isdecimal() and reason in words:
        values = {"num": int(number), "reason": words[reason]}
        return str(ngettext("withheld %(num)d note: %(reason)s", "withheld %(num)d notes: %(reason)s", **values))
    return str(_sentences()[act.act]) % {"detail": _detail(act)}


def _detail(act: Act) -> str:
    """A number, a time or a reason in the language of the page; earlier releases stored them in English words."""
    if act.act is Deed.LET_MORE_IN and (number := act.detail.replace(",", "")).isdecimal():
        return str(format_number(int(number)))
    if act.act in _TIMES and (found := _TIME.fullmatch(act.detail)):
        moment, zone = datetime.fromisoformat(found[1]), found[2]
        return f"{day_in_words(moment, page_language())}, {moment:%H:%M} {clock_of(zone, _)}"
    return str(withholding_words(_).get(act.detail, act.detail))


def _sentences() -> dict[Deed, str]:
    return _about_surveys() | _about_notes()


def _about_surveys() -> dict[Deed, str]:
    return {
        Deed.CREATED: _("created the survey"),
        Deed.OPENED: _("opened the survey"),
        Deed.PAUSED: _("paused the survey"),
        Deed.WENT_ON: _("resumed the survey"),
        Deed.CLOSED: _("closed the survey"),
        Deed.REOPENED: _("reopened the survey"),
        Deed.DELETED: _("deleted the survey"),
        Deed.NEW_LINK: _("made a new link"),
        Deed.MADE_ROOM: _("made room for more notes"),
        Deed.LET_MORE_IN: _("made room for more people: up to %(detail)s"),
        Deed.CHANGED_OPENING: _("changed the opening time: %(detail)s"),
        Deed.CHANGED_CLOSING: _("changed the closing time: %(detail)s"),
        Deed.CHANGED_CONTACTS: _("changed who people can turn to: %(detail)s"),
        Deed.CHANGED_CONDUCT: _("changed the code of conduct: %(detail)s"),
        Deed.CHANGED_AFTER_THANKS: _("changed what people read after the thanks: %(detail)s"),
        Deed.CHANGED_LOGO: _("changed the logo"),
        Deed.TOOK_UP: _("restored the survey and its notes"),
        Deed.SALVAGED: _("saved what could be read of the survey's damaged file"),
        Deed.GAVE_KEY: _("gave the survey key to %(detail)s"),
        Deed.TOOK_KEY: _("took the survey key away from %(detail)s"),
        Deed.INVITED: _("invited an organiser"),
        Deed.OTHER: "%(detail)s",
    }


def _about_notes() -> dict[Deed, str]:
    return {
        Deed.SHOWED: _("unlocked new notes"),
        Deed.ASKED_TOO_EARLY: _("tried to unlock new notes too early"),
        Deed.WITHHELD: _("withheld a note: %(detail)s"),
        Deed.WITHHELD_ALIKE: _("withheld all similar notes: %(detail)s"),
        Deed.WITHHELD_SEVERAL: _("withheld several notes: %(detail)s"),
        Deed.GAVE_BACK: _("included a note again"),
        Deed.GAVE_BACK_ALIKE: _("included all similar notes again"),
        Deed.NEEDS_CARE: _("marked a note as “needs care”"),
        Deed.NEEDS_NO_CARE: _("removed “needs care” from a note"),
        Deed.MASKED: _("masked words in a note"),
        Deed.TYPED_IN: _("typed in notes from paper"),
        Deed.QUOTED: _("picked quotations for the management summary"),
        Deed.ADDED_ACTION: _("added a possible action"),
        Deed.CHANGED_ACTION: _("changed a possible action"),
        Deed.DELETED_ACTION: _("deleted a possible action"),
        Deed.ANSWERED: _("wrote, changed or deleted an answer"),
        Deed.MADE_VERSION: _("made version %(detail)s"),
        Deed.PUBLISHED: _("published version %(detail)s"),
        Deed.CHANGED_END: _("changed the end day of the published page of version %(detail)s"),
        Deed.TOOK_PAGE_BACK: _("took down the published page of version %(detail)s"),
    }
