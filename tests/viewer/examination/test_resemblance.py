"""An examination that fits a look-alike says so: which, what is lost and kept as there, and what differs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

import pytest

from annotations import load
from viewer.examination.answer import examination_answer, examination_lines
from viewer.examination.items import read_entries, rest_normal
from viewer.examination.page import page_html
from viewer.examination.result import Result, result_of
from viewer.i18n.catalogue import LANGUAGES, catalogue
from viewer.i18n.language import in_language
from viewer.output.handout.findings import finding_lines
from viewer.state.view_state import Examined, ViewState

FITTING: Final = {
    "femoral-neuropathy": "quadriceps=3 patellar-reflex=0 pin-prick-l3=1 light-touch-l4=1 adductors=5"
    " tibialis-anterior=5",
    "fibular-neuropathy": "tibialis-anterior=2 foot-everters=2 extensor-hallucis=1 light-touch-l5=1 foot-inverters=5"
    " hip-abductors=5 knee-flexors=5",
    "meralgia-paraesthetica": "light-touch-outer-thigh=0 quadriceps=5 patellar-reflex=2",
    "saphenous-neuropathy": "pin-prick-l4=0 light-touch-l4=1 quadriceps=5 tibialis-anterior=5 patellar-reflex=2",
    "sciatic-neuropathy": "tibialis-anterior=2 foot-everters=2 foot-inverters=3 calf=3 knee-flexors=4 hip-abductors=5"
    " hip-extensors=5 achilles-reflex=0 patellar-reflex=2 pin-prick-l5=1 pin-prick-s1=0",
    "sacral-plexopathy": "hip-abductors=3 hip-extensors=3 calf=3 knee-flexors=3 tibialis-anterior=3 achilles-reflex=0"
    " pin-prick-l5=1 light-touch-s1=1 quadriceps=5 patellar-reflex=2",
    "tibial-neuropathy": "calf=2 foot-inverters=3 achilles-reflex=0 pin-prick-s1=1 tibialis-anterior=5 foot-everters=5"
    " knee-flexors=5 hip-extensors=5",
    "obturator-neuropathy": "adductors=3 adductor-reflex=0 quadriceps=5 patellar-reflex=2",
    "lumbar-plexopathy": "iliopsoas=3 adductors=3 quadriceps=2 patellar-reflex=0 light-touch-l2=1 light-touch-l3=1"
    " calf=5",
}
ROOTS: Final = {
    "L2": "iliopsoas=3 pin-prick-l2=1 femoral-stretch=positive quadriceps=5 patellar-reflex=2",
    "L3": "quadriceps=4 adductors=4 pin-prick-l3=1 light-touch-l3=1 femoral-stretch=positive tibialis-anterior=5",
    "L4": "quadriceps=4 tibialis-anterior=4 patellar-reflex=1 pin-prick-l4=1 crossed-femoral-stretch=positive",
    "L5": "tibialis-anterior=3 extensor-hallucis=2 foot-everters=3 foot-inverters=4 hip-abductors=4 pin-prick-l5=1"
    " straight-leg-raise=positive",
    "S1": "calf=4 achilles-reflex=0 pin-prick-s1=1 straight-leg-raise=positive",
    "one weak muscle": "tibialis-anterior=4",
    "another": "quadriceps=4",
}


def entered(words: str, side: str = "right") -> tuple[Examined, ...]:
    return read_entries([f"{word.split('=')[0]}:{side}={word.split('=')[1]}" for word in words.split()], load())


def found(words: str, *further: str) -> Result:
    return result_of((*entered(words), *read_entries(further, load())), load())


@pytest.mark.parametrize("key", FITTING)
@pytest.mark.parametrize("rest", [False, True], ids=["alone", "rest normal"])
def test_a_nerve_s_own_pattern_is_named(key: str, rest: bool) -> None:
    entries = entered(FITTING[key])
    result = result_of(rest_normal(entries, load()) if rest else entries, load())
    named = {one.resemblance.mimic.key for one in result.resembles}
    also = {"diabetic-amyotrophy"} if key == "lumbar-plexopathy" else set()  # it takes the same muscles
    assert key in named
    assert named <= {key} | also
    assert result.resembles[0].side == "right"


@pytest.mark.parametrize("name", ROOTS)
@pytest.mark.parametrize("rest", [False, True], ids=["alone", "rest normal"])
def test_a_root_s_pattern_names_no_nerve(name: str, rest: bool) -> None:
    entries = entered(ROOTS[name])
    assert not result_of(rest_normal(entries, load()) if rest else entries, load()).resembles


def test_what_a_nerve_keeps_must_not_be_lost() -> None:
    assert found(FITTING["fibular-neuropathy"]).resembles
    for kept in ("hip-abductors", "foot-inverters", "knee-flexors"):
        weak = FITTING["fibular-neuropathy"].replace(f"{kept}=5", f"{kept}=4")
        named = {one.resemblance.mimic.key for one in found(weak).resembles}
        assert named <= {"sciatic-neuropathy"}, kept  # of which the fibular nerve is a part


def test_what_takes_several_nerves_leaves_none_of_their_muscles_strong() -> None:
    def named(words: str) -> set[str]:
        return {one.resemblance.mimic.key for one in found(words).resembles}

    assert "lumbar-plexopathy" in named(FITTING["lumbar-plexopathy"])
    assert "lumbar-plexopathy" not in named(FITTING["lumbar-plexopathy"].replace("adductors=3", "adductors=5"))
    assert named(FITTING["femoral-neuropathy"]) == {"femoral-neuropathy"}, "the adductors are strong"


def test_what_differs_is_said() -> None:
    (one,) = found(f"{FITTING['femoral-neuropathy']} light-touch-l2=2 extensor-hallucis=4").resembles
    assert one.resemblance.unlike == ("light-touch-l2",)
    assert one.resemblance.unexplained == ("extensor-hallucis",)
    (high,) = found(f"{FITTING['femoral-neuropathy']} iliopsoas=3").resembles
    assert "iliopsoas" in high.resemblance.lost, "where the nerve is met high"
    assert not high.resemblance.unexplained
    text = one.sentence.text
    assert text.startswith("Right: another cause than a root fits: Femoral nerve trouble; lost as there: ")
    order = [
        "lost as there",
        "kept as there: Hip adduction (adductors) 5/5",
        "unlike there, normal: L2",
        "not explained by it: Great",
    ]
    assert sorted(order, key=text.index) == order
    assert text.count(". ") == 0, "one sentence"
    assert one.sentence.sources == load().mimics["femoral-neuropathy"].sources


def test_a_root_that_goes_with_everything_stands_beside_it() -> None:
    (one,) = found(FITTING["fibular-neuropathy"]).resembles
    assert "another cause fits as well as a root" in one.sentence.text


def test_a_nerve_that_explains_all_is_said_before_the_roots_and_any_other_after() -> None:
    def order(words: str) -> list[str]:
        return [told.kind for told in found(words).verdict]

    assert order(FITTING["fibular-neuropathy"]) == ["resembles", "fits"]
    assert order(FITTING["femoral-neuropathy"]) == ["resembles", "fits"]
    assert order(f"{FITTING['femoral-neuropathy']} extensor-hallucis=4") == ["fits", "resembles"], "it leaves one over"
    vague = "tibialis-anterior=2 extensor-hallucis=2 achilles-reflex=2"
    assert order(vague)[:2] == ["fits", "resembles"], "nothing that is kept tells it from L5"


@pytest.mark.parametrize("nerve", ["fibular-neuropathy", "femoral-neuropathy", "saphenous-neuropathy"])
@pytest.mark.parametrize(
    "sign", ["straight-leg-raise=positive", "medial-hamstring-reflex=1", "crossed-femoral-stretch=positive"]
)
def test_signs_of_a_root_speak_against_a_nerve(nerve: str, sign: str) -> None:
    result = found(f"{FITTING[nerve]} {sign}")
    (one,) = (one for one in result.look_alikes if one.mimic.key == nerve)
    assert sign.split("=")[0] in one.differs
    assert nerve not in {one.resemblance.mimic.key for one in result.resembles}


def test_beside_signs_of_the_cauda_equina_no_nerve_is_an_answer() -> None:
    for sign in ("saddle-numbness=yes", "anal-tone=reduced", "pin-prick-s4-5:left=0"):
        assert not found(FITTING["fibular-neuropathy"], sign).resembles, sign


def test_it_stands_at_the_top_of_lines_page_and_object() -> None:
    entries = entered(FITTING["femoral-neuropathy"])
    result = result_of(entries, load())
    text = result.resembles[0].sentence.text
    lines = examination_lines(entries, result, load())
    place = next(number for number, line in enumerate(lines) if line.startswith(text))
    assert place == len(result.warnings), "it explains all, and what it keeps is kept: before the roots"
    page = page_html(entries, result, load(), None, None, catalogue("en"), {})
    assert page.index("Femoral nerve trouble") < page.index("<h3"), "before the first root"
    (told,) = examination_answer(entries, result, load())["resembles"]
    assert (told["mimic"], told["side"], told["text"]) == ("femoral-neuropathy", "right", text)
    assert set(told["lost"]) >= {"quadriceps", "patellar-reflex"}
    assert set(told["kept"]) == {"adductors", "tibialis-anterior"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_told_in_the_language(language: str) -> None:
    known = in_language(load(), language)
    english = re.compile(r"\b(the|of|and|another|cause|lost|kept|there|unlike|normal:|explained)\b|\[en\]")
    for words in FITTING.values():
        one, *_ = result_of(entered(f"{words} femoral-stretch=negative"), known, (), language).resembles
        assert not english.search(one.sentence.text), one.sentence.text


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_the_hand_out_tells_it_where_findings_are_told(language: str) -> None:
    known = load() if language == "en" else in_language(load(), language)
    state = ViewState(examination=entered(FITTING["fibular-neuropathy"]), findings_told=True, language=language)
    tr = catalogue(language)
    lines, _ = finding_lines(state, known, tr)
    (text,) = (text for lead, text in lines if lead == tr("Another cause that fits"))
    assert text.startswith(known.mimics["fibular-neuropathy"].name)
    assert known.examination["foot-inverters"].plain_name in text
    assert finding_lines(replace(state, findings_told=False), known, tr) == ((), ())
