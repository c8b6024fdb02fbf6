"""The words by which people are invited: an e-mail, two lines for a chat, a few for an agenda."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

import segno
from flask import render_template
from flask_babel import gettext as _

from surveys.directions import tag_of
from surveys.documents.collating import audience_words
from surveys.survey import Survey
from surveys.web.addresses import link_to, public_host

LONGEST_LINK = 1_900
"""Characters of a mailto: link that every e-mail program opens; on Windows some cut it after about 2,000."""


@dataclass(frozen=True)
class Invitation:
    """What to copy, and the link that opens an e-mail program with the same words."""

    subject: str
    email: str
    chat: str
    agenda: str
    link: str

    @property
    def mailto(self) -> str:
        """Opens an e-mail with the longest of the texts that fits into a link."""
        links = (_mailto(self.subject, body) for body in (self.email, self.agenda, self.chat, self.link))
        return next((link for link in links if len(link) <= LONGEST_LINK), _mailto("", self.link))

    @property
    def is_shortened(self) -> bool:
        """Whether an e-mail program gets a shorter text than the box has."""
        return self.mailto != _mailto(self.subject, self.email)


def link_in(survey: Survey, language: str) -> str:
    """The participants' link to their pages in a language."""
    return naming(language, link_to(survey), survey)


def naming(language: str, link: str, survey: Survey) -> str:
    """A link to participants' pages; it names the language if the survey has it beside the first one."""
    return f"{link}?lang={tag_of(language)}" if language in survey.languages[1:] else link


def invitation_to(survey: Survey, link: str) -> Invitation:
    """An invitation in the language that is spoken now; who invites may change every word."""
    early = survey.opens_at if survey.opens_at and datetime.now() < survey.opens_at else None
    values = {
        "survey": survey,
        "asked": [prompt for prompt in survey.prompts if prompt.text],
        "audience": audience_words(survey.audience, _),
        "link": link,
        "host": public_host(),
        "opens_at": early,
    }
    texts = {name: _text(name, values) for name in ("email", "chat", "agenda")}
    subject = _("%(title)s: write a note without your name", title=survey.title) if survey.title else ""
    return Invitation(subject=str(subject), link=link, **texts)


def qr_pixels(link: str) -> str:
    """The same as a PNG picture of about 1,000 pixels, with the quiet zone of the standard."""
    picture: str = segno.make(link, error="m", micro=False).png_data_uri(border=4, scale=24)
    return picture


def _text(name: str, values: dict[str, object]) -> str:
    return render_template(f"facilitator/invitation/{name}.txt", **values).strip()


def _mailto(subject: str, body: str) -> str:
    """As RFC 6068 has it: percent-encoded UTF-8, lines that end in CRLF."""
    body = "\r\n".join(body.splitlines())
    return f"mailto:?subject={quote(subject, safe='')}&body={quote(body, safe='')}"
