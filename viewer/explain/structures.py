"""What the panel says about a clicked structure: what supplies a muscle, what a nerve carries, where a root leaves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from annotations.model import Audience, Knowledge, Muscle, Nerve
from viewer.appearance.citing import PROVENANCE
from viewer.appearance.named import Named, nerve_for
from viewer.appearance.panel import Paragraph
from viewer.i18n.capitals import uncapitalised
from viewer.i18n.catalogue import IN_ENGLISH, N_, Catalogue

SHARE_WORDS: Final[Mapping[str, str]] = {
    "major": N_("L4: a main root."),
    "shared": N_("L4: one of several roots."),
    "source-dependent": N_("L4: named by some sources only."),
}


def structure_paragraphs(
    knowledge: Knowledge, structure: Named, audience: Audience = "student", tr: Catalogue = IN_ENGLISH
) -> list[Paragraph]:
    """Say what supplies a muscle, what a nerve carries, or which root belongs to a disc or vertebra.

    Patients do not get what is written for experts: courses in technical words, and disagreements of the sources.
    """
    muscle = knowledge.muscles.get(structure.base)
    if muscle is not None:
        return _muscle_paragraphs(knowledge, muscle, audience, tr)
    nerve = knowledge.nerves.get(structure.base)
    if nerve is not None:
        return _nerve_paragraphs(nerve, audience, tr)
    spine = _spine_paragraphs(knowledge, structure.base, tr)
    return spine or [Paragraph(tr("No nerve root is tied to this structure here. It is shown to find one's way."))]


def _spine_paragraphs(knowledge: Knowledge, base: str, tr: Catalogue) -> list[Paragraph]:
    if base.startswith("intervertebral_disc_"):
        upper, lower = base.removeprefix("intervertebral_disc_").upper().split("_")
        level = f"{upper}/{lower if lower[0] != upper[0] else lower[1:]}"
        return [
            Paragraph(
                f"{disc.level} {disc.place}: {disc.root}. {disc.text}", disc.sources, tr(PROVENANCE[disc.provenance])
            )
            for disc in knowledge.disc_levels.values()
            if disc.level == level
        ]
    root = knowledge.roots.get(base.removeprefix("vertebra_").upper()) if base.startswith("vertebra_") else None
    if root is None:
        return []
    where = uncapitalised(root.exit_level)
    text = tr("The {root} root leaves the spine {where}.", root=root.key, where=where)
    return [Paragraph(text, root.sources, tr(PROVENANCE[root.provenance]))]


def _muscle_paragraphs(knowledge: Knowledge, muscle: Muscle, audience: Audience, tr: Catalogue) -> list[Paragraph]:
    provenance = tr(PROVENANCE[muscle.provenance])
    action = muscle.plain_action if audience == "patient" else f"{muscle.action} {muscle.plain_action}"
    paragraphs = [Paragraph(action, muscle.sources, provenance)]
    supply = _supply(knowledge, muscle, audience, tr)
    if supply:
        paragraphs.append(Paragraph(supply, muscle.sources, provenance))
    share = muscle.roots.get("L4")
    if share is None:
        paragraphs.append(Paragraph(tr("L4: no source read names L4 for this muscle."), muscle.sources, provenance))
    else:
        note = f" {share.note}" if share.note and audience != "patient" else ""
        paragraphs.append(Paragraph(f"{tr(SHARE_WORDS[share.share])}{note}", share.sources))
    if muscle.note and audience != "patient":
        paragraphs.append(Paragraph(muscle.note, muscle.sources, provenance))
    return paragraphs


def _supply(knowledge: Knowledge, muscle: Muscle, audience: Audience, tr: Catalogue) -> str:
    """Name a muscle's nerves and roots, as far as its record does: others come from roots not shown here."""
    nerves = ", ".join(nerve_for(audience, knowledge, key, tr) for key in muscle.nerves)
    roots = ", ".join(muscle.roots)
    found = (nerves and tr("Nerve: {nerve}.", nerve=nerves), roots and tr("Roots: {roots}.", roots=roots))
    return " ".join(filter(None, found))


def _nerve_paragraphs(nerve: Nerve, audience: Audience, tr: Catalogue) -> list[Paragraph]:
    provenance = tr(PROVENANCE[nerve.provenance])
    course = nerve.course if audience != "patient" or not nerve.roots else ""
    roots = tr("Roots: {roots}.", roots=", ".join(nerve.roots)) if nerve.roots else ""
    texts = [roots, course, nerve.skin]
    return [Paragraph(text, nerve.sources, provenance) for text in texts if text]
