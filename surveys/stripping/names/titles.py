"""Titles, and where those before a name begin."""

from functools import cache

from surveys.stripping.lists import words_of
from surveys.stripping.names.tokens import Token
from surveys.stripping.recognisers.reading import Reading

MOST_TITLES = 4


def may_have_titles(text: Reading) -> bool:
    """Whether any word of the text can be one; most have none, and need not be searched."""
    return not text.words.isdisjoint(_all_titles())


@cache
def _all_titles() -> frozenset[str]:
    return (
        words_of("titles.short")
        | words_of("titles.any_letters")
        | {title.lower() for title in words_of("titles.with_capitals")}
    )


def is_title(token: Token) -> bool:
    return token.text in words_of("titles.with_capitals") or token.text.lower() in words_of("titles.any_letters")


def title_before(text: str, tokens: list[Token], here: int) -> int | None:
    """Where the titles directly before this token begin, or None."""
    start = None
    for _ in range(MOST_TITLES):
        if here == 0:
            break
        at = here - 2 if tokens[here - 1].text == "." and here > 1 else here - 1
        title = tokens[at]
        if title.text.lower() not in _all_titles():  # almost every word
            break
        between = text[title.end : tokens[here].start]
        is_short = between[:1] == "." and title.text in words_of("titles.short")
        if not (is_short or is_title(title)) or between not in ("", " ", ".", ". "):
            break
        start, here = title.start, at
    return start
