"""Write the maps from measured drawings: ``python -m annotations.tracing FOLDER``.

``FOLDER`` holds the measured drawings (``keegan-garrett.json`` and others, see ``docs/maps.md``). Every map becomes one
file below ``annotations/data/maps``, the fields of the skin nerves another; a second run writes the very same bytes.
With ``--check`` nothing is written: the committed borders are compared with the drawings
(:mod:`annotations.tracing.verification`).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from annotations.load import load

from . import nerve_fields, verification
from .making_maps import all_maps, as_toml
from .reading import TracingError

DATA: Final = Path(__file__).parents[1] / "data" / "maps"


def _write(name: str, text: str) -> None:
    target = DATA / name
    beside = target.with_suffix(".toml.new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(target)


def check(folder: Path) -> int:
    """Print how far the committed borders lie from the drawn lines; 1 where they leave their stated doubt."""
    knowledge = load()
    sys.stdout.write(verification.report(folder, knowledge))
    found = [line for key in verification.CHECKED for line in verification.disagreements(folder, knowledge, key)]
    sys.stdout.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


def main(arguments: Sequence[str]) -> int:
    """Write the map files, or check them with ``--check``; returns the exit code."""
    folders = [word for word in arguments if word != "--check"]
    if len(folders) != 1 or folders[0].startswith("-"):
        sys.stderr.write("usage: python -m annotations.tracing FOLDER [--check] (FOLDER holds the measured maps)\n")
        return 2
    folder = Path(folders[0])
    try:
        if "--check" in arguments:
            return check(folder)
        made = {f"{drawing.key}.toml": as_toml(drawing, names) for drawing, names in all_maps(folder)}
        made["nerve_fields.toml"] = nerve_fields.as_toml(folder)
    except TracingError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for name, text in made.items():
        _write(name, text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
