"""Body scans of any origin: which way they stand, how large they are, and where their skin lies on the charts."""

from __future__ import annotations

import functools
import itertools
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import trimesh
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from meshes.scan.charts import scan_charts
from meshes.scan.scan import ScanError, read_scan
from meshes.skin.surface import SkinMesh, build_skin
from places import SHARED
from viewer.cli.main import main

ATLAS = SHARED / "atlas"
TURNS = [
    np.array(rows, dtype=float) * np.array(signs)[:, None]
    for rows in itertools.permutations(np.eye(3).tolist())
    for signs in itertools.product((1.0, -1.0), repeat=3)
    if np.linalg.det(np.array(rows) * np.array(signs)[:, None]) > 0.0
]
"""The 24 ways a file's axes may lie."""


@functools.cache
def our_skin() -> SkinMesh:
    return build_skin(detail="light")


@pytest.fixture(scope="module")
def skin() -> SkinMesh:
    return our_skin()


def written(path: Path, vertices: NDArray[np.floating], faces: NDArray[np.integer]) -> Path:
    mesh: Any = trimesh.Trimesh(vertices, faces, process=False)
    mesh.export(path)
    return path


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    turn=st.sampled_from(TURNS),
    unit=st.sampled_from((("metres", 0.001), ("centimetres", 0.1), ("millimetres", 1.0))),
    yaw=st.floats(-25.0, 25.0),
    away=st.floats(-3.0, 3.0),
)
def test_our_own_skin_is_read_in_any_axes_unit_and_place(
    tmp_path: Path, turn: NDArray[np.float64], unit: tuple[str, float], yaw: float, away: float
) -> None:
    skin = our_skin()
    c, s = np.cos(np.radians(yaw)), np.sin(np.radians(yaw))
    turned = skin.mesh.vertices @ np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]]).T
    given_points = (turned + 1000.0 * away) @ turn.T * unit[1]
    scan = read_scan(written(tmp_path / "scan.ply", given_points, skin.mesh.faces))
    assert scan.unit == unit[0]
    assert scan.stature is None
    off = scan.vertices - skin.mesh.vertices
    off[:, 1] -= off[:, 1].mean()  # nothing tells how far in front of the origin a body stands
    assert np.abs(off).max() < 25.0, "right, front and up are found"
    charts = scan_charts(scan, skin)
    placed = charts.segment >= 0
    assert (charts.side[placed] == skin.side[placed])[np.abs(skin.mesh.vertices[placed, 0]) > 15.0].all()
    same = charts.segment == skin.segment
    assert same[placed].mean() > 0.96
    away_t = np.abs(charts.t - skin.t)
    assert np.percentile(away_t[same & placed & (skin.segment > 0)], 95) < 0.03
    assert np.percentile(away_t[same & placed], 95) < 0.13, "without a head, T12 is only guessed from the legs"
    off_phi = np.abs((charts.phi - skin.phi + 180.0) % 360.0 - 180.0)[same & placed]
    assert np.percentile(off_phi, 90) < 12.0


def test_toes_are_told_apart(tmp_path: Path, skin: SkinMesh) -> None:
    scan = read_scan(written(tmp_path / "scan.obj", skin.mesh.vertices, skin.mesh.faces))
    charts = scan_charts(scan, skin)
    toes = skin.ray > 0
    assert (charts.ray[toes] == skin.ray[toes]).mean() > 0.9


def pillar(path: Path) -> Path:
    mesh: Any = trimesh.creation.cylinder(0.2, 1.7, sections=64)
    for _ in range(3):
        mesh = mesh.subdivide()
    mesh.export(path)
    return path


def test_what_is_no_standing_body_is_named(tmp_path: Path, skin: SkinMesh) -> None:
    vertices = skin.mesh.vertices.astype(np.float64)
    cases = {
        "not a mesh file": tmp_path / "body.png",
        "there is no such file": tmp_path / "none.ply",
        "cannot be read as a mesh": tmp_path / "junk.ply",
        "no two legs": pillar(tmp_path / "pillar.stl"),
        "units high": written(tmp_path / "giant.ply", vertices * 100.0, skin.mesh.faces),
        "has 8 vertices": written(tmp_path / "box.ply", np.eye(3)[[0, 1, 2, 0, 1, 2, 0, 1]], np.array([[0, 1, 2]])),
        "no finite numbers": written(
            tmp_path / "nan.ply", np.where(np.arange(len(vertices))[:, None] == 7, np.nan, vertices), skin.mesh.faces
        ),
    }
    (tmp_path / "junk.ply").write_bytes(b"\x00\xffjunk" * 100)
    for words, path in cases.items():
        with pytest.raises(ScanError, match=words):
            read_scan(path)


def test_the_command_writes_labels_and_one_object(
    tmp_path: Path, skin: SkinMesh, capsys: pytest.CaptureFixture[str]
) -> None:
    mesh = written(tmp_path / "scan.ply", skin.mesh.vertices, skin.mesh.faces)
    out = tmp_path / "out.npz"
    assert main(["annotate", str(mesh), "-o", str(out), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    with np.load(out) as found:
        roots, maps = found["roots"].tolist(), found["maps"].tolist()
        label = found["label"]
        assert found["vertices"].shape == skin.mesh.vertices.shape
        assert found["faces"].shape == skin.mesh.faces.shape
    assert label.shape == (len(maps), len(skin.mesh.vertices))
    assert set(np.unique(label)) <= {-2, *range(-1, len(roots))}
    assert answer["maps"].keys() == set(maps)
    shin = (skin.segment == 2) & (np.abs(skin.t - 0.5) < 0.1) & (np.abs(skin.phi - 60.0) < 10.0)
    for key in ("keegan_garrett", "foerster_stephan", "isncsci_chart", "lee"):
        assert (label[maps.index(key)][shin] == roots.index("L4")).mean() > 0.95, key
    heel = (skin.segment == 3) & (skin.t < 0.05)
    assert (label[maps.index("lee")] == -1).any(), "what a map leaves blank stays blank"
    assert not (label[maps.index("keegan_garrett")][heel] == roots.index("L3")).any()


def test_wrong_input_is_one_sentence_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["annotate", str(tmp_path / "none.ply"), "-o", str(tmp_path / "o.npz")]) == 2
    assert "there is no such file" in capsys.readouterr().err
    mesh = pillar(tmp_path / "pillar.stl")
    assert main(["annotate", str(mesh), "-o", str(tmp_path / "o.txt")]) == 2
    assert "must end in .npz" in capsys.readouterr().err
    assert main(["annotate", str(mesh), "-o", str(tmp_path / "o.npz")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert [file.name for file in tmp_path.iterdir()] == ["pillar.stl"]


@pytest.mark.atlas
@pytest.mark.skipif(not ATLAS.is_dir(), reason="the atlas folder is not beside the checkout")
@pytest.mark.parametrize(
    ("file", "least", "most"),
    [
        ("z-anatomy/skin.ply", 1690.0, 1730.0),
        ("hra-visible-human/female_skin.ply", 1640.0, 1690.0),
        ("bodyparts3d/skin.glb", 1690.0, 1740.0),
    ],
)
def test_real_scans_stand_as_their_makers_say(skin: SkinMesh, file: str, least: float, most: float) -> None:
    scan = read_scan(ATLAS / file)
    assert scan.unit == "metres"
    assert scan.stature is not None
    assert least < scan.stature < most
    assert np.abs(scan.axes - [[-1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, 1.0, 0.0]]).max() < 0.03, (
        "+X left, +Y up, +Z front"
    )
    assert 0.44 < scan.crotch / scan.stature < 0.49
    charts = scan_charts(scan, skin)
    high = scan.vertices[:, 2] > 0.75 * scan.stature
    assert (charts.segment[high] == -1).all()
    hands = (np.abs(scan.vertices[:, 0]) > 0.16 * scan.stature) & (scan.vertices[:, 2] > 0.4 * scan.stature)
    assert (charts.segment[hands] == -1).mean() > 0.99


@pytest.mark.atlas
@pytest.mark.skipif(not ATLAS.is_dir(), reason="the atlas folder is not beside the checkout")
def test_the_atlas_skin_gets_the_places_of_the_skin_that_was_measured_from_it(skin: SkinMesh) -> None:
    from scipy.spatial import KDTree

    scan = read_scan(ATLAS / "z-anatomy" / "skin.ply")
    charts = scan_charts(scan, skin)
    found = KDTree(skin.mesh.vertices).query(scan.vertices)
    distance, nearest = np.asarray(found[0]), np.asarray(found[1], dtype=np.intp)
    both = (distance < 8.0) & (charts.segment >= 0)
    assert both.sum() > 25_000
    same = charts.segment[both] == skin.segment[nearest[both]]
    assert same.mean() > 0.97
    chosen = np.flatnonzero(both)[same]
    off = np.abs((charts.phi[chosen] - skin.phi[nearest[chosen]] + 180.0) % 360.0 - 180.0)
    assert np.median(off) < 4.0
    assert np.median(np.abs(charts.t[chosen] - skin.t[nearest[chosen]])) < 0.02
