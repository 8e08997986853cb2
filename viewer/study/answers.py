"""Judging answers: a choice, a typed word, a click, a drawing. What any source accepts is accepted, with a remark."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from annotations.model import Knowledge
from viewer.appearance.citing import source_name
from viewer.appearance.named import Numbered
from viewer.appearance.panel import Paragraph
from viewer.appearance.sight import sights
from viewer.skin.reading import Reading, reading_at
from viewer.state.view_state import ChartPlace

from .names import display_name
from .question import Question
from .score import GOOD, MEANING, DrawingScore

POINT_MM: Final = 30.0
"""A click this near to a key point counts as right: the breadth of two fingers."""
FINGERTIP_MM: Final = 15.0
CLOSE_WORD: Final = 0.84
"""Least likeness of a typed name to the right one that counts as a typing error."""
ROOT: Final = re.compile(r"[TLS]\d{1,2}(?:-\d)?")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of an answer."""

    right: bool
    headline: str
    """One short sentence: right or not, and what is right."""
    remarks: tuple[Paragraph, ...] = ()
    """Remarks on this answer: who disagrees, how far off it is."""


def judge_choice(question: Question, key: str | None, knowledge: Knowledge) -> Verdict:
    """Judge one of the choices, or None if the student does not know.

    Parameters
    ----------
    question : Question
    key : str, optional
        Of a choice.
    knowledge : Knowledge
        For the names of sources.
    """
    if key is None:
        return Verdict(False, f"The answer: {question.right_text}.")
    if key in question.accepted:
        return Verdict(True, f"Right: {question.right_text}.", _also(question, knowledge))
    given = next((choice.text for choice in question.choices if choice.key == key), key)
    return Verdict(False, f"Not {_inside(given)}. The answer: {question.right_text}.", _also(question, knowledge))


def judge_typed(question: Question, words: str, knowledge: Knowledge) -> Verdict:
    """Judge a typed answer: a name with small errors, or roots that must all be accepted."""
    if question.right in knowledge.roots and _is_about_roots(question):
        return _judge_roots(question, words, knowledge)
    given = _plain(words)
    right = {_plain(question.right_text), _plain(question.right.replace("_", " "))}
    right |= {_plain(choice.text) for choice in question.choices if choice.key in question.accepted}
    if not given:
        return judge_choice(question, None, knowledge)
    best = max(difflib.SequenceMatcher(None, given, word).ratio() for word in right)
    others = [_plain(choice.text) for choice in question.choices if choice.key not in question.accepted]
    nearer = max((difflib.SequenceMatcher(None, given, word).ratio() for word in others), default=0.0)
    if best >= CLOSE_WORD and best > nearer:
        return Verdict(True, f"Right: {question.right_text}.", _also(question, knowledge))
    return Verdict(False, f"Not {_inside(words.strip())}. The answer: {question.right_text}.")


def typed_words(
    question: Question, structures: Mapping[str, Numbered], knowledge: Knowledge, language: str
) -> list[str]:
    """List the completions of typing: all names of the kind asked for, so that the list gives nothing away."""
    kind = question.item.kind
    if kind == "name":
        tissue = structures[question.target].tissue if question.target is not None else ""
        named = {
            display_name(part, language)
            for part in structures.values()
            if part.tissue == tissue and part.base in sights()
        }
        return sorted(named)
    if kind in {"nerve-of-muscle", "nerve-of-skin"}:
        return sorted({nerve.name for nerve in knowledge.nerves.values() if nerve.roots})
    return list(knowledge.roots) if _is_about_roots(question) else []


def judge_part(
    question: Question, key: str | None, structures: Mapping[str, Numbered], language: str = "en"
) -> Verdict:
    """Judge a click on the body where a part is sought; either side is right."""
    if key is None or key not in structures:
        return Verdict(False, f"The answer: {question.right_text}. It is lit now.")
    part = structures[key]
    if part.base == question.right:
        return Verdict(True, f"Right: {question.right_text}.")
    return Verdict(False, f"That is {display_name(part, language)}. {question.right_text} is lit now.")


def judge_skin(question: Question, place: ChartPlace | None, knowledge: Knowledge) -> Verdict:
    """Judge a click on the skin where a root's skin is sought: right if any published map gives it to the root."""
    root = question.right
    if place is None:
        return Verdict(False, f"Not answered. The skin of {root} is coloured now.")
    reading = reading_at(knowledge, place)
    counts, drawn = reading.agreement, len(reading.published)
    says = "; ".join(f"{count} of {drawn} to {other}" for other, count in counts.items()) or "no map to any root"
    remark = Paragraph(f"Maps give the place you clicked: {says}.", _sources(reading))
    if root in counts:
        first = next(iter(counts))
        some = "" if first == root else f" Most maps say {first}."
        return Verdict(True, f"Right: {root}, by {counts[root]} of {drawn} maps.{some}", (remark,))
    return Verdict(False, f"No map gives this place to {root}. Its skin is coloured now.", (remark,))


def judge_point(question: Question, millimetres: float | None) -> Verdict:
    """Judge a click where a key point is sought.

    Parameters
    ----------
    question : Question
    millimetres : float, optional
        From the click to the nearer of the two key points; None if the click missed the body.
    """
    if millimetres is None:
        return Verdict(False, f"The answer: {question.right_text}.")
    away = f"{round(millimetres)} mm from the key point"
    if millimetres <= FINGERTIP_MM:
        return Verdict(True, f"Right, on the spot: {away}. {question.right_text}.")
    if millimetres <= POINT_MM:
        return Verdict(True, f"Right, two fingers off: {away}. {question.right_text}.")
    return Verdict(False, f"Too far: {away}; up to {round(POINT_MM)} mm counts as found. {question.right_text}.")


def judge_drawing(question: Question, found: DrawingScore | None) -> Verdict:
    """Judge a drawing of a root's skin by the map nearest to it."""
    if found is None:
        return Verdict(False, "Nothing was drawn.")
    best = found.best
    low, high = (round(100 * share) for share in found.between)
    remark = (
        f"The published maps overlap with each other by {low} to {high} % for {question.right}: none of them is the"
        " truth."
    )
    headline = f"Nearest to {best.map.short_name or best.map.name}: {round(100 * best.overlap)} % overlap."
    sources = tuple(dict.fromkeys(key for one in found.maps for key in one.map.sources))
    return Verdict(best.overlap >= GOOD, headline, (Paragraph(remark, sources), Paragraph(MEANING)))


def _is_about_roots(question: Question) -> bool:
    return bool(question.choices) and all(ROOT.fullmatch(choice.text) for choice in question.choices)


def _judge_roots(question: Question, words: str, knowledge: Knowledge) -> Verdict:
    order = list(knowledge.roots)
    given = _typed_roots(words, order)
    if not given:
        return judge_choice(question, None, knowledge)
    wrong = [root for root in given if root not in question.accepted]
    listed = ", ".join(question.accepted)
    if wrong:
        return Verdict(
            False, f"No source read names {', '.join(wrong)}. Named are {listed}.", _also(question, knowledge)
        )
    return Verdict(True, f"Right. Sources name {listed}.", _also(question, knowledge))


def _typed_roots(words: str, order: list[str]) -> list[str]:
    """Read roots: ``L4``, ``l4, l5``, ``L2-L4``, ``L2 to L4``; S4 and S5 are one."""
    text = words.upper().replace("–", "-")
    found: list[str] = []
    for start, end in re.findall(r"([TLS]\d{1,2})(?:\s*(?:-|TO|BIS|A)\s*([TLS]?\d{1,2}))?", text):
        first = _known(start, order)
        last = _known(end if not end or end[0] in "TLS" else f"{start[0]}{end}", order) if end else first
        if first is None or last is None:
            found.append(start if first is None else end)
            continue
        low, high = sorted((order.index(first), order.index(last)))
        found += order[low : high + 1]
    return list(dict.fromkeys(found))


def _known(root: str, order: Collection[str]) -> str | None:
    return "S4-5" if root in {"S4", "S5"} else root if root in order else None


def _also(question: Question, knowledge: Knowledge) -> tuple[Paragraph, ...]:
    """Say what else sources accept, and which do."""
    others = {key: found for key, found in question.accepted.items() if key != question.right and found}
    if not others:
        return ()
    parts = [f"{_named(key, knowledge)} ({_who(found, knowledge)})" for key, found in others.items()]
    sources = tuple(dict.fromkeys(key for found in others.values() for key in found))
    return (Paragraph(f"Sources also name {'; '.join(parts)}.", sources),)


def _named(key: str, knowledge: Knowledge) -> str:
    return knowledge.nerves[key].name if key in knowledge.nerves else key


def _who(sources: Iterable[str], knowledge: Knowledge) -> str:
    names = list(dict.fromkeys(source_name(knowledge.sources[key]) for key in sources if key in knowledge.sources))
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _sources(reading: Reading) -> tuple[str, ...]:
    found = (one.territory for one in reading.published)
    return tuple(dict.fromkeys(key for territory in found if territory is not None for key in territory.sources))


def _plain(words: str) -> str:
    text = re.sub(r"[^a-z0-9 ]", " ", words.lower())
    return " ".join(word for word in text.split() if word not in {"muscle", "bone", "nerve", "the", "of", "m", "n"})


def _inside(words: str) -> str:
    """Put a choice into a sentence, without its own full stop."""
    return words.rstrip(". ")[:120]
