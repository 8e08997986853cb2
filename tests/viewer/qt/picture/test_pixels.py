"""The picture fills its widget to the last pixel, also where a pixel of the program is one and a half of the screen."""

from __future__ import annotations

import pytest

from own_process import on_screen, seen_by

SIZES = """
import json
from PySide6.QtWidgets import QApplication
from viewer.qt.picture.widget import BodyWidget

application = QApplication([])
widget = BodyWidget()
widget.show()
found = []
for side in (300, 301, 302, 303):
    widget.resize(side, side)
    application.processEvents()
    found.append(widget.window_size[0])
widget.close()
print(json.dumps(found))
"""


@pytest.mark.window
def test_half_a_pixel_is_one(display: str) -> None:
    environment = on_screen(display, QT_SCALE_FACTOR="1.5", QT_SCALE_FACTOR_ROUNDING_POLICY="PassThrough")
    assert seen_by("-c", SIZES, environment=environment) == [450, 452, 453, 455]
