"""Records of muscles, nerves and reflexes, and of the roots that each source gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .vocabulary import Provenance, Share


@dataclass(frozen=True, slots=True)
class KeyMuscle:
    """An ISNCSCI key muscle function."""

    root: str
    function: str
    muscles: tuple[str, ...]
    sources: tuple[str, ...]
    provenance: Provenance = "recalled"


@dataclass(frozen=True, slots=True)
class RootShare:
    """How strongly a root supplies a muscle, and who says so."""

    share: Share
    sources: tuple[str, ...]
    note: str = ""
    provenance: Provenance = "recalled"


@dataclass(frozen=True, slots=True)
class Muscle:
    """A muscle's supply and action."""

    key: str
    name: str
    ta2: str
    nerves: tuple[str, ...]
    roots: Mapping[str, RootShare]
    action: str
    plain_action: str
    note: str
    sources: tuple[str, ...]
    provenance: Provenance
    plain_name: str = ""


@dataclass(frozen=True, slots=True)
class Supply:
    """What one source says of the roots of one or more muscles; sources stand side by side and are never averaged."""

    key: str
    muscles: tuple[str, ...]
    roots: tuple[str, ...]
    """Roots that it names."""
    main: tuple[str, ...]
    """Those of them that it calls the main ones, or that responded most; empty where it gives only a range."""
    text: str
    """What it says, with its figures where it has any."""
    sources: tuple[str, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Nerve:
    """A nerve, its roots and its course in words."""

    key: str
    name: str
    plain_name: str
    roots: tuple[str, ...]
    parent: str | None
    branches: tuple[str, ...]
    course: str
    skin: str
    sources: tuple[str, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Reflex:
    """A tendon reflex."""

    key: str
    name: str
    roots: tuple[str, ...]
    main_root: str
    text: str
    sources: tuple[str, ...]
    provenance: Provenance = "recalled"
