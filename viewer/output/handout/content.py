"""What the hand-out says about a state: chosen from the data, in the patient's language. No drawing, no PDF."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from annotations.model import URGENCIES
from viewer.appearance.citing import citations
from viewer.appearance.panel import Paragraph
from viewer.appearance.passages import PAIN_CAVEAT
from viewer.appearance.views import VIEWS
from viewer.examination.items import warned_picks
from viewer.examination.warning_signs import warning_signs
from viewer.explain.urgent_actions import URGENT_ACTIONS
from viewer.files.errors import unknown
from viewer.i18n.catalogue import ENGLISH, LANGUAGES, N_, Catalogue, catalogue
from viewer.i18n.dates import written_day
from viewer.i18n.language import in_language, unreviewed
from viewer.resolve.regions import lit_regions_of
from viewer.skin.comparing import agreement_paints
from viewer.skin.covers import covers_of
from viewer.skin.saddle import SIGN
from viewer.skin.territories import conflicts, gap_fillers, is_plain_all, shown_roots, territory_legend
from viewer.spine.lesion import HEALTHY, lesion_sides, shown_lesion
from viewer.state.view_state import PickedSymptom, ViewState

from .alarms import SheetAlarm, numb_drawn, sheet_alarms
from .findings import finding_lines
from .pictures import NEAR, first_view, is_compared, is_felt, is_painful, of_muscles, of_no_root, roots_of
from .subject import Subject, subject_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from annotations.model import Claim, Knowledge, Root
    from viewer.state.view_state import Quality, SideChoice

MOST_SENTENCES: Final = 5
"""For one symptom; people remember few."""
MOST_WITH_FINDINGS: Final = 3
"""If it also has the findings of an examination."""
MOST_IN_EMERGENCY: Final = 3
"""In an emergency: what to do stands above, larger."""
MOST_AT_ALL: Final = 9
"""For any number of symptoms."""
MOST_TITLES: Final = 4
YOUR_SIDE: Final[Mapping[SideChoice, str]] = {
    "left": N_("your left side"),
    "right": N_("your right side"),
    "both": N_("both sides"),
}
"""Sides as the patient is told of them."""
SIGNS: Final[Mapping[Quality, str]] = {
    "pain": N_("it hurts where the crosses are"),
    "tingling": N_("it tingles where the rings are"),
    "numbness": N_("it is numb where the bars are"),
}
"""By quality: what its sign in the drawing says."""


@dataclass(frozen=True, slots=True)
class HandoutContent:
    """All text of one hand-out, as far as the view decides it; the page to turn at home says it, too.

    What is the same on every sheet, such as its headings, is written with ``tr`` where it is set.
    """

    tr: Catalogue
    titles: tuple[str, ...]
    """What was picked, each with its side in words."""
    alarms: tuple[SheetAlarm, ...]
    """First of all, if a warning sign was picked: what it is and what to do."""
    sentences: tuple[str, ...]
    """Whole thoughts: no question without its answer."""
    drawn: str
    """What the signs of the drawing mean; empty if nothing is drawn."""
    mismatch: str
    """That pain may not match the picture; empty if no pain of a root is shown, and in an emergency."""
    emergency: bool
    """Whether it is an emergency: nothing reassures, and the signs come first."""
    warnings: tuple[tuple[str, tuple[str, ...]], ...]
    """What to do, and the signs that call for it; the most urgent first."""
    felt: str
    """Heading of the first picture; empty if none is drawn, as the emergency concerns no nerve."""
    starts: str
    """Heading of the second picture; empty likewise."""
    sources: tuple[str, ...]
    date: str
    findings: tuple[tuple[str, str], ...] = ()
    """What the examination found, if wanted: a line for each side, then the counts."""
    skin: str = ""
    """Which map the skin is coloured after, and where it is our own drawing; empty if none is coloured."""

    @property
    def small_print(self) -> tuple[str, ...]:
        """What holds for the whole sheet: that it does not diagnose, what the picture is, how sure the translation."""
        tr = self.tr
        said = (
            tr("This sheet explains. It does not diagnose."),
            tr("The picture shows a model of a body, not your own.") if self.felt else "",
            self.skin if self.felt else "",
            unreviewed(tr.language),
        )
        return tuple(filter(None, said))


def handout_content(state: ViewState, knowledge: Knowledge, language: str, day: date) -> HandoutContent:
    """Choose the text for a state.

    Parameters
    ----------
    state : ViewState
        The view that was discussed.
    knowledge : Knowledge
        In English; it is translated here.
    language : str
        ``"en"``, ``"de"`` or ``"es"``.
    day : date
        Printed on the hand-out.

    Raises
    ------
    InputError
        When there is no such language.
    """
    try:
        tr = catalogue(language)
    except LookupError:
        raise unknown("language", language, (ENGLISH, *LANGUAGES)) from None
    known = in_language(knowledge, language)
    subject = subject_of(replace(state, language=language), knowledge)
    state = subject.state
    roots = roots_of(state, known)
    claims = _claims(state, known)
    alarms = sheet_alarms(state, known, tr)
    caveat = known.claims[PAIN_CAVEAT]
    findings, works = finding_lines(state, known, tr)
    drawn = (*known.maps[state.map].sources, *_lent_sources(state, known))
    texts = [(claim.text, knowledge.claims[claim.key].text) for claim in claims if claim.key != PAIN_CAVEAT]
    heard = {claim.text: claim.sources for claim in claims}
    lesion = shown_lesion(state, known)
    if lesion is not None:
        texts = [(lesion.patient.text, knowledge.scenes[lesion.key].patient.text), *(texts if state.symptoms else ())]
        heard[lesion.patient.text] = lesion.patient.sources
    emergency = any(alarm.emergency for alarm in alarms)
    # Findings take the room; the headline says what to do.
    means = _emergencies(state, known) if emergency and not findings else []
    if emergency:
        # What is calm, or mends by itself, must not stand beside what cannot wait.
        calm_lesion = lesion is None or lesion.red_flag is None
        texts = [] if calm_lesion else texts[:1]
        texts = [*((claim.text, knowledge.claims[claim.key].text) for claim in means), *texts]
        heard |= {claim.text: claim.sources for claim in means}
    elif not texts and not alarms:
        for root in (known.roots[root] for root in roots):
            about = _about(root, known, tr)
            texts += [(text, text) for text in about]
            heard |= about
    most = MOST_IN_EMERGENCY if means else MOST_WITH_FINDINGS if findings else MOST_SENTENCES
    sentences = _thoughts(texts, 1 if emergency else max(1, _calm(state, knowledge)), most)
    cited = [heard[text] for text, _ in texts if _split(text)[0] in sentences]
    placed = bool(roots) or lesion is not None or bool(state.drawing) or _placed(state, known)
    pictured = placed or not (emergency or subject.follows)
    mismatch = "" if emergency or subject.follows or not is_painful(state, known) else caveat.text
    if emergency:
        cited += [sign.sources for sign in warning_signs(known, _warned(state, known))]
    if mismatch:
        cited.append(caveat.sources)
    if pictured:
        cited.append(drawn)
    return HandoutContent(
        tr=tr,
        titles=_titles(subject, known, tr),
        alarms=alarms,
        sentences=tuple(sentences),
        drawn=_drawn(state, knowledge, tr),
        mismatch=mismatch,
        emergency=emergency,
        warnings=tuple((tr(URGENT_ACTIONS[u]), _signs(known, u)) for u in URGENCIES),
        felt=_felt(state, known, tr) if pictured else "",
        starts=_starts(state, known, tr) if pictured else "",
        sources=(*_cited(known, cited), *works),
        date=written_day(day, tr),
        findings=findings,
        skin=_skin(state, known, tr),
    )


def _about(root: Root, known: Knowledge, tr: Catalogue) -> dict[str, tuple[str, ...]]:
    """Say what a root's skin, pain and muscles are, as far as it is told to patients, with its sources."""
    about = {f"{tr('Feeling')}: {root.skin}": root.sources, f"{tr('Pain')}: {root.pain}": root.sources}
    muscles = known.care.get(f"{root.key.lower()}-muscles")
    return about if muscles is None else {**about, f"{tr('Strength')}: {muscles.text}": muscles.sources}


def _skin(state: ViewState, knowledge: Knowledge, tr: Catalogue) -> str:
    """Say what the colours of the skin are, as the legend of the picture does."""
    regions = lit_regions_of(first_view(state, knowledge), knowledge, ())
    inside = is_compared(state, knowledge) and VIEWS[state.view].target in NEAR
    if inside or not regions.skin or agreement_paints(state, knowledge, regions):
        return ""
    if is_plain_all(knowledge, regions):
        entries = [
            knowledge.maps[state.map].name,
            *(item.text for item in conflicts(state, knowledge, knowledge.roots)),
        ]
    else:
        entries = [entry.text for entry in territory_legend(replace(state, language=tr.language), knowledge, regions)]
    said = "; ".join(text.rstrip(".") for text in entries)
    return tr("Coloured skin: {areas}.", areas=said) if said else ""


def _lent_sources(state: ViewState, knowledge: Knowledge) -> tuple[str, ...]:
    """List the sources of our drawing if it replaces the chosen map."""
    regions = lit_regions_of(first_view(state, knowledge), knowledge, ())
    shown = (*shown_roots(state, knowledge, regions), *gap_fillers(state, knowledge, regions))
    lent = [territory for item, _ in shown if item.stands_in for territory in item.territories]
    return tuple(dict.fromkeys(key for territory in lent for key in territory.sources))


def _placed(state: ViewState, knowledge: Knowledge) -> bool:
    """Whether any pick has a place on the skin; a warning sign's own band adds nothing to its words."""
    symptoms = [knowledge.symptoms[pick.key] for pick in state.symptoms]
    calm = [symptom for symptom in symptoms if symptom.urgency is None]
    return any(symptom.felt for symptom in calm) or any(one.nerve_fields or one.lights_skin for one in symptoms)


def _warned(state: ViewState, knowledge: Knowledge) -> list[PickedSymptom]:
    return [*state.symptoms, *warned_picks(state.examination, knowledge)]


def _calm(state: ViewState, knowledge: Knowledge) -> int:
    """Count the symptoms that are not warning signs."""
    return sum(knowledge.symptoms[pick.key].urgency is None for pick in state.symptoms)


def _claims(state: ViewState, knowledge: Knowledge) -> list[Claim]:
    """Find the patient's claims behind the picture, in the order of the panel; warning signs are handled elsewhere."""
    if state.symptoms:
        symptoms = [knowledge.symptoms[pick.key] for pick in state.symptoms]
        keys = [key for symptom in symptoms if symptom.urgency is None for key in symptom.explanation]
        return _in_turn([[knowledge.claims[key] for key in symptom.explanation] for symptom in symptoms], keys)
    from annotations.topics import claims_about

    return list(claims_about(knowledge, roots_of(state, knowledge), "patient"))


def _emergencies(state: ViewState, knowledge: Knowledge) -> list[Claim]:
    """Find what the emergencies of a view mean; their first claim, what to do, stands above."""
    signs = [sign for sign in warning_signs(knowledge, _warned(state, knowledge)) if sign.urgency == "emergency"]
    if numb_drawn(state, knowledge, catalogue(state.language)) is not None and SIGN in knowledge.symptoms:
        signs.append(knowledge.symptoms[SIGN])
    lists = [[knowledge.claims[key] for key in sign.explanation[1:]] for sign in signs]
    return _in_turn(lists, [claim.key for claims in lists for claim in claims])


def _in_turn(lists: list[list[Claim]], wanted: Iterable[str]) -> list[Claim]:
    """Take the first claim of each symptom, then the second: each of several symptoms gets at least one."""
    keys = set(wanted)
    longest = max((len(claims) for claims in lists), default=0)
    turns = [claims[n] for n in range(longest) for claims in lists if n < len(claims) and claims[n].key in keys]
    return list({claim.key: claim for claim in turns}.values())


def _thoughts(texts: Iterable[tuple[str, str]], leading: int = 1, fewest: int = MOST_SENTENCES) -> list[str]:
    """Take whole thoughts until the hand-out has enough.

    Parameters
    ----------
    texts : iterable of (str, str)
        Each in the patient's language and in English, the most important first. A text that asks a question comes right
        after the leading ones: what to do stands in its answer.
    leading : int
        How many texts lead: one for each symptom. Each beyond the first may make the hand-out two sentences longer.
    fewest : int
        Sentences that one leading text makes at most.
    """
    found = [(_split(translated), _split(english)) for translated, english in texts]
    lead, rest = found[:leading], found[leading:]
    asking = [pair for pair in rest if any(sentence.endswith("?") for sentence in pair[1])]
    most = min(MOST_AT_ALL, fewest + 2 * max(0, leading - 1))
    chosen: list[str] = []
    for number, (translated, english) in enumerate([*lead, *asking, *(pair for pair in rest if pair not in asking)]):
        # What to do must find its place beside what leads.
        kept = len(asking[0][0]) if asking and number < leading else 0
        room = most - len(chosen) - kept
        if len(translated) <= room:
            chosen += translated
        elif room >= 2 and len(translated) == len(english) and _stands_alone(english):
            chosen += translated[:2]
    return chosen


def _split(text: str) -> list[str]:
    """Divide a text into sentences: the next begins with a capital letter, a figure or a Spanish mark."""
    sentences: list[str] = []
    for piece in re.split(r"(?<=[.!?])\s+", text):
        begins = piece[:1].isupper() or piece[:1].isdigit() or piece[:1] in "¿¡"
        if begins or not sentences:
            sentences.append(piece)
        else:
            sentences[-1] += f" {piece}"
    return sentences


def _stands_alone(sentences: list[str]) -> bool:
    """Say whether the first two sentences of a text are a whole thought: no question, no announced list."""
    first, second, *_ = sentences
    asked = first.endswith("?") or second.endswith("?")
    return not asked and not re.search(r"\b(two|three|four) (jobs|things|reasons|ways)\.$", f"{first} {second}")


def _titles(subject: Subject, knowledge: Knowledge, tr: Catalogue) -> tuple[str, ...]:
    state = subject.state
    if state.symptoms:
        picks = [(knowledge.symptoms[pick.key], tr(YOUR_SIDE[pick.side])) for pick in state.symptoms[:MOST_TITLES]]
        return tuple(f"{symptom.text} ({side})" if symptom.sided else symptom.text for symptom, side in picks)
    lesion = shown_lesion(state, knowledge)
    if lesion is not None:
        side = tr(YOUR_SIDE["both" if len(lesion_sides(state, lesion)) > 1 else state.side])
        return (f"{lesion.plain_name} ({side})",)
    side = tr(YOUR_SIDE[state.side])
    named = [tr("The {root} nerve root", root=root) for root in roots_of(state, knowledge)]
    roots = [f"{name} ({side})" for name in named]
    alike = [knowledge.mimics[key].name for key in subject.alike]
    if roots:
        return (*roots, tr("Or another cause: {name}", name="; ".join(alike))) if alike else tuple(roots)
    untitled = tr("What was examined") if subject.follows else tr("This sheet explains. It does not diagnose.")
    return tuple(f"{name} ({side})" for name in alike) or (untitled,)


def _drawn(state: ViewState, knowledge: Knowledge, tr: Catalogue) -> str:
    """Say what the signs of the drawing mean, without erased ones."""
    if not state.drawing:
        return ""
    found = covers_of(knowledge, state.drawing)
    qualities = dict.fromkeys(quality for quality, _ in found.kinds) if found is not None else {}
    said = "; ".join(tr(SIGNS[quality]) for quality in qualities)
    return tr("Your drawing: {signs}.", signs=said) if said else ""


def _felt(state: ViewState, knowledge: Knowledge, tr: Catalogue) -> str:
    if is_compared(state, knowledge):
        return tr("To compare: healthy")
    return tr("Which muscles") if of_muscles(state, knowledge) else tr("Where it is felt")


def _starts(state: ViewState, knowledge: Knowledge, tr: Catalogue) -> str:
    lesion, roots = shown_lesion(state, knowledge), roots_of(state, knowledge)
    if is_compared(state, knowledge) and VIEWS[state.view].target not in NEAR:
        return tr("Where it is felt")  # the legs are seen, not the pinched place
    if lesion is not None and state.degree >= HEALTHY:
        if lesion.red_flag is not None:
            return tr("Where the nerve roots are pinched")
        return tr("Where the {root} nerve root is pinched", root=lesion.root)
    if of_no_root(state, knowledge):
        return tr("What lies below") if is_felt(state, knowledge) else tr("The same from the side")
    if len(roots) != 1:
        return tr("Where the nerves start, from behind")
    return tr("Where the {root} nerve starts, from behind", root=roots[0])


def _signs(knowledge: Knowledge, urgency: str) -> tuple[str, ...]:
    return tuple(symptom.text for symptom in knowledge.symptoms.values() if symptom.urgency == urgency)


def _cited(knowledge: Knowledge, groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(text for _, text in citations(knowledge, [Paragraph("", group) for group in groups]))
