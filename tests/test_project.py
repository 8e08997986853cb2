"""The project's own rules: who may import whom, that the tools are content."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from places import ROOT

MOST_MODULES = 25
"""In one folder: more cannot be taken in at a glance."""


def run(*command: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_every_import_contract_is_kept() -> None:
    done = run(sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()")
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_folder_is_crowded() -> None:
    rooms = Counter(
        file.parent.relative_to(ROOT)
        for package in ("annotations", "meshes", "viewer")
        for file in (ROOT / package).rglob("*.py")
        if file.stem != "__init__"
    )
    assert {str(room): count for room, count in rooms.items() if count > MOST_MODULES} == {}


def test_a_broken_contract_is_noticed(tmp_path: Path) -> None:
    for package in ("annotations", "meshes", "viewer"):
        for file in (ROOT / package).rglob("*.py"):
            copy = tmp_path / file.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(file.read_text())
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())
    with (tmp_path / "meshes" / "space.py").open("a") as space:
        space.write("\nimport PySide6\n")
    done = run(
        sys.executable,
        "-c",
        "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command as c; c()",
        cwd=tmp_path,
    )
    assert done.returncode == 1
    assert "meshes" in done.stdout


def test_ruff_is_content() -> None:
    for command in (("check",), ("format", "--check")):
        done = run(sys.executable, "-m", "ruff", *command, ".")
        assert done.returncode == 0, done.stdout


def test_mypy_is_content() -> None:
    done = run(sys.executable, "-m", "mypy")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "module", ["annotations", "meshes.body", "viewer.resolve.resolve", "viewer.output.snapshot", "viewer.cli.main"]
)
def test_no_qt_is_loaded_without_the_window(module: str) -> None:
    code = f"import sys, {module}; print([m for m in sys.modules if m.startswith(('PySide6', 'pyvistaqt', 'qtpy'))])"
    done = run(sys.executable, "-c", code)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


@pytest.mark.parametrize("module", ["annotations", "meshes.body", "viewer.resolve.resolve", "viewer.cli.main"])
def test_no_vtk_is_loaded_where_nothing_is_drawn(module: str) -> None:
    code = f"import sys, {module}; print([m for m in sys.modules if m.startswith(('pyvista', 'vtkmodules'))])"
    done = run(sys.executable, "-c", code)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


def test_the_window_starts_without_what_only_files_and_networks_need() -> None:
    late = ("pyvista", "pyvistaqt", "scipy", "trimesh", "PIL", "reportlab", "ssl", "email", "importlib.metadata")
    code = (
        "import sys, viewer.cli.window, viewer.qt.app, viewer.scene.body_scene, meshes.builds.builder\n"
        f"print([name for name in {late} if name in sys.modules])"
    )
    done = run(sys.executable, "-c", code)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


def test_pyside_does_not_read_the_source_of_what_is_imported_after_it() -> None:
    """It keeps all of it in the cache of lines."""
    code = "import linecache, viewer.qt.app; print(len(linecache.cache))"
    done = run(sys.executable, "-c", code)
    assert int(done.stdout) < 20, done.stdout + done.stderr


def test_the_readme_has_exactly_two_set_up_lines() -> None:
    fenced = re.findall(r"^```\w*\n(.*?)^```", (ROOT / "README.md").read_text(), re.M | re.S)
    lines = [line for block in fenced for line in block.splitlines() if "pip install" in line]
    assert len(lines) == 2
    assert "main.py" in lines[0]
    assert "pytest" in lines[1]


def test_no_file_names_a_path_of_a_machine() -> None:
    pattern = r"(^|[^A-Za-z0-9_.])/(work|home|root)/"
    done = run("git", "grep", "-nIE", pattern, "--", ":!*.lock", ":!tests/test_project.py")
    assert done.stdout == ""


def test_no_mesh_file_is_tracked() -> None:
    done = run("git", "ls-files", "*.glb", "*.gltf", "*.ply", "*.obj", "*.stl", "*.fbx")
    assert done.stdout == ""


def test_the_share_alike_attribution_stands_wherever_it_must() -> None:
    lines = (
        "BodyParts3D - The Database Center for Life Science - CC-BY-SA 2.1 Japan",
        "Z-Anatomy - The open source atlas of anatomy - CC-BY-SA 4.0",
    )
    for name in ("README.md", "LICENSE-DATA"):
        text = (ROOT / name).read_text()
        assert all(line in text for line in lines), name


def test_tests_lie_in_folders_named_as_the_packages() -> None:
    ours = [Path(name) for name in run("git", "ls-files", "tests/*.py").stdout.splitlines()]
    folders = {file.parent.relative_to("tests") for file in ours} - {Path(), Path("support")}
    assert [str(folder) for folder in sorted(folders) if not (ROOT / folder).is_dir()] == []
