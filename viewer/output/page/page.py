"""The page to turn at home: one file of HTML with body, paint, words and a small viewer. It fetches nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from viewer.appearance.named import LAYER_TEXT
from viewer.appearance.values import Appearance
from viewer.appearance.views import VIEWS, Framing, pose
from viewer.files.writing import check_writable, write_whole
from viewer.i18n.catalogue import Catalogue, catalogue
from viewer.output.credits import ATTRIBUTION
from viewer.resolve.resolve import resolve
from viewer.state.physique import body_of, build_of
from viewer.state.view_state import OTHER_SIDE, CameraPose, ViewState

from .packing import Packing, png_address

if TYPE_CHECKING:
    from annotations.model import Knowledge
    from meshes.body import Body
    from viewer.output.handout.content import HandoutContent

MOST_BYTES: Final = 6_000_000
"""Accepted by most mail servers."""
OFFERED: Final = ("front", "back", "inner-leg", "outer-leg", "sole", "lumbar", "saddle")
"""Named views with a button of their own."""
CLOSE: Final = tuple(name for name, view in VIEWS.items() if view.cut is not None)
"""The same for a spine cut open: nothing else is on the page."""
ASPECT: Final = 1.0
"""Width over height that views are made for; a narrower page moves the camera back."""
SWITCHED: Final = ("bones", "muscles", "nerves", "ligaments", "trunk_muscles", "fascia")
"""Layers with a switch of their own, in this order."""
DATA_TAG: Final = "__DATA__"


def save_page(
    path: Path, state: ViewState, knowledge: Knowledge, *, body: Body | None = None, day: date | None = None
) -> None:
    """Write a state as a page, beside its place and then renamed.

    Parameters
    ----------
    path : Path
        An ``.html``.
    state : ViewState
        What is shown; its language is the page's.
    knowledge : Knowledge
        In English.
    body : Body, optional
        By default the one the state asks for, in light detail.
    day : date, optional
        Printed on the page, by default today.

    Raises
    ------
    InputError
        When the name does not end in ``.html``, or the file cannot be written there.
    """
    check_writable(path, ".html")
    text = page_text(state, knowledge, body=body, day=day)
    write_whole(path, lambda beside: beside.write_text(text, encoding="utf-8"))


def page_text(state: ViewState, knowledge: Knowledge, *, body: Body | None = None, day: date | None = None) -> str:
    """Make the page of a state; parameters as in :func:`save_page`."""
    if body is None:
        from meshes.builds.builder import make_body

        body = make_body(build_of(body_of(state)), "light")
    for normals in (True, False):
        found = page_data(state, knowledge, body, day or date.today(), normals=normals)
        data = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        if len(data) < 0.98 * MOST_BYTES:
            break
    template = (files("viewer.output.page") / "web" / "page.html").read_text(encoding="utf-8")
    # A closing tag inside a sentence would end the block of data.
    return template.replace("__LANGUAGE__", state.language).replace(DATA_TAG, data.replace("</", "<\\/"))


def page_data(state: ViewState, knowledge: Knowledge, body: Body, day: date, *, normals: bool = True) -> dict[str, Any]:
    """Give everything on the page as plain objects: words, cameras, packed meshes, textures.

    Without ``normals`` the page computes those below the skin itself: a smaller file, but rougher when seen closely.
    """
    from viewer.appearance.framing import framing_of
    from viewer.output.handout.content import handout_content
    from viewer.output.shown import shown_structures

    tr = catalogue(state.language)
    state = replace(state, hovered=None, place=None, selected=None)
    shown = resolve(state, knowledge, body.structures)
    # Which leg steps aside is for the page to say: it changes with the view.
    appearance = replace(shown, ghost=None)
    packing = Packing()
    structures = [
        {
            "layer": item.layer,
            "colour": item.colour,
            "lit": item.lit,
            "side": _side(item.key),
            **packing.add(item.mesh.vertices, item.mesh.faces, item.mesh.normals if normals else None),
        }
        for item in shown_structures(appearance, body)
    ]
    skin = _skin(appearance, body, knowledge, packing)
    framing = framing_of(body)
    present = {item["layer"] for item in structures}
    return {
        "page_version": 1,
        **_told(handout_content(state, knowledge, state.language, day)),
        "credits": list(ATTRIBUTION),
        "legend": [{"text": e.text, "colour": e.colour, "pattern": e.pattern} for e in appearance.legend],
        "words": _own_words(tr),
        "background": appearance.background,
        "camera": _camera(state.camera or _pose(state.view, state, shown, framing), shown.ghost),
        "views": _views(state, shown, framing, tr),
        "layers": [{"name": name, "text": tr(LAYER_TEXT[name])} for name in SWITCHED if name in present],
        "sides": _sides(framing, tr),
        "labels": list(_labels(appearance, body)),
        "structures": structures,
        "skin": skin,
        "buffer": packing.base64(),
    }


def _told(content: HandoutContent) -> dict[str, Any]:
    """Give what the page tells: the words of the hand-out."""
    tr = content.tr
    return {
        "title": list(content.titles),
        "heading": tr("What we talked about"),
        "date": content.date,
        "alarms": [alarm.line for alarm in content.alarms],
        "sentences": list(content.sentences),
        "explained": tr("What it means"),
        "mismatch": [tr("Your pain may not match the picture"), content.mismatch],
        "warning": tr("Warning signs: do not wait"),
        "warnings": [[act, list(signs)] for act, signs in content.warnings if signs],
        "sources": [tr("Sources"), list(content.sources)],
        "notes": list(content.small_print),
    }


def _own_words(tr: Catalogue) -> dict[str, str]:
    """Give what the page says of itself."""
    return {
        "picture": tr("Three-dimensional picture of the body"),
        "keys": tr(
            "Drag to turn, wheel or two fingers to come nearer. Keys: arrows turn, + and - come nearer, 0 resets."
        ),
        "views": tr("Look from"),
        "reset": tr("Back to the start"),
        "show": tr("Show"),
        "opacity": tr("Skin"),
        "legend": tr("What the colours mean"),
        "none": tr("This browser cannot draw in three dimensions. The words hold all the same."),
        "licence": tr("Shapes: CC BY-SA 4.0, adapted from"),
        "made": tr("Made with the Dermatome Viewer. This page fetches nothing and sends nothing."),
    }


def _skin(appearance: Appearance, body: Body, knowledge: Knowledge, packing: Packing) -> dict[str, Any] | None:
    """Pack the painted skin; None if the picture has none."""
    from viewer.output.shown import shown_skin

    skin = shown_skin(appearance, body, knowledge, strength=True)
    if skin is None:
        return None
    parts, mesh = [], skin.unwrapped
    for name, faces in skin.parts.items():
        used, local = np.unique(faces, return_inverse=True)
        packed = packing.add(mesh.vertices[used], local.reshape(-1, 3), mesh.normals[used], mesh.uv[used])
        parts.append({"name": name, **packed})
    return {
        "parts": parts,
        "colour": png_address(np.ascontiguousarray(skin.pixels[::-1, :, :3])),
        "strength": png_address(np.ascontiguousarray(skin.pixels[::-1, :, 3])),
        "opacity": appearance.skin.opacity,
        "painted": appearance.skin.painted_opacity,
    }


def _pose(view: str, state: ViewState, shown: Appearance, framing: Framing) -> CameraPose:
    return pose(VIEWS[view], state.side, framing, ASPECT, shown.camera.level)


def _views(state: ViewState, shown: Appearance, framing: Framing, tr: Catalogue) -> list[dict[str, Any]]:
    """List the named views that have a button."""
    return [
        {
            "text": tr(VIEWS[name].text),
            "camera": _camera(
                _pose(name, state, shown, framing), OTHER_SIDE[state.side] if VIEWS[name].aside else None
            ),
        }
        for name in (OFFERED if shown.cut is None else CLOSE)
    ]


def _sides(framing: Framing, tr: Catalogue) -> list[dict[str, Any]]:
    """Name the sides on the floor, in front of the feet."""
    low, high = framing.foot
    across, ahead = (low[0] + high[0]) / 2, high[1] + 25.0
    return [
        {"text": tr("patient's right"), "at": [across, ahead, 0.0], "side": "right"},
        {"text": tr("patient's left"), "at": [-across, ahead, 0.0], "side": "left"},
    ]


def _labels(appearance: Appearance, body: Body) -> Iterator[dict[str, Any]]:
    """List names of roots with places and directions of their skin: the page shows those it can see."""
    from meshes.skin.charts import ChartError, ChartPoint, position

    if appearance.lesion is not None and appearance.lesion.text:
        from meshes.lesion.lesion import Lesion

        contact = Lesion(body, appearance.lesion.key, appearance.lesion.side).at(appearance.lesion.degree).contacts[0]
        yield {
            "text": appearance.lesion.text,
            "spots": [[[round(float(x), 2) for x in contact.xyz], None]],
            "side": None,
        }
    vertices = body.skin.mesh.vertices
    for label in appearance.labels if appearance.skin.visible else ():
        if isinstance(label.anchor, str):
            continue
        spots = []
        for place in label.anchor[:6]:
            try:
                at = position(body.skin, ChartPoint(place.segment, place.side, place.t, place.phi, place.ray))
            except ChartError:
                continue
            nearest = int(np.argmin(((vertices - at) ** 2).sum(axis=1)))
            outward = body.skin.mesh.normals[nearest]
            spots.append([[round(float(x), 2) for x in at], [round(float(x), 3) for x in outward]])
        if spots:
            yield {"text": label.text, "spots": spots, "side": label.anchor[0].side}


def _camera(at: CameraPose, aside: str | None) -> dict[str, Any]:
    """Give a camera and the leg that is left out for it."""
    return {"position": at.position, "focal": at.focal_point, "up": at.view_up, "angle": at.view_angle, "aside": aside}


def _side(key: str) -> str | None:
    side = key.rpartition(".")[2]
    return side if side in OTHER_SIDE else None
