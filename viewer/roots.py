"""Which roots fit a set of symptoms and examination results: what speaks for each, what against, what else it may be.

Everything is read off the data and said in words. Figures of groups stay in the data: here they would look like
the odds of one person.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, get_args

from annotations.model import Finding, Knowledge, RootLink, Strength, Symptom, Urgency

from .state import SIDES, PickedSymptom, Side, SideChoice
from .where import BOTH_LEGS, warning_signs

WEIGHTS: Final[Mapping[Strength, int]] = {"strong": 3, "moderate": 2, "weak": 1}
"""Only for putting roots in order; never shown, never a probability."""
NOTE: Final = "Relations from the literature, in words. This is no diagnosis and gives no probability."
_CLAUSE: Final = re.compile(r"(?<=[.;?!])\s+")
_FIGURE: Final = re.compile(r"%|\bratio\b|per cent|percent", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PickedFinding:
    """A test that was positive, with the patient's side."""

    key: str
    side: SideChoice = "right"

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides it stands for."""
        return SIDES if self.side == "both" else (self.side,)


Pick = PickedSymptom | PickedFinding


@dataclass(frozen=True, slots=True)
class Support:
    """A root and what speaks for it among the picks."""

    root: str
    strength: Strength
    links: tuple[tuple[Pick, RootLink], ...]


def record_of(knowledge: Knowledge, pick: Pick) -> Symptom | Finding:
    """Look up what was picked."""
    return (knowledge.symptoms if isinstance(pick, PickedSymptom) else knowledge.findings)[pick.key]


def name_of(knowledge: Knowledge, pick: Pick) -> str:
    """Name what was picked, as the user reads it."""
    record = record_of(knowledge, pick)
    return record.text if isinstance(record, Symptom) else f"{record.test}, positive for {record.target}"


def in_words(text: str) -> str:
    """Leave out the clauses of a text that give a percentage or a ratio."""
    kept = [clause for clause in _CLAUSE.split(text) if not _FIGURE.search(clause)]
    return re.sub(r";(?=$| [A-Z])", ".", " ".join(kept))


def act_now(action: str) -> str:
    """Give what to do about a red flag: its sentences up to the first with a percentage."""
    kept: list[str] = []
    for sentence in re.split(r"(?<=[.?!])\s+(?=[A-Z])", action):
        if _FIGURE.search(sentence):
            break
        kept.append(sentence)
    return " ".join(kept)


def supported_roots(
    knowledge: Knowledge, picks: Sequence[PickedSymptom], findings: Sequence[PickedFinding] = ()
) -> list[Support]:
    """Put the roots that the picks relate to in order of support, best first."""
    found: dict[str, list[tuple[Pick, RootLink]]] = {}
    everything: list[Pick] = [*picks, *findings]
    for pick in everything:
        for link in record_of(knowledge, pick).roots:
            found.setdefault(link.root, []).append((pick, link))
    order = list(knowledge.roots)
    supports = [
        Support(root, max((link.strength for _, link in links), key=lambda s: WEIGHTS[s]), tuple(links))
        for root, links in found.items()
    ]
    # A root that is called strong stands before one that is called moderate, however often that one is met.
    supports.sort(
        key=lambda s: (
            -WEIGHTS[s.strength],
            -sum(WEIGHTS[link.strength] for _, link in s.links),
            order.index(s.root),
        )
    )
    return supports


def roots_answer(
    knowledge: Knowledge, picks: Sequence[PickedSymptom], findings: Sequence[PickedFinding] = ()
) -> dict[str, object]:
    """Answer ``roots`` as a JSON-able object, red flags first, in words only (its form is in docs/data-format.md).

    Parameters
    ----------
    knowledge : Knowledge
        The knowledge base.
    picks : sequence of PickedSymptom
        What the patient feels; keys of ``knowledge.symptoms``.
    findings : sequence of PickedFinding
        Tests that were positive; keys of ``knowledge.findings``.
    """
    everything: tuple[Pick, ...] = tuple(dict.fromkeys([*picks, *findings]))
    supports = supported_roots(
        knowledge,
        [pick for pick in everything if isinstance(pick, PickedSymptom)],
        [pick for pick in everything if isinstance(pick, PickedFinding)],
    )
    named = {support.root for support in supports}
    return {
        "red_flags": _red_flags(knowledge, picks, findings),
        "contradictions": [
            *_contradicting_pairs(knowledge, everything),
            *_both_sides(knowledge, everything),
            *_no_common_root(knowledge, everything),
        ],
        "roots": [
            {
                "root": support.root,
                "support": support.strength,
                "reasons": [_reason(pick, link) for pick, link in support.links],
                "against": _against(knowledge, support, everything),
            }
            for support in supports
        ],
        "disc_levels": [
            {"level": d.level, "place": d.place, "root": d.root, "text": in_words(d.text), "sources": list(d.sources)}
            for d in knowledge.disc_levels.values()
            if d.root in named
        ],
        "mimics": _mimics(knowledge, everything),
        "undecided": _undecided(knowledge, everything),
        "note": NOTE,
    }


def roots_lines(answer: Mapping[str, object]) -> list[str]:
    """Write the answer of :func:`roots_answer` as lines of text, red flags first."""

    def entries(table: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
        value = table[key]
        assert isinstance(value, list)
        return value

    lines = []
    for flag in entries(answer, "red_flags"):
        lines += [f"{str(flag['urgency']).upper()}: {flag['text']}", f"  {flag['action']}"]
    lines += [f"Does not fit together: {item['text']}" for item in entries(answer, "contradictions")]
    for root in entries(answer, "roots"):
        lines.append(f"{root['root']} ({root['support']})")
        lines += [
            f"  for: {item['symptom'] or item['finding']} ({item['side']}): {item['reason']}"
            for item in entries(root, "reasons")
        ]
        lines += [f"  against: {item['text']}" for item in entries(root, "against")]
    lines += [f"Disc {d['level']}, {d['place']}: {d['root']}" for d in entries(answer, "disc_levels")]
    lines += [f"Keep in mind: {m['name']}. {m['telling_feature']}" for m in entries(answer, "mimics")]
    lines += [str(item["text"]) for item in entries(answer, "undecided")]
    return [*lines, str(answer["note"])]


def _red_flags(
    knowledge: Knowledge, picks: Sequence[PickedSymptom], findings: Sequence[PickedFinding]
) -> list[dict[str, object]]:
    """List the warning signs, most urgent first, each with what to do.

    A test that was positive on both sides counts as the symptoms it is about: loss in both legs warns either way.
    """
    found = [PickedSymptom(key, pick.side) for pick in findings for key in _symptoms_about(knowledge, pick)]
    signs = sorted(warning_signs(knowledge, [*picks, *found]), key=lambda s: get_args(Urgency).index(s.urgency))
    return [
        {
            "symptom": sign.key,
            "text": sign.text,
            "urgency": sign.urgency,
            "action": act_now(knowledge.red_flags[sign.key].action),
            "sources": list(dict.fromkeys((*sign.sources, *knowledge.red_flags[sign.key].sources))),
        }
        for sign in signs
    ]


def _reason(pick: Pick, link: RootLink) -> dict[str, object]:
    return {
        **_picked(pick),
        "side": pick.side,
        "strength": link.strength,
        "reason": in_words(link.reason) or link.reason,
        "provenance": link.provenance,
        "sources": list(link.sources),
    }


def _picked(pick: Pick) -> dict[str, object]:
    symptom = isinstance(pick, PickedSymptom)
    return {"symptom": pick.key if symptom else None, "finding": None if symptom else pick.key}


def _is_warning(knowledge: Knowledge, pick: Pick) -> bool:
    """Say whether a pick warns: a warning calls for a doctor whatever the root, so it decides between none."""
    record = record_of(knowledge, pick)
    return isinstance(record, Symptom) and record.urgency is not None


def _against(knowledge: Knowledge, support: Support, picks: Sequence[Pick]) -> list[dict[str, object]]:
    """List the picks on the root's own side that belong strongly to other roots and weakly or not at all to it."""
    own = {pick: link.strength for pick, link in support.links}
    sides = {side for pick in own for side in pick.sides}
    found: list[dict[str, object]] = []
    for pick in picks:
        strong = [link for link in record_of(knowledge, pick).roots if link.strength == "strong"]
        if (
            own.get(pick, "weak") != "weak"
            or not strong
            or _is_warning(knowledge, pick)
            or sides.isdisjoint(pick.sides)
        ):
            continue
        # A relation that the data does not hold is none that we know of, and no proof that there is none.
        how = f" and only weakly to {support.root}" if pick in own else f"; no source here relates it to {support.root}"
        words = f"“{name_of(knowledge, pick)}” relates strongly to {_and([link.root for link in strong])}{how}"
        found.append(
            {
                **_picked(pick),
                "side": pick.side,
                "text": f"{words}. {strong[0].root}: {in_words(strong[0].reason) or strong[0].reason}",
                "provenance": strong[0].provenance,
                "sources": list(dict.fromkeys(source for link in strong for source in link.sources)),
            }
        )
    return found


def _symptoms_about(knowledge: Knowledge, pick: PickedFinding) -> list[str]:
    return [key for key in knowledge.findings[pick.key].about if key in knowledge.symptoms]


def _contradicting_pairs(knowledge: Knowledge, picks: Sequence[Pick]) -> list[dict[str, object]]:
    """List the pairs on one side that the data says do not easily have one cause."""
    found: list[dict[str, object]] = []
    for number, first in enumerate(picks):
        for second in picks[number + 1 :]:
            one, two = record_of(knowledge, first), record_of(knowledge, second)
            if (second.key in one.contradicts or first.key in two.contradicts) and set(first.sides) & set(second.sides):
                text = (
                    f"“{name_of(knowledge, first)}” and “{name_of(knowledge, second)}” do not easily have one cause: "
                    "have both looked at again."
                )
                found.append(_contradiction("pair", text, [first, second], (*one.sources, *two.sources)))
    return found


def _both_sides(knowledge: Knowledge, picks: Sequence[Pick]) -> list[dict[str, object]]:
    """Say, where picks that relate to roots lie on both sides, that one root serves one side only."""
    related = [pick for pick in picks if record_of(knowledge, pick).roots and not _is_warning(knowledge, pick)]
    if {side for pick in related for side in pick.sides} != set(SIDES):
        return []
    text = "The picks lie on both sides, and one root serves one side only: no single root explains them all."
    strong = {link.root for pick in related for link in record_of(knowledge, pick).roots if link.strength == "strong"}
    sources = [source for pick in related for link in record_of(knowledge, pick).roots for source in link.sources]
    flag = knowledge.red_flags.get(BOTH_LEGS)
    if len(strong) > 1 and flag is not None:
        text += f" Many roots on both sides: see the warning “{flag.text.rstrip('.')}”."
        sources += flag.sources
    return [_contradiction("both-sides", text, related, sources)]


def _no_common_root(knowledge: Knowledge, picks: Sequence[Pick]) -> list[dict[str, object]]:
    """Say, for each side, when no root relates to every pick there that belongs strongly to some root."""
    found: list[dict[str, object]] = []
    for side in SIDES:
        here = [
            pick
            for pick in picks
            if side in pick.sides
            and not _is_warning(knowledge, pick)
            and any(link.strength == "strong" for link in record_of(knowledge, pick).roots)
        ]
        roots = [{link.root for link in record_of(knowledge, pick).roots} for pick in here]
        if roots and not set.intersection(*roots):
            text = (
                f"No single root relates to all the picks on the {side}: more than one root, a nerve or another cause "
                "has to be thought of."
            )
            sources = [source for pick in here for link in record_of(knowledge, pick).roots for source in link.sources]
            found.append(_contradiction("no-common-root", text, here, sources))
    return found


def _contradiction(kind: str, text: str, picks: Sequence[Pick], sources: Sequence[str]) -> dict[str, object]:
    return {
        "kind": kind,
        "text": text,
        "picks": [{**_picked(pick), "side": pick.side} for pick in picks],
        "sources": list(dict.fromkeys(sources)),
    }


def _mimics(knowledge: Knowledge, picks: Sequence[Pick]) -> list[dict[str, object]]:
    """List the look-alikes of the picked symptoms, and of the symptoms that the findings are about: most met first."""
    felt = {pick.key for pick in picks if isinstance(pick, PickedSymptom)}
    for pick in picks:
        if isinstance(pick, PickedFinding):
            felt.update(_symptoms_about(knowledge, pick))
    met = [(mimic, [key for key in mimic.symptoms if key in felt]) for mimic in knowledge.mimics.values()]
    met.sort(key=lambda item: -len(item[1]))
    return [
        {
            "mimic": mimic.key,
            "name": mimic.name,
            "area": mimic.area,
            "telling_feature": in_words(mimic.telling_feature),
            "because": keys,
            "provenance": mimic.provenance,
            "sources": list(mimic.sources),
        }
        for mimic, keys in met
        if keys
    ]


def _undecided(knowledge: Knowledge, picks: Sequence[Pick]) -> list[dict[str, object]]:
    """List the picks that do not tell one root from another, warnings apart."""
    return [
        {
            **_picked(pick),
            "side": pick.side,
            "text": f"“{name_of(knowledge, pick)}” does not tell one root from another.",
            "sources": list(record_of(knowledge, pick).sources),
        }
        for pick in picks
        if not record_of(knowledge, pick).roots and not _is_warning(knowledge, pick)
    ]


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
