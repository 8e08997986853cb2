"""What findings together say about spinal cord and cauda equina, before any root, and how urgent it is. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from annotations.model import Knowledge, Provenance, Urgency
from viewer.i18n.catalogue import N_, Catalogue
from viewer.i18n.joining import listed
from viewer.state.view_state import SIDES, Examined, Side

from .for_and_against import SideReading, named_grade
from .items import CLONUS, LONG_TRACTS, SIDE_NAMES, lost_sides, on_side, raising, scale_of, stretched_entries
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
BRISK: Final = N_(
    "{where}: weakness with a brisk reflex is a pattern of spinal cord or brain, which no lumbar root explains"
)
UPGOING: Final = N_(
    "{where}: weakness with a big toe that goes up is a pattern of spinal cord or brain, which no lumbar root explains"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its sources."""

    kind: str
    text: str
    sources: tuple[str, ...]
    provenance: Provenance = "read"
    side: Side | None = None
    brief: str = ""
    """What it says before it lists findings; empty if it lists none."""


@dataclass(frozen=True, slots=True)
class Raised:
    """Signs of the long tracts that are more urgent than one of them alone."""

    urgency: Urgency
    because: str
    """Why, in English: a message whose gap ``{names}`` takes the signs."""
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
        return Raised("emergency", N_("Entered with signs of saddle, bladder or bowel: {names}."), signs)
    if {one.side for one in (signs if weak else up)} >= set(SIDES):
        return Raised("emergency", N_("Entered on both sides: {names}."), signs)
    return Raised("same-day", N_("Entered with weakness: {names}."), signs) if weak else None


def patterns(
    entries: Sequence[Examined],
    sides: Sequence[SideReading],
    warned: Collection[str],
    knowledge: Knowledge,
    tr: Catalogue,
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
        In the reader's language.
    tr : Catalogue
        That language.
    """
    yield from _together(entries, warned, knowledge, tr)
    found = [entry for key in SADDLE for entry in raising(entries, knowledge).get(key, [])]
    if found:
        flag = knowledge.red_flags[SADDLE[0]]
        text = tr("Saddle: abnormal: {items}.", items=named_findings(found, knowledge, tr))
        yield Sentence("saddle", text, flag.sources, flag.provenance)
    for side in sides:
        if side.upper_motor and LONG_TRACTS in knowledge.red_flags:
            yield _upper_motor(entries, side, knowledge, tr)


def named_findings(findings: Iterable[Examined], knowledge: Knowledge, tr: Catalogue) -> str:
    """Name findings with their grades and sides."""
    return "; ".join(on_side(named_grade(knowledge, one.key, one.grade, tr), one.side, tr) for one in findings)


def ankle_jerks_lost(entries: Sequence[Examined]) -> bool:
    """Say whether both ankle jerks are low or absent."""
    return {one.side for one in entries if one.key == ANKLE and one.grade in LOST_REFLEX} >= set(SIDES)


def _together(
    entries: Sequence[Examined], warned: Collection[str], knowledge: Knowledge, tr: Catalogue
) -> Iterator[Sentence]:
    parts: list[str] = []
    if set(SADDLE) & set(warned):
        parts.append(tr("saddle"))
    if set(LOWEST) - set(SADDLE) & set(warned):
        parts.append(tr("bladder, bowel or sexual function"))
    lowest = len(parts)
    stretched = {one.side for one in stretched_entries(entries, knowledge)} >= set(SIDES)
    if stretched or lost_sides(entries, knowledge) >= set(SIDES) or {BOTH_LEGS, BOTH_LEGS_PAIN} & set(warned):
        parts.append(tr("both legs"))
    if ankle_jerks_lost(entries):
        parts.append(tr("both ankle jerks"))
    if lowest and len(parts) > 1:
        flags = [knowledge.red_flags[key] for key in (*LOWEST, BOTH_LEGS, BOTH_LEGS_PAIN) if key in warned]
        sources = dict.fromkeys((*(source for flag in flags for source in flag.sources), RECALLED))
        kept = tuple(source for source in sources if source in knowledge.sources)
        named = listed(parts, tr.language)
        text = tr("Together: {parts}: cauda equina until shown otherwise.", parts=named)
        yield Sentence("cauda-equina", text, kept, "recalled")


def _upper_motor(entries: Sequence[Examined], side: SideReading, knowledge: Knowledge, tr: Catalogue) -> Sentence:
    flag = knowledge.red_flags[LONG_TRACTS]
    grades = {one.key: one.grade for one in entries if one.side == side.side}
    named = listed([named_grade(knowledge, key, grades[key], tr) for key in side.upper_motor], tr.language)
    brisk = any(knowledge.examination[key].raises is None for key in set(side.upper_motor) - set(side.lost))
    brief = tr(BRISK if brisk else UPGOING, where=tr(SIDE_NAMES[side.side]))
    return Sentence("brisk", f"{brief}; {named}.", flag.sources, flag.provenance, side.side, f"{brief}.")
