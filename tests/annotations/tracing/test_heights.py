"""Heights along the body rise with the rows of a drawing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.tracing.heights import Heights


@given(st.lists(st.floats(1.0, 300.0), min_size=4, max_size=4))
def test_heights_rise_and_meet_their_marks(steps: list[float]) -> None:
    marks = [(-1.0, 0.0)]
    for height, step in zip((0.0, 0.216, 1.0, 2.0), steps, strict=True):
        marks.append((height, marks[-1][1] + step))
    heights = Heights(marks)
    for height, row in marks:
        assert heights.row(height) == pytest.approx(row)
    rows = [heights.row(-1.2 + 0.01 * k) for k in range(340)]
    assert rows == sorted(rows)
