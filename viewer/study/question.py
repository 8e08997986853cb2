"""What students can be asked: topics, ways of asking, and a question as plain data. Pure; no toolkit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from annotations.model import LEG_ROOTS
from viewer.appearance.panel import Paragraph
from viewer.i18n.catalogue import ENGLISH, N_
from viewer.state.view_state import READER, ChartPlace, Side, Stroke, ViewState, fields_of

Topic = Literal["bones", "muscles", "nerves", "skin", "tests"]
Way = Literal["choose", "point", "draw"]
"""``choose`` among four or type; ``point`` at the body; ``draw`` on the skin."""
Region = Literal["back", "hip", "thigh", "leg", "foot", "examination"]
Kind = Literal[
    "find",
    "name",
    "root-of-muscle",
    "nerve-of-muscle",
    "root-of-skin",
    "nerve-of-skin",
    "find-skin",
    "key-point",
    "key-point-words",
    "reflex",
    "key-muscle",
    "key-movement",
    "test",
    "examined",
    "sign",
    "disc",
    "draw",
]

TOPICS: Final[Mapping[str, str]] = {
    "bones": N_("Bones"),
    "muscles": N_("Muscles"),
    "nerves": N_("Nerves"),
    "skin": N_("Skin"),
    "tests": N_("Tests"),
}
SCOPES: Final[Mapping[str, str]] = {"L4": N_("L4 only"), "L2-S1": N_("L2 to S1"), "all": N_("Everything")}
REGIONS: Final[Mapping[str, str]] = {
    "back": N_("Back and belly"),
    "hip": N_("Hip and pelvis"),
    "thigh": N_("Thigh"),
    "leg": N_("Lower leg"),
    "foot": N_("Foot"),
    "examination": N_("Examiner's tests"),
}
SCOPE_ROOTS: Final[Mapping[str, frozenset[str]]] = {
    "L4": frozenset({"L4"}),
    "L2-S1": frozenset(LEG_ROOTS),
    "all": frozenset(),
}
WAYS: Final[Mapping[Kind, Way]] = {"find": "point", "find-skin": "point", "key-point": "point", "draw": "draw"}
"""Ways of answering; kinds that are not listed are answered by choosing."""
KEPT: Final = (*fields_of(READER), "map")
"""Fields of a state that questions do not change."""
SPOT_MM: Final = 13.0
"""Radius of the mark on the skin that is asked about."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something to learn; it is asked again until it is known."""

    key: str
    """``kind:subject``; it never changes, as progress is saved under it."""
    kind: Kind
    subject: str
    """What it is about: a structure or muscle without side, a root, a place's name, a reflex, a test, a disc level."""
    topic: Topic
    region: Region
    roots: tuple[str, ...] = ()
    """Roots it belongs to; none if it only serves orientation."""

    @property
    def way(self) -> Way:
        """How it is answered."""
        return WAYS.get(self.kind, "choose")

    def within(self, scope: str) -> bool:
        """Whether it belongs to a choice of roots; items without a root are left out of a single root."""
        roots = SCOPE_ROOTS[scope]
        return not roots or bool(roots & set(self.roots)) or (not self.roots and len(roots) > 1)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers to choose from."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question, with its picture and its answer."""

    item: Item
    text: str
    right: str
    """Key of the answer that all sources accept: of a choice, a structure without side, a root."""
    right_text: str
    accepted: Mapping[str, tuple[str, ...]]
    """All answers that some source accepts, with those sources; names of structures need none."""
    choices: tuple[Choice, ...]
    """Where it is answered by choosing: four, exactly one of which any source accepts (``right``). Else none."""
    view: str
    side: Side
    layers: frozenset[str]
    hidden: frozenset[str]
    """Structure keys that are hidden."""
    target: str | None
    """Structure key that is lit; a sought one only after the answer."""
    place: ChartPlace | None
    """The place on the skin that is marked, or sought."""
    explanation: tuple[Paragraph, ...]
    shown_root: str | None = None
    """Lit after the answer."""
    answer_view: str | None = None
    """View of the answer, if not that of the question."""
    language: str = ENGLISH
    """Of all its words, and of those that are said of an answer."""

    @property
    def sources(self) -> tuple[str, ...]:
        """All sources of the answer, each once."""
        keys = [key for paragraph in self.explanation for key in paragraph.sources]
        return tuple(dict.fromkeys([*keys, *(key for found in self.accepted.values() for key in found)]))


def asked_state(question: Question, before: ViewState) -> ViewState:
    """Make the picture of a question: nothing in it names what is asked.

    Parameters
    ----------
    question : Question
    before : ViewState
        Whose body, colours, language and reader are kept.
    """
    marked = question.place is not None and question.item.way == "choose"
    return replace(
        _cleared(question, before),
        study="asked",
        root=None,
        labels=False,
        layers=question.layers,
        hidden=question.hidden,
        study_part=None if question.item.kind == "find" else question.target,
        drawing=(spot(question.place),) if marked and question.place is not None else (),
    )


def answered_state(question: Question, before: ViewState) -> ViewState:
    """Make the picture that shows the answer: names are back, and the root it belongs to is lit."""
    on_skin = question.place is not None or question.item.kind == "find-skin"
    return replace(
        _cleared(question, before),
        study="told",
        view=question.answer_view or question.view,
        root=None if question.item.kind == "nerve-of-skin" else question.shown_root,
        nerve_field=question.right if question.item.kind == "nerve-of-skin" else None,
        labels=True,
        key_points=question.item.kind.startswith("key-point"),
        layers=question.layers,
        hidden=question.hidden,
        selected=question.target,
        place=question.place if on_skin and question.item.way == "choose" else None,
        drawing=(spot(question.place),) if question.item.kind.endswith("-of-skin") and question.place else (),
    )


def spot(place: ChartPlace) -> Stroke:
    """Mark a place on the skin."""
    return Stroke((place,), SPOT_MM, "numbness", "skin")


def _cleared(question: Question, before: ViewState) -> ViewState:
    """Remove what was picked before; body, colours and reader stay."""
    kept = {name: getattr(before, name) for name in KEPT}
    return ViewState(side=question.side, view=question.view, **kept)
