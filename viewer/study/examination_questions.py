"""Questions of the examination, asked in words: reflexes, key muscles, tests, signs, discs."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from viewer.appearance.citing import PROVENANCE
from viewer.appearance.panel import Paragraph

from .choices import CHOICES, Namer, nearest_keys, root_choices, shuffled
from .items import related_roots
from .question import Choice, Item, Question
from .skin_questions import asked


def reflex(asker: Namer, item: Item, chance: random.Random) -> Question:
    """Ask for a root of a reflex."""
    reflex = asker.knowledge.reflexes[item.subject]
    items = asker.knowledge.examination.values()
    same = [one for one in items if one.graded_by == "reflex" and one.roots[0].root == reflex.main_root]
    accepted = {**related_roots(asker.knowledge, same), **dict.fromkeys(reflex.roots, reflex.sources)}
    text = f"Which of these roots carries this reflex: {reflex.name}?"
    explanation = (
        Paragraph(f"{reflex.name}: {', '.join(reflex.roots)}, first {reflex.main_root}.", reflex.sources),
        Paragraph(reflex.text, reflex.sources, PROVENANCE[reflex.provenance]),
    )
    return _of_test(asker, item, chance, text, reflex.main_root, accepted, explanation)


def key_muscle(asker: Namer, item: Item, chance: random.Random) -> Question:
    """Ask which root a movement is scored for."""
    muscle = asker.knowledge.key_muscles[item.subject]
    others = {root: abs(asker.rank(root) - asker.rank(item.subject)) for root in asker.knowledge.key_muscles}
    del others[item.subject]
    choices = shuffled(chance, [item.subject, *nearest_keys(chance, others)], lambda root: root)
    text = f"Which root does the ISNCSCI examination score by this movement: {muscle.function}?"
    return _scored(asker, item, text, muscle.root, choices)


def key_movement(asker: Namer, item: Item, chance: random.Random) -> Question:
    """Ask which movement is scored for a root."""
    table = asker.knowledge.key_muscles
    others = {root: abs(asker.rank(root) - asker.rank(item.subject)) for root in table if root != item.subject}
    choices = shuffled(chance, [item.subject, *nearest_keys(chance, others)], lambda root: table[root].function)
    text = f"Which movement does the ISNCSCI examination score for {item.subject}?"
    return _scored(asker, item, text, table[item.subject].function, choices)


def _scored(asker: Namer, item: Item, text: str, right_text: str, choices: tuple[Choice, ...]) -> Question:
    muscle = asker.knowledge.key_muscles[item.subject]
    names = ", ".join(asker.name(key) for key in muscle.muscles)
    explanation = [
        Paragraph(f"{muscle.root}: {muscle.function} ({names}).", muscle.sources, PROVENANCE[muscle.provenance])
    ]
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
    text = f"Not normal on examination: {finding.test}. Which of these roots is it related to?"
    explanation = [
        Paragraph(f"{link.root} ({link.strength}): {link.reason}", link.sources, PROVENANCE[link.provenance])
        for link in finding.roots
    ]
    explanation.append(Paragraph(finding.text, finding.sources, PROVENANCE[finding.provenance]))
    return _of_test(asker, item, chance, text, right, accepted, explanation)


def examined(asker: Namer, item: Item, chance: random.Random) -> Question:
    """Ask for a root that an item of the examination tests, if its loss raises a warning."""
    record = asker.knowledge.examination[item.subject]
    right = next(link.root for link in record.roots if link.strength == "strong")
    text = f"Not normal on examination: {record.name}. Which of these roots is it related to?"
    explanation = [
        Paragraph(f"{link.root} ({link.strength}): {link.reason}", link.sources, PROVENANCE[link.provenance])
        for link in record.roots
    ]
    explanation.append(Paragraph(record.text, record.sources, PROVENANCE[record.provenance]))
    return _of_test(asker, item, chance, text, right, related_roots(asker.knowledge, [record]), explanation)


def sign(asker: Namer, item: Item, chance: random.Random) -> Question:
    """Ask what an item of the examination is a sign of, if that is not a root."""
    findings = asker.knowledge.findings
    record = asker.knowledge.examination[item.subject]
    finding = findings[record.findings[0]]
    targets = {other.target: key for key, other in findings.items() if other.roots and other.target != finding.target}
    wrong = chance.sample(sorted(targets.values()), CHOICES - 1)
    choices = shuffled(chance, [finding.key, *wrong], lambda key: findings[key].target)
    explanation = (
        Paragraph(record.text, record.sources, PROVENANCE[record.provenance]),
        Paragraph(finding.text, finding.sources, PROVENANCE[finding.provenance]),
    )
    text = f"What is this a sign of: {finding.test}?"
    accepted = {finding.key: finding.sources}
    return asked(item, text, finding.key, finding.target, accepted, choices, None, explanation, None)


def disc(asker: Namer, item: Item, chance: random.Random) -> Question:
    """Ask which root a herniation or narrowing meets."""
    level = asker.knowledge.disc_levels[item.subject]
    text = f"Which root is pressed here as a rule: {level.level}, {level.place}?"
    explanation = (Paragraph(level.text, level.sources, PROVENANCE[level.provenance]),)
    # The root that leaves at the disc and the one that passes it are what is mistaken for one another.
    beside = [root for root in asker.knowledge.roots if root in _ends(level.level)]
    return _of_test(asker, item, chance, text, level.root, {level.root: level.sources}, explanation, beside)


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
