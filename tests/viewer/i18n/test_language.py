"""German and Spanish: everything a patient reads and the window's own words, marked as awaiting a native reviewer."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

import light_body
from annotations import load
from viewer.appearance.views import VIEWS
from viewer.cli import main as cli
from viewer.explain.topics import GROUPS
from viewer.i18n.catalogue import LANGUAGES, UNTRANSLATED, catalogue
from viewer.i18n.language import in_language, language_names, unreviewed
from viewer.makers.messages import read
from viewer.resolve.regions import lit_regions_of
from viewer.resolve.resolve import resolve
from viewer.state.saved_view import as_json, read_state
from viewer.state.view_state import ChartPlace, PickedSymptom, ViewState

NUMB = PickedSymptom("numb-inner-shin")
GAP = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_gaps_of_its_english(language: str) -> None:
    for message in read(language):
        texts = [message.id] if isinstance(message.id, str) else list(message.id)
        said = [message.string] if isinstance(message.string, str) else list(message.string or ())
        for words in said if message.id else ():
            assert words.strip(), message.id
            assert set(GAP.findall(words)) <= set(GAP.findall(texts[-1])), message.id
            assert set(GAP.findall(texts[0])) <= {*GAP.findall(words), "count"}, message.id


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", [*GROUPS.values(), *(view.text for view in VIEWS.values())])
def test_views_and_headings_are_translated(text: str, language: str) -> None:
    assert not catalogue(language)(text).startswith(UNTRANSLATED)


@pytest.mark.qt
def test_what_the_window_says_is_translated() -> None:
    from viewer.appearance.named import LAYER_TEXT
    from viewer.output.credits import NOTICE
    from viewer.qt.shell.actions import ACTIONS, MENUS
    from viewer.qt.shell.main_window import HINT, TITLE
    from viewer.qt.shell.view_bar import BUTTONS
    from viewer.qt.symptoms.model import GROUPS as SYMPTOM_GROUPS
    from viewer.qt.symptoms.rows import SWITCH
    from viewer.state.audience import AUDIENCES

    said = {spec.text for spec in ACTIONS if not spec.id.startswith(("language-", "words-"))}
    said |= {spec.submenu for spec in ACTIONS if spec.submenu} | {"Panels"}
    said |= {*MENUS.values(), *AUDIENCES.values(), *LAYER_TEXT.values(), HINT, NOTICE, TITLE, *BUTTONS.values()}
    said |= {*SYMPTOM_GROUPS.values(), *(word for _, word in SWITCH)}
    for code in LANGUAGES:
        assert {text for text in said if catalogue(code)(str(text)).startswith(UNTRANSLATED)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_panel_of_a_patient_is_in_the_language(language: str) -> None:
    states = [
        ViewState(symptoms=(NUMB, PickedSymptom("saddle-numbness", "both")), language=language),
        ViewState(root="L4", language=language),
        ViewState(place=ChartPlace("leg", "right", 0.5, 60.0), language=language),
    ]
    for state in states:
        english = resolve(ViewState(symptoms=state.symptoms, root=state.root, place=state.place), load(), {})
        other = resolve(state, load(), {})
        assert other.panel.title != english.panel.title
        same = {p.text for p in other.panel.paragraphs} & {p.text for p in english.panel.paragraphs}
        # Names of skin nerves are the same everywhere.
        assert not {text for text in same if "nerve" not in text}
        assert [p.sources for p in other.panel.paragraphs] == [p.sources for p in english.panel.paragraphs]
        assert not {entry.text for entry in other.legend} & {entry.text for entry in english.legend}
        assert [line.split(".")[0] for line in other.banner] != [line.split(".")[0] for line in english.banner] or not (
            english.banner
        )


def test_the_picture_itself_is_the_same_in_every_language() -> None:
    pictures = [resolve(ViewState(symptoms=(NUMB,), language=code), load(), {}) for code in language_names()]
    assert len({(p.skin, tuple(p.lit), p.camera, p.pins, p.labels) for p in pictures}) == 1
    assert lit_regions_of(ViewState(symptoms=(NUMB,)), load(), ()).skin


def test_the_translated_data_are_made_once() -> None:
    assert in_language(load(), "de") is in_language(load(), "de")
    assert in_language(load(), "en") is load()


def test_an_unreviewed_language_says_so() -> None:
    assert unreviewed("en") == ""
    assert "Muttersprachler" in unreviewed("de")
    assert "hablante nativo" in unreviewed("es")


def test_a_saved_view_keeps_its_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "view.json"
    file.write_text(json.dumps(as_json(ViewState(language="es"))), encoding="utf-8")
    assert read_state(file).language == "es"
    file.write_text(json.dumps({"schema_version": 1, "language": "fr"}), encoding="utf-8")
    assert cli.main(["snapshot", "-o", str(tmp_path / "out.png"), "--state", str(file)]) == 2
    assert "unknown language 'fr'; accepted are en, de, es" in capsys.readouterr().err
    assert cli.main(["snapshot", "-o", str(tmp_path / "out.png"), "--language", "xx"]) == 2
    assert "accepted are en, de, es" in capsys.readouterr().err


@pytest.mark.gl
def test_a_picture_warns_in_its_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["snapshot", "-o", str(tmp_path / "o.png"), "--size", "160x120", "--symptom", "saddle-numbness"]
    assert cli.main([*words, "--language", "de"]) == 0
    assert capsys.readouterr().err.startswith("Notfall: jetzt Hilfe holen. Taube Haut zwischen den Beinen")


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_in_the_picture_are_in_the_language_or_latin(language: str) -> None:
    knowledge = load()
    body = light_body.body()
    states = [ViewState(symptoms=(PickedSymptom(key),)) for key in knowledge.symptoms]
    states += [ViewState(root=root, skin_opacity=0.2) for root in knowledge.roots]
    latin_or_level = set(knowledge.roots)
    for state in states:
        english = resolve(state, knowledge, body.structures)
        told = resolve(replace(state, language=language), knowledge, body.structures)
        assert len(told.labels) == len(english.labels)
        for one, other in zip(told.labels, english.labels, strict=True):
            assert one.text
            assert one.anchor == other.anchor
            if one.text == other.text and isinstance(one.anchor, str):
                assert one.text == body.structures[one.anchor].latin, one.text
            elif one.text == other.text:
                assert one.text in latin_or_level
        assert not set(told.floor) & set(english.floor)
