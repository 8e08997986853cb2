"""What panel, search and study need of a structure, as protocols that build on each other; and its names for readers.

Patients read plain words in their language, others terms: the English name of TA2, or the Latin one in other languages.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Final, Protocol

from annotations.model import Audience, Knowledge
from viewer.i18n.capitals import capitalised, within_sentence
from viewer.i18n.catalogue import ENGLISH, IN_ENGLISH, N_, Catalogue
from viewer.state.view_state import Side, SideChoice

LAYER_TEXT: Final[Mapping[str, str]] = {
    "skin": N_("Skin"),
    "muscles": N_("Muscles"),
    "bones": N_("Bones"),
    "nerves": N_("Nerves"),
    "ligaments": N_("Ligaments"),
    "trunk_muscles": N_("Trunk muscles"),
    "fascia": N_("Fascia"),
}
"""What each layer is called, in English."""
SIDE_WORDS: Final[Mapping[SideChoice, str]] = {
    "left": N_("patient's left"),
    "right": N_("patient's right"),
    "both": N_("both sides"),
}
"""Sides for lay readers, in English."""


class Named(Protocol):
    """What the panel needs to know of a structure."""

    @property
    def base(self) -> str:
        """Key without side."""

    @property
    def side(self) -> Side | None:
        """Side, or None on the midline."""

    @property
    def layer(self) -> str:
        """One of `viewer.state.view_state.LAYERS`."""

    @property
    def ta2(self) -> str:
        """English TA2 name."""

    @property
    def latin(self) -> str:
        """Latin name, or empty."""

    @property
    def plain(self) -> str:
        """Lay name, or empty."""

    @property
    def short(self) -> str:
        """Lay name for a label in the picture, where the lay name is too long for one; else empty."""


class Called(Named, Protocol):
    """What the search needs to know of a structure."""

    @property
    def tissue(self) -> str:
        """Bone, disc, muscle, nerve and so on."""

    @property
    def group(self) -> str:
        """Group for menus, for example ``thigh anterior``."""


class Numbered(Called, Protocol):
    """What questions need to know of a structure."""

    @property
    def ta2_id(self) -> str:
        """Number in TA2, or empty."""


NUMBERED: Final[Mapping[str, str]] = {
    "spinal_ganglion_": N_("{root} root"),
    "vertebra_": N_("Vertebra {root}"),
}
"""Labels of what is known by its number, by the first part of its key."""


def plain_name(structure: Named, tr: Catalogue) -> str:
    """Name a structure in plain words, as they stand within a sentence; empty if it has none."""
    return tr.of(f"structures.{structure.base}.plain", structure.plain)


def term(structure: Named, tr: Catalogue) -> str:
    """Name a structure as the field does: by TA2 in English, in Latin in other languages, or plainly without Latin."""
    return structure.ta2 if tr.language == ENGLISH else structure.latin or plain_name(structure, tr) or structure.ta2


def terms(structure: Named, tr: Catalogue) -> tuple[str, ...]:
    """List the names of a structure in the field: those of TA2 in English and Latin, or the Latin one elsewhere."""
    names = (structure.ta2, structure.latin) if tr.language == ENGLISH else (term(structure, tr),)
    return tuple(dict.fromkeys(filter(None, names)))


def name_for(audience: Audience, structure: Named, tr: Catalogue) -> str:
    """Name a structure within a sentence: in plain words for patients, by its term for others."""
    plain, learned = plain_name(structure, tr), term(structure, tr)
    return plain or learned if audience == "patient" else learned or plain


def short_name(audience: Audience, structure: Named, tr: Catalogue) -> str:
    """Name a structure within a phrase for which there is little room."""
    if audience == "patient" and structure.short:
        return tr.of(f"structures.{structure.base}.short", structure.short)
    return name_for(audience, structure, tr)


def label_for(audience: Audience, structure: Named, tr: Catalogue) -> str:
    """Name a structure in the picture."""
    for stem, text in NUMBERED.items():
        if structure.base.startswith(stem):
            return tr(text, root=structure.base.removeprefix(stem).upper())
    return capitalised(short_name(audience, structure, tr))


def title_for(audience: Audience, structure: Named, tr: Catalogue) -> str:
    """Name a structure by itself, with its side: for learned readers, in plain words with its term."""
    plain, learned = plain_name(structure, tr), term(structure, tr)
    if audience == "patient" or not learned:
        name = plain or learned
    elif not plain or plain.lower() == learned.lower() or (audience == "physician" and tr.language != ENGLISH):
        name = learned
    else:
        name = f"{plain} ({learned})"
    return sided(capitalised(name), structure.side, tr)


def sided(name: str, side: Side | None, tr: Catalogue) -> str:
    """Add the side to a name; nothing on the midline."""
    if side == "left":
        return tr("{what}, patient's left", what=name)
    return tr("{what}, patient's right", what=name) if side == "right" else name


def side_words(side: SideChoice | None, tr: Catalogue = IN_ENGLISH) -> str:
    """Write out a side for lay readers; empty for the midline."""
    return "" if side is None else tr(SIDE_WORDS[side])


def nerve_name(knowledge: Knowledge, key: str) -> str:
    """Name a nerve, by its key if the knowledge base has no record of it."""
    return knowledge.nerves[key].name if key in knowledge.nerves else key.replace("_", " ")


def nerve_within(audience: Audience, knowledge: Knowledge, key: str, tr: Catalogue) -> str:
    """Name a nerve within a sentence: in plain words for patients.

    Parameters
    ----------
    audience : {"patient", "student", "physician"}
    knowledge : Knowledge
        In the reader's language.
    key : str
    tr : Catalogue
        Of that language.
    """
    plain = knowledge.nerves[key].plain_name if audience == "patient" and key in knowledge.nerves else ""
    return plain or within_sentence(nerve_name(knowledge, key), tr)


def nerve_for(audience: Audience, knowledge: Knowledge, key: str, tr: Catalogue) -> str:
    """Name a nerve after a colon, where English terms keep their capital: in plain words for patients."""
    within = audience == "patient" or tr.language != ENGLISH
    return nerve_within(audience, knowledge, key, tr) if within else nerve_name(knowledge, key)


def sided_key(base: str, side: SideChoice, known: Container[str]) -> str | None:
    """Give the key of a structure on a side, or on the midline; None if the body has none."""
    return next((key for key in (f"{base}.{side}", base) if key in known), None)
