"""Chart coordinates of the skin: which segment a point belongs to, how far along it and at which angle around it.

A chart coordinate ``(segment, t, phi)`` means the same place on every body. Conventions (all angles in degrees):

* trunk: ``t`` 0 at the level of vertebra T12, 1 at the lower edge (level of the inguinal crease in front and at the
  side, falling to the gluteal fold behind); ``phi`` 0 front midline, 90 the flank of that side, 180 back midline.
* thigh: ``t`` 0 at the level of the inguinal crease, 1 at the knee joint line. Leg: 0 there, 1 at the malleolar tips.
  ``phi`` 0 front, 90 medial, 180 back, 270 lateral, on both sides alike.
* foot: ``t`` 0 back of the heel, 1 tip of the great toe, along the foot's axis; ``phi`` 0 dorsum, 90 medial,
  180 sole, 270 lateral. Leg and foot meet at leg t = 1 - 0.10 max(0, cos phi).

``phi`` is the parametric angle of a section: offsets from the middle of its bounding box, divided by half its width
and half its depth.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from meshes.sides import SIDES, Side

from .chart_frame import FOOT, SEGMENTS, ChartFrame
from .surface import SkinMesh

Array = NDArray[np.float64]

#: A point on a face has a corner of it within this distance, mm (the longest edges are on the lid).
EDGE: Final = 34.0
#: Points farther from the skin than this are not on the body, mm.
REACH: Final = 15.0
#: How far ``t`` may leave 0..1: the skin reaches a little above T12, and foot boxes end a little beyond the skin.
OVERSHOOT: Final = 0.15


class ChartError(ValueError):
    """A place that is not on the body, or a chart coordinate that names none."""


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """A place on the skin, independent of the body's shape."""

    segment: str
    """``trunk``, ``thigh``, ``leg`` or ``foot``."""
    side: Side
    t: float
    """Along the segment, 0..1 (trunk: a little below 0 above T12)."""
    phi: float
    """Degrees, 0 <= phi < 360 (trunk 0..180)."""
    ray: int = 0
    """Toe, 1 (great toe) to 5 (little toe); 0: not on a toe, or any."""

    def __post_init__(self) -> None:
        if self.segment not in SEGMENTS:
            raise ChartError(f"unknown segment {self.segment!r}; accepted are {', '.join(SEGMENTS)}")
        if self.side not in SIDES:
            raise ChartError(f"unknown side {self.side!r}; accepted are left, right")
        low = -OVERSHOOT if self.segment == "trunk" else 0.0
        if not low <= self.t <= 1.0:
            raise ChartError(f"t = {self.t:g} lies outside {low:g} to 1 on the {self.segment}")
        if self.segment == "trunk" and not 0.0 <= self.phi <= 180.0:
            raise ChartError(f"phi = {self.phi:g} lies outside 0 to 180 degrees on the trunk")
        if not -360.0 <= self.phi <= 720.0:
            raise ChartError(f"phi = {self.phi:g} lies outside -360 to 720 degrees")
        if self.ray not in range(6):
            raise ChartError(f"ray = {self.ray} is no toe; accepted are 0 (none) and 1 to 5")
        if self.ray and self.segment != "foot":
            raise ChartError(f"ray = {self.ray} on the {self.segment}; only the foot has toes")


def _right(point: Array, side: Side) -> Array:
    out: Array = point * np.array([1.0 if side == "right" else -1.0, 1.0, 1.0])
    return out


def nearest(skin: SkinMesh, point: ArrayLike) -> tuple[Array, int, Array]:
    """Nearest point of the skin: its position (3,), its face, and its weights (3,) in that face.

    Raises
    ------
    ChartError
        When the point is not three finite numbers.
    """
    p = np.asarray(point, dtype=np.float64)
    if p.shape != (3,) or not np.isfinite(p).all():
        raise ChartError(f"a point is three finite numbers x y z in mm, not {point!r}")
    vertices, faces = skin.mesh.vertices, skin.mesh.faces
    radius = float(skin.tree.query(p)[0])
    near = np.zeros(len(vertices), dtype=bool)
    # a face may be nearest though its corners are not: take those whose corners are within an edge length more
    near[skin.tree.query_ball_point(p, radius + EDGE)] = True
    chosen = np.flatnonzero(near[faces].any(axis=1))
    places, weights = _closest_on_triangles(p, vertices[faces[chosen]].astype(np.float64))
    best = int(np.argmin(((places - p) ** 2).sum(axis=1)))
    return places[best], int(chosen[best]), weights[best]


def _closest_on_triangles(p: Array, triangles: Array) -> tuple[Array, Array]:
    a, b, c = triangles[:, 0], triangles[:, 1], triangles[:, 2]
    ab, ac = b - a, c - a
    d00, d01, d11 = (ab * ab).sum(1), (ab * ac).sum(1), (ac * ac).sum(1)
    ap = p - a
    d20, d21 = (ap * ab).sum(1), (ap * ac).sum(1)
    det = np.maximum(d00 * d11 - d01 * d01, 1e-12)
    v, w = (d11 * d20 - d01 * d21) / det, (d00 * d21 - d01 * d20) / det
    inner = np.stack([1 - v - w, v, w], axis=1)
    options = [np.where((inner >= 0).all(axis=1, keepdims=True), inner, np.nan)]
    for i, j in ((0, 1), (1, 2), (2, 0)):
        start, edge = triangles[:, i], triangles[:, j] - triangles[:, i]
        share = np.clip(((p - start) * edge).sum(1) / np.maximum((edge * edge).sum(1), 1e-12), 0, 1)
        weight = np.zeros_like(inner)
        weight[:, i], weight[:, j] = 1 - share, share
        options.append(weight)
    weights = np.stack(options)
    places = np.einsum("okw,kwc->okc", weights, triangles)
    gap = np.nan_to_num(((places - p) ** 2).sum(axis=2), nan=np.inf)
    best = np.argmin(gap, axis=0)
    row = np.arange(len(triangles))
    return places[best, row], weights[best, row]


def locate(skin: SkinMesh, point: ArrayLike) -> tuple[ChartPoint, float]:
    """Chart coordinates of the skin point nearest to a point.

    Parameters
    ----------
    skin : SkinMesh
    point : array_like, shape (3,)
        mm, body frame.

    Returns
    -------
    place : ChartPoint
    distance : float
        From the point to the skin, mm.

    Raises
    ------
    ChartError
        When the point is farther than ``REACH`` from the skin, or no point.
    """
    on_skin, face, weights = nearest(skin, point)
    distance = float(np.linalg.norm(np.asarray(point, dtype=np.float64) - on_skin))
    if distance > REACH:
        x, y, z = np.asarray(point, dtype=np.float64)
        raise ChartError(
            f"the point {x:g} {y:g} {z:g} mm is not on the body: the nearest skin is {distance:.0f} mm away "
            f"(accepted: up to {REACH:g} mm)"
        )
    rest = skin.rest or skin  # on a built body a place is named by where its skin lies on the atlas body
    segment, t, phi = rest.frame.place((weights @ rest.mesh.vertices[skin.mesh.faces[face]])[None])
    name = SEGMENTS[int(segment[0])]
    corner = skin.mesh.faces[face][int(np.argmax(weights))]
    ray = int(skin.ray[corner]) if name == "foot" else 0
    side: Side = "right" if on_skin[0] >= 0 else "left"
    low = -OVERSHOOT if name == "trunk" else 0.0
    return ChartPoint(name, side, float(np.clip(t[0], low, 1.0)), float(phi[0]), ray), distance


def position(skin: SkinMesh, place: ChartPoint) -> Array:
    """Where on the skin a chart coordinate lies.

    Parameters
    ----------
    skin : SkinMesh
    place : ChartPoint
        On the toes: ``ray`` 0 means whichever toe fits best.

    Returns
    -------
    ndarray, shape (3,)
        mm, body frame.

    Raises
    ------
    ChartError
        When the body has no skin at that level.
    """
    if skin.rest is not None:
        _, face, weights = nearest(skin.rest, position(skin.rest, place))
        built: Array = weights @ skin.mesh.vertices[skin.mesh.faces[face]]
        return built
    frame = skin.frame
    vertices = skin.right.vertices
    faces = skin.mesh.faces[: len(skin.mesh.faces) // 2]
    phi = place.phi % 360.0 if place.segment != "trunk" else place.phi
    if place.segment == "foot":
        height = vertices @ frame.foot_axis - float(frame.foot_origin @ frame.foot_axis)
        level = place.t * frame.foot_length
        if place.ray:
            on_toe = (skin.right.ray[faces] == place.ray).any(axis=1)
            faces = faces[on_toe]
        reach = height[np.unique(faces)]
        level = float(np.clip(level, reach.min() + 0.05, reach.max() - 0.05))
    else:
        height = vertices[:, 2]
        if place.segment == "trunk":
            level = frame.z_t12 - place.t * (frame.z_t12 - float(frame.edge(phi)))
        elif place.segment == "thigh":
            level = frame.z_inguinal - place.t * (frame.z_inguinal - frame.z_knee)
        else:
            level = frame.z_knee - place.t * (frame.z_knee - frame.z_malleoli)
    cut = _section(vertices, faces, height, level)
    if place.segment == "foot":  # a level behind the ankle cuts calf and heel cord, too
        cut = cut.taken(np.any([frame.place(cut.at(share))[0] == FOOT for share in (0.0, 0.5, 1.0)], axis=0))
    if len(cut.start) == 0:
        raise ChartError(f"no skin at t = {place.t:g} of the {place.segment}")
    return _right(_at_angle(skin, cut, place, phi), place.side)


@dataclass(frozen=True, slots=True, eq=False)
class _Cut:
    """Where a plane cuts some faces: one piece of line in each of the k faces."""

    start: Array
    """Shape (k, 3), mm; ``end`` too."""
    end: Array
    corners: NDArray[np.int32]
    """Shape (k, 3): of each face; the first is alone on its side of the plane, so that the piece runs from the edge to
    the second to the edge to the third."""
    shares: Array
    """Shape (k, 2): how far from the first corner to the second the piece starts, and to the third it ends, 0..1."""

    def taken(self, which: NDArray[np.bool_]) -> _Cut:
        """Return some of the pieces."""
        return _Cut(self.start[which], self.end[which], self.corners[which], self.shares[which])

    def at(self, share: Array | float) -> Array:
        """Points (k, 3) at shares (k,) of the way from start to end."""
        points: Array = self.start + np.asarray(share)[..., None] * (self.end - self.start)
        return points

    def nearest_corner(self, share: Array) -> NDArray[np.int32]:
        """For points at shares (k,) of the way the corner that has most weight in them, shape (k,)."""
        second, third = (1.0 - share) * self.shares[:, 0], share * self.shares[:, 1]
        weights = np.stack([1.0 - second - third, second, third], axis=1)
        nearest: NDArray[np.int32] = self.corners[np.arange(len(share)), np.argmax(weights, axis=1)]
        return nearest


def _section(vertices: Array, faces: NDArray[np.int32], height: Array, level: float) -> _Cut:
    """Where the plane ``height == level`` cuts the faces."""
    gap = height - level
    gap = np.where(np.abs(gap) < 1e-7, 1e-7, gap)
    above = gap[faces] > 0
    cut = np.flatnonzero((above.any(axis=1)) & ~above.all(axis=1))
    # turn each face so that its first corner is alone on its side
    up = above[cut]
    alone = np.where(up.sum(axis=1) == 1, np.argmax(up, axis=1), np.argmin(up, axis=1))
    corners = np.take_along_axis(faces[cut], (alone[:, None] + np.arange(3)) % 3, axis=1)
    first, others = corners[:, :1], corners[:, 1:]
    shares = gap[first] / (gap[first] - gap[others])
    ends = vertices[first] + shares[..., None] * (vertices[others] - vertices[first])
    return _Cut(ends[:, 0], ends[:, 1], corners, shares)


def _at_angle(skin: SkinMesh, cut: _Cut, place: ChartPoint, phi: float) -> Array:
    """Find the point of a section at an angle that is the place, or failing that the nearest in angle."""
    frame, segment = skin.frame, place.segment

    def angle(points: Array) -> Array:
        if segment == "trunk":
            return frame.trunk_phi(points)
        if segment == "foot":
            return frame.foot_place(points)[1]
        return frame.thigh_phi(points) if segment == "thigh" else frame.limb_phi(points)

    a = (angle(cut.start) - phi + 180.0) % 360.0 - 180.0
    b = (angle(cut.end) - phi + 180.0) % 360.0 - 180.0
    if segment == "trunk":
        # a section of the trunk ends at the midlines; below the crotch line it also shows the inner thigh
        a, b = angle(cut.start) - phi, angle(cut.end) - phi
    # seen from within, a straight piece never takes half a turn: what seems to, passes on the other side
    crossing = (a * b <= 0) & (np.abs(a - b) < 180.0)
    if not crossing.any():
        return _nearest_end(frame, segment, np.concatenate([cut.start, cut.end]), np.abs(np.concatenate([a, b])))
    rising, cut = (b >= a)[crossing], cut.taken(crossing)
    low, high = np.zeros(len(rising)), np.ones(len(rising))
    for _ in range(40):  # the angle is not linear along a piece
        middle = (low + high) / 2
        off = (angle(cut.at(middle)) - phi + 180.0) % 360.0 - 180.0
        before = (off < 0) == rising
        low, high = np.where(before, middle, low), np.where(before, high, middle)
    share = (low + high) / 2
    points = cut.at(share)
    # toes and folds show several crossings: those that `locate` would call by this name, of them the outermost, seen
    # from the middle of the section's box
    meant = frame.place(points)[0] == SEGMENTS.index(segment)
    if segment == "foot":
        named = meant & (skin.right.ray[cut.nearest_corner(share)] == place.ray)
        meant = named if named.any() else meant
    away = points - frame.centre(segment, points)
    distance = (away * away).sum(axis=1)
    outermost: Array = points[int(np.argmax(np.where(meant, distance, -1.0) if meant.any() else distance))]
    return outermost


def _nearest_end(frame: ChartFrame, segment: str, ends: Array, off: Array) -> Array:
    """Return the end, of (k, 3), that is least off the angle, (k,): on the foot where the cut meets leg and foot."""
    if segment == "foot" and (own := frame.place(ends)[0] == FOOT).any():
        ends, off = ends[own], off[own]
    found: Array = ends[int(np.argmin(off))]
    return found


def inside(polygon: ArrayLike, t: ArrayLike, phi: ArrayLike, periodic: bool = True) -> NDArray[np.bool_]:
    """Which chart points lie in a closed chart polygon.

    Parameters
    ----------
    polygon : array_like, shape (k, 2)
        Corners (t, phi), k >= 3, closed implicitly; phi may leave 0..360 to stay continuous.
    t, phi : array_like, same shape
        The points; phi in degrees.
    periodic : bool
        Compare phi modulo 360 (limbs and foot); false for the trunk.

    Returns
    -------
    bool ndarray, shape of ``t``
        By the even-odd rule.

    Raises
    ------
    ChartError
        When the polygon is not (k, 2) with at least three corners of finite numbers.
    """
    corners = np.asarray(polygon, dtype=np.float64)
    if corners.ndim != 2 or corners.shape[0] < 3 or corners.shape[1] != 2 or not np.isfinite(corners).all():
        raise ChartError(
            f"a chart polygon is at least three finite (t, phi) corners, not an array of shape {corners.shape}"
        )
    t_points, phi_points = np.broadcast_arrays(np.asarray(t, dtype=np.float64), np.asarray(phi, dtype=np.float64))
    out = np.zeros(t_points.shape, dtype=bool)
    low, high = corners[:, 1].min(), corners[:, 1].max()
    in_reach = (t_points >= corners[:, 0].min()) & (t_points <= corners[:, 0].max())
    if not in_reach.any():
        return out
    tt = t_points[in_reach]
    found = np.zeros(tt.shape, dtype=bool)
    base = phi_points[in_reach] % 360.0 if periodic else phi_points[in_reach]
    turns = range(int(np.floor(low / 360.0)), int(np.floor(high / 360.0)) + 1) if periodic else range(1)
    a, b = corners, np.roll(corners, -1, axis=0)
    for turn in turns:
        pp = base + 360.0 * turn
        odd = np.zeros(tt.shape, dtype=bool)
        for (t0, p0), (t1, p1) in zip(a, b, strict=True):
            if t0 == t1:
                continue
            spans = (t0 > tt) != (t1 > tt)
            odd ^= spans & (pp < p0 + (tt - t0) * ((p1 - p0) / (t1 - t0)))
        found |= odd
    out[in_reach] = found
    return out
