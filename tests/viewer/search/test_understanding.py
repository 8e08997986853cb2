"""Phrases as complaints, places as areas of the chart, and corrections."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.search.finding import warnings_meant
from viewer.search.fitting import fits, signs
from viewer.search.places import Place, aspects, parts, place_of
from viewer.search.understanding import understood, with_feeling, with_place, with_side
from viewer.search.vocabulary import vocabularies


@pytest.mark.parametrize(
    ("typed", "feelings", "places", "side"),
    [
        ("numb inner shin on the left", ("numb",), ("inner shin",), "left"),
        ("outer thigh burns", ("burning",), ("outer thigh",), None),
        ("side of my thigh tingles", ("tingling",), ("outer thigh",), None),
        ("inner side of the knee hurts", ("pain",), ("inner knee",), None),
        ("between my big toe and the next", (), ("first-web",), None),
        ("Kniekehle", (), ("knee-hollow",), None),
        ("taub außen am rechten Oberschenkel", ("numb",), ("outer thigh",), "right"),
        ("se me duerme el empeine", ("numb",), ("foot-top",), None),
        ("the arch of my foot prickles", ("tingling",), ("arch",), None),
        ("knee folds under me", ("giving-way",), ("knee",), None),
    ],
)
def test_a_phrase_is_understood(typed: str, feelings: tuple[str, ...], places: tuple[str, ...], side: str) -> None:
    (complaint,) = understood(typed).complaints
    assert complaint.feelings == feelings
    assert tuple(map(str, complaint.places)) == places
    assert complaint.side == side


def test_and_begins_a_new_complaint_once_one_is_whole() -> None:
    thigh, knee = understood("pain in the thigh and weak knee").complaints
    assert (thigh.feelings, knee.feelings) == (("pain",), ("weak",))
    (both,) = understood("numb and tingling inner shin").complaints
    assert set(both.feelings) >= {"numb", "tingling"}
    toe, lift = understood("big toe tingles and i cant lift it").complaints
    assert lift.places == toe.places
    assert "weak-big-toe-lift" in fits(lift)


def test_what_is_denied_is_not_felt_and_alarms_nobody() -> None:
    (complaint,) = understood("not numb just weak").complaints
    assert complaint.feelings == ("weak",)
    assert complaint.denied == ("numb",)
    assert warnings_meant("calf is swollen") != ()
    assert "swollen-warm-calf" not in warnings_meant("calf not swollen")


def test_what_eases_is_not_what_brings_on() -> None:
    assert "worse-sitting" not in fits(understood("leg pain better when sitting").complaints[0])
    assert "worse-sitting" in fits(understood("leg pain worse sitting").complaints[0])


@given(st.sampled_from(sorted(parts())), st.lists(st.sampled_from(sorted(aspects())), max_size=2, unique=True))
def test_every_place_lies_on_a_chart_and_in_itself(part: str, sides: list[str]) -> None:
    place = Place(part, tuple(sides))
    assert place.area.share_in(place.area) == pytest.approx(1.0)
    assert 0.0 < place.area.wide <= 180.0
    chart = place.chart("left")
    assert chart.segment in ("trunk", "thigh", "leg", "foot")
    assert -0.5 <= chart.t <= 1.5
    assert 0.0 <= chart.phi < 360.0


def test_a_side_of_a_part_is_outside_its_other_side_and_inside_the_part() -> None:
    inner, outer, whole = place_of("inner thigh"), place_of("outer thigh"), place_of("thigh")
    assert inner.area.share_in(outer.area) == 0.0
    assert inner.area.share_in(whole.area) == 1.0
    assert whole.area.share_in(inner.area) < 0.5


def test_corrections_change_what_fits() -> None:
    (complaint,) = understood("outer thigh burns").complaints
    assert max(fits(complaint).items(), key=lambda item: item[1].score)[0] == "numb-outer-thigh"
    shin = with_place(complaint, place_of("outer thigh"), place_of("inner lower-leg"))
    assert max(fits(shin).items(), key=lambda item: item[1].score)[0] == "burning-inner-calf"
    assert with_feeling(complaint, "burning", None).feelings == ()
    assert with_side(complaint, "both").side == "both"


def test_each_symptom_is_an_alarm_or_has_a_meaning() -> None:
    from annotations import load

    plain = {key for key, symptom in load().symptoms.items() if symptom.urgency is None}
    assert set(signs()) == plain


def test_stems_gaps_and_compounds_are_read() -> None:
    english, german = vocabularies()["en"], vocabularies()["de"]
    assert {one.concept for one in english.mentions(["cramping"], [True])} == {"cramp"}
    assert any(
        one.concept == "knee-hollow" for one in english.mentions(["back", "of", "my", "left", "knee"], [True] * 5)
    )
    found = {one.concept for one in german.mentions(["wadenschmerzen"], [True])}
    assert {"calf", "pain"} <= found


def test_a_stop_ends_a_clause() -> None:
    complaint = understood("leg pain, worse sitting, better standing").complaints[0]
    assert {(one.key, one.eases) for one in complaint.triggers} == {("sitting", False), ("standing", True)}
    shin, foot = understood("numb inner shin, cramps in the foot").complaints
    assert (shin.feelings[0], foot.feelings[0]) == ("numb", "cramp")
