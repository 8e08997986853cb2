"""Work out what all builds of the shipped body have in common: ``python -m meshes.builds [-o FOLDER]``."""

from __future__ import annotations

import argparse
from pathlib import Path

from meshes.body import DATA, build_body

from .builder import Builder
from .prepared import TABLE, write_prepared


def main(arguments: list[str] | None = None) -> int:
    """Write the table; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m meshes.builds", description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=DATA, help="folder to write to")
    options = parser.parse_args(arguments)
    builder = Builder(build_body(), prepared=None)
    path = options.output / TABLE
    write_prepared(path, builder.prepared, builder.fingerprint)
    print(f"{path}: {path.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
