"""The store: one value, one signal, undo over lasting changes only."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from viewer.state import CameraPose, PickedSymptom, ViewState
from viewer.store import Store

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
