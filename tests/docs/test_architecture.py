"""docs/architecture.md names the modules there are, and no others."""

import fnmatch
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
#: As they stand there: a file, or many by a star.
NAMED = {Path(name).name for name in re.findall(r"`([\w/*]+\.py)`", TEXT)}
MODULES = [
    file.relative_to(ROOT)
    for package in ("annotations", "meshes", "viewer", "benchmarks")
    for file in sorted((ROOT / package).rglob("*.py"))
    if not file.stem.startswith("__")
]


def test_every_module_is_named() -> None:
    assert [str(file) for file in MODULES if not any(fnmatch.fnmatch(file.name, name) for name in NAMED)] == []


def test_every_name_is_a_module() -> None:
    names = [module.name for module in MODULES]
    assert [name for name in sorted(NAMED) if not fnmatch.filter(names, name)] == []
