"""The pinboard by its plain forms: what the script does goes the same way."""

from dataclasses import replace

import pytest
from bs4 import Tag

from surveys.collecting import collect, new_code
from surveys.storage import Instance
from surveys.survey import Survey
from tests.actors import Organiser, stores, stripped_answers
from tests.pages import soup_of

from .conftest import AtOffice

LOOSE = ""
"""The column of notes without a theme."""


@pytest.fixture
def board(facilitator: AtOffice, written: Survey, base: str) -> str:
    """The address of a pinboard with twelve notes, all for reading aloud, and two themes."""
    facilitator.post(f"{base}/close")
    facilitator.post(f"{base}/release")
    for name in ("Seminars", "Students"):
        facilitator.post(f"{base}/pinboard/themes", name=name)
    return f"{base}/pinboard"


def columns(facilitator: AtOffice, board: str) -> dict[str, list[str]]:
    """The note ids under the name of each theme, as the page shows them."""
    found = soup_of(facilitator.get(board)).select(".column")
    return {name_of(column): [pin["data-note"] for pin in column.select(".pin")] for column in found}


def name_of(column: Tag) -> str:
    return "" if column["data-theme"] == "" else column.select_one("h2 span").get_text()


def theme(facilitator: AtOffice, board: str, name: str) -> str:
    found = soup_of(facilitator.get(board)).select(".column")
    return str(next(column["data-theme"] for column in found if name_of(column) == name))


def revision(facilitator: AtOffice, base: str) -> int:
    return int(facilitator.get(f"{base}/revision").json["revision"])


def test_nothing_lies_on_the_board_before_a_release(facilitator: AtOffice, written: Survey, base: str) -> None:
    facilitator.post(f"{base}/close")
    assert "seminar" not in facilitator.get(f"{base}/pinboard").text


def test_open_survey_shows_on_the_board_only_what_was_released(
    facilitator: AtOffice, organiser: Organiser, written: Survey, base: str
) -> None:
    facilitator.post(f"{base}/release")
    shown = columns(facilitator, f"{base}/pinboard")[LOOSE]
    assert len(shown) == 12 - written.minimum
    locked = next(note for note in organiser.peeks(written) if note.id.hex() not in shown)
    assert facilitator.post(f"{base}/pinboard/note", note=locked.id.hex()).status_code == 404
    assert facilitator.post(f"{base}/pinboard/move", note=locked.id.hex(), to="").status_code == 404


def test_note_moves_under_a_theme_before_another_and_out_again(facilitator: AtOffice, board: str) -> None:
    first, second, *_others = columns(facilitator, board)[LOOSE]
    seminars = theme(facilitator, board, "Seminars")
    facilitator.post(f"{board}/move", note=first, to=seminars)
    facilitator.post(f"{board}/move", note=second, to=seminars, before=first)
    assert columns(facilitator, board)["Seminars"] == [second, first]
    facilitator.post(f"{board}/move", note=second, to="")
    assert columns(facilitator, board)["Seminars"] == [first]
    assert len(columns(facilitator, board)[LOOSE]) == 11


@pytest.mark.parametrize("note", ["", "zz", "00" * 16])
def test_forged_note_is_not_found(facilitator: AtOffice, board: str, note: str) -> None:
    assert facilitator.post(f"{board}/move", note=note, to="").status_code == 404
    assert facilitator.post(f"{board}/note", note=note).status_code == 404


def test_every_note_has_a_page_that_does_without_script_what_dragging_does(facilitator: AtOffice, board: str) -> None:
    note = columns(facilitator, board)[LOOSE][0]
    form = soup_of(facilitator.post(f"{board}/note", note=note)).select_one("form.pin-acts")
    button = next(b for b in form.select("button[name=to]") if b.get_text().strip() == "Students")
    fields = {tag["name"]: tag["value"] for tag in form.select("input[type=hidden]")}
    facilitator.post(form["action"], **fields | {"to": button["value"]})
    assert columns(facilitator, board)["Students"] == [note]


def test_a_board_without_themes_says_how_to_get_them(facilitator: AtOffice, written: Survey, base: str) -> None:
    facilitator.post(f"{base}/close")
    facilitator.post(f"{base}/release")
    board = f"{base}/pinboard"
    soup = soup_of(facilitator.get(board))
    assert soup.find(id="from-categories").get_text() in soup.select_one(".first-step").get_text()
    assert "categories" not in soup_of(facilitator.get(f"{board}/projector")).select_one(".first-step").get_text()


def test_theme_that_was_deleted_meanwhile_is_said_and_no_note_is_lost(facilitator: AtOffice, board: str) -> None:
    note = columns(facilitator, board)[LOOSE][0]
    gone = theme(facilitator, board, "Seminars")
    facilitator.post(f"{board}/themes/delete", theme=gone)
    answer = facilitator.post(f"{board}/move", note=note, to=gone)
    assert answer.status_code == 409
    assert soup_of(answer).select_one("[role=alert]").get_text()
    assert note in columns(facilitator, board)[LOOSE]
    for step in ("earlier", "later", "merge", "delete"):
        assert facilitator.post(f"{board}/themes/{step}", theme=gone, into=gone).status_code == 409


def test_name_typed_for_a_theme_that_is_gone_stands_in_the_answer(facilitator: AtOffice, board: str) -> None:
    gone = theme(facilitator, board, "Seminars")
    facilitator.post(f"{board}/themes/delete", theme=gone)
    answer = facilitator.post(f"{board}/themes/change", theme=gone, name="Good talks", colour=1, shown="0 Seminars")
    assert answer.status_code == 409
    form = soup_of(answer).select_one("main form")
    assert form.select_one("[name=name]")["value"] == "Good talks"
    facilitator.post(form["action"], name="Good talks")
    assert "Good talks" in columns(facilitator, board)


def test_second_of_two_renamings_sees_both_names(facilitator: AtOffice, board: str) -> None:
    one = theme(facilitator, board, "Seminars")
    facilitator.post(f"{board}/themes/change", theme=one, name="Talks", colour=0, shown="0 Seminars")
    answer = facilitator.post(f"{board}/themes/change", theme=one, name="Lectures", colour=3, shown="0 Seminars")
    assert answer.status_code == 409
    assert "Talks" in answer.text
    assert list(columns(facilitator, board)) == [LOOSE, "Talks", "Students"]
    form = soup_of(answer).select_one("main form")
    assert form.select_one("option[selected]")["value"] == "3"
    fields = {tag["name"]: tag["value"] for tag in form.select("input")}
    assert fields["name"] == "Lectures"
    assert facilitator.post(form["action"], **fields | {"colour": "3"}).status_code == 303
    assert list(columns(facilitator, board)) == [LOOSE, "Lectures", "Students"]


@pytest.mark.parametrize("name", ["", "  ", "seminars", "x" * 81])
def test_name_that_cannot_be_kept_comes_back_with_a_reason(facilitator: AtOffice, board: str, name: str) -> None:
    answer = facilitator.post(f"{board}/themes", name=name)
    assert answer.status_code == 422
    soup = soup_of(answer)
    box = soup.select_one("[name=name]")
    assert box["aria-invalid"] == "true"
    assert soup.select_one("[role=alert]")["id"] == box["aria-describedby"]
    assert box["value"] == name.strip()
    assert len(columns(facilitator, board)) == 3


def test_themes_are_put_in_order_merged_and_deleted_with_their_notes_kept(facilitator: AtOffice, board: str) -> None:
    note, other, *_rest = columns(facilitator, board)[LOOSE]
    seminars, students = (theme(facilitator, board, name) for name in ("Seminars", "Students"))
    facilitator.post(f"{board}/themes/later", theme=seminars)
    assert list(columns(facilitator, board)) == [LOOSE, "Students", "Seminars"]
    facilitator.post(f"{board}/themes/earlier", theme=seminars)
    assert list(columns(facilitator, board)) == [LOOSE, "Seminars", "Students"]
    facilitator.post(f"{board}/move", note=note, to=seminars)
    facilitator.post(f"{board}/move", note=other, to=students)
    facilitator.post(f"{board}/themes/merge", theme=seminars, into=students)
    assert columns(facilitator, board)["Students"] == [other, note]
    facilitator.post(f"{board}/themes/delete", theme=students)
    assert len(columns(facilitator, board)[LOOSE]) == 12


def test_last_step_is_undone_but_never_one_that_was_not_seen(facilitator: AtOffice, board: str, base: str) -> None:
    note, other, *_rest = columns(facilitator, board)[LOOSE]
    seminars = theme(facilitator, board, "Seminars")
    facilitator.post(f"{board}/move", note=note, to=seminars)
    seen = revision(facilitator, base)
    facilitator.post(f"{board}/move", note=other, to=seminars)  # somebody else, meanwhile
    assert facilitator.post(f"{board}/undo", revision=seen).status_code == 409
    assert columns(facilitator, board)["Seminars"] == [note, other]
    facilitator.post(f"{board}/undo", revision=revision(facilitator, base))
    assert columns(facilitator, board)["Seminars"] == [note]


def test_undoing_nothing_is_said(facilitator: AtOffice, written: Survey, base: str) -> None:
    assert facilitator.post(f"{base}/pinboard/undo", revision=revision(facilitator, base)).status_code == 409


def test_mask_is_never_undone(facilitator: AtOffice, organiser: Organiser, written: Survey, board: str) -> None:
    base = board.removesuffix("/pinboard")
    note, from_board = columns(facilitator, board)[LOOSE][0], {"from": "pinboard"}
    page = soup_of(facilitator.post(f"{base}/mask/words", note=note, **from_board))
    assert page.find("a", href=board), "the way back without masking"
    state = page.select_one("[name=state]")["value"]
    answer = facilitator.post(f"{base}/mask", note=note, state=state, word=[1], **from_board)
    assert answer.headers["Location"] == board
    facilitator.post(f"{board}/undo", revision=revision(facilitator, base))
    assert sum("[…]" in kept.text for kept in organiser.peeks(written)) == 1
    assert soup_of(facilitator.get(board)).select("[data-tag=masked]")


def test_two_organisers_work_on_one_board(facilitator: AtOffice, colleague: AtOffice, board: str) -> None:
    base = board.removesuffix("/pinboard")
    page = soup_of(facilitator.get(base))
    facilitator.post(f"{base}/share", facilitator=page.select_one("button[name=facilitator]")["value"])
    first, second, *_rest = columns(facilitator, board)[LOOSE]
    seen = revision(facilitator, base)
    facilitator.post(f"{board}/move", note=first, to=theme(facilitator, board, "Seminars"))
    colleague.post(f"{board}/move", note=second, to=theme(colleague, board, "Seminars"))
    assert columns(facilitator, board)["Seminars"] == [first, second]
    assert revision(facilitator, base) == revision(colleague, base) == seen + 2


def test_revision_grows_with_whatever_changes_what_the_board_shows(facilitator: AtOffice, board: str) -> None:
    base = board.removesuffix("/pinboard")
    note = columns(facilitator, board)[LOOSE][0]
    for path, fields in (
        ("/notes/care", {"needed": 1}),
        ("/notes/withhold", {"reason": "spam"}),
        ("/notes/give-back", {}),
        ("/pinboard/move", {"to": theme(facilitator, board, "Students")}),
    ):
        before = revision(facilitator, base)
        assert facilitator.post(base + path, note=note, **fields).status_code == 303
        assert revision(facilitator, base) == before + 1


def test_note_that_needs_care_says_so_until_the_mark_is_taken_away(facilitator: AtOffice, board: str) -> None:
    base = board.removesuffix("/pinboard")
    note = columns(facilitator, board)[LOOSE][0]
    answer = facilitator.post(f"{base}/notes/care", note=note, needed=1, **{"from": "pinboard"})
    assert answer.headers["Location"] == board
    assert soup_of(facilitator.get(board)).select(f"#n{note} [data-tag=care]")
    facilitator.post(f"{base}/notes/care", note=note, page=1, needed=0)
    assert not soup_of(facilitator.get(f"{base}/notes")).select("[data-tag=care]")
    assert facilitator.post(f"{base}/notes/care", note="00" * 16, needed=1).status_code == 404


def test_no_form_of_the_board_can_change_words(
    facilitator: AtOffice, organiser: Organiser, written: Survey, board: str
) -> None:
    before = sorted(note.text for note in organiser.peeks(written))
    note = columns(facilitator, board)[LOOSE][0]
    for path in ("move", "note", "themes", "themes/change", "undo"):
        facilitator.post(f"{board}/{path}", note=note, text="Reworded.", name="New", to="")
    assert sorted(note.text for note in organiser.peeks(written)) == before


def test_projector_shows_only_what_may_be_read_aloud_and_covers_what_needs_care(
    facilitator: AtOffice, survey: Survey, instance: Instance, base: str
) -> None:
    for text, sharing in (("Secret", 0), ("Sheet", 1), ("Withheld", 2), ("Careful", 2), ("Aloud", 2)):
        stores(survey, instance, f"{text} seminars.", sharing=sharing)
    facilitator.post(f"{base}/close")
    facilitator.post(f"{base}/release")
    board = f"{base}/pinboard"
    ids = {
        pin.select_one(".text").get_text().split()[0]: pin["data-note"]
        for pin in soup_of(facilitator.get(board)).select(".pin")
    }
    facilitator.post(f"{base}/notes/withhold", note=ids["Withheld"], reason="hurts")
    facilitator.post(f"{base}/notes/care", note=ids["Careful"], needed=1)
    room = soup_of(facilitator.get(f"{board}/projector"))
    assert sorted(tag.get_text() for tag in room.select(".text") if tag.get_text()) == [
        "Aloud seminars.",
        "Careful seminars.",
    ]
    assert room.select_one(f"#n{ids['Careful']} details:not([open]) .text")
    assert not room.select(f"#n{ids['Aloud']} details")
    assert not [word for word in ("Secret", "Sheet", "Withheld") if ids[word] in room.decode()]
    for word in ("Secret", "Sheet", "Withheld"):
        assert facilitator.post(f"{board}/note", note=ids[word], view="projector").status_code == 404
    assert facilitator.post(f"{board}/note", note=ids["Aloud"], view="projector").status_code == 200


def test_no_note_stands_in_an_address(facilitator: AtOffice, board: str) -> None:
    note = columns(facilitator, board)[LOOSE][0]
    soup = soup_of(facilitator.get(board))
    assert not [
        tag
        for tag in soup.select("[href], [action], [formaction]")
        if note in str(tag.get("href", "") + tag.get("action", ""))
    ]
    for path in ("/pinboard/move", "/notes/care", "/notes/withhold", "/notes/give-back"):
        answer = facilitator.post(
            board.removesuffix("/pinboard") + path, note=note, reason="spam", to="", **{"from": "pinboard"}
        )
        assert note not in answer.headers["Location"]


@pytest.mark.parametrize("name", ["No theme yet", "none", "WITHOUT A THEME"])
def test_no_theme_is_called_like_the_notes_without_one(facilitator: AtOffice, base: str, name: str) -> None:
    page = facilitator.post(f"{base}/pinboard/themes", name=name)
    assert page.status_code == 422
    assert soup_of(page).find(id="name")["value"] == name


def test_a_long_name_is_not_cut_but_answered(facilitator: AtOffice, base: str) -> None:
    assert not soup_of(facilitator.get(f"{base}/pinboard")).select("[maxlength]")
    page = facilitator.post(f"{base}/pinboard/themes", name="x" * 200)
    assert soup_of(page).find(id="name")["value"] == "x" * 200


def test_themes_come_from_the_categories_in_one_step_that_is_undone(
    facilitator: AtOffice, survey: Survey, instance: Instance, base: str
) -> None:
    for number in range(9):
        stores_in_category(survey, instance, f"Note {number}.", number % 3 if number < 6 else None)
    facilitator.post(f"{base}/close")
    facilitator.post(f"{base}/release")
    board = f"{base}/pinboard"
    facilitator.post(f"{board}/themes", name="Talks")
    kept = columns(facilitator, board)[LOOSE][0]
    facilitator.post(f"{board}/move", note=kept, to=theme(facilitator, board, "Talks"))
    before = columns(facilitator, board)
    facilitator.post(f"{board}/themes/from-categories")
    after = columns(facilitator, board)
    assert set(after) - set(before) == set(survey.prompts[0].categories[:3])
    assert after["Talks"] == [kept], "a note that has a theme stays there"
    assert sum(map(len, after.values())) == 9
    assert len(after[LOOSE]) in (2, 3)
    facilitator.post(f"{board}/undo", revision=revision(facilitator, base))
    assert columns(facilitator, board) == before
    facilitator.post(f"{board}/themes/from-categories")
    facilitator.post(f"{board}/themes/from-categories")
    assert columns(facilitator, board).keys() == after.keys(), "a second time adds no theme again"


def test_biggest_themes_come_first_by_one_button(facilitator: AtOffice, board: str) -> None:
    first, second, third, *_rest = columns(facilitator, board)[LOOSE]
    for note, name in ((first, "Seminars"), (second, "Students"), (third, "Students")):
        facilitator.post(f"{board}/move", note=note, to=theme(facilitator, board, name))
    form = soup_of(facilitator.get(board)).find(id="biggest-first").find_parent("form")
    facilitator.post(form["action"])
    assert list(columns(facilitator, board)) == [LOOSE, "Students", "Seminars"]


def test_a_note_is_put_at_the_top_of_its_theme_without_a_script(facilitator: AtOffice, board: str) -> None:
    first, second, other, *_rest = columns(facilitator, board)[LOOSE]
    seminars = theme(facilitator, board, "Seminars")
    for note in (first, second):
        facilitator.post(f"{board}/move", note=note, to=seminars)
    button = soup_of(facilitator.post(f"{board}/note", note=second)).select_one("button[name=top]")
    assert facilitator.post(button["formaction"], note=second).status_code == 303
    assert columns(facilitator, board)["Seminars"] == [second, first]
    assert not soup_of(facilitator.post(f"{board}/note", note=other)).select("button[name=top]")
    assert facilitator.post(f"{board}/top", note="00" * 16).status_code == 404


def test_cards_that_look_the_same_have_their_own_words_letter_for_letter(
    facilitator: AtOffice, survey: Survey, instance: Instance, base: str
) -> None:
    texts = ["Is 3 < 4 & 5 > 4?", "<b>bold</b> and &amp; so on.", "Two more: {0} and %s.", "Another.", "Another one."]
    for text in texts:
        stores(survey, instance, text)
    facilitator.post(f"{base}/close")
    facilitator.post(f"{base}/release")
    pins = soup_of(facilitator.get(f"{base}/pinboard")).select(".pin")
    assert sorted(pin.select_one(".text").get_text() for pin in pins) == sorted(texts)
    for pin in pins:
        id = pin["data-note"]
        assert pin["id"] == f"n{id}"
        assert pin.select_one(".text")["id"] == pin.button["aria-describedby"] == f"t{id}"
        assert pin.button["value"] == id


def test_the_room_sees_no_button_that_counts_notes_it_does_not_see(facilitator: AtOffice, board: str) -> None:
    assert not soup_of(facilitator.get(f"{board}/projector")).select("#biggest-first, #from-categories")


def stores_in_category(survey: Survey, instance: Instance, text: str, category: int | None) -> None:
    answer = replace(stripped_answers(text)[0], category=category)
    collect([answer], survey=survey, wall=instance.wall_of(survey), code=new_code())
