"""Questions of the examination, asked in words: reflexes, key muscles, tests, signs, discs."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from annotations.model import RootLink
from viewer.appearance.panel import Paragraph
from viewer.i18n.catalogue import N_

from .choices import CHOICES, Namer, nearest_keys, root_choices, shuffled
from .items import related_roots
from .question import Choice, Item, Question
from .skin_questions import asked

RELATED: Final[Mapping[str, str]] = {
    "strong": N_("{root} (strong): {reason}"),
    "moderate": N_("{root} (moderate): {reason}"),
    "weak": N_("{root} (weak): {reason}"),
}
"""Why a root is related to a finding, by how strongly."""


def reflex(asker: Namer, item: Item, chance: random.Random) -> Question:
    """Ask for a root of a reflex."""
    tr = asker.tr
    reflex = asker.knowledge.reflexes[item.subject]
    items = asker.knowledge.examination.values()
    same = [one for one in items if one.graded_by == "reflex" and one.roots[0].root == reflex.main_root]
    accepted = {**related_roots(asker.knowledge, same), **dict.fromkeys(reflex.roots, reflex.sources)}
    text = tr("Which of these roots carries this reflex: {name}?", name=reflex.name)
    if len(reflex.roots) == 1:
        carried = tr("{name}: {root}.", name=reflex.name, root=reflex.main_root)
    else:
        roots = ", ".join(reflex.roots)
        carried = tr("{name}: {roots}, first {root}.", name=reflex.name, roots=roots, root=reflex.main_root)
    explanation = (Paragraph(carried, reflex.sources), asker.said(reflex.text, reflex))
    return _of_test(asker, item, chance, text, reflex.main_root, accepted, explanation)


def key_muscle(asker: Namer, item: Item, chance: random.Random) -> Question:
    """Ask which root a movement is scored for."""
    muscle = asker.knowledge.key_muscles[item.subject]
    others = {root: abs(asker.rank(root) - asker.rank(item.subject)) for root in asker.knowledge.key_muscles}
    del others[item.subject]
    choices = shuffled(chance, [item.subject, *nearest_keys(chance, others)], lambda root: root)
    text = asker.tr("Which root does the ISNCSCI examination score by this movement: {name}?", name=muscle.function)
    return _scored(asker, item, text, muscle.root, choices)


def key_movement(asker: Namer, item: Item, chance: random.Random) -> Question:
    """Ask which movement is scored for a root."""
    table = asker.knowledge.key_muscles
    others = {root: abs(asker.rank(root) - asker.rank(item.subject)) for root in table if root != item.subject}
    choices = shuffled(chance, [item.subject, *nearest_keys(chance, others)], lambda root: table[root].function)
    text = asker.tr("Which movement does the ISNCSCI examination score for {root}?", root=item.subject)
    return _scored(asker, item, text, table[item.subject].function, choices)


def _scored(asker: Namer, item: Item, text: str, right_text: str, choices: tuple[Choice, ...]) -> Question:
    muscle = asker.knowledge.key_muscles[item.subject]
    names = ", ".join(asker.name(key) for key in muscle.muscles)
    scored = asker.tr("{root}: {movement} ({names}).", root=muscle.root, movement=muscle.function, names=names)
    explanation = [asker.said(scored, muscle)]
    explanation += [
        Paragraph(asker.knowledge.muscles[key].note, asker.knowledge.muscles[key].sources)
        for key in muscle.muscles[:1]
        if asker.knowledge.muscles[key].note
    ]
    accepted = {item.subject: muscle.sources}
    return asked(item, text, item.subject, right_text, accepted, choices, None, explanation, item.subject)


def root_of_finding(asker: Namer, item: Item, chance: random.Random) -> Question:
    """Ask for a root that a positive test is related to."""
    finding = asker.knowledge.findings[item.subject]
    same = [one for one in asker.knowledge.examination.values() if finding.key in one.findings]
    accepted = {**related_roots(asker.knowledge, same), **{link.root: link.sources for link in finding.roots}}
    right = next(link.root for link in finding.roots if link.strength == "strong")
    text = asker.tr("Not normal on examination: {name}. Which of these roots is it related to?", name=finding.test)
    explanation = [*_reasons(asker, finding.roots), asker.said(finding.text, finding)]
    return _of_test(asker, item, chance, text, right, accepted, explanation)


def examined(asker: Namer, item: Item, chance: random.Random) -> Question:
    """Ask for a root that an item of the examination tests, if its loss raises a warning."""
    record = asker.knowledge.examination[item.subject]
    right = next(link.root for link in record.roots if link.strength == "strong")
    text = asker.tr("Not normal on examination: {name}. Which of these roots is it related to?", name=record.name)
    explanation = [*_reasons(asker, record.roots), asker.said(record.text, record)]
    return _of_test(asker, item, chance, text, right, related_roots(asker.knowledge, [record]), explanation)


def sign(asker: Namer, item: Item, chance: random.Random) -> Question:
    """Ask what an item of the examination is a sign of, if that is not a root."""
    findings = asker.knowledge.findings
    record = asker.knowledge.examination[item.subject]
    finding = findings[record.findings[0]]
    targets = {other.target: key for key, other in findings.items() if other.roots and other.target != finding.target}
    wrong = chance.sample(sorted(targets.values()), CHOICES - 1)
    choices = shuffled(chance, [finding.key, *wrong], lambda key: findings[key].target)
    explanation = (asker.said(record.text, record), asker.said(finding.text, finding))
    text = asker.tr("What is this a sign of: {name}?", name=finding.test)
    accepted = {finding.key: finding.sources}
    return asked(item, text, finding.key, finding.target, accepted, choices, None, explanation, None)


def disc(asker: Namer, item: Item, chance: random.Random) -> Question:
    """Ask which root a herniation or narrowing meets."""
    level = asker.knowledge.disc_levels[item.subject]
    place = f"{level.level}, {level.place}"
    text = asker.tr("Which root is pressed here as a rule: {place}?", place=place)
    explanation = (asker.said(level.text, level),)
    # The root that leaves at the disc and the one that passes it are what is mistaken for one another.
    beside = [root for root in asker.knowledge.roots if root in _ends(level.level)]
    return _of_test(asker, item, chance, text, level.root, {level.root: level.sources}, explanation, beside)


def _reasons(asker: Namer, links: Iterable[RootLink]) -> list[Paragraph]:
    """Say why each root is related."""
    return [asker.said(asker.tr(RELATED[link.strength], root=link.root, reason=link.reason), link) for link in links]


def _ends(level: str) -> tuple[str, str]:
    """Name the vertebrae above and below a disc: ``L4/5``, ``L5/S1``."""
    upper, _, lower = level.partition("/")
    return upper, lower if lower[:1].isalpha() else f"{upper[:1]}{lower}"


def _of_test(
    asker: Namer,
    item: Item,
    chance: random.Random,
    text: str,
    right: str,
    accepted: Mapping[str, tuple[str, ...]],
    explanation: Sequence[Paragraph],
    tempting: Sequence[str] = (),
) -> Question:
    choices = root_choices(asker, chance, right, accepted, tempting)
    return asked(item, text, right, right, accepted, choices, None, explanation, right)
