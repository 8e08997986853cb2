"""Where an examiner taps, pricks, strokes or holds: the sign in the picture and the view that shows it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from annotations.model import ExaminationAct, ExaminationItem, Knowledge
from meshes.skin.landmarks import landmark
from viewer.appearance.values import ExaminerSign
from viewer.i18n.catalogue import N_, catalogue
from viewer.state.view_state import OTHER_SIDE, Side, ViewState

from .items import examined_item

ACT_WORDS: Final[Mapping[ExaminationAct, str]] = {
    "touch": N_("touch"),
    "prick": N_("prick"),
    "tap": N_("tap"),
    "stroke": N_("stroke"),
    "resist": N_("hold against"),
    "lift": N_("move"),
    "feel": N_("feel"),
    "rise": N_("stand up"),
}
"""Words beside the sign."""
CLOSE: Final = frozenset({"touch", "prick", "tap", "stroke", "feel"})
"""Acts at one spot, which are shown from nearby; for acts that move a limb, the limb is shown."""


def examiner_view(state: ViewState, knowledge: Knowledge) -> ViewState:
    """Show the best view of the item under the cursor, unless the reader has chosen a view since."""
    examining = examined_item(state, knowledge)
    if examining is None or state.own_view:
        return state
    item, sides = examining
    side = acting_side(item, sides[0] if len(sides) == 1 else state.side)
    return replace(state, view=item.view, side=side)


def examiner_signs(state: ViewState, knowledge: Knowledge) -> tuple[ExaminerSign, ...]:
    """Give the sign of the item under the cursor; none if it is only watched."""
    examining = examined_item(state, knowledge)
    if examining is None:
        return ()
    item, sides = examining
    if item.act is None or not item.at:
        return ()
    side = acting_side(item, sides[0] if len(sides) == 1 else state.side)
    words = catalogue(state.language)(ACT_WORDS[item.act]) if state.labels else ""
    return (ExaminerSign(item.act, item.at, side, words),)


def examined_nerves(state: ViewState, knowledge: Knowledge) -> tuple[str, ...]:
    """Name the nerve that a stretch test pulls on, without side: it is the only thing that is lit."""
    examining = examined_item(state, knowledge)
    if examining is None or examining[0].act != "lift":
        return ()
    return tuple(key for key in examining[0].nerves if key in ("sciatic_nerve", "femoral_nerve"))


def acting_side(item: ExaminationItem, side: Side) -> Side:
    """Say at which leg a side is tested: at the other one in crossed tests."""
    if not item.other_leg:
        return side
    return OTHER_SIDE[side]


def near_sign(state: ViewState, signs: tuple[ExaminerSign, ...]) -> ExaminerSign | None:
    """Give the sign that the camera moves near to: at one spot, or at the foot, which is small in other views."""
    for sign in signs:
        foot = landmark(sign.landmarks[0], sign.side).segment == "foot"
        if not state.own_view and (sign.act in CLOSE or (sign.act == "resist" and foot)):
            return sign
    return None
