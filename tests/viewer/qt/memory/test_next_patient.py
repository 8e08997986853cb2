"""Next patient: on a real X display everything is filled with one patient, and nothing of them is there afterwards."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Final

import pytest

from own_process import on_screen, seen_by
from viewer.state.next_patient import KEPT, WORK, for_next_patient, has_work
from viewer.state.store import Store
from viewer.state.view_state import FIELDS, CameraPose, ChartPlace, Examined, PickedSymptom, Stroke, ViewState

NAME: Final = "Quaxenfuss"
"""Nobody is called that, and no word of the program holds it."""
SHIN: Final = ChartPlace("leg", "left", 0.5, 60.0)
SOMEBODY: Final = ViewState(
    symptoms=(PickedSymptom("knee-gives-way", "left"), PickedSymptom("saddle-numbness", "both")),
    root="L5",
    side="left",
    map="keegan_garrett",
    scene="l4-5-far-lateral-herniation",
    degree=0.9,
    drawing=(Stroke((SHIN,)),),
    examination=(Examined("patellar-reflex", "left", "0"),),
    findings_told=True,
    view="inner-leg",
    camera=CameraPose((0.0, 3000.0, 500.0), (0.0, 0.0, 500.0), (0.0, 0.0, 1.0)),
    layers=frozenset({"bones", "nerves"}),
    skin_opacity=0.3,
    labels=False,
    key_points=True,
    path=True,
    beside=True,
    nerve_field="saphenous_nerve",
    compared="keegan_garrett",
    agreement=True,
    hovered="patella.left",
    selected="patella.left",
    place=SHIN,
    hidden=frozenset({"tibia.left"}),
    isolated="femur.left",
    examining="patellar-reflex:left",
    own_view=True,
    named=("femur",),
    level="l3_l4",
    lights="L3",
    audience="physician",
    language="de",
    palette="contrast",
    backdrop="dark",
    skin_tone="tone-4",
    body="female",
    stature=161.0,
    bmi=31.0,
    study="told",
    study_part="patella.left",
)
"""Every field is another one than at a fresh start."""


def test_every_field_but_those_of_the_user_is_as_at_a_fresh_start() -> None:
    same = [field.name for field in fields(ViewState) if getattr(SOMEBODY, field.name) == FIELDS[field.name].default]
    assert same == [], "the test knows every field"
    cleared = for_next_patient(SOMEBODY)
    kept = {field.name for field in fields(ViewState) if getattr(cleared, field.name) == getattr(SOMEBODY, field.name)}
    assert kept == {"audience", "language", "palette", "backdrop"} == set(KEPT)
    assert replace(cleared, **{name: FIELDS[name].default for name in KEPT}) == ViewState()


@pytest.mark.parametrize("name", WORK)
def test_work_that_no_file_has_is_noticed(name: str) -> None:
    worked = replace(ViewState(), **{name: getattr(SOMEBODY, name)})
    assert has_work(worked, None)
    assert has_work(worked, ViewState())
    assert not has_work(worked, replace(worked, view="back"))
    assert not has_work(replace(ViewState(), view="back", language="de", audience="physician"), None)


def test_nothing_leads_back_from_a_fresh_beginning() -> None:
    store = Store()
    store.update(view="back")
    store.show(ViewState(view="sole"), over=store.state)
    store.changed.connect(lambda new, _old: store.update(labels=False) if new.view == "front" else None)
    store.start_anew(ViewState())
    store.undo()
    store.redo()
    assert (store.state, store.own) == (ViewState(labels=False),) * 2
    assert not store.can_undo
    assert not store.can_redo


@pytest.fixture(scope="module")
def log(display: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    home = tmp_path_factory.mktemp("home")
    places = {"HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config"), "XDG_CACHE_HOME": str(home / ".cache")}
    found: dict[str, Any] = seen_by(__file__, str(home), environment=on_screen(display, **places))
    return found


@pytest.mark.window
class TestNextPatient:
    """What one run of :func:`drive` saw."""

    def test_what_no_file_has_is_asked_for(self, log: dict[str, Any]) -> None:
        assert "What was picked, drawn and examined is not saved" in log["question"]
        assert "The steps to present are not saved" in log["question"]
        assert "nothing of it can be brought back" in log["question"]
        assert log["kept_on_cancel"]

    def test_the_state_is_that_of_a_fresh_start(self, log: dict[str, Any]) -> None:
        assert log["other_fields"] == []
        assert log["undone"] == []
        assert log["undo_offered"] == []

    def test_the_name_was_everywhere_and_is_nowhere(self, log: dict[str, Any]) -> None:
        before = {place for place, found in log["named_before"].items() if found}
        assert before >= {"fields", "clipboard", "settings", "menu", "status", "folder", "box"}
        assert {place: found for place, found in log["named_after"].items() if found} == {}

    def test_all_words_of_the_window_are_those_of_an_untouched_one(self, log: dict[str, Any]) -> None:
        assert log["words"] > 1500
        assert log["other_words"] == []

    def test_qt_wrote_no_file_of_its_own(self, log: dict[str, Any]) -> None:
        assert log["files_of_qt"] == []
        assert NAME in log["dialog_was_in"]
        assert NAME not in log["next_dialog_is_in"]

    def test_a_clipboard_of_others_stays(self, log: dict[str, Any]) -> None:
        assert log["clipboard_of_others"] == "of another program"


def drive(home: Path) -> None:
    """Fill the window with a patient, clear the desk, and print what is left as one line of JSON."""
    import subprocess

    from PySide6.QtCore import (
        QAbstractItemModel,
        QAbstractListModel,
        QCoreApplication,
        QEvent,
        QModelIndex,
        QObject,
        QPoint,
        Qt,
        QTimer,
    )
    from PySide6.QtGui import QAction, QGuiApplication
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QDockWidget, QFileDialog, QLineEdit, QMessageBox, QWidget

    from annotations import load
    from meshes.body import build_body
    from viewer.qt.app import assemble, make_application
    from viewer.qt.explain.topics import TopicsFeature
    from viewer.qt.memory.feature import Memory
    from viewer.qt.shell.describing import Describing
    from viewer.state.settings import read_settings

    application = make_application("light")
    settings = home / ".config" / "dermatome-viewer" / "settings.json"
    viewer = assemble(load(), build_body("light"), ViewState(audience="physician"), settings)
    window, store, memory = viewer.window, viewer.store, viewer.window.feature(Memory)
    log: dict[str, Any] = {"named_before": {}, "named_after": {}}

    def settle(until: Callable[[], bool] = lambda: False, seconds: float = 0.8) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end and not until():
            application.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            time.sleep(0.005)

    def press(key: str) -> None:
        window.activateWindow()
        settle(window.isActiveWindow, 3)
        window.canvas.setFocus()
        QTest.keySequence(window, key)
        settle()

    def of_model(model: QAbstractItemModel, above: QModelIndex) -> Iterator[str]:
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(above)
        for row in range(model.rowCount(above)):
            for column in range(columns):
                index = model.index(row, column, above)
                roles = Qt.ItemDataRole
                for role in (roles.DisplayRole, roles.ToolTipRole, roles.AccessibleTextRole, roles.CheckStateRole):
                    yield f"{type(model).__name__} {row}.{column} {model.data(index, role)}"
                yield from of_model(model, model.index(row, 0, above)) if column == 0 else ()

    def words() -> set[str]:
        """Gather all words that any widget, action or list of the program holds, shown or not."""
        found = set()
        things: list[QObject] = [*QApplication.allWidgets(), *window.findChildren(QAction)]
        for thing in things:
            meta = thing.metaObject()
            for number in range(meta.propertyCount()):
                name = str(meta.property(number).name())
                said = meta.property(number).read(thing) if name != "objectName" else ""
                # Qt numbers what it makes itself.
                if isinstance(said, str) and said and not said.startswith(("qt_", "_q_")):
                    found.add(f"{type(thing).__name__}.{name}: {said}")
            for name in (raw.toStdString() for raw in thing.dynamicPropertyNames()):
                if not name.startswith("_"):
                    found.add(f"{type(thing).__name__}.{name}: {thing.property(name)}")
        for model in window.findChildren(QAbstractItemModel):
            found.update(of_model(model, QModelIndex()))
        return found

    def in_dialog(act: Callable[[QFileDialog], object]) -> None:
        """Answer the next file dialog."""

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QFileDialog):
                act(dialog)
            else:
                QTimer.singleShot(50, answer)

        QTimer.singleShot(50, answer)

    def save_there(dialog: QFileDialog) -> None:
        log["dialog_was_in"] = dialog.directory().path()
        dialog.selectFile(str(folder / f"{NAME}.dermatome"))
        dialog.accept()

    def look(dialog: QFileDialog) -> None:
        log["next_dialog_is_in"] = " ".join((dialog.directory().path(), *dialog.history()))
        dialog.reject()

    def name_it(where: dict[str, Any]) -> None:
        """Note where the name stands."""
        typed = [field for field in QApplication.allWidgets() if isinstance(field, QLineEdit)]
        where["fields"] = []
        for field in typed:
            for go in (field.undo, field.redo):
                go()
                where["fields"] += [field.accessibleName()] if NAME in field.text() else []
        where["words"] = [word for word in words() if NAME in word]
        copied = (clipboard.text(), clipboard.text(clipboard.Mode.Selection))
        where["clipboard"] = [text for text in copied if NAME in text]
        files = [file for file in home.rglob("*") if file.is_file() and file.parent != folder]
        where["settings"] = [str(file) for file in files if NAME in file.read_text("utf-8", "replace")]
        where["menu"] = [action.text() for action in memory.menu.actions() if NAME in action.text()]
        where["status"] = [word for word in where["words"] if word.startswith("StatusLine")]
        where["folder"] = [word for word in where["words"] if "saved in" in word]
        where["box"] = [word for word in where["words"] if "QMessageBox" in word]

    window.resize(1400, 900)
    window.show()
    window.activateWindow()
    settle(window.isActiveWindow, 10)
    clipboard = QGuiApplication.clipboard()
    folder = home / NAME
    folder.mkdir()
    for dock in window.findChildren(QDockWidget):
        dock.show()
        dock.raise_()
        settle(seconds=0.1)
    press("G")
    press("Ctrl+T")
    press("Ctrl+F")
    press("Y")
    press("Esc")
    press("Ctrl+N")
    window.name_under_pointer("", QPoint())
    untouched = words()
    log["words"] = len(untouched)

    memory.toggle_recent()
    window.setProperty("saved in", str(folder))
    store.replace(replace(SOMEBODY, study="", study_part=None, language="en", backdrop="light", palette="standard"))
    in_dialog(save_there)
    press("Ctrl+S")
    memory.keep()
    assert NAME in read_settings(settings).recent[0]
    store.update(view="back", hidden=frozenset({"tibia.right"}))
    store.undo()
    store.update(symptoms=SOMEBODY.symptoms[:1])
    press("Ctrl+D")
    window.feature(Describing).show()
    window.feature(TopicsFeature).show_topic("surgery")
    settle()
    press("Y")
    press("PgDown")
    for field in window.findChildren(QLineEdit):
        field.insert(NAME)
    settle()
    press("D")
    window.name_under_pointer(NAME, QPoint(90, 90))
    store.update(hidden=frozenset({"tibia.right"}))
    window.show_error(NAME)
    window.show_message(f"Saved: {NAME}")
    memory.menu.aboutToShow.emit()
    clipboard.setText(NAME)
    settle(seconds=0.2)
    window.show_message(f"Saved: {NAME}")
    name_it(log["named_before"])

    before = store.own
    for box in window.findChildren(QMessageBox):
        box.close()
    settle(seconds=0.2)
    press("Ctrl+N")
    (box,) = window.findChildren(QMessageBox)
    log["question"] = f"{box.text()} {box.informativeText()}"
    box.escapeButton().click()
    settle()
    log["kept_on_cancel"] = store.own == before and store.can_undo
    window.show_error(NAME)
    window.show_message(f"Saved: {NAME}")
    window.actions_["next-patient"].trigger()
    (box,) = [box for box in window.findChildren(QMessageBox) if box.informativeText()]
    box.defaultButton().click()
    settle(seconds=1.5)

    fresh = replace(ViewState(), **{name: getattr(store.state, name) for name in KEPT})
    log["other_fields"] = [f.name for f in fields(ViewState) if getattr(store.state, f.name) != getattr(fresh, f.name)]
    log["other_fields"] += ["own"] if store.own != store.state else []
    kept = store.state
    window.name_under_pointer("", QPoint())
    left = words()
    name_it(log["named_after"])
    log["undone"] = []
    for key in ("Ctrl+Z", "Ctrl+Y"):
        press(key)
        log["undone"] += [f.name for f in fields(ViewState) if getattr(store.state, f.name) != getattr(kept, f.name)]
    log["undo_offered"] = [name for name in ("undo", "redo") if window.actions_[name].isEnabled()]
    log["other_words"] = sorted(left ^ untouched)
    store.update(view="back")
    store.update(view="front")
    store.undo()
    store.redo()
    press("Ctrl+N")
    log["undo_offered"] += [name for name in ("undo", "redo") if window.actions_[name].isEnabled()]
    in_dialog(look)
    press("Ctrl+O")
    log["files_of_qt"] = [str(found) for found in home.rglob("*") if "qtproject" in found.name.lower()]

    other = "import sys; from PySide6.QtGui import *; from PySide6.QtCore import QTimer; a = QGuiApplication([]);"
    other += "w = QRasterWindow(); w.show(); a.clipboard().setText('of another program'); print('ready', flush=True);"
    other += "QTimer.singleShot(8000, a.quit); a.exec()"
    with subprocess.Popen([sys.executable, "-c", other], stdout=subprocess.PIPE) as second:
        assert second.stdout is not None
        second.stdout.readline()
        settle()
        press("Ctrl+N")
        log["clipboard_of_others"] = clipboard.text()
        second.terminate()

    assert isinstance(window, QWidget)
    window.close()
    viewer.picture.close()
    sys.stdout.write(json.dumps(log) + "\n")


if __name__ == "__main__":
    drive(Path(sys.argv[1]))
