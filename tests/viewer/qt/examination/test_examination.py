"""The examination's panel: typed by keyboard alone, told in words, its roots shown in the picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotations import load
from viewer.examination.items import check_examination, in_order, keys_of, read_entries, sides_of
from viewer.qt.examination.feature import ExaminationFeature
from viewer.qt.examination.model import COLUMNS
from viewer.qt.examination.table import GradeTable
from viewer.qt.shell.main_window import MainWindow
from viewer.qt.widgets.language import set_language
from viewer.state.store import Store
from viewer.state.view_state import CameraPose, Examined, PickedSymptom, ViewState
from window_panels import add_panels

pytestmark = pytest.mark.qt


class Rig:
    """A window around an empty canvas, with the examination in it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = MainWindow(QWidget())
        qtbot.addWidget(self.window)
        self.store = Store(ViewState(audience="physician"))
        add_panels(self.window, self.store, load())
        self.control = ExaminationFeature(self.window, self.store, load(), {})
        self.panel = self.control.panel
        self.table = self.panel.table

    def type(self, keys: str) -> None:
        QTest.keyClicks(self.table, keys)

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.table, key)

    def grade(self, key: str, side: str = "right") -> str | None:
        return next((e.grade for e in self.store.state.examination if (e.key, e.side) == (key, side)), None)


@pytest.fixture
def rig(qtbot: QtBot) -> Iterator[Rig]:
    made = Rig(qtbot)
    with qtbot.waitExposed(made.window):
        made.window.show()
    made.control.open()
    yield made
    set_language("en")
    made.window.close()


def test_a_column_of_grades_is_typed_down(rig: Rig) -> None:
    assert rig.table.place == ("iliopsoas", "right")
    rig.type("55454")
    typed = ("iliopsoas", "adductors", "quadriceps", "knee-flexors", "tibialis-anterior")
    assert [rig.grade(key) for key in typed] == list("55454")
    assert rig.table.place == ("foot-inverters", "right")
    rig.type("9x")
    assert len(rig.store.state.examination) == 5, "what is no grade is not taken"


def test_plantar_response_tone_and_presence_are_typed_in_their_own_words(rig: Rig) -> None:
    rig.table.go_to("plantar-response", "right")
    rig.type("u")
    rig.table.go_to("plantar-response", "left")
    rig.type("-")
    rig.table.go_to("anal-tone", "both")
    rig.type("1")
    rig.table.go_to("bulbocavernosus-reflex", "both")
    rig.type("+")
    rig.table.go_to("pin-prick-s4-5", "left")
    rig.type("0")
    found = {(one.key, one.side): one.grade for one in rig.store.state.examination}
    assert found == {
        ("plantar-response", "right"): "up",
        ("plantar-response", "left"): "down",
        ("anal-tone", "both"): "reduced",
        ("bulbocavernosus-reflex", "both"): "present",
        ("pin-prick-s4-5", "left"): "0",
    }
    index = rig.table.rows.index(rig.table.currentIndex().row() - 1, 1)
    assert "pin prick" in str(rig.table.rows.data(rig.table.rows.index(index.row(), 0)))


def test_what_has_no_side_has_one_broad_cell_and_a_heading_the_whole_row(rig: Rig) -> None:
    sides = {row.key: sides_of(load(), row.key) for row in rig.table.rows.rows if row.key is not None}
    assert set(sides.values()) == {("left", "right"), ("both",)}
    for number, row in enumerate(rig.table.rows.rows):
        if row.key is None:
            assert rig.table.columnSpan(number, 0) == 1 + len(COLUMNS)
        else:
            assert rig.table.columnSpan(number, 1) == (len(COLUMNS) if sides[row.key] == ("both",) else 1)


def test_tab_goes_to_the_other_side_and_then_out(rig: Rig) -> None:
    QTest.keyClick(rig.table, Qt.Key.Key_Tab)
    assert rig.table.place == ("iliopsoas", "left")
    rig.type("3")
    assert rig.grade("iliopsoas", "left") == "3"
    assert rig.table.place == ("adductors", "left")
    QTest.keyClick(rig.table, Qt.Key.Key_Backtab)
    assert rig.table.place == ("adductors", "right")


def test_letters_delete_and_the_rest(rig: Rig) -> None:
    rig.table.go_to("patellar-reflex", "right")
    rig.type("1")
    rig.table.go_to("straight-leg-raise", "left")
    rig.type("+")
    assert rig.grade("straight-leg-raise", "left") == "positive"
    rig.table.go_to("pin-prick-l4", "right")
    rig.type("t")
    assert rig.grade("pin-prick-l4") == "NT"
    rig.table.go_to("pin-prick-l4", "right")
    rig.press(Qt.Key.Key_Delete)
    assert rig.grade("pin-prick-l4") is None
    rig.table.go_to("quadriceps", "right")
    QTest.keyClick(rig.table, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    assert rig.grade("calf", "left") == "5"
    assert rig.grade("achilles-reflex") is None, "only this section"
    rig.type("n")
    assert rig.grade("achilles-reflex") == "2"
    assert rig.grade("patellar-reflex") == "1", "what was entered stays"
    assert rig.grade("straight-leg-raise") == "negative"
    assert rig.grade("saddle-numbness", "both") is None
    rig.panel.clear.click()
    assert rig.store.state.examination == ()
    rig.store.undo()
    assert rig.grade("patellar-reflex") == "1"


def test_every_item_is_reached_by_the_arrows_and_no_heading(rig: Rig) -> None:
    seen = [rig.table.place]
    for _ in range(len(rig.table.rows.rows)):
        rig.press(Qt.Key.Key_Down)
        if rig.table.place != seen[-1]:
            seen.append(rig.table.place)
    keys = [*load().examination, *keys_of(load(), "warning")]
    assert [place[0] for place in seen if place is not None] == keys
    rig.press(Qt.Key.Key_Home)
    rig.press(Qt.Key.Key_Left)
    assert rig.table.place == ("iliopsoas", "right"), "names are not reached"


def test_what_has_no_side_is_answered_once(rig: Rig) -> None:
    rig.table.go_to("saddle-numbness", "both")
    rig.type("y")
    assert rig.grade("saddle-numbness", "both") == "yes"
    assert not rig.panel.warning.isHidden()
    assert "Emergency" in rig.panel.warning.accessibleName()
    rig.store.undo()
    assert rig.panel.warning.isHidden()


@pytest.mark.parametrize("key", ["3", "n", "+", "-", "t", "\x7f"])
def test_keys_of_the_table_are_not_taken_by_the_windows_shortcuts(rig: Rig, key: str) -> None:
    places = {"+": "straight-leg-raise", "-": "straight-leg-raise"}
    rig.table.go_to(places.get(key, "quadriceps"), "right")
    code = Qt.Key.Key_Delete if key == "\x7f" else Qt.Key(ord(key.upper()))
    event = QKeyEvent(QEvent.Type.ShortcutOverride, code, Qt.KeyboardModifier.NoModifier, key)
    event.ignore()
    QApplication.sendEvent(rig.table, event)
    assert event.isAccepted()
    before = rig.store.state.layers
    QTest.keyClick(rig.table, code)
    assert rig.store.state.layers == before


def test_cells_are_told_in_words(rig: Rig) -> None:
    rig.type("3")
    index = rig.table.rows.index(1, 1)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert rig.table.rows.data(index, role) == "Hip flexion (iliopsoas), right: 3/5"
    assert rig.table.rows.data(index.siblingAtColumn(2), role).endswith("left: not examined")
    assert rig.table.rows.abnormal(index)
    font = rig.table.rows.data(index, Qt.ItemDataRole.FontRole)
    assert (font.bold(), font.underline()) == (True, True), "not told by colour alone"
    cell = rig.panel.roots.item(0, 1)
    assert cell is not None
    assert cell.data(role) == "L2, right: 1 for, 0 against, 0 a little against, being normal, 0 neither"


def test_a_root_that_is_picked_is_shown_and_warnings_are_kept(rig: Rig) -> None:
    warning = PickedSymptom("bladder-bowel-change", "both")
    rig.store.update(symptoms=(PickedSymptom("numb-inner-shin"), warning))
    rig.type("3")
    rig.panel.roots.setFocus()
    rig.panel.roots.setCurrentCell(3, 2)
    state = rig.store.state
    assert (state.root, state.side, state.symptoms) == ("L5", "left", ())
    assert rig.grade("bladder-bowel-change", "both") == "yes"
    rig.panel.write()
    assert "L5, Left" not in rig.panel.page.toPlainText(), "nothing was entered on the left"
    rig.panel.roots.setCurrentCell(2, 1)
    rig.panel.write()
    assert "L4, Right" in rig.panel.page.toPlainText()


def test_the_cursor_lights_what_it_tests_once_it_rests(rig: Rig, qtbot: QtBot) -> None:
    rig.store.update(examining=None)
    rig.table.go_to("quadriceps", "left")
    assert rig.store.state.examining is None
    qtbot.waitUntil(lambda: rig.store.state.examining == "quadriceps:left", timeout=2000)
    rig.store.update(examining="calf:right")
    rig.press(Qt.Key.Key_Return)
    assert rig.store.state.examining == "quadriceps:left", "at once"
    rig.store.update(root="L3")
    qtbot.waitUntil(lambda: rig.store.state.examining is None, timeout=1000)


def test_the_picture_turns_for_an_item_and_is_given_back_as_it_stood(rig: Rig) -> None:
    stood = CameraPose((0.0, 4000.0, 500.0), (0.0, 0.0, 500.0), (0.0, 0.0, 1.0))
    rig.store.update(view="back", side="right", examining=None, camera=stood)
    undoable = rig.store.can_undo
    rig.table.go_to("patellar-reflex", "left")
    rig.press(Qt.Key.Key_Return)
    shown = rig.store.state
    assert (shown.examining, shown.camera, shown.own_view) == ("patellar-reflex:left", None, False)
    assert (shown.view, shown.side) == ("back", "right"), "only for as long as the item is shown"
    rig.window.actions_["escape"].trigger()
    assert (rig.store.state.examining, rig.store.state.camera) == (None, stood)
    assert rig.store.can_undo == undoable, "looking leaves nothing to undo"
    rig.press(Qt.Key.Key_Return)
    turned = replace(stood, position=(4000.0, 0.0, 500.0))
    rig.store.update(camera=turned)
    rig.window.actions_["escape"].trigger()
    assert rig.store.state.camera == turned, "what the reader turned to since stays"


def test_what_is_done_is_said_under_the_table(rig: Rig) -> None:
    rig.table.go_to("patellar-reflex", "left")
    assert "tap the tendon below the kneecap" in rig.panel.about.text()


def test_the_page_has_reasons_figures_and_sources(rig: Rig, qtbot: QtBot) -> None:
    rig.store.update(
        examination=(
            Examined("quadriceps", "right", "3"),
            Examined("patellar-reflex", "right", "1"),
            Examined("femoral-stretch", "right", "positive"),
        )
    )
    qtbot.waitUntil(lambda: "Sources" in rig.panel.page.toPlainText(), timeout=2000)
    text = rig.panel.page.toPlainText()
    for words in (
        "For (",
        "Against",
        "likelihood ratio",
        "n = 54",
        "Suri",
        "7.0",
        "weighed in words",
        "L3/4",
        "Femoral nerve",
    ):
        assert words in text or words == "Against", words
    assert "[1]" in text


def test_the_panel_opens_for_physicians_and_not_for_patients(rig: Rig) -> None:
    assert not rig.control.dock.isHidden()
    fresh = Store(ViewState(audience="patient"))
    assert fresh.state.audience == "patient"
    assert rig.window.actions_["examine"].text()


def test_rows_grow_with_the_words(rig: Rig, qapp: QApplication) -> None:
    font = rig.panel.font()
    font.setPointSizeF(font.pointSizeF() * 2.0)
    rig.panel.table.setFont(font)
    rig.panel.roots.setFont(font)
    qapp.processEvents()
    qapp.processEvents()
    high = rig.table.verticalHeader().defaultSectionSize()
    assert high >= rig.table.fontMetrics().height()
    roots = rig.panel.roots
    narrow = roots.columnWidth(1) < roots.fontMetrics().horizontalAdvance("● +10 −10")
    assert roots.rowHeight(0) >= (2 if narrow else 1) * roots.fontMetrics().height()


def test_everything_has_a_name(rig: Rig) -> None:
    for widget in rig.panel.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisibleTo(rig.panel):
            assert widget.accessibleName() or getattr(widget, "text", lambda: "")(), type(widget)


def test_tables_know_every_side(qtbot: QtBot) -> None:
    table = GradeTable(load())
    qtbot.addWidget(table)
    for key in (*load().examination, *keys_of(load(), "warning")):
        for side in sides_of(load(), key):
            table.go_to(key, side)
            assert table.place == (key, side)


def test_the_result_is_copied_as_text(rig: Rig) -> None:
    assert not rig.panel.copy.isEnabled()
    rig.type("3")
    rig.panel.copy.click()
    text = QApplication.clipboard().text()
    assert "Hip flexion (iliopsoas) 3/5" in text
    assert "[1] " in text
    assert "probability" in text


def test_any_keys_leave_a_sound_examination(rig: Rig) -> None:
    names = "0123459ntyp+-x"
    moves = [
        getattr(Qt.Key, f"Key_{name}")
        for name in ["Up", "Down", "Left", "Right", "Home", "End", "Delete", "Backspace", "PageDown"]
    ]
    random = Random(4)
    for _ in range(300):
        if random.random() < 0.4:
            rig.press(random.choice(moves))
        else:
            rig.type(random.choice(names))
        assert rig.table.place is not None
    check_examination(rig.store.state.examination, load())
    assert rig.store.state.examination == in_order(rig.store.state.examination, load())
    rig.panel.write()
    while rig.store.can_undo:
        rig.store.undo()
    assert rig.store.state.examination == ()


def test_findings_are_put_on_the_hand_out_by_a_box_that_follows_the_state(rig: Rig) -> None:
    box = rig.control.panel.findings_told
    assert not box.isEnabled(), "nothing was found yet"
    rig.type("3")
    assert box.isEnabled()
    assert not box.isChecked()
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert rig.store.state.findings_told
    rig.store.undo()
    assert not box.isChecked()
    assert rig.grade("iliopsoas") == "3"


def test_the_copy_is_in_the_language_of_the_window(rig: Rig) -> None:
    rig.type("3")
    set_language("de", rig.window)
    rig.panel.copy.click()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("NOCH HEUTE:")
    assert "Hüftbeugung (Iliopsoas) 3/5. Die Hüftbeugung ist die Kennfunktion von L2." in text


def test_the_panel_follows_the_language_of_the_window(rig: Rig) -> None:
    rig.type("3")
    rig.panel.write()
    set_language("de", rig.window)
    rig.panel.write()
    rows, panel = rig.table.rows, rig.panel
    assert rows.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) == "Rechts des Patienten"
    assert rows.index(0, 0).data() == "Kraft, 0 bis 5"
    assert rows.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Hüftbeugung (Iliopsoas), rechts: 3/5"
    cell = panel.roots.item(0, 1)
    assert cell is not None
    assert cell.toolTip() == "L2, rechts: 1 dafür, 0 dagegen, 0 schwach dagegen, weil normal, 0 weder noch"
    assert panel.rest.toolTip().startswith("Überall, wo nichts steht,")
    assert panel.about.text().startswith("<b>Hüftadduktion (Adduktoren), rechts.</b>")
    assert panel.warning.accessibleName().startswith("Noch heute: ")
    assert panel.page.toPlainText().startswith("Rechts: 1 auffälliger Befund. Davon passen je Wurzel: ")


def test_names_in_the_table_differ_and_answers_are_shown_as_they_are_typed(rig: Rig) -> None:
    rows = rig.table.rows
    names: dict[str, list[str]] = {}
    for number, row in enumerate(rows.rows):
        if row.key is not None:
            names.setdefault(row.group, []).append(str(rows.data(rows.index(number, 0))))
    for group, shown in names.items():
        assert len({name[:12] for name in shown}) == len(shown) or group == "warning", (group, shown)
    for key, side, typed, sign in (
        ("plantar-response", "right", "u", "↑"),
        ("anal-tone", "both", "1", "1"),
        ("bulbocavernosus-reflex", "both", "-", "−"),
        ("straight-leg-raise", "left", "+", "+"),
    ):
        rig.table.go_to(key, side)  # type: ignore[arg-type]
        index = rig.table.currentIndex()
        rig.type(typed)
        assert rows.data(index) == sign, key


def cells(rig: Rig) -> list[str]:
    roots = rig.panel.roots
    return [item.text() for row in range(roots.rowCount()) if (item := roots.item(row, 1)) is not None]


def enter(rig: Rig, *words: str) -> None:
    rig.store.update(examination=read_entries(words, load()))
    rig.panel.write()


def test_roots_that_nobody_examined_are_not_called_normal(rig: Rig) -> None:
    enter(rig, "pin-prick-s4-5:right=1")
    assert cells(rig) == ["–"] * 5
    assert "Saddle: abnormal: S4-5" in rig.panel.page.toPlainText()
    cell = rig.panel.roots.item(0, 1)
    assert cell is not None
    assert "not examined" in cell.toolTip()
    enter(rig, "patellar-reflex:right=2")
    assert cells(rig) == ["–", "normal", "normal", "–", "–"]


def test_the_verdict_stands_under_the_warning_without_scrolling(rig: Rig, qtbot: QtBot) -> None:
    rig.window.resize(1480, 940)
    lost = "tibialis-anterior:right=2 foot-everters:right=2 extensor-hallucis:right=1"
    enter(rig, *lost.split(), "foot-inverters:right=5", "hip-abductors:right=5")
    verdict, card = rig.panel.verdict, rig.panel.warning
    qtbot.waitUntil(lambda: verdict.isVisible() and verdict.y() >= card.y() + card.height())
    text = verdict.text()
    assert text.index("Fibular") < text.index("L5 fits all of them")
    bottom = verdict.mapTo(rig.window, verdict.rect().bottomLeft()).y()
    assert bottom < rig.window.height(), "in sight"
    assert verdict.visibleRegion().boundingRect() == verdict.rect(), "and wholly"
    enter(rig, "pin-prick-s4-5:right=1", "straight-leg-raise:both=positive", "achilles-reflex:both=0")
    assert verdict.text().startswith("<b>Together: saddle, both legs and both ankle jerks")
    enter(rig, "pin-prick-s4-5:both=1", "anal-tone=reduced")
    assert "Anal tone" in verdict.text(), "all that is abnormal at the saddle"
    enter(rig)
    assert not verdict.isVisible()
