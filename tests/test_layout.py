"""How the house is built: who may know Flask, which way imports run, how large it may grow."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from surveys.settings import PROJECT

SURVEYS = PROJECT / "surveys"
ARCHITECTURE = (PROJECT / "docs" / "architecture.md").read_text()
KNOW_FLASK = {
    *("web", "participant", "reader", "facilitator", "operating", "errors", "application", "languages", "__init__")
}
FLOORS = {
    room: int(floor)
    for floor, rooms in re.findall(r"^\| (\d+) \| ([^|]+) \|", ARCHITECTURE, re.MULTILINE)
    for room in re.findall(r"`(\w+)`", rooms)
}
"""The floor of each file and folder at the top of `surveys/`, as docs/architecture.md has it."""
HIGHEST = 9
LINES_OF_TRUST = 3_000
LINES_OF_ALL = 25_520


def part_of(path: Path) -> str:
    return path.relative_to(SURVEYS).parts[0].removesuffix(".py")


def imports() -> Iterator[tuple[Path, str]]:
    for path in SURVEYS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module:
                yield from ((path, f"{node.module}.{alias.name}") for alias in node.names)
            elif isinstance(node, ast.Import):
                yield from ((path, alias.name) for alias in node.names)


def test_only_pages_and_what_runs_them_know_flask() -> None:
    web = ("flask", "werkzeug", "wtforms", "jinja2", "click")
    knowing = {part_of(path) for path, name in imports() if name.startswith(web)}
    assert knowing - KNOW_FLASK - {"documents"} == set()
    sheets = {name for path, name in imports() if part_of(path) == "documents" and name.startswith(web)}
    assert {name.split(".")[0] for name in sheets} <= {"jinja2"}, "sheets fill templates and know no Flask"


def test_every_room_has_its_floor() -> None:
    rooms = {part_of(path) for path in SURVEYS.rglob("*.py")}
    assert rooms == set(FLOORS)
    assert max(FLOORS.values()) <= HIGHEST


def test_imports_run_down() -> None:
    wrong = {
        f"{part_of(path)} imports {target}"
        for path, name in imports()
        if name.startswith("surveys.")
        and (target := name.split(".")[1]) in FLOORS
        and target != part_of(path)
        and FLOORS[target] >= FLOORS[part_of(path)]
    }
    assert wrong == set()


def test_imports_inside_stripping_run_down() -> None:
    above = {"lists": ("recognisers", "names"), "recognisers": ("names",)}
    wrong = {
        f"{path.parent.name} imports {name}"
        for path, name in imports()
        if name.startswith(tuple(f"surveys.stripping.{room}" for room in above.get(path.parent.name, ())))
    }
    assert wrong == set()


def test_a_neighbour_is_entered_by_its_front_door() -> None:
    """`from surveys.stripping import strip`, never from a file inside; and no underscore names.

    A folder without a front door, such as `web`, only keeps files together: there the file is named.
    """
    wrong = set()
    for path, name in imports():
        if name.startswith("surveys.") and (SURVEYS / (target := name.split(".")[1])).is_dir():
            beside = part_of(path) == target
            deepest = 1 if (SURVEYS / target / "__init__.py").read_text() else 2
            module = name.rpartition(".")[0]
            if not beside and (module.count(".") > deepest or name.rpartition(".")[2].startswith("_")):
                wrong.add(f"{path.relative_to(SURVEYS)}: {name}")
    assert wrong == set()


@pytest.mark.parametrize("word", ["utils", "util", "helpers", "helper", "common", "core", "manager", "misc"])
def test_nothing_is_called_by_a_word_that_says_nothing(word: str) -> None:
    names = [path.stem for folder in ("surveys", "tests", "bench") for path in (PROJECT / folder).rglob("*")]
    assert word not in names


def test_no_function_is_longer_than_thirty_five_lines() -> None:
    long = [
        f"{path.relative_to(PROJECT)}: {node.name}"
        for path in SURVEYS.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > 35
    ]
    assert long == []


def test_there_are_at_most_twenty_direct_packages_and_each_is_pinned() -> None:
    lines = (PROJECT / "requirements.txt").read_text().splitlines()
    packages = [line for line in lines if line.strip() and not line.startswith(("#", "-"))]
    assert len(packages) <= 20
    assert all("==" in package for package in packages)


def test_the_top_level_is_as_it_was_fixed() -> None:
    for folder in ("surveys", "templates", "static", "instance", "tests", "bench", "deploy", "docs"):
        assert (PROJECT / folder).is_dir(), folder
    for file in ("app.py", "requirements.txt", "requirements-dev.txt", "Makefile", "pyproject.toml", "README.md"):
        assert (PROJECT / file).is_file(), file


def trusted() -> list[Path]:
    """The files of the trust core, as docs/architecture.md names them."""
    chapter = ARCHITECTURE.split("## The trust core")[1].split("\n## ")[0]
    named = [SURVEYS / name for name in re.findall(r"`([\w/]+(?:\.py|/))`", chapter)]
    return [file for path in named for file in ([path] if path.is_file() else sorted(path.rglob("*.py")))]


def code_lines(path: Path) -> int:
    """Lines with code on them: no blank line, comment or docstring."""
    source = path.read_text()
    passive = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    active = {line for t in tokens if t.type not in passive for line in range(t.start[0], t.end[0] + 1)}
    words = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Expr)]
    docstrings = [n for n in words if isinstance(n.value, ast.Constant) and isinstance(n.value.value, str)]
    return len(active - {line for n in docstrings for line in range(n.lineno, (n.end_lineno or 0) + 1)})


def test_a_sceptic_can_read_the_trust_core_in_an_afternoon() -> None:
    files = trusted()
    assert len(files) > 40
    assert sum(map(code_lines, files)) <= LINES_OF_TRUST


def test_surveys_does_not_grow_unnoticed() -> None:
    """A ratchet: raise LINES_OF_ALL only with a page in docs/decisions that says why."""
    assert sum(len(path.read_text().splitlines()) for path in SURVEYS.rglob("*.py")) <= LINES_OF_ALL


def test_no_failure_is_expected() -> None:
    """A test that is marked to fail is a promise that nobody keeps."""
    mark = "mark." + "xfail"
    assert [path.name for path in (PROJECT / "tests").rglob("test_*.py") if mark in path.read_text()] == []
