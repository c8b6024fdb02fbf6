"""The command line: flask --app app …"""

from flask import Flask


def add_commands(app: Flask) -> None:
    """Add the commands."""
