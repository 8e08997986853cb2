"""What an examination found, in plain words, if that is wanted on the hand-out.

Findings are counted for and against roots, as in the window. The counts are not turned into a figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from viewer.appearance.citing import source_name
from viewer.examination.items import alarms, scale_of
from viewer.examination.result import result_of
from viewer.i18n.catalogue import N_, Catalogue

if TYPE_CHECKING:
    from annotations.model import Knowledge
    from viewer.examination.result import Result
    from viewer.state.view_state import Examined, Side, SideChoice, ViewState

FEW: Final = 2
"""Items named one by one that another cause spares."""
MOST_FINDINGS: Final = 8
"""Named one by one on each side; the others are counted."""


SIDE_HEADINGS: Final[Mapping[SideChoice, str]] = {
    "right": N_("Right side"),
    "left": N_("Left side"),
    "both": N_("Both sides"),
}
WITHIN: Final[Mapping[SideChoice, str]] = {
    "right": N_("right side"),
    "left": N_("left side"),
    "both": N_("both sides"),
}
"""Sides within a sentence."""
_FEELING: Final = {"0": N_("not felt (0 of 2)"), "1": N_("felt in a changed way (1 of 2)")}
GRADES: Final[Mapping[str, Mapping[str, str]]] = {
    "strength": {
        "0": N_("no power (0 of 5)"),
        "1": N_("only a twitch (1 of 5)"),
        "2": N_("very weak (2 of 5)"),
        "3": N_("weak (3 of 5)"),
        "4": N_("a little weak (4 of 5)"),
    },
    "pin-prick": _FEELING,
    "light-touch": _FEELING,
    "reflex": {
        "0": N_("missing"),
        "1": N_("low"),
        "3": N_("lively"),
        "4": N_("very lively, it keeps on jerking"),
    },
    "test": {"positive": N_("sign found")},
    "plantar": {"up": N_("the big toe goes up"), "mute": N_("no answer")},
    "tone": {"reduced": N_("weak"), "absent": N_("missing")},
    "presence": {"absent": N_("missing")},
}
"""By scale and grade: what is abnormal, after the name of what was tried."""


def finding_lines(
    state: ViewState, knowledge: Knowledge, tr: Catalogue
) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Say what an examination found, a line for each side, then the counts.

    Parameters
    ----------
    state : ViewState
        With its ``examination`` and ``findings_told``.
    knowledge : Knowledge
        In the language of ``tr``.
    tr : Catalogue

    Returns
    -------
    lines : tuple of (str, str)
        Each with its heading; empty if nothing was entered or the findings are not wanted.
    sources : tuple of str
        One line that names the works shortly. Empty if nothing is counted.
    """
    if not state.findings_told:
        return (), ()
    result = result_of(state.examination, knowledge, state.symptoms, tr.language)
    lines = (
        *_found(result, state.examination, knowledge, tr),
        *_causes(result, knowledge, tr),
        *_counts(result, tr),
    )
    works = dict.fromkeys(
        source_name(knowledge.sources[statement.sources[0]])
        for side in result.sides
        for root in side.roots
        for verdict in ("for", "against")
        for statement in root.of(verdict)
        if root.count("for") and statement.sources
    )
    return lines, (tr("Findings and roots: {works}", works=", ".join(works)),) if works else ()


def _found(
    result: Result, entries: Sequence[Examined], knowledge: Knowledge, tr: Catalogue
) -> Iterator[tuple[str, str]]:
    """List what both sides share in one line, then what each side has alone."""
    lost: dict[Side, list[tuple[str, str]]] = {
        side.side: [
            (entry.key, entry.grade)
            for entry in entries
            if entry.side == side.side and entry.key in (*side.lost, *side.alarming)
        ]
        for side in result.sides
    }
    counts = {side.side: len(side.normal) for side in result.sides}
    alike = [pair for pair in lost.get("right", ()) if pair in lost.get("left", ())]
    own = {side: [pair for pair in pairs if pair not in alike] for side, pairs in lost.items()}
    same = bool(alike) and not any(own.values()) and len(set(counts.values())) == 1
    alike += [
        (entry.key, entry.grade)
        for entry in entries
        if entry.side == "both" and entry.key in knowledge.examination and _abnormal(entry, knowledge)
    ]
    if alike:
        said = [f"{listed_findings(alike, knowledge, tr)}.", _normal(counts["right"], True, tr) if same else ""]
        yield tr(SIDE_HEADINGS["both"]), " ".join(filter(None, said))
    for side, pairs in own.items():
        listed = f"{listed_findings(pairs, knowledge, tr)}." if pairs else ""
        said = [listed, "" if same else _normal(counts[side], bool(lost[side]), tr)]
        if any(said):
            yield tr(SIDE_HEADINGS[side]), " ".join(filter(None, said))


def _abnormal(entry: Examined, knowledge: Knowledge) -> bool:
    return alarms(knowledge.examination[entry.key], entry.grade)


def _normal(count: int, beside: bool, tr: Catalogue) -> str:
    """Count the checks without a finding, of a side that has some or has none; empty without any."""
    if not count:
        return ""
    if beside:
        return tr.plural("Otherwise normal: {count}.", "Otherwise normal: {count}.", count)
    return tr.plural("Checks: {count}, all normal.", "Checks: {count}, all normal.", count)


def listed_findings(found: Sequence[tuple[str, str]], knowledge: Knowledge, tr: Catalogue) -> str:
    """List findings, those that read alike together."""
    grouped: dict[str, list[str]] = {}
    for key, grade in found[:MOST_FINDINGS]:
        grouped.setdefault(tr(GRADES[scale_of(knowledge, key)][grade]), []).append(_tried(key, knowledge))
    listed = [f"{', '.join(tried)}: {grade}" for grade, tried in grouped.items()]
    if len(found) > MOST_FINDINGS:
        listed.append(_more(len(found) - MOST_FINDINGS, tr))
    return "; ".join(listed)


def _tried(key: str, knowledge: Knowledge) -> str:
    item = knowledge.examination[key]
    return item.plain_name or item.name


def _causes(result: Result, knowledge: Knowledge, tr: Catalogue) -> Iterator[tuple[str, str]]:
    """Name the look-alikes that the findings fit, each with what fits and what differs."""
    for one in result.resembles:
        said = [f"{one.resemblance.mimic.name}, {tr(WITHIN[one.side])}."]
        if one.resemblance.kept:
            kept = _few(one.resemblance.kept, knowledge, tr)
            said.append(tr("Normal, as it would be there: {checks}.", checks=kept))
        if unlike := (*one.resemblance.unlike, *one.resemblance.unexplained):
            said.append(tr("Not as it would be there: {checks}.", checks=_few(unlike, knowledge, tr)))
        yield tr("Another cause that fits"), " ".join(said)


def _few(keys: Sequence[str], knowledge: Knowledge, tr: Catalogue) -> str:
    """Name the first of some items, and count the others: the hand-out is one page."""
    named = [_tried(key, knowledge) for key in keys[:FEW]]
    if len(keys) > FEW:
        named.append(_more(len(keys) - FEW, tr))
    return ", ".join(named)


def _more(count: int, tr: Catalogue) -> str:
    return tr.plural("{count} more", "{count} more", count)


def _counts(result: Result, tr: Catalogue) -> Iterator[tuple[str, str]]:
    """Count for and against each root that any finding fits, in the order of the roots."""
    counted: dict[str, list[SideChoice]] = {}
    for side in result.sides:
        counts = "; ".join(
            tr(
                "{root} ({fit} for, {against} against)",
                root=root.root,
                fit=root.count("for"),
                against=root.count("against"),
            )
            for root in side.roots
            if root.count("for")
        )
        if counts:
            counted.setdefault(counts, []).append(side.side)
    if counted:
        leads = [
            "" if len(result.sides) == 1 else tr(SIDE_HEADINGS[sides[0] if len(sides) == 1 else "both"])
            for sides in counted.values()
        ]
        told = [f"{lead}: {counts}." if lead else f"{counts}." for lead, counts in zip(leads, counted, strict=True)]
        note = tr("A count does not say how likely a cause is.")
        yield tr("For and against each nerve root, counted"), " ".join([*told, note])
