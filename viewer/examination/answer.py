"""The result of an examination as a JSON-able object and as lines of text (their form is in docs/data-format.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from annotations.model import Finding, Knowledge, Provenance
from viewer.appearance.citing import PROVENANCE, figure_words
from viewer.i18n.catalogue import ENGLISH, N_, Catalogue, catalogue
from viewer.state.view_state import Examined, Side

from .for_and_against import VERDICTS, RootReading, Statement, Verdict
from .items import STRENGTH_WORDS, name_of
from .patterns import Sentence
from .result import NOTE, Result, with_grades

TOLD: Final[Mapping[Verdict, str]] = {
    "for": N_("for"),
    "against": N_("against"),
    "little": N_("a little against"),
    "neutral": N_("neutral"),
}
COUNTED: Final[Mapping[Verdict, str]] = {
    "for": N_("{count} for"),
    "against": N_("{count} against"),
    "little": N_("{count} a little against"),
    "neutral": N_("{count} neutral"),
}
ROOT: Final[Mapping[Side, str]] = {"left": N_("{root} left ({counts}):"), "right": N_("{root} right ({counts}):")}
LOOK_ALIKE: Final[Mapping[Side, str]] = {
    "left": N_("Keep in mind (left): {name}. {feature}"),
    "right": N_("Keep in mind (right): {name}. {feature}"),
}
URGENT: Final[Mapping[str, str]] = {
    "emergency": N_("EMERGENCY"),
    "same-day": N_("SAME DAY"),
    "urgent": N_("WITHIN DAYS"),
}


def examination_answer(
    entries: Iterable[Examined], result: Result, knowledge: Knowledge, language: str = ENGLISH
) -> dict[str, Any]:
    """Answer ``examine``.

    Parameters
    ----------
    entries : iterable of Examined
        What was entered, in the order of the examination.
    result : Result
        What :func:`viewer.examination.result.result_of` makes of it.
    knowledge : Knowledge
    language : str
        Of the result and of the knowledge.
    """
    tr = catalogue(language)
    entries = tuple(entries)
    keys = _figures(result)
    answer: dict[str, Any] = {
        "warnings": [
            {
                "key": warned.key,
                "urgency": warned.urgency,
                "text": warned.text,
                "because": warned.because,
                "action": warned.action,
                "figures": list(warned.figures),
                "sources": list(warned.sources),
            }
            for warned in result.warnings
        ],
        "entered": [
            {"item": one.key, "name": name_of(knowledge, one.key, tr), "side": one.side, "grade": one.grade}
            for one in entries
        ],
        "patterns": [_sentence(sentence) for sentence in result.patterns],
        "fits": [_sentence(sentence) for sentence in result.fits],
        "resembles": [
            {
                "mimic": one.resemblance.mimic.key,
                "name": one.resemblance.mimic.name,
                "side": one.side,
                "text": one.sentence.text,
                "lost": list(one.resemblance.lost),
                "kept": list(one.resemblance.kept),
                "unlike": list(one.resemblance.unlike),
                "unexplained": list(one.resemblance.unexplained),
                "provenance": one.sentence.provenance,
                "sources": list(one.sentence.sources),
            }
            for one in result.resembles
        ],
        "roots": [_root(root) for side in result.sides for root in side.roots],
        "discordant": [_sentence(sentence) for sentence in result.discordant],
        "disc_levels": [_sentence(sentence) for sentence in result.discs],
        "look_alikes": [
            {
                "mimic": one.mimic.key,
                "name": one.mimic.name,
                "side": one.side,
                "area": one.mimic.area,
                "telling_feature": one.mimic.telling_feature,
                "fits": list(one.fits),
                "differs": list(one.differs),
                "provenance": one.mimic.provenance,
                "sources": list(one.mimic.sources),
            }
            for one in result.look_alikes
        ],
        "remarks": [_sentence(sentence) for sentence in result.remarks],
        "figures": {key: _figure(knowledge.findings[key]) for key in keys},
        "note": tr(NOTE),
    }
    answer["sources"] = {key: knowledge.sources[key].named for key in dict.fromkeys(_cited(answer))}
    return answer


def examination_lines(
    entries: Iterable[Examined], result: Result, knowledge: Knowledge, language: str = ENGLISH
) -> list[str]:
    """Write the result as lines of text, warnings first; numbers in brackets refer to the sources at the end."""
    tr = catalogue(language)
    entries = tuple(entries)
    answer = examination_answer(entries, result, knowledge, language)
    numbers = {key: number for number, key in enumerate(answer["sources"], start=1)}

    def cited(text: str, sources: Iterable[str]) -> str:
        return f"{text} [{', '.join(str(number) for number in sorted(numbers[key] for key in sources))}]"

    lines = [
        cited(": ".join((tr(URGENT[one.urgency]), " ".join((one.text, one.because, one.action)))), one.sources)
        for one in result.warnings
    ]
    lines += [cited(_doubted(one.text, one.provenance, tr), one.sources) for one in result.verdict]
    for side in result.sides:
        for root in side.roots:
            counts = ", ".join(tr(COUNTED[verdict], count=root.count(verdict)) for verdict in VERDICTS)
            stands = (counts,) if root.support is None else (tr(STRENGTH_WORDS[root.support]), counts)
            lines.append(tr(ROOT[side.side], root=root.root, counts="; ".join(stands)))
            lines += [
                cited(_doubted(_told(verdict, statement.text, tr), statement.provenance, tr), statement.sources)
                for verdict in VERDICTS[:-1]
                for statement in root.of(verdict)
            ]
            neutral = [statement.item for statement in root.of("neutral")]
            if neutral:
                lines.append(_told("neutral", with_grades(neutral, entries, knowledge, side.side, tr), tr))
    for heading, sentences in (
        (tr("Does not fit together"), result.discordant),
        (tr("Disc"), result.discs),
        (tr("Mind"), result.remarks),
    ):
        lines += [cited(_doubted(f"{heading}: {one.text}", one.provenance, tr), one.sources) for one in sentences]
    for like in result.look_alikes:
        mimic = like.mimic
        text = tr(LOOK_ALIKE[like.side], name=mimic.name, feature=mimic.telling_feature)
        lines.append(cited(text, mimic.sources))
        for lead, keys in ((tr("fits"), like.fits), (tr("does not fit"), like.differs)):
            if keys:
                lines.append(f"  {lead}: {with_grades(keys, entries, knowledge, like.side, tr)}")
    lines += [
        cited(": ".join((tr("Figure"), words)), knowledge.findings[key].sources)
        for key in answer["figures"]
        if (words := _figure_words(knowledge.findings[key], tr))
    ]
    lines.append(answer["note"])
    return [*lines, *(f"[{number}] {answer['sources'][key]}" for key, number in numbers.items())]


def _told(verdict: Verdict, text: str, tr: Catalogue) -> str:
    return f"  {tr(TOLD[verdict])}: {text}"


def _doubted(text: str, provenance: Provenance, tr: Catalogue) -> str:
    """Add how a sentence was obtained, if it was not read in its source."""
    return f"{text} ({tr(PROVENANCE[provenance])})" if PROVENANCE[provenance] else text


def _figure_words(finding: Finding, tr: Catalogue) -> str:
    """Write a figure with its n, or the sentences that give the figures of several studies; empty if there are none."""
    if finding.sensitivity or finding.specificity or finding.likelihood_ratio:
        return figure_words(finding, tr)
    counted = any(letter.isdigit() for letter in finding.text)
    return f"{figure_words(finding, tr)} {finding.text}" if counted else ""


def _figures(result: Result) -> list[str]:
    keys = [
        key
        for side in result.sides
        for root in side.roots
        for statement in root.statements
        for key in statement.findings
    ]
    keys += [key for side in result.sides for key in side.together]
    keys += [key for warned in result.warnings for key in warned.figures]
    return list(dict.fromkeys(keys))


def _root(root: RootReading) -> dict[str, Any]:
    return {
        "root": root.root,
        "side": root.side,
        "support": root.support,
        "counts": {verdict: root.count(verdict) for verdict in VERDICTS},
        **{verdict: [_statement(one) for one in root.of(verdict)] for verdict in VERDICTS},
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "item": statement.item,
        "grade": statement.grade,
        "strength": statement.strength,
        "text": statement.text,
        "provenance": statement.provenance,
        "sources": list(statement.sources),
        "figures": list(statement.findings),
    }


def _sentence(sentence: Sentence) -> dict[str, Any]:
    return {
        "kind": sentence.kind,
        "side": sentence.side,
        "text": sentence.text,
        "provenance": sentence.provenance,
        "sources": list(sentence.sources),
    }


def _figure(finding: Finding) -> dict[str, Any]:
    return {
        "test": finding.test,
        "target": finding.target,
        "text": finding.text,
        "sensitivity": finding.sensitivity,
        "specificity": finding.specificity,
        "likelihood_ratio": finding.likelihood_ratio,
        "interval": finding.interval,
        "n": finding.n,
        "people": finding.people,
        "reference_standard": finding.reference_standard,
        "small_study": finding.small_study,
        "provenance": finding.provenance,
        "sources": list(finding.sources),
    }


def _cited(answer: object) -> Iterator[str]:
    if isinstance(answer, dict):
        for key, value in answer.items():
            if key == "sources":
                yield from value
            else:
                yield from _cited(value)
    elif isinstance(answer, list):
        for value in answer:
            yield from _cited(value)
