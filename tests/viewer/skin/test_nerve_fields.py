"""The skin of one nerve over the skin of a root: painted, named, in the legend, and told apart in words."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from annotations import Knowledge
from meshes.body import DATA
from meshes.skin.surface import build_skin
from meshes.skin.unwrapping import unwrap
from viewer.appearance.lit_regions import LitRegions
from viewer.appearance.values import Appearance, SkinAppearance, TerritoryPaint
from viewer.cli.main import main
from viewer.palette.colours import NERVE_SKIN, ROOTS, SKIN_TONES
from viewer.resolve.regions import lit_regions_of
from viewer.resolve.resolve import resolve
from viewer.skin.nerve_fields import field_paragraphs, nerves_with_skin
from viewer.skin.painted.chart_texels import SkinTexels
from viewer.skin.painted.paint import SkinPainter
from viewer.state.saved_view import as_json, read_state
from viewer.state.view_state import PickedSymptom, ViewState

SAPHENOUS = ViewState(map="keegan_garrett", nerve_field="saphenous_nerve")


def seen(state: ViewState, knowledge: Knowledge) -> Appearance:
    return resolve(state, knowledge, {})


def painted(state: ViewState, knowledge: Knowledge) -> list[TerritoryPaint]:
    return [paint for paint in seen(state, knowledge).skin.territories if paint.pattern == "lines"]


def test_the_choice_is_of_nerves_that_have_a_field(knowledge: Knowledge) -> None:
    choices = nerves_with_skin(knowledge)
    assert set(choices) == {item.nerve for item in knowledge.nerve_fields.values()}
    assert list(choices.values()) == sorted(choices.values())
    assert choices["saphenous_nerve"] == "Saphenous nerve"


def test_the_field_lies_over_the_root_on_its_side(knowledge: Knowledge) -> None:
    paints = seen(SAPHENOUS, knowledge).skin.territories
    assert [(paint.territory, paint.side, paint.pattern) for paint in paints[-1:]] == [
        ("gray.saphenous_nerve", "right", "lines")
    ]
    assert {paint.pattern for paint in paints[:-1]} == {"solid"}  # one published map, as it has it
    assert painted(replace(SAPHENOUS, nerve_field=None), knowledge) == []
    assert [paint.side for paint in painted(replace(SAPHENOUS, root=None, side="left"), knowledge)] == ["left"]
    both = replace(SAPHENOUS, symptoms=(PickedSymptom("numb-inner-shin", "both"),))
    assert {paint.side for paint in painted(both, knowledge)} == {"left", "right"}


def test_legend_and_label_name_the_nerve_and_whom_it_follows(knowledge: Knowledge) -> None:
    appearance = seen(replace(SAPHENOUS, audience="student"), knowledge)
    (entry,) = [entry for entry in appearance.legend if entry.pattern == "lines"]
    assert entry.text == "skin of the saphenous nerve (after Gray 1918)"
    (label,) = [label for label in appearance.labels if label.aside]
    assert label.text == "Skin: saphenous nerve"
    assert all(place.side == "right" for place in label.anchor if not isinstance(place, str))
    everything = seen(replace(SAPHENOUS, root="all", audience="student"), knowledge).legend
    assert entry in everything
    (plain,) = [entry.text for entry in seen(SAPHENOUS, knowledge).legend if entry.pattern == "lines"]
    assert "saphenous" not in plain


def test_a_described_field_says_so(knowledge: Knowledge) -> None:
    state = ViewState(nerve_field="pudendal_nerve", audience="student")
    texts = [entry.text for entry in seen(state, knowledge).legend if entry.pattern == "lines"]
    assert texts == ["skin of the pudendal nerve (drawn from descriptions)"]
    both = ViewState(nerve_field="iliohypogastric_nerve", audience="student")
    texts = [entry.text for entry in seen(both, knowledge).legend if entry.pattern == "lines"]
    assert texts == [
        "skin of the iliohypogastric nerve (after Gray 1918)",
        "skin of the iliohypogastric nerve (drawn from descriptions)",
    ]


def test_the_panel_tells_root_and_nerve_apart_with_sources(knowledge: Knowledge) -> None:
    state = replace(SAPHENOUS, audience="physician")
    panel = seen(state, knowledge).panel
    (words,) = field_paragraphs(state, knowledge, lit_regions_of(state, knowledge, {}))
    assert words in panel.paragraphs
    assert words.text.startswith("Lines: skin of the saphenous nerve (after Gray 1918). It carries L3 and L4.")
    assert words.sources[0] in dict(panel.citations)
    sural = ViewState(nerve_field="sural_nerve")
    assert len(field_paragraphs(sural, knowledge, LitRegions())) == 1
    (_, note) = field_paragraphs(replace(sural, audience="physician"), knowledge, LitRegions())
    assert note.text == knowledge.nerve_fields["gray.sural_nerve"].note


def test_it_is_said_in_german_and_spanish_too(knowledge: Knowledge) -> None:
    for language, start, legend in (
        ("de", "Linien: Hautgebiet eines Nervs", "Hautgebiet: Nervus saphenus (nach Gray 1918)"),
        ("es", "Líneas: zona de piel", "zona de piel: nervio safeno (según Gray 1918)"),
    ):
        appearance = seen(replace(SAPHENOUS, language=language, audience="student"), knowledge)
        assert any(words.text.startswith(start) for words in appearance.panel.paragraphs)
        assert legend in [entry.text for entry in appearance.legend]


def test_every_nerve_can_be_shown(knowledge: Knowledge) -> None:
    for nerve in nerves_with_skin(knowledge):
        state = ViewState(nerve_field=nerve)
        assert {knowledge.nerve_fields[paint.territory].nerve for paint in painted(state, knowledge)} == {nerve}
        assert lit_regions_of(state, knowledge, {}).skin == lit_regions_of(ViewState(), knowledge, {}).skin


def test_the_root_is_still_seen_between_the_lines(knowledge: Knowledge) -> None:
    skin = build_skin(DATA / "skin.npz")
    texels = SkinTexels(unwrap(skin))
    painter = SkinPainter(texels, knowledge)
    blue, grey = ROOTS["standard"]["L4"], SKIN_TONES["neutral"]
    core = TerritoryPaint("keegan_garrett.L4.core", "right", blue, "solid", 1.0)
    field = TerritoryPaint("gray.saphenous_nerve", "right", NERVE_SKIN, "lines", 1.0)
    bare = painter.painting(SkinAppearance(True, 1.0, 1.0, grey, (core,)))
    lined = painter.painting(SkinAppearance(True, 1.0, 1.0, grey, (core, field)))
    below, over = dict(zip(bare.index.tolist(), bare.rgb, strict=True)), lined
    pairs = [(below[i], rgb) for i, rgb in zip(over.index.tolist(), over.rgb, strict=True) if i in below]
    changed = np.array([np.abs(a.astype(int) - b.astype(int)).max() > 40 for a, b in pairs])
    assert 0.08 < changed.mean() < 0.5
    ink = np.abs(lined.rgb.astype(int) - NERVE_SKIN).max(axis=1) < 40
    assert 0.02 < ink.mean() < 0.3


def test_a_saved_view_keeps_the_nerve(tmp_path: Path) -> None:
    file = tmp_path / "view.json"
    for state in (SAPHENOUS, ViewState()):
        file.write_text(json.dumps(as_json(state)), encoding="utf-8")
        assert read_state(file) == state


def test_an_unknown_nerve_is_refused_with_what_is_accepted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.png"
    assert main(["snapshot", "--nerve-field", "vagus_nerve", "-o", str(out)]) == 2
    said = capsys.readouterr().err
    assert "nerve field" in said
    assert "saphenous_nerve" in said
    assert not out.exists()
    file = tmp_path / "view.json"
    file.write_text(json.dumps({**as_json(ViewState()), "nerve_field": "vagus_nerve"}), encoding="utf-8")
    assert main(["snapshot", "--state", str(file), "-o", str(out)]) == 2


@pytest.mark.qt
def test_the_window_has_a_chooser_of_nerves(qtbot: QtBot, knowledge: Knowledge) -> None:
    from viewer.qt.look.layer_panel import LayerPanel

    panel = LayerPanel(knowledge)
    qtbot.addWidget(panel)
    asked: list[str | None] = []
    panel.nerve_field_requested.connect(asked.append)
    panel.show_state(SAPHENOUS, seen(SAPHENOUS, knowledge))
    assert panel.nerve_field.currentText() == "Saphenous nerve"
    assert asked == []
    for key in ("sural_nerve", "none"):
        panel.nerve_field.choose(key)
        panel.nerve_field.activated.emit(panel.nerve_field.currentIndex())
    assert asked == ["sural_nerve", None]
