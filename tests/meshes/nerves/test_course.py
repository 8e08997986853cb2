"""The courses, walked against the real anatomy: what each nerve passes, and that nothing cuts through bone or skin."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import Any, cast

import numpy as np
import pytest
import pyvista as pv
import trimesh
from vtkmodules.util import numpy_support
from vtkmodules.vtkCommonCore import vtkDoubleArray
from vtkmodules.vtkFiltersCore import vtkImplicitPolyDataDistance

from meshes.body import DATA
from meshes.measure.nerves.atlas import Anatomy, VertebraFrame, intervals
from meshes.nerves.table import centre_lines, parents, read_nerves
from meshes.nerves.tubes import sweep
from meshes.skin.surface import build_skin
from places import ATLAS

TABLE = DATA / "nerves.npz"
LUMBAR = ("l1", "l2", "l3", "l4", "l5")
#: Levels whose rootlets spring from the cord above the drawn part.
FROM_ABOVE = ("t12", "l1", "l2", "l3")
atlas = pytest.mark.atlas
needs_atlas = pytest.mark.skipif(not ATLAS.is_dir(), reason=f"{ATLAS} is not there")


@cache
def lines() -> Mapping[str, list[np.ndarray]]:
    return centre_lines(TABLE)


def fine(strand: np.ndarray, step: float = 0.5) -> np.ndarray:
    along = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(strand[:, :3], axis=0), axis=1))])
    at = np.linspace(0, along[-1], max(2, int(along[-1] / step)))
    return np.column_stack([np.interp(at, along, strand[:, i]) for i in range(4)])


def course(key: str) -> np.ndarray:
    """The first strand of a right-side structure, finely sampled."""
    return fine(lines()[f"{key}.right"][0])


@cache
def anatomy() -> Anatomy:
    return Anatomy(ATLAS)


@cache
def frame(level: str) -> VertebraFrame:
    return anatomy().frame(level)


def section(mesh: Any, z: float) -> np.ndarray:
    cut: Any = trimesh.intersections
    points: np.ndarray = cut.mesh_plane(mesh, np.array([0, 0, 1.0]), np.array([0, 0, z + 1e-4])).reshape(-1, 3)
    return points


def signed_distance(mesh: Any, points: np.ndarray) -> np.ndarray:
    """Distance of points (n, 3) from a closed mesh, negative inside."""
    result = np.zeros(len(points))
    if len(points):
        faces = np.column_stack([np.full(len(mesh.faces), 3), mesh.faces])
        distance = vtkImplicitPolyDataDistance()
        distance.SetInput(pv.PolyData(np.asarray(mesh.vertices, dtype=float), faces))
        values, support = vtkDoubleArray(), cast("Any", numpy_support)
        distance.FunctionValue(support.numpy_to_vtk(np.ascontiguousarray(points, dtype=float)), values)
        result = support.vtk_to_numpy(values)
    return result


def where(line: np.ndarray, z: float) -> np.ndarray:
    point: np.ndarray = line[np.argmin(np.abs(line[:, 2] - z)), :3]
    return point


def test_every_strand_starts_on_its_parent() -> None:
    loose = []
    everything = [(k, fine(strand)) for k, group in lines().items() if not k.endswith(".left") for strand in group]
    for key, parent in parents(TABLE).items():
        own = lines().get(f"{key}.right", lines().get(key))
        above = lines().get(f"{parent}.right", lines().get(parent))
        if own is None or above is None:
            continue
        if key.removeprefix("rootlets_") in FROM_ABOVE:
            continue
        placed = [fine(strand) for strand in above]
        for number, strand in enumerate(own):
            if number and not key.startswith("rootlets"):
                # Further strands may branch from their own first ones or come from a second parent.
                placed = [*placed, *(line for k, line in everything if k != f"{key}.right")]
            cloud = np.concatenate(placed)
            gap = np.linalg.norm(cloud[:, :3] - strand[0, :3], axis=1)
            # Rootlets spring from the cord's surface, everything else from its parent's centre line.
            reach = gap - cloud[:, 3] if parent == "spinal_cord" else gap
            if reach.min() > 1.5:
                loose.append((key, number, round(float(reach.min()), 1)))
            placed.append(fine(strand))
    assert not loose


def test_the_lit_way_of_l4_is_unbroken_from_cord_to_inner_ankle() -> None:
    way = [
        "anterior_root_l4",
        "spinal_nerve_l4",
        "anterior_ramus_l4",
        "posterior_division_of_anterior_ramus_l4",
        "femoral_nerve",
        "saphenous_nerve",
    ]
    for before, after in pairwise(way):
        gap = np.linalg.norm(course(before)[:, :3] - course(after)[0, :3], axis=1).min()
        assert gap <= 1.5, (before, after, gap)
    assert np.linalg.norm(course("posterior_root_l4")[-1, :3] - course("spinal_ganglion_l4")[0, :3]) <= 1.5
    assert np.linalg.norm(course("spinal_ganglion_l4")[-1, :3] - course("spinal_nerve_l4")[0, :3]) <= 1.5
    femoral_end = course("femoral_nerve")[-1]
    for part in ("obturator_nerve", "lumbosacral_trunk"):
        assert len(course(part)) > 20
    assert femoral_end[2] > course("saphenous_nerve")[-1, 2]


def test_no_nerve_has_a_kink() -> None:
    """No bend sharper than 75 degrees within a nerve's own radius or so."""
    for key, strands in lines().items():
        for strand in strands:
            line = fine(strand, 1.0)[:, :3]
            if len(line) < 8:
                continue
            step = line[4:] - line[:-4]
            step /= np.linalg.norm(step, axis=1)[:, None]
            bend = np.degrees(np.arccos(np.clip(np.einsum("ij,ij->i", step[:-4], step[4:]), -1, 1)))
            assert bend.size == 0 or bend.max() < 110, (key, bend.max())


@atlas
@needs_atlas
@pytest.mark.parametrize("level", LUMBAR)
def test_each_root_passes_below_its_own_pedicle_and_above_the_next(level: str) -> None:
    here = frame(level)
    for key in (f"anterior_root_{level}", f"spinal_ganglion_{level}", f"spinal_nerve_{level}"):
        line = course(key)
        under = line[(line[:, 0] > here.pedicle_inner) & (line[:, 0] < here.pedicle_inner + 11)]
        assert np.all(under[:, 2] < here.pedicle_bottom), key
    line = np.concatenate([course(f"spinal_ganglion_{level}"), course(f"spinal_nerve_{level}")])
    assert course(f"spinal_ganglion_{level}")[:, 2].mean() > here.disc[2]
    if level != "l5":
        assert line[:, 2].min() > frame(LUMBAR[LUMBAR.index(level) + 1]).pedicle_bottom


@atlas
@needs_atlas
def test_the_l4_sleeve_leaves_the_sac_below_the_l3_4_disc_and_runs_medial_to_its_pedicle() -> None:
    root = course("posterior_root_l4")
    here, above = frame("l4"), frame("l3")
    beside = root[(root[:, 2] < here.top - 6) & (root[:, 2] > here.pedicle_bottom + 2)]
    assert len(beside) > 5
    assert np.all(beside[:, 0] < here.pedicle_inner)
    behind_disc = where(root, above.disc[2])
    assert behind_disc[0] < 10.0, "still inside the sac behind the L3/4 disc"
    assert behind_disc[1] < frame("l3").back


@atlas
@needs_atlas
def test_the_l4_ganglion_lies_in_the_upper_medial_foramen() -> None:
    here = frame("l4")
    centre = course("spinal_ganglion_l4")[:, :3].mean(axis=0)
    roof, disc = here.pedicle_bottom, here.disc[2]
    assert disc < centre[2] < roof
    assert roof - centre[2] < 0.5 * (roof - disc), "upper part of the foramen"
    middle = here.pedicle_inner + 0.5 * min(11.0, here.pedicle_outer - here.pedicle_inner)
    assert here.pedicle_inner < centre[0] < middle + 0.5, "medial zone"
    l4, l5 = (anatomy().meshes("bones")[f"Vertebra {name}"] for name in ("L4", "L5"))
    overhead = [s for s in intervals(l4, 2, (centre[0], centre[1])) if s[0] > centre[2]]
    below = [s for s in intervals(l5, 2, (centre[0], centre[1])) if s[1] < centre[2]]
    assert overhead, "roofed by L4"
    assert below, "floored by L5"


@atlas
@needs_atlas
def test_l4_enters_psoas_and_the_femoral_leaves_it_laterally_the_obturator_medially() -> None:
    psoas = anatomy().muscle("Psoas major")
    fork = course("anterior_ramus_l4")[-1, :3]
    assert psoas.contains([fork])[0]
    femoral, obturator = course("femoral_nerve"), course("obturator_nerve")
    assert psoas.contains([femoral[0, :3], obturator[0, :3]]).all()
    for line, lateral in ((femoral, True), (obturator, False)):
        inside = psoas.contains(line[:, :3])
        leaves = line[np.flatnonzero(~inside)[0], :3]
        ring = section(psoas, float(leaves[2]))
        assert (leaves[0] > ring[:, 0].mean()) == lateral
        assert 925 < leaves[2] < 985, "about L5 and the pelvic brim"
    # The groove between psoas and iliacus.
    for z in (945.0, 935.0):
        spot = where(femoral, z)
        assert spot[0] > section(psoas, z)[:, 0].mean()
        assert spot[0] < section(anatomy().muscle("Iliacus muscle"), z)[:, 0].mean()


@atlas
@needs_atlas
def test_the_obturator_runs_the_pelvic_wall_and_the_canal() -> None:
    line = course("obturator_nerve")
    membrane = np.asarray(anatomy().meshes("joints")["Obturator membrane.r"].vertices)
    end = line[-1, :3]
    assert end[2] > np.median(membrane[:, 2]), "upper"
    assert end[1] > np.median(membrane[:, 1]), "front part of the foramen"
    hip = anatomy().meshes("bones")["Hip bone.r"]
    wall = where(line, 890.0)
    assert wall[0] < intervals(hip, 0, (float(wall[1]), 890.0))[0][0], "medial to the hip bone"


@atlas
@needs_atlas
def test_the_lumbosacral_trunk_crosses_the_ala_in_front_of_the_sacrum() -> None:
    sacrum = anatomy().meshes("bones")["Sacrum"]
    line = course("lumbosacral_trunk")
    for z in (950.0, 944.0):
        spot = where(line, z)
        front = max(high for _, high in intervals(sacrum, 1, (float(spot[0]), z)))
        assert front < spot[1] < front + 8
    joined = course("descending_branch_of_anterior_ramus_l4")[-1, :3]
    assert np.linalg.norm(joined - line[0, :3]) < 1.0
    assert np.linalg.norm(course("anterior_ramus_l5")[-1, :3] - line[0, :3]) < 1.0
    assert line[0, 2] > 940, "above the brim"


@atlas
@needs_atlas
def test_the_sciatic_leaves_below_piriformis_between_trochanter_and_ischium() -> None:
    line = course("sciatic_nerve")
    piriformis = anatomy().muscle("Piriformis muscle")
    hip, femur = (np.asarray(anatomy().meshes("bones")[f"{n}.r"].vertices) for n in ("Hip bone", "Femur"))
    for z in (880.0, 872.0):
        spot = where(line, z)
        over = [low for low, _ in intervals(piriformis, 2, (float(spot[0]), float(spot[1])))]
        assert not over or min(over) > z - 8, "not above the muscle"
    spot = where(line, 828.0)
    ischium = hip[(hip[:, 2] < 830) & (hip[:, 1] < -30)][:, 0].mean()
    assert ischium - 5 < spot[0] < femur[(femur[:, 2] > 820) & (femur[:, 1] < -15)][:, 0].max()
    assert spot[1] < -40, "behind"


@atlas
@needs_atlas
def test_saphenous_in_front_of_the_medial_malleolus_and_tibial_behind() -> None:
    tibia = np.asarray(anatomy().meshes("bones")["Tibia.r"].vertices)
    tip = tibia[np.argmin(tibia[:, 2] + 2 * (tibia[:, 0] > 60) * 100)]
    malleolus = tibia[(tibia[:, 2] < 95) & (tibia[:, 0] < 56)]
    saphenous, tibial = course("saphenous_nerve"), course("tibial_nerve")
    for z in (92.0, 85.0):
        near = malleolus[np.abs(malleolus[:, 2] - z) < 8]
        assert where(saphenous, z)[1] > near[:, 1].max() - 1.0
        assert where(tibial, z)[1] < near[:, 1].min() + 1.0
    beyond = np.linalg.norm(saphenous[-1, :3] - tip)
    assert saphenous[-1, 2] < tip[2] + 2
    assert beyond < 60, "ends on the inner side of the foot, short of the big toe"


@atlas
@needs_atlas
def test_saphenous_keeps_to_the_inner_leg() -> None:
    tibia = np.asarray(anatomy().meshes("bones")["Tibia.r"].subdivide().vertices)
    line = course("saphenous_nerve")
    for z in (380.0, 320.0, 260.0, 200.0):
        ring = tibia[np.abs(tibia[:, 2] - z) < 8]
        spot = where(line, z)
        assert spot[0] < ring[:, 0].min() + 4, "medial to the shaft"
        assert ring[:, 1].min() - 25 < spot[1] < ring[:, 1].max()


@atlas
@needs_atlas
def test_common_fibular_winds_round_the_fibular_neck() -> None:
    fibula = np.asarray(anatomy().meshes("bones")["Fibula.r"].subdivide().vertices)
    common, deep = course("common_fibular_nerve"), course("deep_fibular_nerve")
    neck = fibula[np.abs(fibula[:, 2] - 388) < 8]
    end = common[-1, :3]
    assert end[0] > neck[:, 0].mean(), "lateral to the neck"
    assert np.linalg.norm(end[:2] - neck[:, :2].mean(axis=0)) < 16
    assert common[0, 0] < end[0]
    membrane = np.asarray(anatomy().meshes("joints")["Interosseous membrane of leg.r"].vertices)
    for z in (300.0, 220.0):
        ring = membrane[np.abs(membrane[:, 2] - z) < 6]
        spot = where(deep, z)
        beside = ring[np.argsort(np.abs(ring[:, 0] - spot[0]))[:4]]
        assert spot[1] > beside[:, 1].mean() - 0.5, "in front of the membrane"


@atlas
@needs_atlas
def test_no_nerve_cuts_through_bone() -> None:
    """No vertex of a right-side or midline tube lies deeper than 1 mm in a bone."""
    table = read_nerves(TABLE)
    tubes = sweep(table.points, table.start, 12, table.aspect)
    points = tubes.vertices
    owner = np.repeat(table.strand_record, np.diff(tubes.vertex_start))
    deep = []
    for name, bone in anatomy().meshes("bones").items():
        if name.endswith(".l"):
            continue
        low, high = bone.bounds
        near = np.flatnonzero(np.all((points > low + 1) & (points < high - 1), axis=1))
        sunk = signed_distance(bone, points[near]) < -1.0
        sunk[sunk] = bone.contains(points[near[sunk]]) if sunk.any() else False
        deep += [(table.keys[owner[i]], name, points[i].round().tolist()) for i in near[sunk]]
    assert not deep


@atlas
def test_every_nerve_lies_inside_the_skin() -> None:
    table = read_nerves(TABLE)
    skin = build_skin().mesh
    body = trimesh.Trimesh(skin.vertices, skin.faces, process=False)
    tubes = sweep(table.points, table.start, 5, table.aspect)
    owner = np.repeat(table.strand_record, np.diff(tubes.vertex_start))
    outside = np.flatnonzero(signed_distance(body, tubes.vertices) > 0.0)
    # The distance's sign is unsure in the clefts between toes; a ray decides for the few points in question.
    outside = outside[~body.contains(tubes.vertices[outside])] if len(outside) else outside
    assert not {table.keys[owner[i]] for i in outside}
