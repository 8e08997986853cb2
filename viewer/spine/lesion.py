"""A lesion in words and as plain values: what it lights, what steps out of its way, what is said of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, Literal

from annotations.model import Knowledge, Passage, Scene
from viewer.appearance.citing import PROVENANCE
from viewer.appearance.panel import Paragraph
from viewer.appearance.values import LegendEntry, LesionAppearance
from viewer.appearance.views import LEVEL, VIEWS, View
from viewer.i18n.catalogue import N_, Catalogue, catalogue
from viewer.i18n.data import figures
from viewer.palette.colours import BULGE, PRESSED
from viewer.state.view_state import SIDES, Side, ViewState

MODEL: Final = N_("A teaching model of what can happen, not a picture of one person's spine.")
LESION_VIEW: Final = "lumbar-back"
"""From where a lesion is looked at first."""
HEALTHY: Final = 0.02
"""Below this degree nothing is called pressed."""
SEVERE: Final = 0.67
Degree = Literal["healthy", "slight", "moderate", "severe"]
LIMITS: Final[tuple[tuple[float, Degree], ...]] = (
    *((HEALTHY, "healthy"), (0.34, "slight")),
    *((SEVERE, "moderate"), (1.01, "severe")),
)
TITLES: Final[Mapping[Degree, str]] = {
    "healthy": N_("{scene}: healthy"),
    "slight": N_("{scene}: slight"),
    "moderate": N_("{scene}: moderate"),
    "severe": N_("{scene}: severe"),
}
"""Headings for patients."""
EXACT_TITLES: Final[Mapping[Degree, str]] = {
    "healthy": N_("{scene}: healthy ({degree} of 1)"),
    "slight": N_("{scene}: slight ({degree} of 1)"),
    "moderate": N_("{scene}: moderate ({degree} of 1)"),
    "severe": N_("{scene}: severe ({degree} of 1)"),
}
"""The same for students and physicians, with the degree."""
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
    """Say what of a lesion is drawn, with its words in the language of the state."""
    lesion = shown_lesion(state, knowledge)
    if lesion is None:
        return None
    tr = catalogue(state.language)
    if lesion.red_flag is None:
        pressed, near = tr("{root} is pressed here", root=lesion.root), tr("{root} passes here", root=lesion.root)
    else:
        pressed, near = tr("many roots are pressed here"), tr("many roots pass here")
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
    """Explain the marks of a lesion, in the language of the state."""
    tr = catalogue(state.language)
    lesion = shown_lesion(state, knowledge)
    if lesion is None or state.degree < HEALTHY:
        return ()
    grown = tr("bone and disc that narrow the gap") if "narrowing" in lesion.key else tr("disc that bulges")
    if "slip" in lesion.key:
        grown = tr("what narrows the canal")
    return (
        LegendEntry(grown, BULGE, "solid"),
        LegendEntry(tr("where a root is pressed: ringed dark red and white"), PRESSED, "hatch"),
    )


def lesion_title(state: ViewState, lesion: Scene) -> str:
    """Name a lesion and its degree for a heading, in the language of the state."""
    tr, degree = catalogue(state.language), degree_of(state.degree)
    if state.audience == "patient":
        return tr(TITLES[degree], scene=lesion.plain_name)
    return tr(EXACT_TITLES[degree], scene=lesion.name, degree=figures(format(state.degree, ".1f"), tr))


def degree_of(degree: float) -> Degree:
    """Put a degree into one of the classes that words are given for."""
    return next(name for limit, name in LIMITS if degree < limit)


def lesion_paragraphs(state: ViewState, knowledge: Knowledge) -> list[Paragraph]:
    """Say what a lesion shows: the warning first, then which root, then the words for the audience.

    Parameters
    ----------
    state : ViewState
    knowledge : Knowledge
        In the language of the state.
    """
    tr = catalogue(state.language)
    lesion = shown_lesion(state, knowledge)
    if lesion is None:
        return []
    found = []
    text = {"patient": lesion.patient, "student": lesion.student, "physician": lesion.physician}[state.audience]
    flag = knowledge.red_flags.get(lesion.red_flag) if lesion.red_flag is not None else None
    if flag is not None:
        found.append(Paragraph(tr("Emergency: get help now: {sign}", sign=flag.text), flag.sources, urgent=True))
        found.append(_passage(text, tr, urgent=True))
    found.append(Paragraph(_pressed_words(state, lesion), lesion.sources, tr(PROVENANCE[lesion.provenance])))
    if flag is None:
        found.append(_passage(text, tr))
    found.append(Paragraph(tr(MODEL)))
    return found


def _pressed_words(state: ViewState, lesion: Scene) -> str:
    """Say which root is pressed, or can be where nothing is pressed yet."""
    roots = lesion.other_roots
    if lesion.red_flag is not None:
        roots = tuple(sorted((lesion.root, *roots)))
        now = N_("The roots pressed at {level} are {roots}.")
        perhaps = N_("The roots that can be pressed at {level} are {roots}.")
    elif roots:
        now = N_("The root pressed at {level} is {root}. {roots} may be met too.")
        perhaps = N_("The root that can be pressed at {level} is {root}. {roots} may be met too.")
    else:
        now = N_("The root pressed at {level} is {root}.")
        perhaps = N_("The root that can be pressed at {level} is {root}.")
    tr = catalogue(state.language)
    return tr(now if state.degree >= HEALTHY else perhaps, level=lesion.level, root=lesion.root, roots=", ".join(roots))


def lesion_alarms(state: ViewState, knowledge: Knowledge) -> tuple[str, ...]:
    """Write what must be said first wherever a lesion with a warning goes."""
    lesion = shown_lesion(state, knowledge)
    flag = knowledge.red_flags.get(lesion.red_flag) if lesion is not None and lesion.red_flag is not None else None
    tr = catalogue(state.language)
    return () if flag is None else (tr("Emergency: get help now. {sign}", sign=flag.text),)


def lesion_roots(lesion: Scene, degree: float) -> tuple[str, ...]:
    """Name the roots whose whole course a lesion lights: further ones in an emergency, or when it is severe."""
    further = lesion.red_flag is not None or degree >= SEVERE
    return (lesion.root, *(lesion.other_roots if further else ()))


def _passage(passage: Passage, tr: Catalogue, *, urgent: bool = False) -> Paragraph:
    return Paragraph(passage.text, passage.sources, tr(PROVENANCE[passage.provenance]), urgent=urgent)
