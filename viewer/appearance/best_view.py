"""The view that shows a structure best, and what is hidden for it. Pure; the measures are in ``study_sights.csv``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from viewer.state.view_state import ViewState

from .named import Named
from .sight import peeled, sights
from .views import VIEWS

LARGE: Final = 5000
"""Square pixels in a picture of 800 rows: a structure this large is well seen in a named view."""
COVERING: Final = frozenset({"muscles", "trunk_muscles"})
"""Layers that hide what lies below them."""
FOOT_GROUPS: Final = frozenset({"foot", "toes", "foot joints", "ankle joint"})
FOOT_NERVES: Final = ("plantar", "of_foot", "dorsal_digital", "calcaneal_branches")
TRUNK_GROUPS: Final = frozenset(
    {
        *("thorax", "vertebral column", "spinal cord", "spinal roots", "thoracic nerves", "posterior rami", "back"),
        *("abdomen", "pelvis", "pelvis joints", "pelvic floor", "hip", "gluteal", "lumbar plexus", "sacral plexus"),
    }
)
"""Groups that the close view of the low back shows."""
FROM_BEHIND: Final = ("S1", "S2", "S3", "S4-5")
"""Roots whose nerves run down the back of the limb."""
SADDLE_ROOTS: Final = ("S3", "S4-5")
SADDLE_VIEW: Final = "saddle"
"""Skin between the buttocks and the thighs is seen from no level view."""
WHERE_WORDS: Final[tuple[tuple[tuple[str, ...], str], ...]] = (
    (("plantar", "sole"), "sole"),
    (("cruciate", "menisc"), "back"),
    (("foot", "metatars", "toes", "cuneo", "tars", "navicul", "calcane", "hallu", "digit"), "foot"),
    (("root", "ramus", "rami", "gangli", "spinal", "nucleus", "flava", "spinous", "longitudinal", "lumb"), "lumbar"),
    (("medial", "tibial_collateral", "tibionavicular", "tibiocalcaneal", "tibiotalar"), "inner-leg"),
    (("lateral", "fibular"), "outer-leg"),
    (("posterior", "dorsal", "popliteal", "sacro", "ischio", "coccy", "anal", "anus"), "back"),
)
"""Views of structures that were not measured, by parts of their keys; others are seen from the front."""


@dataclass(frozen=True, slots=True)
class Look:
    """A view, and whether to come near."""

    view: str
    """A named view; of the structure's own side."""
    near: bool
    """Whether to come near, because it is small in the named view."""


def look_at(part: Named) -> Look:
    """Choose the view that shows a structure best.

    Parameters
    ----------
    part : Structure
        With its side.
    """
    measured = sights().get(part.base)
    if measured:
        # A close view shows an end of a long structure larger than another view shows the whole.
        fair = [sight for sight in measured if _belongs(part, sight.view)]
        best = (fair or measured)[0]
        return Look(best.seen_from(part.side or "right"), best.area < LARGE)
    for words, view in WHERE_WORDS:
        if any(word in part.base for word in words):
            return Look(view, near=True)
    return Look("front", near=True)


def skin_view(root: str) -> str:
    """Name the view that shows a root's skin, if no symptom has its own."""
    if root in SADDLE_ROOTS:
        return SADDLE_VIEW
    return "back" if root in FROM_BEHIND else "front"


def _belongs(part: Named, view: str) -> bool:
    """Say whether a close view shows the structure's own region; other views show every region."""
    group = str(getattr(part, "group", ""))
    if view in ("foot", "sole"):
        return group in FOOT_GROUPS or any(word in part.base for word in FOOT_NERVES)
    return view != "lumbar" or group in TRUNK_GROUPS


def is_uncovered(state: ViewState, structures: Mapping[str, Named]) -> bool:
    """Say whether skin and muscles are faded or hidden so that the selected structure is seen.

    Only if the reader has not set the skin: nothing below opaque skin can be clicked, so the structure was
    found by its name.
    """
    # A question lays open what it asks about by itself.
    if state.study or state.skin_opacity is not None or state.isolated is not None or "skin" not in state.layers:
        return False
    return state.selected in structures and VIEWS[state.view].cut is None


def covering_structures(state: ViewState, structures: Mapping[str, Named], lit: Iterable[str]) -> frozenset[str]:
    """Name the lit muscles that would cover the selected structure.

    Parameters
    ----------
    state : ViewState
        With a selected structure; see :func:`is_uncovered`.
    structures : mapping of str to Structure
        The body's structures by sided key.
    lit : iterable of str
        Sided keys of lit muscles.
    """
    assert state.selected is not None
    part = structures[state.selected]
    if part.layer in COVERING:
        measured = sights().get(part.base)
        above = peeled(measured[0].peel) if measured else frozenset()
        over = {key for key in lit if key in structures and structures[key].base in above}
    else:
        over = {key for key in lit if key in structures and structures[key].layer in COVERING}
    return frozenset(over - {state.selected})
