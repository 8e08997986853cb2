"""Questions for students: each is answerable, sourced, and gives nothing away."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import light_body
from annotations import load
from annotations.model import Knowledge
from meshes.body import Body
from viewer.appearance.citing import source_name
from viewer.appearance.sight import peeled, sights
from viewer.files.errors import InputError
from viewer.i18n.catalogue import UNTRANSLATED
from viewer.resolve.describe import described
from viewer.resolve.resolve import resolve
from viewer.state.view_state import ViewState
from viewer.study.answers import judge_choice, judge_part, judge_point, judge_skin, judge_typed, typed_words
from viewer.study.items import accepted_roots, chosen, items
from viewer.study.listing import study_answer, study_lines
from viewer.study.question import SCOPES, TOPICS, Item, Question, answered_state, asked_state
from viewer.study.questions import Asker
from viewer.study.spots import spots

SEEDS = 500
KNOWLEDGE = load()
BODY = light_body.body()
ASKER = Asker(KNOWLEDGE, BODY.structures)
ITEMS = items(KNOWLEDGE, BODY.structures)
BY_KEY = {item.key: item for item in ITEMS}


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return KNOWLEDGE


@pytest.fixture(scope="module")
def body() -> Body:
    return BODY


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    """One question for each of 500 seeds, and every item at least once."""
    found = [ASKER.ask(random.Random(seed).choice(ITEMS), seed) for seed in range(SEEDS)]
    return [*found, *(ASKER.ask(item, SEEDS + number) for number, item in enumerate(ITEMS))]


def test_keys_are_unique_and_name_kind_and_subject() -> None:
    assert len(BY_KEY) == len(ITEMS) > 500
    assert all(item.key == f"{item.kind}:{item.subject}" for item in ITEMS)


def test_every_topic_scope_and_kind_has_something_to_ask() -> None:
    for topic in TOPICS:
        for scope in SCOPES:
            if (topic, scope) != ("bones", "L4"):
                assert len(chosen(ITEMS, scope, [topic])) >= 4, (topic, scope)
    assert set(Counter(item.kind for item in ITEMS)) >= {"find", "name", "draw", "key-point", "reflex", "disc", "test"}


def test_l4_alone_asks_of_l4_only() -> None:
    assert all("L4" in item.roots for item in chosen(ITEMS, "L4", TOPICS))
    assert all(item.way == "choose" for item in chosen(ITEMS, "all", TOPICS, pointing=False))


def test_the_right_answer_is_among_four_choices_exactly_once(questions: list[Question]) -> None:
    for question in questions:
        if question.item.way != "choose":
            assert question.choices == (), question.item.key
            continue
        keys = [choice.key for choice in question.choices]
        texts = [choice.text for choice in question.choices]
        assert len(set(keys)) == len(set(texts)) == 4, (question.item.key, texts)
        # Only one of them is accepted by any source: no student is marked wrong for what some source says.
        assert [key for key in keys if key in question.accepted] == [question.right], question.item.key


@pytest.mark.parametrize(
    ("item", "roots"),
    [
        ("test:hip-abductor-strength", {"L4", "L5", "S1"}),
        ("test:hip-abductor-in-foot-drop", {"L4", "L5", "S1"}),
        ("test:achilles-reflex", {"S1", "S2", "L5"}),
        ("reflex:ankle-jerk", {"S1", "S2", "L5"}),
        ("reflex:medial-hamstring-jerk", {"L4", "L5", "S1"}),
    ],
)
def test_no_root_that_a_record_relates_to_a_test_is_offered_as_wrong(item: str, roots: set[str]) -> None:
    for seed in range(9):
        question = ASKER.ask(BY_KEY[item], seed)
        assert roots <= set(question.accepted)
        assert roots & {choice.key for choice in question.choices} == {question.right}


def test_the_saddle_and_the_sole_are_asked_about() -> None:
    wanted = {"find-skin:S4-5", "key-point:S4-5", "key-point-words:S4-5", "examined:anal-tone"}
    wanted |= {"examined:bulbocavernosus-reflex", "examined:pin-prick-s4-5", "sign:plantar-response"}
    assert wanted <= set(BY_KEY)
    for key in ("find-skin:S4-5", "key-point:S4-5"):
        assert ASKER.ask(BY_KEY[key], 1).view == "saddle", "it is seen from nowhere else"
    asked = ASKER.ask(BY_KEY["sign:plantar-response"], 1)
    assert "spinal cord" in asked.right_text
    assert len({choice.text for choice in asked.choices}) == 4


def test_every_answer_has_sources_that_exist(questions: list[Question], knowledge: Knowledge) -> None:
    for question in questions:
        assert question.explanation, question.item.key
        assert all(paragraph.text.strip() for paragraph in question.explanation)
        assert all(key in knowledge.sources for key in question.sources), question.item.key
        # Names of bones and tendons rest on the list of names, which the last paragraph says.
        named = question.explanation[-1].text
        assert question.sources or "Terminologia Anatomica" in named, question.item.key


def test_questions_are_the_same_for_the_same_seed_and_differ_for_others() -> None:
    item = BY_KEY["name:rectus_femoris"]
    assert ASKER.ask(item, 3) == ASKER.ask(item, 3)
    assert len({ASKER.ask(item, seed).choices for seed in range(12)}) > 3


def test_wrong_answers_are_what_is_easily_mistaken(knowledge: Knowledge) -> None:
    for item in (item for item in ITEMS if item.kind == "disc"):
        question = ASKER.ask(item, 4)
        upper, _, lower = knowledge.disc_levels[item.subject].level.partition("/")
        passing = lower if lower[0].isalpha() else f"L{lower}"
        assert {upper, passing} <= {choice.key for choice in question.choices}, item.key
    hip = {choice.key for choice in ASKER.ask(BY_KEY["name:hip_bone"], 4).choices}
    assert not any("phalanx" in key or "metatarsal" in key for key in hip)
    for seed in range(9):
        texts = [choice.text for choice in ASKER.ask(BY_KEY["key-point-words:L2"], seed).choices]
        assert not any("L2" in text for text in texts), "nobody looks for a point halfway to itself"
        assert all(text[0].isupper() for text in texts)


def test_where_a_key_point_is_asked_in_words_the_view_tells_nothing() -> None:
    questions = [ASKER.ask(item, 2) for item in ITEMS if item.kind == "key-point-words"]
    assert {question.view for question in questions} == {"front"}
    told = {answered_state(question, ViewState()).view for question in questions}
    assert {"back", "inner-leg"} <= told, "the answer is seen"


def test_a_muscle_that_was_asked_about_is_drawn_with_its_answer(knowledge: Knowledge, body: Body) -> None:
    question = ASKER.ask(BY_KEY["root-of-muscle:quadratus_lumborum"], 1)
    for view in ("lumbar", "back"):
        told = replace(answered_state(question, ViewState()), view=view)
        assert "muscles" in resolve(told, knowledge, body.structures).layers


def test_no_latin_name_stands_out() -> None:
    for seed, item in enumerate(item for item in ITEMS if item.kind == "name" and item.topic == "muscles"):
        names = [choice.text for choice in Asker(KNOWLEDGE, BODY.structures, "de").ask(item, seed).choices]
        assert all(
            name.split()[0] in {"M.", "Mm.", "Caput", "Pars", "Partes", "Tendo", "Ligamentum", "Linea"}
            for name in names
        ), names


@pytest.mark.parametrize("language", ["de", "es"])
def test_key_points_movements_and_reflexes_are_said_in_the_language(language: str) -> None:
    from viewer.i18n.language import in_language

    asker = Asker(in_language(KNOWLEDGE, language), BODY.structures, language)
    for item in ITEMS:
        if item.kind in {"key-point-words", "key-movement", "reflex", "key-muscle"}:
            question = asker.ask(item, 1)
            named = [choice.text for choice in question.choices if not choice.text[1:2].isdigit()]
            for said in (question.text, *named):
                assert UNTRANSLATED not in said
                assert not any(word in f" {said} " for word in (" the ", " of ", " jerk ", " extension ")), said


def test_nothing_names_what_is_asked(questions: list[Question], knowledge: Knowledge, body: Body) -> None:
    for question in questions[:SEEDS:10]:
        picture = resolve(asked_state(question, ViewState(labels=True, key_points=True)), knowledge, body.structures)
        assert not picture.labels
        assert not picture.pins
        assert not picture.legend
        words = " ".join(paragraph.text for paragraph in picture.panel.paragraphs)
        assert question.right_text not in f"{words} {picture.panel.title}"
        assert not picture.skin.territories
        assert not picture.skin.bands
        assert picture.selected is None
        assert asked_state(question, ViewState()).selected is None
        told = " ".join(described(asked_state(question, ViewState()), knowledge, body.structures))
        assert question.right_text not in told
        sought = question.target is not None and question.item.kind == "find"
        assert (question.target in picture.lit) != sought or question.target is None


def test_labels_that_are_switched_on_stay_away_while_a_question_is_open(knowledge: Knowledge, body: Body) -> None:
    from dataclasses import replace

    question = ASKER.ask(BY_KEY["find-skin:L4"], 1)
    state = replace(asked_state(question, ViewState()), labels=True, key_points=True, root="L4")
    picture = resolve(state, knowledge, body.structures)
    assert picture.labels == ()
    assert picture.pins == ()


def test_once_answered_the_part_is_lit_and_named(knowledge: Knowledge, body: Body) -> None:
    question = ASKER.ask(BY_KEY["find:saphenous_nerve"], 4)
    assert question.target is not None
    picture = resolve(answered_state(question, ViewState()), knowledge, body.structures)
    assert question.target in picture.lit
    assert question.target in {label.anchor for label in picture.labels}


def test_what_is_asked_about_is_drawn_and_not_taken_away(questions: list[Question], body: Body) -> None:
    for question in questions:
        if question.target is not None:
            structure = body.structures[question.target]
            assert structure.layer in question.layers, question.item.key
            assert question.target not in question.hidden, question.item.key
            assert structure.side in (None, question.side)


def test_sights_are_of_structures_the_body_has(body: Body) -> None:
    bases = {structure.base for structure in body.structures.values()}
    assert set(sights()) <= bases
    assert peeled(0) == frozenset()
    assert peeled(1) < peeled(2)
    assert all(0.22 <= sight.share <= 1.0 for rows in sights().values() for sight in rows)


def test_roots_some_source_names_are_never_called_wrong(knowledge: Knowledge) -> None:
    muscle = knowledge.muscles["tibialis_anterior"]
    accepted = accepted_roots(knowledge, muscle)
    assert {"L4", "L5"} <= set(accepted)
    question = ASKER.ask(BY_KEY["root-of-muscle:tibialis_anterior"], 2)
    for root in accepted:
        assert judge_typed(question, root, knowledge).right
    told = judge_typed(question, "L5", knowledge)
    assert any("also name" in remark.text for remark in told.remarks)
    assert not judge_typed(question, "T12", knowledge).right


def test_typed_roots_are_read_as_people_write_them(knowledge: Knowledge) -> None:
    question = ASKER.ask(BY_KEY["root-of-muscle:rectus_femoris"], 2)
    for words in ("L3", "l3, l4", "L2-L4", "L2 to L4", "L2–4"):
        assert judge_typed(question, words, knowledge).right, words
    for words in ("S1", "L3 S1", "L1-L4", "what", ""):
        assert not judge_typed(question, words, knowledge).right, words


def test_slips_of_the_keys_are_forgiven_and_neighbours_are_not(knowledge: Knowledge) -> None:
    question = ASKER.ask(BY_KEY["name:vastus_medialis"], 1)
    assert judge_typed(question, "vastus medialis", knowledge).right
    assert judge_typed(question, "Vastus mediallis muscle", knowledge).right
    assert not judge_typed(question, "vastus lateralis", knowledge).right
    assert not judge_typed(question, "soleus", knowledge).right


def test_typing_completes_to_all_names_of_a_kind(body: Body, knowledge: Knowledge) -> None:
    question = ASKER.ask(BY_KEY["name:vastus_medialis"], 1)
    words = typed_words(question, body.structures, knowledge, "en")
    assert len(words) > 40
    assert {choice.text for choice in question.choices} <= set(words)
    assert typed_words(ASKER.ask(BY_KEY["root-of-muscle:soleus"], 1), body.structures, knowledge, "en") == list(
        knowledge.roots
    )


def test_a_click_on_either_side_finds_and_another_part_is_named(body: Body) -> None:
    question = ASKER.ask(BY_KEY["find:soleus"], 1)
    assert judge_part(question, "soleus.left", body.structures).right
    assert judge_part(question, "soleus.right", body.structures).right
    wrong = judge_part(question, "gracilis.right", body.structures)
    assert not wrong.right
    assert "Gracilis" in wrong.headline
    assert not judge_part(question, None, body.structures).right


def test_a_click_on_skin_counts_where_any_map_gives_it_to_the_root(knowledge: Knowledge) -> None:
    question = ASKER.ask(BY_KEY["find-skin:L4"], 1)
    all_agree = next(spot for spot in spots(knowledge).values() if list(spot.roots) == ["L4"] and spot.maps == 5)
    one_says = next(
        spot for spot in spots(knowledge).values() if len(spot.roots.get("L4", ())) == 1 and spot.main_root == "L3"
    )
    never = next(spot for spot in spots(knowledge).values() if spot.maps == 5 and "L4" not in spot.roots)
    assert judge_skin(question, all_agree.place, knowledge).right
    said = judge_skin(question, one_says.place, knowledge)
    assert said.right
    assert "Most maps say L3" in said.headline
    assert not judge_skin(question, never.place, knowledge).right


@given(st.floats(0.0, 500.0))
def test_a_key_point_counts_within_two_fingers(millimetres: float) -> None:
    question = ASKER.ask(BY_KEY["key-point:L4"], 1)
    verdict = judge_point(question, millimetres)
    assert verdict.right == (millimetres <= 30.0)
    assert f"{round(millimetres)} mm" in verdict.headline


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(ITEMS), st.integers(0, 10**9), st.sampled_from(["en", "de", "es"]))
def test_any_item_can_be_asked_in_any_language(item: Item, seed: int, language: str) -> None:
    from viewer.i18n.language import in_language

    own = in_language(KNOWLEDGE, language)
    question = Asker(own, BODY.structures, language).ask(item, seed)
    verdicts = [judge_choice(question, choice.key, own) for choice in question.choices]
    assert [verdict.right for verdict in verdicts] == [choice.key == question.right for choice in question.choices]
    unknown = judge_choice(question, None, own)
    assert not unknown.right
    for said in (question.text, unknown.told, *(verdict.headline for verdict in verdicts)):
        assert UNTRANSLATED not in said
        assert language == "en" or not any(word in f" {said} " for word in (" the ", " The ", " of ", " this ")), said


def test_the_listing_is_for_teachers_and_is_seeded(knowledge: Knowledge, body: Body) -> None:
    one = study_answer(knowledge, body.structures, 5, 1)
    assert one == study_answer(knowledge, body.structures, 5, 1)
    assert one != study_answer(knowledge, body.structures, 5, 2)
    asked = cast("list[dict[str, object]]", one["questions"])
    assert len(asked) == 5
    lines = study_lines(one)
    assert lines[0].startswith("1. ")
    assert any(str(asked[0]["answer_text"]) in line for line in lines)


@pytest.mark.parametrize("count", [0, -1, 501])
def test_a_wrong_number_of_questions_is_one_sentence(count: int, knowledge: Knowledge, body: Body) -> None:
    with pytest.raises(InputError, match="accepted are 1 to 500"):
        study_answer(knowledge, body.structures, count, 1)


def test_sources_have_short_names(knowledge: Knowledge) -> None:
    names = [source_name(source) for source in knowledge.sources.values()]
    assert all(0 < len(name) <= 44 for name in names)
    assert source_name(knowledge.sources["suri2011"]) == "Suri 2011"


def test_the_command_prints_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    import json

    from viewer.cli.main import main

    assert (
        main(["study", "--questions", "4", "--seed", "9", "--scope", "L4", "--topics", "muscles,skin", "--json"]) == 0
    )
    answer = json.loads(capsys.readouterr().out)
    assert len(answer["questions"]) == 4
    assert {one["topic"] for one in answer["questions"]} <= {"muscles", "skin"}
    assert all("L4" in one["roots"] for one in answer["questions"])
    assert main(["study", "--questions", "2"]) == 0
    assert "Answers" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--questions", "0"], "accepted are 1 to 500"),
        (["--questions", "2.5"], "whole numbers"),
        (["--questions", "many"], "is not a number"),
        (["--scope", "L9"], "unknown scope"),
        (["--topics", "skin,hair"], "unknown topic"),
        (["--language", "fr"], "unknown language"),
    ],
)
def test_a_wrong_word_is_one_sentence(words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    from viewer.cli.main import main

    assert main(["study", *words]) == 2
    told = capsys.readouterr()
    assert sentence in told.err
    assert not told.out
    assert "Traceback" not in told.err
