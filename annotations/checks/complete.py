"""Checks that nothing is missing: parts of a root, what sources say of a muscle, the three texts of a topic."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from annotations.model import LEG_ROOTS, ROOTS, Knowledge

from .problem import Problem

#: What a record of a root must say; where there is nothing of the kind, it says so in words.
_ROOT_PARTS: Final = (
    *("course", "exit_level", "skin", "muscles", "reflex", "pain", "key_muscle", "told_apart"),
    *("neighbours", "sources"),
)
#: What is explained of the roots of the leg to patients, students and physicians.
EXPLAINED_PARTS: Final = ("skin", "pain", "muscles", "reflex")
#: What the patient article speaks of, and what it leaves out: keys of ``care``.
TOPICS: Final = (
    *("when-to-act-at-once", "what-l4-affects", "symptoms-of-l4", "where-it-radiates"),
    *("will-it-get-better", "signs-it-may-not-heal", "how-long-to-wait", "rest-or-move"),
    *("exercise", "manual-therapy", "heat-and-cold", "habits", "pain-medicine", "injection", "surgery"),
)


def check_roots_are_whole(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that every part of a root is filled in; where there is none, the text says so."""
    for key, root in knowledge.roots.items():
        for part in _ROOT_PARTS:
            value = getattr(root, part)
            if not (value.strip() if isinstance(value, str) else value):
                yield Problem(f"roots.{key}", f"lacks {part!r}; write it, or say in words that there is none.")


def check_roots_have_a_key_point(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that every root has an ISNCSCI key point."""
    for root in ROOTS:
        if root not in knowledge.key_points:
            yield Problem(f"key_points.{root}", "is missing; every root from T12 to S4-5 has a key point.")


def check_roots_say_their_key_muscle(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that what a root says of its key muscle agrees with ``key_muscles``."""
    for root in ROOTS:
        record = knowledge.roots.get(root)
        if record is not None and record.key_muscle.startswith("None") == (root in knowledge.key_muscles):
            yield Problem(f"roots.{root}", "says otherwise of its key muscle than key_muscles; correct one of them.")


def check_roots_have_skin(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that at least one published map draws the skin of each root."""
    published = {key for key, item in knowledge.maps.items() if item.provenance != "proposed"}
    drawn = {item.root for item in knowledge.territories.values() if item.map in published}
    for root in knowledge.roots:
        if root not in drawn:
            yield Problem(f"roots.{root}", "has no skin in any published map; at least one territory is needed.")


def check_muscle_roots_have_supplies(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that for every root of a muscle, ``supplies`` has what a named source says."""
    named: dict[str, set[str]] = {}
    for supply in knowledge.supplies.values():
        for muscle in supply.muscles:
            named.setdefault(muscle, set()).update(supply.roots)
    for key, record in knowledge.muscles.items():
        missing = [root for root in record.roots if root not in named.get(key, ())]
        if missing:
            yield Problem(
                f"muscles.{key}", f"no record of supplies gives it {', '.join(missing)}; add what its source says."
            )
        if not record.roots and not record.note:
            yield Problem(f"muscles.{key}", "has no root of this model; its note must say from where its nerve comes.")


def check_supplies(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that a supply names muscles and roots, and its main roots are among them."""
    for key, supply in knowledge.supplies.items():
        if not supply.muscles or not supply.roots:
            yield Problem(f"supplies.{key}", "names no muscle or no root; at least one of each is needed.")
        if not set(supply.main) <= set(supply.roots):
            yield Problem(f"supplies.{key}", "has a main root that is not among its roots.")


def check_muscle_actions_have_two_wordings(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that a muscle has its nerve, and its action in technical words and in plain ones."""
    for key, muscle in knowledge.muscles.items():
        if (muscle.roots and not muscle.nerves) or muscle.action.casefold() == muscle.plain_action.casefold():
            yield Problem(f"muscles.{key}", "needs a nerve, an action in technical words and another in plain words.")


def check_topics_have_a_text_for_each_audience(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that a topic has texts for patients, students and physicians, and no two are the same."""
    for key, topic in knowledge.care.items():
        texts = [topic.text]
        for audience in ("student", "physician"):
            passage = getattr(topic, audience)
            if passage is None or not passage.text.strip():
                yield Problem(f"care.{key}", f"has no text for a {audience}; a topic has one for each audience.")
            else:
                texts.append(passage.text)
        if len(set(texts)) < len(texts):
            yield Problem(f"care.{key}", "tells two audiences the same; each text is written for its reader.")


def check_topics_are_all_there(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that the topics that patients ask about are there, and for each root of the leg what it does."""
    parts = [f"{root.lower()}-{part}" for root in LEG_ROOTS for part in EXPLAINED_PARTS]
    for key in (*TOPICS, *parts):
        if key not in knowledge.care:
            yield Problem(f"care.{key}", "is missing; patients ask about it, so it needs a record.")
