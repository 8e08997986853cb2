"""The commands: parsed arguments in, exit code out. Wrong ones raise `InputError`. Heavy imports wait until needed."""

from __future__ import annotations

import argparse
import gc
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast, get_args

from viewer.files.errors import InputError, one_of, unknown
from viewer.state.physique import ATLAS, body_of, build_of, state_body
from viewer.state.view_state import ChartPlace, ViewState

from .asking import BODY, asked_body, asked_state, read_finding, read_number, read_side, read_size, read_symptom
from .word_commands import describe as describe
from .word_commands import find as find

if TYPE_CHECKING:
    from annotations.model import Knowledge
    from meshes.skin.charts import ChartPoint
    from meshes.skin.surface import SkinMesh


NEAR_KEY_POINT_MM: Final = 15.0
"""A place this near to a key point is that key point: the pin's own reach on the skin."""


def open_window(arguments: argparse.Namespace) -> int:
    """Open the window; without a display, say so and write the opening picture."""
    from viewer.files.display import missing_display, missing_library

    reason = missing_display()
    if reason is not None:
        from viewer.output.snapshot import save_picture

        out = Path("dermatome-viewer.png")
        save_picture(out, ViewState(), knowledge=_knowledge(arguments))
        _say(f"{reason}; the opening picture was written to {out}")
        return 0
    library = missing_library()
    if library is not None:
        raise InputError(library)
    # Nothing that the start makes is garbage; looking for some took a tenth of it. The window switches this on again.
    gc.disable()
    from viewer.qt.app import run

    return run(ViewState(), _knowledge(arguments))


def snapshot(arguments: argparse.Namespace) -> int:
    """Write a picture."""
    from viewer.files.writing import check_writable
    from viewer.output.snapshot import SIZE, check_size, save_picture

    check_writable(arguments.output, ".png")
    size = SIZE if arguments.size is None else check_size(*read_size(arguments.size))
    knowledge = _knowledge(arguments)
    state = _seen(arguments, knowledge)
    if arguments.step is not None:
        from .steps_command import asked_step

        state = asked_step(arguments, state, knowledge)
    save_picture(arguments.output, state, size, knowledge)
    _warn(state, knowledge)
    return 0


def handout(arguments: argparse.Namespace) -> int:
    """Write the sheet to take home."""
    from viewer.output.handout.handout import save_handout

    knowledge = _knowledge(arguments)
    state = _seen(arguments, knowledge)
    if arguments.finding:
        from viewer.examination.items import joined_entries

        entries = joined_entries(state.examination, arguments.finding, knowledge)
        state = replace(state, examination=entries, findings_told=True)
    save_handout(arguments.output, state, knowledge, language=state.language, paper=arguments.paper.lower())
    _warn(state, knowledge)
    return 0


def sheet(arguments: argparse.Namespace) -> int:
    """Write the skin laid flat."""
    from viewer.output.flat_skin.page import save_flat_skin

    knowledge = _knowledge(arguments)
    state = _seen(arguments, knowledge)
    save_flat_skin(arguments.output, state, knowledge)
    _warn(state, knowledge)
    return 0


def shared(arguments: argparse.Namespace) -> int:
    """Say how much skin a root shares with each skin nerve."""
    from viewer.skin.shared_skin import shared_json, shared_words

    knowledge = _knowledge(arguments)
    answer = shared_json(knowledge, arguments.map, arguments.root)
    return _print(answer, arguments.json, lambda _: shared_words(knowledge, arguments.map, arguments.root))


def where(arguments: argparse.Namespace) -> int:
    """Print which root each map gives to a place, or what a drawing covers."""
    if arguments.state is not None:
        return _drawing(arguments)
    from viewer.skin.where import settled, where_answer, where_lines

    build = build_of(body_of(asked_body(arguments, ViewState(body=ATLAS))))
    side = read_side(arguments.side) if arguments.side is not None else None
    knowledge = _knowledge(arguments)
    from meshes.body import DATA
    from meshes.builds.builder import make_body
    from meshes.skin.chart_frame import SEGMENTS
    from meshes.skin.charts import ChartPoint, locate
    from meshes.skin.landmarks import LANDMARKS, landmark
    from meshes.skin.surface import build_skin

    name: str | None = arguments.landmark
    remarks: tuple[str, ...] = ()
    if name is not None:
        if name not in LANDMARKS:
            raise unknown("landmark", name, LANDMARKS)
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
    return _print(answer, arguments.json, lambda found: where_lines(found, knowledge))


def _drawing(arguments: argparse.Namespace) -> int:
    """Print what the drawing of a saved view covers."""
    from viewer.skin.covers_words import covers_answer, covers_lines
    from viewer.state.saved_view import read_state

    if arguments.side is not None:
        raise InputError("--side is of a landmark or chart place; a drawing has its own")
    knowledge = _knowledge(arguments)
    strokes = read_state(arguments.state).drawing
    return _print(covers_answer(knowledge, strokes), arguments.json, lambda _: covers_lines(knowledge, strokes))


def roots(arguments: argparse.Namespace) -> int:
    """Print the roots that symptoms and findings relate to."""
    if not arguments.symptom and not arguments.finding:
        raise InputError("nothing to go by; at least one --symptom or --finding is needed")
    knowledge = _knowledge(arguments)
    from viewer.examination.fitting_roots import roots_answer, roots_lines

    picks = [read_symptom(word, knowledge) for word in arguments.symptom]
    findings = [read_finding(word, knowledge) for word in arguments.finding]
    return _print(roots_answer(knowledge, picks, findings), arguments.json, roots_lines)


def examine(arguments: argparse.Namespace) -> int:
    """Print what an examination says of each root."""
    from viewer.examination.answer import examination_answer, examination_lines
    from viewer.examination.items import EXAMPLE, joined_entries
    from viewer.examination.result import result_of

    knowledge = _knowledge(arguments)
    state = ViewState()
    if arguments.state is not None:
        from viewer.explain.accepted import open_saved

        state = open_saved(arguments.state, knowledge).state
    entries = joined_entries(state.examination, arguments.finding, knowledge)
    if not entries:
        raise InputError(f"examine needs what was found; accepted is for example --finding {EXAMPLE}, or --state FILE")
    result = result_of(entries, knowledge, state.symptoms)
    return _print(
        examination_answer(entries, result, knowledge),
        arguments.json,
        lambda _answer: examination_lines(entries, result, knowledge),
    )


def study(arguments: argparse.Namespace) -> int:
    """Print questions for students, with their answers."""
    from annotations.languages import ENGLISH, LANGUAGES, translated
    from meshes.body import build_body
    from viewer.study.listing import study_answer, study_lines
    from viewer.study.question import SCOPES, TOPICS

    numbers = [read_number(word, what) for word, what in ((arguments.questions, "questions"), (arguments.seed, "seed"))]
    if any(number != int(number) for number in numbers):
        raise InputError("--questions and --seed are whole numbers, such as 5 and 1")
    scope = one_of("scope", arguments.scope, SCOPES)
    words = list(TOPICS) if arguments.topics is None else [word.strip() for word in arguments.topics.split(",")]
    topics = [one_of("topic", word, TOPICS) for word in dict.fromkeys(words)]
    language = one_of("language", arguments.language, (ENGLISH, *LANGUAGES))
    knowledge = translated(_knowledge(arguments), language)
    structures = build_body("light").structures
    count, seed = (int(number) for number in numbers)
    answer = study_answer(knowledge, structures, count, seed, scope, topics, language)
    return _print(answer, arguments.json, study_lines)


def topic(arguments: argparse.Namespace) -> int:
    """Print the answer to a question people ask, or list the questions."""
    from annotations.languages import ENGLISH, LANGUAGES, translated
    from annotations.model import Audience
    from viewer.explain.topics import topic_answer, topic_lines, topics_answer, topics_lines

    audience = cast("Audience", one_of("audience", arguments.audience, get_args(Audience)))
    language = one_of("language", arguments.language, (ENGLISH, *LANGUAGES))
    knowledge = translated(_knowledge(arguments), language)
    if arguments.key is None:
        return _print(topics_answer(knowledge, language), arguments.json, topics_lines)
    return _print(topic_answer(knowledge, arguments.key, audience, language), arguments.json, topic_lines)


def data(arguments: argparse.Namespace) -> int:
    """Print the whole knowledge base."""
    from annotations.export import as_json_object

    return _print(cast("dict[str, object]", as_json_object(_knowledge(arguments))), arguments.json, _data_text)


def steps(arguments: argparse.Namespace) -> int:
    """Print the steps that explain a view, or those of a tour."""
    from .steps_command import asked_audience, asked_steps, steps_answer, steps_lines

    audience = asked_audience(arguments)
    knowledge = _knowledge(arguments)
    found = asked_steps(arguments, _seen(arguments, knowledge), knowledge)
    return _print(steps_answer(found, audience, knowledge), arguments.json, steps_lines)


def annotate(arguments: argparse.Namespace) -> int:
    """Carry the maps onto a body scan."""
    from viewer.output.annotate import annotate, annotate_lines

    return _print(annotate(arguments.mesh, arguments.output, _knowledge(arguments)), arguments.json, annotate_lines)


def export(arguments: argparse.Namespace) -> int:
    """Write the body as a model file; what a view shows of it, where anything is said about the view."""
    from viewer.files.writing import check_writable
    from viewer.output.snapshot import export_glb, export_view

    check_writable(arguments.output, ".glb")
    own = {"run", "further", "output", *BODY}
    if all(value is None for name, value in vars(arguments).items() if name not in own):
        export_glb(arguments.output, state_body(asked_body(arguments, ViewState())))
        return 0
    knowledge = _knowledge(arguments)
    export_view(arguments.output, _seen(arguments, knowledge), knowledge)
    return 0


def page(arguments: argparse.Namespace) -> int:
    """Write the page to turn at home."""
    from viewer.files.writing import check_writable
    from viewer.output.page.page import save_page

    check_writable(arguments.output, ".html")
    knowledge = _knowledge(arguments)
    state = _seen(arguments, knowledge)
    save_page(arguments.output, state, knowledge)
    _warn(state, knowledge)
    return 0


def turntable(arguments: argparse.Namespace) -> int:
    """Write a whole turn as a moving picture."""
    from viewer.output.snapshot import check_size
    from viewer.output.turntable import FRAMES, SIZE, check_turntable, save_turntable

    size = SIZE if arguments.size is None else check_size(*read_size(arguments.size))
    frames = FRAMES if arguments.frames is None else int(read_number(arguments.frames, "frames"))
    check_turntable(arguments.output, size, frames)
    knowledge = _knowledge(arguments)
    state = _seen(arguments, knowledge)
    save_turntable(arguments.output, state, knowledge, size=size, frames=frames)
    _warn(state, knowledge)
    return 0


def check(arguments: argparse.Namespace) -> int:
    """Check all data: the knowledge base, the body's tables, and that their keys meet."""
    from .check import problems

    for folder in (arguments.data, arguments.tables):
        if folder is not None and not folder.is_dir():
            raise InputError(
                f"{folder}: is not a folder; the folder of a knowledge base or of a body's tables is accepted"
            )
    found = problems(arguments.data, arguments.tables)
    for line in found:
        _say(line)
    _say(f"{len(found)} found wrong" if found else "all data is sound")
    return 1 if found else 0


def _seen(arguments: argparse.Namespace, knowledge: Knowledge) -> ViewState:
    """Start from a saved view where one is named, and apply the options."""
    state = ViewState()
    if arguments.state is not None:
        from viewer.explain.accepted import open_saved

        saved = open_saved(arguments.state, knowledge)
        state = saved.state
        if saved.notice:
            sys.stderr.write(f"{saved.notice}\n")
    return asked_state(arguments, state, knowledge)


def _knowledge(arguments: argparse.Namespace) -> Knowledge:
    """Read the knowledge base with the user's further folder; a folder that is refused is named and left out."""
    from annotations.load import DataError, load

    if arguments.further is not None:
        from annotations.extend import load_with

        try:
            return load_with(arguments.further)
        except DataError as error:
            sentence = " ".join(str(error).split())
            sys.stderr.write(f"{arguments.further} is refused, going on without it: {sentence}\n")
    return load()


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


def _warn(state: ViewState, knowledge: Knowledge) -> None:
    """Say on the terminal, too, that a warning sign was picked: whoever makes the picture may not read it."""
    from viewer.explain.alarm import alarms
    from viewer.i18n.language import in_language, say

    for line in alarms(state, in_language(knowledge, state.language)):
        sys.stderr.write(f"{say(line, state.language)}\n")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _print(answer: dict[str, object], as_json: bool, text: Any) -> int:
    if as_json:
        _say(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        for line in text(answer):
            _say(line)
    return 0


def _data_text(answer: Any) -> list[str]:
    return [f"{name}: {len(table)}" for name, table in answer.items() if isinstance(table, dict)]
