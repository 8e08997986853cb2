"""Pictures and model files without a window."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from annotations.load import load
from light_body import body
from viewer.files.errors import InputError
from viewer.files.writing import write_whole
from viewer.output.credits import ATTRIBUTION
from viewer.output.snapshot import check_size, export_glb, render, save_picture, to_gltf
from viewer.state.saved_view import as_json, read_state
from viewer.state.view_state import PickedSymptom, ViewState

SMALL = (160, 120)


@pytest.mark.gl
def test_a_picture_has_the_size_asked_for_and_something_on_it() -> None:
    picture = render(ViewState(), SMALL, load(), body())
    assert picture.shape == (120, 160, 3)
    assert picture.dtype == np.uint8
    assert np.ptp(picture[..., 2]) > 60


@pytest.mark.gl
def test_the_same_state_gives_the_same_picture() -> None:
    state = ViewState(symptoms=(PickedSymptom("numb-inner-shin", "left"),), view="inner-leg", side="left")
    first, second = (render(state, SMALL, load(), body()) for _ in range(2))
    assert np.array_equal(first, second)


@pytest.mark.gl
def test_a_saved_picture_is_a_png_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "out.png"
    path.write_bytes(b"before")
    save_picture(path, ViewState(), SMALL, load(), body())
    assert path.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", path.read_bytes()[16:24]) == SMALL
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("size", [(0, 100), (100, 0), (63, 100), (1_000_000, 100), (100, 8193), (-5, 100)])
def test_sizes_out_of_range_are_refused_in_one_sentence(size: tuple[int, int]) -> None:
    with pytest.raises(InputError, match="64 to 8192"):
        check_size(*size)


@pytest.mark.parametrize("size", [(64, 64), (8192, 8192)])
def test_the_ends_of_the_range_are_accepted(size: tuple[int, int]) -> None:
    assert check_size(*size) == size


def test_unwritable_places_are_refused_before_anything_is_drawn(tmp_path: Path) -> None:
    (tmp_path / "folder.png").mkdir()
    for path, word in (
        (tmp_path / "missing" / "out.png", "no folder"),
        (tmp_path / "folder.png", "is a folder"),
        (tmp_path / "out.txt", "must end in .png"),
        (tmp_path / f"{300 * 'x'}.png", "cannot be written .File name too long"),
    ):
        with pytest.raises(InputError, match=word):
            save_picture(path, ViewState(), SMALL)
    assert [entry.name for entry in tmp_path.iterdir()] == ["folder.png"]


def test_a_failing_write_leaves_the_old_file_and_no_half_one(tmp_path: Path) -> None:
    path = tmp_path / "out.png"
    path.write_bytes(b"old")

    def fail(beside: Path) -> None:
        beside.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(InputError, match="No space left"):
        write_whole(path, fail)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_name_as_long_as_names_may_be_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / f"{251 * 'x'}.png"
    write_whole(path, lambda beside: beside.write_bytes(b"new"))
    assert path.read_bytes() == b"new"


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


def test_a_state_survives_its_file(tmp_path: Path) -> None:
    state = ViewState(
        symptoms=(PickedSymptom("numb-inner-shin", "both"),), skin_opacity=0.4, hidden=frozenset(("femur.left",))
    )
    path = tmp_path / "state.json"
    path.write_text(json.dumps(as_json(state)))
    assert read_state(path) == state


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "not a JSON file"),
        ("[]", "not a JSON object"),
        ("{}", "schema_version"),
        ('{"schema_version": 1, "vew": "front"}', "did you mean view"),
        ('{"schema_version": 1, "layers": "skin"}', "field layers"),
        ('{"schema_version": 1, "skin_opacity": 3}', "field skin_opacity"),
        ('{"schema_version": 1, "symptoms": [7]}', "field symptoms"),
        ('{"schema_version": 1, "camera": {"position": [1, 2]}}', "field camera"),
    ],
)
def test_a_damaged_state_file_is_named(tmp_path: Path, text: str, word: str) -> None:
    path = tmp_path / "state.json"
    path.write_text(text)
    with pytest.raises(InputError, match=word) as caught:
        read_state(path)
    assert str(path) in str(caught.value)
