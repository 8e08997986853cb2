"""A field that is empty leaves no gap in a sentence, whatever is shown, for whom and in which language."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from annotations import Knowledge
from annotations.model import Audience
from light_body import body
from lit_states import lit_states, strings
from viewer.appearance.named import title_for
from viewer.explain.further import further_sections
from viewer.explain.places import place_paragraphs, skin_nerve_paragraphs
from viewer.explain.steps import steps_of
from viewer.explain.structures import structure_paragraphs
from viewer.explain.topics import topic_answer
from viewer.i18n.catalogue import LANGUAGES, catalogue
from viewer.i18n.language import in_language
from viewer.output.handout.content import handout_content
from viewer.resolve.describe import described
from viewer.resolve.resolve import resolve
from viewer.skin.reading import reading_at
from viewer.state.audience import AUDIENCES
from viewer.state.view_state import ChartPlace, ViewState
from viewer.study.names import display_name, names_paragraph

GAP = re.compile(
    r"\s[.,;:!?](?!\d)"  # "Roots ."
    r"|[:;,]\s*[.,;:]"  # "Nerve: . Roots: ."
    r"|\(\s|\s\)|\(\)|\[\]|“”|„“"
    r"|(?<!\.)\.\.(?!\.)"
    r"|\s\s|^\s|\s$"
)
READERS = list(product(("en", *LANGUAGES), AUDIENCES))


def gaps(thing: object) -> list[str]:
    return [text for text in strings(thing) if GAP.search(text)]


def test_a_gap_is_seen() -> None:
    assert all(map(GAP.search, ("Nerve: . Roots: .", "Rectus; ; in plain words", "It carries  .", "skin ()", "end..")))
    assert not any(map(GAP.search, ("Nerve: a. Roots: b.", "2.5 cm, as .5, e.g. 3:1", "wait...", "0 .5 (of it); so")))


@pytest.mark.parametrize(("language", "audience"), READERS)
def test_structures_and_places_are_told_without_gaps(knowledge: Knowledge, language: str, audience: Audience) -> None:
    known = in_language(knowledge, language)
    state, tr = replace(ViewState(), language=language, audience=audience), catalogue(language)
    for key, part in body().structures.items():
        said = structure_paragraphs(known, part, state.audience, tr)
        names = (title_for(audience, part, tr), display_name(part, language), names_paragraph(part, tr))
        found = gaps([said, names, list(further_sections(replace(state, selected=key), known))])
        assert not found, (key, found)
        assert all(paragraph.text for paragraph in said), key
    for segment, t, phi in product(("trunk", "thigh", "leg", "foot"), (0.1, 0.35, 0.6, 0.9), range(0, 360, 45)):
        reading = reading_at(known, ChartPlace(segment, "right", t, float(phi)))
        found = gaps([*place_paragraphs(reading, tr), *skin_nerve_paragraphs(known, reading, tr, audience)])
        assert not found, (reading.place, found)


@pytest.mark.parametrize(("language", "audience"), READERS)
def test_whatever_is_lit_is_told_without_gaps(knowledge: Knowledge, language: str, audience: Audience) -> None:
    known = in_language(knowledge, language)
    for lit in lit_states(knowledge):
        state = replace(lit, language=language, audience=audience)
        appearance = resolve(state, knowledge, body().structures)
        shown = [appearance.panel, appearance.labels, appearance.legend, appearance.banner, appearance.act]
        told = [steps_of(state, knowledge), list(further_sections(state, known))]
        found = gaps([shown, told, described(state, knowledge, body().structures)])
        assert not found, (state, found)
    for key in known.care:
        found = gaps(topic_answer(known, key, state.audience, language))
        assert not found, (key, found)


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_hand_outs_have_no_gaps(knowledge: Knowledge, language: str) -> None:
    for state in lit_states(knowledge):
        found = gaps(handout_content(state, knowledge, language, date(2026, 11, 30)))
        assert not found, (state, found)
