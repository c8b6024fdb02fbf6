"""The scripts in which we miss most names."""

import regex

# Letters of the scripts that names are found in, and signs that belong to no script (ℓ, ʰ), must not be caught;
# letters of every other script must be: Arabic, Hebrew, Han, Kana, Hangul, Devanagari, Thai …
_LETTER_OF_ANOTHER_SCRIPT = regex.compile(
    r"(?V1)[\p{L}--[\p{Latin}\p{Greek}\p{Cyrillic}\p{Script=Common}\p{Script=Inherited}]]"
)


def hides_names(text: str) -> bool:
    """Whether the text may have a name that we miss: in Chinese, two letters are enough for one."""
    return len(_LETTER_OF_ANOTHER_SCRIPT.findall(text)) > 1
