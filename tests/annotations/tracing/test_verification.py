"""The committed borders laid back over the drawings they were measured from, and what a wrong border does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotations.load import load
from annotations.model import Knowledge, Territory
from annotations.tracing import verification
from annotations.tracing.__main__ import main
from annotations.tracing.borders import FIELDS, borders, with_fields_as_map
from annotations.tracing.plate import PLATE
from annotations.tracing.verification import (
    CHECKED,
    TRACED,
    by_root,
    disagreements,
    distances_on_charts,
    distances_to_borders,
    distances_to_drawing,
    share_within,
)
from places import DRAWINGS, ROOT

measured = pytest.mark.skipif(not DRAWINGS.is_dir(), reason="the measured drawings are not beside the checkout")
KNOWLEDGE = load()
ALL_ROOTS = "*"


def moved(map_key: str, root: str, dt: float, dphi: float) -> Knowledge:
    """Shift the borders of one root, or of all, in a map."""

    def shift(territory: Territory) -> Territory:
        if territory.map != map_key or root not in (ALL_ROOTS, territory.root):
            return territory
        polygons = tuple(
            replace(polygon, points=tuple((t + dt, phi + dphi) for t, phi in polygon.points))
            for polygon in territory.polygons
        )
        return replace(territory, polygons=polygons)

    return replace(KNOWLEDGE, territories={key: shift(item) for key, item in KNOWLEDGE.territories.items()})


def test_every_traced_territory_states_its_doubt() -> None:
    traced = [t for t in KNOWLEDGE.territories.values() if t.provenance == "traced"]
    assert {t.map for t in traced} == set(TRACED)
    assert all(t.uncertainty_deg is not None and 5.0 <= t.uncertainty_deg <= 25.0 for t in traced)


@measured
@pytest.mark.parametrize("key", CHECKED)
def test_borders_lie_on_the_drawn_lines_within_their_stated_doubt(key: str) -> None:
    assert disagreements(DRAWINGS, KNOWLEDGE, key) == []


@measured
@pytest.mark.parametrize(
    ("key", "within_one", "median_mm"),
    [
        ("keegan_garrett", 0.85, 7.0),
        ("foerster_stephan", 0.95, 3.0),
        ("foerster_goran", 0.95, 3.5),
        ("isncsci_chart", 0.95, 2.5),
        (FIELDS, 0.94, 3.0),
    ],
)
def test_how_near_the_borders_come(key: str, within_one: float, median_mm: float) -> None:
    """A Keegan-Garrett border is a mean of views that disagree; the other maps follow one view at each place."""
    found = distances_to_drawing(DRAWINGS, KNOWLEDGE, key)
    assert len(found) > 300
    assert share_within(found, 1.0) >= within_one
    assert share_within(found, 2.0) >= 0.99
    assert verification.quantile_mm(found, 0.5) <= median_mm


@measured
def test_keegan_and_garrett_run_through_the_measured_points_on_all_charts() -> None:
    found = distances_on_charts(DRAWINGS, KNOWLEDGE)
    for segment, least in (("trunk", 100), ("thigh", 100), ("leg", 90), ("foot", 50)):
        here = [item for item in found if item.view == segment]
        assert len(here) >= least
        assert share_within(here, 1.0) >= 0.92
        assert share_within(here, 2.0) >= 0.95
    shifted = distances_on_charts(DRAWINGS, moved("keegan_garrett", "L5", 0.0, 25.0))
    assert share_within([item for item in shifted if "L5" in item.point.roots], 1.0) < 0.6


@measured
def test_a_shifted_nerve_field_is_noticed() -> None:
    field = KNOWLEDGE.nerve_fields["gray.saphenous_nerve"]
    polygons = tuple(replace(p, points=tuple((t, phi + 40.0) for t, phi in p.points)) for p in field.polygons)
    fields = {**KNOWLEDGE.nerve_fields, field.key: replace(field, polygons=polygons)}
    found = disagreements(DRAWINGS, replace(KNOWLEDGE, nerve_fields=fields), FIELDS)
    assert any("saphenous_nerve" in line for line in found)


@measured
@pytest.mark.parametrize("key", TRACED)
def test_l4_is_seen_and_laid_back_in_both_directions(key: str) -> None:
    assert len(by_root(distances_to_drawing(DRAWINGS, KNOWLEDGE, key))["L4"]) > 80
    assert len(by_root(distances_to_borders(DRAWINGS, KNOWLEDGE, key))["L4"]) > 200


@measured
@pytest.mark.parametrize(
    ("key", "root", "dt", "dphi"),
    [
        *((key, "L4", 0.0, 35.0) for key in TRACED),
        ("foerster_goran", "L4", 0.0, -35.0),
        ("keegan_garrett", "L3", 0.12, 0.0),
        ("isncsci_chart", ALL_ROOTS, 0.12, 0.0),
    ],
)
def test_a_shifted_border_is_noticed(key: str, root: str, dt: float, dphi: float) -> None:
    found = disagreements(DRAWINGS, moved(key, root, dt, dphi), key)
    assert found
    assert root == ALL_ROOTS or any(f"{key}, {root}: only" in line for line in found)


@measured
def test_a_border_that_the_map_lost_is_noticed() -> None:
    kept = {key: t for key, t in KNOWLEDGE.territories.items() if (t.map, t.root) != ("isncsci_chart", "L5")}
    found = disagreements(DRAWINGS, replace(KNOWLEDGE, territories=kept), "isncsci_chart")
    assert any("L5: only 0 % of the drawn line" in line for line in found)


@measured
def test_the_command_prints_the_table_that_the_document_carries(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(DRAWINGS), "--check"]) == 0
    table = capsys.readouterr().out
    assert table.count("\n") == 2 + len(CHECKED) + 1 + 2 + 4
    assert table in (ROOT / "docs" / "maps.md").read_text(encoding="utf-8")


def test_the_command_names_a_folder_without_drawings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), "--check"]) == 2
    assert "is not there" in capsys.readouterr().err
    assert main(["--check"]) == 2
    assert main(["--help"]) == 2


def test_nerve_fields_are_walked_as_a_map() -> None:
    found = borders(with_fields_as_map(KNOWLEDGE), FIELDS)
    assert any(point.roots == ("saphenous_nerve", "sural_nerve") for point in found)


@pytest.mark.parametrize("key", TRACED)
def test_borders_part_two_different_roots(key: str) -> None:
    found = borders(KNOWLEDGE, key)
    assert len(found) > 500
    assert all(point.roots[0] < point.roots[1] for point in found)
    assert any(point.roots == ("L4", "L5") for point in found)


def test_the_plate_was_measured_inside_its_outlines() -> None:
    for name, view in PLATE.items():
        assert [row for row, *_ in view.edges] == sorted(row for row, *_ in view.edges)
        for roots, line in view.lines.items():
            assert list(roots) == sorted(roots)
            for row, column in line:
                left, right = view.outline(row)
                assert left - 4.0 <= column <= right + 4.0, (name, roots, row)
    assert PLATE["front"].outline(0.0) == PLATE["front"].edges[0][1:]
    assert PLATE["front"].outline(9999.0) == PLATE["front"].edges[-1][1:]
