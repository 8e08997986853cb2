"""Which words a state may hold: those of the knowledge base, and saved views that are opened against it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields, replace
from pathlib import Path
from typing import get_args

from annotations.languages import ENGLISH, LANGUAGES
from annotations.model import Audience, Knowledge

from .errors import is_ours, one_of, unknown
from .examination import check_examination, read_examining
from .nerve_skin import nerves_with_skin
from .palette import BACKDROPS, SKIN_TONES
from .palette import ROOTS as PALETTES
from .physique import check_build
from .state import ALL_ROOTS, LAYERS, SIDE_CHOICES, SIDES, ViewState
from .state_file import SavedView, read_saved
from .views import LEVELS, VIEWS


def check_state(state: ViewState, knowledge: Knowledge) -> None:
    """Check the words of a state that came from a file.

    Raises
    ------
    InputError
        When one is unknown.
    """
    for pick in state.symptoms:
        one_of("symptom", pick.key, knowledge.symptoms)
        one_of("side", pick.side, SIDE_CHOICES)
    if state.root is not None:
        one_of("root", state.root, (*knowledge.roots, ALL_ROOTS))
    for key in (state.map, state.map if state.compared is None else state.compared):
        one_of("map", key, knowledge.maps)
    if state.nerve_field is not None:
        one_of("nerve field", state.nerve_field, nerves_with_skin(knowledge))
    one_of("view", state.view, VIEWS)
    one_of("side", state.side, SIDES)
    one_of("palette", state.palette, PALETTES)
    one_of("backdrop", state.backdrop, BACKDROPS)
    if state.scene is not None:
        one_of("scene", state.scene, knowledge.scenes)
    if state.lights is not None:
        one_of("root", state.lights, knowledge.roots)
    if state.level is not None:
        one_of("level", state.level, LEVELS)
    check_build(state)
    check_examination(state.examination, knowledge)
    if state.examining is not None:
        read_examining(state.examining, knowledge)
    one_of("skin tone", state.skin_tone, SKIN_TONES)
    one_of("audience", state.audience, get_args(Audience))
    one_of("language", state.language, (ENGLISH, *LANGUAGES))
    for layer in state.layers:
        one_of("layer", layer, LAYERS)


def open_saved(path: Path, knowledge: Knowledge, structures: Collection[str] | None = None) -> SavedView:
    """Read a state file and check its words against the knowledge base.

    Parameters
    ----------
    path : Path
        The file.
    knowledge : Knowledge
        Symptoms, maps, scenes and so on that may be named.
    structures : collection of str, optional
        Keys of the body's structures, where the body is at hand.

    Raises
    ------
    InputError
        As :func:`read_saved`, or when a word is unknown; words of a newer version are left out instead.
    """
    saved = read_saved(path)
    try:
        _check(saved.state, knowledge, structures)
        return saved
    except ValueError as error:
        if not is_ours(error) or not saved.newer:
            raise
    state, left_out = ViewState(), list(saved.left_out)
    for field in fields(ViewState):
        tried = replace(state, **{field.name: getattr(saved.state, field.name)})
        try:
            _check(tried, knowledge, structures)
            state = tried
        except ValueError as error:
            if not is_ours(error):
                raise
            left_out.append(field.name)
    return SavedView(state, tuple(left_out), newer=True)


def _check(state: ViewState, knowledge: Knowledge, structures: Collection[str] | None) -> None:
    check_state(state, knowledge)
    if structures is None:
        return
    for key in (state.selected, state.isolated, state.hovered, *sorted(state.hidden)):
        if key is not None and key not in structures:
            raise unknown("structure", key, structures)
