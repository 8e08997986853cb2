"""The window in another language: panels, menus, symptoms, the notice; and what has no side in the symptom list."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QDockWidget, QWidget
from pytestqt.qtbot import QtBot

from annotations import load
from stand_ins import StillPicture
from viewer.qt.examination.feature import ExaminationFeature
from viewer.qt.explain.panel import ExplainPanel
from viewer.qt.explain.topics_dialog import KEY, TopicsDialog
from viewer.qt.picture.canvas import CanvasInput
from viewer.qt.shell.controller import Controller
from viewer.qt.shell.main_window import MainWindow
from viewer.qt.symptoms.model import SIDE_ROLE
from viewer.qt.symptoms.panel import SymptomPanel
from viewer.qt.symptoms.rows import switched
from viewer.qt.widgets.language import set_language
from viewer.resolve.resolve import resolve
from viewer.state.store import Store
from viewer.state.view_state import PickedSymptom, ViewState
from window_panels import add_panels, explanation_of, layers_of, symptoms_of

pytestmark = pytest.mark.qt
SADDLE = "saddle-numbness"


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(QWidget())
    add_panels(made, Store(), load())
    qtbot.addWidget(made)
    yield made
    show(made, ViewState())
    made.close()


def show(window: MainWindow, state: ViewState) -> None:
    window.show_state(state, resolve(state, load(), {}))


def test_all_words_turn_and_turn_back(window: MainWindow) -> None:
    def words() -> tuple[str, ...]:
        return (
            window.actions_["undo"].text(),
            symptoms_of(window).search.placeholderText(),
            layers_of(window).boxes["skin"].text(),
            window.views.reader.button("patient").text() + explanation_of(window).topics.text(),
            window.views.buttons["front"].text(),
            window.windowTitle(),
            explanation_of(window).text(),
            str(symptoms_of(window).model.index_of("numb-inner-shin").data()),
        )

    state = ViewState(symptoms=(PickedSymptom("numb-inner-shin"),))
    show(window, state)
    english = words()
    for language in ("de", "es"):
        show(window, ViewState(symptoms=state.symptoms, language=language))
        assert not set(words()) & set(english)
        assert symptoms_of(window).model.index_of("numb-inner-shin").data(SIDE_ROLE) == "right"
        assert window.actions_[f"language-{language}"].isChecked()
        notice = window.statusBar().findChild(QWidget, "notice")
        assert notice is not None
        said = notice.property("accessibleName")
        assert "Muttersprachler" in said or "nativo" in said
    show(window, state)
    assert words() == english


def test_the_warning_leads_in_the_language(window: MainWindow) -> None:
    show(window, ViewState(symptoms=(PickedSymptom(SADDLE, "both"),), language="es"))
    lines = explanation_of(window).text().splitlines()
    assert lines[0] == "SEÑAL DE ALARMA"
    assert lines[1].startswith("Emergencia: pida ayuda ya")


def test_search_finds_words_of_the_language(window: MainWindow) -> None:
    show(window, ViewState(language="de"))
    symptoms_of(window).search.setText("Treppe")
    assert symptoms_of(window).filter.hits() >= 1
    symptoms_of(window).search.clear()


def test_what_has_no_side_is_picked_for_the_whole_body(qtbot: QtBot) -> None:
    panel = SymptomPanel(load().symptoms.values())
    qtbot.addWidget(panel)
    panel.show_state(ViewState(side="left"))
    with qtbot.waitSignal(panel.symptoms_requested) as asked:
        panel.tree.toggled.emit(SADDLE)
    assert asked.args == [(PickedSymptom(SADDLE, "both"),)]
    panel.show_state(ViewState(symptoms=(PickedSymptom(SADDLE, "both"), PickedSymptom("numb-inner-shin"))))
    assert not switched(panel.model.index_of(SADDLE))
    assert switched(panel.model.index_of("numb-inner-shin"))
    assert "side" not in str(panel.model.index_of(SADDLE).data(11)).removeprefix(load().symptoms[SADDLE].text)


def test_the_button_asks_for_the_questions(qtbot: QtBot) -> None:
    panel = ExplainPanel(load())
    qtbot.addWidget(panel)
    with qtbot.waitSignal(panel.topics_requested):
        panel.topics.click()
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]


def test_the_questions_stand_beside_the_window_once(qtbot: QtBot) -> None:
    canvas = QWidget()
    window, picture, store = MainWindow(canvas), StillPicture(box=None), Store()
    controller = Controller(store, load(), {}, window, picture, CanvasInput(canvas, picture))
    add_panels(window, store, load(), {}, picture)
    qtbot.addWidget(window)
    window.actions_["topics"].trigger()
    explanation_of(window).topics.click()
    (dialog,) = window.findChildren(TopicsDialog)
    assert dialog.isVisible()
    assert not dialog.isModal()
    store.update(symptoms=(PickedSymptom(SADDLE, "both"),))
    window.actions_["topics"].trigger()
    assert dialog.topics.currentItem().data(KEY) == "when-to-act-at-once"
    dialog.show_topic("will-it-get-better")
    assert dialog.warning.alarm is not None
    assert dialog.warning.isVisible(), "whatever is read"
    dialog.close()
    controller.close()
    window.close()


def test_one_is_counted_as_one_and_a_search_keeps_the_language(window: MainWindow) -> None:
    for keys, counted in (((SADDLE,), "1 elegido"), ((SADDLE, "both-legs-weak"), "2 elegidos")):
        show(window, ViewState(symptoms=tuple(PickedSymptom(key, "both") for key in keys), language="es"))
        assert symptoms_of(window).summary.text() == counted
        symptoms_of(window).search.setText("pie")
        symptoms_of(window)._update_summary()
        assert symptoms_of(window).summary.text() == counted
        symptoms_of(window).search.setText("")


def test_a_window_that_opens_in_german_has_no_english_panel(qtbot: QtBot) -> None:
    set_language("de")
    window, picture = MainWindow(QWidget()), StillPicture()
    qtbot.addWidget(window)
    assert window.actions_["undo"].text() == "Rückgängig", "before any state is shown"
    assert window.windowTitle().endswith("Welche Nervenwurzel ist es?")
    store = Store(ViewState(language="de", audience="student"))
    controller = Controller(store, load(), {}, window, picture, CanvasInput(window.canvas, picture))
    add_panels(window, store, load(), {}, picture)
    ExaminationFeature(window, store, load(), {})
    titles = {dock.windowTitle() for dock in window.findChildren(QDockWidget)}
    assert titles == {"Beschwerden", "Bild", "Erklärung", "Engstelle", "Körper", "Untersuchung"}
    store.update(language="en")
    controller.close()
