"""Chart coordinates for the vertices of a body scan, from its own levels and section boxes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from scipy.spatial import KDTree

from meshes.mesh import frozen
from meshes.skin.chart_frame import FOOT, INSTEP_T, ChartFrame
from meshes.skin.surface import SkinMesh

from .scan import Scan
from .sections import Cut, Sections

Array = NDArray[np.float64]

KNEE_OF_CROTCH: Final = 0.556
"""Height of the knee line over that of the crotch (ANSUR II: tibiale 0.264 and 0.269, crotch 0.479 and 0.480 of
stature, men and women)."""
MALLEOLI_OF_CROTCH: Final = 0.084
"""Mean of both malleolar tips over the crotch (ANSUR II lateral malleolus 0.0385 to 0.041 of stature)."""
T12_OF_STATURE: Final = 0.666
"""Middle of vertebra T12 (measured on the Z-Anatomy body, one man)."""
CROTCH_T: Final = 0.216
"""Of the thigh chart, at which the crotch lies on every body (levels of the traced map)."""
CROTCH_OF_STATURE: Final = 0.479
STEP: Final = 0.006
"""Between levels of section boxes, as a share of the crotch's height."""
BESIDE: Final = 0.012
"""Skin this far outside a section's box, as a share of the crotch's height, is no longer of that part."""


@dataclass(frozen=True, slots=True, eq=False)
class ScanCharts:
    """Where each vertex of a scan lies on the charts."""

    segment: NDArray[np.int8]
    """Shape (n,): index into ``chart_frame.SEGMENTS``; -1 off the lower body (arms, chest, head)."""
    side: NDArray[np.int8]
    """Shape (n,): +1 right, -1 left."""
    t: Array
    phi: Array
    ray: NDArray[np.uint8]


def scan_charts(scan: Scan, skin: SkinMesh) -> ScanCharts:
    """Give each vertex of a scan its chart coordinates.

    Parameters
    ----------
    scan : Scan
    skin : SkinMesh
        Of our own body: where toes begin on the foot's chart is taken from it.

    Raises
    ------
    ScanError
        Never for a scan that was read; its sections are sound.
    """
    count = len(scan.vertices)
    segment = np.full(count, -1, dtype=np.int8)
    side = np.where(scan.vertices[:, 0] >= 0.0, 1, -1).astype(np.int8)
    t, phi, ray = np.zeros(count), np.zeros(count), np.zeros(count, dtype=np.uint8)
    body = _straightened(scan)
    for sign in (1, -1):
        folded = body * [float(sign), 1.0, 1.0]
        faces = scan.faces if sign > 0 else np.ascontiguousarray(scan.faces[:, ::-1])
        half = _Half(folded, faces, scan)
        mine = np.flatnonzero((side == sign) & half.on_body(folded))
        places = half.frame.place(folded[mine])
        segment[mine], t[mine], phi[mine] = places[0].astype(np.int8), places[1], places[2]
        feet = mine[segment[mine] == FOOT]
        ray[feet] = _rays(skin, t[feet], half.lateral(folded[feet]))
    off = (segment == 0) & (t < 0.0)
    segment[off] = -1
    return ScanCharts(frozen(segment), frozen(side), frozen(t), frozen(phi), frozen(ray))


def _straightened(scan: Scan) -> Array:
    """Shift the trunk sideways, level by level, until its middle stands over the legs'."""
    sections = Sections(scan.vertices, scan.faces)
    top = scan.vertices[:, 2].max()
    levels = np.arange(scan.crotch * 1.02, min(top * 0.99, scan.crotch * 1.6), 0.02 * scan.crotch)
    middles = [_middle(_trunk(sections.at(level))) for level in levels]
    if not levels.size:
        return scan.vertices.copy()
    shift = np.interp(
        scan.vertices[:, 2], [0.9 * scan.crotch, *levels], [0.0, *ndimage.gaussian_filter1d(middles, 2.0)]
    )
    out: Array = scan.vertices - shift[:, None] * np.array([1.0, 0.0, 0.0])
    return out


def _middle(cut: Cut | None) -> float:
    return 0.0 if cut is None else float(cut.low[0] + cut.high[0]) / 2


def _trunk(cuts: list[Cut]) -> Cut | None:
    """Choose the piece on the middle plane; hands and arms are others."""
    return next((cut for cut in cuts if cut.low[0] < 0.0 < cut.high[0]), cuts[0] if cuts else None)


class _Half:
    """Frame of one half of the body, folded to the right, and which skin belongs to it."""

    def __init__(self, vertices: Array, faces: NDArray[np.int32], scan: Scan) -> None:
        self._unit = scan.crotch
        stature = scan.stature or scan.crotch / CROTCH_OF_STATURE
        z_knee = KNEE_OF_CROTCH * scan.crotch
        z_inguinal = (scan.crotch - CROTCH_T * z_knee) / (1.0 - CROTCH_T)
        z_malleoli = MALLEOLI_OF_CROTCH * scan.crotch
        z_t12 = T12_OF_STATURE * stature
        sections = Sections(vertices, faces)
        step, top = STEP * scan.crotch, min(float(vertices[:, 2].max()) - 1.0, 1.03 * z_t12)
        self.top = top
        trunk, limb = [], []
        for level in np.arange(0.95 * scan.crotch, top, step):
            cut = _trunk(sections.at(float(level)))
            if cut is not None:
                half_width = (cut.high[0] - cut.low[0]) / 2
                trunk.append([level, half_width, (cut.low[1] + cut.high[1]) / 2, (cut.high[1] - cut.low[1]) / 2])
        narrow = 1.6 * z_malleoli
        for level in np.arange(narrow, top, step):
            box = _limb_box(sections.at(float(level)))
            if box is not None:
                limb.append([level, *box])
        first = limb[0][1:]
        limb = [[level, *first] for level in (0.0, 0.94 * narrow)] + limb
        trunk_box, limb_box = _smooth(np.array(trunk), 1), _smooth(np.array(limb), 3)
        low = vertices[(vertices[:, 2] < narrow) & (vertices[:, 0] > 0.0)]
        origin, axis, length = _foot_line(low, z_malleoli)
        foot_box = _foot_box(vertices, faces, (origin, axis, length), limb_box[0], (z_malleoli, z_knee, narrow))
        self.frame = ChartFrame(
            z_t12, z_inguinal, z_knee, z_malleoli, origin, axis, length, trunk_box, limb_box, foot_box
        )

    def on_body(self, points: Array) -> NDArray[np.bool_]:
        """Whether points (n, 3) lie within the sections' boxes and below the model's upper end."""
        frame, beside = self.frame, BESIDE * self._unit
        z = points[:, 2]
        upper = z > self._unit
        box = [np.interp(z, frame.limb[:, 0], frame.limb[:, column]) for column in range(1, 5)]
        near = (np.abs(points[:, 0] - box[0]) < box[1] + beside) & (np.abs(points[:, 1] - box[2]) < box[3] + beside)
        wide = np.interp(z, frame.trunk[:, 0], frame.trunk[:, 1])
        on_trunk = np.abs(points[:, 0]) < wide + beside
        foot = z < 2.0 * frame.z_malleoli
        return np.where(upper, on_trunk & (z < self.top), near | foot)

    def lateral(self, points: Array) -> Array:
        """Sideways place on the foot, -1 at its inner edge, 1 at its outer."""
        frame = self.frame
        outward = np.array([frame.foot_axis[1], -frame.foot_axis[0], 0.0])
        relative = points - frame.foot_origin
        along = relative @ frame.foot_axis
        middle, half = (np.interp(along, frame.foot[:, 0], frame.foot[:, column]) for column in (1, 2))
        share: Array = (relative @ outward - middle) / half
        return share


def _limb_box(cuts: list[Cut]) -> list[float] | None:
    """Give middle and half size of the leg's section: the largest piece of this side; higher up, half of the trunk."""
    spanning = next((cut for cut in cuts if cut.low[0] < -25.0 and cut.high[0] > 25.0), None)
    if spanning is not None:
        low, high = np.maximum(spanning.low, [0.0, -np.inf, -np.inf]), spanning.high
    else:
        mine = [cut for cut in cuts if cut.low[0] + cut.high[0] > 0.0]
        if not mine:
            return None
        low, high = mine[0].low, mine[0].high
    return [(low[0] + high[0]) / 2, (high[0] - low[0]) / 2, (low[1] + high[1]) / 2, (high[1] - low[1]) / 2]


def _foot_line(low: Array, z_malleoli: float) -> tuple[Array, Array, float]:
    """Where the foot's axis starts on the floor, its direction and its length."""
    sole = low[low[:, 2] < 0.6 * z_malleoli]
    flat = sole[:, :2] - (sole[:, :2].min(axis=0) + sole[:, :2].max(axis=0)) / 2
    axis = np.linalg.svd(flat - flat.mean(axis=0), full_matrices=False)[2][0]
    axis = axis if axis[1] > 0.0 else -axis
    forward = np.array([axis[0], axis[1], 0.0])
    along = low @ forward
    start = float(along.min())
    sideways = float(np.median(low @ np.array([forward[1], -forward[0], 0.0])))
    origin = start * forward + sideways * np.array([forward[1], -forward[0], 0.0])
    return origin, forward, float(along.max()) - start


def _foot_box(
    vertices: Array,
    faces: NDArray[np.int32],
    line: tuple[Array, Array, float],
    ankle: Array,
    levels: tuple[float, float, float],
) -> Array:
    """Boxes of upright sections along the foot; under the ankle they end at the border with the leg."""
    origin, axis, length = line
    z_malleoli, z_knee, narrow = levels
    outward = np.array([axis[1], -axis[0], 0.0])
    own = (vertices[faces] @ [1.0, 0.0, 0.0]).max(axis=1) > 0.0
    sections = Sections(
        vertices, faces[own & (vertices[faces][:, :, 2].min(axis=1) < 1.3 * narrow)], (vertices - origin) @ axis
    )
    front, middle = ankle[3] + ankle[4], ankle[3]
    rows = []
    for along in np.linspace(0.01, 0.99, 66) * length:
        cuts = sections.at(float(along))
        if not cuts:
            continue
        points = np.concatenate([cut.points for cut in cuts])
        y = float(points[:, 1].mean())
        border = z_malleoli + INSTEP_T * (z_knee - z_malleoli) * float(
            np.clip((y - middle) / (front - middle), 0.0, 1.0)
        )
        points = points[points[:, 2] <= (border if y < front else narrow)]
        if len(points) < 3:
            continue
        side, high = (points - origin) @ outward, points[:, 2]
        low_z, top = float(high.min()), min(float(high.max()), border) if y < front else float(high.max())
        rows.append([along, (side.max() + side.min()) / 2, np.ptp(side) / 2, (top + low_z) / 2, (top - low_z) / 2])
    return _smooth(np.array(rows), 2)


def _smooth(boxes: Array, rows: int) -> Array:
    """Remove the noise of single sections; halves stay at least a millimetre."""
    out = boxes.copy()
    for column in range(1, boxes.shape[1]):
        out[:, column] = ndimage.gaussian_filter1d(
            ndimage.median_filter(boxes[:, column], 3), rows / 1.5, mode="nearest"
        )
    for column in (1, 3) if boxes.shape[1] == 4 else (2, 4):
        out[:, column] = np.maximum(out[:, column], 1.0)
    return out


def _rays(skin: SkinMesh, t: Array, lateral: Array) -> NDArray[np.uint8]:
    """Toe of places on the foot: that of the nearest place on the chart of our own foot."""
    chosen = np.flatnonzero((skin.segment == FOOT) & (skin.side > 0))
    points = skin.mesh.vertices[chosen].astype(np.float64)
    frame = skin.frame
    outward = np.array([frame.foot_axis[1], -frame.foot_axis[0], 0.0])
    relative = points - frame.foot_origin
    along = relative @ frame.foot_axis
    middle, half = (np.interp(along, frame.foot[:, 0], frame.foot[:, column]) for column in (1, 2))
    tree = KDTree(np.stack([skin.t[chosen], 0.25 * (relative @ outward - middle) / half], axis=1))
    if not len(t):
        return np.empty(0, dtype=np.uint8)
    near = tree.query(np.stack([t, 0.25 * lateral], axis=1))[1]
    rays: NDArray[np.uint8] = skin.ray[chosen][near]
    return rays
