"""Where panels stand, which are open for which reader, and what of that somebody has changed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from PySide6.QtWidgets import QDockWidget

from annotations.model import Audience

Changes = Mapping[str, Mapping[str, bool]]
"""For each reader, object names of panels that are open or closed other than by default."""


class Place(Enum):
    """Where a panel of its own stands; others stand behind one of these as a tab."""

    UPPER_LEFT = "upper left"
    LOWER_LEFT = "lower left"
    RIGHT = "right"
    BELOW = "below the picture"


class Panels:
    """Opens and closes panels as the reader changes, and remembers how each reader left them."""

    def __init__(self) -> None:
        self._readers: dict[QDockWidget, frozenset[Audience] | None] = {}
        self._shown: dict[QDockWidget, bool] = {}
        self._audience: Audience | None = None
        self._changed: dict[str, dict[str, bool]] = {}

    def add(self, dock: QDockWidget, readers: frozenset[Audience] | None = None, *, shown: bool = False) -> None:
        """Take a panel.

        Parameters
        ----------
        dock : QDockWidget
        readers : frozenset of str, optional
            For whom it opens; None: it does not mind who reads.
        shown : bool
            Whether such a one is open at first.
        """
        self._readers[dock], self._shown[dock] = readers, shown
        dock.setVisible(self._wanted(dock, self._audience or "patient"))

    @property
    def docks(self) -> tuple[QDockWidget, ...]:
        """All panels."""
        return tuple(self._readers)

    def switch_to(self, audience: Audience) -> bool:
        """Open the panels of a reader and fold the others away; says whether it is another reader."""
        if audience == self._audience:
            return False
        self._note()
        self._audience = audience
        for dock, readers in self._readers.items():
            if readers is not None:
                dock.setVisible(self._wanted(dock, audience))
        return True

    def changes(self) -> Changes:
        """Return which panels are open or closed other than by default, for every reader who has changed any."""
        self._note()
        return {reader: dict(panels) for reader, panels in self._changed.items()}

    def restore(self, changes: Changes) -> None:
        """Apply remembered changes; panels that no longer exist are ignored."""
        self._changed = {reader: dict(panels) for reader, panels in changes.items()}
        for dock in self._readers:
            dock.setVisible(self._wanted(dock, self._audience or "patient"))

    def _default(self, dock: QDockWidget, audience: Audience) -> bool:
        readers = self._readers[dock]
        return self._shown[dock] if readers is None else audience in readers

    def _wanted(self, dock: QDockWidget, audience: Audience) -> bool:
        return self._changed.get(audience, {}).get(dock.objectName(), self._default(dock, audience))

    def _note(self) -> None:
        """Remember how the present reader has left them."""
        audience = self._audience
        if audience is None:
            return
        # The actions of panels are unchecked until the window is shown.
        changed = {
            dock.objectName(): not dock.isHidden()
            for dock in self._readers
            if dock.isHidden() == self._default(dock, audience)
        }
        self._changed.pop(audience, None)
        if changed:
            self._changed[audience] = dict(sorted(changed.items()))
