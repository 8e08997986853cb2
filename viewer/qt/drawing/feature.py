"""Drawing where it hurts: joins brush, bar and state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, cast

from PySide6.QtGui import QCursor

from viewer.appearance.views import VIEWS
from viewer.i18n.catalogue import N_
from viewer.qt.picture.canvas import CanvasInput
from viewer.qt.picture.cross import cross_picture
from viewer.qt.picture.protocol import Picture
from viewer.qt.shell.feature import Feature
from viewer.qt.shell.main_window import MainWindow
from viewer.state.drawing_rows import thinned
from viewer.state.store import Store
from viewer.state.view_state import Depth, Quality, Stroke, ViewState

from .bar import DrawingBar
from .pen import DrawingPen

FADED: Final = 0.5
"""Skin fainter than this is made opaque as drawing begins: one cannot draw on glass."""
CURSOR: Final = 25
"""Pixels of the cross that stands for the brush."""


DRAW_HINT: Final = N_(
    "Drag over the skin to draw. Right drag or Shift + drag turns the body, wheel comes nearer, D ends drawing."
)


class DrawingFeature(Feature):
    """Turns drawing on and off and keeps what was drawn.

    Parameters
    ----------
    window : MainWindow
    store : Store
    picture : Picture
    pointer : CanvasInput
        Hands its left button to the brush while drawing is on.
    """

    def __init__(self, window: MainWindow, store: Store, picture: Picture, pointer: CanvasInput) -> None:
        super().__init__(window, store)
        self._pointer = pointer
        self.pen = DrawingPen(picture, self)
        self.pen.stroke_drawn.connect(self._on_stroke)
        bar = self.bar = DrawingBar(window)
        window.add_bar(bar)
        bar.show_radius(self.pen.brush.radius)
        bar.quality_requested.connect(self._on_quality)
        bar.depth_requested.connect(lambda depth: self._take(depth=cast("Depth", depth)))
        bar.tool_requested.connect(lambda tool: self._take(erase=tool == "eraser"))
        bar.radius_requested.connect(lambda radius: self._take(radius=radius))
        bar.clear_requested.connect(self.clear)
        bar.done_requested.connect(self.leave)
        window.views.draw_requested.connect(lambda: self.switch(on=not self.on))
        self.join()
        self.state_changed(store.state, store.state)
        self.switch(on=False)

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """Draw, and clear the drawing."""
        return {"draw": lambda: self.switch(on=not self.on), "clear-drawing": self.clear}

    def close(self) -> None:
        """Stop listening, and let the left button turn the body; safe to call twice."""
        super().close()
        self._pointer.pen = None

    @property
    def on(self) -> bool:
        """Whether the left button draws."""
        return self._pointer.pen is not None

    def switch(self, *, on: bool) -> None:
        """Let the left button draw, or turn the body again."""
        window = self._window
        if on and not self.on:
            state = self._store.state
            changes: dict[str, Any] = {"layers": state.layers | {"skin"}, "isolated": None}
            if state.skin_opacity is not None and state.skin_opacity < FADED:
                changes["skin_opacity"] = None
            if VIEWS[state.view].cut is not None:
                changes |= {"view": ViewState().view, "camera": None}
            self._store.update(**changes)
        self._pointer.pen = self.pen if on else None
        self.bar.setVisible(on)
        window.views.draw.setChecked(on)
        window.actions_["draw"].setChecked(on)
        if on:
            window.show_hint(DRAW_HINT)
            window.escape.push(self.leave)
            window.canvas.setCursor(_cursor(window.canvas.devicePixelRatioF()))
        else:
            window.show_hint()
            window.escape.take_out(self.leave)
            window.canvas.unsetCursor()

    def leave(self) -> None:
        """End drawing."""
        self.switch(on=False)

    def clear(self) -> None:
        """Remove the whole drawing; undo brings it back."""
        self._store.update(drawing=())

    def clear_desk(self) -> None:
        """Let an unfinished stroke be none, or it would be drawn on the next patient; take the first brush again."""
        self.pen.drop()
        self.pen.choose(quality="pain", depth="skin", erase=False)
        self.bar.start_anew()

    def _take(self, *, depth: Depth | None = None, radius: float | None = None, erase: bool | None = None) -> None:
        self.pen.choose(depth=depth, radius=radius, erase=erase)

    def _on_quality(self, quality: str) -> None:
        # Choosing what is felt means to draw it, so the eraser is laid down.
        self.pen.choose(quality=cast("Quality", quality), erase=False)
        self.bar.tool.choose("brush")

    def _on_stroke(self, stroke: Stroke) -> None:
        drawing = self._store.state.drawing
        if stroke.erase and not drawing:
            return
        self._store.update(drawing=thinned((*drawing, stroke)))

    def state_changed(self, new: ViewState, old: ViewState) -> None:
        """Show in the bar, and by its action, whether there is a drawing to clear."""
        del old
        self.bar.show_state(new)
        self._window.actions_["clear-drawing"].setEnabled(bool(new.drawing))


def _cursor(ratio: float) -> QCursor:
    return QCursor(cross_picture(CURSOR, ratio), CURSOR // 2, CURSOR // 2)
