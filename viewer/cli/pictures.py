"""Commands that write what a view shows: as a picture, a turning one, a model, a page to turn."""

from __future__ import annotations

import argparse
import sys

from viewer.files.version import PROGRAM
from viewer.state.physique import state_body
from viewer.state.view_state import BODY_FIELDS, ViewState

from .asking import asked_body, asked_knowledge, asked_view, read_number, read_size
from .printing import warn_of_signs


def snapshot(arguments: argparse.Namespace) -> int:
    """Write a picture."""
    from viewer.files.writing import check_writable
    from viewer.output.snapshot import SIZE, check_size
    from viewer.output.studio import FAST, save_snapshot

    check_writable(arguments.output, ".png")
    size = SIZE if arguments.size is None else check_size(*read_size(arguments.size))
    knowledge = asked_knowledge(arguments)
    state = asked_view(arguments, knowledge)
    if arguments.step is not None:
        from .steps import asked_step

        state = asked_step(arguments, state, knowledge)
    for line in save_snapshot(arguments.output, state, size, knowledge, arguments.quality or FAST):
        sys.stderr.write(f"{PROGRAM}: {line}\n")
    warn_of_signs(state, knowledge)
    return 0


def turntable(arguments: argparse.Namespace) -> int:
    """Write a whole turn as a moving picture."""
    from viewer.output.snapshot import check_size
    from viewer.output.turntable import FRAMES, SIZE, check_turntable, save_turntable

    size = SIZE if arguments.size is None else check_size(*read_size(arguments.size))
    frames = FRAMES if arguments.frames is None else int(read_number(arguments.frames, "frames"))
    check_turntable(arguments.output, size, frames)
    knowledge = asked_knowledge(arguments)
    state = asked_view(arguments, knowledge)
    save_turntable(arguments.output, state, knowledge, size=size, frames=frames)
    warn_of_signs(state, knowledge)
    return 0


def export(arguments: argparse.Namespace) -> int:
    """Write the body as a model file; what a view shows of it, where anything is said about the view."""
    from viewer.files.writing import check_writable
    from viewer.output.model import export_glb, export_view

    check_writable(arguments.output, ".glb")
    own = {"run", "further", "output", *BODY_FIELDS}
    if all(value is None for name, value in vars(arguments).items() if name not in own):
        export_glb(arguments.output, state_body(asked_body(arguments, ViewState())))
        return 0
    knowledge = asked_knowledge(arguments)
    export_view(arguments.output, asked_view(arguments, knowledge), knowledge)
    return 0


def page(arguments: argparse.Namespace) -> int:
    """Write the page to turn at home."""
    from viewer.files.writing import check_writable
    from viewer.output.page.page import save_page

    check_writable(arguments.output, ".html")
    knowledge = asked_knowledge(arguments)
    state = asked_view(arguments, knowledge)
    save_page(arguments.output, state, knowledge)
    warn_of_signs(state, knowledge)
    return 0
