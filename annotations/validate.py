"""Checking what the records say, one fact per function.

Every function named ``check_*`` in a module ``check_*.py`` of this package is found by its name and run; a new check
needs no registration. Each takes the whole knowledge and yields a :class:`Problem` per record that breaks its fact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .model import Knowledge


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


Check = Callable[["Knowledge"], Iterator[Problem]]


def checks() -> dict[str, Check]:
    """Find all checks, by name."""
    found: dict[str, Check] = {}
    folder = import_module(__package__).__path__
    for name in sorted(item.name for item in iter_modules(folder) if item.name.startswith("check_")):
        module = import_module(f".{name}", __package__)
        found.update(
            {
                key: value
                for key, value in vars(module).items()
                if key.startswith("check_") and getattr(value, "__module__", None) == module.__name__
            }
        )
    return found


def validate(knowledge: Knowledge) -> list[Problem]:
    """Run every check.

    Parameters
    ----------
    knowledge : Knowledge
        The knowledge base, as :func:`annotations.load` gives it.

    Returns
    -------
    list of Problem
        Empty when all is well; in the order of the checks' names.
    """
    return [problem for _, check in sorted(checks().items()) for problem in check(knowledge)]
