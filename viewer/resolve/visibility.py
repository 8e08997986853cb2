"""The second step of a picture: how far one looks below the skin, and what is left out so that the lit is seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from viewer.appearance.best_view import covering_structures, is_uncovered
from viewer.appearance.named import Named
from viewer.appearance.values import LayerAppearance, SkinAppearance
from viewer.appearance.views import VIEWS
from viewer.palette.colours import SKIN_TONES
from viewer.spine.lesion import CUT_LAYERS, far_structures
from viewer.spine.ways import level_of
from viewer.state.view_state import ALL_ROOTS, ViewState

from .light import Light

SOLE: Final = "sole"
FADED_SKIN: Final = 0.28
"""Opacity of unpainted skin while something deep is lit and the user has not chosen one."""
PAINTED_SKIN: Final = 0.72
"""Least opacity of painted skin over deep structures: the colour stays, the nerve shows through."""
UNCOVERED_PAINT: Final = 0.4
"""Opacity of painted skin over a structure that was asked for by name: it is what is to be seen."""
PAINT_ABOVE_SKIN: Final = 0.35
"""How much more opaque than an opacity that the user has chosen painted skin is."""
CLOSE_BACK: Final = "lumbar"
"""The view in which whole skin would fill the picture and say nothing, unless all roots are painted on it."""
SKIN_TARGET: Final = "saddle"
"""What is looked at for its skin alone: bones behind faded skin would only confuse."""

SpineShown = Literal["root", "whole"]
"""What the close view of the low back shows in place of whole skin: the spine round the lit root, or the whole spine
because what was picked names no place."""
Looking = Literal["at the skin", "at everything", "at what is lit", "at what is selected"]
"""How one looks at the body: at opaque skin, or through it at all below, at the lit structures only, or at a structure
that was found by its name."""


@dataclass(frozen=True, slots=True)
class Visibility:
    """What of the body is seen."""

    skin: SkinAppearance
    layers: Mapping[str, LayerAppearance]
    """By layer name, without the skin."""
    hidden: frozenset[str]
    named: tuple[str, ...] | None
    """Structures, without side, that alone carry names; None: all that is lit may."""


def visibility_of(state: ViewState, light: Light, structures: Mapping[str, Named]) -> Visibility:
    """Say what of the body is seen.

    Parameters
    ----------
    state : ViewState
    light : Light
        What is lit.
    structures : mapping of str to Structure
        The body's structures by sided key.
    """
    spine = _spine_shown(state, light)
    looking = _looking(state, light, spine, structures)
    return Visibility(
        _skin(state, light, looking),
        _layers(state, spine, only_lit=looking in {"at what is lit", "at what is selected"}),
        _hidden(state, light, looking, structures),
        (f"spinal_ganglion_{level_of(str(state.root))}",) if spine == "root" else state.named,
    )


def _spine_shown(state: ViewState, light: Light) -> SpineShown | None:
    if state.view != CLOSE_BACK or state.skin_opacity is not None or state.named is not None:
        return None
    if state.symptoms:
        return "whole" if light.regions.empty else None
    if state.drawing or state.study or state.root in {None, ALL_ROOTS}:
        return None
    return "root"


def _looking(state: ViewState, light: Light, spine: SpineShown | None, structures: Mapping[str, Named]) -> Looking:
    if not _looks_through(state, light, spine):
        return "at what is selected" if is_uncovered(state, structures) else "at the skin"
    if spine == "whole":
        return "at everything"
    chosen_by_picture = state.skin_opacity is None and "skin" in state.layers
    return "at what is lit" if state.named is not None or chosen_by_picture else "at everything"


def _looks_through(state: ViewState, light: Light, spine: SpineShown | None) -> bool:
    """Say whether the skin is glass: something deep is lit, and a reader has asked for it."""
    if light.signs and state.view == SOLE:
        return False  # through a glass sole one sees the whole body
    if VIEWS[state.view].target == SKIN_TARGET and light.regions.skin and state.named is None:
        return False
    if spine == "whole":
        return True
    asked = state.named is not None or bool(state.symptoms) or state.examining is not None or spine == "root"
    return asked and light.regions.deep


def _skin(state: ViewState, light: Light, looking: Looking) -> SkinAppearance:
    opacity, painted = _opacities(state, looking)
    return SkinAppearance(
        visible="skin" in state.layers and state.isolated is None and VIEWS[state.view].cut is None,
        opacity=opacity,
        painted_opacity=painted,
        tone=SKIN_TONES[state.skin_tone],
        territories=light.territories,
        bands=light.bands,
        agreement=light.agreement,
        borders=light.borders,
        drawing=state.drawing,
    )


def _opacities(state: ViewState, looking: Looking) -> tuple[float, float]:
    """Give the opacity of bare and of painted skin."""
    if state.skin_opacity is not None:
        return state.skin_opacity, max(state.skin_opacity, min(1.0, state.skin_opacity + PAINT_ABOVE_SKIN))
    if looking == "at the skin":
        return 1.0, 1.0
    return FADED_SKIN, UNCOVERED_PAINT if looking == "at what is selected" else PAINTED_SKIN


def _layers(state: ViewState, spine: SpineShown | None, *, only_lit: bool) -> dict[str, LayerAppearance]:
    cut = VIEWS[state.view].cut is not None
    shown = state.layers - set(CUT_LAYERS) if cut or spine is not None else state.layers
    return {
        "bones": LayerAppearance("bones" in shown),
        "muscles": LayerAppearance("muscles" in shown, only_lit),
        "nerves": LayerAppearance("nerves" in shown, only_lit and not cut),
        "ligaments": LayerAppearance("ligaments" in shown),
        "trunk_muscles": LayerAppearance("trunk_muscles" in shown, only_lit),
        "fascia": LayerAppearance("fascia" in shown),
    }


def _hidden(state: ViewState, light: Light, looking: Looking, structures: Mapping[str, Named]) -> frozenset[str]:
    hidden = state.hidden
    if looking == "at what is selected":
        hidden |= covering_structures(state, structures, light.regions.muscles)
    if state.isolated is not None:
        hidden = frozenset(key for key in structures if key != state.isolated)
    return hidden | far_structures(VIEWS[state.view], structures)
