"""What the window says in the language that nobody speaks, all of it: what holds plain letters, and what is cut.

Run in a process of its own, on a display (see :mod:`pseudo`)::

    python tests/support/pseudo_window.py
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from places import DATA
from pseudo import CODE, install, remnants

VIEWS: Final = DATA / "saved" / "views"
SHOWN: Final = {
    "opening": "patient",
    "several": "student",
    "urgent": "patient",
    "pinched": "physician",
    "place": "physician",
    "drawn": "patient",
    "examined-urgent": "student",
    "compared": "physician",
    "beside": "patient",
    "selected": "student",
}
"""Saved views, and for whom."""
ASKED: Final = ("find:soleus", "key-point-words:S3", "nerve-of-muscle:soleus", "draw:L4")
LEFT_OUT: Final = (
    "quit",
    "copy-",
    "paste-",
    "full-screen",
    "forget",
    "words-",
    "larger",
    "smaller",
    "usual",
    "language-",
    "view-",
    "nearer",
    "farther",
)
"""Actions that end the drive, leave something on this computer, or only turn the picture."""
QT_OWN: Final = ("OK", "Cancel", "Scroll Left", "Scroll Right")
"""Words that Qt writes itself, from catalogues of its own; more are known by the name of their widget or action."""
QT_NAME: Final = "qt_"
MOST_ROWS: Final = 400
MNEMONIC: Final = re.compile(r"&(?=\w)")


def words(root: QWidget) -> Iterator[str]:
    """List all words in a widget: shown, in tips, and read aloud; those behind others have their turn in front."""
    from access_checks import is_behind

    for widget in (root, *root.findChildren(QWidget)):
        if isinstance(widget.window(), QFileDialog) and not isinstance(widget, QFileDialog):
            continue  # Qt's own
        if not (widget.isVisible() or isinstance(widget, QMenu)) or is_behind(widget):
            continue
        if widget.objectName().startswith(QT_NAME):
            continue
        yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle())
        if isinstance(widget, QLabel):
            yield widget.property("plain") or widget.text()
        elif isinstance(widget, QAbstractButton):
            yield widget.text()
        elif isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        elif isinstance(widget, QTextEdit):
            yield from widget.toPlainText().splitlines()
        elif isinstance(widget, QComboBox):
            yield from (widget.itemText(row) for row in range(widget.count()))
        elif isinstance(widget, QMenu):
            yield widget.title()
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from _rows(widget.model(), QModelIndex())
        for action in widget.findChildren(QAction, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if not action.objectName().startswith(QT_NAME):
                yield from (action.text(), action.toolTip(), action.statusTip())


def _rows(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
    for row in range(min(model.rowCount(parent), MOST_ROWS)):
        for column in range(columns):
            index = model.index(row, column, parent)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
                value = model.data(index, role)
                if isinstance(value, str):
                    yield value
        if not isinstance(model, QAbstractListModel):
            yield from _rows(model, model.index(row, 0, parent))


class Drive:
    """A window that is worked; it gathers what is wrong.

    Parameters
    ----------
    viewer : Viewer
    known : pattern
        What has no translation.
    """

    def __init__(self, viewer: Any, known: Any) -> None:
        self.viewer, self.known = viewer, known
        self.unspoken: dict[str, list[str]] = {}
        self.cut: dict[str, list[str]] = {}
        self._said: set[str] = set()

    def look(self, what: str, root: QWidget | None = None) -> None:
        """Read all words that are shown now, those that are new, and see which are cut."""
        from access_checks import cut_words

        settle()
        root = self.viewer.window if root is None else root
        said = {unescape(text) for text in words(root) if text} - self._said
        self._said |= said
        left = sorted(set(remnants((MNEMONIC.sub("", text) for text in said - {*QT_OWN}), self.known)))
        if left:
            self.unspoken[what] = left
        cut = [] if isinstance(root, QFileDialog) else cut_words(root)
        if cut:
            self.cut[what] = cut

    def act(self, name: str) -> None:
        """Trigger an action; look at the dialog it opens and close that."""
        timer = QTimer()
        timer.timeout.connect(lambda: self._catch(name))
        timer.start(60)
        self.viewer.window.actions_[name].trigger()
        settle()
        timer.stop()
        self.look(f"action {name}")
        self._catch(name)

    def _catch(self, name: str) -> None:
        for dialog in QApplication.topLevelWidgets():
            # A dialog that was closed may go while its neighbours are looked at.
            if (
                isValid(dialog)
                and dialog.isVisible()
                and (isinstance(dialog, QDialog) or (isinstance(dialog, QMenu) and dialog.isWindow()))
            ):
                self.look(f"dialog of {name}", dialog)
                dialog.close()


def settle() -> None:
    """Let layouts run that ask for one another."""
    for _ in range(4):
        QTest.qWait(10)


def drive(scale: float) -> Drive:
    """Work the window at a size of its words."""
    from annotations import load
    from meshes.body import build_body
    from viewer.qt.app import assemble, make_application
    from viewer.qt.widgets.style import scale_words
    from viewer.state.saved_view import read_state
    from viewer.state.view_state import ViewState

    application = make_application("light")
    viewer = assemble(load(), build_body("light"), ViewState(language=CODE))
    window, store = viewer.window, viewer.store
    done = Drive(viewer, known())
    window.resize(1480, 940)
    window.show()
    scale_words(application, 1.0, scale)
    done.look("first frame")
    for name, reader in SHOWN.items():
        store.replace(replace(read_state(VIEWS / f"{name}.json"), audience=reader, language=CODE))  # type: ignore[arg-type]
        scale_words(application, 1.0, scale)
        done.look(f"view {name}")
    docks = window.panels.docks
    open_docks = [dock for dock in docks if dock.isVisible()]
    for dock in docks:
        dock.show()
        dock.raise_()
        done.look(f"panel {dock.objectName()}")
    _study(done)
    _fault(done)
    # Without the light on its way, which is drawn anew all the time.
    usual = replace(read_state(VIEWS / "several.json"), language=CODE, path=False)
    for name in window.actions_.ids():
        if not name.startswith(LEFT_OUT):
            for dock in docks:
                dock.setVisible(dock in open_docks)
            store.replace(usual)
            done.act(name)
            for _ in range(3):
                QTest.keyClick(window, Qt.Key.Key_Escape)
    scale_words(application, 1.0, 1.0)
    window.close()
    viewer.picture.close()
    return done


def known() -> re.Pattern[str]:
    """Make a pattern of what has no translation: also what the program is built with, and its licences."""
    from pseudo_words import names
    from viewer.qt.shell.help_dialog import PARTS

    return names(*(word for name, _, licence in PARTS for word in (name, licence)))


def _study(done: Drive) -> None:
    from viewer.qt.study.feature import StudyFeature
    from viewer.qt.study.session import Course

    study = done.viewer.window.feature(StudyFeature)
    for key in ASKED:
        item = next(item for item in study._items() if item.key == key)
        study.asking.begin(Course(study._asker(), study.progress.known(), (item,), 1))
        done.look(f"question {key}")
        if not key.startswith("draw"):
            study._on_unknown()
            done.look(f"answer {key}")
    study.asking.leave()
    study.progress.show_results()
    done.look("study results")


def _fault(done: Drive) -> None:
    from viewer.qt.faults.box import FaultBox
    from viewer.qt.faults.feature import FaultsFeature
    from viewer.qt.shell.files import view_text

    window, store = done.viewer.window, done.viewer.store
    for saved in (True, False):
        box = FaultBox("", window, saved=saved)
        box.show()
        done.look(f"fault, saved: {saved}", box)
        box.copy.click()
        done.look("fault, copied", box)
        box.close()
    window.feature(FaultsFeature).offer(view_text(store.state))
    done._catch("rescued view")


def main() -> int:
    """Print what is not in the language, and what is cut at 100 and 200 %."""
    with tempfile.TemporaryDirectory() as folder:
        install(Path(folder))
        found = {}
        for scale in [float(word) for word in sys.argv[1:]] or [1.0, 2.0]:
            done = drive(scale)
            found[f"{scale:.0%}"] = {"unspoken": done.unspoken, "cut": done.cut}
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
