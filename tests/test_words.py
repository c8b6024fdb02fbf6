"""The words of docs/words.md are used, and guides call buttons and pages what the pages call them."""

import re
from pathlib import Path

import pytest

from surveys.settings import PROJECT

CLEAN = (
    ".github/**/*.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "README.md",
    "SECURITY.md",
    "bench/README.md",
    "docs/*.md",
    "docs/decisions/*.md",
    "docs/governance/*.md",
    "instance/README.md",
    "surveys/stripping/names/MODEL.md",
    "templates/error.html",
    "tests/promises/README.md",
)
"""Places without a word of the never-list. Make another one clean, then add it here; none ever leaves."""

WORDS = PROJECT / "docs/words.md"

GUIDES = ("docs/anonymity.md", "docs/facilitators.md", "docs/operators.md", "docs/governance/*.md")
IN_EVERY_BROWSER = {"back", "forward", "reload"}


def never_used() -> tuple[str, ...]:
    """The first column of the table under "Words we never use"."""
    table = WORDS.read_text().split("## Words we never use\n")[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ")[0] for line in table.splitlines() if line.startswith("| ")][2:]
    return tuple(word for row in rows for word in row.split(", "))


def prose(page: str) -> str:
    """A page without what is no English of ours: code, and where its links lead to."""
    without_code = re.sub(r"```.*?```|`[^`\n]*`", "", page, flags=re.DOTALL)
    return re.sub(r"\]\([^)]*\)", "]", without_code)


def found_in(page: str) -> list[str]:
    text = re.sub(r"never\W{1,3}anonymised", "", " ".join(prose(page).split()))
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, never_used()))})\b", re.IGNORECASE)
    return [text[max(match.start() - 30, 0) : match.end() + 10] for match in pattern.finditer(text)]


def clean_places() -> list[Path]:
    return sorted({path for place in CLEAN for path in PROJECT.glob(place)} - {WORDS})


def test_every_clean_place_exists() -> None:
    assert [place for place in CLEAN if not list(PROJECT.glob(place))] == []


@pytest.mark.parametrize("path", clean_places(), ids=lambda path: str(path.relative_to(PROJECT)))
def test_a_clean_place_has_no_word_that_we_never_use(path: Path) -> None:
    assert found_in(path.read_text()) == []


@pytest.mark.parametrize(
    "sentence", ["You are told so.", "It is\nthe very same.", "Ask *her*.", "We have anonymised it."]
)
def test_the_search_finds_such_a_word(sentence: str) -> None:
    assert found_in(sentence) != []


@pytest.mark.parametrize("sentence", ["Understand it.", "`told.py`", "[Why](what-is-told.md)", 'never "anonymised"'])
def test_the_search_passes_over_what_is_no_such_word(sentence: str) -> None:
    assert found_in(sentence) == []


def on_pages() -> set[str]:
    """Every label and sentence of the pages, in small letters and without its last stop."""
    files = [*PROJECT.glob("templates/**/*.html"), *PROJECT.glob("surveys/**/*.py")]
    strings = (re.findall(r"(?:_|gettext)\(\s*\"([^\"]+)\"", path.read_text()) for path in files)
    return {string.rstrip("….").lower() for of_a_file in strings for string in of_a_file}


@pytest.mark.parametrize(
    "path", sorted({path for guide in GUIDES for path in PROJECT.glob(guide)}), ids=lambda path: path.name
)
def test_what_a_guide_prints_slanted_with_a_capital_is_on_a_page(path: Path) -> None:
    quoted = re.findall(r"(?<![*\w])\*([A-Z][^*]+)\*(?!\*)", " ".join(prose(path.read_text()).split()))
    labels = {label.rstrip("….").lower() for label in quoted} - IN_EVERY_BROWSER
    assert labels - on_pages() == set()
