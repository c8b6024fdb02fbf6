"""Emoji are drawn; what no font can draw is replaced where it is, and nothing beside it changes."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from surveys.documents.sheets import Sheet, drawable
from surveys.documents.sheets.as_large_print import as_large_print
from surveys.documents.sheets.as_pdf import as_pdf
from surveys.documents.sheets.together import held_together

Make = Callable[[Sequence[str]], Sheet]

EMOJI = "🎉 👩🏽‍🔬 👨‍👩‍👧 🇨🇭 1️⃣ ❤️"
BULLET = "\uf0b7"
CUNEIFORM = "\U00012000"
SENTENCE = "Some characters cannot be drawn here"


def text_of(pdf: bytes) -> str:
    return " ".join("\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def fonts_of(pdf: bytes) -> set[str]:
    with pikepdf.open(BytesIO(pdf)) as document:
        found = [page.Resources.Font.values() for page in document.pages if "/Font" in page.Resources]
        return {str(font.BaseFont) for fonts in found for font in fonts}


@pytest.fixture
def only_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with no font but those in the typesetter."""
    import typst

    bare = typst.Fonts(include_system_fonts=False)
    for module in ("drawable", "as_pdf"):
        monkeypatch.setattr(f"surveys.documents.sheets.{module}.fonts", lambda: bare)
    monkeypatch.setattr(drawable, "_asked", {})


def test_emoji_flags_and_keycaps_are_drawn_by_a_font_of_ours(make_sheet: Make) -> None:
    pdf = as_pdf(make_sheet([EMOJI, "One.", "Two."]))
    assert any("NotoEmoji" in name for name in fonts_of(pdf))
    assert SENTENCE not in text_of(pdf)
    with pikepdf.open(BytesIO(pdf)) as document:
        assert b"<pdfuaid:part>1</pdfuaid:part>" in document.Root.Metadata.read_bytes()


def test_a_bullet_from_word_costs_no_emoji(make_sheet: Make) -> None:
    pdf = as_pdf(make_sheet([f"{BULLET} pasted \uf04a\uf04b\uf04c", "Cheers 🎉", "Three"]))
    assert "• pasted ☺😐☹" in text_of(pdf)
    assert "Cheers 🎉" in text_of(pdf)
    assert SENTENCE not in text_of(pdf)


def test_what_no_font_has_is_a_box_and_the_head_says_so(make_sheet: Make) -> None:
    text = text_of(as_pdf(make_sheet(["Cheers 🎉 \ue123", "Two", "Three"])))
    assert "Cheers 🎉 ▯" in text
    assert SENTENCE in text


def test_an_emoji_without_a_font_is_its_name(make_sheet: Make, only_letters: None) -> None:
    text = text_of(as_pdf(make_sheet(["Good 👩🏽‍🔬🎉 © here 🇨🇭.", "One.", "Two."])))
    assert "Good [woman microscope][party popper] © here [flag CH]." in text.replace("\u00a0", " ")
    assert SENTENCE not in text


@pytest.mark.usefixtures("only_letters")
@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("plain text", "plain text"),
        ("é ü – “ € ß", "é ü – “ € ß"),
        (f"{CUNEIFORM} and é", "▯ and é"),
        ("1\ufe0f\u20e3 first", "[1] first"),
        ("\uf0fc done \uf0e0 next", "✓ done → next"),
        ("\u0301", "\u0301"),
    ],
)
def test_only_what_is_missing_changes(text: str, drawn: str) -> None:
    assert drawable.drawable(text) == drawn


def test_every_text_of_a_document_is_looked_at(make_sheet: Make) -> None:
    data, is_complete = drawable.all_drawable({"a": [BULLET, {"b": ("\ue123", 7, None)}]})
    assert data == {"a": ["•", {"b": ["▯", 7, None]}]}
    assert not is_complete
    assert drawable.all_drawable(["▯"]) == (["▯"], True)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("with [a person] here", "with [a\u00a0person] here"),
        ("[an e-mail address]", "[an\u00a0e-\u2060mail\u00a0address]"),
        ("和[某个人]说", "和[某\u2060个\u2060人]说"),
        ("[یک نفر] گفت", "[یک\u00a0نفر] گفت"),
        ("[a long aside that somebody wrote in brackets]", "[a long aside that somebody wrote in brackets]"),
        ("[over\ntwo lines]", "[over\ntwo lines]"),
    ],
)
def test_a_placeholder_has_no_place_to_break(text: str, held: str) -> None:
    assert held_together(text) == held


@pytest.mark.parametrize("placeholder", ["[a person]", "[某个人]", "[یک نفر]"])
def test_a_placeholder_is_on_one_line_of_the_pdf(make_sheet: Make, placeholder: str) -> None:
    """Beside longer and longer words, one of which would otherwise break it."""
    texts = [f"{'word ' * 14}{'x' * length} {placeholder} end" for length in range(1, 24)]
    parts: list[str] = []
    for page in PdfReader(BytesIO(as_pdf(make_sheet(texts)))).pages:
        page.extract_text(visitor_text=lambda text, *_: parts.append(text))
    lines = "".join(parts).replace("\u2060", "").replace("\u00a0", " ").split("\n")
    halves = [line for line in lines if line.count("[") != line.count("]")]
    assert halves == []


def test_large_print_is_large_and_upright(make_sheet: Make) -> None:
    pdf = as_large_print(make_sheet(["One.", "Two is a longer note.", "Three."]))
    sizes: list[float] = []
    for page in PdfReader(BytesIO(pdf)).pages:
        page.extract_text(visitor_text=lambda text, _cm, _tm, _font, size: sizes.append(size if text.strip() else 99))
    assert min(sizes) >= 18
    assert not [name for name in fonts_of(pdf) if "Italic" in name]
    assert "2 Two is a longer note." in text_of(pdf)


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("us-letter", (612, 792))])
@pytest.mark.parametrize("layout", ["sheet", "management-summary"])
def test_the_paper_is_what_the_sheet_says(make_sheet: Make, paper: str, size: tuple[int, int], layout: str) -> None:
    made = make_sheet(["One.", "Two.", "Three."])
    more = dict.fromkeys(("quotations", "quotations_explained", "tallies", "tallies_explained", "ideas"), "")
    box = PdfReader(BytesIO(as_pdf(replace(made, paper=paper, layout=layout, labels={**made.labels, **more})))).pages[0]
    assert (round(box.mediabox.width), round(box.mediabox.height)) == size
