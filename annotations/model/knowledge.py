"""The whole knowledge base: one table of records for each field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .records import Care, Claim, DiscLevel, ExaminationItem, Finding, Mimic, RedFlag, Root, Scene, Source, Symptom
from .skin import DermatomeMap, KeyPoint, MapConflict, NerveField, PainBand, SkinArea, Territory
from .supply import KeyMuscle, Muscle, Nerve, Reflex, Supply


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The whole knowledge base, each table keyed by our keys."""

    schema_version: int
    roots: Mapping[str, Root]
    maps: Mapping[str, DermatomeMap]
    territories: Mapping[str, Territory]
    pain_bands: Mapping[str, PainBand]
    key_points: Mapping[str, KeyPoint]
    key_muscles: Mapping[str, KeyMuscle]
    muscles: Mapping[str, Muscle]
    nerves: Mapping[str, Nerve]
    reflexes: Mapping[str, Reflex]
    symptoms: Mapping[str, Symptom]
    findings: Mapping[str, Finding]
    disc_levels: Mapping[str, DiscLevel]
    red_flags: Mapping[str, RedFlag]
    care: Mapping[str, Care]
    mimics: Mapping[str, Mimic]
    claims: Mapping[str, Claim]
    sources: Mapping[str, Source]
    nerve_fields: Mapping[str, NerveField] = field(default_factory=dict)
    skin_areas: Mapping[str, SkinArea] = field(default_factory=dict)
    map_conflicts: Mapping[str, MapConflict] = field(default_factory=dict)
    supplies: Mapping[str, Supply] = field(default_factory=dict)
    scenes: Mapping[str, Scene] = field(default_factory=dict)
    examination: Mapping[str, ExaminationItem] = field(default_factory=dict)
