"""The page to turn at home, a view as a model file, and the turning picture: by what can be read back from them."""

from __future__ import annotations

import base64
import io
import json
import re
import struct
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from annotations import load
from annotations.model import Knowledge
from light_body import body
from viewer.appearance.views import VIEWS
from viewer.files.errors import InputError
from viewer.output.credits import ATTRIBUTION
from viewer.output.model import export_view
from viewer.output.page.packing import Packing, unpacked
from viewer.output.page.page import CLOSE, MOST_BYTES, page_text, save_page
from viewer.output.turntable import Stopped, save_turntable, turned
from viewer.state.view_state import LAYERS, CameraPose, PickedSymptom, ViewState

DAY = date(2026, 1, 2)
NUMB = ViewState(symptoms=(PickedSymptom("numb-inner-shin"),), view="inner-leg")


@cache
def knowledge() -> Knowledge:
    return load()


@cache
def page(state: ViewState) -> str:
    return page_text(state, knowledge(), body=body(), day=DAY)


def data_of(text: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_the_page_fetches_nothing() -> None:
    text = page(NUMB)
    code = re.sub(r'<script type="application/json".*?</script>', "", text, flags=re.DOTALL)
    assert "default-src 'none'" in code
    assert "http" not in code.replace("http-equiv", "")
    for way in ("fetch(", "XMLHttpRequest", "WebSocket", "import(", "<link", "url(", "src=", "href=", "sendBeacon"):
        assert way not in code, way
    # Addresses in the words are citations; none is a source of anything.
    sources = [value for value in _strings(data_of(text)) if value.startswith(("http", "//", "file:"))]
    assert not sources


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in inner for text in _strings(part)]


@pytest.mark.parametrize("state", [ViewState(), ViewState(layers=frozenset(LAYERS))])
def test_the_largest_pages_go_by_mail(state: ViewState) -> None:
    assert len(page(state).encode()) < MOST_BYTES


def test_the_page_says_what_the_sheet_says() -> None:
    data = data_of(page(NUMB))
    assert "your right side" in data["title"][0]
    assert data["sentences"]
    assert {len(signs) > 0 for _, signs in data["warnings"]} == {True}
    assert data["credits"] == list(ATTRIBUTION)
    assert "CC BY-SA 4.0" in data["words"]["licence"]
    assert any("diagnose" in note for note in data["notes"])
    assert {entry["pattern"] for entry in data["legend"]} >= {"solid", "fill"}
    assert {side["text"] for side in data["sides"]} == {"patient's right", "patient's left"}
    assert data["camera"]["aside"] == "left"


def test_a_warning_sign_leads_the_page() -> None:
    urgent = next(key for key, symptom in knowledge().symptoms.items() if symptom.urgency == "emergency")
    assert data_of(page(ViewState(symptoms=(PickedSymptom(urgent, "both"),))))["alarms"]


@pytest.mark.parametrize("language", ["de", "es"])
def test_the_page_is_told_in_the_language_of_its_state(language: str) -> None:
    text = page(ViewState(symptoms=NUMB.symptoms, language=language))
    assert f'<html lang="{language}">' in text
    data, english = data_of(text), data_of(page(NUMB))
    assert set(data["words"]) == set(english["words"])
    assert not set(data["words"].values()) & set(english["words"].values())
    assert data["sentences"] != english["sentences"]


def test_the_meshes_come_back_as_they_were() -> None:
    data = data_of(page(ViewState()))
    packed = base64.b64decode(data["buffer"])
    femur = next(item for item in data["structures"] if item["layer"] == "bones" and item["size"][2] > 380.0)
    vertices, faces = unpacked(femur, packed)
    own = body().structures
    keys = [key for key in own if key == f"femur.{femur['side']}"]
    layer = next(layer for layer in body().layers if keys[0] in layer.keys)
    mesh = layer.part(keys[0])
    assert np.abs(vertices - mesh.vertices).max() < 0.02
    assert np.array_equal(faces, mesh.faces)
    for item in [*data["structures"], *data["skin"]["parts"]]:
        vertices, faces = unpacked(item, packed)
        assert faces.max() < len(vertices)
        assert np.isfinite(vertices).all()


def test_the_skin_is_painted_in_l4_blue_where_it_lies() -> None:
    data = data_of(page(NUMB))

    def picture(name: str) -> Any:
        return np.asarray(Image.open(io.BytesIO(base64.b64decode(data["skin"][name].split(",")[1]))))

    colour, strength = picture("colour").astype(int), picture("strength")
    assert colour.shape[:2] == strength.shape
    blue = (colour[..., 2] - colour[..., 0] > 120) & (strength > 200)
    assert 2_000 < np.count_nonzero(blue) < 0.2 * strength.size
    assert np.count_nonzero(strength == 0) > 0.5 * strength.size


def test_a_mesh_too_large_for_sixteen_bits_is_refused() -> None:
    many = np.zeros((65_536, 3))
    with pytest.raises(ValueError, match="65536"):
        Packing().add(many, np.zeros((1, 3), dtype=int))


def test_the_page_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "home.html"
    path.write_text("precious", encoding="utf-8")

    def full_disk(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", full_disk)
        with pytest.raises(InputError, match="No space left"):
            save_page(path, NUMB, knowledge(), body=body())
    assert path.read_text(encoding="utf-8") == "precious"
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(InputError, match=r"must end in \.html"):
        save_page(tmp_path / "home.pdf", NUMB, knowledge(), body=body())


def test_a_close_up_is_seen_from_all_its_sides() -> None:
    close = ViewState(scene="l4-5-posterolateral-herniation", view="lumbar-side")
    data = data_of(page(close))
    assert [view["text"] for view in data["views"]] == [VIEWS[name].text for name in CLOSE]
    assert data["camera"]["position"] == data["views"][CLOSE.index("lumbar-side")]["camera"]["position"]
    assert data["skin"] is None


def test_a_view_as_a_model_has_only_what_is_seen_and_its_paint(tmp_path: Path) -> None:
    path = tmp_path / "view.glb"
    export_view(path, NUMB, knowledge(), body())
    content = path.read_bytes()
    tree = json.loads(content[20 : 20 + struct.unpack("<I", content[12:16])[0]])
    names = {node.get("name") for node in tree["nodes"]}
    assert "skin" in names
    assert not any(str(name).endswith(".left") for name in names)  # that leg steps aside
    assert tree["images"]
    assert ATTRIBUTION[0] in tree["asset"]["copyright"]
    hidden = ViewState(layers=frozenset({"bones"}), hidden=frozenset({"femur.left"}))
    export_view(path, hidden, body=body())
    content = path.read_bytes()
    tree = json.loads(content[20 : 20 + struct.unpack("<I", content[12:16])[0]])
    names = {node.get("name") for node in tree["nodes"]}
    assert "femur.right" in names
    assert not names & {"femur.left", "skin", "rectus_femoris.right"}


def test_a_quarter_turn_goes_a_quarter_round() -> None:
    pose = CameraPose((0.0, 3000.0, 500.0), (0.0, 0.0, 500.0), (0.0, 0.0, 1.0))
    assert turned(pose, 0.25).position == pytest.approx((3000.0, 0.0, 500.0))
    assert turned(pose, 1.0).position == pytest.approx(pose.position)
    assert turned(pose, 0.3).view_up == pytest.approx((0.0, 0.0, 1.0))


@pytest.mark.gl
def test_a_turn_is_a_moving_picture(tmp_path: Path) -> None:
    path = tmp_path / "turn.gif"
    save_turntable(path, ViewState(), knowledge(), body(), size=(96, 120), frames=4)
    with Image.open(path) as picture:
        assert (picture.size, picture.n_frames) == ((96, 120), 4)  # type: ignore[attr-defined]
        first = np.asarray(picture.convert("RGB")).astype(int)
        picture.seek(2)
        assert np.abs(np.asarray(picture.convert("RGB")).astype(int) - first).max() > 40
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.gl
def test_a_turn_can_be_given_up_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "turn.gif"
    path.write_bytes(b"precious")
    with pytest.raises(Stopped):
        save_turntable(path, ViewState(), knowledge(), body(), size=(96, 120), frames=4, going_on=lambda done: done < 2)
    assert path.read_bytes() == b"precious"
    assert list(tmp_path.iterdir()) == [path]


def test_turns_that_cannot_be_made_are_refused_before_anything_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputError, match="4 to 240"):
        save_turntable(tmp_path / "a.gif", ViewState(), frames=1)
    with pytest.raises(InputError, match=r"\.gif or \.mp4"):
        save_turntable(tmp_path / "a.avi", ViewState())
    monkeypatch.setattr("viewer.output.turntable.find_spec", lambda _: None)
    with pytest.raises(InputError, match="imageio-ffmpeg"):
        save_turntable(tmp_path / "a.mp4", ViewState())
    assert not list(tmp_path.iterdir())
