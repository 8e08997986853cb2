"""What was understood stands below the box; each part can be read otherwise, and a warning stays however it is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from annotations.model import Knowledge
from viewer.qt.symptoms.model import BECAUSE_ROLE, KEY_ROLE
from viewer.qt.symptoms.panel import SymptomPanel
from viewer.search.entries import Hit

pytestmark = pytest.mark.qt


@pytest.fixture
def panel(qtbot: QtBot, knowledge: Knowledge) -> SymptomPanel:
    panel = SymptomPanel(knowledge.symptoms.values())
    qtbot.addWidget(panel)
    return panel


def found(panel: SymptomPanel) -> dict[str, str]:
    """Give the symptoms that are left and why each is."""
    rows = panel.filter
    groups = [rows.index(row, 0) for row in range(rows.rowCount())]
    cells = [rows.index(row, 0, group) for group in groups for row in range(rows.rowCount(group))]
    return {str(cell.data(KEY_ROLE)): str(cell.data(BECAUSE_ROLE)) for cell in cells}


def choose(label: QLabel, link: int, words: str) -> None:
    """Open the menu of a part and take a reading of it."""
    label.linkActivated.emit(str(link))
    menu = label.findChildren(QMenu)[-1]
    (action,) = [action for action in menu.actions() if action.text() == words]
    action.trigger()
    menu.close()


def test_it_says_what_was_understood_and_why_a_row_is_there(panel: SymptomPanel) -> None:
    panel.search.setText("outer thigh burns on the left")
    assert not panel.understood.isHidden()
    for words in ("burning", "thigh (outer side)", "left side"):
        assert words in panel.understood.text()
    assert "burning" in found(panel)["numb-outer-thigh"]
    panel.search.setText("")
    assert panel.understood.isHidden()
    assert set(found(panel).values()) == {""}


def test_another_reading_finds_other_symptoms(panel: SymptomPanel) -> None:
    panel.search.setText("outer thigh burns")
    choose(panel.understood, 1, "Thigh (front)")
    assert "thigh (front)" in panel.understood.text()
    assert "numb-outer-thigh" not in found(panel)
    choose(panel.understood, 0, "numb")
    assert {"numb-upper-front-thigh", "numb-lower-front-thigh"} & set(found(panel))
    choose(panel.understood, 1, "Leave out")
    assert "thigh" not in panel.understood.text()


def test_a_correction_hides_no_warning(panel: SymptomPanel) -> None:
    panel.search.setText("numb bum and inner thigh hurts")
    assert next(iter(found(panel))) == "saddle-numbness"
    choose(panel.understood, 0, "Leave out")
    assert next(iter(found(panel))) == "saddle-numbness"


def test_a_place_is_offered_and_what_is_absent_is_said(panel: SymptomPanel) -> None:
    chosen: list[Hit] = []
    panel.hit_chosen.connect(chosen.append)
    panel.search.setText("between my big toe and the next")
    assert "Show this place" in panel.beside.text()
    panel.beside.linkActivated.emit("0")
    assert chosen[0].entry.kind == "place"
    assert chosen[0].entry.chart is not None
    assert chosen[0].entry.chart.segment == "foot"
