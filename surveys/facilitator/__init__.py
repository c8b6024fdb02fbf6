"""The office: pages for facilitators."""

from flask import Flask

from surveys.facilitator import about_you, account, actions, board, carrying, editing, exporting, inviting, masking
from surveys.facilitator import meeting, overview, paper, pinboard, posters, publishing, reading, releasing, rounds
from surveys.facilitator import sharing_keys, signing_in, stages, survey_home, trying
from surveys.web.form_sessions import FormSessions

ENTRANCE = (signing_in.bp, inviting.entrance, account.bp, carrying.entrance, carrying.bp)
SURVEYS = (inviting.bp, overview.bp, survey_home.bp, editing.bp, trying.bp, stages.bp, sharing_keys.bp)
COUNTS = (about_you.bp, rounds.bp)
OUTSIDE = (posters.bp, paper.bp)
NOTES = (reading.bp, releasing.bp, masking.bp, pinboard.bp, exporting.bp, publishing.bp, board.bp)
TALK = (meeting.bp, actions.bp)


def add_office(app: Flask) -> None:
    """Add the facilitators' pages below /office."""
    app.session_interface = FormSessions()
    for pages in ENTRANCE + SURVEYS + OUTSIDE + NOTES + TALK + COUNTS:
        app.register_blueprint(pages)
