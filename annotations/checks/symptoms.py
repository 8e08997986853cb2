"""Checks of symptoms: what they light, how they are explained, by which words they are found, and which warn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from annotations.model import ROOTS, VIEWS, Audience, Knowledge
from annotations.topics import claims_about, topics_of

from .problem import Problem, missing

_BEYOND_PATIENTS: Final[tuple[Audience, ...]] = ("student", "physician")


def check_root_links(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that a symptom or finding names each root once at most."""
    for table, found in (("symptoms", knowledge.symptoms), ("findings", knowledge.findings)):
        for key, record in found.items():
            named = [link.root for link in record.roots]
            for root in sorted({root for root in named if named.count(root) > 1}):
                yield Problem(f"{table}.{key}", f"relates to the root {root!r} twice; once is accepted.")


def check_roots_of_the_leg_have_symptoms(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that each root from L1 to S2 has a symptom that relates to it strongly."""
    strong = {link.root for item in knowledge.symptoms.values() for link in item.roots if link.strength == "strong"}
    for root in ROOTS[ROOTS.index("L1") : ROOTS.index("S2") + 1]:
        if root not in strong:
            yield Problem(f"roots.{root}", "has no symptom that relates to it strongly; at least one is needed.")


def check_symptoms_light_something(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that a symptom that relates to roots lights a region, or warns.

    One without roots may light the skin of all roots, a band of its own, or nothing; but no muscles, nerves or pain.
    """
    for symptom in knowledge.symptoms.values():
        by_root = symptom.lights_pain or symptom.muscles or symptom.nerves or symptom.nerve_fields
        lights = symptom.lights_skin or symptom.felt or by_root
        if symptom.layer != "warning" and ((symptom.roots and not lights) or (by_root and not symptom.roots)):
            yield Problem(f"symptoms.{symptom.key}", "relates to roots and lights nothing, or the other way round.")


def check_symptoms_of_no_root(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that a symptom with a nerve's skin or a band of its own lights no root's, and the nerve has a field."""
    drawn = {item.nerve for item in knowledge.nerve_fields.values()}
    for symptom in knowledge.symptoms.values():
        name = f"symptoms.{symptom.key}"
        for key in symptom.nerve_fields:
            if key not in drawn:
                yield Problem(name, f"lights the skin of {key!r}, which no field draws.")
        if (symptom.nerve_fields or symptom.felt) and (symptom.lights_skin or symptom.lights_pain):
            yield Problem(name, "lights its own place and a root's region; one of them is accepted.")


def check_symptom_nerves_carry_the_root(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that every nerve of a symptom carries a root that lights it: a strong one, or else the first."""
    for symptom in knowledge.symptoms.values():
        strong = [link.root for link in symptom.roots if link.strength == "strong"]
        lit = set(strong or [link.root for link in symptom.roots[:1]])
        for key in symptom.nerves:
            if key in knowledge.nerves and not lit & set(knowledge.nerves[key].roots):
                yield Problem(f"symptoms.{symptom.key}", f"lights {key!r}, which carries none of its roots.")


def check_symptom_muscles_have_the_root(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that every muscle of a symptom is supplied by one of the symptom's roots."""
    for symptom in knowledge.symptoms.values():
        for key in symptom.muscles:
            if key in knowledge.muscles and not {link.root for link in symptom.roots} & set(
                knowledge.muscles[key].roots
            ):
                yield Problem(f"symptoms.{symptom.key}", f"lights {key!r}, which has none of its roots.")


def check_symptom_pain_bands(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that the first strong root of a symptom that lights pain has a pain band."""
    for symptom in knowledge.symptoms.values():
        strong = [link.root for link in symptom.roots if link.strength == "strong"]
        first = (strong or [link.root for link in symptom.roots[:1]])[:1]
        if symptom.lights_pain and not set(first) <= set(knowledge.pain_bands):
            yield Problem(f"symptoms.{symptom.key}", f"lights the pain band of {first[0]}, which has none.")


def check_symptom_claims(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that two or three claims for patients explain a symptom."""
    for symptom in knowledge.symptoms.values():
        name = f"symptoms.{symptom.key}"
        yield from missing(name, "claim", symptom.explanation, knowledge.claims)
        if not 2 <= len(symptom.explanation) <= 3:
            yield Problem(name, f"is explained by {len(symptom.explanation)} claims; two or three are needed.")
        for key in symptom.explanation:
            if key in knowledge.claims and knowledge.claims[key].audience != "patient":
                yield Problem(name, f"is explained by {key!r}, which is not a patient claim.")


def check_patient_claims_used(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that a claim that was made to explain a symptom (``...-why``) explains one."""
    used = {key for symptom in knowledge.symptoms.values() for key in symptom.explanation}
    for key in knowledge.claims:
        if key.endswith("-why") and key not in used:
            yield Problem(f"claims.{key}", "explains no symptom; use it or remove it.")


def check_symptoms_have_claims_for_every_audience(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that every symptom has a claim for students and one for physicians, beside those for patients."""
    for key, symptom in knowledge.symptoms.items():
        for audience in _BEYOND_PATIENTS:
            if not claims_about(knowledge, topics_of(symptom), audience):
                yield Problem(f"symptoms.{key}", f"has no sentence for a {audience}; write a claim about it.")


def check_symptom_synonyms(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that a symptom has at least five other wordings to find it by, none twice."""
    for symptom in knowledge.symptoms.values():
        if len(set(symptom.synonyms)) < 5 or len(set(symptom.synonyms)) != len(symptom.synonyms):
            yield Problem(f"symptoms.{symptom.key}", "needs at least five different synonyms, none twice.")


def check_symptom_views(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that a symptom asks for a view that exists."""
    for symptom in knowledge.symptoms.values():
        if symptom.view not in VIEWS:
            yield Problem(f"symptoms.{symptom.key}", f"view {symptom.view!r} is unknown; accepted: {', '.join(VIEWS)}.")


def check_warnings(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that a red-flag symptom, and no other, has an urgency, and a red flag of the same key and urgency."""
    for symptom in knowledge.symptoms.values():
        name, flag = f"symptoms.{symptom.key}", knowledge.red_flags.get(symptom.key)
        if symptom.group != "red-flag":
            if symptom.urgency is not None:
                yield Problem(name, "has an urgency but is not in the group red-flag.")
        elif symptom.layer != "warning" or symptom.urgency is None:
            yield Problem(name, "is a red flag and needs the layer 'warning' and an urgency.")
        elif flag is None or flag.urgency != symptom.urgency:
            yield Problem(name, "needs a record in red_flags with the same key and urgency.")
