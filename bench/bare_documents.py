"""What a sheet is measured beside: the same notes, one after the other, by the same library, and nothing else.

As a program it reads notes from standard input (JSON) and writes one document: `bare_documents.py NAME`.
"""

import csv
import json
import sys
from collections.abc import Callable
from html import escape
from io import BytesIO, StringIO

LIST = b"#enum(..json(bytes(sys.inputs.notes)).map(note => text(note)))"
LARGE = b"#set text(18pt)\n" + LIST
CARDS = b"""#let card(note) = rect(width: 100%, height: 65mm, text(note))
#grid(columns: (1fr, 1fr), ..json(bytes(sys.inputs.notes)).map(card))"""
SMALL_CARDS = CARDS.replace(b"65mm", b"32mm")


def typeset(source: bytes) -> Callable[[list[str]], bytes]:
    def make(notes: list[str]) -> bytes:
        import typst

        made = typst.compile(source, sys_inputs={"notes": json.dumps(notes)}, format="pdf")
        assert isinstance(made, bytes)
        return made

    return make


def docx(notes: list[str]) -> bytes:
    from docx import Document

    document, content = Document(), BytesIO()
    for note in notes:
        document.add_paragraph(note, style="List Number")
    document.save(content)
    return content.getvalue()


def xlsx(notes: list[str]) -> bytes:
    from xlsxwriter import Workbook

    content = BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for row, note in enumerate(notes):
            page.write_number(row, 0, row + 1)
            page.write_string(row, 1, note)
    return content.getvalue()


def slides(notes: list[str]) -> bytes:
    from pptx import Presentation

    show, content = Presentation(), BytesIO()
    for note in notes:
        slide = show.slides.add_slide(show.slide_layouts[5])
        slide.shapes.title.text = note
    show.save(content)
    return content.getvalue()


def table(notes: list[str]) -> bytes:
    lines = StringIO(newline="")
    csv.writer(lines).writerows(enumerate(notes, start=1))
    return lines.getvalue().encode()


def page(notes: list[str]) -> bytes:
    items = "".join(f"<li>{escape(note)}</li>" for note in notes)
    return f"<!doctype html><title>Notes</title><ol>{items}</ol>".encode()


def markdown(notes: list[str]) -> bytes:
    return "\n\n".join(f"**{number}** {note}" for number, note in enumerate(notes, start=1)).encode()


def data(notes: list[str]) -> bytes:
    return json.dumps([*enumerate(notes, start=1)], ensure_ascii=False, indent=1).encode()


BARE: dict[str, Callable[[list[str]], bytes]] = {
    "pdf": typeset(LIST),
    "large-print": typeset(LARGE),
    "cards": typeset(CARDS),
    "cards-8": typeset(SMALL_CARDS),
    "slides": slides,
    "docx": docx,
    "xlsx": xlsx,
    "csv": table,
    "csv-excel": table,
    "html": page,
    "markdown": markdown,
    "json": data,
}


if __name__ == "__main__":
    sys.stdout.buffer.write(BARE[sys.argv[1]](json.load(sys.stdin)))
