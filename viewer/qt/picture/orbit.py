"""How the camera moves: upright orbit, pan and zoom as arithmetic on poses. Knows no toolkit.

The camera stands on a sphere around its focal point at an azimuth about the body's long axis and an elevation above
the floor. Its up vector is the derivative of its direction by elevation, so that the body never rolls and the views
from straight above and straight below need no exception.
"""

from __future__ import annotations

import math
from typing import Final

from viewer.appearance.views import cross
from viewer.state.view_state import CameraPose

Vector = tuple[float, float, float]

DEGREES_PER_SCREEN: Final = 300.0
"""Turning by dragging across the height of the picture."""
KEY_STEP: Final = 10.0
"""Degrees per press of an arrow key."""
NEAREST: Final = 40.0
"""Millimetres between the camera and its focal point, at least."""
FARTHEST: Final = 12000.0
"""Millimetres between the camera and its focal point, at most."""
REACH: Final = 600.0
"""Millimetres that going away takes the focal point from the body, at most: what the body turns about stays with it."""


def azimuth_elevation(pose: CameraPose) -> tuple[float, float]:
    """Where a camera stands around its focal point.

    Parameters
    ----------
    pose : CameraPose
        Millimetres, RAS.

    Returns
    -------
    tuple of float
        Azimuth in degrees, 0 in front, 90 at the patient's right; elevation in degrees, -90 to 90.
    """
    x, y, z = _direction(pose)
    elevation = math.degrees(math.asin(max(-1.0, min(1.0, z))))
    if math.hypot(x, y) > 1e-3:
        return math.degrees(math.atan2(x, y)), elevation
    # Straight above or below, up tells which way is front: at the poles it is the direction's derivative.
    up = pose.view_up
    sign = -1.0 if z > 0 else 1.0
    return math.degrees(math.atan2(sign * up[0], sign * up[1])), elevation


def orbited(pose: CameraPose, azimuth: float, elevation: float) -> CameraPose:
    """Turn the camera around its focal point, upright.

    Parameters
    ----------
    pose : CameraPose
        Where it stands.
    azimuth, elevation : float
        Degrees to add; the elevation stops at straight above and straight below.

    Returns
    -------
    CameraPose
        At the same distance from the same focal point.
    """
    a, e = azimuth_elevation(pose)
    e = max(-90.0, min(90.0, e + elevation))
    return _standing(pose.focal_point, a + azimuth, e, _distance(pose), pose.view_angle)


def panned(pose: CameraPose, across: float, up: float, held: Vector | None = None) -> CameraPose:
    """Move the picture sideways.

    Parameters
    ----------
    pose : CameraPose
        Where the camera stands.
    across, up : float
        How far the body moves to the right and up, in heights of the picture.
    held : tuple of float, optional
        What moves just so far, mm, RAS; nearer things move farther. By default the focal point.

    Returns
    -------
    CameraPose
        Looking the same way.
    """
    direction = _direction(pose)
    depth = _distance(pose) if held is None else max(1.0, _dot(_minus(pose.position, held), direction))
    height = 2.0 * depth * math.tan(math.radians(pose.view_angle / 2))
    right = _unit(cross(pose.view_up, direction))
    upward = cross(direction, right)
    position, focal = pose.position, pose.focal_point
    for axis, amount in ((right, -across * height), (upward, -up * height)):
        position, focal = _plus(position, axis, amount), _plus(focal, axis, amount)
    return CameraPose(position, focal, pose.view_up, pose.view_angle)


def zoomed(pose: CameraPose, factor: float) -> CameraPose:
    """Come nearer (factor above 1) or go away (below 1), within :data:`NEAREST` and :data:`FARTHEST`."""
    distance = max(NEAREST, min(FARTHEST, _distance(pose) / factor))
    position = _plus(pose.focal_point, _direction(pose), distance)
    return CameraPose(position, pose.focal_point, pose.view_up, pose.view_angle)


def approached(pose: CameraPose, factor: float, to: Vector) -> CameraPose:
    """Come nearer to a point (factor above 1) or go away from it (below 1); it stays where it is in the picture.

    The focal point comes along, so that the body then turns about what one came to.

    Parameters
    ----------
    pose : CameraPose
        Where the camera stands.
    factor : float
        Within :data:`NEAREST` and :data:`FARTHEST`.
    to : tuple of float
        A point of the body, mm, RAS.

    Returns
    -------
    CameraPose
        Looking the same way. Its focal point is no farther from the point than before, or than :data:`REACH`; only
        where that holds it back does the point move, towards the middle of the picture.
    """
    distance = max(NEAREST, min(FARTHEST, _distance(pose) / factor))
    share = distance / _distance(pose)
    off = math.dist(pose.focal_point, to)
    if off > 0.0:
        share = min(share, max(1.0, REACH / off))
    focal = _plus(to, _minus(pose.focal_point, to), share)
    return CameraPose(_plus(focal, _direction(pose), distance), focal, pose.view_up, pose.view_angle)


def framed(pose: CameraPose, low: Vector, high: Vector, aspect: float, margin: float = 1.25) -> CameraPose:
    """Look at a box from where one stands now.

    Parameters
    ----------
    pose : CameraPose
        Gives the direction.
    low, high : tuple of float
        Corners of the box, mm, RAS.
    aspect : float
        Width of the picture over its height.
    margin : float
        Room around the box; 1 touches its bounding sphere.

    Returns
    -------
    CameraPose
        Far enough away that the box's bounding sphere fits.
    """
    centre = (0.5 * (low[0] + high[0]), 0.5 * (low[1] + high[1]), 0.5 * (low[2] + high[2]))
    radius = 0.5 * math.dist(low, high)
    half_angle = math.atan(math.tan(math.radians(pose.view_angle / 2)) * min(1.0, aspect))
    distance = max(NEAREST, min(FARTHEST, margin * radius / math.sin(half_angle)))
    return CameraPose(_plus(centre, _direction(pose), distance), centre, pose.view_up, pose.view_angle)


def between(start: CameraPose, end: CameraPose, share: float) -> CameraPose:
    """Stand on the way from one pose to another, turning the shorter way and upright all along.

    Parameters
    ----------
    start, end : CameraPose
    share : float
        0 at the start, 1 at the end.

    Returns
    -------
    CameraPose
        ``end`` itself from 1 on.
    """
    if share >= 1.0:
        return end
    azimuth, elevation = azimuth_elevation(start)
    to_azimuth, to_elevation = azimuth_elevation(end)
    turn = (to_azimuth - azimuth + 180.0) % 360.0 - 180.0
    focal = _plus(start.focal_point, _minus(end.focal_point, start.focal_point), share)
    distance = _distance(start) * (_distance(end) / _distance(start)) ** share
    angle = start.view_angle + share * (end.view_angle - start.view_angle)
    return _standing(focal, azimuth + share * turn, elevation + share * (to_elevation - elevation), distance, angle)


def _standing(focal: Vector, azimuth: float, elevation: float, distance: float, view_angle: float) -> CameraPose:
    a, e = math.radians(azimuth), math.radians(elevation)
    direction = (math.sin(a) * math.cos(e), math.cos(a) * math.cos(e), math.sin(e))
    up = (-math.sin(a) * math.sin(e), -math.cos(a) * math.sin(e), math.cos(e))
    return CameraPose(_plus(focal, direction, distance), focal, up, view_angle)


def _distance(pose: CameraPose) -> float:
    return max(math.dist(pose.position, pose.focal_point), 1e-6)


def _direction(pose: CameraPose) -> Vector:
    distance = _distance(pose)
    p, f = pose.position, pose.focal_point
    return ((p[0] - f[0]) / distance, (p[1] - f[1]) / distance, (p[2] - f[2]) / distance)


def _plus(start: Vector, axis: Vector, amount: float) -> Vector:
    return (start[0] + amount * axis[0], start[1] + amount * axis[1], start[2] + amount * axis[2])


def _minus(a: Vector, b: Vector) -> Vector:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def _dot(a: Vector, b: Vector) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _unit(v: Vector) -> Vector:
    norm = math.hypot(*v) or 1.0
    return (v[0] / norm, v[1] / norm, v[2] / norm)
