"""The tree of parts: filled when it is first visible, and its requests turned into states."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from annotations.model import Knowledge
from viewer.appearance.named import Called
from viewer.i18n.catalogue import N_
from viewer.qt.search.feature import SearchFeature
from viewer.qt.shell.feature import Feature
from viewer.qt.shell.main_window import MainWindow
from viewer.search.entries import Hit, Kind
from viewer.search.parts import Part, parts_tree, skin_place
from viewer.state.audience import LEARNED
from viewer.state.store import Store
from viewer.state.view_state import LAYERS, ViewState

from .panel import PartsPanel

KINDS: Final[frozenset[Kind]] = frozenset({"structure", "nerve", "root", "field", "place"})
MOST: Final = 80


class PartsFeature(Feature):
    """Joins the tree with the store.

    Parameters
    ----------
    window : MainWindow
    store : Store
    knowledge : Knowledge
    structures : mapping of str to Structure
    finder : SearchFeature
        Knows all names, and how to show a hit.
    """

    def __init__(
        self,
        window: MainWindow,
        store: Store,
        knowledge: Knowledge,
        structures: Mapping[str, Called],
        finder: SearchFeature,
    ) -> None:
        super().__init__(window, store)
        self._knowledge, self._structures, self._finder = knowledge, structures, finder
        self._language = ""
        self.panel = PartsPanel((), structures, self.search, window)
        self.dock = window.add_panel(N_("Parts"), self.panel, "Symptoms", readers=LEARNED)
        self.dock.visibilityChanged.connect(self._on_seen)
        self.panel.chosen.connect(self.choose)
        self.panel.shown_requested.connect(self.show_parts)
        self.join()

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """Open the tree."""
        return {"parts": self.open}

    def open(self) -> None:
        """Open the tree and put the cursor into its filter."""
        self.dock.show()
        self.dock.raise_()
        self._fill()
        self.panel.field.setFocus()
        self.panel.field.selectAll()

    def clear_desk(self) -> None:
        """Forget what was typed."""
        # Not by clear(): the field's own undo would bring it back.
        self.panel.field.setText("")

    def search(self, text: str) -> list[Hit]:
        """Find parts by any name."""
        return self._finder.index().search(text, MOST, KINDS)

    def choose(self, part: Part) -> None:
        """Show what was chosen in the tree."""
        state = self._store.state
        if part.entry.kind == "root":
            # A root in this tree means its skin: select a place on it.
            place = skin_place(self._knowledge, state.map, part.entry.key, state.side)
            if place is not None:
                layers = state.layers | {"skin"}
                self._store.replace(replace(state, place=place, selected=None, layers=layers, isolated=None))
                return
        self._finder.choose(Hit(part.entry, None, 0.0))

    def show_parts(self, keys: list[str], shown: bool) -> None:
        """Draw structures, or leave them out."""
        state = self._store.state
        if shown:
            layers = {self._structures[key].layer for key in keys}
            self._store.update(
                hidden=state.hidden - set(keys), layers=state.layers | (layers & set(LAYERS)), isolated=None
            )
        else:
            selected = None if state.selected in keys else state.selected
            self._store.update(hidden=state.hidden | set(keys), selected=selected)

    def _on_seen(self, seen: bool) -> None:
        if seen:
            self._fill()

    def state_changed(self, new: ViewState, old: ViewState) -> None:
        """Show what is drawn and selected, if the tree was filled."""
        del new, old
        if self._language and not self.dock.isHidden():
            self._fill()

    def _fill(self) -> None:
        state = self._store.state
        if self._language != state.language:
            self._language = state.language
            entries = [entry for entry in self._finder.index().entries if entry.kind in KINDS]
            self.panel.set_tree(parts_tree(self._knowledge, self._structures, entries, state.language))
        self.panel.show_state(state)
