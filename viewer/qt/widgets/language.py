"""The window's language: words of widgets, now and again whenever it changes.

Constant words are said once, where a widget is made: ``say(button, text=N_("Undo"))``. Words that depend on the state
are written by whatever shows the state, with :data:`tr`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Qt

from viewer.i18n.catalogue import ENGLISH, Catalogue, catalogue


class WindowLanguage:
    """The catalogue of the window's language. Called, it translates a sentence and fills its gaps."""

    def __init__(self) -> None:
        self.language = ENGLISH

    @property
    def catalogue(self) -> Catalogue:
        """Words of the language of the moment, for functions that are not part of the window."""
        return catalogue(self.language)

    def __call__(self, message: str, /, **gaps: object) -> str:
        """Translate a sentence, as :class:`~viewer.i18n.catalogue.Catalogue` does."""
        return self.catalogue(message, **gaps)

    def plural(self, one: str, many: str, count: int, /, **gaps: object) -> str:
        """Translate a sentence that depends on a number, which fills the gap ``{count}``."""
        return self.catalogue.plural(one, many, count, **gaps)

    def of(self, context: str, message: str, /) -> str:
        """Translate a text of the data; its context is where it stands there."""
        return self.catalogue.of(context, message)


tr: Final = WindowLanguage()
"""The window's language; :class:`MainWindow` sets it."""


def say(thing: QObject, **words: str | Callable[[], str]) -> None:
    """Write words of a widget or action, now and whenever the window's language changes.

    Parameters
    ----------
    thing : QObject
    **words : str or callable
        By property, such as ``text`` or ``toolTip``: an English message marked by ``N_``; or what gives the words in
        the window's language. It replaces what was said for that property before.

    Raises
    ------
    AttributeError
        When the widget has no such property.
    """
    kept = _kept(thing)
    kept.words |= words
    for name in words:
        kept.write(name)


def whenever_language_changes(owner: QObject, write: Callable[[], object]) -> None:
    """Call a function now and whenever the window's language changes, as long as its owner lives.

    Parameters
    ----------
    owner : QObject
    write : callable
        Writes words that are no single property, such as the items of a list.
    """
    _kept(owner).others.append(write)
    write()


def set_language(language: str, *windows: QObject) -> None:
    """Set the window's language, and write all words in these windows anew."""
    tr.language = language
    for window in windows:
        for kept in window.findChildren(_Words):
            kept.write_all()


class _Words(QObject):
    """The words of its parent: lives and dies with it."""

    def __init__(self, thing: QObject) -> None:
        super().__init__(thing)
        self.words: dict[str, str | Callable[[], str]] = {}
        self.others: list[Callable[[], object]] = []

    def write(self, name: str) -> None:
        words = self.words[name]
        getattr(self.parent(), f"set{name[0].upper()}{name[1:]}")(words() if callable(words) else tr(words))

    def write_all(self) -> None:
        for name in self.words:
            self.write(name)
        for write in self.others:
            write()


def _kept(thing: QObject) -> _Words:
    found = thing.findChild(_Words, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return found if found is not None else _Words(thing)


def says_its_words(thing: QObject) -> bool:
    """Say whether a widget's words are written here."""
    return thing.findChild(_Words, options=Qt.FindChildOption.FindDirectChildrenOnly) is not None
