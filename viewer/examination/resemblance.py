"""Which look-alike the findings of one side fit: what is lost and spared as expected, and what differs. Pure.

A nerve is told from a root by what it spares. So findings fit a look-alike if nothing is lost that it spares, if
strength, feeling and reflexes are mostly lost as it affects them, and if more than one finding is. A look-alike of
several nerves, such as a lesion of the plexus, must weaken muscles of more than one and leave none of their muscles
strong; one that spares nothing must explain everything. A look-alike is left out if another explains as much with less
that differs: all that the fibular nerve affects is affected by the sciatic nerve, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from annotations.model import Knowledge, Mimic
from viewer.i18n.catalogue import N_, Catalogue
from viewer.state.view_state import Side

from .for_and_against import SideReading
from .items import SIDE_NAMES

MOST: Final = 2
"""Look-alikes named for one side at most."""
KINDS: Final = {"pin-prick": "feeling", "light-touch": "feeling"}
"""Kinds of loss: feeling is one kind, however it is tested."""
FITS_BETTER: Final = N_("{where}: another cause than a root fits: {name}")
FITS_AS_WELL: Final = N_("{where}: another cause fits as well as a root: {name}")
LOST: Final = N_("lost as there: {items}")
KEPT: Final = N_("kept as there: {items}")
UNLIKE: Final = N_("unlike there, normal: {items}")
UNEXPLAINED: Final = N_("not explained by it: {items}")


@dataclass(frozen=True, slots=True)
class Resemblance:
    """Which items of one side are as a look-alike would have them, and which are not."""

    mimic: Mimic
    lost: tuple[str, ...]
    kept: tuple[str, ...]
    unlike: tuple[str, ...]
    """Normal, though expected to be lost."""
    unexplained: tuple[str, ...]
    """Lost, though the look-alike does not affect it."""
    alone: bool
    """Whether no root explains all that is lost."""
    parted: bool
    """Whether something that it spares is normal, though it belongs to one of the best supported roots."""

    @property
    def whole(self) -> bool:
        """Whether it explains everything that was found and is told from the roots: then it is named before them."""
        return self.parted and not (self.unlike or self.unexplained)


def resemblances(side: SideReading, mimics: Iterable[Mimic], knowledge: Knowledge) -> list[Resemblance]:
    """Find the look-alikes that the findings of a side fit, the best first.

    Parameters
    ----------
    side : SideReading
    mimics : iterable of Mimic
        Those that share a finding with it.
    knowledge : Knowledge
        Gives the order of items, and what they are graded by.
    """
    found = [_compared(side, mimic, knowledge) for mimic in mimics]
    fitting = [one for one in found if _fits(one, side, knowledge)]
    fitting = [one for one in fitting if not any(_outdoes(other, one) for other in fitting)]
    fitting.sort(key=lambda one: (len(one.unlike) + len(one.unexplained) - len(one.lost), -len(one.kept)))
    return fitting[:MOST]


def told_apart(mimic: Mimic, root: str, normal: Iterable[str], knowledge: Knowledge) -> bool:
    """Say whether normal findings speak for a look-alike that explains everything as well as a root does.

    They do if the look-alike spares them and a lesion of the root would be expected to affect them. No finding tells a
    look-alike that spares nothing, such as a plexus, from a root. If they do, no disc of the root is named; otherwise
    it is, with a condition.
    """
    spared = [knowledge.examination[key] for key in set(mimic.kept) & set(normal)]
    belongs = any(link.root == root and link.strength != "weak" for item in spared for link in item.roots)
    return belongs or not mimic.kept


def resemblance_words(
    one: Resemblance, side: Side, named: Callable[[Sequence[str]], str], tr: Catalogue
) -> tuple[str, str]:
    """Write a resemblance as one sentence: what it fits, then what agrees and what differs; and its beginning alone.

    Parameters
    ----------
    one : Resemblance
    side : {"left", "right"}
    named : callable
        Lists items with their grades, in the reader's language.
    tr : Catalogue
        That language.
    """
    lead = tr(FITS_BETTER if one.alone else FITS_AS_WELL, where=tr(SIDE_NAMES[side]), name=one.mimic.name)
    compared = ((LOST, one.lost), (KEPT, one.kept), (UNLIKE, one.unlike), (UNEXPLAINED, one.unexplained))
    parts = (tr(words, items=named(keys)) for words, keys in compared if keys)
    return f"{lead}; {'; '.join(parts)}.", f"{lead}."


def _compared(side: SideReading, mimic: Mimic, knowledge: Knowledge) -> Resemblance:
    order = tuple(knowledge.examination)

    def sorted_keys(keys: set[str]) -> tuple[str, ...]:
        return tuple(sorted(keys, key=order.index))

    lost, normal = set(side.lost), set(side.normal)
    return Resemblance(
        mimic,
        sorted_keys(lost & {*mimic.lost, *mimic.either}),
        sorted_keys(normal & set(mimic.kept)),
        sorted_keys(normal & set(mimic.lost)),
        sorted_keys(lost - {*mimic.lost, *mimic.either, *mimic.kept}),
        not any(root.count("for") == len(side.lost) for root in side.roots),
        bool(mimic.kept) and any(told_apart(mimic, root.root, side.normal, knowledge) for root in side.fitting),
    )


def _outdoes(one: Resemblance, other: Resemblance) -> bool:
    """Say whether one explains all that another does, and differs in less."""
    differs, more = (len(each.unlike) + len(each.unexplained) for each in (one, other))
    return set(one.lost) >= set(other.lost) and differs < more


def _fits(one: Resemblance, side: SideReading, knowledge: Knowledge) -> bool:
    def kinds(keys: Iterable[str]) -> set[str]:
        scales = (knowledge.examination[key].graded_by for key in keys)
        return {KINDS.get(scale, scale) for scale in scales}

    own = set(one.lost) & set(one.mimic.lost)
    if not own or set(side.lost) & set(one.mimic.kept):
        return False
    shown = kinds(own)
    silent, strange = kinds(one.unlike) - shown, kinds(one.unexplained) - shown
    if _several_nerves(one.mimic.lost, knowledge) and (
        "strength" in kinds(one.unlike) or not _several_nerves(own, knowledge)
    ):
        return False
    if not one.mimic.kept:
        return len(shown) > 1 and not one.unexplained
    if not one.kept and len(one.lost) == 1:
        return False
    return len(shown) > max(len(silent), len(strange)) and len(one.lost) >= len(one.unexplained)


def _several_nerves(keys: Iterable[str], knowledge: Knowledge) -> bool:
    """Say whether no single nerve supplies all the muscles of these items, as in a lesion of the plexus."""
    items = [knowledge.examination[key] for key in keys]
    supplies = [set(item.nerves) for item in items if item.graded_by == "strength"]
    return bool(supplies) and not set.intersection(*supplies)
