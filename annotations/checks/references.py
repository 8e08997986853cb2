"""Checks that keys resolve and that every sentence has its sources: one fact per function."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Final

from annotations.model import ROOTS, VIEWS, Knowledge
from annotations.model.walk import records

from .problem import Problem

#: Fields that may be empty: a record without them still says what it is for.
_MAY_BE_EMPTY: Final = frozenset(
    {"criticism", "figure", "interval", "likelihood_ratio", "method", "muscles", "note", "pain", "plain_name"}
    | {"people", "population", "read", "reference_standard", "reflex", "rights", "sensitivity", "skin", "specificity"}
    | {"ta2", "weak"}
)


def _missing(name: str, what: str, keys: Iterable[str | None], known: Iterable[str]) -> Iterator[Problem]:
    accepted = set(known)
    for key in keys:
        if key is not None and key not in accepted:
            yield Problem(name, f"{what} {key!r} has no record of its own; add one or correct the key.")


def check_sources_exist(knowledge: Knowledge) -> Iterator[Problem]:
    """Require a record of every source cited."""
    for name, record in records(knowledge):
        yield from _missing(name, "source", getattr(record, "sources", ()), knowledge.sources)


def check_sources_used(knowledge: Knowledge) -> Iterator[Problem]:
    """Require every source to be cited."""
    cited = {key for _, record in records(knowledge) for key in getattr(record, "sources", ())}
    for key in knowledge.sources:
        if key not in cited:
            yield Problem(f"sources.{key}", "is cited by no record; cite it or remove it.")


def check_sourced(knowledge: Knowledge) -> Iterator[Problem]:
    """Require at least one source of every record that says something."""
    for name, record in records(knowledge):
        if getattr(record, "sources", ("none needed",)) == ():
            yield Problem(name, "has no source; every sentence needs at least one.")


def check_provenance(knowledge: Knowledge) -> Iterator[Problem]:
    """Let nothing count as read, listed or reported when none of its sources was read."""
    for name, record in records(knowledge):
        if getattr(record, "provenance", None) in ("read", "list", "second-hand"):
            known = [knowledge.sources[key] for key in getattr(record, "sources", ()) if key in knowledge.sources]
            if known and not any(source.read for source in known):
                yield Problem(name, "is not marked as recalled, but none of its sources was read.")


def check_marks_fit_their_sources(knowledge: Knowledge) -> Iterator[Problem]:
    """Let nothing count as read where all that was read of its sources is a teaching list."""
    for name, record in records(knowledge):
        if getattr(record, "provenance", None) == "read":
            known = [knowledge.sources[key] for key in getattr(record, "sources", ()) if key in knowledge.sources]
            if known and all(source.read in ("", "list") for source in known):
                yield Problem(name, "is marked as read, but of its sources only a teaching list was; mark it as list.")


def check_weak_sources_carry_nothing(knowledge: Knowledge) -> Iterator[Problem]:
    """Let nothing count as read that rests on weak sources only."""
    for name, record in records(knowledge):
        if getattr(record, "provenance", None) == "read":
            known = [knowledge.sources[key] for key in getattr(record, "sources", ()) if key in knowledge.sources]
            if known and all(source.weak or not source.read for source in known):
                yield Problem(name, "is marked as read, but rests on weak sources; find a better one, or mark it down.")


def check_texts_not_empty(knowledge: Knowledge) -> Iterator[Problem]:
    """Require a text wherever a user sees one."""
    for name, record in records(knowledge):
        assert dataclasses.is_dataclass(record)
        for field in dataclasses.fields(record):
            value = getattr(record, field.name)
            if isinstance(value, str) and not value.strip() and field.name not in _MAY_BE_EMPTY:
                yield Problem(name, f"field {field.name!r} is empty; it needs a text.")


def check_roots_exist(knowledge: Knowledge) -> Iterator[Problem]:
    """Require a record of every root of the model and of every root named anywhere."""
    for root in ROOTS:
        yield from _missing("roots", "root", [root], knowledge.roots)
    for name, record in records(knowledge):
        named = getattr(record, "roots", ())
        keys = [key for key in named if isinstance(key, str)]
        keys += [getattr(record, field) for field in ("root", "main_root") if hasattr(record, field)]
        keys += getattr(record, "neighbours", ())
        yield from _missing(name, "root", keys, knowledge.roots)


def check_main_root(knowledge: Knowledge) -> Iterator[Problem]:
    """Require the main root of a reflex to be one of its roots."""
    for reflex in knowledge.reflexes.values():
        if reflex.main_root not in reflex.roots:
            yield Problem(f"reflexes.{reflex.key}", f"main root {reflex.main_root!r} is not among its roots.")


def check_nerves_exist(knowledge: Knowledge) -> Iterator[Problem]:
    """Require a record of every nerve named anywhere."""
    for name, record in records(knowledge):
        keys = [*getattr(record, "nerves", ()), *getattr(record, "branches", ()), getattr(record, "parent", None)]
        yield from _missing(name, "nerve", keys, knowledge.nerves)


def check_nerve_fields_name_a_nerve(knowledge: Knowledge) -> Iterator[Problem]:
    """Require a record of the nerve of every nerve field, and roots of it."""
    for nerve_field in knowledge.nerve_fields.values():
        name = f"nerve_fields.{nerve_field.key}"
        yield from _missing(name, "nerve", [nerve_field.nerve], knowledge.nerves)
        if not nerve_field.roots:
            yield Problem(name, "names no root; a skin nerve has at least one.")


def check_nerve_tree(knowledge: Knowledge) -> Iterator[Problem]:
    """Require the parent of a nerve to list it among its branches."""
    for nerve in knowledge.nerves.values():
        parent = knowledge.nerves.get(nerve.parent or "")
        if parent is not None and nerve.key not in parent.branches:
            yield Problem(f"nerves.{parent.key}", f"does not list {nerve.key!r} among its branches.")


def check_muscles_exist(knowledge: Knowledge) -> Iterator[Problem]:
    """Require a record of every muscle named by a symptom or a key function."""
    for name, record in records(knowledge):
        if not isinstance(getattr(record, "muscles", ""), str):
            yield from _missing(name, "muscle", getattr(record, "muscles", ()), knowledge.muscles)


def check_maps_exist(knowledge: Knowledge) -> Iterator[Problem]:
    """Require a map of every territory and a territory of every map."""
    for territory in knowledge.territories.values():
        yield from _missing(f"territories.{territory.key}", "map", [territory.map], knowledge.maps)
    drawn = {territory.map for territory in knowledge.territories.values()}
    for key in knowledge.maps:
        if key not in drawn:
            yield Problem(f"maps.{key}", "has no territory; draw at least one.")


def check_about(knowledge: Knowledge) -> Iterator[Problem]:
    """Require that what a claim or figure is about exists."""
    known = {symptom.group for symptom in knowledge.symptoms.values()}
    for table in ("roots", "symptoms", "muscles", "nerves", "maps", "reflexes"):
        known |= set(getattr(knowledge, table))
    for name, record in records(knowledge):
        yield from _missing(name, "topic", getattr(record, "about", ()), known)


def check_mimics_name_symptoms(knowledge: Knowledge) -> Iterator[Problem]:
    """Require every look-alike to name the symptoms it is mistaken by, each of them known and named once."""
    for mimic in knowledge.mimics.values():
        name = f"mimics.{mimic.key}"
        yield from _missing(name, "symptom", mimic.symptoms, knowledge.symptoms)
        if not mimic.symptoms or len(set(mimic.symptoms)) != len(mimic.symptoms):
            yield Problem(name, "needs at least one symptom it is mistaken by, none twice.")


def check_contradictions(knowledge: Knowledge) -> Iterator[Problem]:
    """Require that what a symptom or finding contradicts exists and is not itself."""
    for table, found in (("symptoms", knowledge.symptoms), ("findings", knowledge.findings)):
        for key, record in found.items():
            yield from _missing(
                f"{table}.{key}", "symptom or finding", record.contradicts, {*knowledge.symptoms, *knowledge.findings}
            )
            if key in record.contradicts:
                yield Problem(f"{table}.{key}", "contradicts itself; name another symptom or finding.")


def check_findings_have_own_keys(knowledge: Knowledge) -> Iterator[Problem]:
    """Require that no finding has the key of a symptom, since both can be picked and contradicted."""
    for key in knowledge.findings:
        if key in knowledge.symptoms:
            yield Problem(f"findings.{key}", "has the key of a symptom; give it one of its own.")


def check_root_links(knowledge: Knowledge) -> Iterator[Problem]:
    """Require each root to be named once at most by a symptom or finding."""
    for table, found in (("symptoms", knowledge.symptoms), ("findings", knowledge.findings)):
        for key, record in found.items():
            named = [link.root for link in record.roots]
            for root in sorted({root for root in named if named.count(root) > 1}):
                yield Problem(f"{table}.{key}", f"relates to the root {root!r} twice; once is accepted.")


def check_symptom_claims(knowledge: Knowledge) -> Iterator[Problem]:
    """Require two or three patient claims to explain a symptom."""
    for symptom in knowledge.symptoms.values():
        name = f"symptoms.{symptom.key}"
        yield from _missing(name, "claim", symptom.explanation, knowledge.claims)
        if not 2 <= len(symptom.explanation) <= 3:
            yield Problem(name, f"is explained by {len(symptom.explanation)} claims; two or three are needed.")
        for key in symptom.explanation:
            if key in knowledge.claims and knowledge.claims[key].audience != "patient":
                yield Problem(name, f"is explained by {key!r}, which is not a patient claim.")


def check_patient_claims_used(knowledge: Knowledge) -> Iterator[Problem]:
    """Require that a claim made to explain a symptom (``...-why``) does explain one."""
    used = {key for symptom in knowledge.symptoms.values() for key in symptom.explanation}
    for key in knowledge.claims:
        if key.endswith("-why") and key not in used:
            yield Problem(f"claims.{key}", "explains no symptom; use it or remove it.")


def check_symptoms_light_something(knowledge: Knowledge) -> Iterator[Problem]:
    """Require that a picked symptom which relates to roots lights a region, or warns.

    Without a root it can light the skin of all roots, or a band of its own, or nothing; but no root's muscles, nerves
    or pain.
    """
    for symptom in knowledge.symptoms.values():
        by_root = symptom.lights_pain or symptom.muscles or symptom.nerves or symptom.nerve_fields
        lights = symptom.lights_skin or symptom.felt or by_root
        if symptom.layer != "warning" and ((symptom.roots and not lights) or (by_root and not symptom.roots)):
            yield Problem(f"symptoms.{symptom.key}", "relates to roots and lights nothing, or the other way round.")


def check_symptom_nerves_carry_the_root(knowledge: Knowledge) -> Iterator[Problem]:
    """Require every nerve of a symptom to carry a root that lights it: a strong one, or else the first."""
    for symptom in knowledge.symptoms.values():
        strong = [link.root for link in symptom.roots if link.strength == "strong"]
        lit = set(strong or [link.root for link in symptom.roots[:1]])
        for key in symptom.nerves:
            if key in knowledge.nerves and not lit & set(knowledge.nerves[key].roots):
                yield Problem(f"symptoms.{symptom.key}", f"lights {key!r}, which carries none of its roots.")


def check_symptoms_of_no_root(knowledge: Knowledge) -> Iterator[Problem]:
    """Require of what lights a nerve's skin or a band of its own that the field exists and no root's region is lit."""
    drawn = {item.nerve for item in knowledge.nerve_fields.values()}
    for symptom in knowledge.symptoms.values():
        name = f"symptoms.{symptom.key}"
        for key in symptom.nerve_fields:
            if key not in drawn:
                yield Problem(name, f"lights the skin of {key!r}, which no field draws.")
        if (symptom.nerve_fields or symptom.felt) and (symptom.lights_skin or symptom.lights_pain):
            yield Problem(name, "lights its own place and a root's region; one of them is accepted.")


def check_symptom_muscles_have_the_root(knowledge: Knowledge) -> Iterator[Problem]:
    """Require every muscle of a symptom to have one of the symptom's roots."""
    for symptom in knowledge.symptoms.values():
        for key in symptom.muscles:
            if key in knowledge.muscles and not {link.root for link in symptom.roots} & set(
                knowledge.muscles[key].roots
            ):
                yield Problem(f"symptoms.{symptom.key}", f"lights {key!r}, which has none of its roots.")


def check_symptom_pain_bands(knowledge: Knowledge) -> Iterator[Problem]:
    """Require a pain band for the first strong root of a symptom that lights pain."""
    for symptom in knowledge.symptoms.values():
        strong = [link.root for link in symptom.roots if link.strength == "strong"]
        first = (strong or [link.root for link in symptom.roots[:1]])[:1]
        if symptom.lights_pain and not set(first) <= set(knowledge.pain_bands):
            yield Problem(f"symptoms.{symptom.key}", f"lights the pain band of {first[0]}, which has none.")


def check_symptom_synonyms(knowledge: Knowledge) -> Iterator[Problem]:
    """Require at least five other wordings to find a symptom by, none twice."""
    for symptom in knowledge.symptoms.values():
        if len(set(symptom.synonyms)) < 5 or len(set(symptom.synonyms)) != len(symptom.synonyms):
            yield Problem(f"symptoms.{symptom.key}", "needs at least five different synonyms, none twice.")


def check_symptom_views(knowledge: Knowledge) -> Iterator[Problem]:
    """Require a symptom to ask for a view that exists."""
    for symptom in knowledge.symptoms.values():
        if symptom.view not in VIEWS:
            yield Problem(f"symptoms.{symptom.key}", f"view {symptom.view!r} is unknown; accepted: {', '.join(VIEWS)}.")


def check_warnings(knowledge: Knowledge) -> Iterator[Problem]:
    """Require of a red-flag symptom, and of no other, an urgency and a red flag of the same key and urgency."""
    for symptom in knowledge.symptoms.values():
        name, flag = f"symptoms.{symptom.key}", knowledge.red_flags.get(symptom.key)
        if symptom.group != "red-flag":
            if symptom.urgency is not None:
                yield Problem(name, "has an urgency but is not in the group red-flag.")
        elif symptom.layer != "warning" or symptom.urgency is None:
            yield Problem(name, "is a red flag and needs the layer 'warning' and an urgency.")
        elif flag is None or flag.urgency != symptom.urgency:
            yield Problem(name, "needs a record in red_flags with the same key and urgency.")
