"""The command line: flask --app app …"""

from flask import Flask

from surveys.operating.commands.accounts import facilitators
from surveys.operating.commands.restoring import backup, restore_backup
from surveys.operating.commands.showing import demo, see_doctor, sheet, strip_text, tour
from surveys.operating.commands.surveys import surveys
from surveys.operating.commands.tickets import tickets

COMMANDS = (demo, tour, strip_text, facilitators, surveys, tickets, sheet, backup, restore_backup, see_doctor)


def add_commands(app: Flask) -> None:
    """Make each command available as `flask --app app NAME`."""
    for command in COMMANDS:
        app.cli.add_command(command)
