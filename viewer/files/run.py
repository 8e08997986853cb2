"""A run of the window: files that tell the next start how it ended, and the view that was saved when something failed.

Each run has files of its own, so that windows side by side do not mix up. ``run-TOKEN.txt`` is there, and locked, while
the window is open; where the process dies hard, as by a crash of the graphics driver, Python writes into it at which
line. ``rescued-TOKEN.dermatome`` is a saved view: what was picked, without any name.
"""

from __future__ import annotations

import faulthandler
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from .fault import ELSEWHERE, shown_file
from .kinds import VIEW_SUFFIXES
from .writing import write_whole

if sys.platform != "win32":
    import fcntl

RUN, RUN_SUFFIX = "run-", ".txt"
RESCUED, RESCUED_SUFFIX = "rescued-", VIEW_SUFFIXES[0]
MOST_DAYS: Final = 7
"""After which a view that nobody was offered is swept."""
MOST_CHARACTERS: Final = 20_000
"""Of what Python wrote as the process died."""
_END: Final = re.compile(r"(?:Fatal Python error|Windows fatal exception): [\w :()-]{1,80}")
_THREAD: Final = re.compile(r"(Current thread|Thread) 0x")
_PLACE: Final = re.compile(r'  File "(.*)", line (\d+) in (.+)')


class Run:
    """The run of this process, from its making to :meth:`end`.

    Parameters
    ----------
    folder : Path
        Holds its files; made if need be.

    Raises
    ------
    OSError
        When nothing can be written there.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder
        descriptor, name = tempfile.mkstemp(prefix=RUN, suffix=RUN_SUFFIX, dir=folder)
        self._path = Path(name)
        self._file = os.fdopen(descriptor, "w", encoding="utf-8")
        _lock(self._file)
        self._token = self._path.stem.removeprefix(RUN)
        self._rescued = folder / f"{RESCUED}{self._token}{RESCUED_SUFFIX}"
        self.keep = False
        """Whether the rescued view outlives a run that ends in good order."""
        # Whoever has switched it on already wants to see it on the terminal.
        self._watched = not faulthandler.is_enabled()
        if self._watched:
            faulthandler.enable(self._file)

    def end(self) -> None:
        """End in good order. Safe to call twice."""
        if self._file.closed:
            return
        if self._watched:
            faulthandler.disable()
        self._file.close()
        self._path.unlink(missing_ok=True)
        if not self.keep:
            self.forget()

    def rescue(self, text: str) -> None:
        """Save a view; it takes the place of one that was saved before.

        Raises
        ------
        InputError
            When the disk refuses.
        """
        write_whole(self._rescued, lambda beside: beside.write_text(text, encoding="utf-8"))
        self._rescued.chmod(0o600)

    def forget(self) -> None:
        """Remove every rescued view but those of other windows that are open."""
        for path in self._views():
            path.unlink(missing_ok=True)

    def take_hard_ends(self) -> list[str]:
        """Tell where earlier runs died hard, as far as nobody was told; files of ended runs are swept."""
        told = (_told(_taken(path)) for path in self._folder.glob(f"{RUN}*{RUN_SUFFIX}") if path != self._path)
        return [text for text in told if text]

    def take_rescued(self) -> str | None:
        """Give the last view that an ended run has rescued, and remove it."""
        for path in sorted(self._views(), key=_written, reverse=True):
            try:
                old = time.time() - _written(path) > MOST_DAYS * 24 * 3600
                text = path.read_text(encoding="utf-8")
                # Of several starts at once the one that removes it has it.
                path.unlink()
            except (OSError, ValueError):
                continue
            if not old:
                return text
        return None

    def _views(self) -> Iterator[Path]:
        """List rescued views: of this run, and of runs that have ended."""
        for path in self._folder.glob(f"{RESCUED}*{RESCUED_SUFFIX}"):
            run = self._folder / f"{RUN}{path.stem.removeprefix(RESCUED)}{RUN_SUFFIX}"
            if run == self._path or not run.exists():
                yield path


def _taken(path: Path) -> str:
    """Take a file of a run that has ended: read it and remove it; empty while it runs."""
    try:
        with path.open("r+", encoding="utf-8", errors="replace") as file:
            if not _lock(file):
                return ""
            text = file.read(MOST_CHARACTERS)
        # Of several starts at once the one that removes it tells of it; Windows keeps what is open elsewhere.
        path.unlink()
    except OSError:
        return ""
    return text


def _lock(file: IO[str]) -> bool:
    """Lock a file until it is closed or the process ends; says whether nobody else has locked it."""
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _told(dump: str) -> str:
    """Tell what Python wrote as the process died, with files named as :func:`shown_file` does; innermost first."""
    lines: list[str] = []
    for line in dump.splitlines():
        if (place := _PLACE.fullmatch(line)) is not None:
            file, number, name = place.groups()
            shown = shown_file(file)
            lines.append(f"  {ELSEWHERE}" if shown == ELSEWHERE else f"  {shown}:{number} in {name}")
        elif (thread := _THREAD.match(line)) is not None:
            lines.append(thread.group(1))
        elif (end := _END.match(line)) is not None:
            lines.append(end.group())
    return "\n".join(lines)


def _written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
