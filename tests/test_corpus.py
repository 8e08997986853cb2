"""A sample of the program's behaviour, compared with what was recorded: words exactly, pictures small and nearly.

Where a change is meant, record the sample anew, and read what ``git diff`` shows before it is committed::

    python tests/support/corpus.py sample

``corpus.py`` compares everything, outside the tests; ``corpus_runs.py`` says what is run, and what the sample is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest

from corpus import SAMPLE_FOLDER, differences, laid_out, seen, small
from corpus_runs import Run, sample

ALIKE: Final = 48
"""Levels that a pixel of a shrunken picture may differ by: other drivers smooth edges otherwise."""


@pytest.fixture(autouse=True, scope="module")
def folder_of_views() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "100")
        with laid_out():
            yield


@pytest.mark.gl
@pytest.mark.parametrize("run", sample(), ids=lambda run: run.name)
def test_the_program_answers_as_it_was_recorded(run: Run) -> None:
    assert differences(SAMPLE_FOLDER, run, small(seen(run)), ALIKE) == []


def test_nothing_is_recorded_that_is_not_compared() -> None:
    recorded = {path.relative_to(SAMPLE_FOLDER).with_suffix("").as_posix() for path in SAMPLE_FOLDER.rglob("*.txt")}
    assert recorded == {run.name for run in sample()}
