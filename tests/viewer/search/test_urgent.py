"""Urgent words are found first: as people type them, in any language, whatever the window speaks; others are not."""

from __future__ import annotations

import json

import pytest

from annotations.model import Knowledge
from meshes.body import Structure
from search_phrases import phrases
from viewer.cli.main import main
from viewer.i18n.language import in_language, language_names
from viewer.search.findable import index_of, symptom_index
from viewer.search.finding import Index, warnings_meant
from viewer.search.understanding import check_concepts, meanings
from viewer.search.vocabulary import Spelling

HANGING_FOOT = ("weak-lift-foot", "stumbling-toe-drag")
"""Signs of a foot that hangs: asked for in these words it may have come suddenly."""


@pytest.fixture(scope="module")
def indexes(knowledge: Knowledge, structures: dict[str, Structure]) -> dict[str, Index]:
    return {language: index_of(knowledge, structures, language) for language in language_names()}


@pytest.fixture(scope="module")
def boxes(knowledge: Knowledge) -> dict[str, Index]:
    return {
        language: symptom_index(in_language(knowledge, language).symptoms.values(), language)
        for language in language_names()
    }


def test_a_warning_is_the_first_answer_whatever_the_window_speaks(
    indexes: dict[str, Index], boxes: dict[str, Index]
) -> None:
    missed = []
    for _language, phrase, keys in phrases("urgent", "first"):
        for window in language_names():
            for where, index in (("all", indexes[window]), ("list", boxes[window])):
                first = [hit.entry.key for hit in index.search(phrase, limit=1)]
                if first not in [[key] for key in keys]:
                    missed.append((window, where, phrase, first))
    assert missed == []


def test_an_ordinary_sign_is_not_answered_by_an_alarm(indexes: dict[str, Index], boxes: dict[str, Index]) -> None:
    wrong = []
    for language, phrase, keys in phrases("plain", "within"):
        for where, index in (("all", indexes[language]), ("list", boxes[language])):
            hits = [hit.entry for hit in index.search(phrase, limit=3)]
            found = [number for number, entry in enumerate(hits) if entry.key in keys]
            before = hits[: found[0]] if found else hits[:1]
            if (keys and not found) or any(entry.urgent for entry in before):
                wrong.append((where, phrase, [entry.key for entry in hits]))
    assert wrong == []


def test_ordinary_symptoms_are_no_alarm_by_their_own_names(indexes: dict[str, Index], knowledge: Knowledge) -> None:
    wrong = []
    for language, index in indexes.items():
        for symptom in in_language(knowledge, language).symptoms.values():
            if symptom.urgency is None and symptom.key not in HANGING_FOOT:
                for name in (symptom.text, *symptom.synonyms):
                    first = index.search(name, limit=1)[0].entry
                    if first.urgent:
                        wrong.append((language, name, first.key))
    assert wrong == []


def test_every_warning_has_words_and_all_words_lead_to_a_warning(knowledge: Knowledge) -> None:
    warnings = {symptom.key for symptom in knowledge.symptoms.values() if symptom.urgency is not None}
    assert set(meanings().warnings) == warnings
    asked = {key for _language, _phrase, keys in phrases("urgent", "first") for key in keys}
    assert asked <= warnings
    for key in warnings:
        for language in language_names():
            assert any(key in keys for spoken, _phrase, keys in phrases("urgent", "first") if spoken == language)


@pytest.mark.parametrize("typed", ["numb priv", "urinary ret", "Reithosent", "entrepierna dorm"])
def test_an_unfinished_word_leads_there_already(typed: str) -> None:
    assert warnings_meant(typed)


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("can't pee", "CANT PEE"),
        ("can’t pee", "pee can't"),
        ("Fußheberlähmung", "fussheberlaehmung"),
        ("Fußheberlähmung", "fussheberlahmung"),
        ("pie caído", "Pie caido"),
        ("numb private parts", "private parts are numb"),
        ("saddle numbness", "sadle numness"),
        ("thrombosis", "trombosis"),
    ],
)
def test_spelling_and_order_do_not_matter(typed: str, same: str) -> None:
    assert warnings_meant(typed)[:1] == warnings_meant(same)[:1] != ()


@pytest.mark.parametrize(
    "typed",
    [
        "numb after sitting",  # German "After" is the anus
        "Bein taub und dick",  # English "dick" is the penis
        "hace un año que se me duerme la pierna",  # without its tilde "año" is the anus
        "worse when sitting",  # one letter from "shitting"
        "hinten am Oberschenkel taub",  # one letter from "Hintern"
        "vom Stuhl aufstehen geht nicht",  # a chair, not a stool
        "clothes hurt on my leg",  # no clot
        "Blasen am Fuß",  # blisters, no bladder
        "a veces me duele la pierna",  # one letter from "feces"
        "bottom of my foot is numb",
        "no pain",
        "",
    ],
)
def test_a_word_that_only_looks_urgent_is_no_cauda_equina(typed: str) -> None:
    meant = set(warnings_meant(typed))
    assert not meant & {"saddle-numbness", "bladder-bowel-change", "bladder-bowel-unfelt", "new-sexual-numbness"}
    assert "swollen-warm-calf" not in meant or "dick" in typed


def test_the_most_particular_warning_is_named_first() -> None:
    assert warnings_meant("had cancer and now my legs are weak")[0] == "cancer-with-nerve-signs"
    assert "past-cancer-weight-loss" in warnings_meant("had cancer and now my legs are weak")


def test_known_words_are_not_taken_for_misspelt_ones() -> None:
    assert warnings_meant("pelvic thrombus") != ()
    assert warnings_meant("numb genitls", {"genitls"}) == ()
    assert warnings_meant("numb genitls") != ()


def test_a_meaning_without_a_word_is_named() -> None:
    assert check_concepts({"means": {"a": ["b !numb"]}, "warnings": {"x": ["c"]}, "symptoms": {}}) == ["b", "c"]
    assert check_concepts(meanings().tables) == []


def test_near_words_are_as_many_letters_wrong_as_asked() -> None:
    spelling = Spelling(["bladder", "ladder", "bleeding"])
    assert dict(spelling.near("bladdr", 1)) == {"bladder": 1}
    assert dict(spelling.near("balddr", 2)) == {"bladder": 2}
    assert spelling.near("bla", 1) == []


@pytest.mark.parametrize(("language", "typed"), [("en", "Harnverhalt"), ("de", "can't pee"), ("es", "floppy foot")])
def test_the_command_answers_in_the_same_order(
    indexes: dict[str, Index], capsys: pytest.CaptureFixture[str], language: str, typed: str
) -> None:
    assert main(["find", *typed.split(), "--language", language, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["found"]
    assert [item["key"] for item in found] == [hit.entry.key for hit in indexes[language].search(typed)]
    assert found[0]["warning"]
    assert found[0]["cost"] == min(item["cost"] for item in found)
