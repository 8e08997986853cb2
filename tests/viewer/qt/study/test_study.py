"""The study in the window: asked, answered by click, key and word, examined, and everything given back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from study_rig import KNOWLEDGE, Rig

pytest.importorskip("PySide6")

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from meshes.skin.landmarks import landmark
from viewer.i18n.catalogue import UNTRANSLATED
from viewer.qt.study.question import ChoiceButton
from viewer.skin.drawing import covered
from viewer.state.view_state import ChartPlace, PickedSymptom, Stroke, ViewState
from window_panels import explanation_of

pytestmark = pytest.mark.qt


@pytest.fixture
def rig(qtbot: Any, tmp_path: Path) -> Rig:
    return Rig(qtbot, tmp_path / "settings.json")


def test_a_click_on_the_part_that_is_sought_is_right_and_lights_it(rig: Rig) -> None:
    rig.ask("find:soleus")
    assert rig.store.state.study == "asked"
    assert rig.store.state.selected is None
    rig.click("soleus.left")
    assert rig.store.state.study == "told"
    assert rig.store.state.selected == "soleus.left"
    assert "Right: Soleus." in rig.words
    assert rig.study.panel.question.next is not None


def test_a_click_on_another_part_says_what_it_is_and_lights_the_right_one(rig: Rig) -> None:
    rig.ask("find:soleus")
    rig.click("gracilis.right")
    assert "That is Gracilis." in rig.words
    assert rig.store.state.selected is not None
    assert rig.store.state.selected.startswith("soleus.")


def test_a_click_beside_the_body_is_no_answer(rig: Rig) -> None:
    rig.ask("find:soleus")
    rig.click(None)
    assert rig.store.state.study == "asked"
    rig.ask("find-skin:L4")
    rig.click(None)
    assert rig.store.state.study == "asked"


def test_a_cross_that_arrows_move_answers_by_keyboard(rig: Rig, qtbot: Any) -> None:
    rig.window.show()
    rig.window.activateWindow()
    qtbot.waitUntil(rig.canvas.isVisible)
    rig.ask("find:soleus")
    assert "By keys: arrows move a cross" in rig.words
    aim = rig.study._aim
    assert aim.at is None, "nothing lies over the picture until an arrow is pressed"
    rig.canvas.setFocus()
    rig.study._on_enter()
    assert rig.store.state.study == "asked", "no cross, no answer"
    pressed: list[tuple[int, int]] = []
    rig.board.pick = lambda x, y: pressed.append((x, y)) or "soleus.left"  # type: ignore[method-assign,func-returns-value]
    QTest.keyClick(rig.canvas, Qt.Key.Key_Right)
    assert aim.at == rig.canvas.rect().center()
    QTest.keyClick(rig.canvas, Qt.Key.Key_Right)
    QTest.keyClick(rig.canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    at = aim.at
    assert at is not None
    middle = rig.canvas.rect().center()
    assert at.x() > middle.x() + 2
    assert at.y() == middle.y() + 2, "with Shift it goes a little"
    for _ in range(200):
        QTest.keyClick(rig.canvas, Qt.Key.Key_Left)
    assert aim.at is not None
    assert aim.at.x() == 0, "it stays in the picture"
    aim._report()
    assert rig.window._status.text() == "Lower leg, patient's left", "where, but not what"
    rig.study._on_enter()
    assert pressed[-1] == (0, at.y())
    assert "Right: Soleus." in rig.words
    assert not aim._cross.isVisible()
    assert rig.pointer.aim is None, "the arrows turn the body again"
    rig.window.close()


def test_the_flat_sheet_answers_where_skin_is_sought_only(rig: Rig) -> None:
    mark = landmark("medial-malleolus", "right")
    place = ChartPlace(mark.segment, "right", mark.t, mark.phi, mark.ray)
    rig.ask("find:soleus")
    rig.study.answer_place(place)
    assert rig.store.state.study == "asked"
    rig.ask("find-skin:L4")
    rig.study.answer_place(place)
    assert "Right: L4, by 5 of 5 maps." in rig.words


@pytest.mark.parametrize(
    ("language", "leg", "inside", "nothing"),
    [
        ("en", "Lower leg, patient's left", "Skin: inner lower leg, patient's right", "Nothing is there"),
        ("de", "Unterschenkel, links", "Haut: Unterschenkel, innen, rechts beim Patienten", "Dort ist nichts"),
        ("es", "Pierna, ", "Piel: pierna por dentro, derecha del paciente", "Ahí no hay nada"),
    ],
)
def test_what_is_said_of_the_cross_is_in_the_language_and_never_the_answer(
    rig: Rig, language: str, leg: str, inside: str, nothing: str
) -> None:
    judge = rig.study._judge
    rig.store.update(language=language)
    for key in ("find:soleus", "find:femur", "find:saphenous_nerve"):
        rig.ask(key)
        question = rig.study.asking.question
        assert question is not None
        rig.board.under = f"{question.item.subject}.left"
        words = judge.whereabouts(question, 0, 0)
        assert question.right_text.lower() not in words.lower()
        assert not words.startswith(UNTRANSLATED)
        if key == "find:soleus":
            assert words.startswith(leg)
    rig.ask("find-skin:L4")
    question = rig.study.asking.question
    assert question is not None
    rig.board.under = ChartPlace("leg", "right", 0.5, 90.0)
    assert judge.whereabouts(question, 0, 0) == inside
    rig.board.under = None
    assert judge.whereabouts(question, 0, 0) == nothing
    rig.store.update(language="en")


def test_skin_and_key_points_are_answered_by_place(rig: Rig) -> None:
    mark = landmark("medial-malleolus", "right")
    place = ChartPlace(mark.segment, "right", mark.t, mark.phi, mark.ray)
    rig.ask("find-skin:L4")
    rig.click(place)
    assert "Right: L4, by 5 of 5 maps." in rig.words
    assert rig.store.state.root == "L4"
    rig.ask("key-point:L4")
    rig.board.away = 12.4
    rig.click(place)
    assert "12 mm from the key point" in rig.words
    assert rig.store.state.key_points


def test_the_pointer_names_nothing_while_a_question_is_open(rig: Rig) -> None:
    rig.board.under = "soleus.right"
    rig.pointer.rested.emit(5, 5)
    assert "Deep broad calf muscle" in rig.window._status.text()
    rig.ask("find:soleus")
    rig.pointer.rested.emit(5, 5)
    assert "calf" not in rig.window._status.text()
    assert not rig.window.hover.isVisible()
    assert "calf" not in explanation_of(rig.window).text()
    rig.click("soleus.right")
    rig.pointer.rested.emit(5, 5)
    assert "Deep broad calf muscle" in rig.window._status.text()


def test_keys_one_to_four_answer_and_enter_goes_on(rig: Rig, qtbot: Any) -> None:
    rig.window.show()
    qtbot.waitExposed(rig.window)
    rig.window.activateWindow()
    QApplication.processEvents()
    rig.ask("name:soleus")
    question = rig.study.asking.question
    assert question is not None
    number = 1 + [choice.key for choice in question.choices].index("soleus")
    layers = rig.store.state.layers
    rig.study._keys.shortcuts[str(number)].activated.emit()
    assert rig.store.state.study == "told"
    assert "Right: Soleus." in rig.words
    assert rig.store.state.layers == layers, "the key of a layer did not fire"
    rig.study._keys.shortcuts["Enter"].activated.emit()
    assert rig.store.state.study == "asked"
    rig.study.asking.leave()
    rig.window.close()


def test_the_keys_of_layers_are_lent_and_given_back(rig: Rig) -> None:
    keys = {identity: rig.window.actions_[identity].shortcuts() for identity in rig.window.actions_.ids()}
    rig.ask("name:soleus")
    assert not rig.window.actions_["layer-skin"].shortcuts()
    assert all(shortcut.isEnabled() for shortcut in rig.study._keys.shortcuts.values())
    rig.study.asking.leave()
    assert {identity: rig.window.actions_[identity].shortcuts() for identity in keys} == keys
    assert not any(shortcut.isEnabled() for shortcut in rig.study._keys.shortcuts.values())


def test_leaving_gives_picture_and_undo_back(rig: Rig) -> None:
    rig.store.update(root="S1")
    rig.store.update(view="back")
    before = rig.store.state
    rig.ask("draw:L4")
    rig.store.update(drawing=(Stroke((ChartPlace("leg", "right", 0.5, 90.0),)),))
    assert rig.drawing.on
    rig.window.actions_["escape"].trigger()
    assert rig.store.state == before
    assert not rig.drawing.on
    assert not rig.study.asking.on
    rig.store.undo()
    assert rig.store.state == replace(before, view="front")


def test_whoever_picks_a_symptom_leaves_the_study_and_gets_it(rig: Rig) -> None:
    rig.store.update(root="S1")
    rig.ask("name:soleus")
    rig.store.update(symptoms=(PickedSymptom("numb-inner-shin"),))
    assert not rig.study.asking.on
    assert rig.store.state.symptoms == (PickedSymptom("numb-inner-shin"),)
    assert rig.store.state.study == ""
    assert rig.store.state.root == "S1"
    assert rig.store.state.labels


def test_a_view_that_is_opened_ends_the_study(rig: Rig) -> None:
    rig.ask("name:soleus")
    opened = ViewState(root="L5", view="back")
    rig.store.replace(opened)
    assert not rig.study.asking.on
    assert rig.store.state == opened


@pytest.mark.parametrize(
    "wish",
    [
        {"selected": "soleus.right", "view": "back"},
        {"place": ChartPlace("leg", "right", 0.5, 90.0)},
        {"hidden": frozenset({"soleus.right"})},
        {"isolated": "soleus.right"},
        {"examining": "patellar-reflex:right"},
        {"compared": next(iter(KNOWLEDGE.maps))},
    ],
    ids=lambda wish: next(iter(wish)),
)
def test_nothing_can_be_lit_hidden_or_turned_to_by_name_while_a_question_is_open(
    rig: Rig, wish: dict[str, Any]
) -> None:
    rig.ask("find:soleus")
    before = rig.store.state
    rig.store.update(**wish)
    assert rig.store.state == before
    assert "Esc leaves the study" in rig.window._status.text()
    assert not rig.store.can_undo, "undo leads to no picture of another question"


def test_an_examination_folds_away_what_names_things_and_gives_it_back(rig: Rig) -> None:
    from PySide6.QtWidgets import QLabel

    parts = rig.window.add_panel("Parts", QLabel("Soleus"), "Symptoms", shown=True)
    search = rig.window.views.search
    usable = {identity for identity in rig.window.actions_.ids() if rig.window.actions_[identity].isEnabled()}
    rig.study.panel.start.pointing_box.setChecked(False)
    rig.study.examine(10)
    assert parts.isHidden()
    assert not parts.toggleViewAction().isEnabled()
    assert not rig.window.actions_["find"].isEnabled()
    assert not rig.window.actions_["next-patient"].isEnabled(), "it would end the exam"
    assert not search.isEnabled()
    for wish in ({"root": "L4"}, {"symptoms": (PickedSymptom("numb-inner-shin"),)}, {"beside": True}):
        rig.store.update(**wish)
        assert rig.study.asking.on, "an exam is left by Esc only"
        assert rig.store.state.root is None
    rig.study.asking.leave()
    assert not parts.isHidden()
    assert parts.toggleViewAction().isEnabled()
    assert search.isEnabled()
    assert {identity for identity in rig.window.actions_.ids() if rig.window.actions_[identity].isEnabled()} == usable


def test_typed_answers_complete_and_are_judged(rig: Rig) -> None:
    rig.study.panel.start.typing_box.setChecked(True)
    rig.ask("root-of-muscle:rectus_femoris")
    field = rig.study.panel.question.field
    assert field is not None
    assert not rig.study.panel.question.choices
    QTest.keyClicks(field, "l3, l4")
    rig.study._on_enter()
    assert "Right. Sources name" in rig.words


def test_an_examination_tells_nothing_until_its_end(rig: Rig) -> None:
    start = rig.study.panel.start
    start.pointing_box.setChecked(False)
    rig.study.examine(10)
    asked = []
    while rig.study.asking.on:
        question = rig.study.asking.question
        assert question is not None
        asked.append(question.item.key)
        assert rig.store.state.study == "asked"
        assert f"Question {len(asked)} of 10" in rig.words
        assert rig.study.panel.question.verdict is None
        wrong = next(choice.key for choice in question.choices if choice.key != question.right)
        rig.study._on_choice(question.right if len(asked) <= 4 else wrong)
    assert len(set(asked)) == 10
    shown = rig.study.panel.results
    assert rig.study.panel.page is shown
    assert "4 of 10 right, 40 %" in shown.text
    assert "By view" in shown.text
    assert len(shown.bars) >= 3
    assert sum(bar.maximum() for bar in shown.bars) == 30
    assert shown.repeat is not None
    shown.repeat.click()
    assert rig.study.asking.course is not None
    assert rig.study.asking.course.total == 6
    assert {one.key for one in rig.study.asking.course.items} == set(asked[4:])
    rig.study.asking.leave()


def test_a_drawing_is_scored_against_every_map_and_each_can_be_laid_over(rig: Rig) -> None:
    from viewer.skin.drawing import regions
    from viewer.skin.drawn_skin import reference_skin

    rig.ask("draw:L4")
    rig.study.asking.submit()
    assert rig.store.state.study == "asked", "nothing was drawn"
    way = tuple(ChartPlace("leg", "right", t / 20, 70.0) for t in range(4, 18))
    rig.store.update(drawing=(Stroke(way, 30.0),))
    assert len(covered(regions(reference_skin(), rig.store.state.drawing))) > 1000
    rig.study.asking.submit()
    page = rig.study.panel.question
    assert set(page.maps) == set(KNOWLEDGE.maps)
    assert rig.store.state.study == "told"
    assert rig.store.state.root == "L4"
    assert rig.store.state.drawing
    for key in page.maps:
        page.maps[key].setChecked(True)
        assert (rig.store.state.map, rig.store.state.compared) == (key, key)
    assert "none of them is the truth" in rig.words
    rig.study.asking.next()
    assert not rig.study.asking.on
    assert rig.store.state.drawing == ()


def test_changing_the_language_asks_the_same_in_other_words(rig: Rig) -> None:
    rig.ask("name:tibialis_anterior")
    rig.store.update(language="de")
    assert "Wie heißt dieser Teil?" in rig.words
    assert "M. tibialis anterior" in {choice.text for choice in rig.study.asking.question.choices}  # type: ignore[union-attr]
    assert rig.store.state.study == "asked"
    rig.study.asking.leave()
    rig.store.update(language="en")


def test_verdicts_and_results_follow_the_language(rig: Rig) -> None:
    rig.ask("find:soleus")
    rig.click("gracilis.right")
    assert "That is Gracilis." in rig.words
    rig.store.update(language="de")
    assert "Das ist: M. gracilis." in rig.words
    assert rig.study.panel.question.next is not None
    assert rig.study.panel.question.next.text() == "Nächste Frage (Enter)"
    rig.store.update(language="en")
    rig.ask("name:soleus")
    rig.study._on_typed("soleus")
    rig.store.update(language="es")
    assert "Correcto: M. soleus." in rig.words, "a typed name is no longer right in another language, but stays so"
    rig.study.asking.leave()
    assert rig.store.state.language == "es", "leaving gives back the view, not the language of before"
    item = next(item for item in rig.study._items() if item.key == "find:soleus")
    rig.study.examine(1, [item])
    rig.click("gracilis.right")
    page = rig.study.panel.results
    assert "Eso es: M. gracilis." in page.text
    rig.store.update(language="en")
    assert "Click on this part of the body: Soleus. That is Gracilis." in page.text
    assert "Exam results" in page.text


def test_everything_on_the_pages_has_a_name(rig: Rig) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QProgressBar

    rig.ask("key-point-words:L4")
    pages = [rig.study.panel]
    for widget in pages[0].findChildren(QWidget):
        if isinstance(widget, QAbstractButton | QComboBox | QLineEdit | QProgressBar):
            name = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
            assert name, widget
    assert all(isinstance(choice, ChoiceButton) for choice in rig.study.panel.question.choices)


def test_long_choices_are_wrapped_and_not_cut(rig: Rig, qtbot: Any) -> None:
    rig.window.resize(1024, 640)
    rig.window.show()
    qtbot.waitExposed(rig.window)
    rig.ask("key-point-words:S3")
    for _ in range(5):
        QTest.qWait(20)
    for choice in rig.study.panel.question.choices:
        needed = choice.line.heightForWidth(choice.line.width())
        assert choice.line.height() >= needed, choice.accessibleName()
    QTest.mouseClick(rig.study.panel.question.choices[0], Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert rig.store.state.study == "told"
    rig.study.asking.leave()
    rig.window.close()
