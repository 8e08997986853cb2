"""Tracing gives the committed nerve fields, and says what it cannot read."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.tracing import nerve_fields
from annotations.tracing.__main__ import DATA
from annotations.tracing.nerve_fields import silhouette
from annotations.tracing.reading import TracingError
from places import DRAWINGS

measured = pytest.mark.skipif(not DRAWINGS.is_dir(), reason="the measured drawings are not beside the checkout")


def test_the_silhouette_reaches_the_midline_only_above_the_groin() -> None:
    square = [[100.0, 490.5], [200.0, 490.5], [200.0, 520.5], [100.0, 520.5]]
    widths = {y: max(x for x, row in silhouette([square], True) if row == y) for y in (500.0, 510.0)}
    assert widths == {500.0: nerve_fields.MIDLINE, 510.0: 200.0}


def test_a_missing_figure_is_named(tmp_path: Path) -> None:
    with pytest.raises(TracingError, match=r"gray-1918-nerve-fields\.json is not there"):
        nerve_fields.as_toml(tmp_path)


def test_an_unknown_nerve_is_named(tmp_path: Path) -> None:
    text = '{"views": {"front": {"polygons": {"vagus": {"roots": "X", "points": []}}}}}'
    (tmp_path / nerve_fields.FILE).write_text(text, encoding="utf-8")
    with pytest.raises(TracingError, match="unknown nerve 'vagus'"):
        nerve_fields.as_toml(tmp_path)


@measured
def test_tracing_again_gives_the_committed_file() -> None:
    committed = (DATA / "nerve_fields.toml").read_text(encoding="utf-8")
    assert nerve_fields.as_toml(DRAWINGS) == committed
