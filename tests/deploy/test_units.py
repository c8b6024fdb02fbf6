"""The units and scripts of the installer fit together; the installer itself is run by hand in a clean root."""

import subprocess

import pytest

from surveys.settings import PROJECT, load_settings


def test_one_of_several_forums_runs_as_the_only_one_does() -> None:
    """The two units differ in the names of what belongs to a forum, and in nothing else."""
    one, several = ((PROJECT / f"deploy/unsigned{at}.service").read_text() for at in ("", "@"))
    names = [line for line in several.splitlines() if "%i" in line and not line.startswith("Description")]
    assert len(names) == 5
    same = several.partition("\n")[2].replace(" (%i)", "").replace(" --forum %i", "").replace("-%i", "")
    assert same == one


@pytest.mark.parametrize("script", ["install.sh", "uninstall.sh", "unsigned-command.sh", "install-test-tools.sh"])
def test_scripts_are_read_by_any_shell(script: str) -> None:
    done = subprocess.run(["sh", "-n", PROJECT / "deploy" / script], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("forum", ["backups", "womens-backups", "other-names"])
def test_no_forum_takes_the_folder_of_another(forum: str) -> None:
    """The port is none, so that nothing is installed here even if the name is let through."""
    words = ["sh", str(PROJECT / "deploy/install.sh"), "--forum", forum, "--port", "none"]
    done = subprocess.run(words, capture_output=True, text=True)
    assert (done.returncode, f"cannot be named {forum}" in done.stderr) == (1, True), done.stderr


def test_the_settings_that_are_shipped_are_settings() -> None:
    lines = (line.split("=", 1) for line in (PROJECT / "deploy/unsigned.env").read_text().splitlines() if "=" in line)
    assert load_settings({name: value.strip('"') for name, value in lines if name.startswith("UNSIGNED_")})
