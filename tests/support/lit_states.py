"""States that light everything once, and the texts within what is made of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from annotations import Knowledge
from viewer.state.view_state import PickedSymptom, ViewState


def strings(thing: object) -> Iterator[str]:
    """Give every text within values, lists and mappings."""
    if isinstance(thing, str):
        yield thing
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from strings(getattr(thing, field.name))
    elif isinstance(thing, Mapping):
        yield from strings(list(thing.values()))
    elif isinstance(thing, list | tuple | Iterator):
        for part in thing:
            yield from strings(part)


def lit_states(knowledge: Knowledge) -> Iterator[ViewState]:
    """Give a state for everything that can light up: symptoms, roots, maps, skin nerves, scenes, items tried."""
    yield from (ViewState(symptoms=(PickedSymptom(key),)) for key in knowledge.symptoms)
    yield from (ViewState(root=root) for root in (*knowledge.roots, "all", None))
    yield from (ViewState(root="L5", map=key) for key in knowledge.maps)
    yield from (ViewState(nerve_field=field.nerve) for field in knowledge.nerve_fields.values())
    yield from (ViewState(scene=key) for key in knowledge.scenes)
    yield from (ViewState(examining=f"{key}:right") for key in knowledge.examination)
