"""The frame: panels around the picture, bars above and below, menus and status line. Features fill it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Protocol, TypeVar

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QFrame,
    QMainWindow,
    QMessageBox,
    QScrollArea,
    QToolBar,
    QWidget,
)

from annotations.model import Audience
from viewer.appearance.values import Appearance
from viewer.i18n.catalogue import N_
from viewer.i18n.language import language_names, unreviewed
from viewer.output.credits import NOTICE
from viewer.qt.picture.hover_label import HoverLabel
from viewer.qt.picture.stage import Stage
from viewer.qt.widgets.language import say, set_language, tr, whenever_language_changes
from viewer.qt.widgets.mnemonics import underline
from viewer.qt.widgets.notice import Notice, StatusLine
from viewer.qt.widgets.style import scale_words
from viewer.state.audience import AUDIENCES, WORD_SCALE
from viewer.state.view_state import ViewState

from . import tab_order
from .actions import ActionTable
from .dock_layout import DockLayout
from .escape import EscapeStack
from .panels import Panels, Place
from .screen_room import fitting_size, least_size
from .view_bar import ViewBar
from .warning_bar import WarningBar

TITLE: Final = N_("Dermatome Viewer: which nerve root is it?")
HINT: Final = N_("Drag to turn, wheel to come nearer, click to ask. F1 shows all keys.")
AREAS: Final = {
    Place.UPPER_LEFT: Qt.DockWidgetArea.LeftDockWidgetArea,
    Place.LOWER_LEFT: Qt.DockWidgetArea.LeftDockWidgetArea,
    Place.RIGHT: Qt.DockWidgetArea.RightDockWidgetArea,
    Place.BELOW: Qt.DockWidgetArea.BottomDockWidgetArea,
}
FOLDER: Final = "saved in"
"""Dynamic property of the window: the folder in which a file was chosen last."""
F = TypeVar("F")


class FeatureLike(Protocol):
    """What the window needs of a :class:`~viewer.qt.shell.feature.Feature`."""

    def show_state(self, state: ViewState, appearance: Appearance) -> None:
        """Show a state, silently."""

    def unsaved(self) -> str:
        """Say what no file has."""

    def clear_desk(self) -> None:
        """Forget what belongs to the last patient."""


class MainWindow(QMainWindow):
    """A frame around a 3D widget; features bring panels, bars and what actions do.

    Parameters
    ----------
    canvas : QWidget
        The picture; handed in, so that panels can be tried with any widget.

    Signals
    -------
    closing : ()
        The window is about to go; stop drawing.
    words_resized : ()
        Words have another size.
    forgetting : ()
        The user wants nothing kept: whoever keeps something of a patient forgets it.
    """

    closing = Signal()
    words_resized = Signal()
    forgetting = Signal()

    def __init__(self, canvas: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say(self, windowTitle=TITLE)
        self.setMinimumSize(least_size(self))
        self.canvas = canvas
        self._features: list[FeatureLike] = []
        self._shown: tuple[ViewState, Appearance] | None = None
        self.stage = Stage(canvas, self)
        self.setCentralWidget(self.stage)
        self.actions_ = ActionTable(self)
        self.escape = EscapeStack()
        self.actions_.connect({"escape": self.escape.close_topmost})
        # Neither a tool bar nor a panel: nothing that folds those away takes it with them.
        self.warning = WarningBar(self)
        self.views = ViewBar(self)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, self.views)
        self.panels = Panels()
        self.dock_layout = DockLayout(self, canvas)
        self._usual_hint = HINT
        self._hint = ""
        self.hover = HoverLabel(canvas)
        self._status = StatusLine(self)
        say(self._status, accessibleName=N_("Under the pointer"))
        notice = self._notice = Notice(self)
        whenever_language_changes(notice, self._show_notice)
        self.statusBar().addWidget(self._status, 1)
        self.statusBar().addPermanentWidget(notice)
        self.statusBar().setSizeGripEnabled(False)
        menus = self.actions_.fill(self.menuBar())
        self._panel_menu = menus["View"].addMenu("")
        say(self._panel_menu, title=N_("Panels"))
        underline(self._panel_menu)
        self._switch_reader("patient")
        self.resize(fitting_size(self))

    # ----------------------------------------------------------------- features

    def add_feature(self, feature: FeatureLike) -> None:
        """Register a feature, and show it the current state; called by :meth:`Feature.join`."""
        self._features.append(feature)
        if self._shown is not None:
            feature.show_state(*self._shown)

    def feature(self, kind: type[F]) -> F:
        """Find a feature.

        Raises
        ------
        LookupError
            When the window has none of this kind.
        """
        for feature in self._features:
            if isinstance(feature, kind):
                return feature
        raise LookupError(kind.__name__)

    def add_panel(
        self,
        title: str,
        content: QWidget,
        place: Place | str,
        *,
        scrolled: bool = True,
        shown: bool = False,
        readers: frozenset[Audience] | None = None,
    ) -> QDockWidget:
        """Add a panel; it can be folded away like all others.

        Parameters
        ----------
        title : str
            An English message. In small letters it is the panel's name in settings.
        content : QWidget
        place : Place or str
            A place of its own; or the English title of a panel that is there: its neighbour, behind which it is a tab.
            Then it never comes to the front by itself.
        scrolled : bool
            Whether it is scrolled where it needs more room than it gets; else it does that itself.
        shown : bool
            Whether it is there at first, where it does not mind who reads.
        readers : frozenset of str, optional
            The readers for whom it opens: it folds away as the switch turns to another, and stays in the View menu.
            By default it does not mind the switch.

        Raises
        ------
        LookupError
            When no panel is called ``place``; the sentence lists those that are there by now.
        """
        content = _scrolled(content) if scrolled else content
        if isinstance(place, Place):
            dock = self._dock(title, content, AREAS[place])
            self.dock_layout.add(dock, place)
        else:
            neighbour = self._dock_called(place)
            dock = self._dock(title, content, self.dockWidgetArea(neighbour))
            self.tabifyDockWidget(neighbour, dock)
            neighbour.raise_()
            self.dock_layout.add_behind(dock, neighbour)
            dock.visibilityChanged.connect(lambda _seen: self.dock_layout.tidy_later())
        self.panels.add(dock, readers, shown=shown)
        self._panel_menu.addAction(dock.toggleViewAction())
        return dock

    def _dock_called(self, title: str) -> QDockWidget:
        """Find a panel that is there already, by its English title."""
        there = {dock.objectName(): dock for dock in self.panels.docks}
        if title.lower() not in there:
            titles = ", ".join(name.capitalize() for name in there)
            raise LookupError(f"no panel is called {title!r}; there are {titles} (app.py adds them in its order)")
        return there[title.lower()]

    def add_bar(self, bar: QToolBar) -> None:
        """Add a bar below those above the picture, folded away at first."""
        self.addToolBarBreak(Qt.ToolBarArea.TopToolBarArea)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, bar)
        bar.hide()

    # -------------------------------------------------------------------- state

    def show_state(self, state: ViewState, appearance: Appearance) -> None:
        """Show a state in all features, silently."""
        self._shown = state, appearance
        if tr.language != state.language:
            set_language(state.language, self)
        self._switch_reader(state.audience)
        for feature in self._features:
            feature.show_state(state, appearance)
        self.views.show_state(replace(state, view=appearance.camera.view))  # an item that is examined has its own
        for reader in AUDIENCES:
            self.actions_[f"reader-{reader}"].setChecked(reader == state.audience)
        for identity in ("hide", "isolate"):
            self.actions_[identity].setEnabled(state.selected is not None)
        self.actions_["frame"].setEnabled(state.selected is not None or state.place is not None)
        self.actions_["show-all"].setEnabled(bool(state.hidden) or state.isolated is not None)
        for code in language_names():
            self.actions_[f"language-{code}"].setChecked(code == state.language)
        self._update_hint(state)

    def unsaved(self) -> tuple[str, ...]:
        """Say in the window's language what no file has and would be lost, a sentence each."""
        return tuple(tr(sentence) for feature in self._features if (sentence := feature.unsaved()))

    def clear_desk(self) -> None:
        """Forget what belongs to the last patient, in the window and in all features."""
        self.name_under_pointer("", QPoint())
        self.setProperty(FOLDER, None)
        self.forgetting.emit()
        for feature in self._features:
            feature.clear_desk()

    def _show_notice(self) -> None:
        """Show what this program is not, and where its translation awaits a reviewer."""
        notice = tr(NOTICE)
        self._notice.set_wordings(f"{notice} {unreviewed(tr.language)}".strip(), notice)

    def _switch_reader(self, audience: Audience) -> None:
        """Open the panels of a reader and fold the others away; each reader's panels stay as they were left."""
        if not self.panels.switch_to(audience):
            return
        self.dock_layout.bring_forward()
        self.dock_layout.widen_tabs()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            scale_words(application, WORD_SCALE[audience])
            self.words_resized.emit()
        self.dock_layout.share_at_once()

    def refit_words(self) -> None:
        """Lay out anew what does not notice by itself that words have another size."""
        self.words_resized.emit()
        self._notice.refit()
        self.dock_layout.share()

    # -------------------------------------------------------------- status line

    def show_hint(self, hint: str = HINT) -> None:
        """Show in the status bar what the pointer does at present: an English message."""
        self._usual_hint = hint
        self._set_hint(tr(hint))

    def _update_hint(self, state: ViewState) -> None:
        """Show in the status bar what can be done, or what was hidden."""
        hint = tr(self._usual_hint)
        if state.isolated is not None:
            hint = tr("Only one part is shown. Alt+H shows everything again.")
        elif state.hidden and not state.study:
            hint = tr.plural(
                "1 part is hidden. Alt+H shows everything again.",
                "{count} parts are hidden. Alt+H shows everything again.",
                len(state.hidden),
            )
        if hint != self._hint:
            self._set_hint(hint)

    def _set_hint(self, hint: str) -> None:
        self._hint = hint
        self._status.setText(hint)

    def name_under_pointer(self, text: str, at: QPoint, *, finger: bool = False) -> None:
        """Name what is under the pointer, or under a finger, beside it and in the status bar."""
        self.hover.show_name(text, at, finger=finger)
        self._status.setText(text or self._hint)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or give it back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        self.actions_["full-screen"].setChecked(self.isFullScreen())

    def show_message(self, sentence: str) -> None:
        """Show one sentence, in the window's language, in the status bar until the pointer names something."""
        self._status.setText(sentence)

    def show_error(self, sentence: str) -> None:
        """Show one sentence, in the window's language, about what went wrong."""
        box = QMessageBox(QMessageBox.Icon.Warning, self.windowTitle(), sentence, parent=self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def showEvent(self, event: QShowEvent) -> None:
        """Divide the window between panels and picture."""
        super().showEvent(event)
        self.dock_layout.begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the window again, unless the user has done so."""
        super().resizeEvent(event)
        self._notice.refit()
        self.dock_layout.follow()

    def event(self, event: QEvent) -> bool:
        """Fit the warning bar again where the window or its words have another size."""
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
        """Emit that the window is closing, before it does."""
        self.closing.emit()
        super().closeEvent(event)

    def _dock(self, title: str, content: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(self)
        dock.setObjectName(title.lower())
        say(dock, windowTitle=title)
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
