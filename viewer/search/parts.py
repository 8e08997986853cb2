"""Everything that can be pointed at, as a tree: parts by region and tissue, skin of roots and nerves, key points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from annotations.model import Knowledge
from viewer.appearance.label_places import label_places
from viewer.appearance.named import Called
from viewer.i18n.catalogue import ENGLISH, N_, catalogue
from viewer.i18n.language import in_language
from viewer.state.view_state import ChartPlace, Side

from .entries import Entry, Kind
from .names import plain_words

REGIONS: Final[Mapping[str, str]] = {
    "back": N_("Back and belly"),
    "hip": N_("Pelvis and hip"),
    "thigh": N_("Thigh"),
    "knee": N_("Knee"),
    "leg": N_("Lower leg"),
    "foot": N_("Foot"),
}
"""Top to toe."""
LAYERS: Final[Mapping[str, str]] = {
    "bones": N_("Bones and discs"),
    "muscles": N_("Muscles"),
    "trunk_muscles": N_("Muscles of the trunk"),
    "nerves": N_("Nerves"),
    "ligaments": N_("Ligaments"),
    "fascia": N_("Fascia"),
}
REGION_OF: Final[Mapping[str, str]] = {
    **dict.fromkeys(("thorax", "vertebral column", "spinal cord", "spinal roots", "thoracic nerves"), "back"),
    **dict.fromkeys(("posterior rami", "back", "abdomen"), "back"),
    **dict.fromkeys(("pelvis", "pelvis joints", "pelvic floor", "hip", "hip joint", "gluteal"), "hip"),
    **dict.fromkeys(("lumbar plexus", "sacral plexus"), "hip"),
    **dict.fromkeys(("thigh", "thigh anterior", "thigh medial", "quadriceps femoris", "hamstrings"), "thigh"),
    **dict.fromkeys(("femoral nerve", "obturator nerve", "sciatic nerve"), "thigh"),
    **dict.fromkeys(("knee", "knee joint"), "knee"),
    **dict.fromkeys(("foot", "toes", "foot joints", "ankle joint"), "foot"),
}
"""Regions by group of structures; all other groups are of the lower leg."""
FOOT_WORDS: Final = ("plantar", "calcaneal", "of_foot", "digital")
"""Words that mark nerves of the foot within the groups of the leg."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that can be chosen."""

    entry: Entry
    """Its entry of the search, by which it is chosen."""
    roots: str = ""
    """Its roots, shortly: ``L2–L4``."""
    layer: str = ""
    """Layer of a structure, which can be hidden."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A heading with what stands under it."""

    text: str
    branches: tuple[Branch, ...] = ()
    parts: tuple[Part, ...] = ()


def parts_tree(
    knowledge: Knowledge, structures: Mapping[str, Called], entries: list[Entry], language: str = ENGLISH
) -> tuple[Branch, ...]:
    """Sort everything that can be pointed at into a tree.

    Parameters
    ----------
    knowledge : Knowledge
        In English.
    structures : mapping of str to Structure
        The body's structures by sided key.
    entries : list of Entry
        Of :func:`viewer.search.findable.entries_of`, in the same language.
    language : str
    """
    own, tr = in_language(knowledge, language), catalogue(language)
    by_base = {part.base: part for part in structures.values()}
    rows: dict[tuple[str, str], list[Part]] = {}
    for entry in entries:
        part = by_base.get(entry.key) if entry.kind in ("structure", "nerve") else None
        if part is not None:
            made = Part(entry, in_short(roots_of(own, entry.key), tuple(own.roots)), part.layer)
            rows.setdefault((_region(part), part.layer), []).append(made)
    regions = tuple(
        Branch(
            tr(text),
            tuple(
                Branch(tr(name), parts=_sorted(rows[region, layer]))
                for layer, name in LAYERS.items()
                if (region, layer) in rows
            ),
        )
        for region, text in REGIONS.items()
    )

    def of_kind(kind: Kind) -> tuple[Part, ...]:
        return tuple(Part(entry, _root_of(entry)) for entry in entries if entry.kind == kind)

    points = {point.landmark for point in own.key_points.values()}
    places = of_kind("place")
    return (
        *(branch for branch in regions if branch.branches),
        Branch(tr("Skin of roots"), parts=of_kind("root")),
        Branch(tr("Skin of nerves"), parts=of_kind("field")),
        Branch(tr("Key points"), parts=tuple(part for part in places if part.entry.key in points)),
        Branch(tr("Places on the skin"), parts=tuple(part for part in places if part.entry.key not in points)),
    )


def parts_under(branch: Branch) -> Iterator[Part]:
    """Go through all parts under a heading."""
    yield from branch.parts
    for below in branch.branches:
        yield from parts_under(below)


def roots_of(knowledge: Knowledge, base: str) -> tuple[str, ...]:
    """Name the roots of a muscle or nerve from above downward; empty if it has none."""
    if base in knowledge.muscles:
        found = set(knowledge.muscles[base].roots)
    elif base in knowledge.nerves:
        found = set(knowledge.nerves[base].roots)
    else:
        return ()
    return tuple(root for root in knowledge.roots if root in found)


def in_short(roots: tuple[str, ...], order: tuple[str, ...]) -> str:
    """Write roots shortly: neighbours as a range."""
    runs: list[list[str]] = []
    for root in roots:
        if runs and order.index(root) == order.index(runs[-1][-1]) + 1:
            runs[-1].append(root)
        else:
            runs.append([root])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def skin_place(knowledge: Knowledge, map_key: str, root: str, side: Side) -> ChartPlace | None:
    """Give a place on the skin of a root in a map; None if the map does not have the root."""
    territories = [t for t in knowledge.territories.values() if t.map == map_key and t.root == root]
    places = label_places(territories, side)
    return places[0] if places else None


def _region(part: Called) -> str:
    region = REGION_OF.get(part.group, "leg")
    if part.layer == "nerves" and region == "leg" and any(word in part.base for word in FOOT_WORDS):
        return "foot"
    return region


def _root_of(entry: Entry) -> str:
    return entry.key if entry.kind == "root" else ""


def _sorted(parts: list[Part]) -> tuple[Part, ...]:
    """Sort parts by their terms."""
    return tuple(sorted(parts, key=lambda part: plain_words((part.entry.terms or (part.entry.words,))[0])))
