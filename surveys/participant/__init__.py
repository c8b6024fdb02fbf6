"""Participants' pages."""

from flask import Flask


def add_participant_pages(app: Flask) -> None:
    """Add the pages that need no script and set no cookie."""
