"""What tells a desktop of the program: entry, type of saved views, icons. All name the same things as the program."""

from __future__ import annotations

import configparser
import os
import plistlib
import shutil
import subprocess
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from places import ROOT
from viewer.files.kinds import VIEW_SUFFIXES, VIEW_TYPE
from viewer.files.version import PROGRAM

INSTALLER = ROOT / "installer"
SCRIPTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
SPACE = "{http://www.freedesktop.org/standards/shared-mime-info}"


def entry(path: Path) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(path, encoding="utf-8")
    return parser["Desktop Entry"]


def test_the_entry_starts_the_program_with_a_file() -> None:
    found = entry(INSTALLER / "linux" / f"{PROGRAM}.desktop")
    assert found["Exec"] == f"{PROGRAM} %f"
    assert PROGRAM in SCRIPTS
    assert found["Icon"] == PROGRAM
    assert found["MimeType"] == f"{VIEW_TYPE};"


def test_the_type_of_saved_views_is_declared_by_their_suffix() -> None:
    kind = ET.parse(INSTALLER / "linux" / "dermatome-view.xml").getroot().find(f"{SPACE}mime-type")
    assert kind is not None
    assert kind.get("type") == VIEW_TYPE
    assert [glob.get("pattern") for glob in kind.iter(f"{SPACE}glob")] == [f"*{VIEW_SUFFIXES[0]}"]
    bundle = plistlib.loads((INSTALLER / "macos" / "Info.plist").read_bytes())
    (declared,) = bundle["UTExportedTypeDeclarations"]
    assert bundle["CFBundleDocumentTypes"][0]["LSItemContentTypes"] == [declared["UTTypeIdentifier"]]
    assert declared["UTTypeTagSpecification"] == {
        "public.filename-extension": [VIEW_SUFFIXES[0].removeprefix(".")],
        "public.mime-type": VIEW_TYPE,
    }
    for name in (bundle["CFBundleIconFile"], bundle["CFBundleDocumentTypes"][0]["CFBundleTypeIconFile"]):
        assert (INSTALLER / "icons" / name).is_file()


@pytest.mark.skipif(os.name == "nt", reason="a script of Linux desktops")
def test_a_desktop_is_told_and_forgets_again(tmp_path: Path) -> None:
    share, programs = tmp_path / "share", tmp_path / "my programs"
    programs.mkdir()
    program = programs / PROGRAM
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    script = INSTALLER / "linux" / "install"
    there = {**os.environ, "XDG_DATA_HOME": str(share), "PATH": f"{programs}:{os.environ['PATH']}"}
    subprocess.run([script], env=there, check=True, capture_output=True)
    assert entry(share / "applications" / f"{PROGRAM}.desktop")["Exec"] == f'"{program}" %f'
    icons = share / "icons" / "hicolor" / "scalable"
    assert (icons / "apps" / f"{PROGRAM}.svg").is_file()
    assert (icons / "mimetypes" / f"{VIEW_TYPE.replace('/', '-')}.svg").is_file()
    globs = share / "mime" / "globs2"
    if shutil.which("update-mime-database"):
        assert f"{VIEW_TYPE}:*{VIEW_SUFFIXES[0]}" in globs.read_text(encoding="utf-8")
    subprocess.run([script, "--remove"], env=there, check=True, capture_output=True)
    assert not [path for path in share.rglob("*") if PROGRAM in path.name or "dermatome-view" in path.name]


@pytest.mark.qt
@pytest.mark.parametrize("suffix", [".ico", ".icns"])
@pytest.mark.usefixtures("qapp")
def test_icons_are_those_that_are_drawn(suffix: str) -> None:
    from viewer.makers.icons import DRAWN, FOLDER, SIZES, painted

    for drawn in DRAWN:
        file = FOLDER / f"{drawn.stem}{suffix}"
        with Image.open(file) as icon:
            kept = np.asarray(icon.convert("RGBA"), dtype=float)
        assert len(kept) == SIZES[suffix][-1]
        assert np.abs(kept - np.asarray(painted(drawn, len(kept)).convert("RGBA"), dtype=float)).mean() < 2.0
        assert file.stat().st_size < 100_000
