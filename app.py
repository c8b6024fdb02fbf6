"""The application, as gunicorn and flask find it."""

from surveys import create_app

app = create_app()
