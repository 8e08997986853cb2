"""Names of structures in questions."""

from __future__ import annotations

import re
from typing import Final

from viewer.appearance.named import Numbered, plain_name, terms
from viewer.appearance.panel import Paragraph
from viewer.i18n.catalogue import Catalogue

NAMED_AFTER: Final = ("ta2_2019", "z_anatomy_names")
"""Keys of the sources of the names."""
TAIL: Final = re.compile(r" (muscle|bone)$")
SHORT: Final = {"Musculus": "M.", "Musculi": "Mm.", "Nervus": "N.", "Rami": "Rr.", "Ramus": "R."}
"""Latin abbreviations."""
PIECES: Final = ("Caput", "Pars", "Partes")
"""First words of Latin names of pieces of a muscle."""


def display_name(part: Numbered, language: str = "en") -> str:
    """Name a structure: the English name of TA2, without "muscle" and "bone"; Latin in other languages."""
    if language != "en" and part.latin:
        first, _, rest = part.latin.partition(" ")
        if part.tissue == "muscle" and first not in (*SHORT, *PIECES):
            # Some are listed without their noun: beside others the right answer would stand out.
            return f"{'M.' if rest else 'Mm.'} {part.latin[:1].lower()}{part.latin[1:]}"
        return f"{SHORT.get(first, first)} {rest}".strip()
    name = part.ta2 or part.plain
    return name if name == "Hip bone" else TAIL.sub("", name)


def names_paragraph(part: Numbered, tr: Catalogue) -> Paragraph:
    """List the names of a structure with their source."""
    plain = tr("in plain words: {name}", name=plain_name(part, tr)) if part.plain else ""
    names = "; ".join(filter(None, (*terms(part, tr), plain)))
    if part.ta2_id:
        said = tr(
            "{names}. Names after Terminologia Anatomica, 2nd edition (FIPAT 2019), no. {number}.",
            names=names,
            number=part.ta2_id,
        )
    else:
        said = tr("{names}. Names after Terminologia Anatomica, 2nd edition (FIPAT 2019).", names=names)
    return Paragraph(said, NAMED_AFTER)
