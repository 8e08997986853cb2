"""How well each root is supported on one side of the body: signs for it, weighed against those it does not explain.

A sign is what was picked or found. The same muscle, reflex, skin or pain counts as one sign. A sign speaks

- **for** a root that it belongs to: most where it belongs strongly to this root alone (its *own* sign), less where it
  belongs strongly to several (a *shared* sign), least where it belongs moderately (a *lesser* sign);
- **against** a root where it belongs strongly to others: as much as an own sign where no source here relates it to
  this root, as much as a shared one where it is related only weakly. So what one root explains fully and another only
  in part parts them;
- **a little against** a root whose muscle, skin or reflex was examined and is normal: all that is normal weighs no more
  than one shared sign together, since most people with a pressed root lack any single sign;
- **for nothing** while another sign contradicts it.

Nothing speaks against a root that a warning sign of the saddle or the bladder names, and such a sign speaks against no
other: an emergency is not weighed away.

A root stands *strong* when what is for it outweighs what is against it by more than any one sign weighs, so that no
sign alone makes it strong; *moderate* when by a shared sign at least; *weak* otherwise. While another root explains all
that it explains, and of the rest what it does not, it is moderate at most. A root is named only by what is
more than weakly related to it. What names neither a muscle nor a place, such as a cough that makes it worse, is related
to no root, and so names none.

The weights below only put roots in order and choose their word. They are never shown, and nothing is a probability.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from annotations.model import STRENGTHS, ExaminationItem, Finding, Knowledge, RootLink, Strength, Symptom

OWN, SHARED, LESSER = 3, 2, 1
"""Weight of a sign for a root: its own, one that it shares with others, one that it is moderately related to."""
UNEXPLAINED, IN_PART = OWN, SHARED
"""Weight against a root of a sign that belongs strongly to others, and to this one not at all or only weakly."""
NORMAL, ALL_NORMAL = 1, SHARED
"""Weight against a root of one normal sign, and the most that all of them weigh together."""
STRONG, MODERATE = OWN + 1, SHARED
"""By how much what is for a root must outweigh what is against it."""
KINDS: Final = {"skin": "feeling", "pin-prick": "feeling", "light-touch": "feeling", "pain": "pain", "reflex": "reflex"}
"""Kind of sign by layer or group of tests; others with muscles are of strength."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing felt or found on one side."""

    name: Hashable
    """What the caller calls it: a pick, or the key of an item."""
    links: tuple[RootLink, ...]
    same: Hashable
    """Kind and chief muscle: signs with the same one and the same roots count as one sign."""
    key: str = ""
    contradicts: frozenset[str] = frozenset()
    """Keys of signs that do not easily have one cause with it."""
    normal: bool = False
    """Examined, and not lost."""
    emergency: bool = False
    """A warning sign that names no muscle."""

    @property
    def best(self) -> Strength | None:
        """The strongest relation it has to any root."""
        return min((link.strength for link in self.links), key=STRENGTHS.index, default=None)

    @property
    def roots(self) -> frozenset[str]:
        """The roots that it belongs to most."""
        return frozenset(link.root for link in self.links if link.strength == self.best)

    def link(self, root: str) -> RootLink | None:
        """Give its relation to a root."""
        return next((link for link in self.links if link.root == root), None)

    def is_for(self, root: str) -> bool:
        """Say whether it speaks for a root: it is related more than weakly, and lost."""
        link = self.link(root)
        return link is not None and not self.normal and link.strength != "weak"

    def is_against(self, root: str) -> bool:
        """Say whether it belongs strongly to others and only weakly, or not at all, to a root."""
        return self.best == "strong" and not (self.normal or self.emergency or self.is_for(root))

    def is_kept(self, root: str) -> bool:
        """Say whether it is normal where a lesion of the root would be expected to show."""
        return self.normal and self.best != "weak" and root in self.roots

    def weight(self, root: str) -> int:
        """Weigh it for a root (above 0) or against it (below 0)."""
        link = self.link(root)
        if self.is_against(root):
            return -UNEXPLAINED if link is None else -IN_PART
        if link is None or not self.is_for(root):
            return 0
        return LESSER if link.strength == "moderate" else OWN if len(self.roots) == 1 else SHARED


@dataclass(frozen=True, slots=True)
class Standing:
    """How well a root is supported, and by which signs."""

    root: str
    support: Strength
    balance: int
    """Only for putting roots in order."""
    signs_for: tuple[Sign, ...]
    against: tuple[Sign, ...]
    normal: tuple[Sign, ...]
    """Normal signs, which speak a little against it."""
    contradicted: tuple[tuple[Sign, Sign], ...] = ()
    """Signs for it, each with one that contradicts it."""


def standings(signs: Iterable[Sign], knowledge: Knowledge) -> tuple[Standing, ...]:
    """Weigh the roots that the signs of one side name, best supported first.

    Parameters
    ----------
    signs : iterable of Sign
        Of one side, in any order.
    knowledge : Knowledge
        Gives the order of equally supported roots.

    Returns
    -------
    tuple of Standing
        Only roots that some sign speaks for; empty if no sign names one.
    """
    known = tuple(dict.fromkeys(signs))
    alarming = {root for sign in known if sign.emergency for root in sign.roots}
    found = [
        _standing(root, known, alarming=root in alarming)
        for root in knowledge.roots
        if any(sign.is_for(root) for sign in known)
    ]
    return tuple(sorted((replace(one, support=_parted(one, found, alarming)) for one in found), key=rank))


def rank(standing: Standing) -> tuple[int, int]:
    """Order by word, then by balance: the best first."""
    return STRENGTHS.index(standing.support), -standing.balance


def supported(found: Sequence[Standing]) -> tuple[Standing, ...]:
    """Give the roots that are supported well enough to name discs for them."""
    return tuple(standing for standing in found if standing.support == "strong")


def _parted(one: Standing, others: Iterable[Standing], alarming: Collection[str]) -> Strength:
    """Limit a root to moderate while another explains all that it explains, and more."""
    outdone = any(
        set(one.signs_for) <= set(other.signs_for) and not set(one.against).isdisjoint(other.signs_for)
        for other in others
    )
    return "moderate" if one.support == "strong" and outdone and one.root not in alarming else one.support


def _standing(root: str, signs: Sequence[Sign], *, alarming: bool) -> Standing:
    signs_for = tuple(sign for sign in signs if sign.is_for(root))
    contradicted = tuple(
        (sign, other)
        for sign in signs_for
        for other in signs
        if not other.normal and (other.key in sign.contradicts or sign.key in other.contradicts)
    )
    doubted = {sign for sign, _ in contradicted}
    against = () if alarming else tuple(sign for sign in signs if sign.is_against(root))
    normal = () if alarming else tuple(sign for sign in signs if sign.is_kept(root))
    told_for = {(sign.same, sign.roots): sign.weight(root) for sign in signs_for if sign not in doubted}
    told_against: dict[Hashable, int] = {}
    for sign in against:
        which = (sign.same, sign.roots)
        told_against[which] = min(sign.weight(root), told_against.get(which, 0))
    kept = {(sign.same, sign.roots) for sign in normal}
    balance = sum(told_for.values()) + sum(told_against.values()) - min(NORMAL * len(kept), ALL_NORMAL)
    support: Strength = "strong" if balance >= STRONG else "moderate" if balance >= MODERATE else "weak"
    return Standing(root, support, balance, signs_for, against, normal, contradicted)


# ------------------------------------------------------------------------------------------------- from records


def sign_of_symptom(symptom: Symptom, name: Hashable) -> Sign:
    """Make a sign of a picked symptom."""
    kind = KINDS.get(
        symptom.layer, "strength" if symptom.muscles else "feeling" if symptom.lights_skin else symptom.key
    )
    return Sign(
        name,
        symptom.roots,
        (kind, *symptom.muscles[:1]),
        symptom.key,
        frozenset(symptom.contradicts),
        emergency=symptom.urgency is not None and not symptom.muscles,
    )


def sign_of_finding(finding: Finding, knowledge: Knowledge, name: Hashable, *, normal: bool = False) -> Sign:
    """Make a sign of a test: the sign of the symptom that it looks for, where there is one."""
    about = next((knowledge.symptoms[key] for key in finding.about if key in knowledge.symptoms), None)
    same = finding.key if about is None else sign_of_symptom(about, name).same
    return Sign(name, finding.roots, same, finding.key, frozenset(finding.contradicts), normal)


def sign_of_item(item: ExaminationItem, *, normal: bool = False) -> Sign:
    """Make a sign of an item of the examination that is lost, or normal."""
    kind = KINDS.get(item.graded_by, "strength" if item.muscles else "pain")
    return Sign(item.key, item.roots, (kind, *item.muscles[:1]), item.key, normal=normal)


def missing_signs(root: str, knowledge: Knowledge, known: Iterable[str]) -> Iterator[ExaminationItem]:
    """List a root's own signs that were not looked for yet, one of each kind: they would settle the question.

    Signs that most look-alikes with another of them spare come first: they also tell the root from a nerve.

    Parameters
    ----------
    root : str
    knowledge : Knowledge
        Its ``examination``.
    known : iterable of str
        Keys of items, symptoms and findings that are known, lost or normal.
    """
    seen, kinds = set(known), set()
    signs = [(item, sign_of_item(item)) for item in knowledge.examination.values() if item.raises is None]
    own = [item for item, sign in signs if sign.best == "strong" and sign.roots == {root}]
    takers = [mimic for mimic in knowledge.mimics.values() if any(item.key in mimic.lost for item in own)]
    for item in sorted(own, key=lambda item: 2 * sum(item.key in mimic.kept for mimic in takers) <= len(takers)):
        kind = "feeling" if item.felt else item.key
        if not seen & {item.key, *item.symptoms, *item.findings} and kind not in kinds:
            kinds.add(kind)
            yield item
