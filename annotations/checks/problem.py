"""What a check finds wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in the data."""

    record: str
    """Table and key, for example ``symptoms.pain-inner-shin``."""
    sentence: str
    """What is wrong and what is accepted."""

    def __str__(self) -> str:
        """Give one line for a terminal."""
        return f"{self.record}: {self.sentence}"


def missing(name: str, what: str, keys: Iterable[str | None], known: Iterable[str]) -> Iterator[Problem]:
    """Find the keys that a record names and that have no record of their own.

    Parameters
    ----------
    name : str
        The record that names them.
    what : str
        What they are keys of, in words.
    keys : iterable of str or None
        What it names; None is nothing.
    known : iterable of str
        The keys that there are.
    """
    accepted = set(known)
    for key in keys:
        if key is not None and key not in accepted:
            yield Problem(name, f"{what} {key!r} has no record of its own; add one or correct the key.")
