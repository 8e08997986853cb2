"""What nobody catches while the window is open: from slots and events, from other threads, from objects that go."""

from __future__ import annotations

import os
import signal
import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSocketNotifier, Qt, Signal

from viewer.files.debugging import is_debugged
from viewer.files.fault import arose_in, name_of, trace_of

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_FAULTS: Final = 20
"""Different faults that are told in one run."""


class FaultHook(QObject):
    """Tells each fault once, however often it comes: a timer or a picture that fails does so many times a second.

    Signals
    -------
    failed : (str, bool)
        What failed, as the log tells it, and whether the user may have noticed. Emitted in the thread of the window
        and once it is idle: a box must not open while it is painted.
    interrupted : ()
        Ctrl+C was pressed in the terminal.
    """

    failed = Signal(str, bool)
    interrupted = Signal()
    _met = Signal(str, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: set[tuple[str, str]] = set()
        self._met.connect(self.failed, Qt.ConnectionType.QueuedConnection)
        self._pipe: tuple[int, int] | None = None
        self._before: tuple[Callable[..., object], ...] | None = None

    def install(self) -> None:
        """Take what nobody catches, until :meth:`remove`; of a program that is debugged no more than Ctrl+C."""
        self._listen_to_terminal()
        self._before = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._raised
        if not is_debugged():
            threading.excepthook, sys.unraisablehook = self._in_thread, self._unraisable

    def remove(self) -> None:
        """Hand it back to whoever took it before; safe to call twice."""
        if self._before is not None:
            sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
            self._before = None
            if self._pipe is not None:
                signal.set_wakeup_fd(-1)

    def _listen_to_terminal(self) -> None:
        """Let Ctrl+C in the terminal wake Qt: Python would hear of it only when a slot runs next."""
        if sys.platform == "win32" or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
            return
        self._pipe = os.pipe()
        for end in self._pipe:
            os.set_blocking(end, False)
        signal.set_wakeup_fd(self._pipe[1], warn_on_full_buffer=False)
        woken = QSocketNotifier(self._pipe[0], QSocketNotifier.Type.Read, self)
        woken.activated.connect(self._on_woken)

    def _on_woken(self) -> None:
        """Empty the pipe; Python raises its KeyboardInterrupt on the way here."""
        if self._pipe is not None:
            os.read(self._pipe[0], 64)

    def _raised(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            self.interrupted.emit()
        elif is_debugged() or not isinstance(error, Exception):
            sys.__excepthook__(kind, error, trace)
        else:
            self._tell(error, "the window failed", noticed=True)

    def _in_thread(self, told: threading.ExceptHookArgs) -> None:
        if isinstance(told.exc_value, Exception):
            self._tell(told.exc_value, "a thread failed", noticed=True)

    def _unraisable(self, told: sys.UnraisableHookArgs) -> None:
        if isinstance(told.exc_value, Exception):
            self._tell(told.exc_value, "an object that goes failed", noticed=False)

    def _tell(self, error: Exception, what: str, *, noticed: bool) -> None:
        key = name_of(error), arose_in(error)
        if key in self._known or len(self._known) >= MOST_FAULTS:
            return
        self._known.add(key)
        self._met.emit(f"{what}: {trace_of(error)}", noticed)
