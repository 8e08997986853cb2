"""The command without a name: it opens the window."""

from __future__ import annotations

import argparse
import gc
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.explain.checking_views import open_saved
from viewer.files.errors import InputError
from viewer.files.kinds import Kind, kind_of
from viewer.files.version import PROGRAM
from viewer.state.view_state import ViewState

from .asking import asked_knowledge, opened_view
from .printing import say_line

if TYPE_CHECKING:
    from annotations.model import Knowledge


def open_window(arguments: argparse.Namespace) -> int:
    """Open the window, with a saved view where one is named; without a display, say so and write a picture of it.

    A window that is open already is handed the view, unless further records are asked for, which it may not have.
    """
    from viewer.files.display import missing_display, missing_library
    from viewer.files.opengl import missing_for_window
    from viewer.files.own_folders import keep_caches_together

    path: Path | None = arguments.opened
    if path is not None and kind_of(path) is Kind.SCAN:
        raise InputError(
            f"{path}: the scan of a body is accepted by a command: {PROGRAM} annotate {path.name} -o OUT.npz"
        )
    knowledge = asked_knowledge(arguments)
    reason = missing_display()
    if reason is not None:
        return _write_picture(reason, path, knowledge)
    saved = None if path is None else open_saved(path, knowledge)
    lacking = missing_library()
    if path is not None and lacking is None and arguments.further is None:
        from viewer.qt.shell.second_start import hand_over

        if hand_over(path):
            return 0
    keep_caches_together()
    if lacking is not None:
        raise InputError(lacking)
    reason = missing_for_window()
    if reason is not None:
        try:
            return _write_picture(reason, path, knowledge)
        except InputError:
            raise InputError(reason) from None
    # Nothing that the start makes is garbage; looking for some took a tenth of it. The window switches this on again.
    gc.disable()
    from viewer.qt.app import run

    return run(ViewState(), knowledge, None if path is None or saved is None else (path, saved))


def _write_picture(reason: str, path: Path | None, knowledge: Knowledge) -> int:
    """Write the opening picture, or one of a saved view, and say why there is no window."""
    from viewer.output.studio import save_snapshot

    out = Path("dermatome-viewer.png")
    state = ViewState() if path is None else opened_view(path, knowledge)
    said = save_snapshot(out, state, knowledge=knowledge)
    picture = "the opening picture" if path is None else f"a picture of {path}"
    say_line(f"{reason}; {picture} was written to {out}")
    for line in said:
        say_line(line)
    return 0
