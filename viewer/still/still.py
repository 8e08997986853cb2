"""A still: band by band, on all cores; each pixel from four rays, each with a few more to sky and light."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from viewer.appearance.framing import framing_of
from viewer.appearance.standing import REFERENCE_HEIGHT, standing
from viewer.appearance.values import Appearance
from viewer.palette.colours import is_dark

from . import samples
from .eye import Eye
from .ground import ground, is_plain
from .light import KEY, KEY_WIDTH, shaded, unit
from .rays import Rays
from .smoothing import REACH, smoothed
from .surfaces import Model, Surfaces, model_of

if TYPE_CHECKING:
    from annotations.model import Knowledge
    from meshes.body import Body

Floats = NDArray[np.float32]
Numbers = NDArray[np.int32]
ROWS: Final = 48
"""Of a band."""
SKY_RAYS, KEY_RAYS = 4, 3
"""For each ray that hits something, to the sky and to the soft box."""
OFF_MM: Final = 0.3
"""How far above a surface these begin."""
LAYERS: Final = 8
"""Clear surfaces, front and back, that a ray passes at most."""
NONE, FLOOR = -1, -2
"""What a pixel shows that shows no thing."""
FLOOR_REACH: Final = 420.0
"""How far from the feet, mm, the floor takes a shadow."""
LINE: Final = 1.6
"""Width of outlines, pixels, at 800 pixels of height."""


@dataclass(frozen=True, slots=True, eq=False)
class _Traced:
    """Triangles with their rays."""

    of: Surfaces
    rays: Rays


@dataclass(frozen=True, slots=True, eq=False)
class _Studio:
    """Everything the bands share."""

    eye: Eye
    model: Model
    solid: _Traced | None
    clear: _Traced | None
    ground: Floats
    """Shape (rows, 3)."""
    dark: bool
    floor: bool
    reach: float
    """How far, mm, things darken each other."""
    apart: bool
    """Whether a leg has stepped aside: what is left of it throws no long shadow on the other."""


def eye_of(appearance: Appearance, body: Body, size: tuple[int, int]) -> Eye:
    """Stand where the scene does."""
    width, height = size
    return Eye.at(standing(appearance.camera, framing_of(body), width / height, height), size)


def draw(appearance: Appearance, body: Body, knowledge: Knowledge, size: tuple[int, int]) -> NDArray[np.uint8]:
    """Draw the body of an appearance, without words and marks.

    Parameters
    ----------
    appearance : Appearance
    body : Body
    knowledge : Knowledge
        Territories and pain bands.
    size : (int, int)
        Width and height in pixels.

    Returns
    -------
    ndarray, shape (height, width, 3), uint8
        RGB, top row first; the same for the same appearance, whatever the number of cores.
    """
    width, height = size
    model, eye = model_of(appearance, body, knowledge), eye_of(appearance, body, size)
    upright = abs(eye.axes[1][2]) > 0.5 and eye.place[2] > model.floor
    studio = _Studio(
        eye,
        model,
        _traced(model.solid),
        _traced(model.clear),
        ground(appearance.background, height),
        is_dark(appearance.background),
        upright and not is_plain(appearance.background) and model.solid is not None,
        float(np.clip(0.085 * eye.shown, 14.0, 40.0 if appearance.ghost else 120.0)),
        appearance.ghost is not None,
    )
    picture = np.empty((height, width, 3), dtype=np.uint8)
    box = _box(studio)
    bands = [(top, min(height, top + ROWS)) for top in range(0, height, ROWS)]

    def draw_band(band: tuple[int, int]) -> None:
        top, bottom = band
        picture[top:bottom] = np.rint(np.clip(_band(studio, box, top, bottom), 0.0, 1.0) * 255.0).astype(np.uint8)

    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as workers:
        list(workers.map(draw_band, bands))
    return picture


def _traced(of: Surfaces | None) -> _Traced | None:
    return None if of is None else _Traced(of, Rays(of.vertices, of.faces))


def _box(studio: _Studio) -> tuple[int, int, int, int]:
    """Give left, top, right and bottom of what of the picture may show anything but the ground."""
    corners = []
    for traced in (studio.solid, studio.clear):
        if traced is not None:
            used = traced.of.vertices[traced.of.faces.ravel()[:: max(1, traced.of.faces.size // 60_000)]]
            corners.append(studio.eye.pixels(used))
    if studio.floor:
        x, y = studio.model.feet
        turn = np.linspace(0.0, 2.0 * np.pi, 32)
        ring = np.stack(
            [x + FLOOR_REACH * np.cos(turn), y + FLOOR_REACH * np.sin(turn), np.full(32, studio.model.floor)]
        )
        corners.append(studio.eye.pixels(ring.T))
    if not corners:
        return 0, 0, 0, 0
    places = np.concatenate(corners)
    (left, top), (right, bottom) = places.min(axis=0) - 8.0, places.max(axis=0) + 8.0
    width, height = studio.eye.width, studio.eye.height
    return max(0, int(left)), max(0, int(top)), min(width, int(right) + 1), min(height, int(bottom) + 1)


def _band(studio: _Studio, box: tuple[int, int, int, int], top: int, bottom: int) -> Floats:
    """Draw some rows, shape (bottom - top, width, 3), 0 to 1; outside the box there is only the ground."""
    eye = studio.eye
    band = np.repeat(studio.ground[top:bottom, None], eye.width, axis=1)
    left, first, right, last = box
    if bottom <= first or top >= last or right <= left:
        return band
    margin = REACH + int(np.ceil(LINE * eye.height / REFERENCE_HEIGHT))
    start, end = max(0, top - margin), min(eye.height, bottom + margin)
    y, x = np.mgrid[start:end, left:right]
    total = np.zeros((end - start, right - left, 3), dtype=np.float32)
    for number, (across, down) in enumerate(samples.WITHIN):
        way = eye.directions((x + np.float32(across)).ravel(), (y + np.float32(down)).ravel())
        total += _plane(studio, x, y, way, number)
    band[:, left:right] = total[top - start : end - start - (end - bottom)] / len(samples.WITHIN)
    return band


def _plane(studio: _Studio, x: NDArray[np.int64], y: NDArray[np.int64], way: Floats, number: int) -> Floats:
    """Give the colours that one ray of each pixel sees, shape (rows, columns, 3)."""
    rows, columns = x.shape
    count = x.size
    origin = np.broadcast_to(studio.eye.place.astype(np.float32), (count, 3))
    origin = np.ascontiguousarray(origin)
    thing = np.full(count, NONE, dtype=np.int32)
    far = np.full(count, np.float32(1e6))
    normal = np.zeros((count, 3), dtype=np.float32)
    seen = np.repeat(studio.ground[y[:, 0]], columns, axis=0)
    albedo = np.zeros((0, 3), dtype=np.float32)
    on = np.empty(0, dtype=np.intp)
    if studio.solid is not None:
        of = studio.solid.of
        hits = studio.solid.rays.hits(origin, way)
        on = np.flatnonzero(hits.face >= 0)
        face, share = hits.face[on], (hits.u[on], hits.v[on])
        thing[on], far[on] = of.thing[face], hits.far[on]
        normal[on] = _normals(of, face, share, way[on])
        albedo = _albedo(studio, of, face, share, thing[on])[:, :3]
    below = _on_floor(studio, way, thing, far, normal)
    sky, key = np.ones(count, dtype=np.float32), np.ones(count, dtype=np.float32)
    lit = np.concatenate([on, below])
    at = origin[lit] + way[lit] * far[lit, None]
    sky[lit], key[lit] = _light_at(studio, at, normal[lit], thing[lit], x.ravel()[lit], y.ravel()[lit], number)
    soft = smoothed(
        np.stack([sky, key], axis=1).reshape(rows, columns, 2),
        thing.reshape(rows, columns),
        normal.reshape(rows, columns, 3),
        far.reshape(rows, columns),
        0.02 * studio.eye.shown,
    ).reshape(-1, 2)
    if len(on):
        seen[on] = _shade(studio, albedo, thing[on], normal[on], way[on], soft[on, 0], soft[on, 1])
    if len(below):
        seen[below] *= _floor_shade(studio, at[len(on) :], soft[below, 0], soft[below, 1])[:, None]
    _outline(studio, seen, thing, far, rows, columns)
    if studio.clear is not None:
        _look_through(studio, studio.clear, seen, origin, way, far)
    return seen.reshape(rows, columns, 3)


def _normals(of: Surfaces, face: Numbers, share: tuple[Floats, Floats], way: Floats) -> Floats:
    """Give the smooth normals of hits, unit length, never turned away from the viewer; shape (n, 3)."""
    u, v = share
    a, b, c = of.faces[face].T
    normal = (1.0 - u - v)[:, None] * of.normals[a] + u[:, None] * of.normals[b] + v[:, None] * of.normals[c]
    away = (normal * way).sum(axis=1)
    normal -= np.maximum(away, 0.0)[:, None] * way
    units: Floats = normal / np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), np.float32(1e-9))
    return units


def _albedo(studio: _Studio, of: Surfaces, face: Numbers, share: tuple[Floats, Floats], thing: Numbers) -> Floats:
    """Give the colours of hits with their opacity, shape (n, 4), 0 to 1."""
    looks = studio.model.looks
    out = np.ones((len(face), 4), dtype=np.float32)
    out[:, :3] = looks.colour[thing]
    skin = np.flatnonzero(thing == 0)
    if len(skin):
        u, v = share[0][skin], share[1][skin]
        a, b, c = of.faces[face[skin]].T
        uv = (1.0 - u - v)[:, None] * of.uv[a] + u[:, None] * of.uv[b] + v[:, None] * of.uv[c]
        out[skin] = _texels(looks.texels, uv)
    return out


def _texels(texels: NDArray[np.uint8], uv: Floats) -> Floats:
    """Sample a picture between its texels, shape (n, 4), 0 to 1."""
    rows, columns = texels.shape[:2]
    x, y = uv[:, 0] * columns - 0.5, uv[:, 1] * rows - 0.5
    left, low = np.floor(x), np.floor(y)
    across, up = (x - left)[:, None], (y - low)[:, None]
    i0, j0 = (np.clip(part.astype(np.int32), 0, most - 1) for part, most in ((low, rows), (left, columns)))
    i1, j1 = np.minimum(i0 + 1, rows - 1), np.minimum(j0 + 1, columns - 1)
    upper = texels[i1, j0] * (1.0 - across) + texels[i1, j1] * across
    lower = texels[i0, j0] * (1.0 - across) + texels[i0, j1] * across
    mixed: Floats = ((lower * (1.0 - up) + upper * up) / 255.0).astype(np.float32)
    return mixed


def _on_floor(studio: _Studio, way: Floats, thing: Numbers, far: Floats, normal: Floats) -> NDArray[np.intp]:
    """Find the pixels that show the floor near the feet, and write down what they show."""
    if not studio.floor:
        return np.empty(0, dtype=np.intp)
    drop = np.float32(studio.model.floor - studio.eye.place[2])
    down = np.flatnonzero((thing == NONE) & (way[:, 2] < -1e-4))
    reach = drop / way[down, 2]
    at = studio.eye.place[:2].astype(np.float32) + way[down, :2] * reach[:, None]
    near = np.linalg.norm(at - np.array(studio.model.feet, dtype=np.float32), axis=1) < FLOOR_REACH
    below: NDArray[np.intp] = down[near]
    thing[below], far[below] = FLOOR, reach[near]
    normal[below] = (0.0, 0.0, 1.0)
    return below


def _light_at(
    studio: _Studio,
    at: Floats,
    normal: Floats,
    thing: Numbers,
    x: NDArray[np.int64],
    y: NDArray[np.int64],
    plane: int,
) -> tuple[Floats, Floats]:
    """Say how much of the sky and of the soft box places see, shape (n,) each, 0 to 1."""
    if studio.solid is None or not len(at):
        return np.ones(len(at), dtype=np.float32), np.ones(len(at), dtype=np.float32)
    above = (at + normal * np.float32(OFF_MM * max(0.4, min(1.0, studio.eye.shown / 500.0)))).astype(np.float32)
    axes = samples.around(normal)
    light = unit(KEY) @ studio.eye.axes
    sky: Floats = np.zeros(len(at), dtype=np.float32)
    key: Floats = np.zeros(len(at), dtype=np.float32)
    for ray in range(SKY_RAYS):
        u, v = samples.spread(x, y, plane * SKY_RAYS + ray)
        got = studio.solid.rays.way(above, samples.over(normal, axes, u, v), studio.reach) / np.float32(studio.reach)
        sky += np.sqrt(got)
    towards = np.flatnonzero((normal @ light.astype(np.float32) > -0.3) | (thing == FLOOR))
    for ray in range(KEY_RAYS):
        u, v = samples.spread(x[towards], y[towards], 1000 + plane * KEY_RAYS + ray)
        way = samples.towards(light, KEY_WIDTH, u, v)
        if studio.apart:
            key[towards] += studio.solid.rays.way(above[towards], way, studio.reach) / np.float32(studio.reach)
        else:
            key[towards] += studio.solid.rays.free(above[towards], way)
    return sky / np.float32(SKY_RAYS), key / np.float32(KEY_RAYS)


def _shade(
    studio: _Studio, albedo: Floats, thing: Numbers, normal: Floats, way: Floats, sky: Floats, key: Floats
) -> Floats:
    looks = studio.model.looks
    return shaded(
        albedo,
        looks.deep[thing],
        normal,
        way,
        studio.eye.axes,
        sky,
        key,
        looks.gloss[thing],
        looks.shine[thing],
        looks.edge[thing],
        looks.soft[thing],
    )


def _floor_shade(studio: _Studio, at: Floats, sky: Floats, key: Floats) -> Floats:
    """Say what is left of the ground's light on the floor, shape (n,)."""
    away = np.linalg.norm(at[:, :2] - np.array(studio.model.feet, dtype=np.float32), axis=1) / np.float32(FLOOR_REACH)
    fade = np.clip(1.0 - away, 0.0, 1.0)
    fade = fade * fade * (3.0 - 2.0 * fade)
    strength = 0.75 if studio.dark else 0.5
    left: Floats = 1.0 - fade * (strength * (1.0 - sky) + 0.12 * (1.0 - key))
    return left


def _outline(studio: _Studio, seen: Floats, thing: Numbers, far: Floats, rows: int, columns: int) -> None:
    """Draw lines around what is outlined, outside it, where it lies before what is there."""
    line = studio.model.looks.outline
    outlined = np.flatnonzero(line[:, 0] >= 0.0)
    if not len(outlined):
        return
    width = LINE * studio.eye.height / REFERENCE_HEIGHT
    things, depths, picture = (thing.reshape(rows, columns), far.reshape(rows, columns), seen.reshape(rows, columns, 3))
    marked = np.isin(things, outlined)
    if not marked.any():
        return
    nearest = depths.copy()
    owner = np.full(things.shape, NONE, dtype=np.int32)
    reach = int(np.ceil(width))
    for down in range(-reach, reach + 1):
        for across in range(-reach, reach + 1):
            if not 0 < down * down + across * across <= width * width + 0.2:
                continue
            here, there = _shifted(rows, columns, down, across)
            other = marked[there] & (things[there] != things[here]) & (depths[there] < nearest[here])
            nearest[here] = np.where(other, depths[there], nearest[here])
            owner[here] = np.where(other, things[there], owner[here])
    on = owner >= 0
    picture[on] = line[owner[on]]


def _shifted(rows: int, columns: int, down: int, across: int) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
    """Give the windows of pixels and of their neighbours at an offset."""
    here = (slice(max(0, -down), rows - max(0, down)), slice(max(0, -across), columns - max(0, across)))
    there = (slice(max(0, down), rows - max(0, -down)), slice(max(0, across), columns - max(0, -across)))
    return here, there


def _look_through(studio: _Studio, clear: _Traced, seen: Floats, origin: Floats, way: Floats, far: Floats) -> None:
    """Lay the clear surfaces that face the viewer, nearest first, over what is behind them."""
    left = np.ones(len(seen), dtype=np.float32)
    laid = np.zeros_like(seen)
    rays = np.arange(len(seen))
    gone = np.zeros(len(seen), dtype=np.float32)
    for _ in range(LAYERS):
        hits = clear.rays.hits(origin[rays] + way[rays] * gone[rays, None], way[rays])
        met = (hits.face >= 0) & (gone[rays] + hits.far < far[rays])
        rays = rays[met]
        if not len(rays):
            break
        face, share = hits.face[met], (hits.u[met], hits.v[met])
        gone[rays] += hits.far[met] + np.float32(0.05)
        corners = clear.of.vertices[clear.of.faces[face]]
        outward = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        front = np.flatnonzero((outward * way[rays]).sum(axis=1) < 0.0)
        own = rays[front]
        face, share = face[front], (share[0][front], share[1][front])
        colour = _albedo(studio, clear.of, face, share, clear.of.thing[face])
        normal = _normals(clear.of, face, share, way[own])
        ones = np.ones(len(own), dtype=np.float32)
        lit = _shade(studio, colour[:, :3], clear.of.thing[face], normal, way[own], ones, ones)
        opacity = colour[:, 3]
        if studio.model.glass:
            lit, opacity = _as_glass(studio, lit, opacity, normal, way[own])
        laid[own] += (left[own] * opacity)[:, None] * lit
        left[own] *= 1.0 - opacity
        rays = rays[left[rays] > 0.01]
    seen *= left[:, None]
    seen += laid


def _as_glass(studio: _Studio, lit: Floats, opacity: Floats, normal: Floats, way: Floats) -> tuple[Floats, Floats]:
    """Close a clear surface towards its edges, as the window does: bare skin lets through more than painted."""
    edge = (1.0 - np.clip(-(normal * way).sum(axis=1), 0.0, 1.0)) ** 2
    share = np.clip((opacity - 0.35) / 0.35, 0.0, 1.0)
    share = share * share * (3.0 - 2.0 * share)
    opacity = np.minimum(opacity * (0.72 + (0.95 - 0.72) * share + 1.1 * edge), 1.0)
    if studio.dark:
        opacity = np.minimum(opacity + 0.25 * edge, 1.0)
        glow = np.array([0.72, 0.78, 0.84], dtype=np.float32)
        lit = lit + (glow - lit) * (0.85 * edge)[:, None]
    return lit.astype(np.float32), opacity.astype(np.float32)
