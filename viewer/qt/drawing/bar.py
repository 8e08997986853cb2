"""The bar of brushes, shown while drawing is on: what is felt, how deep, how wide, and the eraser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QSlider, QToolBar, QToolButton, QWidget

from viewer.i18n.catalogue import N_
from viewer.palette.colours import DRAWN
from viewer.qt.widgets.language import Words, say, with_key
from viewer.qt.widgets.segments import Segments
from viewer.qt.widgets.swatch import paint_swatch
from viewer.skin.covers_words import SIGNS
from viewer.state.drawing_rows import LARGEST_BRUSH, SMALLEST_BRUSH
from viewer.state.view_state import ViewState

QUALITY_TEXT: Final = (("pain", N_("hurts")), ("tingling", N_("tingles")), ("numbness", N_("is numb")))
DEPTH_TEXT: Final = (("skin", N_("surface")), ("deep", N_("deep")))
TOOL_TEXT: Final = (("brush", N_("Brush")), ("eraser", N_("Eraser")))
SWATCH: Final = QSize(30, 18)
ROOM: Final = QSize(36, 18)
"""Of a sign, with space before the word after it."""


class DrawingBar(QToolBar):
    """Chooses the brush.

    Signals
    -------
    quality_requested, depth_requested : (key)
    tool_requested : (``brush`` or ``eraser``)
    radius_requested : (float)
        Millimetres.
    clear_requested, done_requested : ()
    """

    quality_requested = Signal(str)
    depth_requested = Signal(str)
    tool_requested = Signal(str)
    radius_requested = Signal(float)
    clear_requested = Signal()
    done_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say(self, windowTitle=N_("Drawing"))
        self.setObjectName("drawing")
        self.setMovable(False)
        self.setFloatable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        here = QLabel(self)
        say(here, text=N_("Here it"))
        self.addWidget(here)
        self.quality = self._segments(QUALITY_TEXT, N_("What is felt"), "quality")
        for key, _ in QUALITY_TEXT:
            button = self.quality.button(key)
            button.setIcon(_sign(key, self.devicePixelRatioF()))
            button.setIconSize(ROOM)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.deep = self._segments(DEPTH_TEXT, N_("How deep"), "depth")
        self.addSeparator()
        self.tool = self._segments(TOOL_TEXT, N_("Tool"), "tool")
        self.size_label = QLabel(self)
        say(self.size_label, text=N_("Width"))
        self.addWidget(self.size_label)
        self.size_slider = QSlider(Qt.Orientation.Horizontal, self)
        self.size_slider.setRange(round(SMALLEST_BRUSH), round(LARGEST_BRUSH))
        self.size_slider.setPageStep(5)
        self.size_slider.setFixedWidth(110)
        half = N_("Half the width of the brush on the skin, in millimetres")
        say(self.size_slider, accessibleName=N_("Width of the brush"), toolTip=half)
        self.size_slider.valueChanged.connect(lambda value: self.radius_requested.emit(float(value)))
        self.addWidget(self.size_slider)
        self.addSeparator()
        self.clear_all = self._button(N_("Clear"), N_("Take the whole drawing away (Ctrl+Z brings it back)"))
        self.clear_all.clicked.connect(lambda: self.clear_requested.emit())
        self.done = self._button(N_("Done"), with_key(N_("Stop drawing"), "D"))
        self.done.clicked.connect(lambda: self.done_requested.emit())
        self.start_anew()
        self.quality.chosen.connect(self.quality_requested)
        self.deep.chosen.connect(self.depth_requested)
        self.tool.chosen.connect(self.tool_requested)

    def show_state(self, state: ViewState) -> None:
        """Show whether there is anything to clear."""
        self.clear_all.setEnabled(bool(state.drawing))

    def start_anew(self) -> None:
        """Show the brush for pain on the skin."""
        self.quality.choose("pain")
        self.deep.choose("skin")
        self.tool.choose("brush")

    def show_radius(self, radius: float) -> None:
        """Show the width of the brush, silently."""
        with QSignalBlocker(self.size_slider):
            self.size_slider.setValue(round(radius))

    def _segments(self, choices: Sequence[tuple[str, Words]], name: Words, key: str) -> Segments:
        widget = Segments(choices, name, self)
        widget.setObjectName(key)
        widget.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.addWidget(widget)
        return widget

    def _button(self, text: Words, tip: Words) -> QToolButton:
        button = QToolButton(self)
        say(button, text=text, toolTip=tip, accessibleName=text)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.addWidget(button)
        return button


def _sign(quality: str, ratio: float) -> QIcon:
    """Draw the sign of a quality."""
    picture = QPixmap(ROOM * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_swatch(painter, QRectF(0, 0, SWATCH.width(), SWATCH.height()), DRAWN[quality], SIGNS[quality])
    painter.end()
    return QIcon(picture)
