"""The store: one value, one signal, undo over lasting changes only."""

import ast
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from places import ROOT
from viewer.state.store import Store
from viewer.state.view_state import CameraPose, PickedSymptom, ViewState

POSE = CameraPose((0.0, 1000.0, 500.0), (0.0, 0.0, 500.0), (0.0, 0.0, 1.0))


def test_a_change_is_emitted_once_with_new_and_old() -> None:
    store = Store()
    seen: list[tuple[ViewState, ViewState]] = []
    store.changed.connect(lambda new, old: seen.append((new, old)))
    before = store.state
    store.update(side="left", view="back")
    assert seen == [(replace(before, side="left", view="back"), before)]


def test_no_change_is_not_emitted() -> None:
    store = Store()
    seen: list[ViewState] = []
    store.changed.connect(lambda new, old: seen.append(new))
    store.update(side=store.state.side)
    assert seen == []
    assert not store.can_undo


def test_hover_and_camera_are_no_undo_steps() -> None:
    store = Store()
    store.update(view="back")
    store.update(hovered="femur.left")
    store.update(camera=POSE)
    store.undo()
    assert store.state == ViewState()


def test_a_new_change_drops_what_was_undone() -> None:
    store = Store()
    store.update(view="back")
    store.undo()
    store.update(view="left")
    assert not store.can_redo


def test_both_sides_stand_for_left_and_right() -> None:
    assert PickedSymptom("x", "both").sides == ("left", "right")
    assert PickedSymptom("x", "left").sides == ("left",)


@given(st.lists(st.sampled_from(["front", "back", "left", "right", "sole"]), max_size=12))
def test_undoing_everything_comes_back_to_the_start_and_redo_to_the_end(views: list[str]) -> None:
    store = Store()
    for view in views:
        store.update(view=view)
    end = store.state
    while store.can_undo:
        store.undo()
    assert store.state == ViewState()
    while store.can_redo:
        store.redo()
    assert store.state == end


def test_only_the_window_has_a_store_and_no_widget_knows_it() -> None:
    """The rule in the store's docstring: controls write, panels and widgets emit what is wished."""
    root = ROOT / "viewer"
    holders: list[tuple[str, list[str]]] = []
    for file in sorted(root.rglob("*.py")):
        for known in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(known, ast.ClassDef) and "Store" in _names(known):
                holders.append((str(file.relative_to(root)), [ast.unparse(base) for base in known.bases]))
    assert holders
    assert [file for file, _ in holders if not file.startswith("qt")] == []
    widgets = [(file, base) for file, bases in holders for base in bases if base.startswith("Q") and base != "QObject"]
    assert widgets == []


def _names(node: ast.AST) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
