"""A monkey at the window: it clicks, drags, types, turns wheels and chooses from menus, by lot."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from viewer.qt.app import Viewer

    from .monkey_desk import Desk

SIZES: Final = ((1024, 640), (1100, 700), (1280, 720), (1024, 760))
LEFT_OUT: Final = frozenset({"quit", "forget"})
"""Actions that end the program, or delete files of the user."""
SLOW: Final = frozenset({"save-page", "save-turn", "save-model", "handout"})
"""Actions that take seconds: chosen less often."""
KEYS: Final = (
    *("Left", "Right", "Up", "Down", "Tab", "Tab", "Space", "Return", "Escape", "PageUp", "PageDown", "Home", "End"),
    *("Backspace", "Delete", "Menu", "0", "3", "5", "N", "T", "A"),
)
"""Keys pressed, as Qt names them."""
MOST_PRESENTED: Final = 12
"""Actions until presenting or the full screen are left at the latest: their frames are large."""


class Monkey:
    """Works a window at random.

    Parameters
    ----------
    viewer : Viewer
        Shown already.
    seed : int
    desk : Desk, optional
        For what lies on the clipboard; without it nothing is put there.

    Attributes
    ----------
    last : str
        What was done last.
    counts : Counter
        How often each kind of action was done.
    """

    def __init__(self, viewer: Viewer, seed: int, desk: Desk | None = None) -> None:
        self._viewer, self._random, self._desk = viewer, random.Random(seed), desk
        self._large = 0
        self._canvas: Any = viewer.window.canvas
        self.last = ""
        self.counts: Counter[str] = Counter()
        self._kinds: list[tuple[Callable[[], str], int]] = [
            (self._trigger, 8),
            (self._menu, 3),
            (self._work_widget, 8),
            (self._work_list, 5),
            (self._drag, 4),
            (self._click, 3),
            (self._hover, 3),
            (self._wheel, 2),
            (self._key, 4),
            (self._pick_symptom, 3),
            (self._undo, 3),
            (self._resize, 1),
            (self._paste, 1),
        ]

    def act(self) -> None:
        """Do one thing."""
        kinds, weights = zip(*self._kinds, strict=True)
        kind = self._random.choices(kinds, weights)[0]
        self.last = kind.__name__
        self.last = f"{kind.__name__.strip('_')} {kind()}"
        self.counts[kind.__name__.strip("_")] += 1
        self._close_dialogs()
        self._come_back()

    def _trigger(self) -> str:
        actions = self._viewer.window.actions_
        name = self._random.choice([each for each in actions.ids() if each not in LEFT_OUT])
        if name in SLOW and self._random.random() < 0.5:
            name = "undo"
        self.last = name
        if actions[name].isEnabled():
            if name == "save-turn":
                self._soon_stopped()
            actions[name].trigger()
        return name

    def _soon_stopped(self) -> None:
        """Let somebody press Stop while a turn is drawn."""
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QProgressDialog

        window = self._viewer.window
        wait = self._random.choice((200, 800, 2000))

        def stop() -> None:
            for bar in window.findChildren(QProgressDialog):
                bar.cancel()

        QTimer.singleShot(wait, window, stop)

    def _menu(self) -> str:
        """Choose an entry without a key of its own: tours, panels, recent views, brushes, anything a button opens."""
        from PySide6.QtWidgets import QMenu

        window = self._viewer.window
        known = {id(window.actions_[name]) for name in window.actions_.ids()}
        menus = [menu for menu in window.findChildren(QMenu) if menu.isEnabled()]
        menu = self._random.choice(menus)
        menu.aboutToShow.emit()
        entries = [
            each for each in menu.actions() if each.isEnabled() and id(each) not in known and each.menu() is None
        ]
        entries = [each for each in entries if not each.isSeparator()]
        if not entries:
            return "none"
        entry = self._random.choice(entries)
        self.last = name = f"{menu.title()} > {entry.text()}"
        entry.trigger()
        menu.aboutToHide.emit()
        return name

    def _work_list(self) -> str:
        """Click into a list, tree or table that is seen, and often type into it."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QAbstractItemView, QTreeView

        views = [view for view in self._viewer.window.findChildren(QAbstractItemView) if view.isVisible()]
        if not views:
            return "none"
        view = self._random.choice(views)
        self.last = name = f"{type(view).__name__} {view.accessibleName()}"
        model: Any = view.model()
        area = view.viewport().rect()
        if model is None or area.isEmpty():
            return name
        spot = area.topLeft()
        spot.setX(spot.x() + self._random.randrange(max(1, area.width())))
        spot.setY(spot.y() + self._random.randrange(max(1, area.height())))
        index = view.indexAt(spot)
        if isinstance(view, QTreeView) and index.isValid() and self._random.random() < 0.3:
            view.setExpanded(index, not view.isExpanded(index))
        elif self._random.random() < 0.2:
            view.scrollToBottom() if self._random.random() < 0.5 else view.scrollToTop()
        else:
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
            if self._random.random() < 0.5:
                QTest.keyClicks(view, self._random.choice("012345+-tnpy "))
        return name

    def _paste(self) -> str:
        """Put something on the clipboard and paste it as a view."""
        from PySide6.QtGui import QGuiApplication

        if self._desk is not None:
            QGuiApplication.clipboard().setText(self._desk.text())
        self._viewer.window.actions_["paste-view"].trigger()
        return ""

    def _work_widget(self) -> str:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import (
            QAbstractButton,
            QAbstractSlider,
            QAbstractSpinBox,
            QComboBox,
            QDoubleSpinBox,
            QLineEdit,
            QSpinBox,
            QTabBar,
            QToolButton,
            QWidget,
        )

        known = (QAbstractButton, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit, QTabBar)
        widgets = [
            widget
            for widget in self._viewer.window.findChildren(QWidget)
            if isinstance(widget, known) and widget.isVisible() and widget.isEnabled()
        ]
        widget = self._random.choice(widgets)
        self.last = name = f"{type(widget).__name__} {widget.accessibleName() or widget.objectName()}"
        if isinstance(widget, QAbstractButton):
            # A button with a menu, or one of a dock's title bar, opens a loop of its own or takes the panel away.
            menu = isinstance(widget, QToolButton) and widget.menu() is not None
            if not menu and not widget.objectName().startswith("qt_"):
                widget.click()
        elif isinstance(widget, QAbstractSlider | QSpinBox):
            widget.setValue(self._random.randint(widget.minimum(), widget.maximum()))
        elif isinstance(widget, QDoubleSpinBox):
            widget.setValue(self._random.uniform(widget.minimum(), widget.maximum()))
        elif isinstance(widget, QComboBox) and widget.count():
            number = self._random.randrange(widget.count())
            widget.setCurrentIndex(number)
            widget.activated.emit(number)
        elif isinstance(widget, QLineEdit) and not widget.isReadOnly():
            widget.setText(self._random.choice(("", "numb", "knee", "schmerz", "L4", "xyz", "pierna", "zzzz \u00e9")))
            QTest.keyClick(widget, self._random.choice((Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape)))
        elif isinstance(widget, QTabBar) and widget.count():
            widget.setCurrentIndex(self._random.randrange(widget.count()))
        return name

    def _point(self) -> Any:
        from PySide6.QtCore import QPoint

        # Most of the body stands in the middle.
        x = int(self._random.triangular(0, self._canvas.width() - 1, self._canvas.width() / 2))
        return QPoint(x, self._random.randrange(max(1, self._canvas.height())))

    def _drag(self) -> str:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        buttons = (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton)
        button = self._random.choice(buttons)
        start = self._point()
        QTest.mousePress(self._canvas, button, pos=start)
        for _ in range(3):
            start = self._point()
            _move(self._canvas, start, button)
        QTest.mouseRelease(self._canvas, button, pos=start)
        return str(button.name)

    def _click(self) -> str:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        spot = self._point()
        QTest.mouseClick(self._canvas, Qt.MouseButton.LeftButton, pos=spot)
        return f"{spot.x()}, {spot.y()}"

    def _hover(self) -> str:
        from PySide6.QtCore import Qt

        spot = self._point()
        _move(self._canvas, spot, Qt.MouseButton.NoButton)
        return f"{spot.x()}, {spot.y()}"

    def _wheel(self) -> str:
        from PySide6.QtCore import QPoint, QPointF, Qt
        from PySide6.QtGui import QWheelEvent
        from PySide6.QtWidgets import QApplication

        spot, turn = self._point(), self._random.choice((-240, -120, 120, 240))
        event = QWheelEvent(
            QPointF(spot),
            QPointF(self._canvas.mapToGlobal(spot)),
            QPoint(),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self._canvas, event)
        return str(turn)

    def _key(self) -> str:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        key = Qt.Key[f"Key_{self._random.choice(KEYS)}"]
        widget = self._viewer.window.focusWidget()
        target = widget if widget is not None and self._random.random() < 0.6 else self._canvas
        self.last = f"{key.name} for {type(target).__name__} {target.accessibleName()}"
        shift = self._random.random() < 0.1
        QTest.keyClick(target, key, Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier)
        return self.last

    def _pick_symptom(self) -> str:
        from viewer.qt.symptoms.feature import SymptomsFeature

        symptoms = self._viewer.window.feature(SymptomsFeature).panel
        names = list(self._viewer.controller._knowledge.symptoms)
        chosen = self._random.sample(names, self._random.randint(0, 2))
        from viewer.state.view_state import SIDE_CHOICES, PickedSymptom

        sides = [self._random.choice(SIDE_CHOICES) for _ in chosen]
        symptoms.symptoms_requested.emit(tuple(map(PickedSymptom, chosen, sides)))
        return ", ".join(chosen)

    def _undo(self) -> str:
        name = self._random.choice(("undo", "undo", "redo"))
        self._viewer.window.actions_[name].trigger()
        return name

    def _resize(self) -> str:
        width, height = self._random.choice(SIZES)
        self._viewer.window.resize(width, height)
        return f"{width}x{height}"

    def _come_back(self) -> None:
        """Leave presenting and the full screen after a while."""
        window, actions = self._viewer.window, self._viewer.window.actions_
        self._large = self._large + 1 if window.isFullScreen() else 0
        if self._large > MOST_PRESENTED:
            actions["present" if actions["present"].isChecked() else "full-screen"].trigger()

    def _close_dialogs(self) -> None:
        from PySide6.QtWidgets import QApplication, QDialog

        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible() and self._random.random() < 0.5:
                widget.close()


def _move(widget: QWidget, spot: Any, button: Any) -> None:
    """Send a move with a button held; ``QTest.mouseMove`` moves the real pointer and holds none."""
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(spot),
        QPointF(widget.mapToGlobal(spot)),
        Qt.MouseButton.NoButton,
        button,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)
