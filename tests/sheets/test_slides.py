"""Slides: only what may be read out, one note each, and all words on their slide."""

import re
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from pptx import Presentation
from pypdf import PdfReader

from surveys.documents.sheets import Sheet, SheetAction, SheetNote, SheetTheme, Tally, render
from surveys.documents.sheets.fitting import Room, parts_that_fit, size_that_fits

MakeSheet = Callable[[Sequence[str]], Sheet]
LONG = " ".join(f"word{n}" for n in range(480)) + " last."
ARABIC = "في كل اجتماع أشعر أن رأيي لا يُسمع."
CONTACTS = "Ombudsperson: invented@example.org\nالمكتب الثاني"


def with_aloud(sheet: Sheet, *not_aloud: int, needs_care: Sequence[int] = ()) -> Sheet:
    """The writers of all notes but these agreed that they are read out."""

    def changed(note: SheetNote) -> SheetNote:
        return replace(note, aloud=note.number not in not_aloud, needs_care=note.number in needs_care)

    sections = (
        replace(one, groups=tuple(replace(group, notes=tuple(map(changed, group.notes))) for group in one.groups))
        for one in sheet.sections
    )
    return replace(sheet, sections=tuple(sections), contacts=CONTACTS)


def slides_of(content: bytes) -> list[Any]:
    return list(Presentation(BytesIO(content)).slides)


def titles_of(content: bytes) -> list[str]:
    return [title_of(slide) for slide in slides_of(content)]


def title_of(slide: Any) -> str:
    return str(slide.shapes.title.text_frame.text)


def notes_of(content: bytes) -> list[tuple[str, str]]:
    """The title and the words of each slide with a note, as another library reads them."""
    return [
        (slide.shapes.title.text_frame.text, slide.placeholders[1].text_frame.text)
        for slide in slides_of(content)
        if slide.slide_layout.name.startswith("Note")
    ]


def test_each_note_has_a_slide_under_its_number(make_sheet: MakeSheet) -> None:
    texts = ["One.", "Two\nlines & <b>.", ARABIC, "= 1 + 1", "我希望会议时间可以轮换。", "Coffee ☕ 👩🏽‍🔬 1️⃣"]
    read = notes_of(render(with_aloud(make_sheet(texts)), "slides"))
    assert read == [(str(number), text) for number, text in enumerate(texts, start=1)]


def test_only_notes_that_may_be_read_out_are_in_it(make_sheet: MakeSheet) -> None:
    sheet = with_aloud(make_sheet([f"Note of invented person {n}." for n in range(1, 10)]), 4, 8)
    content = render(sheet, "slides")
    assert [number for number, _text in notes_of(content)] == ["1", "2", "3", "5", "6", "7", "9"]
    package = ZipFile(BytesIO(content))
    words = "".join(package.read(name).decode() for name in package.namelist())
    assert "invented person 5." in words
    assert "invented person 4." not in words
    assert "invented person 8." not in words
    first = slides_of(content)[0].placeholders[10].text_frame.text
    assert "Notes on these slides: 7." in first
    assert "Other notes of this version: 2." in first


def test_no_note_says_that_it_may_be_read_out_by_itself(make_sheet: MakeSheet) -> None:
    """A note is on no slide unless the sheet says that its writer agreed."""
    content = render(make_sheet(["One.", "Two.", "Three."]), "slides")
    assert notes_of(content) == []
    assert "Notes on these slides: 0." in slides_of(content)[0].placeholders[10].text_frame.text


def test_a_question_begins_with_a_slide_and_people_to_turn_to_come_last(make_sheet: MakeSheet) -> None:
    titles = titles_of(render(with_aloud(make_sheet(["One.", "Two.", "Three."]), 3), "slides"))
    assert titles == ["Sticky & notes", "One thing I like", "1", "2", "People you can turn to"]


def test_a_warning_has_the_slide_before_its_note(make_sheet: MakeSheet) -> None:
    content = render(with_aloud(make_sheet(["One.", "What was said to me.", "Three."]), needs_care=[2]), "slides")
    place = titles_of(content).index("2")
    before = slides_of(content)[place - 1]
    assert before.shapes.title.text_frame.text.startswith("Content warning:")
    assert "note 2" in before.placeholders[1].text_frame.text
    assert "What was said" not in before.placeholders[1].text_frame.text


def test_a_long_note_goes_on_on_the_next_slide(make_sheet: MakeSheet) -> None:
    read = [one for one in notes_of(render(with_aloud(make_sheet(["a", LONG, "c"])), "slides")) if one[0][0] == "2"]
    assert [title for title, _text in read] == [f"2 · {n}/{len(read)}" for n in range(1, len(read) + 1)]
    assert " ".join(text for _title, text in read).split() == LONG.split()


def test_words_from_right_to_left(make_sheet: MakeSheet) -> None:
    content = render(with_aloud(make_sheet([ARABIC, f"English\n{ARABIC}", "c"])), "slides")
    arabic, mixed = (slide for slide in slides_of(content) if slide.shapes.title.text_frame.text in ("1", "2"))
    assert arabic.slide_layout.name == "Note, from right to left"
    assert arabic.shapes.title.left > arabic.placeholders[1].left
    ways = [p._p.pPr.get("rtl") for p in mixed.placeholders[1].text_frame.paragraphs]
    assert ways == ["0", "1"]


def test_every_slide_has_a_title_and_every_run_a_language(make_sheet: MakeSheet) -> None:
    content = render(with_aloud(make_sheet(["One.", ARABIC, "C'est la vie, et la réunion est trop tard."])), "slides")
    for slide in slides_of(content):
        assert slide.shapes.title.text_frame.text
        assert slide.shapes[0] == slide.shapes.title, "it is read out first"
        assert not slide.has_notes_slide
        for shape in slide.shapes:
            assert shape.is_placeholder
            for paragraph in shape.text_frame.paragraphs:
                assert all(run._r.rPr.get("lang") for run in paragraph.runs)
    (french,) = (slide for slide in slides_of(content) if slide.shapes.title.text_frame.text == "3")
    assert french.placeholders[1].text_frame.paragraphs[0].runs[0]._r.rPr.get("lang") == "fr-FR"


def sizes_of(slide: Any, index: int) -> set[float]:
    paragraphs = slide.placeholders[index].text_frame.paragraphs
    return {run.font.size.pt for paragraph in paragraphs for run in paragraph.runs}


def test_words_can_be_read_from_the_back_of_a_room(make_sheet: MakeSheet) -> None:
    content = render(with_aloud(make_sheet(["One.", STORY * 5, "Three."]), 3, needs_care=[1]), "slides")
    first, _section, warning, short, long, contacts = slides_of(content)
    assert min(sizes_of(first, 10)) >= 24
    assert min(sizes_of(warning, 1)) >= 32
    assert sizes_of(short, 1) == {60}
    assert min(sizes_of(long, 1)) >= 24
    assert min(sizes_of(contacts, 1)) >= 32
    assert min(sizes_of(long, 10) | sizes_of(long, 11)) >= 18


def test_a_part_of_a_summary_goes_on_with_a_heading(make_sheet: MakeSheet) -> None:
    """What is under one heading is on one slide where that costs no more than one."""
    sheet = summary(make_sheet(["One."]), actions=2)
    themes = tuple(replace(sheet.themes[0], name=f"Theme {n}") for n in range(1, 4))
    parts = [
        slide for slide in slides_of(render(replace(sheet, themes=themes), "slides")) if "THEMES" in title_of(slide)
    ]
    assert len(parts) == 3
    assert all(slide.placeholders[1].text_frame.text.startswith("Theme ") for slide in parts)


def test_no_trace(make_sheet: MakeSheet) -> None:
    sheet = with_aloud(make_sheet(["One.", "Two.", "Three."]))
    content = render(sheet, "slides")
    assert render(sheet, "slides") == content
    package = ZipFile(BytesIO(content))
    assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    folders = {name.rpartition("/")[0] for name in package.namelist()}
    assert not {"ppt/media", "ppt/printerSettings", "ppt/notesSlides"} & folders
    assert [name for name in package.namelist() if name.startswith("docProps")] == ["docProps/core.xml"]
    properties = Presentation(BytesIO(content)).core_properties
    assert properties.title == "Sticky & notes"
    assert (properties.author, properties.last_modified_by, properties.created, properties.modified) == (
        "",
        "",
        None,
        None,
    )


def test_characters_that_xml_refuses_are_dropped(make_sheet: MakeSheet) -> None:
    assert notes_of(render(with_aloud(make_sheet(["be\x0cfore", "b\x00", "c"])), "slides"))[0] == ("1", "before")


def summary(sheet: Sheet, actions: int = 2) -> Sheet:
    """As `summarise` makes it, with one quotation."""
    labels = {name: name.upper() for name in ("themes", "ideas", "tallies", "tallies_explained", "quotations")}
    agreed = SheetTheme("Late meetings", (1,), (SheetAction("", "Rotate the hours.", "chairs", "agreed"),) * actions)
    tally = Tally("Themes", (("Late meetings", "14"), ("Also: Parking", "")))
    labels |= {"heading": "Management summary", "quotations_explained": "Chosen by the organisers."}
    changed = replace(sheet, labels={**sheet.labels, **labels}, themes=(agreed,), tallies=(tally,), contacts=CONTACTS)
    return replace(changed, layout="management-summary")


def test_a_management_summary_has_five_slides(make_sheet: MakeSheet) -> None:
    content = render(summary(make_sheet(["I was not heard."])), "slides")
    assert titles_of(content) == ["THEMES", "TALLIES", "In numbers", "QUOTATIONS", "People you can turn to"]
    words = [slide.placeholders[1].text_frame.text for slide in slides_of(content)]
    assert "Rotate the hours.\nOwner: chairs · State: agreed" in words[0]
    assert "Late meetings: 14\nAlso: Parking" in words[1]
    assert "1 of 4 notes are in this sheet." in words[2]
    assert "“I was not heard.”" in words[3]
    assert words[4] == CONTACTS


def test_a_summary_without_quotations_quotes_nothing(make_sheet: MakeSheet) -> None:
    content = render(replace(summary(make_sheet(["I was not heard."])), sections=()), "slides")
    assert "QUOTATIONS" not in titles_of(content)
    assert b"not heard" not in b"".join(map(ZipFile(BytesIO(content)).read, ZipFile(BytesIO(content)).namelist()))


def test_a_part_of_a_summary_that_is_too_long_has_more_slides(make_sheet: MakeSheet) -> None:
    content = render(summary(make_sheet(["One."]), actions=30), "slides")
    parts = [title for title in titles_of(content) if title.startswith("THEMES")]
    assert parts == [f"THEMES · {n}/{len(parts)}" for n in range(1, len(parts) + 1)]
    assert len(parts) > 1
    words = " ".join(slide.placeholders[1].text_frame.text for slide in slides_of(content))
    assert words.count("Rotate the hours.") == 30


@pytest.mark.parametrize("text", ["W" * 700, "word " * 300, "一" * 900, ARABIC * 30, "line\n" * 60, "MEMORANDUM " * 90])
def test_parts_fit_and_are_the_whole(text: str) -> None:
    room = Room(720, 420, (48, 24))
    parts, size = parts_that_fit(text, room)
    assert len(parts) > 1
    assert all(size_that_fits(part, replace(room, sizes=(size,))) for part in parts)
    assert re.sub(r"\s", "", "".join(parts)) == re.sub(r"\s", "", text)


STORY = "In my first year I took the minutes of every meeting. Then I asked who could do it next. Nobody answered me. "


@pytest.mark.parametrize("text", [STORY * 7, STORY * 13, "\n".join("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), "word " * 300])
def test_no_part_is_much_shorter_than_the_others(text: str) -> None:
    parts, _size = parts_that_fit(text, Room(720, 416, (48, 36, 30, 24)))
    assert min(map(len, parts)) > max(map(len, parts)) * 0.6


def test_parts_end_with_a_sentence_or_a_line() -> None:
    room = Room(720, 416, (36, 24))
    sentences = " ".join(f"Sentence {n} has {'many and ' * (n % 7)}enough words." for n in range(1, 32))
    parts, _size = parts_that_fit(sentences, room)
    assert len(parts) > 1
    assert all(part.endswith(".") for part in parts)
    points = "\n".join(f"- Point {n}: {'nobody should have to wait so long ' * (2 + n % 4)}" for n in range(1, 9))
    parts, _size = parts_that_fit(points, room)
    assert len(parts) > 1
    assert all(part.startswith("- Point") for part in parts)


def test_type_is_as_large_as_the_number_of_parts_allows() -> None:
    """A text that is a little too long for one slide in the smallest type has two in a larger one."""
    room = Room(720, 416, (60, 48, 36, 30, 24))
    text = next(STORY * n for n in range(1, 99) if not size_that_fits(STORY * n, room))
    parts, size = parts_that_fit(text, room)
    assert (len(parts), size) == (2, 30)


def test_a_placeholder_is_never_broken_and_a_long_word_makes_type_smaller() -> None:
    room = Room(300, 416, (48, 36, 24))
    assert size_that_fits("Write to [an e-mail address].", room) == 24
    assert size_that_fits("Write to them at once.", room) == 48


@pytest.fixture(scope="module")
def projected(make_sheet: MakeSheet, tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """The pages that LibreOffice shows, of notes of every length."""
    words = "We should really talk about maximum workloads, minimum sleep and who makes the coffee. "
    texts = [(words * 20)[:length] + " last." for length in range(40, 1500, 60)]
    texts += [ARABIC * 14, "我希望会议时间可以轮换。" * 40, "W" * 300, "line\n" * 30 + "last."]
    folder = tmp_path_factory.mktemp("slides")
    (folder / "slides.pptx").write_bytes(render(with_aloud(make_sheet(texts)), "slides"))
    to_pdf(folder / "slides.pptx", folder)
    return list(PdfReader(folder / "slides.pdf").pages)


def to_pdf(path: Path, folder: Path) -> None:
    command = ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=180)


def test_all_words_are_on_their_slides_in_libreoffice(projected: list[Any]) -> None:
    """No note is lower than its question, which is at the foot."""
    seen = 0
    for page in projected[1:]:
        pieces: list[tuple[float, str]] = []

        def see(text: str, cm: list[float], tm: list[float], _font: Any, _size: float, pieces: Any = pieces) -> None:
            if text.strip():
                pieces.append((tm[4] * cm[1] + tm[5] * cm[3] + cm[5], text.strip()))

        page.extract_text(visitor_text=see)
        height = float(page.mediabox.height)
        assert all(0.02 * height < up < height for up, _text in pieces)
        at_foot = ("One thing", "K7QF", "Biases", "Discussion sheet")
        lines = [up for up, text in pieces if not text.startswith(at_foot)]
        seen += sum("last." in text for _up, text in pieces)
        assert min(lines, default=height) > 0.10 * height, "a slide that begins a question has no more words"
    assert seen >= 25
