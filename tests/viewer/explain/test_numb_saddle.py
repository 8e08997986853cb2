"""Numbness of the saddle, drawn or pointed at: every answer begins with what to do."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from annotations.model import Knowledge
from meshes.skin.landmarks import landmark
from viewer.cli.main import main
from viewer.explain.alarm import alarm_of
from viewer.i18n.catalogue import LANGUAGES, catalogue
from viewer.output.handout.content import handout_content
from viewer.resolve.resolve import resolve
from viewer.skin.covers import covers_of
from viewer.skin.saddle import NUMB, NUMB_DRAWN, NUMB_HERE, SIGN
from viewer.skin.where import where_answer
from viewer.state.saved_view import as_json
from viewer.state.view_state import QUALITIES, ChartPlace, PickedSymptom, Stroke, ViewState

EVERY = ("en", *LANGUAGES)
ANUS = ChartPlace("trunk", "right", landmark("perianal", "right").t, landmark("perianal", "right").phi)
SHIN = ChartPlace("leg", "right", 0.5, 70.0)
CALF = ChartPlace("leg", "left", 0.4, 180.0)


def drawn(place: ChartPlace, quality: str = "numbness", radius: float = 8.0) -> ViewState:
    return ViewState(drawing=(Stroke((place,), radius, quality),))  # type: ignore[arg-type]


@pytest.mark.parametrize("language", EVERY)
@pytest.mark.parametrize("quality", NUMB)
def test_a_numb_saddle_that_is_drawn_is_an_emergency_before_all_else(
    knowledge: Knowledge, quality: str, language: str
) -> None:
    state = replace(drawn(ANUS, quality), language=language, symptoms=(PickedSymptom("pain-inner-shin"),))
    appearance = resolve(state, knowledge, {})
    first = appearance.panel.paragraphs[0]
    assert first.urgent
    assert first.text == appearance.banner[0] == catalogue(language)(NUMB_DRAWN)
    assert language == "en" or first.text != NUMB_DRAWN
    assert first.sources == knowledge.red_flags[SIGN].sources
    assert set(first.sources) <= dict(appearance.panel.citations).keys()
    alarm = alarm_of(state, knowledge)
    assert alarm is not None
    assert alarm.urgency == "emergency"
    sheet = handout_content(state, knowledge, language, date(2026, 11, 30))
    assert (sheet.alarms[0].urgency, sheet.alarms[0].text) == ("emergency", catalogue(language)(NUMB_DRAWN))
    assert not sheet.mismatch


@pytest.mark.parametrize("place", [SHIN, CALF])
@pytest.mark.parametrize("quality", QUALITIES)
def test_a_drawing_elsewhere_warns_of_nothing(knowledge: Knowledge, place: ChartPlace, quality: str) -> None:
    appearance = resolve(drawn(place, quality), knowledge, {})
    assert not appearance.banner
    assert not any(paragraph.urgent for paragraph in appearance.panel.paragraphs)


def test_pain_that_is_drawn_there_and_what_was_wiped_out_do_not_warn(knowledge: Knowledge) -> None:
    assert not resolve(drawn(ANUS, "pain"), knowledge, {}).banner
    state = ViewState(drawing=(Stroke((ANUS,), 8.0, "numbness"), Stroke((ANUS,), 20.0, erase=True)))
    assert not resolve(state, knowledge, {}).banner


@pytest.mark.parametrize("side", ["right", "left"])
def test_one_touch_of_the_finest_brush_is_enough(knowledge: Knowledge, side: Any) -> None:
    place = ChartPlace("trunk", side, ANUS.t, ANUS.phi)
    assert resolve(drawn(place, radius=3.0), knowledge, {}).banner
    found = covers_of(knowledge, drawn(place, radius=3.0).drawing)
    assert found is not None
    assert found.saddle_cm2 == pytest.approx(found.area_cm2)


def test_the_command_says_it_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "view.json"
    path.write_text(json.dumps(as_json(drawn(ANUS))))
    assert main(["where", "--state", str(path)]) == 0
    assert capsys.readouterr().out.startswith(f"! {NUMB_DRAWN}")
    assert main(["where", "--state", str(path), "--json"]) == 0
    warning = json.loads(capsys.readouterr().out)["warning"]
    assert (warning["sign"], warning["text"]) == (SIGN, NUMB_DRAWN)
    path.write_text(json.dumps(as_json(drawn(SHIN))))
    assert main(["where", "--state", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["warning"] is None


@pytest.mark.parametrize("language", EVERY)
@pytest.mark.parametrize("name", ["perianal", "ischial-tuberosity"])
def test_who_points_at_the_saddle_reads_it_first(knowledge: Knowledge, name: str, language: str) -> None:
    at = landmark(name, "left")
    place = ChartPlace(at.segment, "left", at.t, at.phi)
    (first, *others) = resolve(ViewState(place=place, language=language), knowledge, {}).panel.paragraphs
    assert first.urgent
    assert first.text == catalogue(language)(NUMB_HERE)
    assert language == "en" or first.text != NUMB_HERE
    assert not any(paragraph.urgent for paragraph in others), "one line"


def test_where_gives_the_warning_of_the_saddle_and_of_no_other_place(
    knowledge: Knowledge, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["where", "--landmark", "perianal", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["warning"]["text"] == NUMB_HERE
    assert main(["where", "--landmark", "perianal"]) == 0
    assert capsys.readouterr().out.startswith(f"! {NUMB_HERE}")
    for place in (SHIN, CALF):
        assert where_answer(knowledge, place)["warning"] is None


def test_the_point_beside_the_anus_is_told_in_plain_words(knowledge: Knowledge) -> None:
    assert "junction" not in knowledge.key_points["S4-5"].text
