"""What commands print: an answer as text or JSON, and warnings beside a picture."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from viewer.state.view_state import ViewState

if TYPE_CHECKING:
    from annotations.model import Knowledge


def print_answer(answer: dict[str, object], as_json: bool, text: Any) -> int:
    """Print an answer as JSON, or as the lines that ``text`` makes of it; gives the exit code."""
    if as_json:
        say_line(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        for line in text(answer):
            say_line(line)
    return 0


def say_line(line: str) -> None:
    """Print one line."""
    sys.stdout.write(f"{line}\n")


def warn_of_signs(state: ViewState, knowledge: Knowledge) -> None:
    """Say on the terminal, too, that a warning sign was picked: whoever makes the picture may not read it."""
    from viewer.explain.alarm import alarms
    from viewer.i18n.language import in_language

    for line in alarms(state, in_language(knowledge, state.language)):
        sys.stderr.write(f"{line}\n")
