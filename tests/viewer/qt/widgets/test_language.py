"""Words of widgets follow the window's language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("PySide6")

from PySide6.QtWidgets import QApplication, QComboBox, QMainWindow, QPushButton

from viewer.i18n.catalogue import N_
from viewer.qt.widgets.language import say, set_language, tr, whenever_language_changes


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QMainWindow]:
    del qapp
    yield QMainWindow()
    set_language("en")


def test_words_are_said_now_and_when_the_language_changes(window: QMainWindow) -> None:
    button = QPushButton(window)
    say(button, text=N_("Undo"), toolTip=lambda: f"{tr('Undo')} (Ctrl+Z)")
    assert (button.text(), button.toolTip()) == ("Undo", "Undo (Ctrl+Z)")
    set_language("de", window)
    assert (button.text(), button.toolTip()) == ("Rückgängig", "Rückgängig (Ctrl+Z)")
    later = QPushButton(window)
    say(later, text=N_("Undo"))
    assert later.text() == "Rückgängig"


def test_new_words_take_the_place_of_those_before(window: QMainWindow) -> None:
    button = QPushButton(window)
    say(button, text=N_("Play"))
    say(button, text=N_("Pause"))
    set_language("es", window)
    assert button.text() == tr("Pause") != "Pause"


def test_lists_follow(window: QMainWindow) -> None:
    box = QComboBox(window)
    box.addItem("")
    whenever_language_changes(box, lambda: box.setItemText(0, tr("Undo")))
    set_language("de", window)
    assert box.itemText(0) == "Rückgängig"


def test_a_property_that_a_widget_lacks_is_refused(window: QMainWindow) -> None:
    with pytest.raises(AttributeError):
        say(QPushButton(window), placeholderText=N_("Undo"))
