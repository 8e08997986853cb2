"""How the state changes when a search result is chosen. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from annotations.model import Knowledge
from viewer.appearance.best_view import SADDLE_ROOTS, SADDLE_VIEW, look_at
from viewer.appearance.named import Named, sided_key
from viewer.appearance.views import VIEWS
from viewer.search.entries import Hit
from viewer.search.place_reading import place_of_entry
from viewer.spine.lesion import LESION_VIEW
from viewer.state.view_state import PickedSymptom, Side, ViewState


def with_symptoms(state: ViewState, symptoms: tuple[PickedSymptom, ...], knowledge: Knowledge) -> ViewState:
    """Pick these symptoms; a new one is shown in its best view.

    A close-up of a symptom that was removed is left: for one that is still picked, or for the opening view.
    """
    fresh = [pick for pick in symptoms if pick not in state.symptoms]
    changes: dict[str, Any] = {"symptoms": symptoms, "selected": None, "place": None}
    if fresh:
        # What was picked must be seen, however the skin was faded before.
        changes["skin_opacity"] = None
        symptom = knowledge.symptoms[fresh[-1].key]
        if symptom.view:
            changes |= {"view": symptom.view, "camera": None}
        if fresh[-1].side != "both":
            changes["side"] = fresh[-1].side
    elif not symptoms and state.symptoms:
        changes |= {"view": ViewState().view, "camera": None}
    elif state.view == SADDLE_VIEW and symptoms and symptoms != state.symptoms:
        changes |= {"view": knowledge.symptoms[symptoms[-1].key].view or ViewState().view, "camera": None}
    return replace(state, **changes)


def with_lesion(state: ViewState, key: str | None) -> ViewState:
    """Show a lesion from nearby; without one, go back from a view of the spine to the whole body."""
    close = VIEWS[state.view].cut is not None
    view = state.view if (key is not None) == close else LESION_VIEW if key is not None else ViewState().view
    return replace(state, scene=key, view=view, camera=None, selected=None, place=None)


def with_structure(state: ViewState, key: str, structures: Mapping[str, Named]) -> ViewState:
    """Select a structure in its best view: its layer is shown, the skin over it fades, the body turns."""
    part = structures[key]
    look = look_at(part)
    return replace(
        state,
        selected=key,
        place=None,
        side=part.side or state.side,
        view=look.view,
        camera=None,
        layers=state.layers | {part.layer},
        hidden=state.hidden - {key},
        isolated=None,
        # Skin that was made solid by hand would hide it.
        skin_opacity=None if state.skin_opacity is not None and state.skin_opacity > 0.5 else state.skin_opacity,
    )


def chosen(hit: Hit, state: ViewState, knowledge: Knowledge, structures: Mapping[str, Named]) -> ViewState | None:
    """Give the state after a search result was chosen.

    Parameters
    ----------
    hit : Hit
        With the side that was typed; without one, the state's side.
    state : ViewState
    knowledge : Knowledge
    structures : mapping of str to Structure
        The body's structures by sided key.

    Returns
    -------
    ViewState or None
        None if nothing in the picture changes: topics, commands, and what is not in here.
    """
    side: Side = hit.side or state.side
    key = hit.entry.key
    match hit.entry.kind:
        case "symptom":
            wanted = PickedSymptom(key, side if knowledge.symptoms[key].sided else "both")
            others = tuple(pick for pick in state.symptoms if pick.key != key)
            before = replace(state, symptoms=others)
            return with_symptoms(before, (*others, wanted), knowledge)
        case "structure" | "nerve":
            found = sided_key(key, side, structures)
            return None if found is None else with_structure(state, found, structures)
        case "root":
            shown = replace(
                state, root=key, side=side, symptoms=(), scene=None, selected=None, place=None, skin_opacity=None
            )
            return replace(shown, view=SADDLE_VIEW, camera=None) if key in SADDLE_ROOTS else shown
        case "scene":
            return with_lesion(replace(state, side=side), key)
        case "map":
            return replace(state, map=key, layers=state.layers | {"skin"}, agreement=False)
        case "field":
            return replace(state, nerve_field=key, side=side, layers=state.layers | {"skin"})
        case "view":
            return replace(state, view=key, side=side, camera=None)
        case "place":
            place = place_of_entry(hit.entry, side)
            return replace(state, place=place, selected=None, side=side, layers=state.layers | {"skin"}, isolated=None)
        case "topic" | "action" | "absent":
            return None
