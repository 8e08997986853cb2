"""The studio agrees with the scene: where it stands, what it draws, which colour is which; the same every time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from annotations import load
from light_body import Stage, body, look
from viewer.appearance.values import Appearance
from viewer.overlay.placing import project
from viewer.palette.colours import BACKDROPS, ROOTS
from viewer.scene.projection import view_matrix
from viewer.state.view_state import ALL_ROOTS, ViewState
from viewer.still import rays, samples
from viewer.still.still import draw, eye_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

pytestmark = [
    pytest.mark.gl,
    pytest.mark.skipif(rays.missing() is not None, reason="there is no embreex for this computer"),
]
SIZE = (200, 260)
LIT = 30
"""Brighter than words on the floor and lines around muscles before black."""
DEEP = frozenset(("muscles", "bones", "nerves"))


@pytest.fixture(scope="module")
def shared() -> Iterator[Stage]:
    stage = Stage(*SIZE)
    yield stage
    stage.close()


@pytest.fixture
def stage(shared: Stage, nothing_left_behind: None) -> Stage:
    return shared


def bare(state: ViewState) -> Appearance:
    """Without words, and before black, on which nothing throws a shadow."""
    plain = look(replace(state, labels=False))
    return replace(plain, background=BACKDROPS["black"], floor=(".", "."), pins=())


@pytest.mark.parametrize("view", ["front", "inner-leg", "sole", "lumbar", "saddle"])
def test_it_stands_where_the_scene_stands(stage: Stage, view: str) -> None:
    appearance = bare(ViewState(view=view))
    stage.scene.apply(appearance)
    matrix = view_matrix(stage.plotter.renderer)
    points = body().skin.mesh.vertices[::2500].astype(np.float64)
    ours = eye_of(appearance, body(), SIZE).pixels(points)
    width, height = SIZE
    for (x, y, z), (column, row) in zip(points.tolist(), ours, strict=True):
        placed = project(matrix, (x, y, z), width, height)
        assert placed is not None
        assert np.hypot(placed[0] - column, height - placed[1] - row) < 0.5


@pytest.mark.parametrize(
    "state",
    [
        ViewState(),
        ViewState(root=ALL_ROOTS, view="back"),
        ViewState(view="three-quarter", layers=DEEP),
        ViewState(view="inner-leg"),
        ViewState(skin_opacity=0.4),
    ],
    ids=["opening", "all roots from the back", "muscles", "inner leg", "clear skin"],
)
def test_it_draws_what_the_scene_draws(stage: Stage, state: ViewState, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(samples, "WITHIN", ((0.5, 0.5),))  # where the scene's pixels are without smoothed edges
    appearance = bare(state)
    theirs = stage.picture(appearance).max(axis=2) > LIT
    ours = draw(appearance, body(), load(), SIZE).max(axis=2) > LIT
    assert (theirs & ours).sum() / (theirs | ours).sum() >= 0.98


def test_roots_keep_their_colours() -> None:
    appearance = bare(ViewState(root=ALL_ROOTS, view="front"))
    unpainted = replace(appearance, skin=replace(appearance.skin, territories=()))
    drawn, plain = (draw(which, body(), load(), SIZE).astype(np.float64) for which in (appearance, unpainted))
    paint = drawn / np.maximum(plain, 1.0) * np.array(appearance.skin.tone)
    roots = np.array(list(ROOTS["standard"].values()), dtype=np.float64)
    off = np.linalg.norm(paint[:, :, None] - roots, axis=-1)
    meant = off.argmin(axis=-1)
    full = (off.min(axis=-1) < 30.0) & (plain.max(axis=-1) > 16.0)
    assert len(np.unique(meant[full])) >= 5
    assert (_nearest_shade(drawn[full], roots) == meant[full]).mean() > 0.95
    light = drawn[full].max(axis=-1) / roots[meant[full]].max(axis=-1)
    assert np.percentile(light, 10) > 0.4, "a root's skin may be in the shade, not in the dark"


def _nearest_shade(colours: NDArray[np.float64], roots: NDArray[np.float64]) -> NDArray[np.intp]:
    """Find the root whose colour, brighter or darker, comes nearest."""
    units = roots / np.linalg.norm(roots, axis=1, keepdims=True)
    nearest: NDArray[np.intp] = (colours @ units.T).argmax(axis=1)
    return nearest


def test_the_same_picture_however_many_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    appearance = look(ViewState(layers=DEEP, view="lumbar"))
    first = draw(appearance, body(), load(), (120, 120))
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert np.array_equal(first, draw(appearance, body(), load(), (120, 120)))


@pytest.mark.parametrize("ground", BACKDROPS)
def test_the_ground_is_the_scenes(stage: Stage, ground: str) -> None:
    appearance = replace(bare(ViewState()), background=BACKDROPS[ground])
    theirs = stage.picture(appearance)[:, :3]
    ours = draw(appearance, body(), load(), SIZE)[:, :3].astype(np.int64)
    assert np.abs(theirs - ours).max() <= 1
