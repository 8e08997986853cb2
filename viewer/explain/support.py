"""What the panel says about several picks together: contradictions, and how well the roots are supported.

How well they are supported is for students and physicians; contradictions are for everybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from annotations.model import Knowledge, Strength
from viewer.appearance.panel import Paragraph
from viewer.examination.fitting_roots import contradictions, supported_roots
from viewer.i18n.catalogue import N_, catalogue
from viewer.i18n.joining import listed
from viewer.state.view_state import SideChoice, ViewState

STANDS: Final[Mapping[Strength, str]] = {
    "strong": N_("Strongly supported by the picks {where}: {roots}."),
    "moderate": N_("Moderately supported by the picks {where}: {roots}."),
    "weak": N_("Weakly supported by the picks {where}, or with signs against: {roots}."),
}
WHERE: Final[Mapping[SideChoice, str]] = {
    "right": N_("on the patient's right"),
    "left": N_("on the patient's left"),
    "both": N_("on both sides"),
}


def support_paragraphs(state: ViewState, knowledge: Knowledge) -> list[Paragraph]:
    """Say what does not fit together among the picked symptoms, and how well the roots are supported."""
    if len(state.symptoms) < 2:
        return []
    tr = catalogue(state.language)
    plain = state.audience == "patient"
    paragraphs = [
        Paragraph(item.text, item.sources)
        for item in contradictions(knowledge, state.symptoms, catalogue(state.language))
        if item.kind == "pair" or not plain
    ]
    supports = [] if plain else supported_roots(knowledge, state.symptoms)
    stood: dict[tuple[Strength, SideChoice], list[str]] = {}
    cited: dict[tuple[Strength, SideChoice], dict[str, None]] = {}
    for support in supports:
        key = (support.strength, support.side)
        stood.setdefault(key, []).append(support.root)
        links = [sign.link(support.root) for sign in (*support.standing.signs_for, *support.standing.against)]
        cited.setdefault(key, {}).update(dict.fromkeys(one for link in links if link for one in link.sources))
    for (word, side), roots in stood.items():
        text = tr(STANDS[word], roots=listed(roots, tr.language), where=tr(WHERE[side]))
        paragraphs.append(Paragraph(text, tuple(cited[word, side])))
    return paragraphs
