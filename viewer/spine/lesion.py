"""A lesion in words and as plain values: what it lights, what steps out of its way, what is said of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from annotations.model import Knowledge, Passage, Scene
from viewer.appearance.citing import PROVENANCE
from viewer.appearance.panel import Paragraph
from viewer.appearance.values import LegendEntry, LesionAppearance
from viewer.appearance.views import LEVEL, VIEWS, View
from viewer.palette.colours import BULGE, PRESSED
from viewer.state.view_state import SIDES, Side, ViewState

MODEL: Final = "A teaching model of what can happen, not a picture of one person's spine."
LESION_VIEW: Final = "lumbar-back"
"""From where a lesion is looked at first."""
HEALTHY: Final = 0.02
"""Below this degree nothing is called pressed."""
SEVERE: Final = 0.67
WORDS: Final = ((0.02, "healthy"), (0.34, "slight"), (SEVERE, "moderate"), (1.01, "severe"))
#: What a close-up of the cut spine shows; all else would stand in the way or float loose.
_NEAR: Final = (
    *("vertebra_", "sacrum", "intervertebral_disc_", "spinal_cord", "filum_", "rootlets_"),
    *("anterior_root_", "posterior_root_", "spinal_ganglion_", "spinal_nerve_", "anterior_ramus_"),
    *("descending_branch_of_anterior_ramus", "lumbosacral_trunk"),
)
_LOOSE: Final = ("anterior_ramus_t12", "anterior_ramus_l1")
"""They run round the trunk, and a close-up would cut them off."""
CUT_LAYERS: Final = ("muscles", "trunk_muscles", "fascia", "ligaments")
"""Layers that a close-up of the cut spine leaves out, beside the skin."""


def shown_lesion(state: ViewState, knowledge: Knowledge) -> Scene | None:
    """Return the lesion of a state, or None."""
    return None if state.scene is None else knowledge.scenes.get(state.scene)


def lesion_sides(state: ViewState, lesion: Scene) -> tuple[Side, ...]:
    """Return the sides on which a lesion's roots suffer: the chosen one, or both where it lies in the middle."""
    from meshes.lesion.shapes import LESIONS

    shape = LESIONS.get(lesion.key)
    return SIDES if shape is not None and not shape.sided else (state.side,)


def level_key(lesion: Scene | None) -> str:
    """Return the key of a lesion's disc level: ``L4/5`` gives ``l4_l5``."""
    if lesion is None:
        return LEVEL
    upper, lower = lesion.level.lower().split("/")
    return f"{upper}_{lower if lower[0] in 'ls' else upper[0] + lower}"


def lesion_of(state: ViewState, knowledge: Knowledge) -> LesionAppearance | None:
    """Say what of a lesion is drawn."""
    lesion = shown_lesion(state, knowledge)
    if lesion is None:
        return None
    roots = lesion.root if lesion.red_flag is None else "many roots"
    verb = "is" if lesion.red_flag is None else "are"
    pressed, near = f"{roots} {verb} pressed here", f"{roots} {'passes' if lesion.red_flag is None else 'pass'} here"
    if not state.labels or VIEWS[state.view].target == "saddle":  # which the spine is not seen from
        pressed = near = ""
    return LesionAppearance(lesion.key, state.side, state.degree, pressed, near)


def far_structures(view: View, keys: Iterable[str]) -> frozenset[str]:
    """Name the structures that a view of the cut spine leaves out."""
    if view.cut is None:
        return frozenset()
    return _far_off(tuple(keys))


@lru_cache(maxsize=4)
def _far_off(keys: tuple[str, ...]) -> frozenset[str]:
    return frozenset(key for key in keys if not key.startswith(_NEAR) or key.startswith(_LOOSE))


def lesion_legend(state: ViewState, knowledge: Knowledge) -> tuple[LegendEntry, ...]:
    """Explain the marks of a lesion."""
    lesion = shown_lesion(state, knowledge)
    if lesion is None or state.degree < HEALTHY:
        return ()
    grown = "bone and disc that narrow the gap" if "narrowing" in lesion.key else "disc that bulges"
    if "slip" in lesion.key:
        grown = "what narrows the canal"
    return (
        LegendEntry(grown, BULGE, "solid"),
        LegendEntry("where a root is pressed: ringed dark red and white", PRESSED, "hatch"),
    )


def lesion_title(state: ViewState, lesion: Scene) -> str:
    """Name a lesion and its degree for a heading."""
    if state.audience == "patient":
        return f"{lesion.plain_name}: {degree_words(state.degree)}"
    return f"{lesion.name}: {degree_words(state.degree)} ({state.degree:.1f} of 1)"


def degree_words(degree: float) -> str:
    """Say a degree in a word: healthy, slight, moderate or severe."""
    return next(word for limit, word in WORDS if degree < limit)


def lesion_paragraphs(state: ViewState, knowledge: Knowledge) -> list[Paragraph]:
    """Say what a lesion shows: the warning first, then which root, then the words for the audience."""
    lesion = shown_lesion(state, knowledge)
    if lesion is None:
        return []
    found = []
    text = {"patient": lesion.patient, "student": lesion.student, "physician": lesion.physician}[state.audience]
    flag = knowledge.red_flags.get(lesion.red_flag) if lesion.red_flag is not None else None
    if flag is not None:
        found.append(Paragraph(f"Emergency: get help now: {flag.text}", flag.sources, urgent=True))
        found.append(_passage(text, urgent=True))
    main = ", ".join(sorted([lesion.root, *lesion.other_roots])) if flag is not None else lesion.root
    also = f" {', '.join(lesion.other_roots)} may be met too." if lesion.other_roots and flag is None else ""
    noun = "The roots" if flag is not None else "The root"
    verb = "are" if flag is not None else "is"
    pressed = "pressed" if state.degree >= HEALTHY else "that can be pressed"
    found.append(
        Paragraph(
            f"{noun} {pressed} at {lesion.level} {verb} {main}.{also}", lesion.sources, PROVENANCE[lesion.provenance]
        )
    )
    if flag is None:
        found.append(_passage(text))
    found.append(Paragraph(MODEL))
    return found


def lesion_alarms(state: ViewState, knowledge: Knowledge) -> tuple[str, ...]:
    """Write what must be said first wherever a lesion with a warning goes."""
    lesion = shown_lesion(state, knowledge)
    flag = knowledge.red_flags.get(lesion.red_flag) if lesion is not None and lesion.red_flag is not None else None
    return () if flag is None else (f"Emergency: get help now. {flag.text}",)


def lesion_roots(lesion: Scene, degree: float) -> tuple[str, ...]:
    """Name the roots whose whole course a lesion lights: further ones in an emergency, or when it is severe."""
    further = lesion.red_flag is not None or degree >= SEVERE
    return (lesion.root, *(lesion.other_roots if further else ()))


def _passage(passage: Passage, *, urgent: bool = False) -> Paragraph:
    return Paragraph(passage.text, passage.sources, PROVENANCE[passage.provenance], urgent=urgent)
