"""The loft table: what is written is read, and what is damaged is named."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from meshes.archive import TableError
from meshes.lofts.table import GUIDE_STEP, OPEN, OUTLINE_STEP, SCHEMA, Joint, Loft, Record, read_table, write_table

MM = st.floats(-300, 300, allow_nan=False, width=32)


@st.composite
def lofts(draw: st.DrawFn) -> Loft:
    sections = draw(st.integers(2, 6))
    harmonics = draw(st.integers(1, 5))
    numbers = draw(st.lists(MM, min_size=sections * 3, max_size=sections * 3))
    waves = draw(st.lists(MM, min_size=sections * harmonics * 6, max_size=sections * harmonics * 6))
    return Loft(
        np.array(numbers, dtype=np.float32).reshape(sections, 3),
        np.array(waves, dtype=np.float32).reshape(sections, harmonics, 2, 3),
        (draw(st.floats(0, 1, width=32)), OPEN),
        (None, Joint(0, draw(st.integers(0, 1)), 0.25, 0.5, 0.125) if draw(st.booleans()) else None),
        draw(st.integers(4, 96)),
        np.array(draw(st.lists(st.integers(0, 2), min_size=sections, max_size=sections)), dtype=np.uint8),
    )


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("table") / "lofts.npz"


def record(key: str, *parts: Loft) -> Record:
    return Record(key, "bone", True, "a source", "CC BY-SA 4.0", 0.1, parts)


def plain(sections: int = 3) -> Loft:
    outline = np.zeros((sections, 2, 2, 3), dtype=np.float32)
    outline[:, 0, 0, 0] = outline[:, 0, 1, 1] = 10
    guide = np.zeros((sections, 3), dtype=np.float32)
    guide[:, 2] = np.arange(sections) * 20
    return Loft(guide, outline, (0.0, 0.0), (None, None), 12, np.zeros(sections, dtype=np.uint8))


@given(first=lofts(), second=lofts())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_read(path: Path, first: Loft, second: Loft) -> None:
    write_table(path, [record("femur", first, second), record("tibia", second)])
    table = read_table(path)
    assert table.keys == ("femur", "tibia")
    for key, written in (("femur", (first, second)), ("tibia", (second,))):
        back = table.record(key)
        assert back.licence == "CC BY-SA 4.0"
        assert len(back.lofts) == len(written)
        for loft, was in zip(back.lofts, written, strict=True):
            np.testing.assert_allclose(loft.guide, was.guide, atol=0.51 * GUIDE_STEP)
            kept = loft.outline.shape[1]
            np.testing.assert_allclose(loft.outline, was.outline[:, :kept], atol=0.51 * OUTLINE_STEP)
            np.testing.assert_allclose(was.outline[:, kept:], 0, atol=0.51 * OUTLINE_STEP)
            assert loft.joints == was.joints
            assert loft.seams == was.seams
            assert loft.points == was.points
            np.testing.assert_array_equal(loft.ranks, was.ranks)


def test_writing_twice_gives_the_same_numbers(path: Path) -> None:
    write_table(path, [record("femur", plain())])
    once = read_table(path).record("femur")
    write_table(path, [once])
    np.testing.assert_array_equal(read_table(path).record("femur").lofts[0].outline, once.lofts[0].outline)


def test_too_long_a_length_is_refused_and_the_old_table_stays(path: Path) -> None:
    write_table(path, [record("femur", plain())])
    with pytest.raises(TableError, match="1638 mm"):
        write_table(path, [record("tibia", replace(plain(), guide=plain().guide + 2000))])
    assert read_table(path).keys == ("femur",)
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"nowhere\.npz: no loft table there"):
        read_table(tmp_path / "nowhere.npz")


@pytest.mark.parametrize("share", [0.0, 0.02, 0.3, 0.7, 0.99])
def test_truncated_file_is_named(path: Path, tmp_path: Path, share: float) -> None:
    write_table(path, [record("femur", plain())])
    whole = path.read_bytes()
    cut = tmp_path / "cut.npz"
    cut.write_bytes(whole[: int(share * len(whole))])
    with pytest.raises(TableError, match=r"cut\.npz"):
        read_table(cut)


@given(place=st.floats(0, 1, exclude_max=True), value=st.integers(1, 255))
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_changed_byte_is_harmless_or_named(path: Path, place: float, value: int) -> None:
    write_table(path, [record("femur", plain(), plain(5))])
    data = bytearray(path.read_bytes())
    data[int(place * len(data))] ^= value
    damaged = path.with_name("damaged.npz")
    damaged.write_bytes(bytes(data))
    try:
        table = read_table(damaged)
    except TableError as error:
        assert "damaged.npz" in str(error)  # noqa: PT017
    else:
        assert np.isfinite(table.packed.coefficients).all()


def rewritten(path: Path, **changes: Any) -> Path:
    write_table(path, [record("femur", plain()), record("tibia", plain(4), plain())])
    with np.load(path) as archive:
        arrays: dict[str, NDArray[Any]] = {name: archive[name] for name in archive.files}
    arrays |= {name: value for name, value in changes.items() if value is not None}
    for name in [name for name, value in changes.items() if value is None]:
        del arrays[name]
    changed = path.with_name("changed.npz")
    np.savez_compressed(changed, allow_pickle=False, **arrays)
    return changed


def heads(**change: Any) -> NDArray[np.uint8]:
    rows = [
        {"key": "femur", "tissue": "bone", "paired": True, "source": "s", "licence": "l", "error_mm": 0.1, "lofts": 1},
        {"key": "tibia", "tissue": "bone", "paired": True, "source": "s", "licence": "l", "error_mm": 0.1, "lofts": 2},
    ]
    rows[1] |= change
    return np.frombuffer(json.dumps(rows).encode(), dtype=np.uint8)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"schema": np.array([SCHEMA + 1], dtype=np.int32)}, "schema"),
        ({"guides": None}, "guides is missing"),
        ({"guides": np.zeros((10, 3))}, "float64"),
        ({"guides": np.zeros((9, 3), dtype=np.int16)}, "do not fit"),
        ({"records": np.frombuffer(b"{", dtype=np.uint8)}, "records is damaged"),
        ({"records": heads(tissue="cheese")}, "tibia has the tissue 'cheese'"),
        ({"records": heads(lofts=True)}, "lofts"),
        ({"records": heads(key="femur")}, "femur is there twice"),
        ({"records": heads(error_mm="small")}, "tibia has a missing or wrong error_mm"),
        ({"section_counts": np.array([3, 1, 6], dtype=np.int32)}, "tibia has 1 sections in a loft"),
        ({"harmonic_counts": np.array([2, 2, 0], dtype=np.int32)}, "tibia has 0 harmonics"),
        ({"points": np.array([12, 3, 12], dtype=np.int32)}, "tibia has 3 points round"),
        ({"seams": np.full((3, 2), np.nan, dtype=np.float32)}, "femur has a seam"),
        ({"joint_lofts": np.full((3, 2, 2), 5, dtype=np.int32)}, "femur has a joint"),
        ({"joint_lofts": np.full((2, 2, 2), -1, dtype=np.int32)}, "do not fit"),
    ],
)
def test_damage_is_named_in_one_sentence(path: Path, changes: dict[str, Any], words: str) -> None:
    with pytest.raises(TableError, match=words) as caught:
        read_table(rewritten(path, **changes))
    assert "changed.npz" in str(caught.value)
    assert "\n" not in str(caught.value)
