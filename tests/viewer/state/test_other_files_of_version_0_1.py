"""Settings, study progress and prepared presentations written before the program was rebuilt open as they were.

The files in ``data/saved`` were written by version 0.1.0 and are never written anew, as with
``test_views_of_version_0_1``.
"""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotations.model import Knowledge
from meshes.body import Structure
from places import DATA
from viewer.explain.prepared import read_steps, write_steps
from viewer.qt.shell.main_window import MainWindow
from viewer.state.settings import Settings, read_settings, write_settings
from viewer.state.store import Store
from viewer.state.view_state import ChartPlace, Examined, PickedSymptom, Stroke, ViewState
from viewer.study.items import items
from viewer.study.schedule import Progress, read_progress, write_progress
from window_panels import add_panels

FOLDER: Final = DATA / "saved"
START: Final = datetime(2026, 3, 2, 18, 30, tzinfo=UTC)
ASKED: Final = (
    "find:vastus_medialis",
    "root-of-skin:medial-malleolus",
    "key-point:L4",
    "test:femoral-stretch",
    "draw:L4",
    "disc:l3-4-posterolateral",
)
ANSWERED: Final = (True, False, True, True, False, True, True, True)
"""Whether the first, second, ... answer was right; the first four are of an examination."""
REMEMBERED: Final = Settings(
    audience="physician",
    palette="contrast",
    language="de",
    look="dark",
    text_scale=1.25,
    window=(40, 60, 1480, 940),
    panels={
        "physician": {"examination": False, "parts": True},
        "student": {"study": False},
        "patient": {"symptoms": False},
    },
    recent=("/Users/somebody/Ansichten/Knie.json", "/Users/somebody/view.json"),
    less_motion=True,
)
PREPARED: Final = (
    ("The knee gives way", ViewState(symptoms=(PickedSymptom("knee-gives-way", "left"),), side="left"), False),
    (
        "Where it hurts",
        ViewState(drawing=(Stroke((ChartPlace("leg", "right", 0.5, 80.0), ChartPlace("leg", "right", 0.6, 82.0))),)),
        False,
    ),
    (
        "Numb where one sits",
        ViewState(
            symptoms=(PickedSymptom("saddle-numbness", "both"),),
            examination=(Examined("pin-prick-s4-5", "right", "0"),),
            view="saddle",
            language="es",
        ),
        True,
    ),
)
"""Name, what is shown, whether it warns."""


def studied(knowledge: Knowledge, structures: dict[str, Structure]) -> Progress:
    """What a student had learnt when the file was written: eight answers, a minute apart, of six questions."""
    progress, by_key = Progress(), {item.key: item for item in items(knowledge, structures)}
    for number, right in enumerate(ANSWERED):
        asked, when = by_key[ASKED[number % len(ASKED)]], START + timedelta(minutes=number)
        progress.note(asked, right=right, view="front", when=when, exam=number < 4)
    return progress


def test_settings_are_what_was_remembered() -> None:
    assert read_settings(FOLDER / "settings.json") == REMEMBERED


@pytest.mark.qt
def test_panels_that_were_folded_away_are_folded_away(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = MainWindow(QWidget())
    add_panels(window, Store(), knowledge)
    qtbot.addWidget(window)
    window.panels.switch_to("patient")
    window.panels.restore(read_settings(FOLDER / "settings.json").panels)
    assert {dock.objectName() for dock in window.panels.docks if dock.isHidden()} >= {"symptoms"}
    assert {dock.objectName() for dock in window.panels.docks if not dock.isHidden()} >= {"explanation"}


def test_settings_are_written_as_they_were(tmp_path: Path) -> None:
    write_settings(tmp_path / "settings.json", REMEMBERED)
    assert (tmp_path / "settings.json").read_bytes() == (FOLDER / "settings.json").read_bytes()


def test_study_progress_is_what_was_learnt(
    knowledge: Knowledge, structures: dict[str, Structure], tmp_path: Path
) -> None:
    path = Path(shutil.copy(FOLDER / "study.json", tmp_path))  # one that cannot be read is moved aside
    found, expected = read_progress(path), studied(knowledge, structures)
    assert (found.notice, found.writable) == (None, True)
    assert found.progress.answers == expected.answers
    assert found.progress.cards == expected.cards
    asked = items(knowledge, structures)
    soon = START + timedelta(days=1)
    assert {item.key for item in found.progress.due(asked, soon)} == {item.key for item in expected.due(asked, soon)}


def test_study_progress_is_written_as_it_was(tmp_path: Path) -> None:
    path = Path(shutil.copy(FOLDER / "study.json", tmp_path))
    write_progress(path, read_progress(path).progress)
    assert path.read_bytes() == (FOLDER / "study.json").read_bytes()


def test_a_prepared_presentation_is_what_was_gathered(knowledge: Knowledge) -> None:
    steps = read_steps(FOLDER / "prepared.json", knowledge)
    assert [(step.name, step.state, step.urgent) for step in steps] == list(PREPARED)
    raw = json.loads((FOLDER / "prepared.json").read_text(encoding="utf-8"))
    for step, entry in zip(steps, raw["steps"], strict=True):
        told = step.passage(step.state.audience)
        assert (told.text, list(told.sources)) == (entry["text"], entry["sources"])
        assert told.text
        assert told.sources


def test_a_prepared_presentation_is_written_with_nothing_lost(knowledge: Knowledge, tmp_path: Path) -> None:
    write_steps(tmp_path / "again.json", read_steps(FOLDER / "prepared.json", knowledge))
    again = json.loads((tmp_path / "again.json").read_text(encoding="utf-8"))
    before = json.loads((FOLDER / "prepared.json").read_text(encoding="utf-8"))
    for now, then in zip(again["steps"], before["steps"], strict=True):
        assert {name: then["state"][name] for name in then["state"] if name != "minor_version"}.items() <= now[
            "state"
        ].items()
        assert {**now, "state": None} == {**then, "state": None}
