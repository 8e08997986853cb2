"""From a state to a picture: one pure function, no toolkit. Window, headless picture and tests all draw its result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from annotations.model import Knowledge

from .appearance import (
    Appearance,
    BandPaint,
    CameraAppearance,
    Label,
    LayerAppearance,
    LegendEntry,
    Lit,
    Pin,
    SkinAppearance,
)
from .beside import beside_of
from .best_view import stepping_aside, uncovers
from .compare import agreement_legend, agreement_paints, border_legend, border_paints, with_comparison
from .covers_words import drawing_legend, with_drawing
from .examination import read_examining
from .examination_signs import examined_nerves, examiner_signs, examiner_view, near_sign
from .explain import act, alarms, panel_of
from .label_places import label_places
from .language import in_language, spoken
from .lighting import Lighting, lighting_of
from .named import Named
from .nerve_skin import field_labels, field_legend, field_paints
from .palette import BACKDROPS, PAIN, ROOTS, SHARES, SKIN_TONES, TISSUES
from .physique import body_of
from .pinch import CUT_LAYERS, level_key, pinch_of, scene_legend, shown_scene, step_aside
from .skin.territories import shown_roots, territory_legend, territory_paints
from .state import ALL_ROOTS, SIDES, Side, ViewState
from .study_silence import studied
from .views import VIEWS
from .ways import level_of

TENDONS: Final = {"patellar_ligament": "vastus_intermedius", "calcaneal_tendon": "soleus"}
"""Of the whole quadriceps and of the calf: shown wherever their deepest part is lit."""
SOLE: Final = "sole"
FADED_SKIN: Final = 0.28
"""Opacity of unpainted skin while something deep is lit and the user has not chosen one."""
PAINTED_SKIN: Final = 0.72
"""Least opacity of painted skin over deep structures: the colour stays, the nerve shows through."""
UNCOVERED_PAINT: Final = 0.4
"""Opacity of painted skin over a structure that was asked for by name: it is what is to be seen."""
CLOSE_BACK: Final = "lumbar"
"""The view in which whole skin would fill the picture and say nothing, unless all roots are painted on it."""
SKIN_TARGET: Final = "saddle"
"""What is looked at for its skin alone: bones behind faded skin would only confuse."""
SHARE_LEGEND: Final[Mapping[str, str]] = {
    "major": "muscle, {root} is a main root",
    "shared": "muscle, {root} shares the supply",
    "source-dependent": "muscle, named for {root} by some sources only",
}
LABELLED_NERVES: Final = (
    "spinal_ganglion_l4",
    "femoral_nerve",
    "saphenous_nerve",
    "obturator_nerve",
    "deep_fibular_nerve",
)
MOST_MUSCLE_LABELS, FEW_MUSCLE_LABELS = 4, 2
"""Of lit muscles that are named; few for patients, whose picture stays calm."""


def resolve(state: ViewState, knowledge: Knowledge, structures: Mapping[str, Named]) -> Appearance:
    """Work out the picture of a state.

    Parameters
    ----------
    state : ViewState
        What the user chose.
    knowledge : Knowledge
        The knowledge base.
    structures : mapping of str to Structure
        The body's structures by sided key.

    Returns
    -------
    Appearance
        Plain values; equal states give equal appearances.
    """
    appearance = _resolved(state, in_language(knowledge, state.language), structures)
    return spoken(studied(appearance, state, structures), state.language, structures)


def _resolved(state: ViewState, knowledge: Knowledge, structures: Mapping[str, Named]) -> Appearance:
    """Work it out with the program's own words still in English."""
    if state.examining is not None and read_examining(state.examining, knowledge) is None:
        state = replace(state, examining=None)  # a warning sign has no place on the body
    asked, state = state, examiner_view(state, knowledge)
    signs = examiner_signs(state, knowledge)
    lighting = lighting_of(state, knowledge, structures)
    plain = lighting if state.examining is None else lighting_of(replace(state, examining=None), knowledge, structures)
    told = state.named is not None
    automatic = state.skin_opacity is None
    untouched = automatic and not told and not state.symptoms and not state.drawing
    bare = untouched and not state.study and state.view == CLOSE_BACK and state.root not in {None, ALL_ROOTS}
    if bare:
        ganglion = f"spinal_ganglion_{level_of(str(state.root))}"
        state = replace(state, layers=state.layers - set(CUT_LAYERS), named=(ganglion,))
    placeless = automatic and not told and bool(state.symptoms) and lighting.empty and state.view == CLOSE_BACK
    if placeless:  # the spine with its roots, none of them lit: whole skin would say nothing
        state = replace(state, layers=state.layers - set(CUT_LAYERS))
    explained = told or bool(state.symptoms) or lighting is not plain or bare
    deep_shown = placeless or (explained and lighting.deep)
    if signs and state.view == SOLE:
        deep_shown = False  # through a glass sole one sees the whole body
    if VIEWS[state.view].target == SKIN_TARGET and lighting.skin and not told:
        deep_shown = False
    calm = deep_shown and not placeless and (told or (automatic and "skin" in state.layers))
    hidden = state.hidden
    uncovered = not deep_shown and uncovers(state, structures)
    if uncovered:
        deep_shown = calm = True
        hidden |= stepping_aside(state, structures, lighting.muscles)
    if state.isolated is not None:
        hidden = frozenset(key for key in structures if key != state.isolated)
    view = VIEWS[state.view]
    hidden |= step_aside(view, structures)
    skin = _skin(state, knowledge, lighting, deep_shown)
    if uncovered:
        skin = replace(skin, painted_opacity=UNCOVERED_PAINT)
    layers = state.layers if view.cut is None else state.layers - set(CUT_LAYERS)
    return Appearance(
        skin=skin,
        layers={
            "bones": LayerAppearance("bones" in layers),
            "muscles": LayerAppearance("muscles" in layers, only_lit=calm),
            "nerves": LayerAppearance("nerves" in layers, only_lit=calm and view.cut is None),
            "ligaments": LayerAppearance("ligaments" in layers),
            "trunk_muscles": LayerAppearance("trunk_muscles" in layers, only_lit=calm),
            "fascia": LayerAppearance("fascia" in layers),
        },
        lit=_lit(state, lighting),
        hidden=hidden,
        ghost=_other(state.side) if view.aside else None,
        camera=CameraAppearance(
            state.view, state.side, state.camera, _level(state, knowledge), near_sign(state, signs)
        ),
        labels=_labels(state, knowledge, lighting, structures) if state.labels else (),
        pins=_pins(state, knowledge),
        signs=signs,
        legend=_legend(state, knowledge, lighting, skin),
        panel=with_drawing(
            with_comparison(panel_of(asked, knowledge, plain, structures), asked, knowledge, plain),
            asked,
            knowledge,
        ),
        act=act(state, knowledge),
        banner=alarms(state, knowledge),
        hovered=state.hovered,
        selected=state.selected,
        asked=state.place,
        background=BACKDROPS[state.backdrop],
        body=body_of(state),
        pinch=pinch_of(state, knowledge),
        cut=view.cut,
        beside=beside_of(state, knowledge),
    )


def _other(side: Side) -> Side:
    return "left" if side == "right" else "right"


def _skin(state: ViewState, knowledge: Knowledge, lighting: Lighting, deep_shown: bool) -> SkinAppearance:
    opacity = state.skin_opacity
    if opacity is None:
        opacity = FADED_SKIN if deep_shown else 1.0
    paints = territory_paints(state, knowledge, lighting)
    paints += field_paints(state, knowledge, lighting)
    bands = [BandPaint(band, side, PAIN, 0.85) for band, side in (*lighting.pain, *lighting.felt)]
    agreed = agreement_paints(state, knowledge, lighting)
    if agreed:
        paints, bands = field_paints(state, knowledge, lighting), []
    visible = "skin" in state.layers and state.isolated is None and VIEWS[state.view].cut is None
    painted = max(opacity, PAINTED_SKIN) if state.skin_opacity is None else max(opacity, min(1.0, opacity + 0.35))
    return SkinAppearance(
        visible,
        opacity,
        painted,
        SKIN_TONES[state.skin_tone],
        tuple(paints),
        tuple(bands),
        agreed,
        border_paints(state, knowledge, lighting),
        state.drawing,
    )


def _lit(state: ViewState, lighting: Lighting) -> dict[str, Lit]:
    colours = ROOTS[state.palette]
    lit = {key: Lit(SHARES[share], outline=True) for key, share in lighting.muscles.items()}
    lit.update({key: Lit(colours[root]) for key, root in lighting.nerves.items()})
    # Muscles end in these tendons: without them the kneecap would hang in the air and muscles would end in nothing.
    for tendon, muscle in TENDONS.items():
        ends = [side for side in SIDES if f"{muscle}.{side}" in lighting.muscles]
        lit.update({f"{tendon}.{side}": Lit(TISSUES["tendon"]) for side in ends})
    return lit


def _labels(
    state: ViewState, knowledge: Knowledge, lighting: Lighting, structures: Mapping[str, Named]
) -> tuple[Label, ...]:
    if state.named:
        return _told_labels(state, lighting, structures)
    labels = []
    for shown, side in shown_roots(state, knowledge, lighting):
        rim_mm = shown.area.rim_mm if shown.area is not None else 0.0
        places = label_places(shown.territories, side, shown.beside, rim_mm)
        if places:
            # The innermost ring of an area is too narrow to carry its name.
            aside = shown.area is not None and shown.root == shown.area.whole[-1]
            labels.append(Label(shown.root, places, aside))
    labels += field_labels(state, knowledge, lighting)
    if state.named is not None:
        return tuple(labels)
    if not (state.symptoms or state.examining) and "skin" in state.layers and state.skin_opacity is None:
        if uncovers(state, structures) and state.selected is not None:
            labels.append(Label(structures[state.selected].ta2, state.selected))
        return tuple(labels)
    for base in dict.fromkeys((*LABELLED_NERVES, *examined_nerves(state, knowledge))):
        for side in ("right", "left"):
            key = f"{base}.{side}"
            if key in lighting.nerves and key in structures:
                text = "L4 root" if base.startswith("spinal_ganglion") else structures[key].ta2
                labels.append(Label(text, key))
    seen = [key for key in lighting.muscles if key in structures and structures[key].layer in state.layers]
    named = [key for key in seen if lighting.muscles[key] != "source-dependent"] or seen
    most = FEW_MUSCLE_LABELS if state.audience == "patient" else MOST_MUSCLE_LABELS
    labels.extend(Label(structures[key].ta2, key) for key in named[:most])
    return tuple(labels)


def _told_labels(state: ViewState, lighting: Lighting, structures: Mapping[str, Named]) -> tuple[Label, ...]:
    """Name what a step tells of, where it is lit; what lies on the midline or is a bone is named in any case."""
    labels = []
    for base in state.named or ():
        root = base.removeprefix("spinal_ganglion_").upper()
        for key in (base, *(f"{base}.{side}" for side in SIDES)):
            if key not in structures:
                continue
            lit = key in lighting.nerves or key in lighting.muscles
            if lit or structures[key].side is None or (not lighting.deep and key.endswith(state.side)):
                labels.append(
                    Label(f"{root} root" if base.startswith("spinal_ganglion_") else structures[key].ta2, key)
                )
    return tuple(labels)


def _level(state: ViewState, knowledge: Knowledge) -> str:
    scene = shown_scene(state, knowledge)
    return state.level if scene is None and state.level is not None else level_key(scene)


def _pins(state: ViewState, knowledge: Knowledge) -> tuple[Pin, ...]:
    """Pin every key point, or the one under the cursor of the examination, or none."""
    examining = None if state.examining is None else read_examining(state.examining, knowledge)
    if not state.key_points and examining is None:
        return ()
    colours = ROOTS[state.palette]
    return tuple(
        Pin(point.root, point.landmark, side, colours[point.root], f"{point.root}: {point.text}")
        for point in knowledge.key_points.values()
        for side in ("right", "left")
        if state.key_points or (examining is not None and point.root == examining[0].key_point and side in examining[1])
    )


def _legend(
    state: ViewState, knowledge: Knowledge, lighting: Lighting, skin: SkinAppearance
) -> tuple[LegendEntry, ...]:
    colours = ROOTS[state.palette]
    entries: dict[LegendEntry, None] = dict.fromkeys(scene_legend(state, knowledge))
    over = (*border_legend(state, knowledge, lighting), *drawing_legend(state)) if skin.visible else ()
    if state.root == ALL_ROOTS and not (state.symptoms or state.examining or state.scene):
        roots = territory_legend(state, knowledge, lighting)
        return (*roots, *field_legend(state, knowledge, lighting), *over) if skin.visible else ()
    entries |= dict.fromkeys(agreement_legend(skin))
    if skin.visible and not skin.agreement:
        entries |= dict.fromkeys(territory_legend(state, knowledge, lighting))
    for root, _ in lighting.pain if skin.visible and not skin.agreement else ():
        entries[LegendEntry(f"where {root} pain is often felt", PAIN, "dots")] = None
    if lighting.felt and skin.visible and not skin.agreement:
        entries[LegendEntry("where this is often felt (our own drawing)", PAIN, "dots")] = None
    entries |= dict.fromkeys((*field_legend(state, knowledge, lighting), *over) if skin.visible else ())
    if skin.visible and skin.opacity >= 1.0:
        return tuple(entries)  # nothing below opaque skin is seen
    muscle_root = lighting.muscle_root or state.root or "L4"
    for share, text in SHARE_LEGEND.items():
        if "muscles" in state.layers and VIEWS[state.view].cut is None and share in lighting.muscles.values():
            entries[LegendEntry(text.format(root=muscle_root), SHARES[share], "outline")] = None
    for root in dict.fromkeys(lighting.nerves.values()) if "nerves" in state.layers else ():
        entries[LegendEntry(f"nerves with {root} fibres (drawn thicker than life)", colours[root], "cord")] = None
    return tuple(entries)
