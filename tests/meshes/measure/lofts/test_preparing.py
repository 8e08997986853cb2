"""Atlas surfaces are cut, closed and thickened without losing what they enclose; lofts get their volume back."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import trimesh
from hypothesis import given, settings
from hypothesis import strategies as st

from meshes.body import DATA, read_names
from meshes.lofts.engine import build_lofts
from meshes.lofts.table import Loft, pack
from meshes.measure.atlas import Surface, read_atlas
from meshes.measure.lofts.bands import iliac_spine, inguinal_ligament, pubic_tubercle, with_bands
from meshes.measure.lofts.parts import surface_of
from meshes.measure.lofts.preparing import border_mm, closed, even, piece, thickened, topped
from meshes.measure.lofts.structures import best_lofts
from meshes.measure.lofts.volume import offset
from places import ATLAS


def surface(mesh: Any) -> Surface:
    return Surface(np.asarray(mesh.vertices), np.asarray(mesh.faces, dtype=np.int64))


def volume(of: Surface) -> float:
    return float(of.as_trimesh().volume)


def ball(radius: float) -> Surface:
    return surface(trimesh.creation.icosphere(3, radius))


@settings(max_examples=10, deadline=None)
@given(share=st.floats(-0.9, 0.9), above=st.booleans())
def test_a_cut_ball_is_closed_and_has_the_volume_of_its_cap(share: float, above: bool) -> None:
    whole, radius = ball(10.0), 10.0
    level = share * radius + 0.003
    cut = topped(whole, level, keep_above=above)
    assert even(cut)
    height = radius - level if above else radius + level
    expected = np.pi * height**2 * (3 * radius - height) / 3
    assert volume(cut) == pytest.approx(expected, rel=0.05, abs=8.0)
    z = cut.vertices[:, 2]
    assert (z.min() >= level - 1e-6) if above else (z.max() <= level + 1e-6)


def test_what_ends_below_the_cut_stays_as_it_is() -> None:
    whole = ball(10.0)
    assert topped(whole, 11.0) is whole


def test_a_tube_is_cut_to_a_ring_with_a_hole() -> None:
    tube = surface(trimesh.creation.annulus(4.0, 8.0, 30.0, sections=64))
    cut = topped(tube, 5.0)
    assert even(cut)
    assert volume(cut) == pytest.approx(volume(tube) * 20 / 30, rel=0.01)


def test_overlapping_pieces_are_capped_each_by_itself() -> None:
    near = trimesh.creation.icosphere(3, 10.0)
    beside = near.copy()
    beside.apply_translation([9.0, 0.0, 0.0])
    cut = topped(surface(trimesh.util.concatenate([near, beside])), 0.003)
    assert even(cut)
    assert volume(cut) == pytest.approx(near.volume, rel=0.02)


@settings(max_examples=15, deadline=None)
@given(thickness=st.floats(0.3, 2.0))
def test_a_sheet_gets_its_thickness_all_round(thickness: float) -> None:
    half = ball(40.0)
    upper = half.faces[(half.vertices[half.faces][..., 2] > -0.001).all(axis=1)]
    sheet = Surface(half.vertices, upper)
    shell = thickened(sheet, thickness)
    assert even(shell)
    area = float(sheet.as_trimesh().area)
    assert volume(shell) == pytest.approx(area * thickness, rel=0.05)


def test_a_slit_is_closed_and_a_border_is_measured() -> None:
    whole = ball(10.0)
    slit = Surface(whole.vertices, whole.faces[1:])
    assert not even(slit)
    assert 0 < border_mm(slit) < 10
    assert even(closed(slit))


def test_pieces_are_counted_by_size() -> None:
    small = trimesh.creation.icosphere(2, 3.0)
    small.apply_translation([50.0, 0.0, 0.0])
    both = surface(trimesh.util.concatenate([small, trimesh.creation.icosphere(2, 10.0)]))
    assert np.ptp(piece(both, 0).vertices[:, 0]) == pytest.approx(20.0, rel=0.01)
    assert np.ptp(piece(both, 1).vertices[:, 0]) == pytest.approx(6.0, rel=0.01)


def test_a_thin_band_keeps_its_volume() -> None:
    band: Any = trimesh.creation.capsule(40.0, 2.0)
    band.apply_scale([2.0, 0.6, 1.0])
    lofts, found = best_lofts(surface(band), "ligament")
    built = build_lofts(pack([(0, loft) for loft in lofts]))
    made = trimesh.Trimesh(built.vertices, built.faces, process=False).volume
    assert made == pytest.approx(band.volume, rel=0.03)
    assert found.mean_mm < 0.2


def test_outlines_move_outward_by_the_distance() -> None:
    count = 12
    guide = np.column_stack([np.zeros(count), np.zeros(count), np.linspace(0.0, 60.0, count)]).astype(np.float32)
    outline = np.zeros((count, 3, 2, 3), dtype=np.float32)
    outline[:, 0, 0, 0] = outline[:, 0, 1, 1] = 5.0
    rod = Loft(guide, outline, (0.0, 0.0), (None, None), 32, np.zeros(count, dtype=np.uint8))
    for by in (0.5, -0.5):
        moved = offset(rod, by)
        np.testing.assert_allclose(moved.guide, guide, atol=1e-3)
        np.testing.assert_allclose(moved.outline[:, 0], outline[:, 0] * (5.0 + by) / 5.0, atol=1e-2)


@pytest.fixture(scope="module")
def atlas() -> dict[str, Surface]:
    return with_bands(read_atlas(ATLAS), ATLAS)


@pytest.mark.atlas
@pytest.mark.skipif(not ATLAS.is_dir(), reason="needs ../shared/atlas/z-anatomy")
class TestWithTheAtlas:
    def test_every_surface_is_below_the_top_and_nearly_all_are_closed(self, atlas: dict[str, Surface]) -> None:
        open_ones = set()
        for key, row in read_names(DATA).items():
            if row["atlas_name"] and (f"{row['atlas_name']}.r" in atlas or row["atlas_name"] in atlas):
                shape = surface_of(key, row["atlas_name"], atlas)
                assert shape.vertices[:, 2].max() < 1170
                if not even(shape):
                    open_ones.add(key)
        parts = {"adductor_part_of_adductor_magnus", "hamstring_part_of_adductor_magnus"}
        assert open_ones - parts <= {
            "internal_abdominal_oblique", "intervertebral_disc_l1_l2", "sacrum", "thoracolumbar_fascia",
        }  # fmt: skip

    def test_the_inguinal_ligament_joins_spine_and_tubercle(self, atlas: dict[str, Surface]) -> None:
        hip = atlas["Hip bone.r"]
        spine, tubercle = iliac_spine(hip), pubic_tubercle(hip)
        assert spine[2] > tubercle[2] + 80
        assert spine[0] > tubercle[0] + 80
        band = inguinal_ligament(hip).as_trimesh()
        nearest: Any = trimesh.proximity.closest_point  # has no types
        assert band.is_watertight
        assert nearest(band, [spine, tubercle])[1].max() < 2.0

    def test_the_iliotibial_tract_runs_from_the_iliac_crest_to_the_tibia(self, atlas: dict[str, Surface]) -> None:
        tract = atlas["Iliotibial tract.r"].vertices
        femur, tibia = atlas["Femur.r"].vertices, atlas["Tibia.r"].vertices
        assert tract[:, 2].max() > atlas["Hip bone.r"].vertices[:, 2].max() - 40
        low = tract[tract[:, 2] < tract[:, 2].min() + 10]
        assert np.linalg.norm(low[:, None] - tibia[None, ::3], axis=2).min() < 6
        assert tract[:, 0].mean() > femur[:, 0].mean() + 20

    def test_patellar_ligament_and_rectus_femoris_share_the_atlas_muscle(self, atlas: dict[str, Surface]) -> None:
        name = read_names(DATA)["rectus_femoris"]["atlas_name"]
        muscle, ligament = (surface_of(key, name, atlas) for key in ("rectus_femoris", "patellar_ligament"))
        assert volume(muscle) + volume(ligament) == pytest.approx(volume(atlas[f"{name}.r"]), rel=0.01)
        assert ligament.vertices[:, 2].max() < muscle.vertices[:, 2].min() + 2

    @pytest.mark.parametrize(("number", "toe"), [("Second", "third"), ("Third", "fourth"), ("Fourth", "fifth")])
    def test_lumbricals_run_from_the_long_flexor_to_their_toe(
        self, atlas: dict[str, Surface], number: str, toe: str
    ) -> None:
        own = atlas[f"{number} lumbrical of foot.r"]
        tendon = trimesh.sample.sample_surface(atlas["Flexor digitorum longus.r"].as_trimesh(), 40_000, seed=1)[0]
        phalanx = atlas[f"Proximal phalanx of {toe} finger of foot.r"].vertices
        front, back = (own.vertices[pick(own.vertices[:, 1])] for pick in (np.argmax, np.argmin))
        assert even(own)
        assert np.linalg.norm(phalanx - front, axis=1).min() < 4.0
        assert front[0] < phalanx[:, 0].mean(), "on the great toe's side of it"
        assert np.linalg.norm(tendon - back, axis=1).min() < 1.5
