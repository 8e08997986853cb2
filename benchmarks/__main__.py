"""Print the table of ratios; exit 1 when one misses its goal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from . import building, builds, highlighting, memory, peers, random_actions, snapshots, starting, turning
from .measuring import Result, Skipped

MEASURES: Final[dict[str, Callable[[], Sequence[Result | Skipped]]]] = {
    "build": building.measure,
    "highlight": highlighting.measure,
    "physique": builds.measure,
    "turning": turning.measure,
    "peers": peers.measure,
    "snapshot": snapshots.measure,
    "starting": starting.measure,
    "memory": memory.measure,
    "random-actions": random_actions.measure,
}
LONG: Final = frozenset({"random-actions"})
"""Measured only when named."""


def main(words: Sequence[str]) -> int:
    """Measure what is named, or everything that does not take long."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(MEASURES)}")
    parser.add_argument("--count", type=int, default=random_actions.COUNT, help="how many random actions")
    parser.add_argument("--seed", type=int, default=random_actions.SEED, help="which random actions")
    options = parser.parse_args(words)
    wrong = [word for word in options.names if word not in MEASURES]
    if wrong:
        sys.stderr.write(f"unknown benchmark {wrong[0]!r}; accepted are {', '.join(MEASURES)}\n")
        return 2
    missed = False
    for name in options.names or [name for name in MEASURES if name not in LONG]:
        measure = MEASURES[name]
        if name == "random-actions":
            measure = partial(random_actions.measure, options.count, options.seed)
        for result in measure():
            print(result, flush=True)
            missed |= not result.passed
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
