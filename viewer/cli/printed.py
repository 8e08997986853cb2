"""Commands that write what is printed: the hand-out, and the skin of one side laid flat."""

from __future__ import annotations

import argparse
from dataclasses import replace

from .asking import asked_knowledge, asked_view
from .printing import warn_of_signs


def handout(arguments: argparse.Namespace) -> int:
    """Write the sheet to take home."""
    from viewer.output.handout.handout import save_handout

    knowledge = asked_knowledge(arguments)
    state = asked_view(arguments, knowledge)
    if arguments.finding:
        from viewer.examination.items import joined_entries

        entries = joined_entries(state.examination, arguments.finding, knowledge)
        state = replace(state, examination=entries, findings_told=True)
    save_handout(arguments.output, state, knowledge, language=state.language, paper=arguments.paper.lower())
    warn_of_signs(state, knowledge)
    return 0


def sheet(arguments: argparse.Namespace) -> int:
    """Write the skin laid flat."""
    from viewer.output.flat_skin.page import save_flat_skin

    knowledge = asked_knowledge(arguments)
    state = asked_view(arguments, knowledge)
    save_flat_skin(arguments.output, state, knowledge)
    warn_of_signs(state, knowledge)
    return 0
