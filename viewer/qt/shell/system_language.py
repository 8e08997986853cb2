"""The language in which the window opens for the first time."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLocale

from viewer.i18n.catalogue import ENGLISH, LANGUAGES


def system_language(tags: Iterable[str] | None = None) -> str:
    """Give the first of the system's languages that the program speaks; English if it speaks none.

    Parameters
    ----------
    tags : iterable of str, optional
        Such as ``de-AT``, best first; by default those of the system.
    """
    spoken = (ENGLISH, *LANGUAGES)
    wanted = (tag.partition("-")[0].lower() for tag in (QLocale.system().uiLanguages() if tags is None else tags))
    return next((language for language in wanted if language in spoken), ENGLISH)
