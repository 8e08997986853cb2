"""The picture in words, for readers who do not see it: warnings, the view, what is lit, what lies open. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from annotations.model import Knowledge
from viewer.appearance.best_view import COVERING
from viewer.appearance.lit_regions import LitRegions
from viewer.appearance.named import Named, name_for, nerve_for, sided
from viewer.appearance.passages import first_sentences
from viewer.appearance.sight import sights
from viewer.appearance.values import Appearance
from viewer.appearance.views import VIEWS
from viewer.examination.items import examined_item
from viewer.examination.signs import ACT_WORDS, examiner_signs, examiner_view
from viewer.i18n.catalogue import N_, Catalogue, catalogue
from viewer.i18n.language import in_language
from viewer.skin.nerve_fields import shown_nerves
from viewer.skin.reading import reading_at
from viewer.skin.territories import is_plain_all, shown_roots
from viewer.spine.lesion import Degree, degree_of, shown_lesion
from viewer.state.view_state import SIDES, Quality, Side, ViewState
from viewer.study.silence import HIDDEN

from .regions import COURSE, lit_regions_of
from .resolve import resolve

FROM_WORDS: Final[Mapping[str, str]] = {
    "front": N_("You look from the front."),
    "back": N_("You look from the back."),
    "left": N_("You look from the patient's left."),
    "right": N_("You look from the patient's right."),
    "lumbar": N_("You look at the low back, from close by."),
    "saddle": N_("You look at the saddle area, from below and behind."),
    "lumbar-back": N_("You look at the cut spine, from behind."),
    "lumbar-side": N_("You look at the cut spine, from the side."),
    "lumbar-above": N_("You look at the cut spine, from above."),
    "above": N_("You look from above."),
    "three-quarter": N_("You look from the front and a little from the side."),
}
AT_SIDE: Final[Mapping[str, Mapping[Side, str]]] = {
    "inner-leg": {
        "left": N_("You look at the inner side of the left leg."),
        "right": N_("You look at the inner side of the right leg."),
    },
    "outer-leg": {
        "left": N_("You look at the outer side of the left leg."),
        "right": N_("You look at the outer side of the right leg."),
    },
    "sole": {
        "left": N_("You look at the sole of the left foot."),
        "right": N_("You look at the sole of the right foot."),
    },
    "foot": {
        "left": N_("You look at the top of the left foot."),
        "right": N_("You look at the top of the right foot."),
    },
}
MOST_NAMED: Final = 4
"""Parts that are named one by one; of more only the number is given."""
LAYER_WORDS: Final[Mapping[str, str]] = {
    "bones": N_("bones"),
    "muscles": N_("muscles"),
    "nerves": N_("nerves"),
    "ligaments": N_("ligaments"),
    "trunk_muscles": N_("trunk muscles"),
    "fascia": N_("fascia"),
}
DRAWN_WORDS: Final[Mapping[Quality, str]] = {
    "pain": N_("Drawn on the skin: pain."),
    "tingling": N_("Drawn on the skin: tingling."),
    "numbness": N_("Drawn on the skin: numbness."),
}
DEGREE_WORDS: Final[Mapping[Degree, str]] = {
    "healthy": N_("How far it has gone: healthy."),
    "slight": N_("How far it has gone: slight."),
    "moderate": N_("How far it has gone: moderate."),
    "severe": N_("How far it has gone: severe."),
}
SHAPES: Final[Mapping[str, str]] = {
    "touch": N_("A cotton bud marks the place: {act}, {where}."),
    "prick": N_("A pin marks the place: {act}, {where}."),
    "tap": N_("A hammer marks the place: {act}, {where}."),
    "stroke": N_("A line with an arrow marks the way: {act}, {where}."),
    "resist": N_("A broad arrow marks where the hand holds: {act}, {where}."),
    "lift": N_("Three arrowheads mark where the hand moves the leg: {act}, {where}."),
    "feel": N_("A ring marks the place: {act}, {where}."),
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
    appearance = resolve(state, knowledge, structures)
    regions = lit_regions_of(state, own, structures)
    state = examiner_view(state, own)
    if state.study == "asked":  # what is lit or marked would be the answer
        return (*appearance.banner, *_standing(state, structures), catalogue(state.language)(HIDDEN))
    return (
        *appearance.banner,
        *_standing(state, structures),
        *_examined(state, own),
        *_skin_lit(state, own, regions, appearance),
        *_deep_lit(state, regions, appearance, structures),
        *_chosen(state, own, structures),
        *_open(state, appearance, structures),
    )


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
    tr, view = catalogue(state.language), VIEWS[state.view]
    if state.camera is not None:
        if state.selected is not None and state.selected in structures:
            return [tr("You look closely at one part: {part}.", part=_name(structures[state.selected], state))]
        return [tr("You have turned the body by hand.")]
    words = AT_SIDE[view.name][state.side] if view.name in AT_SIDE else FROM_WORDS[view.name]
    return [tr(words), tr("The other leg is left out.")] if view.aside else [tr(words)]


def _examined(state: ViewState, knowledge: Knowledge) -> list[str]:
    """Say what the examiner does at the item under the cursor, and where."""
    examining = examined_item(state, knowledge)
    if examining is None:
        return []
    tr = catalogue(state.language)
    item, sides = examining
    lines = [tr("A check-up is shown, {where}: {what}.", where=_sides(sides, tr), what=item.plain_name)]
    for sign in examiner_signs(state, knowledge):
        where = _sides((sign.side,) if item.sided else SIDES, tr)
        lines.append(tr(SHAPES[sign.act], act=tr(ACT_WORDS[sign.act]), where=where))
    return [*lines, item.how]


def _skin_lit(state: ViewState, knowledge: Knowledge, regions: LitRegions, appearance: Appearance) -> list[str]:
    """Say which skin is coloured, where it lies, and after which map."""
    if not appearance.skin.visible:
        return []
    tr = catalogue(state.language)
    lines = []
    whole = is_plain_all(knowledge, regions)
    if whole:
        lines.append(tr("The skin shows all roots side by side, from T12 to S4-5."))
    roots = [] if whole else shown_roots(state, knowledge, regions)
    for root, shown in {shown.root: shown for shown, _ in roots}.items():
        sides = _sides((side for lit, side in regions.skin if lit == root), tr)
        if appearance.skin.agreement:
            lines.append(
                tr("Skin that maps give to {root} is coloured by their number, {sides}.", root=root, sides=sides)
            )
        elif not shown.territories:
            lines.append(tr("The chosen map leaves the skin of {root} blank.", root=root))
        elif shown.rim:
            lines.append(
                tr("Lit in colour: of root {root}, only the edge of its skin, {sides}.", root=root, sides=sides)
            )
        else:
            lines.append(tr("Lit in colour: the skin of root {root}, {sides}.", root=root, sides=sides))
            lines += _lies(root, state, knowledge)
        if shown.stands_in and not appearance.skin.agreement:
            lines.append(tr("It is our own drawing: the chosen map leaves the skin of {root} blank.", root=root))
    for root in dict.fromkeys(root for root, _ in regions.pain):
        sides = _sides((side for lit, side in regions.pain if lit == root), tr)
        if not appearance.skin.agreement:
            lines.append(tr("Dots show where {root} pain is often felt, {sides}.", root=root, sides=sides))
    if regions.felt and not appearance.skin.agreement:
        sides = _sides((side for _, side in regions.felt), tr)
        lines.append(tr("Dots show where this is often felt, {sides}.", sides=sides))
    if not (regions.skin or regions.pain or regions.fields or regions.felt):
        lines.append(tr("No skin is lit."))
    elif regions.skin:
        lines += _map(state, knowledge)
    nerves = dict.fromkeys(nerve for nerve, _ in shown_nerves(state, regions))
    return [
        *lines,
        *(
            tr("Thin lines show the skin of one nerve: {nerve}.", nerve=nerve_for(state.audience, knowledge, nerve, tr))
            for nerve in nerves
        ),
    ]


def _lies(root: str, state: ViewState, knowledge: Knowledge) -> list[str]:
    """Say where a root's skin lies, in the words of the data."""
    topic = knowledge.care.get(f"{root.lower()}-skin")
    if topic is not None and state.audience == "patient":
        return [first_sentences(topic.text, 1)]
    return [knowledge.roots[root].skin] if root in knowledge.roots and knowledge.roots[root].skin else []


def _map(state: ViewState, knowledge: Knowledge) -> list[str]:
    tr = catalogue(state.language)
    lines = []
    if state.audience != "patient" or state.map != ViewState().map:
        lines.append(tr("Map: {map}.", map=knowledge.maps[state.map].name))
    if state.compared is not None:
        second = knowledge.maps[state.compared].name
        lines.append(tr("A beaded line shows the borders of a second map: {map}.", map=second))
    return lines


def _deep_lit(
    state: ViewState, regions: LitRegions, appearance: Appearance, structures: Mapping[str, Named]
) -> list[str]:
    """Say which muscles and nerves are lit, where they can be seen."""
    if appearance.skin.visible and appearance.skin.opacity >= SEEN_THROUGH:
        return []
    tr = catalogue(state.language)
    lines = []
    drawn = {key for key, look in appearance.layers.items() if look.visible}

    def shown(keys: Iterable[str]) -> list[str]:
        return [
            key for key in keys if key in structures and structures[key].layer in drawn and key not in appearance.hidden
        ]

    muscles = sorted(shown(regions.muscles), key=lambda key: (regions.muscles[key] != "major", -_size(key)))
    nerves = sorted(shown(regions.nerves), key=lambda key: (_is_course(key), -_size(key)))
    lit = N_("Lit muscles, {sides}: {names}."), N_("Lit nerves, {sides}: {names}.")
    for keys, words in zip((muscles, nerves), lit, strict=True):
        if not keys:
            continue
        names = list(dict.fromkeys(_name(structures[key], state, side=False) for key in keys))
        sides = _sides((structures[key].side for key in keys), tr)
        if len(names) <= MOST_NAMED:
            lines.append(tr(words, sides=sides, names="; ".join(names)))
        else:
            lines.append(tr(words, sides=sides, names=len(names)))
            lines.append(tr("Among them: {names}.", names="; ".join(names[:MOST_NAMED])))
    return lines


def _chosen(state: ViewState, knowledge: Knowledge, structures: Mapping[str, Named]) -> list[str]:
    """Say what was clicked or drawn, and which lesion is shown."""
    tr = catalogue(state.language)
    lines = []
    lesion = shown_lesion(state, knowledge)
    if lesion is not None:
        lines.append(tr("The picture shows a pinch: {scene}.", scene=lesion.plain_name))
        lines.append(tr(DEGREE_WORDS[degree_of(state.degree)]))
    if state.selected is not None and state.selected in structures:
        lines.append(tr("Chosen: {part}.", part=_name(structures[state.selected], state)))
    if state.place is not None:
        reading = reading_at(knowledge, state.place)
        territory = reading.of(state.map).territory
        lines.append(tr("A place on the skin is marked, {sides}.", sides=_sides([state.place.side], tr)))
        if territory is not None:
            lines.append(tr("The map gives it to {root}.", root=territory.root))
        else:
            lines.append(tr("The map leaves it blank."))
        if reading.nerves and state.audience != "patient":
            nerve = nerve_for(state.audience, knowledge, reading.nerves[0].nerve, tr)
            lines.append(tr("Skin nerve there: {nerve}.", nerve=nerve))
    kinds = {stroke.quality for stroke in state.drawing if not stroke.erase}
    return [*lines, *(tr(words) for kind, words in DRAWN_WORDS.items() if kind in kinds)]


def _open(state: ViewState, appearance: Appearance, structures: Mapping[str, Named]) -> list[str]:
    """Say how far one sees inside, which layers are drawn, and what is hidden."""
    tr = catalogue(state.language)
    lines = []
    if VIEWS[state.view].cut is not None:
        lines.append(tr("The spine is cut open; skin and muscles are left out."))
    elif not appearance.skin.visible:
        lines.append(tr("The skin is off."))
    elif appearance.skin.opacity >= SEEN_THROUGH:
        lines.append(tr("The skin is solid. What lies below is not seen."))
    else:
        lines.append(tr("The skin is like glass. One sees what lies below."))
    if not appearance.skin.visible or appearance.skin.opacity < SEEN_THROUGH:
        drawn = [tr(LAYER_WORDS[layer]) for layer, look in appearance.layers.items() if look.visible]
        if drawn and state.isolated is None:
            lines.append(tr("Drawn inside: {layers}.", layers=", ".join(drawn)))
        if any(look.visible and look.only_lit for name, look in appearance.layers.items() if name in COVERING):
            lines.append(tr("Muscles that are not lit are left out."))
    if state.isolated is not None and state.isolated in structures:
        lines.append(tr("Only one part is shown: {part}.", part=_name(structures[state.isolated], state)))
    elif state.hidden:
        names = [_name(structures[key], state) for key in sorted(state.hidden) if key in structures]
        if 0 < len(names) <= MOST_NAMED:
            lines.append(tr("Hidden by you: {parts}.", parts="; ".join(names)))
        else:
            count = len(state.hidden)
            lines.append(tr.plural("Hidden by you: {count} part.", "Hidden by you: {count} parts.", count))
    if state.key_points:
        lines.append(tr("Pins mark the points an examiner touches."))
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


def _sides(sides: Iterable[Side | None], tr: Catalogue) -> str:
    found = set(sides)
    if found >= set(SIDES):
        return tr("on both sides")
    if "left" in found:
        return tr("on the patient's left")
    return tr("on the patient's right") if "right" in found else tr("in the middle")
