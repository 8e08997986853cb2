"""The window's language: words of widgets, now and again whenever it changes.

Constant words are said once, where a widget is made: ``say(button, text=N_("Undo"))``. Words that depend on the state
are written by whatever shows the state, with :data:`tr`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, Qt, QTranslator
from PySide6.QtGui import QKeySequence

from viewer.i18n.catalogue import ENGLISH, Catalogue, catalogue

Words = str | Callable[[], str]
"""An English message marked by ``N_``; or what gives words in the window's language."""


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


def said(words: Words) -> str:
    """Give words in the window's language."""
    return words() if callable(words) else tr(words)


def with_key(words: Words, key: str) -> Callable[[], str]:
    """Give what a tooltip says: words, and in brackets a key as keyboards of the language name it."""
    return lambda: f"{said(words)} ({key_name(key)})"


def key_name(key: str) -> str:
    """Name a key such as ``Ctrl+P`` as keyboards of the window's language do: ``Strg+P``."""
    portable, native = QKeySequence.SequenceFormat.PortableText, QKeySequence.SequenceFormat.NativeText
    return QKeySequence(key, portable).toString(native)


def say(thing: QObject, **words: Words) -> None:
    """Write words of a widget or action, now and whenever the window's language changes.

    Parameters
    ----------
    thing : QObject
    **words : Words
        By property, such as ``text`` or ``toolTip``. They replace what was said for that property before.

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
    """Set the window's language, and write all words in these windows anew; Qt's own words follow."""
    if language != tr.language:
        tr.language = language
        _set_language_of_qt(language)
    for window in windows:
        for kept in window.findChildren(_Words):
            kept.write_all()


def _set_language_of_qt(language: str) -> None:
    """Let Qt say what it says by itself, as in its dialogs, in a language for which its translation is installed."""
    application = QCoreApplication.instance()
    if application is None:
        return
    for old in application.findChildren(QTranslator):
        application.removeTranslator(old)
        old.deleteLater()
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if language != ENGLISH and translator.load(f"qtbase_{language}", folder):
        application.installTranslator(translator)


class _Words(QObject):
    """The words of its parent: lives and dies with it."""

    def __init__(self, thing: QObject) -> None:
        super().__init__(thing)
        self.words: dict[str, Words] = {}
        self.others: list[Callable[[], object]] = []

    def write(self, name: str) -> None:
        getattr(self.parent(), f"set{name[0].upper()}{name[1:]}")(said(self.words[name]))

    def write_all(self) -> None:
        for name in self.words:
            self.write(name)
        for write in self.others:
            write()


def _kept(thing: QObject) -> _Words:
    found = thing.findChild(_Words, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return found if found is not None else _Words(thing)
