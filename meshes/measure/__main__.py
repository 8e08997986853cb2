"""Measure the tables from the atlas: ``python -m meshes.measure ATLAS_FOLDER [--only lofts|skin|nerves] [--check]``.

``--only lofts --keys a,b`` measures these structures anew and keeps the other records.
"""

from __future__ import annotations

import argparse
import importlib
import logging
import sys
import tempfile
from pathlib import Path

import numpy as np

from meshes.body import DATA

STAGES = {
    "lofts": "meshes.measure.lofts.structures",
    "skin": "meshes.measure.skin.table",
    "nerves": "meshes.measure.nerves.table",
    "builds": "meshes.measure.bodies.builds",
}


def differences(old: Path, new: Path) -> list[str]:
    """Name the arrays in which two tables differ."""
    if not old.is_file():
        return ["(missing)"]
    with np.load(old, allow_pickle=False) as a, np.load(new, allow_pickle=False) as b:
        names = sorted(set(a.files) | set(b.files))
        return [
            name for name in names if name not in a.files or name not in b.files or not np.array_equal(a[name], b[name])
        ]


def main(arguments: list[str] | None = None) -> int:
    """Run the stages in order; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m meshes.measure", description=__doc__)
    parser.add_argument("atlas", type=Path, help="the Z-Anatomy folder")
    parser.add_argument("--only", choices=STAGES, help="run one stage only")
    parser.add_argument("--keys", help="with --only lofts: structures to measure, comma separated; the others are kept")
    parser.add_argument("--check", action="store_true", help="measure again and compare with the table in place")
    parser.add_argument("-o", "--output", type=Path, default=DATA, help="folder to write to")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    if not options.atlas.is_dir():
        print(f"{options.atlas} is no folder; needed is the Z-Anatomy folder", file=sys.stderr)
        return 2
    if options.keys and (options.only != "lofts" or options.check):
        print("--keys goes with --only lofts, and not with --check", file=sys.stderr)
        return 2
    failed = False
    for stage, module in STAGES.items():
        if options.only not in (None, stage):
            continue
        try:
            measure = importlib.import_module(module).measure
            if options.keys:
                measure(options.atlas, options.output, options.keys.split(","))
                continue
            if not options.check:
                measure(options.atlas, options.output)
                continue
            with tempfile.TemporaryDirectory() as folder:
                measure(options.atlas, Path(folder))
                for table in sorted(Path(folder).glob("*.npz")):
                    changed = differences(DATA / table.name, table)
                    failed |= bool(changed)
                    print(f"{table.name}: " + (f"differs in {', '.join(changed)}" if changed else "the same numbers"))
        except ValueError as error:
            print(f"{stage}: {error}", file=sys.stderr)
            return 2
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
