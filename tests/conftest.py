"""What all tests share: Qt without a screen, a screen for the window tests, and guards against things left behind."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

# Two workers share the processor already: threads of linear algebra would only wait for each other, spinning.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import light_body  # loads NumPy, which reads that
from annotations import Knowledge, load
from meshes.body import Structure

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")
os.environ.setdefault("PYTEST_QT_API", "pyside6")
os.environ["DERMATOME_SETTINGS"] = ""  # whoever runs the tests keeps their own settings

SECONDS_TO_START = 10


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """An X display of our own; the test is skipped by name where none can be started."""
    with _display("1480x940") as name:
        yield name


@pytest.fixture(scope="session")
def small_display() -> Iterator[str]:
    """One as of a small or an old computer."""
    with _display("1024x640") as name:
        yield name


@contextmanager
def _display(size: str) -> Iterator[str]:
    binary = shutil.which("Xvfb")
    if binary is None:
        _no_window("Xvfb is not installed")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [str(binary), "-displayfd", str(writing), "-noreset", "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        ready, _, _ = select.select([reading], [], [], SECONDS_TO_START)
        number = os.read(reading, 16).decode().strip() if ready else ""
        if not number:
            _no_window("Xvfb did not start")
        yield f":{number}"
    finally:
        os.close(reading)
        server.terminate()
        server.wait(SECONDS_TO_START)


def _no_window(reason: str) -> None:
    """Skip, or fail where window tests are required."""
    if os.environ.get("DERMATOME_REQUIRE_WINDOW") == "1":
        pytest.fail(f"{reason}, and DERMATOME_REQUIRE_WINDOW=1")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The knowledge base; it is frozen, so that all tests may share it."""
    return load()


@pytest.fixture(scope="session")
def structures() -> dict[str, Structure]:
    """The structures of the light body, by sided key."""
    return dict(light_body.body().structures)


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """No widget and no plotter outlives its test."""
    before = _open_plotters()
    yield
    left = _open_plotters() - before
    assert not left, f"plotters left open: {left}"
    if request.node.get_closest_marker("qt") is not None:
        from PySide6.QtWidgets import QApplication

        shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
        assert not shown, f"widgets left open: {shown}"


def _open_plotters() -> set[str]:
    plotting = sys.modules.get("pyvista.plotting.plotter")
    return set(plotting._ALL_PLOTTERS) if plotting is not None else set()
