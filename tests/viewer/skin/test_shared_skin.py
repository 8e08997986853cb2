"""Root area against nerve area: shares are measured, bounded, and said to be no probabilities."""

from __future__ import annotations

import json
from dataclasses import replace
from types import MappingProxyType

import pytest

from annotations.model import Audience, Knowledge
from viewer.cli.main import main
from viewer.files.errors import InputError
from viewer.resolve.resolve import resolve
from viewer.skin.shared_skin import shared_skin
from viewer.state.view_state import ViewState


def test_l4_and_the_saphenous_nerve_share_most(knowledge: Knowledge) -> None:
    """The inner leg: no nerve shares more of L4's skin than the saphenous, in every map that draws L4."""
    for map_key in knowledge.maps:
        found = shared_skin(knowledge, map_key, "L4")
        assert found[0].field.nerve == "saphenous_nerve" or map_key == "keegan_garrett", map_key
        for item in found:
            assert 0.0 < item.of_root <= 1.0
            assert 0.0 < item.of_nerve <= 1.0


def test_a_nerve_with_the_root_s_own_skin_shares_all(knowledge: Knowledge) -> None:
    """A field that is the root's territory itself shares 100 % both ways: the measure is area, not a guess."""
    own = [t for t in knowledge.territories.values() if (t.map, t.root) == ("lee", "L5")]
    field = replace(
        next(iter(knowledge.nerve_fields.values())),
        key="twin",
        nerve="sural_nerve",
        polygons=tuple(polygon for territory in own for polygon in territory.polygons),
    )
    twin = replace(knowledge, nerve_fields=MappingProxyType({"twin": field}))
    (found,) = shared_skin(twin, "lee", "L5")
    assert found.of_root == pytest.approx(1.0)
    assert found.of_nerve == pytest.approx(1.0)


def test_patients_hear_of_the_chosen_nerve_only(knowledge: Knowledge) -> None:
    """One sentence for patients; the list of all nerves is for students and physicians; each has its sources."""
    state = ViewState(nerve_field="saphenous_nerve")
    counts: dict[Audience, int] = {"patient": 1, "physician": 2}
    for audience, count in counts.items():
        panel = resolve(replace(state, audience=audience), knowledge, {}).panel
        told = [paragraph for paragraph in panel.paragraphs if "%" in paragraph.text and "skin of" in paragraph.text]
        assert len(told) == count
        assert all(paragraph.sources for paragraph in told)
    assert "Other skin nerves" not in " ".join(p.text for p in resolve(state, knowledge, {}).panel.paragraphs)


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    """As JSON and in words; unknown names in one sentence."""
    assert main(["shared", "--root", "L4", "--map", "lee", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["nerves"][0]["nerve"] == "saphenous_nerve"
    assert "no probabilities" in answer["note"]
    assert main(["shared", "--root", "L9"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_unknown_names_are_refused(knowledge: Knowledge) -> None:
    """The sentence lists what is accepted."""
    with pytest.raises(InputError, match="proposed"):
        shared_skin(knowledge, "nobody", "L4")
    with pytest.raises(InputError, match="S1"):
        shared_skin(knowledge, "lee", "C5")
