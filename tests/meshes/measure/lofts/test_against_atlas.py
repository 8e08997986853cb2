"""The loft table against the atlas it was measured from; skipped where the atlas does not stand beside the checkout."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import trimesh

from meshes.body import DATA, read_names
from meshes.lofts.engine import build_lofts
from meshes.lofts.table import read_table
from meshes.measure.__main__ import main
from meshes.measure.atlas import AtlasError, Surface, read_atlas
from meshes.measure.lofts.fidelity import deviation
from meshes.measure.lofts.parts import adductor_magnus_part, surface_of
from meshes.measure.lofts.structures import records
from places import ATLAS

needs_atlas = [
    pytest.mark.atlas,
    pytest.mark.skipif(not ATLAS.is_dir(), reason="needs the atlas ../shared/atlas/z-anatomy"),
]


@pytest.fixture(scope="module")
def atlas() -> dict[str, Surface]:
    return read_atlas(ATLAS)


class TestWithAtlas:
    pytestmark = needs_atlas

    @pytest.mark.parametrize(
        ("key", "mean_mm"),
        [
            ("vertebra_l4", 0.25),
            ("sacrum", 0.25),
            ("hip_bone", 0.3),
            ("femur", 0.3),
            ("talus", 0.25),
            ("rectus_femoris", 0.45),
            ("extensor_digitorum_longus", 0.45),
            ("hamstring_part_of_adductor_magnus", 0.45),
        ],
    )
    def test_near_the_atlas_and_as_recorded(self, atlas: dict[str, Surface], key: str, mean_mm: float) -> None:
        table = read_table(DATA / "lofts.npz")
        index = table.keys.index(key)
        built = build_lofts(table.packed)
        faces = built.faces[built.face_record == index]
        surface = surface_of(key, read_names(DATA)[key]["atlas_name"], atlas)
        found = deviation(surface, built.vertices, faces)
        assert found.mean_mm <= mean_mm
        assert found.mean_mm == pytest.approx(table.errors_mm[index], abs=0.02)

    def test_measuring_again_gives_the_committed_record(self) -> None:
        table = read_table(DATA / "lofts.npz")
        for again in records(ATLAS, ["popliteus", "patella"]):
            committed = table.record(again.key)
            assert len(again.lofts) == len(committed.lofts)
            for new, old in zip(again.lofts, committed.lofts, strict=True):
                np.testing.assert_allclose(new.guide, old.guide, atol=0.06)
                np.testing.assert_allclose(new.outline[:, : old.outline.shape[1]], old.outline, atol=0.02)
                np.testing.assert_array_equal(new.ranks, old.ranks)

    def test_adductor_magnus_parts(self, atlas: dict[str, Surface]) -> None:
        muscle, hip_bone = atlas["Adductor magnus.r"], atlas["Hip bone.r"]
        hamstring = adductor_magnus_part(muscle, hip_bone, hamstring=True)
        adductor = adductor_magnus_part(muscle, hip_bone, hamstring=False)
        # Together the whole muscle; the hamstring part is medial and alone reaches the adductor tubercle.
        areas = [float(part.as_trimesh().area) for part in (hamstring, adductor, muscle)]
        assert sum(areas[:2]) == pytest.approx(areas[2], rel=0.03)
        assert hamstring.vertices[:, 0].mean() < adductor.vertices[:, 0].mean() - 15
        assert hamstring.vertices[:, 2].min() == muscle.vertices[:, 2].min()
        assert adductor.vertices[:, 2].min() > hamstring.vertices[:, 2].min() + 40
        epicondyle = atlas["Femur.r"].vertices
        medial = epicondyle[(epicondyle[:, 2] < hamstring.vertices[:, 2].min() + 15)]
        tip = hamstring.vertices[np.argmin(hamstring.vertices[:, 2])]
        assert np.linalg.norm(medial - tip, axis=1).min() < 8

    def test_frame(self, atlas: dict[str, Surface]) -> None:
        right, left = atlas["Femur.r"].vertices, atlas["Femur.l"].vertices
        assert right[:, 0].min() > 0 > left[:, 0].max()
        assert atlas["Patella.r"].vertices[:, 1].mean() > right[right[:, 2] < 480][:, 1].mean()
        assert atlas["Femur.r"].as_trimesh().volume > 0


def test_missing_atlas_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(AtlasError, match=r"bones\.glb is missing"):
        read_atlas(tmp_path)


def test_damaged_atlas_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "bones.glb").write_bytes(b"glTF no more")
    with pytest.raises(AtlasError, match=r"bones\.glb is not a readable glTF file"):
        read_atlas(tmp_path)


def test_missing_structure_is_named() -> None:
    ball = trimesh.creation.icosphere()
    with pytest.raises(AtlasError, match="no structure 'Femur', needed for femur"):
        surface_of("femur", "Femur", {"Tibia.r": Surface(ball.vertices, ball.faces)})


def test_measure_names_a_wrong_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "nowhere")]) == 2
    assert "nowhere is no folder" in capsys.readouterr().err
    assert main([str(tmp_path), "--only", "lofts", "-o", str(tmp_path)]) == 2
    assert "bones.glb is missing" in capsys.readouterr().err


def test_single_structures_are_measured_only_with_the_lofts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), "--keys", "femur"]) == 2
    assert "--keys goes with --only lofts" in capsys.readouterr().err
