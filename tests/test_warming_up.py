"""What costs time with the first note is done before the server forks, and shared by its processes."""

import json
import subprocess
import sys
from typing import Any

import pytest

from surveys.settings import PROJECT

WARM_UP = """
import gc, json, os
from surveys.operating.starting import warm_up
from surveys.stripping.recognisers.rules import Rule
warm_up()
late = [rule for rule in gc.get_objects() if isinstance(rule, Rule) and isinstance(rule.pattern, str)]
left = [rule.placeholder for rule in late if "_compiled" not in rule.__dict__]
print(json.dumps({"late": len(late), "left": left, "threads": len(os.listdir("/proc/self/task"))}))
"""


@pytest.fixture(scope="module")
def warm() -> dict[str, Any]:
    ran = subprocess.run([sys.executable, "-c", WARM_UP], cwd=PROJECT, capture_output=True, text=True, check=True)
    return json.loads(ran.stdout)


def test_every_long_pattern_is_compiled_by_warming_up(warm: dict[str, Any]) -> None:
    assert warm["late"] > 10
    assert warm["left"] == []


def test_names_are_found_in_one_thread(warm: dict[str, Any]) -> None:
    """Several would wait for each other in a busy loop, and take thirteen times as long where others work too."""
    assert warm["threads"] == 1
