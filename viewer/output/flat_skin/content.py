"""What stands on the flat skin beside its paint: names of roots and regions, levels, key points, marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from annotations.model import Knowledge
from meshes.skin.chart_frame import INSTEP_T
from meshes.skin.landmarks import landmark
from viewer.appearance.label_places import field_places, label_places
from viewer.appearance.named import Named
from viewer.appearance.values import Appearance, TerritoryPaint
from viewer.i18n.capitals import capitalised
from viewer.i18n.catalogue import N_, Catalogue, catalogue
from viewer.i18n.language import in_language
from viewer.palette.colours import BORDER, Rgb
from viewer.skin.nerve_fields import fields_of, short_nerve_name
from viewer.state.view_state import ChartPlace, Side, ViewState

if TYPE_CHECKING:
    from .drawing_targets import Anchor
    from .texels import FlatTexels

Style = Literal["root", "plain", "quiet", "nerve"]
PILL: Final[Rgb] = (30, 36, 44)
"""Ground of a root's name."""
LETTER: Final[dict[Style, float]] = {"root": 19.0, "plain": 16.0, "quiet": 13.5, "nerve": 14.0}
"""Height of letters, mm of the flat skin: a fifth of it on A4."""
APART: Final = 40.0
ROOT_APART: Final = 110.0
"""Two names keep this far apart, and two of one root, mm."""
EDGE: Final = 12.0
"""From a name's middle to where the skin ends, at least, mm."""
MOST_NAMES: Final = 3
"""Of one root: its skin may lie on thigh, leg and foot."""
COLUMNS: Final = ((N_("back"), 190.0), (N_("outer side"), 270.0), (N_("front"), 0.0), (N_("inner side"), 90.0))
"""Words and the limb angle they stand at."""
COLUMN_T: Final = 0.27
TRUNK_COLUMNS: Final = ((N_("back"), 150.0), (N_("flank"), 90.0), (N_("belly"), 22.0))
"""The same on the trunk."""
FEET: Final = ((N_("from above"), 0.0), (N_("sole"), 180.0))
PLACES: Final = (
    (N_("navel"), "navel-level", "end"),
    (N_("kneecap"), "patella", "middle"),
    (N_("inner ankle bone"), "medial-malleolus", "start"),
)
"""Marks that help to find one's way: word, landmark, where the word stands."""


@dataclass(frozen=True, slots=True)
class Word:
    """A text on the flat skin."""

    text: str
    x: float
    y: float
    """Of the middle of its letters."""
    style: Style = "plain"
    anchor: Anchor = "middle"


@dataclass(frozen=True, slots=True)
class Line:
    """A thin line: a level, or an angle that the columns are named after."""

    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot on the flat skin: a key point, a landmark, or the place that is asked about."""

    x: float
    y: float
    colour: Rgb
    text: str
    kind: Literal["key-point", "landmark", "asked"]


@dataclass(frozen=True, slots=True)
class FlatContent:
    """Everything over the paint."""

    words: tuple[Word, ...]
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]


def flat_content(
    laid: FlatTexels,
    state: ViewState,
    knowledge: Knowledge,
    appearance: Appearance,
    structures: Mapping[str, Named],
) -> FlatContent:
    """Gather what stands on the flat skin of a state.

    Parameters
    ----------
    laid : FlatTexels
        Where its skin lies.
    state : ViewState
    knowledge : Knowledge
    appearance : Appearance
        What the state shows: its roots are named.
    structures : mapping of str to Structure
        The body's structures by sided key: its nerves are named as in the picture.
    """
    side, tr = state.side, catalogue(state.language)
    marks, words = _places(laid, side, tr)
    marks += _key_points(laid, appearance, side)
    names = _names(laid, state, knowledge, appearance, structures) if state.labels else []
    # A name of a root may be anywhere; the plain words give way.
    words += [
        word for word in _columns(laid, side, tr) if all(np.hypot(word.x - n.x, word.y - n.y) > APART for n in names)
    ]
    words += [*_feet(laid, side, tr), *names]
    if state.place is not None and state.place.side == side:
        x, y = laid.layout.point(state.place)
        marks.append(Mark(x, y, BORDER, tr("the place asked about"), "asked"))
    return FlatContent(tuple(words), tuple(_lines(laid, side)), tuple(marks))


def named_roots(appearance: Appearance, knowledge: Knowledge, side: Side) -> dict[tuple[str, str], TerritoryPaint]:
    """List the painted roots of one side, map and root, each with its first paint."""
    found: dict[tuple[str, str], TerritoryPaint] = {}
    for paint in appearance.skin.territories:
        territory = knowledge.territories.get(paint.territory)
        if paint.side == side and territory is not None:
            found.setdefault((territory.map, territory.root), paint)
    return found


def named_nerves(appearance: Appearance, knowledge: Knowledge, side: Side) -> list[str]:
    """List the nerves whose skin is painted on one side."""
    painted = (paint.territory for paint in appearance.skin.territories if paint.side == side)
    fields = (knowledge.nerve_fields.get(key) for key in painted)
    return list(dict.fromkeys(field.nerve for field in fields if field is not None))


def _names(
    laid: FlatTexels,
    state: ViewState,
    knowledge: Knowledge,
    appearance: Appearance,
    structures: Mapping[str, Named],
) -> list[Word]:
    """Name roots and nerves on their skin."""
    words: list[Word] = []
    for (map_key, root), paint in named_roots(appearance, knowledge, state.side).items():
        own = [t for t in knowledge.territories.values() if (t.map, t.root) == (map_key, root)]
        beside = [knowledge.territories[key] for key in paint.beside]
        places = label_places(own, state.side, beside, paint.rim_mm)
        words += [Word(root, x, y, "root") for x, y in _spread(laid, places, words)]
    known = in_language(knowledge, state.language)
    for key in named_nerves(appearance, knowledge, state.side):
        for x, y in _spread(laid, field_places(fields_of(knowledge, key), state.side), words)[:1]:
            name = capitalised(short_nerve_name(key, state.side, state, known, structures))
            words.append(Word(name, x, y, "nerve"))
    return words


def _spread(laid: FlatTexels, places: Sequence[ChartPlace], taken: Sequence[Word]) -> list[tuple[float, float]]:
    """Choose spots for a name: one on each segment, off each other and off other names."""
    chosen: list[tuple[float, float]] = []
    segments: set[str] = set()
    for place in places:
        x, y = laid.layout.point(place)
        on_skin = all(laid.place(x + dx, y + dy) for dx, dy in ((0.0, 0.0), (EDGE, 0.0), (-EDGE, 0.0)))
        apart = all(np.hypot(x - word.x, y - word.y) >= APART for word in taken)
        apart &= all(np.hypot(x - a, y - b) >= ROOT_APART for a, b in chosen)
        if on_skin and apart and place.segment not in segments and len(chosen) < MOST_NAMES:
            chosen.append((x, y))
            segments.add(place.segment)
    return chosen


def _columns(laid: FlatTexels, side: Side, tr: Catalogue) -> list[Word]:
    found = []
    for text, phi in COLUMNS:
        x, y = laid.layout.point(ChartPlace("thigh", side, COLUMN_T, phi))
        found.append(Word(tr(text), x, y, "quiet"))
    for text, phi in TRUNK_COLUMNS:
        x, y = laid.layout.point(ChartPlace("trunk", side, 0.06, phi))
        found.append(Word(tr(text), x, y, "quiet"))
    return found


def _feet(laid: FlatTexels, side: Side, tr: Catalogue) -> list[Word]:
    found = []
    for text, phi in FEET:
        x, _ = laid.layout.point(ChartPlace("foot", side, 0.55, phi))
        found.append(Word(tr(text), x, laid.layout.height + LETTER["quiet"], "quiet"))
    return found


def _places(laid: FlatTexels, side: Side, tr: Catalogue) -> tuple[list[Mark], list[Word]]:
    marks, words = [], []
    for text, name, anchor in PLACES:
        point = landmark(name, side)
        x, y = laid.layout.point(ChartPlace(point.segment, side, point.t, point.phi, point.ray))
        marks.append(Mark(x, y, (112, 118, 126), tr(text), "landmark"))
        outward = (1.0 if side == "right" else -1.0) * {"start": 1.0, "end": -1.0}.get(anchor, 0.0)
        where: Anchor = "middle" if not outward else "start" if outward > 0 else "end"
        words.append(Word(tr(text), x + 9.0 * outward, y if outward else y - 1.6 * LETTER["quiet"], "quiet", where))
    return marks, words


def _key_points(laid: FlatTexels, appearance: Appearance, side: Side) -> list[Mark]:
    found = []
    for pin in appearance.pins:
        if pin.side == side:
            point = landmark(pin.landmark, side)
            x, y = laid.layout.point(ChartPlace(point.segment, side, point.t, point.phi, point.ray))
            found.append(Mark(x, y, pin.colour, pin.text, "key-point"))
    return found


def _lines(laid: FlatTexels, side: Side) -> list[Line]:
    """Draw the level of the knee, and the front line of thigh and leg."""
    knee = [laid.layout.point(ChartPlace("leg", side, 0.0, phi)) for phi in np.linspace(150.01, 509.99, 60) % 360.0]
    front = [laid.layout.point(ChartPlace("thigh", side, t, 0.0)) for t in np.linspace(0.0, 1.0, 20)]
    front += [laid.layout.point(ChartPlace("leg", side, t, 0.0)) for t in np.linspace(0.0, 1.0 - INSTEP_T, 20)]
    groin = [laid.layout.point(ChartPlace("trunk", side, 1.0, phi)) for phi in np.linspace(8.0, 165.0, 60)]
    return [Line(tuple(points)) for points in (knee, front, groin)]
