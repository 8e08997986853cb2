"""Finding as one types: everything by any of its names, with slips, in three languages, and what choosing does."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.model import Knowledge
from meshes.body import Structure
from viewer.appearance.best_view import look_at
from viewer.appearance.views import VIEWS
from viewer.i18n.language import language_names
from viewer.resolve.choosing import chosen, with_structure
from viewer.resolve.resolve import resolve
from viewer.search import findable
from viewer.search.entries import Entry, Hit
from viewer.search.findable import asked_words, checked_synonyms, entries_of, everyday_names, index_of
from viewer.search.finding import Index
from viewer.search.names import plain_words
from viewer.search.vocabulary import Spelling
from viewer.state.view_state import PickedSymptom, ViewState

NUMB = "numb-inner-shin"


@pytest.fixture(scope="module")
def indexes(knowledge: Knowledge, structures: dict[str, Structure]) -> dict[str, Index]:
    return {language: index_of(knowledge, structures, language) for language in language_names()}


@pytest.mark.parametrize(
    ("typed", "kind", "key"),
    [
        ("numb on the inside of my shin", "symptom", NUMB),
        ("kneecap", "structure", "patella"),
        ("patela", "structure", "patella"),
        ("Patella", "structure", "patella"),
        ("os coxae", "structure", "hip_bone"),
        ("rectus fem", "structure", "rectus_femoris"),
        ("saphenous nerve", "nerve", "saphenous_nerve"),
        ("peroneal nerve", "nerve", "common_fibular_nerve"),
        ("L4", "root", "L4"),
        ("l5 root", "root", "L5"),
        ("keegan", "map", "keegan_garrett"),
        ("front", "view", "front"),
        ("disc from behind", "view", "lumbar-back"),
        ("foot drop", "symptom", "sudden-foot-drop"),
        ("cannot pee", "symptom", "bladder-bowel-change"),
        ("when to act at once", "topic", "when-to-act-at-once"),
        ("key point l4", "place", "medial-malleolus"),
        ("spondylolisthesis", "scene", "l4-on-l5-slip"),
        ("achilles tendon", "structure", "calcaneal_tendon"),
    ],
)
def test_things_are_found_by_the_names_people_use(indexes: dict[str, Index], typed: str, kind: str, key: str) -> None:
    first = indexes["en"].search(typed)[0].entry
    assert (first.kind, first.key) == (kind, key)


@pytest.mark.parametrize(
    ("language", "typed", "key"),
    [
        ("de", "Kniescheibe", "patella"),
        ("de", "taub innen am Schienbein", NUMB),
        ("de", "Ischiasnerv", "sciatic_nerve"),
        ("de", "patella", "patella"),
        ("es", "rotula", "patella"),
        ("es", "nervio ciatico", "sciatic_nerve"),
        ("es", "pie caído", "sudden-foot-drop"),
    ],
)
def test_other_languages_have_their_own_names(indexes: dict[str, Index], language: str, typed: str, key: str) -> None:
    assert indexes[language].search(typed)[0].entry.key == key


@pytest.mark.parametrize("typed", ["ruecken", "Rücken", "rücken", "RÜCKEN", "rucken"])
def test_umlauts_may_be_typed_in_any_way(indexes: dict[str, Index], typed: str) -> None:
    assert [hit.entry.key for hit in indexes["de"].search(typed)] == [
        hit.entry.key for hit in indexes["de"].search("Rücken")
    ]


@pytest.mark.parametrize(
    "typed", ["sciatica", "slipped disc", "pinched nerve", "numb leg", "calf", "shin", "hamstrings"]
)
def test_everyday_words_lead_somewhere(indexes: dict[str, Index], typed: str) -> None:
    assert indexes["en"].search(typed)[0].cost < 3.0


def test_every_entry_is_found_by_its_own_words(indexes: dict[str, Index]) -> None:
    for language, index in indexes.items():
        for entry in index.entries:
            found = [(hit.entry.kind, hit.entry.key) for hit in index.search(entry.words, limit=25)]
            assert (entry.kind, entry.key) in found, (language, entry.words)


def test_every_symptom_is_found_by_each_of_its_synonyms(indexes: dict[str, Index], knowledge: Knowledge) -> None:
    for symptom in knowledge.symptoms.values():
        for synonym in symptom.synonyms:
            found = [hit.entry.key for hit in indexes["en"].search(synonym, limit=8)]
            assert symptom.key in found, synonym


def test_the_side_is_heard(indexes: dict[str, Index]) -> None:
    hit = indexes["en"].search("left kneecap")[0]
    assert (hit.entry.key, hit.side) == ("patella", "left")
    assert indexes["de"].search("Kniescheibe links")[0].side == "left"
    assert indexes["en"].search("kneecap")[0].side is None


def test_a_key_takes_less_than_20_milliseconds(indexes: dict[str, Index]) -> None:
    index = indexes["en"]
    times = []
    for text in ("numb on the inside of my shin", "quadrcips femoris", "zzzzzzzzzz"):
        for end in range(1, len(text) + 1):
            spent = min(_seconds(index, text[:end]) for _ in range(3))
            times.append(spent)
    assert max(times) < 0.02


def _seconds(index: Index, text: str) -> float:
    # Of this process: other work on the machine does not count.
    start = time.process_time()
    index.search(text)
    return time.process_time() - start


def test_nothing_is_made_up(indexes: dict[str, Index]) -> None:
    for typed in ("", "   ", "…", "qqxxzzqq"):
        assert indexes["en"].search(typed) == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_any_text_may_be_typed(text: str) -> None:
    index = Index([Entry("symptom", "a", "Numb knee"), Entry("structure", "b", "Kneecap", ("Patella",))])
    for hit in index.search(text):
        assert hit.cost >= 0.0
    assert all(word.isascii() for word in plain_words(text))


@settings(max_examples=80, deadline=None)
@given(st.text("abcdefg", min_size=5, max_size=9), st.integers(0, 8), st.sampled_from(["drop", "change", "swap"]))
def test_one_slip_is_one_letter_wrong(word: str, place: int, slip: str) -> None:
    place %= len(word) - 1
    typed = {
        "drop": word[:place] + word[place + 1 :],
        "change": word[:place] + "z" + word[place + 1 :],
        "swap": word[:place] + word[place + 1] + word[place] + word[place + 2 :],
    }[slip]
    spelling = Spelling([word])
    assert dict(spelling.near(typed, 1)) in ({word: 1}, {word: 0})
    assert spelling.near(word, 2) == [(word, 0)]


def test_all_synonyms_lead_to_something(knowledge: Knowledge, structures: dict[str, Structure]) -> None:
    assert checked_synonyms(knowledge, structures) == []


def test_a_row_of_synonyms_may_leave_languages_out_and_gives_no_title(
    knowledge: Knowledge, structures: dict[str, Structure], monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = findable._tables()
    rows = [
        {"kind": "structure", "keys": ["patella"], "en": ["knee lid"]},
        {"kind": "structure", "keys": ["patella"], "de": ["Knieknochen"]},
    ]
    monkeypatch.setattr(findable, "_tables", lambda: tables | {"also": [*tables["also"], *rows]})
    for typed in ("knee lid", "Knieknochen"):
        best = index_of(knowledge, structures, "de").search(typed)[0].entry
        assert (best.key, best.words) == ("patella", "Kniescheibe")


def test_wrong_rows_of_synonyms_are_said_in_a_sentence(
    knowledge: Knowledge, structures: dict[str, Structure], monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = findable._tables()
    also = [{"kind": "structure", "keys": ["patella"], "en": []}, {"kind": "view", "keys": ["moon"], "en": ["moon"]}]
    monkeypatch.setattr(findable, "_tables", lambda: tables | {"also": also})
    assert checked_synonyms(knowledge, structures) == [
        "There is no view moon.",
        "A row of the structure patella has no words in any language.",
    ]


def test_choosing_any_entry_gives_a_picture(knowledge: Knowledge, structures: dict[str, Structure]) -> None:
    for entry in entries_of(knowledge, structures):
        state = chosen(Hit(entry, "left", 0.0), ViewState(), knowledge, structures)
        if entry.kind in ("topic", "absent"):
            assert state is None
            continue
        assert state is not None
        if entry.kind not in ("structure", "nerve"):
            resolve(state, knowledge, structures)
        assert state.view in VIEWS


def test_a_chosen_symptom_is_picked_on_the_side_that_was_said(
    indexes: dict[str, Index], knowledge: Knowledge, structures: dict[str, Structure]
) -> None:
    hit = indexes["en"].search("left numb inner shin")[0]
    state = chosen(hit, ViewState(), knowledge, structures)
    assert state is not None
    assert (state.symptoms, state.side) == ((PickedSymptom(NUMB, "left"),), "left")
    assert state.view == knowledge.symptoms[NUMB].view
    again = chosen(hit, state, knowledge, structures)
    assert again is not None
    assert again.symptoms == state.symptoms


def test_a_deep_structure_is_laid_open_and_covered_again(
    knowledge: Knowledge, structures: dict[str, Structure]
) -> None:
    before = resolve(ViewState(), knowledge, structures)
    assert before.skin.opacity == 1.0
    for key in (
        "femur.right",
        "popliteus.right",
        "sciatic_nerve.left",
        "vertebra_l4",
        "anterior_cruciate_ligament.left",
    ):
        state = with_structure(ViewState(), key, structures)
        seen = resolve(state, knowledge, structures)
        assert seen.skin.opacity < 0.5
        assert seen.selected == key
        assert key not in seen.hidden
        assert seen.layers[structures[key].layer].visible
        assert seen.layers["muscles"].only_lit
    assert resolve(ViewState(selected=None), knowledge, structures) == before


def test_long_muscles_are_seen_whole_and_the_foot_from_near(structures: dict[str, Structure]) -> None:
    assert look_at(structures["tibialis_anterior.right"]).view not in ("foot", "sole", "lumbar")
    assert look_at(structures["femoral_nerve.right"]).view == "front"
    assert look_at(structures["abductor_hallucis.left"]).view in ("sole", "foot", "inner-leg")
    assert look_at(structures["vertebra_l4"]).view == "lumbar"


def test_every_structure_has_a_view(structures: dict[str, Structure]) -> None:
    for part in structures.values():
        assert VIEWS[look_at(part).view].cut is None


def test_words_without_letters_are_refused_in_one_sentence() -> None:
    with pytest.raises(ValueError, match="nothing to find"):
        asked_words(["?!"])


@pytest.mark.parametrize("language", ["de", "es"])
def test_a_symptom_is_also_called_by_names_of_the_readers_language(knowledge: Knowledge, language: str) -> None:
    english = {name for symptom in knowledge.symptoms.values() for name in symptom.synonyms}
    for symptom in knowledge.symptoms.values():
        names = everyday_names(symptom, language)
        assert names, symptom.key
        assert english.isdisjoint(names), symptom.key
        assert everyday_names(symptom, "en") == symptom.synonyms
