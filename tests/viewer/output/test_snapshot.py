"""Pictures without a window."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from annotations.load import load
from light_body import body
from viewer.files.errors import InputError
from viewer.files.writing import write_whole
from viewer.output.snapshot import check_size, render, save_picture
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
