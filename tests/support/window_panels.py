"""The window's own panels in tests: what a feature needs as a neighbour, and what tests look into."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotations.model import Knowledge
from stand_ins import StillPicture
from viewer.appearance.named import Named
from viewer.qt.explain.feature import ExplainFeature
from viewer.qt.explain.panel import ExplainPanel
from viewer.qt.explain.topics import TopicsFeature
from viewer.qt.look.body import BodyFeature
from viewer.qt.look.layer_panel import LayerPanel
from viewer.qt.look.layers import LayersFeature
from viewer.qt.look.lesion import LesionFeature
from viewer.qt.shell.main_window import MainWindow
from viewer.qt.symptoms.feature import SymptomsFeature
from viewer.qt.symptoms.panel import SymptomPanel
from viewer.state.store import Store


def add_panels(
    window: MainWindow,
    store: Store,
    knowledge: Knowledge,
    structures: Mapping[str, Named] | None = None,
    picture: Any = None,
) -> TopicsFeature:
    """Add the five panels that every window has, as :func:`viewer.qt.app.assemble` does; gives what people ask."""
    known = structures or {}
    SymptomsFeature(window, store, knowledge)
    LayersFeature(window, store, knowledge, known)
    ExplainFeature(window, store, knowledge, known, picture or StillPicture())
    LesionFeature(window, store, knowledge)
    BodyFeature(window, store)
    return TopicsFeature(window, store, knowledge)


def symptoms_of(window: MainWindow) -> SymptomPanel:
    """Give the panel of symptoms."""
    return window.feature(SymptomsFeature).panel


def layers_of(window: MainWindow) -> LayerPanel:
    """Give the panel Picture."""
    return window.feature(LayersFeature).panel


def explanation_of(window: MainWindow) -> ExplainPanel:
    """Give the explanation."""
    return window.feature(ExplainFeature).panel
