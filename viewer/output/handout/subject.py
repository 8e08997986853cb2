"""What a hand-out is about: what was picked, or else what the findings of an examination point to. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from viewer.examination.result import result_of
from viewer.spine.lesion import shown_lesion
from viewer.state.view_state import ALL_ROOTS, ViewState

if TYPE_CHECKING:
    from annotations.model import Knowledge

UNCHOSEN: Final = (ViewState().root, ALL_ROOTS, None)
"""Roots of a state that were not chosen: the one of the opening picture, all of them, none."""
MOST_ROOTS: Final = 2
"""Roots of a result, at most; if more are strongly supported, nothing is decided."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a hand-out is about."""

    state: ViewState
    """What its title, text and pictures are made from; no root if the examination decides for none."""
    alike: tuple[str, ...] = ()
    """Keys of look-alikes that explain everything that was found."""
    follows: bool = False
    """Whether it follows from the examination, and not from a pick."""


def subject_of(state: ViewState, knowledge: Knowledge) -> Subject:
    """Say what the hand-out of a state is about.

    Parameters
    ----------
    state : ViewState
        The view that was discussed. The item under the cursor of the examination is ignored.
    knowledge : Knowledge

    Returns
    -------
    Subject
        The state itself if a symptom was picked or a root chosen. If there are only findings: the strongly supported
        roots of the one side with findings; none beside an emergency or signs of the long tracts.
    """
    state = replace(state, examining=None, own_view=False)
    if not _follows_findings(state, knowledge):
        return Subject(state)
    no_root = Subject(replace(state, root=None, lights=None, nerve_field=None, path=False), follows=True)
    result = result_of(state.examination, knowledge)
    affected = [side for side in result.sides if side.lost]
    emergency = any(warned.urgency == "emergency" for warned in result.warnings)
    if len(affected) != 1 or emergency or result.patterns:
        return no_root
    (side,) = affected
    alike = tuple(
        one.resemblance.mimic.key
        for one in result.resembles
        if one.side == side.side and set(one.resemblance.lost) == set(side.lost)
    )
    no_root = replace(no_root, state=replace(no_root.state, side=side.side), alike=alike)
    roots = [root.root for root in side.roots if root.support == "strong"]
    if not 0 < len(roots) <= MOST_ROOTS:
        return no_root
    shown = replace(no_root.state, root=roots[0], lights=roots[1] if len(roots) > 1 else None)
    return replace(no_root, state=shown)


def _follows_findings(state: ViewState, knowledge: Knowledge) -> bool:
    picked = bool(state.symptoms) or shown_lesion(state, knowledge) is not None
    return state.findings_told and bool(state.examination) and not picked and state.root in UNCHOSEN
