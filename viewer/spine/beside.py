"""Healthy and affected side by side: what the two halves of a split picture are called. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.appearance.values import BesideAppearance
from viewer.i18n.language import translate
from viewer.state.view_state import ALL_ROOTS, ViewState

from .lesion import HEALTHY, degree_words, shown_lesion

if TYPE_CHECKING:
    from annotations.model import Knowledge


def beside_of(state: ViewState, knowledge: Knowledge) -> BesideAppearance | None:
    """Name the halves of a split picture, in the reader's language; None where the picture is whole.

    Both halves are the same body, seen by the same camera. The left one shows no lesion and lights nothing.
    """
    if not state.beside:
        return None
    healthy, affected = "Healthy", "Affected"
    if shown_lesion(state, knowledge) is not None:
        affected = f"Pinched: {degree_words(state.degree) if state.degree >= HEALTHY else 'not yet'}"
    elif not state.symptoms:
        # A root's region alone is nobody's complaint.
        healthy = "Plain body"
        affected = "All roots" if state.root == ALL_ROOTS else state.root or "As shown"
    if not state.labels:
        return BesideAppearance("", "")
    return BesideAppearance(translate(healthy, state.language), translate(affected, state.language))
