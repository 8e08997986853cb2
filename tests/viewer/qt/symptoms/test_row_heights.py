"""Rows of the symptom list are as high as their words, at any width and scale: no blank line, no cut one."""

from __future__ import annotations

import json
import os
import sys
from itertools import pairwise

import numpy as np
import pytest

from own_process import seen_by

pytest.importorskip("PySide6")
pytestmark = pytest.mark.qt
WIDTHS = range(185, 430, 7)


@pytest.mark.parametrize("scale", ["1", "1.25", "1.5", "1.75"])
def test_no_row_has_a_blank_line_or_a_cut_one(scale: str) -> None:
    ink = {"QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"}
    seen = seen_by(__file__, environment={**os.environ, **ink})
    assert seen["ratio"] == float(scale)
    assert seen["rows"] > 10 * len(WIDTHS)
    assert seen["uneven"] == []


def look() -> None:
    """Paint the list at many widths and print the rows whose words do not fill them."""
    from PySide6.QtGui import QImage

    from annotations import load
    from viewer.qt.app import make_application
    from viewer.qt.symptoms.panel import SymptomPanel
    from viewer.qt.symptoms.rows import BOX, PAD

    application = make_application("light")
    panel = SymptomPanel(load().symptoms.values())
    panel.resize(WIDTHS[0], 900)
    panel.show()
    tree, filtered = panel.tree, panel.filter
    ratio = panel.devicePixelRatioF()
    uneven: list[str] = []
    rows = 0
    for width in WIDTHS:
        panel.resize(width, 900)
        for _ in range(3):
            application.processEvents()
        image = tree.viewport().grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        grey = np.array(image.constBits()).reshape(image.height(), image.bytesPerLine())[:, : image.width()]
        line = tree.fontMetrics().height()
        for number in range(filtered.rowCount()):
            group = filtered.index(number, 0)
            for row in range(filtered.rowCount(group)):
                index = filtered.index(row, 0, group)
                place = tree.visualRect(index)
                if not place.isValid() or place.top() < 0 or place.bottom() >= tree.viewport().height():
                    continue
                rows += 1
                top, bottom = round(place.top() * ratio), round((place.bottom() + 1) * ratio)
                left = round((PAD + BOX + 10) * ratio)
                # The box stands at the left of the words; the background is white, or a shade of it.
                inked = np.flatnonzero((grey[top:bottom, left:] < 130).any(axis=1)) / ratio
                if not len(inked) or place.height() - inked[-1] > PAD + 0.6 * line or inked[-1] > place.height() - PAD:
                    uneven.append(f"{width}: {index.data()!r} {place.height()} {inked[-1:].tolist()}")
                # Lines of words follow one another without a gap that would take another.
                if any(after - before > line for before, after in pairwise(inked)):
                    uneven.append(f"{width}: gap in {index.data()!r}")
    sys.stdout.write(json.dumps({"ratio": ratio, "rows": rows, "uneven": uneven}) + "\n")
    panel.close()


if __name__ == "__main__":
    look()
