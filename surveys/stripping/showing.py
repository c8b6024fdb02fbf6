"""Placeholders in the language of a reader. They are stored in English, which says nothing about the writer."""

from collections.abc import Callable

from surveys.stripping.placeholders import PLACEHOLDER


def marked(message: str) -> str:
    """Mark a constant for translation; what shows it translates it."""
    return message


# Translators: what a note has in place of words that could identify someone. Keep the brackets. In "one of few" and the
# words for roles, such as [chair], say nothing about the gender of the person.
PLACEHOLDERS = (
    marked("[a person]"),
    marked("[another person]"),
    marked("[a third person]"),
    marked("[a fourth person]"),
    marked("[a fifth person]"),
    marked("[a sixth person]"),
    marked("[a seventh person]"),
    marked("[an eighth person]"),
    marked("[a ninth person]"),
    marked("[a tenth person]"),
    marked("[one more person]"),
    marked("[a date]"),
    marked("[a document]"),
    marked("[a family detail]"),
    marked("[a link]"),
    marked("[a meeting]"),
    marked("[a month]"),
    marked("[a number]"),
    marked("[a phone number]"),
    marked("[a place]"),
    marked("[a room]"),
    marked("[a user name]"),
    marked("[a year]"),
    marked("[admin]"),
    marked("[administrator]"),
    marked("[advisor]"),
    marked("[an address]"),
    marked("[an age]"),
    marked("[an e-mail address]"),
    marked("[an institute]"),
    marked("[assistant]"),
    marked("[boss]"),
    marked("[chair]"),
    marked("[chief]"),
    marked("[contact]"),
    marked("[convener]"),
    marked("[coordinator]"),
    marked("[delegate]"),
    marked("[deputy]"),
    marked("[developer]"),
    marked("[director]"),
    marked("[editor]"),
    marked("[engineer]"),
    marked("[expert]"),
    marked("[fellow]"),
    marked("[leader]"),
    marked("[lecturer]"),
    marked("[liaison]"),
    marked("[librarian]"),
    marked("[manager]"),
    marked("[member]"),
    marked("[mentor]"),
    marked("[nationality]"),
    marked("[officer]"),
    marked("[one of few]"),
    marked("[operator]"),
    marked("[organiser]"),
    marked("[postdoc]"),
    marked("[president]"),
    marked("[professor]"),
    marked("[rapporteur]"),
    marked("[referee]"),
    marked("[representative]"),
    marked("[responsible]"),
    marked("[reviewer]"),
    marked("[secretary]"),
    marked("[shifter]"),
    marked("[some day]"),
    marked("[spokesperson]"),
    marked("[student]"),
    marked("[supervisor]"),
    marked("[technician]"),
    marked("[trainee]"),
    marked("[treasurer]"),
    marked("[webmaster]"),
)
"""All of them; a test says so."""


def with_placeholders(text: str, gettext: Callable[[str], str]) -> str:
    """A note as people read it; the rest of it stays, letter for letter."""
    return str(PLACEHOLDER.sub(lambda found: gettext(found[0]), text))
