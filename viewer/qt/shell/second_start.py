"""A second start hands its file to the window that is open: by a local socket of this user and display, no network.

Loaded before anything else of the window: whoever hands a file over needs no more.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from viewer.files.own_folders import cache_folder, home_folder
from viewer.files.version import PROGRAM
from viewer.state.settings import settings_path

END: Final = b"\0"
"""Ends a message; no path has it in it."""
MOST_BYTES: Final = 65_536
"""Of a message; no path is longer."""
CONNECTING_MS: Final = 500
PATIENCE_MS: Final = 5_000
"""How long an open window may be busy before a window of its own is opened."""


def hand_over(path: Path) -> bool:
    """Hand a file to the window that is open; says whether one took it."""
    socket = _connected()
    if socket is None:
        return False
    socket.write(os.fsencode(path.absolute()) + END)
    return socket.waitForReadyRead(PATIENCE_MS)


class Inbox(QObject):
    """Takes files that later starts hand over; nothing comes where another window of this user takes them already.

    Signals
    -------
    arrived : (Path,)
    """

    arrived = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        # A socket that is there and does not answer was left by a program that was killed.
        if _connected() is None:
            place = _place()
            if sys.platform != "win32":
                try:
                    Path(place).parent.mkdir(parents=True, exist_ok=True)
                except OSError:
                    return
            QLocalServer.removeServer(place)
            self._server.listen(place)

    def close(self) -> None:
        """Take no more; safe to call twice."""
        self._server.close()

    def _greet(self) -> None:
        """Read a message and answer; who no longer waits for the answer has opened a window of its own."""
        socket = self._server.nextPendingConnection()
        message = bytes(socket.readAll().data())
        while END not in message and len(message) < MOST_BYTES and socket.waitForReadyRead(CONNECTING_MS):
            message += bytes(socket.readAll().data())
        path, end, _ = message.partition(END)
        answered = bool(end) and socket.write(END) == len(END) and socket.waitForBytesWritten(CONNECTING_MS)
        socket.close()
        socket.deleteLater()
        if answered:
            self.arrived.emit(Path(os.fsdecode(path)))


def _connected() -> QLocalSocket | None:
    """Connect to the window that takes files, if there is one."""
    socket = QLocalSocket()
    socket.connectToServer(_place())
    return socket if socket.waitForConnected(CONNECTING_MS) else None


def _place() -> str:
    """Name the socket: another user, screen, computer with the same home or file of settings has another one."""
    whose = (home_folder(), platform.node(), os.environ.get("DISPLAY"), settings_path())
    name = f"{PROGRAM}-{hashlib.sha256(repr(whose).encode(errors='replace')).hexdigest()[:16]}"
    if sys.platform == "win32":
        return name
    return str(Path(os.environ.get("XDG_RUNTIME_DIR") or cache_folder()) / name)
