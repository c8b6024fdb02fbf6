"""The ZIP of everything: each format as it is by itself, a page that explains them, and no time."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from surveys.documents.sheets import DOWNLOADS, GROUPS, SHEETS, Sheet, find_format, render
from surveys.documents.sheets.packing import packed
from surveys.documents.sheets.rendering import RenderingFailed


@pytest.fixture(scope="module")
def package(sheet: Sheet) -> ZipFile:
    return ZipFile(BytesIO(render(sheet, "everything")))


def readme_of(package: ZipFile) -> str:
    return package.read("README.txt").decode("utf-8-sig")


def test_it_has_every_format_to_the_byte(package: ZipFile, documents: dict[str, bytes]) -> None:
    assert package.namelist() == ["README.txt", *documents]
    assert set(documents) == {one.file_name for one in SHEETS}
    assert [name for name, content in documents.items() if package.read(name) != content] == []


def test_nothing_says_when_or_where_it_was_made(package: ZipFile, sheet: Sheet) -> None:
    assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.create_system for entry in package.infolist()} == {0}
    assert not any(entry.extra or entry.comment for entry in package.infolist())
    assert package.fp
    package.fp.seek(0)
    assert render(sheet, "everything") == package.fp.read()


def test_its_page_explains_each_file_and_asks_not_to_guess(package: ZipFile) -> None:
    readme = readme_of(package)
    for one in SHEETS:
        assert f"\r\n{one.file_name}: {one.good_for}\r\n" in readme
    for said in ("Sticky & notes", "Version K7QF", "15 of 18 notes", "Identifiers were reduced", "Do not guess who"):
        assert said in readme
    assert "could not be made" not in readme


def test_its_page_is_in_the_language_of_the_sheet(sheet: Sheet) -> None:
    french = replace(sheet, labels={**sheet.labels, "good_for_json": "Pour vos programmes."})
    assert "sheet.json: Pour vos programmes." in readme_of(ZipFile(BytesIO(packed(french, {"sheet.json": b"{}"}))))


def test_a_picture_of_too_few_words_is_not_in_it(make_sheet: Callable[[Sequence[str]], Sheet]) -> None:
    package = ZipFile(BytesIO(render(make_sheet(["a", "b", "c"]), "everything")))
    assert "word-cloud.png" not in package.namelist()
    assert "sheet.pdf" in package.namelist()
    assert "word-cloud" not in readme_of(package)
    assert "could not be made" not in readme_of(package)


def test_what_could_not_be_made_is_named(make_sheet: Callable[[Sequence[str]], Sheet]) -> None:
    made: dict[str, bytes | Exception] = {one.file_name: b"." for one in SHEETS}
    made["sheet.docx"] = RenderingFailed("the format docx could not be made")
    package = ZipFile(BytesIO(packed(make_sheet(["a", "b", "c"]), made)))
    assert "sheet.docx" not in package.namelist()
    assert readme_of(package).endswith("could not be made. Please download them one by one:\r\nsheet.docx\r\n")


@pytest.mark.parametrize("one", DOWNLOADS, ids=lambda one: one.name)
def test_each_format_says_what_it_is_good_for(one: object) -> None:
    """In one sentence or two; and the README has no other words for it."""
    assert one.good_for.endswith(".")  # type: ignore[attr-defined]
    assert len(one.good_for) < 100  # type: ignore[attr-defined]


def test_each_format_says_how_long_it_takes_where_that_is_more_than_a_second() -> None:
    assert {one.seconds_for(45) for one in DOWNLOADS} == {0}
    pdf, everything = find_format("pdf"), find_format("everything")
    assert 2 <= pdf.seconds_for(1_000) < pdf.seconds_for(10_000) < everything.seconds_for(10_000)
    assert {find_format(name).seconds_for(10_000) for name in ("json", "csv", "markdown")} == {0}


def test_each_format_is_under_a_heading() -> None:
    assert {one.group for one in DOWNLOADS} == set(GROUPS)
