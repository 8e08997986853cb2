"""The whole body: bones, muscles, nerves and skin, built from the tables in ``meshes/data``."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from meshes.lofts.engine import LoftMeshes, build_lofts
from meshes.lofts.table import LoftTable, read_table
from meshes.nerves.table import build_nerves
from meshes.skin.surface import SkinMesh, build_skin

from .archive import TableError
from .mesh import DETAILS, Detail, LateLayer, Layer, LayerMesh, Mesh, frozen
from .sides import SIDES, Side, split_key

DATA: Final = Path(__file__).parent / "data"
LAYER_OF_TISSUE: Final[Mapping[str, Layer]] = MappingProxyType(
    {
        "bone": "bones",
        "disc": "bones",
        "cartilage": "bones",
        "ligament": "ligaments",
        "capsule": "ligaments",
        "membrane": "ligaments",
        "fat": "ligaments",
        "fascia": "fascia",
        "muscle": "muscles",
        "tendon": "muscles",
        "nerve": "nerves",
        "root": "nerves",
        "cord": "nerves",
        "dura": "fascia",
        "skin": "skin",
    }
)
TRUNK_WALL: Final = frozenset(
    {
        "external_abdominal_oblique",
        "iliocostalis_lumborum",
        "internal_abdominal_oblique",
        "latissimus_dorsi",
        "linea_alba",
        "longissimus_thoracis",
        "rectus_abdominis",
        "serratus_posterior_inferior",
        "spinalis_thoracis",
        "transversus_abdominis",
    }
)
"""Muscles (and one tendon) with a layer of their own, because they hide psoas, the spine and the roots."""
_LOFT_LAYERS: Final[tuple[Layer, ...]] = ("bones", "muscles", "ligaments", "trunk_muscles", "fascia")
_TABLES: Final = ("lofts.npz", "nerves.npz", "skin.npz")
_COLUMNS: Final = (
    "key",
    "atlas_name",
    "ta2_english",
    "ta2_latin",
    "ta2_id",
    "fma_id",
    "plain_english",
    "short_english",
    "tissue",
    "parent_group",
)
_SIDED: Final[tuple[Side | None, ...]] = (*SIDES, None)


@dataclass(frozen=True, slots=True)
class Structure:
    """What a structure is called and where it belongs."""

    key: str
    """With side: ``rectus_femoris.right``."""
    base: str
    """Without side: ``rectus_femoris``."""
    side: Side | None
    """``None`` for midline structures."""
    tissue: str
    """bone, disc, cartilage, ligament, capsule, membrane, fat, fascia, muscle, tendon, nerve, root, cord or dura."""
    layer: Layer
    group: str
    """Group for menus, for example ``thigh anterior``."""
    ta2: str
    """English name in the manner of TA2."""
    ta2_id: str
    """TA2 number, empty where TA2 has none for this very structure."""
    latin: str
    plain: str
    """What a lay person would say."""
    fma_id: str
    """FMA id of this side, empty where unknown."""
    short: str = ""
    """The lay name for a label in the picture, where ``plain`` is too long for one."""


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """All meshes of the body at one detail."""

    layers: tuple[LayerMesh, ...]
    """Layer by side (right, left, midline): bones, muscles, ligaments, trunk muscles, fascia, nerves; none empty."""
    structures: Mapping[str, Structure]
    """By key with side, in the order of the layers."""
    skin: SkinMesh
    digest: str = ""
    """Of the tables it was built from, and the detail; empty where it was made otherwise."""

    def layer_of(self, key: str) -> LayerMesh:
        """Return the layer mesh that holds a structure.

        Raises
        ------
        KeyError
            When no layer has that key.
        """
        for layer in self.layers:
            if key in layer.keys:
                return layer
        raise KeyError(key)

    def part(self, key: str) -> Mesh:
        """Return one structure's own mesh.

        Raises
        ------
        KeyError
            When no layer has that key.
        """
        return self.layer_of(key).part(key)


def build_body(detail: Detail = "standard", data_folder: Path | None = None) -> Body:
    """Build the atlas body, as it was measured, from its tables; `meshes.builds.builder` makes others of it.

    Parameters
    ----------
    detail : {"light", "standard", "fine"}
        How densely the surfaces are sampled.
    data_folder : Path, optional
        Holds ``lofts.npz``, ``nerves.npz``, ``skin.npz``, ``structures.csv`` and ``structures_nerves.csv``; by default
        the folder shipped with the program.

    Raises
    ------
    ValueError
        When the detail is unknown, or (`meshes.archive.TableError`) a table is missing or damaged; the sentence
        says it.
    """
    if detail not in DETAILS:
        raise ValueError(f"detail {detail!r} is unknown; accepted are {', '.join(DETAILS)}")
    folder = DATA if data_folder is None else data_folder
    names = read_names(folder)
    layers = loft_layers(folder / "lofts.npz", detail)
    layers += _nerve_layers(build_nerves(folder / "nerves.npz", detail), names)
    structures = {key: _structure(names, key, layer.layer) for layer in layers for key in layer.keys}
    skin = build_skin(folder / "skin.npz", detail)
    return Body(tuple(layers), MappingProxyType(structures), skin, _digest(folder, detail))


def _digest(folder: Path, detail: Detail) -> str:
    whole = sha256(detail.encode())
    for name in _TABLES:
        whole.update((folder / name).read_bytes())
    return whole.hexdigest()


def layer_of_structure(key: str, tissue: str) -> Layer:
    """Return the layer a structure is drawn in; the key is without side."""
    return "trunk_muscles" if key in TRUNK_WALL else LAYER_OF_TISSUE[tissue]


def loft_layers(path: Path, detail: Detail = "standard") -> list[LayerMesh]:
    """Build all layers but skin and nerves: right, left and midline of each.

    The table is checked at once. All layers are built together when the first one's mesh is looked at, as the skin
    hides them at first; the table is read again then, as it takes 30 MB in memory and a thirtieth of a second.

    Parameters
    ----------
    path : Path
        The loft table.
    detail : {"light", "standard", "fine"}

    Raises
    ------
    TableError
        When the table is missing or damaged.
    """
    table = read_table(path)

    @cache
    def built() -> dict[tuple[Layer, Side | None], LayerMesh]:
        return {(layer.layer, layer.side): layer for layer in _built_layers(read_table(path), detail)}

    layers: list[LayerMesh] = []
    for layer, paired, records in _records_by_layer(table):
        for side in SIDES if paired else (None,):
            keys = _keys(table, records, side)
            layers.append(LateLayer(layer, side, keys, partial(lambda *name: built()[name], layer, side)))
    return layers


def _records_by_layer(table: LoftTable) -> Iterator[tuple[Layer, bool, list[int]]]:
    """List each layer, whether its structures are paired, and which records they are; none is empty."""
    layer_of = [layer_of_structure(*record) for record in zip(table.keys, table.tissues, strict=True)]
    for layer in _LOFT_LAYERS:
        for paired in (True, False):
            records = [n for n, own in enumerate(layer_of) if own == layer and bool(table.paired[n]) == paired]
            if records:
                yield layer, paired, records


def _built_layers(table: LoftTable, detail: Detail) -> Iterator[LayerMesh]:
    built = build_lofts(table.packed, detail)
    vertex_ends = np.searchsorted(built.vertex_record, np.arange(len(table.keys) + 1))
    face_ends = np.searchsorted(built.face_record, np.arange(len(table.keys) + 1))
    for layer, paired, records in _records_by_layer(table):
        part, of_vertex, of_face = _cut_out(built, records, vertex_ends, face_ends)
        if paired:
            for side, mesh in zip(SIDES, (_mirrored(part), part), strict=True):
                yield LayerMesh(layer, side, _keys(table, records, side), mesh, of_vertex, of_face)
        else:
            yield LayerMesh(layer, None, _keys(table, records, None), part, of_vertex, of_face)


def _keys(table: LoftTable, records: list[int], side: Side | None) -> tuple[str, ...]:
    return tuple(table.keys[n] if side is None else f"{table.keys[n]}.{side}" for n in records)


def read_names(folder: Path) -> dict[str, dict[str, str]]:
    """Read the names of all structures, by key without side.

    Raises
    ------
    TableError
        When a file is missing or lacks a column.
    """
    names: dict[str, dict[str, str]] = {}
    for file in ("structures.csv", "structures_nerves.csv"):
        path = folder / file
        if not path.is_file():
            if file == "structures_nerves.csv":
                continue
            raise TableError(f"{path}: the list of names is missing")
        try:
            with path.open(encoding="utf-8", newline="") as stream:
                rows = list(csv.DictReader(stream))
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise TableError(f"{path}: not a readable list of names: {error}") from error
        for number, row in enumerate(rows, start=2):
            missing = [column for column in _COLUMNS if row.get(column) is None]
            if missing:
                raise TableError(f"{path}: line {number} lacks {', '.join(missing)}")
            names[row["key"]] = row
    return names


def _structure(names: Mapping[str, Mapping[str, str]], key: str, layer: Layer) -> Structure:
    base, side = split_key(key)
    if base not in names:
        raise TableError(f"structure {base} has no row in structures.csv or structures_nerves.csv")
    row = names[base]
    return Structure(
        key=key,
        base=base,
        side=side,
        tissue=row["tissue"],
        layer=layer,
        group=row["parent_group"],
        ta2=row["ta2_english"],
        ta2_id=row["ta2_id"],
        latin=row["ta2_latin"],
        plain=row["plain_english"],
        fma_id=_fma(row["fma_id"], side),
        short=row["short_english"],
    )


def _fma(field: str, side: Side | None) -> str:
    if "=" not in field:
        return field
    sides = dict(entry.partition("=")[::2] for entry in field.split(";"))
    return sides.get(side or "", "")


def _cut_out(
    built: LoftMeshes, records: list[int], vertex_ends: NDArray[np.intp], face_ends: NDArray[np.intp]
) -> tuple[Mesh, NDArray[np.int32], NDArray[np.int32]]:
    """Copy some records out of all lofts: mesh, structure number of each vertex and of each face."""
    chosen = np.array(records)
    sizes, face_sizes = np.diff(vertex_ends)[chosen], np.diff(face_ends)[chosen]
    shift = vertex_ends[chosen] - (np.cumsum(sizes) - sizes)
    faces = np.concatenate(
        [built.faces[face_ends[n] : face_ends[n + 1]] - np.int32(by) for n, by in zip(records, shift, strict=True)]
    )
    places = [slice(vertex_ends[n], vertex_ends[n + 1]) for n in records]
    mesh = Mesh(
        frozen(np.concatenate([built.vertices[place] for place in places])),
        frozen(faces),
        frozen(np.concatenate([built.normals[place] for place in places])),
    )
    number = np.arange(len(records), dtype=np.int32)
    return mesh, frozen(np.repeat(number, sizes)), frozen(np.repeat(number, face_sizes))


def _mirrored(mesh: Mesh) -> Mesh:
    vertices, normals = mesh.vertices.copy(), mesh.normals.copy()
    vertices[:, 0] *= -1
    normals[:, 0] *= -1
    return Mesh(frozen(vertices), frozen(np.ascontiguousarray(mesh.faces[:, ::-1])), frozen(normals))


def _nerve_layers(parts: list[tuple[str, Mesh]], names: Mapping[str, Mapping[str, str]]) -> list[LayerMesh]:
    """Join the nerves of each side; the dura is a layer apart, because it would hide the roots."""
    layers = []
    for layer in ("nerves", LAYER_OF_TISSUE["dura"]):
        for side in _SIDED:
            chosen = [
                (key, mesh)
                for key, mesh in parts
                if split_key(key)[1] == side
                and (names.get(split_key(key)[0], {}).get("tissue") == "dura") == (layer != "nerves")
            ]
            if chosen:
                layers.append(_joined(chosen, layer, side))
    return layers


def _joined(parts: list[tuple[str, Mesh]], layer: Layer, side: Side | None) -> LayerMesh:
    sizes = [len(mesh.vertices) for _, mesh in parts]
    starts = np.cumsum([0, *sizes[:-1]])
    faces = [(mesh.faces + start).astype(np.int32) for (_, mesh), start in zip(parts, starts, strict=True)]
    numbers = np.arange(len(parts), dtype=np.int32)
    mesh = Mesh(
        frozen(np.concatenate([mesh.vertices for _, mesh in parts])),
        frozen(np.concatenate(faces)),
        frozen(np.concatenate([mesh.normals for _, mesh in parts])),
    )
    return LayerMesh(
        layer,
        side,
        tuple(key for key, _ in parts),
        mesh,
        frozen(np.repeat(numbers, sizes)),
        frozen(np.repeat(numbers, [len(part) for part in faces])),
    )
