"""The floor: the smallest honest Flask and Flask-WTF app with one SQLite insert. Served, not run, by the benches."""

import os
import sqlite3

from flask import Flask, render_template_string
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import InputRequired

PAGE = """<!doctype html><html lang="en"><title>Floor</title>
<form method="post">{{ form.text.label }} {{ form.text(rows=3) }}<button>Send</button></form></html>"""


class NoteForm(FlaskForm):
    class Meta:
        csrf = False

    text = TextAreaField("Your note", validators=[InputRequired()])


def create_app() -> Flask:
    app = Flask(__name__)
    app.secret_key = "floor"
    path = os.environ["FLOOR_DATABASE"]
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE IF NOT EXISTS notes (text TEXT)")

    @app.route("/", methods=["GET", "POST"])
    def note() -> str:
        form = NoteForm()
        if form.validate_on_submit():
            with sqlite3.connect(path) as database:
                database.execute("INSERT INTO notes VALUES (?)", [form.text.data])
            return "Thank you"
        return render_template_string(PAGE, form=form)

    return app
