"""The third step of a picture: what is said in it and beside it: names, legend, panel, warnings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from annotations.model import Knowledge
from viewer.appearance.best_view import is_uncovered
from viewer.appearance.label_places import label_places
from viewer.appearance.lit_regions import LitRegions
from viewer.appearance.named import Named, label_for
from viewer.appearance.panel import Panel
from viewer.appearance.values import Label, LegendEntry, SkinAppearance
from viewer.examination.signs import examined_nerves
from viewer.explain.alarm import act, alarms
from viewer.explain.panel import panel_of
from viewer.i18n.catalogue import N_, catalogue
from viewer.palette.colours import PAIN, ROOTS, SHARES
from viewer.skin.comparing import agreement_legend, border_legend, with_comparison
from viewer.skin.covers_words import drawing_legend, with_drawing
from viewer.skin.nerve_fields import field_labels, field_legend
from viewer.skin.territories import shown_roots, territory_legend
from viewer.spine.lesion import lesion_legend
from viewer.state.view_state import ALL_ROOTS, SIDES, ViewState

from .light import Light
from .visibility import Visibility

SHARE_LEGEND: Final[Mapping[str, str]] = {
    "major": N_("muscle, {root} is a main root"),
    "shared": N_("muscle, {root} shares the supply"),
    "source-dependent": N_("muscle, named for {root} by some sources only"),
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


@dataclass(frozen=True, slots=True)
class Words:
    """What is said."""

    labels: tuple[Label, ...]
    legend: tuple[LegendEntry, ...]
    panel: Panel
    act: str
    banner: tuple[str, ...]


def words_of(
    asked: ViewState,
    shown: ViewState,
    knowledge: Knowledge,
    structures: Mapping[str, Named],
    light: Light,
    visibility: Visibility,
) -> Words:
    """Say what is lit and seen.

    Parameters
    ----------
    asked : ViewState
        What the panel explains.
    shown : ViewState
        What the picture shows: the same, turned to where the item under the cursor of the examination is seen best.
    knowledge : Knowledge
    structures : mapping of str to Structure
        The body's structures by sided key.
    light : Light
    visibility : Visibility
    """
    return Words(
        _labels(shown, knowledge, structures, light.regions, visibility.named) if shown.labels else (),
        _legend(shown, knowledge, light.regions, visibility),
        _panel(asked, knowledge, structures, light.explained),
        act(shown, knowledge),
        alarms(shown, knowledge),
    )


def _panel(state: ViewState, knowledge: Knowledge, structures: Mapping[str, Named], regions: LitRegions) -> Panel:
    panel = panel_of(state, knowledge, regions, structures)
    panel = with_comparison(panel, state, knowledge, regions)
    return with_drawing(panel, state, knowledge)


def _labels(
    state: ViewState,
    knowledge: Knowledge,
    structures: Mapping[str, Named],
    regions: LitRegions,
    named: tuple[str, ...] | None,
) -> tuple[Label, ...]:
    if named:
        return tuple(_named_labels(named, state, regions, structures))
    on_skin = (*_root_labels(state, knowledge, regions), *field_labels(state, knowledge, regions, structures))
    if named is not None:
        return on_skin
    whole_skin = "skin" in state.layers and state.skin_opacity is None
    if whole_skin and not (state.symptoms or state.examining):
        if is_uncovered(state, structures) and state.selected is not None:
            return (*on_skin, _label(state, structures, state.selected))
        return on_skin
    nerves = _nerve_labels(state, knowledge, regions, structures)
    return (*on_skin, *nerves, *_muscle_labels(state, regions, structures))


def _root_labels(state: ViewState, knowledge: Knowledge, regions: LitRegions) -> Iterator[Label]:
    """Name roots on their skin."""
    for shown, side in shown_roots(state, knowledge, regions):
        rim_mm = shown.area.rim_mm if shown.area is not None else 0.0
        places = label_places(shown.territories, side, shown.beside, rim_mm)
        if places:
            # The innermost ring of an area is too narrow to carry its name.
            aside = shown.area is not None and shown.root == shown.area.whole[-1]
            yield Label(shown.root, places, aside)


def _nerve_labels(
    state: ViewState, knowledge: Knowledge, regions: LitRegions, structures: Mapping[str, Named]
) -> Iterator[Label]:
    for base in dict.fromkeys((*LABELLED_NERVES, *examined_nerves(state, knowledge))):
        for side in ("right", "left"):
            key = f"{base}.{side}"
            if key in regions.nerves and key in structures:
                yield _label(state, structures, key)


def _muscle_labels(state: ViewState, regions: LitRegions, structures: Mapping[str, Named]) -> Iterator[Label]:
    seen = [key for key in regions.muscles if key in structures and structures[key].layer in state.layers]
    named = [key for key in seen if regions.muscles[key] != "source-dependent"] or seen
    most = FEW_MUSCLE_LABELS if state.audience == "patient" else MOST_MUSCLE_LABELS
    return (_label(state, structures, key) for key in named[:most])


def _named_labels(
    named: tuple[str, ...], state: ViewState, regions: LitRegions, structures: Mapping[str, Named]
) -> Iterator[Label]:
    """Name what a step tells of, where it is lit; what lies on the midline or is a bone is named in any case."""
    for base in named:
        for key in (base, *(f"{base}.{side}" for side in SIDES)):
            if key not in structures:
                continue
            lit = key in regions.nerves or key in regions.muscles
            if lit or structures[key].side is None or (not regions.deep and key.endswith(state.side)):
                yield _label(state, structures, key)


def _label(state: ViewState, structures: Mapping[str, Named], key: str) -> Label:
    return Label(label_for(state.audience, structures[key], catalogue(state.language)), key)


def _legend(
    state: ViewState, knowledge: Knowledge, regions: LitRegions, visibility: Visibility
) -> tuple[LegendEntry, ...]:
    skin = visibility.skin
    on_skin = _skin_legend(state, knowledge, regions, skin) if skin.visible else ()
    opaque = skin.visible and skin.opacity >= 1.0
    all_roots = state.root == ALL_ROOTS and not (state.symptoms or state.examining or state.scene)
    below = () if opaque or all_roots else _deep_legend(state, regions, visibility)
    return tuple(dict.fromkeys((*lesion_legend(state, knowledge), *on_skin, *below)))


def _skin_legend(
    state: ViewState, knowledge: Knowledge, regions: LitRegions, skin: SkinAppearance
) -> Iterator[LegendEntry]:
    tr = catalogue(state.language)
    if skin.agreement:
        yield from agreement_legend(skin, tr)
    else:
        yield from territory_legend(state, knowledge, regions)
        for root, _ in regions.pain:
            yield LegendEntry(tr("where {root} pain is often felt", root=root), PAIN, "dots")
        if regions.felt:
            yield LegendEntry(tr("where this is often felt (our own drawing)"), PAIN, "dots")
    yield from field_legend(state, knowledge, regions)
    yield from border_legend(state, knowledge, regions)
    yield from drawing_legend(state)


def _deep_legend(state: ViewState, regions: LitRegions, visibility: Visibility) -> Iterator[LegendEntry]:
    tr, colours = catalogue(state.language), ROOTS[state.palette]
    muscle_root = regions.muscle_root or state.root or "L4"
    for share, text in SHARE_LEGEND.items():
        if visibility.layers["muscles"].visible and share in regions.muscles.values():
            yield LegendEntry(tr(text, root=muscle_root), SHARES[share], "outline")
    for root in dict.fromkeys(regions.nerves.values()) if visibility.layers["nerves"].visible else ():
        text = tr("nerves with {root} fibres (drawn thicker than life)", root=root)
        yield LegendEntry(text, colours[root], "cord")
