"""Bodies of any build: the survey's sizes, nothing sticking out, nothing torn, both sides alike."""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.spatial import KDTree
from vtkmodules.util.numpy_support import numpy_to_vtk, vtk_to_numpy
from vtkmodules.vtkCommonCore import vtkDoubleArray
from vtkmodules.vtkFiltersCore import vtkImplicitPolyDataDistance

from light_body import body as atlas
from light_body import builder
from meshes.body import Body
from meshes.builds.builder import make_body
from meshes.builds.girths import SITES, Gauges
from meshes.builds.proportions import (
    BMIS,
    BUILDS,
    DEFAULT_STATURES_CM,
    STATURES_CM,
    BodyBuild,
    BuildError,
    default_build,
)
from meshes.builds.survey import BREADTHS, GIRTHS, HEIGHTS, SEXES, Sex, girth
from meshes.builds.volumes import MUSCLES, expected
from meshes.measure.bodies.report import hips_of
from meshes.measure.bodies.report import main as report_main
from meshes.skin.chart_frame import SEGMENTS
from meshes.skin.charts import locate, position
from meshes.skin.landmarks import LANDMARKS, landmark
from viewer.scene.geometry import poly_data

ATLAS_LEVELS: Final = {
    "iliac_crest": 1010.0, "navel": 1017.0, "trochanter": 858.0, "buttock": 865.0, "crotch": 772.0,
    "epicondyle": 458.3, "patella": 444.0, "tibiale": 432.6, "malleolus": 65.0,
}  # fmt: skip
"""Heights on the atlas body, mm, from the sheet's shares of its stature of 1710 mm."""
ENCLOSED: Final = 0.999
FOOT_BELOW: Final = 110.0
"""Height on the atlas body below which the skin counts as a foot's, mm."""
DRIFT_MM: Final = 3.0
TOLERANCE: Final = 0.15
builds = st.builds(BodyBuild, st.sampled_from(SEXES), st.floats(*STATURES_CM), st.floats(*BMIS))
few = settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
EXTREMES: Final = [BodyBuild(sex, stature, bmi) for sex in SEXES for stature in STATURES_CM for bmi in BMIS]
STANDARD: Final = [BodyBuild(sex, DEFAULT_STATURES_CM[sex], bmis[sex]) for sex in SEXES for bmis in BUILDS.values()]


@cache
def body(build: BodyBuild) -> Body:
    return builder().body(build)


@pytest.mark.parametrize("build", [BodyBuild("female", 165.0, 38.0), BodyBuild("male", 178.0, 38.0)], ids=str)
def test_heavy_legs_stand_apart_and_thighs_meet_only_near_the_crotch(build: BodyBuild) -> None:
    skin = body(build).skin
    x, z = skin.mesh.vertices[:, 0], skin.mesh.vertices[:, 2]
    meeting = (skin.segment == SEGMENTS.index("thigh")) & (skin.side == 1) & (skin.t > 0.2) & (x < 0.3)
    assert np.ptp(z[meeting]) < 160.0
    assert x[(skin.segment == SEGMENTS.index("leg")) & (skin.side == 1)].min() > 20.0


def built_height(made: Body, z: float) -> float:
    """Height of a level of the atlas on a built body: of the midline or outermost skin there, all points alike."""
    old, new = atlas().skin.right.vertices[:, 2], made.skin.right.vertices[:, 2]
    order = np.argsort(old)
    return float(np.interp(z, old[order], new[order]))


def girths(made: Body) -> dict[str, float]:
    """Tape girths, measured on the built mesh by themselves."""
    skin = made.skin
    faces = skin.mesh.faces[: len(skin.mesh.faces) // 2]
    found = {}
    for site, z in SITES.items():
        level = built_height(made, z)
        edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
        a, b = skin.right.vertices[edges[:, 0]], skin.right.vertices[edges[:, 1]]
        cut = (a[:, 2] < level) & (b[:, 2] >= level)
        share = (level - a[cut, 2]) / (b[cut, 2] - a[cut, 2])
        points = (a[cut] + share[:, None] * (b[cut] - a[cut]))[:, :2]
        if z > ATLAS_LEVELS["crotch"]:
            points = np.concatenate([points, points * [-1.0, 1.0]])
        angle = np.linspace(0.0, 2.0 * np.pi, 360, endpoint=False)
        reach = points @ np.stack([np.cos(angle), np.sin(angle)])
        found[site] = float(reach.max(axis=0).mean() * 2.0 * np.pi)
    return found


def volume(vertices: NDArray[np.floating], faces: NDArray[np.int32]) -> float:
    a, b, c = (vertices[faces[:, k]].astype(np.float64) for k in range(3))
    return float(np.einsum("ij,ij->", np.cross(a, b), c) / 6.0)


def muscle_volumes(made: Body) -> dict[str, float]:
    def one(key: str) -> float:
        part = made.part(f"{key}.right")
        return volume(part.vertices, part.faces) / 1000.0

    return {name: sum(one(key) for key in keys) for name, (keys, _, _) in MUSCLES.items()}


def share_inside(made: Body) -> float:
    """Share of all vertices of bones, muscles and nerves that lie within the skin; toes' webs are judged below."""
    skin = made.skin.mesh
    distance = vtkImplicitPolyDataDistance()
    distance.SetInput(poly_data(skin.vertices, skin.faces, skin.normals))
    points = np.concatenate([layer.mesh.vertices for layer in made.layers if layer.side != "left"]).astype(np.float64)
    toes = made.skin.mesh.vertices[made.skin.ray > 0]
    points = points[(points[:, 2] > toes[:, 2].max()) | (points[:, 1] < np.median(toes[:, 1]) - 25.0)]
    points = points[::3]
    out = vtkDoubleArray()
    distance.FunctionValue(numpy_to_vtk(points), out)  # type: ignore[no-untyped-call]
    return float((vtk_to_numpy(out) < 0.05).mean())  # type: ignore[no-untyped-call]


def share_of_toes_inside(made: Body) -> float:
    """Share of the vertices within the toes that lie inside the right foot's skin: by how often it winds round them."""
    skin, old = made.skin, atlas().skin
    faces = skin.mesh.faces[: len(skin.mesh.faces) // 2]
    faces = faces[old.mesh.vertices[faces][:, :, 2].max(axis=1) < FOOT_BELOW]
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    both = {tuple(edge) for edge in edges.tolist()}
    rim = np.array([edge for edge in both if edge[::-1] not in both])
    corners = skin.mesh.vertices[faces].astype(np.float64)
    ends = skin.mesh.vertices[rim].astype(np.float64)
    lid = np.stack([ends[:, 1], ends[:, 0], np.broadcast_to(ends.mean(axis=(0, 1)), (len(rim), 3))], axis=1)
    corners = np.concatenate([corners, lid])
    toes = skin.mesh.vertices[(skin.ray > 0) & (skin.side > 0)]
    points = np.concatenate([layer.mesh.vertices for layer in made.layers if layer.side == "right"]).astype(np.float64)
    points = points[(points[:, 2] < toes[:, 2].max()) & (points[:, 1] > np.quantile(toes[:, 1], 0.02) - 10.0)][::8]
    assert len(points) > 300
    return float(np.mean([_winding(point, corners) > 0.5 for point in points]))


def _winding(point: NDArray[np.float64], corners: NDArray[np.float64]) -> float:
    """How often a closed surface winds round a point: its solid angle over 4 pi (van Oosterom and Strackee 1983)."""
    a, b, c = (corners[:, k] - point for k in range(3))
    la, lb, lc = (np.sqrt(np.einsum("ij,ij->i", each, each)) for each in (a, b, c))
    volume = np.einsum("ij,ij->i", a, np.cross(b, c))
    ab, bc, ca = (np.einsum("ij,ij->i", one, other) for one, other in ((a, b), (b, c), (c, a)))
    return float(np.arctan2(volume, la * lb * lc + ab * lc + bc * la + ca * lb).sum() / (2.0 * np.pi))


@pytest.mark.parametrize("build", [default_build("female"), default_build("male"), EXTREMES[0], EXTREMES[-1]], ids=str)
def test_toes_lie_within_their_skin(build: BodyBuild) -> None:
    assert share_of_toes_inside(body(build)) >= ENCLOSED


@pytest.mark.parametrize("build", [default_build("female"), default_build("male"), *EXTREMES], ids=str)
def test_heights_and_girths_lie_within_one_standard_deviation_of_the_survey(build: BodyBuild) -> None:
    made = body(build)
    for level, law in HEIGHTS[build.sex].items():
        if level in ATLAS_LEVELS:
            off = built_height(made, ATLAS_LEVELS[level]) - law(build.stature_mm)
            assert abs(off) <= law.spread + 1.0, level
    for site, measured in girths(made).items():
        wanted = girth(build.sex, site, build.stature_mm, build.bmi)
        assert abs(measured / wanted - 1.0) <= GIRTHS[build.sex][site].spread, site


@pytest.mark.parametrize("build", STANDARD, ids=str)
def test_hips_are_as_broad_and_as_deep_as_the_surveys(build: BodyBuild) -> None:
    """At the right girth; a lean woman's muscles leave her hips no more room from front to back (docs/build.md)."""
    found, laws = hips_of(atlas(), body(build)), BREADTHS[build.sex]
    lean = build.bmi < 21.0
    for measure, near in (("hip", 1.0), ("buttock_depth", 1.35 if lean and build.sex == "female" else 1.05)):
        law = laws[measure]
        assert abs(found[measure] / law(build.stature_mm, build.bmi) - 1.0) <= near * law.spread, measure
    widest = found["greatest"] / laws["hip"](build.stature_mm, build.bmi) - 1.0
    assert widest <= (1.6 if lean and build.sex == "male" else 1.05) * laws["hip"].spread


@few
@given(builds)
def test_any_build_has_the_surveys_girths_and_is_whole(build: BodyBuild) -> None:
    made = builder().body(build)
    for site, measured in girths(made).items():
        wanted = girth(build.sex, site, build.stature_mm, build.bmi)
        assert abs(measured / wanted - 1.0) <= GIRTHS[build.sex][site].spread, site
    check_whole(made)
    assert share_inside(made) >= ENCLOSED


def check_whole(made: Body) -> None:
    skin, old = made.skin.mesh, atlas().skin.mesh
    assert np.isfinite(skin.vertices).all()
    assert volume(skin.vertices, skin.faces) > 0.0
    corners, before = skin.vertices[skin.faces].astype(np.float64), old.vertices[old.faces].astype(np.float64)
    turned = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    straight = np.cross(before[:, 1] - before[:, 0], before[:, 2] - before[:, 0])
    assert ((turned * straight).sum(axis=1) > 0.0).all()  # no triangle turned over
    count = len(made.skin.right.vertices)
    assert made.skin.right.vertices[:, 0].min() >= 0.0
    free = made.skin.mirror >= count
    np.testing.assert_array_equal(skin.vertices[made.skin.mirror[free]], skin.vertices[:count][free] * [-1.0, 1.0, 1.0])


@pytest.mark.parametrize("build", EXTREMES, ids=str)
def test_the_skin_encloses_everything_and_nothing_is_torn(build: BodyBuild) -> None:
    check_whole(body(build))
    assert share_inside(body(build)) >= ENCLOSED


@pytest.mark.parametrize("build", [default_build("female"), default_build("male")], ids=str)
def test_muscles_have_living_volumes(build: BodyBuild) -> None:
    found = muscle_volumes(body(build))
    for muscle, wanted in expected(build).items():
        assert abs(found[muscle] / wanted - 1.0) <= TOLERANCE, muscle


@pytest.mark.parametrize("build", EXTREMES, ids=str)
def test_muscles_keep_to_the_regression_at_the_ends_of_the_range(build: BodyBuild) -> None:
    found = muscle_volumes(body(build))
    off = {muscle: found[muscle] / wanted - 1.0 for muscle, wanted in expected(build).items()}
    assert sum(found.values()) == pytest.approx(sum(expected(build).values()), rel=TOLERANCE)
    assert max(abs(share) for share in off.values()) <= TOLERANCE


@pytest.mark.parametrize("build", [default_build("female"), default_build("male"), *EXTREMES], ids=str)
def test_muscles_stay_on_their_bones(build: BodyBuild) -> None:
    def distances(one: Body) -> NDArray[np.float64]:
        bones = [layer.mesh.vertices for layer in one.layers if layer.layer == "bones" and layer.side != "left"]
        (muscles,) = (layer for layer in one.layers if layer.layer == "muscles" and layer.side == "right")
        return np.asarray(KDTree(np.concatenate(bones)).query(muscles.mesh.vertices)[0])

    before, after = distances(atlas()), distances(body(build))
    attached = before < 2.0
    assert attached.sum() > 500
    assert np.abs(after - before)[attached].max() <= DRIFT_MM
    assert np.quantile(np.abs(after - before)[attached], 0.99) <= 0.5 * DRIFT_MM


@pytest.mark.parametrize("build", [default_build("female"), EXTREMES[0], EXTREMES[-1]], ids=str)
def test_both_sides_are_mirror_images(build: BodyBuild) -> None:
    layers = {(layer.layer, layer.side): layer for layer in body(build).layers}
    for (name, side), left in layers.items():
        if side == "left":
            mirrored = layers[name, "right"].mesh.vertices * np.array([-1.0, 1.0, 1.0], dtype=np.float32)
            np.testing.assert_allclose(left.mesh.vertices, mirrored, atol=2e-3)


@pytest.mark.parametrize("build", [default_build("female"), EXTREMES[0], EXTREMES[-1]], ids=str)
def test_key_points_stay_on_their_landmarks(build: BodyBuild) -> None:
    old, new = atlas().skin, body(build).skin
    tree = KDTree(old.mesh.vertices)
    for name in LANDMARKS:
        place = landmark(name, "right")
        here = position(new, place)
        # the same skin vertex is nearest before and after, to within a triangle
        vertex = int(tree.query(position(old, place))[1])
        assert np.linalg.norm(new.mesh.vertices[vertex] - here) < 25.0, name
        found, distance = locate(new, here)
        assert distance < 0.01
        assert (found.segment, found.side) == (place.segment, "right"), name
        assert found.t == pytest.approx(place.t, abs=0.02), name


def test_regions_move_with_the_skin() -> None:
    made = body(default_build("female"))
    for name in ("segment", "side", "t", "phi", "ray", "face_part"):
        assert getattr(made.skin, name) is getattr(atlas().skin, name)
    chosen = np.arange(0, len(made.skin.right.vertices), 401)
    segment, t, _ = made.skin.frame.place(made.skin.right.vertices[chosen])
    same = segment == made.skin.segment[chosen]
    assert same.mean() > 0.97
    np.testing.assert_allclose(t[same], made.skin.t[chosen][same], atol=0.03)


@few
@given(st.sampled_from(SEXES), st.floats(140.0, 200.0), st.floats(*BMIS))
def test_taller_bodies_have_longer_segments(sex: Sex, stature: float, bmi: float) -> None:
    short, tall = (builder().body(BodyBuild(sex, cm, bmi)).skin.frame for cm in (stature, stature + 5.0))
    for one, other in (("z_t12", "z_inguinal"), ("z_inguinal", "z_knee"), ("z_knee", "z_malleoli")):
        assert getattr(tall, one) - getattr(tall, other) > getattr(short, one) - getattr(short, other)


@few
@given(builds)
def test_a_little_more_is_a_little_different(build: BodyBuild) -> None:
    near = BodyBuild(build.sex, min(205.0, build.stature_cm + 0.1), min(40.0, build.bmi + 0.05))
    one, other = (builder().body(each).skin.mesh.vertices for each in (build, near))
    assert np.abs(one - other).max() < 6.0


def test_no_build_is_the_atlas() -> None:
    assert builder().body(None) is atlas()


def test_every_detail_takes_a_build() -> None:
    light = body(default_build("female")).skin.mesh.vertices
    standard = make_body(default_build("female")).skin.mesh.vertices
    apart, _ = KDTree(standard).query(light)
    assert np.quantile(apart, 0.99) < 8.0


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (BodyBuild("male", 139.0, 24.0), "a stature of 139 cm is not accepted; accepted are 140 to 205 cm"),
        (BodyBuild("male", 206.0, 24.0), "accepted are 140 to 205 cm"),
        (BodyBuild("male", float("nan"), 24.0), "accepted are 140 to 205 cm"),
        (BodyBuild("female", 165.0, 12.0), "body mass index of 12 kg/m2 is not accepted; accepted are 18.5 to 40"),
        (BodyBuild("other", 165.0, 22.0), "unknown sex 'other'; accepted are female, male"),  # type: ignore[arg-type]
    ],
)
def test_builds_out_of_range_are_refused(build: BodyBuild, message: str) -> None:
    with pytest.raises(BuildError, match=message):
        builder().body(build)


def test_gauges_read_the_atlas() -> None:
    """The sheet's girths of the reference atlas, read off another way: buttock 967, calf 389, ankle 222 and 8 more."""
    skin = atlas().skin
    assert isinstance(builder()._gauges, Gauges)
    found = girths(atlas())
    for site, wanted in (("buttock", 975.0), ("calf", 397.0), ("ankle", 230.0), ("knee", 398.0)):
        assert found[site] == pytest.approx(wanted, rel=0.03), site
    assert len(skin.right.vertices) > 1000


def test_the_report_says_what_was_measured(capsys: pytest.CaptureFixture[str]) -> None:
    assert report_main(["male:178:24"]) == 0
    printed = capsys.readouterr().out
    assert "| gluteus maximus |" in printed
    assert "Within 15 % of the regression: 35 of 35" in printed
    found = girths(builder().body(default_build("male")))
    row = next(line for line in printed.splitlines() if line.startswith("| calf |"))
    assert float(row.split("|")[2].split("(")[0]) == pytest.approx(found["calf"], abs=3.0)


@pytest.mark.parametrize("words", ["cat", "female:120:23", "female:165", "male:a:b"])
def test_the_report_refuses_what_is_no_body(capsys: pytest.CaptureFixture[str], words: str) -> None:
    assert report_main([words]) == 2
    assert "accepted are" in capsys.readouterr().err


def test_a_buttock_keeps_its_fat_over_the_flattened_gluteus() -> None:
    """The sheet's mid buttock: women 30 mm at 22 kg/m2 and men 20, within 10 (section 9.3, derived)."""
    for build, wanted in ((default_build("female"), 30.0), (default_build("male"), 25.0)):
        made = body(build)
        gluteus = made.part("gluteus_maximus.right").vertices
        peak = gluteus[gluteus[:, 1].argmin()]
        assert KDTree(made.skin.right.vertices).query(peak)[0] == pytest.approx(wanted, abs=10.0)
