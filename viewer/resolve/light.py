"""The first step of a picture: what a state lights, and in which colours and patterns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from annotations.model import Knowledge
from viewer.appearance.lit_regions import LitRegions
from viewer.appearance.named import Named
from viewer.appearance.values import AgreementPaint, BandPaint, BorderPaint, ExaminerSign, Lit, Pin, TerritoryPaint
from viewer.examination.items import examined_item
from viewer.examination.signs import examiner_signs
from viewer.palette.colours import PAIN, ROOTS, SHARES, TISSUES
from viewer.skin.comparing import agreement_paints, border_paints
from viewer.skin.nerve_fields import field_paints
from viewer.skin.territories import territory_paints
from viewer.state.view_state import SIDES, ViewState

from .regions import lit_regions_of

TENDONS: Final = {"patellar_ligament": "vastus_intermedius", "calcaneal_tendon": "soleus"}
"""Of the whole quadriceps and of the calf: shown wherever their deepest part is lit."""
BAND_OPACITY: Final = 0.85


@dataclass(frozen=True, slots=True)
class Light:
    """What is lit, on the skin and below it."""

    regions: LitRegions
    """Which regions are lit: those that the item under the cursor of the examination tests, if there is one."""
    explained: LitRegions
    """Which regions the panel explains: the same without regard to that item."""
    structures: Mapping[str, Lit]
    """By structure key with side."""
    territories: tuple[TerritoryPaint, ...]
    bands: tuple[BandPaint, ...]
    agreement: tuple[AgreementPaint, ...]
    borders: tuple[BorderPaint, ...]
    pins: tuple[Pin, ...]
    signs: tuple[ExaminerSign, ...]


def light_of(state: ViewState, knowledge: Knowledge, structures: Mapping[str, Named]) -> Light:
    """Say what a state lights.

    Parameters
    ----------
    state : ViewState
    knowledge : Knowledge
    structures : mapping of str to Structure
        The body's structures by sided key.
    """
    regions = lit_regions_of(state, knowledge, structures)
    explained = regions
    if state.examining is not None:
        explained = lit_regions_of(replace(state, examining=None), knowledge, structures)
    agreement = agreement_paints(state, knowledge, regions)
    # A heat map of agreeing maps takes the place of one map's territories, and of the pain bands.
    territories = [] if agreement else territory_paints(state, knowledge, regions)
    bands = [] if agreement else [*regions.pain, *regions.felt]
    return Light(
        regions,
        explained,
        _lit_structures(state, regions),
        (*territories, *field_paints(state, knowledge, regions)),
        tuple(BandPaint(band, side, PAIN, BAND_OPACITY) for band, side in bands),
        agreement,
        border_paints(state, knowledge, regions),
        _pins(state, knowledge),
        examiner_signs(state, knowledge),
    )


def _lit_structures(state: ViewState, regions: LitRegions) -> dict[str, Lit]:
    colours = ROOTS[state.palette]
    lit = {key: Lit(SHARES[share], outline=True) for key, share in regions.muscles.items()}
    lit.update({key: Lit(colours[root]) for key, root in regions.nerves.items()})
    # Muscles end in these tendons: without them the kneecap would hang in the air and muscles would end in nothing.
    for tendon, muscle in TENDONS.items():
        ends = [side for side in SIDES if f"{muscle}.{side}" in regions.muscles]
        lit.update({f"{tendon}.{side}": Lit(TISSUES["tendon"]) for side in ends})
    return lit


def _pins(state: ViewState, knowledge: Knowledge) -> tuple[Pin, ...]:
    """Pin every key point, or the one that the item under the cursor of the examination tests, or none."""
    examining = examined_item(state, knowledge)
    if not state.key_points and examining is None:
        return ()
    colours = ROOTS[state.palette]
    return tuple(
        Pin(point.root, point.landmark, side, colours[point.root], f"{point.root}: {point.text}")
        for point in knowledge.key_points.values()
        for side in ("right", "left")
        if state.key_points or (examining is not None and point.root == examining[0].key_point and side in examining[1])
    )
