"""Checks of the short neurological examination: its keys resolve, and each item tells of a root."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .validate import Problem

if TYPE_CHECKING:
    from .model import Knowledge


def check_examination_keys_exist(knowledge: Knowledge) -> Iterator[Problem]:
    """Require the figures, symptoms and key points that an item names, and the items that a look-alike names."""
    for key, item in knowledge.examination.items():
        points = () if item.key_point is None else (item.key_point,)
        for what, named, known in (
            ("finding", item.findings, knowledge.findings.keys()),
            ("symptom", item.symptoms, knowledge.symptoms.keys()),
            ("key point", points, knowledge.key_points.keys()),
        ):
            for missing in set(named) - known:
                yield Problem(f"examination.{key}", f"{what} {missing!r} has no record of its own; correct the key.")
    for mimic in knowledge.mimics.values():
        for missing in {*mimic.lost, *mimic.kept} - knowledge.examination.keys():
            yield Problem(f"mimics.{mimic.key}", f"examination item {missing!r} has no record; correct the key.")
        for both in set(mimic.lost) & set(mimic.kept):
            yield Problem(f"mimics.{mimic.key}", f"has {both!r} both lost and kept; choose one.")


def check_examination_relates_to_roots(knowledge: Knowledge) -> Iterator[Problem]:
    """Require of an item at least one root that it relates to more than weakly, none twice, the strongest first."""
    order = ("strong", "moderate", "weak")
    for key, item in knowledge.examination.items():
        ranks = [order.index(link.strength) for link in item.roots]
        if len({link.root for link in item.roots}) != len(item.roots):
            yield Problem(f"examination.{key}", "relates to a root twice; once is accepted.")
        if not ranks or ranks[0] == order.index("weak") or ranks != sorted(ranks):
            yield Problem(f"examination.{key}", "needs its roots strongest first, and one that is more than weak.")


def check_key_points_are_examined(knowledge: Knowledge) -> Iterator[Problem]:
    """Require of items of feeling, and of no others, a key point, and its root as the strong one."""
    for key, item in knowledge.examination.items():
        felt = item.group in ("pin-prick", "light-touch")
        if felt != (item.key_point is not None):
            yield Problem(f"examination.{key}", "has a key point and is no item of feeling, or the other way round.")
        elif felt and item.roots and item.roots[0].root != item.key_point:
            yield Problem(f"examination.{key}", "relates most to another root than that of its key point.")
