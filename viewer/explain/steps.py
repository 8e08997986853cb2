"""An explanation in steps: from the spine along the nerve to muscles and skin, each a view with a sentence or two.

Pure: a step is a state derived from the one that is explained, with passages put together from the knowledge base.
The program's own sentences only join the data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from annotations.model import LEG_ROOTS, Audience, Knowledge, Nerve, Passage, Symptom, Urgency
from annotations.topics import claims_about, findings_about, topics_of
from viewer.appearance.best_view import FROM_BEHIND, skin_view
from viewer.appearance.passages import (
    PAIN_CAVEAT,
    after_colon,
    by_audience,
    claim_passage,
    first_sentences,
    joined,
    least_sure,
)
from viewer.appearance.views import LEVELS
from viewer.examination.symptom_roots import lit_roots
from viewer.examination.warning_signs import warning_signs
from viewer.i18n.capitals import uncapitalised
from viewer.i18n.catalogue import N_, catalogue
from viewer.i18n.language import in_language
from viewer.spine.lesion import LESION_VIEW, lesion_alarms, shown_lesion
from viewer.spine.ways import (
    EXAMPLE_ROOTS,
    explained_pick,
    explained_root,
    level_of,
    main_symptom,
    named_on_ways,
    ways_of,
)
from viewer.state.audience import AUDIENCES
from viewer.state.view_state import OPENING_LAYERS, ViewState

from .alarm import URGENCY_WORDS

SEE_THROUGH: Final = 0.2
"""Opacity of the skin where a step looks below it."""
NOT_A_FINDING: Final = "picture-is-not-a-finding"
CAVEAT_INCLUDED: Final = ("L4",)
"""Roots whose sentence on pain already says that pain may not keep to its path."""
HOLES: Final[Mapping[str, str]] = {
    "S1": N_("It leaves through the first hole of the sacrum, the bone at the base of the spine."),
    "S2": N_("It leaves through the second hole of the sacrum, the bone at the base of the spine."),
    "S3": N_("It leaves through the third hole of the sacrum, the bone at the base of the spine."),
    "S4-5": N_("It leaves through the fourth hole of the sacrum, the bone at the base of the spine."),
}
"""By which hole of the sacrum a root leaves, as `Root.exit_level` has it."""
MOST_NAMED: Final = 4
"""Structures that carry names at once."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an explanation or of a tour."""

    key: str
    """``warning``, ``spine``, ``gap``, ``pinch``, ``nerve``, ``muscles``, ``skin``, ``pain`` or ``meaning``."""
    name: str
    """A word or two, in the reader's language."""
    texts: Mapping[Audience, Passage]
    """What is said to each audience, with its sources, in their language."""
    state: ViewState
    """What is shown."""
    urgent: bool = False
    """A warning sign."""

    def passage(self, audience: Audience) -> Passage:
        """Give what is said to an audience."""
        return self.texts[audience]


EVERYDAY_NAMES: Final = frozenset({"sciatic_nerve"})
"""Nerves that patients know by their names; the picture has these names, too."""
NAMES: Final[Mapping[str, str]] = {
    "warning": N_("Warning"),
    "spine": N_("Spine"),
    "gap": N_("Way out"),
    "pinch": N_("Pinch"),
    "nerve": N_("Nerve"),
    "muscles": N_("Muscles"),
    "skin": N_("Skin"),
    "pain": N_("Pain"),
    "meaning": N_("Meaning"),
}


def steps_of(state: ViewState, knowledge: Knowledge) -> tuple[Step, ...]:
    """Write the steps that explain a state.

    Parameters
    ----------
    state : ViewState
        A picked symptom, a root or a lesion is explained.
    knowledge : Knowledge
        In English; the steps are in ``state.language``.

    Returns
    -------
    tuple of Step
        Four to seven where a root is lit, a warning first where there is one; the warning, or where it is felt and
        what it means, where a picked symptom lights no root; empty where there is nothing to explain.
    """
    known = in_language(knowledge, state.language)
    return _StepsWriter(state, known, knowledge).steps()


def explainable(state: ViewState, knowledge: Knowledge) -> bool:
    """Say whether there are steps for a state."""
    return explained_root(state, knowledge) is not None or bool(state.symptoms)


def messages(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """List what patients are told of the nerves on the ways of roots: context and English text.

    Parameters
    ----------
    knowledge : Knowledge
        In English.
    """
    for key in named_on_ways(knowledge):
        yield _on_the_way(knowledge.nerves[key])


def _on_the_way(nerve: Nerve) -> tuple[str, str]:
    """Name a nerve in lay words: context and English text."""
    plain = nerve.plain_name.partition(" (")[0]
    if nerve.key in EVERYDAY_NAMES:
        plain = f"{plain} ({uncapitalised(nerve.name)})"
    return f"nerves.{nerve.key}.on the way", plain


class _StepsWriter:
    """Writes the steps of one state."""

    def __init__(self, state: ViewState, knowledge: Knowledge, english: Knowledge) -> None:
        self.state, self.knowledge, self.english = state, knowledge, english
        self.tr = catalogue(state.language)
        self.root = explained_root(state, knowledge)
        self.ways = ways_of(state, knowledge)
        pick = explained_pick(state, knowledge)
        self.symptom = None if pick is None else knowledge.symptoms[pick.key]
        self.lesion = shown_lesion(state, knowledge)
        self.alarming = bool(warning_signs(knowledge, state.symptoms)) or bool(lesion_alarms(state, knowledge))
        self.base = replace(
            state,
            camera=None,
            hovered=None,
            selected=None,
            place=None,
            isolated=None,
            hidden=frozenset(),
            nerve_field=None,
            compared=None,
            agreement=False,
            key_points=False,
            labels=True,
            path=False,
            beside=False,
        )
        if self.ways:
            self.base = replace(self.base, side=self.ways[0].side if len(self.ways) == 1 else state.side)

    def steps(self) -> tuple[Step, ...]:
        found = [self.warning()] if self.alarming else []
        if self.root is not None:
            found += [*self.way_out(), self.nerve(), self.muscles()]
            found += [self.pain() if self.symptom is not None and self.shows_pain else self.skin()]
            found += [self.meaning()]
        elif self.state.symptoms and not self.alarming:
            found += self.of_no_root(self.knowledge.symptoms[self.state.symptoms[-1].key])
        return tuple(step for step in found if step is not None)

    # ------------------------------------------------------------------ the steps

    def warning(self) -> Step | None:
        """Say what must be said first: each warning sign, and what to do."""
        signs = warning_signs(self.knowledge, self.state.symptoms)
        patient, others = [], []
        for symptom in signs:
            assert symptom.urgency is not None
            patient.append(self.alarm(symptom.urgency, f"{symptom.text}.", symptom.sources))
            patient += [claim_passage(self.knowledge.claims[key]) for key in symptom.explanation[:2]]
            flag = self.knowledge.red_flags.get(symptom.key)
            if flag is not None:
                others.append(Passage(f"{flag.text} {flag.action}", flag.sources, flag.provenance))
        flag = self.knowledge.red_flags.get(self.lesion.red_flag or "") if self.lesion is not None else None
        if flag is not None:
            patient.append(self.alarm(flag.urgency, flag.text, flag.sources))
            patient.append(claim_passage(self.knowledge.claims[f"{flag.urgency}-act"]))
            others.append(Passage(f"{flag.text} {flag.action}", flag.sources, flag.provenance))
        return self.step("warning", patient, others, others, self.look_back(), urgent=True)

    def alarm(self, urgency: Urgency, sign: str, sources: tuple[str, ...]) -> Passage:
        return Passage(f"{self.tr(URGENCY_WORDS[urgency])}. {sign}", sources, "read")

    def way_out(self) -> list[Step | None]:
        """Show where the root is, and where it leaves the spine, or where it is pinched."""
        root = self.knowledge.roots[str(self.root)]
        close = root.key in LEG_ROOTS  # their beginnings are in the close view of the lower back
        spine = self.look("lumbar" if close else "back", layers={"bones", "nerves", "skin"}, opacity=SEE_THROUGH)
        tr = self.tr
        lower = tr("This is your lower back, seen from behind. The {root} root is lit.", root=root.key)
        whole = tr("This is your body, seen from behind. The {root} root is lit.", root=root.key)
        start = Passage(lower if close else whole, root.sources, root.provenance)
        ganglion = f"spinal_ganglion_{level_of(root.key)}"
        out, named = self.leaves()
        course = self.course(f"posterior_root_{level_of(root.key)}")
        technical = Passage(f"{root.name}: {self.after_colon(root.exit_level)}.", root.sources, root.provenance)
        if self.lesion is not None:
            lesion = self.lesion
            look = self.look("lumbar-back", layers=OPENING_LAYERS, named=named[:1])
            look = replace(look, beside=self.state.beside)
            return [
                self.step("spine", [start, out], [technical], [technical], self.named(spine, ganglion, *named[:1])),
                self.step("pinch", [lesion.patient], [lesion.student], [lesion.physician], look),
            ]
        level = next((level for level in LEVELS if level.startswith(f"{root.key.lower()}_")), None)
        if level is None:
            shown = self.named(spine, ganglion, *named[:1])
            return [self.step("spine", [start, out], [technical, *course], [technical, *course], shown)]
        gap = replace(self.look("lumbar-back", layers=OPENING_LAYERS, named=(ganglion, *named)), level=level)
        knot = self.course(ganglion)
        return [
            self.step("spine", [start], [technical, *course], [technical, *course], self.named(spine, ganglion)),
            self.step("gap", [out], knot or [technical], knot or [technical], gap),
        ]

    def leaves(self) -> tuple[Passage, tuple[str, ...]]:
        """Say where the root leaves the spine, after its record; and which bones to name."""
        root = self.knowledge.roots[str(self.root)]
        number = root.key[1:]
        if root.key in HOLES:
            return Passage(self.tr(HOLES[root.key]), root.sources, root.provenance), ("sacrum",)
        after = {"T12": "L1", "L5": "S1"}.get(root.key) or f"{root.key[0]}{int(number) + 1}"
        text = self.tr(
            "It leaves the spine just below the {upper} bone. It goes through the gap between {one} and {other}.",
            upper=root.key,
            one=root.key,
            other=after,
        )
        below = "sacrum" if after == "S1" else f"vertebra_{after.lower()}"
        return Passage(text, root.sources, root.provenance), (f"vertebra_{root.key.lower()}", below)

    def nerve(self) -> Step | None:
        """Show the way down the leg."""
        way, knowledge = self.ways[0], self.knowledge
        nerves = [knowledge.nerves[key] for key in way.named if key in knowledge.nerves]
        if not nerves:
            return None
        first, last = nerves[0], nerves[-1]
        plain, farther = (self.tr.of(*_on_the_way(self.english.nerves[nerve.key])) for nerve in (first, last))
        sources = tuple(dict.fromkeys([*first.sources, *last.sources]))
        sure = least_sure([first.provenance, last.provenance])
        if first is last:
            text = self.tr("Now follow the line. From there its fibres run in the {first}.", first=plain)
        else:
            text = self.tr(
                "Now follow the line. From there its fibres run in the {first}. Farther on they run in the {last}.",
                first=plain,
                last=farther,
            )
        chain = " → ".join(nerve.name if nerve is first else self.after_colon(nerve.name) for nerve in nerves)
        chain = f"{chain} ({', '.join(last.roots)})."
        student = Passage(f"{chain} {first_sentences(last.course)}", sources, sure)
        physician = Passage(
            f"{chain} {first_sentences(last.course if way.motor else last.skin or last.course)}", sources, sure
        )
        behind = way.root in FROM_BEHIND
        shown = self.look(
            "back" if behind else "three-quarter", layers={"bones", "nerves", "skin"}, opacity=SEE_THROUGH
        )
        named = tuple(nerve.key for nerve in (*nerves[:2], last))
        ganglion = f"spinal_ganglion_{level_of(way.root)}"
        shown = replace(self.named(shown, ganglion, *named), path=True)
        return self.step("nerve", [Passage(text, sources, sure)], [student], [physician], shown)

    def muscles(self) -> Step | None:
        """Show what the root moves; the muscles of the symptom where it has any."""
        root, knowledge = str(self.root), self.knowledge
        symptom = self.symptom if self.symptom is not None and self.symptom.muscles else None
        if symptom is None and self.alarming:
            return None  # who must act at once is not kept
        shares = {key: muscle.roots[root].share for key, muscle in knowledge.muscles.items() if root in muscle.roots}
        main = [key for key, share in shares.items() if share == "major"] or list(shares)
        if symptom is None and not main:
            return None
        stands = symptom or main_symptom(knowledge, root, "weakness")
        view = stands.view if stands is not None else ("back" if root in FROM_BEHIND else "front")
        key = knowledge.key_muscles.get(root)
        stood = stands.muscles[:2] if stands is not None else ()
        most = (
            symptom.muscles if symptom is not None else (*(key.muscles[:2] if key is not None else ()), *stood, *main)
        )
        shown = self.look(view, layers={"bones", "muscles", "nerves", "skin"}, opacity=SEE_THROUGH)
        shown = self.named(shown if symptom is not None else self.whole(shown), *dict.fromkeys(most))
        care = self.care("muscles")
        if care is not None:
            return self.step("muscles", [care["patient"]], [care["student"]], [care["physician"]], shown)
        record, example = knowledge.roots[root], knowledge.muscles[EXAMPLE_ROOTS.get(root, main[0])]
        text = self.tr("One of its muscles does this: {action}", action=self.after_colon(example.plain_action))
        patient = Passage(text, example.sources, example.provenance)
        technical = Passage(f"{root}: {self.after_colon(record.muscles)}", record.sources, record.provenance)
        return self.step("muscles", [patient], [technical], [technical], shown)

    def skin(self) -> Step | None:
        """Show the skin of the root."""
        root, knowledge = str(self.root), self.knowledge
        own = self.symptom is not None and self.symptom.lights_skin
        if self.alarming and self.symptom is not None and not own:
            return None
        stands = self.symptom if own else main_symptom(knowledge, root)
        view = stands.view if stands is not None else skin_view(root)
        shown = self.look(view, layers=OPENING_LAYERS, opacity=1.0)
        care = self.care("skin")
        shown = replace(shown if own else self.whole(shown), named=())
        if care is not None:
            return self.step("skin", [care["patient"]], [care["student"]], [care["physician"]], shown)
        record = knowledge.roots[root]
        text = self.tr("This is its skin. {skin}", skin=record.skin)
        technical = Passage(f"{root}: {self.after_colon(record.skin)}", record.sources, record.provenance)
        return self.step("skin", [Passage(text, record.sources, record.provenance)], [technical], [technical], shown)

    @property
    def shows_pain(self) -> bool:
        """Whether the symptom lights a pain band."""
        symptom = self.symptom
        return (
            symptom is not None
            and symptom.lights_pain
            and not symptom.lights_skin
            and any(root in self.knowledge.pain_bands for root in lit_roots(symptom))
        )

    def pain(self) -> Step | None:
        """Show where the pain is felt; that it may not keep to the map is always said."""
        assert self.symptom is not None
        care = self.care("pain")
        caveat = claim_passage(self.knowledge.claims[PAIN_CAVEAT])
        shown = replace(self.look(self.symptom.view, layers=OPENING_LAYERS, opacity=1.0), named=())
        if care is None:
            band = self.knowledge.pain_bands[str(self.root)]
            one = Passage(band.text, band.sources, band.provenance)
            return self.step("pain", [one, caveat], [one], [one], shown)
        patient = [care["patient"], *([] if self.root in CAVEAT_INCLUDED else [caveat])]
        return self.step("pain", patient, [care["student"]], [care["physician"]], shown)

    def meaning(self) -> Step | None:
        """Say what it means, and what it does not."""
        knowledge, root = self.knowledge, str(self.root)
        record = knowledge.roots[root]
        apart = [Passage(record.told_apart, record.sources, record.provenance)] if record.told_apart else []
        if self.symptom is None:
            claims = [claim_passage(claim) for claim in claims_about(knowledge, (root,), "physician")[:1]]
            said = [claim_passage(knowledge.claims[NOT_A_FINDING])]
            return self.step("meaning", said, apart or said, claims or apart or said, self.look_back())
        symptom = self.symptom
        keys = [key for key in symptom.explanation if symptom.urgency is None or key not in symptom.explanation[:2]]
        care = [self.care(part) for part in ("skin", "pain", "muscles")]
        texts = [each["patient"].text for each in care if each is not None]
        fresh = [key for key in keys if knowledge.claims[key].text not in texts]
        keys = [key for key in fresh or keys if not (self.shows_pain and key == PAIN_CAVEAT)]
        patient = [claim_passage(knowledge.claims[key]) for key in (keys[:1] + keys[-1:] if len(keys) > 1 else keys)]
        link = next((link for link in symptom.roots if link.root == root), None)
        why = "" if link is None else f"{root}: {self.after_colon(link.reason)}"
        reason = [] if link is None else [Passage(why, link.sources, link.provenance)]
        student, physician = self.learned(symptom)
        patient = patient or [claim_passage(knowledge.claims[NOT_A_FINDING])]
        return self.step(
            "meaning", patient, [*reason, *student] or apart, [*reason, *physician] or apart, self.look_back()
        )

    def learned(self, symptom: Symptom) -> tuple[list[Passage], list[Passage]]:
        """Give what students and physicians are told about a symptom."""
        knowledge, topics = self.knowledge, topics_of(symptom)
        student = [claim_passage(claim) for claim in claims_about(knowledge, topics, "student")[:1]]
        physician = [claim_passage(claim) for claim in claims_about(knowledge, topics, "physician")[:1]]
        if not physician:
            found = findings_about(knowledge, topics)[:1]
            physician = [Passage(item.text, item.sources, item.provenance) for item in found]
        return student, physician

    def of_no_root(self, symptom: Symptom) -> list[Step | None]:
        """Explain a symptom that is not mainly a root's: where it is felt, if it has a place, and what it means."""
        first, *more = [claim_passage(self.knowledge.claims[key]) for key in symptom.explanation]
        shown = replace(self.look_back(), view=symptom.view)
        if not (symptom.felt or symptom.nerve_fields or symptom.lights_skin):
            return [self.step("meaning", [first, *more[:1]], *self.learned(symptom), shown)]
        where = "pain" if symptom.felt else "skin"
        return [
            self.step(where, [first], [first], [first], shown),
            self.step("meaning", more, *self.learned(symptom), shown),
        ]

    # ------------------------------------------------------------------ their parts

    def look(
        self, view: str, layers: Iterable[str], opacity: float | None = None, named: tuple[str, ...] = ()
    ) -> ViewState:
        """Look at what is explained, from a named view."""
        return replace(self.base, view=view, layers=frozenset(layers), skin_opacity=opacity, named=named)

    def look_back(self) -> ViewState:
        """Show what was picked, as without an explanation."""
        view = LESION_VIEW if self.lesion is not None else self.state.view
        if self.lesion is None and self.symptom is not None:
            view = self.symptom.view
        return replace(self.base, view=view, layers=OPENING_LAYERS, skin_opacity=None, named=None)

    def whole(self, state: ViewState) -> ViewState:
        """Light the whole root beside what is picked."""
        return replace(state, lights=self.root)

    def named(self, state: ViewState, *keys: str) -> ViewState:
        return replace(state, named=tuple(dict.fromkeys(keys))[:MOST_NAMED])

    def care(self, part: str) -> Mapping[Audience, Passage] | None:
        """Find what each audience is told about a root's skin, pain or muscles; None where nothing is written."""
        topic = self.knowledge.care.get(f"{str(self.root).lower()}-{part}")
        return None if topic is None else by_audience(topic)

    def course(self, key: str) -> list[Passage]:
        nerve = self.knowledge.nerves.get(key)
        if nerve is None:
            return []
        return [
            Passage(f"{nerve.name}: {first_sentences(self.after_colon(nerve.course))}", nerve.sources, nerve.provenance)
        ]

    def after_colon(self, text: str) -> str:
        """Begin with a small letter, as after a colon."""
        return after_colon(text, self.tr)

    def step(
        self,
        key: str,
        patient: list[Passage],
        student: list[Passage],
        physician: list[Passage],
        state: ViewState,
        *,
        urgent: bool = False,
    ) -> Step:
        """Put a step together."""
        texts = {
            audience: joined(parts or patient)
            for audience, parts in zip(AUDIENCES, (patient, student, physician), strict=True)
        }
        return Step(key, self.tr(NAMES[key]), texts, state, urgent)
