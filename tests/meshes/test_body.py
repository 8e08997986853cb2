"""The whole body: every structure has a name, a place in one layer, and a mirrored twin where it is paired."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

import light_body
from meshes.archive import TableError
from meshes.body import DATA, Body, build_body, layer_of_structure, loft_layers, read_names
from meshes.lofts.table import read_table
from meshes.mesh import Layer
from meshes.sides import split_key

OPENING_LAYERS: tuple[Layer, ...] = ("bones", "muscles")

NAMED_IN_ISSUE_2 = [
    "vertebra_l1",
    "vertebra_l2",
    "vertebra_l3",
    "vertebra_l4",
    "vertebra_l5",
    "sacrum",
    "coccyx",
    "hip_bone",
    "femur",
    "patella",
    "tibia",
    "fibula",
    "calcaneus",
    "talus",
    "navicular",
    "cuboid",
    "medial_cuneiform",
    "intermediate_cuneiform",
    "lateral_cuneiform",
    "first_metatarsal",
    "fifth_metatarsal",
    "proximal_phalanx_of_great_toe",
    "distal_phalanx_of_little_toe",
    "sesamoid_of_foot",
    "intervertebral_disc_l1_l2",
    "intervertebral_disc_l2_l3",
    "intervertebral_disc_l3_l4",
    "intervertebral_disc_l4_l5",
    "intervertebral_disc_l5_s1",
    "psoas_major",
    "iliacus",
    "quadratus_lumborum",
    "multifidus_lumborum",
    "gluteus_maximus",
    "gluteus_medius",
    "gluteus_minimus",
    "tensor_fasciae_latae",
    "piriformis",
    "obturator_internus",
    "obturator_externus",
    "superior_gemellus",
    "inferior_gemellus",
    "quadratus_femoris",
    "sartorius",
    "rectus_femoris",
    "vastus_lateralis",
    "vastus_medialis",
    "vastus_intermedius",
    "pectineus",
    "adductor_longus",
    "adductor_brevis",
    "adductor_part_of_adductor_magnus",
    "hamstring_part_of_adductor_magnus",
    "gracilis",
    "long_head_of_biceps_femoris",
    "short_head_of_biceps_femoris",
    "semitendinosus",
    "semimembranosus",
    "tibialis_anterior",
    "extensor_hallucis_longus",
    "extensor_digitorum_longus",
    "fibularis_longus",
    "fibularis_brevis",
    "fibularis_tertius",
    "medial_head_of_gastrocnemius",
    "lateral_head_of_gastrocnemius",
    "soleus",
    "plantaris",
    "popliteus",
    "tibialis_posterior",
    "flexor_digitorum_longus",
    "flexor_hallucis_longus",
    "calcaneal_tendon",
]


@pytest.fixture(scope="module")
def body() -> Body:
    return light_body.body()


def test_every_named_structure_is_there(body: Body) -> None:
    bases = {structure.base for structure in body.structures.values()}
    assert set(NAMED_IN_ISSUE_2) <= bases
    assert {"bones", "muscles", "nerves"} <= {layer.layer for layer in body.layers} <= set(get_args(Layer)) - {"skin"}


def test_table_and_names_agree() -> None:
    with (DATA / "structures.csv").open(encoding="utf-8", newline="") as stream:
        rows = {row["key"]: row["tissue"] for row in csv.DictReader(stream)}
    table = read_table(DATA / "lofts.npz")
    assert dict(zip(table.keys, table.tissues, strict=True)) == rows
    assert set(table.licences) == {"CC BY-SA 4.0"}


def test_the_table_is_small() -> None:
    assert (DATA / "lofts.npz").stat().st_size < 1_800_000


def test_each_structure_is_in_one_layer_whole(body: Body) -> None:
    keys = [key for layer in body.layers for key in layer.keys]
    assert len(keys) == len(set(keys)) == len(body.structures)
    for layer in body.layers:
        for numbers in (layer.vertex_structure, layer.face_structure):
            assert (np.diff(numbers) >= 0).all()
            assert (np.unique(numbers) == np.arange(len(layer.keys))).all()
        assert (layer.vertex_structure[layer.mesh.faces] == layer.face_structure[:, None]).all()
        assert np.isfinite(layer.mesh.vertices).all()
        assert not layer.mesh.vertices.flags.writeable
        np.testing.assert_allclose(np.linalg.norm(layer.mesh.normals, axis=1), 1, atol=1e-3)


def test_every_structure_has_all_its_names_or_says_why_not() -> None:
    for key, row in read_names(DATA).items():
        for column in ("ta2_english", "plain_english", "tissue", "parent_group"):
            assert row[column].strip(), f"{key} lacks {column}"
        assert row["ta2_latin"].strip() or row.get("note"), f"{key} has no Latin name and does not say why"
        if row["tissue"] not in ("nerve", "root", "cord", "dura"):
            assert row["ta2_id"].isdigit() or row.get("note"), f"{key} has no TA2 number and does not say why"


def test_the_wall_of_the_trunk_and_the_ligaments_have_layers_of_their_own(body: Body) -> None:
    for key, layer in {
        "rectus_abdominis.right": "trunk_muscles",
        "longissimus_thoracis.left": "trunk_muscles",
        "linea_alba": "trunk_muscles",
        "anterior_cruciate_ligament.right": "ligaments",
        "sacrotuberous_ligament.left": "ligaments",
        "interosseous_membrane_of_leg.right": "ligaments",
        "inguinal_ligament.right": "ligaments",
        "iliotibial_tract.left": "fascia",
        "patellar_ligament.right": "muscles",
        "psoas_major.right": "muscles",
        "eleventh_rib.left": "bones",
        "nucleus_pulposus_l4_l5": "bones",
    }.items():
        assert body.layer_of(key).layer == layer


def test_structures_know_their_names(body: Body) -> None:
    femur = body.structures["femur.right"]
    assert (femur.ta2, femur.latin, femur.ta2_id, femur.plain) == ("Femur", "Os femoris", "1360", "thigh bone")
    assert femur.fma_id == "FMA24474"
    assert body.structures["femur.left"].fma_id == "FMA24475"
    assert body.structures["vertebra_l4"].side is None
    for structure in body.structures.values():
        assert split_key(structure.key) == (structure.base, structure.side)
        assert structure.layer == layer_of_structure(structure.base, structure.tissue)
        assert structure.ta2
        assert structure.plain
        assert structure.group


def test_left_mirrors_right(body: Body) -> None:
    for base in ("femur", "rectus_femoris", "tibialis_posterior"):
        right, left = body.part(f"{base}.right"), body.part(f"{base}.left")
        np.testing.assert_array_equal(right.vertices * [-1, 1, 1], left.vertices)
        np.testing.assert_array_equal(right.normals * [-1, 1, 1], left.normals)
        np.testing.assert_array_equal(right.faces[:, ::-1], left.faces)
        assert right.vertices[:, 0].mean() > 0


def test_layer_of(body: Body) -> None:
    assert body.layer_of("femur.left").layer == "bones"
    assert body.layer_of("calcaneal_tendon.right").layer == "muscles"
    with pytest.raises(KeyError, match="femur"):
        body.layer_of("femur")


def test_unknown_detail_is_named() -> None:
    with pytest.raises(ValueError, match="'superb' is unknown; accepted are light, standard, fine"):
        build_body("superb")  # type: ignore[arg-type]


def test_missing_table_is_named(tmp_path: Path) -> None:
    shutil.copy(DATA / "structures.csv", tmp_path)
    with pytest.raises(TableError, match=r"lofts\.npz: no loft table there"):
        build_body("light", tmp_path)


def test_damaged_names_are_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"structures\.csv: the list of names is missing"):
        read_names(tmp_path)
    (tmp_path / "structures.csv").write_text("key,tissue\nfemur,bone\n", encoding="utf-8")
    with pytest.raises(TableError, match="line 2 lacks atlas_name"):
        read_names(tmp_path)
    (tmp_path / "structures.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TableError, match="not a readable list of names"):
        read_names(tmp_path)


def test_the_body_stays_light_enough_to_draw() -> None:
    count: dict[Layer, int] = dict.fromkeys(get_args(Layer), 0)
    for layer in loft_layers(DATA / "lofts.npz"):
        count[layer.layer] += len(layer.mesh.faces)
    assert sum(count[layer] for layer in OPENING_LAYERS) < 600_000
    assert sum(count.values()) < 850_000
