"""Addresses for people outside: the link of a survey, its host in large type, its QR code."""

from urllib.parse import urlsplit

import segno
from flask import current_app, request

from surveys.survey import Survey


def public_address() -> str:
    """Where participants reach this server: the setting ADDRESS, or the host of this request."""
    address = str(current_app.config["ADDRESS"]) or request.host_url
    return address.rstrip("/")


def public_host() -> str:
    """The address as people type it: without https://."""
    parts = urlsplit(public_address())
    return parts.netloc + parts.path


def link_to(survey: Survey) -> str:
    """The participants' link."""
    return f"{public_address()}/s/{survey.slug}"


def qr_code(link: str) -> str:
    """A QR code as a data: address of an SVG picture, with the quiet zone that scanners need."""
    picture: str = segno.make(link, error="m", micro=False).svg_data_uri(border=2, omitsize=True)
    return picture
