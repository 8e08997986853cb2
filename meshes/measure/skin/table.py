"""Measure the skin: atlas skin in, table of ring outlines (``skin.npz``) out."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from meshes.archive import write_archive
from meshes.skin.surface import half

from . import rings as rings
from . import toes as toes
from .field import ease
from .source import body_field, foot_field

Array = NDArray[np.float64]

#: Harmonics kept of a limb ring and of a trunk half ring.
LIMB_HARMONICS: Final = 46
TRUNK_HARMONICS: Final = 60
TRUNK_TOP: Final = 1172.0
TRUNK_ROWS: Final = 63
CROTCH_ROWS: Final = 20
LEG_ROWS: Final = 100
ANKLE_ROWS: Final = 33
FOOT_ROWS: Final = 16
TOE_ROWS: Final = 8
CAP_ROWS: Final = 4
#: Rounding of the table, mm: far below the measuring error, and it packs well.
GRAIN: Final = 0.004

#: Chart levels of the atlas body, mm: middle of vertebra T12; plane of the inguinal crease (level of the greater
#: trochanter, such that the gluteal fold and the crotch lie at thigh t 0.216 as in the traced map); knee joint
#: line; mean of the malleolar tips (tibia 75, fibula 55).
LEVELS: Final = (1139.0, 870.0, 430.0, 65.0)


def fit_fourier(outlines: Array, harmonics: int) -> Array:
    """Fourier coefficients of evenly sampled closed outlines: (rows, n, 3) to (rows, 2 h + 1, 3)."""
    n = outlines.shape[1]
    spectrum = np.fft.rfft(outlines, axis=1) / n
    h = min(harmonics, (n - 1) // 2)
    out = np.empty((len(outlines), 2 * h + 1, 3))
    out[:, 0] = spectrum[:, 0].real
    out[:, 1::2] = 2 * spectrum[:, 1 : h + 1].real
    out[:, 2::2] = -2 * spectrum[:, 1 : h + 1].imag
    return out


def fit_half_rings(outlines: Array, harmonics: int) -> Array:
    """Cosine (y, z) and sine (x) coefficients of half outlines: (rows, n + 1, 3) to (rows, h, 3)."""
    n = outlines.shape[1] - 1
    full = np.concatenate([outlines, outlines[:, -2:0:-1] * [-1.0, 1.0, 1.0]], axis=1)
    spectrum = np.fft.rfft(full, axis=1) / (2 * n)
    out: Array = 2 * spectrum[:, :harmonics].real
    out[:, 0] /= 2
    out[..., 0] = -2 * spectrum[:, :harmonics, 0].imag
    return out


def measure(atlas_folder: Path, out_folder: Path) -> None:
    """Write ``skin.npz``.

    Parameters
    ----------
    atlas_folder : Path
        Holds ``skin.ply``, ``bones.glb`` and ``muscles.glb`` of the Z-Anatomy set.
    out_folder : Path
        Receives ``skin.npz``: the same bytes for the same atlas.
    """
    source = rings.SkinSource(body_field(atlas_folder), foot_field(atlas_folder))
    table = {name: np.asarray(values, dtype=np.float32) for name, values in sorted(table_of(source).items())}
    write_archive(out_folder / "skin.npz", table)


def table_of(source: rings.SkinSource) -> dict[str, Array]:
    """All outlines and chart boxes."""
    saddle, _, _ = rings.midline(source)
    trunk = rings.trunk_rings(source, np.linspace(TRUNK_TOP, rings.CROTCH_Z, TRUNK_ROWS))
    leg = rings.leg_rings(source, np.linspace(rings.FREE_Z, rings.FAN_Z, LEG_ROWS), 46.0, 56.0)
    crotch = rings.crotch_rings(source, saddle, trunk[-1], leg[0], CROTCH_ROWS)
    ankle = rings.ankle_rings(source, np.radians(np.linspace(0, 90, ANKLE_ROWS + 1))[1:], 56.0)
    foot = rings.foot_rings(source, FOOT_ROWS, 56.0)
    webs = rings.web_curves(source, foot[-1])
    trunk, limb = smoothed(trunk, np.concatenate([crotch, leg, ankle, foot]))
    table = {
        "limb": fit_fourier(limb, LIMB_HARMONICS),
        "trunk": fit_half_rings(trunk[:-1], TRUNK_HARMONICS),
        "webs": webs,
        "corners": np.array([rings.RING, rings.SADDLE, *rings.DORSAL, *rings.PLANTAR], dtype=np.float64),
        "levels": np.array(LEVELS),
    }
    for toe in range(5):
        base = toes.toe_base(toe, foot[-1], webs)
        toe_rings, tip = toes.toe_rings(source, toe, base, TOE_ROWS, CAP_ROWS)
        table[f"toe{toe + 1}"] = fit_fourier(toe_rings, 18)
        table[f"tip{toe + 1}"] = tip
    for name in set(table) - {"corners", "levels"}:
        table[name] = np.round(table[name] / GRAIN) * GRAIN
    table.update(chart_boxes(table))
    return table


def smoothed(trunk: Array, limb: Array) -> tuple[Array, Array]:
    """Take the source's 2 mm steps out of trunk, thigh and calf; knee, ankle and foot keep their form.

    Smooths twice and puts the lost part back once, so that form wider than about 5 cm stays.
    """
    low_trunk, low_limb = _once(trunk, limb)
    rest_trunk, rest_limb = _once(trunk - low_trunk, limb - low_limb)
    weight_trunk, weight_limb = (_step_weight(rows[..., 2].mean(axis=1))[:, None, None] for rows in (trunk, limb))
    trunk = trunk + weight_trunk * (low_trunk + rest_trunk - trunk)
    limb = limb + weight_limb * (low_limb + rest_limb - limb)
    trunk[:, [0, -1], 0] = 0.0
    limb[0, : rings.SADDLE + 1, 0] = 0.0
    limb[0, 0, 0] = 0.0
    return trunk, limb


def _step_weight(z: Array) -> Array:
    """How much of the smoothing to take at a height, mm."""
    return np.interp(z, [100, 150, 370, 400, 480, 520, 1140, 1168], [0.0, 0.8, 0.8, 0.3, 0.3, 1.0, 1.0, 0.3])


def _once(trunk: Array, limb: Array) -> tuple[Array, Array]:
    """Smooth once around and once along; columns of the trunk run on into the outer side of the limb."""
    along, around, count = 2.3, 1.3, len(trunk)
    mirror = np.array([-1.0, 1.0, 1.0])
    wide = np.concatenate([trunk[:, 8:0:-1] * mirror, trunk, trunk[:, -2:-10:-1] * mirror], axis=1)
    trunk_round = ndimage.gaussian_filter1d(wide, around, axis=1)[:, 8:-8]
    # the first rings bend over the saddle: smoothing sets in away from it
    below = np.asarray(ease((np.arange(len(limb)) - 1.0) / 9.0))[:, None, None]
    above = np.asarray(ease((count - 2.0 - np.arange(count)) / 9.0))[:, None, None]
    limb_round = limb + below * (ndimage.gaussian_filter1d(limb, around, axis=1, mode="wrap") - limb)
    outer = [*range(rings.SADDLE, rings.RING), 0]
    column = np.concatenate([trunk_round, limb_round[1:, outer]])
    column = ndimage.gaussian_filter1d(column, along, axis=0, mode="nearest")
    limb_own = limb_round + below * (ndimage.gaussian_filter1d(limb_round, along, axis=0, mode="nearest") - limb_round)
    trunk_own = trunk + above * (ndimage.gaussian_filter1d(trunk_round, along, axis=0, mode="nearest") - trunk)
    # next to the pinches a column turns from the midline on to the inner thigh: there each side goes by itself
    beside = np.arange(len(outer))
    share = np.asarray(ease((np.minimum(beside, beside[::-1]) - 1.0) / 8.0))[None, :, None]
    limb_out = limb_own.copy()
    limb_out[:, outer] += share * (column[count - 1 :] - limb_own[:, outer])
    trunk_out = trunk_own + share * (column[:count] - trunk_own)
    trunk_out[-1] = limb_out[0, outer]
    return trunk_out, limb_out


def chart_boxes(table: dict[str, Array]) -> dict[str, Array]:
    """Bounding boxes of sections of the built skin, on which parametric angles rest (see :mod:`meshes.skin.charts`)."""
    right = half(table, 1.0)
    vertices, faces = right.vertices, right.faces()
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])

    def section(height: Array, level: float) -> Array:
        a, b = height[edges[:, 0]] - level, height[edges[:, 1]] - level
        cut = a * b < 0
        share = a[cut] / (a[cut] - b[cut])
        p, q = vertices[edges[cut, 0]], vertices[edges[cut, 1]]
        return np.asarray(p + share[:, None] * (q - p))

    z = vertices[:, 2]
    _, _, z_knee, z_malleoli = LEVELS
    trunk, limb = [], []
    for level in np.arange(740.37, TRUNK_TOP, 6.0):
        p = section(z, level)
        trunk.append([level, p[:, 0].max(), (p[:, 1].max() + p[:, 1].min()) / 2, np.ptp(p[:, 1]) / 2])
    # below this the section grows into the foot: the box goes on straight
    for level in np.arange(104.37, TRUNK_TOP, 6.0):
        p = section(z, level)
        low = p[:, 0].min() if level < rings.CROTCH_Z else 0.0
        limb.append(
            [
                level,
                (p[:, 0].max() + low) / 2,
                (p[:, 0].max() - low) / 2,
                (p[:, 1].max() + p[:, 1].min()) / 2,
                np.ptp(p[:, 1]) / 2,
            ]
        )
    first = np.array(limb[0])
    limb = [[level, *first[1:]] for level in (0.0, 98.0)] + limb
    # the foot: upright sections, under the ankle only up to the border with the leg
    s, _, height = rings.foot_frame(vertices)
    low_part = height < 104.0
    start = float(s[low_part].min())
    toe = s[np.argmax(np.where(low_part, s, -1e9))]
    length = float(toe - start)
    origin = rings.from_foot(np.array(start), np.array(0.0), np.array(0.0))
    ankle_front = float(first[3] + first[4])
    ankle_mid = float(first[3])
    foot = []
    for along in np.concatenate([[1.5], np.arange(4.0, length - 2.0, 3.0), [length - 1.5]]):
        p = section(s, start + along)
        _, lat, hei = rings.foot_frame(p)
        y = float(p[:, 1].mean())
        w = np.clip((y - ankle_mid) / (ankle_front - ankle_mid), 0.0, 1.0)
        border = z_malleoli + 0.10 * (z_knee - z_malleoli) * w
        keep = hei <= border if y < ankle_front else hei < 104.0
        lat, hei = lat[keep], hei[keep]
        top = min(float(hei.max()), border) if y < ankle_front else float(hei.max())
        foot.append([along, (lat.max() + lat.min()) / 2, np.ptp(lat) / 2, (top + hei.min()) / 2, (top - hei.min()) / 2])
    box = np.array(foot)
    # sections jump where a toe ends and bend at the ankle; angles should not
    for column in range(1, 5):
        inner = slice(3, None)
        box[inner, column] = ndimage.gaussian_filter1d(box[inner, column], 2.0, mode="nearest")
    # the first sections shrink onto the heel's hindmost point, so that each still holds the middle of its box
    heel = vertices[np.argmin(np.where(low_part, s, 1e9))]
    _, lateral, up = (float(v[0]) for v in rings.foot_frame(heel[None]))
    box = np.concatenate([[[0.0, lateral, box[0, 2], up, box[0, 4]]], box])
    return {
        "trunk_box": np.array(trunk),
        "limb_box": np.array(limb),
        "foot_box": box,
        "foot_line": np.concatenate([origin, rings.FORWARD, [length]]),
    }
