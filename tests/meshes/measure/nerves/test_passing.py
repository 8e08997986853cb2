"""What the nerves pass on their way: ligament, canal, spine, crest, dura; and never through a bone."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest
import trimesh
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from meshes.body import DATA, LAYER_OF_TISSUE
from meshes.measure.nerves.atlas import Anatomy, intervals
from meshes.measure.nerves.passing import distances, own_bones, passings
from meshes.nerves.table import centre_lines, read_nerves
from places import ATLAS
from viewer.state.view_state import OPENING_LAYERS

TABLE = DATA / "nerves.npz"
LEVELS = ("t12", "l1", "l2", "l3", "l4", "l5", "s1", "s2", "s3", "s4")
#: Anterior superior iliac spine, pubic tubercle, posterior superior iliac spine: read off the atlas hip bone, mm.
ASIS, TUBERCLE, PSIS = (np.array(p) for p in ((118.0, 56.0, 945.0), (20.0, 54.0, 853.0), (46.0, -87.0, 959.0)))
needs_atlas = pytest.mark.skipif(not ATLAS.is_dir(), reason=f"{ATLAS} is not there")


@cache
def lines() -> dict[str, list[np.ndarray]]:
    return dict(centre_lines(TABLE))


def course(key: str, strand: int = 0) -> np.ndarray:
    """A strand of a right-side or midline structure, sampled every half millimetre."""
    line = (lines().get(f"{key}.right") or lines()[key])[strand].astype(float)
    along = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(line[:, :3], axis=0), axis=1))])
    at = np.linspace(0, along[-1], max(2, int(along[-1] / 0.5)))
    return np.column_stack([np.interp(at, along, line[:, i]) for i in range(line.shape[1])])


def at_height(key: str, z: float) -> np.ndarray:
    line = course(key)
    point: np.ndarray = line[np.argmin(np.abs(line[:, 2] - z)), :3]
    return point


@cache
def anatomy() -> Anatomy:
    return Anatomy(ATLAS)


def section(name: str, z: float) -> np.ndarray:
    cut: Any = trimesh.intersections
    points: np.ndarray = cut.mesh_plane(anatomy().muscle(name), np.array([0, 0, 1.0]), np.array([0, 0, z + 1e-4]))
    return points.reshape(-1, 3)


def under_the_ligament(key: str) -> tuple[float, float]:
    """Where a nerve passes the inguinal ligament: share of the way from spine to tubercle, and mm behind it."""
    way = TUBERCLE - ASIS
    across = np.cross(way, [0, 1.0, 0])
    line = course(key)[:, :3]
    side = (line - ASIS) @ across
    place = line[np.flatnonzero(np.diff(np.sign(side)))[0]]
    share = float((place - ASIS)[[0, 2]] @ way[[0, 2]] / (way[[0, 2]] @ way[[0, 2]]))
    return share, float(ASIS[1] + share * way[1] - place[1])


@settings(max_examples=30, deadline=None)
@given(arrays(float, (12, 3), elements=st.floats(-14, 14)))
def test_distances_from_a_ball_are_right_and_signed(points: np.ndarray) -> None:
    ball = trimesh.creation.icosphere(subdivisions=4, radius=10.0)
    true = np.linalg.norm(points, axis=1) - 10.0
    found = distances(ball, points, reach=3.0)
    near = np.abs(true) < 2.9
    np.testing.assert_allclose(found[near], true[near], atol=0.06)
    assert np.all(np.isinf(found[np.abs(true) > 3.1]))


def test_no_centre_line_runs_in_a_bone_of_the_program() -> None:
    found = list(passings(lines(), own_bones()))
    worst, deepest = found[0], min(found, key=lambda each: each.tube)
    assert len(found) > 60
    assert worst.centre > 0, worst
    assert deepest.tube > -1.0, deepest


def test_free_ends_taper() -> None:
    table = read_nerves(TABLE)
    everything = [course(key, n) for key in table.keys if key != "spinal_dura" for n in range(len(strands(key)))]
    blunt = []
    for key in table.keys:
        if key in ("spinal_dura", "spinal_cord"):
            continue
        for number in range(len(strands(key))):
            line = course(key, number)
            others = np.concatenate([each[:, :3] for each in everything if not np.array_equal(each, line)])
            free = np.linalg.norm(others - line[-1, :3], axis=1).min() > 2.0
            if free and line[-1, 3] > max(0.4, 0.5 * np.median(line[:, 3])):
                blunt.append((key, number))
    assert not blunt


def strands(key: str) -> list[np.ndarray]:
    return lines().get(f"{key}.right") or lines()[key]


def test_every_level_sends_its_nerve_out_below_the_one_before() -> None:
    ends = [course(f"spinal_nerve_{level}")[-1, 2] for level in LEVELS]
    ganglia = [course(f"spinal_ganglion_{level}")[:, 2].mean() for level in LEVELS]
    assert np.all(np.diff(ends) < -8)
    assert np.all(np.diff(ganglia) < -8)
    for level in LEVELS:
        assert {f"{part}_{level}.left" for part in ("rootlets", "anterior_root", "posterior_root")} <= set(lines())
        assert f"posterior_ramus_{level}.right" in lines()


def test_the_dura_holds_cord_and_rootlets_and_ends_at_s2() -> None:
    table = read_nerves(TABLE)
    first = int(np.flatnonzero(table.strand_record == table.keys.index("spinal_dura"))[0])
    at = slice(int(table.start[first]), int(table.start[first + 1]))
    sac, aspect = table.points[at][::-1].astype(float), table.aspect[at][::-1].astype(float)
    assert np.all(sac[:, 0] == 0)
    assert course("spinal_ganglion_s3")[0, 2] < sac[0, 2] < course("spinal_ganglion_s1")[0, 2], "ends at S2"
    tangent = np.gradient(sac[:, :3], axis=0)
    lean = np.abs(tangent[:, 2]) / np.linalg.norm(tangent, axis=1)
    for key in ("spinal_cord", *(f"rootlets_{level}" for level in LEVELS)):
        for number in range(len(strands(key))):
            line = course(key, number)
            line = line[line[:, 2] < sac[-1, 2] - 1.0]
            y, width, depth = (np.interp(line[:, 2], sac[:, 2], v) for v in (sac[:, 1], sac[:, 3], sac[:, 3] * aspect))
            depth /= np.interp(line[:, 2], sac[:, 2], lean)
            outward = np.hypot(line[:, 0] / (width - line[:, 3]), (line[:, 1] - y) / (depth - line[:, 3]))
            assert outward.max() < 1.02, key


def test_every_root_has_a_sleeve_of_dura_as_far_as_its_ganglion() -> None:
    sleeves = [course("spinal_dura", n) for n in range(1, 1 + len(LEVELS))]
    for level, sleeve in zip(LEVELS, sleeves, strict=True):
        ganglion = course(f"spinal_ganglion_{level}")
        assert np.linalg.norm(sleeve[-1, :3] - ganglion[:, :3], axis=1).min() < 2.5, level
        root = course(f"posterior_root_{level}")
        # From where it has left the sac, the root lies inside the sleeve.
        inside = root[np.linalg.norm(root[:, None, :3] - sleeve[None, :, :3], axis=2).argmin(axis=1) > 4]
        gap = np.linalg.norm(inside[:, None, :3] - sleeve[None, :, :3], axis=2)
        room = sleeve[gap.argmin(axis=1), 3] - gap.min(axis=1)
        assert room.min() > 0.2, level


def test_the_dura_does_not_hide_the_roots_unasked() -> None:
    assert LAYER_OF_TISSUE["dura"] not in OPENING_LAYERS
    assert (DATA / "structures_nerves.csv").read_text(encoding="utf-8").count("\nspinal_dura,") == 1


def test_what_passes_under_the_inguinal_ligament_where() -> None:
    femoral, behind = under_the_ligament("femoral_nerve")
    # The artery passes at the mid-inguinal point, halfway to the symphysis (x = 0): 0.6 of the ligament here.
    assert 0.44 < femoral < 0.58, "a little lateral to the mid-inguinal point"
    assert behind > 10, "deep to the ligament"
    lateral, behind = under_the_ligament("lateral_femoral_cutaneous_nerve")
    assert 0.02 < lateral < 0.2, "just medial to the spine"
    assert behind > 2
    genital, _ = under_the_ligament("genital_branch_of_genitofemoral_nerve")
    branch, behind = under_the_ligament("femoral_branch_of_genitofemoral_nerve")
    assert femoral < branch < genital
    assert behind > 2


@pytest.mark.atlas
@needs_atlas
def test_the_saphenous_runs_in_the_adductor_canal_and_leaves_through_its_roof() -> None:
    for z in (650.0, 610.0, 570.0, 545.0):
        spot = at_height("saphenous_nerve", z)
        roof, wall = section("Sartorius muscle", z), section("Vastus medialis muscle", z)
        assert np.linalg.norm(roof[:, :2] - spot[:2], axis=1).min() < 7, "under sartorius"
        assert roof[:, 0].mean() < spot[0] + 1, "sartorius covers it from the inner side"
        assert wall[:, 0].mean() > spot[0] + 10, "vastus medialis on the outer side"
        # Never through the hiatus: in front of the tendon of adductor magnus.
        back = section("Adductor magnus", z)
        assert spot[1] > back[:, 1].mean(), "in front of adductor magnus"
    # Below the canal between sartorius and gracilis, towards the skin.
    spot = at_height("saphenous_nerve", 452.0)
    assert np.linalg.norm(section("Gracilis muscle", 452.0)[:, :2] - spot[:2], axis=1).min() < 6
    assert np.linalg.norm(section("Sartorius muscle", 452.0)[:, :2] - spot[:2], axis=1).min() < 6


@pytest.mark.atlas
@needs_atlas
def test_the_pudendal_crosses_behind_the_ischial_spine_and_comes_back() -> None:
    hip = np.asarray(anatomy().meshes("bones")["Hip bone.r"].vertices)
    low = hip[(hip[:, 2] > 850) & (hip[:, 2] < 895) & (hip[:, 1] < -35)]
    spine = low[np.argmin(low[:, 0])]
    line = course("pudendal_nerve")[:, :3]
    near = line[np.argmin(np.linalg.norm(line - spine, axis=1))]
    assert np.linalg.norm(near - spine) < 16
    assert at_height("pudendal_nerve", float(spine[2]))[1] < spine[1] - 3, "behind"
    ligament = np.asarray(anatomy().meshes("joints")["Sacrospinous ligament.r"].vertices)
    beside = ligament[np.abs(ligament[:, 0] - near[0]) < 5]
    assert near[1] < beside[:, 1].max(), "behind the sacrospinous ligament"
    assert line[-1, 1] > -5, "forward again, to the perineum"


@pytest.mark.atlas
@needs_atlas
def test_the_posterior_femoral_cutaneous_keeps_under_the_gluteus_until_its_edge() -> None:
    muscle = anatomy().muscle("Gluteus maximus muscle")
    for z in (850.0, 830.0, 810.0):
        spot = at_height("posterior_femoral_cutaneous_nerve", z)
        over = [span for span in intervals(muscle, 1, (float(spot[0]), z)) if span[0] < spot[1]]
        assert over, "covered by gluteus maximus"
        assert max(high for _, high in over) < spot[1] + 0.5, "and not inside it"
    assert course("posterior_femoral_cutaneous_nerve")[-1, 2] < 480, "down to the hollow of the knee"


@pytest.mark.atlas
@needs_atlas
def test_trunks_run_between_muscles_and_not_through_them() -> None:
    for nerve, muscle, high, low in (
        ("sciatic_nerve", "Long head of biceps femoris", 790, 560),
        ("sciatic_nerve", "Adductor magnus", 790, 560),
        ("posterior_femoral_cutaneous_nerve", "Long head of biceps femoris", 790, 660),
        ("sural_nerve", "Medial head of gastrocnemius", 360, 260),
        ("sural_nerve", "Calcaneal tendon", 130, 70),
        ("anterior_branch_of_obturator_nerve", "Adductor longus", 800, 690),
    ):
        line = course(nerve)[:, :3]
        line = line[(line[:, 2] < high) & (line[:, 2] > low)][::8]
        assert anatomy().muscle(muscle).contains(line).mean() < 0.1, (nerve, muscle)
    for z in (760.0, 700.0, 640.0):
        spot = at_height("sciatic_nerve", z)
        assert (
            max(s[1] for s in intervals(anatomy().muscle("Long head of biceps femoris"), 1, (spot[0], z))) < spot[1] + 3
        )


def test_the_skin_nerves_of_the_upper_buttock_cross_the_crest_where_they_were_measured() -> None:
    # 5, 6.5 and 7.3 cm lateral of the posterior superior iliac spine (20 sides, doi 10.3171/2010.3.SPINE09747).
    crossings = []
    for number in range(3):
        line = course("superior_gluteal_cutaneous_nerves", number)[:, :3]
        # On the crest: where the way from the spine rises as the crest does.
        crest = np.interp(line[:, 0], [53, 63, 74, 92], [984, 998, 1004, 1009])
        place = line[np.argmin(np.abs(line[:, 2] - crest))]
        bone = np.array([place[0], np.interp(place[0], [53, 63, 74, 92], [-62, -48, -46, -34]), place[2]])
        crossings.append(float(np.linalg.norm(bone - PSIS)))
    np.testing.assert_allclose(sorted(crossings), [50, 65, 73], atol=12)


@pytest.mark.atlas
@needs_atlas
def test_sural_and_heel_branches_keep_to_their_sides() -> None:
    tendon = anatomy().muscle("Calcaneal tendon")
    for z in (120.0, 90.0):
        low, high = intervals(tendon, 0, (float(np.median(np.asarray(tendon.vertices)[:, 1])), z))[0]
        assert at_height("sural_nerve", z)[0] > 0.5 * (low + high), "outer side of the heel cord"
        assert at_height("tibial_nerve", z)[0] < 0.5 * (low + high)
    heel = np.asarray(anatomy().meshes("bones")["Calcaneus.r"].vertices)
    inner = course("medial_calcaneal_branches_of_tibial_nerve")[-1]
    outer = course("lateral_calcaneal_branches_of_sural_nerve")[-1]
    assert inner[0] < heel[:, 0].mean() < outer[0]
    assert course("lateral_dorsal_cutaneous_nerve_of_foot")[-1, 1] > 60, "as far as the little toe"


@pytest.mark.atlas
@needs_atlas
def test_the_deep_fibular_turns_to_the_front_below_the_neck() -> None:
    fibula = np.asarray(anatomy().meshes("bones")["Fibula.r"].subdivide().vertices)
    neck = fibula[np.abs(fibula[:, 2] - 385) < 6].mean(axis=0)
    start, line = course("deep_fibular_nerve")[0, :3], course("deep_fibular_nerve")[:, :3]
    assert start[0] > neck[0], "begins on the outer side of the neck"
    below = line[line[:, 2] < 335]
    shaft = fibula[np.abs(fibula[:, 2] - 330) < 6].mean(axis=0)
    assert below[0, 0] < shaft[0], "and has come to the inner side of the shaft"
    assert below[0, 1] > shaft[1], "in front of it"
