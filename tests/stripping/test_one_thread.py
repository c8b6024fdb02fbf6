"""Searching a note takes one thread: numpy's own ones wait for each other by turning, and cost ten times the time."""

import os
import subprocess
import sys

import pytest

from surveys.settings import PROJECT

MULTIPLY = """
from pathlib import Path
import surveys
import numpy
table = numpy.ones((500, 500))
table @ table
print(len(list(Path("/proc/self/task").iterdir())))
"""


@pytest.mark.skipif(os.cpu_count() == 1, reason="numpy starts no threads here in any case")
def test_numpy_starts_no_threads() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    command = [sys.executable, "-c", MULTIPLY]
    found = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=True)
    assert found.stdout == "1\n"
