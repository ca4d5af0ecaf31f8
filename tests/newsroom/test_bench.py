"""The measurements in docs/benchmarks.md can be repeated."""

import os
import re
import subprocess
import sys

import pytest

from .conftest import DEADLINE, ROOT

SHORTLY = "from bench import serving; serving.SECONDS, serving.ROUNDS = 0.1, 1; serving.main(['asgi'])"


@pytest.mark.serving
@pytest.mark.skipif(os.cpu_count() < 2, reason="the server has one core, the client the other")
def test_serving_gives_its_three_figures():
    told = subprocess.run(
        [sys.executable, "-c", SHORTLY], cwd=ROOT, timeout=DEADLINE, capture_output=True, text=True, check=True
    )

    assert len(re.findall(r"[1-9]\d*/s", told.stdout)) == 3
