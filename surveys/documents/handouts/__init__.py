"""What invites and helps people: a slide to show, a card for the pocket. No note is ever in it."""

from surveys.documents.handouts.making import make_handout

__all__ = ["make_handout"]
