"""Drawing where it hurts: puts brush, bar and state together. Beside the controller it writes the state's drawing."""

from __future__ import annotations

from typing import Any, Final, cast

from PySide6.QtCore import QObject
from PySide6.QtGui import QCursor

from viewer.drawing_file import thinned
from viewer.state import Depth, Quality, Stroke, ViewState
from viewer.store import Store
from viewer.views import VIEWS

from .canvas import CanvasInput
from .cross import cross_picture
from .drawing_pen import DrawingPen, Sheet
from .main_window import MainWindow

FADED: Final = 0.5
"""Skin fainter than this is made whole: one cannot draw on glass."""
CURSOR: Final = 25
"""Pixels of the cross that stands for the brush."""


class DrawingControl(QObject):
    """Turns drawing on and off and keeps what was drawn.

    Parameters
    ----------
    window : MainWindow
    store : Store
    sheet : Sheet
        The picture.
    pointer : CanvasInput
        Hands its left button to the brush while one draws.
    """

    def __init__(self, window: MainWindow, store: Store, sheet: Sheet, pointer: CanvasInput) -> None:
        super().__init__(window)
        self._window, self._store, self._pointer = window, store, pointer
        self.pen = DrawingPen(sheet, self)
        self.pen.stroke_drawn.connect(self._on_stroke)
        bar = window.drawing
        bar.show_radius(self.pen.brush.radius)
        bar.quality_requested.connect(self._on_quality)
        bar.depth_requested.connect(lambda depth: self._take(depth=cast("Depth", depth)))
        bar.tool_requested.connect(lambda tool: self._take(erase=tool == "eraser"))
        bar.radius_requested.connect(lambda radius: self._take(radius=radius))
        bar.clear_requested.connect(self.clear)
        bar.done_requested.connect(lambda: self.switch(on=False))
        window.views.draw_requested.connect(lambda: self.switch(on=not self.on))
        window.actions_.connect({"draw": lambda: self.switch(on=not self.on), "clear-drawing": self.clear})
        window.actions_["escape"].triggered.connect(lambda _checked=False: self.switch(on=False))
        store.changed.connect(self._on_state)
        window.closing.connect(self.close)
        self._on_state(store.state, store.state)
        self.switch(on=False)

    def close(self) -> None:
        """Stop listening; safe to call twice."""
        self._store.changed.disconnect(self._on_state, missing_ok=True)
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
        window.show_drawing(on)
        if on:
            window.canvas.setCursor(_cursor(window.canvas.devicePixelRatioF()))
        else:
            window.canvas.unsetCursor()

    def clear(self) -> None:
        """Take the whole drawing away; undo brings it back."""
        self._store.update(drawing=())

    def _take(self, *, depth: Depth | None = None, radius: float | None = None, erase: bool | None = None) -> None:
        self.pen.choose(depth=depth, radius=radius, erase=erase)

    def _on_quality(self, quality: str) -> None:
        # Whoever chooses what is felt wants to draw it.
        self.pen.choose(quality=cast("Quality", quality), erase=False)
        self._window.drawing.tool.choose("brush")

    def _on_stroke(self, stroke: Stroke) -> None:
        drawing = self._store.state.drawing
        if stroke.erase and not drawing:
            return
        self._store.update(drawing=thinned((*drawing, stroke)))

    def _on_state(self, new: ViewState, _old: ViewState) -> None:
        self._window.drawing.show_state(new)
        self._window.actions_["clear-drawing"].setEnabled(bool(new.drawing))


def _cursor(ratio: float) -> QCursor:
    return QCursor(cross_picture(CURSOR, ratio), CURSOR // 2, CURSOR // 2)
