"""Building the whole body from its tables, against importing PyVista."""

from __future__ import annotations

from typing import Final

from .measuring import Result, child

GOAL: Final = 1.0
ROUNDS: Final = 5
# Both in one process, each with its own imports, numpy being there for both; the order changes from round to round.
_BUILD: Final = "from meshes.body import build_body; build_body()"
_IMPORT: Final = "import pyvista"
_CODE: Final = """
import sys, time, numpy
times = []
for code in sys.argv[1:]:
    start = time.perf_counter()
    exec(code)
    times.append(time.perf_counter() - start)
print(*times)
"""


def measure() -> list[Result]:
    """Measure, in milliseconds."""
    build, imported = [], []
    for turn in range(ROUNDS):
        order = (_BUILD, _IMPORT) if turn % 2 == 0 else (_IMPORT, _BUILD)
        first, second = (1000.0 * float(word) for word in child(_CODE, *order).split())
        build.append(first if turn % 2 == 0 else second)
        imported.append(second if turn % 2 == 0 else first)
    middle = ROUNDS // 2
    return [
        Result("build", "build the body / import pyvista", sorted(build)[middle], sorted(imported)[middle], "ms", GOAL)
    ]
