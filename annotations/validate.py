"""Running every check of :mod:`annotations.checks` on a knowledge base."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules

from annotations.checks.problem import Problem

from . import checks as room
from .model import Knowledge

Check = Callable[[Knowledge], Iterator[Problem]]


def checks() -> dict[str, Check]:
    """Find all checks, by name."""
    found: dict[str, Check] = {}
    for name in sorted(item.name for item in iter_modules(room.__path__)):
        module = import_module(f"{room.__name__}.{name}")
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
