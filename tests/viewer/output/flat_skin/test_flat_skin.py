"""The skin laid flat: a place and its spot on the sheet belong to each other, and the paint is the body's own."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

import light_body
from annotations.model import Knowledge
from meshes.skin.chart_frame import SEGMENTS
from meshes.skin.unwrapping import unwrap
from viewer.cli.main import main
from viewer.files.errors import InputError
from viewer.output.flat_skin.content import flat_content
from viewer.output.flat_skin.layout import FlatLayout
from viewer.output.flat_skin.page import save_flat_skin, whole_skin
from viewer.output.flat_skin.texels import FlatTexels
from viewer.palette.colours import ROOTS
from viewer.resolve.resolve import resolve
from viewer.skin.painted.chart_texels import SkinTexels
from viewer.skin.painted.paint import Canvas, SkinPainter
from viewer.skin.reading import reading_at
from viewer.state.view_state import ChartPlace, PickedSymptom, Side, ViewState

SPOT = 2.0


@pytest.fixture(scope="module")
def texels() -> SkinTexels:
    return SkinTexels(unwrap(light_body.body().skin, 2.0))


@pytest.fixture(scope="module")
def layout() -> FlatLayout:
    return FlatLayout(light_body.body().skin.frame)


@pytest.fixture(scope="module")
def laid(layout: FlatLayout, texels: SkinTexels) -> FlatTexels:
    return FlatTexels(layout, texels, "right", SPOT)


LAYOUT = FlatLayout(light_body.body().skin.frame)


@given(st.sampled_from(("thigh", "leg", "foot")), st.floats(0.0, 0.999), st.floats(0.0, 359.9))
def test_limb_places_come_back(segment: str, t: float, phi: float) -> None:
    """A place laid flat and sought there again is the same place."""
    x, y = LAYOUT.flat(segment, t, phi)
    found = LAYOUT.place(float(x), float(y), "right")
    if found is None or found.segment != segment:
        # On a cut or on the border of two segments either may answer; the spot must be the same.
        assert found is None or np.hypot(*np.subtract(LAYOUT.point(found), (x, y))) < 0.1
        return
    back = LAYOUT.flat(segment, found.t, found.phi)
    assert np.hypot(back[0] - x, back[1] - y) < 0.1
    assert found.t == pytest.approx(t, abs=1e-6)
    assert abs((found.phi - phi + 180.0) % 360.0 - 180.0) < 0.05 or segment == "foot"


@given(st.floats(0.0, 0.98), st.floats(1.0, 179.0))
def test_trunk_places_come_back(t: float, phi: float) -> None:
    """The trunk's angle is sought by rows; it comes back to a tenth of a millimetre."""
    x, y = LAYOUT.flat("trunk", t, phi)
    found = LAYOUT.place(float(x), float(y), "right")
    assert found is not None
    assert found.segment == "trunk"
    assert np.hypot(*np.subtract(LAYOUT.point(found), (x, y))) < 0.1


@given(st.floats(0.0, LAYOUT.width), st.floats(0.0, LAYOUT.height))
def test_spots_come_back(x: float, y: float) -> None:
    """A spot has one place, whose spot it is: the sheet never shows a place twice."""
    found = LAYOUT.place(x, y, "right")
    if found is not None:
        assert np.hypot(*np.subtract(LAYOUT.point(found), (x, y))) < 0.1


def test_the_left_side_is_the_mirror_image(layout: FlatLayout) -> None:
    """Left and right places with the same coordinates lie mirrored."""
    right = layout.point(ChartPlace("leg", "right", 0.4, 60.0))
    left = layout.point(ChartPlace("leg", "left", 0.4, 60.0))
    assert left == pytest.approx((layout.width - right[0], right[1]))
    found = layout.place(*left, "left")
    assert found is not None
    assert (found.segment, found.side) == ("leg", "left")
    assert found.t == pytest.approx(0.4)
    assert found.phi == pytest.approx(60.0)


def test_front_lies_between_outer_and_inner_side(layout: FlatLayout) -> None:
    """Of the right leg, seen as one stands before it: outer side left, inner side right."""
    outer, front, inner = (layout.point(ChartPlace("leg", "right", 0.3, phi))[0] for phi in (270.0, 0.0, 90.0))
    assert outer < front < inner


def test_spots_show_the_texel_of_their_place(laid: FlatTexels, texels: SkinTexels) -> None:
    """The paint under a spot is that of the chart place there, to a few millimetres."""
    flat = texels._unwrapped
    t, phi = flat.t.ravel(), flat.phi.ravel()
    rows, columns = np.nonzero(laid.texel >= 0)
    for number in range(0, len(rows), 997):
        row, column = int(rows[number]), int(columns[number])
        x, y = (column + 0.5) * SPOT, (row + 0.5) * SPOT
        place = laid.place(x, y)
        assert place is not None
        texel = int(laid.texel[row, column])
        at = laid.layout.point(ChartPlace(place.segment, "right", float(t[texel]), float(phi[texel])))
        assert np.hypot(at[0] - x, at[1] - y) < 8.5


def test_all_skin_is_laid_flat(laid: FlatTexels, texels: SkinTexels) -> None:
    """Hardly any skin is lost: what two toes hide of each other, and the perineum."""
    for segment, least in (("trunk", 0.97), ("thigh", 0.97), ("leg", 0.99), ("foot", 0.7)):
        own = texels.of(segment, "right")
        below = own.t >= 0.0  # the lid above T12 is no skin
        x, y = laid.layout.flat(segment, own.t[below], own.phi[below])
        seen = [laid.place(float(a), float(b)) is not None for a, b in zip(x[::53], y[::53], strict=True)]
        assert np.mean(seen) > least, segment


def test_the_leg_keeps_its_size(laid: FlatTexels, texels: SkinTexels) -> None:
    """A square on the leg is about as large on the sheet as on the body: within a third nearly everywhere."""
    own = texels.of("leg", "right")
    step = 1e-3
    x0, y0 = laid.layout.flat("leg", own.t, own.phi)
    x1, _ = laid.layout.flat("leg", own.t, own.phi + step)
    across = (x1 - x0) / step / own.mm_per_degree
    inner = (own.t > 0.02) & (own.t < 0.9) & (np.abs(across) < 10)
    assert np.quantile(across[inner], 0.05) > 0.66
    assert np.quantile(across[inner], 0.95) < 1.5
    assert y0.max() - y0.min() == pytest.approx(laid.layout._leg_length, rel=0.01)


def test_paint_is_the_body_s_own(laid: FlatTexels, texels: SkinTexels, knowledge: Knowledge) -> None:
    """In the middle of L4's core the sheet has L4's colour; on the outer thigh the bare skin's."""
    appearance = resolve(ViewState(), knowledge, {})
    canvas = Canvas(np.zeros((*texels.shape, 4), dtype=np.uint8))
    SkinPainter(texels, knowledge).paint(canvas, whole_skin(appearance), None)
    picture = laid.picture(canvas.words)
    assert picture.shape == (*laid.texel.shape, 4)

    def colour(place: ChartPlace) -> tuple[int, ...]:
        x, y = laid.layout.point(place)
        return tuple(int(value) for value in picture[int(y / SPOT), int(x / SPOT)])

    assert colour(ChartPlace("leg", "right", 0.5, 60.0))[:3] == ROOTS["standard"]["L4"]
    assert colour(ChartPlace("thigh", "right", 0.3, 270.0))[:3] == appearance.skin.tone
    assert set(np.unique(picture[..., 3])) == {0, 255}


def test_names_stand_on_their_own_skin(laid: FlatTexels, knowledge: Knowledge) -> None:
    """Every root's name on the sheet lies in that root's territory of the shown map."""
    for map_key in knowledge.maps:
        state = ViewState(root="all", map=map_key, key_points=True)
        content = flat_content(laid, state, knowledge, resolve(state, knowledge, {}), {})
        names = [word for word in content.words if word.style == "root"]
        assert len({word.text for word in names}) >= 6
        for word in names:
            place = laid.place(word.x, word.y)
            assert place is not None
            there = {(item.map, item.root) for item in reading_at(knowledge, place).territories}
            assert (map_key, word.text) in there, word
        assert sum(mark.kind == "key-point" for mark in content.marks) == len(knowledge.key_points)


def test_the_asked_place_is_marked(laid: FlatTexels, knowledge: Knowledge) -> None:
    """A clicked place has its ring on its own side's sheet, and on that only."""
    place = ChartPlace("leg", "right", 0.5, 60.0)
    sides: dict[Side, int] = {"right": 1, "left": 0}
    for side, count in sides.items():
        state = ViewState(place=place, side=side)
        content = flat_content(laid, state, knowledge, resolve(state, knowledge, {}), {})
        asked = [mark for mark in content.marks if mark.kind == "asked"]
        assert len(asked) == count
        assert not asked or (asked[0].x, asked[0].y) == laid.layout.point(place)


def test_files(tmp_path: Path) -> None:
    """One page in three formats: text stays text, the picture has its words, the SVG is well formed."""
    out = tmp_path / "sheet.svg"
    assert main(["sheet", "-o", str(out), "--symptom", "numb-inner-shin:left", "--language", "de"]) == 0
    tree = ElementTree.parse(out)
    assert "Taube Haut" in (tree.getroot()[0].text or "")
    words = " ".join(element.text or "" for element in tree.iter("{http://www.w3.org/2000/svg}text"))
    assert "Kniescheibe" in words
    assert "L4" in words
    assert "http" not in out.read_text().replace("http://www.w3.org/2000/svg", "")


def test_nothing_that_must_stand_there_is_cut(tmp_path: Path, knowledge: Knowledge) -> None:
    """Title and warnings of the four longest signs stand there whole, within the page."""
    urgent = sorted((s for s in knowledge.symptoms.values() if s.urgency is not None), key=lambda s: -len(s.text))
    state = ViewState(symptoms=tuple(PickedSymptom(symptom.key) for symptom in urgent[:4]), language="de")
    save_flat_skin(tmp_path / "sheet.pdf", state, knowledge)
    lowest = 1000.0

    def see(text: str, _current: Any, matrix: Any, _font: Any, _size: float) -> None:
        nonlocal lowest
        lowest = min(lowest, matrix[5]) if text.strip() else lowest

    (page,) = PdfReader(tmp_path / "sheet.pdf").pages
    said = " ".join(page.extract_text(visitor_text=see).split())
    appearance = resolve(state, knowledge, {})
    assert not [words for words in (appearance.panel.title, *appearance.banner) if words not in said]
    assert lowest > 0.0


def test_pdf_and_png(tmp_path: Path, knowledge: Knowledge) -> None:
    """The PDF is one page of real text, the PNG carries title and description."""
    save_flat_skin(tmp_path / "sheet.pdf", ViewState(root="all", map="keegan_garrett"), knowledge)
    (page,) = PdfReader(tmp_path / "sheet.pdf").pages
    text = page.extract_text()
    assert "Keegan" in text
    assert "CC BY-SA 4.0" in text
    save_flat_skin(tmp_path / "sheet.png", ViewState(), knowledge)
    with Image.open(tmp_path / "sheet.png") as picture:
        assert picture.size == (1050, 1485)
        assert "laid flat" in picture.info["Title"]
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["sheet.pdf", "sheet.png"]


def test_other_names_are_refused(tmp_path: Path, knowledge: Knowledge) -> None:
    """One sentence that names what is accepted, and no file."""
    with pytest.raises(InputError, match=r"must end in \.svg, \.pdf, \.png"):
        save_flat_skin(tmp_path / "sheet.gif", ViewState(), knowledge)
    assert not list(tmp_path.iterdir())


def test_segments_are_those_of_the_charts() -> None:
    """The sheet speaks of the same segments as the charts."""
    for segment in SEGMENTS:
        x, y = LAYOUT.flat(segment, np.array([0.5]), np.array([90.0]))
        assert np.isfinite(x).all()
        assert np.isfinite(y).all()
