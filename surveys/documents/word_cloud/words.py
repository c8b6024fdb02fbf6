"""What a word is: where it begins and ends, what makes two words the same, and which say nothing by themselves."""

import regex

# Runs of letters, their combining marks, joiners (Persian) and digits: `\w` would break Hindi and Arabic words at vowel
# signs. None begins with a mark: what follows an emoji belongs to that ("☕️").
WORD = regex.compile(r"[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}\u200c\u200d]*+")

# A placeholder of stripping or masking, "[a person]", "[…]"; not a long aside that somebody put in brackets.
PLACEHOLDER = regex.compile(r"\[[^\[\]\n]{1,60}\]")

# Scripts that put no spaces between words, so that a run of letters is a sentence, not a word.
UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")

# A single letter ("l", "s") says nothing by itself, and neither does what has no letter: a number, a keycap ("1️⃣").
MEANINGLESS = regex.compile(r"\p{L}\p{M}*|\P{L}*")

# Vowel signs of Arabic and Hebrew and the long line, which most people leave out; joiners, which look like nothing.
OFTEN_LEFT_OUT = regex.compile(
    r"[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670\u200c\u200d]"
)
SAME_LETTERS = str.maketrans("يك", "یک")
"""An Arabic keyboard has other code points for two letters of Persian that look the same inside words."""


def is_meant(word: str) -> bool:
    """Whether a run of letters is a word that says something by itself."""
    return not (MEANINGLESS.fullmatch(word) or UNSPACED.search(word))


def folded(word: str) -> str:
    """What counts as the same word: without capitals and without the signs that most people leave out."""
    if word.isascii():
        return word.lower()
    return str(OFTEN_LEFT_OUT.sub("", word.casefold())).translate(SAME_LETTERS)


def has_words_without_spaces(text: str) -> bool:
    """Whether the text has words whose ends we cannot see, because their script puts no spaces between words."""
    return UNSPACED.search(text) is not None and UNSPACED.search(PLACEHOLDER.sub(" ", text)) is not None
