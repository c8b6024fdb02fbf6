"""Marie Curie, a Wilson loop, Julia beside Python: who is long known, and what has the name of a person."""

import regex

from surveys.stripping.lists import alternatives, words_of
from surveys.stripping.recognisers.span import Span

WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*+(?<!['’]s)")
# How far around a name to look, in letters, and how many words a row may have beside it.
NEAR, BESIDE = 40, 3
# In Julia code, Python or Julia, we use Julia, Julia is faster than Python. Not "Julia said", "Julia's Python".
LANGUAGE, JOINT = rf"(?:{alternatives('names.languages')})(?!['\w])", r"(?:,? (?:and|or|vs|to)|,|/)"
IS_BEHIND = regex.compile(rf"(?i)(?:{JOINT}| is \w+ than) ?{LANGUAGE}| (?:{alternatives('names.made_of_tools')})\b")
BEFORE = rf"\b(?:{alternatives('names.before_tools')})|(?<!\w){LANGUAGE}(?:{JOINT}| than)"
IS_BEFORE = regex.compile(rf"(?i)(?:{BEFORE}) ?$")

# What bears a name, directly behind it: the Murphy law, a Wilson loop, Iris scanners. Not Anna's theorem.
THING = regex.compile(rf"(?i) (?:{alternatives('names.things')})\b")
# Gleichstellungsbüro, Ombudsstelle: German joins what an office is for and the word for one. No family ends so.
OFFICE = regex.compile(rf"(?i)\p{{L}}{{3,}}(?:{alternatives('names.ends_of_offices')})")


def is_not_somebody(text: str, name: Span) -> bool:
    """Whether it is the name of somebody long known, of a language, of a thing, or of an office."""
    is_office = OFFICE.fullmatch(text, name.start, name.end) is not None
    return is_office or is_well_known(text, name) or is_tool(text, name) or is_of_a_thing(text, name)


def is_of_a_thing(text: str, name: Span) -> bool:
    """One word, and a thing behind it."""
    return " " not in text[name.start : name.end] and THING.match(text, name.end) is not None


def is_well_known(text: str, name: Span) -> bool:
    """Whether the name lies wholly in such a row of words; it does not if it has a title or one more name."""
    near = list(WORD.finditer(text, max(0, name.start - NEAR), name.end + NEAR))
    words = [word.group().lower() for word in near]
    first = sum(word.end() <= name.start for word in near)
    last = sum(word.start() < name.end for word in near)
    rows = {
        "_".join(words[start:end])
        for start in range(max(0, first - BESIDE), first + 1)
        for end in range(max(last, start + 2), last + BESIDE + 1)
    }
    return not rows.isdisjoint(words_of("well_known"))


def is_tool(text: str, name: Span) -> bool:
    """Whether the name is one of a language or program too, and beside it are words of programs."""
    if text[name.start : name.end].lower() not in words_of("names.tools") or text.startswith("'", name.end):
        return False
    return bool(IS_BEHIND.match(text, name.end) or IS_BEFORE.search(text, max(0, name.start - NEAR), name.start))
