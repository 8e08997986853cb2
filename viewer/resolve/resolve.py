"""From a state to a picture: one pure function, no toolkit. Window, headless picture and tests all draw its result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from annotations.model import Knowledge
from viewer.appearance.named import Named
from viewer.appearance.values import Appearance, CameraAppearance
from viewer.appearance.views import VIEWS
from viewer.examination.items import examined_item
from viewer.examination.signs import examiner_view, near_sign
from viewer.i18n.catalogue import catalogue
from viewer.i18n.language import in_language
from viewer.palette.colours import BACKDROPS
from viewer.spine.beside import beside_of
from viewer.spine.lesion import lesion_of, level_key, shown_lesion
from viewer.state.physique import body_of
from viewer.state.view_state import OTHER_SIDE, ViewState
from viewer.study.silence import as_question

from .light import Light, light_of
from .visibility import visibility_of
from .words import words_of


def resolve(state: ViewState, knowledge: Knowledge, structures: Mapping[str, Named]) -> Appearance:
    """Work out the picture of a state: what is lit, then what of the body is seen, then what is said.

    Parameters
    ----------
    state : ViewState
        What the user chose.
    knowledge : Knowledge
        The knowledge base.
    structures : mapping of str to Structure
        The body's structures by sided key.

    Returns
    -------
    Appearance
        Plain values; equal states give equal appearances.
    """
    knowledge = in_language(knowledge, state.language)
    asked = _on_the_body(state, knowledge)
    shown = examiner_view(asked, knowledge)
    light = light_of(shown, knowledge, structures)
    visibility = visibility_of(shown, light, structures)
    words = words_of(asked, shown, knowledge, structures, light, visibility)
    view, tr = VIEWS[shown.view], catalogue(state.language)
    appearance = Appearance(
        skin=visibility.skin,
        layers=visibility.layers,
        lit=light.structures,
        hidden=visibility.hidden,
        ghost=OTHER_SIDE[shown.side] if view.aside else None,
        camera=_camera(shown, knowledge, light),
        labels=words.labels,
        pins=light.pins,
        signs=light.signs,
        legend=words.legend,
        panel=words.panel,
        act=words.act,
        banner=words.banner,
        hovered=shown.hovered,
        selected=shown.selected,
        asked=shown.place,
        background=BACKDROPS[shown.backdrop],
        body=body_of(shown),
        lesion=lesion_of(shown, knowledge),
        cut=view.cut,
        beside=beside_of(shown, knowledge),
        floor=(tr("patient's right"), tr("patient's left")),
    )
    return as_question(appearance, state, structures)


def _on_the_body(state: ViewState, knowledge: Knowledge) -> ViewState:
    """Leave out the item under the cursor if it is a warning sign, which has no place on the body."""
    return state if examined_item(state, knowledge) is not None else replace(state, examining=None)


def _camera(state: ViewState, knowledge: Knowledge, light: Light) -> CameraAppearance:
    lesion = shown_lesion(state, knowledge)
    level = state.level if lesion is None and state.level is not None else level_key(lesion)
    return CameraAppearance(state.view, state.side, state.camera, level, near_sign(state, light.signs))
