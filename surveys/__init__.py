"""Unsigned: anonymous notes, stripped before storage, handed to a meeting as one shuffled sheet."""

import os
from typing import TYPE_CHECKING

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: for short sentences its threads only wait and burn
if TYPE_CHECKING:
    from flask import Flask


def create_app(**settings: str | int | bool) -> "Flask":
    """Make the application. `settings` override those from the environment. Writes nothing to disk."""
    # imported here, because the process that makes documents should not import it
    from surveys.application import add_instance, add_pages, check_catalogue, new_app, secure

    app = new_app(settings)
    secure(app)
    add_instance(app)
    check_catalogue()
    add_pages(app)
    return app
