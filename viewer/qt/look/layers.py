"""The panel Picture: what is drawn of the body, and which map and root on its skin."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from annotations.model import Knowledge
from viewer.appearance.named import Named
from viewer.appearance.values import Appearance
from viewer.i18n.catalogue import N_
from viewer.qt.shell.feature import Feature
from viewer.qt.shell.main_window import MainWindow
from viewer.qt.shell.panels import Place
from viewer.resolve.resolve import resolve
from viewer.state.audience import LEARNED
from viewer.state.store import Store
from viewer.state.view_state import LAYERS, ViewState

from .layer_panel import LayerPanel

X_RAY: Final = 0.18
"""Opacity of the skin in x-ray."""
SOLID: Final = 0.5
"""Skin above this opacity counts as solid: x-ray then sees through it, and below makes it solid again."""


class LayersFeature(Feature):
    """Chooses layers, map, root, labels and how far the skin is faded.

    Parameters
    ----------
    window : MainWindow
    store : Store
    knowledge : Knowledge
    structures : mapping of str to Structure
        The body's structures by sided key.
    """

    def __init__(self, window: MainWindow, store: Store, knowledge: Knowledge, structures: Mapping[str, Named]) -> None:
        super().__init__(window, store)
        self._knowledge, self._structures = knowledge, structures
        self.panel = LayerPanel(knowledge, window)
        window.add_panel(N_("Picture"), self.panel, Place.LOWER_LEFT, readers=LEARNED)
        panel, update = self.panel, store.update
        panel.layers_requested.connect(lambda layers: update(layers=layers))
        panel.skin_opacity_requested.connect(lambda opacity: update(skin_opacity=opacity))
        panel.map_requested.connect(lambda key: update(map=key))
        panel.compared_requested.connect(lambda key: update(compared=key))
        panel.agreement_requested.connect(lambda on: update(agreement=on))
        panel.nerve_field_requested.connect(lambda key: update(nerve_field=key))
        panel.root_requested.connect(lambda key: update(root=key))
        panel.labels_requested.connect(lambda on: update(labels=on))
        panel.key_points_requested.connect(lambda on: update(key_points=on))
        self.join()

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """Toggle layers, labels, key points, contrast and x-ray."""
        return {
            **{f"layer-{layer}": partial(self._toggle_layer, layer) for layer in LAYERS},
            "x-ray": self.x_ray,
            "labels": lambda: self._store.update(labels=not self._store.state.labels),
            "key-points": lambda: self._store.update(key_points=not self._store.state.key_points),
            "high-contrast": self._toggle_contrast,
        }

    def show_state(self, state: ViewState, appearance: Appearance) -> None:
        """Show what is drawn."""
        self.panel.show_state(state, appearance)
        actions = self._window.actions_
        for layer in LAYERS:
            actions[f"layer-{layer}"].setChecked(layer in state.layers)
        actions["labels"].setChecked(state.labels)
        actions["key-points"].setChecked(state.key_points)
        actions["high-contrast"].setChecked(state.palette == "contrast")

    def x_ray(self) -> None:
        """Make solid skin see-through, and faded skin solid again."""
        state = self._store.state
        opacity: float | None = X_RAY
        if self._opacity(state) <= SOLID:
            opacity = None if self._opacity(replace(state, skin_opacity=None)) > SOLID else 1.0
        self._store.update(skin_opacity=opacity, layers=state.layers | {"skin"})

    def _opacity(self, state: ViewState) -> float:
        return resolve(state, self._knowledge, self._structures).skin.opacity

    def _toggle_layer(self, layer: str) -> None:
        self._store.update(layers=self._store.state.layers ^ {layer})

    def _toggle_contrast(self) -> None:
        self._store.update(palette="standard" if self._store.state.palette == "contrast" else "contrast")
