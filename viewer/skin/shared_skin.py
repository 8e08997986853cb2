"""How much skin a root and a skin nerve share, measured on the body. Pure; no toolkit.

A root's area and a nerve's are different things: most nerves carry several roots, most roots run in several nerves. The
shares say how far two drawings overlap, not how probable a cause is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from annotations.model import Knowledge, NerveField
from viewer.appearance.named import nerve_within
from viewer.appearance.panel import Paragraph
from viewer.files.errors import unknown
from viewer.i18n.capitals import within_sentence
from viewer.i18n.catalogue import IN_ENGLISH, catalogue

from .known import Known
from .nerve_fields import after, nerves_with_skin
from .reading import short_name
from .texels_in_regions import polygons_of, within

if TYPE_CHECKING:
    from viewer.state.view_state import ViewState

LEAST_SHARE: Final = 0.02
"""Share of a root's skin; a nerve that shares less is not listed, as borders are not that precise."""
SPARSE: Final = 5
"""Every so many texels of 2 mm are sampled."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What a root's skin and a nerve's skin have in common."""

    field: NerveField
    nerve: str
    """Its name."""
    of_root: float
    """Share of the root's skin that lies in the nerve's."""
    of_nerve: float
    """Share of the nerve's skin that is the root's."""


def shared_skin(knowledge: Knowledge, map_key: str, root: str) -> list[Shared]:
    """Measure the skin that a root shares with every skin nerve.

    Parameters
    ----------
    knowledge : Knowledge
    map_key : str
        The map that draws the root. Its disputed skin counts, too.
    root : str

    Returns
    -------
    list of Shared
        Of each nerve's surest field, largest share of the root first; nerves below :data:`LEAST_SHARE` are left out.
        Empty where the map leaves the root blank.

    Raises
    ------
    InputError
        When map or root are not known.
    """
    if map_key not in knowledge.maps:
        raise unknown("map", map_key, knowledge.maps)
    if root not in knowledge.roots:
        raise unknown("root", root, knowledge.roots)
    return list(_measured(Known(knowledge), map_key, root))


def shared_paragraphs(state: ViewState, knowledge: Knowledge, root: str) -> list[Paragraph]:
    """Say how far the skin of a root and of the chosen nerve overlap; to students and physicians of all nerves."""
    tr = catalogue(state.language)
    found = shared_skin(knowledge, state.map, root)
    paragraphs = []
    chosen = next((item for item in found if item.field.nerve == state.nerve_field), None)
    if chosen is not None:
        text = tr(
            "Of the skin of {root} ({map}), {one} lies in the skin of the {nerve}; of that nerve's skin, {other} is the"
            " root's. These are shares of drawn skin.",
            root=root,
            map=short_name(knowledge.maps[state.map], tr),
            one=_percent(chosen.of_root),
            nerve=nerve_within(state.audience, knowledge, chosen.field.nerve, tr),
            other=_percent(chosen.of_nerve),
        )
        paragraphs.append(Paragraph(text, _sources(knowledge, state.map, (chosen,))))
    others = [item for item in found if item is not chosen]
    if state.audience != "patient" and others:
        text = tr(
            "Other skin nerves in the skin of {root}: {nerves}. Fields overlap, so that shares may pass 100 %.",
            root=root,
            nerves="; ".join(f"{within_sentence(item.nerve, tr)} {_percent(item.of_root)}" for item in others),
        )
        paragraphs.append(Paragraph(text, _sources(knowledge, state.map, others)))
    return paragraphs


def shared_json(knowledge: Knowledge, map_key: str, root: str) -> dict[str, object]:
    """Give the table as one object."""
    return {
        "root": root,
        "map": map_key,
        "note": "shares of drawn skin on the body, no probabilities; fields of nerves overlap",
        "nerves": [
            {
                "nerve": item.field.nerve,
                "name": item.nerve,
                "roots": list(item.field.roots),
                "share_of_root_skin": round(item.of_root, 3),
                "share_of_nerve_skin": round(item.of_nerve, 3),
                "field": after(knowledge, item.field, IN_ENGLISH),
                "sources": list(item.field.sources),
            }
            for item in shared_skin(knowledge, map_key, root)
        ],
    }


def shared_words(knowledge: Knowledge, map_key: str, root: str) -> list[str]:
    """Write the table for the terminal."""
    found = shared_skin(knowledge, map_key, root)
    name = knowledge.maps[map_key].name
    if not found:
        return [f"{name} leaves {root} blank."]
    width = max(len(item.nerve) for item in found)
    return [
        f"Skin of {root} ({name}) and of skin nerves. Shares of drawn skin, no probabilities.",
        f"{'nerve':<{width}}  of {root}'s skin  of the nerve's skin  roots",
        *(
            f"{item.nerve:<{width}}  {_percent(item.of_root):>12}  {_percent(item.of_nerve):>19}  "
            f"{', '.join(item.field.roots)} ({after(knowledge, item.field, IN_ENGLISH)})"
            for item in found
        ),
    ]


@lru_cache(maxsize=64)
def _measured(known: Known, map_key: str, root: str) -> tuple[Shared, ...]:
    from .drawn_skin import reference_skin

    knowledge, skin = known.knowledge, reference_skin()
    texels = np.flatnonzero(skin.side > 0)[::SPARSE]
    area = skin.areas(texels)
    own = within(polygons_of(knowledge, map_key, root), skin, texels)
    total = float(area[own].sum())
    found = []
    for nerve, name in nerves_with_skin(knowledge).items() if total else ():
        # Traced before described: one field per nerve, or a nerve with two drawings would count twice.
        field = min(
            (item for item in knowledge.nerve_fields.values() if item.nerve == nerve),
            key=lambda item: item.provenance != "traced",
        )
        here = within(field.polygons, skin, texels)
        both = float(area[own & here].sum())
        if both >= LEAST_SHARE * total:
            found.append(Shared(field, name, both / total, both / float(area[here].sum())))
    return tuple(sorted(found, key=lambda item: -item.of_root))


def _sources(knowledge: Knowledge, map_key: str, found: Iterable[Shared]) -> tuple[str, ...]:
    keys = (*knowledge.maps[map_key].sources, *(key for item in found for key in item.field.sources))
    return tuple(dict.fromkeys(keys))


def _percent(share: float) -> str:
    return f"{round(100.0 * share)} %"
