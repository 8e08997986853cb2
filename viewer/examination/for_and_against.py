"""What an examination says about each root, L2 to S1: for, against, a little against, or neither; with reasons.

Findings are counted; how well a root is supported is weighed into a word (:mod:`.balance`), never into a figure.
Studies give figures of groups for single tests; they stand beside the finding they belong to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from annotations.model import LEG_ROOTS, STRENGTHS, ExaminationItem, Finding, Knowledge, Provenance, RootLink, Strength
from viewer.appearance.passages import least_sure
from viewer.i18n.catalogue import ENGLISH, Catalogue, catalogue
from viewer.i18n.joining import listed
from viewer.state.view_state import OTHER_SIDE, SIDES, Examined, Side, SideChoice

from .balance import Sign, sign_of_item, standings
from .items import (
    CLONUS,
    LONG_TRACTS,
    MUTE,
    NORMAL,
    NOT_TESTABLE,
    alarms,
    grade_words,
    graded,
    in_order,
    name_of,
    scale_of,
)

EXAMINED_ROOTS: Final = LEG_ROOTS
Verdict = Literal["for", "against", "little", "neutral"]
"""``little``: normal where a loss would be expected, which speaks only a little against a root."""
VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)
Reading = Literal["lost", "normal", "alike", "brisk", "mute", "alarm", "open"]
"""``lost``: weak, dull, lowered or positive; ``alike``: a low reflex on both sides; ``brisk``: a reflex of 3 or 4;
``mute``: a sole that does not answer; ``alarm``: it raises a warning sign and speaks for no single root; ``open``: not
testable."""
POOLED: Final = "pooled-sensory-motor-reflex"
"""Key of the finding that says how often single signs are present at all."""
TOGETHER: Final[tuple[tuple[str, tuple[str, str]], ...]] = (
    ("femoral-stretch-with-patellar-reflex", ("femoral-stretch", "patellar-reflex")),
    ("femoral-stretch-with-sit-to-stand", ("femoral-stretch", "sit-to-stand")),
)
"""Published figures of two items that are both lost."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What one entry says about one root."""

    root: str
    side: Side
    item: str
    grade: str
    reading: Reading
    verdict: Verdict
    strength: Strength
    """How the item relates to the root; for a normal result always ``weak``."""
    text: str
    provenance: Provenance
    sources: tuple[str, ...]
    findings: tuple[str, ...] = ()
    """Keys of published figures of the item for this root; for a normal result, of how often such signs are missing."""


@dataclass(frozen=True, slots=True)
class RootReading:
    """All that was entered on one side, read for one root."""

    root: str
    side: Side
    statements: tuple[Statement, ...]
    support: Strength | None = None
    """How well its side's entries support it; None if no loss names it."""

    examined: bool = True
    """Whether any item was entered that is more than weakly related to it; items that are not testable do not count."""

    def of(self, verdict: Verdict) -> tuple[Statement, ...]:
        """Give the statements with a verdict: the strongest relations first."""
        found = [statement for statement in self.statements if statement.verdict == verdict]
        return tuple(sorted(found, key=lambda statement: STRENGTHS.index(statement.strength)))

    def count(self, verdict: Verdict) -> int:
        """Count the statements with a verdict."""
        return len(self.of(verdict))


@dataclass(frozen=True, slots=True)
class SideReading:
    """One side of the body: its abnormal findings and its roots."""

    side: Side
    entered: tuple[str, ...]
    """Keys of the items with a grade."""
    lost: tuple[str, ...]
    """Keys of the items that are weak, dull, lowered or positive."""
    normal: tuple[str, ...]
    alarming: tuple[str, ...]
    """Keys of the items that raise a warning sign by themselves."""
    roots: tuple[RootReading, ...]
    """In the order of :data:`EXAMINED_ROOTS`."""
    together: tuple[str, ...]
    """Keys of published figures of two items that are both lost."""
    upper_motor: tuple[str, ...] = ()
    """Keys of weak muscles, then of brisk reflexes and an upgoing big toe: a pattern of cord or brain."""

    @property
    def fitting(self) -> tuple[RootReading, ...]:
        """The best supported roots; if none is supported more than weakly, those that most abnormal findings fit.

        All of them if there are several; none if no loss names a root.
        """
        best = min((root.support for root in self.roots if root.support), key=STRENGTHS.index, default=None)
        found = tuple(root for root in self.roots if best is not None and root.support == best)
        if best == "weak":
            most = max(root.count("for") for root in found)
            return tuple(root for root in found if root.count("for") == most)
        return found


def reading_of(entries: Iterable[Examined], item: ExaminationItem, side: SideChoice) -> Reading | None:
    """Read one entry; None if nothing was entered.

    A reflex is low when it is lower than on the other side, or when the other side was not entered: alike on both
    sides, it tells of no root (``neuroexam_reflexes``: grades 1 to 3 are normal unless the sides differ).
    """
    entries = tuple(entries)
    grade = graded(entries, item.key, side)
    if grade is None:
        return None
    if grade == NOT_TESTABLE:
        return "open"
    if alarms(item, grade):
        return "alarm"
    if grade == MUTE:
        return "mute"
    other = None if side == "both" else graded(entries, item.key, OTHER_SIDE[side])
    if item.graded_by == "presence" and grade == other != NORMAL["presence"]:
        return "alike"
    if item.graded_by != "reflex":
        return "normal" if grade == NORMAL[item.graded_by] else "lost"
    if int(grade) > int(NORMAL["reflex"]):
        return "brisk"
    if grade == NORMAL["reflex"]:
        return "normal"
    return "lost" if other is None or int(other) > int(grade) else "alike"


def read_sides(entries: Iterable[Examined], knowledge: Knowledge, language: str = ENGLISH) -> tuple[SideReading, ...]:
    """Read each side of an examination; a side without entries is left out.

    Parameters
    ----------
    entries : iterable of Examined
        In any order; warning signs are ignored.
    knowledge : Knowledge
        Its ``examination`` relates items to roots.
    language : str
        Language of the program's own words; the knowledge base must be in the same.
    """
    tr = catalogue(language)
    entries = in_order(entries, knowledge)
    found = []
    for side in SIDES[::-1]:  # the patient's right first, as on the worksheet
        items = [
            (knowledge.examination[entry.key], entry.grade)
            for entry in entries
            if entry.side == side and entry.key in knowledge.examination
        ]
        if not items:
            continue
        read = {item.key: reading_of(entries, item, side) for item, _ in items}
        lost = tuple(key for key, reading in read.items() if reading == "lost")
        upper = _upper_motor(entries, knowledge, side, read)
        stand = {
            one.root: _lowered(one.support) if upper else one.support
            for one in standings(_signs([item for item, _ in items], read), knowledge)
        }
        roots = tuple(
            RootReading(
                root,
                side,
                tuple(
                    statement
                    for item, grade in items
                    if (statement := _statement(knowledge, item, grade, read[item.key], root, side, tr)) is not None
                ),
                stand.get(root),
                any(
                    link.root == root and link.strength != "weak" and read[item.key] not in ("open", "mute")
                    for item, _ in items
                    for link in item.roots
                ),
            )
            for root in EXAMINED_ROOTS
        )
        normal = tuple(key for key, reading in read.items() if reading == "normal")
        together = tuple(key for key, pair in TOGETHER if set(pair) <= set(lost) and key in knowledge.findings)
        alarming = tuple(key for key, reading in read.items() if reading == "alarm")
        found.append(SideReading(side, tuple(read), lost, normal, alarming, roots, together, upper))
    return tuple(found)


def _upper_motor(
    entries: Sequence[Examined], knowledge: Knowledge, side: Side, read: Mapping[str, Reading | None]
) -> tuple[str, ...]:
    """Find weakness with a brisk reflex or an upgoing big toe; a reflex of 3 on both sides is no such sign."""
    other = OTHER_SIDE[side]
    weak, signs = [], []
    for key, reading in read.items():
        item = knowledge.examination[key]
        if reading == "lost" and item.graded_by == "strength":
            weak.append(key)
        alike = graded(entries, key, side) == graded(entries, key, other) != CLONUS
        if (reading == "brisk" and not alike) or (reading == "alarm" and item.raises == LONG_TRACTS):
            signs.append(key)
    return (*weak, *signs) if weak and signs else ()


def _lowered(support: Strength) -> Strength:
    """Lower the support of a root by one word: weakness that cord or brain may cause speaks less for it."""
    return STRENGTHS[min(STRENGTHS.index(support) + 1, len(STRENGTHS) - 1)]


def _signs(items: Iterable[ExaminationItem], read: Mapping[str, Reading | None]) -> Iterator[Sign]:
    """Make signs of what is lost, and of what is normal or brisk if that says something."""
    for item in items:
        if read[item.key] == "lost":
            yield sign_of_item(item)
        elif read[item.key] in ("normal", "brisk") and item.normal_tells and item.raises is None:
            yield sign_of_item(item, normal=True)


def _statement(
    knowledge: Knowledge,
    item: ExaminationItem,
    grade: str,
    reading: Reading | None,
    root: str,
    side: Side,
    tr: Catalogue,
) -> Statement | None:
    if reading is None or reading == "open":
        return None
    link = next((link for link in item.roots if link.root == root), None)
    lead = named_grade(knowledge, item.key, grade, tr)
    if reading == "lost":
        verdict, strength, text, links = _of_loss(item, link, root, lead, tr)
    else:
        verdict, strength, text, links = _of_kept(item, link, root, lead, reading, tr)
    sources = [source for one in links for source in one.sources] or list(item.sources)
    marks = [one.provenance for one in links] or [item.provenance]
    provenance = least_sure(marks)
    shown = _figures(knowledge, item, root) if verdict == "for" else ()
    if verdict == "little" and (missing := _figure_of_missing(knowledge, item)) is not None:
        shown = (missing.key,)
    cited = tuple(dict.fromkeys(sources))
    return Statement(root, side, item.key, grade, reading, verdict, strength, text, provenance, cited, shown)


def _of_loss(
    item: ExaminationItem, link: RootLink | None, root: str, lead: str, tr: Catalogue
) -> tuple[Verdict, Strength, str, list[RootLink]]:
    told = [one for one in item.roots if one.strength != "weak"]
    best = next((one for one in told if one.strength == item.roots[0].strength), None)
    if link is not None and link.strength != "weak":
        return "for", link.strength, f"{lead}. {link.reason}", [link]
    if link is not None:
        text = tr("{lead}: only weakly related to {root}. {reason}", lead=lead, root=root, reason=link.reason)
        return "neutral", "weak", text, [link]
    assert best is not None
    named = listed(sorted(one.root for one in told), tr.language)
    if best.strength == "strong":
        # A relation that no source here holds is none that we know of, and no proof that there is none.
        text = tr(
            "{lead}: goes with {named}; no source here relates it to {root}. {best}: {reason}",
            lead=lead,
            named=named,
            root=root,
            best=best.root,
            reason=best.reason,
        )
        return "against", "strong", text, told
    text = tr(
        "{lead}: says nothing of {root}. {named}: {reason}", lead=lead, root=root, named=named, reason=best.reason
    )
    return "neutral", "moderate", text, told


def _of_kept(
    item: ExaminationItem, link: RootLink | None, root: str, lead: str, reading: Reading, tr: Catalogue
) -> tuple[Verdict, Strength, str, list[RootLink]]:
    links = [] if link is None else [link]
    most = link is not None and item.normal_tells and link.strength == item.roots[0].strength
    if reading == "brisk":
        # No lesion of a root makes its reflex brisk: it tells against it as a normal one does.
        text = tr("{lead}: brisk. A root lesion lowers a reflex; this one is not lowered.", lead=lead)
        return "little" if most else "neutral", "weak", text, links
    if reading == "alarm":
        return "neutral", "weak", tr("{lead}: a warning sign, and no sign of one root.", lead=lead), links
    if reading == "mute":
        return "neutral", "weak", tr("{lead}: which tells of no root.", lead=lead), links
    if reading == "alike":
        text = tr("{lead}: alike on both sides, which tells of no root on one side.", lead=lead)
        return "neutral", "weak", text, links
    tells = item.raises is None
    if link is not None and tells and most:
        text = tr(
            "{lead}: normal, which speaks a little against {root}. {reason}", lead=lead, root=root, reason=link.reason
        )
        return "little", "weak", text, links
    if link is not None and tells and link.strength != "weak":
        text = tr("{lead}: normal, which says little of {root}. {text}", lead=lead, root=root, text=item.text)
        return "neutral", "weak", text, links
    return "neutral", "weak", tr("{lead}: normal, which says nothing of {root}.", lead=lead, root=root), links


def _figures(knowledge: Knowledge, item: ExaminationItem, root: str) -> tuple[str, ...]:
    """List the figures of an item for a root, or for no root: good and poor ones alike."""
    found = []
    for key in item.findings:
        finding = knowledge.findings[key]
        named = {link.root for link in finding.roots} | (set(finding.about) & set(knowledge.roots))
        if root in named or not named:
            found.append(key)
    return tuple(found)


def _figure_of_missing(knowledge: Knowledge, item: ExaminationItem) -> Finding | None:
    """Find a test's own figure, or the pooled one of single signs; None if neither gives a sensitivity."""
    keys = item.findings[:1] if item.group == "test" else (POOLED,)
    found = [knowledge.findings[key] for key in keys if key in knowledge.findings]
    return found[0] if found and found[0].sensitivity else None


def named_grade(knowledge: Knowledge, key: str, grade: str, tr: Catalogue) -> str:
    """Name an item with its grade, as an examiner writes it: ``Ankle dorsiflexion (tibialis anterior) 3/5``."""
    return f"{name_of(knowledge, key, tr)} {grade_words(scale_of(knowledge, key), grade, tr)}".strip()
