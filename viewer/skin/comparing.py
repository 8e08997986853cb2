"""Maps side by side: the borders of a second one over the first, and how many agree. Pure; no toolkit."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from annotations.model import ROOTS, DermatomeMap, Knowledge
from viewer.appearance.lit_regions import LitRegions
from viewer.appearance.panel import Panel, Paragraph
from viewer.appearance.values import AgreementPaint, BorderPaint, LegendEntry, SkinAppearance
from viewer.i18n.catalogue import Catalogue, catalogue
from viewer.i18n.joining import listed
from viewer.palette.colours import AGREEMENT, BORDER
from viewer.state.view_state import ViewState

from .known import Known
from .reading import published, short_name
from .texels_in_regions import polygons_of, within

if TYPE_CHECKING:
    from .drawn_skin import DrawnSkin

SPARSE: Final = 5
"""Every so many texels are sampled for the share that two maps have in common: at 2 mm a texel one per 20 mm2."""


def shown_roots(state: ViewState, regions: LitRegions) -> list[str]:
    """List the roots whose skin is shown, first to last."""
    return list(dict.fromkeys(root for root, _ in regions.skin))


def agreement_paints(state: ViewState, knowledge: Knowledge, regions: LitRegions) -> tuple[AgreementPaint, ...]:
    """Paint how many published maps give the skin to the first root shown, if asked for."""
    if not state.agreement or not _one_root(state, regions):
        return ()
    root = next(iter(regions.skin))[0]
    maps = tuple(item.key for item in published(knowledge))
    colours = tuple(AGREEMENT[(len(AGREEMENT) - 1) * n // max(1, len(maps) - 1)] for n in range(len(maps)))
    sides = dict.fromkeys(side for one, side in regions.skin if one == root)
    return tuple(AgreementPaint(root, side, maps, colours) for side in sides)


def border_paints(state: ViewState, knowledge: Knowledge, regions: LitRegions) -> tuple[BorderPaint, ...]:
    """Draw the borders of the second map, of the roots that are shown."""
    if state.compared is None:
        return ()
    drawn = _drawn_in(knowledge, state.compared)
    return tuple(BorderPaint(state.compared, root, side, BORDER) for root, side in regions.skin if root in drawn)


def agreement_legend(skin: SkinAppearance, tr: Catalogue) -> list[LegendEntry]:
    """List the steps of the count of maps, most maps first."""
    if not skin.visible or not skin.agreement:
        return []
    paint = skin.agreement[0]
    total = len(paint.maps)
    return [
        LegendEntry(
            tr("{root} in {count} of {total} published maps", root=paint.root, count=count, total=total),
            paint.colours[count - 1],
            "solid",
        )
        for count in range(total, 0, -1)
    ]


def border_legend(state: ViewState, knowledge: Knowledge, regions: LitRegions) -> list[LegendEntry]:
    """Say whose borders the beaded lines are."""
    if state.compared is None or not border_paints(state, knowledge, regions):
        return []
    tr, drawn, roots = catalogue(state.language), knowledge.maps[state.compared], shown_roots(state, regions)
    if len(roots) < len(ROOTS):
        text = _borders_of(listed(roots, tr.language), drawn, tr)
    elif drawn.provenance == "proposed":
        text = tr("borders of all roots after our drawing")
    else:
        text = tr("borders of all roots after {map}", map=short_name(drawn, tr))
    return [LegendEntry(text, BORDER, "beads")]


def _borders_of(roots: str, drawn: DermatomeMap, tr: Catalogue) -> str:
    if drawn.provenance == "proposed":
        return tr("border of {roots} after our drawing", roots=roots)
    return tr("border of {roots} after {map}", roots=roots, map=short_name(drawn, tr))


def with_comparison(panel: Panel, state: ViewState, knowledge: Knowledge, regions: LitRegions) -> Panel:
    """Add to a panel what two maps have in common, and what the count of maps shows."""
    found = [
        *_agreement_paragraphs(state, knowledge, regions),
        *_border_paragraphs(state, knowledge, regions),
        *_shared_paragraphs(state, knowledge, regions),
    ]
    if not found:
        return panel
    from viewer.appearance.citing import citations

    urgent = [paragraph for paragraph in panel.paragraphs if paragraph.urgent]
    calm = [paragraph for paragraph in panel.paragraphs if not paragraph.urgent]
    paragraphs = (*urgent, *found, *calm)
    return replace(panel, paragraphs=paragraphs, citations=citations(knowledge, paragraphs))


def _agreement_paragraphs(state: ViewState, knowledge: Knowledge, regions: LitRegions) -> list[Paragraph]:
    paints = agreement_paints(state, knowledge, regions)
    if not paints:
        return []
    maps = published(knowledge)
    tr = catalogue(state.language)
    text = tr(
        "The darker the skin, the more of {count} published maps give it to {root}; lines are the maps' own borders."
        " Maps copy one another, so that this counts drawings and not studies.",
        count=len(maps),
        root=paints[0].root,
    )
    return [Paragraph(text, tuple(dict.fromkeys(key for item in maps for key in item.sources)))]


def _border_paragraphs(state: ViewState, knowledge: Knowledge, regions: LitRegions) -> list[Paragraph]:
    if state.compared is None:
        return []
    tr, second = catalogue(state.language), knowledge.maps[state.compared]
    paints = border_paints(state, knowledge, regions)
    if not paints:
        wanted = listed(shown_roots(state, regions), tr.language)
        text = tr("{map} leaves {roots} blank.", map=second.name, roots=wanted)
        return [Paragraph(text, second.sources)] if wanted else []
    told = [tr("Beaded line: the borders in {map}.", map=second.name)]
    first = knowledge.maps[state.map]
    if _one_root(state, regions) and second.key != first.key and not state.agreement:
        root = paints[0].root
        share = common_share(knowledge, root, first.key, second.key)
        told.append(
            tr(
                "Of the skin that {one} or {other} gives to {root}, both give it {share} %.",
                one=short_name(first, tr),
                other=short_name(second, tr),
                root=root,
                share=round(100.0 * share),
            )
        )
    return [Paragraph(" ".join(told), tuple(dict.fromkeys((*first.sources, *second.sources))))]


def _shared_paragraphs(state: ViewState, knowledge: Knowledge, regions: LitRegions) -> list[Paragraph]:
    """Compare the root's skin with the chosen nerve's."""
    if state.nerve_field is None or not _one_root(state, regions):
        return []
    from .shared_skin import shared_paragraphs

    return shared_paragraphs(state, knowledge, shown_roots(state, regions)[0])


def common_share(knowledge: Knowledge, root: str, one: str, other: str, skin: DrawnSkin | None = None) -> float:
    """Measure the skin that two maps both give to a root, as a share (0..1) of what either gives it.

    Parameters
    ----------
    knowledge : Knowledge
    root : str
    one, other : str
        Keys of maps.
    skin : DrawnSkin, optional
        By default the atlas body's in texels of 2 mm.
    """
    if skin is None:
        from .drawn_skin import reference_skin

        skin = reference_skin()
    first, second = (_root_texels(Known(knowledge), key, root, skin) for key in (one, other))
    area = skin.areas(_sample(skin))
    either = float(area[first | second].sum())
    return float(area[first & second].sum()) / either if either else 0.0


def _sample(skin: DrawnSkin) -> NDArray[np.intp]:
    return np.flatnonzero(skin.side > 0)[::SPARSE]


@lru_cache(maxsize=24)
def _root_texels(known: Known, map_key: str, root: str, skin: DrawnSkin) -> NDArray[np.bool_]:
    """Whether sampled texels of the right half belong to a root in a map."""
    return within(polygons_of(known.knowledge, map_key, root), skin, _sample(skin))


def _one_root(state: ViewState, regions: LitRegions) -> bool:
    """Whether a count of maps makes sense: for one root, not for all side by side."""
    return 0 < len(shown_roots(state, regions)) < len(ROOTS)


def _drawn_in(knowledge: Knowledge, map_key: str) -> set[str]:
    return {territory.root for territory in knowledge.territories.values() if territory.map == map_key}
