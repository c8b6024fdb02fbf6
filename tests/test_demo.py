"""`flask --app app demo`: the main job, whole, as it is measured from outside."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import html5lib
import pytest
from bs4 import BeautifulSoup
from docx import Document
from flask import Flask
from pypdf import PdfReader

from surveys.documents.sheets import DOWNLOADS
from surveys.operating.demo import FORMATS_OF_SUMMARY
from surveys.settings import PROJECT
from surveys.storage import Instance, invite, open_office
from tests.test_commands import flask

ENDINGS_OF_SUMMARY = [one.file_name.rpartition(".")[2] for one in DOWNLOADS if one.name in FORMATS_OF_SUMMARY]
PROMPT = "One thing I would like to change within CMS"
LINES = [
    *({"text": f"Good coffee in room number {number}.", "category": "Collegiality"} for number in range(20)),
    *({"text": f"Shorter meetings, wish {number}.", "prompt": PROMPT, "sharing": "sheet"} for number in range(20)),
    {"text": "Prof. Olga Petrova, olga@cern.ch, was so kind to me."},
    {"text": 'Line one\nline two with "quotes", a; semicolon and <b>tags</b>'},
    {"text": "=SUM(A1:A9) is not a formula", "sharing": "sheet"},
    {"text": "Nobody but the organisers may read this marmalade.", "sharing": "organisers"},
    {"text": "الضوء جميل هنا 日本語 नमस्ते", "prompt": PROMPT},
]
FILES = {one.file_name for one in DOWNLOADS if one.name != "word-cloud"}  # these notes have too few words for it
FILES |= {f"management-summary.{ending}" for ending in ENDINGS_OF_SUMMARY}


def write_notes(folder: Path, lines: list[dict[str, str]]) -> Path:
    notes = folder / "notes.jsonl"
    notes.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    return notes


@pytest.fixture(scope="module")
def outs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two runs on the same forty-five notes."""
    folder = tmp_path_factory.mktemp("demo")
    notes = write_notes(folder, LINES)
    made = [folder / "one", folder / "deep" / "other"]
    for out in made:
        done = flask("demo", "--set", "sticky-notes", "--notes", str(notes), "--out", str(out))
        assert done.returncode == 0, done.stderr
        assert re.search(r"Version [2-9A-Z]{4}: 44 notes", done.stdout)
        assert f"are in {out}/sheets/" in done.stdout
        assert f"UNSIGNED_INSTANCE={out}/instance make run" in done.stdout
    return made


def test_a_page_shows_every_file_with_its_size(outs: list[Path]) -> None:
    """It works from the disk, and asks nobody else for anything."""
    text = (outs[0] / "sheets/index.html").read_text(encoding="utf-8")
    html5lib.HTMLParser(strict=True).parse(text)
    page = BeautifulSoup(text, "html5lib")
    assert {link["href"] for link in page.select("li a")} == FILES
    assert all(re.fullmatch(r"[\d.]+ (Bytes|[kM]B)", size.text) for size in page.select(".size"))
    assert len(page.select(".size")) == len(FILES)
    shown = {tag.get("src") or tag.get("href") for tag in page.select("[src], [href]")}
    assert all((outs[0] / "sheets" / str(name)).is_file() for name in shown)
    assert not page.select("script, link, object, form")
    assert "44 of 45 notes" in page.text


def sheet(out: Path) -> dict[str, Any]:
    return json.loads((out / "sheets/sheet.json").read_text())


def test_every_format_is_there_and_the_summary_says_so(outs: list[Path]) -> None:
    for out in outs:
        assert {path.name for path in (out / "sheets").iterdir()} == FILES | {"index.html"}, "no secret is among them"
        assert {path.name for path in out.iterdir()} >= {"summary.json", "passphrase.txt", "instance", "sheets"}
        page = (out / "sheets/index.html").read_text()
        assert "passphrase" not in page
        assert str(out) not in page
        summary = json.loads((out / "summary.json").read_text())
        assert summary["sheets"] == dict.fromkeys(FILES, "ok")
        assert summary["edition"] == sheet(out)["edition"]
        assert summary["notes"] == {"collected": 45, "shown": 44, "organisers only": 1, "masked": 0, "withheld": 0}
        assert set(summary["seconds"]) >= {"collect", "render", "total"}
        assert (out / "passphrase.txt").stat().st_mode & 0o777 == 0o600
        assert len((out / "passphrase.txt").read_text().split()) == 6


def test_the_data_file_has_the_fixed_form(outs: list[Path]) -> None:
    data = sheet(outs[0])
    assert [note["number"] for note in data["notes"]] == list(range(1, 45))
    texts = {note["text"] for note in data["notes"]}
    assert "[a person], [an e-mail address], was so kind to me." in texts
    assert "=SUM(A1:A9) is not a formula" in texts
    assert {note["category"] for note in data["notes"]} == {"Collegiality", ""}
    assert sum(note["prompt"] == PROMPT for note in data["notes"]) == 21


def in_a_row(text: str) -> str:
    return " ".join(text.split())


def test_every_format_has_the_same_notes_under_the_same_numbers(outs: list[Path]) -> None:
    out = outs[0]
    expected = {note["number"]: in_a_row(note["text"]) for note in sheet(out)["notes"]}
    table = csv.reader(io.StringIO((out / "sheets/sheet.csv").read_text(encoding="utf-8-sig")))
    _head, *rows = table
    assert {int(number): in_a_row(text).lstrip("'") for number, _, _, text, *_ in rows} == expected
    for text in (words_of_pdf(out), words_of_docx(out), in_a_row((out / "sheets/sheet.md").read_text())):
        places = [text.find(f"wish {number}.") for number in wishes_in_order(expected)]
        assert -1 not in places
        assert places == sorted(places), "the same order"


def wishes_in_order(expected: dict[int, str]) -> list[int]:
    found = [re.search(r"wish (\d+)\.", expected[number]) for number in sorted(expected)]
    return [int(one.group(1)) for one in found if one]


def words_of_pdf(out: Path) -> str:
    return in_a_row("\n".join(page.extract_text() for page in PdfReader(out / "sheets/sheet.pdf").pages))


def words_of_docx(out: Path, name: str = "sheet") -> str:
    return in_a_row(
        "\n".join(node.text or "" for node in Document(str(out / f"sheets/{name}.docx")).element.body.iter())
    )


def test_the_summary_as_word_document_says_what_the_pdf_says(outs: list[Path]) -> None:
    words = words_of_docx(outs[0], "management-summary")
    pdf = in_a_row(
        "\n".join(page.extract_text() for page in PdfReader(outs[0] / "sheets/management-summary.pdf").pages)
    )
    for told in ("Management summary", "coffee 20", "44 of 45 notes", "These are numbers of notes"):
        assert told in words
        assert told in pdf
    assert "Good coffee" not in words


def test_names_addresses_and_private_notes_are_in_no_document(outs: list[Path]) -> None:
    for out in outs:
        everything = (
            words_of_pdf(out)
            + words_of_docx(out)
            + "".join((out / f"sheets/sheet.{ending}").read_text() for ending in ("md", "html", "csv", "json"))
        )
        for word in ("Petrova", "olga@", "marmalade"):
            assert word not in everything


def test_two_runs_have_different_orders_and_versions(outs: list[Path]) -> None:
    one, other = (sheet(out) for out in outs)
    assert one["edition"] != other["edition"]
    order, other_order = ([note["text"] for note in data["notes"]] for data in (one, other))
    assert sorted(order) == sorted(other_order)
    assert order != other_order


def test_the_order_is_not_that_of_the_file(outs: list[Path]) -> None:
    in_file = [line["text"] for line in LINES if "wish" in line["text"]]
    assert [note["text"] for note in sheet(outs[0])["notes"] if "wish" in note["text"]] != in_file


def test_the_instance_folder_is_never_touched(tmp_path: Path) -> None:
    """Not even where the environment names another one."""
    notes = write_notes(tmp_path, LINES[:6])
    mine = tmp_path / "mine"
    before = {path: path.stat().st_mtime_ns for path in (PROJECT / "instance").rglob("*")}
    done = flask("demo", "--notes", str(notes), "--out", str(tmp_path / "out"), UNSIGNED_INSTANCE=str(mine))
    assert done.returncode == 0, done.stderr
    assert not mine.exists()
    assert {path: path.stat().st_mtime_ns for path in (PROJECT / "instance").rglob("*")} == before
    assert (tmp_path / "out" / "instance" / "office.sqlite").exists()


def test_below_the_minimum_it_says_so(tmp_path: Path) -> None:
    notes = write_notes(tmp_path, LINES[:4])
    done = flask("demo", "--notes", str(notes), "--out", str(tmp_path / "out"))
    assert done.returncode == 2
    assert "Too few notes: the file has 4, and no question has more than 4." in done.stderr
    assert not (tmp_path / "out").exists()


def test_too_few_are_counted_on_one_question(app: Flask, tmp_path: Path) -> None:
    """As the release rule counts."""
    notes = write_notes(tmp_path, [*LINES[:4], *LINES[20:24]])
    done = app.test_cli_runner().invoke(args=["demo", "--notes", str(notes), "--out", str(tmp_path / "out")])
    assert (done.exit_code, "the file has 8, and no question has more than 4" in done.output) == (2, True)


def test_running_again_into_the_same_folder_starts_anew(app: Flask, tmp_path: Path) -> None:
    notes = write_notes(tmp_path, LINES[:6])
    for _ in range(2):
        arguments = ["demo", "--notes", str(notes), "--out", str(tmp_path / "out")]
        assert app.test_cli_runner().invoke(args=arguments).exit_code == 0
    assert len(sheet(tmp_path / "out")["notes"]) == 6


BAD_FILES = {
    "not JSON": ["not json"],
    "no text": ['{"prompt": "x"}'],
    "a list": ["[1, 2]"],
    "unknown prompt": ['{"text": "x", "prompt": "Marmalade?"}'],
    "unknown category": ['{"text": "x", "category": "Marmalade"}'],
    "a list as sharing": ['{"text": "x", "sharing": ["aloud"]}'],
    "too deep": ["[" * 100_000],
    "unknown sharing": ['{"text": "x", "sharing": "everybody"}'],
    "text is a number": ['{"text": 7}'],
    "half a character": ['{"text": "marmalade \\ud83c here"}'],
    "the wrong half": ['{"text": "marmalade \\udf89\\ud83c"}'],
    "half a character as prompt": ['{"text": "x", "prompt": "\\ud800"}'],
    "text is null": ['{"text": null}'],
    "text is not a number": ['{"text": NaN}'],
    "nothing at all": ["null"],
    "a control character as it is": ['{"text": "marmalade \0 here"}'],
    "two objects": ['{"text": "x"}{"text": "marmalade"}'],
    "a number of 5,000 digits": ['{"text": "x", "prompt": %s}' % ("9" * 5_000)],
    "nothing that can be seen": ['{"text": "\\u200b\\u200b"}'],
    "empty text": ['{"text": " "}'],
    "far too long": [json.dumps({"text": "marmalade " * 1_000})],
}


@pytest.mark.parametrize("lines", BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_line_is_named_without_its_words(app: Flask, tmp_path: Path, lines: list[str]) -> None:
    notes = tmp_path / "notes.jsonl"
    notes.write_text("\n".join(['{"text": "fine"}', *lines, *['{"text": "fine"}'] * 4]))
    done = app.test_cli_runner().invoke(args=["demo", "--notes", str(notes), "--out", str(tmp_path / "out")])
    assert done.exit_code == 1
    assert "Error: Line 2" in done.output
    assert "armalade" not in done.output
    assert not list((tmp_path / "out").glob("*")), "nothing is left behind"


@pytest.mark.parametrize("content", ['{"text": "fine"}\n{"text": "Marmalade für alle"}'.encode("latin-1"), b"ok\n\xff"])
def test_a_file_in_another_encoding_is_said_and_leaves_an_earlier_run_alone(
    app: Flask, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "notes").write_bytes(content)
    kept = tmp_path / "out" / "passphrase.txt"
    kept.parent.mkdir()
    kept.write_text("of an earlier run")
    done = app.test_cli_runner().invoke(args=["demo", "--notes", str(tmp_path / "notes"), "--out", str(kept.parent)])
    assert (done.exit_code, "Error: Line 2 is not UTF-8" in done.output) == (1, True)
    assert "armalade" not in done.output
    assert kept.read_text() == "of an earlier run"


def test_a_mark_of_the_byte_order_and_odd_line_ends_inside_a_note_are_read(app: Flask, tmp_path: Path) -> None:
    lines = [{"text": f"one\u2028line {number}"} for number in range(5)]
    notes = tmp_path / "notes"
    notes.write_text("\r\n".join(json.dumps(one, ensure_ascii=False) for one in lines), encoding="utf-8-sig")
    done = app.test_cli_runner().invoke(args=["demo", "--notes", str(notes), "--out", str(tmp_path / "out")])
    assert (done.exit_code, len(sheet(tmp_path / "out")["notes"])) == (0, 5)


def test_notes_for_organisers_alone_make_no_sheet(app: Flask, tmp_path: Path) -> None:
    notes = write_notes(tmp_path, [LINES[43]] * 5)
    done = app.test_cli_runner().invoke(args=["demo", "--notes", str(notes), "--out", str(tmp_path / "out")])
    assert (done.exit_code, "organisers alone" in done.output, "armalade" in done.output) == (1, True, False)
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize(("out", "said"), [("notes.jsonl/out", "cannot be made"), ("made", "Name another folder")])
def test_a_folder_that_cannot_be_made_is_said(app: Flask, tmp_path: Path, out: str, said: str) -> None:
    notes = write_notes(tmp_path, LINES[:6])
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "instance").touch()
    (tmp_path / "made" / "passphrase.txt").touch()
    done = app.test_cli_runner().invoke(args=["demo", "--notes", str(notes), "--out", str(tmp_path / out)])
    assert (done.exit_code, said in done.output, "Traceback" in done.output) == (1, True, False)


def test_an_instance_that_no_demo_made_is_left_alone(app: Flask, instance: Instance, tmp_path: Path) -> None:
    """`--out .` where the server's own folder lies."""
    before = instance.office.read_bytes()
    notes = write_notes(tmp_path, LINES[:6])
    done = app.test_cli_runner().invoke(args=["demo", "--notes", str(notes), "--out", str(instance.folder.parent)])
    assert (done.exit_code, "Name another folder" in done.output) == (1, True)
    assert instance.office.read_bytes() == before


def test_files_that_no_demo_made_or_that_were_changed_since_are_left_alone(app: Flask, tmp_path: Path) -> None:
    """Somebody's own sheet; a survey that was made on the instance of a demo; a server that runs on it."""
    notes, out = write_notes(tmp_path, LINES[:6]), tmp_path / "out"
    demo = ["demo", "--notes", str(notes), "--out", str(out)]
    out.mkdir()
    (out / "sheet.pdf").write_text("mine")
    assert "no demo made" in app.test_cli_runner().invoke(args=demo).output
    assert [path.name for path in out.iterdir()] == ["sheet.pdf"]
    (out / "sheet.pdf").unlink()
    assert app.test_cli_runner().invoke(args=demo).exit_code == 0
    made = Instance.at(out / "instance", str(out / "instance" / "sessions"))
    with open_office(made.office) as office:
        invite(office, invited_by="Ines")
    before = made.office.read_bytes()
    refused = app.test_cli_runner().invoke(args=demo)
    assert (refused.exit_code, "changed since" in refused.output, made.office.read_bytes()) == (1, True, before)


@pytest.mark.parametrize("place", ["", "walls", "new/deeper"])
def test_no_demo_is_run_inside_an_instance(app: Flask, instance: Instance, tmp_path: Path, place: str) -> None:
    before = sorted(tmp_path.rglob("*"))
    notes = write_notes(tmp_path, LINES[:6])
    done = app.test_cli_runner().invoke(args=["demo", "--notes", str(notes), "--out", str(instance.folder / place)])
    assert (done.exit_code, "lies in an instance" in done.output) == (1, True)
    assert sorted(path for path in tmp_path.rglob("*") if path != notes) == before


def test_what_stops_in_the_middle_leaves_no_instance_behind(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it is: here somebody presses Ctrl-C while the sheets are made."""

    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("surveys.operating.demo.render_all", interrupted)
    notes = write_notes(tmp_path, LINES[:6])
    app.test_cli_runner().invoke(args=["demo", "--notes", str(notes), "--out", str(tmp_path / "out")])
    assert list((tmp_path / "out").iterdir()) == []


def test_an_unknown_set_is_named(app: Flask, tmp_path: Path) -> None:
    notes, out = str(write_notes(tmp_path, LINES[:5])), str(tmp_path / "out")
    done = app.test_cli_runner().invoke(args=["demo", "--set", "no-such-set", "--notes", notes, "--out", out])
    assert done.exit_code == 1
    assert "no-such-set" in done.output
