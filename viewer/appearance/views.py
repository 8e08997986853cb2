"""Named cameras as data: where they stand, what they look at, which leg is left out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from viewer.i18n.catalogue import N_
from viewer.state.view_state import CameraPose, Side

Target = Literal["body", "leg", "foot", "lumbar", "shin", "saddle", "level"]
CutKind = Literal["back", "side", "above"]
"""How a close-up opens the spine: arches lifted off, near half cut away, cut through the disc."""
Vector = tuple[float, float, float]

VIEW_ANGLE: Final = 20.0
"""Degrees, vertical: a long lens, so that limbs keep their proportions."""
LEVEL: Final = "l4_l5"
"""The disc that close-ups look at, unless a lesion has another."""
LEVELS: Final = ("l1_l2", "l2_l3", "l3_l4", "l4_l5", "l5_s1")
"""The discs that close-ups may look at."""
MARGIN: Final = 1.06
"""Room left around what is looked at."""


@dataclass(frozen=True, slots=True)
class View:
    """A named view. Vectors hold for the patient's right side; for the left, x is mirrored where ``sided``."""

    name: str
    text: str
    """For buttons and menus."""
    direction: Vector
    """From what is looked at to the camera, in the body frame."""
    up: Vector
    target: Target
    sided: bool = False
    aside: bool = False
    """The other leg is left out."""
    shortcut: str = ""
    cut: CutKind | None = None
    """The spine is cut open, and only what is near it is drawn."""


def _turned(azimuth: float, elevation: float = 0.0) -> Vector:
    """Point ``azimuth`` degrees from the front towards the patient's right, ``elevation`` above level."""
    a, e = math.radians(azimuth), math.radians(elevation)
    return (math.sin(a) * math.cos(e), math.cos(a) * math.cos(e), math.sin(e))


UPRIGHT: Final[Vector] = (0.0, 0.0, 1.0)

VIEWS: Final[Mapping[str, View]] = {
    view.name: view
    for view in (
        View("front", N_("Front"), _turned(0), UPRIGHT, "body", shortcut="A"),
        View("back", N_("Back"), _turned(180), UPRIGHT, "body", shortcut="P"),
        View("left", N_("Patient's left"), _turned(-90), UPRIGHT, "body", shortcut="L"),
        View("right", N_("Patient's right"), _turned(90), UPRIGHT, "body", shortcut="R"),
        View("inner-leg", N_("Inner leg"), _turned(-78, 4), UPRIGHT, "leg", sided=True, aside=True, shortcut="M"),
        View("outer-leg", N_("Outer leg"), _turned(82, 4), UPRIGHT, "leg", sided=True, shortcut="O"),
        View("sole", N_("Sole of the foot"), (0.0, 0.0, -1.0), (0.0, 1.0, 0.0), "foot", sided=True, shortcut="I"),
        View("foot", N_("Top of the foot"), _turned(10, 48), UPRIGHT, "foot", sided=True, shortcut="T"),
        View("lumbar", N_("Lower back, close"), _turned(150, 8), UPRIGHT, "lumbar", sided=True, shortcut="B"),
        # As steep as the thighs allow: from farther below they would stand before the perineum.
        View("saddle", N_("Saddle, from below and behind"), _turned(180, -54), UPRIGHT, "saddle", shortcut="W"),
        View(
            "lumbar-back",
            N_("Disc from behind"),
            _turned(173, 14),
            UPRIGHT,
            "level",
            sided=True,
            shortcut="V",
            cut="back",
        ),
        View(
            "lumbar-side",
            N_("Disc from the side"),
            _turned(97, 7),
            UPRIGHT,
            "level",
            sided=True,
            shortcut="E",
            cut="side",
        ),
        View(
            "lumbar-above", N_("Disc from above"), (0.0, 0.0, 1.0), (0.0, 1.0, 0.0), "level", shortcut="U", cut="above"
        ),
        View("above", N_("From above"), (0.0, 0.0, 1.0), (0.0, 1.0, 0.0), "body", shortcut="S"),
        View("three-quarter", N_("Whole body, turned"), _turned(28, 4), UPRIGHT, "body", sided=True, shortcut="Q"),
    )
}


@dataclass(frozen=True, slots=True)
class Framing:
    """What the views need to know of the body: boxes (low corner, high corner) in mm, RAS, of the right side."""

    body: tuple[Vector, Vector]
    leg: tuple[Vector, Vector]
    foot: tuple[Vector, Vector]
    shin: tuple[Vector, Vector]
    lumbar: tuple[Vector, Vector]
    saddle: tuple[Vector, Vector]
    """On both sides: perineum, inner buttocks, the upper back of the thighs."""
    levels: Mapping[str, tuple[Vector, Vector]] = field(default_factory=dict)
    """Around the discs, by their levels: ``l4_l5``."""

    def box(self, target: Target, level: str = LEVEL) -> tuple[Vector, Vector]:
        """Return the box of one target; ``level`` says which disc is meant by ``level``."""
        if target == "level":
            return self.levels.get(level, self.lumbar)
        found: tuple[Vector, Vector] = getattr(self, target)
        return found


def pose(
    view: View,
    side: Side,
    framing: Framing,
    aspect: float,
    level: str = LEVEL,
    headroom: float = 0.0,
    footroom: float = 0.0,
) -> CameraPose:
    """Place the camera of a named view.

    Parameters
    ----------
    view : View
        One of :data:`VIEWS`.
    side : {'left', 'right'}
        The chosen side of the patient.
    framing : Framing
        Boxes of the body at hand.
    aspect : float
        Width of the picture over its height.
    level : str
        The disc that close-ups look at.
    headroom : float
        Room left above everything, as a share of half the picture's height.
    footroom : float
        The same below everything.

    Returns
    -------
    CameraPose
        Far enough away that the whole target fits.
    """
    low, high = framing.box(view.target, level)
    mirror = -1.0 if view.sided and side == "left" else 1.0
    centre = tuple((a + b) / 2 for a, b in zip(low, high, strict=True))
    half = tuple((b - a) / 2 for a, b in zip(low, high, strict=True))
    centred_body = view.target == "body" or not view.sided
    focal = (0.0 if centred_body and view.target == "body" else mirror * centre[0], centre[1], centre[2])
    direction = (mirror * view.direction[0], view.direction[1], view.direction[2])
    right = cross(view.up, direction)
    norm = math.sqrt(sum(c * c for c in right)) or 1.0
    right = (right[0] / norm, right[1] / norm, right[2] / norm)
    up = cross(direction, right)
    half_up = sum(abs(u) * h for u, h in zip(up, half, strict=True))
    half_across = sum(abs(r) * h for r, h in zip(right, half, strict=True))
    near = sum(abs(d) * h for d, h in zip(direction, half, strict=True))
    half_seen = max(half_up, half_across / aspect) * MARGIN
    raised = (headroom - footroom) * half_seen
    focal = (focal[0] + raised * up[0], focal[1] + raised * up[1], focal[2] + raised * up[2])
    reach = half_seen * (1.0 + headroom + footroom) / math.tan(math.radians(VIEW_ANGLE / 2)) + near
    position = (focal[0] + reach * direction[0], focal[1] + reach * direction[1], focal[2] + reach * direction[2])
    return CameraPose(position, focal, view.up, VIEW_ANGLE)


def closer(where: CameraPose, place: Vector, height: float, aspect: float) -> CameraPose:
    """Bring the camera nearer to a place, from the same direction.

    Parameters
    ----------
    where : CameraPose
        Where the camera stands.
    place : tuple of float
        Millimetres, RAS: moves to the middle of the picture.
    height : float
        Millimetres that the picture is to show there, in its shorter direction.
    aspect : float
        Width of the picture over its height.

    Returns
    -------
    CameraPose
        As far away as before, at most.
    """
    way = tuple(a - b for a, b in zip(where.position, where.focal_point, strict=True))
    far = math.sqrt(sum(part * part for part in way)) or 1.0
    reach = min(far, height / 2 / math.tan(math.radians(where.view_angle / 2)) / min(1.0, aspect))
    position = tuple(p + part * reach / far for p, part in zip(place, way, strict=True))
    return CameraPose((position[0], position[1], position[2]), place, where.view_up, where.view_angle)


def cross(a: Vector, b: Vector) -> Vector:
    """Give the cross product of two vectors."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])
