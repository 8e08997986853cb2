"""Checks of the lesions: their keys resolve, they diagnose nobody, and a warning comes with the emergency."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from annotations.model import Knowledge

from .problem import Problem

_DIAGNOSES: Final = re.compile(r"diagnos|probab|\byour (chance|risk|odds)|\byou (have|will|probably)\b", re.IGNORECASE)


def check_scene_keys(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that what a scene names has a record, and that its disc level names the same root."""
    for key, scene in knowledge.scenes.items():
        for root in scene.other_roots:
            if root not in knowledge.roots:
                yield Problem(f"scenes.{key}", f"root {root!r} has no record of its own; add one or correct the key.")
        if scene.red_flag is not None and scene.red_flag not in knowledge.red_flags:
            yield Problem(
                f"scenes.{key}", f"warning sign {scene.red_flag!r} has no record; add one or correct the key."
            )
        if scene.disc_level is None:
            continue
        disc = knowledge.disc_levels.get(scene.disc_level)
        if disc is None:
            yield Problem(
                f"scenes.{key}", f"disc level {scene.disc_level!r} has no record; add one or correct the key."
            )
        elif disc.root != scene.root:
            yield Problem(f"scenes.{key}", f"names {scene.root}, but its disc level names {disc.root}; correct one.")


def check_scene_texts_do_not_diagnose(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that a scene's text for patients is about a model, not about what the reader has."""
    for key, scene in knowledge.scenes.items():
        if (found := _DIAGNOSES.search(scene.patient.text)) is not None:
            yield Problem(f"scenes.{key}", f"says {found.group()!r}; patient texts never diagnose or give odds.")


def check_scene_emergencies(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that a scene that presses the roots of bladder and bowel names its warning sign."""
    for key, scene in knowledge.scenes.items():
        if "S4-5" in (scene.root, *scene.other_roots) and scene.red_flag is None:
            yield Problem(f"scenes.{key}", "presses the lowest roots and names no warning sign; red_flag is needed.")
