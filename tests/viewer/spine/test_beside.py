"""Healthy and affected side by side: what each half shows, one camera, picking in both, the words, the saved view."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from numpy.typing import NDArray

from annotations import load
from light_body import Stage, look
from viewer.cli.main import main
from viewer.explain.checking_views import check_state
from viewer.i18n.catalogue import catalogue
from viewer.palette.colours import ROOTS
from viewer.spine.beside import beside_of
from viewer.state.saved_view import as_json, read_state
from viewer.state.view_state import PickedSymptom, ViewState

WIDE, HIGH = 480, 300
SCENE = ViewState(scene="l4-5-posterolateral-herniation", degree=0.9, view="lumbar-back", beside=True, labels=False)


class Desk(Stage):
    """One scene in one plotter, its picture cut in two."""

    def halves(self, state: ViewState) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Left and right, without the line between them."""
        picture = self.picture(state)
        return picture[:, 3 : WIDE // 2 - 3], picture[:, WIDE // 2 + 3 : WIDE - 3]


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    found = Desk(WIDE, HIGH)
    yield found
    found.close()


def near(picture: NDArray[np.int64], colour: tuple[int, int, int]) -> int:
    """Count pixels whose hue is about that of a colour, however lit."""
    shade = picture / np.maximum(1, picture.max(axis=2, keepdims=True))
    wanted = np.array(colour) / max(colour)
    return int((np.abs(shade - wanted).max(axis=2) < 0.12).sum())


def test_the_healthy_half_has_no_bulge_and_no_lit_root(desk: Desk) -> None:
    healthy, affected = desk.halves(SCENE)
    for colour in ((186, 58, 92), ROOTS["standard"]["L5"]):
        assert near(healthy, colour) < 12
        assert near(affected, colour) > 80


def test_while_it_moves_both_halves_keep_their_background(desk: Desk) -> None:
    still = desk.halves(SCENE)
    desk.scene.simplify(on=True)
    moving = desk.halves(SCENE)
    desk.scene.simplify(on=False)
    again = desk.halves(SCENE)
    for before, during, after in zip(still, moving, again, strict=True):
        assert np.abs(during - before).max() <= 1
        assert np.array_equal(before, after)
        assert np.ptp(before[:, 0], axis=0).min() > 10, "a gradient, not one colour"


def test_at_degree_0_with_nothing_lit_both_halves_are_the_same(desk: Desk) -> None:
    state = ViewState(view="front", root=None, beside=True, labels=False)
    healthy, affected = desk.halves(state)
    # Both are shifted alike within their halves, and differ by no more than the rounding of one column.
    assert np.abs(healthy - affected).mean() < 1.5


def test_the_degree_changes_the_right_half_only(desk: Desk) -> None:
    slight, severe = (desk.halves(replace(SCENE, degree=degree)) for degree in (0.2, 1.0))
    assert np.abs(slight[0] - severe[0]).max() <= 2
    assert np.abs(slight[1] - severe[1]).max() > 60


@pytest.mark.parametrize("key", ["l4-on-l5-slip", "l4-5-foraminal-narrowing"])
@pytest.mark.parametrize("view", ["lumbar-side", "lumbar-above"])
def test_the_healthy_half_is_cut_like_a_healthy_spine(desk: Desk, key: str, view: str) -> None:
    state = replace(SCENE, scene=key, view=view, root=None)
    healthy = [desk.halves(replace(state, degree=degree))[0] for degree in (0.0, 1.0)]
    changed = (np.abs(healthy[0] - healthy[1]).max(axis=2) > 40).mean()
    assert changed < (0.02 if view == "lumbar-above" else 0.12)  # from the side the cut follows the pressed root


def test_skin_is_plain_at_the_left(desk: Desk) -> None:
    state = ViewState(symptoms=(PickedSymptom("numb-inner-shin"),), view="inner-leg", beside=True, labels=False)
    healthy, affected = desk.halves(state)
    blue = [int((half[..., 2] - half[..., 0] > 60).sum()) for half in (healthy, affected)]
    assert blue[0] < 150
    assert blue[1] > blue[0] + 800


def test_turning_turns_both(desk: Desk) -> None:
    before = desk.halves(ViewState(view="front", beside=True))
    after = desk.halves(ViewState(view="right", beside=True))
    for one, other in zip(before, after, strict=True):
        assert (np.abs(one - other).max(axis=2) > 30).mean() > 0.03


@pytest.mark.parametrize("view", ["front", "inner-leg", "lumbar"])
def test_the_pointer_finds_the_same_in_both_halves(desk: Desk, view: str) -> None:
    desk.picture(ViewState(view=view, root=None, beside=True, skin_opacity=0.2))
    for x in range(20, WIDE // 2, 37):
        for y in range(15, HIGH, 41):
            left, right = desk.scene.pick(x, y), desk.scene.pick(x + WIDE // 2, y)
            assert (left is None) == (right is None)
            if left is not None and right is not None and left.key is not None:
                assert left.key == right.key


def test_the_pointer_finds_the_healthy_disc_where_the_bulge_is_beside(desk: Desk) -> None:
    desk.picture(replace(SCENE, degree=1.0))
    found = {"left": set[str](), "right": set[str]()}
    rows, columns = np.mgrid[0:HIGH:6, 0 : WIDE // 2 : 6]
    for y, x in zip(rows.ravel(), columns.ravel(), strict=True):
        one, other = desk.scene.pick(float(x), float(y)), desk.scene.pick(float(x + WIDE // 2), float(y))
        for name, hit in (("left", one), ("right", other)):
            if hit is not None and hit.key is not None:
                found[name].add(hit.key)
    assert "intervertebral_disc_l4_l5" in found["left"]
    assert "intervertebral_disc_l4_l5" in found["right"]
    assert "posterior_root_l5.right" in found["left"]


def test_drawing_is_exact_in_both_halves(desk: Desk) -> None:
    desk.picture(ViewState(view="front", beside=True))
    hits = 0
    for x in range(20, WIDE // 2, 23):
        for y in range(15, HIGH, 31):
            left, right = desk.scene.skin_at(x, y), desk.scene.skin_at(x + WIDE // 2, y)
            assert (left is None) == (right is None)
            if left is not None and right is not None:
                hits += 1
                assert np.linalg.norm(desk.scene.place_xyz(left) - desk.scene.place_xyz(right)) < 4.0
    assert hits > 10


def test_what_lies_in_the_back_is_not_named_on_the_belly(desk: Desk) -> None:
    named = {
        (view, opacity): np.abs(
            desk.picture(replace(SCENE, view=view, skin_opacity=opacity, beside=False, labels=True))
            - desk.picture(replace(SCENE, view=view, skin_opacity=opacity, beside=False))
        )[: HIGH // 3].max()
        for view, opacity in (("front", 1.0), ("back", 1.0), ("front", 0.2))
    }
    assert named["front", 1.0] <= 2
    assert named["back", 1.0] > 60
    assert named["front", 0.2] > 60, "under glass it is seen from in front, too"


def test_the_whole_picture_comes_back(desk: Desk) -> None:
    whole = ViewState(view="front", labels=False)
    before = desk.picture(whole)
    desk.picture(replace(whole, beside=True))
    after = desk.picture(whole)
    assert np.abs(before - after).max() <= 2


def test_nothing_is_kept_twice(desk: Desk) -> None:
    desk.picture(SCENE)
    half = desk.scene._half
    assert half is not None
    ours = {id(layer.actor.GetMapper()) for layer in desk.scene.layers}
    twins = [actor for actor in cast("Any", half.renderer.GetActors()) if id(actor.GetMapper()) in ours]
    assert len(twins) == len(desk.scene.layers)


@pytest.mark.parametrize("language", ["en", "de", "es"])
@pytest.mark.parametrize("degree", [0.0, 0.2, 0.5, 1.0])
def test_the_headings_say_what_is_seen(language: str, degree: float) -> None:
    english = beside_of(replace(SCENE, labels=True, degree=degree), load())
    told = beside_of(replace(SCENE, labels=True, degree=degree, language=language), load())
    assert english is not None
    assert told is not None
    assert english.healthy == "Healthy"
    assert english.affected.startswith("Pinched: ")
    assert told.affected == catalogue(language)(english.affected)
    assert language == "en" or told.affected != english.affected


def test_one_picture_has_no_halves() -> None:
    assert look(ViewState()).beside is None


def test_a_saved_view_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "view.json"
    path.write_text(json.dumps(as_json(SCENE)), encoding="utf-8")
    assert read_state(path) == SCENE
    check_state(SCENE, load())


def test_a_snapshot_shows_both(tmp_path: Path) -> None:
    from PIL import Image

    out = tmp_path / "both.png"
    words = ["snapshot", "-o", str(out), "--scene", "l4-on-l5-slip", "--beside", "--size", "400x240"]
    assert main(words) == 0
    picture = np.asarray(Image.open(out).convert("RGB")).astype(np.int64)
    assert picture.shape == (240, 400, 3)
    assert near(picture[:, 203:], ROOTS["standard"]["L5"]) > near(picture[:, :197], ROOTS["standard"]["L5"]) + 60
