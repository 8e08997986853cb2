"""The window: symptoms and layers at the left, the picture, the explanation at the right. It decides nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QFrame,
    QMainWindow,
    QMessageBox,
    QScrollArea,
    QWidget,
)

from annotations.model import Audience, Knowledge
from viewer.appearance import Appearance
from viewer.audience import AUDIENCES, PANELS, WORD_SCALE
from viewer.language import LANGUAGE_NAMES, in_language, unreviewed
from viewer.output.credits import NOTICE
from viewer.state import LAYERS, ViewState

from . import speech, tab_order
from .actions import ActionTable
from .body_panel import BodyPanel
from .drawing_bar import DrawingBar
from .explain_panel import ExplainPanel, Question
from .hover_label import HoverLabel
from .layer_panel import LayerPanel
from .mnemonics import underline
from .notice import Notice, StatusLine
from .panels import Panels
from .pinch_panel import PinchPanel
from .room import Room, fitting_size
from .stage import Stage
from .symptom_panel import SymptomPanel
from .view_bar import ViewBar
from .warning_bar import WarningBar
from .word_scale import scale_words

TITLE: Final = "Dermatome Viewer: which nerve root is it?"
HINT: Final = "Drag to turn, wheel to come nearer, click to ask. F1 shows all keys."
DRAW_HINT: Final = (
    "Drag over the skin to draw. Right drag or Shift + drag turns the body, wheel comes nearer, D ends drawing."
)
BOTTOM: Final = "bottom"
"""In place of a neighbour: a panel of its own below the picture."""


class MainWindow(QMainWindow):
    """Panels around a 3D widget that is handed in, so that the panels can be tried with any widget.

    Parameters
    ----------
    canvas : QWidget
        The picture.
    knowledge : Knowledge
        For the lists of symptoms, maps and roots.

    Signals
    -------
    closing : ()
        The window is about to go; stop drawing.
    """

    closing = Signal()

    def __init__(self, canvas: QWidget, knowledge: Knowledge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.setMinimumSize(800, 520)
        self.canvas = canvas
        self._knowledge = knowledge
        self.stage = Stage(canvas, self)
        self.setCentralWidget(self.stage)
        self.actions_ = ActionTable(self)
        # Neither a tool bar nor a panel: nothing that folds those away takes it with them.
        self.warning = WarningBar(self)
        self.views = ViewBar(self)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, self.views)
        self.drawing = DrawingBar(self)
        self.addToolBarBreak(Qt.ToolBarArea.TopToolBarArea)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, self.drawing)
        self.drawing.hide()
        self.symptoms = SymptomPanel(knowledge.symptoms.values(), self)
        self.layers = LayerPanel(knowledge, self)
        self.pinch = PinchPanel(knowledge, self)
        self.body = BodyPanel(self)
        self.explanation = ExplainPanel(knowledge, self)
        left = Qt.DockWidgetArea.LeftDockWidgetArea
        beside = (self._dock("Pinch", _scrolled(self.pinch), left), self._dock("Body", _scrolled(self.body), left))
        self._docks = (
            self._dock("Symptoms", self.symptoms, left),
            self._dock("Picture", _scrolled(self.layers), left),
            self._dock("Explanation", self.explanation, Qt.DockWidgetArea.RightDockWidgetArea),
            *beside,
        )
        for dock in beside:
            self.tabifyDockWidget(self._docks[1], dock)
        self._docks[1].raise_()
        self.panels = Panels()
        self.room = Room(self, self._docks)
        self._hint = ""
        self.hover = HoverLabel(canvas)
        self._status = StatusLine(self)
        self._status.setAccessibleName("Under the pointer")
        notice = self._notice = Notice(self)
        notice.tell(NOTICE)
        self.statusBar().addWidget(self._status, 1)
        self.statusBar().addPermanentWidget(notice)
        self.statusBar().setSizeGripEnabled(False)
        menus = self.actions_.fill(self.menuBar())
        self._panel_menu = menus["View"].addMenu("Panels")
        underline(self._panel_menu)
        for dock in self._docks:
            self._panel_menu.addAction(dock.toggleViewAction())
            self.panels.add(dock, PANELS[dock.windowTitle()])
        self._turn_to("patient")
        self.resize(fitting_size(self))

    def show_state(self, state: ViewState, appearance: Appearance, question: Question | None = None) -> None:
        """Show a state in all panels, silently; the question is given once something was clicked."""
        turned = speech.language() != state.language
        speech.speak(state.language)
        self._turn_to(state.audience)
        self.symptoms.show_state(state)
        self.layers.show_state(state, appearance)
        self.pinch.show_state(state)
        self.body.show_state(state, appearance)
        self.views.show_state(replace(state, view=appearance.camera.view))  # an item that is examined has its own
        self.explanation.show_state(state, appearance, question)
        for layer in LAYERS:
            self.actions_[f"layer-{layer}"].setChecked(layer in state.layers)
        for reader in AUDIENCES:
            self.actions_[f"reader-{reader}"].setChecked(reader == state.audience)
        self.actions_["labels"].setChecked(state.labels)
        self.actions_["key-points"].setChecked(state.key_points)
        self.actions_["high-contrast"].setChecked(state.palette == "contrast")
        for identity in ("hide", "isolate"):
            self.actions_[identity].setEnabled(state.selected is not None)
        self.actions_["frame"].setEnabled(state.selected is not None or state.place is not None)
        self.actions_["show-all"].setEnabled(bool(state.hidden) or state.isolated is not None)
        self.actions_["clear"].setEnabled(bool(state.symptoms))
        for code in LANGUAGE_NAMES:
            self.actions_[f"language-{code}"].setChecked(code == state.language)
        self._retell(state.language, turned=turned)
        self._give_hint(state)

    def _retell(self, language: str, *, turned: bool) -> None:
        """Put all words into the chosen language, and say when nobody has reviewed it."""
        if not turned and language == "en":
            return
        if turned:
            known = in_language(self._knowledge, language)
            scenes = self._knowledge.scenes.items()
            names = {nerve.name: known.nerves[key].name for key, nerve in self._knowledge.nerves.items()}
            speech.learn(names | {scene.plain_name: known.scenes[key].plain_name for key, scene in scenes})
            self.setWindowTitle(speech.said(TITLE))
            self.symptoms.tell(known.symptoms.values())
            said = speech.said(NOTICE)
            self._notice.tell(f"{said} {unreviewed(language)}".strip(), said)
            self._hint = ""
        speech.retell(self, leave=(*self.explanation.pages, self._status, self._notice, self.canvas))

    def add_panel(
        self,
        title: str,
        content: QWidget,
        beside: str,
        *,
        shown: bool = False,
        audiences: frozenset[Audience] | None = None,
    ) -> QDockWidget:
        """Add a panel as a tab beside another; it can be folded away like all others.

        Parameters
        ----------
        title : str
        content : QWidget
        beside : str
            Title of a panel that is there: its tab neighbour; or :data:`BOTTOM`: below the picture, on its own.
        shown : bool
            Whether its tab is there at first; it never comes to the front by itself.
        audiences : frozenset of str, optional
            The readers for whom it opens: it folds away as the switch turns to another, and stays in the View menu.
            By default it does not mind the switch.

        Raises
        ------
        KeyError
            When no panel is called ``beside``.
        """
        if beside == BOTTOM:
            dock = self._dock(title, _scrolled(content), Qt.DockWidgetArea.BottomDockWidgetArea)
        else:
            neighbour = {dock.objectName(): dock for dock in self.findChildren(QDockWidget)}[beside.lower()]
            dock = self._dock(title, _scrolled(content), self.dockWidgetArea(neighbour))
            self.tabifyDockWidget(neighbour, dock)
            neighbour.raise_()
        self.panels.add(dock, audiences, shown=shown)
        dock.visibilityChanged.connect(lambda _seen: self.room.tidy_later())
        self._panel_menu.addAction(dock.toggleViewAction())
        return dock

    def _turn_to(self, audience: Audience) -> None:
        """Open the panels of a reader and fold the others away; each reader's panels stay as they were left."""
        if not self.panels.turn_to(audience):
            return
        for dock in (self._docks[1], self._docks[0], self._docks[2]):
            dock.raise_()
        self.room.widen_tabs()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            scale_words(application, WORD_SCALE[audience])
            self.symptoms.tree.scheduleDelayedItemsLayout()
        self.room.share_later()

    def show_warning(self) -> None:
        """Bring the explanation of a warning before everything else, and the keyboard to it."""
        dock = self._docks[2]
        dock.show()
        dock.raise_()
        self.explanation.show_first()

    def refit_words(self) -> None:
        """Lay out anew what does not notice by itself that words have another size."""
        self.symptoms.tree.scheduleDelayedItemsLayout()
        self._notice.refit()
        self.room.share()

    def show_drawing(self, on: bool) -> None:
        """Show or hide the bar of brushes, and say how one draws."""
        self.drawing.setVisible(on)
        self.views.draw.setChecked(on)
        self.actions_["draw"].setChecked(on)
        self._hint = DRAW_HINT if on else HINT
        self._status.setText(speech.said(self._hint))

    def _give_hint(self, state: ViewState) -> None:
        """Say in the status bar what can be done, and what was put out of sight."""
        hint = HINT if self.drawing.isHidden() else DRAW_HINT
        if state.isolated is not None:
            hint = "Only one part is shown. Alt+H shows everything again."
        elif state.hidden and not state.study:
            parts = "1 part is" if len(state.hidden) == 1 else f"{len(state.hidden)} parts are"
            hint = f"{parts} hidden. Alt+H shows everything again."
        if hint != self._hint:
            self._hint = hint
            self._status.setText(speech.said(hint))

    def say_under_pointer(self, text: str, at: QPoint) -> None:
        """Name what is under the pointer, beside it and in the status bar."""
        self.hover.say(text, at)
        self._status.setText(text or speech.said(self._hint))

    def toggle_full_screen(self) -> None:
        """Fill the screen, or give it back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        self.actions_["full-screen"].setChecked(self.isFullScreen())

    def say(self, sentence: str) -> None:
        """Show one sentence in the status bar until the pointer names something."""
        self._status.setText(sentence)

    def complain(self, sentence: str) -> None:
        """Show one sentence about what went wrong."""
        box = QMessageBox(QMessageBox.Icon.Warning, self.windowTitle(), sentence, parent=self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def showEvent(self, event: QShowEvent) -> None:
        """Share the room between panels and picture once there is room to share."""
        super().showEvent(event)
        self.room.begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew, unless the user has shared it."""
        super().resizeEvent(event)
        self._notice.refit()
        self.room.follow()

    def event(self, event: QEvent) -> bool:
        """Seat the warning bar anew where the window or the words of the bar have another size."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._seat_warning()
        return done

    def _seat_warning(self) -> None:
        """Put the warning bar across the window above everything else."""
        high = 0 if self.warning.isHidden() else self.warning.heightForWidth(self.width())
        if self.contentsMargins().top() != high:
            self.setContentsMargins(0, high, 0, 0)
        self.warning.setGeometry(0, 0, self.width(), high)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Move the keyboard through bars and panels in the order in which they are read."""
        return tab_order.step(self, forward=forward)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that the window goes before it does."""
        self.closing.emit()
        super().closeEvent(event)

    def _dock(self, title: str, content: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(title.lower())
        feature = QDockWidget.DockWidgetFeature
        dock.setFeatures(feature.DockWidgetClosable | feature.DockWidgetMovable)
        dock.setWidget(content)
        self.addDockWidget(area, dock)
        return dock


def _scrolled(content: QWidget) -> QScrollArea:
    """Let a panel that needs more room than it gets be scrolled, so that no panel takes room from the picture."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area
