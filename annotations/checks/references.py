"""Checks that keys resolve: what a record names has a record of its own."""

from __future__ import annotations

from collections.abc import Iterator

from annotations.model import ROOTS, Knowledge
from annotations.model.walk import records

from .problem import Problem, missing


def check_roots_exist(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that every root of the model, and every root that a record names, has a record."""
    for root in ROOTS:
        yield from missing("roots", "root", [root], knowledge.roots)
    for name, record in records(knowledge):
        named = getattr(record, "roots", ())
        keys = [key for key in named if isinstance(key, str)]
        keys += [getattr(record, field) for field in ("root", "main_root") if hasattr(record, field)]
        keys += getattr(record, "neighbours", ())
        yield from missing(name, "root", keys, knowledge.roots)


def check_main_root(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that the main root of a reflex is one of its roots."""
    for reflex in knowledge.reflexes.values():
        if reflex.main_root not in reflex.roots:
            yield Problem(f"reflexes.{reflex.key}", f"main root {reflex.main_root!r} is not among its roots.")


def check_nerves_exist(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that every nerve that a record names has a record."""
    for name, record in records(knowledge):
        keys = [*getattr(record, "nerves", ()), *getattr(record, "branches", ()), getattr(record, "parent", None)]
        yield from missing(name, "nerve", keys, knowledge.nerves)


def check_nerve_fields_name_a_nerve(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that the nerve of a nerve field has a record, and the field has roots."""
    for nerve_field in knowledge.nerve_fields.values():
        name = f"nerve_fields.{nerve_field.key}"
        yield from missing(name, "nerve", [nerve_field.nerve], knowledge.nerves)
        if not nerve_field.roots:
            yield Problem(name, "names no root; a skin nerve has at least one.")


def check_nerve_tree(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that the parent of a nerve lists it among its branches."""
    for nerve in knowledge.nerves.values():
        parent = knowledge.nerves.get(nerve.parent or "")
        if parent is not None and nerve.key not in parent.branches:
            yield Problem(f"nerves.{parent.key}", f"does not list {nerve.key!r} among its branches.")


def check_muscles_exist(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that every muscle that a record names has a record."""
    for name, record in records(knowledge):
        if not isinstance(getattr(record, "muscles", ""), str):
            yield from missing(name, "muscle", getattr(record, "muscles", ()), knowledge.muscles)


def check_maps_exist(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that every territory has its map, and every map a territory."""
    for territory in knowledge.territories.values():
        yield from missing(f"territories.{territory.key}", "map", [territory.map], knowledge.maps)
    drawn = {territory.map for territory in knowledge.territories.values()}
    for key in knowledge.maps:
        if key not in drawn:
            yield Problem(f"maps.{key}", "has no territory; draw at least one.")


def check_map_conflicts_exist(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that the map and the root of a conflict exist."""
    for key, conflict in knowledge.map_conflicts.items():
        if conflict.map not in knowledge.maps:
            yield Problem(f"map_conflicts.{key}", f"map {conflict.map!r} has no record; add one or correct the key.")
        if conflict.root not in ROOTS:
            yield Problem(f"map_conflicts.{key}", f"root {conflict.root!r} is unknown; accepted: {', '.join(ROOTS)}.")


def check_about(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that what a claim, a figure or a topic is about exists."""
    known = {symptom.group for symptom in knowledge.symptoms.values()}
    for table in ("roots", "symptoms", "muscles", "nerves", "maps", "reflexes"):
        known |= set(getattr(knowledge, table))
    for name, record in records(knowledge):
        yield from missing(name, "topic", getattr(record, "about", ()), known)


def check_mimics_name_symptoms(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that a look-alike names the symptoms that it shares with a root, each once."""
    for mimic in knowledge.mimics.values():
        name = f"mimics.{mimic.key}"
        yield from missing(name, "symptom", mimic.symptoms, knowledge.symptoms)
        if not mimic.symptoms or len(set(mimic.symptoms)) != len(mimic.symptoms):
            yield Problem(name, "needs at least one symptom it is mistaken by, none twice.")


def check_contradictions(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that what a symptom or finding contradicts exists, and is another one."""
    for table, found in (("symptoms", knowledge.symptoms), ("findings", knowledge.findings)):
        for key, record in found.items():
            yield from missing(
                f"{table}.{key}", "symptom or finding", record.contradicts, {*knowledge.symptoms, *knowledge.findings}
            )
            if key in record.contradicts:
                yield Problem(f"{table}.{key}", "contradicts itself; name another symptom or finding.")


def check_findings_have_own_keys(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that no finding has the key of a symptom: both can be picked, and contradicted."""
    for key in knowledge.findings:
        if key in knowledge.symptoms:
            yield Problem(f"findings.{key}", "has the key of a symptom; give it one of its own.")
