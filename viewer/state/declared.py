"""How a field of the state is declared: what it is about, how it is saved, undone, checked and asked for.

A field is declared once, in :class:`viewer.state.view_state.ViewState`. Saved views, undo, tours, the study, the
check of words and the command line read :data:`viewer.state.view_state.FIELDS`; none of them keeps a list of names.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

_T = TypeVar("_T")

_DECLARED: Final = "declared"


@dataclass(frozen=True, slots=True)
class StateField:
    """A field of the state, with all that is declared of it."""

    name: str
    type: str
    """As it is written in the class. How the field looks in a saved view follows from it: see
    :mod:`viewer.state.saved_view`."""
    default: Any
    group: Group
    number: int
    """Its place in a saved view, from 1. A new field takes the next number, which is then the minor version."""
    saved: bool
    """Whether a saved view holds its value; otherwise it holds the default, and the default is read."""
    undone: bool
    """Whether undo goes back over a change of this field alone."""
    among: str
    """Table of the knowledge base, or one of :data:`viewer.explain.checking_views.WORDS`, whose keys it may hold."""
    accepted: tuple[str, ...]
    """Further words it may hold; with neither, words are not checked."""
    noun: str
    """What a word of it is called in a sentence about a wrong one."""
    option: str
    """The option of the command line, with the name of its value for the help: ``--map KEY``. Without a value it is a
    switch: given, it reverses the default. Empty if there is no option."""
    help: str
    """What the command line says of the option."""

    @property
    def flag(self) -> str:
        """The option as it is typed."""
        return self.option.partition(" ")[0]

    @property
    def metavar(self) -> str:
        """The name of the option's value; empty for a switch."""
        return self.option.partition(" ")[2]

    @property
    def repeated(self) -> bool:
        """Whether the option may be given more than once."""
        return self.type.startswith("tuple[")


class Group:
    """Fields that belong together. Called, it declares a field of the group.

    Parameters
    ----------
    name : str
    """

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name

    def __call__(
        self,
        number: int,
        default: _T,
        *,
        saved: bool = True,
        undone: bool = True,
        among: str = "",
        accepted: tuple[str, ...] = (),
        noun: str = "",
        option: str = "",
        help: str = "",
    ) -> _T:
        """Declare a field; the arguments are those of :class:`StateField`."""
        declared = StateField("", "", default, self, number, saved, undone, among, accepted, noun, option, help)
        # Typed like dataclasses.field: the default is checked against the type of the field.
        return dataclasses.field(default=default, metadata={_DECLARED: declared})


def declared_fields(state: type) -> Mapping[str, StateField]:
    """Read what is declared of each field of a dataclass, by name, in the order of the class."""
    found = {}
    for field in dataclasses.fields(state):
        declared: StateField = field.metadata[_DECLARED]
        noun = declared.noun or field.name.replace("_", " ")
        found[field.name] = dataclasses.replace(declared, name=field.name, type=str(field.type), noun=noun)
    return found
