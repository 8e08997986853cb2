"""While a question is open, nothing in picture or panel gives its answer away. Pure; no toolkit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from viewer.appearance.named import Named, term
from viewer.appearance.panel import Panel, Paragraph
from viewer.appearance.values import Appearance, Label, Lit
from viewer.i18n.catalogue import N_, catalogue
from viewer.palette.colours import ASKED
from viewer.state.view_state import ViewState

TITLE: Final = N_("A question is being asked")
HIDDEN: Final = N_("Names and explanations are hidden until it is answered. Esc leaves the study.")


def as_question(appearance: Appearance, state: ViewState, structures: Mapping[str, Named]) -> Appearance:
    """Light the structure a question is about, and remove every name while it is open.

    Parameters
    ----------
    appearance : Appearance
        The picture without regard to the question.
    state : ViewState
    structures : mapping
        By sided key.

    Returns
    -------
    Appearance
        The same if nobody studies. Warnings stay.
    """
    if not state.study:
        return appearance
    tr = catalogue(state.language)
    lit, selected = dict(appearance.lit), appearance.selected
    part = state.study_part if state.study == "asked" else state.selected
    if part is not None and part in structures:
        # An outline would cover a nerve, and the outline of what was clicked would lie over ours.
        lit[part] = Lit(ASKED, outline=structures[part].layer != "nerves")
        selected = None
    if state.study == "told":
        labels = appearance.labels
        if state.selected is not None and state.selected in structures:
            name = term(structures[state.selected], tr)
            labels = (Label(name, state.selected), *labels)
        return replace(appearance, lit=lit, labels=labels, selected=selected)
    tr = catalogue(state.language)
    urgent = tuple(paragraph for paragraph in appearance.panel.paragraphs if paragraph.urgent)
    panel = Panel((tr(TITLE),), (*urgent, Paragraph(tr(HIDDEN))))
    return replace(
        appearance, lit=lit, labels=(), pins=(), signs=(), legend=(), panel=panel, lesion=None, selected=selected
    )
