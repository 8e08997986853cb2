"""From the atlas body to a built one: what no build changes is worked out once, the rest is a few array operations."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from meshes.mesh import LayerMesh, Mesh, frozen

from .fields import TABLE, carried, read_fields
from .frame import built_frame
from .girths import Gauges, fitted
from .muscles import AT_BONE, Bellies
from .normals import Shading
from .proportions import BodyBuild
from .skeleton import Skeleton
from .skin_tissue import LOWEST, SMOOTH, Surface, outward, shares, thinnable
from .volumes import expected, lean_share
from .warp import Points, Soft, moved

if TYPE_CHECKING:
    from meshes.body import Body
    from meshes.skin import SkinMesh

Array = NDArray[np.float64]
DATA: Final = Path(__file__).parents[1] / "data"
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
#: The fields are not mixed beyond these: less than the leaner, more than the fuller one.
FULLNESS: Final = (-0.3, 1.35)


class Builder:
    """Makes bodies of any build out of one atlas body.

    Parameters
    ----------
    body : Body
        The atlas body, at any detail.
    table : Path, optional
        The table of measured fields; by default the one shipped.

    Attributes
    ----------
    atlas : Body
        That body.

    Raises
    ------
    meshes.table_format.TableError
        When the table is missing or damaged.
    """

    def __init__(self, body: Body, table: Path | None = None) -> None:
        self.atlas = body
        self._fields = read_fields(DATA / TABLE if table is None else table)
        skin = body.skin
        half = skin.right.vertices
        faces = skin.mesh.faces[: len(skin.mesh.faces) // 2]
        self._points = [None if layer.side == "left" else self._layer_points(layer) for layer in body.layers]
        self._skin_normals = skin.mesh.normals[: len(half)].astype(np.float64)
        self._skin = self._skin_points(half, faces)
        self._skin_shading = Shading(half, faces, half[:, 0] == 0.0)
        self._gauges = Gauges(self._skin, faces)
        self._parts = [self._part(number) for number in range(len(body.layers))]

    def body(self, build: BodyBuild | None) -> Body:
        """Make the body of a build; None gives the atlas body back.

        Raises
        ------
        BuildError
            When the build is not accepted.
        """
        if build is None:
            return self.atlas
        build = build.validated()
        wanted = 1000.0 * lean_share(build) * np.array(list(expected(build).values()))
        skeleton, soft = fitted(build, self._gauges, lambda bones: self._fullness(bones, wanted))
        layers: list[LayerMesh] = []
        for layer, part in zip(self.atlas.layers, self._parts, strict=True):
            layers.append(layer if isinstance(part, int) else replace(layer, mesh=part.built(skeleton, soft, wanted)))
        for number, part in enumerate(self._parts):
            if isinstance(part, int):
                mirrored = _mirrored(layers[part].mesh, layers[number].mesh)
                layers[number] = replace(layers[number], mesh=mirrored)
        return replace(self.atlas, layers=tuple(layers), skin=self._built_skin(skeleton, soft), build=build)

    def _fullness(self, skeleton: Skeleton, wanted: Array) -> float:
        """How far between the two measured fields all muscles together take the volume that is wanted."""
        low, high = ((volumes * self._bellies.stretch(skeleton)).sum() for volumes in self._bellies.extremes)
        return float(np.clip((wanted.sum() - low) / (high - low), *FULLNESS))

    def _layer_points(self, layer: LayerMesh) -> Points:
        folded = layer.mesh.vertices.astype(np.float64)
        folded[:, 0] = np.abs(folded[:, 0])
        lean, full = carried(self._fields, folded)
        return Points.ready(folded, lean=lean, full=full)

    def _skin_points(self, half: Array, faces: NDArray[np.int32]) -> Points:
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

        thickness = []
        for mix in (0.0, 1.0):
            deep = [
                mixed(points, mix)
                for layer, points in zip(self.atlas.layers, self._points, strict=True)
                if points is not None and layer.layer != "nerves"
            ]
            below = _thinned(np.concatenate(deep))
            apart = np.asarray(KDTree(below).query(mixed(plain, mix), distance_upper_bound=DEEPEST, workers=-1)[0])
            thickness.append(surface.smooth(surface.lowest(np.minimum(apart, DEEPEST), LOWEST), SMOOTH))
        self._thickness = thickness[0]
        direction = outward(half)
        on_skin = np.ones(len(half))
        return Points.ready(
            half, lean=lean, full=full, outward=direction, gain=shares(half, direction),
            room=np.stack([thinnable(half, each) for each in thickness], axis=1), high=on_skin, depth=0.0 * on_skin,
        )  # fmt: skip

    def _part(self, number: int) -> _Part | int:
        """Make a layer ready, or name the layer it is the mirror image of."""
        layer = self.atlas.layers[number]
        if layer.side == "left":
            for other, right in enumerate(self.atlas.layers):
                if right.layer == layer.layer and right.side == "right" and _are_mirrored(layer.mesh, right.mesh):
                    return other
        points = self._points[number] or self._layer_points(layer)
        if layer.layer == "nerves":
            points = self._in_fat(points)
        bellies = None
        if layer.layer == "muscles" and layer.side == "right":
            bellies = self._bellies = self._measured(layer, points)
        return _Part(layer, points, bellies)

    def _measured(self, layer: LayerMesh, points: Points) -> Bellies:
        from scipy.spatial import KDTree

        bones = [other.mesh.vertices for other in self.atlas.layers if other.layer == "bones" and other.side != "left"]
        tree = KDTree(_thinned(np.concatenate(bones)))
        distance = np.asarray(tree.query(layer.mesh.vertices, distance_upper_bound=AT_BONE[1] + 0.1, workers=-1)[0])
        return Bellies(layer, points, distance)

    def _in_fat(self, points: Points) -> Points:
        """Nerves in the fat go with it, the farther out the more."""
        from scipy.spatial import KDTree

        found = KDTree(self._skin.place).query(points.place, NEIGHBOURS, distance_upper_bound=DEEPEST, workers=-1)
        distance, nearest = np.asarray(found[0]), np.minimum(np.asarray(found[1]), len(self._skin.place) - 1)
        deep = ~np.isfinite(distance[:, 0])
        distance[deep] = DEEPEST
        weight = 1.0 / np.maximum(distance, 1.0) ** 2
        weight /= weight.sum(axis=1, keepdims=True)

        def mixed(values: Array) -> Array:
            return np.asarray(np.einsum("nk,nk...->n...", weight, values[nearest]))

        # from the surface, not from its corners, which stand far apart where it is flat
        apart = points.place[:, None] - self._skin.place[nearest]
        depth = np.abs(np.einsum("nkc,nkc->nk", apart, self._skin_normals[nearest])).min(axis=1)
        high = np.clip(1.0 - depth / np.maximum(mixed(self._thickness), 1.0), 0.0, 1.0)
        high[deep] = 0.0
        return replace(
            points, outward=mixed(self._skin.outward), gain=mixed(self._skin.gain) * high[:, None],
            room=mixed(self._skin.room), high=high, depth=depth,
        )  # fmt: skip

    def _built_skin(self, skeleton: Skeleton, soft: Soft) -> SkinMesh:
        skin = self.atlas.skin
        half = moved(self._skin, skeleton, soft)
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
        self._mesh = layer.mesh
        self._sign = np.where(layer.mesh.vertices[:, 0] < 0.0, -1.0, 1.0)

    def built(self, skeleton: Skeleton, soft: Soft, wanted: Array) -> Mesh:
        """Return the layer's mesh on a built body; its measured muscles have the wanted volumes, mm3."""
        place = moved(self.points, skeleton, soft)
        # the scaling across the body changes slowly: swelling may come after it, and normals turn by it alone
        scales = skeleton.at(self.points)
        if self.bellies is not None:
            place += self.bellies.swelling(place, wanted)[:, None] * (self.bellies.reach * scales)
        place[:, 0] *= self._sign
        normals = self._mesh.normals / scales
        normals /= np.sqrt(np.einsum("ij,ij->i", normals, normals))[:, None]
        return Mesh(frozen(place.astype(np.float32)), self._mesh.faces, frozen(normals.astype(np.float32)))


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
