"""The gate draws the same examples in each run, `make fuzz` others: a red test is red again, and new ones are found."""

import subprocess

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from surveys.settings import PROJECT


def draws(profile: str) -> list[str]:
    """What a test with this profile is given."""
    drawn: list[str] = []

    @settings(settings.get_profile(profile), max_examples=20, phases=[Phase.generate])
    @given(st.text(min_size=8))
    def look(text: str) -> None:
        drawn.append(text)

    look()
    return drawn


@pytest.mark.parametrize(("profile", "is_same"), [("house", True), ("fuzz", False)])
def test_only_fuzzing_draws_anew(profile: str, is_same: bool) -> None:
    assert (draws(profile) == draws(profile)) is is_same


def test_the_gate_runs_with_the_seed_of_the_house(request: pytest.FixtureRequest) -> None:
    """A test file that sets `derandomize` itself, or a profile that is not loaded, would undo it."""
    is_fuzzing = request.config.getoption("--hypothesis-profile") == "fuzz"
    assert settings.default.derandomize is not is_fuzzing
    files = [path for path in (PROJECT / "tests").rglob("*.py") if path.name not in ("conftest.py", "test_fuzzing.py")]
    assert [path.name for path in files if "derandomize" in path.read_text()] == []


def test_make_fuzz_runs_every_test_that_draws() -> None:
    printed = subprocess.run(["make", "-n", "fuzz"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    assert "-m hypothesis --hypothesis-profile=fuzz" in printed
