"""Painting the skin, on a tube whose texels are known: distances, patterns, seams, ghosts, going back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from annotations.model import BandPoint, ChartPolygon, Knowledge, PainBand, Territory
from viewer.appearance.values import BandPaint, SkinAppearance, TerritoryPaint
from viewer.skin.painted.chart_texels import SkinTexels
from viewer.skin.painted.pain_band import band_field
from viewer.skin.painted.paint import Canvas, SkinPainter
from viewer.skin.painted.patterns import HATCH_ACROSS, HATCH_MM, stripes
from viewer.state.view_state import Side

ROWS, COLUMNS = 160, 180
RADIUS, LENGTH = 50.0, 400.0
TONE = (200, 200, 200)
BLUE = (0, 0, 255)


@dataclass
class Tube:
    """One leg as a tube: rows along it, columns around it; the left leg stands 200 mm to the left."""

    segment: NDArray[np.int8]
    side: NDArray[np.int8]
    t: NDArray[np.float32]
    phi: NDArray[np.float32]
    ray: NDArray[np.int8]
    xyz: NDArray[np.float32]

    @property
    def tiles(self) -> tuple[Any, ...]:
        tile = SimpleNamespace(height=ROWS, width=COLUMNS)
        return (((0, 0), 1, tile), ((ROWS, 0), -1, tile))

    def tile_xyz(self, number: int) -> NDArray[np.float32]:
        return self.xyz[number * ROWS : (number + 1) * ROWS]

    @property
    def right(self) -> NDArray[np.float32]:
        return self.xyz[:ROWS].reshape(-1, 3)

    def corners(self, texels: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.float64], NDArray[np.float64]]:
        half, corner = np.divmod(texels, ROWS * COLUMNS)
        return corner[:, None], np.ones((len(texels), 1)), 1.0 - 2.0 * half


def tube() -> Tube:
    """All of it a leg."""
    t, phi = np.meshgrid((np.arange(ROWS) + 0.5) / ROWS, np.arange(COLUMNS) * 360.0 / COLUMNS, indexing="ij")
    angle = np.radians(phi)
    xyz = np.stack([-RADIUS * np.sin(angle) + 100, RADIUS * np.cos(angle), LENGTH * (1 - t)], axis=-1)
    both = [xyz, xyz * [-1, 1, 1]]
    return Tube(
        segment=np.full((2 * ROWS, COLUMNS), 2, np.int8),
        side=np.repeat([1, -1], ROWS)[:, None].repeat(COLUMNS, axis=1).astype(np.int8),
        t=np.tile(t, (2, 1)).astype(np.float32),
        phi=np.tile(phi, (2, 1)).astype(np.float32),
        ray=np.zeros((2 * ROWS, COLUMNS), np.int8),
        xyz=np.concatenate(both).astype(np.float32),
    )


def with_knee() -> Tube:
    """The same tube, its upper half a thigh and its lower half a leg."""
    whole = tube()
    return replace(whole, segment=np.where(whole.t < 0.5, 1, 2).astype(np.int8), t=2.0 * whole.t % 1.0)


def skin_texels() -> SkinTexels:
    return SkinTexels(cast("Any", tube()))


def territory(points: tuple[tuple[float, float], ...]) -> Territory:
    return Territory("here", "L4", "map", "core", "proposed", (ChartPolygon("leg", points),), None, ())


class Easel:
    """A painter before one canvas."""

    def __init__(self, painter: SkinPainter, canvas: Canvas) -> None:
        self.painter, self.canvas = painter, canvas

    def paint(self, skin: SkinAppearance, ghost: Side | None) -> bool:
        return self.painter.paint(self.canvas, skin, ghost)


def painter(points: tuple[tuple[float, float], ...] = ()) -> tuple[Easel, NDArray[np.uint8]]:
    pixels = np.zeros((2 * ROWS, COLUMNS, 4), np.uint8)
    band = PainBand(
        "L4", (BandPoint("leg", 0.2, 90.0, 25.0, 1.0), BandPoint("leg", 0.8, 90.0, 25.0, 1.0)), "", (), "recalled"
    )
    drawn = {"here": territory(points), "beside": territory(BESIDE), "over": territory(OVER), "strip": territory(STRIP)}
    tables = {"territories": drawn, "nerve_fields": {}, "pain_bands": {"L4": band}}
    knowledge = SimpleNamespace(**tables, symptoms={"sore": SimpleNamespace(felt=band.points)})
    return Easel(SkinPainter(skin_texels(), cast("Knowledge", knowledge)), Canvas(pixels)), pixels


BESIDE = ((0.3, 140.0), (0.3, 200.0), (0.7, 200.0), (0.7, 140.0))
STRIP = ((0.3, 140.0), (0.3, 141.3), (0.7, 141.3), (0.7, 140.0))
OVER = ((0.2, 90.0), (0.2, 170.0), (0.8, 170.0), (0.8, 90.0))
SQUARE = ((0.3, 40.0), (0.3, 140.0), (0.7, 140.0), (0.7, 40.0))
SOLID = SkinAppearance(True, 1.0, 1.0, TONE, (TerritoryPaint("here", "right", BLUE, "solid", 1.0),))


def test_the_size_of_texels_is_measured() -> None:
    leg = skin_texels().of("leg", "right")
    assert np.allclose(leg.mm_per_t, LENGTH, rtol=0.02)
    assert np.allclose(leg.mm_per_degree, RADIUS * np.pi / 180, rtol=0.02)


LEG = skin_texels().of("leg", "right")
corners = st.lists(
    st.tuples(st.floats(0.05, 0.95), st.floats(-170.0, 170.0)), min_size=3, max_size=9, unique_by=lambda p: p[0]
)


@given(corners)
@settings(max_examples=20, deadline=None)
def test_depth_agrees_with_brute_force(points: list[tuple[float, float]]) -> None:
    polygon = np.array(points)
    leg = LEG
    numbers, depth = leg.signed_distance(polygon, 10.0)
    measured = np.full(len(leg.t), -10.0)
    measured[numbers] = depth
    rng = np.random.default_rng(0)
    for number in rng.choice(len(leg.t), 40, replace=False):
        signs, nearest = [], []
        for turn in (-360.0, 0.0, 360.0):
            x, y = leg.t[number] * LENGTH, (leg.phi[number] + turn) * RADIUS * np.pi / 180
            a = polygon * [LENGTH, RADIUS * np.pi / 180]
            b = np.roll(a, -1, axis=0)
            crossings = ((a[:, 0] > x) != (b[:, 0] > x)) & (
                y < a[:, 1] + (x - a[:, 0]) * (b[:, 1] - a[:, 1]) / np.where(b[:, 0] == a[:, 0], 1, b[:, 0] - a[:, 0])
            )
            signs.append(crossings.sum() % 2 == 1)
            edge, to = b - a, np.array([x, y]) - a
            share = np.clip((to * edge).sum(1) / np.maximum((edge * edge).sum(1), 1e-12), 0, 1)
            nearest.append(np.linalg.norm(to - share[:, None] * edge, axis=1).min())
        expected = max(d if inside else -d for d, inside in zip(nearest, signs, strict=True))
        if min(nearest) > 1.0:
            assert measured[number] == pytest.approx(np.clip(expected, -10.0, 10.0), rel=0.05, abs=1.0)


def test_a_territory_is_painted_where_it_lies_and_on_its_side_only() -> None:
    paint, pixels = painter(SQUARE)
    assert paint.paint(SOLID, None)
    assert tuple(pixels[ROWS // 2, 45]) == (*BLUE, 255)  # t 0.5, phi 90
    assert tuple(pixels[ROWS // 2, 135]) == (*TONE, 255)  # phi 270
    assert (pixels[ROWS:, :, :3] == TONE).all()
    blue = (pixels[:ROWS, :, 2] > 250).mean()
    assert blue == pytest.approx(0.4 * 100 / 360, rel=0.05)


def test_a_region_over_the_front_midline_has_no_seam() -> None:
    paint, pixels = painter(((0.3, -60.0), (0.3, 60.0), (0.7, 60.0), (0.7, -60.0)))
    paint.paint(SOLID, None)
    row = pixels[ROWS // 2]
    assert (row[:28] == (*BLUE, 255)).all()
    assert (row[-28:] == (*BLUE, 255)).all()
    assert tuple(row[90]) == (*TONE, 255)


def test_stripes_meet_at_the_seam_and_keep_their_distance() -> None:
    leg = skin_texels().of("leg", "right")
    ring = np.flatnonzero(np.abs(leg.t - leg.t[len(leg.t) // 2]) < 1e-6)
    ring = ring[np.argsort(leg.phi[ring])]
    shade = stripes(leg, ring)
    assert abs(shade[0] - shade[-1]) < 0.6  # neighbouring texels, 1.7 mm apart
    crossings = np.count_nonzero(np.diff((shade > 0.5).astype(int)) == 1)
    across = float(np.hypot(*HATCH_ACROSS[:2]) / np.linalg.norm(HATCH_ACROSS))
    assert crossings == pytest.approx(4.0 * RADIUS * across / HATCH_MM, abs=2)  # over and back again


def test_stripes_run_on_from_segment_to_segment() -> None:
    """A place has the same shade whatever segment's angle and height it has: no jump at the knee."""
    leg = skin_texels().of("leg", "right")
    seen_as_thigh = replace(leg, t=leg.t - 0.3, phi=(leg.phi + 47.0) % 360.0)
    some = np.arange(0, len(leg.t), 7)
    assert stripes(seen_as_thigh, some) == pytest.approx(stripes(leg, some))
    assert 0.3 < float(stripes(leg, some).mean()) < 0.7


def test_patterns_differ_in_more_than_colour() -> None:
    pictures = {}
    for pattern in ("solid", "fill", "hatch", "dots", "outline"):
        paint, pixels = painter(SQUARE)
        coats = (TerritoryPaint("here", "right", BLUE, cast("Any", pattern), 1.0),)
        paint.paint(replace(SOLID, territories=coats), None)
        pictures[pattern] = pixels[60:100, 25:65, 0].astype(float)  # well inside
    assert pictures["solid"].max() == 0
    assert pictures["outline"].min() == TONE[0]
    assert np.ptp(pictures["fill"]) < 3
    assert pictures["fill"].mean() > 100
    assert np.ptp(pictures["hatch"]) > 90


def test_borders_are_soft_over_a_texel_or_two_and_no_more() -> None:
    paint, pixels = painter(SQUARE)
    paint.paint(SOLID, None)
    column = pixels[:ROWS, 45, 0]
    between = np.count_nonzero((column > 0) & (column < TONE[0]))
    assert between <= 4


def test_unpainting_leaves_bare_skin() -> None:
    paint, pixels = painter(SQUARE)
    bare = replace(SOLID, territories=())
    paint.paint(bare, None)
    before = pixels.copy()
    paint.paint(SOLID, None)
    assert not np.array_equal(pixels, before)
    paint.paint(bare, None)
    assert np.array_equal(pixels, before)


def test_nothing_is_touched_when_nothing_changes() -> None:
    paint, _ = painter(SQUARE)
    assert paint.paint(SOLID, None)
    assert not paint.paint(SOLID, None)
    assert paint.paint(SOLID, "left")
    assert not paint.paint(SOLID, "left")


def test_painted_skin_fades_less_than_bare_skin() -> None:
    paint, pixels = painter(SQUARE)
    paint.paint(replace(SOLID, opacity=0.2, painted_opacity=0.8), None)
    assert pixels[ROWS // 2, 45, 3] == round(0.8 * 255)
    assert pixels[ROWS // 2, 135, 3] == round(0.2 * 255)


def test_a_leg_that_steps_aside_is_gone_below_the_fade_and_comes_back() -> None:
    paint, pixels = painter(SQUARE)
    paint.paint(SOLID, "left")
    assert (pixels[ROWS:, :, 3] == 0).all()
    assert (pixels[:ROWS, :, 3] == 255).all()
    paint.paint(SOLID, None)
    assert (pixels[..., 3] == 255).all()


def test_the_pain_band_is_soft_edged_and_centred_on_its_line() -> None:
    texels = skin_texels()
    points = (BandPoint("leg", 0.2, 90.0, 25.0, 1.0), BandPoint("leg", 0.8, 90.0, 25.0, 1.0))
    field = band_field(points, "right", texels)
    leg = texels.of("leg", "right")
    place = {int(i): n for n, i in enumerate(leg.index)}
    numbers = np.array([place[int(i)] for i in field.index])
    off = np.abs(leg.phi[numbers] - 90) * RADIUS * np.pi / 180
    middle = np.abs(leg.t[numbers] - 0.5) < 0.2
    assert field.falloff[middle & (off < 2)].min() > 0.9
    assert field.falloff[middle & (off > 22)].max() < 0.2
    assert off.max() < 30
    row = np.abs(leg.t[numbers] - leg.t[numbers][np.argmin(np.abs(leg.t[numbers] - 0.5))]) < 1e-6
    across = field.falloff[row][np.argsort(leg.phi[numbers][row])]
    assert np.abs(np.diff(across)).max() < 0.17  # texels are 1.7 mm apart here: no hard edge anywhere
    assert max(across[0], across[-1]) < 0.01
    assert {round(float(x)) for x in np.sign(field.across[middle])} >= {-1, 1}


@pytest.mark.parametrize("key", ["L4", "sore"])
def test_a_band_of_a_root_or_a_symptom_is_painted_with_dots(key: str) -> None:
    paint, pixels = painter(SQUARE)
    paint.paint(SkinAppearance(True, 1.0, 1.0, TONE, (), (BandPaint(key, "right", (255, 0, 0), 1.0),)), None)
    line = pixels[60:100, 45, 1].astype(int)
    assert np.ptp(line) > 40
    assert (pixels[ROWS:, :, :3] == TONE).all()


def test_a_territory_cut_in_two_shows_no_line_along_the_cut() -> None:
    whole = ChartPolygon("leg", SQUARE)
    halves = (
        ChartPolygon("leg", ((0.3, 40.0), (0.3, 90.5), (0.7, 90.5), (0.7, 40.0))),
        ChartPolygon("leg", ((0.3, 89.5), (0.3, 140.0), (0.7, 140.0), (0.7, 89.5))),
    )
    pictures = []
    for polygons in ((whole,), halves):
        easel, pixels = painter(SQUARE)
        easel.painter._territories = {"here": replace(territory(SQUARE), polygons=polygons)}
        easel.paint(replace(SOLID, territories=(TerritoryPaint("here", "right", BLUE, "fill", 1.0),)), None)
        pictures.append(pixels.astype(int))
    assert np.abs(pictures[0] - pictures[1]).max() <= 8


@pytest.mark.parametrize("pattern", ["solid", "fill", "hatch", "dots", "outline"])
def test_a_territory_runs_on_over_the_knee_as_if_there_were_none(pattern: str) -> None:
    """Above and below are charts of their own; polygons run on a little beyond their ends."""
    plain, one = painter(SQUARE)
    above = ChartPolygon("thigh", ((0.6, 40.0), (0.6, 140.0), (1.1, 140.0), (1.1, 40.0)))
    below = ChartPolygon("leg", ((-0.1, 40.0), (-0.1, 140.0), (0.4, 140.0), (0.4, 40.0)))
    drawn = {"here": replace(territory(SQUARE), polygons=(above, below))}
    tables = {"territories": drawn, "nerve_fields": {}, "pain_bands": {}, "symptoms": {}}
    two = np.zeros_like(one)
    knee = SkinPainter(SkinTexels(cast("Any", with_knee())), cast("Knowledge", SimpleNamespace(**tables)))
    skin = replace(SOLID, territories=(TerritoryPaint("here", "right", BLUE, cast("Any", pattern), 1.0),))
    plain.paint(skin, None)
    knee.paint(Canvas(two), skin, None)
    assert np.ptp(one[60:100, 15:75, 0].astype(int)) > 90  # there is something to compare
    assert np.abs(one.astype(int) - two).max() <= 8


def test_joined_territories_are_one_without_a_line_between_them() -> None:
    easel, pixels = painter(SQUARE)
    easel.paint(replace(SOLID, territories=(TerritoryPaint("here", "right", BLUE, "solid", 1.0, ("beside",)),)), None)
    leg = skin_texels().of("leg", "right")
    well_inside = (leg.t > 0.35) & (leg.t < 0.65) & (leg.phi > 50.0) & (leg.phi < 190.0)
    assert (pixels.reshape(-1, 4)[leg.index[well_inside], :3] == BLUE).all()


def test_a_rim_fades_out_and_has_no_border_at_its_outer_side() -> None:
    easel, pixels = painter(SQUARE)
    rim = TerritoryPaint("here", "right", BLUE, "rim", 1.0, beside=("beside",), rim_mm=40.0)
    easel.paint(replace(SOLID, territories=(rim,)), None)
    leg = skin_texels().of("leg", "right")
    row = (np.abs(leg.t - 0.5) < 0.01) & (leg.phi > 41.0) & (leg.phi < 139.0)
    by_angle = np.argsort(leg.phi[row])
    phi = leg.phi[row][by_angle]
    off = np.abs(pixels.reshape(-1, 4)[leg.index[row], :3].astype(int) - TONE).sum(axis=1)[by_angle]
    away = (140.0 - phi) * np.pi / 180 * RADIUS  # along the skin, a little more than straight
    assert (off[away > 50.0] == 0).all()
    assert off[away < 12.0].min() > 60
    assert off[(away > 33.0) & (away < 39.0)].max() < 0.4 * off[away < 12.0].min()
    rising = off[(away < 45.0) & (away > 12.0)]
    assert (np.diff(rising.astype(float)) >= -8.0).all()  # no outline stands out


def test_what_fills_gaps_leaves_other_territories_free() -> None:
    easel, pixels = painter(SQUARE)
    easel.paint(replace(SOLID, territories=(replace(SOLID.territories[0], outside=("over",)),)), None)
    leg = skin_texels().of("leg", "right")
    off = np.abs(pixels.reshape(-1, 4)[leg.index, :3].astype(int) - TONE).sum(axis=1)
    row = np.abs(leg.t - 0.5) < 0.1
    assert (off[row & (leg.phi > 95.0) & (leg.phi < 135.0)] == 0).all()
    assert (off[row & (leg.phi > 45.0) & (leg.phi < 85.0)] > 0).all()


def test_a_narrow_strip_is_joined_without_a_line_too() -> None:
    easel, pixels = painter(SQUARE)
    easel.paint(replace(SOLID, territories=(replace(SOLID.territories[0], joined=("strip",)),)), None)
    leg = skin_texels().of("leg", "right")
    inner = (leg.t > 0.35) & (leg.t < 0.65) & (leg.phi > 130.0) & (leg.phi < 140.0)
    off = np.abs(pixels.reshape(-1, 4)[leg.index[inner], :3].astype(int) - BLUE).sum(axis=1)
    assert off.max() < 60
