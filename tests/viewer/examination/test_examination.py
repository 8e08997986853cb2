"""The short neurological examination: entering, reading, and what it says for and against each root."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations import load
from annotations.model import STRENGTHS, Knowledge
from meshes.body import build_body
from viewer.appearance.values import Appearance
from viewer.examination.answer import examination_answer, examination_lines
from viewer.examination.for_and_against import EXAMINED_ROOTS, read_sides
from viewer.examination.items import (
    GRADES,
    NORMAL,
    SACRAL,
    WARNING,
    check_examination,
    group_of,
    groups,
    in_order,
    keys_of,
    read_entries,
    rest_normal,
    scale_of,
    sides_of,
    warned_picks,
    with_grade,
)
from viewer.examination.result import result_of
from viewer.i18n.language import in_language
from viewer.resolve.resolve import resolve
from viewer.state.saved_view import as_json, read_examination
from viewer.state.store import Store
from viewer.state.view_state import Examined, Side, ViewState

TEXTBOOK = {
    "L2": "iliopsoas=3 pin-prick-l2=1 femoral-stretch=positive quadriceps=5 patellar-reflex=2",
    "L3": "quadriceps=4 adductors=4 pin-prick-l3=1 light-touch-l3=1 femoral-stretch=positive tibialis-anterior=5",
    "L4": "quadriceps=4 tibialis-anterior=4 patellar-reflex=1 pin-prick-l4=1 crossed-femoral-stretch=positive"
    " extensor-hallucis=5 achilles-reflex=2",
    "L5": "extensor-hallucis=3 hip-abductors=4 tibialis-anterior=4 pin-prick-l5=1 straight-leg-raise=positive"
    " patellar-reflex=2 achilles-reflex=2",
    "S1": "calf=4 achilles-reflex=0 pin-prick-s1=1 light-touch-s1=0 straight-leg-raise=positive extensor-hallucis=5",
}


DANGER = ("anal-tone=reduced", "straight-leg-raise:both=positive", "achilles-reflex:both=0", "urine-flow-change=yes")


@cache
def knowledge() -> Knowledge:
    return load()


def entered(words: str, side: str = "right") -> tuple[Examined, ...]:
    """Read ``KEY=GRADE`` words for one side."""
    return read_entries([f"{word.split('=')[0]}:{side}={word.split('=')[1]}" for word in words.split()], knowledge())


places = [(key, side) for group in groups() for key in keys_of(load(), group) for side in sides_of(load(), key)]


@st.composite
def examinations(draw: st.DrawFn) -> tuple[Examined, ...]:
    """Draw entries in any order, each place once."""
    chosen = draw(st.lists(st.sampled_from(places), unique=True, max_size=30))
    return tuple(Examined(key, side, draw(st.sampled_from(GRADES[scale_of(knowledge(), key)]))) for key, side in chosen)


def mirrored(entries: tuple[Examined, ...]) -> tuple[Examined, ...]:
    other: dict[Any, Any] = {"left": "right", "right": "left", "both": "both"}
    return tuple(replace(entry, side=other[entry.side]) for entry in entries)


def without_side(side: Side, words: str) -> str:
    return words.replace(side, "SIDE").replace(side.capitalize(), "SIDE")


@pytest.mark.parametrize("root", EXAMINED_ROOTS)
@pytest.mark.parametrize("side", ["left", "right"])
def test_textbook_cases_come_out_right(root: str, side: str) -> None:
    (reading,) = read_sides(entered(TEXTBOOK[root], side), knowledge())
    assert [one.root for one in reading.fitting] == [root]
    best = reading.fitting[0]
    assert best.count("for") >= 3
    for other in reading.roots:
        if other.root != root:
            assert other.count("against") >= best.count("against"), f"no less speaks against {other.root}"
            assert other.count("for") < best.count("for")


@settings(max_examples=60, deadline=None)
@given(examinations(), st.randoms(use_true_random=False))
def test_the_order_of_entry_leaves_no_trace(entries: tuple[Examined, ...], random: Any) -> None:
    shuffled = list(entries)
    random.shuffle(shuffled)
    assert in_order(shuffled, knowledge()) == in_order(entries, knowledge())
    assert result_of(shuffled, knowledge()) == result_of(entries, knowledge())
    grown: tuple[Examined, ...] = ()
    for entry in shuffled:
        grown = with_grade(grown, knowledge(), entry.key, entry.side, entry.grade)
    assert grown == in_order(entries, knowledge())


@settings(max_examples=60, deadline=None)
@given(examinations())
def test_a_mirrored_examination_gives_the_mirrored_result(entries: tuple[Examined, ...]) -> None:
    there = {side.side: side for side in read_sides(entries, knowledge())}
    here = {side.side: side for side in read_sides(mirrored(entries), knowledge())}
    assert len(there) == len(here)
    assert list(there) in ([], ["right"], ["left"], ["right", "left"]), "right first, as on the worksheet"
    for side, other in (("left", "right"), ("right", "left")):
        if side not in there:
            continue
        one, two = there[side], here[other]  # type: ignore[index]
        assert one.lost == two.lost
        for first, second in zip(one.roots, two.roots, strict=True):
            assert [(s.verdict, s.text, s.sources) for s in first.statements] == [
                (s.verdict, s.text, s.sources) for s in second.statements
            ]


@settings(max_examples=60, deadline=None)
@given(examinations())
def test_every_statement_has_known_sources_and_every_entry_is_answered(entries: tuple[Examined, ...]) -> None:
    result = result_of(entries, knowledge())
    answer = examination_answer(entries, result, knowledge())
    known = set(knowledge().sources)

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if "text" in value and "sources" in value:
                assert value["sources"], value
                assert set(value["sources"]) <= known
            for name, item in value.items():
                if name != "sources":
                    walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)

    walk(answer)
    json.dumps(answer, allow_nan=False)
    assert examination_lines(entries, result, knowledge())
    for side in result.sides:
        said = {one.item for root in side.roots for one in root.statements}
        assert said == {entry.key for entry in entries if entry.side == side.side and entry.grade != "NT"} & set(
            knowledge().examination
        )
        assert all(len(root.statements) == len(said) for root in side.roots)


@settings(max_examples=60, deadline=None)
@given(examinations())
def test_the_rest_as_normal_names_no_root_and_raises_none(entries: tuple[Examined, ...]) -> None:
    def stands(found: tuple[Examined, ...]) -> dict[tuple[str, str], int | None]:
        sides = read_sides(found, knowledge())
        words = {(root.root, side.side): root.support for side in sides for root in side.roots}
        return {place: None if word is None else STRENGTHS.index(word) for place, word in words.items()}

    before, after = stands(entries), stands(rest_normal(entries, knowledge()))
    for place, rank in after.items():
        was = before.get(place)
        assert (rank is None) == (was is None), place
        assert rank is None or was is None or rank >= was, place


@settings(max_examples=60, deadline=None)
@given(examinations())
def test_a_saved_view_keeps_the_examination(entries: tuple[Examined, ...]) -> None:
    rows = json.loads(json.dumps(as_json(ViewState(examination=in_order(entries, knowledge())))))["examination"]
    found = read_examination(rows)
    check_examination(found, knowledge())
    assert found == in_order(entries, knowledge())


def test_no_probability_and_no_sum_is_given() -> None:
    answer = examination_answer(entered(TEXTBOOK["L4"]), result_of(entered(TEXTBOOK["L4"]), knowledge()), knowledge())
    for root in answer["roots"]:
        assert set(root) == {"root", "side", "support", "counts", "for", "against", "little", "neutral"}
        assert all(isinstance(count, int) for count in root["counts"].values())
    assert "probability" in answer["note"]


def test_a_reflex_that_is_low_on_both_sides_points_to_no_root() -> None:
    one = read_entries(["achilles-reflex:both=0"], knowledge())
    result = result_of(one, knowledge())
    assert all(not side.lost for side in result.sides)
    assert [told.kind for told in result.remarks] == ["alike"]
    sides = {
        side.side: side
        for side in read_sides(with_grade(one, knowledge(), "achilles-reflex", "left", "2"), knowledge())
    }
    assert sides["right"].lost == ("achilles-reflex",)
    assert sides["left"].lost == ()


def test_normal_findings_speak_only_a_little_and_not_where_a_test_misses_most() -> None:
    (reading,) = read_sides(entered("crossed-straight-leg-raise=negative calf=5"), knowledge())
    s1 = next(root for root in reading.roots if root.root == "S1")
    assert [(one.item, one.verdict) for one in s1.statements] == [
        ("calf", "little"),
        ("crossed-straight-leg-raise", "neutral"),
    ]
    assert s1.of("little")[0].findings == ("pooled-sensory-motor-reflex",)


def test_what_does_not_fit_together_is_said() -> None:
    entries = entered("quadriceps=3 patellar-reflex=3 pin-prick-l5=0 light-touch-l5=2 calf=3")
    result = result_of(entries, knowledge())
    kinds = {told.kind for told in (*result.patterns, *result.discordant)}
    assert {"modalities", "unexplained", "brisk"} <= kinds
    both = (*entered("quadriceps=3"), *entered("quadriceps=3", "left"))
    assert "both-sides" in {told.kind for told in result_of(both, knowledge()).discordant}


def test_the_femoral_nerve_is_told_from_the_root_by_what_it_spares() -> None:
    def femoral(words: str) -> Any:
        found = result_of(entered(words), knowledge()).look_alikes
        return next(one for one in found if one.mimic.key == "femoral-neuropathy")

    nerve = femoral("quadriceps=3 patellar-reflex=1 adductors=5 tibialis-anterior=5")
    assert not nerve.differs
    assert set(nerve.fits) == {"quadriceps", "patellar-reflex", "adductors", "tibialis-anterior"}
    assert femoral("quadriceps=3 tibialis-anterior=3").differs == ("tibialis-anterior",)
    drop = result_of(entered("tibialis-anterior=2 hip-abductors=5 foot-inverters=5"), knowledge()).look_alikes
    assert drop[0].mimic.key == "fibular-neuropathy"


def test_discs_are_named_of_roots_that_stand_strong_and_of_no_others() -> None:
    (side,) = read_sides(entered(TEXTBOOK["L4"]), knowledge())
    assert {root.root: root.support for root in side.roots}["L4"] == "strong"
    discs = [told.text for told in result_of(entered(TEXTBOOK["L4"]), knowledge()).discs]
    assert all(text.startswith("L4,") for text in discs)
    assert not result_of(entered("tibialis-anterior=4"), knowledge()).discs, "one sign alone"
    assert not result_of(entered("pin-prick-l4=0 achilles-reflex=0"), knowledge()).discs, "two roots, neither supported"


def test_one_root_that_explains_all_leaves_its_neighbour_behind() -> None:
    words = "quadriceps=4 tibialis-anterior=4 adductors=4 patellar-reflex=1 pin-prick-l4=1 femoral-stretch=positive"
    (side,) = read_sides(entered(f"{words} crossed-femoral-stretch=positive"), knowledge())
    stands = {root.root: root.support for root in side.roots}
    assert (stands["L4"], stands["L3"], stands["S1"]) == ("strong", "moderate", None)
    assert [root.root for root in side.fitting] == ["L4"]


def test_a_nerve_that_explains_all_comes_before_any_disc() -> None:
    palsy = "tibialis-anterior=2 extensor-hallucis=2 foot-everters=2 pin-prick-l5=1 foot-inverters=5 hip-abductors=5"
    (said,) = result_of(entered(palsy), knowledge()).discs
    assert "Fibular" in said.text
    assert "No disc is named before the two are told apart" in said.text
    root = palsy.replace("hip-abductors=5", "hip-abductors=3")
    assert "L4/5, posterolateral" in result_of(entered(root), knowledge()).discs[0].text


def test_disc_levels_of_l4_name_both_places_and_the_one_that_meets_l5() -> None:
    discs = " ".join(told.text for told in result_of(entered(TEXTBOOK["L4"]), knowledge()).discs)
    assert "L3/4, posterolateral" in discs
    assert "L4/5, foraminal or far-lateral" in discs
    assert "and not L4" in discs


def test_warnings_come_first_the_most_urgent_before_the_rest() -> None:
    entries = read_entries(
        ["tibialis-anterior:right=2", "saddle-numbness=yes", "fever-with-back-pain=no", "achilles-reflex:left=4"],
        knowledge(),
    )
    result = result_of(entries, knowledge())
    assert [warned.key for warned in result.warnings] == ["saddle-numbness", "stiff-jumpy-legs", "sudden-foot-drop"]
    answer = examination_answer(entries, result, knowledge())
    assert next(iter(answer)) == "warnings"
    assert examination_lines(entries, result, knowledge())[0].startswith("EMERGENCY")


def test_a_numb_saddle_or_a_slack_sphincter_raises_the_emergency_and_no_root() -> None:
    for word in (
        "pin-prick-s4-5:left=1",
        "light-touch-s4-5:right=0",
        "anal-tone=reduced",
        "bulbocavernosus-reflex=absent",
    ):
        entries = read_entries([word], knowledge())
        result = result_of(entries, knowledge())
        assert [warned.key for warned in result.warnings] == ["saddle-numbness"], word
        assert result.warnings[0].found == entries
        assert result.warnings[0].figures, "with the figures of the finding"
        assert not any(root.count("for") or root.count("against") for side in result.sides for root in side.roots)
        assert not any("nothing abnormal was entered (" in told.text for told in result.fits)
        assert "large central" in result.discs[0].text
        assert [pick.key for pick in warned_picks(entries, knowledge())] == ["saddle-numbness"]


def test_normal_findings_of_the_saddle_are_said_to_rule_nothing_out() -> None:
    entries = read_entries(["pin-prick-s4-5:both=2", "anal-tone=normal"], knowledge())
    result = result_of(entries, knowledge())
    assert not result.warnings
    told = [one.text for one in result.remarks if one.kind == "rules-nothing-out"]
    assert len(told) == 3
    assert all("does not rule out" in text for text in told)


def test_a_big_toe_that_goes_up_warns_of_the_long_tracts_and_tells_of_no_root() -> None:
    up = read_entries(["plantar-response:right=up", "tibialis-anterior:right=4"], knowledge())
    result = result_of(up, knowledge())
    assert [warned.key for warned in result.warnings] == ["stiff-jumpy-legs"]
    assert "big toe that goes up" in " ".join(told.text for told in result.patterns)
    (side,) = result.sides
    assert side.lost == ("tibialis-anterior",)
    assert {one.verdict for root in side.roots for one in root.statements if one.item == "plantar-response"} == {
        "neutral"
    }
    for grade in ("down", "mute", "NT"):
        quiet = result_of(read_entries([f"plantar-response:right={grade}"], knowledge()), knowledge())
        assert not quiet.warnings, grade
        assert not any(root.count("for") + root.count("little") for side in quiet.sides for root in side.roots), grade


def test_weakness_with_signs_of_the_long_tracts_is_cord_or_brain_before_any_root() -> None:
    drop = "tibialis-anterior=3 extensor-hallucis=3 hip-abductors=4"
    entries = entered(f"{drop} plantar-response=up patellar-reflex=4 achilles-reflex=4")
    result = result_of(entries, knowledge())
    lines = examination_lines(entries, result, knowledge())
    first = lines[len(result.warnings)]
    assert "spinal cord or brain, which no lumbar root explains" in first
    assert first.startswith("Right: weakness")

    def l5(found: tuple[Examined, ...]) -> str | None:
        (side,) = read_sides(found, knowledge())
        return next(root.support for root in side.roots if root.root == "L5")

    assert (l5(entered(drop)), l5(entries)) == ("strong", "moderate")
    lively = read_entries(["patellar-reflex:both=3", "tibialis-anterior:right=3"], knowledge())
    assert not result_of(lively, knowledge()).patterns, "a 3 alike on both sides is normal"


@pytest.mark.parametrize(
    ("words", "urgency"),
    [
        ("plantar-response:right=up", "urgent"),
        ("achilles-reflex:both=4", "urgent"),
        ("plantar-response:right=up calf:right=5", "urgent"),
        ("plantar-response:right=up tibialis-anterior:right=4", "same-day"),
        ("achilles-reflex:left=4 quadriceps:left=4", "same-day"),
        ("plantar-response:both=up", "emergency"),
        ("achilles-reflex:both=4 quadriceps:left=4", "emergency"),
        ("plantar-response:right=up pin-prick-s4-5:left=1", "emergency"),
        ("plantar-response:right=up urine-flow-change=yes", "emergency"),
    ],
)
def test_signs_of_the_long_tracts_are_as_urgent_as_what_stands_beside_them(words: str, urgency: str) -> None:
    result = result_of(read_entries(words.split(), knowledge()), knowledge())
    (warned,) = (one for one in result.warnings if one.key == "stiff-jumpy-legs")
    assert warned.urgency == urgency
    assert ("whole spine" in warned.action) == (urgency != "urgent")
    assert warned.found, "counts if it is new"
    order = ["emergency", "same-day", "urgent"]
    places = [order.index(one.urgency) for one in result.warnings]
    assert places == sorted(places), "the most urgent first"


def test_only_what_lifts_the_foot_is_called_a_foot_drop() -> None:
    weak = "tibialis-anterior=2 extensor-hallucis=3 calf=3 foot-inverters=3 foot-everters=2"
    warned = {one.key: one for one in result_of(entered(weak), knowledge()).warnings}
    drop, worse = (warned[key] for key in ("sudden-foot-drop", "weakness-getting-worse"))
    assert {entry.key for entry in drop.found} == {"tibialis-anterior", "extensor-hallucis"}
    assert {entry.key for entry in worse.found} == {"calf", "foot-inverters", "foot-everters"}
    assert "eversion" not in drop.because
    assert "eversion" in worse.because
    toe = result_of(entered("extensor-hallucis=2"), knowledge()).warnings
    assert [one.key for one in toe] == ["weakness-getting-worse"]


def test_saddle_legs_and_ankle_jerks_are_told_together_and_only_those_that_were_entered() -> None:
    def told(*words: str) -> list[str]:
        entries = read_entries(words, knowledge())
        result = result_of(entries, knowledge())
        lines = examination_lines(entries, result, knowledge())
        assert [line for line in lines if line.startswith("Together")] == [
            line for line in lines[len(result.warnings) :][:1] if line.startswith("Together")
        ], "before the sides"
        return [one.text for one in result.patterns if one.kind == "cauda-equina"] + [
            one.text for one in result.remarks if one.kind == "alike"
        ]

    saddle, stretch, jerks = "pin-prick-s4-5:right=1", "straight-leg-raise:both=positive", "achilles-reflex:both=0"
    line, remark = told(saddle, stretch, jerks)
    assert line == "Together: saddle, both legs and both ankle jerks: cauda equina until shown otherwise."
    assert "not counted" not in remark
    assert "cauda equina" in remark
    assert told(saddle, jerks)[0].startswith("Together: saddle and both ankle jerks:")
    assert told(saddle, stretch) == ["Together: saddle and both legs: cauda equina until shown otherwise."]
    assert not told(saddle)
    (calm,) = told(stretch, jerks)
    assert "not counted" in calm, "no sign of the lowest roots"


def test_what_was_not_examined_is_not_called_normal() -> None:
    entries = read_entries(["pin-prick-s4-5:right=1"], knowledge())
    result = result_of(entries, knowledge())
    (side,) = result.sides
    assert not any(root.examined for root in side.roots)
    text = "\n".join(examination_lines(entries, result, knowledge()))
    assert "Saddle: abnormal: S4-5 beside the anus, pin prick 1/2, right." in text
    assert "no root from L2 to S1 was examined" in text
    assert "0 normal findings" not in text
    (side,) = read_sides(entered("patellar-reflex=2"), knowledge())
    assert {root.root for root in side.roots if root.examined} == {"L3", "L4"}


def test_an_absent_cremasteric_reflex_counts_only_against_the_other_side() -> None:
    both = result_of(read_entries(["cremasteric-reflex:both=absent"], knowledge()), knowledge())
    assert all(not side.lost for side in both.sides)
    one = result_of(
        read_entries(["cremasteric-reflex:left=absent", "cremasteric-reflex:right=present"], knowledge()), knowledge()
    )
    assert [side.lost for side in one.sides] == [(), ("cremasteric-reflex",)]


def test_loss_in_both_legs_warns_by_itself() -> None:
    picks = warned_picks(read_entries(["quadriceps:both=4"], knowledge()), knowledge())
    assert [pick.key for pick in picks] == ["both-legs-weak"]
    assert not warned_picks(read_entries(["quadriceps:both=5", "patellar-reflex:both=1"], knowledge()), knowledge())
    mild = read_entries(["pin-prick-l4:both=1", "light-touch-l4:both=1"], knowledge())
    assert not warned_picks(mild, knowledge()), "healthy people feel less at the inner ankle, too"
    assert warned_picks(read_entries(["pin-prick-l4:both=0"], knowledge()), knowledge())


def test_pain_on_stretching_in_both_legs_warns_and_in_one_does_not() -> None:
    both = result_of(read_entries(["straight-leg-raise:both=positive", "calf:both=5"], knowledge()), knowledge())
    (warned,) = both.warnings
    assert (warned.key, warned.urgency) == ("sciatica-both-sides", "emergency")
    assert "if this is new" in warned.because
    assert not result_of(read_entries(["straight-leg-raise:left=positive"], knowledge()), knowledge()).warnings
    weak = read_entries(["straight-leg-raise:both=positive", "quadriceps:both=4"], knowledge())
    assert [pick.key for pick in warned_picks(weak, knowledge())] == ["both-legs-weak"]


def test_the_rest_is_normal_but_warnings_are_left_to_be_asked() -> None:
    entries = entered("quadriceps=3")
    filled = rest_normal(entries, knowledge())
    routine = [key for key, item in knowledge().examination.items() if item.group != SACRAL]
    assert len(filled) == 2 * len(routine)
    assert all(entry.grade == NORMAL[scale_of(knowledge(), entry.key)] for entry in filled if entry not in entries)
    assert not {group_of(knowledge(), entry.key) for entry in filled} & {WARNING, SACRAL}, (
        "nobody calls a saddle normal"
    )
    named = rest_normal((), knowledge(), {SACRAL})
    assert {entry.side for entry in named if entry.key == "anal-tone"} == {"both"}
    assert ("pin-prick-s4-5", "left", "2") in {(entry.key, entry.side, entry.grade) for entry in named}
    assert {group_of(knowledge(), entry.key) for entry in rest_normal((), knowledge(), {"reflex"})} == {"reflex"}


def test_entries_are_undone_one_by_one_and_the_cursor_is_not() -> None:
    store = Store()
    store.update(examination=entered("quadriceps=3"))
    store.update(examining="patellar-reflex:right")
    store.update(examination=entered("quadriceps=3 patellar-reflex=1"))
    store.undo()
    assert store.state.examination == entered("quadriceps=3")
    store.undo()
    assert store.state.examination == ()
    assert not store.can_undo


def test_items_of_the_data_stand_in_the_order_of_their_groups() -> None:
    order = [groups().index(item.group) for item in knowledge().examination.values()]
    assert order == sorted(order)
    points = {item.key_point for item in knowledge().examination.values() if item.key_point is not None}
    assert points == {*EXAMINED_ROOTS, "S4-5"}


def test_the_item_under_the_cursor_lights_what_it_tests() -> None:
    structures = build_body("light").structures
    plain = resolve(ViewState(), knowledge(), structures)

    def lit(examining: str) -> Appearance:
        return resolve(ViewState(examining=examining), knowledge(), structures)

    quadriceps = lit("quadriceps:left")
    assert {"rectus_femoris.left", "vastus_medialis.left", "femoral_nerve.left", "spinal_ganglion_l3.left"} <= set(
        quadriceps.lit
    )
    assert not any(key.endswith(".right") for key in quadriceps.lit)
    assert quadriceps.skin.opacity < 1.0, "the skin lets it through"
    assert quadriceps.panel == plain.panel, "the cursor explains nothing by itself"
    toe = lit("extensor-hallucis:right")
    assert any("L5 is a main root" in entry.text for entry in toe.legend)
    point = lit("pin-prick-l5:right")
    assert [(pin.root, pin.side) for pin in point.pins] == [("L5", "right")]
    assert {paint.side for paint in point.skin.territories} == {"right"}
    assert lit("fever-with-back-pain:both") == plain


def test_a_warning_entered_on_examination_stands_everywhere() -> None:
    structures = build_body("light").structures
    state = ViewState(examination=read_entries(["saddle-numbness=yes"], knowledge()))
    shown = resolve(state, knowledge(), structures)
    assert shown.banner
    assert shown.panel.paragraphs[0].urgent


def test_what_every_cursor_lights_is_on_the_body() -> None:
    structures = build_body("light").structures
    for key, item in knowledge().examination.items():
        shown = resolve(ViewState(examining=f"{key}:right"), knowledge(), structures)
        for part in (*item.muscles, *item.nerves):
            assert f"{part}.right" in structures, f"{part} of {key}"
            assert f"{part}.right" in shown.lit


FEET = ("pin-prick-l5:both=1", "pin-prick-s1:both=1", "light-touch-s1:both=1", "achilles-reflex:both=0")


def test_a_polyneuropathy_is_thought_of_where_both_feet_are_alike_and_only_there() -> None:
    found = result_of(read_entries(FEET, knowledge()), knowledge())
    alike = [one for one in found.look_alikes if one.mimic.key == "polyneuropathy"]
    assert [one.side for one in alike] == ["right", "left"]
    assert "achilles-reflex" in alike[0].fits
    one_sided = result_of(read_entries([word.replace("both", "left") for word in FEET], knowledge()), knowledge())
    assert "polyneuropathy" not in {one.mimic.key for one in one_sided.look_alikes}
    alarmed = result_of(read_entries((*FEET, "saddle-numbness=yes"), knowledge()), knowledge())
    assert "polyneuropathy" not in {one.mimic.key for one in alarmed.look_alikes}


def test_signs_of_the_cauda_equina_name_the_large_central_herniation_first() -> None:
    words = ("bladder-bowel-change=yes", "calf:both=4", "pin-prick-s1:both=0")
    first, *others = result_of(read_entries(words, knowledge()), knowledge()).discs
    assert "large central" in first.text
    assert "emergency" in first.text
    assert others
    calm = result_of(entered(TEXTBOOK["S1"]), knowledge()).discs
    assert not any("large central" in told.text for told in calm)


@pytest.mark.parametrize("language", ["de", "es"])
def test_the_result_is_told_in_the_language(language: str) -> None:
    """Nothing of it is English, of textbook cases, of both feet, of what does not fit together, of figures."""
    known = in_language(knowledge(), language)
    cases = [entered(words) for words in TEXTBOOK.values()]
    cases += [read_entries(FEET, knowledge())]
    cases += [read_entries([*DANGER, f"plantar-response:{side}=up"], knowledge()) for side in ("right", "both")]
    cases += [read_entries(["plantar-response:left=up", "calf:left=3"], knowledge())]
    cases += [read_entries(["plantar-response:both=up", "calf:left=3"], knowledge())]
    mixed = "quadriceps:right=2 tibialis-anterior:right=NT patellar-reflex:both=4 calf:left=3 pin-prick-l4:left=1"
    cases += [read_entries([*mixed.split(), "light-touch-l4:left=2", "fever-with-back-pain=yes"], knowledge())]
    english = re.compile(r"\b(the|of|and|with|which|this|is|are|root|roots|right|left|both|normal finding|or)\b|\[en\]")
    for case in cases:
        entries = rest_normal(case, knowledge())
        for line in examination_lines(entries, result_of(entries, known, (), language), known, language):
            if not line.startswith("["):
                assert not english.search(re.sub(r"\[[\d, ]+\]$", "", line)), line


def test_every_line_of_a_figure_has_a_figure_and_a_number_of_people() -> None:
    words = ["medial-hamstring-reflex:left=0", "medial-hamstring-reflex:right=2", "hip-abductors:left=3"]
    entries = read_entries(words, load())
    lines = examination_lines(entries, result_of(entries, load()), load())
    figures = [line for line in lines if line.startswith("Figure: ")]
    assert len(figures) > 2
    assert all(re.search(r"sensitivity|likelihood ratio|\d %", line) and "n = " in line for line in figures), figures
