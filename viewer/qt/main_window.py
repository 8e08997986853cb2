"""The window: symptoms and layers at the left, the picture, the explanation at the right. It decides nothing."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QLabel, QMainWindow, QMessageBox, QWidget

from annotations.model import Knowledge
from viewer.appearance import Appearance
from viewer.language import LANGUAGE_NAMES, in_language, unreviewed
from viewer.state import LAYERS, ViewState

from . import speech
from .actions import ActionTable
from .body_panel import BodyPanel
from .drawing_bar import DrawingBar
from .explain_panel import ExplainPanel, Question
from .hover_label import HoverLabel
from .layer_panel import LayerPanel
from .pinch_panel import PinchPanel
from .stage import Stage
from .style import size_words
from .symptom_panel import SymptomPanel
from .view_bar import ViewBar

TITLE: Final = "Dermatome Viewer: which nerve root is it?"
NOTICE: Final = "Teaching model. It explains; it does not diagnose."
HINT: Final = "Drag to turn, wheel to come nearer, click to ask. F1 shows all keys."
DRAW_HINT: Final = (
    "Drag over the skin to draw. Right drag or Shift + drag turns the body, wheel comes nearer, D ends drawing."
)
SMALLEST_WORDS, LARGEST_WORDS = 6.0, 22.0
"""Points."""
LEAST_PICTURE: Final = 0.45
"""Of the window's width."""


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
        self.setCentralWidget(Stage(canvas, self))
        self.actions_ = ActionTable(self)
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
        beside = (self._dock("Pinch", self.pinch, left), self._dock("Body", self.body, left))
        self._docks = (
            self._dock("Symptoms", self.symptoms, left),
            self._dock("Picture", self.layers, left),
            self._dock("Explanation", self.explanation, Qt.DockWidgetArea.RightDockWidgetArea),
            *beside,
        )
        for dock in beside:
            self.tabifyDockWidget(self._docks[1], dock)
        self._docks[1].raise_()
        self._shared = False
        self._given = 0
        self._hint = ""
        self.hover = HoverLabel(canvas)
        self._status = QLabel(self)
        self._status.setObjectName("status")
        self._status.setAccessibleName("Under the pointer")
        notice = self._notice = QLabel(NOTICE, self)
        notice.setObjectName("notice")
        self.statusBar().addWidget(self._status, 1)
        self.statusBar().addPermanentWidget(notice)
        self.statusBar().setSizeGripEnabled(False)
        self._view_menu = self.actions_.fill(self.menuBar())["View"]
        self._view_menu.addSeparator()
        for dock in self._docks:
            self._list(dock)
        self.resize(self._fitting_size())
        self.setTabOrder(self.symptoms.clear, self.layers.boxes["skin"])

    def show_state(self, state: ViewState, appearance: Appearance, question: Question | None = None) -> None:
        """Show a state in all panels, silently; the question is given once something was clicked."""
        turned = speech.language() != state.language
        speech.speak(state.language)
        self.symptoms.show_state(state)
        self.layers.show_state(state, appearance)
        self.pinch.show_state(state)
        self.body.show_state(state, appearance)
        self.views.show_state(state)
        self.explanation.show_state(state, appearance, question)
        for layer in LAYERS:
            self.actions_[f"layer-{layer}"].setChecked(layer in state.layers)
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
            speech.learn({scene.plain_name: known.scenes[key].plain_name for key, scene in scenes})
            self.setWindowTitle(speech.said(TITLE))
            self.symptoms.tell(known.symptoms.values())
            self._notice.setText(f"{speech.said(NOTICE)} {unreviewed(language)}".strip())
            self._hint = ""
        speech.retell(self, leave=(*self.explanation.pages, self._status, self._notice, self.canvas))

    def add_panel(self, title: str, content: QWidget, beside: str, *, shown: bool = False) -> QDockWidget:
        """Add a panel as a tab beside another; it can be folded away like all others.

        Parameters
        ----------
        title : str
        content : QWidget
        beside : str
            Title of a panel that is there: its tab neighbour.
        shown : bool
            Whether its tab is there at first; it never comes to the front by itself.

        Raises
        ------
        KeyError
            When no panel is called ``beside``.
        """
        neighbour = {dock.objectName(): dock for dock in self.findChildren(QDockWidget)}[beside.lower()]
        dock = self._dock(title, content, self.dockWidgetArea(neighbour))
        self.tabifyDockWidget(neighbour, dock)
        neighbour.raise_()
        dock.setVisible(shown)
        self._list(dock)
        return dock

    def resize_words(self, step: int) -> None:
        """Make all words larger (1) or smaller (-1), within what fits."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            points = application.font().pointSizeF() + step
            if SMALLEST_WORDS <= points <= LARGEST_WORDS:
                size_words(application, points)
                self.symptoms.tree.scheduleDelayedItemsLayout()
                self._share_room()

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
        elif state.hidden:
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

    def show_symptoms(self) -> None:
        """Call the symptom list back and put the cursor into its search box."""
        self._docks[0].show()
        self.symptoms.focus_search()

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
        if not self._shared:
            self._shared = True
            self._share_room()
            QTimer.singleShot(0, self, self._share_room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew, unless the user has shared it."""
        super().resizeEvent(event)
        untouched = abs(self._docks[2].width() - self._given) <= 4
        if self._shared and (untouched or self.canvas.width() < LEAST_PICTURE * self.width()):
            QTimer.singleShot(0, self, self._share_room)

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

    def _list(self, dock: QDockWidget) -> None:
        """Let a panel be folded away and called back from the View menu."""
        action = dock.toggleViewAction()
        action.setText(f"Panel: {dock.windowTitle()}")
        self._view_menu.addAction(action)

    def _fitting_size(self) -> QSize:
        screen = self.screen()
        room = screen.availableGeometry().size() if screen is not None else QSize(1440, 900)
        return QSize(min(1480, int(0.96 * room.width())), min(940, int(0.94 * room.height())))

    def _remember_room(self) -> None:
        self._given = self._docks[2].width()

    def _share_room(self) -> None:
        letter = self.fontMetrics().averageCharWidth()
        side = min(int(0.235 * self.width()), 56 * letter)
        self.resizeDocks([self._docks[0], self._docks[2]], [side, side], Qt.Orientation.Horizontal)
        # A panel takes no less than it needs, so that what it got is known only after the layout.
        QTimer.singleShot(0, self, self._remember_room)
        low = self.layers.sizeHint().height() + 30
        rest = max(200, self.height() - low - 120)
        self.resizeDocks([self._docks[0], self._docks[1]], [rest, low], Qt.Orientation.Vertical)
