"""A signal of something that is no Qt object: all who listen are called with what it emits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVarTuple

Values = TypeVarTuple("Values")


class Signal(Generic[*Values]):
    """Calls who listens, in the order in which they began to, before :meth:`emit` returns."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[*Values], object]] = []

    def connect(self, listener: Callable[[*Values], object]) -> None:
        """Call it from now on."""
        self._listeners.append(listener)

    def disconnect(self, listener: Callable[[*Values], object]) -> None:
        """Call it no longer; nothing happens when it did not listen."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    def emit(self, *values: *Values) -> None:
        """Call everyone who listens now; who stops listening meanwhile is left out."""
        for listener in tuple(self._listeners):
            if listener in self._listeners:
                listener(*values)
