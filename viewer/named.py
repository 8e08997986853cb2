"""What words, search and study need to know of a structure of the body, each a little more than the one before."""

from __future__ import annotations

from typing import Protocol

from .state import Side


class Named(Protocol):
    """What the words need to know of a structure."""

    @property
    def base(self) -> str:
        """Key without side."""

    @property
    def side(self) -> Side | None:
        """Side, or None on the midline."""

    @property
    def layer(self) -> str:
        """One of `viewer.state.LAYERS`."""

    @property
    def ta2(self) -> str:
        """English TA2 name."""

    @property
    def plain(self) -> str:
        """Lay name."""


class Called(Named, Protocol):
    """What the search needs to know of a structure."""

    @property
    def tissue(self) -> str:
        """Bone, disc, muscle, nerve and so on."""

    @property
    def group(self) -> str:
        """Group for menus, for example ``thigh anterior``."""

    @property
    def latin(self) -> str:
        """Latin name, or empty."""


class Numbered(Called, Protocol):
    """What questions need to know of a structure."""

    @property
    def ta2_id(self) -> str:
        """Number in TA2, or empty."""
