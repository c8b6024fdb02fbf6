"""The office: pages for facilitators."""

from flask import Flask


def add_office(app: Flask) -> None:
    """Add the facilitators' pages below /office."""
