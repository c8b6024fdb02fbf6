"""Strip, seal, store: what `collect` promises to the pages."""

import pytest

from surveys.collecting import (
    Answer,
    NotWhatWasShown,
    TextTooLong,
    collect,
    collect_from_paper,
    excess_of,
    is_code,
    new_code,
    take_back,
)
from surveys.sealing import TEXT_LIMIT
from surveys.storage import Wall, WallFull
from surveys.stripping import Choice, StrippedText, clean, strip
from surveys.survey import Sharing, Survey
from tests.actors import Organiser


def answer(text: str, *, prompt: int = 0, shown: str | None = None, choices: dict[int, Choice] | None = None) -> Answer:
    cleaned = clean(text)
    shown = strip(cleaned, choices or {}).text if shown is None else shown
    return Answer(prompt, 2, Sharing.SHEET, cleaned, lambda: choices or {}, shown)


def test_each_answer_becomes_a_note_of_its_own(organiser: Organiser, survey: Survey, wall: Wall) -> None:
    assert collect([answer("One."), answer("Two.", prompt=1)], survey=survey, wall=wall, code=new_code()) == 2
    assert {(n.prompt, n.category, n.sharing, n.text) for n in organiser.peeks(survey)} == {
        (0, 2, Sharing.SHEET, "One."),
        (1, 2, Sharing.SHEET, "Two."),
    }


def test_the_same_code_stores_nothing_twice_but_what_was_missing(survey: Survey, wall: Wall) -> None:
    code = new_code()
    collect([answer("One.")], survey=survey, wall=wall, code=code)
    assert collect([answer("One."), answer("Two.", prompt=1)], survey=survey, wall=wall, code=code) == 1


def test_a_choice_is_taken_as_it_was_shown(organiser: Organiser, survey: Survey, wall: Wall) -> None:
    text = "Ask Olga Petrova about it."
    collect([answer(text, choices={0: Choice.KEEP})], survey=survey, wall=wall, code=new_code())
    assert [note.text for note in organiser.peeks(survey)] == [text]


def test_nothing_is_stored_unless_all_is_what_was_shown(survey: Survey, wall: Wall) -> None:
    with pytest.raises(NotWhatWasShown) as caught:
        collect([answer("One."), answer("Marmalade.", shown="Jam.")], survey=survey, wall=wall, code=new_code())
    assert wall.count_used() == 0
    assert "armalade" not in repr(caught.value)


def test_a_text_that_does_not_fit_is_refused_without_its_words(survey: Survey, wall: Wall) -> None:
    with pytest.raises(TextTooLong) as caught:
        collect([answer("marmalade " * 400)], survey=survey, wall=wall, code=new_code())
    assert wall.count_used() == 0
    assert "marmalade" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "too_many"), [("x" * (TEXT_LIMIT + 1), 1), ("x" * (TEXT_LIMIT + 100), 100), ("é" * TEXT_LIMIT, 1_900)]
)
def test_too_long_counts_characters_as_people_do(text: str, too_many: int) -> None:
    assert excess_of(StrippedText(text)) == too_many
    assert excess_of(StrippedText("é" * (TEXT_LIMIT // 2))) == 0


def test_a_full_wall_is_told(survey: Survey, wall: Wall) -> None:
    wall.destroy()
    wall.build(1)
    with pytest.raises(WallFull):
        collect([answer("One."), answer("Two.", prompt=1)], survey=survey, wall=wall, code=new_code())


def test_the_same_words_on_two_slips_are_two_notes_and_sent_again_no_more(
    survey: Survey, wall: Wall, organiser: Organiser
) -> None:
    wall.close()
    slips, code = [answer("More coffee."), answer("More coffee."), answer("Tea.", prompt=1)], new_code()
    assert collect_from_paper(slips, survey=survey, wall=wall, code=code) == 3
    assert collect_from_paper(slips, survey=survey, wall=wall, code=code) == 0
    notes = organiser.peeks(survey)
    assert sorted(note.text for note in notes) == ["More coffee.", "More coffee.", "Tea."]
    assert all(note.is_from_paper for note in notes)


def test_a_slip_that_is_not_what_was_shown_stores_none_of_its_sending(survey: Survey, wall: Wall) -> None:
    wall.close()
    with pytest.raises(NotWhatWasShown):
        collect_from_paper([answer("One."), answer("Two.", shown="2.")], survey=survey, wall=wall, code=new_code())
    assert wall.count_used() == 0


def test_the_code_of_a_sending_from_paper_takes_nothing_back(survey: Survey, wall: Wall) -> None:
    wall.close()
    collect_from_paper([answer("One.")], survey=survey, wall=wall, code=(code := new_code()))
    wall.reopen()
    assert take_back(code, survey=survey, wall=wall) == 0


def test_taking_back_counts_the_notes_of_the_sending(survey: Survey, wall: Wall) -> None:
    one, other = new_code(), new_code()
    collect([answer("One."), answer("Two.", prompt=1)], survey=survey, wall=wall, code=one)
    collect([answer("Three.", prompt=1)], survey=survey, wall=wall, code=other)
    assert take_back(other, survey=survey, wall=wall) == 1
    assert take_back(one, survey=survey, wall=wall) == 2
    assert take_back(new_code(), survey=survey, wall=wall) == 0


def test_codes_are_sixteen_letters_in_fours_and_never_the_same() -> None:
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(is_code(code) and [len(group) for group in code.split("-")] == [4] * 4 for code in codes)


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("ABCD-EFGH-JKLM-NPQR", True),
        ("abcdefghjklmnpqr", True),
        (" abcd efgh jklm npqr ", True),
        ("ABCD-EFGH-JKLM-NPQ", False),
        ("ABCD-EFGH-JKLM-NPQRS", False),
        ("ABCD-EFGH-JKLM-NPQ0", False),
        ("", False),
        ("ＡBCD-EFGH-JKLM-NPQR", False),
    ],
)
def test_what_can_be_a_code(text: str, yes: bool) -> None:
    assert is_code(text) is yes
