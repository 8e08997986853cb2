"""The store: it holds the one current state, replaces it, remembers for undo, and says what changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from .signal import Signal
from .view_state import FIELDS, PickedSymptom, ViewState

UNDO_DEPTH: Final = 200
"""How many states are kept for undo; a state is a few hundred bytes."""


@dataclass(frozen=True, slots=True)
class Suspended:
    """The reader's state with its undo steps, while a study shows something else."""

    state: ViewState
    past: tuple[ViewState, ...]
    future: tuple[ViewState, ...]


class Store:
    """Holds the current state, replaces it and tells who listens.

    Only the window has a store, and only its features and controls write to it: the objects that join a panel, a menu
    or the picture with the rest. Widgets do not know it; they emit what is wanted and are shown the new state.

    Attributes
    ----------
    changed : Signal of the new state and the old
        Emitted once per :meth:`update` that really changes something.
    own_changed : Signal of the reader's own state
        Emitted when :attr:`own` is another one.
    """

    def __init__(self, state: ViewState | None = None) -> None:
        self.changed: Signal[ViewState, ViewState] = Signal()
        self.own_changed: Signal[ViewState] = Signal()
        self._state = state or ViewState()
        self._over: ViewState | None = None
        self._suspended: ViewState | None = None
        self._own = self._state
        self._past: list[ViewState] = []
        self._future: list[ViewState] = []

    @property
    def state(self) -> ViewState:
        """The current state."""
        return self._state

    @property
    def own(self) -> ViewState:
        """The reader's own state: what lies under a tour, an explanation or a study while one is shown."""
        return self._suspended or self._over or self._state

    @property
    def can_undo(self) -> bool:
        """Whether there is a state to go back to."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether an undone state can be brought back."""
        return bool(self._future)

    def update(self, **changes: Any) -> None:
        """Replace fields of the state; nothing is emitted when nothing differs."""
        self.replace(replace(self._state, **changes))

    def replace(self, state: ViewState) -> None:
        """Make ``state`` the current one, remembering the old one for undo."""
        old = self._state
        if state == old:
            return
        if _lasting(state) != _lasting(old):
            self._past = [*self._past[-UNDO_DEPTH + 1 :], self._over or old]
            self._future = []
        self._set(state)

    def show(self, state: ViewState, over: ViewState | None = None) -> None:
        """Show a state for a while, such as a step of an explanation: it leaves no trace in undo.

        Parameters
        ----------
        state : ViewState
            What is shown.
        over : ViewState, optional
            The reader's state below it: undo goes back to it after a change. None: the state shown is the reader's.
        """
        self._over = over
        self._set(state)

    def suspend(self) -> Suspended:
        """Put the reader's state and its undo steps away until :meth:`resume`; undo begins anew."""
        suspended = Suspended(self.own, tuple(self._past), tuple(self._future))
        self._suspended = suspended.state
        self.forget_undo()
        return suspended

    def resume(self, suspended: Suspended) -> None:
        """Bring a state and its undo steps back."""
        self._past, self._future = list(suspended.past), list(suspended.future)
        self._suspended = self._over = None
        self._set(suspended.state)

    def start_anew(self, state: ViewState) -> None:
        """Make ``state`` the current one as if there had been none before: nothing leads back."""
        self._over = self._suspended = None
        self.forget_undo()
        self._set(state)
        # Whoever heard of it may have followed with a change of their own.
        self.forget_undo()

    def forget_undo(self) -> None:
        """Drop all undo steps."""
        self._past, self._future = [], []

    def undo(self) -> None:
        """Go back one lasting change."""
        if self._past:
            self._future.append(self._over or self._state)
            self._over = None
            self._set(self._past.pop())

    def redo(self) -> None:
        """Reverse the last undo."""
        if self._future:
            self._past.append(self._over or self._state)
            self._over = None
            self._set(self._future.pop())

    def _set(self, state: ViewState) -> None:
        old, self._state = self._state, state
        if state != old:
            self.changed.emit(state, old)
        if self.own != self._own:
            self._own = self.own
            self.own_changed.emit(self._own)


def picked_meanwhile(
    own: ViewState, new: tuple[PickedSymptom, ...], old: tuple[PickedSymptom, ...]
) -> tuple[PickedSymptom, ...]:
    """Work out the reader's own symptoms after a pick during a tour: what the tour picks is not theirs.

    Parameters
    ----------
    own : ViewState
        The reader's state.
    new, old : tuple of PickedSymptom
        What is picked in the state shown, after and before.
    """
    fresh = tuple(pick for pick in new if pick not in old)
    gone = {pick.key for pick in (*old, *fresh) if pick in fresh or pick not in new}
    return (*(pick for pick in own.symptoms if pick.key not in gone), *fresh)


def _lasting(state: ViewState) -> tuple[object, ...]:
    return tuple(getattr(state, name) for name, field in FIELDS.items() if field.undone)
