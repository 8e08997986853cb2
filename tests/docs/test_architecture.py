"""docs/architecture.md tells no lies: its picture is that of today, and what it names is where it says."""

import ast
import re
import runpy

import pytest

from places import ROOT

PAGE = ROOT / "docs" / "architecture.md"
TEXT = PAGE.read_text(encoding="utf-8")
NAMED = re.findall(r"\[`([\w.]+)`\]\(\.\./([\w/]+\.py)\)", TEXT)
DRAW = ROOT / "docs" / "make-rooms-picture"


def test_there_is_something_to_check() -> None:
    assert len(NAMED) > 25


@pytest.mark.parametrize(("name", "file"), NAMED, ids=[name for name, _ in NAMED])
def test_what_is_named_stands_in_its_file(name: str, file: str) -> None:
    body = ast.parse((ROOT / file).read_text(encoding="utf-8")).body
    for part in name.split("."):
        found = [node for node in body if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name == part]
        assert found, f"{file} has no {name}"
        body = found[0].body


def test_every_link_leads_somewhere() -> None:
    places = re.findall(r"\]\(([^)#]+)", TEXT)
    assert [place for place in places if not (PAGE.parent / place).exists()] == []


def test_the_picture_shows_the_rooms_of_today() -> None:
    drawn = (ROOT / "docs" / "img" / "rooms.svg").read_text(encoding="utf-8")
    assert runpy.run_path(str(DRAW))["picture"]() == drawn, "run docs/make-rooms-picture"


def test_two_pages() -> None:
    assert len(TEXT.splitlines()) < 110


@pytest.mark.parametrize("package", ["annotations", "meshes", "viewer", "benchmarks"])
def test_every_folder_says_what_lives_there(package: str) -> None:
    folders = [file.parent for file in (ROOT / package).rglob("*.py")]
    silent = [
        str(folder.relative_to(ROOT))
        for folder in sorted(set(folders))
        if not ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8")))
    ]
    assert silent == []
