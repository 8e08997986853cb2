"""A warning sign is answered first and loudest: in every audience, every output, whatever else is picked."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations import load
from annotations.model import Urgency
from viewer.cli import main as cli
from viewer.examination.fitting_roots import roots_answer, roots_lines
from viewer.examination.items import read_entries
from viewer.explain.alarm import URGENCY_WORDS, act, action, alarms
from viewer.resolve.regions import lit_regions_of
from viewer.resolve.resolve import resolve
from viewer.state.view_state import PickedSymptom, ViewState

URGENT = sorted(key for key, symptom in load().symptoms.items() if symptom.urgency is not None)
OTHER = "numb-inner-shin"


@pytest.mark.parametrize("audience", ["patient", "student", "physician"])
@pytest.mark.parametrize("key", URGENT)
def test_the_panel_leads_with_it_for_every_audience(audience: str, key: str) -> None:
    picks = (PickedSymptom(OTHER), PickedSymptom(key, "both"))
    panel = resolve(ViewState(symptoms=picks, audience=audience), load(), {}).panel  # type: ignore[arg-type]
    symptom = load().symptoms[key]
    assert symptom.urgency is not None
    assert panel.paragraphs[0].urgent
    assert panel.paragraphs[0].text == f"{URGENCY_WORDS[symptom.urgency]}: {symptom.text}"
    flags = [paragraph.urgent for paragraph in panel.paragraphs]
    assert flags == sorted(flags, reverse=True)


def test_students_and_physicians_read_what_to_do() -> None:
    for audience in ("student", "physician"):
        state = ViewState(symptoms=(PickedSymptom("saddle-numbness", "both"),), audience=audience)
        said = " ".join(paragraph.text for paragraph in resolve(state, load(), {}).panel.paragraphs if paragraph.urgent)
        assert "MRI" in said


@pytest.mark.parametrize("key", URGENT)
def test_roots_answer_it_first(key: str) -> None:
    answer = roots_answer(load(), [PickedSymptom(OTHER), PickedSymptom(key, "both")])
    assert next(iter(answer)) == "red_flags"
    first = answer["red_flags"][0]  # type: ignore[index]
    assert first["symptom"] == key
    assert first["action"]
    assert roots_lines(answer)[0] == f"{first['urgency'].upper()}: {first['text']}"


def test_the_most_urgent_comes_first_whatever_was_picked_first() -> None:
    picks = tuple(
        PickedSymptom(key, "both") for key in ("past-cancer-weight-loss", "sudden-foot-drop", "cold-pale-leg")
    )
    said = alarms(ViewState(symptoms=picks), load())
    words = [URGENCY_WORDS[urgency] for urgency in ("emergency", "same-day", "urgent")]
    assert [next(word for word in words if line.startswith(word)) for line in said] == words
    panel = resolve(ViewState(symptoms=picks), load(), {}).panel
    assert panel.paragraphs[0].text.startswith(words[0])


def test_without_a_warning_nothing_shouts() -> None:
    appearance = resolve(ViewState(symptoms=(PickedSymptom(OTHER),)), load(), {})
    assert appearance.banner == ()
    assert not any(paragraph.urgent for paragraph in appearance.panel.paragraphs)


@pytest.mark.gl
def test_a_picture_carries_it_in_words_and_the_terminal_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from PIL import Image

    words = ["--symptom", OTHER, "--size", "320x240"]
    assert cli.main(["snapshot", "-o", str(tmp_path / "calm.png"), *words]) == 0
    assert capsys.readouterr() == ("", "")
    assert cli.main(["snapshot", "-o", str(tmp_path / "loud.png"), *words, "--symptom", "saddle-numbness"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Emergency: get help now. Numb skin between the legs")
    loud = np.asarray(Image.open(tmp_path / "loud.png").convert("RGB"))
    calm = np.asarray(Image.open(tmp_path / "calm.png").convert("RGB"))
    assert tuple(loud[2, 160]) == (150, 27, 20)
    assert tuple(calm[2, 160]) != (150, 27, 20)
    assert loud.shape == calm.shape


def test_a_banner_fits_its_picture() -> None:
    from viewer.scene.labels.banner import MOST, PAPER, with_banner

    picture = np.zeros((200, 300, 3), dtype=np.uint8)
    lines = ["Emergency: get help now. Numb skin between the legs, where you would sit on a saddle."] * 3
    out = with_banner(picture, lines)
    band = (out == PAPER).all(axis=2)
    assert band[0].all()
    assert not band[int(MOST * 200) + 1 :].any()
    assert (out == 255).all(axis=2).any()
    assert not picture.any()
    assert with_banner(picture, ()) is picture


def test_a_banner_says_first_what_to_do_where_there_is_room() -> None:
    from viewer.scene.labels.banner import PAPER, SMALLEST, with_banner

    shown = resolve(ViewState(symptoms=(PickedSymptom("saddle-numbness", "both"),), language="es"), load(), {})
    assert shown.act.startswith("Llame a una ambulancia")

    def red(picture: np.ndarray) -> int:
        return int((picture[:, 1] == PAPER).all(axis=1).sum())

    large, small = np.zeros((480, 640, 3), dtype=np.uint8), np.zeros((60, 200, 3), dtype=np.uint8)
    assert red(with_banner(large, shown.banner, shown.act)) > red(with_banner(large, shown.banner)) + SMALLEST
    assert (with_banner(small, shown.banner, shown.act) == with_banner(small, shown.banner)).all()
    assert resolve(ViewState(), load(), {}).act == ""


# ---------------------------------------------------------------- warnings without a side

UNSIDED = sorted(key for key, symptom in load().symptoms.items() if not symptom.sided)


def test_what_is_of_the_whole_body_has_no_side() -> None:
    assert {"saddle-numbness", "bladder-bowel-change", "fever-with-back-pain", "both-legs-weak"} <= set(UNSIDED)
    assert "sudden-foot-drop" not in UNSIDED
    assert "cold-pale-leg" not in UNSIDED


@pytest.mark.parametrize("side", ["", ":left", ":right", ":both"])
def test_a_side_given_for_it_is_not_used(side: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["roots", "--symptom", f"saddle-numbness{side}", "--json"]) == 0
    out, err = capsys.readouterr()
    assert {reason["side"] for root in json.loads(out)["roots"] for reason in root["reasons"]} == {"both"}
    said = "saddle-numbness has no side; it is taken for the whole body, not for the " + side[1:]
    assert err.strip() == (said if side in (":left", ":right") else "")


def test_it_is_named_and_lit_without_a_side() -> None:
    for side in ("left", "right", "both"):
        state = ViewState(symptoms=(PickedSymptom("saddle-numbness", side),))
        assert resolve(state, load(), {}).panel.title == load().symptoms["saddle-numbness"].text
        assert {side for _, side in lit_regions_of(state, load(), ()).skin} == {"left", "right"}


@settings(max_examples=25, deadline=None)
@given(
    st.integers(40, 300),
    st.integers(40, 400),
    st.lists(st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=120), max_size=4),
)
def test_a_banner_never_changes_the_size_or_fails(height: int, width: int, lines: list[str]) -> None:
    from viewer.scene.labels.banner import with_banner

    picture = np.full((height, width, 3), 200, dtype=np.uint8)
    out = with_banner(picture, lines)
    assert out.shape == picture.shape
    assert out.dtype == np.uint8
    assert (picture == 200).all()


def test_what_stands_across_the_top_is_as_urgent_as_the_examination_says() -> None:
    cases: tuple[tuple[str, Urgency], ...] = (
        ("plantar-response:right=up", "urgent"),
        ("plantar-response:right=up tibialis-anterior:right=4", "same-day"),
        ("plantar-response:both=up", "emergency"),
    )
    for words, urgency in cases:
        state = ViewState(examination=read_entries(words.split(), load()))
        assert act(state, load()) == action(urgency, load())
        (line,) = alarms(state, load())
        assert line.startswith(f"{URGENCY_WORDS[urgency]}.")
