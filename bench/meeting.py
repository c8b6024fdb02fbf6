"""Meeting mode with 1,000 notes, most of which may be read aloud: the page and the next note; beside the floor."""

import re
import tempfile
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

from bench.pinboard import NOTES, board_in, first, seconds, show, sign_in
from bench.served import floor, unsigned


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        with floor(folder, 8242, workers=1) as server:
            lowest = seconds(lambda: server.ask("GET", "/"), 20)
        survey = board_in(Path(folder) / "instance")
        with unsigned(folder, 8241, workers=2) as server:
            measure(f"http://127.0.0.1:{server.port}/office", survey.id, lowest)


def measure(office: str, survey_id: str, lowest: float) -> None:
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    sign_in(browser.open, office)
    room = f"{office}/surveys/{survey_id}/meeting"
    pages = [browser.open(room).read().decode()]

    def press() -> None:
        """The key, and the page that follows with the next note."""
        fields = {name: first(rf'name="{name}" value="([^"]*)"', pages[-1]) for name in ("csrf_token", "note")}
        pages.append(browser.open(f"{room}/next", urlencode(fields).encode()).read().decode())

    show(f"meeting: the page, {NOTES:,} notes", seconds(lambda: browser.open(room).read(), 20), lowest)
    show("meeting: a key press with the next note", seconds(press, 20), lowest)
    assert len(set(re.findall(r'id="the-note"[^>]*>([^<]+)', "".join(pages)))) == 20


if __name__ == "__main__":
    main()
