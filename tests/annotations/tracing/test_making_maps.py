"""Tracing gives the committed maps, and says what it cannot read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotations.charts.map_lookup import Maps
from annotations.load import load
from annotations.tracing.__main__ import DATA, main
from annotations.tracing.drawings import keegan_garrett, lee, picture, proposed
from annotations.tracing.making_maps import as_toml, sampled, with_majority
from annotations.tracing.measured_drawings import MEASURED
from annotations.tracing.reading import TracingError, read_drawing
from places import DRAWINGS

measured = pytest.mark.skipif(not DRAWINGS.is_dir(), reason="the measured drawings are not beside the checkout")
KNOWLEDGE = load()
LOOKED_UP = Maps(KNOWLEDGE)


def root(key: str, segment: str, t: float, phi: float) -> str:
    return LOOKED_UP.root(key, segment, t, phi)


@measured
def test_keegan_and_garrett_stay_within_the_measured_uncertainty() -> None:
    """Every measured border point off the ends lies within its uncertainty of a change of root."""
    data = json.loads((DRAWINGS / "keegan-garrett.json").read_text(encoding="utf-8"))
    checked = 0
    for border in data["borders"]:
        segment = border["segment"]
        if segment not in ("thigh", "leg") or {"S3", "S4"} & set(border["between"]):
            continue
        for t, phi, uncertainty in border["points"][1:-1]:
            if (t < 0.22 and segment == "thigh") or (t > 0.88 and segment == "leg"):
                continue  # the gluteal fold and the ankle belong to the next chart there
            here = {root("keegan_garrett", segment, t, phi + k) for k in (-uncertainty, uncertainty)}
            assert here & set(border["between"]), (border["between"], segment, t)
            assert len(here | {root("keegan_garrett", segment, t, phi)}) >= 2, (border["between"], segment, t)
            checked += 1
    assert checked > 150


@measured
@pytest.mark.atlas
def test_tracing_again_writes_the_committed_files() -> None:
    """Two of the six maps, to be quick: one measured, one described."""
    for drawing in (keegan_garrett(DRAWINGS), lee()):
        committed = (DATA / f"{drawing.key}.toml").read_text(encoding="utf-8")
        assert as_toml(drawing, sampled(drawing)) == committed, drawing.key


@measured
def test_uncertainty_is_that_of_the_measured_borders() -> None:
    drawing = keegan_garrett(DRAWINGS)
    territory = KNOWLEDGE.territories["keegan_garrett.L4.core"]
    assert territory.uncertainty_deg == pytest.approx(drawing.uncertainty["L4"], abs=0.06)
    assert 8.0 <= drawing.uncertainty["L4"] <= 25.0


def test_a_missing_or_broken_drawing_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(TracingError, match=r"nothing\.json is not there"):
        read_drawing(tmp_path, "nothing.json")
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    with pytest.raises(TracingError, match="not a readable JSON"):
        read_drawing(tmp_path, "broken.json")
    (tmp_path / "list.json").write_text("[]", encoding="utf-8")
    with pytest.raises(TracingError, match="no JSON object"):
        read_drawing(tmp_path, "list.json")
    (tmp_path / "list.json").write_text("{}", encoding="utf-8")
    with pytest.raises(TracingError, match="has no 'borders'"):
        read_drawing(tmp_path, "list.json", "borders")
    assert main([str(tmp_path)]) == 2
    assert "keegan-garrett.json" in capsys.readouterr().err
    assert main([]) == 2
    stephan = MEASURED["foerster_stephan"]
    (tmp_path / stephan.file).write_text('{"views": {"front": {"polygons": {}}}}', encoding="utf-8")
    with pytest.raises(TracingError, match=r"stephan-dermatoms\.json have no 'silhouette'"):
        picture(tmp_path, stephan)


def test_a_map_of_no_school_is_named_before_it_would_not_be_counted() -> None:
    own = {"leg": sampled(proposed())["leg"]}
    with pytest.raises(TracingError, match=r"'newcomer' belongs to no school.*schools\.py"):
        with_majority(own, {"newcomer": own})
