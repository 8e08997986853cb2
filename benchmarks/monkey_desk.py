"""What a monkey finds when it is asked for a file: places to save to, saved views, and damaged ones."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from viewer.i18n.catalogue import ENGLISH

HOSTILE: Final = (
    "",
    "{",
    "[[[[[[",
    '{"schema_version": 99, "state": {}}',
    '{"schema_version": 1, "layers": "all", "skin_opacity": "NaN", "root": {"L4": 1}}',
    '{"schema_version": 1, "camera": {"pose": [1e999, -1e999, 0]}, "symptoms": [null, 3, {"key": "\\u0000"}]}',
    "\u202e\ud7ff not a view at all \ufffd",
)
"""Texts that are no views."""
ANSWERED: Final = 0.5
"""Share of questions for a file that are answered; the others are given up."""


class Desk:
    """Answers the window's questions for files from one folder, always with the same few names.

    Parameters
    ----------
    folder : Path
        Where everything is written.
    lot : random.Random
    """

    def __init__(self, folder: Path, lot: random.Random) -> None:
        self._folder, self._lot = folder, lot
        self._locked = folder / "no-folder"
        for number, text in enumerate(HOSTILE):
            (folder / f"damaged-{number}.json").write_text(text, encoding="utf-8", errors="replace")

    def save(self, _parent: object = None, _title: str = "", name: str = "", _kinds: str = "") -> tuple[str, str]:
        """Stand in for ``QFileDialog.getSaveFileName``: a place, one that is not there, or none."""
        if self._lot.random() > ANSWERED:
            return "", ""
        if self._lot.random() < 0.15:
            return str(self._locked / name), ""
        path = Path(name)
        return str(self._folder / f"{path.stem}-{self._lot.randrange(3)}{path.suffix}"), ""

    def open(self, *_args: object, **_words: object) -> tuple[str, str]:
        """Stand in for ``QFileDialog.getOpenFileName``: any file there is, often one that is no view."""
        if self._lot.random() > ANSWERED:
            return "", ""
        names = sorted(path.name for path in self._folder.iterdir())
        path = self._folder / self._lot.choice([*names, "gone.json"])
        if self._lot.random() < 0.25 and path.suffix == ".json" and path.is_file():
            path = self._torn(path)
        return str(path), ""

    def item(self, *args: object, **_words: object) -> tuple[str, bool]:
        """Stand in for ``QInputDialog.getItem``."""
        choices = next((arg for arg in args if isinstance(arg, list)), [])
        if not choices or self._lot.random() > ANSWERED:
            return "", False
        return str(self._lot.choice(choices)), True

    def text(self) -> str:
        """Give a text for the clipboard: a saved view, a torn one, or none at all."""
        views: Sequence[Path] = sorted(self._folder.glob("view*.json"))
        if not views or self._lot.random() < 0.4:
            return self._lot.choice((*HOSTILE, ENGLISH))
        text = self._lot.choice(views).read_text(encoding="utf-8", errors="replace")
        return text if self._lot.random() < 0.6 else text[: self._lot.randrange(len(text) + 1)]

    def _torn(self, path: Path) -> Path:
        """Copy a file with some bytes changed or cut off."""
        content = bytearray(path.read_bytes())
        for _ in range(self._lot.randint(1, 4)):
            if content:
                content[self._lot.randrange(len(content))] = self._lot.randrange(256)
        if self._lot.random() < 0.3:
            del content[self._lot.randrange(len(content) + 1) :]
        torn = self._folder / "torn.json"
        torn.write_bytes(bytes(content))
        return torn
