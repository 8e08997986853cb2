"""What can be found, and what was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from viewer.i18n.catalogue import N_
from viewer.state.view_state import ChartPlace, Side

from .fitting import Fit

Kind = Literal[
    "symptom", "structure", "nerve", "root", "scene", "map", "field", "topic", "place", "view", "action", "absent"
]
KIND_WORDS: Final[Mapping[Kind, str]] = {
    "symptom": N_("Symptom"),
    "structure": N_("Part"),
    "nerve": N_("Nerve"),
    "root": N_("Root"),
    "scene": N_("Pinch"),
    "map": N_("Map"),
    "field": N_("Nerve skin"),
    "topic": N_("Question"),
    "place": N_("Place"),
    "view": N_("View"),
    "action": N_("Command"),
    "absent": N_("Not in here"),
}
"""What each kind is called in lists, in the order that breaks ties."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found."""

    kind: Kind
    key: str
    """Symptom, root, map, scene, topic, view, landmark or nerve key; of structures and nerves the key without side."""
    words: str
    """In plain words."""
    terms: tuple[str, ...] = ()
    """Technical names, English or Latin; the first is shown."""
    also: tuple[str, ...] = ()
    """Synonyms, never shown."""
    urgent: bool = False
    """A warning sign."""
    plain: str = ""
    """What patients read in place of the words, where these are technical."""
    chart: ChartPlace | None = None
    """Where a place lies that is no landmark, on the right side."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One result."""

    entry: Entry
    side: Side | None
    """The patient's side, if it was typed."""
    cost: float
    """0 is best."""
    missed: int = 0
    """How many of the typed words its names do not have."""
    meant: bool = False
    """Found by its meaning, not by the letters of its name."""
    fit: Fit | None = None
    """By which parts of what was typed it was found."""
