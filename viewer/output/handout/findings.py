"""What the hand-out takes from an examination: its warnings, always; its findings in plain words, if wanted.

Findings are counted for and against roots, as in the window. The counts are not turned into a figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from viewer.appearance.citing import source_name
from viewer.examination.items import alarms, scale_of
from viewer.examination.result import result_of
from viewer.examination.warning_signs import BOTH_LEGS, BOTH_LEGS_PAIN
from viewer.state.view_state import SIDES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from annotations.model import Knowledge
    from viewer.examination.result import Result, Warned
    from viewer.state.view_state import Examined, Side, SideChoice, ViewState

    from .words import HandoutWords

FEW: Final = 2
"""Items named one by one that another cause spares."""
MOST_FINDINGS: Final = 8
"""Named one by one on each side; the others are counted."""


@dataclass(frozen=True, slots=True)
class FindingWords:
    """The words around the findings, in one language."""

    heading: str
    sides: Mapping[SideChoice, str]
    grades: Mapping[str, Mapping[str, str]]
    """By group and grade: what is abnormal, after the name of what was tried."""
    cause: str
    """Before another cause that fits the findings."""
    kept: str
    """Before what is normal, as it would be there."""
    unlike: str
    """Before what is not as it would be there."""
    more: str
    """``{count}`` further findings."""
    normal: str
    """``{count}`` checks without a finding, beside some with one."""
    nothing: str
    """Of a side with ``{count}`` checks and no finding."""
    counted: str
    """Before the counts, one for each root."""
    root: str
    """``{root}``: ``{fit}`` findings go with it, ``{against}`` speak against it."""
    sources: str
    """Before the works that the counts rest on."""
    note: str
    """What a count is not."""
    if_new: str
    """After what to do, where the findings alone raise a warning."""


def _grades(
    strength: Sequence[str],
    feeling: Sequence[str],
    reflex: Sequence[str],
    positive: str,
    plantar: Sequence[str],
    tone: Sequence[str],
) -> Mapping[str, Mapping[str, str]]:
    felt = {str(grade): text for grade, text in enumerate(feeling)}
    return MappingProxyType(
        {
            "strength": {str(grade): text for grade, text in enumerate(strength)},
            "pin-prick": felt,
            "light-touch": felt,
            "reflex": dict(zip("0134", reflex, strict=True)),
            "test": {"positive": positive},
            "plantar": dict(zip(("up", "mute"), plantar, strict=True)),
            "tone": dict(zip(("reduced", "absent"), tone, strict=True)),
            "presence": {"absent": reflex[0]},
        }
    )


WORDS: Final[Mapping[str, FindingWords]] = MappingProxyType(
    {
        "en": FindingWords(
            heading="What the check-up found",
            sides=MappingProxyType({"right": "Right side", "left": "Left side", "both": "Both sides"}),
            grades=_grades(
                (
                    "no power (0 of 5)",
                    "only a twitch (1 of 5)",
                    "very weak (2 of 5)",
                    "weak (3 of 5)",
                    "a little weak (4 of 5)",
                ),
                ("not felt (0 of 2)", "felt in a changed way (1 of 2)"),
                ("missing", "low", "lively", "very lively, it keeps on jerking"),
                "sign found",
                ("the big toe goes up", "no answer"),
                ("weak", "missing"),
            ),
            cause="Another cause that fits",
            kept="Normal, as it would be there",
            unlike="Not as it would be there",
            more="{count} more",
            normal="Otherwise normal: {count}.",
            nothing="Checks: {count}, all normal.",
            counted="For and against each nerve root, counted",
            root="{root} ({fit} for, {against} against)",
            sources="Findings and roots",
            note="A count does not say how likely a cause is.",
            if_new="if this is new or gets worse",
        ),
        "de": FindingWords(
            heading="Was die Untersuchung ergab",
            sides=MappingProxyType({"right": "Rechts", "left": "Links", "both": "Beidseits"}),
            grades=_grades(
                (
                    "keine Kraft (0 von 5)",
                    "nur ein Zucken (1 von 5)",
                    "sehr schwach (2 von 5)",
                    "schwach (3 von 5)",
                    "etwas schwach (4 von 5)",
                ),
                ("nicht gespürt (0 von 2)", "verändert gespürt (1 von 2)"),
                ("fehlt", "schwach", "lebhaft", "sehr lebhaft, er zuckt nach"),
                "Zeichen vorhanden",
                ("die große Zehe geht nach oben", "keine Antwort"),
                ("schwach", "fehlt"),
            ),
            cause="Eine andere Ursache, die passt",
            kept="Normal, wie es dort wäre",
            unlike="Nicht, wie es dort wäre",
            more="{count} weitere",
            normal="Sonst normal: {count}.",
            nothing="Proben: {count}, alle normal.",
            counted="Für und gegen jede Nervenwurzel, gezählt",
            root="{root} ({fit} dafür, {against} dagegen)",
            sources="Befunde und Wurzeln",
            note="Die Zahl sagt nicht, wie wahrscheinlich eine Ursache ist.",
            if_new="wenn es neu ist oder schlimmer wird",
        ),
        "es": FindingWords(
            heading="Lo que mostró la exploración",
            sides=MappingProxyType({"right": "Lado derecho", "left": "Lado izquierdo", "both": "Ambos lados"}),
            grades=_grades(
                (
                    "sin fuerza (0 de 5)",
                    "solo un temblor (1 de 5)",
                    "muy débil (2 de 5)",
                    "débil (3 de 5)",
                    "algo débil (4 de 5)",
                ),
                ("no se siente (0 de 2)", "se siente distinto (1 de 2)"),
                ("ausente", "bajo", "vivo", "muy vivo, sigue dando sacudidas"),
                "signo presente",
                ("el dedo gordo sube", "sin respuesta"),
                ("débil", "ausente"),
            ),
            cause="Otra causa que encaja",
            kept="Normal, como sería allí",
            unlike="No como sería allí",
            more="{count} más",
            normal="Lo demás, normal: {count}.",
            nothing="Pruebas: {count}, todas normales.",
            counted="A favor y en contra de cada raíz, contados",
            root="{root} ({fit} a favor, {against} en contra)",
            sources="Hallazgos y raíces",
            note="El número no dice qué tan probable es una causa.",
            if_new="si es nuevo o empeora",
        ),
    }
)
"""By language."""


def finding_lines(
    state: ViewState, knowledge: Knowledge, language: str
) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Say what an examination found, a line for each side, then the counts.

    Parameters
    ----------
    state : ViewState
        With its ``examination`` and ``findings_told``.
    knowledge : Knowledge
        In that language.
    language : str
        A key of :data:`WORDS`.

    Returns
    -------
    lines : tuple of (str, str)
        Each with its heading; empty if nothing was entered or the findings are not wanted.
    sources : tuple of str
        One line that names the works shortly. Empty if nothing is counted.
    """
    if not state.findings_told:
        return (), ()
    result = result_of(state.examination, knowledge, state.symptoms, language)
    words = WORDS[language]
    lines = (
        *_found(result, state.examination, knowledge, words),
        *_causes(result, knowledge, words),
        *_counts(result, words),
    )
    works = dict.fromkeys(
        source_name(knowledge.sources[statement.sources[0]])
        for side in result.sides
        for root in side.roots
        for verdict in ("for", "against")
        for statement in root.of(verdict)
        if root.count("for") and statement.sources
    )
    return lines, (f"{words.sources}: {', '.join(works)}",) if works else ()


def warning_lines(state: ViewState, knowledge: Knowledge, words: HandoutWords, language: str) -> tuple[str, ...]:
    """Write the warning signs of a view, picked or raised by its examination: what to do, the signs, and how.

    Parameters
    ----------
    state : ViewState
        With its symptoms and its examination.
    knowledge : Knowledge
        In that language.
    words : HandoutWords
        In that language.
    language : str
        A key of :data:`WORDS`.

    Returns
    -------
    tuple of str
        The most urgent first; signs of one urgency in one line, those that count only if they are new in the next.
    """
    warnings = result_of(state.examination, knowledge, state.symptoms, language).warnings
    lines = []
    for urgency, act in words.alarms.items():
        met = [warned for warned in warnings if warned.urgency == urgency]
        sure = [warned for warned in met if not warned.found]
        how = "".join(dict.fromkeys(f" {_act(one, knowledge)}" for one in met))
        if sure:
            lines.append(f"{act}: {'. '.join(knowledge.symptoms[one.key].text for one in sure)}.{how}")
            how = ""
        for one in met:
            if one.found:
                signs = _sign(one, knowledge, WORDS[language])
                lines.append(f"{act}, {WORDS[language].if_new}: {signs}.{how}")
                how = ""
    return tuple(lines)


def _act(warned: Warned, knowledge: Knowledge) -> str:
    """Say what to do about a sign, or, if findings together are more urgent, about that urgency."""
    symptom = knowledge.symptoms[warned.key]
    key = symptom.explanation[0] if warned.urgency == symptom.urgency else f"{warned.urgency}-act"
    return knowledge.claims[key].text


def _sign(warned: Warned, knowledge: Knowledge, words: FindingWords) -> str:
    """Write what raises a warning: the findings with their side; of both legs, the sign itself."""
    if warned.key in (BOTH_LEGS, BOTH_LEGS_PAIN):
        return knowledge.symptoms[warned.key].text
    signs = []
    sides: tuple[SideChoice, ...] = (*SIDES[::-1], "both")
    for side in sides:
        found = [(entry.key, entry.grade) for entry in warned.found if entry.side == side]
        if found:
            where = "" if side == "both" else f", {words.sides[side].lower()}"
            signs.append(f"{_listed(found, knowledge, words)}{where}")
    return "; ".join(signs)


def _found(
    result: Result, entries: Sequence[Examined], knowledge: Knowledge, words: FindingWords
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
        normal = _normal(counts["right"], words.normal) if same else ""
        yield words.sides["both"], f"{_listed(alike, knowledge, words)}.{normal}"
    for side, pairs in own.items():
        listed = f"{_listed(pairs, knowledge, words)}." if pairs else ""
        normal = "" if same else _normal(counts[side], words.normal if lost[side] else words.nothing)
        if listed or normal:
            yield words.sides[side], f"{listed}{normal}".strip()


def _abnormal(entry: Examined, knowledge: Knowledge) -> bool:
    return alarms(knowledge.examination[entry.key], entry.grade)


def _normal(count: int, words: str) -> str:
    return f" {words.format(count=count)}" if count else ""


def _listed(found: Sequence[tuple[str, str]], knowledge: Knowledge, words: FindingWords) -> str:
    """List findings, those that read alike together."""
    grouped: dict[str, list[str]] = {}
    for key, grade in found[:MOST_FINDINGS]:
        grouped.setdefault(words.grades[scale_of(knowledge, key)][grade], []).append(_tried(key, knowledge))
    listed = [f"{', '.join(tried)}: {grade}" for grade, tried in grouped.items()]
    if len(found) > MOST_FINDINGS:
        listed.append(words.more.format(count=len(found) - MOST_FINDINGS))
    return "; ".join(listed)


def _tried(key: str, knowledge: Knowledge) -> str:
    item = knowledge.examination[key]
    return item.plain_name or item.name


def _causes(result: Result, knowledge: Knowledge, words: FindingWords) -> Iterator[tuple[str, str]]:
    """Name the look-alikes that the findings fit, each with what fits and what differs."""
    for one in result.resembles:
        text = f"{one.resemblance.mimic.name}, {words.sides[one.side].lower()}."
        for lead, keys in (
            (words.kept, one.resemblance.kept),
            (words.unlike, (*one.resemblance.unlike, *one.resemblance.unexplained)),
        ):
            if keys:
                text += f" {lead}: {_few(keys, knowledge, words)}."
        yield words.cause, text


def _few(keys: Sequence[str], knowledge: Knowledge, words: FindingWords) -> str:
    """Name the first of some items, and count the others: the hand-out is one page."""
    named = [_tried(key, knowledge) for key in keys[:FEW]]
    if len(keys) > FEW:
        named.append(words.more.format(count=len(keys) - FEW))
    return ", ".join(named)


def _counts(result: Result, words: FindingWords) -> Iterator[tuple[str, str]]:
    """Count for and against each root that any finding fits, in the order of the roots."""
    counted: dict[str, list[SideChoice]] = {}
    for side in result.sides:
        counts = "; ".join(
            words.root.format(root=root.root, fit=root.count("for"), against=root.count("against"))
            for root in side.roots
            if root.count("for")
        )
        if counts:
            counted.setdefault(counts, []).append(side.side)
    if counted:
        leads = [
            "" if len(result.sides) == 1 else words.sides[sides[0] if len(sides) == 1 else "both"]
            for sides in counted.values()
        ]
        told = [f"{lead}: {counts}." if lead else f"{counts}." for lead, counts in zip(leads, counted, strict=True)]
        yield words.counted, f"{' '.join(told)} {words.note}"
