"""Which structures can be seen in which view, measured on the body: writes the table that questions are made from.

``python -m viewer.makers.study_sights`` writes ``viewer/appearance/study_sights.csv``. Points are spread over every
surface and
thrown onto a coarse picture; the nearest in each of its cells is what one sees there. Deep muscles are found by taking
away what lies over them, in rounds.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Collection, Iterator
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from viewer.appearance.sight import DRAWN, PEELS, SIGHTS, SOURCE, Sight
from viewer.appearance.views import VIEWS, Framing, pose
from viewer.state.view_state import LAYERS

if TYPE_CHECKING:
    from meshes.body import Body

ROWS: Final = 240
"""Of the coarse picture, at most."""
CELL_MM: Final = 3.0
"""Its cells are no smaller than this: on finer ones the points of a sheet leave gaps, and what lies beneath shows."""
ASPECT: Final = 0.9
"""Width over height: narrower than most pictures, so that nothing is found only in a corner."""
FULL_ROWS: Final = 800
"""Rows of the picture that seen areas are told in."""
LEAST_PX: Final = 260.0
"""Square pixels of a picture of :data:`FULL_ROWS` rows that must be seen: some 16 by 16."""
LEAST_SHARE: Final = 0.22
"""Of a structure, that must be seen."""
KEPT: Final = 3
"""Views kept for a structure, best first."""
SEEN_VIEWS: Final = ("front", "back", "right", "left", "inner-leg", "outer-leg", "sole", "foot", "lumbar")
POOR: Final = 0.3
"""A structure of which less is seen in every view is shown again with what lies over it taken away."""
UNCOVERED: Final = 0.45
"""A muscle of which at least this share is seen from somewhere is taken away before the next round."""


@dataclass(frozen=True, slots=True)
class _Cloud:
    xyz: NDArray[np.float32]
    owner: NDArray[np.int32]


def measure(body: Body) -> tuple[dict[str, list[Sight]], dict[str, int]]:
    """Find the best views of every structure of the right side and the midline, and what lies over deep muscles.

    Parameters
    ----------
    body : Body
        In standard detail: on coarser surfaces points leave gaps.

    Returns
    -------
    sights : dict
        Structure keys without side to sights, largest first.
    away : dict
        Muscles, without side, to the round before which they are taken away.
    """
    from viewer.appearance.framing import framing_of

    framing = framing_of(body)
    keys = list(body.structures)
    clouds = {layer: _cloud(body, layer, keys) for layer in LAYERS[1:]}
    found: dict[str, list[Sight]] = {}
    away: dict[str, int] = {}
    hidden: frozenset[str] = frozenset()
    for peel in range(PEELS):
        uncovered: dict[str, float] = {}
        for name, layers in DRAWN.items():
            if peel and name != "muscles":
                continue
            drawn = [clouds[layer] for layer in LAYERS if layer in layers]
            for view in SEEN_VIEWS:
                for key, area, share, whole in _seen(body, drawn, keys, framing, view, hidden):
                    structure = body.structures[key]
                    if structure.side == "left" or structure.layer != name:
                        continue
                    if name == "muscles":
                        uncovered[structure.base] = max(uncovered.get(structure.base, 0.0), share)
                    # What is seen as it is needs nothing taken away.
                    if area >= LEAST_PX and all(
                        sight.peel == peel or sight.share < POOR for sight in found.get(structure.base, ())
                    ):
                        found.setdefault(structure.base, []).append(
                            Sight(view, name, peel, round(area), round(whole, 2))
                        )
        for base, share in uncovered.items():
            if share >= UNCOVERED:
                away.setdefault(base, peel + 1)
        hidden = frozenset(key for key in keys if body.structures[key].base in away)
    found = {base: [one for one in rows if one.share >= LEAST_SHARE] for base, rows in found.items()}
    return {
        base: sorted(sights, key=lambda s: -s.worth)[:KEPT] for base, sights in sorted(found.items()) if sights
    }, away


def _cloud(body: Body, layer: str, keys: list[str]) -> _Cloud:
    """Spread points over the surfaces of a layer: corners, middles and edges of its triangles."""
    number = {key: place for place, key in enumerate(keys)}
    points, owners = [], []
    for part in body.layers:
        if part.layer != layer:
            continue
        of_vertex = np.array([number[key] for key in part.keys], dtype=np.int32)[part.vertex_structure]
        corners = part.mesh.vertices[part.mesh.faces]
        middle = corners.mean(axis=1)
        edges = (corners + np.roll(corners, 1, axis=1)).reshape(-1, 3) / 2.0
        of_face = of_vertex[part.mesh.faces[:, 0]]
        points += [part.mesh.vertices, middle, edges]
        owners += [of_vertex, of_face, np.repeat(of_face, 3)]
    return _Cloud(np.concatenate(points).astype(np.float32), np.concatenate(owners))


def _seen(
    body: Body, drawn: list[_Cloud], keys: list[str], framing: Framing, view: str, hidden: Collection[str]
) -> Iterator[tuple[str, float, float, float]]:
    """Yield what is seen: key, area in square pixels, its share of what the frame holds, and of all there is."""
    xyz = np.concatenate([cloud.xyz for cloud in drawn])
    owner = np.concatenate([cloud.owner for cloud in drawn])
    away = np.array([key in hidden or (VIEWS[view].aside and body.structures[key].side == "left") for key in keys])
    kept = ~away[owner]
    xyz, owner = xyz[kept], owner[kept]
    every = np.bincount(owner, minlength=len(keys))
    camera = pose(VIEWS[view], "right", framing, ASPECT)
    eye = np.array(camera.position)
    ahead = np.array(camera.focal_point) - eye
    ahead /= np.linalg.norm(ahead)
    right = np.cross(ahead, camera.view_up)
    right /= np.linalg.norm(right)
    up = np.cross(right, ahead)
    axes = np.stack([right, up, ahead]).astype(np.float32)
    across, above, depth = axes @ (xyz - eye.astype(np.float32)).T
    tall = 2.0 * float(np.linalg.norm(np.array(camera.focal_point) - eye)) * np.tan(np.radians(camera.view_angle / 2.0))
    rows = min(ROWS, int(tall / CELL_MM))
    scale = rows / 2.0 / np.tan(np.radians(camera.view_angle / 2.0)) / depth
    columns = round(rows * ASPECT)
    column = np.floor(across * scale + columns / 2).astype(np.int64)
    row = np.floor(above * scale + rows / 2).astype(np.int64)
    inside = (column >= 0) & (column < columns) & (row >= 0) & (row < rows) & (depth > 0)
    cell, owner, depth = (row * columns + column)[inside], owner[inside], depth[inside]
    order = np.lexsort((depth, cell))
    first = np.concatenate([[True], np.diff(cell[order]) > 0])
    front = np.bincount(owner[order][first], minlength=len(keys))
    alone = np.bincount(np.unique(cell * len(keys) + owner) % len(keys), minlength=len(keys))
    framed = np.bincount(owner, minlength=len(keys)) / np.maximum(every, 1)
    for number in np.flatnonzero(front):
        share = float(front[number] / alone[number])
        yield keys[number], float(front[number]) * (FULL_ROWS / rows) ** 2, share, share * float(framed[number])


def main() -> None:
    """Measure the shipped body and write the table."""
    from meshes.body import build_body

    found, away = measure(build_body())
    beside = SOURCE.with_suffix(".part")
    with beside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(SIGHTS)
        for base, rows in found.items():
            writer.writerows((base, *astuple(row), away.get(base, "")) for row in rows)
    beside.replace(SOURCE)
    sys.stdout.write(f"{len(found)} structures written to {SOURCE.name}\n")


if __name__ == "__main__":
    main()
