"""The box above the symptoms answers as the search does: an urgent meaning is the first row, others no alarm."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotations.model import Knowledge
from search_phrases import phrases
from viewer.qt.symptoms.model import KEY_ROLE, URGENT_ROLE
from viewer.qt.symptoms.panel import SymptomPanel
from viewer.search.findable import symptom_index

pytestmark = pytest.mark.qt


@pytest.fixture
def panel(qtbot: QtBot, knowledge: Knowledge) -> SymptomPanel:
    panel = SymptomPanel(knowledge.symptoms.values())
    qtbot.addWidget(panel)
    return panel


def shown(panel: SymptomPanel) -> list[str]:
    """List the symptoms that are left, from the top."""
    rows = panel.filter
    groups = [rows.index(row, 0) for row in range(rows.rowCount())]
    return [str(rows.index(row, 0, group).data(KEY_ROLE)) for group in groups for row in range(rows.rowCount(group))]


def test_an_urgent_meaning_is_the_first_row_in_any_language(panel: SymptomPanel) -> None:
    missed = []
    for _language, phrase, keys in phrases("urgent", "first"):
        panel.filter.search(phrase)
        if not set(shown(panel)[:1]) & set(keys):
            missed.append((phrase, shown(panel)[:3]))
    assert missed == []


def test_an_ordinary_sign_is_no_alarm_in_the_list(panel: SymptomPanel, knowledge: Knowledge) -> None:
    wrong = []
    for language, phrase, keys in phrases("plain", "within"):
        if language == "en":
            panel.filter.search(phrase)
            first = shown(panel)[:1]
            if (keys and not first) or (first and knowledge.symptoms[first[0]].urgency is not None):
                wrong.append((phrase, shown(panel)[:3]))
    assert wrong == []


def test_each_group_has_the_best_found_first(panel: SymptomPanel, knowledge: Knowledge) -> None:
    before = shown(panel)
    panel.filter.search("numb leg")
    hits = symptom_index(knowledge.symptoms.values(), "en").search("numb leg", 40)
    places = {hit.entry.key: place for place, hit in enumerate(hits)}
    numb = [places[key] for key in shown(panel) if knowledge.symptoms[key].group == "numbness"]
    assert len(numb) > 2
    assert numb == sorted(numb)
    assert numb != [places[key] for key in before if key in places]
    panel.filter.search("")
    assert shown(panel) == before


def test_the_warnings_open_and_enter_goes_to_the_first(panel: SymptomPanel) -> None:
    panel.search.setText("cant feel my privates")
    group = panel.filter.index(0, 0)
    assert group.data(URGENT_ROLE)
    assert panel.tree.isExpanded(group)
    assert "Nothing was found" not in panel.beside.text()
    QTest.keyClick(panel.search, Qt.Key.Key_Return)
    assert panel.tree.currentIndex().data(KEY_ROLE) == "saddle-numbness"


@pytest.mark.parametrize("word", ["numb", "leg", "weak", "back", "bladder"])
def test_a_short_search_leaves_no_matching_warning_out(panel: SymptomPanel, knowledge: Knowledge, word: str) -> None:
    named = {
        key
        for key, symptom in knowledge.symptoms.items()
        if symptom.urgency is not None and word in " ".join((symptom.text, *symptom.synonyms)).lower().split()
    }
    panel.search.setText(word)
    assert named
    assert named <= set(shown(panel))
    assert panel.tree.isExpanded(panel.filter.index(0, 0))
