"""Records of roots, symptoms, the examination, published figures, topics, scenes and the sentences about them.

Every medical sentence is a :class:`Claim` or a field of a record that carries ``sources``. ``provenance`` says how we
came by it and is shown to the user; it is never stronger than the row it was taken from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from .skin import BandPoint
from .vocabulary import (
    Audience,
    ExaminationAct,
    ExaminationGroup,
    ExaminationScale,
    Provenance,
    Strength,
    SymptomGroup,
    TopicGroup,
    Urgency,
)


@dataclass(frozen=True, slots=True)
class Source:
    """A work that sentences cite."""

    key: str
    citation: str
    year: int | None = None
    doi: str | None = None
    pmid: str | None = None
    read: str = ""
    """What of it was read for this project: ``abstract``, ``table``, ``page``, ``figure``, or empty for recalled."""
    weak: str = ""
    """That it is a weak source and why, such as ``weak source: a blog``; empty for the others."""

    @property
    def named(self) -> str:
        """The citation as readers see it: a weak source says so."""
        return f"{self.citation} ({self.weak})" if self.weak else self.citation


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence (or short paragraph) for one audience, with its sources."""

    key: str
    text: str
    audience: Audience
    sources: tuple[str, ...]
    provenance: Provenance
    about: tuple[str, ...] = ()
    """What it belongs to: keys of roots, symptoms, symptom groups, muscles, nerves, maps or reflexes."""


@dataclass(frozen=True, slots=True)
class Root:
    """A spinal root and what belongs to it."""

    key: str
    name: str
    plain_name: str
    exit_level: str
    skin: str
    pain: str
    muscles: str
    reflex: str
    course: str
    neighbours: tuple[str, ...]
    sources: tuple[str, ...]
    provenance: Provenance
    key_muscle: str = ""
    """The ISNCSCI key muscle function in words, or that there is none."""
    told_apart: str = ""
    """How to distinguish it from the neighbours it is confused with."""


@dataclass(frozen=True, slots=True)
class RootLink:
    """How a symptom relates to a root."""

    root: str
    strength: Strength
    reason: str
    sources: tuple[str, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Symptom:
    """A complaint in plain words and what it lights."""

    key: str
    text: str
    group: SymptomGroup
    synonyms: tuple[str, ...]
    layer: Literal["skin", "pain", "muscle", "reflex", "function", "warning"]
    roots: tuple[RootLink, ...]
    lights_skin: bool
    """Whether it lights the skin of its roots."""
    lights_pain: bool
    """Whether it lights the pain band of its roots."""
    muscles: tuple[str, ...]
    """Muscles behind it, without side."""
    nerves: tuple[str, ...]
    """Nerves to light along with the root's own way, without side; in order from centre to periphery."""
    explanation: tuple[str, ...]
    """Keys of patient claims: two or three plain sentences."""
    view: str
    """The named view in which the lit region is best seen."""
    sources: tuple[str, ...]
    urgency: Urgency | None = None
    contradicts: tuple[str, ...] = ()
    """Keys of symptoms or findings that on the same side do not easily fit one cause with it."""
    sided: bool = True
    """False for what concerns the whole body, such as fever or the bladder: it is picked without a side."""
    nerve_fields: tuple[str, ...] = ()
    """Nerves whose skin it lights, without side, in place of its roots' regions: a nerve is thought of first."""
    felt: tuple[BandPoint, ...] = ()
    """Where on the skin it is felt, a soft band drawn by us, in place of its roots' regions; from above downwards."""
    skin_area: str | None = None
    """Key of the skin area that it is limited to, where it lights less than all skin of its roots."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A published figure of a test."""

    key: str
    test: str
    target: str
    text: str
    sensitivity: str
    specificity: str
    likelihood_ratio: str
    interval: str
    n: int | None
    reference_standard: str
    sources: tuple[str, ...]
    provenance: Provenance
    small_study: bool
    about: tuple[str, ...] = ()
    """What it belongs to: keys of roots, symptoms, symptom groups, muscles, nerves, maps or reflexes."""
    roots: tuple[RootLink, ...] = ()
    """How the test, when positive, relates to roots; empty where it does not tell one root from another."""
    contradicts: tuple[str, ...] = ()
    """Keys of symptoms or findings that on the same side do not easily fit one cause with it."""
    people: str = ""
    """Who was counted, in words, where the source read gives no one number of people."""


@dataclass(frozen=True, slots=True)
class DiscLevel:
    """Which herniation presses which root."""

    key: str
    level: str
    place: str
    root: str
    text: str
    sources: tuple[str, ...]
    provenance: Provenance = "recalled"
    taken_for: str | None = None
    """The root that people often think this herniation presses, where that is another one."""


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A warning sign and how soon to act."""

    key: str
    text: str
    action: str
    urgency: Urgency
    sources: tuple[str, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or short paragraph for one audience inside a record, with its own sources."""

    text: str
    sources: tuple[str, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Care:
    """A topic that people ask about: a root, the natural history, a treatment; as the evidence has it."""

    key: str
    topic: str
    text: str
    """For patients."""
    sources: tuple[str, ...]
    """Of the patient text."""
    provenance: Provenance
    group: TopicGroup = "treatment"
    student: Passage | None = None
    physician: Passage | None = None
    about: tuple[str, ...] = ()
    """What it belongs to: keys of roots, symptoms, symptom groups, muscles, nerves, maps or reflexes."""


@dataclass(frozen=True, slots=True)
class Mimic:
    """A look-alike: a condition that is mistaken for trouble with a root."""

    key: str
    name: str
    area: str
    telling_feature: str
    sources: tuple[str, ...]
    provenance: Provenance
    symptoms: tuple[str, ...] = ()
    """Keys of the symptoms that it shares with a root: those felt in its area, or named by its feature."""
    lost: tuple[str, ...] = ()
    """Keys of examination items that it weakens, dulls or lowers, by its feature."""
    kept: tuple[str, ...] = ()
    """Keys of examination items that it leaves normal, by its feature."""
    either: tuple[str, ...] = ()
    """Keys of examination items that may be lost or normal, depending on its place and extent."""
    both_sides: bool = False
    """Whether it affects both legs alike, and is considered only then."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The texts of a lesion, a teaching model; its shape is in ``meshes/lesion/shapes.py`` by the same key."""

    key: str
    name: str
    """As physicians name it."""
    plain_name: str
    level: str
    """Of the disc, such as ``L4/5``."""
    root: str
    """The root that is pressed."""
    disc_level: str | None
    """Key of the record in ``disc_levels`` that the scene shows, where there is one."""
    red_flag: str | None
    """Key of the warning sign that is shown first, where there is one."""
    patient: Passage
    student: Passage
    physician: Passage
    sources: tuple[str, ...]
    provenance: Provenance
    """Of the root that is named."""
    other_roots: tuple[str, ...] = ()
    """Roots that are pressed as well."""
    skin_area: str | None = None
    """Key of the skin area that it is limited to, where it lights less than all skin of its roots."""


@dataclass(frozen=True, slots=True)
class ExaminationItem:
    """One item of the short neurological examination: what is done and how it is graded."""

    key: str
    name: str
    group: ExaminationGroup
    text: str
    """How to read its result, and what to be careful about."""
    roots: tuple[RootLink, ...]
    """How its loss, or the positive test, relates to roots."""
    sources: tuple[str, ...]
    provenance: Provenance
    muscles: tuple[str, ...] = ()
    nerves: tuple[str, ...] = ()
    """Its way, without side; in order from centre to periphery."""
    key_point: str | None = None
    """The root whose key point is touched."""
    findings: tuple[str, ...] = ()
    """Keys of the published figures of this item."""
    symptoms: tuple[str, ...] = ()
    """Keys of the symptoms that its loss counts as."""
    normal_tells: bool = True
    """Whether a normal result counts a little against the roots that it relates to most."""
    caution: str | None = None
    """What to be careful about where it is only a little abnormal."""
    plain_name: str = ""
    """What is tested or touched, in words for patients."""
    scale: ExaminationScale | None = None
    """How it is graded, where that is not by the name of its group."""
    sided: bool = True
    """Whether it is graded on each side."""
    act: ExaminationAct | None = None
    """What the examiner does."""
    at: tuple[str, ...] = ()
    """Landmarks (``meshes.skin.landmarks``) where it is done; of a stroke, the places it runs through."""
    other_leg: bool = False
    """Whether it is done on the other leg, as the crossed tests are."""
    view: str = "front"
    """Named view in which the place is seen best."""
    how: str = ""
    """How it is done: position, place and what is looked for."""
    raises: str | None = None
    """Key of the warning sign that its loss raises; such an item points to no single root."""

    @property
    def graded_by(self) -> ExaminationScale:
        """How it is graded."""
        return self.scale or cast("ExaminationScale", self.group)

    @property
    def felt(self) -> bool:
        """Whether the patient is asked what is felt."""
        return self.graded_by in ("pin-prick", "light-touch")
