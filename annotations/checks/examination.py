"""Checks of the items of the neurological examination: their keys, their roots, and how they are done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, get_args

from annotations.model import STRENGTHS, VIEWS, ExaminationScale, Knowledge

from .problem import Problem

PLACES: Final = {"stroke": 2, "rise": 0}
"""How many places on the body an act needs at least; others need one."""


def check_examination_keys_exist(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that what an item names has a record, and so have the items that a look-alike names."""
    for key, item in knowledge.examination.items():
        points = () if item.key_point is None else (item.key_point,)
        raised = () if item.raises is None else (item.raises,)
        for what, named, known in (
            ("finding", item.findings, knowledge.findings.keys()),
            ("symptom", item.symptoms, knowledge.symptoms.keys()),
            ("key point", points, knowledge.key_points.keys()),
            ("warning sign", raised, knowledge.red_flags.keys() & knowledge.symptoms.keys()),
        ):
            for missing in set(named) - known:
                yield Problem(f"examination.{key}", f"{what} {missing!r} has no record of its own; correct the key.")
    for mimic in knowledge.mimics.values():
        for missing in {*mimic.lost, *mimic.kept, *mimic.either} - knowledge.examination.keys():
            yield Problem(f"mimics.{mimic.key}", f"examination item {missing!r} has no record; correct the key.")
        listed = [*mimic.lost, *mimic.kept, *mimic.either]
        for both in {key for key in listed if listed.count(key) > 1}:
            yield Problem(f"mimics.{mimic.key}", f"has {both!r} twice in lost, kept and either; choose one.")


def check_examination_relates_to_roots(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that an item relates to its roots strongest first, to none twice, and to one at least more than weakly."""
    for key, item in knowledge.examination.items():
        ranks = [STRENGTHS.index(link.strength) for link in item.roots]
        if len({link.root for link in item.roots}) != len(item.roots):
            yield Problem(f"examination.{key}", "relates to a root twice; once is accepted.")
        if not ranks or ranks[0] == STRENGTHS.index("weak") or ranks != sorted(ranks):
            yield Problem(f"examination.{key}", "needs its roots strongest first, and one that is more than weak.")


def check_key_points_are_examined(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that only feeling is tested at a key point, as a sign of that point's root; elsewhere at a skin nerve."""
    for key, item in knowledge.examination.items():
        if item.key_point is not None and not item.felt:
            yield Problem(f"examination.{key}", "has a key point and is no item of feeling.")
        elif item.felt and item.key_point is None and (item.graded_by == "pin-prick" or not item.nerves):
            yield Problem(
                f"examination.{key}", "is felt and has no key point; light touch may have a skin nerve instead."
            )
        elif item.key_point is not None and item.roots and item.roots[0].root != item.key_point:
            yield Problem(f"examination.{key}", "relates most to another root than that of its key point.")


def check_graded_by_a_scale(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that an item has a scale, and one without a side raises a warning sign."""
    for key, item in knowledge.examination.items():
        if item.graded_by not in get_args(ExaminationScale):
            yield Problem(f"examination.{key}", f"is of the group {item.group!r} and has no scale; name one.")
        if not item.sided and item.raises is None:
            yield Problem(f"examination.{key}", "has no side and raises no warning sign: it would tell of nothing.")


def check_examination_says_how(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that an item says what is done, how, where on the body, and in which view that is seen."""
    for key, item in knowledge.examination.items():
        if item.act is None or not item.how:
            yield Problem(f"examination.{key}", "does not say what is done and how; write act and how.")
        elif len(item.at) < PLACES.get(item.act, 1):
            yield Problem(f"examination.{key}", f"has no place on the body for {item.act!r}; name its landmarks.")
        if item.view not in VIEWS:
            yield Problem(f"examination.{key}", f"has the unknown view {item.view!r}; accepted: {', '.join(VIEWS)}.")
        point = knowledge.key_points.get(item.key_point or "")
        if point is not None and item.at != (point.landmark,):
            yield Problem(f"examination.{key}", f"is tried elsewhere than at its key point, {point.landmark!r}.")
