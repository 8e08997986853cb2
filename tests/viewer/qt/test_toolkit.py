"""The installed Qt for Python can be used at all: version 6.12.0 on Python 3.11 gives None and True back too often.

Every call of a method without a result takes one reference from ``None``, every emitted signal one from ``True``; after
some minutes of moving the pointer Python aborts. Measured with 6.12.0 (broken) and 6.11.0, 6.11.1 (sound).
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

COUNT = """
import os, sys
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget
class Bell(QObject):
    rung = Signal(int)
application = QApplication([])
widget, bell = QWidget(), Bell()
bell.rung.connect(lambda number: None)
before = sys.getrefcount(None), sys.getrefcount(True)
for number in range(200):
    widget.update()
    bell.rung.emit(number)
print(before[0] - sys.getrefcount(None), before[1] - sys.getrefcount(True), flush=True)
os._exit(0)
"""


@pytest.mark.qt
@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None and True are immortal from Python 3.12 on")
def test_the_toolkit_returns_none_and_true_with_their_references() -> None:
    # In a process of its own: a broken toolkit takes the whole test run down with it.
    done = subprocess.run(
        [sys.executable, "-c", COUNT],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    lost = [int(word) for word in done.stdout.split()]
    assert max(lost) < 100, "this PySide6 would abort Python after some minutes; pyproject.toml must leave it out"
