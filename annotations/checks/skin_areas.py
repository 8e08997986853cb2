"""Checks of areas of skin, such as the saddle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from annotations.model import ROOTS, Knowledge

from .problem import Problem

VIEWS_OF_AREAS: Final = {"saddle": "saddle"}
"""Named views that show one area only, with the key of that area."""


def check_skin_areas_are_whole(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that each root of an area is either whole in it or at its rim, and the rim has a width."""
    for area in knowledge.skin_areas.values():
        name = f"skin_areas.{area.key}"
        if not 0.0 < area.rim_mm <= 200.0:
            yield Problem(name, f"has a rim of {area.rim_mm:g} mm; above 0, and 200 at most, are accepted.")
        if not area.whole:
            yield Problem(name, "names no root whose skin belongs to it in full.")
        for root in dict.fromkeys((*area.whole, *area.rim)):
            if root not in ROOTS:
                yield Problem(name, f"root {root!r} is unknown; accepted: {', '.join(ROOTS)}.")
            if (*area.whole, *area.rim).count(root) > 1:
                yield Problem(name, f"names {root} twice; a root is either whole or at the rim.")


def check_skin_areas_exist(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that the area that a symptom or scene keeps to has a record, and some of its roots are lit."""
    lit = {f"symptoms.{key}": ([link.root for link in s.roots], s.skin_area) for key, s in knowledge.symptoms.items()}
    lit |= {f"scenes.{key}": ([s.root, *s.other_roots], s.skin_area) for key, s in knowledge.scenes.items()}
    for name, (roots, key) in lit.items():
        if key is None:
            continue
        area = knowledge.skin_areas.get(key)
        if area is None:
            known = ", ".join(knowledge.skin_areas) or "none"
            yield Problem(name, f"skin_area {key!r} has no record; there are: {known}.")
        elif not set(area.whole) & set(roots):
            yield Problem(name, f"keeps to {key!r}, but relates to none of its roots: {', '.join(area.whole)}.")


def check_views_of_areas(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that a symptom keeps to an area where it lights skin in its view, or warns of the lowest roots."""
    for symptom in knowledge.symptoms.values():
        lowest = symptom.urgency is not None and any(link.root == "S4-5" for link in symptom.roots)
        area = "saddle" if lowest else VIEWS_OF_AREAS.get(symptom.view)
        if symptom.lights_skin and area is not None and symptom.skin_area != area:
            yield Problem(
                f"symptoms.{symptom.key}", f"lights skin that is seen from below only; skin_area = {area!r} is needed."
            )


def check_scenes_with_a_warning_keep_to_an_area(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that a scene that presses the lowest roots lights the saddle, and not all skin of both legs."""
    for key, scene in knowledge.scenes.items():
        if "S4-5" in (scene.root, *scene.other_roots) and scene.skin_area != "saddle":
            yield Problem(f"scenes.{key}", "presses the lowest roots; skin_area = 'saddle' is needed.")
