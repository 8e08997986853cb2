"""Which words a state may hold: checked against the knowledge base when a saved view is opened."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from annotations.model import Knowledge
from viewer.appearance.views import LEVELS, VIEWS
from viewer.examination.items import check_examination, read_examining
from viewer.files.errors import is_ours, one_of, unknown
from viewer.i18n.catalogue import N_
from viewer.skin.nerve_fields import nerves_with_skin
from viewer.state.declared import StateField
from viewer.state.physique import check_build
from viewer.state.saved_view import IN_ORDER, SavedView, read_saved
from viewer.state.view_state import FIELDS, SIDE_CHOICES, PickedSymptom, ViewState

WORDS: Final[Mapping[str, Callable[[Knowledge], Iterable[str]]]] = {
    "views": lambda _knowledge: VIEWS,
    "levels": lambda _knowledge: LEVELS,
    "skin nerves": nerves_with_skin,
}
"""Words of fields that have no table in the knowledge base, by the name in their declaration."""
NOUNS: Final = frozenset(
    {
        N_("audience"),
        N_("backdrop"),
        N_("language"),
        N_("layer"),
        N_("level"),
        N_("map"),
        N_("nerve field"),
        N_("palette"),
        N_("root"),
        N_("scene"),
        N_("side"),
        N_("skin tone"),
        N_("symptom"),
        N_("view"),
    }
)
"""What the words of fields are called in a sentence about a wrong one."""


def accepted_words(field: StateField, knowledge: Knowledge) -> tuple[str, ...]:
    """List the words that a field may hold; empty if they are not checked one by one."""
    if not field.among:
        return field.accepted
    words = WORDS[field.among](knowledge) if field.among in WORDS else getattr(knowledge, field.among)
    return (*words, *field.accepted)


def check_state(state: ViewState, knowledge: Knowledge) -> None:
    """Check the words of a state that came from a file.

    Raises
    ------
    InputError
        When one is unknown.
    """
    for name, field in FIELDS.items():
        accepted = accepted_words(field, knowledge)
        if accepted:
            for word in _words(getattr(state, name)):
                one_of(field.noun, word, accepted)
    for pick in state.symptoms:
        one_of("side", pick.side, SIDE_CHOICES)
    check_build(state)
    check_examination(state.examination, knowledge)
    if state.examining is not None:
        read_examining(state.examining, knowledge)


def _words(value: str | Iterable[str | PickedSymptom] | None) -> list[str]:
    """List the words in the value of a field."""
    if value is None or isinstance(value, str):
        return [] if value is None else [value]
    return sorted(word if isinstance(word, str) else word.key for word in value)


def open_saved(path: Path, knowledge: Knowledge, structures: Collection[str] | None = None) -> SavedView:
    """Read a state file and check its words against the knowledge base.

    Parameters
    ----------
    path : Path
        The file.
    knowledge : Knowledge
        Symptoms, maps, scenes and so on that may be named.
    structures : collection of str, optional
        Keys of the body's structures, if there is a body.

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
    for field in IN_ORDER:
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
