"""Patients read no technical name of a part that has a plain one, whatever is shown, in any language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from functools import cache
from itertools import product

import pytest

from annotations import Knowledge, load
from light_body import body
from lit_states import lit_states, strings
from viewer.appearance.named import label_for, plain_name, short_name, title_for
from viewer.explain.further import further_sections
from viewer.explain.steps import steps_of
from viewer.explain.structures import structure_paragraphs
from viewer.explain.topics import topic_answer
from viewer.explain.tours import tour_steps, tours
from viewer.i18n.catalogue import LANGUAGES, UNTRANSLATED, catalogue
from viewer.i18n.language import in_language
from viewer.output.handout.content import handout_content
from viewer.resolve.describe import described
from viewer.resolve.resolve import resolve
from viewer.state.view_state import ChartPlace, Stroke, ViewState

EVERYWHERE = ("en", *LANGUAGES)
LABELLED = {"bone", "disc", "muscle", "nerve", "root", "cord"}
"""Tissues that are named in the picture when they are lit."""
LONGEST_LABEL = 34
TAIL = re.compile(r"^muscul[ui]s? | (?:muscles?|bone)$")
"""Of names: the noun, which is often left out."""
EVERYDAY = re.compile(r"|sacrum|vertebra [lt]\d+")
"""Said to patients: the sacrum with what it is, the bone at the base of the spine; bones by their numbers."""
FURTHER = r"\b(?:Musculus|Musculi|Nervus|Nervi|Ramus|Rami|[MN]\.|[MNR][mnr]\.) [a-z]\w+"
"""Latin, in full or shortened."""


@cache
def technical(language: str) -> re.Pattern[str]:
    """Make a pattern of all terms, without those that are everyday words within a plain name."""
    tr, parts = catalogue(language), body().structures.values()
    everyday = " | ".join(f"{plain_name(part, tr)} | {short_name('patient', part, tr)}".lower() for part in parts)
    terms = {TAIL.sub("", name.lower()) for part in parts for name in (part.ta2, part.latin)}
    terms |= {nerve.name.lower() for nerve in in_language(load(), language).nerves.values()}
    kept = sorted(
        (term for term in terms if term not in everyday and not EVERYDAY.fullmatch(term)), key=len, reverse=True
    )
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, kept))})\b|(?-i:{FURTHER})", re.IGNORECASE)


def found_in(thing: object, language: str) -> set[str]:
    """List the texts that hold a term."""
    return {text for text in set(strings(thing)) if technical(language).search(text)}


def told(state: ViewState, knowledge: Knowledge) -> Iterator[object]:
    """Give what a patient reads of a state."""
    own = in_language(knowledge, state.language)
    shown = resolve(state, knowledge, body().structures)
    yield [shown.panel.titles, [said.text for said in (*shown.panel.paragraphs, *shown.panel.drawing)]]
    yield [[label.text for label in shown.labels], [entry.text for entry in shown.legend], shown.banner, shown.act]
    yield described(state, knowledge, body().structures)
    yield [step.texts["patient"].text for step in steps_of(state, knowledge)]
    yield list(further_sections(state, own))


def test_a_term_is_seen() -> None:
    assert found_in(["Lit: Rectus femoris muscle.", "ein Nervus xyz", "Kneecap (patella)", "M. rectus"], "en")
    assert len(found_in(["The rectus femoris muscle", "the M. soleus", "N. femoralis"], "de")) == 3
    assert not found_in(["Sciatic nerve", "The spinal cord", "front thigh muscle", "12 N. 3"], "en")


@pytest.mark.parametrize("language", EVERYWHERE)
def test_every_part_has_a_plain_name_and_a_short_label_of_its_own(language: str) -> None:
    tr = catalogue(language)
    labels: dict[str, str] = {}
    for part in body().structures.values():
        named = plain_name(part, tr)
        assert named, part.base
        assert not named.startswith(UNTRANSLATED), part.base
        label = label_for("patient", part, tr)
        assert labels.setdefault(label, part.base) == part.base, label
        assert part.tissue not in LABELLED or len(label) <= LONGEST_LABEL, label
        assert not found_in([title_for("patient", part, tr), label], language), part.base


@pytest.mark.parametrize("language", EVERYWHERE)
def test_a_clicked_part_is_told_in_plain_words(knowledge: Knowledge, language: str) -> None:
    own, tr = in_language(knowledge, language), catalogue(language)
    state = ViewState(language=language)
    for key, part in body().structures.items():
        paragraphs = structure_paragraphs(own, part, "patient", tr)
        said = [paragraph.text for paragraph in paragraphs]
        assert not found_in([said, list(further_sections(replace(state, selected=key), own))], language), key


@pytest.mark.parametrize("language", EVERYWHERE)
def test_whatever_is_lit_is_told_in_plain_words(knowledge: Knowledge, language: str) -> None:
    found = {
        text: state
        for lit in lit_states(knowledge)
        for state in (replace(lit, language=language),)
        for text in found_in(list(told(state, knowledge)), language)
    }
    assert not found


@pytest.mark.parametrize("language", EVERYWHERE)
def test_a_place_and_a_drawing_are_told_in_plain_words(knowledge: Knowledge, language: str) -> None:
    for segment, t, phi in product(("trunk", "thigh", "leg", "foot"), (0.15, 0.6), range(0, 360, 90)):
        place = ChartPlace(segment, "right", t, float(phi))
        drawn = (Stroke((place,), radius=40.0),)
        for state in (ViewState(place=place, language=language), ViewState(drawing=drawn, language=language)):
            assert not found_in(list(told(state, knowledge)), language), state


@pytest.mark.parametrize("language", EVERYWHERE)
def test_symptoms_and_answers_are_in_plain_words(knowledge: Knowledge, language: str) -> None:
    own = in_language(knowledge, language)
    answers = [topic_answer(own, key, "patient", language)["text"] for key in own.care]
    assert not found_in([answers, [symptom.text for symptom in own.symptoms.values()]], language)


@pytest.mark.parametrize("language", EVERYWHERE)
def test_tours_and_hand_outs_are_in_plain_words(knowledge: Knowledge, language: str) -> None:
    day = date(2026, 11, 30)
    for tour in tours().values():
        steps = tour_steps(tour, ViewState(language=language), knowledge)
        assert not found_in([(step.name, step.texts["patient"].text) for step in steps], language), tour.key
    for state in lit_states(knowledge):
        said = replace(handout_content(state, knowledge, language, day), sources=())
        assert not found_in([getattr(said, field.name) for field in fields(said) if field.name != "tr"], language)
