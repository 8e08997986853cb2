"""Drawing where it hurts: strokes on the skin, what they cover, and what a file may hold."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations import load
from annotations.model import BandPoint, ChartPolygon, Knowledge
from viewer.files.errors import InputError
from viewer.i18n.catalogue import IN_ENGLISH, catalogue
from viewer.skin.covers import covers_of, percents
from viewer.skin.covers_words import NO_PROBABILITY, covers_answer, covers_lines, drawing_paragraphs, map_words
from viewer.skin.drawing import covered, regions, simplified
from viewer.skin.drawn_skin import DrawnSkin, reference_skin
from viewer.state.drawing_rows import MOST_POINTS, drawing_rows, read_drawing, thinned
from viewer.state.saved_view import as_json, read_state
from viewer.state.store import Store
from viewer.state.view_state import DEPTHS, QUALITIES, ChartPlace, Stroke, ViewState

SHIN = ChartPlace("leg", "right", 0.5, 70.0)


def stroke(segment: str, t: tuple[float, float], phi: float, side: str = "right", **brush: Any) -> Stroke:
    places = tuple(ChartPlace(segment, side, float(at), phi) for at in np.linspace(*t, 12))  # type: ignore[arg-type]
    return Stroke(places, **brush)


places = st.builds(
    ChartPlace,
    st.sampled_from(["thigh", "leg"]),
    st.sampled_from(["left", "right"]),
    st.floats(0.1, 0.9),
    st.floats(0.0, 359.0),
)
strokes = st.builds(
    Stroke,
    st.lists(places, min_size=1, max_size=4).map(tuple),
    st.floats(5.0, 30.0),
    st.sampled_from(QUALITIES),
    st.sampled_from(DEPTHS),
    st.booleans(),
)


@pytest.fixture(scope="module")
def skin() -> DrawnSkin:
    return reference_skin()


def area(skin: DrawnSkin, drawing: tuple[Stroke, ...]) -> float:
    """cm2 drawn on."""
    return float(skin.areas(covered(regions(skin, drawing))).sum()) / 100.0


def test_patches_add_up_to_the_skin(skin: DrawnSkin) -> None:
    every = np.flatnonzero(skin.side != 0)
    by_part = {key: float(skin.areas(every[n]).sum()) / 100.0 for key, n in skin.places(every).items()}
    assert by_part["leg", 1] == pytest.approx(1160.0, rel=0.02)  # measured on the triangles: reports.agreement
    assert by_part["thigh", -1] == pytest.approx(2000.0, rel=0.02)


def test_a_stroke_is_as_long_and_wide_as_the_brush_went(skin: DrawnSkin) -> None:
    drawn = stroke("leg", (0.3, 0.6), 80.0, radius=10.0)
    length = np.linalg.norm(np.subtract(skin.position(drawn.points[0]), skin.position(drawn.points[-1])))
    assert area(skin, (drawn,)) == pytest.approx((length * 20.0 + np.pi * 100.0) / 100.0, rel=0.08)


def test_a_pain_band_ends_where_its_line_ends(skin: DrawnSkin) -> None:
    ends = tuple(BandPoint("leg", t, 80.0, 18.0, 1.0) for t in (0.3, 0.5))
    knowledge = replace(load(), pain_bands={"L4": replace(load().pain_bands["L4"], points=ends)})
    shares = {}
    for t in ((0.33, 0.47), (0.58, 0.66), (0.14, 0.22)):
        found = covers_of(knowledge, (stroke("leg", t, 80.0, radius=8.0),), skin)
        assert found is not None
        shares[t] = found.bands.get("L4", 0.0)
    assert shares == {(0.33, 0.47): pytest.approx(1.0), (0.58, 0.66): 0.0, (0.14, 0.22): 0.0}


def test_a_stroke_stays_on_its_own_side_of_the_limb(skin: DrawnSkin) -> None:
    texels, depth = skin.field(Stroke((ChartPlace("foot", "right", 0.6, 0.0),), 25.0), 0.0)
    on = texels[depth > 0.0]
    assert not ((skin.phi[on] > 150.0) & (skin.phi[on] < 210.0)).any(), "the sole is painted through the foot"
    inner, depth = skin.field(Stroke((ChartPlace("thigh", "right", 0.4, 90.0),), 40.0), 0.0)
    assert (skin.side[inner[depth > 0.0]] == 1).all(), "the other thigh is painted too"


def test_points_far_apart_are_not_joined(skin: DrawnSkin) -> None:
    ends = (ChartPlace("leg", "right", 0.2, 80.0), ChartPlace("leg", "right", 0.8, 80.0))
    assert area(skin, (Stroke(ends, 10.0),)) == pytest.approx(2 * area(skin, (Stroke(ends[:1], 10.0),)), rel=0.15)


def test_the_eraser_takes_away_what_lies_under_it(skin: DrawnSkin) -> None:
    drawn = stroke("leg", (0.3, 0.6), 80.0)
    rubbed = Stroke((ChartPlace("leg", "right", 0.45, 80.0),), 20.0, erase=True)
    assert area(skin, (drawn, rubbed)) < area(skin, (drawn,)) - 5.0
    assert area(skin, (rubbed, drawn)) == pytest.approx(area(skin, (drawn,)))
    assert regions(skin, (drawn, replace(drawn, erase=True, radius=30.0))) == {}


def test_later_strokes_lie_over_earlier_ones(skin: DrawnSkin) -> None:
    pain = stroke("leg", (0.3, 0.6), 80.0)
    numb = replace(pain, quality="numbness")
    assert list(regions(skin, (pain, replace(numb, radius=15.0)))) == [("numbness", "skin")]
    both = regions(skin, (pain, stroke("leg", (0.5, 0.9), 80.0, quality="numbness")))
    shared = [set(texels[depth > 0.0].tolist()) for texels, depth in both.values()]
    assert len(both) == 2
    assert not shared[0] & shared[1]


@settings(max_examples=15, deadline=None)
@given(st.lists(strokes, min_size=1, max_size=4))
def test_shares_of_every_map_add_up(drawing: list[Stroke]) -> None:
    found = covers_of(KNOWLEDGE, drawing, reference_skin())
    if found is None:
        assert area(reference_skin(), tuple(drawing)) == 0.0
        return
    assert sum(found.kinds.values()) == pytest.approx(found.area_cm2, rel=0.02)
    for cover in found.maps:
        assert sum(cover.roots.values()) + cover.blank == pytest.approx(1.0)
        assert sum(percents([*cover.roots.values(), cover.blank])) == 100
    assert all(0.0 < one.share <= 1.0 + 1e-6 for one in found.nerves)
    assert all(0.0 < share <= 1.0 + 1e-6 for share in found.bands.values())


KNOWLEDGE = load()


@given(st.lists(st.floats(0.0, 1.0), min_size=1, max_size=12).filter(lambda parts: sum(parts) > 0.01))
def test_whole_percents_add_up_to_100(parts: list[float]) -> None:
    whole = percents([part / sum(parts) for part in parts])
    assert sum(whole) == 100
    assert all(abs(number - 100.0 * part / sum(parts)) < 1.0 + 1e-6 for number, part in zip(whole, parts, strict=True))


def test_a_drawing_inside_one_territory_is_wholly_its_own(knowledge: Knowledge) -> None:
    found = covers_of(knowledge, (Stroke((SHIN,), 8.0),))
    assert found is not None
    for cover in found.maps:
        assert dict(cover.roots) == {"L4": pytest.approx(1.0)}, cover.map.key
        assert cover.blank == 0.0
    assert found.nerves[0].field.nerve == "saphenous_nerve"
    assert found.nerves[0].share == pytest.approx(1.0)
    assert "L4" in found.bands
    assert found.sides == ("right",)


def test_half_of_a_drawing_over_a_border_is_half(knowledge: Knowledge) -> None:
    """Two territories that meet at phi 80 share a dot there between them."""
    some = next(t for t in knowledge.territories.values() if t.map == "lee")
    square = ((0.2, 20.0), (0.8, 20.0), (0.8, 80.0), (0.2, 80.0))
    other = tuple((t, phi + 60.0) for t, phi in square)
    one, two = (
        replace(some, key=root, root=root, polygons=(ChartPolygon("leg", points),))
        for root, points in (("L3", square), ("L4", other))
    )
    tried = replace(knowledge, territories={"L3": one, "L4": two})
    found = covers_of(tried, (Stroke((ChartPlace("leg", "right", 0.5, 80.0),), 10.0),), reference_skin())
    assert found is not None
    cover = next(cover for cover in found.maps if cover.map.key == "lee")
    assert cover.roots["L3"] == pytest.approx(0.5, abs=0.06)
    assert cover.blank == pytest.approx(0.0, abs=1e-6)


def test_left_and_right_cover_the_same(knowledge: Knowledge) -> None:
    right, left = (covers_of(knowledge, (stroke("leg", (0.2, 0.9), 60.0, side),)) for side in ("right", "left"))
    assert right is not None
    assert left is not None
    for one, other in zip(right.maps, left.maps, strict=True):
        assert dict(one.roots) == pytest.approx(dict(other.roots), abs=0.01)


def test_nothing_drawn_covers_nothing(knowledge: Knowledge) -> None:
    assert covers_of(knowledge, ()) is None
    assert covers_of(knowledge, (Stroke((SHIN,), erase=True),)) is None
    assert covers_lines(knowledge, ()) == ["nothing is drawn"]
    assert drawing_paragraphs(ViewState(), knowledge) == ()


@pytest.mark.parametrize("audience", ["patient", "student", "physician"])
def test_the_panel_says_that_shares_are_no_probability(knowledge: Knowledge, audience: Any) -> None:
    state = ViewState(drawing=(stroke("leg", (0.2, 0.9), 60.0, radius=18.0),), audience=audience)
    texts = [paragraph.text for paragraph in drawing_paragraphs(state, knowledge)]
    assert texts[-1] == NO_PROBABILITY
    maps = [text for text in texts if text.startswith("Keegan-Garrett: L4")]
    assert bool(maps) == (audience != "patient"), "patients see the bars; others read the numbers with their sources"
    answer: Any = covers_answer(knowledge, state.drawing)
    assert json.loads(json.dumps(answer)) == answer
    assert answer["maps"]["keegan_garrett"]["roots"]["L4"] > 0.5
    cover = covers_of(knowledge, state.drawing)
    assert cover is not None
    assert map_words(cover.maps[1], IN_ENGLISH).startswith("Keegan-Garrett: L4")


def test_a_list_of_shares_holds_no_english(knowledge: Knowledge) -> None:
    cover = covers_of(knowledge, (stroke("leg", (0.2, 0.9), 60.0, radius=18.0),))
    assert cover is not None
    shares = replace(cover.maps[1], roots={"L4": 0.78}, blank=0.22)
    told = {language: map_words(shares, catalogue(language)) for language in ("en", "de", "es")}
    assert told == {
        "en": "Keegan-Garrett: L4 78\u00a0%, blank 22\u00a0%",
        "de": "Keegan-Garrett: L4 78\u00a0%, frei 22\u00a0%",
        "es": "Keegan-Garrett: L4 78\u00a0%, en blanco 22\u00a0%",
    }


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 20), st.integers(1, 100), st.integers(4, 200))
def test_thinning_keeps_ends_and_the_limit(count: int, length: int, most: int) -> None:
    lines = [Stroke(tuple(replace(SHIN, phi=float(n % 360)) for n in range(length))) for _ in range(count)]
    kept = thinned(lines, most)
    assert sum(len(one.points) for one in kept) <= most
    assert all(one.points[0] == SHIN.__class__("leg", "right", 0.5, 0.0) for one in kept)
    assert all(one.points[-1] == lines[0].points[-1] for one in kept)


def test_points_too_near_to_matter_are_left_out() -> None:
    xyz = [(0.0, 0.0, 0.5 * n) for n in range(101)]
    kept = simplified([SHIN] * 101, xyz, 10.0)
    assert kept[0] == 0
    assert kept[-1] == 100
    assert len(kept) < 20


def test_undo_goes_back_stroke_by_stroke() -> None:
    store = Store()
    one, two = Stroke((SHIN,)), Stroke((SHIN,), 20.0, "numbness")
    store.update(drawing=(one,))
    store.update(drawing=(one, two))
    seen = []
    for step in (store.undo, store.undo, store.redo, store.redo):
        step()
        seen.append(store.state.drawing)
    assert seen == [(one,), (), (one,), (one, two)]


@settings(max_examples=30, deadline=None)
@given(st.lists(strokes, max_size=4))
def test_a_drawing_is_read_as_it_was_written(drawing: list[Stroke]) -> None:
    again = read_drawing(json.loads(json.dumps(drawing_rows(drawing))))
    assert [(s.radius, s.quality, s.depth, s.erase) for s in again] == [
        (s.radius, s.quality, s.depth, s.erase) for s in drawing
    ]
    for old, new in zip(drawing, again, strict=True):
        assert [p.t for p in new.points] == pytest.approx([p.t for p in old.points], abs=1e-4)


POINT = ["leg", "right", 0.5, 80.0, 0]


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ("everywhere", "list of strokes"),
        ([None], "points"),
        ([{"points": []}], "at least one"),
        ([{"quality": "itching", "points": [POINT]}], "itching"),
        ([{"depth": "bone", "points": [POINT]}], "bone"),
        ([{"colour": "red", "points": [POINT]}], "colour"),
        ([{"radius": 4e9, "points": [POINT]}], "3 to 40 mm"),
        ([{"points": [["leg", "right", float("nan"), 80.0, 0]]}], "finite"),
        ([{"points": [["leg", "right", 7.0, 80.0, 0]]}], "beyond its chart"),
        ([{"points": [["arm", "right", 0.5, 80.0, 0]]}], "no chart"),
        ([{"points": [[[], "right", 0.5, 80.0, 0]]}], "no chart"),
        ([{"points": [POINT] * 1_000_000}], "too many points"),
    ],
)
def test_a_wrong_drawing_is_refused_in_one_sentence(rows: Any, named: str) -> None:
    with pytest.raises(InputError, match=named) as caught:
        read_drawing(rows)
    assert "accepted" in str(caught.value)
    assert len(str(caught.value)) < 200


def test_a_drawing_with_very_many_points_opens_thinned(tmp_path: Path) -> None:
    state = as_json(ViewState())
    state["drawing"] = [{"points": [POINT] * 30_000}]
    path = tmp_path / "many.json"
    path.write_text(json.dumps(state, separators=(",", ":")))
    assert len(read_state(path).drawing[0].points) <= MOST_POINTS
