"""Commands that answer with roots: of a place, a drawing, symptoms and tests, an examination, the skin of a nerve."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final

from viewer.files.errors import InputError, unknown
from viewer.state.physique import ATLAS, body_of, build_of
from viewer.state.view_state import ChartPlace, ViewState

from .asking import asked_body, asked_knowledge, opened_view, read_finding, read_number, read_side, read_symptom
from .printing import print_answer

if TYPE_CHECKING:
    from annotations.model import Knowledge
    from meshes.skin.charts import ChartPoint
    from meshes.skin.surface import SkinMesh

NEAR_KEY_POINT_MM: Final = 15.0
"""A place this near to a key point is that key point: the pin's own reach on the skin."""


def where(arguments: argparse.Namespace) -> int:
    """Print which root each map gives to a place, or what a drawing covers."""
    if arguments.state is not None:
        return _drawing(arguments)
    from viewer.skin.where import settled, where_answer, where_lines

    build = build_of(body_of(asked_body(arguments, ViewState(body=ATLAS))))
    side = read_side(arguments.side) if arguments.side is not None else None
    knowledge = asked_knowledge(arguments)
    from meshes.body import DATA
    from meshes.builds.builder import make_body
    from meshes.skin.chart_frame import SEGMENTS
    from meshes.skin.charts import ChartPoint, locate
    from meshes.skin.landmarks import ALL_LANDMARKS, landmark
    from meshes.skin.surface import build_skin

    name: str | None = arguments.landmark
    remarks: tuple[str, ...] = ()
    if name is not None:
        if name not in ALL_LANDMARKS:
            raise unknown("landmark", name, ALL_LANDMARKS)
        point = landmark(name, side or "right")
        skin = None
    elif arguments.point is not None:
        skin = build_skin(DATA / "skin.npz") if build is None else make_body(build, "light").skin
        point, _ = locate(skin, [read_number(word, axis) for word, axis in zip(arguments.point, "xyz", strict=True)])
        if side is not None and side != point.side:
            raise InputError(f"the point lies on the patient's {point.side}, not {side}; leave --side out with --point")
    else:
        segment, t, phi = arguments.chart
        if segment not in SEGMENTS:
            raise unknown("segment", segment, SEGMENTS)
        skin = build_skin(DATA / "skin.npz")
        point, remarks = settled(
            skin, ChartPoint(segment, side or "right", read_number(t, "t"), read_number(phi, "phi") % 360.0)
        )
    place = ChartPlace(point.segment, point.side, point.t, point.phi, point.ray)
    roots = [root for root, key in knowledge.key_points.items() if key.landmark == name]
    if skin is not None:
        roots, name = _near(knowledge, skin, point)
    answer = where_answer(knowledge, place, name, roots[0] if roots else None, remarks)
    return print_answer(answer, arguments.json, lambda found: where_lines(found, knowledge))


def _drawing(arguments: argparse.Namespace) -> int:
    """Print what the drawing of a saved view covers."""
    from viewer.skin.covers_words import covers_answer, covers_lines

    if arguments.side is not None:
        raise InputError("--side is of a landmark or chart place; a drawing has its own")
    knowledge = asked_knowledge(arguments)
    strokes = opened_view(arguments.state, knowledge).drawing
    return print_answer(covers_answer(knowledge, strokes), arguments.json, lambda _: covers_lines(knowledge, strokes))


def _near(knowledge: Knowledge, skin: SkinMesh, point: ChartPoint) -> tuple[list[str], str | None]:
    """Find the key point (its root) and the landmark that a place on the skin lies at."""
    import numpy as np

    from meshes.skin.charts import ChartError, position
    from meshes.skin.landmarks import LANDMARKS, landmark

    here = position(skin, point)
    distances: dict[str, float] = {}
    for name in LANDMARKS:
        try:
            distances[name] = float(np.linalg.norm(position(skin, landmark(name, point.side)) - here))
        except ChartError:
            continue
    roots = sorted(
        (distances.get(key.landmark, np.inf), root)
        for root, key in knowledge.key_points.items()
        if distances.get(key.landmark, np.inf) <= NEAR_KEY_POINT_MM
    )
    near = min(distances, key=lambda name: distances[name], default=None)
    named = near if near is not None and distances[near] <= NEAR_KEY_POINT_MM else None
    return [root for _, root in roots], named


def roots(arguments: argparse.Namespace) -> int:
    """Print the roots that symptoms and findings relate to."""
    if not arguments.symptom and not arguments.finding:
        raise InputError("nothing to go by; at least one --symptom or --finding is needed")
    knowledge = asked_knowledge(arguments)
    from viewer.examination.fitting_roots import roots_answer, roots_lines

    picks = [read_symptom(word, knowledge) for word in arguments.symptom]
    findings = [read_finding(word, knowledge) for word in arguments.finding]
    return print_answer(roots_answer(knowledge, picks, findings), arguments.json, roots_lines)


def examine(arguments: argparse.Namespace) -> int:
    """Print what an examination says of each root, in the language of a saved view."""
    from viewer.examination.answer import examination_answer, examination_lines
    from viewer.examination.items import EXAMPLE, joined_entries
    from viewer.examination.result import result_of
    from viewer.i18n.language import in_language

    knowledge = asked_knowledge(arguments)
    state = ViewState()
    if arguments.state is not None:
        state = opened_view(arguments.state, knowledge)
    language, known = state.language, in_language(knowledge, state.language)
    entries = joined_entries(state.examination, arguments.finding, knowledge)
    if not entries:
        raise InputError(f"examine needs what was found; accepted is for example --finding {EXAMPLE}, or --state FILE")
    result = result_of(entries, known, state.symptoms, language)
    return print_answer(
        examination_answer(entries, result, known, language),
        arguments.json,
        lambda _answer: examination_lines(entries, result, known, language),
    )


def shared(arguments: argparse.Namespace) -> int:
    """Say how much skin a root shares with each skin nerve."""
    from viewer.skin.shared_skin import shared_json, shared_words

    knowledge = asked_knowledge(arguments)
    answer = shared_json(knowledge, arguments.map, arguments.root)
    return print_answer(answer, arguments.json, lambda _: shared_words(knowledge, arguments.map, arguments.root))
