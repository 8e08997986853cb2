"""Errors that VTK prints become exceptions, instead of lines lost on the terminal."""

from __future__ import annotations

from typing import Any, cast

from vtkmodules.vtkCommonCore import VTK_STRING, vtkOutputWindow

_complaints: list[str] = []
_watched: list[Any] = []


class DrawingError(RuntimeError):
    """VTK could not draw; the message is VTK's own."""


def watch() -> None:
    """Collect VTK's errors from now on."""
    window = vtkOutputWindow.GetInstance()
    if any(known is window for known in _watched):
        return

    def note(_: Any, __: str, text: str) -> None:
        _complaints.append(text.strip())

    note.CallDataType = VTK_STRING  # type: ignore[attr-defined]
    cast("Any", window).AddObserver("ErrorEvent", note)
    _watched.append(window)


def check() -> None:
    """Raise when VTK has reported an error since the last check.

    Raises
    ------
    DrawingError
        With the first error.
    """
    if _complaints:
        first = _complaints[0]
        _complaints.clear()
        raise DrawingError(f"drawing failed: {first}")
