"""Which roots fit a set of symptoms and test results: what speaks for each, what against, what else it may be.

How well a root is supported is weighed in :mod:`.balance`; here it is put into words. Figures of groups are left out:
they would look like the odds of one person. What they are told from is English, and so is the answer of ``roots``; what
does not fit together is said in any language.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from annotations.model import URGENCIES, Finding, Knowledge, Mimic, RootLink, Strength, Symptom
from viewer.i18n.catalogue import ENGLISH, N_, Catalogue, catalogue
from viewer.i18n.joining import listed
from viewer.state.view_state import SIDES, PickedSymptom, Side, SideChoice

from .balance import Sign, Standing, missing_signs, rank, sign_of_finding, sign_of_symptom, standings, supported
from .items import name_of as item_name
from .resemblance import told_apart
from .result import CAUDA, CENTRAL, ONE_CAUSE
from .warning_signs import BOTH_LEGS, warning_signs

IN_ENGLISH: Final = catalogue(ENGLISH)
NOTE: Final = "Relations from the literature, in words. This is no diagnosis and gives no probability."
NORMAL: Final = ("negative", "normal")
RESULTS: Final = ("positive", *NORMAL)
"""Results of a test, as they are typed."""
NO_ROOT: Final = "No root is named until a muscle or a place is."
NO_COMMON_ROOT: Final[Mapping[Side, str]] = {
    "left": N_(
        "No single root relates to all the picks on the left: more than one root, a nerve or another cause has to be "
        "thought of."
    ),
    "right": N_(
        "No single root relates to all the picks on the right: more than one root, a nerve or another cause has to be "
        "thought of."
    ),
}
IF_ROOT: Final = "if it is the root:"
"""Before discs, if a look-alike explains everything as well."""
MOST_TO_SETTLE: Final = 4
"""Signs not yet looked for that are named for a root, at most."""
_CLAUSE: Final = re.compile(r"(?<=[.;?!])\s+")
_FIGURE: Final = re.compile(r"%|\bratio\b|per cent|percent|\d \(\d[\d.]* to \d|\b\d+ people\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PickedFinding:
    """The result of a test, with the patient's side."""

    key: str
    side: SideChoice = "right"
    normal: bool = False
    """Whether it was normal (negative)."""

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides it stands for."""
        return SIDES if self.side == "both" else (self.side,)


Pick = PickedSymptom | PickedFinding


@dataclass(frozen=True, slots=True)
class Support:
    """A root on one side or both, and how well the picks support it."""

    root: str
    side: SideChoice
    standing: Standing

    @property
    def strength(self) -> Strength:
        """The word for how well it is supported."""
        return self.standing.support


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What does not fit together among the picks."""

    kind: str
    """``pair``, ``both-sides`` or ``no-common-root``."""
    text: str
    picks: tuple[Pick, ...]
    sources: tuple[str, ...]


def record_of(knowledge: Knowledge, pick: Pick) -> Symptom | Finding:
    """Look up what was picked."""
    return (knowledge.symptoms if isinstance(pick, PickedSymptom) else knowledge.findings)[pick.key]


def name_of(knowledge: Knowledge, pick: Pick, tr: Catalogue = IN_ENGLISH) -> str:
    """Name what was picked, as the user reads it."""
    record = record_of(knowledge, pick)
    if isinstance(record, Symptom):
        return record.text
    if isinstance(pick, PickedFinding) and pick.normal:
        return tr("{test}, normal", test=record.test)
    return tr("{test}, positive for {target}", test=record.test, target=record.target)


def in_words(text: str) -> str:
    """Leave out the clauses of a text that give a percentage, a ratio or an interval, or count people."""
    kept = [clause for clause in _CLAUSE.split(text) if not _FIGURE.search(clause)]
    text = re.sub(r";(?=$| [A-Z])", ".", " ".join(kept))
    return re.sub(r"(?<=\. )[a-z]", lambda letter: letter[0].upper(), text)


def act_now(action: str) -> str:
    """Give what to do about a red flag: its sentences up to the first with a percentage."""
    kept: list[str] = []
    for sentence in re.split(r"(?<=[.?!])\s+(?=[A-Z])", action):
        if _FIGURE.search(sentence):
            break
        kept.append(sentence)
    return " ".join(kept)


def sides_of(knowledge: Knowledge, pick: Pick) -> tuple[Side, ...]:
    """Name the sides that a pick stands for: both if it has no side, such as a numb saddle."""
    record = record_of(knowledge, pick)
    return SIDES if isinstance(record, Symptom) and not record.sided else pick.sides


def signs_of(knowledge: Knowledge, picks: Iterable[Pick], side: Side) -> tuple[Sign, ...]:
    """Make signs of the picks of one side; of a normal test only if it says something."""
    here = [pick for pick in picks if side in sides_of(knowledge, pick)]
    return tuple(_sign(knowledge, pick) for pick in here if _tells(knowledge, pick))


def supported_roots(
    knowledge: Knowledge, picks: Sequence[PickedSymptom], findings: Sequence[PickedFinding] = ()
) -> list[Support]:
    """List the roots that the picks name, best supported first, for each side."""
    everything: tuple[Pick, ...] = tuple(dict.fromkeys([*picks, *findings]))
    left, right = (
        [Support(one.root, side, one) for one in standings(signs_of(knowledge, everything, side), knowledge)]
        for side in SIDES
    )
    # What stands on both sides by the very same picks is said once.
    both = [replace(one, side="both") for one in left if replace(one, side="right") in right]
    said = {support.root for support in both}
    found = [*both, *(support for support in (*right, *left) if support.root not in said)]
    order = list(knowledge.roots)
    return sorted(found, key=lambda support: (*rank(support.standing), order.index(support.root)))


def _sign(knowledge: Knowledge, pick: Pick) -> Sign:
    if isinstance(pick, PickedSymptom):
        return sign_of_symptom(knowledge.symptoms[pick.key], pick)
    return sign_of_finding(knowledge.findings[pick.key], knowledge, pick, normal=pick.normal)


def _tells(knowledge: Knowledge, pick: Pick) -> bool:
    """Say whether a pick says something about roots: a normal test only if the examination counts its normal result."""
    if isinstance(pick, PickedSymptom) or not pick.normal:
        return True
    items = [item for item in knowledge.examination.values() if pick.key in item.findings]
    return any(item.normal_tells for item in items)


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
        Results of tests; keys of ``knowledge.findings``.
    """
    everything: tuple[Pick, ...] = tuple(dict.fromkeys([*picks, *findings]))
    supports = supported_roots(knowledge, picks, findings)
    flags = _red_flags(knowledge, picks, findings)
    known = {key for pick in everything for key in (pick.key, *_symptoms_about(knowledge, pick))}
    mimics = _mimics(knowledge, everything)
    # Beside an emergency no look-alike is an answer.
    calm = all(flag["urgency"] != "emergency" for flag in flags)
    whole = [knowledge.mimics[str(one["mimic"])] for one in mimics if calm and not one["unexplained"]]
    return {
        "red_flags": flags,
        "contradictions": [
            {
                "kind": found.kind,
                "text": found.text,
                "picks": [{**_picked(pick), "side": pick.side} for pick in found.picks],
                "sources": list(found.sources),
            }
            for found in contradictions(knowledge, everything, IN_ENGLISH)
        ],
        "roots": [
            {
                "root": support.root,
                "side": support.side,
                "support": support.strength,
                "reasons": [_reason(sign, support.root) for sign in support.standing.signs_for],
                "against": _against(knowledge, support),
                "settle": _settle(knowledge, support.root, known),
            }
            for support in supports
        ],
        "disc_levels": _discs(knowledge, supports, {str(flag["symptom"]) for flag in flags}, whole, everything),
        "mimics": mimics,
        "undecided": _undecided(knowledge, everything),
        "note": NOTE,
    }


def roots_lines(answer: Mapping[str, object]) -> list[str]:
    """Write the answer of :func:`roots_answer` as lines of text, red flags first.

    If no root is supported more than weakly, undecided picks and look-alikes come before the roots. A look-alike that
    explains everything comes before any disc, but is not named as such beside an emergency.
    """

    def entries(table: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
        value = table[key]
        assert isinstance(value, list)
        return value

    lines, roots, wholes, others = [], [], [], []
    alarming = any(flag["urgency"] == "emergency" for flag in entries(answer, "red_flags"))
    for flag in entries(answer, "red_flags"):
        lines += [f"{str(flag['urgency']).upper()}: {flag['text']}", f"  {flag['action']}"]
    lines += [f"Does not fit together: {item['text']}" for item in entries(answer, "contradictions")]
    for root in entries(answer, "roots"):
        side = "both sides" if root["side"] == "both" else root["side"]
        roots.append(f"{root['root']}, {side} ({root['support']})")
        roots += [f"  for: {_name(item)} ({item['side']}): {item['reason']}" for item in entries(root, "reasons")]
        roots += [f"  against: {item['text']}" for item in entries(root, "against")]
        if settle := [str(item["name"]) for item in entries(root, "settle")]:
            roots.append(f"  would settle it: {'; '.join(settle)}")
    discs = [
        f"Disc{f', {IF_ROOT}' if one['unless'] else ''} {one['level']}, {one['place']}: {one['root']}. {one['text']}"
        for one in entries(answer, "disc_levels")
    ]
    for mimic in entries(answer, "mimics"):
        left = [_name(item) for item in entries(mimic, "unexplained")]
        named = [f"Keep in mind: {mimic['name']}. {mimic['telling_feature']}"]
        if left:
            others += [*named, f"  does not explain: {', '.join(left)}"]
        else:
            wholes += [*named, "  explains all of it as well"] if roots and not alarming else named
    undecided = [str(item["text"]) for item in entries(answer, "undecided")]
    if all(root["support"] == "weak" for root in entries(answer, "roots")):
        if not (roots or alarming):
            lines.append(NO_ROOT)
        return [*lines, *undecided, *wholes, *others, *roots, *discs, str(answer["note"])]
    return [*lines, *roots, *wholes, *discs, *others, *undecided, str(answer["note"])]


def _name(item: Mapping[str, object]) -> str:
    return str(item["symptom"] or item["finding"])


def _red_flags(
    knowledge: Knowledge, picks: Sequence[PickedSymptom], findings: Sequence[PickedFinding]
) -> list[dict[str, object]]:
    """List the warning signs, most urgent first, each with what to do.

    A test that was positive on both sides counts as the symptoms it is about: loss in both legs warns either way.
    """
    found = [
        PickedSymptom(key, pick.side)
        for pick in findings
        if not pick.normal
        for key in _symptoms_about(knowledge, pick)
    ]
    signs = sorted(warning_signs(knowledge, [*picks, *found]), key=lambda s: URGENCIES.index(s.urgency))
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


def _reason(sign: Sign, root: str) -> dict[str, object]:
    link = _link(sign, root)
    return {
        **_picked(_pick(sign)),
        "side": _pick(sign).side,
        "strength": link.strength,
        "reason": in_words(link.reason) or link.reason,
        "provenance": link.provenance,
        "sources": list(link.sources),
    }


def _pick(sign: Sign) -> Pick:
    assert isinstance(sign.name, PickedSymptom | PickedFinding)
    return sign.name


def _link(sign: Sign, root: str) -> RootLink:
    link = sign.link(root)
    assert link is not None
    return link


def _picked(pick: Pick) -> dict[str, object]:
    symptom = isinstance(pick, PickedSymptom)
    return {"symptom": pick.key if symptom else None, "finding": None if symptom else pick.key}


def _is_warning(knowledge: Knowledge, pick: Pick) -> bool:
    """Say whether a pick is a warning that names no muscle: it calls for a doctor whatever the root."""
    record = record_of(knowledge, pick)
    return isinstance(record, Symptom) and record.urgency is not None and not record.muscles


def _against(knowledge: Knowledge, support: Support) -> list[dict[str, object]]:
    """List what speaks against a root: signs of others, normal findings, and contradictions."""
    found: list[dict[str, object]] = []
    for sign in support.standing.against:
        strong = [link for link in sign.links if link.strength == "strong"]
        # A relation that the data does not hold is none that we know of, and no proof that there is none.
        related = sign.link(support.root) is not None
        how = f" and only weakly to {support.root}" if related else f"; no source here relates it to {support.root}"
        words = f"“{name_of(knowledge, _pick(sign))}” relates strongly to {listed([link.root for link in strong])}{how}"
        text = f"{words}. {strong[0].root}: {in_words(strong[0].reason) or strong[0].reason}"
        sources = [source for link in strong for source in link.sources]
        found.append(_objection("in-part" if related else "unexplained", sign, text, strong[0], sources))
    for sign in support.standing.normal:
        link = _link(sign, support.root)
        text = f"“{name_of(knowledge, _pick(sign))}” speaks a little against {support.root}. {in_words(link.reason)}"
        found.append(_objection("normal", sign, text, link, link.sources))
    for sign, other in support.standing.contradicted:
        name, contrary = (name_of(knowledge, _pick(one)) for one in (sign, other))
        text = f"“{name}” does not go with “{contrary}”: it counts for nothing until both were looked at again."
        records = [record_of(knowledge, _pick(one)) for one in (sign, other)]
        sources = [source for record in records for source in record.sources]
        found.append(_objection("contradicted", sign, text, _link(sign, support.root), sources))
    return found


def _objection(kind: str, sign: Sign, text: str, link: RootLink, sources: Sequence[str]) -> dict[str, object]:
    return {
        "kind": kind,
        **_picked(_pick(sign)),
        "side": _pick(sign).side,
        "text": text.strip(),
        "provenance": link.provenance,
        "sources": list(dict.fromkeys(sources)),
    }


def _settle(knowledge: Knowledge, root: str, known: Iterable[str]) -> list[dict[str, object]]:
    """List a root's own signs that were not looked for yet."""
    return [
        {
            "item": item.key,
            "name": item_name(knowledge, item.key, IN_ENGLISH),
            "text": in_words(item.roots[0].reason) or item.roots[0].reason,
            "provenance": item.roots[0].provenance,
            "sources": list(item.roots[0].sources),
        }
        for item in list(missing_signs(root, knowledge, known))[:MOST_TO_SETTLE]
    ]


def _discs(
    knowledge: Knowledge,
    supports: Sequence[Support],
    flags: Collection[str],
    whole: Sequence[Mimic],
    picks: Sequence[Pick],
) -> list[dict[str, object]]:
    """List the discs that meet the well supported roots, and the one often mistaken for theirs.

    The large central herniation comes first if there are signs of the cauda equina. The rule is the examination's:
    with a condition if look-alikes explain everything as well; none if normal findings speak for one.
    """
    normal = {
        item.key
        for item in knowledge.examination.values()
        if any(_is_normal(pick) and pick.key in item.findings for pick in picks)
    }
    nerves = [mimic for mimic in whole if mimic.lost]
    well = {
        standing.root
        for standing in supported([support.standing for support in supports])
        if not any(told_apart(mimic, standing.root, normal, knowledge) for mimic in nerves)
    }
    central = not set(CAUDA).isdisjoint(flags)
    discs = [
        disc
        for disc in knowledge.disc_levels.values()
        if {disc.root, disc.taken_for} & well or (central and disc.key == CENTRAL)
    ]
    discs.sort(key=lambda disc: (disc.key != CENTRAL, disc.root not in well))
    return [
        {
            "level": disc.level,
            "place": disc.place,
            "root": disc.root,
            "text": in_words(disc.text),
            "unless": [mimic.key for mimic in whole] if disc.key != CENTRAL else [],
            "sources": list(disc.sources),
        }
        for disc in discs
    ]


def _symptoms_about(knowledge: Knowledge, pick: Pick) -> list[str]:
    """List the symptoms that a pick stands for: itself, or those that a test looks for."""
    if isinstance(pick, PickedSymptom):
        return [pick.key]
    return [key for key in knowledge.findings[pick.key].about if key in knowledge.symptoms]


def contradictions(knowledge: Knowledge, picks: Sequence[Pick], tr: Catalogue) -> tuple[Contradiction, ...]:
    """List what does not fit together: pairs, both sides, and picks that no root explains together.

    Parameters
    ----------
    knowledge : Knowledge
        In the reader's language.
    picks : sequence of PickedSymptom or PickedFinding
    tr : Catalogue
        That language.
    """
    return (
        *_contradicting_pairs(knowledge, picks, tr),
        *_both_sides(knowledge, picks, tr),
        *_no_common_root(knowledge, picks, tr),
    )


def _contradicting_pairs(knowledge: Knowledge, picks: Sequence[Pick], tr: Catalogue) -> list[Contradiction]:
    """List the pairs on one side that, by the data, do not easily have one cause."""
    found: list[Contradiction] = []
    present = [pick for pick in picks if not _is_normal(pick)]
    for number, first in enumerate(present):
        for second in present[number + 1 :]:
            one, two = record_of(knowledge, first), record_of(knowledge, second)
            met = set(sides_of(knowledge, first)) & set(sides_of(knowledge, second))
            if met and (second.key in one.contradicts or first.key in two.contradicts):
                text = tr(ONE_CAUSE, one=name_of(knowledge, first, tr), other=name_of(knowledge, second, tr))
                found.append(_made("pair", text, [first, second], (*one.sources, *two.sources)))
    return found


def _both_sides(knowledge: Knowledge, picks: Sequence[Pick], tr: Catalogue) -> list[Contradiction]:
    """Say, where picks that relate to roots lie on both sides, that one root serves one side only."""
    related = _placed(knowledge, picks)
    if {side for pick in related for side in sides_of(knowledge, pick)} != set(SIDES):
        return []
    text = tr("The picks lie on both sides, and one root serves one side only: no single root explains them all.")
    strong = {link.root for pick in related for link in record_of(knowledge, pick).roots if link.strength == "strong"}
    sources = [source for pick in related for link in record_of(knowledge, pick).roots for source in link.sources]
    flag = knowledge.red_flags.get(BOTH_LEGS)
    if len(strong) > 1 and flag is not None:
        warning = tr("Many roots on both sides: see the warning “{flag}”.", flag=flag.text.rstrip("."))
        text, sources = " ".join((text, warning)), [*sources, *flag.sources]
    return [_made("both-sides", text, related, sources)]


def _no_common_root(knowledge: Knowledge, picks: Sequence[Pick], tr: Catalogue) -> list[Contradiction]:
    """Say, for each side, when no root relates to every pick there that belongs strongly to some root."""
    found: list[Contradiction] = []
    for side in SIDES:
        here = [
            pick
            for pick in _placed(knowledge, picks)
            if side in sides_of(knowledge, pick)
            and any(link.strength == "strong" for link in record_of(knowledge, pick).roots)
        ]
        roots = [{link.root for link in record_of(knowledge, pick).roots} for pick in here]
        if roots and not set.intersection(*roots):
            sources = [source for pick in here for link in record_of(knowledge, pick).roots for source in link.sources]
            found.append(_made("no-common-root", tr(NO_COMMON_ROOT[side]), here, sources))
    return found


def _made(kind: str, text: str, picks: Iterable[Pick], sources: Iterable[str]) -> Contradiction:
    return Contradiction(kind, text, tuple(picks), tuple(dict.fromkeys(sources)))


def _mimics(knowledge: Knowledge, picks: Sequence[Pick]) -> list[dict[str, object]]:
    """List the look-alikes of the picks, those first that explain most.

    Other roots are left out: they are weighed themselves. A look-alike of both legs is named only if both are affected,
    and never beside signs of the cauda equina, where it would be an easy answer.
    """
    felt: dict[str, set[Side]] = {}
    for pick in picks:
        for key in () if _is_normal(pick) else _symptoms_about(knowledge, pick):
            felt.setdefault(key, set()).update(sides_of(knowledge, pick))
    roots = {f"{root.lower()}-radiculopathy" for root in knowledge.roots}
    alarming = not felt.keys().isdisjoint(CAUDA)
    placed = [
        pick
        for pick in picks
        if not _is_normal(pick) and (_is_warning(knowledge, pick) or _names_roots(record_of(knowledge, pick)))
    ]
    found: list[tuple[Mimic, list[str], list[Pick]]] = []
    for mimic in knowledge.mimics.values():
        met = [key for key in mimic.symptoms if key in felt and (not mimic.both_sides or len(felt[key]) == len(SIDES))]
        if met and mimic.key not in roots and not (mimic.both_sides and alarming):
            left = [pick for pick in placed if not set(_symptoms_about(knowledge, pick)) & set(met)]
            found.append((mimic, met, left))
    warned = {pick.key for pick in picks if _is_warning(knowledge, pick)}
    found.sort(
        key=lambda item: (
            len(item[2]) - len(item[1]),
            warned.isdisjoint(item[1]),
            # Of those that explain as much the one of whose complaints it is the first.
            min(item[0].symptoms.index(key) for key in item[1]),
        )
    )
    return [
        {
            "mimic": mimic.key,
            "name": mimic.name,
            "area": mimic.area,
            "telling_feature": in_words(mimic.telling_feature),
            "because": met,
            "unexplained": [{**_picked(pick), "side": pick.side} for pick in left],
            "provenance": mimic.provenance,
            "sources": list(mimic.sources),
        }
        for mimic, met, left in found
    ]


def _placed(knowledge: Knowledge, picks: Sequence[Pick]) -> list[Pick]:
    """List the picks that have a muscle or a place: they name roots, are not only warnings, and not normal."""
    return [
        pick
        for pick in picks
        if _names_roots(record_of(knowledge, pick)) and not (_is_normal(pick) or _is_warning(knowledge, pick))
    ]


def _names_roots(record: Symptom | Finding) -> bool:
    """Say whether a record is related to any root more than weakly."""
    return any(link.strength != "weak" for link in record.roots)


def _is_normal(pick: Pick) -> bool:
    return isinstance(pick, PickedFinding) and pick.normal


def _undecided(knowledge: Knowledge, picks: Sequence[Pick]) -> list[dict[str, object]]:
    """List the picks that do not tell one root from another, without warnings; for symptoms with the reason."""
    found: list[dict[str, object]] = []
    for pick in picks:
        record = record_of(knowledge, pick)
        if (_names_roots(record) and _tells(knowledge, pick)) or _is_warning(knowledge, pick):
            continue
        text = f"“{name_of(knowledge, pick)}” does not tell one root from another."
        sources = list(record.sources)
        if isinstance(record, Symptom):
            why = knowledge.claims[record.explanation[0]]
            text, sources = f"{text} {in_words(why.text)}", [*sources, *why.sources]
        found.append({**_picked(pick), "side": pick.side, "text": text, "sources": list(dict.fromkeys(sources))})
    return found
