"""What Esc closes: one thing a press, the last opened first."""

from __future__ import annotations

from collections.abc import Callable

Close = Callable[[], object]


class EscapeStack:
    """Whatever opens over the picture is pushed here, and taken out again however it was closed.

    One press of Esc goes to the first of these that is there:

    1. what has the keyboard and closes by Esc itself, as Qt has it: a dialog, a menu, the field of the finder;
    2. what was pushed last: presenting, steps, a course of the study with the drawing it asks for,
       drawing, an item of the examination that is lit;
    3. full screen;
    4. what was clicked, or is shown alone.

    Attributes
    ----------
    last : callable
        What is done where nothing was pushed.
    """

    def __init__(self) -> None:
        self.last: Close = lambda: None
        self._open: list[Close] = []

    def push(self, close: Close) -> None:
        """Let Esc close this first; what was pushed before comes to the top again."""
        self.take_out(close)
        self._open.append(close)

    def take_out(self, close: Close) -> None:
        """Let Esc forget this, where it is closed already; safe to call twice."""
        if close in self._open:
            self._open.remove(close)

    def press(self) -> bool:
        """Close what was opened last, or else do what is done last; says whether something was open."""
        if not self._open:
            self.last()
            return False
        self._open.pop()()
        return True
