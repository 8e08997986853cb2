"""The way of a root to where it is felt: its parts from the cord to the last branch, from the data. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from annotations.model import Knowledge, Symptom
from viewer.examination.symptom_roots import lit_roots, standing_roots
from viewer.state.view_state import ALL_ROOTS, SIDES, PickedSymptom, Side, ViewState

from .lesion import lesion_sides, shown_lesion

OWN: Final = ("rootlets_{}", "{}_root_{}", "spinal_ganglion_{}", "spinal_nerve_{}", "anterior_ramus_{}")
"""A root's own parts from centre to periphery; feeling comes by the posterior root, strength by the anterior one."""
JOINING: Final = (
    "posterior_division_of_anterior_ramus_{}",
    "anterior_division_of_anterior_ramus_{}",
    "descending_branch_of_anterior_ramus_{}",
)
"""Parts of the plexus that lead from a ramus to a nerve; the geometry says which of them is met."""
NERVES: Final = {
    "T12": ("anterior_ramus_t12",),
    "S3": ("pudendal_nerve",),
    "S4-5": ("pudendal_nerve",),
}
"""Nerves of the roots that no symptom of the data gives a way to; their roots and parents are those of the data."""
EXAMPLE_ROOTS: Final = {
    "T12": "rectus_abdominis",
    "L1": "psoas_major",
    "S2": "soleus",
    "S3": "pubococcygeus",
    "S4-5": "external_anal_sphincter",
}
"""An example muscle, for roots whose muscles have no sentence for patients."""
UNNAMED: Final = (
    *("rootlets_", "anterior_root_", "posterior_root_", "spinal_ganglion_", "spinal_nerve_"),
    *("anterior_ramus_", "posterior_division_", "anterior_division_", "descending_branch_"),
)
"""Parts of the root and the plexus: the way passes them, and they go by the root's name."""


@dataclass(frozen=True, slots=True)
class Way:
    """The way of one root on one side."""

    root: str
    side: Side
    parts: tuple[str, ...]
    """Structure keys without side, from the cord outward. Some may be missing from a body, or not meet the next."""
    motor: bool = False
    """Whether it is shown for strength: it then runs along the anterior root."""

    @property
    def named(self) -> tuple[str, ...]:
        """The nerves worth naming: a branch only where nothing larger leads on from the first."""
        large = [key for key in self.nerves if "branch" not in key and key != "lumbosacral_trunk"]
        last = self.nerves[-1:]
        return tuple(dict.fromkeys([*large, *(last if len(large) < 2 else ())]))

    @property
    def nerves(self) -> tuple[str, ...]:
        """The named nerves beyond root and plexus; the last is the one that the way leads to."""
        kept = tuple(part for part in self.parts if not part.startswith(UNNAMED))
        return kept or tuple(part for part in self.parts if part == f"anterior_ramus_{level_of(self.root)}")


def main_symptom(knowledge: Knowledge, root: str, group: str = "numbness") -> Symptom | None:
    """Find the symptom that stands for a root: the first of a group of which it is the first and a strong root."""
    found = [
        symptom
        for symptom in knowledge.symptoms.values()
        if symptom.group == group and symptom.roots and symptom.roots[0].root == root
    ]
    found.sort(key=lambda symptom: symptom.roots[0].strength != "strong")
    return found[0] if found else None


def main_root(roots: list[str]) -> str | None:
    """Choose the root that stands for a symptom: L4 if it is among them."""
    return "L4" if "L4" in roots else (roots[0] if roots else None)


def explained_pick(state: ViewState, knowledge: Knowledge) -> PickedSymptom | None:
    """Choose the picked symptom that is explained: the last one that lights a root."""
    lit = [pick for pick in state.symptoms if lit_roots(knowledge.symptoms[pick.key])]
    return lit[-1] if lit else None


def explained_root(state: ViewState, knowledge: Knowledge) -> str | None:
    """Name the root that stands for a state; None where none is lit, or all are."""
    lesion, pick = shown_lesion(state, knowledge), explained_pick(state, knowledge)
    if pick is not None:
        return main_root(standing_roots(state.symptoms, pick, knowledge))
    if state.symptoms:
        return None
    if lesion is not None:
        return lesion.root
    return None if state.root == ALL_ROOTS else state.root


def ways_of(state: ViewState, knowledge: Knowledge) -> tuple[Way, ...]:
    """Give the ways of a state's root, one for each side on which it is lit.

    Parameters
    ----------
    state : ViewState
    knowledge : Knowledge

    Returns
    -------
    tuple of Way
        Empty where no single root is lit.
    """
    root = explained_root(state, knowledge)
    if root is None:
        return ()
    pick = explained_pick(state, knowledge)
    symptom = None if pick is None else knowledge.symptoms[pick.key]
    lesion = shown_lesion(state, knowledge)
    sides: tuple[Side, ...] = (state.side,)
    if pick is not None and symptom is not None:
        sides = pick.sides if symptom.sided else SIDES
    elif lesion is not None:
        sides = lesion_sides(state, lesion)
    return tuple(_way(knowledge, root, side, symptom) for side in sides)


def named_on_ways(knowledge: Knowledge) -> tuple[str, ...]:
    """List the first and last nerves that are named on the way of any root, whatever is picked."""
    symptoms = (None, *knowledge.symptoms.values())
    picked = ((root, symptom) for root in knowledge.roots for symptom in symptoms)
    ways = (_way(knowledge, root, "right", one) for root, one in picked if one is None or root in lit_roots(one))
    named = ([key for key in way.named if key in knowledge.nerves] for way in ways)
    return tuple(dict.fromkeys(key for keys in named for key in (*keys[:1], *keys[-1:])))


def _way(knowledge: Knowledge, root: str, side: Side, symptom: Symptom | None) -> Way:
    nerves: tuple[str, ...] = symptom.nerves if symptom is not None else ()
    motor = symptom is not None and bool(symptom.muscles) and bool(nerves)
    if all(nerve.startswith(UNNAMED) for nerve in nerves):
        stands = main_symptom(knowledge, root)
        nerves = NERVES.get(root, ()) or (stands.nerves if stands is not None else ())
    nerves = _one_after_another(knowledge, nerves)
    large = [key for key in nerves if "branch" not in key and not key.startswith(UNNAMED)]
    if len(large) > 1:
        # Skin branches leave all along the last nerve, which goes on beyond them.
        nerves = tuple(key for key in nerves if "cutaneous_branches" not in key)
    level = level_of(root)
    kind = "anterior" if motor else "posterior"
    own = [part.format(kind, level) if "_root_" in part else part.format(level) for part in OWN]
    if motor:
        own.remove(f"spinal_ganglion_{level}")
    if any(nerve.startswith("posterior_ramus_") for nerve in nerves):
        own.remove(f"anterior_ramus_{level}")
    joining = [part.format(level) for part in JOINING]
    if set(joining) & set(nerves):
        joining = []
    return Way(root, side, tuple(dict.fromkeys([*own, *joining, *nerves])), motor)


def _one_after_another(knowledge: Knowledge, nerves: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out nerves that branch off farther back than the one before them: a way has no forks."""
    kept: list[str] = []
    for key in nerves:
        parent = knowledge.nerves[key].parent if key in knowledge.nerves else None
        if parent not in kept or parent == kept[-1]:
            kept.append(key)
    return tuple(kept)


def level_of(root: str) -> str:
    """Write a root as in structure keys: the drawn part of S4 and S5 is S4."""
    return root.lower().replace("s4-5", "s4")
