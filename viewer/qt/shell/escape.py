"""What Esc closes: one thing a press, the last opened first.

What is opened over the picture pushes how it is closed: drawing, steps, presenting, an item of the examination that is
lit, a course of the study with the drawing it asks for. Their order is that of opening; none ranks above another.
"""

from __future__ import annotations

from collections.abc import Callable

Close = Callable[[], object]


class EscapeStack:
    """Whatever opens over the picture is pushed here, and taken out again however it was closed.

    A press of Esc does not come here while something has the keyboard that closes by Esc itself, as Qt has it: a
    dialog, a menu, the field of the finder.

    Attributes
    ----------
    otherwise : callable
        What is done where nothing is open; the controller leaves full screen, or deselects.
    """

    def __init__(self) -> None:
        self.otherwise: Close = lambda: None
        self._open: list[Close] = []

    def push(self, close: Close) -> None:
        """Let Esc close this first; what was pushed before comes to the top again."""
        self.take_out(close)
        self._open.append(close)

    def take_out(self, close: Close) -> None:
        """Let Esc forget this, where it is closed already; safe to call twice."""
        if close in self._open:
            self._open.remove(close)

    def close_topmost(self) -> bool:
        """Close what was opened last, or do what is done otherwise; says whether something was open."""
        if not self._open:
            self.otherwise()
            return False
        self._open.pop()()
        return True

    def close_all(self) -> None:
        """Close everything that is open, the last opened first."""
        while self._open:
            self._open.pop()()
