"""The sheet to take home: what it says, that it fits on one page, that its text is real."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from numpy.typing import NDArray

from annotations.model import Knowledge
from annotations.reading import PATIENT_GRADE, grade
from meshes.body import Body
from viewer.cli.main import main
from viewer.files.errors import InputError
from viewer.i18n.catalogue import ENGLISH, LANGUAGES, catalogue
from viewer.i18n.language import in_language
from viewer.output.credits import ATTRIBUTION
from viewer.output.fonts import register_fonts
from viewer.output.handout import handout
from viewer.output.handout import pictures as pictures_module
from viewer.output.handout.content import MOST_SENTENCES, handout_content
from viewer.output.handout.handout import PAPERS, fitting_sizes, save_handout
from viewer.output.handout.pictures import draw_pictures, first_view, handout_pictures, second_view
from viewer.state.view_state import CameraPose, ChartPlace, PickedSymptom, Stroke, ViewState

DAY = date(2026, 3, 7)


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> list[ViewState]:
    """Grey pictures instead of drawn ones, and the states they were asked for."""
    asked: list[ViewState] = []

    def grey(state: ViewState, size: tuple[int, int], *_: object, **__: object) -> NDArray[np.uint8]:
        asked.append(state)
        return np.full((size[1], size[0], 3), 128, dtype=np.uint8)

    monkeypatch.setattr(pictures_module, "render", grey)
    return asked


def picked(*keys: str) -> ViewState:
    return ViewState(symptoms=tuple(PickedSymptom(key) for key in keys), view="inner-leg")


@pytest.mark.parametrize("language", [ENGLISH, *LANGUAGES])
def test_every_symptom_fits_one_page_with_room_for_notes(knowledge: Knowledge, language: str) -> None:
    for number, key in enumerate(knowledge.symptoms):
        content = handout_content(picked(key), knowledge, language, DAY)
        assert content.sentences or content.alarms, key
        assert len(content.sentences) <= MOST_SENTENCES
        paper = list(PAPERS)[number % 2]  # in turn: both would take half a minute
        sizes = fitting_sizes(content, paper)
        assert handout._Page(content, paper, sizes).room >= handout.NOTES_LEAST, (key, paper)
        assert sizes.text >= 10.0, (key, paper)


@pytest.mark.parametrize("language", [ENGLISH, *LANGUAGES])
def test_four_symptoms_and_an_alarm_fit(knowledge: Knowledge, language: str) -> None:
    longest = sorted(knowledge.symptoms.values(), key=lambda symptom: -len(symptom.text))
    calm = [symptom.key for symptom in longest if symptom.urgency is None][:3]
    alarm = next(symptom.key for symptom in longest if symptom.urgency is not None)
    content = handout_content(picked(*calm, alarm), knowledge, language, DAY)
    for paper in PAPERS:
        assert handout._Page(content, paper, fitting_sizes(content, paper)).room > 0.0


def test_a_warning_sign_comes_first_and_says_what_to_do(knowledge: Knowledge) -> None:
    content = handout_content(picked("numb-inner-shin", "bladder-bowel-change"), knowledge, "en", DAY)
    assert content.alarms[0].line.startswith("Emergency: New trouble passing")
    everything = [sign for _, signs in content.warnings for sign in signs]
    urgent = [symptom.text for symptom in knowledge.symptoms.values() if symptom.urgency is not None]
    assert sorted(everything) == sorted(urgent)


@pytest.mark.parametrize("language", [ENGLISH, *LANGUAGES])
@pytest.mark.parametrize("key", ["no-feeling-when-wiping", "cancer-with-nerve-signs", "calf-swollen-short-of-breath"])
def test_an_emergency_lists_all_warning_signs_at_the_size_of_its_text(
    tmp_path: Path, knowledge: Knowledge, undrawn: list[ViewState], key: str, language: str
) -> None:
    from pypdf import PdfReader

    known = in_language(knowledge, language)
    content = handout_content(picked(key), knowledge, language, DAY)
    assert content.mismatch == ""
    assert content.alarms[0].emergency
    for paper in PAPERS:
        sizes = fitting_sizes(content, paper)
        assert sizes.warnings == sizes.text >= 10.0
        assert sizes.lists == len(content.warnings)
    save_handout(tmp_path / "sheet.pdf", picked(key), knowledge, language=language, day=DAY)
    (page,) = PdfReader(tmp_path / "sheet.pdf").pages
    text = re.sub(r"\s+", " ", page.extract_text())
    signs = [symptom.text for symptom in known.symptoms.values() if symptom.urgency is not None]
    assert text.count("\N{BULLET}") == len(signs)
    assert not [sign for sign in signs if sign not in text.replace("\N{BULLET} ", "")]
    assert catalogue(language)("Your pain may not match the picture") not in text
    assert bool(undrawn) == (key == "no-feeling-when-wiping"), "no nerve is shown that has nothing to do with it"


@pytest.mark.parametrize("language", [ENGLISH, *LANGUAGES])
def test_an_emergency_beside_an_ordinary_symptom_is_the_headline_and_nothing_comforts(
    tmp_path: Path, knowledge: Knowledge, undrawn: list[ViewState], language: str
) -> None:
    from pypdf import PdfReader

    known = in_language(knowledge, language)
    state = picked("pain-outer-leg-to-big-toe", "no-feeling-when-wiping")
    content = handout_content(state, knowledge, language, DAY)
    meaning = [known.claims[key].text for key in known.symptoms["no-feeling-when-wiping"].explanation[1:]]
    assert content.sentences
    assert " ".join(meaning).startswith(" ".join(content.sentences))
    sizes: dict[str, float] = {}

    def seen(text: str, _current: Any, _matrix: Any, font: Any, size: float) -> None:
        if text.strip():
            sizes.setdefault(text.strip(), size if font and "Bold" in font["/BaseFont"] else -size)

    save_handout(tmp_path / "sheet.pdf", state, knowledge, language=language, day=DAY)
    PdfReader(tmp_path / "sheet.pdf").pages[0].extract_text(visitor_text=seen)
    first, size = next(iter(sizes.items()))
    assert first.startswith(f"! {content.alarms[0].act}: ")
    assert size > fitting_sizes(content, "a4").text


def test_a_calm_sheet_says_that_pain_may_not_match_and_lists_the_emergencies(knowledge: Knowledge) -> None:
    content = handout_content(picked("pain-inner-shin"), knowledge, "en", DAY)
    assert content.mismatch
    assert fitting_sizes(content, "a4").lists == 1


def test_several_symptoms_all_get_a_word(knowledge: Knowledge) -> None:
    keys = ("numb-inner-shin", "knee-gives-way")
    content = handout_content(picked(*keys), knowledge, "en", DAY)
    said = " ".join(content.sentences)
    for key in keys:
        first = knowledge.claims[knowledge.symptoms[key].explanation[0]].text
        assert first.split(". ")[0] in said


def test_without_a_symptom_it_speaks_of_the_root_shown(knowledge: Knowledge) -> None:
    content = handout_content(ViewState(root="L5", side="left"), knowledge, "en", DAY)
    assert content.titles == ("The L5 nerve root (your left side)",)
    assert content.starts == "Where the L5 nerve starts, from behind"
    assert content.sentences


def test_its_own_words_are_easy(knowledge: Knowledge) -> None:
    content = handout_content(picked("numb-inner-shin"), knowledge, "en", DAY)
    for text in (*content.small_print[:2], *(act for act, _ in content.warnings)):
        assert grade(f"{text.rstrip('.')}.") <= PATIENT_GRADE + 1.0 or len(text.split()) < 8, text
    for key in ("numb-inner-shin", "pain-inner-shin", "weak-lift-foot"):
        assert grade(" ".join(handout_content(picked(key), knowledge, "en", DAY).sentences)) <= PATIENT_GRADE


def test_the_dates_are_those_of_the_language(knowledge: Knowledge) -> None:
    dates = {code: handout_content(ViewState(), knowledge, code, DAY).date for code in (ENGLISH, *LANGUAGES)}
    assert dates == {"en": "7 March 2026", "de": "7. März 2026", "es": "7 de marzo de 2026"}


def test_the_font_has_every_letter_we_print(knowledge: Knowledge) -> None:
    from reportlab.pdfbase import pdfmetrics

    register_fonts()
    known = pdfmetrics.getFont("Vera").face.charToGlyph
    for language in (ENGLISH, *LANGUAGES):
        for key in knowledge.symptoms:
            content = handout_content(picked(key), knowledge, language, DAY)
            text = " ".join(
                (
                    *content.titles,
                    *content.sentences,
                    *(alarm.line for alarm in content.alarms),
                    content.mismatch,
                    *content.sources,
                )
            )
            text += " ".join(sign for _, signs in content.warnings for sign in signs)
            assert not {letter for letter in text if ord(letter) not in known}, (language, key)


@pytest.mark.parametrize("paper", list(PAPERS))
def test_one_page_of_real_text(tmp_path: Path, knowledge: Knowledge, undrawn: list[ViewState], paper: str) -> None:
    from pypdf import PdfReader

    path = tmp_path / "sheet.pdf"
    state = replace(picked("numb-inner-shin"), labels=True)
    save_handout(path, state, knowledge, paper=paper, day=DAY)
    reader = PdfReader(path)
    assert len(reader.pages) == 1
    box = reader.pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == tuple(round(side) for side in PAPERS[paper])
    text = re.sub(r"\s+", " ", reader.pages[0].extract_text())
    content = handout_content(state, knowledge, "en", DAY)
    for said in (*content.titles, *content.sentences, content.mismatch, *ATTRIBUTION, content.date, "Notes"):
        assert said in text, said
    assert [view.view for view in undrawn] == ["inner-leg", "lumbar-back"]
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("language", [ENGLISH, *LANGUAGES])
def test_names_in_the_picture_are_for_the_patient_in_the_language(
    tmp_path: Path, knowledge: Knowledge, undrawn: list[ViewState], language: str
) -> None:
    discussed = replace(picked("numb-inner-shin"), audience="physician")
    save_handout(tmp_path / "blatt.pdf", discussed, knowledge, language=language, day=DAY)
    seen = [(view.labels, view.language, view.audience, view.backdrop) for view in undrawn]
    assert seen == [(True, language, "patient", "light")] * 2


@pytest.mark.parametrize("language", [ENGLISH, *LANGUAGES])
def test_no_thought_is_cut_off(knowledge: Knowledge, language: str) -> None:
    """What is told is told to its end: claims as a whole or their first two sentences, questions with the answer."""
    known = in_language(knowledge, language)
    whole = {claim.text for claim in known.claims.values()}
    for key, symptom in knowledge.symptoms.items():
        sentences = handout_content(picked(key), knowledge, language, DAY).sentences
        assert all(sentence[-1] in ".!?" for sentence in sentences), key
        assert symptom.urgency is not None or not sentences[-1].endswith("?"), key
        told = " ".join(sentences)
        for text in whole:
            question = text.split("?")[0] + "?"
            if "?" in text and question in told:
                assert text in told, key
        if symptom.urgency is None:
            assert 3 <= len(sentences) <= MOST_SENTENCES, key
            new_weakness = "new-weakness-same-day" in symptom.explanation
            assert not new_weakness or known.claims["new-weakness-same-day"].text in told, key


@pytest.mark.parametrize("language", [ENGLISH, *LANGUAGES])
def test_a_scene_is_told_and_shown_from_near_by(knowledge: Knowledge, language: str) -> None:
    known = in_language(knowledge, language)
    for key, scene in known.scenes.items():
        state = ViewState(scene=key, view="lumbar-side", side="left")
        content = handout_content(state, knowledge, language, DAY)
        assert content.titles[0].startswith(scene.plain_name)
        assert " ".join(content.sentences) == scene.patient.text
        assert bool(content.alarms) == (scene.red_flag is not None)
        assert second_view(first_view(state, knowledge), knowledge).scene == key


@pytest.mark.parametrize(
    ("scene", "view"),
    [
        ("l4-5-foraminal-narrowing", "inner-leg"),
        ("l4-5-posterolateral-herniation", "outer-leg"),
        ("large-central-herniation", "saddle"),
    ],
)
def test_a_close_up_stays_and_what_is_felt_is_seen_from_its_own_side(
    knowledge: Knowledge, scene: str, view: str
) -> None:
    pose = CameraPose((0.0, 900.0, 300.0), (0.0, 0.0, 300.0), (0.0, 0.0, 1.0))
    discussed = ViewState(scene=scene, view="lumbar-side", camera=pose, path=True, selected="femur.right")
    felt, near = handout_pictures(discussed, knowledge)
    assert (felt.state.view, felt.state.camera, felt.state.path) == (view, None, False)
    assert (near.state.view, near.state.camera, near.state.scene) == ("lumbar-side", pose, scene)
    assert {felt.part, near.part} == {"whole"}
    from_afar = handout_pictures(replace(discussed, view="front", camera=None), knowledge)
    afar = "saddle" if view == "saddle" else "front"  # which no other named view shows
    assert [picture.state.view for picture in from_afar] == [afar, "lumbar-back"]


@pytest.mark.parametrize("language", [ENGLISH, *LANGUAGES])
def test_healthy_beside_pinched_is_what_the_sheet_shows(knowledge: Knowledge, language: str) -> None:
    beside = ViewState(scene="l4-5-foraminal-narrowing", view="lumbar-above", beside=True)
    healthy, pinched = handout_pictures(beside, knowledge)
    assert (healthy.part, pinched.part) == ("left", "right")
    assert healthy.state == pinched.state == beside
    tr, content = catalogue(language), handout_content(beside, knowledge, language, DAY)
    healthy_pinched = tr("To compare: healthy"), tr("Where the {root} nerve root is pinched", root="L4")
    assert (content.felt, content.starts) == healthy_pinched
    legs = handout_content(replace(beside, view="front"), knowledge, language, DAY)
    assert (legs.felt, legs.starts) == (tr("To compare: healthy"), tr("Where it is felt"))
    # Nothing is pinched: where it is felt, and where it starts.
    picked_only = replace(picked("numb-inner-shin"), beside=True)
    assert [picture.part for picture in handout_pictures(picked_only, knowledge)] == ["whole", "whole"]


def test_both_halves_come_from_one_drawing(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[tuple[int, int]] = []

    def halves(state: ViewState, size: tuple[int, int], *_: object, **__: object) -> NDArray[np.uint8]:
        drawn.append(size)
        picture = np.zeros((size[1], size[0], 3), dtype=np.uint8)
        picture[:, size[0] // 2 :] = 255 if state.beside else 9
        return picture

    monkeypatch.setattr(pictures_module, "render", halves)
    state = ViewState(scene="l4-on-l5-slip", view="lumbar-side", beside=True)
    healthy, pinched = draw_pictures(handout_pictures(state, knowledge), (120, 100), knowledge, cast("Body", None))
    assert drawn == [(240, 100)]
    assert (healthy.max(), pinched.min()) == (0, 255)


def test_the_drawing_is_told_of(knowledge: Knowledge) -> None:
    strokes = tuple(
        Stroke((ChartPlace("leg", "right", 0.4, 80.0), ChartPlace("leg", "right", 0.6, 80.0)), quality=quality)
        for quality in ("pain",)
    )
    state = replace(picked("numb-inner-shin"), drawing=strokes)
    assert handout_content(state, knowledge, "en", DAY).drawn == "Your drawing: it hurts where the crosses are."
    assert "Kreuze" in handout_content(state, knowledge, "de", DAY).drawn
    assert handout_content(picked("numb-inner-shin"), knowledge, "en", DAY).drawn == ""
    assert not second_view(state, knowledge).drawing


def test_the_second_picture_shows_the_gap_of_the_one_root(knowledge: Knowledge) -> None:
    near = second_view(picked("numb-inner-shin"), knowledge)
    assert (near.view, near.level) == ("lumbar-back", "l4_l5")
    assert "spinal_ganglion_l4" in (near.named or ())
    several = second_view(ViewState(root="all"), knowledge)
    assert several.view == "lumbar"
    assert several.named is not None  # so that what is not meant is not drawn


@pytest.mark.parametrize(
    ("name", "options", "sentence"),
    [
        ("sheet.pdf", {"paper": "a5"}, "unknown paper 'a5'"),
        ("sheet.pdf", {"language": "fr"}, "unknown language 'fr'"),
        ("sheet.png", {}, "must end in .pdf"),
        ("nowhere/sheet.pdf", {}, "there is no folder"),
    ],
)
def test_wrong_input_is_named_and_nothing_is_written(
    tmp_path: Path, knowledge: Knowledge, undrawn: list[ViewState], name: str, options: dict[str, str], sentence: str
) -> None:
    with pytest.raises(InputError, match=re.escape(sentence)):
        save_handout(tmp_path / name, picked("numb-inner-shin"), knowledge, day=DAY, **options)  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())
    assert not undrawn


@pytest.mark.gl
def test_the_command_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "sheet.pdf"
    assert main(["handout", "-o", str(path), "--symptom", "knee-gives-way:left", "--language", "es"]) == 0
    assert path.read_bytes().startswith(b"%PDF-")
    assert 30_000 < path.stat().st_size < 1_500_000
    assert main(["handout", "-o", str(tmp_path / "b.pdf"), "--symptom", "nonsense"]) == 2
    assert "unknown symptom" in capsys.readouterr().err


@pytest.mark.parametrize("language", [ENGLISH, *LANGUAGES])
def test_the_sheet_says_whose_drawing_the_colours_are(knowledge: Knowledge, language: str) -> None:
    numb = PickedSymptom("saddle-numbness", "both")
    ours = handout_content(ViewState(symptoms=(numb,), map="lee"), knowledge, language, DAY).skin
    own = handout_content(ViewState(symptoms=(numb,), map="keegan_garrett"), knowledge, language, DAY).skin
    tr = catalogue(language)
    assert ours.startswith(tr("Coloured skin: {areas}.").split("{")[0])
    assert tr("{root} skin: our drawing, as the chosen map has none", root="S4-5") in ours
    assert tr("{root} skin after {map}", root="S4-5", map="Keegan-Garrett") in own
    sources = handout_content(ViewState(symptoms=(numb,), map="lee"), knowledge, language, DAY).sources
    assert any("Saddle sensation" in source for source in sources)
    everything = handout_content(ViewState(root="all", map="isncsci_chart"), knowledge, language, DAY).skin
    assert in_language(knowledge, language).map_conflicts["isncsci_chart.S4-5"].text.rstrip(".") in everything
    assert handout_content(ViewState(root="L4", agreement=True), knowledge, language, DAY).skin == ""
