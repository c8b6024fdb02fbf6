"""What costs time with the first note is done before the server forks, and shared by its processes."""

import subprocess
import sys

from surveys.settings import PROJECT

COUNT = """
import gc
from surveys.operating.starting import warm_up
from surveys.stripping.recognisers.rules import Rule
warm_up()
late = [rule for rule in gc.get_objects() if isinstance(rule, Rule) and isinstance(rule.pattern, str)]
print(len(late), [rule.placeholder for rule in late if "_compiled" not in rule.__dict__])
"""


def test_every_long_pattern_is_compiled_by_warming_up() -> None:
    ran = subprocess.run([sys.executable, "-c", COUNT], cwd=PROJECT, capture_output=True, text=True, check=True)
    count, left = ran.stdout.split(maxsplit=1)
    assert int(count) > 10
    assert left.strip() == "[]"
