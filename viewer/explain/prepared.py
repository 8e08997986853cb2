"""Views prepared for a presentation, one after another: gathered in the window, kept as a small JSON file.

``{"schema_version": 1, "steps": [{"name", "text", "sources", "state"}, ...]}``; a ``state`` is a saved view as in
:mod:`viewer.state.saved_view`, with the same rules for versions.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from annotations.model import Knowledge, Passage
from viewer.appearance.panel import Panel
from viewer.files.errors import InputError, Phrase, is_ours
from viewer.files.json_file import read_object
from viewer.files.writing import write_whole
from viewer.i18n.catalogue import N_
from viewer.state.audience import AUDIENCES
from viewer.state.saved_view import as_json, read_raw_state
from viewer.state.view_state import ViewState

from .checking_views import check_state
from .steps import Step

SCHEMA: Final = 1
MAX_BYTES: Final = 8_000_000
"""Some dozens of views with large drawings."""
MOST: Final = 100
LONGEST: Final = 2000
"""Letters of the text of a view."""


def prepared_step(state: ViewState, panel: Panel, number: int, step: Step | None = None) -> Step:
    """Make a step of what is shown now.

    Parameters
    ----------
    state : ViewState
        What is shown.
    panel : Panel
        Its words: the heading and the first paragraph, or the warnings where there are any.
    number : int
        How many there were before; for the key.
    step : Step, optional
        The step that is shown now, if any: its words are taken over.
    """
    kept = replace(state, hovered=None)
    if step is not None:
        return Step(f"prepared-{number + 1}", step.name, step.texts, kept, step.urgent)
    urgent = [paragraph for paragraph in panel.paragraphs if paragraph.urgent]
    paragraphs = urgent[:2] or list(panel.paragraphs[:1])
    text = " ".join(paragraph.text for paragraph in paragraphs) or panel.title
    sources = tuple(dict.fromkeys(key for paragraph in paragraphs for key in paragraph.sources))
    passage = Passage(text, sources, "read")
    return Step(f"prepared-{number + 1}", panel.title, dict.fromkeys(AUDIENCES, passage), kept, bool(urgent))


def write_steps(path: Path, steps: Sequence[Step]) -> None:
    """Write steps as a file, beside its place and then renamed.

    Raises
    ------
    InputError
        When the file cannot be written there.
    """
    plain = {
        "schema_version": SCHEMA,
        "steps": [
            {
                "name": step.name,
                "text": step.passage(step.state.audience).text,
                "sources": list(step.passage(step.state.audience).sources),
                "urgent": step.urgent,
                "state": as_json(step.state),
            }
            for step in steps
        ],
    }
    text = json.dumps(plain, indent=1, ensure_ascii=False) + "\n"
    write_whole(path, lambda beside: beside.write_text(text, encoding="utf-8", errors="replace"))


def read_steps(path: Path, knowledge: Knowledge) -> tuple[Step, ...]:
    """Read a file of steps.

    Raises
    ------
    InputError
        When it is not such a file, or a step is damaged; the sentence names the step and what is accepted.
    """
    raw = read_object(path, N_("a file of steps"), MAX_BYTES)
    if raw.get("schema_version") != SCHEMA or not isinstance(raw.get("steps"), list):
        raise InputError(
            "{path}: not a file of steps to present; accepted is schema_version {schema} with steps",
            path=path,
            schema=SCHEMA,
        )
    if not 1 <= len(raw["steps"]) <= MOST:
        raise InputError(
            "{path}: {count} steps; 1 to {most} are accepted", path=path, count=len(raw["steps"]), most=MOST
        )
    return tuple(_step(entry, number, path, knowledge) for number, entry in enumerate(raw["steps"], start=1))


def _step(entry: Any, number: int, path: Path, knowledge: Knowledge) -> Step:
    where = Phrase("{path}, step {number}", path=path, number=number)
    if not isinstance(entry, dict) or not isinstance(entry.get("state"), dict):
        raise InputError("{path}: needs name, text and state", path=where)
    texts = [entry.get("name"), entry.get("text")]
    if not all(isinstance(text, str) and text.strip() and len(text) <= LONGEST for text in texts):
        raise InputError(
            "{path}: name and text are accepted as texts of at most {count} letters", path=where, count=LONGEST
        )
    state = read_raw_state(entry["state"], where).state
    try:
        check_state(state, knowledge)
    except ValueError as error:
        if not is_ours(error):
            raise
        raise InputError("{path}: {error}", path=where, error=error) from error
    sources = entry.get("sources", [])
    if not isinstance(sources, list) or not all(isinstance(key, str) for key in sources):
        raise InputError("{path}: sources are accepted as a list of keys", path=where)
    known = tuple(key for key in sources if key in knowledge.sources)
    passage = Passage(str(entry["text"]), known, "read")
    texts_for_all = dict.fromkeys(AUDIENCES, passage)
    return Step(f"prepared-{number}", str(entry["name"]), texts_for_all, state, entry.get("urgent") is True)
