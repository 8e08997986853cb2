"""Catalogues of translations: GNU gettext, one a language, for the sentences of the program and of the data.

A sentence is marked where it is written, with named gaps::

    tr = catalogue(state.language)
    tr("{count} of {total} maps give it to {root}.", count=3, total=5, root="L4")

What fills a gap is in the reader's language already. A sentence without a translation stands in English behind
:data:`UNTRANSLATED`, so that nobody takes it for a slip. ``python -m viewer.makers.messages`` gathers what is marked
and what the data say into ``locale/*/LC_MESSAGES/viewer.po``, for translators, and compiles what is read here.
"""

from __future__ import annotations

import gettext
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final

from .one_entry import entry

ENGLISH: Final = "en"
DOMAIN: Final = "viewer"
UNTRANSLATED: Final = "[en] "
"""Stands before an English text that is shown in place of a translation."""
REVIEW: Final = "awaits a native reviewer"
"""In the header ``Language-Team`` until a native speaker of the field has read the whole catalogue."""
_LOCALE: Final = resources.files(__package__) / "locale"


def N_(message: str) -> str:
    """Mark a constant for translation, and give it back in English: it is translated where it is shown."""
    return message


class _English(gettext.NullTranslations):
    """Stands behind a catalogue and gives English behind the mark."""

    def gettext(self, message: str) -> str:
        return f"{UNTRANSLATED}{message}" if message else ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"{UNTRANSLATED}{super().ngettext(msgid1, msgid2, n)}"

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)


class Catalogue:
    """The words of one language. Called, it translates a sentence and fills its gaps.

    Parameters
    ----------
    language : str
        Code of ISO 639-1.
    translations : NullTranslations
        What gettext read.
    """

    def __init__(self, language: str, translations: gettext.NullTranslations) -> None:
        self.language = language
        self._translations = translations

    def __call__(self, message: str, /, **gaps: object) -> str:
        """Translate a sentence; empty stays empty (to gettext, it would be the header of the file)."""
        text = self._translations.gettext(message) if message else ""
        return text.format(**gaps) if gaps else text

    def plural(self, one: str, many: str, count: int, /, **gaps: object) -> str:
        """Translate a sentence that depends on a number, which fills the gap ``{count}``."""
        return self._translations.ngettext(one, many, count).format(count=count, **gaps)

    def of(self, context: str, message: str, /) -> str:
        """Translate a text of the data; its context is where it stands there, such as ``claims.keep-moving.text``."""
        return self._translations.pgettext(context, message) if message else ""

    @property
    def reviewed(self) -> bool:
        """Whether a native speaker of the field has read it all."""
        return REVIEW not in self._translations.info().get("language-team", "")


def _found() -> tuple[str, ...]:
    return tuple(sorted(folder.name for folder in _LOCALE.iterdir() if folder.is_dir()))


LANGUAGES: Final = _found()
"""Codes of the languages that have a catalogue; English needs none."""
CHOICE: Final = " or ".join(filter(None, (", ".join((ENGLISH, *LANGUAGES)[:-1]), (ENGLISH, *LANGUAGES)[-1])))
"""All codes in words, for the help of the command line."""


@cache
def catalogue(language: str) -> Catalogue:
    """Give the words of a language, read once per process.

    Raises
    ------
    LookupError
        When the language has no catalogue; the sentence names the accepted ones.
    """
    if language == ENGLISH:
        return Catalogue(ENGLISH, gettext.NullTranslations())
    if language not in LANGUAGES:
        raise LookupError(f"Language {language!r} is unknown; accepted: {', '.join((ENGLISH, *LANGUAGES))}.")
    with _compiled(language).open("rb") as file:
        translations = gettext.GNUTranslations(file)
    translations.add_fallback(_English())
    return Catalogue(language, translations)


def name_of(language: str) -> str:
    """Say what a language calls itself, without reading all its words."""
    if language == ENGLISH:
        return "English"
    return entry(_compiled(language).read_bytes(), "name of this language", "English")


def _compiled(language: str) -> Traversable:
    return _LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.mo"


IN_ENGLISH: Final = catalogue(ENGLISH)
"""What is said to nobody in particular: to a terminal, to a log."""
