"""The command without a name: it opens the window."""

from __future__ import annotations

import argparse
import gc
from pathlib import Path

from viewer.files.errors import InputError
from viewer.state.view_state import ViewState

from .asking import asked_knowledge
from .printing import say_line


def open_window(arguments: argparse.Namespace) -> int:
    """Open the window; without a display, say so and write the opening picture."""
    from viewer.files.display import missing_display, missing_library
    from viewer.files.opengl import missing_for_window

    reason = missing_display()
    if reason is not None:
        from viewer.output.snapshot import save_picture

        out = Path("dermatome-viewer.png")
        save_picture(out, ViewState(), knowledge=asked_knowledge(arguments))
        say_line(f"{reason}; the opening picture was written to {out}")
        return 0
    lacking = missing_library() or missing_for_window()
    if lacking is not None:
        raise InputError(lacking)
    # Nothing that the start makes is garbage; looking for some took a tenth of it. The window switches this on again.
    gc.disable()
    from viewer.qt.app import run

    return run(ViewState(), asked_knowledge(arguments))
