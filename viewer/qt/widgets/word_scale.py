"""Size of words: the system's, times what the user chose, times what the reader needs."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from viewer.state.settings import LARGEST_SCALE

from .style import LOOK, size_words, system_points


def word_scale(application: QApplication) -> float:
    """Return the factor by which the chosen size of words is multiplied for the reader."""
    del application
    return LOOK.reader


def chosen_points(application: QApplication) -> float:
    """Give the size of words that the user chose, points."""
    return system_points(application) * LOOK.scale


def scale_words(application: QApplication, scale: float, points: float | None = None) -> None:
    """Multiply the chosen size of words.

    Parameters
    ----------
    application : QApplication
    scale : float
        1 leaves the chosen size.
    points : float, optional
        Another chosen size; by default the one there is.
    """
    LOOK.reader = scale
    if points is not None:
        LOOK.scale = points / system_points(application)
    # Twice the system's size is the largest there is, for every reader: narrow panels hold no larger words.
    wanted = min(chosen_points(application) * scale, LARGEST_SCALE * system_points(application))
    if abs(application.font().pointSizeF() - wanted) > 1e-6:
        size_words(application, wanted)
