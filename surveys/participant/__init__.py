"""Participants' pages: no script, no cookie, no style sheet to fetch."""

from flask import Flask

from surveys.participant import answering, entering, explaining, taking_back
from surveys.participant.answering import check_notes as check_notes
from surveys.participant.answering import send_notes as send_notes
from surveys.participant.answering import show_form as show_form
from surveys.participant.drafts import Draft as Draft
from surveys.participant.drafts import is_from_before as is_from_before
from surveys.participant.drafts import pieces_of as pieces_of
from surveys.participant.drafts import read_code as read_code
from surveys.participant.drafts import read_drafts as read_drafts
from surveys.participant.drafts import read_number as read_number
from surveys.participant.drafts import switches_of as switches_of
from surveys.participant.sharing import sharing_words as sharing_words
from surveys.participant.visit import Visit as Visit


def add_participant_pages(app: Flask) -> None:
    """Add the pages behind the poster's code and link."""
    for pages in (entering, answering, explaining, taking_back):
        app.register_blueprint(pages.bp)
