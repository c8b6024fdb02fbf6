"""Notes that share words: rare words count most, and the words shared are said."""

from surveys.documents.word_cloud import has_words_without_spaces, most_like

TEXT = "Meetings end after the children sleep."


def test_the_rarest_shared_word_counts_most_and_is_said_first() -> None:
    others = ["More coffee.", "Our meeting was short.", "A meeting about meetings.", "A child? Children at meetings!"]
    best = most_like(TEXT, others)
    assert [one.place for one in best] == [3, 2, 1]
    assert best[0].shared == ("children", "Meetings")
    assert best[1].shared == ("Meetings",)


def test_a_word_that_many_notes_have_counts_less() -> None:
    others = ["Meetings, lunch.", "Meetings, coffee.", "Meetings, lifts.", "Children, lunch."]
    assert most_like(TEXT, others)[0].place == 3


def test_longer_texts_are_not_more_alike_because_they_are_longer() -> None:
    others = ["Children, coffee, lifts, parking, lunch, visas, badges and printers.", "Children."]
    assert [one.place for one in most_like(TEXT, others)] == [1, 0]


def test_words_that_say_nothing_and_placeholders_are_not_shared() -> None:
    assert most_like("I am not for the 3 [a person] or [a place].", ["the 3, [a person]", "for [a place]"]) == []
    assert most_like("", ["", "Coffee."]) == []
    assert most_like("Coffee.", []) == []


def test_words_of_the_class_do_not_lose_their_last_letter() -> None:
    """A plural is the same word; "bias" and "class" are no plurals of others."""
    assert [one.place for one in most_like("The class.", ["A clas.", "Two meetings."])] == []
    assert [one.place for one in most_like("One mentor.", ["Two mentors."])] == [0]


def test_at_most_ten_are_given_the_first_of_equal_ones_first() -> None:
    assert [one.place for one in most_like("Coffee.", ["Coffee!"] * 12)] == list(range(10))


def test_other_alphabets_are_compared_and_scripts_without_spaces_are_said() -> None:
    assert [one.shared for one in most_like("Η καντίνα είναι ακριβή", ["Ακριβή καντίνα"])] == [("ακριβή", "καντίνα")]
    assert most_like("会議が長すぎる", ["会議が長すぎる"]) == []
    assert has_words_without_spaces("会議が長すぎる")
    assert not has_words_without_spaces("[人] had coffee")
