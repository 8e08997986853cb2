"""From the atlas body to a built one: what no build changes is worked out once, the rest is a few array operations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from meshes.body import DATA, Body, build_body
from meshes.mesh import Detail, LateLayer, LateMesh, Layer, LayerMesh, Mesh, frozen, on_grid
from meshes.sides import Side
from meshes.skin.surface import SkinMesh

from .curves import ramp
from .fields import TABLE, carried, read_fields
from .frame import built_frame
from .girths import Gauges, fitted
from .hips import figure
from .muscles import Bellies, stretch
from .normals import Shading
from .prepared import FAR, Prepared, fingerprint, read_prepared, rounded
from .prepared import TABLE as PREPARED
from .proportions import BodyBuild
from .shifts import Shifts
from .skeleton import Skeleton
from .skin_tissue import FILLS, LOWEST, SMOOTH, Surface, hollows, outward, shares, thinnable
from .volumes import expected, lean_share
from .warp import Points, Soft, along, moved, scales

Array = NDArray[np.float64]
#: The layer and side of the muscles that were measured.
MEASURED: Final[tuple[Layer, Side]] = ("muscles", "right")
#: A left mesh nearer than this to its right one's mirror image is that image, mm.
SAME: Final = 1e-3
#: A nerve goes with the fat of so many places of the skin nearest to it.
NEIGHBOURS: Final = 3
#: Nothing farther below the skin than this counts as lying in its fat, mm.
DEEPEST: Final = 48.0
#: So many points stand for all muscles and bones when distances are measured.
MANY: Final = 100_000
#: The skin follows the muscles' fields evened out over this distance, mm.
SKIN_SMOOTH: Final = 24.0
#: Muscles of both sides that would meet (gluteus maximus) flatten so near to the midline, mm.
CLEFT: Final = 3.0
#: The fields are not mixed beyond these: less than the leaner, more than the fuller one.
FULLNESS: Final = (-0.3, 1.35)


def make_body(build: BodyBuild | None, detail: Detail = "standard", data_folder: Path | None = None) -> Body:
    """Make one body of a build, or the atlas body as it was measured.

    Parameters
    ----------
    build : BodyBuild or None
        Whom the body is proportioned as; None gives the atlas body.
    detail : {"light", "standard", "fine"}
        How densely the surfaces are sampled.
    data_folder : Path, optional
        As for `meshes.body.build_body`, and with ``builds.npz`` and ``prepared.npz`` in it.

    Raises
    ------
    ValueError
        When the detail is unknown, (`meshes.builds.proportions.BuildError`) the build is not accepted, or
        (`meshes.archive.TableError`) a table is missing or damaged; the sentence says it.
    """
    folder = DATA if data_folder is None else data_folder
    atlas = build_body(detail, folder)
    return atlas if build is None else Builder(atlas, folder / TABLE, folder / PREPARED).body(build)


class Builder:
    """Makes bodies of any build out of one atlas body.

    Parameters
    ----------
    body : Body
        The atlas body, at any detail.
    table : Path, optional
        The table of measured fields; by default the one shipped.
    prepared : Path or None
        The table of what all builds have in common; without it, or where it is of another body, that is worked out.

    Attributes
    ----------
    atlas : Body
        That body.
    prepared : Prepared
        What all builds have in common.
    fingerprint : ndarray of uint8
        Of what that depends on.

    Raises
    ------
    meshes.archive.TableError
        When the table is missing or damaged.
    """

    def __init__(self, body: Body, table: Path | None = None, prepared: Path | None = DATA / PREPARED) -> None:
        self.atlas = body
        self._fields = read_fields(DATA / TABLE if table is None else table)
        self.fingerprint = fingerprint(body, self._fields)
        self._known: dict[int, Points] = {}
        self._parts: dict[int, _Part | int] = {}
        self._bodies = 0
        skin = body.skin
        half = skin.right.vertices
        faces = skin.mesh.faces[: len(skin.mesh.faces) // 2]
        known = None if prepared is None else read_prepared(prepared, self.fingerprint)
        self.prepared = rounded(self._prepare(half, faces)) if known is None else known
        self._skin_normals = skin.mesh.normals[: len(half)].astype(np.float64)
        self._skin = self._skin_points(half)
        self._skin_shifts = Shifts(half)
        self._skin_shading = Shading(half, faces, half[:, 0] == 0.0)
        self._gauges = Gauges(self._skin, faces)

    def body(self, build: BodyBuild | None) -> Body:
        """Make the body of a build; None gives the atlas body back. Its layers are worked out when first looked at.

        Raises
        ------
        BuildError
            When the build is not accepted.
        """
        if build is None:
            return self.atlas
        build = build.validated()
        self._bodies += 1
        wanted = 1000.0 * lean_share(build) * np.array(list(expected(build).values()))
        skeleton, soft = fitted(build, self._gauges, lambda bones: self._fullness(bones, wanted))
        layers: list[LayerMesh] = []

        def made(number: int) -> Mesh:
            part = self._part(number)
            if isinstance(part, int):
                return _mirrored(layers[part].mesh, layers[number].mesh)
            return part.built(skeleton, soft, wanted)

        def laid(layer: LayerMesh, make: Callable[[], Mesh]) -> LayerMesh:
            mesh = LateMesh(layer.mesh.faces, make)
            return LayerMesh(layer.layer, layer.side, layer.keys, mesh, layer.vertex_structure, layer.face_structure)

        for number, layer in enumerate(self.atlas.layers):
            layers.append(LateLayer(layer.layer, layer.side, layer.keys, partial(laid, layer, partial(made, number))))
        return replace(self.atlas, layers=tuple(layers), skin=self._built_skin(skeleton, soft))

    def _fullness(self, skeleton: Skeleton, wanted: Array) -> float:
        """How far between the two measured fields all muscles together take the volume that is wanted."""
        stretched = stretch(skeleton, self.prepared.heights)
        low, high = ((volumes * stretched).sum() for volumes in self.prepared.volumes)
        return float(np.clip((wanted.sum() - low) / (high - low), *FULLNESS))

    def _points(self, number: int) -> Points:
        """Vertices of a layer with the measured fields there."""
        if number not in self._known:
            folded = self.atlas.layers[number].mesh.vertices.astype(np.float64)
            folded[:, 0] = np.abs(folded[:, 0])
            lean, full = carried(self._fields, folded)
            # Half the memory: in single precision they were evaluated.
            lean, full = (field.astype(np.float32) for field in (lean, full))  # type: ignore[assignment]
            self._known[number] = Points.ready(folded, lean=lean, full=full)
        return self._known[number]

    def _prepare(self, half: Array, faces: NDArray[np.int32]) -> Prepared:
        """Work out what the table has."""
        from scipy.spatial import KDTree

        surface = Surface(half, faces)
        lean, full = (
            np.stack([surface.smooth(field[:, axis], SKIN_SMOOTH) for axis in (0, 1)], axis=1)
            for field in carried(self._fields, half)
        )
        lean[half[:, 0] == 0.0, 0] = full[half[:, 0] == 0.0, 0] = 0.0
        plain = Points.ready(half, lean=lean, full=full)

        def mixed(points: Points, mix: float) -> Array:
            place = points.place.copy()
            place[:, :2] += points.lean + mix * points.full
            return place

        deep = [
            self._points(number)
            for number, layer in enumerate(self.atlas.layers)
            if layer.side != "left" and layer.layer != "nerves"
        ]
        thickness = []
        for mix in (0.0, 1.0):
            below = _thinned(np.concatenate([mixed(points, mix) for points in deep]))
            apart = np.asarray(KDTree(below).query(mixed(plain, mix), distance_upper_bound=DEEPEST, workers=-1)[0])
            thickness.append(surface.smooth(surface.lowest(np.minimum(apart, DEEPEST), LOWEST), SMOOTH))
        number = next(n for n, layer in enumerate(self.atlas.layers) if (layer.layer, layer.side) == MEASURED)
        layer = self.atlas.layers[number]
        bones = [other.mesh.vertices for other in self.atlas.layers if other.layer == "bones" and other.side != "left"]
        tree = KDTree(_thinned(np.concatenate(bones)))
        bone = np.asarray(tree.query(layer.mesh.vertices, distance_upper_bound=FAR, workers=-1)[0])
        bone = np.minimum(bone, FAR)
        bellies = Bellies(layer, self._points(number), bone)
        near: dict[str, NDArray[np.intp]] = {
            nerves.side or "midline": self._near(self._points(each).place)
            for each, nerves in enumerate(self.atlas.layers)
            if nerves.layer == "nerves" and nerves.side != "left"
        }
        return Prepared(
            lean, full, np.stack(thickness, axis=1), hollows(half, outward(half), surface),
            np.stack(bellies.extremes), bellies.heights, bone, near,
        )  # fmt: skip

    def _near(self, places: Array) -> NDArray[np.intp]:
        """Find the places of the skin nearest to others, shape (k, 3); their number where none is near."""
        from scipy.spatial import KDTree

        tree = KDTree(self.atlas.skin.right.vertices)
        return np.asarray(tree.query(places, NEIGHBOURS, distance_upper_bound=DEEPEST, workers=-1)[1])

    def _skin_points(self, half: Array) -> Points:
        known = self.prepared
        direction = outward(half)
        on_skin = np.ones(len(half))
        return Points.ready(
            half, lean=known.lean, full=known.full, outward=direction,
            gain=shares(half, direction), figure=figure(half),
            room=np.stack([thinnable(half, each) for each in known.thickness.T], axis=1),
            high=on_skin, depth=0.0 * on_skin,
        )  # fmt: skip

    def _part(self, number: int) -> _Part | int:
        """Make a layer ready, or name the layer it is the mirror image of."""
        part = self._parts.get(number)
        if part is None:
            part = self._new_part(number)
            # Most people never change the build: for the first body nothing is kept that only a second one needs.
            if self._bodies > 1 or isinstance(part, int):
                self._parts[number] = part
        return part

    def _new_part(self, number: int) -> _Part | int:
        layer = self.atlas.layers[number]
        if layer.side == "left":
            for other, right in enumerate(self.atlas.layers):
                if right.layer == layer.layer and right.side == "right" and _are_mirrored(layer.mesh, right.mesh):
                    return other
        points = self._points(number)
        if layer.layer == "nerves":
            points = self._in_fat(points, layer.side or "midline")
        measured = (layer.layer, layer.side) == MEASURED
        bellies = Bellies(layer, points, self.prepared.bone) if measured else None
        del self._known[number]
        return _Part(layer, points, bellies)

    def _in_fat(self, points: Points, side: str) -> Points:
        """Nerves in the fat go with it, the farther out the more."""
        near = self.prepared.near.get(side)
        if near is None or len(near) != len(points.place):
            near = self._near(points.place)
        nearest = np.minimum(near, len(self._skin.place) - 1)
        distance = np.linalg.norm(points.place[:, None] - self._skin.place[nearest], axis=2)
        distance[near >= len(self._skin.place)] = np.inf
        deep = ~np.isfinite(distance[:, 0])
        distance[deep] = DEEPEST
        weight = 1.0 / np.maximum(distance, 1.0) ** 2
        weight /= weight.sum(axis=1, keepdims=True)

        def mixed(values: Array) -> Array:
            return np.asarray(np.einsum("nk,nk...->n...", weight, values[nearest]))

        # from the surface, not from its corners, which stand far apart where it is flat
        apart = points.place[:, None] - self._skin.place[nearest]
        depth = np.abs(np.einsum("nkc,nkc->nk", apart, self._skin_normals[nearest])).min(axis=1)
        high = np.clip(1.0 - depth / np.maximum(mixed(self.prepared.thickness[:, 0]), 1.0), 0.0, 1.0)
        high[deep] = 0.0
        return replace(
            points, outward=mixed(self._skin.outward), gain=mixed(self._skin.gain),
            figure=mixed(self._skin.figure),
            room=mixed(self._skin.room), high=high, depth=depth,
        )  # fmt: skip

    def _filled(self, soft: Soft) -> Points:
        """Fill hollows between muscles where fat lies thick over them; returns the skin's points."""
        fat = along(self._skin, soft.fat)
        share = ramp(fat, *FILLS)
        if not share.any():
            return self._skin
        more = share * self.prepared.hollows / np.maximum(fat, 1.0)
        return replace(self._skin, gain=self._skin.gain + more[:, None])

    def _built_skin(self, skeleton: Skeleton, soft: Soft) -> SkinMesh:
        skin = self.atlas.skin
        half = on_grid(moved(self._filled(soft), skeleton, soft, self._skin_shifts.of(soft)))
        normals = self._skin_shading(half)
        count, flip = len(half), np.array([-1.0, 1.0, 1.0])
        free = skin.mirror >= count
        mesh = Mesh(
            frozen(np.concatenate([half, half[free] * flip]).astype(np.float32)),
            skin.mesh.faces,
            frozen(np.concatenate([normals, normals[free] * flip]).astype(np.float32)),
        )
        built = replace(skin, mesh=mesh, right=replace(skin.right, vertices=half), rest=skin, _trees=[])
        return replace(built, frame=built_frame(built, skeleton))


class _Part:
    """One layer's points, which half each lies on, how its muscles swell, and its normals."""

    def __init__(self, layer: LayerMesh, points: Points, bellies: Bellies | None) -> None:
        self.points, self.bellies = points, bellies
        self._shifts = Shifts(points.place)
        self._mesh = layer.mesh
        self._sign = np.where(layer.mesh.vertices[:, 0] < 0.0, -1, 1).astype(np.int8)

    def built(self, skeleton: Skeleton, soft: Soft, wanted: Array) -> Mesh:
        """Return the layer's mesh on a built body; its measured muscles have the wanted volumes, mm3."""
        place = moved(self.points, skeleton, soft, self._shifts.of(soft))
        # the scaling across the body changes slowly: swelling may come after it, and normals turn by it alone
        across_and_along = scales(self.points, skeleton)
        if self.bellies is not None:
            place += self.bellies.swelling(place, wanted, self.bellies.reach * across_and_along)
            across = np.flatnonzero((place[:, 0] < CLEFT) & (self.points.place[:, 0] > 2.0 * CLEFT))
            place[across, 0] = CLEFT * np.exp(place[across, 0] / CLEFT - 1.0)
        place[:, 0] *= self._sign
        normals = self._mesh.normals / across_and_along
        normals /= np.sqrt(np.einsum("ij,ij->i", normals, normals))[:, None]
        return Mesh(frozen(on_grid(place).astype(np.float32)), self._mesh.faces, frozen(normals.astype(np.float32)))


def _thinned(points: Array) -> Array:
    """Leave some points out where there are many: the nearest is still near enough."""
    return points[:: max(1, len(points) // MANY)]


def _mirrored(mesh: Mesh, old: Mesh) -> Mesh:
    flip = np.array([-1.0, 1.0, 1.0], dtype=np.float32)
    return Mesh(frozen(mesh.vertices * flip), old.faces, frozen(mesh.normals * flip))


def _are_mirrored(left: Mesh, right: Mesh) -> bool:
    if left.vertices.shape != right.vertices.shape:
        return False
    flip = np.array([-1.0, 1.0, 1.0], dtype=np.float32)
    return bool(np.abs(left.vertices - right.vertices * flip).max(initial=0.0) < SAME)
