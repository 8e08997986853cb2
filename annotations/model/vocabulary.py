"""The words that fields of records choose from, and the roots, segments and views that there are."""

from __future__ import annotations

from typing import Final, Literal, get_args

Provenance = Literal["read", "list", "second-hand", "recalled"]
"""``read``: abstract, table or page read; ``list``: a teaching list read; ``second-hand``: a report of the study read;
``recalled``: remembered, not yet confirmed."""
BorderProvenance = Literal["traced", "described", "proposed"]
Zone = Literal["core", "likely", "disputed"]
Share = Literal["major", "shared", "source-dependent"]
Urgency = Literal["emergency", "same-day", "urgent"]
Audience = Literal["patient", "student", "physician"]
SymptomGroup = Literal["pain", "numbness", "weakness", "reflex", "movement", "red-flag"]
Strength = Literal["strong", "moderate", "weak"]
TopicGroup = Literal["urgent", "about", "course", "treatment", "roots"]
"""``urgent``: when to act at once; ``about``: what the root does and how trouble shows; ``course``: whether it goes
away; ``treatment``; ``roots``: skin, pain, muscles and reflex of one root."""

ExaminationGroup = Literal["strength", "pin-prick", "light-touch", "reflex", "test", "sacral"]
"""Sections of the examination, in the order in which they are examined; ``sacral`` is the saddle and the groin."""
ExaminationScale = Literal["strength", "pin-prick", "light-touch", "reflex", "test", "plantar", "tone", "presence"]
"""How an item is graded: ``strength`` 0 to 5; ``pin-prick`` and ``light-touch`` 0 to 2; ``reflex`` 0 to 4; a ``test``
is positive or negative; ``plantar`` is down, up or mute; ``tone`` is normal, reduced or absent; ``presence`` is there
or not."""
ExaminationAct = Literal["touch", "prick", "tap", "stroke", "resist", "lift", "feel", "rise"]
"""What an examiner does: ``resist`` holds against a movement, ``lift`` moves the limb, ``feel`` is a finger; ``rise``
is only watched."""

PROVENANCES: Final[tuple[Provenance, ...]] = get_args(Provenance)
"""From the surest to the least sure."""
BORDER_PROVENANCES: Final[tuple[BorderProvenance, ...]] = get_args(BorderProvenance)
"""From the surest to the least sure."""
ZONES: Final[tuple[Zone, ...]] = get_args(Zone)
"""From the surest to the least sure."""
STRENGTHS: Final[tuple[Strength, ...]] = get_args(Strength)
"""Strongest first."""
URGENCIES: Final[tuple[Urgency, ...]] = get_args(Urgency)
"""Most urgent first."""

SCHEMA_VERSION: Final = 1
ROOTS: Final = ("T12", "L1", "L2", "L3", "L4", "L5", "S1", "S2", "S3", "S4-5")
LEG_ROOTS: Final = ROOTS[ROOTS.index("L2") : ROOTS.index("S1") + 1]
"""The roots of the leg that are explained in full and that the examination tells apart."""
SEGMENTS: Final = ("trunk", "thigh", "leg", "foot")
VIEWS: Final = (
    *("front", "back", "left", "right", "inner-leg", "outer-leg", "sole", "foot", "lumbar", "saddle", "three-quarter"),
)
"""Named views that a record may ask for; ``viewer`` has them."""
