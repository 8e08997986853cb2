"""A lesion in state, picture and words: the right root, warnings first, the place that is pressed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from annotations import load
from annotations.model import Audience
from light_body import Stage, look
from meshes.lesion.shapes import LESIONS
from viewer.appearance.views import VIEWS
from viewer.cli.main import main
from viewer.explain.alarm import alarms
from viewer.i18n.catalogue import LANGUAGES, UNTRANSLATED
from viewer.palette.colours import ROOTS
from viewer.resolve.resolve import resolve
from viewer.spine.lesion import MODEL, degree_of, level_key
from viewer.state.audience import AUDIENCES
from viewer.state.saved_view import as_json, read_state
from viewer.state.view_state import ViewState

CLOSE_UPS = [name for name, view in VIEWS.items() if view.cut is not None]
SIZE = 360


@pytest.fixture(scope="module")
def desk() -> Iterator[Stage]:
    found = Stage(SIZE, SIZE)
    yield found
    found.close()


def rose(picture: NDArray[np.int64]) -> int:
    """Count pixels of what bulges: red well above green, and blue between them."""
    red, green, blue = (picture[..., channel] for channel in range(3))
    return int(((red > 110) & (red - green > 60) & (blue - green > 12) & (red - blue > 30)).sum())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reader", AUDIENCES)
def test_a_lesion_is_told_in_one_language(reader: Audience, language: str) -> None:
    english = re.compile(r"\b(the|and|is|are|of|at|with|that|may|be|pressed|healthy|slight|moderate|severe)\b", re.I)
    for key in LESIONS:
        for degree in (0.0, 0.2, 0.5, 0.9):
            state = ViewState(scene=key, audience=reader, degree=degree, language=language)
            panel = resolve(state, load(), {}).panel
            for text in (panel.title, *(paragraph.text for paragraph in panel.paragraphs)):
                assert text.startswith(UNTRANSLATED) or not english.search(text), text


def test_words_and_shapes_are_of_the_same_scenes_and_roots() -> None:
    scenes = load().scenes
    assert scenes.keys() == LESIONS.keys()
    for key, shape in LESIONS.items():
        assert level_key(scenes[key]) == f"{shape.upper}_{shape.lower}"
        if scenes[key].red_flag is None:
            assert scenes[key].root == shape.roots[0].upper()


@pytest.mark.parametrize("key", LESIONS)
def test_the_root_that_suffers_is_lit_on_its_side_down_to_the_skin(key: str) -> None:
    scene = load().scenes[key]
    shown = look(ViewState(scene=key, side="left", degree=1.0))
    level = scene.root.lower().removesuffix("-5")
    assert shown.lit[f"posterior_root_{level}.left"].colour == ROOTS["standard"][scene.root]
    drawn = scene.red_flag is not None  # our own map has no skin of the lowest roots
    assert drawn or any(paint.territory.split(".")[1] == scene.root for paint in shown.skin.territories)
    other_side = any(part.endswith(".right") for part in shown.lit)
    assert other_side == (not LESIONS[key].sided)


def test_l4_5_posterolateral_says_l5_and_not_l4() -> None:
    shown = look(ViewState(scene="l4-5-posterolateral-herniation", audience="patient"))
    text = " ".join(paragraph.text for paragraph in shown.panel.paragraphs)
    assert "pressed at L4/5 is L5" in text
    assert "not L4" in text
    assert not any(key.startswith("spinal_ganglion_l4") for key in shown.lit)


@pytest.mark.parametrize("key", LESIONS)
@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_nothing_is_called_pressed_while_it_is_healthy(key: str, language: str) -> None:
    told = [
        " ".join(
            paragraph.text
            for paragraph in look(ViewState(scene=key, degree=degree, language=language)).panel.paragraphs
        )
        for degree in (0.0, 0.5)
    ]
    said = {"en": "pressed at", "de": " gedrückt.", "es": "se comprime"}[language]
    can = {"en": "that can be pressed at", "de": "gedrückt werden.", "es": " comprimir l"}[language]
    assert can in told[0]
    assert said in told[1]
    assert can not in told[1]
    if key == "large-central-herniation":
        assert "L5, S1, S2, S3, S4-5" in told[1]


@pytest.mark.parametrize("audience", ["patient", "student", "physician"])
def test_the_emergency_comes_first_and_stands_in_every_picture(audience: Audience) -> None:
    state = ViewState(scene="large-central-herniation", audience=audience)
    first = look(state).panel.paragraphs[0]
    assert first.urgent
    assert first.text.startswith("Emergency")
    assert alarms(state, load())[0].startswith("Emergency")


@pytest.mark.parametrize("key", LESIONS)
def test_every_scene_is_called_a_model_and_cites_its_sources(key: str) -> None:
    audiences: tuple[Audience, ...] = ("patient", "student", "physician")
    for audience in audiences:
        panel = look(ViewState(scene=key, audience=audience)).panel
        assert MODEL in [paragraph.text for paragraph in panel.paragraphs]
        assert panel.citations


@pytest.mark.parametrize("view", CLOSE_UPS)
def test_a_close_up_shows_spine_and_nerves_only(view: str) -> None:
    shown = look(ViewState(view=view))
    assert shown.cut == VIEWS[view].cut
    assert not shown.skin.visible
    assert not shown.layers["muscles"].visible
    assert "hip_bone.right" in shown.hidden
    assert "vertebra_l4" not in shown.hidden


@pytest.mark.parametrize("view", CLOSE_UPS)
def test_the_bulge_is_seen_from_every_close_up(desk: Stage, view: str) -> None:
    state = ViewState(scene="l4-5-posterolateral-herniation", view=view, labels=False)
    healthy, severe = (desk.picture(replace(state, degree=degree)) for degree in (0.0, 1.0))
    assert rose(healthy) < 15
    assert rose(severe) > 120


def test_going_back_to_healthy_and_away_leaves_the_body_as_it_was(desk: Stage) -> None:
    before = desk.picture(ViewState(view="lumbar", labels=False))
    desk.picture(ViewState(scene="l3-4-posterolateral-herniation", degree=0.9, view="lumbar-side", labels=False))
    after = desk.picture(ViewState(view="lumbar", labels=False))
    assert np.abs(before - after).max() <= 2


def test_a_change_of_degree_keeps_the_actors(desk: Stage) -> None:
    state = ViewState(scene="l3-4-posterolateral-herniation", view="lumbar-back", labels=False)
    desk.picture(replace(state, degree=0.2))
    actors = set(desk.plotter.renderer.GetActors())
    desk.picture(replace(state, degree=0.8))
    assert set(desk.plotter.renderer.GetActors()) == actors


@pytest.mark.parametrize("view", CLOSE_UPS)
def test_what_was_clicked_has_a_rim_in_an_opened_spine_and_no_blot(desk: Stage, view: str) -> None:
    state = ViewState(scene="l3-4-posterolateral-herniation", view=view, labels=False)
    plain, chosen = (desk.picture(replace(state, selected=key)).astype(int) for key in (None, "vertebra_l4"))
    changed = np.abs(plain - chosen).max(axis=2) > 12
    assert 0 < changed.mean() < 0.02


@pytest.mark.parametrize(("degree", "word"), [(0.0, "healthy"), (0.2, "slight"), (0.5, "moderate"), (1.0, "severe")])
def test_degrees_have_words(degree: float, word: str) -> None:
    assert degree_of(degree) == word


def test_a_saved_view_keeps_scene_and_degree(tmp_path: Path) -> None:
    state = ViewState(scene="l4-on-l5-slip", degree=0.35)
    path = tmp_path / "view.json"
    path.write_text(json.dumps(as_json(state)), encoding="utf-8")
    assert read_state(path) == state


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--scene", "l9-slip"), "accepted are l3-4-posterolateral-herniation"),
        (("--scene", "l4-on-l5-slip", "--degree", "1.2"), "accepted are 0 (healthy) to 1 (severe)"),
        (("--scene", "l4-on-l5-slip", "--degree", "much"), "is not a number"),
        (("--degree", "0.5"), "give --scene too"),
    ],
)
def test_wrong_input_is_one_sentence(
    words: tuple[str, ...], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.png"
    assert main(["snapshot", "-o", str(out), *words]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert not out.exists()
