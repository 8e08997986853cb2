"""docs/scene-drawing.md: its snippet runs, and tells of a place in L4 what it promises."""

import re

import pytest

from places import ROOT

PAGE = (ROOT / "docs" / "scene-drawing.md").read_text(encoding="utf-8")


def test_the_snippet_asks_every_step(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.S)
    exec(compile(code, "docs/scene-drawing.md", "exec"), {})
    out = capsys.readouterr().out
    assert "lee lee.L4.core" in out
    assert re.search(r"proposed\.L4\.core right solid .*\[\[ *\d+ +\d+ +\d+\]\]", out)
