"""The measures of a pelvis: of the Visible Human pair, and of built bodies beside them.

``python -m meshes.measure.bodies.pelvimetry FOLDER`` reads ``male_pelvis.glb`` and ``female_pelvis.glb`` (HuBMAP CCF 3D
reference objects of the Visible Human, CC BY 4.0) and prints both, the default built man and woman, and women against
men at equal bi-iliac breadth. `meshes.builds.pelvis` keeps what was read off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import KDTree
from scipy.spatial.transform import Rotation

from meshes.body import Body, build_body
from meshes.builds.builder import Builder
from meshes.builds.proportions import default_build
from meshes.builds.survey import SEXES, Sex
from meshes.measure.atlas import AtlasError
from meshes.measure.printing import print_report

from .alignment import alignment
from .sockets import socket

Array = NDArray[np.float64]

#: Heights of a hip bone, as shares from its lowest to its highest point: ischial spines lie between the first two,
#: upper iliac spines above the third.
SPINE_BETWEEN, ILIUM_FROM = (0.2, 0.5), 0.55
#: Bone nearer than this to the midline is symphysis; the sacrum's own midline, mm.
SYMPHYSIS, MIDLINE = 10.0, 6.0
#: The pubic arch is read over these lengths from the symphysis, within so much of its own plane, mm.
ARCH, ARCH_PLANE = (4.0, 36.0), 16.0
#: What counts as the inlet's rim: below and above the plane from symphysis to promontory, mm.
RIM: Final = (-14.0, 18.0)
ANGLES: Final = frozenset({"subpubic angle"})
#: What each measure is called in `meshes.builds.pelvis.FEMALE`.
SHAPED: Final[Mapping[str, str]] = {
    "between hip joints": "hip_joints",
    "between ischial spines": "ischial_spines",
    "between tuberosities": "tuberosities",
    "hip joint to tuberosity": "ischium_height",
    "symphysis, height": "symphysis_height",
    "subpubic angle": "subpubic_angle",
    "inlet, front to back": "inlet_depth",
    "outlet, front to back": "outlet_depth",
    "sacrum, length": "sacrum_length",
}


@dataclass(frozen=True, slots=True, eq=False)
class PelvicBones:
    """Bones of one pelvis: mm, x to the right of its own plane of symmetry, y forward, z up."""

    right: tuple[Array, NDArray[np.int32]]
    """Vertices and faces of the right hip bone."""
    left: tuple[Array, NDArray[np.int32]]
    """Those of the left one, mirrored to the right."""
    sacrum: Array
    """Vertices, shape (n, 3)."""


def read_pair(folder: Path) -> dict[Sex, PelvicBones]:
    """Read the Visible Human pelves and set them upright.

    Parameters
    ----------
    folder : Path
        Holds ``male_pelvis.glb`` and ``female_pelvis.glb`` (metres, y up, z forward, x to the left).

    Returns
    -------
    dict
        By sex; turned so that each is symmetrical and its upper front iliac spines stand above its pubic tubercles.

    Raises
    ------
    AtlasError
        When a file is missing.
    """
    import trimesh

    found: dict[Sex, PelvicBones] = {}
    for sex in SEXES:
        path = folder / f"{sex}_pelvis.glb"
        if not path.is_file():
            raise AtlasError(f"{path} is missing; needed is the folder of the Visible Human pelves")
        load: Any = trimesh.load
        scene = load(path)
        vertices, faces, kinds, count = [], [], [], 0
        for node in scene.graph.nodes_geometry:
            matrix, name = scene.graph[node]
            read = scene.geometry[name].copy()
            read.apply_transform(matrix)
            vertices.append(1000.0 * np.asarray(read.vertices)[:, [0, 2, 1]] * [-1.0, 1.0, 1.0])
            faces.append(np.asarray(read.faces, dtype=np.int32) + count)
            hip = any(word in node for word in ("ilium", "ischium", "pubis"))
            kind = ("right" if node.endswith("_R") else "left") if hip else "sacrum" if "sacrum" in node else ""
            kinds += [kind] * len(vertices[-1])
            count += len(vertices[-1])
        place, of = _symmetrical(np.concatenate(vertices)), np.array(kinds)
        found[sex] = _upright(_bones(place, np.concatenate(faces), of))
    return found


def bones_of(body: Body) -> PelvicBones:
    """Take the pelvis of a built body, as it stands."""
    place, faces, kinds, count = [], [], [], 0
    for key, kind in (("hip_bone.right", "right"), ("hip_bone.left", "left"), ("sacrum", "sacrum")):
        part = body.part(key)
        place.append(part.vertices.astype(np.float64))
        faces.append(part.faces + count)
        kinds += [kind] * len(place[-1])
        count += len(place[-1])
    return _upright(_bones(np.concatenate(place), np.concatenate(faces), np.array(kinds)))


def pelvimetry(bones: PelvicBones) -> dict[str, float]:
    """Measure a pelvis.

    Returns
    -------
    dict
        Measures in mm, angles in degrees; both sides' mean.
    """
    both = [_measured(vertices, faces, bones.sacrum) for vertices, faces in (bones.right, bones.left)]
    return {name: 0.5 * (both[0][name] + both[1][name]) for name in both[0]}


def against(women: Mapping[str, float], men: Mapping[str, float]) -> dict[str, float]:
    """Women's measures against men's at equal bi-iliac breadth; angles as differences, degrees."""
    broad = women["bi-iliac breadth"] / men["bi-iliac breadth"]
    return {name: women[name] - men[name] if name in ANGLES else women[name] / men[name] / broad for name in men}


def _measured(hip: Array, faces: NDArray[np.int32], sacrum: Array) -> dict[str, float]:
    low, high = hip[:, 2].min(), hip[:, 2].max()

    def level(share: float) -> float:
        return float(low + share * (high - low))

    joint = socket(hip, faces)
    tuber = hip[hip[:, 2].argmin()]
    behind = hip[
        (hip[:, 2] > level(SPINE_BETWEEN[0])) & (hip[:, 2] < level(SPINE_BETWEEN[1])) & (hip[:, 1] < joint[1] - 15.0)
    ]
    spine = behind[(behind[:, 0] + 0.6 * behind[:, 1]).argmin()]
    ilium = hip[hip[:, 2] > level(ILIUM_FROM)]
    pubis = hip[(hip[:, 0] < SYMPHYSIS) & (hip[:, 1] > joint[1])]
    top, bottom = (pubis[pick] * [0.0, 1.0, 1.0] for pick in (pubis[:, 2].argmax(), pubis[:, 2].argmin()))
    middle = sacrum[np.abs(sacrum[:, 0]) < MIDLINE] * [0.0, 1.0, 1.0]
    promontory, apex = middle[(middle[:, 1] + 0.7 * middle[:, 2]).argmax()], middle[middle[:, 2].argmin()]
    depth = float(np.linalg.norm(promontory - top))
    return {
        "bi-iliac breadth": 2.0 * float(hip[:, 0].max()),
        "hip bone, height": float(high - low),
        "between upper front spines": 2.0 * float(ilium[ilium[:, 1].argmax(), 0]),
        "between hip joints": 2.0 * float(joint[0]),
        "between ischial spines": 2.0 * float(spine[0]),
        "between tuberosities": 2.0 * float(tuber[0]),
        "hip joint to tuberosity": float(joint[2] - tuber[2]),
        "symphysis, height": float(top[2] - bottom[2]),
        "subpubic angle": _arch(hip, bottom, tuber),
        "inlet, breadth half way": _inlet(hip, top, promontory, depth),
        "inlet, front to back": depth,
        "outlet, front to back": float(np.linalg.norm(apex - bottom)),
        "sacrum, length": float(np.linalg.norm(promontory - apex)),
    }


def _arch(hip: Array, bottom: Array, tuber: Array) -> float:
    """Angle under the symphysis between both rami's inner borders, in their own plane, degrees."""
    down = (tuber - bottom) * [0.0, 1.0, 1.0]
    down /= np.linalg.norm(down)
    away = hip - bottom
    near = np.abs(away @ np.array([0.0, -down[2], down[1]])) < ARCH_PLANE
    along, aside = (away @ down)[near], hip[near, 0]
    steps = np.arange(ARCH[0] + 2.0, ARCH[1], 2.0)
    border = np.array([aside[np.abs(along - step) < 1.5].min(initial=np.inf) for step in steps])
    seen = np.isfinite(border)
    return float(2.0 * np.degrees(np.arctan(np.polyfit(steps[seen], border[seen], 1)[0])))


def _inlet(hip: Array, top: Array, promontory: Array, depth: float) -> float:
    """Breadth of the inlet half way from symphysis to promontory, as seen along its axis, mm."""
    back = (promontory - top) / depth
    up = np.array([0.0, -back[2], back[1]]) * (1.0 if back[1] > 0.0 else -1.0)
    away = hip - top
    height = away @ up
    rim = (height > RIM[0]) & (height < RIM[1]) & (np.abs(away @ back - 0.5 * depth) < 2.5)
    return 2.0 * float(hip[rim, 0].min())


def _bones(place: Array, faces: NDArray[np.int32], kinds: NDArray[np.str_]) -> PelvicBones:
    parts = {}
    for kind, sign in (("right", 1.0), ("left", -1.0)):
        rows = np.flatnonzero(kinds == kind)
        number = np.full(len(kinds), -1, dtype=np.int32)
        number[rows] = np.arange(len(rows), dtype=np.int32)
        own = number[faces[(kinds[faces] == kind).all(axis=1)]]
        parts[kind] = (place[rows] * [sign, 1.0, 1.0], own if sign > 0.0 else own[:, ::-1])
    return PelvicBones(parts["right"], parts["left"], place[kinds == "sacrum"])


def _symmetrical(place: Array) -> Array:
    """Move points rigidly so that x = 0 is their plane of symmetry: their mirror image is laid on them."""
    out = place - place.mean(axis=0)
    flip = np.array([-1.0, 1.0, 1.0])
    for _ in range(60):
        some, image = out[::7], out * flip
        found = KDTree(image).query(some)
        distance, nearest = np.asarray(found[0]), np.asarray(found[1])
        kept = distance < np.quantile(distance, 0.8)
        here, there = image[nearest[kept]], some[kept]
        turn, _ = Rotation.align_vectors(there - there.mean(axis=0), here - here.mean(axis=0))
        shift = there.mean(axis=0) - turn.apply(here.mean(axis=0))
        out = Rotation.from_rotvec(-0.5 * turn.as_rotvec()).apply(out - 0.5 * shift)
        if turn.magnitude() < 1e-4 and np.linalg.norm(shift) < 0.02:
            break
    return np.asarray(out, dtype=np.float64)


def _upright(bones: PelvicBones) -> PelvicBones:
    """Turn a pelvis so that upper front iliac spines and pubic tubercles lie in one upright plane."""
    for _ in range(8):
        hip = np.concatenate([bones.right[0], bones.left[0]])
        border = hip[:, 2].min() + ILIUM_FROM * np.ptp(hip[:, 2])
        above = hip[hip[:, 2] > border]
        below = hip[(hip[:, 2] < border) & (hip[:, 0] > 12.0) & (hip[:, 0] < 45.0)]
        lean = above[above[:, 1].argmax()] - below[below[:, 1].argmax()]
        turn = Rotation.from_euler("x", float(np.arctan2(lean[1], lean[2])))
        bones = PelvicBones(
            (turn.apply(bones.right[0]), bones.right[1]), (turn.apply(bones.left[0]), bones.left[1]),
            turn.apply(bones.sacrum),
        )  # fmt: skip
        if turn.magnitude() < 3e-4:
            break
    return bones


def report(folder: Path) -> Iterable[str]:
    """Write the table line by line (Markdown)."""
    pair = {sex: pelvimetry(bones) for sex, bones in read_pair(folder).items()}
    builder = Builder(build_body())
    bodies = {sex: builder.body(default_build(sex)) for sex in SEXES}
    built = {sex: pelvimetry(bones_of(body)) for sex, body in bodies.items()}
    measured, shaped = against(pair["female"], pair["male"]), against(built["female"], built["male"])
    yield "| measure, mm or degrees | pair: man | woman | built: man | woman | pair, woman : man | built, woman : man |"
    yield "|---|---|---|---|---|---|---|"
    for name in measured:
        values = " | ".join(f"{each[sex][name]:.0f}" for each in (pair, built) for sex in ("male", "female"))
        ratio = "{:+.0f}" if name in ANGLES else "{:.2f}"
        yield f"| {name} | {values} | {ratio.format(measured[name])} | {ratio.format(shaped[name])} |"
    atlas = build_body()
    legs = [alignment(atlas, body) for body in (atlas, *bodies.values())]
    yield ""
    yield f"| leg, degrees or mm | atlas | {' | '.join(f'built: {sex}' for sex in bodies)} |"
    yield "|---|---|---|---|"
    for name in legs[0]:
        yield f"| {name} | {' | '.join(f'{leg[name]:.1f}' for leg in legs)} |"


def main() -> int:
    """Print the table; 0 unless a file is missing."""
    return print_report(report, __doc__)


if __name__ == "__main__":
    raise SystemExit(main())
