"""Bytes on the wire of one participant's way, in each language of participants' pages.

The form is compressed and in one request. The check page and the thanks hold words or follow them: they are padded.
Headers are counted as HTTP/1.1 sends them. What the phone itself sends is as long as what is written, and not in here.
"""

import tempfile
from pathlib import Path

from flask import Flask
from werkzeug.test import TestResponse

from bench.participant_flow import CHANGE, LIKE
from bench.prepared import open_survey_in
from surveys import create_app
from surveys.operating.demo import hidden_fields
from surveys.wordings import OF_PARTICIPANTS

ASKS = {"Accept-Encoding": "gzip, deflate, br"}
LONG = "The shifts at night are hard for people with children, and nobody says so in the meeting. "


def main() -> None:
    print("language    form   check  thanks  whole flow  two notes of 3,600 characters")
    for language in OF_PARTICIPANTS:
        with tempfile.TemporaryDirectory() as folder:
            survey = open_survey_in(Path(folder) / "instance", language=language)
            app = create_app(INSTANCE=f"{folder}/instance", SESSIONS=f"{folder}/sessions")
            form, check, thanks = flow(app, survey.slug, LIKE, CHANGE)
            long = sum(flow(app, survey.slug, LONG * 40, LONG * 40))
        print(f"{language:8} {form:7,} {check:7,} {thanks:7,} {form + check + thanks:11,} {long:11,}", flush=True)


def flow(app: Flask, slug: str, like: str, change: str) -> tuple[int, int, int]:
    phone = app.test_client()
    form = phone.get(f"/s/{slug}", headers=ASKS)
    check = phone.post(f"/s/{slug}/check", data={"answer-0-text": like, "answer-1-text": change}, headers=ASKS)
    thanks = phone.post(f"/s/{slug}/notes", data=hidden_fields(check.text) | {"sharing": "2"}, headers=ASKS)
    assert thanks.status_code == 200
    return on_the_wire(form), on_the_wire(check), on_the_wire(thanks)


def on_the_wire(answer: TestResponse) -> int:
    return len(f"HTTP/1.1 {answer.status}\r\n{answer.headers}") + len(answer.data)


if __name__ == "__main__":
    main()
