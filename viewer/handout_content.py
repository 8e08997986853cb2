"""What the hand-out says of a state: picked from the data, in the patient's language. No drawing, no PDF."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from annotations.languages import ENGLISH, LANGUAGES, translated

from .appearance import Paragraph
from .errors import unknown
from .explain import PAIN_CAVEAT, citations
from .handout_words import WORDS, HandoutWords
from .lighting import lit_roots
from .state import ALL_ROOTS, ViewState

if TYPE_CHECKING:
    from datetime import date

    from annotations.model import Claim, Knowledge

MOST_SENTENCES: Final = 5
"""On the sheet; people keep few."""
MOST_TITLES: Final = 4
URGENCIES: Final = ("emergency", "same-day", "urgent")


@dataclass(frozen=True, slots=True)
class HandoutContent:
    """All text of one sheet."""

    words: HandoutWords
    titles: tuple[str, ...]
    """What was picked, each with its side in words."""
    alarms: tuple[str, ...]
    """First of all, where a warning sign was picked: what it is and what to do."""
    sentences: tuple[str, ...]
    mismatch: str
    """That pain may not match the picture."""
    warnings: tuple[tuple[str, tuple[str, ...]], ...]
    """What to do, and the signs that ask for it; the most urgent first."""
    starts: str
    """Heading of the second picture."""
    sources: tuple[str, ...]
    date: str


def handout_content(state: ViewState, knowledge: Knowledge, language: str, day: date) -> HandoutContent:
    """Choose the text for a state.

    Parameters
    ----------
    state : ViewState
        The very view that was discussed.
    knowledge : Knowledge
        In English; it is translated here.
    language : str
        ``"en"``, ``"de"`` or ``"es"``.
    day : date
        Printed on the sheet.

    Raises
    ------
    InputError
        When there is no such language.
    """
    if language not in WORDS:
        raise unknown("language", language, (ENGLISH, *LANGUAGES))
    words = WORDS[language]
    known = translated(knowledge, language)
    roots = _roots(state, known)
    claims = _claims(state, known)
    alarms = _alarms(state, known, words)
    caveat = known.claims[PAIN_CAVEAT]
    drawn = known.maps[state.map].sources
    texts = [claim.text for claim in claims if claim.key != PAIN_CAVEAT]
    said = [claim.sources for claim in (*claims, caveat)]
    if not texts and not alarms:
        shown = [known.roots[root] for root in roots]
        texts = [text for root in shown for text in (root.skin, root.pain, root.muscles) if text]
        said += [root.sources for root in shown]
    return HandoutContent(
        words=words,
        titles=_titles(state, known, words),
        alarms=alarms,
        sentences=tuple(_sentences(texts))[:MOST_SENTENCES],
        mismatch=caveat.text,
        warnings=tuple((words.urgencies[u], _signs(known, u)) for u in URGENCIES),
        starts=words.starts.format(root=roots[0]) if len(roots) == 1 else words.starts_many,
        sources=_cited(known, [*said, drawn]),
        date=words.date.format(day=day),
    )


def _roots(state: ViewState, knowledge: Knowledge) -> tuple[str, ...]:
    if state.symptoms:
        return tuple(dict.fromkeys(root for pick in state.symptoms for root in lit_roots(knowledge.symptoms[pick.key])))
    return () if state.root in (None, ALL_ROOTS) else (str(state.root),)


def _claims(state: ViewState, knowledge: Knowledge) -> list[Claim]:
    """Find the patient's claims behind the picture, in the order of the panel; warning signs are said elsewhere."""
    if state.symptoms:
        symptoms = [knowledge.symptoms[pick.key] for pick in state.symptoms]
        keys = [key for symptom in symptoms if symptom.urgency is None for key in symptom.explanation]
        return _in_turn([[knowledge.claims[key] for key in symptom.explanation] for symptom in symptoms], keys)
    from annotations.topics import claims_about

    return list(claims_about(knowledge, _roots(state, knowledge), "patient"))


def _in_turn(lists: list[list[Claim]], wanted: Iterable[str]) -> list[Claim]:
    """Take the first claim of each symptom, then the second: none of several symptoms goes without a word."""
    keys = set(wanted)
    longest = max((len(claims) for claims in lists), default=0)
    turns = [claims[n] for n in range(longest) for claims in lists if n < len(claims) and claims[n].key in keys]
    return list({claim.key: claim for claim in turns}.values())


def _sentences(texts: Iterable[str]) -> Iterable[str]:
    """Split into sentences and take the first two of each text: the first says what, the second why."""
    for text in texts:
        yield from re.split(r"(?<=[.!?])\s+(?=[A-ZÄÖÜÁÉÍÓÚ¿¡0-9])", text)[:2]


def _titles(state: ViewState, knowledge: Knowledge, words: HandoutWords) -> tuple[str, ...]:
    if state.symptoms:
        return tuple(
            f"{knowledge.symptoms[pick.key].text} ({words.sides[pick.side]})" for pick in state.symptoms[:MOST_TITLES]
        )
    roots = _roots(state, knowledge)
    return tuple(f"{words.root.format(root=root)} ({words.sides[state.side]})" for root in roots) or (words.purpose,)


def _alarms(state: ViewState, knowledge: Knowledge, words: HandoutWords) -> tuple[str, ...]:
    picked = [knowledge.symptoms[pick.key] for pick in state.symptoms]
    lines = []
    for urgency in URGENCIES:
        for symptom in picked:
            if symptom.urgency == urgency:
                act = knowledge.claims[symptom.explanation[0]].text
                lines.append(f"{words.urgencies[urgency]}: {symptom.text}. {act}")
    return tuple(lines)


def _signs(knowledge: Knowledge, urgency: str) -> tuple[str, ...]:
    return tuple(symptom.text for symptom in knowledge.symptoms.values() if symptom.urgency == urgency)


def _cited(knowledge: Knowledge, groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(text for _, text in citations(knowledge, [Paragraph("", group) for group in groups]))


def second_view(state: ViewState) -> ViewState:
    """Turn a state to where the nerve starts: the lower back without skin and muscles."""
    return replace(state, view="lumbar", camera=None, layers=frozenset(("bones", "nerves")), hovered=None)
