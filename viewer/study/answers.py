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
from viewer.i18n.catalogue import Catalogue, catalogue
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
MOST_SOURCES: Final = 3
"""Sources of another answer that are named."""
ROOT: Final = re.compile(r"[TLS]\d{1,2}(?:-\d)?")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of an answer."""

    right: bool
    headline: str
    """One or two short sentences: right or not, and what is right."""
    remarks: tuple[Paragraph, ...] = ()
    """Remarks on this answer: who disagrees, how far off it is."""
    alone: str = ""
    """What stands in the results, where no picture is shown; empty: the headline."""

    @property
    def told(self) -> str:
        """What stands in the results."""
        return self.alone or self.headline


def judge_choice(question: Question, key: str | None, knowledge: Knowledge) -> Verdict:
    """Judge one of the choices, or None if the student does not know.

    Parameters
    ----------
    question : Question
    key : str, optional
        Of a choice.
    knowledge : Knowledge
        In the language of the question, for the names of sources and nerves.
    """
    if key is None:
        return Verdict(False, _answer(question))
    if key in question.accepted:
        return _right(question, _also(question, knowledge))
    given = next((choice.text for choice in question.choices if choice.key == key), "")
    if not given:  # asked again in another language, the question may have other choices
        return Verdict(False, _answer(question), _also(question, knowledge))
    return _wrong(question, given, _also(question, knowledge))


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
        return _right(question, _also(question, knowledge))
    return _wrong(question, words.strip())


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


def judge_part(question: Question, key: str | None, structures: Mapping[str, Numbered]) -> Verdict:
    """Judge a click on the body where a part is sought; either side is right."""
    tr = catalogue(question.language)
    if key is None or key not in structures:
        headline = tr("The answer: {name}. It is lit now.", name=question.right_text)
        return Verdict(False, headline, alone=_answer(question))
    part = structures[key]
    if part.base == question.right:
        return _right(question)
    given = display_name(part, question.language)
    headline = tr("That is {given}. {name} is lit now.", given=given, name=question.right_text)
    return Verdict(False, headline, alone=tr("That is {given}.", given=given))


def judge_skin(question: Question, place: ChartPlace | None, knowledge: Knowledge) -> Verdict:
    """Judge a click on the skin where a root's skin is sought: right if any published map gives it to the root."""
    tr, root = catalogue(question.language), question.right
    if place is None:
        headline = tr("Not answered. The skin of {root} is coloured now.", root=root)
        return Verdict(False, headline, alone=tr("Not answered."))
    reading = reading_at(knowledge, place)
    counts, drawn = reading.agreement, len(reading.published)
    says = [tr("{count} of {total} to {root}", count=count, total=drawn, root=other) for other, count in counts.items()]
    remark = Paragraph(
        tr("Maps give the place you clicked: {says}.", says="; ".join(says))
        if says
        else tr("No map gives the place you clicked to any root."),
        _sources(reading),
    )
    if root not in counts:
        headline = tr("No map gives this place to {root}. Its skin is coloured now.", root=root)
        return Verdict(False, headline, (remark,), tr("No map gives this place to {root}.", root=root))
    first = next(iter(counts))
    if first == root:
        headline = tr("Right: {root}, by {count} of {total} maps.", root=root, count=counts[root], total=drawn)
    else:
        headline = tr(
            "Right: {root}, by {count} of {total} maps. Most maps say {other}.",
            root=root,
            count=counts[root],
            total=drawn,
            other=first,
        )
    return Verdict(True, headline, (remark,))


def judge_point(question: Question, millimetres: float | None) -> Verdict:
    """Judge a click where a key point is sought.

    Parameters
    ----------
    question : Question
    millimetres : float, optional
        From the click to the nearer of the two key points; None if the click missed the body.
    """
    if millimetres is None:
        return Verdict(False, _answer(question))
    tr = catalogue(question.language)
    away, text = round(millimetres), question.right_text
    if millimetres <= FINGERTIP_MM:
        return Verdict(True, tr("Right, on the spot: {away} mm from the key point. {text}.", away=away, text=text))
    if millimetres <= POINT_MM:
        return Verdict(True, tr("Right, two fingers off: {away} mm from the key point. {text}.", away=away, text=text))
    too_far = tr(
        "Too far: {away} mm from the key point; up to {most} mm counts as found.", away=away, most=round(POINT_MM)
    )
    return Verdict(False, f"{too_far} {text}.", alone=too_far)


def judge_drawing(question: Question, found: DrawingScore | None) -> Verdict:
    """Judge a drawing of a root's skin by the map nearest to it."""
    tr = catalogue(question.language)
    if found is None:
        return Verdict(False, tr("Nothing was drawn."))
    best = found.best
    low, high = (round(100 * share) for share in found.between)
    remark = tr(
        "The published maps overlap with each other by {low} to {high} % for {root}: none of them is the truth.",
        low=low,
        high=high,
        root=question.right,
    )
    headline = tr(
        "Nearest to {map}: {share} % overlap.",
        map=best.map.short_name or best.map.name,
        share=round(100 * best.overlap),
    )
    sources = tuple(dict.fromkeys(key for one in found.maps for key in one.map.sources))
    return Verdict(best.overlap >= GOOD, headline, (Paragraph(remark, sources), Paragraph(tr(MEANING))))


def _answer(question: Question) -> str:
    """Say what is right."""
    tr = catalogue(question.language)
    return tr("The answer: {name}.", name=question.right_text)


def _right(question: Question, remarks: tuple[Paragraph, ...] = ()) -> Verdict:
    tr = catalogue(question.language)
    return Verdict(True, tr("Right: {name}.", name=question.right_text), remarks)


def _wrong(question: Question, given: str, remarks: tuple[Paragraph, ...] = ()) -> Verdict:
    tr = catalogue(question.language)
    headline = tr("Not {given}. The answer: {name}.", given=_inside(given), name=question.right_text)
    return Verdict(False, headline, remarks, _answer(question))


def _is_about_roots(question: Question) -> bool:
    return bool(question.choices) and all(ROOT.fullmatch(choice.text) for choice in question.choices)


def _judge_roots(question: Question, words: str, knowledge: Knowledge) -> Verdict:
    order = list(knowledge.roots)
    given = _typed_roots(words, order)
    if not given:
        return judge_choice(question, None, knowledge)
    tr = catalogue(question.language)
    wrong = [root for root in given if root not in question.accepted]
    named, also = ", ".join(question.accepted), _also(question, knowledge)
    if wrong:
        headline = tr("No source read names {roots}. Named are {others}.", roots=", ".join(wrong), others=named)
        return Verdict(False, headline, also, _answer(question))
    return Verdict(True, tr("Right. Sources name {roots}.", roots=named), also)


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
    tr = catalogue(question.language)
    parts = [f"{_named(key, knowledge)} ({_who(found, knowledge, tr)})" for key, found in others.items()]
    sources = tuple(dict.fromkeys(key for found in others.values() for key in found))
    return (Paragraph(tr("Sources also name {others}.", others="; ".join(parts)), sources),)


def _named(key: str, knowledge: Knowledge) -> str:
    return knowledge.nerves[key].name if key in knowledge.nerves else key


def _who(sources: Iterable[str], knowledge: Knowledge, tr: Catalogue) -> str:
    names = list(dict.fromkeys(source_name(knowledge.sources[key]) for key in sources if key in knowledge.sources))
    first = ", ".join(names[:MOST_SOURCES])
    more = len(names) - MOST_SOURCES
    return first if more <= 0 else tr("{names} and {count} more", names=first, count=more)


def _sources(reading: Reading) -> tuple[str, ...]:
    found = (one.territory for one in reading.published)
    return tuple(dict.fromkeys(key for territory in found if territory is not None for key in territory.sources))


def _plain(words: str) -> str:
    text = re.sub(r"[^a-z0-9 ]", " ", words.lower())
    return " ".join(word for word in text.split() if word not in {"muscle", "bone", "nerve", "the", "of", "m", "n"})


def _inside(words: str) -> str:
    """Put a choice into a sentence, without its own full stop."""
    return words.rstrip(". ")[:120]
