"""The office: pages for facilitators."""

from flask import Flask

from surveys.facilitator.output import about_you, exporting, group_numbers, management_summary, publishing, rounds, year
from surveys.facilitator.entrance import account, carrying, first_visit, inviting, signing_in
from surveys.facilitator.notes import actions, answers, follow_up, masking, meeting, paper, pinboard, reading, releasing
from surveys.facilitator.setup import changing, editing, overview, posters, sharing_keys, stages, survey_home, trying
from surveys.facilitator.setup import handouts, logos, tickets, translating
from surveys.facilitator.setup.times import distance, soon
from surveys.organising.wall_memory import WallMemories
from surveys.web.form_sessions import FormSessions

ENTRANCE = (signing_in.bp, inviting.entrance, first_visit.bp, account.bp, carrying.entrance, carrying.bp)
SURVEYS = (inviting.bp, overview.bp, survey_home.bp, editing.bp, changing.bp, trying.bp, stages.bp, sharing_keys.bp)
COUNTS = (about_you.bp, rounds.bp, year.bp, group_numbers.bp)
OUTSIDE = (handouts.bp, trying.phone, posters.bp, logos.bp, tickets.bp, paper.bp, translating.bp)
NOTES = (reading.bp, releasing.bp, masking.bp, pinboard.bp, exporting.bp, publishing.bp, management_summary.bp)
TALK = (meeting.bp, actions.bp, answers.bp, follow_up.bp)


def add_office(app: Flask) -> None:
    """Add the facilitators' pages below /office."""
    app.session_interface = FormSessions()
    app.extensions["wall_memories"] = WallMemories()
    app.add_template_filter(distance)
    app.add_template_filter(soon)
    for pages in ENTRANCE + SURVEYS + OUTSIDE + NOTES + TALK + COUNTS:
        app.register_blueprint(pages)
