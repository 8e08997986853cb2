"""``python -m annotations``: check the data; one line per problem, exit code 1 where there is one."""

from __future__ import annotations

import sys

from .load import DataError, load
from .validate import checks, validate


def main() -> int:
    """Read and check the data shipped with the package."""
    try:
        problems = validate(load())
    except DataError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for problem in problems:
        sys.stdout.write(f"{problem}\n")
    if not problems:
        sys.stdout.write(f"The data pass all {len(checks())} checks.\n")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
