"""Print the table of ratios; exit 1 when one misses its goal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Final

from . import building, builds, highlighting, memory, snapshots, starting, turning
from .measuring import Result

MEASURES: Final[dict[str, Callable[[], list[Result]]]] = {
    "build": building.measure,
    "highlight": highlighting.measure,
    "physique": builds.measure,
    "turning": turning.measure,
    "snapshot": snapshots.measure,
    "starting": starting.measure,
    "memory": memory.measure,
}


def main(words: Sequence[str]) -> int:
    """Measure what is named, or everything."""
    wrong = [word for word in words if word not in MEASURES]
    if wrong:
        sys.stderr.write(f"unknown benchmark {wrong[0]!r}; accepted are {', '.join(MEASURES)}\n")
        return 2
    missed = False
    for name in words or MEASURES:
        for result in MEASURES[name]():
            print(result, flush=True)
            missed |= not result.passed
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
