"""From a state to a picture: what lights, what steps aside, what the panel says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pytest

from annotations import Knowledge, load
from annotations.model import ROOTS as ROOT_KEYS
from annotations.model import Audience, ChartPolygon, Territory
from meshes.sides import Side, split_key
from viewer.i18n.catalogue import catalogue
from viewer.i18n.language import in_language
from viewer.palette.colours import ROOTS
from viewer.resolve.regions import lit_regions_of
from viewer.resolve.resolve import resolve
from viewer.skin.territories import ZONE_LEGEND
from viewer.state.view_state import ALL_ROOTS, ChartPlace, PickedSymptom, ViewState


@dataclass(frozen=True)
class Part:
    base: str
    side: Side | None
    ta2: str
    plain: str
    layer: str = "muscles"
    latin: str = ""
    short: str = ""


class EveryStructure(Mapping[str, Part]):
    """A body that has every muscle and nerve of the knowledge base, on both sides."""

    def __init__(self, knowledge: Knowledge) -> None:
        bases = [*knowledge.muscles, *knowledge.nerves]
        self._keys = [f"{base}.{side}" for base in bases for side in ("left", "right")]

    def __getitem__(self, key: str) -> Part:
        if key not in self._keys:
            raise KeyError(key)
        base, side = split_key(key)
        name = base.replace("_", " ")
        return Part(base, side, name, name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


@pytest.fixture(scope="module")
def structures(knowledge: Knowledge) -> EveryStructure:
    return EveryStructure(knowledge)


def picked(key: str, side: str = "right", **fields: object) -> ViewState:
    assert side in ("left", "right", "both")
    return ViewState(symptoms=(PickedSymptom(key, side),), **fields)  # type: ignore[arg-type]


def test_the_opening_picture_shows_l4_on_the_right_over_opaque_skin(
    knowledge: Knowledge, structures: EveryStructure
) -> None:
    appearance = resolve(ViewState(), knowledge, structures)
    paints = appearance.skin.territories
    assert paints
    assert {knowledge.territories[p.territory].root for p in paints} == {"L4"}
    assert {p.side for p in paints} == {"right"}
    assert {p.colour for p in paints} == {ROOTS["standard"]["L4"]}
    assert appearance.skin.opacity == 1.0
    assert appearance.ghost is None
    assert "L4" in [label.text for label in appearance.labels]


def test_a_numb_shin_lights_skin_and_the_nerve_from_root_to_skin(
    knowledge: Knowledge, structures: EveryStructure
) -> None:
    appearance = resolve(picked("numb-inner-shin", "left"), knowledge, structures)
    assert {p.side for p in appearance.skin.territories} == {"left"}
    course = ["rootlets_l4", "spinal_ganglion_l4", "anterior_ramus_l4", "femoral_nerve", "saphenous_nerve"]
    assert {f"{part}.left" for part in course} <= set(appearance.lit)
    assert not any(key.endswith(".right") for key in appearance.lit)
    assert appearance.skin.opacity < 0.5 < appearance.skin.painted_opacity


def test_core_is_painted_over_likely_over_disputed_each_with_its_pattern(
    knowledge: Knowledge, structures: EveryStructure
) -> None:
    paints = resolve(picked("numb-inner-shin"), knowledge, structures).skin.territories
    zones = [knowledge.territories[p.territory].zone for p in paints]
    order = {"disputed": 0, "likely": 1, "core": 2}
    assert [order[z] for z in zones] == sorted(order[z] for z in zones)
    assert {(knowledge.territories[p.territory].zone, p.pattern) for p in paints} == {
        ("core", "solid"),
        ("likely", "fill"),
        ("disputed", "hatch"),
    }


def test_pain_lights_a_band_and_says_that_pain_may_not_match(knowledge: Knowledge, structures: EveryStructure) -> None:
    appearance = resolve(picked("pain-inner-shin"), knowledge, structures)
    assert ("L4", "right") in [(band.band, band.side) for band in appearance.skin.bands]
    assert knowledge.claims["pain-may-not-match-map"].text in [p.text for p in appearance.panel.paragraphs]


def test_a_weak_knee_lights_the_quadriceps_with_outline_and_share(
    knowledge: Knowledge, structures: EveryStructure
) -> None:
    appearance = resolve(picked("weak-straighten-knee", "both"), knowledge, structures)
    for muscle in ("rectus_femoris", "vastus_lateralis", "vastus_medialis", "vastus_intermedius"):
        for side in ("left", "right"):
            assert appearance.lit[f"{muscle}.{side}"].outline
    assert any("main root" in entry.text for entry in appearance.legend)
    opened = resolve(replace(picked("weak-straighten-knee", "both"), view="lumbar-back"), knowledge, structures)
    assert not any("uscle" in entry.text for entry in opened.legend)  # an opened spine shows none


def test_the_close_lower_back_looks_through_bare_skin_to_the_root(
    knowledge: Knowledge, structures: EveryStructure
) -> None:
    appearance = resolve(ViewState(view="lumbar"), knowledge, structures)
    assert appearance.skin.opacity < 1.0
    assert not appearance.layers["muscles"].visible
    assert any("fibres" in entry.text for entry in appearance.legend)
    assert resolve(ViewState(view="lumbar", root=ALL_ROOTS), knowledge, structures).skin.opacity == 1.0
    assert resolve(ViewState(view="lumbar", skin_opacity=1.0), knowledge, structures).skin.opacity == 1.0


def test_the_other_leg_steps_aside_for_the_inner_leg_only(knowledge: Knowledge, structures: EveryStructure) -> None:
    inner = resolve(ViewState(view="inner-leg", side="right"), knowledge, structures)
    assert inner.ghost == "left"
    assert resolve(ViewState(view="inner-leg", side="left"), knowledge, structures).ghost == "right"
    assert resolve(ViewState(view="outer-leg"), knowledge, structures).ghost is None


@pytest.mark.parametrize("audience", ["patient", "student", "physician"])
def test_a_red_flag_is_said_first_for_every_audience(
    knowledge: Knowledge, structures: EveryStructure, audience: str
) -> None:
    state = ViewState(
        symptoms=(PickedSymptom("numb-inner-shin"), PickedSymptom("saddle-numbness", "both")),
        audience=audience,  # type: ignore[arg-type]
    )
    first = resolve(state, knowledge, structures).panel.paragraphs[0]
    assert first.urgent
    assert "emergency" in first.text.lower()


def test_every_symptom_lights_something_or_warns(knowledge: Knowledge, structures: EveryStructure) -> None:
    for key, symptom in knowledge.symptoms.items():
        state = picked(key)
        regions = lit_regions_of(state, knowledge, structures)
        appearance = resolve(state, knowledge, structures)
        assert bool(symptom.roots) <= (not regions.empty) or symptom.urgency, "what names no root may light nothing"
        assert appearance.panel.paragraphs, key


def test_every_paragraph_of_every_symptom_names_its_sources(knowledge: Knowledge, structures: EveryStructure) -> None:
    for key in knowledge.symptoms:
        panel = resolve(picked(key), knowledge, structures).panel
        assert all(paragraph.sources for paragraph in panel.paragraphs), key
        cited = {source for paragraph in panel.paragraphs for source in paragraph.sources}
        assert cited == {source for source, _ in panel.citations}


def test_a_chosen_fade_wins_over_the_automatic_one(knowledge: Knowledge, structures: EveryStructure) -> None:
    appearance = resolve(picked("numb-inner-shin", skin_opacity=0.5), knowledge, structures)
    assert appearance.skin.opacity == 0.5
    assert not appearance.layers["muscles"].only_lit


def test_isolating_hides_everything_else(knowledge: Knowledge, structures: EveryStructure) -> None:
    appearance = resolve(ViewState(isolated="soleus.left"), knowledge, structures)
    assert "soleus.left" not in appearance.hidden
    assert len(appearance.hidden) == len(structures) - 1
    assert not appearance.skin.visible


def test_a_clicked_place_is_read_from_every_published_map(knowledge: Knowledge, structures: EveryStructure) -> None:
    state = ViewState(place=ChartPlace("leg", "left", 0.6, 70.0))
    panel = resolve(state, knowledge, structures).panel
    assert "patient's left" in panel.title
    text = " ".join(paragraph.text for paragraph in panel.paragraphs)
    for item in knowledge.maps.values():
        if item.provenance != "proposed":
            assert item.name in text


def test_a_clicked_muscle_tells_nerve_roots_and_the_share_of_l4(
    knowledge: Knowledge, structures: EveryStructure
) -> None:
    panel = resolve(ViewState(selected="tibialis_anterior.right", audience="student"), knowledge, structures).panel
    text = " ".join(paragraph.text for paragraph in panel.paragraphs)
    assert "patient's right" in panel.title
    assert "eep fibular nerve" in text
    assert "L4:" in text
    assert "L5" in text


def test_equal_states_give_equal_pictures(knowledge: Knowledge, structures: EveryStructure) -> None:
    assert resolve(picked("knee-gives-way"), knowledge, structures) == resolve(
        picked("knee-gives-way"), knowledge, structures
    )


def test_all_roots_stand_side_by_side_each_in_its_colour(knowledge: Knowledge, structures: EveryStructure) -> None:
    appearance = resolve(ViewState(root=ALL_ROOTS, map="keegan_garrett"), knowledge, structures)
    painted = {knowledge.territories[paint.territory].root for paint in appearance.skin.territories}
    assert painted == {t.root for t in knowledge.territories.values() if t.map == "keegan_garrett"}
    assert {"L3", "L4", "L5", "S1"} <= painted
    for paint in appearance.skin.territories:
        assert paint.colour == ROOTS["standard"][knowledge.territories[paint.territory].root]
    assert all(paragraph.sources for paragraph in appearance.panel.paragraphs)


def test_label_places_lie_well_inside_the_surest_zones() -> None:
    from viewer.appearance.label_places import label_places

    tall = ChartPolygon("leg", ((0.2, -40.0), (0.8, -40.0), (0.8, 20.0), (0.2, 20.0)))
    band = ChartPolygon("trunk", ((0.4, -2.0), (0.6, -2.0), (0.6, 182.0), (0.4, 182.0)))
    core = Territory("core", "L4", "map", "core", "proposed", (tall,), None, ())
    likely = Territory("likely", "L4", "map", "likely", "proposed", (band,), None, ())
    places = label_places((likely, core), "left")
    assert [place.segment for place in places] == sorted(place.segment for place in places)  # core's leg first
    assert {place.side for place in places} == {"left"}
    for place in places:
        if place.segment == "leg":
            assert 0.21 < place.t < 0.79
            assert not 12.0 < place.phi < 328.0
        else:
            assert 3.0 < place.phi < 177.0  # the midline belongs to both halves
    assert sum(place.segment == "leg" for place in places) >= 2


def test_a_clicked_disc_tells_which_root_each_slip_meets(knowledge: Knowledge) -> None:
    part = {"intervertebral_disc_l4_l5": Part("intervertebral_disc_l4_l5", None, "Intervertebral disc L4-L5", "disc")}
    panel = resolve(ViewState(selected="intervertebral_disc_l4_l5"), knowledge, part).panel
    text = " ".join(paragraph.text for paragraph in panel.paragraphs)
    assert "L4/5 posterolateral (paracentral): L5." in text
    assert "L4/5 foraminal or far-lateral: L4." in text


def test_a_clicked_vertebra_tells_which_root_leaves_below_it(knowledge: Knowledge) -> None:
    part = {"vertebra_l4": Part("vertebra_l4", None, "Vertebra L4", "fourth bone of the lower back")}
    panel = resolve(ViewState(selected="vertebra_l4"), knowledge, part).panel
    assert panel.paragraphs[0].text == "The L4 root leaves the spine below the L4 pedicle, L4/5 foramen."
    assert panel.paragraphs[0].sources


def test_only_l4_is_said_to_be_agreed_on(knowledge: Knowledge) -> None:
    for root, wanted in (("L4", "L4 skin, core: the maps agree"), ("L5", "L5 skin, core")):
        legend = [entry.text for entry in resolve(ViewState(root=root), knowledge, {}).legend]
        assert wanted in legend


@pytest.mark.parametrize(
    "key", ["weakness-getting-worse", "cough-sneeze-worse", "unsteady-on-one-leg", "both-legs-weak"]
)
def test_what_names_neither_muscle_nor_place_lights_no_root(
    key: str, knowledge: Knowledge, structures: EveryStructure
) -> None:
    assert lit_regions_of(picked(key), knowledge, structures).empty
    assert not resolve(picked(key), knowledge, structures).lit


def test_a_cough_shows_the_spine_with_all_its_roots_and_none_of_them_lit(
    knowledge: Knowledge, structures: EveryStructure
) -> None:
    shown = resolve(replace(picked("cough-sneeze-worse"), view="lumbar"), knowledge, structures)
    assert shown.skin.opacity < 1.0, "whole skin would say nothing"
    assert shown.layers["nerves"].visible
    assert not shown.layers["nerves"].only_lit


def test_a_symptom_of_two_roots_lights_the_one_that_stands_better(
    knowledge: Knowledge, structures: EveryStructure
) -> None:
    def lit(*keys: str) -> set[str]:
        state = ViewState(symptoms=tuple(PickedSymptom(key) for key in keys))
        return set(lit_regions_of(state, knowledge, structures).nerves.values())

    assert lit("weak-lift-foot") == {"L4", "L5"}
    assert lit("weak-lift-foot", "weak-big-toe-lift") == {"L5"}
    assert lit("weak-lift-foot", "weak-straighten-knee") == {"L4"}
    assert lit("numb-inner-ankle", "ankle-jerk-weak") == {"L4", "S1"}, "each is lit by its own sign"


def test_an_emergency_is_lit_whole_whatever_else_is_picked(knowledge: Knowledge, structures: EveryStructure) -> None:
    state = ViewState(symptoms=(PickedSymptom("saddle-numbness", "both"), PickedSymptom("weak-tiptoe")))
    roots = {root for root, _ in lit_regions_of(state, knowledge, structures).skin}
    assert roots >= {"S2", "S3", "S4-5"}


PUBLISHED = [key for key, drawn in load().maps.items() if drawn.provenance != "proposed"]


@pytest.mark.parametrize("language", ["en", "de", "es"])
@pytest.mark.parametrize("audience", ["patient", "physician"])
@pytest.mark.parametrize("map_key", PUBLISHED)
def test_a_published_map_is_shown_as_it_has_it(
    knowledge: Knowledge, map_key: str, audience: Audience, language: str
) -> None:
    """In one plain area each, named after the map: what other maps say of it is no part of it."""
    known = in_language(knowledge, language)
    place = ChartPlace("leg", "right", 0.5, 60.0)
    for root in ("L4", "L5"):
        state = ViewState(root=root, map=map_key, audience=audience, language=language, place=place)
        shown = resolve(state, knowledge, {})
        (paint,) = shown.skin.territories
        drawn = {t.key for t in knowledge.territories.values() if (t.map, t.root) == (map_key, root)}
        assert {paint.territory, *paint.joined} == drawn
        assert paint.pattern == "solid"
        (entry,) = [entry for entry in shown.legend if entry.colour == paint.colour]
        assert known.maps[map_key].short_name in entry.text
        assert entry.pattern == "solid"
        record = known.roots[root]  # tells of the studies, not of this map
        told = {record.skin, record.told_apart}
        said = " ".join([entry.text, *(p.text for p in shown.panel.paragraphs if p.text not in told)])
        for word in (*ZONE_LEGEND.values(), "core", "disputed", "Kern", "umstritten", "núcleo", "discutid"):
            assert f" {word}" not in said, (root, word)
    if language != "en":
        assert not any(text.text.startswith("[en]") for text in shown.panel.paragraphs)


def test_all_roots_of_a_published_map_are_its_own_and_plain(knowledge: Knowledge) -> None:
    for key in PUBLISHED:
        paints = resolve(ViewState(root="all", map=key), knowledge, {}).skin.territories
        assert {knowledge.territories[paint.territory].map for paint in paints} == {key}
        assert {paint.pattern for paint in paints} == {"solid"}


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_where_a_map_has_nothing_our_drawing_stands_in_and_says_so(knowledge: Knowledge, language: str) -> None:
    drawn = {(t.map, t.root) for t in knowledge.territories.values()}
    lacking = [(key, root) for key in PUBLISHED for root in ROOT_KEYS if (key, root) not in drawn]
    ours = {root for key, root in drawn if key == "proposed"}
    assert lacking
    tr = catalogue(language)
    for key, root in lacking:
        shown = resolve(ViewState(root=root, map=key, language=language), knowledge, {})
        maps = {knowledge.territories[paint.territory].map for paint in shown.skin.territories}
        text = " ".join(paragraph.text for paragraph in shown.panel.paragraphs)
        blank = tr("The chosen map leaves the skin of {roots} blank.", roots=root)
        if root in ours:
            assert maps == {"proposed"}
            wanted = tr("{root} skin: our drawing, as the chosen map has none", root=root)
            assert wanted in [entry.text for entry in shown.legend]
            assert blank not in text
            lent = "The coloured skin is our own drawing of {roots}: the chosen map leaves it blank."
            assert tr(lent, roots=root) in text
        else:
            assert maps == set()
            assert blank in text


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_a_map_at_odds_with_itself_says_so_where_that_shows(knowledge: Knowledge, language: str) -> None:
    known = in_language(knowledge, language)
    for conflict in knowledge.map_conflicts.values():
        said = known.map_conflicts[conflict.key].text
        for root in (conflict.root, "all"):
            shown = resolve(ViewState(root=root, map=conflict.map, language=language), knowledge, {})
            assert said in [paragraph.text for paragraph in shown.panel.paragraphs]
            assert said in [entry.text for entry in shown.legend]
        for other in (ViewState(root="L4", map=conflict.map), ViewState(root=conflict.root, map="keegan_garrett")):
            shown = resolve(replace(other, language=language), knowledge, {})
            assert said not in [paragraph.text for paragraph in shown.panel.paragraphs]
            assert said not in [entry.text for entry in shown.legend]
