"""Theme and size of words, as the View menu chooses them; the picture's background follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from viewer.palette.themes import LOOKS
from viewer.qt.widgets.style import LOOK, choose_look, next_scale, scale_words
from viewer.state.store import Store
from viewer.state.view_state import ViewState

from .actions import WORD_PERCENTS
from .feature import Feature
from .main_window import MainWindow

LARGEST_LABELS: Final = 1.6
"""Largest scale of labels in the picture: larger ones would hide what they name."""


class ThemeFeature(Feature):
    """Carries out the actions ``look-*``, ``words-*``, ``larger-words``, and keeps the state's backdrop in step.

    Parameters
    ----------
    window : MainWindow
        Its actions and panels.
    store : Store
        Whose backdrop follows the theme, whatever state is opened.
    size_labels : callable, optional
        Makes the names in the picture as many times larger as the words are.
    """

    def __init__(self, window: MainWindow, store: Store, size_labels: Callable[[float], object] | None = None) -> None:
        super().__init__(window, store)
        self._size_labels = size_labels
        self._open = True
        # Not within the change itself: others are still hearing of a state with another backdrop.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._match)
        LOOK.changed.connect(self._on_look)
        self.join()
        self._on_look()
        self._match()

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """Choose theme and size of words."""
        return {
            **{f"look-{look}": partial(self._choose, look) for look in LOOKS},
            **{f"words-{percent}": partial(self.size, percent / 100) for percent in WORD_PERCENTS},
            "larger-words": lambda: self.size(next_scale(self.scale, 1)),
            "smaller-words": lambda: self.size(next_scale(self.scale, -1)),
            "usual-words": lambda: self.size(1.0),
        }

    @property
    def scale(self) -> float:
        """Size of words that was chosen, of the system's."""
        return LOOK.scale

    def size(self, scale: float) -> None:
        """Make all words as large as this, of the system's size."""
        application = _application()
        if application is not None:
            scale_words(application, LOOK.reader, scale)
            self._on_look()
            self._window.refit_words()

    def _choose(self, look: str) -> None:
        application = _application()
        if application is not None:
            choose_look(application, look)
        self._on_look()

    def _on_look(self) -> None:
        """Tick what is on, and update the picture's background soon."""
        for look in LOOKS:
            self._window.actions_[f"look-{look}"].setChecked(look == LOOK.chosen)
        percent = min(WORD_PERCENTS, key=lambda percent: abs(percent / 100 - self.scale))
        for other in WORD_PERCENTS:
            self._window.actions_[f"words-{other}"].setChecked(other == percent)
        if self._size_labels is not None:
            self._size_labels(min(LARGEST_LABELS, LOOK.scale * LOOK.reader))
        self._later.start()

    def state_changed(self, new: ViewState, old: ViewState) -> None:
        """Keep the background of the theme, whatever state is opened."""
        del old
        if new.backdrop != LOOK.theme.backdrop:
            self._later.start()

    def _match(self) -> None:
        self._store.update(backdrop=LOOK.theme.backdrop)

    def close(self) -> None:
        """Stop listening; safe to call twice."""
        self._later.stop()
        super().close()
        if self._open:
            self._open = False
            LOOK.changed.disconnect(self._on_look)


def _application() -> QApplication | None:
    application = QApplication.instance()
    return application if isinstance(application, QApplication) else None
