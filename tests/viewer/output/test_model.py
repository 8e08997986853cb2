"""Model files: axes, names, size, credits."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from light_body import body
from viewer.output.credits import ATTRIBUTION
from viewer.output.model import export_glb, to_gltf


def test_gltf_axes_are_metres_left_up_front() -> None:
    right, front, up = np.eye(3) * 1000.0
    assert to_gltf(right[None], millimetres=True).tolist() == [[-1.0, 0.0, 0.0]]
    assert to_gltf(front[None], millimetres=True).tolist() == [[0.0, 0.0, 1.0]]
    assert to_gltf(up[None], millimetres=True).tolist() == [[0.0, 1.0, 0.0]]
    assert np.linalg.det(to_gltf(np.eye(3), millimetres=False)) == pytest.approx(1.0)  # windings stay valid


def test_the_exported_body_has_named_meshes_its_size_and_its_credits(tmp_path: Path) -> None:
    path = tmp_path / "body.glb"
    export_glb(path, body())
    data = path.read_bytes()
    length = struct.unpack("<I", data[12:16])[0]
    tree = json.loads(data[20 : 20 + length])
    names = {node.get("name") for node in tree["nodes"]}
    assert {"rectus_femoris.right", "femur.left", "vertebra_l4", "skin"} <= names
    assert set(body().structures) <= names
    for credit in ATTRIBUTION:
        assert credit in tree["asset"]["copyright"]
    import trimesh

    scene: Any = trimesh.load(path)
    assert 1.0 < scene.extents[1] < 1.4  # metres, upright
    femur = scene.geometry["femur.right"]
    assert femur.centroid[0] < -0.05  # the patient's right lies at -X
    assert femur.is_winding_consistent
