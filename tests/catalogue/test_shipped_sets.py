"""The ready-made surveys that we ship: complete, plain, and honest about what they are not."""

import pytest

from surveys.catalogue import SET_NAMES, UnknownSet, find_set, load_catalogue
from surveys.survey import SMALLEST_MINIMUM, Audience

CATALOGUE = load_catalogue()
STICKY_CATEGORIES = (
    "Family friendliness",
    "Collegiality",
    "Professional mentorship",
    "Career advice",
    "Hurdles in attending meetings at CMS",
    "Biases",
    "Microaggressions",
    "Publication",
    "Analysis groups",
    "Leadership opportunities",
    "Any other thoughts",
)


def test_sets_stand_in_the_order_for_facilitators() -> None:
    names = tuple(prompt_set.name for prompt_set in CATALOGUE)
    assert names == SET_NAMES
    assert len(names) == 14
    assert (names[0], names[-1]) == ("sticky-notes", "blank")


def test_a_set_is_found_by_its_name() -> None:
    assert [find_set(name) for name in SET_NAMES] == list(CATALOGUE)


@pytest.mark.parametrize("name", ["yellow", "", "../sets/blank", "Blank", "blank.toml"])
def test_an_unknown_name_is_refused(name: str) -> None:
    with pytest.raises(UnknownSet, match="sticky-notes"):
        find_set(name)


def test_sticky_notes_ask_the_two_questions_of_the_forum_in_its_eleven_categories() -> None:
    like, change = find_set("sticky-notes").prompts
    assert like.text == "One thing I like in CMS"
    assert change.text == "One thing I would like to change within CMS"
    assert like.categories == change.categories == STICKY_CATEGORIES


def test_what_diversity_means_asks_three_questions() -> None:
    assert len(find_set("what-diversity-means").prompts) == 3


def test_every_question_says_what_a_good_answer_looks_like() -> None:
    for prompt_set in CATALOGUE:
        for prompt in prompt_set.prompts:
            assert prompt.hint.endswith((".", "?")), prompt_set.name


def test_grave_sets_are_sensitive_and_name_the_way_to_help() -> None:
    sensitive = {prompt_set.name for prompt_set in CATALOGUE if prompt_set.sensitive}
    assert sensitive == {"microaggressions", "imposter-syndrome", "unconscious-bias", "harassment-preparing"}
    for prompt_set in CATALOGUE:
        assert ("This is not a reporting channel." in prompt_set.introduction) is prompt_set.sensitive
        assert ("contacts" in prompt_set.introduction) is prompt_set.sensitive
        assert ("below" in prompt_set.introduction) is prompt_set.sensitive


def test_grave_sets_start_with_a_higher_minimum() -> None:
    for prompt_set in CATALOGUE:
        if prompt_set.sensitive:
            assert prompt_set.minimum > SMALLEST_MINIMUM, prompt_set.name
        else:
            assert prompt_set.minimum == SMALLEST_MINIMUM, prompt_set.name


@pytest.mark.parametrize(
    ("name", "hard_word"),
    [
        ("microaggressions", "A microaggression is"),
        ("imposter-syndrome", "Imposter syndrome is"),
        ("what-diversity-means", "Diversity means"),
        ("mentoring-wishes", "A mentor is"),
        ("mentor-profiles", "A mentor gives"),
        ("advancing-careers", "nominated for an award, which means"),
        ("unconscious-bias", "Unconscious bias means"),
        ("harassment-preparing", "Harassment means"),
    ],
)
def test_a_hard_word_is_explained(name: str, hard_word: str) -> None:
    assert hard_word in find_set(name).introduction


def test_only_sets_that_announce_more_readers_start_with_the_wide_audience() -> None:
    wide = {prompt_set.name for prompt_set in CATALOGUE if prompt_set.audience is Audience.COLLABORATION}
    assert wide == {"management-questions", "sticky-notes", "stories-to-share"}


def test_sentences_of_introductions_are_short() -> None:
    for prompt_set in CATALOGUE:
        sentences = prompt_set.introduction.replace("?", ".").split(". ")
        assert max(len(sentence.split()) for sentence in sentences) <= 26, prompt_set.name


def test_no_set_promises_what_nobody_can_keep() -> None:
    for prompt_set in CATALOGUE:
        words = prompt_set.title + prompt_set.summary + prompt_set.introduction
        assert "anonym" not in words.casefold(), prompt_set.name
