"""A language that nobody speaks, made from the catalogue: nothing is said beside it, and there is room for its words.

What is found in plain letters was not translated where it is written (see ``support/pseudo.py``). What is cut will be
cut in some language.
"""

from __future__ import annotations

import os
from typing import Any

import pytest

from own_process import on_screen, seen_by
from places import SUPPORT


@pytest.fixture(scope="module")
def words() -> Any:
    return seen_by(str(SUPPORT / "pseudo_words.py"), environment=dict(os.environ))


def test_all_that_is_said_and_written_is_translated(words: Any) -> None:
    assert words["said"] == {}


def test_all_that_is_drawn_is_translated(words: Any) -> None:
    assert words["drawn"] == {}


@pytest.mark.window
@pytest.mark.parametrize("scale", ["1.0", "2.0"])
def test_the_window_speaks_it_and_cuts_nothing(display: str, scale: str) -> None:
    [found] = seen_by(str(SUPPORT / "pseudo_window.py"), scale, environment=on_screen(display)).values()
    assert found == {"unspoken": {}, "cut": {}}
