"""The skin against the measured skin, and the tissue under it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import light_body
from meshes.body import Body
from meshes.builds.builder import make_body
from meshes.builds.proportions import default_build
from meshes.measure.atlas import AtlasError
from meshes.measure.skin.fidelity import GOAL_MM, SITES, Site, skin_distances, thickness
from meshes.skin.charts import ChartPoint
from meshes.skin.surface import build_skin
from places import ATLAS


@pytest.fixture(scope="module")
def body() -> Body:
    return light_body.body()


@pytest.mark.atlas
@pytest.mark.skipif(not ATLAS.is_dir(), reason="the atlas folder is not beside the checkout")
def test_the_skin_lies_within_a_millimetre_of_the_measured_skin() -> None:
    points, distances = skin_distances(ATLAS, build_skin())
    assert distances.mean() <= GOAL_MM
    legs = (points[:, 2] > 60.0) & (points[:, 2] < 690.0)
    assert np.percentile(distances[legs], 95) < 1.5


@pytest.fixture(scope="module")
def man() -> Body:
    return make_body(default_build("male"))


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_tissue_under_the_skin_is_as_thick_as_published(body: Body, man: Body, site: Site) -> None:
    assert site.low <= thickness(body, site.place) <= site.high
    assert site.low <= thickness(man, site.place) <= site.high


def test_the_thickness_is_that_of_the_way_inward(body: Body) -> None:
    shin = thickness(body, ChartPoint("leg", "right", 0.5, 10.0))
    calf = thickness(body, ChartPoint("leg", "right", 0.5, 180.0))
    assert 0.0 < shin < calf < 60.0
    left = thickness(body, ChartPoint("leg", "left", 0.5, 10.0))
    assert abs(left - shin) < 1.0


def test_a_missing_atlas_is_named(tmp_path: Path) -> None:
    with pytest.raises(AtlasError, match=r"skin\.ply"):
        skin_distances(tmp_path, build_skin(detail="light"))
