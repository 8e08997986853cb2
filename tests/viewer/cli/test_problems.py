"""Checking the body: every structure of a side has its mirror image, every table is whole."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import numpy as np
import pytest

import light_body
from places import ROOT
from viewer.cli.problems import one_sided, problems, unreadable_tables

DATA = ROOT / "meshes" / "data"
SHIPPED = ROOT / "annotations" / "data"


def test_the_body_is_complete_on_both_sides() -> None:
    assert one_sided(light_body.body().structures) == []


@pytest.mark.parametrize("whole", [True, False])
def test_a_place_to_examine_that_no_body_has_is_named(tmp_path: Path, whole: bool) -> None:
    """In a knowledge base of one's own, and in further records."""
    record = "[examination.patellar"
    file = next(file for file in SHIPPED.rglob("*.toml") if record in file.read_text(encoding="utf-8"))
    text = file.read_text(encoding="utf-8")
    if whole:
        shutil.copytree(SHIPPED, tmp_path, dirs_exist_ok=True)
    else:
        text = f"schema_version = 1\n{record}" + text.split(record)[1].split("\n[")[0]
        text = text.replace("patellar-reflex]", "second-patellar-reflex]")
    changed = tmp_path / file.relative_to(SHIPPED)
    changed.parent.mkdir(parents=True, exist_ok=True)
    changed.write_text(text.replace('"patellar-ligament"', '"elbow"'), encoding="utf-8")
    (sentence,) = [one for one in problems(tmp_path) if "elbow" in one]
    assert "patellar-reflex" in sentence
    assert "there is no landmark 'elbow'" in sentence
    assert "patellar-ligament" in sentence


def test_a_structure_of_one_side_is_named() -> None:
    keys = ["vertebra_l4", "femur.left", "femur.right", "soleus.right", "sacrum"]
    (sentence,) = one_sided(keys)
    assert sentence.startswith("soleus.right: the body has it on this side only")


@pytest.mark.parametrize("name", sorted(path.name for path in DATA.glob("*.npz")))
def test_every_table_is_checked(tmp_path: Path, name: str) -> None:
    """A table damaged in its last part, and one that is gone, are named; a new table must be checked, too."""
    folder = tmp_path / "tables"
    shutil.copytree(DATA, folder)
    table = folder / name
    with np.load(table) as archive:
        arrays = {record: archive[record] for record in archive.files}
    record, values = max(arrays.items(), key=lambda entry: entry[1].nbytes)
    np.savez_compressed(table, **(arrays | {record: values.ravel()[:5]}))
    assert any(name in sentence for sentence in unreadable_tables(folder)), record
    table.unlink()
    assert any(name in sentence for sentence in unreadable_tables(folder))


@pytest.mark.parametrize("name", ["builds.npz", "prepared.npz", "skin.npz", "lofts.npz", "nerves.npz"])
def test_a_half_damaged_table_names_its_record(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "tables"
    shutil.copytree(DATA, folder)
    table = folder / name
    with zipfile.ZipFile(table) as archive:
        entry = max(archive.infolist(), key=lambda one: one.compress_size)
    raw = bytearray(table.read_bytes())
    middle = entry.header_offset + 60 + entry.compress_size // 2
    raw[middle : middle + 16] = bytes(16)
    table.write_bytes(raw)
    sentences = problems(tables_folder=folder) if name == "prepared.npz" else unreadable_tables(folder)
    assert any(name in one and f"record {entry.filename.removesuffix('.npy')}" in one for one in sentences), sentences
    assert all("\n" not in one for one in sentences)
