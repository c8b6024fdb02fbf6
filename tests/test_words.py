"""The words of docs/words.md are used, and guides call buttons and pages what the pages call them."""

import ast
import re
import tokenize
from collections.abc import Iterator
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
    "templates/base.html",
    "templates/error.html",
    "templates/facilitator/*.html",
    "templates/facilitator/invitation/*.txt",
    "templates/participant/*.html",
    "templates/reader/*.html",
    "templates/sheets/*.html",
    "tests/promises/README.md",
)
"""Places without a word of the never-list. Make another one clean, then add it here; none ever leaves."""

SHOWN = r"(?:_|gettext)\(\s*\"([^\"]+)\"(?:,\s*\"([^\"]+)\")?"
"""A string that goes through gettext, and its plural."""

WORDS = PROJECT / "docs/words.md"

GUIDES = ("docs/anonymity.md", "docs/facilitators.md", "docs/operators.md", "docs/sheets.md", "docs/governance/*.md")
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


def said_by(template: str) -> str:
    """What people read of a template: its strings, and what its tags and Jinja leave."""
    strings = [string for both in re.findall(SHOWN, template) for string in both if string]
    return " ".join([*strings, re.sub(r"\{[{%#].*?[}%#]\}|<[^>]*>", " ", template, flags=re.DOTALL)])


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
    page = path.read_text()
    assert found_in(said_by(page) if path.suffix == ".html" else page) == []


@pytest.mark.parametrize(
    "template",
    [
        '<p class="kept">{{ _("It is kept.") }}</p>',
        '{{ ngettext("It is.", "They are kept.", notes) }}',
        "<p>It is kept.</p>",
        """<a aria-label="{{ _("It is kept") }}">{{ name }}</a>""",
    ],
)
def test_the_search_finds_such_a_word_in_a_template(template: str) -> None:
    assert len(found_in(said_by(template))) == 1


@pytest.mark.parametrize("template", ['<p class="kept">{{ kept }}</p>', "{# kept #}{% if kept %}{% endif %}"])
def test_the_search_passes_over_what_nobody_reads_of_a_template(template: str) -> None:
    assert found_in(said_by(template)) == []


@pytest.mark.parametrize(
    "sentence", ["You are told so.", "It is\nthe very same.", "Ask *her*.", "We have anonymised it."]
)
def test_the_search_finds_such_a_word(sentence: str) -> None:
    assert found_in(sentence) != []


@pytest.mark.parametrize("sentence", ["Understand it.", "`told.py`", "[Why](what-is-told.md)", 'never "anonymised"'])
def test_the_search_passes_over_what_is_no_such_word(sentence: str) -> None:
    assert found_in(sentence) == []


def written_in(path: Path) -> Iterator[str]:
    """Every docstring and comment of a file; a string that is a statement of its own explains the line above it."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.value.value
    with path.open("rb") as file:
        yield from (token.string for token in tokenize.tokenize(file.readline) if token.type == tokenize.COMMENT)


def test_no_docstring_or_comment_has_a_word_that_we_never_use() -> None:
    files = list(PROJECT.glob("surveys/**/*.py"))
    assert len(files) > 100
    assert [(path.name, found) for path in files for text in written_in(path) if (found := found_in(text))] == []


def test_docstrings_and_comments_are_searched(tmp_path: Path) -> None:
    path = tmp_path / "example.py"
    path.write_text('"""It is kept."""\nkept = "told"  # who stands here\n"""Where it stood."""\n')
    assert [found_in(text) for text in written_in(path)] == [
        ["It is kept."],
        ["Where it stood."],
        ["# who stands here"],
    ]


def on_pages() -> set[str]:
    """Every label and sentence of the pages, in small letters and without its last stop."""
    files = [*PROJECT.glob("templates/**/*.html"), *PROJECT.glob("surveys/**/*.py")]
    strings = (re.findall(SHOWN, path.read_text()) for path in files)
    return {string.rstrip("….").lower() for of_a_file in strings for both in of_a_file for string in both}


@pytest.mark.parametrize(
    "path", sorted({path for guide in GUIDES for path in PROJECT.glob(guide)}), ids=lambda path: path.name
)
def test_what_a_guide_prints_slanted_with_a_capital_is_on_a_page(path: Path) -> None:
    quoted = re.findall(r"(?<![*\w])\*([A-Z][^*]+)\*(?!\*)", " ".join(prose(path.read_text()).split()))
    labels = {label.rstrip("….").lower() for label in quoted} - IN_EVERY_BROWSER
    assert labels - on_pages() == set()
