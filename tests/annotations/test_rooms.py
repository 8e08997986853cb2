"""Annotations and the others: nobody imports the makers, and words on which packages meet are the same."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from annotations.model import SEGMENTS, VIEWS
from meshes.mesh import Layer
from meshes.skin import chart_frame
from places import ROOT
from viewer.appearance import views
from viewer.state import view_state as state

#: They make data and documents, and are not in the wheel.
MAKERS = ("annotations.tracing", "annotations.reports")


def modules(*packages: str) -> Iterator[tuple[str, Path]]:
    for package in packages:
        for file in sorted((ROOT / package).rglob("*.py")):
            yield ".".join(file.relative_to(ROOT).with_suffix("").parts), file


def imported(name: str, file: Path) -> Iterator[str]:
    """Everything that a module imports, with its full name."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = name.split(".")[: -node.level] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def test_nothing_that_is_installed_imports_a_maker() -> None:
    found = [
        f"{name} imports {other}"
        for name, file in modules("annotations", "meshes", "viewer")
        if not name.startswith(MAKERS)
        for other in imported(name, file)
        if other.startswith(MAKERS)
    ]
    assert found == []


def test_the_checks_run_without_the_makers() -> None:
    code = (
        "import sys\n"
        f"for maker in {MAKERS}: sys.modules[maker] = None\n"
        "from annotations import load, validate\n"
        "print(len(validate(load())))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "0", done.stdout + done.stderr


def test_words_on_which_the_packages_meet_are_the_same() -> None:
    assert SEGMENTS == chart_frame.SEGMENTS
    assert set(state.LAYERS) == set(get_args(Layer))
    assert set(VIEWS) <= set(views.VIEWS)
