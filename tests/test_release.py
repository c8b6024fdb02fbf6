"""A version can be tagged as it lies: its number, its day and the oldest Python are the same everywhere."""

import re
import tomllib

from surveys.settings import PROJECT

PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text())
CHANGELOG = (PROJECT / "CHANGELOG.md").read_text()


def test_the_version_is_the_newest_in_the_changelog_and_has_a_day_and_lines() -> None:
    unreleased, newest, *_older = re.split(r"^## ", CHANGELOG, flags=re.MULTILINE)[1:]
    assert unreleased.startswith("Unreleased\n")
    title, _, lines = newest.partition("\n")
    assert re.fullmatch(re.escape(PYPROJECT["project"]["version"]) + r" – \d{1,2} [A-Z][a-z]+ 20\d\d", title)
    assert "\n- " in lines


def test_packages_are_locked_for_the_oldest_python_that_we_support() -> None:
    oldest = PYPROJECT["project"]["requires-python"].removeprefix(">=")
    assert f"--python-version {oldest} " in (PROJECT / "Makefile").read_text()
