"""Names of structures in questions."""

from __future__ import annotations

import re
from typing import Final

from viewer.appearance.named import Numbered
from viewer.appearance.panel import Paragraph

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


def names_paragraph(part: Numbered) -> Paragraph:
    """List all names of a structure with their source."""
    number = f", no. {part.ta2_id}" if part.ta2_id else ""
    names = filter(None, (part.ta2, part.latin, f"in plain words: {part.plain}" if part.plain else ""))
    return Paragraph(
        f"{'; '.join(names)}. Names after Terminologia Anatomica, 2nd edition (FIPAT 2019){number}.", NAMED_AFTER
    )
