"""docs/img: few and light pictures, each shown on a page and made by a script; every version stays in the history."""

from pathlib import Path

import pytest

from places import ROOT

DOCS = ROOT / "docs"
PICTURES = sorted((DOCS / "img").iterdir())
MOST = 25
MOST_BYTES = 250_000


def test_they_are_few() -> None:
    assert 10 < len(PICTURES) <= MOST


@pytest.mark.parametrize("picture", PICTURES, ids=lambda path: path.name)
def test_a_picture_is_light_shown_and_made_by_a_script(picture: Path) -> None:
    pages = [DOCS.parent / "README.md", *DOCS.glob("*.md")]
    scripts = "".join(script.read_text(encoding="utf-8") for script in DOCS.glob("make-*"))
    assert picture.stat().st_size <= MOST_BYTES
    assert any(f"img/{picture.name}" in page.read_text(encoding="utf-8") for page in pages)
    assert f'"{picture.stem.removeprefix("scenes-")}"' in scripts or picture.name in scripts
