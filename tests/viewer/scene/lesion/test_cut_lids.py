"""The healthy spine's own cut faces from the side: where they lie, what has one, and when they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from light_body import Stage, body
from meshes.lesion.frame import disc_frame
from viewer.palette.colours import TISSUES
from viewer.scene.cutting import CutShape
from viewer.scene.geometry import numpy_array
from viewer.scene.lesion.cut_lids import BEFORE_MM, CutLids
from viewer.state.view_state import ViewState

MIDDLE = CutShape((1.0, 0.0, 0.0, 0.0))
KEYS = ("vertebra_l4", "intervertebral_disc_l4_l5", "vertebra_l5", "femur.right")


def shown(lids: CutLids) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
    data = lids.actor.GetMapper().GetInput()
    return numpy_array(data.GetPoints().GetData()), numpy_array(data.GetPointData().GetScalars())


def test_faces_lie_just_before_the_plane_and_bone_over_disc() -> None:
    lids = CutLids()
    lids.show(body(), MIDDLE, KEYS, lambda key: disc_frame(body().part(key)))
    places, colours = shown(lids)
    disc = (colours == np.round(0.97 * np.array(TISSUES["disc"]))).all(axis=1)
    assert 0 < disc.sum() < len(disc)
    assert places[disc, 0] == pytest.approx(BEFORE_MM["disc"], abs=1e-3)
    assert places[~disc, 0] == pytest.approx(BEFORE_MM["bone"], abs=1e-3)
    assert np.abs(places[:, 1:] - places[disc, 1:].mean(axis=0)).max() < 120.0  # none of the femur, which is not cut


def test_no_gap_is_left_between_a_disc_and_its_bones() -> None:
    """The disc's face reaches into both bones, so that a measured slit shows as disc."""
    lids = CutLids()
    lids.show(body(), MIDDLE, KEYS, lambda key: disc_frame(body().part(key)))
    places, colours = shown(lids)
    up = disc_frame(body().part("intervertebral_disc_l4_l5")).axes[2]
    disc = (colours == np.round(0.97 * np.array(TISSUES["disc"]))).all(axis=1)
    height = places @ up
    own = body().part("intervertebral_disc_l4_l5").vertices
    near = own[np.abs(own[:, 0]) < 3.0] @ up
    assert height[disc].max() > near.max() + 1.5
    assert height[disc].min() < near.min() - 1.5


def test_what_is_hidden_has_no_face_and_nothing_is_made_twice() -> None:
    lids = CutLids()
    lids.show(body(), MIDDLE, KEYS, lambda key: disc_frame(body().part(key)))
    mapper, count = lids.actor.GetMapper(), len(shown(lids)[0])
    lids.show(body(), MIDDLE, KEYS, lambda key: disc_frame(body().part(key)))
    assert lids.actor.GetMapper() is mapper
    lids.show(body(), MIDDLE, KEYS[:2], lambda key: disc_frame(body().part(key)))
    assert 0 < len(shown(lids)[0]) < count


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    found = Stage(200, 200)
    yield found
    found.close()


def test_only_the_healthy_spine_seen_from_the_side_has_them(stage: Stage) -> None:
    actor = stage.scene._structures.cuts.lids.actor
    side = ViewState(view="lumbar-side")
    for state, wanted in (
        (ViewState(), False),
        (side, True),
        (replace(side, scene="l4-5-far-lateral-herniation", degree=1.0), False),
        (side, True),
        (replace(side, view="lumbar-above"), False),
    ):
        stage.picture(state)
        assert bool(actor.GetVisibility()) is wanted
