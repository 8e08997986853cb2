"""What is declared of a field once serves everything: saved views, undo, the check of words, the command line."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations import load
from annotations.model import Knowledge
from viewer.cli.asking import asked_state
from viewer.cli.parser import make_parser
from viewer.explain.checking_views import accepted_words, check_state
from viewer.files.errors import InputError
from viewer.state import view_state
from viewer.state.declared import Group, StateField, declared_fields
from viewer.state.saved_view import IN_ORDER, MINOR, OR_NONE, READERS, as_json, read_raw_state
from viewer.state.settings import REMEMBERED, Settings
from viewer.state.store import Store
from viewer.state.view_state import (
    DEPTHS,
    FIELDS,
    HIGHEST_T,
    LOOK,
    LOWEST_T,
    POINTER,
    QUALITIES,
    READER,
    SIDE_CHOICES,
    SIDES,
    STUDY,
    SUBJECT,
    TELLING,
    CameraPose,
    ChartPlace,
    Examined,
    PickedSymptom,
    Stroke,
    ViewState,
    fields_of,
)

GROUPS: Final = (SUBJECT, LOOK, POINTER, TELLING, READER, STUDY)
WITH_OPTION: Final = tuple(name for name, field in FIELDS.items() if field.option)
#: What an option is given where it is not one of a list of words, and what else it needs beside it.
GIVEN: Final = {
    "symptoms": ["numb-inner-shin:left"],
    "degree": ["0.25", "--scene", "l3-4-posterolateral-herniation"],
    "skin_opacity": ["0.5"],
    "layers": ["skin,bones"],
    "examining": ["patellar-reflex:right"],
    "body": ["female"],
    "stature": ["182.5"],
    "bmi": ["heavy"],
}
#: Options of the commands that show a view, beside those of the state.
OTHERS: Final = {"run", "version", "further", "output", "size", "quality", "step", "state", "opened"}

words = st.text(max_size=12)
numbers = st.floats(-1e6, 1e6)
shares = st.floats(0.0, 1.0)
sides = st.sampled_from(SIDES)
near = st.floats(-900.0, 900.0)
# A drawing is saved with so many digits.
places = st.builds(
    ChartPlace,
    st.sampled_from(("trunk", "thigh", "leg", "foot")),
    sides,
    st.floats(LOWEST_T, HIGHEST_T).map(lambda t: round(t, 4)),
    st.floats(0.0, 360.0).map(lambda phi: round(phi, 2)),
    st.integers(0, 5),
)
#: By the type that a field has: any value of it.
VALUES: Final[dict[str, st.SearchStrategy[Any]]] = {
    "bool": st.booleans(),
    "str": words,
    "Side": sides,
    "Audience": st.sampled_from(FIELDS["audience"].accepted),
    "float": numbers,
    "Share": shares,
    "frozenset[str]": st.frozensets(words, max_size=4),
    "tuple[str, ...]": st.lists(words, max_size=4).map(tuple),
    "tuple[PickedSymptom, ...]": st.lists(
        st.builds(PickedSymptom, words, st.sampled_from(SIDE_CHOICES)), max_size=3
    ).map(tuple),
    "tuple[Examined, ...]": st.lists(st.builds(Examined, words, st.sampled_from(SIDE_CHOICES), words), max_size=3).map(
        tuple
    ),
    "tuple[Stroke, ...]": st.lists(
        st.builds(
            Stroke,
            st.lists(places, min_size=1, max_size=5).map(tuple),
            st.floats(3.0, 40.0),
            st.sampled_from(QUALITIES),
            st.sampled_from(DEPTHS),
            st.booleans(),
        ),
        max_size=3,
    ).map(tuple),
    "CameraPose": st.builds(
        CameraPose,
        st.tuples(near, st.floats(950.0, 2000.0), near),
        st.tuples(near, near, near),
        st.just((0.0, 0.0, 1.0)),
        st.floats(1.0, 170.0),
    ),
    "ChartPlace": places,
}


@cache
def knowledge() -> Knowledge:
    return load()


def values_of(field: StateField) -> st.SearchStrategy[Any]:
    values = VALUES[field.type.removesuffix(OR_NONE)]
    return st.none() | values if field.type.endswith(OR_NONE) else values


def other_value(field: StateField) -> Any:
    """Give a value that is not the default."""
    found: Any = {
        "symptoms": (PickedSymptom("numb-inner-shin"),),
        "drawing": (Stroke((ChartPlace("leg", "right", 0.5, 70.0),)),),
        "examination": (Examined("quadriceps", "right", "3"),),
        "camera": CameraPose((0.0, 900.0, 0.0), (0.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
        "place": ChartPlace("leg", "right", 0.5, 70.0),
        "named": ("femur",),
    }.get(field.name)
    if found is not None:
        return found
    if isinstance(field.default, bool):
        return not field.default
    return {"float": 0.25, "Share": 0.25, "frozenset[str]": frozenset({"x"})}.get(
        field.type.removesuffix(OR_NONE), "other"
    )


def test_every_field_says_how_it_is_saved() -> None:
    assert list(FIELDS) == [field.name for field in fields(ViewState)]
    assert [field.number for field in IN_ORDER] == list(range(1, MINOR + 1))
    assert f"the next number, which is {MINOR + 1}:" in str(view_state.__doc__)
    assert {field.type.removesuffix(OR_NONE) for field in FIELDS.values()} <= READERS.keys()
    assert [name for name, field in FIELDS.items() if not field.saved] == ["study", "study_part"]


def test_every_field_belongs_to_one_group() -> None:
    assert sorted(name for group in GROUPS for name in fields_of(group)) == sorted(FIELDS)


@given(st.data())
@pytest.mark.parametrize("name", FIELDS)
def test_what_is_saved_is_read_again(name: str, data: st.DataObject) -> None:
    field = FIELDS[name]
    value = data.draw(values_of(field))
    text = json.dumps(as_json(replace(ViewState(), **{name: value})))
    assert getattr(read_raw_state(json.loads(text), "here").state, name) == (value if field.saved else field.default)


@pytest.mark.parametrize("name", FIELDS)
def test_undo_knows_every_change_but_passing_ones(name: str) -> None:
    field = FIELDS[name]
    store = Store()
    store.update(**{name: other_value(field)})
    assert store.can_undo == field.undone


@pytest.mark.parametrize("name", [name for name, field in FIELDS.items() if field.among or field.accepted])
def test_a_word_that_a_field_does_not_accept_is_one_sentence(name: str) -> None:
    field = FIELDS[name]
    wrong: Any = {"symptoms": (PickedSymptom("nothing"),), "layers": frozenset({"nothing"})}.get(name, "nothing")
    with pytest.raises(InputError, match=f"^unknown {field.noun} 'nothing'.*accepted are "):
        check_state(replace(ViewState(), **{name: wrong}), knowledge())


def parsed(*given: str) -> argparse.Namespace:
    return make_parser().parse_args(["snapshot", "-o", "out.png", *given])


@pytest.mark.parametrize("name", WITH_OPTION)
def test_every_option_sets_its_field(name: str) -> None:
    field = FIELDS[name]
    accepted = [word for word in accepted_words(field, knowledge()) if word != field.default]
    given = [] if not field.metavar else GIVEN.get(name) or accepted[:1]
    state = asked_state(parsed(field.flag, *given), ViewState(), knowledge())
    assert getattr(state, name) != field.default


def test_views_are_asked_for_by_fields_only() -> None:
    given = vars(parsed())
    assert set(given) - OTHERS == set(WITH_OPTION)
    assert asked_state(parsed(), ViewState(), knowledge()) == ViewState()


def test_what_settings_remember_is_a_word_that_the_field_accepts() -> None:
    assert set(REMEMBERED) == {"audience", "palette", "language"}
    for name in REMEMBERED:
        assert getattr(Settings(), name) == FIELDS[name].default
        assert FIELDS[name].default in FIELDS[name].accepted


def test_a_declaration_is_all_that_a_new_field_needs() -> None:
    fog = Group("fog")

    @dataclass(frozen=True, slots=True)
    class Foggy(ViewState):
        thickness: str = fog(MINOR + 1, "none", accepted=("none", "thick"), option="--fog NAME", help="how thick")

    added = declared_fields(Foggy)["thickness"]
    assert (added.number, added.noun, added.flag, added.metavar) == (MINOR + 1, "thickness", "--fog", "NAME")
    assert added.type in READERS
    assert accepted_words(added, knowledge()) == ("none", "thick")


def test_a_file_holds_every_field_in_its_place() -> None:
    plain = as_json(ViewState())
    assert list(plain) == ["schema_version", "minor_version", *(field.name for field in IN_ORDER)]
