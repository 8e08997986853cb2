"""The saddle: numbness there may be an emergency, so every answer about it says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from annotations.model import Knowledge, Territory
from viewer.appearance.panel import Paragraph
from viewer.i18n.catalogue import N_, Catalogue
from viewer.state.view_state import Quality

from .reading import Reading

SADDLE: Final = "saddle"
"""Key of the skin area."""
SIGN: Final = "saddle-numbness"
"""Key of the warning sign whose record says why."""
NUMB: Final[tuple[Quality, ...]] = ("numbness", "tingling")
"""Qualities of a drawing that mean lost or changed feeling; pain does not."""
LEAST_NUMB_CM2: Final = 0.1
"""Least area that warns. A small patch counts (GIRFT 2023): a touch of the finest brush, 3 mm, covers about 0.3 cm2.
Less is only the edge of a stroke beside the saddle: two texels of 2 mm."""
NUMB_DRAWN: Final = N_("Numb here, new? Call an ambulance or go to an emergency department now.")
NUMB_HERE: Final = N_("If it is newly numb here: call an ambulance or go to an emergency department now.")


def saddle_skin(knowledge: Knowledge) -> Iterator[Territory]:
    """List the saddle's skin, S3 to S5, in our own drawing: published maps leave some of it blank."""
    area = knowledge.skin_areas.get(SADDLE)
    for territory in knowledge.territories.values() if area is not None else ():
        if area is not None and territory.root in area.whole and knowledge.maps[territory.map].provenance == "proposed":
            yield territory


def place_warning(knowledge: Knowledge, reading: Reading, tr: Catalogue) -> Paragraph | None:
    """Say what to do if a place is newly numb; None if it is not on the saddle."""
    if not {territory.key for territory in saddle_skin(knowledge)} & {item.key for item in reading.territories}:
        return None
    return _warning(knowledge, tr(NUMB_HERE))


def drawing_warning(knowledge: Knowledge, numb_cm2: float, tr: Catalogue) -> Paragraph | None:
    """Say what to do if a drawing's numbness is new; None if hardly any of it is on the saddle.

    Parameters
    ----------
    knowledge : Knowledge
        With the red flag :data:`SIGN`.
    numb_cm2 : float
        Skin of the saddle that is drawn numb or tingling.
    tr : Catalogue
        The reader's language.
    """
    return _warning(knowledge, tr(NUMB_DRAWN)) if numb_cm2 >= LEAST_NUMB_CM2 else None


def warning_answer(warning: Paragraph | None) -> dict[str, object] | None:
    """Write a warning as a JSON-able object."""
    return None if warning is None else {"sign": SIGN, "text": warning.text, "sources": list(warning.sources)}


def _warning(knowledge: Knowledge, text: str) -> Paragraph | None:
    flag = knowledge.red_flags.get(SIGN)
    return None if flag is None else Paragraph(text, flag.sources, urgent=True)
