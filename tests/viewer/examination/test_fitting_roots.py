"""Which roots fit symptoms and findings: for, against, look-alikes and contradictions, in words."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations import Knowledge, load
from viewer.cli.main import main
from viewer.examination.balance import standings
from viewer.examination.fitting_roots import (
    PickedFinding,
    act_now,
    in_words,
    roots_answer,
    roots_lines,
    signs_of,
    supported_roots,
)
from viewer.state.view_state import SIDES, PickedSymptom, Side, SideChoice


def answered(knowledge: Knowledge, *keys: str) -> Any:
    """Answer for symptoms and findings, each KEY or KEY:side."""
    symptoms, findings = [], []
    for word in keys:
        key, _, named = word.partition(":")
        side: SideChoice = "left" if named == "left" else "both" if named == "both" else "right"
        if key in knowledge.symptoms:
            symptoms.append(PickedSymptom(key, side))
        else:
            findings.append(PickedFinding(key, side))
    return roots_answer(knowledge, symptoms, findings)


def root(answer: Any, key: str) -> Any:
    """Find one root in an answer."""
    return next(item for item in answer["roots"] if item["root"] == key)


def numbers(value: Any) -> list[object]:
    """Collect the numbers of a JSON value."""
    if isinstance(value, dict):
        return [number for item in value.values() for number in numbers(item)]
    if isinstance(value, list):
        return [number for item in value for number in numbers(item)]
    return [value] if isinstance(value, int | float) else []


def test_roots_are_ordered_by_support(knowledge: Knowledge) -> None:
    picks = [PickedSymptom("numb-inner-shin"), PickedSymptom("knee-jerk-weak"), PickedSymptom("weak-lift-foot")]
    assert supported_roots(knowledge, picks)[0].root == "L4"
    roots = answered(knowledge, *(pick.key for pick in picks))["roots"]
    assert roots[0]["root"] == "L4"
    assert all(reason["sources"] for item in roots for reason in item["reasons"])


def test_no_pick_at_all_is_answered_with_a_number_or_a_percentage(knowledge: Knowledge) -> None:
    keys = (*knowledge.symptoms, *knowledge.findings)
    for answer in (answered(knowledge, *keys), answered(knowledge, *(f"{key}:both" for key in keys))):
        assert "%" not in json.dumps(answer)
        assert "%" not in "\n".join(roots_lines(answer))
        assert not numbers(answer)


def test_everything_said_has_a_source(knowledge: Knowledge) -> None:
    answer = answered(knowledge, *(f"{key}:both" for key in (*knowledge.symptoms, *knowledge.findings)))
    for table in ("red_flags", "contradictions", "disc_levels", "mimics", "undecided"):
        assert answer[table]
        assert all(set(item["sources"]) <= set(knowledge.sources) and item["sources"] for item in answer[table])
    for item in answer["roots"]:
        assert all(entry["sources"] for entry in (*item["reasons"], *item["against"]))


def test_red_flags_come_first_the_most_urgent_before_the_rest_with_what_to_do(knowledge: Knowledge) -> None:
    answer = answered(knowledge, "numb-inner-shin", "past-cancer-weight-loss", "bladder-bowel-change")
    assert next(iter(answer)) == "red_flags"
    assert [flag["urgency"] for flag in answer["red_flags"]] == ["emergency", "urgent"]
    assert answer["red_flags"][0]["action"].startswith("Emergency department now")
    lines = roots_lines(answer)
    assert lines[0].startswith("EMERGENCY: ")
    assert "Emergency department now" in lines[1]


def test_every_warning_sign_says_what_to_do(knowledge: Knowledge) -> None:
    for flag in knowledge.red_flags.values():
        assert act_now(flag.action)


def test_a_finding_supports_a_root_with_its_reason(knowledge: Knowledge) -> None:
    answer = answered(knowledge, "patellar-reflex")
    assert answer["roots"][0]["root"] == "L4"
    (reason,) = answer["roots"][0]["reasons"]
    assert reason["finding"] == "patellar-reflex"
    assert reason["symptom"] is None
    assert "suri2011" in reason["sources"]


def test_a_finding_that_does_not_tell_the_root_says_so(knowledge: Knowledge) -> None:
    answer = answered(knowledge, "any-neurological-sign")
    assert answer["roots"] == []
    assert [item["finding"] for item in answer["undecided"]] == ["any-neurological-sign"]


def test_a_sign_of_s1_speaks_against_l4(knowledge: Knowledge) -> None:
    answer = answered(knowledge, "numb-inner-shin", "ankle-jerk-weak", "weak-big-toe-lift")
    against = {item["symptom"]: item for item in root(answer, "L4")["against"]}
    assert set(against) == {"ankle-jerk-weak", "weak-big-toe-lift"}
    assert "relates strongly to S1; no source here relates it to L4" in against["ankle-jerk-weak"]["text"]
    assert "relates strongly to L5 and only weakly to L4" in against["weak-big-toe-lift"]["text"]
    assert against["ankle-jerk-weak"]["sources"] == ["harrison", "berra2021"]


def test_what_two_roots_share_speaks_against_neither(knowledge: Knowledge) -> None:
    answer = answered(knowledge, "weak-lift-foot")
    assert root(answer, "L4")["against"] == root(answer, "L5")["against"] == []


def test_the_other_side_does_not_speak_against_a_root(knowledge: Knowledge) -> None:
    answer = answered(knowledge, "numb-inner-shin:right", "ankle-jerk-weak:left")
    assert root(answer, "L4")["against"] == []
    assert [item["kind"] for item in answer["contradictions"]] == ["both-sides"]


def test_one_root_serves_one_side_only(knowledge: Knowledge) -> None:
    (said,) = answered(knowledge, "numb-inner-shin:both")["contradictions"]
    assert said["kind"] == "both-sides"
    assert "one root serves one side only" in said["text"]
    assert "Many roots" not in said["text"]


def test_many_roots_on_both_sides_point_to_the_warning_of_both_legs(knowledge: Knowledge) -> None:
    answer = answered(knowledge, "numb-inner-shin:left", "numb-sole:right")
    assert answer["red_flags"][0]["symptom"] == "both-legs-weak"
    (said,) = answer["contradictions"]
    assert "Many roots on both sides" in said["text"]
    assert "bmj_ces" in said["sources"]


def test_a_test_positive_on_both_sides_warns_as_the_symptom_does(knowledge: Knowledge) -> None:
    assert answered(knowledge, "medial-ankle-pinprick:both")["red_flags"][0]["symptom"] == "both-legs-weak"
    assert answered(knowledge, "medial-ankle-pinprick")["red_flags"] == []


def test_picks_that_no_root_explains_together_are_said_to_be_so(knowledge: Knowledge) -> None:
    said = answered(knowledge, "numb-inner-ankle", "weak-tiptoe")["contradictions"]
    assert [item["kind"] for item in said] == ["no-common-root"]
    assert answered(knowledge, "numb-inner-ankle", "knee-jerk-weak")["contradictions"] == []


@pytest.mark.parametrize(
    ("first", "second"), [("stiff-jumpy-legs", key) for key in ("knee-jerk-weak", "achilles-reflex")]
)
def test_brisk_and_lost_reflexes_contradict_in_either_order(knowledge: Knowledge, first: str, second: str) -> None:
    for keys in ((first, second), (second, first)):
        said = answered(knowledge, *keys)["contradictions"]
        assert [item["kind"] for item in said] == ["pair"]
        assert "do not easily have one cause" in said[0]["text"]


def test_what_does_not_go_together_does_so_on_one_side_only(knowledge: Knowledge) -> None:
    one, other = "whole-examination-l4", "whole-examination-s1"
    assert "pair" in [item["kind"] for item in answered(knowledge, one, other)["contradictions"]]
    assert "pair" not in [item["kind"] for item in answered(knowledge, one, f"{other}:left")["contradictions"]]


def test_two_overall_judgements_of_one_leg_contradict(knowledge: Knowledge) -> None:
    said = answered(knowledge, "whole-examination-l4", "whole-examination-s1")["contradictions"]
    assert [item["kind"] for item in said] == ["pair"]


def test_look_alikes_of_the_inner_leg_the_most_met_first(knowledge: Knowledge) -> None:
    mimics = answered(knowledge, "numb-inner-ankle", "pain-inner-shin", "pain-inner-knee")["mimics"]
    assert mimics[0]["mimic"] == "saphenous-neuropathy"
    assert {"pes-anserine-bursitis", "medial-tibial-stress"} <= {item["mimic"] for item in mimics}
    assert "l5-radiculopathy" not in {item["mimic"] for item in mimics}
    assert all(item["telling_feature"] for item in mimics)


def test_a_finding_brings_the_look_alikes_of_what_it_is_about(knowledge: Knowledge) -> None:
    mimics = answered(knowledge, "patellar-reflex")["mimics"]
    assert "femoral-neuropathy" in {item["mimic"] for item in mimics}


def test_every_look_alike_keeps_its_feature_without_its_figures(knowledge: Knowledge) -> None:
    for mimic in knowledge.mimics.values():
        assert in_words(mimic.telling_feature)
        assert "%" not in in_words(mimic.telling_feature)
    assert (
        in_words("Stiff first; worst pain had a ratio of 7.8 (1.7 to 37). It can show.") == "Stiff first. It can show."
    )


def test_picking_a_thing_twice_counts_once(knowledge: Knowledge) -> None:
    assert answered(knowledge, "numb-sole", "numb-sole") == answered(knowledge, "numb-sole")


def test_the_command_takes_findings_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["roots", "--finding", "patellar-reflex:left", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["roots"][0]["reasons"][0]["side"] == "left"
    assert main(["roots", "--finding", "patellar-reflex", "--symptom", "numb-sole"]) == 0
    assert "against:" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "named", "accepted"),
    [
        (["--finding", "patelar-reflex"], "patelar-reflex", "did you mean patellar-reflex?"),
        (["--finding", "patellar-reflex:up"], "up", "left, right, both"),
        (["--finding", "patellar-reflex:left=low"], "low", "positive, negative, normal"),
        ([], "nothing to go by", "--symptom or --finding"),
    ],
)
def test_wrong_words_are_answered_with_one_sentence(
    capsys: pytest.CaptureFixture[str], words: list[str], named: str, accepted: str
) -> None:
    assert main(["roots", *words]) == 2
    said = capsys.readouterr().err
    assert named in said
    assert accepted in said
    assert said.count("\n") == 1


WORDS = ("strong", "moderate", "weak")


def words(answer: Any) -> dict[str, str]:
    """Give the word of each root, best first."""
    return {item["root"]: item["support"] for item in answer["roots"]}


def test_the_pattern_of_l5_with_a_foot_drop_leaves_l4_behind(knowledge: Knowledge) -> None:
    answer = answered(
        knowledge, "sudden-foot-drop", "pain-outer-leg-to-big-toe", "weak-big-toe-lift", "numb-top-of-foot"
    )
    assert next(iter(words(answer))) == "L5"
    assert words(answer) == {"L5": "strong", "L4": "weak"}
    assert len(root(answer, "L4")["against"]) == 3
    assert {disc["root"] for disc in answer["disc_levels"]} == {"L5"}


def test_what_one_root_explains_fully_and_another_in_part_parts_them(knowledge: Knowledge) -> None:
    assert words(answered(knowledge, "weak-lift-foot")) == {"L4": "moderate", "L5": "moderate"}
    assert words(answered(knowledge, "weak-lift-foot", "weak-straighten-knee"))["L4"] == "strong"
    assert words(answered(knowledge, "weak-lift-foot", "weak-straighten-knee"))["L5"] == "weak"
    assert words(answered(knowledge, "weak-lift-foot", "weak-big-toe-lift")) == {"L5": "strong", "L4": "weak"}


def test_the_same_muscle_told_twice_is_one_sign(knowledge: Knowledge) -> None:
    once = answered(knowledge, "knee-gives-way")
    often = answered(knowledge, "knee-gives-way", "stairs-down-hard", "stairs-up-hard", "weak-straighten-knee")
    assert words(often) == words(once) == {"L3": "moderate", "L4": "moderate"}


def test_no_sign_alone_makes_a_root_strong(knowledge: Knowledge) -> None:
    for key in (*knowledge.symptoms, *knowledge.findings):
        assert "strong" not in words(answered(knowledge, key)).values(), key
        assert not [disc for disc in answered(knowledge, key)["disc_levels"] if disc["place"] != "large central"]


@pytest.mark.parametrize(
    "key",
    [
        *("weakness-getting-worse", "both-legs-weak", "cough-sneeze-worse", "unsteady-on-one-leg", "stiff-low-back"),
        *("standing-walking-worse-sitting-better", "leaning-back-worse", "slump-knee-bend"),
    ],
)
def test_no_root_is_named_until_a_muscle_or_a_place_is(key: str, knowledge: Knowledge) -> None:
    answer = answered(knowledge, key)
    assert answer["roots"] == []
    assert answer["undecided"] or answer["red_flags"]
    beside = answered(knowledge, key, "numb-inner-shin")
    assert words(beside) == {"L4": "moderate"}, "and it changes nothing where one is named"


def test_unsteadiness_points_to_cord_and_balance_first_and_to_the_hip_after(knowledge: Knowledge) -> None:
    answer = answered(knowledge, "unsteady-on-one-leg")
    assert [mimic["mimic"] for mimic in answer["mimics"]][:2] == ["myelopathy", "balance"]
    (said,) = answer["undecided"]
    assert said["text"].index("spinal cord") < said["text"].index("hip")
    lines = roots_lines(answer)
    assert lines[2].startswith("Keep in mind"), "before anything else"


def test_a_normal_test_speaks_a_little_against_its_roots_and_names_none(knowledge: Knowledge) -> None:
    def with_normal(*keys: str) -> Any:
        picks = [PickedSymptom(key) for key in keys if key in knowledge.symptoms]
        findings = [PickedFinding(key, normal=True) for key in keys if key in knowledge.findings]
        return roots_answer(knowledge, picks, findings)

    assert with_normal("patellar-reflex")["roots"] == []
    assert with_normal("patellar-reflex")["red_flags"] == []
    answer = with_normal("weak-straighten-knee", "patellar-reflex")
    assert words(answer) == {"L3": "moderate", "L4": "weak"}
    (said,) = root(answer, "L4")["against"]
    assert (said["kind"], said["finding"]) == ("normal", "patellar-reflex")
    assert "a little against L4" in said["text"]
    quiet = with_normal("weak-straighten-knee", "femoral-stretch")
    assert words(quiet) == {"L3": "moderate", "L4": "moderate"}, "a negative stretch test says little"
    assert [item["finding"] for item in quiet["undecided"]] == ["femoral-stretch"]


def test_a_contradicted_sign_counts_for_nothing_and_says_so(knowledge: Knowledge) -> None:
    answer = answered(knowledge, "stiff-jumpy-legs", "knee-jerk-weak", "numb-inner-shin")
    assert words(answered(knowledge, "knee-jerk-weak", "numb-inner-shin"))["L4"] == "strong"
    assert words(answer)["L4"] == "moderate"
    assert [item["kind"] for item in root(answer, "L4")["against"]] == ["contradicted"]


def test_an_emergency_is_not_weighed_away(knowledge: Knowledge) -> None:
    answer = answered(
        knowledge, "saddle-numbness", "bladder-bowel-change", "numb-outer-foot", "ankle-jerk-weak", "weak-tiptoe"
    )
    assert words(answer)["S3"] == words(answer)["S4-5"] == words(answer)["S1"] == "strong"
    assert not root(answer, "S3")["against"]
    assert answer["disc_levels"][0]["place"] == "large central"
    assert "polyneuropathy" not in {mimic["mimic"] for mimic in answer["mimics"]}


def test_each_root_says_what_would_settle_it_until_it_is_known(knowledge: Knowledge) -> None:
    (l4, l5) = answered(knowledge, "weak-lift-foot")["roots"]
    assert "patellar-reflex" in [item["item"] for item in l4["settle"]]
    assert "extensor-hallucis" in [item["item"] for item in l5["settle"]]
    assert all(item["sources"] for item in (*l4["settle"], *l5["settle"]))
    known = root(answered(knowledge, "weak-lift-foot", "knee-jerk-weak"), "L4")
    assert "patellar-reflex" not in [item["item"] for item in known["settle"]]


def test_look_alikes_are_ordered_by_what_they_explain_and_say_what_they_leave(knowledge: Knowledge) -> None:
    mimics = answered(knowledge, "numb-inner-shin", "knee-gives-way", "knee-jerk-weak")["mimics"]
    assert mimics[0]["mimic"] == "femoral-neuropathy"
    assert mimics[0]["unexplained"] == []
    saphenous = next(mimic for mimic in mimics if mimic["mimic"] == "saphenous-neuropathy")
    assert [item["symptom"] for item in saphenous["unexplained"]] == ["knee-gives-way", "knee-jerk-weak"]


def test_what_explains_all_as_well_comes_before_any_disc_but_not_beside_an_emergency(knowledge: Knowledge) -> None:
    picks = ("knee-gives-way", "numb-inner-shin", "knee-jerk-weak")
    lines = roots_lines(answered(knowledge, *picks))
    said = lines.index("  explains all of it as well")
    assert lines[said - 1].startswith("Keep in mind: Femoral nerve")
    assert said < next(number for number, line in enumerate(lines) if line.startswith("Disc"))
    assert "  explains all of it as well" not in roots_lines(answered(knowledge, "saddle-numbness", *picks))


everything = st.lists(
    st.sampled_from([*load().symptoms, *load().findings]).flatmap(
        lambda key: st.tuples(st.just(key), st.sampled_from(SIDES), st.booleans())
    ),
    max_size=7,
)


def picks_of(drawn: list[tuple[str, Side, bool]]) -> tuple[list[PickedSymptom], list[PickedFinding]]:
    symptoms = [PickedSymptom(key, side) for key, side, _ in drawn if key in load().symptoms]
    return symptoms, [PickedFinding(key, side, normal) for key, side, normal in drawn if key in load().findings]


def standing(drawn: list[tuple[str, Side, bool]], side: Side) -> dict[str, tuple[str, int]]:
    symptoms, findings = picks_of(drawn)
    signs = signs_of(load(), [*symptoms, *findings], side)
    return {one.root: (one.support, one.balance) for one in standings(signs, load())}


@settings(max_examples=150, deadline=None)
@given(everything, st.randoms(use_true_random=False))
def test_the_order_of_picks_leaves_no_trace_on_support(drawn: list[tuple[str, Side, bool]], random: Any) -> None:
    shuffled = list(drawn)
    random.shuffle(shuffled)
    one, two = (supported_roots(load(), *picks_of(order)) for order in (drawn, shuffled))
    assert [(s.root, s.side, s.strength) for s in one] == [(s.root, s.side, s.strength) for s in two]


@settings(max_examples=150, deadline=None)
@given(everything, everything.filter(bool))
def test_what_speaks_against_a_root_never_raises_it(
    drawn: list[tuple[str, Side, bool]], more: list[tuple[str, Side, bool]]
) -> None:
    for side in SIDES:
        before, after = standing(drawn, side), standing([*drawn, more[0]], side)
        signs = signs_of(load(), [pick for picks in picks_of(more[:1]) for pick in picks], side)
        for key, (word, balance) in before.items():
            if not any(sign.is_for(key) for sign in signs):
                assert after[key][1] <= balance
                assert WORDS.index(after[key][0]) >= WORDS.index(word)


@settings(max_examples=150, deadline=None)
@given(everything)
def test_one_side_says_nothing_of_the_other(drawn: list[tuple[str, Side, bool]]) -> None:
    sided = [(key, side, normal) for key, side, normal in drawn if key not in load().symptoms or _sided(key)]
    for side in SIDES:
        assert standing(sided, side) == standing([pick for pick in sided if pick[1] == side], side)


def _sided(key: str) -> bool:
    return load().symptoms[key].sided


@settings(max_examples=150, deadline=None)
@given(everything, everything)
def test_what_is_normal_never_names_a_root(
    drawn: list[tuple[str, Side, bool]], more: list[tuple[str, Side, bool]]
) -> None:
    normal = [(key, side, True) for key, side, _ in more if key in load().findings]
    for side in SIDES:
        before, after = standing(drawn, side), standing([*drawn, *normal], side)
        assert before.keys() == after.keys()
        assert all(after[key][1] <= balance for key, (_, balance) in before.items())


def test_the_words_of_support_never_rise_down_the_list(knowledge: Knowledge) -> None:
    rank = ("strong", "moderate", "weak")
    for keys in (
        ("pain-inner-shin", "saddle-numbness"),
        ("weak-lift-foot", "numb-inner-shin"),
        ("pain-groin-upper-thigh",),
    ):
        answer: Any = roots_answer(knowledge, [PickedSymptom(key) for key in keys])
        places = [rank.index(root["support"]) for root in answer["roots"]]
        assert places == sorted(places)
