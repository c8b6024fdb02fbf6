"""Participants' pages: no script, no cookie, no style sheet to fetch."""

from flask import Flask

from surveys.participant import answering, carrying, entering, explaining, taking_back, ticketing
from surveys.participant.answering import check_notes, send_notes, show_form
from surveys.participant.typed_notes import TypedNote, read_number
from surveys.participant.posted_forms import read_code, read_typed_notes, typed_words
from surveys.participant.visit import Visit


def add_participant_pages(app: Flask) -> None:
    """Add the pages that the poster's code and link lead to."""
    for pages in (entering, answering, carrying, explaining, taking_back, ticketing):
        app.register_blueprint(pages.bp)
