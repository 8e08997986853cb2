"""What the panel says about a clicked structure: what supplies a muscle, what a nerve carries, where a root leaves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from annotations.model import Audience, Knowledge, Muscle, Nerve
from viewer.appearance.citing import PROVENANCE
from viewer.appearance.named import Named, nerve_name
from viewer.appearance.panel import Paragraph
from viewer.i18n.capitals import uncapitalised

SHARE_WORDS: Final[Mapping[str, str]] = {
    "major": "a main root",
    "shared": "one of several roots",
    "source-dependent": "named by some sources only",
}


def structure_paragraphs(knowledge: Knowledge, structure: Named, audience: Audience = "student") -> list[Paragraph]:
    """Say what supplies a muscle, what a nerve carries, or which root belongs to a disc or vertebra.

    Patients do not get what is written for experts: courses in technical words, and disagreements of the sources.
    """
    muscle = knowledge.muscles.get(structure.base)
    if muscle is not None:
        return _muscle_paragraphs(knowledge, muscle, audience)
    nerve = knowledge.nerves.get(structure.base)
    if nerve is not None:
        return _nerve_paragraphs(nerve, audience)
    spine = _spine_paragraphs(knowledge, structure.base)
    return spine or [Paragraph("No nerve root is tied to this structure here. It is shown to find one's way.")]


def _spine_paragraphs(knowledge: Knowledge, base: str) -> list[Paragraph]:
    if base.startswith("intervertebral_disc_"):
        upper, lower = base.removeprefix("intervertebral_disc_").upper().split("_")
        level = f"{upper}/{lower if lower[0] != upper[0] else lower[1:]}"
        return [
            Paragraph(f"{disc.level} {disc.place}: {disc.root}. {disc.text}", disc.sources, PROVENANCE[disc.provenance])
            for disc in knowledge.disc_levels.values()
            if disc.level == level
        ]
    root = knowledge.roots.get(base.removeprefix("vertebra_").upper()) if base.startswith("vertebra_") else None
    if root is None:
        return []
    where = uncapitalised(root.exit_level)
    return [Paragraph(f"The {root.key} root leaves the spine {where}.", root.sources, PROVENANCE[root.provenance])]


def _muscle_paragraphs(knowledge: Knowledge, muscle: Muscle, audience: Audience) -> list[Paragraph]:
    provenance = PROVENANCE[muscle.provenance]
    action = muscle.plain_action if audience == "patient" else f"{muscle.action} {muscle.plain_action}"
    paragraphs = [Paragraph(action, muscle.sources, provenance)]
    supply = _supply(knowledge, muscle)
    if supply:
        paragraphs.append(Paragraph(supply, muscle.sources, provenance))
    share = muscle.roots.get("L4")
    if share is None:
        paragraphs.append(Paragraph("L4: no source read names L4 for this muscle.", muscle.sources, provenance))
    else:
        note = f" {share.note}" if share.note and audience != "patient" else ""
        paragraphs.append(Paragraph(f"L4: {SHARE_WORDS[share.share]}.{note}", share.sources))
    if muscle.note and audience != "patient":
        paragraphs.append(Paragraph(muscle.note, muscle.sources, provenance))
    return paragraphs


def _supply(knowledge: Knowledge, muscle: Muscle) -> str:
    """Name a muscle's nerves and roots, as far as its record does: others come from roots not shown here."""
    nerves = [nerve_name(knowledge, key) for key in muscle.nerves]
    named = {"Nerve": nerves, "Roots": list(muscle.roots)}
    return " ".join(f"{word}: {', '.join(names)}." for word, names in named.items() if names)


def _nerve_paragraphs(nerve: Nerve, audience: Audience) -> list[Paragraph]:
    provenance = PROVENANCE[nerve.provenance]
    course = nerve.course if audience != "patient" or not nerve.roots else ""
    texts = [f"Roots: {', '.join(nerve.roots)}." if nerve.roots else "", course, nerve.skin]
    return [Paragraph(text, nerve.sources, provenance) for text in texts if text]
