"""The panels: they show a state silently, emit wishes when used, and can be worked with the keyboard alone."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QFrame, QLabel, QWidget
from pytestqt.qtbot import QtBot

from annotations.model import Knowledge
from viewer.appearance.named import Named
from viewer.appearance.panel import Panel, Paragraph
from viewer.appearance.values import LegendEntry, Pattern
from viewer.qt.explain.panel import ExplainPanel
from viewer.qt.look.layer_panel import LayerPanel
from viewer.qt.shell.view_bar import BUTTONS, ViewBar
from viewer.qt.symptoms.model import KEY_ROLE, SIDE_ROLE, URGENT_ROLE, SymptomModel
from viewer.qt.symptoms.panel import SymptomPanel
from viewer.qt.widgets.chooser import Chooser
from viewer.qt.widgets.swatch import paint_swatch
from viewer.resolve.resolve import resolve
from viewer.state.view_state import PickedSymptom, ViewState

pytestmark = pytest.mark.qt
NUMB = "numb-inner-shin"
STRUCTURES: dict[str, Named] = {}


@pytest.fixture
def panel(qtbot: QtBot, knowledge: Knowledge) -> SymptomPanel:
    panel = SymptomPanel(knowledge.symptoms.values())
    qtbot.addWidget(panel)
    panel.resize(300, 600)
    panel.show()
    return panel


def row_of(panel: SymptomPanel, key: str) -> QModelIndex:
    return panel.filter.mapFromSource(panel.model.index_of(key))


def shown_keys(panel: SymptomPanel) -> set[str]:
    groups = [panel.filter.index(row, 0) for row in range(panel.filter.rowCount())]
    return {
        str(panel.filter.index(row, 0, group).data(KEY_ROLE))
        for group in groups
        for row in range(panel.filter.rowCount(group))
    }


# ------------------------------------------------------------------- symptoms


def test_the_model_keeps_qts_rules_and_holds_every_symptom_once(knowledge: Knowledge) -> None:
    model = SymptomModel(knowledge.symptoms.values())
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_picked((PickedSymptom(NUMB, "both"),))
    keys = [
        model.index(row, 0, model.index(group, 0)).data(KEY_ROLE)
        for group in range(model.rowCount())
        for row in range(model.rowCount(model.index(group, 0)))
    ]
    assert sorted(keys) == sorted(knowledge.symptoms)


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return])
def test_from_the_search_the_keyboard_goes_on_to_the_first_found(panel: SymptomPanel, key: Qt.Key) -> None:
    panel.search.setText("numb inside shin")
    QTest.keyClick(panel.search, key)
    assert panel.tree.currentIndex().data(KEY_ROLE) == NUMB


def test_warning_signs_lead_and_stay_while_searching(panel: SymptomPanel) -> None:
    assert panel.filter.index(0, 0).data(URGENT_ROLE)
    panel.search.setText("zzzz nothing has this name")
    assert panel.filter.rowCount() == 1
    assert panel.filter.index(0, 0).data(URGENT_ROLE)
    assert "Nothing was found" in panel.beside.text()
    assert "When must I act at once?" in panel.beside.text()


def test_search_finds_synonyms_and_needs_every_word(panel: SymptomPanel, knowledge: Knowledge) -> None:
    symptom = knowledge.symptoms[NUMB]
    for word in symptom.synonyms[:3]:
        panel.search.setText(word.upper())
        assert NUMB in shown_keys(panel), word
    panel.search.setText("numb inner")
    for key in shown_keys(panel):
        words = " ".join((knowledge.symptoms[key].text, *knowledge.symptoms[key].synonyms)).casefold()
        assert any(word in words for word in ("numb", "asleep", "dead", "dull"))
        assert any(word in words for word in ("inner", "inside", "medial"))
    panel.search.clear()
    assert shown_keys(panel) == set(knowledge.symptoms)


def test_a_search_without_a_hit_does_not_widen_the_panel(panel: SymptomPanel) -> None:
    before = panel.minimumSizeHint().width()
    panel.search.setText("no such word")
    assert "Nothing was found" in panel.beside.text()
    assert "When must I act at once?" in panel.beside.text()
    # The field's own button for clearing it may take a few pixels.
    assert panel.minimumSizeHint().width() <= before + 8


def test_a_click_on_a_row_asks_for_the_symptom_on_the_chosen_side(qtbot: QtBot, panel: SymptomPanel) -> None:
    panel.show_state(ViewState(side="left"))
    panel.search.setText("numb inner")
    where = panel.tree.visualRect(row_of(panel, NUMB)).center()
    with qtbot.waitSignal(panel.symptoms_requested) as asked:
        QTest.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert asked.args == [(PickedSymptom(NUMB, "left"),)]
    # It asked; it did not act.
    assert row_of(panel, NUMB).data(SIDE_ROLE) is None


def test_the_side_switch_of_a_picked_row_can_be_clicked(qtbot: QtBot, panel: SymptomPanel) -> None:
    panel.show_state(ViewState(symptoms=(PickedSymptom(NUMB, "right"),)))
    panel.search.setText("numb inner")
    qtbot.wait(20)
    row = panel.tree.visualRect(row_of(panel, NUMB))
    with qtbot.waitSignal(panel.symptoms_requested) as asked:
        QTest.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(55, row.bottom() - 14))
    assert asked.args == [(PickedSymptom(NUMB, "left"),)]


def test_the_keyboard_alone_picks_and_chooses_the_side(qtbot: QtBot, panel: SymptomPanel) -> None:
    state = ViewState()
    asked: list[tuple[PickedSymptom, ...]] = []
    panel.symptoms_requested.connect(asked.append)
    panel.tree.setCurrentIndex(row_of(panel, NUMB))
    QTest.keyClick(panel.tree, Qt.Key.Key_Space)
    assert asked[-1] == (PickedSymptom(NUMB, "right"),)
    for key, side in [(Qt.Key.Key_Left, "both"), (Qt.Key.Key_Left, "left"), (Qt.Key.Key_Right, "both")]:
        panel.show_state(replace(state, symptoms=asked[-1]))
        QTest.keyClick(panel.tree, key)
        assert [pick.side for pick in asked[-1]] == [side]
    panel.show_state(replace(state, symptoms=asked[-1]))
    QTest.keyClick(panel.tree, Qt.Key.Key_Space)
    assert not asked[-1]


def test_several_symptoms_at_once_and_clear_all(panel: SymptomPanel) -> None:
    asked: list[tuple[PickedSymptom, ...]] = []
    panel.symptoms_requested.connect(asked.append)
    assert not panel.clear.isEnabled()
    panel.show_state(ViewState(symptoms=(PickedSymptom(NUMB, "left"),)))
    panel.tree.toggled.emit("weak-straighten-knee")
    assert asked[-1] == (PickedSymptom(NUMB, "left"), PickedSymptom("weak-straighten-knee", "right"))
    assert panel.summary.text() == "1 picked"
    panel.clear.click()
    assert not asked[-1]


def test_showing_a_state_asks_for_nothing(qtbot: QtBot, panel: SymptomPanel, knowledge: Knowledge) -> None:
    layers, views, words = LayerPanel(knowledge), ViewBar(), ExplainPanel(knowledge)
    for widget in (layers, views, words):
        qtbot.addWidget(widget)
    asked: list[object] = []
    for signal in (
        panel.symptoms_requested, layers.layers_requested, layers.skin_opacity_requested, layers.map_requested,
        layers.root_requested, layers.labels_requested, layers.key_points_requested, views.view_requested,
        views.side_requested,
    ):  # fmt: skip
        signal.connect(asked.append)
    state = ViewState(
        symptoms=(PickedSymptom(NUMB, "both"),), side="left", map="keegan_garrett", layers=frozenset({"bones"}),
        skin_opacity=0.3, view="back", labels=False, key_points=True, audience="physician", root="L4",
    )  # fmt: skip
    appearance = resolve(state, knowledge, STRUCTURES)
    for _ in range(2):
        panel.show_state(state)
        layers.show_state(state, appearance)
        views.show_state(state)
        words.show_state(state, appearance)
    assert asked == []
    assert layers.skin.value() == 70
    assert layers.map.currentData() == "keegan_garrett"
    assert [name for name, button in views.buttons.items() if button.isChecked()] == ["back"]


# --------------------------------------------------------------- layers, views


def test_layer_boxes_ask_for_the_layers_that_should_be_seen(qtbot: QtBot, knowledge: Knowledge) -> None:
    panel = LayerPanel(knowledge)
    qtbot.addWidget(panel)
    panel.show_state(ViewState(), resolve(ViewState(), knowledge, STRUCTURES))
    with qtbot.waitSignal(panel.layers_requested) as asked:
        panel.boxes["muscles"].click()
    assert asked.args == [frozenset({"skin", "bones", "nerves"})]
    with qtbot.waitSignal(panel.skin_opacity_requested) as asked:
        panel.skin.setValue(75)
    assert asked.args == [0.25]


def test_every_map_and_every_drawn_root_can_be_chosen(qtbot: QtBot, knowledge: Knowledge) -> None:
    panel = LayerPanel(knowledge)
    qtbot.addWidget(panel)
    assert {panel.map.itemData(row) for row in range(panel.map.count())} == set(knowledge.maps)
    roots = {panel.root.itemData(row) for row in range(panel.root.count())}
    assert {territory.root for territory in knowledge.territories.values()} <= roots
    with qtbot.waitSignal(panel.root_requested) as asked:
        panel.root.activated.emit(0)
        panel.root.setCurrentIndex(0)
        panel.root.activated.emit(0)
    assert asked.args is not None


@pytest.mark.parametrize("name", BUTTONS)
def test_view_buttons_ask_for_their_view_and_stay_down(qtbot: QtBot, name: str) -> None:
    bar = ViewBar()
    qtbot.addWidget(bar)
    bar.show_state(ViewState(view=name))
    with qtbot.waitSignal(bar.view_requested) as asked:
        bar.buttons[name].click()
    assert asked.args == [name]
    assert bar.buttons[name].isChecked()


@pytest.mark.parametrize("count", [2, 7])
def test_the_last_choice_of_an_open_list_is_whole(qtbot: QtBot, count: int) -> None:
    chooser = Chooser("A list")
    qtbot.addWidget(chooser)
    for number in range(count):
        chooser.add(str(number), f"choice {number}")
    chooser.show()
    chooser.showPopup()
    qtbot.waitUntil(chooser.view().isVisible)
    assert chooser.view().verticalScrollBar().maximum() == 0
    chooser.hidePopup()
    chooser.close()


def test_sides_are_the_patients_in_words(qtbot: QtBot) -> None:
    bar = ViewBar()
    qtbot.addWidget(bar)
    with qtbot.waitSignal(bar.side_requested) as asked:
        bar.sides.button("left").click()
    assert asked.args == ["left"]
    texts = [label.text() for label in bar.findChildren(QLabel)]
    assert any("atient" in text for text in texts)


# ---------------------------------------------------------------- explanation


def explained(qtbot: QtBot, knowledge: Knowledge, state: ViewState) -> ExplainPanel:
    panel = ExplainPanel(knowledge)
    qtbot.addWidget(panel)
    panel.show_state(state, resolve(state, knowledge, STRUCTURES))
    return panel


def test_a_task_of_the_bar_is_seen_on_a_wide_window_that_never_folds(qtbot: QtBot) -> None:
    bar = ViewBar()
    qtbot.addWidget(bar)
    bar.resize(2600, 40)
    task = bar.add_task("Explain", "Step by step (Y)")
    bar.show()
    qtbot.wait(1)
    assert task.isVisible()
    assert bar.search.x() < task.x() < bar.draw.x()


def test_the_explanation_names_its_sources(qtbot: QtBot, knowledge: Knowledge) -> None:
    state = ViewState(symptoms=(PickedSymptom(NUMB, "right"),))
    panel = explained(qtbot, knowledge, state)
    text = panel.text()
    assert knowledge.claims[knowledge.symptoms[NUMB].explanation[0]].text in text
    assert "[1" in text
    source = knowledge.symptoms[NUMB].sources[0]
    assert knowledge.sources[source].citation in text
    assert "L4" in text


def test_physicians_are_shown_published_figures_with_what_qualifies_them(qtbot: QtBot, knowledge: Knowledge) -> None:
    state = ViewState(symptoms=(PickedSymptom(NUMB, "right"),))
    patient = explained(qtbot, knowledge, state).text()
    physician = explained(qtbot, knowledge, replace(state, audience="physician")).text()
    finding = knowledge.findings["medial-ankle-pinprick"]
    assert finding.test not in patient
    assert f"n = {finding.n}" in physician
    assert "Small study." in physician
    assert "no probability for one person" in physician
    assert all(knowledge.sources[key].citation in physician for key in finding.sources)


def test_asking_as_a_physician_is_a_wish(qtbot: QtBot) -> None:
    bar = ViewBar()
    qtbot.addWidget(bar)
    bar.show_state(ViewState())
    with qtbot.waitSignal(bar.audience_requested) as asked:
        bar.reader.button("physician").click()
    assert asked.args == ["physician"]


def test_a_warning_sign_comes_first_with_sign_word_and_border(qtbot: QtBot, knowledge: Knowledge) -> None:
    urgent = next(symptom for symptom in knowledge.symptoms.values() if symptom.urgency == "emergency")
    state = ViewState(symptoms=(PickedSymptom(NUMB), PickedSymptom(urgent.key, "both")))
    panel = explained(qtbot, knowledge, state)
    assert panel.text().startswith("WARNING SIGN")
    assert [frame.accessibleName() for frame in panel.findChildren(QFrame, "warning")] == ["Warning"]
    assert any(child.accessibleName() == "Warning" for child in panel.findChildren(QWidget) if child.isWidgetType())


def test_words_from_data_are_never_read_as_markup(qtbot: QtBot, knowledge: Knowledge) -> None:
    panel = ExplainPanel(knowledge)
    qtbot.addWidget(panel)
    appearance = replace(
        resolve(ViewState(), knowledge, STRUCTURES),
        panel=Panel(("a < b",), (Paragraph("<b>not bold</b>", ("s",)),), (("s", "Smith <1990>"),)),
        legend=(LegendEntry("x & y", (1, 2, 3), "hatch"),),
    )
    panel.show_state(ViewState(), appearance)
    html = " ".join(label.text() for label in panel.findChildren(QLabel))
    assert "&lt;b&gt;not bold&lt;/b&gt;" in html
    assert "Smith &lt;1990&gt;" in html
    assert "X &amp; y" in html


def test_the_same_words_are_not_built_again(qtbot: QtBot, knowledge: Knowledge) -> None:
    state = ViewState()
    panel = explained(qtbot, knowledge, state)
    before = panel.findChildren(QLabel)
    panel.show_state(replace(state, hovered="femur.left"), resolve(state, knowledge, STRUCTURES))
    assert panel.findChildren(QLabel) == before


def test_legend_patterns_differ_without_colour() -> None:
    pictures = set()
    patterns = get_args(Pattern)
    for pattern in patterns:
        image = QImage(34, 20, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        paint_swatch(painter, QRectF(QPointF(0, 0), QPointF(34, 20)), (0, 114, 178), pattern)
        painter.end()
        grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        pictures.add(bytes(grey.constBits()))
    assert len(pictures) == len(patterns)


def test_everything_that_takes_the_keyboard_has_a_name(qtbot: QtBot, panel: SymptomPanel, knowledge: Knowledge) -> None:
    layers, views, words = LayerPanel(knowledge), ViewBar(), explained(qtbot, knowledge, ViewState())
    qtbot.addWidget(layers)
    qtbot.addWidget(views)
    for root in (panel, layers, views, words):
        for widget in root.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(root):
                name = widget.accessibleName() or getattr(widget, "text", lambda: "")()
                assert name, f"{type(widget).__name__} in {type(root).__name__} has no name"
