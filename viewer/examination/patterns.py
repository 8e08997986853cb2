"""What findings together say about spinal cord and cauda equina, before any root, and how urgent it is. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from annotations.model import Knowledge, Provenance, Urgency
from viewer.i18n.catalogue import ENGLISH
from viewer.i18n.joining import listed
from viewer.i18n.language import translate
from viewer.state.view_state import SIDES, Examined, Side

from .for_and_against import SideReading, named_grade
from .items import CLONUS, LONG_TRACTS, lost_sides, raising, scale_of, stretched_entries
from .warning_signs import BOTH_LEGS, BOTH_LEGS_PAIN

LOWEST: Final = (
    *("saddle-numbness", "no-feeling-when-wiping", "urine-flow-change", "bladder-bowel-unfelt"),
    *("bladder-bowel-change", "new-sexual-numbness"),
)
"""Warning signs of the lowest roots, including early ones."""
SADDLE: Final = LOWEST[:2]
"""Those of lost feeling."""
ANKLE: Final = "achilles-reflex"
LOST_REFLEX: Final = ("0", "1")
ACTS: Final[dict[Urgency, str]] = {"emergency": "long-tracts-emergency", "same-day": "long-tracts-same-day"}
"""Keys of the claims that say what to do if signs of the long tracts are more urgent than alone."""
RECALLED: Final = "clinical_teaching"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its sources."""

    kind: str
    text: str
    sources: tuple[str, ...]
    provenance: Provenance = "read"
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Raised:
    """Signs of the long tracts that are more urgent than one of them alone."""

    urgency: Urgency
    because: str
    """Why, before the signs are named."""
    signs: tuple[Examined, ...]


def raised_long_tracts(entries: Sequence[Examined], knowledge: Knowledge, warned: Collection[str]) -> Raised | None:
    """Say how urgent upgoing big toes and clonus are together with the rest; None if they stand alone.

    An emergency if both toes go up, if there is weakness with such signs on both sides, or beside signs of saddle,
    bladder or bowel; the same day with any weakness (claims ``long-tracts-...``).

    Parameters
    ----------
    entries : sequence of Examined
    knowledge : Knowledge
    warned : collection of str
        Keys of the warning signs that were found.
    """
    up = raising(entries, knowledge).get(LONG_TRACTS, [])
    clonus = [one for one in entries if scale_of(knowledge, one.key) == "reflex" and one.grade == CLONUS]
    signs = (*clonus, *up)
    if not signs or not set(ACTS.values()) <= knowledge.claims.keys():
        return None
    weak = any(scale_of(knowledge, one.key) == "strength" and one.grade in "01234" for one in entries)
    if set(LOWEST) & set(warned):
        return Raised("emergency", "with signs of saddle, bladder or bowel", signs)
    if {one.side for one in (signs if weak else up)} >= set(SIDES):
        return Raised("emergency", "on both sides", signs)
    return Raised("same-day", "with weakness", signs) if weak else None


def patterns(
    entries: Sequence[Examined],
    sides: Sequence[SideReading],
    warned: Collection[str],
    knowledge: Knowledge,
    language: str = ENGLISH,
) -> Iterator[Sentence]:
    """Say what comes before any root: the cauda equina, an abnormal saddle, then cord or brain.

    Parameters
    ----------
    entries : sequence of Examined
        In the order of the examination.
    sides : sequence of SideReading
    warned : collection of str
        Keys of the warning signs that were found.
    knowledge : Knowledge
    language : str
    """
    yield from _together(entries, warned, knowledge, language)
    found = [entry for key in SADDLE for entry in raising(entries, knowledge).get(key, [])]
    if found:
        flag = knowledge.red_flags[SADDLE[0]]
        names = []
        for entry in found:
            where = "" if entry.side == "both" else f", {translate(entry.side, language)}"
            names.append(f"{named_grade(knowledge, entry.key, entry.grade, language)}{where}")
        yield Sentence("saddle", f"Saddle: abnormal: {'; '.join(names)}.", flag.sources, flag.provenance)
    for side in sides:
        if side.upper_motor and LONG_TRACTS in knowledge.red_flags:
            yield _upper_motor(entries, side, knowledge, language)


def ankle_jerks_lost(entries: Sequence[Examined]) -> bool:
    """Say whether both ankle jerks are low or absent."""
    return {one.side for one in entries if one.key == ANKLE and one.grade in LOST_REFLEX} >= set(SIDES)


def _together(
    entries: Sequence[Examined], warned: Collection[str], knowledge: Knowledge, language: str
) -> Iterator[Sentence]:
    parts: list[str] = []
    if set(SADDLE) & set(warned):
        parts.append("saddle")
    if set(LOWEST) - set(SADDLE) & set(warned):
        parts.append("bladder, bowel or sexual function")
    lowest = len(parts)
    stretched = {one.side for one in stretched_entries(entries, knowledge)} >= set(SIDES)
    if stretched or lost_sides(entries, knowledge) >= set(SIDES) or {BOTH_LEGS, BOTH_LEGS_PAIN} & set(warned):
        parts.append("both legs")
    if ankle_jerks_lost(entries):
        parts.append("both ankle jerks")
    if lowest and len(parts) > 1:
        flags = [knowledge.red_flags[key] for key in (*LOWEST, BOTH_LEGS, BOTH_LEGS_PAIN) if key in warned]
        sources = dict.fromkeys((*(source for flag in flags for source in flag.sources), RECALLED))
        kept = tuple(source for source in sources if source in knowledge.sources)
        named = listed([translate(part, language) for part in parts], language)
        text = f"Together: {named}: cauda equina until shown otherwise."
        yield Sentence("cauda-equina", text, kept, "recalled")


def _upper_motor(entries: Sequence[Examined], side: SideReading, knowledge: Knowledge, language: str) -> Sentence:
    flag = knowledge.red_flags[LONG_TRACTS]
    grades = {one.key: one.grade for one in entries if one.side == side.side}
    named = listed([named_grade(knowledge, key, grades[key], language) for key in side.upper_motor], language)
    brisk = any(knowledge.examination[key].raises is None for key in set(side.upper_motor) - set(side.lost))
    sign = "a brisk reflex" if brisk else "a big toe that goes up"
    text = (
        f"{side.side.capitalize()}: weakness with {sign} is a pattern of spinal cord or brain, which no lumbar root "
        f"explains; {named}."
    )
    return Sentence("brisk", text, flag.sources, flag.provenance, side.side)
