"""Underlined letters of menu entries, shared out anew whenever a menu opens: no two alike, in any language."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu


def underline(menu: QMenu) -> None:
    """Underline letters in a menu while it is open; closed, its entries keep their plain words."""
    plain: dict[QAction, tuple[str, str]] = {}
    """By entry, its words without and with the letter."""

    def share_out() -> None:
        entries = [action for action in menu.actions() if not action.isSeparator() and action.isVisible()]
        texts = [action.text() for action in entries]
        plain.clear()
        for action, text, lettered in zip(entries, texts, with_letters(texts), strict=True):
            plain[action] = text, lettered
            action.setText(lettered)

    def give_back() -> None:
        for action, (text, lettered) in plain.items():
            if action.text() == lettered:  # else it has got other words meanwhile
                action.setText(text)
        plain.clear()

    menu.aboutToShow.connect(share_out)
    menu.aboutToHide.connect(give_back)


def with_letters(texts: Sequence[str]) -> list[str]:
    """Mark a letter of each text with ``&``: the first of a word where it is free, else any; no two alike.

    A text that has a mark keeps it; one without a free letter gets none.
    """
    taken = {letter for text in texts if (letter := marked(text))}
    out = []
    for text in texts:
        if marked(text):
            out.append(text)
            continue
        starts = [at for at, letter in enumerate(text) if letter.isalnum() and (at == 0 or not text[at - 1].isalnum())]
        rest = [at for at, letter in enumerate(text) if letter.isalnum() and at not in starts]
        free = next((at for at in (*starts, *rest) if text[at].casefold() not in taken), None)
        if free is not None:
            taken.add(text[free].casefold())
            text = f"{text[:free]}&{text[free:]}"
        out.append(text)
    return out


def marked(text: str) -> str:
    """Give the letter of a text that is marked with ``&``, small; empty where none is."""
    bare = text.replace("&&", "")
    at = bare.find("&")
    return bare[at + 1 : at + 2].casefold() if at >= 0 else ""
