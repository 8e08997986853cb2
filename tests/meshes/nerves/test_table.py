"""The nerve table: what is written is read; damage is named in one sentence; every structure is there twice."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import trimesh

from meshes.archive import TableError
from meshes.body import DATA
from meshes.mesh import Detail
from meshes.nerves.table import NerveRecord, build_nerves, centre_lines, parents, read_nerves, write_nerves

TABLE = DATA / "nerves.npz"
L4 = (
    "rootlets_l4",
    "anterior_root_l4",
    "posterior_root_l4",
    "spinal_ganglion_l4",
    "spinal_nerve_l4",
    "posterior_ramus_l4",
    "anterior_ramus_l4",
    "posterior_division_of_anterior_ramus_l4",
    "anterior_division_of_anterior_ramus_l4",
    "descending_branch_of_anterior_ramus_l4",
)


def some_records() -> list[NerveRecord]:
    line = np.array([[10, 0, 900, 2.0], [12, 1, 880, 1.8], [15, 0, 860, 1.5]], dtype=np.float32)
    cord = np.array([[0, 0, 1000, 3.0], [0, 0, 900, 2.0]], dtype=np.float32)
    return [
        NerveRecord("spinal_cord", "cord", False, "", "built", (cord,)),
        NerveRecord("femoral_nerve", "nerve", True, "spinal_cord", "measured", (line, line + np.float32(1))),
    ]


def damaged(path: Path, change: dict[str, Any]) -> Path:
    with np.load(path) as archive:
        arrays = {name: archive[name] for name in archive.files}
    for name, value in change.items():
        if value is None:
            del arrays[name]
        else:
            arrays[name] = value(arrays[name])
    np.savez(path, **arrays)
    return path


def heads_changed(**fields: Any) -> Any:
    def change(encoded: np.ndarray) -> np.ndarray:
        heads = json.loads(encoded.tobytes())
        heads[1].update(fields)
        return np.frombuffer(json.dumps(heads).encode(), dtype=np.uint8)

    return change


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "nerves.npz"
    write_nerves(path, some_records())
    table = read_nerves(path)
    assert table.keys == ("spinal_cord", "femoral_nerve")
    assert table.strand_record.tolist() == [0, 1, 1]
    np.testing.assert_allclose(table.points[2:5], some_records()[1].strands[0], atol=0.026)
    assert [p.name for p in tmp_path.iterdir()] == ["nerves.npz"]


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.npz", "b.npz"):
        write_nerves(tmp_path / name, some_records())
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"points": None}, "points is missing"),
        ({"points": lambda a: a[:-1]}, "do not fit"),
        ({"radii": lambda a: a * np.uint16(0)}, "spinal_cord has a point without radius"),
        ({"point_counts": lambda a: np.array([2, 1, 3], dtype=np.int32)}, "femoral_nerve has a strand of 1"),
        ({"schema": lambda a: a + np.int32(1)}, "schema"),
        ({"records": lambda a: a[:-9]}, "list of records is damaged"),
        ({"records": heads_changed(strands=0)}, "femoral_nerve has 0 strands"),
        ({"records": heads_changed(tissue="wood")}, "femoral_nerve has the tissue 'wood'"),
        ({"records": heads_changed(parent="nobody")}, "femoral_nerve continues 'nobody'"),
        ({"records": heads_changed(key="spinal_cord")}, "spinal_cord is there twice"),
    ],
)
def test_damage_is_named_in_one_sentence(tmp_path: Path, change: dict[str, Any], word: str) -> None:
    path = tmp_path / "nerves.npz"
    write_nerves(path, some_records())
    with pytest.raises(TableError, match=word) as caught:
        read_nerves(damaged(path, change))
    assert "\n" not in str(caught.value)


def test_a_missing_a_cut_and_a_foreign_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="no nerve table there"):
        read_nerves(tmp_path / "none.npz")
    cut = tmp_path / "cut.npz"
    cut.write_bytes(TABLE.read_bytes()[:5000])
    with pytest.raises(TableError, match="not a readable nerve table"):
        read_nerves(cut)


def test_a_point_out_of_reach_writes_nothing(tmp_path: Path) -> None:
    far = NerveRecord("far", "nerve", True, "", "built", (np.array([[0, 0, 9e3, 1], [0, 0, 0, 1]], dtype=np.float32),))
    with pytest.raises(TableError, match="1638"):
        write_nerves(tmp_path / "nerves.npz", [far])
    assert not list(tmp_path.iterdir())


def test_unknown_detail_is_refused() -> None:
    with pytest.raises(ValueError, match="light, standard, fine"):
        build_nerves(TABLE, "coarse")  # type: ignore[arg-type]


@pytest.mark.parametrize("detail", ["light", "standard"])
def test_every_structure_is_closed_and_left_mirrors_right(detail: Detail) -> None:
    built = dict(build_nerves(TABLE, detail))
    for key, mesh in built.items():
        check = trimesh.Trimesh(mesh.vertices, mesh.faces, process=False)
        assert check.is_watertight, key
        assert check.volume > 0, key
        if key.endswith(".right"):
            left = built[f"{key.removesuffix('.right')}.left"]
            np.testing.assert_array_equal(left.vertices, mesh.vertices * np.array([-1, 1, 1], dtype=np.float32))
            np.testing.assert_array_equal(left.faces, mesh.faces[:, ::-1])


def test_l4s_own_way_is_there_on_both_sides() -> None:
    keys = {key for key, _ in build_nerves(TABLE, "light")}
    assert keys >= {f"{key}.{side}" for key in L4 for side in ("left", "right")}
    assert set(centre_lines(TABLE)) == keys


def test_every_structure_has_a_name_and_a_way_back_to_the_cord() -> None:
    with (DATA / "structures_nerves.csv").open(encoding="utf-8", newline="") as stream:
        named = {row["key"]: row for row in csv.DictReader(stream)}
    above = parents(TABLE)
    table = read_nerves(TABLE)
    for key, tissue in zip(table.keys, table.tissues, strict=True):
        assert named[key]["ta2_english"], key
        assert named[key]["plain_english"], key
        assert named[key]["tissue"] == tissue, key
        way = [key]
        while above[way[-1]]:
            way.append(above[way[-1]])
            assert len(way) < 20, way
        assert way[-1] == "spinal_cord"


def test_the_table_is_small() -> None:
    assert TABLE.stat().st_size < 300_000
