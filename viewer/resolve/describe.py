"""The picture in words, for readers who do not see it: warnings, the view, what is lit, what lies open. Pure.

Every sentence follows one of a few patterns, all translated in :mod:`viewer.i18n.catalogue`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from annotations.model import Knowledge
from viewer.appearance.best_view import COVERING
from viewer.appearance.lit_regions import LitRegions
from viewer.appearance.named import Named, name_for, sided
from viewer.appearance.sight import sights
from viewer.appearance.values import Appearance
from viewer.appearance.views import VIEWS
from viewer.examination.items import examined_item
from viewer.examination.signs import ACT_WORDS, examiner_signs, examiner_view
from viewer.i18n.catalogue import catalogue
from viewer.i18n.language import in_language, translate
from viewer.skin.nerve_fields import nerves_with_skin, shown_nerves
from viewer.skin.reading import reading_at
from viewer.skin.territories import is_plain_all, shown_roots
from viewer.spine.lesion import degree_words, shown_lesion
from viewer.state.view_state import SIDES, Side, ViewState
from viewer.study.silence import HIDDEN

from .regions import COURSE, lit_regions_of
from .resolve import resolve

FROM_WORDS: Final[Mapping[str, str]] = {
    "front": "from the front",
    "back": "from the back",
    "left": "from the patient's left",
    "right": "from the patient's right",
    "inner-leg": "at the inner side of the {side} leg",
    "outer-leg": "at the outer side of the {side} leg",
    "sole": "at the sole of the {side} foot",
    "foot": "at the top of the {side} foot",
    "lumbar": "at the low back, from close by",
    "saddle": "at the saddle area, from below and behind",
    "lumbar-back": "at the cut spine, from behind",
    "lumbar-side": "at the cut spine, from the side",
    "lumbar-above": "at the cut spine, from above",
    "above": "from above",
    "three-quarter": "from the front and a little from the side",
}
MOST_NAMED: Final = 4
"""Parts that are named one by one; of more only the number is given."""
LAYER_WORDS: Final[Mapping[str, str]] = {
    "bones": "bones",
    "muscles": "muscles",
    "nerves": "nerves",
    "ligaments": "ligaments",
    "trunk_muscles": "trunk muscles",
    "fascia": "fascia",
}
SHAPES: Final[Mapping[str, str]] = {
    "touch": "A cotton bud marks the place",
    "prick": "A pin marks the place",
    "tap": "A hammer marks the place",
    "stroke": "A line with an arrow marks the way",
    "resist": "A broad arrow marks where the hand holds",
    "lift": "Three arrowheads mark where the hand moves the leg",
    "feel": "A ring marks the place",
}
"""Shapes of the examiner's signs."""
SEEN_THROUGH: Final = 0.97
"""Opacity below which one looks through the skin."""


def described(state: ViewState, knowledge: Knowledge, structures: Mapping[str, Named]) -> tuple[str, ...]:
    """Describe what a state shows, in its language, for its reader.

    Parameters
    ----------
    state : ViewState
    knowledge : Knowledge
        In English.
    structures : mapping of str to Structure
        The body's structures by sided key.

    Returns
    -------
    tuple of str
        Sentences: warnings first, then the view, what is lit, what is chosen, what is hidden.
    """
    own = in_language(knowledge, state.language)
    appearance = resolve(replace(state, language="en"), knowledge, structures)
    regions = lit_regions_of(state, own, structures)
    warnings = resolve(state, knowledge, structures).banner
    state = examiner_view(state, own)
    plain = [
        *_standing(state, structures),
        *_examined(state, own),
        *_skin_lit(state, own, regions, appearance),
        *_deep_lit(state, regions, appearance, structures),
        *_chosen(state, own, structures),
        *_open(state, appearance, structures),
    ]
    if state.study == "asked":  # what is lit or marked would be the answer
        plain = [*_standing(state, structures), HIDDEN]
    return (*warnings, *(translate(sentence, state.language) for sentence in plain))


def in_short(state: ViewState, knowledge: Knowledge, structures: Mapping[str, Named]) -> str:
    """Describe it in one line: the picture's accessible description."""
    return " ".join(described(state, knowledge, structures))


def description_answer(state: ViewState, knowledge: Knowledge, structures: Mapping[str, Named]) -> dict[str, object]:
    """Answer ``describe`` as a JSON-able object (its form is in docs/data-format.md)."""
    sentences = described(state, knowledge, structures)
    return {
        "language": state.language,
        "audience": state.audience,
        "warnings": list(resolve(state, knowledge, structures).banner),
        "sentences": list(sentences),
        "text": " ".join(sentences),
    }


def description_lines(answer: Mapping[str, object]) -> list[str]:
    """Write the answer of :func:`description_answer` as lines of text."""
    sentences = answer["sentences"]
    assert isinstance(sentences, list)
    return [str(sentence) for sentence in sentences]


# ------------------------------------------------------------------ sentences


def _standing(state: ViewState, structures: Mapping[str, Named]) -> list[str]:
    """Say which view is shown."""
    view = VIEWS[state.view]
    if state.camera is not None:
        if state.selected is not None and state.selected in structures:
            return [f"You look closely at one part: {_name(structures[state.selected], state)}."]
        return ["You have turned the body by hand."]
    where = FROM_WORDS[view.name].format(side=state.side)
    lines = [f"You look {where}."]
    if view.aside:
        lines.append("The other leg is left out.")
    return lines


def _examined(state: ViewState, knowledge: Knowledge) -> list[str]:
    """Say what the examiner does at the item under the cursor, and where."""
    examining = examined_item(state, knowledge)
    if examining is None:
        return []
    item, sides = examining
    lines = [f"A check-up is shown, {_sides(sides)}: {item.plain_name}."]
    for sign in examiner_signs(state, knowledge):
        where = _sides((sign.side,) if item.sided else SIDES)
        lines.append(f"{SHAPES[sign.act]}: {ACT_WORDS[sign.act]}, {where}.")
    return [*lines, item.how]


def _skin_lit(state: ViewState, knowledge: Knowledge, regions: LitRegions, appearance: Appearance) -> list[str]:
    """Say which skin is coloured, where it lies, and after which map."""
    if not appearance.skin.visible:
        return []
    lines = []
    whole = is_plain_all(knowledge, regions)
    if whole:
        lines.append("The skin shows all roots side by side, from T12 to S4-5.")
    roots = [] if whole else shown_roots(state, knowledge, regions)
    for root, shown in {shown.root: shown for shown, _ in roots}.items():
        sides = _sides(side for lit, side in regions.skin if lit == root)
        if appearance.skin.agreement:
            lines.append(f"Skin that maps give to {root} is coloured by their number, {sides}.")
        elif not shown.territories:
            lines.append(f"The chosen map leaves the skin of {root} blank.")
        elif shown.rim:
            lines.append(f"Lit in colour: of root {root}, only the edge of its skin, {sides}.")
        else:
            lines.append(f"Lit in colour: the skin of root {root}, {sides}.")
            lines += _lies(root, state, knowledge)
        if shown.stands_in and not appearance.skin.agreement:
            lines.append(f"It is our own drawing: the chosen map leaves the skin of {root} blank.")
    for root in dict.fromkeys(root for root, _ in regions.pain):
        sides = _sides(side for lit, side in regions.pain if lit == root)
        if not appearance.skin.agreement:
            lines.append(f"Dots show where {root} pain is often felt, {sides}.")
    if regions.felt and not appearance.skin.agreement:
        sides = _sides(side for _, side in regions.felt)
        lines.append(f"Dots show where this is often felt, {sides}.")
    if not (regions.skin or regions.pain or regions.fields or regions.felt):
        lines.append("No skin is lit.")
    elif regions.skin:
        lines += _map(state, knowledge)
    names = nerves_with_skin(knowledge)
    nerves = dict.fromkeys(nerve for nerve, _ in shown_nerves(state, regions))
    lines += [f"Thin lines show the skin of one nerve: {names.get(nerve, nerve)}." for nerve in nerves]
    return lines


def _lies(root: str, state: ViewState, knowledge: Knowledge) -> list[str]:
    """Say where a root's skin lies, in the words of the data."""
    topic = knowledge.care.get(f"{root.lower()}-skin")
    if topic is not None and (state.audience == "patient" or state.language != "en"):
        return [topic.text.split(". ")[0].rstrip(".") + "."]
    if state.language == "en" and root in knowledge.roots and knowledge.roots[root].skin:
        return [knowledge.roots[root].skin]
    return []


def _map(state: ViewState, knowledge: Knowledge) -> list[str]:
    lines = []
    if state.audience != "patient" or state.map != ViewState().map:
        lines.append(f"Map: {knowledge.maps[state.map].name}.")
    if state.compared is not None:
        lines.append(f"A beaded line shows the borders of a second map: {knowledge.maps[state.compared].name}.")
    return lines


def _deep_lit(
    state: ViewState, regions: LitRegions, appearance: Appearance, structures: Mapping[str, Named]
) -> list[str]:
    """Say which muscles and nerves are lit, where they can be seen."""
    if appearance.skin.visible and appearance.skin.opacity >= SEEN_THROUGH:
        return []
    lines = []
    drawn = {key for key, look in appearance.layers.items() if look.visible}

    def shown(keys: Iterable[str]) -> list[str]:
        return [
            key for key in keys if key in structures and structures[key].layer in drawn and key not in appearance.hidden
        ]

    muscles = sorted(shown(regions.muscles), key=lambda key: (regions.muscles[key] != "major", -_size(key)))
    nerves = sorted(shown(regions.nerves), key=lambda key: (_is_course(key), -_size(key)))
    for keys, many in ((muscles, "Lit muscles"), (nerves, "Lit nerves")):
        if not keys:
            continue
        names = list(dict.fromkeys(_name(structures[key], state, side=False) for key in keys))
        sides = _sides(dict.fromkeys(structures[key].side for key in keys))
        if len(names) <= MOST_NAMED:
            lines.append(f"{many}, {sides}: {'; '.join(names)}.")
        else:
            lines.append(f"{many}, {sides}: {len(names)}.")
            lines.append(f"Among them: {'; '.join(names[:MOST_NAMED])}.")
    return lines


def _chosen(state: ViewState, knowledge: Knowledge, structures: Mapping[str, Named]) -> list[str]:
    """Say what was clicked or drawn, and which lesion is shown."""
    lines = []
    lesion = shown_lesion(state, knowledge)
    if lesion is not None:
        lines.append(f"The picture shows a pinch: {lesion.plain_name}.")
        lines.append(f"How far it has gone: {degree_words(state.degree)}.")
    if state.selected is not None and state.selected in structures:
        lines.append(f"Chosen: {_name(structures[state.selected], state)}.")
    if state.place is not None:
        reading = reading_at(knowledge, state.place)
        territory = reading.of(state.map).territory
        lines.append(f"A place on the skin is marked, {_sides([state.place.side])}.")
        if territory is not None:
            lines.append(f"The map gives it to {territory.root}.")
        else:
            lines.append("The map leaves it blank.")
        if reading.nerves and state.audience != "patient":
            first = reading.nerves[0].nerve
            nerve = knowledge.nerves.get(first)
            lines.append(f"Skin nerve there: {nerve.name if nerve is not None else first}.")
    if any(not stroke.erase for stroke in state.drawing):
        kinds = {stroke.quality for stroke in state.drawing if not stroke.erase}
        words = {"pain": "pain", "tingling": "tingling", "numbness": "numbness"}
        for kind in ("pain", "tingling", "numbness"):
            if kind in kinds:
                lines.append(f"Drawn on the skin: {words[kind]}.")
    return lines


def _open(state: ViewState, appearance: Appearance, structures: Mapping[str, Named]) -> list[str]:
    """Say how far one sees inside, which layers are drawn, and what is hidden."""
    lines = []
    if VIEWS[state.view].cut is not None:
        lines.append("The spine is cut open; skin and muscles are left out.")
    elif not appearance.skin.visible:
        lines.append("The skin is off.")
    elif appearance.skin.opacity >= SEEN_THROUGH:
        lines.append("The skin is solid. What lies below is not seen.")
    else:
        lines.append("The skin is like glass. One sees what lies below.")
    if not appearance.skin.visible or appearance.skin.opacity < SEEN_THROUGH:
        drawn = [
            translate(LAYER_WORDS[layer], state.language) for layer, look in appearance.layers.items() if look.visible
        ]
        if drawn and state.isolated is None:
            lines.append(f"Drawn inside: {', '.join(drawn)}.")
        if any(look.visible and look.only_lit for name, look in appearance.layers.items() if name in COVERING):
            lines.append("Muscles that are not lit are left out.")
    if state.isolated is not None and state.isolated in structures:
        lines.append(f"Only one part is shown: {_name(structures[state.isolated], state)}.")
    elif state.hidden:
        names = [_name(structures[key], state) for key in sorted(state.hidden) if key in structures]
        if 0 < len(names) <= MOST_NAMED:
            lines.append(f"Hidden by you: {'; '.join(names)}.")
        else:
            lines.append(f"Hidden by you: {len(state.hidden)} parts.")
    if state.key_points:
        lines.append("Pins mark the points an examiner touches.")
    return lines


def _name(part: Named, state: ViewState, *, side: bool = True) -> str:
    tr = catalogue(state.language)
    name = name_for(state.audience, part, tr)
    return sided(name, part.side, tr) if side else name


def _size(key: str) -> int:
    """Give the size of a structure in its best view: large ones are named first."""
    seen = sights().get(key.removesuffix(".left").removesuffix(".right"), ())
    return seen[0].area if seen else 0


def _is_course(key: str) -> bool:
    """Say whether a nerve is a part of a root within the spine; the nerves of the leg are named before it."""
    return any(key.startswith(part.split("{")[0]) for part in COURSE)


def _sides(sides: Iterable[Side | None]) -> str:
    found = set(sides) - {None}
    if len(found) == 2:
        return "on both sides"
    return "in the middle" if not found else f"on the patient's {found.pop()}"
