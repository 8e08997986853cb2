"""Settings: applied to the window as it opens, saved as it closes; and the list of recent views."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QMenu

from viewer.i18n.catalogue import N_
from viewer.qt.shell.feature import Feature
from viewer.qt.shell.main_window import MainWindow
from viewer.qt.shell.screen_room import put_back
from viewer.qt.widgets.language import say, tr
from viewer.qt.widgets.style import LOOK, choose_look, scale_words
from viewer.state.settings import (
    LARGEST_SCALE,
    LEAST_SCALE,
    REMEMBERED,
    Settings,
    read_settings,
    usually_keeps_recent,
    with_recent,
    write_settings,
)
from viewer.state.store import Store
from viewer.state.view_state import ViewState

from .dialogs import forget_shared, use_own_dialogs


class Memory(Feature):
    """Remembers the settings of one window.

    Parameters
    ----------
    window : MainWindow
        Whose size, words and panels are remembered.
    store : Store
        Whose reader, colours and language are remembered.
    path : Path, optional
        The file; None remembers nothing.
    open_path : callable
        Shows a saved view.
    """

    def __init__(
        self, window: MainWindow, store: Store, path: Path | None, open_path: Callable[[Path], object]
    ) -> None:
        super().__init__(window, store)
        self._path, self._open = path, open_path
        self._read = read_settings(path)
        self._recent = self._read.recent
        self._keep_recent = self._read.keep_recent
        self._forgotten = False
        self.menu = QMenu(window)
        say(self.menu, title=N_("Open recent"))
        self.menu.aboutToShow.connect(self._fill)
        self._fill()
        self._add_to_menu()
        self.join()
        self._before = self.now()

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """Forget settings and recent views; remember recent views, or do not."""
        return {"forget": self.forget, "keep-recent": self.toggle_recent}

    def close(self) -> None:
        """Save the settings; safe to call twice."""
        self.keep()
        super().close()

    @property
    def keeps_recent(self) -> bool:
        """Whether names of recent views are remembered."""
        usual = usually_keeps_recent(self._store.state.audience)
        return usual if self._keep_recent is None else self._keep_recent

    @property
    def recent(self) -> tuple[str, ...]:
        """Paths of views that were saved or opened, the last first; none where they are not remembered."""
        return self._recent if self.keeps_recent else ()

    def restore(self) -> None:
        """Apply size, words and panels; reader, colours and language are in the opening state already."""
        kept = self._read
        application = QApplication.instance()
        if isinstance(application, QApplication):
            choose_look(application, kept.look)
            scale_words(application, LOOK.reader, kept.text_scale)
        self._window.actions_["less-motion"].setChecked(kept.less_motion)
        self._window.panels.restore(kept.panels)
        if kept.window is not None:
            put_back(self._window, QRect(*kept.window))
        self._before = replace(self.now(), recent=kept.recent)
        self._follow()

    def remember(self, path: Path) -> None:
        """Put a view that was saved or opened first in the list."""
        if self.keeps_recent:
            self._recent = with_recent(self._recent, path)

    def clear(self) -> None:
        """Forget the list of recent views, in the file, too."""
        self._recent = ()
        self._follow()

    def clear_desk(self) -> None:
        """Forget the list of recent views."""
        self.clear()

    def toggle_recent(self) -> None:
        """Remember recent views from now on, or forget them and remember none."""
        wanted = not self.keeps_recent
        # What a reader has anyway is no choice: what patients and students tick does not hold for physicians.
        self._keep_recent = None if wanted == usually_keeps_recent(self._store.state.audience) else wanted
        if not wanted:
            self._recent = ()
        self._follow()

    def state_changed(self, new: ViewState, old: ViewState) -> None:
        """Remember recent views as it is usual for another reader."""
        if new.audience != old.audience:
            self._follow()

    def forget(self) -> None:
        """Delete the file of settings and write none when this window closes; take folders out of Qt's file."""
        self._forgotten, self._recent = True, ()
        self._window.forgetting.emit()
        forget_shared()
        try:
            if self._path is not None:
                self._path.unlink(missing_ok=True)
        except OSError as error:
            self._window.show_error(tr("The settings were not deleted: {reason}", reason=error.strerror or error))
            return
        self._window.show_message(tr("Settings and recent views are forgotten."))

    def now(self) -> Settings:
        """Return the settings as they are now."""
        state, window = self._store.state, self._window
        # Not that of the whole screen, which the next one may not have.
        box = window.normalGeometry() if window.isFullScreen() or window.isMaximized() else window.geometry()
        return Settings(
            **{name: getattr(state, name) for name in REMEMBERED},
            look=LOOK.chosen,
            text_scale=round(min(LARGEST_SCALE, max(LEAST_SCALE, LOOK.scale)), 3),
            less_motion=window.actions_["less-motion"].isChecked(),
            window=(box.x(), box.y(), box.width(), box.height()),
            panels=window.panels.changes(),
            recent=self.recent,
            keep_recent=self._keep_recent,
        )

    def keep(self) -> None:
        """Save the settings, if the user has changed any on purpose, now or before; safe to call twice."""
        path = self._path
        if path is not None and self._recent:
            # What another window has taken out of the file since it was read here must not come back.
            gone = set(self._read.recent) - set(read_settings(path).recent)
            self._recent = tuple(name for name in self._recent if name not in gone)
        now = self.now()
        asked = replace(now, window=None) != replace(self._before, window=None)
        if path is None or self._forgotten or not (asked or (path.exists() and now != self._before)):
            return
        self._before = now
        try:
            write_settings(path, now)
        except (OSError, ValueError) as error:
            # The window is closing: no dialog can be shown any more.
            sys.stderr.write(f"The settings were not kept: {error}\n")

    def _follow(self) -> None:
        """Show whether views are remembered; take names that are not out of the file at once, and not on closing."""
        keeps = self.keeps_recent
        self._window.actions_["keep-recent"].setChecked(keeps)
        self.menu.setEnabled(keeps)
        self._fill()
        use_own_dialogs(on=not keeps)
        if self._before.recent and not self.recent:
            self.keep()

    def _fill(self) -> None:
        self.menu.clear()
        for name in self.recent:
            action = self.menu.addAction(Path(name).name.replace("&", "&&"))
            action.setToolTip(name)
            action.triggered.connect(lambda _checked=False, name=name: self._open(Path(name)))
        if self.recent:
            self.menu.addSeparator()
        clear = self.menu.addAction(tr("Clear list"))
        clear.setEnabled(bool(self.recent))
        clear.triggered.connect(self.clear)

    def _add_to_menu(self) -> None:
        """Put the list under the action that opens a view."""
        actions = self._window.actions_
        for entry in self._window.menuBar().actions():
            menu = entry.menu()
            if isinstance(menu, QMenu) and actions["open-view"] in menu.actions():
                menu.insertMenu(actions["save-view"], self.menu)
