"""Documents are made in a process of their own, and its troubles stay there."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from surveys.documents.sheets import (
    SHEETS,
    MissingPart,
    RenderingFailed,
    Sheet,
    UnknownFormat,
    render,
    render_all,
    rendering,
    sheet_as_data,
    sheet_from_data,
)
from surveys.documents.word_cloud import WordCount
from surveys.settings import PROJECT

Typesetter = Callable[[str], Path]
SECRET = "The meeting at 18:00"


@pytest.fixture
def typesetter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Typesetter:
    """Put another typesetter in the place of typst, in the rendering process only."""

    def put(source: str) -> Path:
        (tmp_path / "surveys").symlink_to(PROJECT / "surveys")
        (tmp_path / "typst.py").write_text(source)
        monkeypatch.setattr(rendering, "PROJECT", tmp_path)
        return tmp_path

    return put


def test_a_sheet_travels_unchanged(sheet: Sheet) -> None:
    assert sheet_from_data(json.loads(json.dumps(sheet_as_data(sheet)))) == sheet


def test_a_missing_package_costs_its_formats_and_is_named(typesetter: Typesetter, sheet: Sheet) -> None:
    typesetter("raise ModuleNotFoundError('gone', name='typst')")
    with pytest.raises(MissingPart, match="pdf needs the package typst"):
        render(sheet, "pdf")
    made = render_all(sheet)
    missing = [name for name, content in made.items() if isinstance(content, Exception)]
    drawn = {"sheet.pdf", "large-print.pdf", "cards.pdf", "cards-8.pdf", "word-cloud.png"}
    assert set(missing) == drawn, "what the typesetter makes, and nothing else"
    assert set(made) == {one.file_name for one in SHEETS}


def test_without_the_drawing_library_documents_come_without_the_picture(typesetter: Typesetter, sheet: Sheet) -> None:
    typesetter("raise ModuleNotFoundError('gone', name='typst')")
    sheet = replace(sheet, words=tuple(WordCount(f"word{number}", 5) for number in range(15)))
    assert b"<img" not in render(sheet, "html")
    with pytest.raises(MissingPart, match="typst"):
        render(sheet, "word-cloud")


def test_no_file_can_be_written(typesetter: Typesetter, sheet: Sheet) -> None:
    folder = typesetter(f"open({str(Path('leak'))!r}, 'w').write('words').flush()")
    with pytest.raises(RenderingFailed):
        render(sheet, "pdf")
    assert not (folder / "leak").exists() or (folder / "leak").read_bytes() == b""


def test_a_chatty_library_does_not_spoil_the_answer(
    typesetter: Typesetter, sheet: Sheet, documents: dict[str, bytes]
) -> None:
    folder = typesetter("import os; print('hello'); os.write(1, b'hello'); raise ModuleNotFoundError(name='typst')")
    with pytest.raises(MissingPart):
        render(sheet, "pdf")
    assert (folder / "typst.py").exists()


@pytest.mark.parametrize(
    "source", ["import os; os._exit(3)", "import time; time.sleep(60)", "bytes(64 << 30)", "raise ValueError"]
)
def test_a_failure_names_the_format_and_never_a_note(
    typesetter: Typesetter, sheet: Sheet, capfd: pytest.CaptureFixture[str], source: str
) -> None:
    typesetter(source)
    with pytest.raises(RenderingFailed, match="pdf") as failure:
        render(sheet, "pdf", seconds=5)
    assert SECRET not in repr(failure.value)
    assert failure.value.__cause__ is None
    assert failure.value.__context__ is None
    assert capfd.readouterr() == ("", "")


def test_what_was_made_before_a_crash_is_kept(typesetter: Typesetter, sheet: Sheet) -> None:
    """PDF is the first format, so that nothing drawn comes after it; the plain ones are made all the same."""
    typesetter("import os; os._exit(3)")
    made = render_all(sheet)
    assert isinstance(made["sheet.pdf"], RenderingFailed)
    assert isinstance(made["sheet.csv"], bytes)


def test_an_unknown_format(sheet: Sheet) -> None:
    with pytest.raises(UnknownFormat):
        render(sheet, "exe")


def test_a_process_that_draws_loads_nothing_that_reads_or_opens_notes() -> None:
    """That would take longer than the document, for every download."""
    asked = "import surveys.documents.sheets.rendering, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=PROJECT)
    unneeded = {"surveys.stripping", "surveys.sealing", "phonenumbers", "cryptography", "flask"}
    assert unneeded.isdisjoint(loaded.stdout.split())
