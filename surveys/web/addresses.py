"""Addresses for people outside: the link of a survey, its host in large type, its QR code."""

import socket
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import segno
from flask import current_app, request

from surveys.settings import is_open_to_the_room
from surveys.survey import Survey
from surveys.web.protection import is_loopback


def public_address() -> str:
    """Where participants reach this server: the setting ADDRESS, or host and path of this request.

    A phone cannot open 127.0.0.1: while the room is let in, this is the machine's address in the room instead.
    """
    if current_app.config["ADDRESS"] or (is_loopback(request.host) and is_open_to_the_room(current_app.config)):
        return addresses(current_app.config)[-1]
    return request.root_url.rstrip("/")


def is_for_this_machine_only() -> bool:
    """Whether no phone can follow the link."""
    return is_loopback(urlsplit(public_address()).netloc)


def public_host() -> str:
    """The address as people type it: without https://."""
    parts = urlsplit(public_address())
    return parts.netloc + parts.path


def link_to(survey: Survey) -> str:
    """The participants' link."""
    return f"{public_address()}/s/{survey.slug}"


def qr_code(link: str) -> str:
    """A QR code as a data: address of an SVG picture, with the quiet zone that scanners need."""
    return str(segno.make(link, error="m", micro=False).svg_data_uri(border=2, omitsize=True))


def addresses(config: Mapping[str, Any]) -> list[str]:
    """The addresses of the server: the public one, or those on this machine and, if phones may connect, in the room."""
    if config["ADDRESS"]:
        return [str(config["ADDRESS"]).rstrip("/")]
    host, port = str(config["HOST"]), config["PORT"]
    if not is_open_to_the_room(config):
        return [f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"]
    return [f"http://127.0.0.1:{port}", f"http://{_address_in_the_room()}:{port}"]


def _address_in_the_room() -> str:
    """This machine's address on its network; a datagram socket learns it without sending anything."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address reserved for documentation
        except OSError:
            return socket.gethostname()
        return str(probe.getsockname()[0])
