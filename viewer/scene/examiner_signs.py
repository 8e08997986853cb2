"""What an examiner does, drawn at its place: needle, cotton bud, hammer, stroke, hand that holds or moves, finger.

Each act has its own shape, so that it is recognised by shape and not by colour. All are made of bands round an axis.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper

from annotations.model import ExaminationAct
from viewer.palette.colours import Rgb

from .geometry import poly_data
from .shading import shade

Floats = NDArray[np.float64]
Surface = tuple[Floats, Floats, NDArray[np.int32]]
"""Vertices (n, 3), unit normals (n, 3), faces (m, 3)."""
INK: Final[Rgb] = (255, 204, 51)
"""Warm yellow with dark edges: no root, no tissue and no skin has it."""
AROUND: Final = 20
LEAN: Final = 0.9
"""How far a needle or a bud leans upward, so that it is not seen end on: tangent of the angle."""
LIFTED_MM: Final = 4.0
"""Height of a stroke above the skin."""
BALL: Final = [(np.sin(a), -np.cos(a)) for a in np.linspace(0.0, np.pi, 9)]
#: Radius and distance from the skin, mm, along the axis of each part.
NEEDLE: Final = [[(0.0, 0.0), (2.4, 40.0)], [(7.0 * r, 45.0 + 7.0 * z) for r, z in BALL]]
BUD: Final = [[(6.0 * r, 8.0 + 8.0 * z) for r, z in BALL], [(1.8, 14.0), (1.8, 58.0), (0.0, 58.0)]]
HAND: Final = [
    [(0.0, 1.0), (24.0, 1.0), (24.0, 6.0), (0.0, 6.0)],
    [(0.0, 8.0), (17.0, 36.0), (0.0, 36.0)],
    [(7.5, 36.0), (7.5, 74.0), (0.0, 74.0)],
]
MOVE: Final = [[(0.0, low), (19.0, low + 26.0), (0.0, low + 26.0)] for low in (4.0, 32.0, 60.0)]
RING: Final = [[(15.0 + 3.2 * np.cos(a), 4.0 + 3.2 * np.sin(a)) for a in np.linspace(0.0, 2.0 * np.pi, 13)]]
HANDLE: Final = [[(0.0, -8.0), (3.0, -8.0), (3.0, 104.0), (0.0, 104.0)]]
HEAD_MM: Final = (30.0, 19.0, 6.5)
"""Of the hammer's three-cornered head: height, half its width, half its thickness."""
STROKE_MM: Final = 3.2
TIP_MM: Final = (9.0, 18.0)
"""Radius and length of a stroke's arrowhead."""
SHAPES: Final[dict[ExaminationAct, tuple[list[list[tuple[float, float]]], float]]] = {
    "prick": (NEEDLE, LEAN),
    "touch": (BUD, LEAN),
    "resist": (HAND, 0.0),
    "lift": (MOVE, 0.0),
    "feel": (RING, 0.0),
}
REACH_MM: Final[dict[ExaminationAct, float]] = {
    **{"prick": 44.0, "touch": 52.0, "tap": 24.0, "resist": 68.0, "lift": 70.0, "feel": 8.0, "stroke": 6.0, "rise": 0.0}
}
"""How far from the skin the word of a sign is tied to it."""


class ExaminerSignActor:
    """All signs as one actor."""

    def __init__(self) -> None:
        self.actor = vtkActor()
        self.actor.SetPickable(False)
        self.actor.VisibilityOff()
        shade(self.actor, gloss=0.25, rim=0.6)
        self.actor.GetProperty().SetColor(*(part / 255 for part in INK))
        self._kept: object = None

    def show(self, signs: Sequence[tuple[ExaminationAct, Floats, Floats]]) -> None:
        """Draw signs: what is done, the places (n, 3) in mm RAS, and the outer directions of the skin there (n, 3)."""
        parts = [part for act, places, outward in signs for part in sign_parts(act, places, outward)]
        self.actor.SetVisibility(bool(parts))
        if not parts:
            return
        starts = np.cumsum([0, *(len(vertices) for vertices, _, _ in parts[:-1])])
        faces = np.concatenate([faces + start for (_, _, faces), start in zip(parts, starts, strict=True)])
        vertices = np.concatenate([vertices for vertices, _, _ in parts]).astype(np.float32)
        normals = np.concatenate([normals for _, normals, _ in parts]).astype(np.float32)
        data = poly_data(vertices, faces.astype(np.int32), normals)
        mapper = vtkPolyDataMapper()
        mapper.SetInputData(data)
        self.actor.SetMapper(mapper)
        self.actor.ForceOpaqueOn()
        self._kept = data


def sign_parts(act: ExaminationAct, places: Floats, outward: Floats) -> list[Surface]:
    """Make the surfaces of a sign.

    Parameters
    ----------
    act : ExaminationAct
    places : ndarray, shape (n, 3)
        Millimetres, RAS; of a stroke its way, else one place.
    outward : ndarray, shape (n, 3)
        Unit vectors out of the skin there.
    """
    if act == "stroke":
        return _stroke(places + LIFTED_MM * outward, outward)
    place, out = places[0], outward[0]
    if act == "tap":
        return _hammer(place, out)
    if act not in SHAPES:
        return []
    profiles, lean = SHAPES[act]
    axis = _unit(out + lean * _upward(out))
    return [_lathe(profile, place, axis) for profile in profiles]


def word_place(act: ExaminationAct, places: Floats, outward: Floats) -> Floats:
    """Say where the word of a sign is tied to it, mm, shape (3,): at its outer end, or half way along a stroke."""
    middle = len(places) // 2
    lean = SHAPES[act][1] if act in SHAPES else 0.0
    axis = _unit(outward[middle] + lean * _upward(outward[middle]))
    tied: Floats = places[middle] + REACH_MM[act] * axis
    return tied


def _lathe(profile: Sequence[tuple[float, float]], origin: Floats, axis: Floats) -> Surface:
    """Turn a profile of (radius, height) round an axis, with a sharp edge at each of its corners."""
    side, other = _across(axis)
    turn = np.linspace(0.0, 2.0 * np.pi, AROUND, endpoint=False)
    ring = np.cos(turn)[:, None] * side + np.sin(turn)[:, None] * other
    vertices, normals, faces = [], [], []
    step = np.arange(AROUND)
    for number, ((r0, z0), (r1, z1)) in enumerate(pairwise(profile)):
        start = 2 * AROUND * number
        vertices += [origin + r0 * ring + z0 * axis, origin + r1 * ring + z1 * axis]
        band = (z1 - z0) * ring - (r1 - r0) * axis
        band /= np.maximum(np.linalg.norm(band, axis=1, keepdims=True), 1e-9)
        normals += [band, band]
        low, high, after = start + step, start + AROUND + step, (step + 1) % AROUND
        faces.append(np.stack([low, start + after, high], axis=1))
        faces.append(np.stack([start + after, start + AROUND + after, high], axis=1))
    return np.concatenate(vertices), np.concatenate(normals), np.concatenate(faces).astype(np.int32)


def _hammer(place: Floats, out: Floats) -> list[Surface]:
    """Make a reflex hammer whose corner rests on the skin, its handle upward."""
    height, half, thick = HEAD_MM
    along = _upward(out)
    flat = np.cross(out, along)
    tip, base = place + 1.0 * out, place + (1.0 + height) * out
    corners = np.array([tip, base + half * along, base - half * along])
    front, back = corners + thick * flat, corners - thick * flat
    faces = [np.stack([front[0], front[1], front[2]]), np.stack([back[0], back[2], back[1]])]
    for one, other in ((0, 1), (1, 2), (2, 0)):
        faces.append(np.stack([front[one], back[one], back[other]]))
        faces.append(np.stack([front[one], back[other], front[other]]))
    centre = corners.mean(axis=0)
    normals = []
    for face in faces:
        normal = _unit(np.cross(face[1] - face[0], face[2] - face[0]))
        if normal @ (face.mean(axis=0) - centre) < 0.0:
            face[[1, 2]], normal = face[[2, 1]], -normal
        normals += [normal] * 3
    vertices = np.concatenate(faces)
    numbers = np.arange(len(vertices)).reshape(-1, 3).astype(np.int32)
    handle = _lathe(HANDLE[0], place + 0.72 * height * out, along)
    return [(vertices, np.array(normals), numbers), handle]


def _stroke(way: Floats, outward: Floats) -> list[Surface]:
    """Make a round line along a way, with a ball where it begins and an arrowhead where it ends."""
    steps = np.gradient(way, axis=0)
    steps /= np.maximum(np.linalg.norm(steps, axis=1, keepdims=True), 1e-9)
    aside = np.cross(steps, outward)
    aside /= np.maximum(np.linalg.norm(aside, axis=1, keepdims=True), 1e-9)
    over = np.cross(aside, steps)
    turn = np.linspace(0.0, 2.0 * np.pi, AROUND, endpoint=False)
    ring = np.cos(turn)[None, :, None] * aside[:, None] + np.sin(turn)[None, :, None] * over[:, None]
    vertices = (way[:, None] + STROKE_MM * ring).reshape(-1, 3)
    row, step = np.meshgrid(np.arange(len(way) - 1), np.arange(AROUND), indexing="ij")
    here, across = row * AROUND + step, row * AROUND + (step + 1) % AROUND
    faces = [[here, here + AROUND, across], [across, here + AROUND, across + AROUND]]
    numbers = np.concatenate([np.stack(face, axis=-1).reshape(-1, 3) for face in faces]).astype(np.int32)
    radius, length = TIP_MM
    begin = [(2.0 * STROKE_MM * r, 2.0 * STROKE_MM * z) for r, z in BALL]
    head = [(0.0, -2.0), (radius, -2.0), (0.0, length)]
    return [
        (vertices, ring.reshape(-1, 3), numbers),
        _lathe(begin, way[0], outward[0]),
        _lathe(head, way[-1], steps[-1]),
    ]


def _upward(out: Floats) -> Floats:
    """Give the direction along the skin that rises most; forward where the skin is level."""
    up = np.array([0.0, 0.0, 1.0]) if abs(out[2]) < 0.9 else np.array([0.0, 1.0, 0.0])
    return _unit(up - (up @ out) * out)


def _across(axis: Floats) -> tuple[Floats, Floats]:
    side = _unit(np.cross(axis, [0.0, 0.0, 1.0] if abs(axis[2]) < 0.9 else [1.0, 0.0, 0.0]))
    return side, np.cross(axis, side)


def _unit(vector: Floats) -> Floats:
    found: Floats = vector / max(float(np.linalg.norm(vector)), 1e-9)
    return found
