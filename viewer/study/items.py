"""Everything that can be learnt, listed from the knowledge base and the body's structures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from annotations.model import ExaminationItem, Knowledge, Muscle
from viewer.appearance.named import Numbered, sided_key
from viewer.appearance.sight import sights

from .question import Item, Kind, Region, Topic
from .spots import REGION, maps_drawing, spots

GROUPS: Final[Mapping[str, Region]] = {
    "vertebral column": "back",
    "back": "back",
    "abdomen": "back",
    "thorax": "back",
    "thoracic nerves": "back",
    "spinal roots": "back",
    "posterior rami": "back",
    "pelvis": "hip",
    "hip": "hip",
    "gluteal": "hip",
    "pelvic floor": "hip",
    "pelvis joints": "hip",
    "hip joint": "hip",
    "lumbar plexus": "hip",
    "sacral plexus": "hip",
    "thigh": "thigh",
    "thigh anterior": "thigh",
    "thigh medial": "thigh",
    "quadriceps femoris": "thigh",
    "hamstrings": "thigh",
    "femoral nerve": "thigh",
    "obturator nerve": "thigh",
    "sciatic nerve": "thigh",
    "foot": "foot",
    "toes": "foot",
    "foot joints": "foot",
}
"""Parts of the body by group of structures; all other groups are of the lower leg."""
FOOT_NERVES: Final = ("plantar", "calcaneal", "of_foot", "digital", "dorsal_cutaneous")
LEG_NERVES: Final = ("saphenous", "crural", "sural")
TOPIC_OF_TISSUE: Final[Mapping[str, Topic]] = {
    "bone": "bones",
    "disc": "bones",
    "muscle": "muscles",
    "tendon": "muscles",
    "nerve": "nerves",
}
LEFT_OUT: Final = ("nucleus_", "muscular_branches", "_muscular_", "digital_branches", "division_of", "sesamoid")
"""Parts of the keys of bundles and inner parts, which are not asked about."""
LEFT_OUT_GROUPS: Final = frozenset({"spinal roots"})
SMALL_ROOTS: Final = frozenset({"S4-5"})
"""Roots whose skin is too small to draw by hand."""


def items(knowledge: Knowledge, structures: Mapping[str, Numbered]) -> tuple[Item, ...]:
    """List everything that can be asked, in a fixed order.

    Parameters
    ----------
    knowledge : Knowledge
    structures : mapping
        The body's structures by sided key.
    """
    return (
        *_parts(knowledge, structures),
        *_muscles(knowledge, structures),
        *_skin(knowledge),
        *_tests(knowledge),
    )


def chosen(every: Iterable[Item], scope: str, topics: Iterable[str], *, pointing: bool = True) -> list[Item]:
    """Choose the items of some roots and topics; drawing is a topic of its own.

    Parameters
    ----------
    every : iterable of Item
    scope : str
        ``L4``, ``L2-S1`` or ``all``.
    topics : iterable of str
        Keys of :data:`viewer.study.question.TOPICS`.
    pointing : bool
        Whether to include questions that are answered by pointing at the body.
    """
    wanted = set(topics)
    return [
        item
        for item in every
        if item.topic in wanted and item.within(scope) and item.way != "draw" and (pointing or item.way == "choose")
    ]


def accepted_roots(knowledge: Knowledge, muscle: Muscle) -> dict[str, tuple[str, ...]]:
    """List the roots that any source names for a muscle, with the sources that do."""
    found: dict[str, dict[str, None]] = {root: dict.fromkeys(share.sources) for root, share in muscle.roots.items()}
    for supply in knowledge.supplies.values():
        if muscle.key in supply.muscles:
            for root in supply.roots:
                found.setdefault(root, {}).update(dict.fromkeys(supply.sources))
    order = list(knowledge.roots)
    return {root: tuple(found[root]) for root in order if root in found}


def related_roots(knowledge: Knowledge, examined: Iterable[ExaminationItem]) -> dict[str, tuple[str, ...]]:
    """List the roots that any record relates to items of the examination: the items, their figures, their muscles."""
    found: dict[str, dict[str, None]] = {}
    for item in examined:
        links = [*item.roots, *(link for key in item.findings for link in knowledge.findings[key].roots)]
        for link in links:
            found.setdefault(link.root, {}).update(dict.fromkeys(link.sources))
        for muscle in item.muscles:
            for root, sources in accepted_roots(knowledge, knowledge.muscles[muscle]).items():
                found.setdefault(root, {}).update(dict.fromkeys(sources))
    return {root: tuple(sources) for root, sources in found.items()}


def main_roots(muscle: Muscle) -> list[str]:
    """List the roots that are certainly right for a muscle: the main ones, or else those that share it."""
    for wanted in ("major", "shared"):
        found = [root for root, share in muscle.roots.items() if share.share == wanted]
        if found:
            return found
    return []


def region_of(base: str, group: str) -> Region:
    """Say in which part of the body a structure lies."""
    if group.endswith(("nerve", "plexus")):
        if any(word in base for word in FOOT_NERVES):
            return "foot"
        if any(word in base for word in LEG_NERVES):
            return "leg"
    return GROUPS.get(group, "leg")


def _parts(knowledge: Knowledge, structures: Mapping[str, Numbered]) -> Iterator[Item]:
    """List bones, muscles and nerves, to find and to name."""
    for base in sights():
        key = sided_key(base, "right", structures)
        if key is None or any(word in base for word in LEFT_OUT):
            continue
        part = structures[key]
        topic = TOPIC_OF_TISSUE.get(part.tissue)
        if topic is None or part.group in LEFT_OUT_GROUPS or (topic == "nerves" and "_ramus_" in f"_{base}_"):
            continue
        region = region_of(base, part.group)
        roots = _roots_of(knowledge, base)
        yield Item(f"find:{base}", "find", base, topic, region, roots)
        yield Item(f"name:{base}", "name", base, topic, region, roots)


def _roots_of(knowledge: Knowledge, base: str) -> tuple[str, ...]:
    if base in knowledge.muscles:
        return tuple(accepted_roots(knowledge, knowledge.muscles[base]))
    if base in knowledge.nerves:
        return knowledge.nerves[base].roots
    if base.startswith("vertebra_"):
        return tuple(root for root in knowledge.roots if base == f"vertebra_{root.lower()}")
    if base.startswith("intervertebral_disc_"):
        upper, lower = base.removeprefix("intervertebral_disc_").upper().split("_")
        level = f"{upper}/{lower if lower[0] != upper[0] else lower[1:]}"
        return tuple(dict.fromkeys(disc.root for disc in knowledge.disc_levels.values() if disc.level == level))
    return ()


def _muscles(knowledge: Knowledge, structures: Mapping[str, Numbered]) -> Iterator[Item]:
    for muscle in knowledge.muscles.values():
        key = sided_key(muscle.key, "right", structures)
        if key is None or muscle.key not in sights():
            continue
        region = region_of(muscle.key, structures[key].group)
        roots = tuple(accepted_roots(knowledge, muscle))
        if main_roots(muscle) and len(roots) <= len(knowledge.roots) - 3:
            yield Item(f"root-of-muscle:{muscle.key}", "root-of-muscle", muscle.key, "muscles", region, roots)
        if len(muscle.nerves) == 1 and muscle.nerves[0] in knowledge.nerves:
            yield Item(f"nerve-of-muscle:{muscle.key}", "nerve-of-muscle", muscle.key, "nerves", region, roots)


def _skin(knowledge: Knowledge) -> Iterator[Item]:
    for spot in spots(knowledge).values():
        root = spot.main_root
        if root is not None and len(spot.roots) <= len(knowledge.roots) - 3:
            yield Item(f"root-of-skin:{spot.key}", "root-of-skin", spot.key, "skin", spot.region, tuple(spot.roots))
        if spot.nerves and spot.nerves[0].provenance == "traced":
            roots = tuple(spot.nerves[0].roots)
            yield Item(f"nerve-of-skin:{spot.key}", "nerve-of-skin", spot.key, "nerves", spot.region, roots)
    for root in knowledge.roots:
        if not maps_drawing(knowledge, root):
            continue
        yield Item(f"find-skin:{root}", "find-skin", root, "skin", _home(knowledge, root), (root,))
        if root not in SMALL_ROOTS:
            yield Item(f"draw:{root}", "draw", root, "skin", _home(knowledge, root), (root,))
    for point in knowledge.key_points.values():
        region = _landmark_region(point.landmark)
        yield Item(f"key-point:{point.root}", "key-point", point.root, "skin", region, (point.root,))
        yield Item(f"key-point-words:{point.root}", "key-point-words", point.root, "skin", region, (point.root,))


def _landmark_region(name: str) -> Region:
    from meshes.skin.landmarks import LANDMARKS

    return REGION[LANDMARKS[name].segment]


def _home(knowledge: Knowledge, root: str) -> Region:
    """Say in which part of the body a root's key point lies."""
    point = knowledge.key_points.get(root)
    return _landmark_region(point.landmark) if point is not None else "thigh"


def _tests(knowledge: Knowledge) -> Iterator[Item]:
    def made(kind: Kind, subject: str, roots: tuple[str, ...]) -> Item:
        return Item(f"{kind}:{subject}", kind, subject, "tests", "examination", roots)

    for reflex in knowledge.reflexes.values():
        yield made("reflex", reflex.key, reflex.roots)
    for muscle in knowledge.key_muscles.values():
        yield made("key-muscle", muscle.root, (muscle.root,))
        yield made("key-movement", muscle.root, (muscle.root,))
    for finding in knowledge.findings.values():
        if any(link.strength == "strong" for link in finding.roots):
            yield made("test", finding.key, tuple(link.root for link in finding.roots))
    for item in knowledge.examination.values():
        # What raises a warning is no sign of a single root: its figures name none, but the item says where it runs.
        if item.raises is not None:
            strong = any(link.strength == "strong" for link in item.roots)
            if strong:
                yield made("examined", item.key, tuple(link.root for link in item.roots))
            elif item.findings:
                yield made("sign", item.key, tuple(link.root for link in item.roots))
    for level in knowledge.disc_levels.values():
        if "/" in level.level:
            yield made("disc", level.key, (level.root,))
