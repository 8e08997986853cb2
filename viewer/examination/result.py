"""The whole result of an examination: warnings first, what fits what, what does not fit together, discs, look-alikes.

Everything is generated from the data and carries the keys of its sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from annotations.model import URGENCIES, Knowledge, Mimic, Provenance, Urgency
from viewer.i18n.capitals import uncapitalised
from viewer.i18n.catalogue import ENGLISH
from viewer.i18n.joining import listed
from viewer.i18n.language import translate
from viewer.state.view_state import SIDES, Examined, PickedSymptom, Side

from .for_and_against import SideReading, named_grade, read_sides, reading_of
from .items import (
    CLONUS,
    LONG_TRACTS,
    NORMAL,
    SACRAL,
    WARNING,
    graded,
    group_of,
    in_order,
    lost_entries,
    name_of,
    raising,
    scale_of,
    stretched_entries,
    warned_picks,
)
from .patterns import ACTS, ANKLE, LOWEST, Sentence, patterns, raised_long_tracts
from .resemblance import Resemblance, resemblance_words, resemblances, told_apart
from .warning_signs import BOTH_LEGS, BOTH_LEGS_PAIN, warning_signs

NOTE: Final = (
    "Findings are counted; how well a root stands is weighed in words. Published figures are those of groups in "
    "studies. Nothing here is a diagnosis or a probability."
)
IF_ROOT: Final = "if it is the root:"
"""Before discs, if a look-alike explains everything as well."""
NO_DISC_YET: Final = "No disc is named before the two are told apart."
ENTERED: Final = "Entered as present."
FOOT_DROP: Final = ("sudden-foot-drop", "tibialis-anterior")
"""Warning sign and the item whose severe weakness raises it."""
LIFTS: Final = ("tibialis-anterior", "extensor-hallucis")
"""What is named with it: muscles that lift the foot and the big toe. Other muscles may be weak beside a foot drop."""
WORSE: Final = "weakness-getting-worse"
SEVERE: Final = 3
"""Strength from which weakness counts as severe: recalled clinical teaching, not a published cut-off."""
CENTRAL: Final = "large-central"
"""Key of the herniation that meets many roots at once."""
CAUDA: Final = (*LOWEST, BOTH_LEGS_PAIN, BOTH_LEGS)
"""The signs that call for it."""
OVERLAP: Final = "overlap-of-touch-and-pain"
"""Key of the claim on how touch and pin prick differ."""


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning sign, why it is raised, and what to do."""

    key: str
    text: str
    because: str
    action: str
    urgency: Urgency
    sources: tuple[str, ...]
    found: tuple[Examined, ...] = ()
    """The findings that raise it by themselves, if they are new; empty if it was answered or picked."""
    figures: tuple[str, ...] = ()
    """Keys of published figures of those findings."""


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A condition that shares abnormal findings of one side, and what was entered for and against it."""

    mimic: Mimic
    side: Side
    fits: tuple[str, ...]
    """Keys of items that are as it would have them."""
    differs: tuple[str, ...]
    """Keys of items that are not."""


@dataclass(frozen=True, slots=True)
class Resembled:
    """A look-alike that the findings of one side fit, and the sentence that says so."""

    sentence: Sentence
    side: Side
    resemblance: Resemblance


@dataclass(frozen=True, slots=True)
class Result:
    """What an examination says."""

    warnings: tuple[Warned, ...]
    patterns: tuple[Sentence, ...]
    """What comes before any root: cauda equina, an abnormal saddle, cord or brain."""
    sides: tuple[SideReading, ...]
    fits: tuple[Sentence, ...]
    """One sentence per side: how many abnormal findings fit which roots."""
    resembles: tuple[Resembled, ...]
    """Look-alikes that the findings of a side fit as a whole, each in one sentence."""
    discordant: tuple[Sentence, ...]
    discs: tuple[Sentence, ...]
    look_alikes: tuple[LookAlike, ...]
    remarks: tuple[Sentence, ...]
    """What to keep in mind when reading single findings."""

    @property
    def verdict(self) -> tuple[Sentence, ...]:
        """What is read first: patterns; for each side a look-alike that explains everything, then counts by root.

        Sides with abnormal findings come first, partial fits last.
        """
        whole = [one.sentence for one in self.resembles if one.resemblance.whole]
        part = [one.sentence for one in self.resembles if not one.resemblance.whole]
        unlost = {side.side for side in self.sides if not side.lost}
        sides = [
            sentence
            for fit in sorted(self.fits, key=lambda sentence: sentence.side in unlost)
            for sentence in (*(one for one in whole if one.side == fit.side), fit)
        ]
        return (*self.patterns, *sides, *part)


def result_of(
    entries: Iterable[Examined], knowledge: Knowledge, picks: Sequence[PickedSymptom] = (), language: str = ENGLISH
) -> Result:
    """Work out what an examination says.

    Parameters
    ----------
    entries : iterable of Examined
        In any order.
    knowledge : Knowledge
    picks : sequence of PickedSymptom
        Picked symptoms: their warning signs are repeated in the result.
    language : str
        Language of the program's own words; the knowledge base must be in the same.
    """
    entries = in_order(entries, knowledge)
    sides = read_sides(entries, knowledge, language)
    warnings = tuple(_warnings(entries, knowledge, picks, language))
    warned = tuple(one.key for one in warnings)
    # Beside signs of the cauda equina no easy answer stands: neither what takes both legs slowly nor a nerve.
    look_alikes = (
        ()
        if set(LOWEST) & set(warned)
        else tuple(one for side in sides for one in _look_alikes(side, sides, knowledge, entries))
    )
    # No lumbar disc makes a reflex brisk or the big toe go up.
    lower = [side for side in sides if not side.upper_motor]
    parts = (
        patterns(entries, sides, warned, knowledge, language),
        (_fits(side, knowledge) for side in sides),
        _discordant(entries, sides, knowledge, language),
        (*_central(warnings, knowledge), *(one for side in lower for one in _discs(side, look_alikes, knowledge))),
        _remarks(entries, knowledge, language, alarmed=bool(set(warned) & set(LOWEST))),
    )
    first, fits, discordant, discs, remarks = (
        tuple(replace(one, text=translate(one.text, language)) for one in found) for found in parts
    )
    # Beside signs of the cauda equina no nerve of the leg is an answer.
    calm = not any(warned.key in CAUDA for warned in warnings)
    resembles = tuple(_resembles(entries, sides, look_alikes, knowledge, language)) if calm else ()
    return Result(warnings, first, sides, fits, resembles, discordant, discs, look_alikes, remarks)


def with_grades(
    keys: Iterable[str], entries: Iterable[Examined], knowledge: Knowledge, side: Side, language: str = ENGLISH
) -> str:
    """List items with their grades, in one line."""
    entries = tuple(entries)
    parts = [named_grade(knowledge, key, graded(entries, key, side) or "", language) for key in keys]
    return listed(parts, language)


# --------------------------------------------------------------------------------------------------- warnings


def _warnings(
    entries: Sequence[Examined], knowledge: Knowledge, picks: Sequence[PickedSymptom], language: str
) -> Iterator[Warned]:
    found: dict[str, str] = {}
    causes: dict[str, Sequence[Examined]] = {}
    answered = {entry.key for entry in entries if group_of(knowledge, entry.key) == WARNING and entry.grade == "yes"}
    for symptom in warning_signs(knowledge, [*warned_picks(entries, knowledge), *picks]):
        found[symptom.key] = ENTERED
        if symptom.key == BOTH_LEGS and symptom.key not in answered | {pick.key for pick in picks}:
            found[symptom.key] = "Weakness or loss of feeling was entered for both legs: if this is new or growing."
            causes[symptom.key] = lost_entries(entries, knowledge)
        if symptom.key == BOTH_LEGS_PAIN and symptom.key not in answered | {pick.key for pick in picks}:
            found[symptom.key] = "A stretch test brought pain in both legs: if this is new or growing."
            causes[symptom.key] = stretched_entries(entries, knowledge)
    raised = raising(entries, knowledge)
    for key, findings in raised.items():
        if key in found and key not in answered | {pick.key for pick in picks}:
            found[key] = f"Entered: {_named(findings, knowledge, language)}."
            causes[key] = findings
    clonus = [entry for entry in entries if scale_of(knowledge, entry.key) == "reflex" and entry.grade == CLONUS]
    if clonus and LONG_TRACTS in knowledge.symptoms:
        names = listed(
            list(dict.fromkeys(translate(name_of(knowledge, entry.key), language) for entry in clonus)), language
        )
        if LONG_TRACTS not in found:
            found[LONG_TRACTS] = f"A reflex with clonus was entered: {names}."
            causes[LONG_TRACTS] = clonus
    for key, severe, when in _severe_weakness(entries, knowledge):
        if severe and key in knowledge.symptoms and key not in found:
            muscles = list(dict.fromkeys(translate(name_of(knowledge, entry.key), language) for entry in severe))
            found[key] = f"{listed(muscles, language)}, 3 or less: if this is new{when}."
            causes[key] = severe
    urgencies = {key: knowledge.red_flags[key].urgency for key in found}
    acts = {key: (knowledge.red_flags[key].action, knowledge.red_flags[key].sources) for key in found}
    more = raised_long_tracts(entries, knowledge, found)
    if more is not None and LONG_TRACTS in found:
        act = knowledge.claims[ACTS[more.urgency]]
        found[LONG_TRACTS] = f"Entered {more.because}: {_named(more.signs, knowledge, language)}."
        urgencies[LONG_TRACTS] = more.urgency
        acts[LONG_TRACTS] = (act.text, tuple(dict.fromkeys((*acts[LONG_TRACTS][1], *act.sources))))
        if LONG_TRACTS in causes:
            causes[LONG_TRACTS] = more.signs
    for key in sorted(found, key=lambda key: URGENCIES.index(urgencies[key])):
        by = tuple(causes.get(key, ()))
        telling = [entry for entry in by if entry in raised.get(key, ())]
        figures = tuple(dict.fromkeys(one for entry in telling for one in knowledge.examination[entry.key].findings))
        because = translate(found[key], language)
        action, sources = acts[key]
        yield Warned(key, knowledge.red_flags[key].text, because, action, urgencies[key], sources, by, figures)


def _severe_weakness(
    entries: Sequence[Examined], knowledge: Knowledge
) -> tuple[tuple[str, list[Examined], str], tuple[str, list[Examined], str]]:
    """Give the warning signs of severe weakness with its muscles and words for when: a foot drop, and any other."""
    weak = [
        entry
        for entry in entries
        if scale_of(knowledge, entry.key) == "strength" and entry.grade.isdigit() and int(entry.grade) <= SEVERE
    ]
    flag, item = FOOT_DROP
    drop = [entry for entry in weak if entry.key in LIFTS]
    if flag not in knowledge.symptoms or not any(entry.key == item for entry in drop):
        drop = []
    other = [entry for entry in weak if entry not in drop]
    return (flag, drop, ""), (WORSE, other, " or growing")


def _named(findings: Iterable[Examined], knowledge: Knowledge, language: str) -> str:
    """Name findings with their grades and sides."""
    names = []
    for entry in findings:
        name = named_grade(knowledge, entry.key, entry.grade, language)
        names.append(name if entry.side == "both" else f"{name}, {translate(entry.side, language)}")
    return "; ".join(names)


# ------------------------------------------------------------------------------------------------ what fits what


def _fits(side: SideReading, knowledge: Knowledge) -> Sentence:
    where = side.side.capitalize()
    if not side.lost:
        beside = "" if not side.alarming else " but the warning sign"
        text = f"{where}: nothing abnormal was entered{beside} ({_many(len(side.normal), 'normal finding')})."
        if not any(root.examined for root in side.roots):
            text = f"{where}: no root from L2 to S1 was examined."
        sources = [source for key in side.entered for source in knowledge.examination[key].sources]
        return Sentence("fits", text, tuple(dict.fromkeys(sources)), "read", side.side)
    counted = sorted(side.roots, key=lambda root: -root.count("for"))
    shares = ", ".join(f"{root.root} {root.count('for')}" for root in counted if root.count("for"))
    total, best = len(side.lost), side.fitting
    text = f"{where}: {_many(total, 'abnormal finding')}. Of these go with each root: {shares or 'none'}."
    whole = [root.root for root in side.roots if root.count("for") == total and total > 1]
    if whole:
        text += f" {listed(whole)} {'fits' if len(whole) == 1 else 'fit'} all of them."
    sources = [source for root in best for statement in root.of("for") for source in statement.sources]
    sources = sources or [source for key in side.lost for source in knowledge.examination[key].sources]
    return Sentence("fits", text, tuple(dict.fromkeys(sources)), "read", side.side)


def _discordant(
    entries: Sequence[Examined], sides: Sequence[SideReading], knowledge: Knowledge, language: str
) -> Iterator[Sentence]:
    for side in sides:
        yield from _modalities(entries, side, knowledge, language)
        yield from _kept_though_lost(entries, side, knowledge, language)
        yield from _no_common_root(entries, side, knowledge, language)
    lost = [side for side in sides if side.lost]
    if len(lost) == len(SIDES):
        sources = [source for side in lost for key in side.lost for source in knowledge.examination[key].sources]
        text = "Abnormal findings on both sides: one root serves one side only, so no single root explains them all."
        yield Sentence("both-sides", text, tuple(dict.fromkeys(sources)))
    answers = [entry.key for entry in entries if group_of(knowledge, entry.key) == WARNING and entry.grade == "yes"]
    for key in answers:
        flag = knowledge.symptoms[key]
        met = {symptom for side in sides for item in side.lost for symptom in knowledge.examination[item].symptoms}
        for symptom in sorted(met & set(flag.contradicts)):
            other = knowledge.symptoms[symptom]
            text = f"“{flag.text}” and “{other.text}” do not easily have one cause: have both looked at again."
            yield Sentence("pair", text, tuple(dict.fromkeys((*flag.sources, *other.sources))))


def _modalities(
    entries: Sequence[Examined], side: SideReading, knowledge: Knowledge, language: str
) -> Iterator[Sentence]:
    points = {key: knowledge.examination[key].key_point for key in (*side.lost, *side.normal)}
    claim = knowledge.claims.get(OVERLAP)
    for key in side.lost:
        for other in side.normal:
            if points[key] is None or points[key] != points[other]:
                continue
            both = with_grades((key, other), entries, knowledge, side.side, language)
            more = "" if claim is None else f" {claim.text}"
            sources = [*knowledge.examination[key].sources, *knowledge.examination[other].sources]
            sources += [] if claim is None else claim.sources
            provenance: Provenance = "read" if claim is None else claim.provenance
            text = f"{side.side.capitalize()}: {both} do not agree.{more}"
            yield Sentence("modalities", text, tuple(dict.fromkeys(sources)), provenance, side.side)


def _kept_though_lost(
    entries: Sequence[Examined], side: SideReading, knowledge: Knowledge, language: str
) -> Iterator[Sentence]:
    for root in side.fitting:
        kept = root.of("little")
        lost = root.of("for")
        if kept and lost:
            normal = with_grades([one.item for one in kept], entries, knowledge, side.side, language)
            text = f"{side.side.capitalize()}, {root.root}: most goes with it, yet normal: {normal}."
            sources = [source for one in kept for source in one.sources]
            yield Sentence("kept", text, tuple(dict.fromkeys(sources)), "read", side.side)


def _no_common_root(
    entries: Sequence[Examined], side: SideReading, knowledge: Knowledge, language: str
) -> Iterator[Sentence]:
    for root in side.fitting:
        explained = {one.item for one in root.of("for")}
        left = [key for key in side.lost if key not in explained]
        if left:
            named = with_grades(left, entries, knowledge, side.side, language)
            text = (
                f"{side.side.capitalize()}: {root.root} does not explain, or only weakly: {named}. "
                "More than one root, a nerve or another cause?"
            )
            sources = [source for one in root.statements if one.item in left for source in one.sources]
            yield Sentence("unexplained", text, tuple(dict.fromkeys(sources)), "read", side.side)


# --------------------------------------------------------------------------------------------- discs, look-alikes


def _discs(side: SideReading, alike: Sequence[LookAlike], knowledge: Knowledge) -> Iterator[Sentence]:
    """Say which discs meet the strongly supported roots; with a condition if a look-alike explains everything as well.

    None is named if normal findings speak for the look-alike.
    """
    whole = [one for one in alike if one.side == side.side and set(one.fits) >= set(side.lost) and not one.differs]
    for root in side.fitting:
        if root.support != "strong":
            continue
        nerve = next((one for one in whole if told_apart(one.mimic, root.root, side.normal, knowledge)), None)
        if nerve is not None:
            text = f"{root.root}, {side.side}: {nerve.mimic.name} explains all that was found as well. {NO_DISC_YET}"
            yield Sentence("disc", text, nerve.mimic.sources, nerve.mimic.provenance, side.side)
            continue
        only = f"{IF_ROOT} " if whole else ""
        met = [disc for disc in knowledge.disc_levels.values() if disc.root == root.root]
        if not met:
            record = knowledge.roots[root.root]
            way = uncapitalised(record.exit_level)
            text = f"{root.root}, {side.side}: no disc level is recorded here. It leaves the spine {way}."
            yield Sentence("disc", text, record.sources, record.provenance, side.side)
        # The level whose usual herniation is taken for this root's, and meets its neighbour.
        met += [disc for disc in knowledge.disc_levels.values() if disc.taken_for == root.root]
        for disc in met:
            lead = "" if disc.root == root.root else "mind: "
            text = f"{root.root}, {side.side}: {only}{lead}{disc.level}, {disc.place}. {disc.text}"
            yield Sentence("disc", text, disc.sources, disc.provenance, side.side)


def _central(warnings: Sequence[Warned], knowledge: Knowledge) -> Iterator[Sentence]:
    """Name the large central herniation first, if there are signs of the cauda equina."""
    disc = knowledge.disc_levels.get(CENTRAL)
    if disc is not None and any(warned.key in CAUDA for warned in warnings):
        yield Sentence("disc", f"{disc.level}, {disc.place}. {disc.text}", disc.sources, disc.provenance)


def _look_alikes(
    side: SideReading, sides: Sequence[SideReading], knowledge: Knowledge, entries: Sequence[Examined]
) -> list[LookAlike]:
    # A stretch test is positive where a root is stretched: the pain it brings is none that an artery would make.
    items = [knowledge.examination[key] for key in side.lost if group_of(knowledge, key) != "test"]
    felt = {symptom for item in items for symptom in item.symptoms}
    # A reflex that is low alike on both sides tells of no root, but of what takes both legs.
    alike = {key for key in side.entered if reading_of(entries, knowledge.examination[key], side.side) == "alike"}
    elsewhere = [set(other.lost) for other in sides if other is not side]
    roots = {f"{root.lower()}-radiculopathy" for root in knowledge.roots}
    found = []
    for mimic in knowledge.mimics.values():
        met = set(mimic.lost) & (set(side.lost) | alike if mimic.both_sides else set(side.lost))
        if mimic.key in roots or not (met or felt & set(mimic.symptoms)):
            continue
        if mimic.both_sides and not any(met & (lost | alike) for lost in elsewhere):
            continue
        order: Mapping[str, int] = {key: number for number, key in enumerate(knowledge.examination)}
        fits = met | (set(mimic.either) & set(side.lost)) | (set(mimic.kept) & set(side.normal))
        differs = (set(mimic.lost) & set(side.normal)) | (set(mimic.kept) & set(side.lost))
        one, other = (tuple(sorted(keys, key=order.__getitem__)) for keys in (fits, differs))
        found.append(LookAlike(mimic, side.side, one, other))
    # What is lost counts: a look-alike is not likelier because much else is normal.
    found.sort(key=lambda one: len(one.differs) - len(set(one.mimic.lost) & set(one.fits)))
    return found


def _resembles(
    entries: Sequence[Examined],
    sides: Sequence[SideReading],
    look_alikes: Sequence[LookAlike],
    knowledge: Knowledge,
    language: str,
) -> Iterator[Resembled]:
    for side in sides:
        mimics = [one.mimic for one in look_alikes if one.side == side.side]
        for one in resemblances(side, mimics, knowledge):
            named = partial(with_grades, entries=entries, knowledge=knowledge, side=side.side, language=language)
            text = resemblance_words(one, side.side.capitalize(), named, partial(translate, language=language))
            sentence = Sentence("resembles", text, one.mimic.sources, one.mimic.provenance, side.side)
            yield Resembled(sentence, side.side, one)


# -------------------------------------------------------------------------------------------------------- remarks


def _remarks(entries: Sequence[Examined], knowledge: Knowledge, language: str, *, alarmed: bool) -> Iterator[Sentence]:
    for key, item in knowledge.examination.items():
        grades = {side: graded(entries, key, side) for side in SIDES}
        low = [side for side in SIDES if reading_of(entries, item, side) == "lost"]
        if item.graded_by == "reflex":
            name = translate(item.name, language)
            if any(reading_of(entries, item, side) == "alike" for side in SIDES) and not low:
                text = f"{name}: low alike on both sides, so it is not counted for a root."
                provenance = item.provenance
                if alarmed and key == ANKLE:
                    # What no single root does, many at once do.
                    text = (
                        f"{name}: low alike on both sides. No single root does that, but the roots of the cauda "
                        "equina together do: beside signs of the lowest roots it adds to the alarm."
                    )
                    provenance = "recalled"
                yield Sentence("alike", text, item.sources, provenance)
            elif low and None in grades.values():
                text = f"{name}: the other side was not entered; it is the difference that counts."
                yield Sentence("compare", text, item.sources, item.provenance, low[0])
        elif item.caution is not None and any(grades[side] == "1" for side in low):
            yield Sentence(
                "caution",
                f"{translate(name_of(knowledge, key), language)}: {item.caution}",
                item.sources,
                item.provenance,
            )
    for entry in entries:
        sacral = group_of(knowledge, entry.key) == SACRAL
        if sacral and (item := knowledge.examination[entry.key]).raises and entry.grade == NORMAL[item.graded_by]:
            where = "" if entry.side == "both" else f", {entry.side}"
            text = f"{translate(name_of(knowledge, entry.key), language)}{where}: normal. {item.text}"
            yield Sentence("rules-nothing-out", text, item.sources, item.provenance)
    untested = [entry for entry in entries if entry.grade == "NT"]
    for entry in untested:
        item = knowledge.examination[entry.key]
        where = "" if entry.side == "both" else f", {entry.side}"
        text = f"{translate(name_of(knowledge, entry.key), language)}{where}: not testable, counted for no root."
        yield Sentence("not-testable", text, item.sources, item.provenance)


def _many(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
