"""Healthy and affected side by side: what the two halves of a split picture are called. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from viewer.appearance.values import BesideAppearance
from viewer.i18n.catalogue import N_, catalogue
from viewer.state.view_state import ALL_ROOTS, ViewState

from .lesion import Degree, degree_of, shown_lesion

if TYPE_CHECKING:
    from annotations.model import Knowledge


PINCHED: Final[Mapping[Degree, str]] = {
    "healthy": N_("Pinched: not yet"),
    "slight": N_("Pinched: slight"),
    "moderate": N_("Pinched: moderate"),
    "severe": N_("Pinched: severe"),
}


def beside_of(state: ViewState, knowledge: Knowledge) -> BesideAppearance | None:
    """Name the halves of a split picture, in the reader's language; None where the picture is whole.

    Both halves are the same body, seen by the same camera. The left one shows no lesion and lights nothing.
    """
    if not state.beside:
        return None
    if not state.labels:
        return BesideAppearance("", "")
    tr = catalogue(state.language)
    if shown_lesion(state, knowledge) is not None:
        return BesideAppearance(tr("Healthy"), tr(PINCHED[degree_of(state.degree)]))
    if state.symptoms:
        return BesideAppearance(tr("Healthy"), tr("Affected"))
    # A root's region alone is nobody's complaint.
    affected = tr("All roots") if state.root == ALL_ROOTS else state.root or tr("As shown")
    return BesideAppearance(tr("Plain body"), affected)
