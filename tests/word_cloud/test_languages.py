"""Stop words are those of the notes' own languages."""

import pytest

from surveys.documents.word_cloud import count_words, has_words_without_spaces


def counted(*texts: str, languages: tuple[str, ...] = ()) -> set[str]:
    return {entry.word for entry in count_words(texts, languages=languages)}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("We were too late for the visa, and they told us so because of that.", "visa"),
        ("Jag tycker inte om att vi alltid har mötet när jag är hemma.", "mötet"),
        ("Não gosto que a reunião seja sempre quando eu estou com eles.", "reunião"),
        ("Nie lubię tego, że zebranie jest zawsze gdy jestem tam.", "zebranie"),
        ("Det er ikke noe som vi har her, men møtet er når de skal hjem.", "møtet"),
        ("این جلسه برای من از آن بهتر است", "جلسه"),
        ("هذا الاجتماع هو الذي كان في ذلك", "الاجتماع"),
        ("זה לא היה כל כך פגישה אבל הוא גם", "פגישה"),
    ],
)
def test_the_word_counts_and_those_around_it_do_not(text: str, word: str) -> None:
    found = counted(text, text, text, text)
    assert word in found
    assert len(found) <= 3


def test_a_stop_word_of_another_language_is_a_word() -> None:
    texts = ["We were all in the hall when they let it die.", "I saw the hall, and there they die.", "The hall? Die!"]
    assert {"hall", "die"} <= counted(*texts)
    assert "die" not in counted(*texts, languages=("de",))


def test_a_language_of_few_notes_takes_no_word_from_the_others() -> None:
    english = 200 * ["They were all there because the car door was open."]
    assert {"car door"} == counted(*english, "La car est là parce que nous ne sommes pas avec eux.")


def test_words_with_and_without_vowel_signs_are_one() -> None:
    assert counted("الاِجتِماعُ", "الاجتماع", "الاجتمـاع") == {"الاجتماع"}
    assert counted("שָׁלוֹם", "שלום", "שלום") == {"שלום"}


def test_a_persian_word_is_not_broken_at_its_joiner() -> None:
    assert counted("جلسه‌ها", "جلسه‌ها", "جلسه", languages=("fa",)) == {"جلسه‌ها"}


@pytest.mark.parametrize("text", ["我希望会议时间可以轮换", "会議は短く", "ขอให้มีการประชุม", "မြန်မာ", "ok 会议"])
def test_words_without_spaces_are_noticed(text: str) -> None:
    assert has_words_without_spaces(text)
    assert not has_words_without_spaces("회의 시간 [会议] встреча")
