"""What is installed is what was tested: one version of each package, known by the hashes of its files."""

import re
import subprocess

import pytest

from surveys.settings import PROJECT

PINNED = re.compile(r"^([\w.-]+)==([^\s;]+)", re.MULTILINE)
LISTS = (
    "requirements.txt",
    "requirements-dev.txt",
    "deploy/hashes.txt",
    "deploy/hashes-dev.txt",
    "deploy/constraints.txt",
)


def pinned(*files: str) -> dict[str, str]:
    return {name.lower(): version for file in files for name, version in PINNED.findall((PROJECT / file).read_text())}


@pytest.mark.parametrize(
    ("wanted", "locked"),
    [
        (("requirements.txt",), "deploy/hashes.txt"),
        (("requirements.txt", "requirements-dev.txt", "deploy/hashes.txt"), "deploy/hashes-dev.txt"),
    ],
)
def test_what_we_ask_for_is_what_is_locked(wanted: tuple[str, ...], locked: str) -> None:
    """After a change of a version: `make lock`."""
    assert pinned(*wanted).items() <= pinned(locked).items()


def test_the_doctor_compares_with_the_versions_that_are_locked() -> None:
    assert pinned("deploy/constraints.txt") == pinned("deploy/hashes-dev.txt")


@pytest.mark.parametrize("locked", ["deploy/hashes.txt", "deploy/hashes-dev.txt"])
def test_every_package_has_one_version_and_the_hashes_of_its_files(locked: str) -> None:
    packages = re.split(r"^(?=\w)", (PROJECT / locked).read_text(), flags=re.MULTILINE)[1:]
    assert len(packages) == len(pinned(locked)) > 0
    assert [package for package in packages if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", package)] == []


@pytest.mark.parametrize("target", ["run", "test", "check"])
def test_make_installs_nothing_without_its_hash(target: str) -> None:
    command = ["make", "-n", "-B", target]
    printed = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    installs = [line for line in printed.splitlines() if "pip install" in line]
    assert installs
    assert [line for line in installs if "--require-hashes" not in line] == []


@pytest.mark.parametrize("file", LISTS)
def test_no_list_names_a_registry(file: str) -> None:
    """Where packages come from is for the machine to say, a mirror for example; the hashes hold for every place."""
    assert not re.search(r"://|index-url|find-links", (PROJECT / file).read_text())
