"""The panel's words: what is lit and why, what the maps say of a clicked place, what supplies a clicked muscle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from annotations.model import URGENCIES, Audience, Care, Claim, Knowledge, Muscle, Nerve, NerveField, Symptom, Urgency
from annotations.topics import claims_about
from viewer.i18n.joining import listed

from .citing import PROVENANCE, citations
from .covers import covers_of
from .examination import LONG_TRACTS, warned_picks
from .examination_patterns import raised_long_tracts
from .lit import Lighting
from .named import Named, name_words, side_words
from .nerve_skin import field_paragraphs
from .panel_text import Panel, Paragraph
from .passages import PAIN_CAVEAT, first_of
from .pinch import scene_alarms, scene_paragraphs, scene_title, shown_scene
from .skin.reading import Reading, reading_at
from .skin.saddle import drawing_warning, place_warning
from .skin.words import conflict_paragraphs, skin_paragraphs
from .state import ALL_ROOTS, PickedSymptom, ViewState
from .warning_signs import warning_signs
from .weighed import weighed_paragraphs

SHARE_WORDS: Final[Mapping[str, str]] = {
    "major": "a main root",
    "shared": "one of several roots",
    "source-dependent": "named by some sources only",
}
URGENCY_WORDS: Final[Mapping[str, str]] = {
    "emergency": "Emergency: get help now",
    "same-day": "See a doctor today",
    "urgent": "See a doctor within days",
}
MOST_ROOT_CLAIMS: Final = 4
"""Patients read at most this many short paragraphs about a root."""


def symptom_title(knowledge: Knowledge, pick: PickedSymptom) -> str:
    """Name a picked symptom with its side."""
    symptom = knowledge.symptoms[pick.key]
    return f"{symptom.text} ({side_words(pick.side)})" if symptom.sided else symptom.text


def panel_of(state: ViewState, knowledge: Knowledge, lighting: Lighting, structures: Mapping[str, Named]) -> Panel:
    """Write the panel for a state: warnings first, then the clicked thing, then what is lit and why."""
    warnings = _warnings(state, knowledge)
    reading = None if state.place is None else reading_at(knowledge, state.place)
    numb = None if reading is None else place_warning(knowledge, reading)
    if numb is not None:
        warnings.insert(0, numb)
    asked: list[Paragraph] = []
    title = ""
    if reading is not None:
        title = f"This place, {side_words(reading.place.side)}"
        asked = [*place_paragraphs(reading), *skin_nerve_paragraphs(knowledge, reading)]
    elif state.selected is not None and state.selected in structures:
        title = name_words(structures[state.selected], state.language)
        asked = structure_paragraphs(knowledge, structures[state.selected], state.audience)
    scene = shown_scene(state, knowledge)
    if state.symptoms:
        lit = _symptom_paragraphs(state, knowledge, lighting)
    else:
        lit = _root_paragraphs(state, knowledge, lighting)
    if scene is not None:
        shown = lit if state.symptoms else skin_paragraphs(state, knowledge, lighting)
        lit = [*scene_paragraphs(state, knowledge), *shown]
    if not title:
        if scene is not None:
            title = scene_title(state, scene)
        elif state.symptoms:
            title = "; ".join(symptom_title(knowledge, pick) for pick in state.symptoms)
        elif state.root is not None:
            whole = state.root == ALL_ROOTS
            title = "All roots, T12 to S4-5" if whole else f"The {state.root} nerve root, {side_words(state.side)}"
        else:
            title = "Pick a symptom, or point at the body"
    whose = field_paragraphs(state, knowledge, lighting)
    # A nerve that was chosen is asked about; one that a symptom lights comes after why.
    told = (*lit, *whose) if lighting.fields else (*whose, *lit)
    paragraphs = (*warnings, *asked, *told)
    return Panel(title, paragraphs, citations(knowledge, paragraphs))


def warned(state: ViewState, knowledge: Knowledge) -> tuple[PickedSymptom, ...]:
    """List what warning signs are looked for in: the picked symptoms, and what an examination adds to them."""
    return (*state.symptoms, *warned_picks(state.examination, knowledge))


def _warnings(state: ViewState, knowledge: Knowledge) -> list[Paragraph]:
    found = []
    for symptom in warning_signs(knowledge, warned(state, knowledge)):
        if symptom.urgency is None:
            continue
        found.append(Paragraph(f"{URGENCY_WORDS[symptom.urgency]}: {symptom.text}", symptom.sources, urgent=True))
        found.extend(
            Paragraph(claim.text, claim.sources, PROVENANCE[claim.provenance], urgent=True)
            for claim in (knowledge.claims[key] for key in symptom.explanation)
        )
        flag = knowledge.red_flags.get(symptom.key)
        if flag is not None and state.audience != "patient":
            text = f"{flag.text} {flag.action}"
            found.append(Paragraph(text, flag.sources, PROVENANCE[flag.provenance], urgent=True))
    return found


def alarms(state: ViewState, knowledge: Knowledge) -> tuple[str, ...]:
    """Write what must be said first and loudest wherever a state goes: each picked warning sign, most urgent first."""
    picked = (f"{URGENCY_WORDS[urgency]}. {symptom.text}." for symptom, urgency in _urgent(state, knowledge))
    return (*drawing_alarm(state, knowledge), *scene_alarms(state, knowledge), *picked)


def _urgent(state: ViewState, knowledge: Knowledge) -> list[tuple[Symptom, Urgency]]:
    """List warning signs with their urgency, most urgent first; findings together may raise that of one."""
    signs = warning_signs(knowledge, warned(state, knowledge))
    raised = raised_long_tracts(state.examination, knowledge, {symptom.key for symptom in signs})
    found = [
        (symptom, raised.urgency if raised is not None and symptom.key == LONG_TRACTS else symptom.urgency)
        for symptom in signs
        if symptom.urgency is not None
    ]
    return sorted(found, key=lambda pair: URGENCIES.index(pair[1]))


def drawing_alarm(state: ViewState, knowledge: Knowledge) -> tuple[str, ...]:
    """Write what to do if what is drawn numb on the saddle is new; nothing where nothing of the kind is drawn."""
    drawn = covers_of(knowledge, state.drawing)
    warning = None if drawn is None else drawing_warning(knowledge, drawn.saddle_cm2)
    return () if warning is None else (warning.text,)


def act(state: ViewState, knowledge: Knowledge) -> str:
    """Say in one sentence what the most urgent of :func:`alarms` calls for; empty where there is none."""
    signs = _urgent(state, knowledge)
    urgency = "emergency" if scene_alarms(state, knowledge) else signs[0][1] if signs else None
    return "" if urgency is None else action(urgency, knowledge)


def action(urgency: Urgency, knowledge: Knowledge) -> str:
    """Say in one sentence what an urgency calls for; the first of what is told at length elsewhere."""
    return first_of(knowledge.claims[f"{urgency}-act"].text, 1)


def _symptom_paragraphs(state: ViewState, knowledge: Knowledge, lighting: Lighting) -> list[Paragraph]:
    paragraphs: list[Paragraph] = []
    seen: set[str] = set()
    for pick in state.symptoms:
        symptom = knowledge.symptoms[pick.key]
        if symptom.urgency is not None:
            continue
        for key in symptom.explanation:
            if key not in seen:
                seen.add(key)
                claim = knowledge.claims[key]
                paragraphs.append(Paragraph(claim.text, claim.sources, PROVENANCE[claim.provenance]))
    paragraphs += weighed_paragraphs(state, knowledge)
    if lighting.skin:
        paragraphs += skin_paragraphs(state, knowledge, lighting)
    if lighting.pain and PAIN_CAVEAT in knowledge.claims and PAIN_CAVEAT not in seen:
        claim = knowledge.claims[PAIN_CAVEAT]
        paragraphs.append(Paragraph(claim.text, claim.sources, PROVENANCE[claim.provenance]))
    return paragraphs


def _root_paragraphs(state: ViewState, knowledge: Knowledge, lighting: Lighting) -> list[Paragraph]:
    if state.root is None:
        return []
    if state.root == ALL_ROOTS:
        return _map_paragraphs(state, knowledge)
    root = knowledge.roots[state.root]
    plain: list[Claim | Care] = []
    if state.audience == "patient":
        told = [topic for topic in knowledge.care.values() if topic.group == "roots" and state.root in topic.about]
        plain = [*claims_about(knowledge, (state.root,), "patient")[:MOST_ROOT_CLAIMS]] or [*told]
    if plain:
        paragraphs = [Paragraph(item.text, item.sources, PROVENANCE[item.provenance]) for item in plain]
    else:
        texts = [root.skin, root.pain, root.muscles]
        if state.audience != "patient":
            texts += [root.course, root.told_apart, f"ISNCSCI key muscle: {root.key_muscle}" if root.key_muscle else ""]
        paragraphs = [Paragraph(text, root.sources, PROVENANCE[root.provenance]) for text in texts if text]
    return [*paragraphs, *skin_paragraphs(state, knowledge, lighting)]


def _map_paragraphs(state: ViewState, knowledge: Knowledge) -> list[Paragraph]:
    drawn = knowledge.maps[state.map]
    texts = [f"{drawn.name}. {drawn.method}", drawn.criticism]
    if state.audience != "patient":
        texts += [drawn.population, drawn.figure, drawn.rights]
    at_odds = conflict_paragraphs(state, knowledge, knowledge.roots)
    return [*(Paragraph(text, drawn.sources) for text in texts if text), *at_odds]


def place_paragraphs(reading: Reading) -> list[Paragraph]:
    """Say which root each published map gives a place, and how many agree."""
    readings, counts = reading.published, reading.agreement
    if counts:
        parts = [f"{count} of {len(readings)} drawings give it to {root}" for root, count in counts.items()]
        paragraphs = [Paragraph(f"{'; '.join(parts)}.")]
    else:
        paragraphs = [Paragraph("None of the drawings gives this place to a root.")]
    for one in readings:
        if one.territory is None:
            paragraphs.append(Paragraph(f"{one.map.name}: left blank here.", one.map.sources))
            continue
        # Zones weigh the maps against each other; one map by itself has its borders and no more.
        text = f"{one.map.name}: {one.territory.root} ({PROVENANCE[one.territory.provenance]})."
        paragraphs.append(Paragraph(text, one.territory.sources))
    return paragraphs


def skin_nerve_paragraphs(knowledge: Knowledge, reading: Reading) -> list[Paragraph]:
    """Say which nerve (not root) the skin of a place belongs to, in one paragraph; none where no figure says so."""
    fields = reading.nerves
    if not fields:
        return []
    first, others = fields[0], fields[1:]
    after = next((knowledge.sources[key] for key in first.sources if key in knowledge.sources), None)
    year = f" {after.year}" if after is not None and after.year else ""
    by = f", after {after.citation.split()[0]}{year}" if after is not None and first.provenance == "traced" else ""
    text = f"Skin nerve here: {_field_words(knowledge, first)}{by}."
    if first.provenance != "traced":
        text = f"Skin nerve here: {_field_words(knowledge, first)}, {PROVENANCE[first.provenance]}."
    if others:
        text += f" Also: {listed([_field_words(knowledge, item) for item in others])}."
    return [Paragraph(text, tuple(dict.fromkeys(key for item in fields for key in item.sources)))]


def _field_words(knowledge: Knowledge, item: NerveField) -> str:
    name = knowledge.nerves[item.nerve].name
    return f"{name[:1].lower()}{name[1:]} ({', '.join(item.roots)})"


def structure_paragraphs(knowledge: Knowledge, structure: Named, audience: Audience = "student") -> list[Paragraph]:
    """Say what supplies a muscle, what a nerve carries, which root a disc or vertebra has to do with.

    Patients are spared what is written for others only: courses in technical words, and quarrels of the sources.
    """
    muscle = knowledge.muscles.get(structure.base)
    if muscle is not None:
        return _muscle_paragraphs(knowledge, muscle, audience)
    nerve = knowledge.nerves.get(structure.base)
    if nerve is not None:
        return _nerve_paragraphs(nerve, audience)
    spine = _spine_paragraphs(knowledge, structure.base)
    return spine or [Paragraph("No nerve root is tied to this structure here. It is shown to find one's way.")]


def _spine_paragraphs(knowledge: Knowledge, base: str) -> list[Paragraph]:
    if base.startswith("intervertebral_disc_"):
        upper, lower = base.removeprefix("intervertebral_disc_").upper().split("_")
        level = f"{upper}/{lower if lower[0] != upper[0] else lower[1:]}"
        return [
            Paragraph(f"{disc.level} {disc.place}: {disc.root}. {disc.text}", disc.sources, PROVENANCE[disc.provenance])
            for disc in knowledge.disc_levels.values()
            if disc.level == level
        ]
    root = knowledge.roots.get(base.removeprefix("vertebra_").upper()) if base.startswith("vertebra_") else None
    if root is None:
        return []
    where = root.exit_level[:1].lower() + root.exit_level[1:]
    return [Paragraph(f"The {root.key} root leaves the spine {where}.", root.sources, PROVENANCE[root.provenance])]


def _muscle_paragraphs(knowledge: Knowledge, muscle: Muscle, audience: Audience) -> list[Paragraph]:
    provenance = PROVENANCE[muscle.provenance]
    action = muscle.plain_action if audience == "patient" else f"{muscle.action} {muscle.plain_action}"
    paragraphs = [Paragraph(action, muscle.sources, provenance)]
    supply = _supply(knowledge, muscle)
    if supply:
        paragraphs.append(Paragraph(supply, muscle.sources, provenance))
    share = muscle.roots.get("L4")
    if share is None:
        paragraphs.append(Paragraph("L4: no source read names L4 for this muscle.", muscle.sources, provenance))
    else:
        note = f" {share.note}" if share.note and audience != "patient" else ""
        paragraphs.append(Paragraph(f"L4: {SHARE_WORDS[share.share]}.{note}", share.sources))
    if muscle.note and audience != "patient":
        paragraphs.append(Paragraph(muscle.note, muscle.sources, provenance))
    return paragraphs


def _supply(knowledge: Knowledge, muscle: Muscle) -> str:
    """Name a muscle's nerves and roots, as far as its record does: some are supplied from elsewhere."""
    nerves = [knowledge.nerves[n].name if n in knowledge.nerves else n.replace("_", " ") for n in muscle.nerves]
    named = {"Nerve": nerves, "Roots": list(muscle.roots)}
    return " ".join(f"{word}: {', '.join(names)}." for word, names in named.items() if names)


def _nerve_paragraphs(nerve: Nerve, audience: Audience) -> list[Paragraph]:
    provenance = PROVENANCE[nerve.provenance]
    course = nerve.course if audience != "patient" or not nerve.roots else ""
    texts = [f"Roots: {', '.join(nerve.roots)}." if nerve.roots else "", course, nerve.skin]
    return [Paragraph(text, nerve.sources, provenance) for text in texts if text]
