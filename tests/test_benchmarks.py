"""Benchmarks hand code to processes of their own as text, which neither ruff nor mypy reads: it runs to its end."""

import pytest

from benchmarks import memory, starting
from benchmarks.measuring import child
from own_process import on_screen


@pytest.mark.window
@pytest.mark.parametrize("code", [starting.OURS, memory.OURS], ids=["starting", "memory"])
def test_measured_code_runs(code: str, display: str) -> None:
    child(code, environment=on_screen(display))
