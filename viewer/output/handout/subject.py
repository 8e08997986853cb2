"""What a hand-out is about: what was picked; else, where findings are told, what the examination points to. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from viewer.examination.result import result_of
from viewer.spine.lesion import shown_lesion
from viewer.state.view_state import ALL_ROOTS, ViewState

if TYPE_CHECKING:
    from annotations.model import Knowledge

UNCHOSEN: Final = (ViewState().root, ALL_ROOTS, None)
"""Roots of a state for which nobody asked: the one of the opening picture, all of them, none."""
MOST_ROOTS: Final = 2
"""Roots that a result is told by; where more stand strong, nothing is decided."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a hand-out is about."""

    state: ViewState
    """What its title, text and pictures are made from; no root where the examination decides for none."""
    alike: tuple[str, ...] = ()
    """Keys of look-alikes that explain all that was found."""
    follows: bool = False
    """Whether the examination has said so, and nothing that was picked."""


def subject_of(state: ViewState, knowledge: Knowledge) -> Subject:
    """Say what the hand-out of a state is about.

    Parameters
    ----------
    state : ViewState
        The very view that was discussed. What lights the item under the cursor of the examination is not printed.
    knowledge : Knowledge

    Returns
    -------
    Subject
        Of what was picked, or of a root that was chosen, the state itself. Where only findings are told: the roots that
        stand strong, on the one side that has findings; none beside an emergency or signs of the long tracts.
    """
    state = replace(state, examining=None, own_view=False)
    if not _follows_findings(state, knowledge):
        return Subject(state)
    nobody = Subject(replace(state, root=None, lights=None, nerve_field=None, path=False), follows=True)
    result = result_of(state.examination, knowledge)
    affected = [side for side in result.sides if side.lost]
    emergency = any(warned.urgency == "emergency" for warned in result.warnings)
    if len(affected) != 1 or emergency or result.patterns:
        return nobody
    (side,) = affected
    alike = tuple(
        one.resemblance.mimic.key
        for one in result.resembles
        if one.side == side.side and set(one.resemblance.lost) == set(side.lost)
    )
    nobody = replace(nobody, state=replace(nobody.state, side=side.side), alike=alike)
    roots = [root.root for root in side.roots if root.support == "strong"]
    if not 0 < len(roots) <= MOST_ROOTS:
        return nobody
    shown = replace(nobody.state, root=roots[0], lights=roots[1] if len(roots) > 1 else None)
    return replace(nobody, state=shown)


def _follows_findings(state: ViewState, knowledge: Knowledge) -> bool:
    picked = bool(state.symptoms) or shown_lesion(state, knowledge) is not None
    return state.findings_told and bool(state.examination) and not picked and state.root in UNCHOSEN
