"""Signs that people paste from Word: bullets, arrows and smileys that only two fonts have."""

_OF_WORD = (
    "\uf0b7\uf0a7\uf076\uf0d8\uf0fc\uf0fb\uf0fe\uf0e0\uf0df\uf0e8\uf0ae\uf0de"
    "\uf06c\uf06e\uf06f\uf071\uf0a8\uf02d\uf04a\uf04b\uf04c"
)
_SIGNS = str.maketrans(_OF_WORD, "•▪❖➢✓✗☑→←➔→⇒●■□❑◻–☺😐☹")
"""Private characters of the fonts Symbol and Wingdings in what people paste from Word, and what they show there.

https://www.unicode.org/L2/L2011/11052r-wingding.pdf
"""


def with_signs_of_word(text: str) -> str:
    """The text with bullets, arrows and smileys as anybody's fonts have them; every other character stays."""
    return text if text.isascii() else text.translate(_SIGNS)
