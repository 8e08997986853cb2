"""The window's language, and the translation of its widgets when it changes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDockWidget, QLabel, QLineEdit, QMenu, QWidget

from viewer.i18n.language import translate as translate_into

from . import language as window_language

_NOW: Final = ["en"]
_NAMES: Final[dict[str, str]] = {}
_KEYED: Final = re.compile(r"(.+) \(([^()]*)\)", re.DOTALL)
"""A tooltip with its key: ``Undo (Ctrl+Z)``."""
OWN_WORDS: Final = "own words"
"""Dynamic property of a widget that writes its own words in the window's language: it is left alone."""
_ENGLISH: Final = "english"
"""Dynamic property in which a widget keeps its English words, by what they are for."""


def language() -> str:
    """Name the window's language."""
    return _NOW[0]


def set_language(code: str) -> None:
    """Set the window's language; :func:`translate_widgets` then translates what is there already."""
    _NOW[0] = code
    if window_language.tr.language != code:
        window_language.set_language(code)


def set_names(names: Mapping[str, str]) -> None:
    """Set the translations of names from the data that widgets keep in English."""
    _NAMES.clear()
    _NAMES.update(names)


def translate(text: str) -> str:
    """Translate a sentence of the program into the window's language; English where there is no translation."""
    lead, colon, name = text.partition(": ")
    if text in _NAMES or (colon and name in _NAMES):
        return _NAMES[text] if text in _NAMES else f"{lead}: {_NAMES[name]}"
    return translate_into(text, _NOW[0])


def translate_widgets(root: QWidget) -> None:
    """Translate a widget and everything in it; what has the property :data:`OWN_WORDS` is left alone.

    Parameters
    ----------
    root : QWidget
        The window.
    """
    if root.isWindow():
        window_language.set_language(_NOW[0], root)
    if root.property(OWN_WORDS):
        return
    if not window_language.says_its_words(root):
        _translate(root)
    # Actions belong to windows and menus; models and layouts have no words.
    for child in root.children():
        if isinstance(child, QWidget):
            translate_widgets(child)
        elif isinstance(child, QAction) and not window_language.says_its_words(child):
            _translate(child)


def _translate(thing: QObject) -> None:
    if isinstance(thing, QMenu):
        _put(thing, "title", thing.title(), thing.setTitle)
    elif isinstance(thing, QDockWidget):
        _put(thing, "windowTitle", thing.windowTitle(), thing.setWindowTitle)
    elif isinstance(thing, QAction | QAbstractButton | QLabel):
        _put(thing, "text", thing.text(), thing.setText)
    elif isinstance(thing, QLineEdit):
        _put(thing, "placeholder", thing.placeholderText(), thing.setPlaceholderText)
    elif isinstance(thing, QComboBox):
        for row in range(thing.count()):
            _put(thing, f"item{row}", thing.itemText(row), lambda text, row=row: thing.setItemText(row, text))
    if isinstance(thing, QWidget) and thing.accessibleName():
        _put(thing, "name", thing.accessibleName(), thing.setAccessibleName)
    if isinstance(thing, QWidget) and thing.accessibleDescription():
        _put(thing, "description", thing.accessibleDescription(), thing.setAccessibleDescription)
    if isinstance(thing, QAction | QWidget) and thing.toolTip():
        _put(thing, "tip", thing.toolTip(), thing.setToolTip)


def _put(thing: QObject, what: str, now: str, put: Any) -> None:
    """Set the translated words of a widget; words that were changed since the last time are new English."""
    kept: dict[str, tuple[str, str]] = thing.property(_ENGLISH) or {}
    english, shown = kept.get(what, (now, now))
    if now != shown:
        english = now
    words = translate(english)
    keyed = _KEYED.fullmatch(english)
    if words == english and keyed is not None:
        words = f"{translate(keyed[1])} ({keyed[2]})"
    if words != now:
        put(words)
    if (english, words) != kept.get(what):
        thing.setProperty(_ENGLISH, {**kept, what: (english, words)})
