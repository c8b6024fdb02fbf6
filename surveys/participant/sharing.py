"""The sharing choice in the words that participants read."""

from flask_babel import gettext as _

from surveys.collating import audience_words
from surveys.survey import Audience, Sharing


def sharing_words(audience: Audience) -> dict[Sharing, str]:
    """One sentence for each choice; the audience is named in it."""
    return {
        Sharing.ORGANISERS: _("Only the organisers read it"),
        Sharing.SHEET: _("It may also stand in the document for %(audience)s", audience=audience_words(audience, _)),
        Sharing.ALOUD: _("It may also be read out in the meeting"),
    }
