"""The 3D widget: VTK's own in Qt, with what a scene needs of a plotter.

pyvistaqt's widget is its yardstick (``benchmarks``); it loads all of PyVista's plotting, which takes a second, and has
Qt draw the whole window with OpenGL, which is slow in software.
"""

from __future__ import annotations

import os
from typing import Any, cast

import numpy as np
import vtkmodules.vtkRenderingOpenGL2  # noqa: F401 - how VTK draws
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget
from vtkmodules.qt.QVTKRenderWindowInteractor import QVTKRenderWindowInteractor
from vtkmodules.vtkRenderingCore import vtkRenderer, vtkRenderWindow

from viewer.files.opengl import BACKEND
from viewer.i18n.catalogue import N_
from viewer.qt.widgets.language import say, tr
from viewer.scene.frame import frame_of


class BodyWidget(QVTKRenderWindowInteractor):
    """VTK's window in Qt's. It draws only when asked.

    No multisampling: without a graphics card it costs four times the frame (measured, see the design); the scene
    smooths edges itself.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        # Pictures without a display are drawn otherwise, here or in the process that started this one.
        os.environ.pop(BACKEND, None)
        cast("Any", super()).__init__(parent)
        self.render_window: vtkRenderWindow = cast("Any", self).GetRenderWindow()
        self.render_window.SetMultiSamples(0)
        self.renderer = vtkRenderer()
        self.renderer.AutomaticLightCreationOff()
        self.render_window.AddRenderer(self.renderer)
        self._finished = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 240)
        say(self, accessibleName=N_("Picture of the lower body"))
        self.setAccessibleDescription(tr("Drag to turn, wheel to zoom, click to ask about a place."))

    @property
    def window_size(self) -> tuple[int, int]:
        """Width and height, pixels of the screen."""
        width, height = self.render_window.GetSize()
        return width, height

    def draw(self) -> None:
        """Draw at once; nothing once it was closed, as its part of the graphics memory is given back by then."""
        if not self._finished:
            self.render_window.Render()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the graphics memory back."""
        del event
        self._finished = True
        self.render_window.Finalize()

    def pixels(self) -> NDArray[np.uint8]:
        """Give the last frame, shape (rows, columns, 3)."""
        return frame_of(self.render_window)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell VTK the size in pixels of the screen that the widget is on; VTK would ask where the pointer is."""
        del event
        ratio = self.devicePixelRatioF()
        self.render_window.SetDPI(round(72 * ratio))
        # As Qt rounds: half a pixel is one. Python's even number leaves a black line beside the picture.
        self.render_window.SetSize(int(ratio * self.width() + 0.5), int(ratio * self.height() + 0.5))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw."""
        del event
        self.draw()
