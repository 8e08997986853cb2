"""The tree of parts: all that can be pointed at is in it, by keyboard, in words, and in step with the picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotations.model import Knowledge
from meshes.body import Structure
from stand_ins import StillPicture
from viewer.qt.parts.feature import PartsFeature
from viewer.qt.parts.model import PART_ROLE, PartsModel
from viewer.qt.search.feature import SearchFeature
from viewer.qt.shell.main_window import MainWindow
from viewer.search.findable import entries_of, index_of
from viewer.search.parts import Branch, in_short, parts_tree, parts_under
from viewer.state.store import Store
from viewer.state.view_state import ViewState
from window_panels import add_panels

pytestmark = pytest.mark.qt


@dataclass
class Desk:
    window: MainWindow
    store: Store
    parts: PartsFeature

    def row(self, kind: str, key: str) -> QModelIndex:
        panel = self.parts.panel
        return panel.filter.mapFromSource(panel.model.index_of(kind, key))


@pytest.fixture(scope="module")
def tree(knowledge: Knowledge, structures: dict[str, Structure]) -> tuple[Branch, ...]:
    return parts_tree(knowledge, structures, entries_of(knowledge, structures))


@pytest.fixture
def desk(qtbot: QtBot, knowledge: Knowledge, structures: dict[str, Structure]) -> Iterator[Desk]:
    window, store = MainWindow(QWidget()), Store(ViewState(audience="student"))
    add_panels(window, store, knowledge, structures)
    nothing: list[str] = []
    finder = SearchFeature(window, store, knowledge, structures, StillPicture(), nothing.append, nothing.append)
    parts = PartsFeature(window, store, knowledge, structures, finder)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    parts.open()
    yield Desk(window, store, parts)
    parts.close()
    window.close()


def test_everything_that_can_be_pointed_at_is_in_the_tree(
    tree: tuple[Branch, ...], knowledge: Knowledge, structures: dict[str, Structure]
) -> None:
    parts = [part for branch in tree for part in parts_under(branch)]
    keys = [(part.entry.kind, part.entry.key) for part in parts]
    assert len(keys) == len(set(keys))
    bases = {key for kind, key in keys if kind in ("structure", "nerve")}
    assert bases == {part.base for part in structures.values()}
    assert {key for kind, key in keys if kind == "root"} == set(knowledge.roots)
    assert {key for kind, key in keys if kind == "field"} == {item.nerve for item in knowledge.nerve_fields.values()}
    assert {point.landmark for point in knowledge.key_points.values()} <= {key for kind, key in keys if kind == "place"}


def test_roots_stand_beside_muscles_and_nerves(tree: tuple[Branch, ...], knowledge: Knowledge) -> None:
    roots = {part.entry.key: part.roots for branch in tree for part in parts_under(branch) if part.layer}
    assert "L4" in roots["tibialis_anterior"]
    assert roots["saphenous_nerve"] == "L3–L4"
    assert in_short(("L2", "L4", "L5", "S1"), tuple(knowledge.roots)) == "L2, L4–S1"
    assert roots["femur"] == ""


def test_the_model_keeps_qts_rules(tree: tuple[Branch, ...], structures: dict[str, Structure]) -> None:
    model = PartsModel(tree, structures)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_state(ViewState(hidden=frozenset({"femur.right"})))
    model.set_tree(tree[:2])
    assert model.rowCount() == 2


def test_enter_chooses_and_the_box_hides_by_keyboard(desk: Desk) -> None:
    panel = desk.parts.panel
    assert panel.reveal("structure", "patella")
    QTest.keyClick(panel.tree, Qt.Key.Key_Return)
    assert desk.store.state.selected == "patella.right"
    QTest.keyClick(panel.tree, Qt.Key.Key_Space)
    assert desk.store.state.hidden == {"patella.right"}
    assert desk.row("structure", "patella").data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked.value or (
        desk.row("structure", "patella").data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    )
    QTest.keyClick(panel.tree, Qt.Key.Key_Space)
    assert not desk.store.state.hidden


def test_a_heading_hides_all_below_it_on_one_side(desk: Desk, structures: dict[str, Structure]) -> None:
    desk.store.update(side="left")
    index = desk.row("structure", "tibialis_anterior").parent()
    desk.parts.panel.tree.ticked.emit(index)
    hidden = desk.store.state.hidden
    assert "tibialis_anterior.left" in hidden
    assert not any(key.endswith(".right") for key in hidden)
    assert {structures[key].layer for key in hidden} == {"muscles"}


def test_a_click_on_the_body_is_followed(desk: Desk) -> None:
    desk.store.update(selected="saphenous_nerve.right")
    current = desk.parts.panel.tree.currentIndex()
    assert current.data(PART_ROLE).entry.key == "saphenous_nerve"


def test_roots_are_pointed_at_on_their_skin(desk: Desk) -> None:
    assert desk.parts.panel.reveal("root", "L5")
    QTest.keyClick(desk.parts.panel.tree, Qt.Key.Key_Return)
    place = desk.store.state.place
    assert place is not None
    assert place.side == "right"


def test_typing_filters_by_any_name(desk: Desk, qtbot: QtBot) -> None:
    panel = desk.parts.panel
    QTest.keyClicks(panel.field, "kneecap")
    assert desk.row("structure", "patella").isValid()
    assert not desk.row("structure", "calcaneus").isValid()
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    assert panel.tree.currentIndex().data(PART_ROLE).entry.key == "patella"
    assert panel.tree.hasFocus()
    panel.field.clear()
    assert desk.row("structure", "calcaneus").isValid()


def test_rows_speak(desk: Desk) -> None:
    spoken = desk.row("structure", "tibialis_anterior").data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Tibialis anterior" in spoken
    assert "right side" in spoken
    assert "shown" in spoken
    assert "L4" in spoken


def test_the_tree_speaks_german(desk: Desk, knowledge: Knowledge, structures: dict[str, Structure]) -> None:
    desk.store.update(language="de")
    assert desk.row("structure", "rectus_femoris").data() == "Musculus rectus femoris"
    desk.store.update(language="en")
    assert desk.row("structure", "rectus_femoris").data() == "Rectus femoris muscle"
    desk.store.update(audience="patient")
    desk.parts.open()
    assert desk.row("structure", "patella").data() == "Kneecap"
    desk.store.update(language="de")
    patella = desk.row("structure", "patella")
    assert [patella.data(role) for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)] == [
        "Kniescheibe",
        "Kniescheibe",
    ]
    assert index_of(knowledge, structures, "de").search("Kniescheibe")


def test_a_selected_part_stays_the_one_that_is_meant_when_its_reader_changes(desk: Desk) -> None:
    desk.store.update(selected="rectus_femoris.right")
    tree = desk.parts.panel.tree
    desk.store.update(audience="physician")
    desk.store.update(audience="patient")
    assert tree.currentIndex() == desk.row("structure", "rectus_femoris")
    assert tree.selectionModel().selectedRows() == [desk.row("structure", "rectus_femoris")]
    words = tree.currentIndex().data()
    desk.store.update(audience="student")
    assert tree.currentIndex().data() != words
    desk.store.update(selected=None)
    assert not tree.selectionModel().selectedRows()
