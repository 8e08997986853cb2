"""Where an examiner taps, pricks, strokes or holds: on the right place of every body, shown, turned to and told."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Final, get_args

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.spatial import KDTree

from annotations import load
from annotations.model import ExaminationAct
from light_body import Stage, body, look
from meshes.body import Body
from meshes.builds.builder import make_body
from meshes.builds.proportions import BodyBuild
from meshes.skin.charts import position
from meshes.skin.landmarks import LandmarkError, landmark
from viewer.appearance.views import closer
from viewer.cli import main as cli
from viewer.examination.signs import ACT_WORDS
from viewer.i18n.catalogue import LANGUAGES
from viewer.resolve.describe import described
from viewer.scene.examiner_signs import SHAPES, sign_parts
from viewer.state.view_state import CameraPose, Side, ViewState

BUILDS: Final = {
    "atlas": None,
    "man": BodyBuild("male", 178.0, 25.0),
    "woman": BodyBuild("female", 165.0, 25.0),
    "heavy woman": BodyBuild("female", 165.0, 36.0),
    "lean man": BodyBuild("male", 190.0, 19.0),
}
TAPPED: Final = {
    "patellar-reflex": "patellar_ligament",
    "achilles-reflex": "calcaneal_tendon",
    "medial-hamstring-reflex": "semitendinosus",
    "adductor-reflex": "hamstring_part_of_adductor_magnus",
}
"""The tendon below the hammer: of the adductors, that of adductor magnus, the only one which reaches the knee."""
ASIDE_MM: Final = 10.0
DEEP_MM: Final = 60.0


@cache
def built(name: str) -> Body:
    return make_body(BUILDS[name], "light")


def part(one: Body, key: str) -> NDArray[np.float64]:
    """Give points all over a structure: its corners, and points within its faces, which are long in a tendon."""
    mesh = next(layer for layer in one.layers if key in layer.keys).part(key)
    corners = np.asarray(mesh.vertices, dtype=np.float64)
    shares = np.array([(a, b, 6 - a - b) for a in range(7) for b in range(7 - a)]) / 6.0
    return np.concatenate([corners, np.einsum("sk,fkx->sfx", shares, corners[mesh.faces]).reshape(-1, 3)])


def spot(one: Body, name: str, side: Side) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Find a landmark, and which way is out round it."""
    place = np.asarray(position(one.skin, landmark(name, side)))
    near = ((one.skin.mesh.vertices - place) ** 2).sum(axis=1) < 20.0**2
    outward = one.skin.mesh.normals[near].astype(np.float64).mean(axis=0)
    return place, outward / np.linalg.norm(outward)


def test_every_item_says_what_is_done_and_has_known_places() -> None:
    for key, item in load().examination.items():
        assert item.act in get_args(ExaminationAct), key
        for name in item.at:
            assert landmark(name, "right").segment
    with pytest.raises(LandmarkError, match="unknown landmark"):
        landmark("elbow", "right")


def test_the_tendon_of_every_tapped_item_is_known_here() -> None:
    """Otherwise the next test would leave a new reflex out."""
    assert set(TAPPED) == {key for key, item in load().examination.items() if item.act == "tap"}


@pytest.mark.parametrize("name", BUILDS)
@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize("key", TAPPED)
def test_the_hammer_falls_on_its_tendon_in_every_body(name: str, side: Side, key: str) -> None:
    """Straight inward lies the tendon, and no skin at that height is nearer to it by more than a centimetre."""
    place, outward = spot(built(name), load().examination[key].at[0], side)
    points = part(built(name), f"{TAPPED[key]}.{side}")
    tendon = points - place
    depth = -(tendon @ outward)
    aside = np.linalg.norm(tendon + depth[:, None] * outward, axis=1)
    below = (depth > 0.0) & (depth < DEEP_MM)
    assert aside[below].min() <= ASIDE_MM, f"{aside[below].min():.1f} mm aside"
    skin = built(name).skin.mesh.vertices.astype(np.float64)
    level = skin[(np.abs(skin[:, 2] - place[2]) < 12.0) & (np.sign(skin[:, 0]) == np.sign(place[0]))]
    nearest = float(np.min(KDTree(points).query(level)[0]))
    here = float(KDTree(points).query(place)[0])
    assert here <= nearest + ASIDE_MM, f"{here - nearest:.1f} mm farther than the nearest skin"


@pytest.mark.parametrize("name", BUILDS)
def test_a_hand_holds_beyond_the_joint_that_its_muscle_moves(name: str) -> None:
    one = built(name)
    for key, item in load().examination.items():
        if item.act == "resist":
            place, _ = spot(one, item.at[0], "right")
            muscles = np.concatenate([part(one, f"{muscle}.right") for muscle in item.muscles])
            assert place[2] < muscles[:, 2].mean() - 100.0, f"{key}: too near its muscles"
            assert place[0] > 0.0


@pytest.mark.parametrize("name", BUILDS)
def test_hands_press_against_the_movement(name: str) -> None:
    """The arrow points into the skin: against lifting it presses back, against closing outward, against pointing up."""
    way = {
        "iliopsoas": (0, -1, 0),
        "quadriceps": (0, -1, 0),
        "knee-flexors": (0, 1, 0),
        "hip-extensors": (0, 1, 0),
        "adductors": (1, 0, 0),
        "hip-abductors": (-1, 0, 0),
        "foot-inverters": (1, 0, 0),
        "foot-everters": (-1, 0, 0),
        "tibialis-anterior": (0, 0, -1),
        "extensor-hallucis": (0, 0, -1),
        "calf": (0, 0, 1),
    }
    assert set(way) == {key for key, item in load().examination.items() if item.act == "resist"}
    for key, against in way.items():
        _, outward = spot(built(name), load().examination[key].at[0], "right")
        assert -outward @ np.array(against) > 0.6, key


@pytest.mark.parametrize("name", BUILDS)
def test_the_sole_is_stroked_along_its_outer_edge_and_then_across(name: str) -> None:
    heel, outer, inner = (spot(built(name), at, "right") for at in load().examination["plantar-response"].at)
    for _, outward in (heel, outer, inner):
        assert outward[2] < -0.5, "on the sole"
    assert outer[0][1] > heel[0][1] + 60.0, "forward"
    assert inner[0][0] < outer[0][0] - 25.0, "inward, towards the great toe"
    assert abs(inner[0][1] - outer[0][1]) < 50.0


def test_what_is_felt_is_tried_at_its_key_point() -> None:
    for item in load().examination.values():
        if item.key_point is not None:
            assert item.at == (load().key_points[item.key_point].landmark,)


def test_the_picture_turns_to_the_item_and_comes_near() -> None:
    state = ViewState(examining="patellar-reflex:left", view="back")
    shown = look(state)
    (sign,) = shown.signs
    assert (sign.act, sign.landmarks, sign.side, sign.text) == ("tap", ("patellar-ligament",), "left", "tap")
    assert (shown.camera.view, shown.camera.side) == (load().examination["patellar-reflex"].view, "left")
    assert shown.camera.near == sign
    own = look(replace(state, own_view=True))
    assert own.camera.view == "back", "the reader's choice stands"
    assert own.signs == shown.signs
    assert own.camera.near is None
    assert look(replace(state, labels=False)).signs[0].text == ""
    assert look(replace(state, study="asked")).signs == ()
    assert look(replace(state, examining=None)).signs == ()


def test_crossed_tests_are_done_at_the_other_leg_and_light_this_side() -> None:
    shown = look(ViewState(examining="crossed-straight-leg-raise:right"))
    assert shown.signs[0].side == "left"
    assert "sciatic_nerve.right" in shown.lit
    assert "sciatic_nerve.left" not in shown.lit
    assert any(label.anchor == "sciatic_nerve.right" for label in shown.labels)


def test_what_has_no_side_lights_both() -> None:
    shown = look(ViewState(examining="anal-tone:both"))
    assert {"external_anal_sphincter.right", "external_anal_sphincter.left"} <= set(shown.lit)
    assert len(shown.signs) == 1


def test_every_act_has_a_word_and_a_shape_of_its_own() -> None:
    acts = set(get_args(ExaminationAct))
    assert set(ACT_WORDS) == acts
    assert len(set(ACT_WORDS.values())) == len(acts)
    place, outward = np.zeros((3, 3)), np.tile([0.0, 1.0, 0.0], (3, 1))
    place[:, 2] = (0.0, 20.0, 40.0)
    outlines = set()
    for act in acts - {"rise"}:
        parts = sign_parts(act, place, outward)
        for vertices, normals, faces in parts:
            np.testing.assert_allclose(np.linalg.norm(normals, axis=1), 1.0, atol=1e-6)
            corners = vertices[faces]
            facing = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
            large = np.linalg.norm(facing, axis=1) > 1e-6
            agree = (facing * normals[faces].mean(axis=1)).sum(axis=1)[large]
            assert (agree > 0.0).all(), f"{act}: a face is seen from inside and drawn black"
        points = np.concatenate([vertices for vertices, _, _ in parts])
        outlines.add(tuple(np.round(np.ptp(points, axis=0), 1)))
    assert len(outlines) == len(acts) - 1
    assert set(SHAPES) == acts - {"rise", "tap", "stroke"}


def test_the_camera_comes_no_farther_away() -> None:
    far = CameraPose((0.0, 3000.0, 500.0), (0.0, 0.0, 500.0), (0.0, 0.0, 1.0), 20.0)
    near = closer(far, (80.0, 30.0, 400.0), 400.0, 1.0)
    assert near.focal_point == (80.0, 30.0, 400.0)
    assert near.position[1] - 30.0 == pytest.approx(200.0 / np.tan(np.radians(10.0)))
    assert closer(far, (0.0, 0.0, 0.0), 9000.0, 1.0).position == pytest.approx((0.0, 3000.0, 0.0))
    tall = closer(far, (0.0, 0.0, 0.0), 400.0, 0.5)
    assert tall.position[1] == pytest.approx(2.0 * 200.0 / np.tan(np.radians(10.0))), "as wide as it is high"


@pytest.fixture(scope="module")
def stage() -> Stage:
    return Stage(300, 300)


@pytest.mark.parametrize("key", ["patellar-reflex", "pin-prick-l4", "light-touch-s1", "plantar-response", "calf"])
@pytest.mark.parametrize("side", ["right", "left"])
def test_the_sign_is_seen_in_the_picture(stage: Stage, key: str, side: str) -> None:
    shown = look(ViewState(examining=f"{key}:{side}", labels=False))
    with_sign = stage.picture(shown)
    without = stage.picture(replace(shown, signs=()))
    changed = np.abs(with_sign - without).sum(axis=-1) > 60
    assert changed.sum() > 60, "at least eight by eight pixels"
    rows, columns = np.nonzero(changed)
    assert 20 < rows.mean() < 280
    assert 20 < columns.mean() < 280


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_every_item_is_told_in_words(language: str) -> None:
    english = re.compile(r"\b(the|of|and|with|marks|shown|check-up)\b|\[en\]")
    for key, item in load().examination.items():
        side = "right" if item.sided else "both"
        told = described(ViewState(examining=f"{key}:{side}", language=language), load(), body().structures)
        begins = {"en": "A check-up is shown", "de": "Gezeigt wird eine Prüfung", "es": "Se muestra una prueba"}
        first = next(number for number, line in enumerate(told) if line.startswith(begins[language]))
        ours = told[first : first + (3 if item.at else 2)]
        assert (item.how in ours) == (language == "en"), key
        assert language == "en" or not any(english.search(line) for line in ours), (key, ours)


@pytest.mark.parametrize(
    ("word", "wrong", "accepted"),
    [
        ("patelar-reflex:right", "patelar-reflex", "patellar-reflex"),
        ("patellar-reflex:upper", "upper", "right"),
        ("patellar-reflex", "side", "right"),
    ],
)
def test_a_wrong_item_is_refused_in_one_sentence(
    capsys: pytest.CaptureFixture[str], word: str, wrong: str, accepted: str
) -> None:
    assert cli.main(["describe", "--examining", word]) == 2
    told = capsys.readouterr().err
    assert wrong in told
    assert accepted in told
    assert "Traceback" not in told


def test_a_view_that_is_asked_for_stands(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["describe", "--examining", "patellar-reflex:right", "--view", "back"]) == 0
    assert "from the back" in capsys.readouterr().out
