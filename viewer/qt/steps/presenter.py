"""Presenting: the picture fills a screen without panels, words are large, and a clicker goes from step to step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QByteArray, QEvent, QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QScreen, QWindow
from PySide6.QtWidgets import QApplication, QDockWidget, QTabBar, QToolBar, QWidget
from shiboken6 import isValid

from annotations.model import Knowledge
from viewer.appearance.named import Named
from viewer.explain.prepared import MOST, prepared_step, read_steps, write_steps
from viewer.explain.steps import Step
from viewer.files.errors import InputError, is_ours
from viewer.i18n.catalogue import N_
from viewer.qt.picture.protocol import Picture
from viewer.qt.shell.feature import Feature
from viewer.qt.shell.main_window import MainWindow
from viewer.qt.shell.saving import ask_to_open, ask_to_save, reason, show_saved
from viewer.qt.widgets.language import tr
from viewer.resolve.resolve import resolve
from viewer.state.store import Store

from .bar import StepsBar
from .feature import StepsFeature

LABELS: Final = 1.7
"""Scale of labels in the picture while presenting."""
NEXT_KEYS: Final = (Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Return)
BACK_KEYS: Final = (Qt.Key.Key_Left, Qt.Key.Key_PageUp, Qt.Key.Key_Up, Qt.Key.Key_Backspace)
LEAVE_KEYS: Final = (Qt.Key.Key_Escape, Qt.Key.Key_F5)
"""The keys above include what clickers send."""
SUFFIX: Final = ".json"
UNSAVED: Final = N_("The steps to present are not saved.")
FILTER: Final = N_("Steps to present (*.json)")
SETTLED_MS: Final = 20
"""A desktop gives a window its size back a little later: how often that is looked for,"""
PATIENCE: Final = 50
"""and at most how many times."""


@dataclass(frozen=True, slots=True)
class Home:
    """How the window was before presenting."""

    geometry: QRect
    """Where neither maximized nor full screen."""
    size: QSize
    screen: str
    full: bool
    maximized: bool
    panels: QByteArray
    """Places, sizes, tabs and what is folded away, as Qt keeps them."""


class LabelledScene(Protocol):
    """What presenting needs of the scene."""

    def enlarge_labels(self, factor: float) -> None:
        """Make labels so many times larger than usual."""


class Presenter(Feature):
    """Presents steps full screen, on a second screen where there is one.

    Parameters
    ----------
    window : MainWindow
    store : Store
    knowledge : Knowledge
    structures : mapping of str to Structure
        For the words of views that are prepared.
    steps : StepsFeature
        Tells the steps.
    bar : StepsBar
    picture : Picture
    scene : LabelledScene
    """

    def __init__(
        self,
        window: MainWindow,
        store: Store,
        knowledge: Knowledge,
        structures: Mapping[str, Named],
        steps: StepsFeature,
        bar: StepsBar,
        picture: Picture,
        scene: LabelledScene,
    ) -> None:
        super().__init__(window, store)
        self._knowledge, self._structures = knowledge, structures
        self._steps, self._bar, self._picture, self._scene = steps, bar, picture, scene
        self.prepared: list[Step] = []
        self._saved: list[Step] = []
        """What a file has of them."""
        self._away: list[QWidget] = []
        self._home: Home | None = None
        self._settling: Home | None = None
        """What the panels are on their way back to."""
        steps.step_shown.connect(self._on_step)
        self.join()
        self._show_actions()

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """Present, and gather what is presented."""
        return {
            "present": self.toggle,
            "add-step": self.add,
            "forget-steps": self.forget,
            "save-steps": self.save,
            "open-steps": self.open,
        }

    def close(self) -> None:
        """Leave, and stop listening; safe to call twice."""
        self.leave()
        super().close()

    @property
    def on(self) -> bool:
        """Whether presenting is on."""
        return self._home is not None

    def unsaved(self) -> str:
        """Say whether steps were gathered that no file has."""
        return UNSAVED if self.prepared and self.prepared != self._saved else ""

    def clear_desk(self) -> None:
        """Forget what was prepared."""
        self._saved = []
        self.forget()

    def toggle(self) -> None:
        """Present, or leave presenting."""
        if self.on:
            self.leave()
        else:
            self.begin()

    def begin(self) -> None:
        """Present the steps that are shown, else the prepared ones, else the explanation of the picture."""
        if not self._steps.on and self.prepared:
            self._steps.start(lambda _state: tuple(self.prepared))
        if not self._steps.on and not self._steps.begin():
            return
        window = self._window
        self._home = self._settling or _home(window)
        self._settling = None
        window.dock_layout.hold(on=True)
        window.escape.push(self.leave)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        bars = [window.menuBar(), window.statusBar(), *window.findChildren(QToolBar), *window.findChildren(QDockWidget)]
        # Tabs of panels that are away stay behind in some corner otherwise.
        bars += window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
        self._away = [widget for widget in bars if not widget.isHidden()]
        for widget in self._away:
            widget.hide()
        self._bar.present(on=True)
        self._scene.enlarge_labels(LABELS)
        screen = self._second_screen() or window.screen()
        handle = window.windowHandle()
        if handle is not None and handle.screen() is not screen:
            handle.setScreen(screen)
        window.setGeometry(screen.geometry())
        window.showFullScreen()
        window.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_actions()
        self._picture.redraw()

    def leave(self) -> None:
        """Restore the window; does nothing when presenting is off."""
        if self._home is None:
            return
        home, self._home = self._home, None
        self._window.escape.take_out(self.leave)
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        window = self._window
        self._bar.present(on=False)
        self._scene.enlarge_labels(1.0)
        for widget in self._away:
            # Qt may have done away with tabs meanwhile, and makes new ones.
            if isValid(widget):
                widget.show()
        self._away = []
        if not home.full:
            handle = window.windowHandle()
            window.showNormal()
            # By its name: a screen may have been unplugged meanwhile, or be another object now.
            screen = next((each for each in QGuiApplication.screens() if each.name() == home.screen), None)
            if handle is not None and screen is not None and handle.screen() is not screen:
                handle.setScreen(screen)
            window.setGeometry(home.geometry)
            if home.maximized:
                window.showMaximized()
        window.actions_["full-screen"].setChecked(home.full)
        self._steps.leave()
        self._settling = home
        self._settle(home, PATIENCE)
        self._show_actions()
        self._picture.redraw()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys of clickers go from step to step, whatever has the keyboard."""
        kind = event.type()
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) or not self._is_ours(watched):
            return False
        assert isinstance(event, QKeyEvent)
        key = event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or key not in (*NEXT_KEYS, *BACK_KEYS, *LEAVE_KEYS):
            return False
        event.accept()
        if kind == QEvent.Type.ShortcutOverride:
            # Taken here, no shortcut of the window gets it; the key itself follows.
            return True
        if isinstance(watched, QWindow):
            return False  # it comes again, to the widget that has the keyboard
        # Later: the widget that handles this key must not be taken apart meanwhile.
        if key == Qt.Key.Key_Escape:
            QTimer.singleShot(0, self, self._window.escape.close_topmost)
        elif key in LEAVE_KEYS:
            QTimer.singleShot(0, self, self.leave)
        elif key in NEXT_KEYS:
            self._steps.next()
        else:
            self._steps.back()
        return True

    # ----------------------------------------------------------------- prepared

    def add(self) -> None:
        """Add the current view to the prepared steps."""
        if len(self.prepared) >= MOST:
            self._window.show_error(tr("There are {count} steps already; no more are accepted.", count=MOST))
            return
        state = self._store.state
        panel = resolve(state, self._knowledge, self._structures).panel
        told = self._steps.steps[self._steps.number] if self._steps.on else None
        self.prepared.append(prepared_step(state, panel, len(self.prepared), told))
        self._show_actions()
        self._window.show_message(tr("{count} prepared; F5 presents them.", count=len(self.prepared)))

    def forget(self) -> None:
        """Forget what was prepared."""
        self.prepared = []
        self._show_actions()

    def save(self) -> None:
        """Ask for a place and write what was prepared."""
        path = ask_to_save(self._window, N_("Save steps to present …"), f"steps{SUFFIX}", tr(FILTER), (SUFFIX,))
        if path is not None:

            def write() -> None:
                write_steps(path, self.prepared)
                self._saved = list(self.prepared)
                show_saved(self._window, path)

            self._try(write)

    def open(self) -> None:
        """Ask for a file of steps; they take the place of what was prepared."""
        path = ask_to_open(self._window, N_("Open steps to present …"), FILTER)
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Read a file of steps and show them; a damaged one is answered with a sentence."""

        def read() -> None:
            self.prepared = list(read_steps(path, self._knowledge))
            self._saved = list(self.prepared)
            self._steps.leave()
            self._steps.start(lambda _state: tuple(self.prepared))

        self._try(read)
        self._show_actions()

    def _try(self, work: object) -> None:
        try:
            work()  # type: ignore[operator]
        except ValueError as error:
            if not is_ours(error) and not isinstance(error, InputError):
                raise
            self._window.show_error(reason(error))

    # -------------------------------------------------------------------- inner

    def _settle(self, home: Home, times: int) -> None:
        """Give the panels their places back, at once and when the window has its size again."""
        if self._settling is not home:
            return  # presenting again
        window = self._window
        window.restoreState(home.panels)
        if window.size() != home.size and times:
            QTimer.singleShot(SETTLED_MS, self, lambda: self._settle(home, times - 1))
            return
        self._settling = None
        window.dock_layout.hold(on=False)

    def _on_step(self, number: object) -> None:
        if number is None:
            self.leave()
        self._show_actions()

    def _show_actions(self) -> None:
        actions = self._window.actions_
        actions["present"].setChecked(self.on)
        for identity in ("forget-steps", "save-steps"):
            actions[identity].setEnabled(bool(self.prepared))

    def _is_ours(self, watched: QObject) -> bool:
        if isinstance(watched, QWidget):
            return watched.window() is self._window
        return isinstance(watched, QWindow) and watched is self._window.windowHandle()

    def _second_screen(self) -> QScreen | None:
        here = self._window.screen()
        return next((screen for screen in QGuiApplication.screens() if screen is not here), None)


def _home(window: MainWindow) -> Home:
    full, maximized = window.isFullScreen(), window.isMaximized()
    geometry = window.normalGeometry() if full or maximized else window.geometry()
    return Home(geometry, window.size(), window.screen().name(), full, maximized, window.saveState())
