"""Words laid over a picture without a toolkit stand where VTK puts them, and can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from numpy.typing import NDArray

from light_body import Stage, body, look
from viewer.appearance.values import Label
from viewer.overlay.labels import drawn_label
from viewer.overlay.letters import vera
from viewer.overlay.over import with_labels
from viewer.overlay.placing import Placed, Placing
from viewer.overlay.tag import Style, Tag
from viewer.state.view_state import ViewState

SIZE = (640, 480)
DEEP = frozenset(("muscles", "bones", "nerves"))
WORDS: tuple[tuple[str, Style], ...] = (
    ("L4", "root"),
    ("Nervus femoralis", "pill"),
    ("Großzehe: Übung", "pill"),
    ("patient's right", "floor"),
    ("Anestesia en silla de montar", "pill"),
)


def looking(*, dark: bool = False, scale: float = 1.0) -> Placing:
    """Look at a plane of 640 by 480 mm, a pixel each, from far in front."""
    matrix = np.diag([2.0 / SIZE[0], 2.0 / SIZE[1], 1.0, 1.0])
    label = partial(drawn_label, letters=vera, dark=dark)
    return Placing(matrix, np.array([0.0, 0.0, 1e5]), *SIZE, scale, label)


def ground(colour: tuple[int, int, int]) -> NDArray[np.uint8]:
    return np.full((SIZE[1], SIZE[0], 3), colour, dtype=np.uint8)


def inside(picture: NDArray[np.uint8], spot: Placed) -> NDArray[np.float64]:
    low = SIZE[1] - round(spot.y)
    return picture[low - spot.height : low, round(spot.x) : round(spot.x) + spot.width].astype(float)


@pytest.fixture(scope="module")
def shared() -> Iterator[Stage]:
    stage = Stage(*SIZE)
    yield stage
    stage.close()


@pytest.fixture
def stage(shared: Stage, nothing_left_behind: None) -> Stage:
    return shared


@pytest.mark.parametrize("state", [ViewState(), ViewState(view="back"), ViewState(layers=DEEP, view="three-quarter")])
def test_labels_stand_where_vtk_puts_them(stage: Stage, state: ViewState) -> None:
    appearance = look(state)
    if state.layers == DEEP:
        names = list(body().structures)[::12]
        appearance = replace(appearance, labels=tuple(Label(key.replace("_", " "), key) for key in names))
    stage.picture(appearance)
    layer = stage.scene._labels
    theirs = layer._place(*SIZE)
    placing = replace(layer._placing(*SIZE), label=partial(drawn_label, letters=vera, dark=layer._dark))
    ours = placing.placed(layer._tags, layer._figure, layer._heading)
    assert len(ours) == len(theirs) > 0
    for mine, his in zip(ours, theirs, strict=True):
        assert (mine.anchor_x, mine.anchor_y, mine.leader) == (his.anchor_x, his.anchor_y, his.leader)
        assert abs(mine.height - his.height) <= 1
        assert abs(mine.y - his.y) <= 3
        assert abs((mine.x + mine.width / 2) - (his.x + his.width / 2)) <= 3 + 0.04 * his.width
        assert abs(mine.width - his.width) <= max(3, 0.08 * his.width)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("backdrop", [(255, 255, 255), (196, 142, 120), (0, 0, 0)])
@pytest.mark.parametrize(("text", "style"), WORDS)
def test_words_stand_out_from_their_ground(text: str, style: Style, backdrop: tuple[int, int, int], dark: bool) -> None:
    if style == "floor" and dark != (sum(backdrop) < 300):
        return  # a half clear paper: made for its own backdrop only
    spot = looking(dark=dark).placed([Tag(text, (0.0, 0.0, 0.0), style)], np.empty((0, 4)))[0]
    light = luminance(inside(with_labels(ground(backdrop), [spot], 1.0, dark=dark), spot))[4:-4, 8:-8]
    bright, dim = np.percentile(light, [95.0, 2.0])
    assert (bright + 0.05) / (dim + 0.05) >= 4.5


def luminance(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    share = rgb / 255.0
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    found: NDArray[np.float64] = linear @ [0.2126, 0.7152, 0.0722]
    return found


def test_only_labels_and_leaders_are_touched_and_the_picture_is_left_alone() -> None:
    picture = ground((210, 214, 218))
    spot = looking().placed([Tag("Nervus femoralis", (100.0, 40.0, 0.0))], np.empty((0, 4)))[0]
    drawn = with_labels(picture, [spot], 1.0, dark=False)
    assert (picture == picture[0, 0]).all()
    rows, columns = np.nonzero((drawn != picture).any(axis=2))
    (x, y), _ = spot.line
    assert columns.min() >= min(spot.x, x - 4) - 1
    assert columns.max() <= max(spot.x + spot.width, x + 4)
    assert abs(drawn[SIZE[1] - round(y), round(x)].astype(int) - 210).max() > 60, "a dot where the leader begins"
    assert rows.min() >= SIZE[1] - max(spot.y + spot.height, y + 4) - 1


def test_words_at_the_edge_of_a_picture_are_cut_off_there() -> None:
    label = drawn_label("L4", "root", 15, vera)
    rows, columns = label.shape[:2]
    for x, y in ((-8.0, -5.0), (SIZE[0] - 8.0, SIZE[1] - 5.0), (-500.0, 20.0), (20.0, 5000.0)):
        spot = Placed(x, y, columns, rows, x, y, False, False, label)
        assert with_labels(ground((9, 9, 9)), [spot], 1.0, dark=True).shape == (SIZE[1], SIZE[0], 3)


def test_labels_grow_with_the_picture() -> None:
    one, two = (looking(scale=scale).label("L4", "root", round(15 * scale)).shape for scale in (1.0, 2.0))
    assert 1.85 <= two[0] / one[0] <= 2.15


def test_accents_on_capitals_are_whole() -> None:
    assert len(vera("Ä", 15, True)) >= len(vera("A", 15, True))
    assert vera("Ü", 30, False)[-1].max() > 0.0 or len(vera("Ü", 30, False)) == len(vera("A", 30, False))
