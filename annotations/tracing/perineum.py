"""The skin round the anus unrolled, and the saddle as we draw it: S4-5 innermost, S3 round it, S2 as its rim.

Chart coordinates say little there: the trunk's lower end is the roof between the thighs, where t runs backwards and
phi sideways. So each place was measured once on our own skin: how far it lies behind the anus along the midline (in
front of it: negative), and how far to the side, in millimetres.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from annotations.charts.shape import Point, Shape

from .curves import closed_curve
from .grid import passed

Table = Sequence[Sequence[float]]

#: Written by ``python -m meshes.measure.skin.perineum``: mm behind the anus and to the side, by chart t (rows) and phi.
#: On the thigh the rows above the skin go on as those below.
_TRUNK_T: Final[Sequence[float]] = (0.5, 0.58, 0.66, 0.74, 0.8, 0.86, 0.9, 0.92, 0.94, 0.96, 0.98, 1.0)
_TRUNK_PHI: Final[Sequence[float]] = (140.0, 145.0, 151.0, 157.0, 162.0, 166.0, 170.0, 173.0, 176.0, 178.0, 180.0)
_TRUNK_BACK: Final[Table] = (
    (211, 209, 208, 209, 209, 209, 210, 210, 210, 210, 210),
    (180, 178, 176, 176, 176, 177, 178, 179, 180, 180, 180),
    (151, 147, 143, 141, 140, 140, 142, 145, 148, 149, 149),
    (121, 118, 116, 115, 115, 115, 116, 116, 117, 118, 118),
    (95, 96, 97, 97, 97, 97, 97, 97, 96, 96, 96),
    (71, 74, 76, 77, 78, 78, 77, 76, 75, 74, 74),
    (55, 60, 63, 66, 66, 66, 64, 63, 60, 59, 58),
    (48, 53, 57, 59, 59, 59, 57, 55, 52, 50, 49),
    (41, 46, 51, 52, 53, 51, 47, 44, 41, 39, 38),
    (35, 40, 43, 46, 46, 43, 32, 28, 26, 24, 23),
    (29, 35, 39, 42, 41, 34, 18, 12, 7, 4, 1),
    (24, 30, 35, 36, 35, 25, 8, -9, -17, -21, -24),
)  # fmt: skip
_TRUNK_SIDE: Final[Table] = (
    (119, 106, 87, 64, 48, 37, 26, 18, 10, 5, 0),
    (114, 103, 89, 71, 54, 40, 27, 18, 10, 5, 0),
    (109, 100, 88, 72, 58, 46, 32, 21, 10, 5, 0),
    (110, 101, 88, 72, 58, 45, 32, 21, 11, 5, 0),
    (113, 103, 90, 74, 58, 45, 32, 21, 11, 5, 0),
    (117, 106, 92, 75, 59, 46, 32, 22, 12, 6, 0),
    (119, 108, 93, 76, 60, 46, 32, 22, 12, 5, 0),
    (120, 109, 94, 77, 61, 46, 32, 22, 11, 5, 0),
    (121, 110, 95, 78, 61, 46, 30, 19, 10, 5, 0),
    (122, 111, 96, 79, 62, 44, 25, 16, 9, 4, 0),
    (124, 113, 98, 80, 62, 41, 22, 14, 7, 3, 0),
    (125, 115, 100, 81, 62, 41, 22, 11, 5, 2, 0),
)  # fmt: skip

_THIGH_T: Final[Sequence[float]] = (0.17, 0.19, 0.205, 0.22, 0.235, 0.25, 0.28, 0.32, 0.38, 0.46)
_THIGH_PHI: Final[Sequence[float]] = (
    40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0, 110.0, 120.0, 130.0, 140.0, 150.0, 160.0, 170.0, 180.0, 195.0, 210.0,
    225.0,
)  # fmt: skip
_THIGH_BACK: Final[Table] = (
    (-129, -124, -113, -107, -67, -48, -23, -8, 5, 18, 28, 42, 56, 48, 50, 38, 27, 13),
    (-124, -118, -106, -98, -68, -50, -27, -13, 1, 14, 24, 36, 47, 43, 43, 33, 21, 7),
    (-120, -114, -100, -91, -68, -51, -31, -16, -2, 12, 21, 32, 41, 39, 38, 28, 17, 3),
    (-119, -111, -97, -85, -69, -52, -34, -19, -5, 9, 18, 28, 35, 35, 34, 24, 13, 0),
    (-117, -109, -94, -83, -70, -54, -38, -22, -8, 6, 16, 23, 29, 31, 29, 20, 9, -4),
    (-114, -101, -91, -81, -70, -55, -39, -25, -10, 4, 14, 19, 25, 26, 26, 18, 6, -7),
    (-99, -92, -86, -80, -71, -57, -42, -29, -16, -2, 8, 14, 18, 20, 18, 13, 1, -13),
    (-89, -85, -81, -76, -70, -59, -46, -33, -22, -10, 3, 9, 14, 14, 14, 5, -6, -17),
    (-83, -81, -76, -76, -68, -59, -48, -37, -28, -19, -10, -1, 4, 5, 3, -6, -16, -25),
    (-80, -76, -76, -72, -68, -59, -50, -38, -31, -25, -18, -16, -11, -11, -15, -17, -25, -29),
)  # fmt: skip
_THIGH_SIDE: Final[Table] = (
    (31, 14, -1, -16, -19, -18, -32, -12, -2, 9, 22, 35, 57, 79, 97, 119, 136, 150),
    (35, 20, 6, -7, -10, -10, -19, -4, 5, 15, 27, 41, 60, 81, 100, 121, 137, 150),
    (38, 24, 12, 0, -4, -4, -10, 2, 10, 20, 32, 45, 63, 83, 101, 122, 138, 151),
    (42, 29, 17, 7, 2, 2, 0, 8, 16, 25, 36, 49, 65, 85, 103, 124, 139, 151),
    (49, 36, 23, 13, 8, 8, 10, 14, 21, 30, 40, 52, 68, 87, 105, 125, 140, 151),
    (54, 42, 29, 19, 14, 14, 16, 19, 25, 34, 44, 56, 71, 89, 106, 127, 141, 152),
    (63, 51, 39, 31, 26, 26, 27, 30, 35, 43, 52, 63, 77, 93, 109, 129, 143, 153),
    (73, 63, 54, 47, 44, 43, 44, 46, 50, 56, 64, 74, 86, 99, 113, 131, 145, 155),
    (91, 83, 77, 72, 70, 69, 69, 71, 74, 78, 85, 93, 103, 113, 124, 139, 152, 163),
    (120, 114, 110, 106, 105, 104, 105, 106, 108, 112, 117, 124, 131, 139, 147, 159, 169, 177),
)  # fmt: skip


SADDLE: Final[tuple[tuple[str, tuple[Point, ...]], ...]] = (
    ("S4-5", ((40.0, 0.0), (32.0, 14.0), (12.0, 23.0), (-8.0, 22.0), (-28.0, 17.0), (-46.0, 11.0), (-56.0, 0.0))),
    (
        "S3",
        (
            (92.0, 0.0), (86.0, 30.0), (69.0, 54.0), (44.0, 67.0), (18.0, 61.0), (-12.0, 46.0), (-44.0, 35.0),
            (-80.0, 25.0), (-98.0, 12.0), (-102.0, 0.0),
        ),
    ),
    (
        "S2",
        (
            (126.0, 0.0), (116.0, 40.0), (95.0, 76.0), (64.0, 102.0), (34.0, 122.0), (6.0, 134.0), (-16.0, 122.0),
            (-24.0, 94.0), (-36.0, 66.0), (-60.0, 46.0), (-84.0, 34.0), (-98.0, 18.0), (-102.0, 0.0),
        ),
    ),
)  # fmt: skip
"""Outer borders of our own rings: (mm behind the anus, mm to the side), from the back midline to the front.

S4-5 holds the key point beside the anus and the perineum, up to the tip of the coccyx. S3 holds the sit bone, where
the examination tests it, the inner buttock and the perineum to the root of the genitals. S2 is the rim that passes
into the back of the thigh.
"""
PUBIS_PHI: Final = 60.0
"""Thigh phi up to which the skin goes on upwards, over the pubis."""
NO_SKIN_T: Final = 0.2
"""Thigh t above which no skin lies beside the perineum; there the places of this height go on, and cores end."""
THIGH_MM: Final = 440.0
"""Length of the thigh on the body the charts were measured on, mm."""
SURE_MM: Final = 8.0
"""A ring's core lies farther than this from the ring's borders: the landmarks it is drawn by are good to about that."""
SADDLE_DOUBT: Final = 10.0
"""Degrees of doubt of the borders of S3 and S4-5, which are drawn by landmarks that a finger finds."""
SADDLE_NOTES: Final = {
    "S3": (
        "Our drawing, described: the inner buttock with the sit bone, and the perineum up to the root of the genitals."
        " Of the genitals, which this body does not show, the back is skin of S2 to S4, the front also of L1: disputed."
    ),
    "S4-5": "Our drawing, described: the innermost ring, round the anus and over the perineum.",
}
SADDLE_SOURCES: Final = {
    "S3": ("isncsci_sheets", "isncsci_tools", "gpnotebook_saddle", "umich_perineum"),
    "S4-5": ("isncsci_sheets", "isncsci_tools", "gpnotebook_saddle"),
}


def _between(values: Sequence[float], x: float) -> tuple[int, float]:
    """Interval of rising values that holds x (the last for what lies beyond), and the share of it before x."""
    x = max(x, values[0])
    k = min(bisect_right(values, x) - 1, len(values) - 2)
    return k, (x - values[k]) / (values[k + 1] - values[k])


def _looked_up(table: Table, rows: Sequence[float], columns: Sequence[float], t: float, phi: float) -> float:
    (i, down), (j, across) = _between(rows, t), _between(columns, phi)
    upper = table[i][j] + across * (table[i][j + 1] - table[i][j])
    lower = table[i + 1][j] + across * (table[i + 1][j + 1] - table[i + 1][j])
    return upper + down * (lower - upper)


def beside_anus(segment: str, t: float, phi: float) -> Point | None:
    """Where a chart place lies on the unrolled skin round the anus.

    Parameters
    ----------
    segment : str
        ``trunk`` or ``thigh``; other segments have no such place.
    t, phi : float
        Chart coordinates, phi in degrees.

    Returns
    -------
    (float, float) or None
        Millimetres behind the anus (negative: in front) and to the side, on the body the charts were measured on.
        None outside what was measured: farther than about 10 cm from the anus.
    """
    if segment == "trunk":
        phi = min(abs(phi), 360.0 - abs(phi))
        rows, columns, behind, beside = _TRUNK_T, _TRUNK_PHI, _TRUNK_BACK, _TRUNK_SIDE
    else:
        phi %= 360.0
        t = max(t, NO_SKIN_T) if phi > PUBIS_PHI else t
        rows, columns, behind, beside = _THIGH_T, _THIGH_PHI, _THIGH_BACK, _THIGH_SIDE
    if segment not in ("trunk", "thigh") or not columns[0] <= phi <= columns[-1]:
        return None
    if (segment == "trunk" and t < rows[0]) or (segment == "thigh" and not rows[0] <= t <= rows[-1]):
        return None
    return _looked_up(behind, rows, columns, t, phi), max(_looked_up(beside, rows, columns, t, phi), 0.0)


def _closed(ring: Sequence[Point]) -> list[Point]:
    """Both halves of a ring as one smooth closed line."""
    return closed_curve((*ring, *((back, -side) for back, side in ring[-2:0:-1])))


CLOSE_MM: Final = (45.0, 66.0)
"""Up to the first distance from the anus skin is followed finely; beyond the second only softened fields count."""


def close_to_anus(segment: str, t: float, phi: float) -> float:
    """How much a chart place counts as skin round the anus, 0..1."""
    place = beside_anus(segment, t, phi)
    if place is None:
        return 0.0
    below = passed(t, NO_SKIN_T - 0.015, NO_SKIN_T) if segment == "thigh" else 1.0
    return below * (1.0 - passed(math.hypot(*place), *CLOSE_MM))


_LINES: Final = {root: _closed(ring) for root, ring in SADDLE}
_RINGS: Final = {root: Shape([line], buckets=0.1, period=0.0) for root, line in _LINES.items()}


def ring_at(back: float, side: float) -> str:
    """Root of our own rings at a place of the unrolled skin (mm); empty outside them."""
    return next((root for root, area in _RINGS.items() if (back, side) in area), "")


def saddle_root(segment: str, t: float, phi: float) -> str:
    """Root of our own rings at a chart place; empty outside them."""
    place = beside_anus(segment, t, phi)
    return ring_at(*place) if place else ""


def saddle_depth(segment: str, t: float, phi: float) -> tuple[str, float]:
    """S3 or S4-5 at a chart place, and how far inside its ring the place lies, mm; ("", 0) outside these two."""
    place = beside_anus(segment, t, phi)
    root = ring_at(*place) if place else ""
    if not place or root not in SADDLE_NOTES:
        return "", 0.0
    above = max(NO_SKIN_T - t, 0.0) * THIGH_MM if segment == "thigh" else 0.0
    return root, max(min(_distance(place, line) for line in _LINES.values()) - above, 0.0)


def _distance(place: Point, line: Sequence[Point]) -> float:
    """Distance of a place from a closed line."""
    return min(_from_segment(place, start, end) for start, end in zip(line, (*line[1:], line[0]), strict=True))


def _from_segment(place: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    share = ((place[0] - start[0]) * dx + (place[1] - start[1]) * dy) / length if length else 0.0
    share = min(max(share, 0.0), 1.0)
    return math.hypot(place[0] - start[0] - share * dx, place[1] - start[1] - share * dy)
