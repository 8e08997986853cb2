"""The scene on the real body: what is seen, what is picked, what is left alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

import light_body
from light_body import body, look
from viewer.appearance.values import Label, Lit
from viewer.appearance.views import VIEWS, pose
from viewer.palette.colours import ROOTS, SHARES
from viewer.state.view_state import ChartPlace, PickedSymptom, ViewState

if TYPE_CHECKING:
    from numpy.typing import NDArray


pytestmark = pytest.mark.gl
SIZE = (640, 480)
DEEP = frozenset(("muscles", "bones", "nerves"))


class Stage(light_body.Stage):
    """A stage on which a point's pixel is known."""

    def pixel_of(self, xyz: NDArray[np.floating]) -> tuple[int, int]:
        """Column and row (from the bottom) of a point."""
        renderer = self.plotter.renderer
        renderer.SetWorldPoint(*map(float, xyz), 1.0)
        renderer.WorldToDisplay()
        x, y, _ = renderer.GetDisplayPoint()
        return round(x), round(y)

    def skin_pixel(self, place: ChartPlace) -> tuple[int, int]:
        return self.pixel_of(self.scene.place_xyz(place))


@pytest.fixture(scope="module")
def shared() -> Iterator[Stage]:
    stage = Stage(*SIZE)
    yield stage
    stage.close()


@pytest.fixture
def stage(shared: Stage, nothing_left_behind: None) -> Stage:
    return shared


def colour_at(picture: NDArray[np.int64], pixel: tuple[int, int]) -> NDArray[np.float64]:
    x, y = pixel
    row = picture.shape[0] - 1 - y
    colour: NDArray[np.float64] = np.median(picture[row - 2 : row + 3, x - 2 : x + 3].reshape(-1, 3), axis=0)
    return colour


def hue_matches(colour: NDArray[np.float64], expected: tuple[int, int, int], least: float = 0.985) -> bool:
    """Whether a lit pixel has the hue of a colour, whatever the light makes of its brightness."""
    target = np.asarray(expected, dtype=np.float64)
    return bool(colour @ target / (np.linalg.norm(colour) * np.linalg.norm(target)) > least)


INNER_SHIN = ChartPlace("leg", "right", 0.45, 75.0)
OUTER_SHIN = ChartPlace("leg", "right", 0.45, 250.0)


def test_the_inner_shin_has_the_colour_of_l4(stage: Stage) -> None:
    picture = stage.picture(ViewState(view="inner-leg", labels=False))
    assert hue_matches(colour_at(picture, stage.skin_pixel(INNER_SHIN)), ROOTS["standard"]["L4"])


def test_bare_skin_is_grey(stage: Stage) -> None:
    picture = stage.picture(ViewState(view="outer-leg", labels=False))
    colour = colour_at(picture, stage.skin_pixel(OUTER_SHIN))
    assert np.ptp(colour) < 18
    assert 90 < colour.mean() < 235


def test_the_left_leg_lights_when_left_is_asked_for(stage: Stage) -> None:
    picture = stage.picture(ViewState(view="inner-leg", side="left", labels=False))
    place = replace(INNER_SHIN, side="left")
    assert hue_matches(colour_at(picture, stage.skin_pixel(place)), ROOTS["standard"]["L4"])


def test_the_other_leg_steps_aside(stage: Stage) -> None:
    """From the patient's left the left leg would hide the right inner knee; in the inner-leg view it does not."""
    state = ViewState(view="inner-leg", labels=False)
    stage.picture(state)
    x, y = stage.skin_pixel(ChartPlace("thigh", "right", 0.75, 90.0))
    picked = stage.scene.pick(x, y)
    assert picked is not None
    assert picked.place is not None
    assert picked.place.side == "right"
    stage.scene.apply(replace(look(state), ghost=None))
    blocked = stage.scene.pick(x, y)
    assert blocked is not None
    assert blocked.place is not None
    assert blocked.place.side == "left"


@pytest.mark.parametrize(
    "place", [INNER_SHIN, ChartPlace("foot", "right", 0.5, 60.0), ChartPlace("thigh", "right", 0.6, 80.0)]
)
def test_picking_skin_gives_the_place_that_was_aimed_at(stage: Stage, place: ChartPlace) -> None:
    stage.picture(ViewState(view="inner-leg"))
    picked = stage.scene.pick(*stage.skin_pixel(place))
    assert picked is not None
    assert picked.key is None
    assert picked.place is not None
    assert (picked.place.segment, picked.place.side) == (place.segment, place.side)
    assert picked.place.t == pytest.approx(place.t, abs=0.02)
    assert picked.place.phi == pytest.approx(place.phi, abs=6.0)


def test_without_skin_the_muscle_is_picked_and_hiding_it_uncovers_what_lies_behind(stage: Stage) -> None:
    state = ViewState(layers=DEEP, view="front")
    stage.picture(state)
    mesh = body().part("rectus_femoris.right")
    front = mesh.vertices[np.argmax(mesh.vertices[:, 1])]
    pixel = stage.pixel_of(front)
    picked = stage.scene.pick(*pixel)
    assert picked is not None
    assert picked.key == "rectus_femoris.right"
    stage.picture(replace(state, hidden=frozenset(("rectus_femoris.right",))))
    behind = stage.scene.pick(*pixel)
    assert behind is not None
    assert behind.key not in {None, "rectus_femoris.right"}
    assert behind.xyz[1] < picked.xyz[1]


def test_faded_skin_lets_the_pointer_through_to_the_bone(stage: Stage) -> None:
    patella = body().part("patella.right").vertices
    front = patella[np.argmax(patella[:, 1])]
    state = ViewState(view="front", layers=frozenset(("skin", "bones")), root=None)
    stage.picture(state)
    solid = stage.scene.pick(*stage.pixel_of(front))
    assert solid is not None
    assert solid.key is None
    stage.picture(replace(state, skin_opacity=0.3))
    through = stage.scene.pick(*stage.pixel_of(front))
    assert through is not None
    assert through.key == "patella.right"


def test_beside_the_body_nothing_is_picked(stage: Stage) -> None:
    stage.picture(ViewState())
    assert stage.scene.pick(5, 5) is None


def in_a_limb(xyz: tuple[float, float, float]) -> bool:
    """Whether a point lies within the skin: the solid angle of all its triangles (Van Oosterom and Strackee)."""
    skin = body().skin.mesh
    a, b, c = np.moveaxis(skin.vertices[skin.faces].astype(float) - np.asarray(xyz), 1, 0)
    far = [np.linalg.norm(corner, axis=1) for corner in (a, b, c)]
    volume = np.einsum("ij,ij->i", a, np.cross(b, c))
    below = far[0] * far[1] * far[2]
    for pair, other in (((a, b), far[2]), ((b, c), far[0]), ((c, a), far[1])):
        below = below + np.einsum("ij,ij->i", *pair) * other
    return bool(abs(np.arctan2(volume, below).sum()) > np.pi)


@pytest.mark.parametrize("view", ["front", "back", "left", "inner-leg", "sole"])
def test_coming_nearer_anywhere_goes_into_the_body_and_never_between_the_legs(stage: Stage, view: str) -> None:
    stage.picture(ViewState(view=view))
    width, height = SIZE
    for x in range(10, width, 51):
        for y in range(10, height, 47):
            found = stage.scene.body_at(x, y)
            assert found is not None
            assert in_a_limb(found), (x, y, found)


def test_under_the_pointer_it_goes_to_what_is_there(stage: Stage) -> None:
    stage.picture(ViewState(view="front"))
    for place in (INNER_SHIN, replace(INNER_SHIN, side="left", phi=20.0)):
        x, y = stage.skin_pixel(place)
        found = stage.scene.body_at(x, y)
        assert found is not None
        assert np.hypot(*np.subtract(stage.pixel_of(np.array(found)), (x, y))) < 3
        assert (found[0] > 0) == (place.side == "right")


def test_faded_or_without_skin_it_goes_to_the_bone_that_is_seen(stage: Stage) -> None:
    stage.picture(ViewState(layers=frozenset(("bones",)), view="front"))
    mesh = body().part("tibia.right")
    x, y = stage.pixel_of(mesh.vertices[np.argmax(mesh.vertices[:, 1])])
    found, picked = stage.scene.body_at(x, y), stage.scene.pick(x, y)
    assert picked is not None
    assert found == picked.xyz
    beside = stage.scene.body_at(SIZE[0] - 5, SIZE[1] // 2)
    assert beside is not None
    assert beside[0] < 0


def test_lit_muscles_change_colour_and_unlit_ones_do_not(stage: Stage) -> None:
    plain = replace(look(ViewState(layers=DEEP, view="front", labels=False)), lit={}, labels=())
    lit = replace(plain, lit={"rectus_femoris.right": Lit(SHARES["major"])})
    before, after = stage.picture(plain), stage.picture(lit)
    changed = (before != after).any(axis=2)
    assert changed.sum() > 300
    mesh = body().part("rectus_femoris.right")
    stage.scene.apply(lit)
    x, y = stage.pixel_of(mesh.vertices[np.argmax(mesh.vertices[:, 1])])
    assert hue_matches(colour_at(after, (x, y)), SHARES["major"], 0.97)
    assert not changed[:, : SIZE[0] // 2 - 60].any() or not changed[:, SIZE[0] // 2 + 5 :].any()  # one leg only
    assert np.array_equal(stage.picture(plain), before)


def test_a_highlight_leaves_geometry_and_skin_alone(stage: Stage) -> None:
    plain = look(ViewState(layers=frozenset((*DEEP, "skin")), skin_opacity=0.4))
    stage.picture(plain)
    geometry = [layer.data.GetMTime() for layer in stage.scene.layers]
    skin = stage.scene.skin._texture._image.GetMTime()
    stage.picture(replace(plain, hovered="femur.right"))
    assert [layer.data.GetMTime() for layer in stage.scene.layers] == geometry
    assert stage.scene.skin._texture._image.GetMTime() == skin


def test_labels_grow_with_the_words_of_the_window_and_once_more_for_a_room(stage: Stage) -> None:
    stage.picture(ViewState())
    plain = stage.scene._labels.scale
    stage.scene.size_labels(1.5)
    assert stage.scene._labels.scale == pytest.approx(1.5 * plain)
    stage.scene.enlarge_labels(1.2)
    assert stage.scene._labels.scale == pytest.approx(1.8 * plain)
    stage.scene.enlarge_labels(1.0)
    stage.scene.size_labels(1.0)
    assert stage.scene._labels.scale == pytest.approx(plain)


def test_an_equal_appearance_touches_nothing(stage: Stage) -> None:
    state = ViewState(view="back", symptoms=(PickedSymptom("numb-inner-shin"),))
    stage.picture(state)
    actors = list(stage.plotter.renderer.GetActors())
    before = [actor.GetMTime() for actor in actors]
    stage.scene.apply(look(state))
    assert [actor.GetMTime() for actor in actors] == before


def test_outlines_are_drawn_around_lit_muscles(stage: Stage) -> None:
    plain = replace(look(ViewState(layers=DEEP, view="front", labels=False)), labels=(), lit={})
    plain = replace(plain, layers={**plain.layers, "muscles": replace(plain.layers["muscles"], only_lit=True)})
    key = "tibialis_anterior.right"
    without = stage.picture(replace(plain, lit={key: Lit(SHARES["major"])})).astype(int).sum(axis=2)
    outlined = stage.picture(replace(plain, lit={key: Lit(SHARES["major"], outline=True)})).astype(int).sum(axis=2)
    darker = (outlined < without - 60).sum()
    assert 40 < darker < 2500


@pytest.mark.parametrize("size", [(640, 480), (1280, 800), (400, 900)])
def test_labels_do_not_overlap_and_stay_in_the_window(stage: Stage, size: tuple[int, int]) -> None:
    appearance = look(ViewState(layers=DEEP, view="three-quarter"))
    labels = tuple(Label(key.replace("_", " "), key) for key in list(body().structures)[::9])
    stage.scene.apply(replace(appearance, labels=labels))
    placed = stage.scene._labels._place(*size)
    pills = [spot for spot in placed if spot.leader]
    assert len(pills) > 5
    for number, one in enumerate(pills):
        assert one.x >= 0
        assert one.x + one.width <= size[0]
        for other in pills[number + 1 :]:
            apart_x = one.x + one.width <= other.x or other.x + other.width <= one.x
            apart_y = one.y + one.height <= other.y or other.y + other.height <= one.y
            assert apart_x or apart_y


def test_a_label_points_at_what_it_names(stage: Stage) -> None:
    """The muscle under the label's foot is the labelled one; what is hidden is not labelled at all."""
    keys = [key for key in body().structures if key.endswith(".right") and body().layer_of(key).layer == "muscles"]
    state = ViewState(layers=DEEP, view="front", labels=False)
    stage.scene.apply(replace(look(state), labels=tuple(Label(key, key) for key in keys)))
    tags = [tag for tag in stage.scene._labels._tags if tag.style == "pill"]
    assert 10 < len(tags) < len(keys)
    assert "obturator_internus.right" not in {tag.text for tag in tags}
    hits = 0
    for tag in tags:
        picked = stage.scene.pick(*stage.pixel_of(np.array(tag.xyz)))
        hits += int(picked is not None and bool(np.linalg.norm(np.array(picked.xyz) - tag.xyz) < 15))
    assert hits / len(tags) > 0.8


def test_the_words_on_the_floor_are_the_patients_sides(stage: Stage) -> None:
    """Seen from the front, the patient's right is on the viewer's left; from the back it is the other way round."""
    places = {}
    for view in ("front", "back"):
        stage.picture(ViewState(view=view))
        tags = [tag for tag in stage.scene._labels._tags if tag.style == "floor"]
        places[view] = {tag.text: stage.pixel_of(np.array(tag.xyz))[0] for tag in tags}
    assert places["front"]["patient's right"] < places["front"]["patient's left"]
    assert places["back"]["patient's right"] > places["back"]["patient's left"]


def test_the_words_on_the_floor_stand_below_the_heels_from_behind(stage: Stage) -> None:
    stage.picture(ViewState(view="back"))
    labels = stage.scene._labels
    labels._laid_out = None
    words = [spot for spot in labels._place(*SIZE) if spot.floor]
    figure = labels._placing(*SIZE).figure_px(labels._figure)
    assert len(words) == 2
    for word in words:
        feet = figure[(figure[:, 0] > word.x) & (figure[:, 0] < word.x + word.width)]
        assert word.y + word.height <= feet[:, 1].min() + 4  # a small picture ends right below them


@pytest.mark.parametrize("name", list(VIEWS))
def test_every_view_shows_its_target_whole(stage: Stage, name: str) -> None:
    stage.picture(ViewState(view=name, labels=False))
    low, high = stage.scene.framing.box(VIEWS[name].target)
    middle = np.array([(a + b) / 2 for a, b in zip(low, high, strict=True)])
    if VIEWS[name].target == "body":
        middle[0] = 0.0
    x, y = stage.pixel_of(middle)
    assert abs(x - SIZE[0] / 2) < 4
    assert abs(y - SIZE[1] / 2) < 4
    found = pose(VIEWS[name], "right", stage.scene.framing, SIZE[0] / SIZE[1])
    assert stage.scene.camera_pose.position == pytest.approx(found.position, abs=1e-3)


def test_pins_stand_on_the_skin_and_are_seen(stage: Stage) -> None:
    without = stage.picture(ViewState(view="front", labels=False))
    with_pins = stage.picture(ViewState(view="front", labels=False, key_points=True))
    assert (without != with_pins).any(axis=2).sum() > 200


def test_vtk_complaints_become_a_failure(stage: Stage) -> None:
    from vtkmodules.vtkCommonCore import vtkOutputWindow

    from viewer.scene.errors import DrawingError

    stage.picture(ViewState())
    vtkOutputWindow.GetInstance().DisplayErrorText("a shader does not compile")
    with pytest.raises(DrawingError, match="shader"):
        stage.scene.apply(look(ViewState(view="back")))
    stage.scene.apply(look(ViewState()))


def test_going_back_to_a_painting_uploads_nothing(stage: Stage) -> None:
    """Its texture is still there, with the same picture; and no more textures than a few are kept."""
    from viewer.scene.skin.actor import CANVASES

    roots = ("L3", "L4", "L5", "S1", "S2", "L2", "L1", "T12")
    first = stage.picture(ViewState(root="L4", labels=False))
    other = stage.picture(ViewState(root="L5", labels=False))
    assert (first != other).any()
    uploads = [texture._image.GetMTime() for _, texture in stage.scene.skin._canvases]
    assert np.array_equal(stage.picture(ViewState(root="L4", labels=False)), first)
    assert sorted(uploads) == sorted(texture._image.GetMTime() for _, texture in stage.scene.skin._canvases)
    for root in roots:
        stage.picture(ViewState(root=root, labels=False))
    assert len(stage.scene.skin._canvases) <= CANVASES
    assert np.array_equal(stage.picture(ViewState(root="L4", labels=False)), first)


@pytest.mark.parametrize("view", ["front", "back", "inner-leg", "outer-leg", "three-quarter"])
def test_names_of_roots_stand_on_their_own_skin(stage: Stage, view: str) -> None:
    """What lies under a name is skin of that root, seen and not behind something; and no two names overlap."""
    from annotations import load
    from annotations.charts.map_lookup import Maps

    state = ViewState(root="all", map="keegan_garrett", view=view)
    stage.scene.apply(look(state))
    tags = [tag for tag in stage.scene._labels._tags if tag.style == "root"]
    assert len(tags) >= 3
    for text in {tag.text for tag in tags}:
        assert sum(tag.text == text for tag in tags) <= 2  # one on each side
    maps = Maps(load())
    for tag in tags:
        picked = stage.scene.pick(*stage.pixel_of(np.array(tag.xyz)))
        assert picked is not None
        assert np.linalg.norm(np.array(picked.xyz) - tag.xyz) < 25.0
        place = picked.place
        assert place is not None
        assert maps.root("keegan_garrett", place.segment, place.t, place.phi, place.ray) == tag.text, (tag, place)
    spots = [spot for spot in stage.scene._labels._place(*SIZE) if not spot.floor and not spot.leader]
    for number, one in enumerate(spots):
        for other in spots[number + 1 :]:
            assert abs(one.x - other.x) >= other.width * 0.5 or abs(one.y - other.y) >= one.height


def test_pins_are_seen_without_the_skin(stage: Stage) -> None:
    bare = ViewState(view="front", labels=False, layers=frozenset(("bones",)))
    changed = (stage.picture(bare) != stage.picture(replace(bare, key_points=True))).any(axis=2)
    assert changed.sum() > 200
