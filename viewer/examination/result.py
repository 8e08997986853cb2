"""The whole result of an examination: warnings first, what fits what, what does not fit together, discs, look-alikes.

Everything is generated from the data and carries the keys of its sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from annotations.model import URGENCIES, Knowledge, Mimic, Provenance, Urgency
from viewer.i18n.capitals import uncapitalised
from viewer.i18n.catalogue import ENGLISH, N_, Catalogue, catalogue
from viewer.i18n.joining import listed
from viewer.state.view_state import SIDES, Examined, PickedSymptom, Side

from .for_and_against import SideReading, named_grade, read_sides, reading_of
from .items import (
    CLONUS,
    LONG_TRACTS,
    NORMAL,
    NOT_TESTABLE,
    SACRAL,
    SIDE_NAMES,
    WARNING,
    graded,
    group_of,
    in_order,
    lost_entries,
    name_of,
    on_side,
    raising,
    scale_of,
    stretched_entries,
    warned_picks,
)
from .patterns import ACTS, ANKLE, LOWEST, Sentence, named_findings, patterns, raised_long_tracts
from .resemblance import Resemblance, resemblance_words, resemblances, told_apart
from .warning_signs import BOTH_LEGS, BOTH_LEGS_PAIN, warning_signs

NOTE: Final = N_(
    "Findings are counted; how well a root stands is weighed in words. Published figures are those of groups in "
    "studies. Nothing here is a diagnosis or a probability."
)
FOOT_DROP: Final = ("sudden-foot-drop", "tibialis-anterior")
"""Warning sign and the item whose severe weakness raises it."""
LIFTS: Final = ("tibialis-anterior", "extensor-hallucis")
"""What is named with it: muscles that lift the foot and the big toe. Other muscles may be weak beside a foot drop."""
WORSE: Final = "weakness-getting-worse"
IF_NEW: Final = N_("{items}, 3 or less: if this is new.")
IF_NEW_OR_GROWING: Final = N_("{items}, 3 or less: if this is new or growing.")
SEVERE: Final = 3
"""Strength from which weakness counts as severe: recalled clinical teaching, not a published cut-off."""
ONE_CAUSE: Final = N_("“{one}” and “{other}” do not easily have one cause: have both looked at again.")
DISC_WORDS: Final[Mapping[tuple[bool, bool], str]] = {
    (False, False): N_("{where}: {disc}"),
    (False, True): N_("{where}: mind: {disc}"),
    (True, False): N_("{where}: if it is the root: {disc}"),
    (True, True): N_("{where}: if it is the root: mind: {disc}"),
}
"""Before a disc, by whether a look-alike explains everything as well, and whether the disc is only taken for this."""
CENTRAL: Final = "large-central"
"""Key of the herniation that meets many roots at once."""
CAUDA: Final = (*LOWEST, BOTH_LEGS_PAIN, BOTH_LEGS)
"""The signs that call for it."""
ALIKE: Final = N_("{name}: low alike on both sides, so it is not counted for a root.")
ALIKE_ALARMING: Final = N_(
    "{name}: low alike on both sides. No single root does that, but the roots of the cauda equina together do: beside "
    "signs of the lowest roots it adds to the alarm."
)
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
    answered: bool = False
    """Whether it was only answered with yes or picked: why it is raised need not be told."""


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
    tr = catalogue(language)
    entries = in_order(entries, knowledge)
    sides = read_sides(entries, knowledge, language)
    warnings = tuple(_warnings(entries, knowledge, picks, tr))
    warned = tuple(one.key for one in warnings)
    # Beside signs of the cauda equina no easy answer stands: neither what takes both legs slowly nor a nerve.
    look_alikes = (
        ()
        if set(LOWEST) & set(warned)
        else tuple(one for side in sides for one in _look_alikes(side, sides, knowledge, entries))
    )
    # No lumbar disc makes a reflex brisk or the big toe go up.
    lower = [side for side in sides if not side.upper_motor]
    discs = (
        *_central(warnings, knowledge),
        *(one for side in lower for one in _discs(side, look_alikes, knowledge, tr)),
    )
    # Beside signs of the cauda equina no nerve of the leg is an answer.
    calm = not any(warned.key in CAUDA for warned in warnings)
    return Result(
        warnings=warnings,
        patterns=tuple(patterns(entries, sides, warned, knowledge, tr)),
        sides=sides,
        fits=tuple(_fits(side, knowledge, tr) for side in sides),
        resembles=tuple(_resembles(entries, sides, look_alikes, knowledge, tr)) if calm else (),
        discordant=tuple(_discordant(entries, sides, knowledge, tr)),
        discs=discs,
        look_alikes=look_alikes,
        remarks=tuple(_remarks(entries, knowledge, tr, alarmed=bool(set(warned) & set(LOWEST)))),
    )


def with_grades(
    keys: Iterable[str], entries: Iterable[Examined], knowledge: Knowledge, side: Side, tr: Catalogue
) -> str:
    """List items with their grades, in one line."""
    entries = tuple(entries)
    parts = [named_grade(knowledge, key, graded(entries, key, side) or "", tr) for key in keys]
    return listed(parts, tr.language)


# --------------------------------------------------------------------------------------------------- warnings


def _warnings(
    entries: Sequence[Examined], knowledge: Knowledge, picks: Sequence[PickedSymptom], tr: Catalogue
) -> Iterator[Warned]:
    found: dict[str, str] = {}
    causes: dict[str, Sequence[Examined]] = {}
    answered = {entry.key for entry in entries if group_of(knowledge, entry.key) == WARNING and entry.grade == "yes"}
    answered |= {pick.key for pick in picks}
    signs = [symptom.key for symptom in warning_signs(knowledge, [*warned_picks(entries, knowledge), *picks])]
    for key in signs:
        found[key] = tr("Entered as present.")
        if key == BOTH_LEGS and key not in answered:
            found[key] = tr("Weakness or loss of feeling was entered for both legs: if this is new or growing.")
            causes[key] = lost_entries(entries, knowledge)
        if key == BOTH_LEGS_PAIN and key not in answered:
            found[key] = tr("A stretch test brought pain in both legs: if this is new or growing.")
            causes[key] = stretched_entries(entries, knowledge)
    raised = raising(entries, knowledge)
    for key, findings in raised.items():
        if key in found and key not in answered:
            found[key] = tr("Entered: {names}.", names=named_findings(findings, knowledge, tr))
            causes[key] = findings
    clonus = [entry for entry in entries if scale_of(knowledge, entry.key) == "reflex" and entry.grade == CLONUS]
    if clonus and LONG_TRACTS in knowledge.symptoms and LONG_TRACTS not in found:
        found[LONG_TRACTS] = tr("A reflex with clonus was entered: {names}.", names=_names(clonus, knowledge, tr))
        causes[LONG_TRACTS] = clonus
    for key, severe, why in _severe_weakness(entries, knowledge):
        if severe and key in knowledge.symptoms and key not in found:
            found[key] = tr(why, items=_names(severe, knowledge, tr))
            causes[key] = severe
    urgencies = {key: knowledge.red_flags[key].urgency for key in found}
    acts = {key: (knowledge.red_flags[key].action, knowledge.red_flags[key].sources) for key in found}
    more = raised_long_tracts(entries, knowledge, found)
    if more is not None and LONG_TRACTS in found:
        act = knowledge.claims[ACTS[more.urgency]]
        found[LONG_TRACTS] = tr(more.because, names=named_findings(more.signs, knowledge, tr))
        urgencies[LONG_TRACTS] = more.urgency
        acts[LONG_TRACTS] = (act.text, tuple(dict.fromkeys((*acts[LONG_TRACTS][1], *act.sources))))
        answered.discard(LONG_TRACTS)
        if LONG_TRACTS in causes:
            causes[LONG_TRACTS] = more.signs
    for key in sorted(found, key=lambda key: URGENCIES.index(urgencies[key])):
        by = tuple(causes.get(key, ()))
        telling = [entry for entry in by if entry in raised.get(key, ())]
        figures = tuple(dict.fromkeys(one for entry in telling for one in knowledge.examination[entry.key].findings))
        text = knowledge.red_flags[key].text
        action, sources = acts[key]
        yield Warned(key, text, found[key], action, urgencies[key], sources, by, figures, key in answered)


def _names(entries: Iterable[Examined], knowledge: Knowledge, tr: Catalogue) -> str:
    """List the items of entries, each once."""
    return listed(list(dict.fromkeys(name_of(knowledge, entry.key, tr) for entry in entries)), tr.language)


def _severe_weakness(
    entries: Sequence[Examined], knowledge: Knowledge
) -> tuple[tuple[str, list[Examined], str], tuple[str, list[Examined], str]]:
    """Give the warning signs of severe weakness, its muscles and why they are raised: a foot drop, and any other."""
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
    return (flag, drop, IF_NEW), (WORSE, other, IF_NEW_OR_GROWING)


# ------------------------------------------------------------------------------------------------ what fits what


def _fits(side: SideReading, knowledge: Knowledge, tr: Catalogue) -> Sentence:
    keys = side.lost or side.entered
    sources = [source for root in side.fitting for statement in root.of("for") for source in statement.sources]
    sources = sources or [source for key in keys for source in knowledge.examination[key].sources]
    text = _counted(side, tr) if side.lost else _nothing_lost(side, tr)
    return Sentence("fits", text, tuple(dict.fromkeys(sources)), "read", side.side)


def _nothing_lost(side: SideReading, tr: Catalogue) -> str:
    where, count = tr(SIDE_NAMES[side.side]), len(side.normal)
    if not any(root.examined for root in side.roots):
        return tr("{where}: no root from L2 to S1 was examined.", where=where)
    if side.alarming:
        return tr.plural(
            "{where}: nothing abnormal was entered but the warning sign ({count} normal finding).",
            "{where}: nothing abnormal was entered but the warning sign ({count} normal findings).",
            count,
            where=where,
        )
    return tr.plural(
        "{where}: nothing abnormal was entered ({count} normal finding).",
        "{where}: nothing abnormal was entered ({count} normal findings).",
        count,
        where=where,
    )


def _counted(side: SideReading, tr: Catalogue) -> str:
    """Count the abnormal findings of a side, and those that go with each root."""
    where, total = tr(SIDE_NAMES[side.side]), len(side.lost)
    counted = sorted(side.roots, key=lambda root: -root.count("for"))
    shares = ", ".join(f"{root.root} {root.count('for')}" for root in counted if root.count("for"))
    if not shares:
        return tr.plural(
            "{where}: {count} abnormal finding. Of these go with each root: none.",
            "{where}: {count} abnormal findings. Of these go with each root: none.",
            total,
            where=where,
        )
    text = tr.plural(
        "{where}: {count} abnormal finding. Of these go with each root: {shares}.",
        "{where}: {count} abnormal findings. Of these go with each root: {shares}.",
        total,
        where=where,
        shares=shares,
    )
    whole = [root.root for root in side.roots if root.count("for") == total and total > 1]
    if not whole:
        return text
    roots = listed(whole, tr.language)
    fit_all = tr.plural("{roots} fits all of them.", "{roots} fit all of them.", len(whole), roots=roots)
    return " ".join((text, fit_all))


def _discordant(
    entries: Sequence[Examined], sides: Sequence[SideReading], knowledge: Knowledge, tr: Catalogue
) -> Iterator[Sentence]:
    for side in sides:
        yield from _modalities(entries, side, knowledge, tr)
        yield from _kept_though_lost(entries, side, knowledge, tr)
        yield from _no_common_root(entries, side, knowledge, tr)
    lost = [side for side in sides if side.lost]
    if len(lost) == len(SIDES):
        sources = [source for side in lost for key in side.lost for source in knowledge.examination[key].sources]
        text = tr(
            "Abnormal findings on both sides: one root serves one side only, so no single root explains them all."
        )
        yield Sentence("both-sides", text, tuple(dict.fromkeys(sources)))
    answers = [entry.key for entry in entries if group_of(knowledge, entry.key) == WARNING and entry.grade == "yes"]
    for key in answers:
        flag = knowledge.symptoms[key]
        met = {symptom for side in sides for item in side.lost for symptom in knowledge.examination[item].symptoms}
        for symptom in sorted(met & set(flag.contradicts)):
            other = knowledge.symptoms[symptom]
            text = tr(ONE_CAUSE, one=flag.text, other=other.text)
            yield Sentence("pair", text, tuple(dict.fromkeys((*flag.sources, *other.sources))))


def _modalities(
    entries: Sequence[Examined], side: SideReading, knowledge: Knowledge, tr: Catalogue
) -> Iterator[Sentence]:
    points = {key: knowledge.examination[key].key_point for key in (*side.lost, *side.normal)}
    claim = knowledge.claims.get(OVERLAP)
    for key in side.lost:
        for other in side.normal:
            if points[key] is None or points[key] != points[other]:
                continue
            both = with_grades((key, other), entries, knowledge, side.side, tr)
            sources = [*knowledge.examination[key].sources, *knowledge.examination[other].sources]
            sources += [] if claim is None else claim.sources
            provenance: Provenance = "read" if claim is None else claim.provenance
            text = tr("{where}: {both} do not agree.", where=tr(SIDE_NAMES[side.side]), both=both)
            text = text if claim is None else f"{text} {claim.text}"
            yield Sentence("modalities", text, tuple(dict.fromkeys(sources)), provenance, side.side)


def _kept_though_lost(
    entries: Sequence[Examined], side: SideReading, knowledge: Knowledge, tr: Catalogue
) -> Iterator[Sentence]:
    for root in side.fitting:
        kept = root.of("little")
        lost = root.of("for")
        if kept and lost:
            normal = with_grades([one.item for one in kept], entries, knowledge, side.side, tr)
            text = tr(
                "{where}, {root}: most goes with it, yet normal: {items}.",
                where=tr(SIDE_NAMES[side.side]),
                root=root.root,
                items=normal,
            )
            sources = [source for one in kept for source in one.sources]
            yield Sentence("kept", text, tuple(dict.fromkeys(sources)), "read", side.side)


def _no_common_root(
    entries: Sequence[Examined], side: SideReading, knowledge: Knowledge, tr: Catalogue
) -> Iterator[Sentence]:
    for root in side.fitting:
        explained = {one.item for one in root.of("for")}
        left = [key for key in side.lost if key not in explained]
        if left:
            named = with_grades(left, entries, knowledge, side.side, tr)
            text = tr(
                "{where}: {root} does not explain, or only weakly: {items}. "
                "More than one root, a nerve or another cause?",
                where=tr(SIDE_NAMES[side.side]),
                root=root.root,
                items=named,
            )
            sources = [source for one in root.statements if one.item in left for source in one.sources]
            yield Sentence("unexplained", text, tuple(dict.fromkeys(sources)), "read", side.side)


# --------------------------------------------------------------------------------------------- discs, look-alikes


def _discs(side: SideReading, alike: Sequence[LookAlike], knowledge: Knowledge, tr: Catalogue) -> Iterator[Sentence]:
    """Say which discs meet the strongly supported roots; with a condition if a look-alike explains everything as well.

    None is named if normal findings speak for the look-alike.
    """
    whole = [one for one in alike if one.side == side.side and set(one.fits) >= set(side.lost) and not one.differs]
    for root in side.fitting:
        if root.support != "strong":
            continue
        where = on_side(root.root, side.side, tr)
        nerve = next((one for one in whole if told_apart(one.mimic, root.root, side.normal, knowledge)), None)
        if nerve is not None:
            text = tr(
                "{where}: {name} explains all that was found as well. No disc is named before the two are told apart.",
                where=where,
                name=nerve.mimic.name,
            )
            yield Sentence("disc", text, nerve.mimic.sources, nerve.mimic.provenance, side.side)
            continue
        met = [disc for disc in knowledge.disc_levels.values() if disc.root == root.root]
        if not met:
            record = knowledge.roots[root.root]
            way = uncapitalised(record.exit_level)
            text = tr("{where}: no disc level is recorded here. It leaves the spine {way}.", where=where, way=way)
            yield Sentence("disc", text, record.sources, record.provenance, side.side)
        # The level whose usual herniation is taken for this root's, and meets its neighbour.
        met += [disc for disc in knowledge.disc_levels.values() if disc.taken_for == root.root]
        for disc in met:
            words = DISC_WORDS[bool(whole), disc.root != root.root]
            told = f"{disc.level}, {disc.place}. {disc.text}"
            text = tr(words, where=where, disc=told)
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
    tr: Catalogue,
) -> Iterator[Resembled]:
    for side in sides:
        mimics = [one.mimic for one in look_alikes if one.side == side.side]
        for one in resemblances(side, mimics, knowledge):
            named = partial(with_grades, entries=entries, knowledge=knowledge, side=side.side, tr=tr)
            text, brief = resemblance_words(one, side.side, named, tr)
            sentence = Sentence("resembles", text, one.mimic.sources, one.mimic.provenance, side.side, brief)
            yield Resembled(sentence, side.side, one)


# -------------------------------------------------------------------------------------------------------- remarks


def _remarks(entries: Sequence[Examined], knowledge: Knowledge, tr: Catalogue, *, alarmed: bool) -> Iterator[Sentence]:
    for key, item in knowledge.examination.items():
        grades = {side: graded(entries, key, side) for side in SIDES}
        low = [side for side in SIDES if reading_of(entries, item, side) == "lost"]
        if item.graded_by == "reflex":
            if any(reading_of(entries, item, side) == "alike" for side in SIDES) and not low:
                if alarmed and key == ANKLE:
                    # What no single root does, many at once do.
                    yield Sentence("alike", tr(ALIKE_ALARMING, name=item.name), item.sources, "recalled")
                else:
                    yield Sentence("alike", tr(ALIKE, name=item.name), item.sources, item.provenance)
            elif low and None in grades.values():
                text = tr("{name}: the other side was not entered; it is the difference that counts.", name=item.name)
                yield Sentence("compare", text, item.sources, item.provenance, low[0])
        elif item.caution is not None and any(grades[side] == "1" for side in low):
            text = f"{name_of(knowledge, key, tr)}: {item.caution}"
            yield Sentence("caution", text, item.sources, item.provenance)
    for entry in entries:
        sacral = group_of(knowledge, entry.key) == SACRAL
        if sacral and (item := knowledge.examination[entry.key]).raises and entry.grade == NORMAL[item.graded_by]:
            name = on_side(name_of(knowledge, entry.key, tr), entry.side, tr)
            text = tr("{name}: normal. {text}", name=name, text=item.text)
            yield Sentence("rules-nothing-out", text, item.sources, item.provenance)
    for entry in entries:
        if entry.grade == NOT_TESTABLE:
            item = knowledge.examination[entry.key]
            name = on_side(name_of(knowledge, entry.key, tr), entry.side, tr)
            text = tr("{name}: not testable, counted for no root.", name=name)
            yield Sentence("not-testable", text, item.sources, item.provenance)
