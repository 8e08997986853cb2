"""The two pictures of the hand-out: from the view that was discussed. Which they are is plain data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from viewer.appearance.best_view import SADDLE_VIEW
from viewer.appearance.views import VIEWS
from viewer.examination.symptom_roots import standing_roots
from viewer.explain.steps import MOST_NAMED, SEE_THROUGH, steps_of
from viewer.output.snapshot import render
from viewer.spine.lesion import LESION_VIEW, shown_lesion
from viewer.spine.ways import level_of
from viewer.state.view_state import ALL_ROOTS, ViewState

from .subject import subject_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from annotations.model import Knowledge
    from meshes.body import Body

Part = Literal["whole", "left", "right"]
NEAR: Final = ("lumbar", "level")
"""Targets of views of the back only: a picture of the leg shows better what is felt."""
THROUGH_FELT: Final = 0.35
"""Opacity of the skin over what lies below: the place on it stays visible."""
LABELS: Final = 1.45
"""Size of names in the pictures: letters of 6.8 points on paper."""


@dataclass(frozen=True, slots=True)
class HandoutPicture:
    """One picture."""

    state: ViewState
    part: Part = "whole"
    """Part of a split picture: the healthy half or the affected one."""


def handout_pictures(state: ViewState, knowledge: Knowledge) -> tuple[HandoutPicture, HandoutPicture]:
    """Choose the pictures of a hand-out.

    Parameters
    ----------
    state : ViewState
        The view that was discussed.
    knowledge : Knowledge
        In English.

    Returns
    -------
    tuple of two HandoutPicture
        If a lesion was discussed with the healthy body beside it: these two halves. Else where it is felt, and where it
        starts.
    """
    subject = subject_of(state, knowledge)
    state = subject.state
    if subject.follows and not state.drawing:
        # The picture that was left shows another root, or what was tried last.
        state = replace(state, view=_felt_from(state, knowledge), camera=None)
    if is_compared(state, knowledge):
        both = _unmarked(state)
        return HandoutPicture(both, "left"), HandoutPicture(both, "right")
    felt = first_view(state, knowledge)
    near = second_view(felt, knowledge)
    if near.scene is not None and VIEWS[state.view].cut is not None:
        # The close-up as it was left, turned by hand or not.
        near = replace(near, view=state.view, camera=state.camera)
    return HandoutPicture(felt), HandoutPicture(near)


def is_compared(state: ViewState, knowledge: Knowledge) -> bool:
    """Whether a lesion and the healthy body stand side by side: then the hand-out shows both."""
    return state.beside and shown_lesion(state, knowledge) is not None


def first_view(state: ViewState, knowledge: Knowledge) -> ViewState:
    """Show where it is felt, without marks of pointer and steps; views of the back alone are left.

    The saddle has its own view: all others hide it.
    """
    plain = replace(_unmarked(state), beside=False)
    unseen = state.camera is None and _felt_from(plain, knowledge) == SADDLE_VIEW
    if VIEWS[state.view].target not in NEAR and not unseen:
        return plain
    return replace(plain, view=_felt_from(plain, knowledge), camera=None)


def second_view(state: ViewState, knowledge: Knowledge) -> ViewState:
    """Show where the nerve starts, as the explanation does.

    Parameters
    ----------
    state : ViewState
        That of the first picture.
    knowledge : Knowledge
        In English.

    Returns
    -------
    ViewState
        A lesion from nearby; for one root the gap it leaves by, opened from behind; for what starts at no root what
        lies below the place, or the same from the side; else the lower back with what is lit. Without a drawing.
    """
    if state.scene is not None:
        return replace(state, view=LESION_VIEW, camera=None, hovered=None, drawing=())
    roots = roots_of(state, knowledge)
    if len(roots) == 1:
        views = {step.key: step.state for step in steps_of(state, knowledge)}
        near = views.get("gap", views.get("spine"))
        if near is not None:
            return replace(near, drawing=())
    if of_no_root(state, knowledge):
        if is_felt(state, knowledge):
            inside = frozenset(("bones", "muscles", "skin"))
            return replace(state, layers=inside, skin_opacity=THROUGH_FELT, hovered=None, drawing=())
        side = next((pick.side for pick in state.symptoms if pick.side != "both"), state.side)
        return replace(state, view=side, camera=None, hovered=None, drawing=())
    # Through glass, and with names, only lit nerves are shown: all of them at once would hide what is meant.
    return replace(
        state,
        view="lumbar",
        camera=None,
        layers=frozenset(("bones", "nerves", "skin")),
        skin_opacity=SEE_THROUGH,
        named=tuple(f"spinal_ganglion_{level_of(root)}" for root in roots[:MOST_NAMED]),
        hovered=None,
        drawing=(),
    )


def of_no_root(state: ViewState, knowledge: Knowledge) -> bool:
    """Whether all that is picked has a place of its own on the skin, and none lights a root."""
    symptoms = [knowledge.symptoms[pick.key] for pick in state.symptoms]
    placed = (symptom.felt or symptom.nerve_fields or symptom.lights_skin for symptom in symptoms)
    return state.scene is None and not roots_of(state, knowledge) and bool(symptoms) and all(placed)


def of_muscles(state: ViewState, knowledge: Knowledge) -> bool:
    """Whether all that is picked is weakness: muscles are lit, and nothing that is felt."""
    symptoms = [knowledge.symptoms[pick.key] for pick in state.symptoms]
    return bool(symptoms) and all(
        symptom.muscles and not (symptom.lights_skin or symptom.lights_pain or symptom.felt or symptom.nerve_fields)
        for symptom in symptoms
    )


def is_painful(state: ViewState, knowledge: Knowledge) -> bool:
    """Whether a root's pain is shown: of a picked symptom, of a chosen root or of a lesion."""
    if not state.symptoms:
        return state.root is not None or shown_lesion(state, knowledge) is not None
    return any(
        knowledge.symptoms[pick.key].lights_pain and bool(standing_roots(state.symptoms, pick, knowledge))
        for pick in state.symptoms
    )


def is_felt(state: ViewState, knowledge: Knowledge) -> bool:
    """Whether what is picked has a band of its own: it is seen from one side only, and says what lies below."""
    return any(knowledge.symptoms[pick.key].felt for pick in state.symptoms)


def roots_of(state: ViewState, knowledge: Knowledge) -> tuple[str, ...]:
    """Name the roots that a state lights."""
    if state.symptoms:
        picks = state.symptoms
        return tuple(dict.fromkeys(root for pick in picks for root in standing_roots(picks, pick, knowledge)))
    if state.root in (None, ALL_ROOTS):
        return ()
    return tuple(dict.fromkeys(root for root in (state.root, state.lights) if root is not None))


def draw_pictures(
    pictures: tuple[HandoutPicture, HandoutPicture], size: tuple[int, int], knowledge: Knowledge, body: Body
) -> list[NDArray[np.uint8]]:
    """Draw the pictures of a hand-out, each of ``size`` pixels; two halves of one picture are drawn at once.

    Raises
    ------
    viewer.scene.errors.DrawingError
        When VTK cannot draw.
    """
    width, height = size
    if pictures[0].part == "whole":
        return [render(picture.state, size, knowledge, body, label_scale=LABELS) for picture in pictures]
    both = render(pictures[0].state, (2 * width, height), knowledge, body, label_scale=LABELS)
    # Without the line between the halves.
    return [both[:, : width - 2], both[:, width + 2 :]]


def _unmarked(state: ViewState) -> ViewState:
    """Remove what pointer and steps have left in a view."""
    return replace(
        state,
        hovered=None,
        place=None,
        selected=None,
        isolated=None,
        named=None,
        path=False,
        examining=None,
        backdrop="light",
    )


def _felt_from(state: ViewState, knowledge: Knowledge) -> str:
    """Choose the view that shows best where it is felt."""
    for pick in reversed(state.symptoms):
        symptom = knowledge.symptoms[pick.key]
        shown = symptom.urgency is None or symptom.lights_skin
        if shown and symptom.view and VIEWS[symptom.view].target not in NEAR:
            return symptom.view
    views = {step.key: step.state.view for step in steps_of(state, knowledge)}
    return views.get("skin", "back" if views else "inner-leg")
