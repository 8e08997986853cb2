"""What the panel adds for students and physicians below what everybody reads: claims, what sources say, figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from annotations.model import Audience, Finding, Knowledge, Supply
from annotations.topics import claims_about, findings_about, topics_of
from viewer.appearance.citing import PROVENANCE, figure_words, source_name
from viewer.appearance.panel import Paragraph
from viewer.i18n.catalogue import N_, Catalogue, catalogue
from viewer.state.view_state import ViewState

NOTE: Final = N_("Figures of groups in studies. They are no probability for one person.")
HEADINGS: Final[Mapping[Audience, str]] = {"student": N_("For students"), "physician": N_("For physicians")}


def _subjects(state: ViewState, knowledge: Knowledge) -> tuple[str, ...]:
    """List keys of what is shown, nearest first: the clicked structure, the picked symptoms, else the shown root."""
    found: dict[str, None] = {}
    if state.selected is not None:
        base = state.selected.removesuffix(".left").removesuffix(".right")
        found[base] = None
    for pick in state.symptoms:
        found.update(dict.fromkeys(topics_of(knowledge.symptoms[pick.key])))
    if not state.symptoms and state.root is not None:
        found[state.root] = None
    return tuple(found)


def further_sections(state: ViewState, knowledge: Knowledge) -> tuple[tuple[str, tuple[Paragraph, ...]], ...]:
    """Gather what is known of the clicked structure, the picked symptoms or the shown root for the chosen audience.

    A claim of the data stands here by itself, by its ``audience`` and ``about``.

    Parameters
    ----------
    state : ViewState
        Says who reads, and what is clicked, picked and shown.
    knowledge : Knowledge
        The knowledge base.

    Returns
    -------
    tuple of (heading, paragraphs)
        Empty for patients, and where there is nothing to add.
    """
    if state.audience == "patient":
        return ()
    tr = catalogue(state.language)
    about = _subjects(state, knowledge)
    claims = claims_about(knowledge, about, state.audience)
    sections = [
        (
            tr(HEADINGS[state.audience]),
            tuple(Paragraph(claim.text, claim.sources, tr(PROVENANCE[claim.provenance])) for claim in claims),
        )
    ]
    muscle = (state.selected or "").removesuffix(".left").removesuffix(".right")
    heard = tuple(supply for supply in knowledge.supplies.values() if muscle in supply.muscles)
    if heard:
        told = tuple(_supply_paragraph(supply, knowledge, tr) for supply in heard)
        sections.insert(0, (tr("Its roots, source by source"), told))
    if state.audience == "physician":
        findings = tuple(_finding_paragraph(finding, tr) for finding in findings_about(knowledge, about))
        if findings:
            sections.append((tr("Published figures"), (Paragraph(tr(NOTE)), *findings)))
    return tuple(section for section in sections if section[1])


def _supply_paragraph(supply: Supply, knowledge: Knowledge, tr: Catalogue) -> Paragraph:
    """Write what a source says of the roots of a muscle: who, and the words."""
    who = source_name(knowledge.sources[supply.sources[0]])
    return Paragraph(f"{who}: {supply.text}", supply.sources, tr(PROVENANCE[supply.provenance]))


def _finding_paragraph(finding: Finding, tr: Catalogue) -> Paragraph:
    """Write a published figure out with everything that qualifies it."""
    text = " ".join((figure_words(finding, tr), finding.text))
    return Paragraph(text, finding.sources, tr(PROVENANCE[finding.provenance]))
