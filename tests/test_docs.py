"""The documents: links lead somewhere, promises have their attacks, what is not promised is the same everywhere."""

import re
from pathlib import Path

import click
import pytest
from flask import Flask

from surveys.documents.sheets import DOWNLOADS
from surveys.settings import PROJECT

PAGES = [*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")]
OPERATORS = (PROJECT / "docs/operators.md").read_text()
ANONYMITY, THREAT_MODEL = ((PROJECT / f"docs/{name}.md").read_text() for name in ("anonymity", "threat-model"))


def section(page: str, title: str) -> str:
    return page.split(f"\n## {title}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_every_link_of_a_page_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_every_path_that_a_page_names_exists(page: Path) -> None:
    named = re.findall(r"`((?:surveys|tests|bench|deploy|docs|templates|static)/[\w./-]+)`", page.read_text())
    assert [path for path in named if not (PROJECT / path).exists()] == []


def test_each_promise_has_an_attack_with_its_number() -> None:
    numbers = re.findall(r"^(\d+)\. \*\*", section(ANONYMITY, "What we promise"), re.MULTILINE)
    assert numbers == [str(number) for number in range(1, 16)]
    for number in numbers:
        assert list((PROJECT / "tests/promises").glob(f"test_{number:>02}_*")), number


def test_each_decision_has_a_number_of_its_own_and_a_line_in_the_index() -> None:
    pages = sorted(path.name for path in (PROJECT / "docs/decisions").glob("0*.md"))
    assert len({name[:4] for name in pages}) == len(pages)
    assert re.findall(r"\((0[\w-]+\.md)\)", (PROJECT / "docs/decisions/README.md").read_text()) == pages


@pytest.mark.parametrize("page", sorted((PROJECT / "docs/decisions").glob("0*.md")), ids=lambda page: page.name)
def test_a_decision_is_called_by_its_number(page: Path) -> None:
    assert page.read_text().startswith(f"# {int(page.name[:4])}. ")


def test_what_is_not_promised_is_said_in_the_same_words_to_the_security_officer() -> None:
    told = [
        re.findall(r"^- \*\*(.+?)\*\*", section(page, "Not promised"), re.MULTILINE)
        for page in (ANONYMITY, THREAT_MODEL)
    ]
    assert told[0] == told[1]
    assert len(told[0]) >= 11


def test_what_tickets_do_not_protect_is_said_in_the_same_words_to_members_and_to_the_security_officer() -> None:
    page = (PROJECT / "templates/participant/_tickets_not_promised.html").read_text()
    told = re.findall(r'^<li>{{ _\("([^"]+)"\) }}</li>$', page, re.MULTILINE)
    assert len(told) == page.count("<li>") == 6
    guide = section(ANONYMITY, "Tickets").partition("### What tickets do not protect")[2]
    for said in (guide, section(THREAT_MODEL, "Tickets")):
        assert re.findall(r"^- \*\*(.+?)\*\*", said, re.MULTILINE) == told


def test_every_attack_on_tickets_is_named_to_the_security_officer() -> None:
    named = re.findall(r"`(test_16_\w+\.py)` \|$", section(THREAT_MODEL, "Tickets"), re.MULTILINE)
    assert sorted(named) == sorted(path.name for path in (PROJECT / "tests/promises").glob("test_16_*.py"))


def test_what_commands_of_the_guide_write_is_in_memory_and_outlives_a_restore() -> None:
    """A restore of the office empties the folder of the sessions."""
    sessions = re.findall(r"^UNSIGNED_SESSIONS=(.*)$", (PROJECT / "deploy/unsigned.env").read_text(), re.MULTILINE)
    written = re.findall(r"--out (/\S+)`", OPERATORS)
    assert len(written) >= 1
    assert [path for path in written if not path.startswith("/dev/shm/") or path.startswith(sessions[0])] == []


def test_the_page_about_formats_has_a_row_for_each_file() -> None:
    table = section((PROJECT / "docs/sheets.md").read_text(), "Which format for what")
    assert sorted(re.findall(r"`([\w-]+\.\w+)`", table)) == sorted(one.file_name for one in DOWNLOADS)


def commands_in(page: str) -> list[list[str]]:
    """What an operator would copy: each `unsigned COMMAND`, in a block or in a sentence, as words."""
    lines = re.findall(r"(?:^|`)unsigned ((?:--forum NAME )?[a-z][^\n`#<>]*)", page, re.MULTILINE)
    return [line.removeprefix("--forum NAME ").split() for line in lines]


@pytest.mark.parametrize("page", [OPERATORS, (PROJECT / "deploy/README.md").read_text()], ids=["guide", "deploy"])
def test_every_command_that_an_operator_copies_exists_with_its_options(page: str, app: Flask) -> None:
    commands = commands_in(page)
    assert len(commands) >= 2
    for first, *rest in commands:
        command, words = app.cli.commands[first], rest
        if isinstance(command, click.Group):
            alternatives = [word for word in words if word.isalpha() and word.islower()]
            assert set(alternatives) <= set(command.commands), words
            command = command.commands[alternatives[0]]
        options = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= options, (first, words)


def test_every_option_of_the_installer_that_is_named_exists_and_every_other_is_named() -> None:
    script = (PROJECT / "deploy/install.sh").read_text()
    named = set(re.findall(r"(--[a-z]+)", section(OPERATORS, "The installer").partition("If certbot")[0]))
    assert named == set(re.findall(r"^ +(--[a-z]+)\)", script, re.MULTILINE))
    copied = re.findall(r"install\.sh (--[a-z]+)", OPERATORS)
    assert copied
    assert set(copied) <= named


def test_the_first_page_for_operators_has_what_is_needed_and_nothing_else() -> None:
    first, rule, _rest = OPERATORS.partition("\n---\n")
    assert rule
    assert re.findall(r"^\*\*(\w+)", first, re.MULTILINE) == ["Install", "Back", "Restore", "Upgrade", "Watch"]
    assert len(first.splitlines()) <= 60
    assert "\n## " not in first
